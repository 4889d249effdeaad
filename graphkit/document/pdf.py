"""A PDF with a text layer in, its source out: columns in reading order, a form feed between pages.

The place of every character on its page tells lines, columns and paragraphs apart; the order in which a PDF happens to
list its text does not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from msgspec import Struct

from graphkit.document.furniture import mark_furniture
from graphkit.document.source import Source
from graphkit.errors import DocumentError

#: A gap this many letters wide parts two columns.
_GUTTER = 0.9
#: Each column holds at least this share of the page's width.
_COLUMN = 0.14
#: Text that leans more than this (in radians) is not read.
_TILT = 0.2


class Piece(Struct, frozen=True):
    """Words on one base line, without a wide gap between them: `left`, `right`, `base` (from the top), and its size."""

    text: str
    left: float
    right: float
    base: float
    size: float


def read_pdf(content: bytes, path: Path, ocr: bool = False) -> Source:
    """The text of all pages; DocumentError where the file is broken, locked, or a scan without text."""
    pages = _read_pages(content, path)
    if not any(pages):
        if not ocr:
            raise DocumentError(
                f"{path}: {len(pages)} pages without a text layer, a scan: read it with --ocr (ocr=True), "
                "or give it one with 'ocrmypdf IN.pdf OUT.pdf'"
            )
        from graphkit.document.scan import recognize_text

        return recognize_text(content, path)
    return join_pages(pages)


def join_pages(pages: list[str]) -> Source:
    """One text of many pages, where each begins, and its running heads marked."""
    text = ""
    starts: list[int] = []
    for page in pages:
        if starts:
            text += "\n\f"
        starts.append(len(text))
        text += page
    return mark_furniture(Source(text, "application/pdf", pages=tuple(starts)))


def _read_pages(content: bytes, path: Path) -> list[str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(f"{path}: not a PDF that can be read: {' '.join(str(error).split())}") from error
    try:
        return [_read_page(document[index]) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise DocumentError(f"{path}: a broken page: {' '.join(str(error).split())}") from error
    finally:
        document.close()


def _read_page(page: Any) -> str:
    width, height = page.get_size()
    text = page.get_textpage()
    try:
        pieces = _find_pieces(text, height)
    finally:
        text.close()
        page.close()
    return "\n".join(_write_column(column) for column in _order_columns(pieces, width))


def _find_pieces(text: Any, height: float) -> list[Piece]:
    """The characters of a page put together to pieces, in the order of the file."""
    from ctypes import byref, c_double

    from pypdfium2 import raw

    box = raw.FS_RECTF()
    origin_x, origin_y = c_double(), c_double()
    pieces: list[Piece] = []
    current: list[str] = []
    start = end = base = size = 0.0
    blank = False
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        char = _read_char(code)
        if char.isspace() or not char:
            blank = blank or char.isspace()
            continue
        raw.FPDFText_GetLooseCharBox(text, index, byref(box))
        scale = max(box.top - box.bottom, 1.0)
        raw.FPDFText_GetCharOrigin(text, index, byref(origin_x), byref(origin_y))
        here = height - origin_y.value
        near = abs(here - base) < 0.45 * max(size, scale) and -0.5 * size < box.left - end < 1.2 * max(size, scale)
        if not near and abs(raw.FPDFText_GetCharAngle(text, index)) > _TILT:
            continue  # along the margin: the printer's own notes, a watermark
        if current and not near:
            pieces.append(Piece("".join(current), start, end, base, size))
            current = []
        if not current:
            start, base, size = box.left, here, scale
        elif blank or (scale > size * 1.25 and all(map(str.isdigit, current))):  # or a raised number before its note
            current.append(" ")
        current.append(char)
        if scale > size:
            base, size = here, scale
        end, blank = box.right, False
    if current:
        pieces.append(Piece("".join(current), start, end, base, size))
    return pieces


def _read_char(code: int) -> str:
    """The character, or nothing for what is none; a hyphen that pdfium takes for a line's end is a hyphen."""
    if code in (0x02, 0xFFFE):
        return "-"
    return "" if code in (0, 0xFFFF) or 0xD800 <= code < 0xE000 else chr(code)


