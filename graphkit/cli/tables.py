"""Rows of cells in, an aligned table as plain text out."""
from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence

FIGURE = re.compile(r"[\d.,]*")


def lay_table(rows: Iterable[Sequence[str]]) -> str:
    """Rows in, lines of equal columns out: a column of figures to the right, under whatever head, words to the left."""
    table = [tuple(row) for row in rows]
    columns = [lay_column(column) for column in zip(*table, strict=True)]
    return "\n".join("  ".join(row).rstrip() for row in zip(*columns, strict=True))


def lay_column(cells: Sequence[str]) -> list[str]:
    """The cells of a column in, the same at equal width out."""
    width = max(map(len, cells))
    figures = all(FIGURE.fullmatch(cell) for cell in cells[1:])
    return [cell.rjust(width) if figures else cell.ljust(width) for cell in cells]


def find_width() -> int:
    """The columns of the terminal, or as COLUMNS says; 0, for lines as long as they get, where there is no terminal."""
    if os.environ.get("COLUMNS", "").isdigit():
        return int(os.environ["COLUMNS"])
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0
