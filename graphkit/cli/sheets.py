"""The sheet of an analysis in, its text as table, csv, json or markdown out: how all analyses are printed."""
from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from graphkit.analysis.sheet import Quote, Row, Sheet

FORMATS = ("table", "csv", "json", "markdown")
INDENT = "    "
NARROW = 24  # columns that a quote gets at least


def add_format(function: Callable[..., Any]) -> Callable[..., Any]:
    """A command to the same with the option --format."""
    return click.option("--format", "-f", "form", type=click.Choice(FORMATS), default="table", show_default=True,
                        help="How the rows are printed; csv and json hold every quote with its place.")(function)


def write_sheet(sheet: Sheet, form: str) -> str:
    """A sheet to its text, without a line end."""
    return WRITERS[form](sheet)


def write_table(sheet: Sheet) -> str:
    """Rows as columns that fit the terminal, or as lists of their fields; the words they rest on below each."""
    from graphkit.cli.tables import find_width
    from graphkit.query.table import GAP, clean_text, fit_widths, write_records, write_row

    if not sheet.rows:
        return f"{clean_text(sheet.title)}: nothing found."
    # a column may be called by a name of the document, as in a matrix
    head, *rows = [[*map(clean_text, cells)] for cells in (sheet.columns, *(row.cells for row in sheet.rows))]
    width = find_width()
    widths = fit_widths([head, *rows], width)
    parts = [clean_text(sheet.title), ""]
    if widths is not None:
        parts += [*write_row(head, widths), GAP.join("─" * one for one in widths)]
    for cells, row in zip(rows, sheet.rows, strict=True):
        parts += write_records(head, [cells], width) if widths is None else write_row(cells, widths)
        parts += [line for quote in row.quotes for line in lay_quote(quote, width)]
        parts += [""] if widths is None else []
    return "\n".join(line.rstrip() for line in ([*parts, "", sheet.note] if sheet.note else parts))


def lay_quote(quote: Quote, width: int) -> list[str]:
    """Words and their place to indented lines of at most `width` columns, 0 for one line."""
    from graphkit.query.table import clean_text, wrap_text

    text = f"“{clean_text(quote.words)}” ({quote.place})"
    lines = wrap_text(text, max(width - len(INDENT), NARROW)) if width else [text]
    return [f"{INDENT}{line}" for line in lines]


def write_csv(sheet: Sheet) -> str:
    """Rows as RFC 4180, with claims and quotes in columns of their own; no cell is a formula to a spreadsheet."""
    from graphkit.export.tables import write_rows

    head = (*sheet.columns, "claims", "quotes", "places")
    rows = [(*row.cells, " ".join(row.claims), " | ".join(quote.words for quote in row.quotes),
             " | ".join(f"{quote.document}: {quote.place}" for quote in row.quotes)) for row in sheet.rows]
    return write_rows([head, *rows]).removesuffix("\r\n")


def write_json(sheet: Sheet) -> str:
    """One object: name, title, note, and an object for each row."""
    rows = [{**dict(zip(sheet.columns, row.cells, strict=True)), "claims": list(row.claims),
             "quotes": [asdict(quote) for quote in row.quotes]} for row in sheet.rows]
    return json.dumps({"name": sheet.name, "title": sheet.title, "note": sheet.note, "rows": rows},
                      ensure_ascii=False, indent=1)


def write_markdown(sheet: Sheet) -> str:
    """A heading, a table with the words in its last column, and the note."""
    from graphkit.query.formats import escape_markdown

    def lay(cells: tuple[str, ...]) -> str:
        return f"| {' | '.join(cells)} |"

    quoted = any(row.quotes for row in sheet.rows)
    columns = (*map(escape_markdown, sheet.columns), *(("words",) if quoted else ()))
    head = [f"# {escape_markdown(sheet.title)}", ""]
    if not sheet.rows:
        return "\n".join([*head, "Nothing found."])
    table = [lay(columns), lay(("---",) * len(columns))]
    table += [lay((*map(escape_markdown, row.cells), *((join_quotes(row, escape_markdown),) if quoted else ())))
              for row in sheet.rows]
    return "\n".join([*head, *table, *(["", escape_markdown(sheet.note)] if sheet.note else [])])


def join_quotes(row: Row, escape: Callable[[str], str]) -> str:
    """The quotes of a row to one cell."""

    def show(quote: Quote) -> str:
        return f"“{escape(quote.words)}” ({escape(quote.place)})"

    return "<br>".join(map(show, row.quotes))


WRITERS: dict[str, Callable[[Sheet], str]] = {
    "table": write_table, "csv": write_csv, "json": write_json, "markdown": write_markdown,
}
