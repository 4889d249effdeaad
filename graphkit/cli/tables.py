"""Rows of cells in, an aligned table as plain text out."""
from __future__ import annotations

from collections.abc import Iterable, Sequence


def lay_table(rows: Iterable[Sequence[str]]) -> str:
    """The head and the rows in, lines of equal columns out: words to the left, figures to the right."""
    table = [tuple(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join("  ".join(map(lay_cell, row, widths)).rstrip() for row in table)


def lay_cell(text: str, width: int) -> str:
    return text.rjust(width) if text[:1].isdigit() else text.ljust(width)
