"""A Result in, an aligned table for a terminal out: wide cells wrapped, and nothing in a cell can move the cursor."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from graphkit.query.answer import AnyTerm
from graphkit.query.result import Result, write_plain

GAP = "  "
#: The least width of a cell that is longer than this, what counts as long, and the least width of a long one, which is
#: no pleasure in a thin column. Where they do not all fit, each row is written as a list of its fields.
NARROW, LONG, PROSE = 12, 60, 24
#: Controls, which may hold escape sequences, and marks that turn the direction of what follows.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def write_table(result: Result, *, width: int = 0) -> str:
    """Rows to aligned columns, or 'yes' or 'no'. `width` in columns of a terminal; 0 leaves every row on one line."""
    if result.answer is not None:
        return f"{'yes' if result.answer else 'no'}\n"
    if not result.rows:
        return ""
    head = [name.replace("_", " ") for name in result.variables]
    rows = [[write_cell(term) for term in row] for row in result.rows]
    widths = fit_widths([head, *rows], width)
    lines = write_records(head, rows, width) if widths is None else write_columns(head, rows, widths)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def write_cell(term: AnyTerm | None) -> str:
    """A term to one line of text that is safe to print."""
    return clean_text(write_plain(term))


def clean_text(text: str) -> str:
    """Blanks and line ends folded to single blanks; what a terminal would obey shown as its code."""
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", " ".join(text.split()))


def measure(text: str) -> int:
    """How many columns a terminal takes for a text: two for East Asian wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(measure_character(character) for character in text)


def measure_character(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fit_widths(rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """The widths of the columns, the widest cut down until all fit; None where they cannot."""
    widths = [max(map(measure, column)) for column in zip(*rows, strict=True)]
    room = width - len(GAP) * (len(widths) - 1)
    if not width or sum(widths) <= room:
        return widths
    least = [
        min(full, max(PROSE if full > LONG else NARROW, measure(head)))
        for full, head in zip(widths, rows[0], strict=True)
    ]
    if sum(least) > room:
        return None
    while sum(widths) > room:
        # What is over the narrower ones is shared by the widest, so that short columns keep their words whole.
        place = max(range(len(widths)), key=lambda index: widths[index] - least[index])
        widths[place] -= 1
    return widths


def write_columns(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """A head, a rule and the rows; a blank line between rows where any takes more than one line."""
    yield from write_row(head, widths)
    yield GAP.join("─" * width for width in widths)
    blocks = [list(write_row(row, widths)) for row in rows]
    loose = any(len(block) > 1 for block in blocks)
    for number, block in enumerate(blocks):
        if loose and number:
            yield ""
        yield from block


def write_row(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """The lines of one row, its cells wrapped side by side."""
    cells = [list(wrap_text(cell, width)) or [""] for cell, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, cells))):
        parts = [cell[number] if number < len(cell) else "" for cell in cells]
        yield GAP.join(part + " " * (width - measure(part)) for part, width in zip(parts, widths, strict=True))


def write_records(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Each row as a list of its fields, one below the other; fields without a value are left out."""
    label = max(map(measure, head))
    for number, row in enumerate(rows):
        if number:
            yield ""
        for name, cell in zip(head, row, strict=True):
            for place, line in enumerate(wrap_text(cell, max(width - label - len(GAP), NARROW))):
                shown = "" if place else name
                yield shown + " " * (label - measure(shown)) + GAP + line


def wrap_text(text: str, width: int) -> Iterator[str]:
    """Text to lines of at most `width` columns, broken at blanks, within a word only where it is longer than a line."""
    line = ""
    for word in text.split(" "):
        if line and measure(line) + 1 + measure(word) <= width:
            line += f" {word}"
            continue
        if line:
            yield line
        *full, line = split_word(word, width)
        yield from full
    if line:
        yield line


def split_word(word: str, width: int) -> list[str]:
    """A word to pieces of at most `width` columns; a combining mark stays with the letter before it."""
    pieces, piece, taken = list[str](), "", 0
    for character in word:
        size = measure_character(character)
        if piece and taken + size > width:
            pieces.append(piece)
            piece, taken = "", 0
        piece, taken = piece + character, taken + size
    return [*pieces, piece]
