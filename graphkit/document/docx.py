"""A DOCX file in, its source out: paragraphs with their numbers, headings, tables and footnotes."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from graphkit.document.marks import write_roman
from graphkit.document.outline import Outline
from graphkit.document.source import LIMIT, Source
from graphkit.errors import DocumentError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(content: bytes, path: Path) -> Source:
    """The body in order; what is inserted counts, what is deleted does not. DocumentError where the file is broken."""
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > 4 * LIMIT:
                raise DocumentError(f"{path}: unpacks to {size} bytes, more than {4 * LIMIT}")
        document = docx.Document(io.BytesIO(content))
    except DocumentError:
        raise
    except Exception as error:  # the library raises whatever its parts do: KeyError, ValueError, XMLSyntaxError
        raise DocumentError(f"{path}: not a DOCX that can be read: {' '.join(str(error).split())}") from error
    reader = _Reader(document)
    reader.read()
    return reader.outline.close(_MEDIA_TYPE)


class _Reader:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.outline = Outline()
        self.levels = _read_levels(document)
        self.counts: dict[tuple[str, int], int] = defaultdict(int)
        self.notes: list[str] = []

    def read(self) -> None:
        for element in self.document.element.body:
            if element.tag == f"{_W}p":
                self._read_paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._read_table(element)
            elif element.tag == f"{_W}sdt":
                for inner in element.iter(f"{_W}p"):
                    self._read_paragraph(inner)
        for number, words in zip(self.notes, _read_notes(self.document, self.notes), strict=True):
            self.outline.add(f"[^{number}]: {words}")

    def _read_paragraph(self, element: Any) -> None:
        words = self._read_words(element)
        if not words.strip():
            return
        level = self._find_heading(element)
        mark = self._write_number(element)
        if level or _is_bold(element, words):
            self.outline.add(mark + words, "heading", level or 7)
        else:
            self.outline.add(mark + words)

    def _read_table(self, element: Any) -> None:
        rows = [
            ["\n".join(self._read_words(one) for one in cell.iter(f"{_W}p")) for cell in row.iterchildren(f"{_W}tc")]
            for row in element.iterchildren(f"{_W}tr")
        ]
        first = next(element.iterchildren(f"{_W}tr"), None)
        bold = first is not None and all(
            _is_bold(one, "".join(one.itertext())) for one in first.iter(f"{_W}p") if "".join(one.itertext()).strip()
        )
        header = first is not None and first.find(f"{_W}trPr/{_W}tblHeader") is not None
        self.outline.add_table(rows, bool(rows) and len(rows[0]) > 1 and (bold or header))

    def _read_words(self, element: Any) -> str:
        words: list[str] = []
        for node in element.iter():
            if node.tag == f"{_W}t":
                words.append(node.text or "")
            elif node.tag in (f"{_W}br", f"{_W}cr"):
                words.append("\n")
            elif node.tag == f"{_W}tab":
                words.append(" ")
            elif node.tag == f"{_W}noBreakHyphen":
                words.append("-")
            elif node.tag == f"{_W}footnoteReference":
                number = node.get(f"{_W}id") or ""
                self.notes.append(number)
                words.append(f"[^{number}]")
        return "".join(words)

    def _find_heading(self, element: Any) -> int:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = (style.get(f"{_W}val") or "").casefold() if style is not None else ""
        if name in ("title", "subtitle"):
            return 1
        return int(name[7:]) if name.startswith("heading") and name[7:].isdigit() else 0

    def _write_number(self, element: Any) -> str:
        """The number that a word processor would show before the paragraph."""
        number = element.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        level = element.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        if number is None:
            return ""
        key = number.get(f"{_W}val") or "0"
        depth = int((level.get(f"{_W}val") if level is not None else "0") or 0)
        if key == "0":
            return ""
        for (other, deeper), _ in list(self.counts.items()):
            if other == key and deeper > depth:
                self.counts[other, deeper] = 0
        self.counts[key, depth] += 1
        shape, pattern, _ = self.levels.get((key, depth), ("decimal", f"%{depth + 1}.", 1))
        if shape == "bullet":
            return "• "
        written = pattern
        for place in range(depth + 1):
            own, _, first = self.levels.get((key, place), ("decimal", "", 1))
            value = max(self.counts[key, place], 1) + first - 1
            written = written.replace(f"%{place + 1}", _write_value(value, own))
        return f"{written} " if written.strip() else ""


def _write_value(value: int, shape: str) -> str:
    letter = chr(ord("a") + (value - 1) % 26)
    roman = write_roman(min(value, 399))
    shapes = {"lowerLetter": letter, "upperLetter": letter.upper(), "lowerRoman": roman, "upperRoman": roman.upper()}
    return shapes.get(shape, str(value))


def _read_levels(document: Any) -> dict[tuple[str, int], tuple[str, str, int]]:
    """By list and depth: the shape of its numbers, their pattern, and the first."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return {}
    kinds = {kind.get(f"{_W}abstractNumId"): kind for kind in root.iterchildren(f"{_W}abstractNum")}
    levels: dict[tuple[str, int], tuple[str, str, int]] = {}
    for number in root.iterchildren(f"{_W}num"):
        kind = kinds.get(number.find(f"{_W}abstractNumId").get(f"{_W}val"))
        for level in kind.iterchildren(f"{_W}lvl") if kind is not None else ():
            found = {name: level.find(f"{_W}{name}") for name in ("numFmt", "lvlText", "start")}
            values = {name: (one.get(f"{_W}val") if one is not None else None) for name, one in found.items()}
            first = values["start"] or "1"
            start = int(first) if first.isdigit() else 1
            key = (number.get(f"{_W}numId"), int(level.get(f"{_W}ilvl") or 0))
            levels[key] = (values["numFmt"] or "decimal", values["lvlText"] or "", start)
    return levels


def _read_notes(document: Any, wanted: list[str]) -> list[str]:
    """The words of the footnotes, in the order of their marks."""
    from lxml import etree

    notes: dict[str, str] = {}
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes"):
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(relation.target_part.blob, parser)
            for note in root.iterchildren(f"{_W}footnote"):
                notes[note.get(f"{_W}id")] = " ".join("".join(one.text or "" for one in note.iter(f"{_W}t")).split())
    return [notes.get(number, "") for number in wanted]


def _is_bold(element: Any, words: str) -> bool:
    """A short paragraph wholly in bold is a heading, whatever its style."""
    if len(words) > 120 or words.rstrip().endswith((".", ",", ";", "?")):
        return False
    runs = [run for run in element.iter(f"{_W}r") if "".join(one.text or "" for one in run.iter(f"{_W}t")).strip()]
    return bool(runs) and all(
        (bold := run.find(f"{_W}rPr/{_W}b")) is not None and bold.get(f"{_W}val") not in ("0", "false") for run in runs
    )