def _order_columns(pieces: list[Piece], width: float) -> list[list[Piece]]:
    """The pieces parted into columns, each from top to bottom, in reading order."""
    if not pieces:
        return []
    gutter = _find_gutter(pieces, width)
    if gutter is None:
        return [pieces]
    across = [piece for piece in pieces if piece.left < gutter < piece.right]
    rest = [piece for piece in pieces if not piece.left < gutter < piece.right]
    columns: list[list[Piece]] = []
    bounds = sorted({round(piece.base, 1) for piece in across})
    low = float("-inf")
    for bound in [*bounds, float("inf")]:
        band = [piece for piece in rest if low < piece.base < bound - 0.2]
        for side in ([one for one in band if one.right <= gutter], [one for one in band if one.left >= gutter]):
            columns.extend(_order_columns(side, width))
        line = [piece for piece in across if abs(piece.base - bound) < 0.2]
        if line:
            columns.append(line + [piece for piece in rest if abs(piece.base - bound) < 0.2])
        low = bound
    return [column for column in columns if column]


def _find_gutter(pieces: list[Piece], width: float) -> float | None:
    """The middle of the widest upright gap with columns at both sides that few lines cross, or None."""
    if len(pieces) < 8:
        return None
    size = median(piece.size for piece in pieces)
    best: tuple[float, float] | None = None
    lefts, rights = sorted(piece.left for piece in pieces), sorted(piece.right for piece in pieces)
    for place in sorted({round(left - 0.5, 1) for left in lefts}):
        before, after = bisect_right(rights, place), len(lefts) - bisect_left(lefts, place)
        crossing = len(pieces) - before - after
        if min(before, after) < 4 or crossing > 0.12 * len(pieces):
            continue
        edge = rights[before - 1]
        gap = place - edge
        if gap < _GUTTER * size or min(edge - lefts[0], rights[-1] - place) < _COLUMN * width:
            continue
        if best is None or gap > best[0]:
            best = (gap, (edge + place) / 2)
    return None if best is None else best[1]


def _write_column(pieces: list[Piece]) -> str:
    """The lines of a column; a blank one where a paragraph ends: a wider gap, or an indented line."""
    lines = _join_lines(pieces)
    pitches = [below.base - above.base for above, below in pairwise(lines)]
    usual = median([pitch for pitch in pitches if pitch > 0] or [0])
    written: list[str] = []
    for place, line in enumerate(lines):
        if place:
            above = lines[place - 1]
            below = lines[place + 1] if place + 1 < len(lines) else None
            wide = line.base - above.base > 1.3 * min(usual, 1.6 * max(line.size, above.size))
            resized = abs(line.size - above.size) > 0.12 * line.size
            capitals = line.text.isupper() and above.text.isupper()
            if wide or resized or (not capitals and _is_indented(line, above, below)):
                written.append("")
        written.append(line.text)
    return "\n".join(written)


def _join_lines(pieces: list[Piece]) -> list[Piece]:
    """The pieces on one base line put together, from left to right."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (round(one.base, 1), one.left)):
        if lines and abs(piece.base - lines[-1][0].base) < 0.4 * min(piece.size, lines[-1][0].size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    joined: list[Piece] = []
    for line in lines:
        line.sort(key=lambda one: one.left)
        size = max(line, key=lambda one: len(one.text)).size
        text = "  ".join(piece.text for piece in line)
        joined.append(Piece(text, line[0].left, line[-1].right, line[0].base, size))
    return joined


def _is_indented(line: Piece, above: Piece, below: Piece | None) -> bool:
    """Does a paragraph begin here, set in from the lines above and below?"""
    step = 0.6 * line.size
    return line.left - above.left > step and (below is None or line.left - below.left > step)
