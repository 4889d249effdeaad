"""Sheets in, tables of the page out: every row leads to its words."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphkit.analysis.sheet import Quote, Row, Sheet
from graphkit.report.anchors import join_anchors
from graphkit.report.wording import load_words

MOST_CHOICES = 60  # of a facet
LONGEST_CHOICE = 48  # characters
FEWEST_ROWS = 6  # for which a facet is worth its room


@dataclass(frozen=True, slots=True)
class Facet:
    """A column that rows can be chosen by, and the values in it."""

    column: int
    name: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: `claims` are anchors in one attribute, `target` what its link leads to, '' for nothing."""

    cells: tuple[str, ...]
    claims: str
    target: str
    quotes: tuple[Quote, ...]
    stance: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as a page of the report; `tab` is its title in few words, `empty` says why there are no rows."""

    name: str
    tab: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    facets: tuple[Facet, ...]
    empty: str


def build_table(sheet: Sheet, anchors: Mapping[str, str], stances: Mapping[str, str], starts: tuple[int, ...]) -> Table:
    """A sheet to a table; `stances` are those of the claims, `starts` the offsets at which sentences start."""
    empty = load_words()["empty"]
    return Table(
        sheet.name, load_words()["tabs"].get(sheet.name, sheet.title), sheet.title, sheet.note, sheet.columns,
        tuple(build_row(row, anchors, stances, starts) for row in sheet.rows),
        tuple(find_facets(sheet)), empty.get(sheet.name, empty["nothing"]),
    )


def build_row(row: Row, anchors: Mapping[str, str], stances: Mapping[str, str], starts: tuple[int, ...]) -> TableRow:
    """A row that leads to its first claim, else to the sentence of its first quote."""
    claims = join_anchors(row.claims, anchors)
    target = claims.split()[0] if claims else find_sentence(row.quotes, starts)
    told = {stances[iri] for iri in row.claims if iri in stances}
    return TableRow(row.cells, claims, target, row.quotes, told.pop() if len(told) == 1 else "")


def find_sentence(quotes: tuple[Quote, ...], starts: tuple[int, ...]) -> str:
    """The anchor of the sentence in which the first quote starts, or ''."""
    before = [start for start in starts if quotes and start <= quotes[0].start]
    return f"at-{before[-1]}" if before else ""


def find_facets(sheet: Sheet) -> Iterable[Facet]:
    """The columns with few values, each of them short and some of them in several rows."""
    for column, name in enumerate(sheet.columns):
        values = [row.cells[column] for row in sheet.rows]
        choices = tuple(sorted({value for value in values if value}))
        few = 2 <= len(choices) <= min(MOST_CHOICES, len(values) * 3 // 4)
        if len(values) >= FEWEST_ROWS and few and all(len(choice) <= LONGEST_CHOICE for choice in choices):
            yield Facet(column, name, choices)
