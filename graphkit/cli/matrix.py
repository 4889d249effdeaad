"""`graphkit matrix`: organizations against systems, capabilities or kinds of data."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.builds import BUILD, find_only_build
from graphkit.cli.moments import add_as_of
from graphkit.cli.sheets import add_format, write_sheet
from graphkit.cli.tables import find_width
from graphkit.errors import QueryError

if TYPE_CHECKING:
    from graphkit.analysis.sheet import Sheet
    from graphkit.graph.validity import Day

AGAINST = ("systems", "capabilities", "data", "programs")  # as ontology/cues/matrix.yaml has them; see the tests
WIDTH = 140  # where there is no terminal


@click.command()
@click.argument("build", required=False, type=BUILD)
@click.option("--against", "-a", type=click.Choice(AGAINST), default="systems", show_default=True,
              help="What stands in the columns.")
@click.option("--predicate", "-p", "predicates", multiple=True, metavar="NAME",
              help="Count only these predicates, such as uses or shares; repeatable.")
@click.option("--cells", is_flag=True, help="A row for each cell, with its statements and their words.")
@add_as_of
@add_format
def command(build: Path | None, against: str, predicates: tuple[str, ...], cells: bool, as_of: Day | None,
            form: str) -> None:
    """Set organizations and their parts against systems, capabilities or kinds of data.

    Each cell is affirmed, procedural, required, planned, possible, denied, disclaimed, contradictory or not addressed.
    A part does not inherit from its whole: where only the other is addressed, the cell says so. A wide matrix is
    printed as several tables; csv, json and markdown keep it whole, with the predicates behind each state.

    \b
    Example:
      graphkit matrix exports/ice-wyden-2019
      graphkit matrix --against data --predicate shares --cells --format csv
      graphkit matrix --as-of 2017-12-31
    """
    from graphkit.analysis.matrix import build_matrix, lay_cells, lay_matrix
    from graphkit.analysis.record import open_record
    from graphkit.analysis.validity import keep_valid
    from graphkit.ontology.terms import load_terms

    unknown = sorted(set(predicates) - load_terms().predicate_names)
    if unknown:
        known = ", ".join(sorted(load_terms().predicate_names))
        raise QueryError(f"--predicate {unknown[0]}: no predicate; there are {known}")
    record = open_record(build or find_only_build())
    matrix = build_matrix(keep_valid(record, as_of) if as_of else record, against, predicates)
    if cells or form != "table":
        click.echo(write_sheet(lay_cells(matrix) if cells else lay_matrix(matrix), form))
        return
    parts = split_sheet(lay_matrix(matrix, brief=True), find_width() or WIDTH)
    click.echo("\n\n".join(write_sheet(part, form) for part in parts))


def split_sheet(sheet: Sheet, width: int) -> Iterator[Sheet]:
    """A wide sheet to sheets that fit, each with the first column; the note stands under the last."""
    if not sheet.rows:
        yield sheet
        return
    widths = [max(len(row.cells[position]) for row in (*sheet.rows, replace(sheet.rows[0], cells=sheet.columns))) + 2
              for position in range(len(sheet.columns))]
    groups: list[list[int]] = [[]]
    left = width - widths[0]
    for position in range(1, len(sheet.columns)):
        if groups[-1] and sum(widths[each] for each in groups[-1]) + widths[position] > left:
            groups.append([])
        groups[-1].append(position)
    for number, group in enumerate(groups, 1):
        chosen = (0, *group)
        more = f" ({number} of {len(groups)})" if len(groups) > 1 else ""
        yield replace(
            sheet, title=sheet.title + more, columns=tuple(sheet.columns[each] for each in chosen),
            rows=tuple(replace(row, cells=tuple(row.cells[each] for each in chosen)) for row in sheet.rows),
            note=sheet.note if number == len(groups) else "")
