"""Blocks that a format names itself in, one text with hints out: what HTML, DOCX and e-mail have in common."""

from __future__ import annotations

import re

from msgspec import Struct, field

from graphkit.document.source import Hint, Source

_BREAKS = re.compile(r"[^\S\n]*\n\s*")
_BLANKS = re.compile(r"[^\S\n]+")


class Outline(Struct):
    """A document while it is put together: a blank line between blocks, a hint for each line."""

    parts: list[str] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    length: int = 0

    def add(self, words: str, kind: str = "paragraph", level: int = 0) -> None:
        """A block of these words; a line break inside it begins a new one."""
        words = _BREAKS.sub("\n", _BLANKS.sub(" ", words.replace("\r", ""))).strip()
        for line in words.split("\n"):
            if not line.strip():
                continue
            self.hints.append(Hint(self.length, kind, level))
            self.parts.append(line.strip() + "\n\n")
            self.length += len(self.parts[-1])

    def add_table(self, rows: list[list[str]], headed: bool) -> None:
        """A table: under a row of heads each cell has its head before it ('Response: …'), as labels are written."""
        rows = [[" ".join(cell.split()) for cell in row] for row in rows]
        heads = rows[0] if headed and len(rows) > 1 else []
        for row in rows[1:] if heads else rows:
            for place, cell in enumerate(row):
                head = heads[place].rstrip(" :") if place < len(heads) else ""
                if cell:
                    self.add(f"{head}: {cell}" if head else cell, "cell")

    def close(self, media_type: str, title: str = "") -> Source:
        text = "".join(self.parts).rstrip("\n")
        return Source(text + "\n" if text else "", media_type, hints=tuple(self.hints), title=title)
