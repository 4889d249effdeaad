"""Sheets in, tables of the page out: every row leads to its words."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from graphkit.analysis.sheet import Quote, Row, Sheet
from graphkit.report.anchors import join_anchors
from graphkit.report.grids import Grid
from graphkit.report.wording import load_words

MOST_CHOICES = 60  # of a facet
LONGEST_CHOICE = 48  # characters
FEWEST_ROWS = 6  # for which a facet is worth its room


class Facet(Struct, frozen=True):
    """A column that rows can be chosen by, and the values in it."""

    column: int
    name: str
    choices: tuple[str, ...]


class TableRow(Struct, frozen=True):
    """A row: `claims` are anchors in one attribute, `target` what its link leads to, '' for nothing.

    repeated  columns that only repeat the words quoted below the row
    """

    cells: tuple[str, ...]
    claims: str
    target: str
    quotes: tuple[Quote, ...]
    stance: str = ""
    repeated: tuple[int, ...] = ()


class Table(Struct, frozen=True):
    """A sheet as a page of the report; `tab` is its title in few words, `empty` says why there are no rows.

    grids, chart  what is shown above the rows: a matrix, the markup of a drawing
    """

    name: str
    tab: str
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    facets: tuple[Facet, ...]
    empty: str
    grids: tuple[Grid, ...] = ()
    chart: str = ""


class Places(Struct, frozen=True):
    """What rows lead to: the anchors of claims, their stances, and the offsets at which claims and sentences start."""

    anchors: Mapping[str, str]
    stances: Mapping[str, str]
    claims: Mapping[str, int]
    sentences: tuple[int, ...]


def build_table(sheet: Sheet, places: Places, *, grids: tuple[Grid, ...] = (), chart: str = "") -> Table:
    """A sheet to a table."""
    words = load_words()
    return Table(
        sheet.name, words["tabs"].get(sheet.name, sheet.title), sheet.title, sheet.note, sheet.columns,
        tuple(build_row(row, places) for row in sheet.rows), tuple(find_facets(sheet)),
        words["empty"].get(sheet.name, words["empty"]["nothing"]), grids, chart,
    )


def build_row(row: Row, places: Places) -> TableRow:
    """A row that leads to the first of its claims in the words quoted, else to its first, else to the words."""
    claims = [iri for iri in row.claims if iri in places.anchors]
    quoted = [iri for iri in claims if any(quote.start <= places.claims[iri] < quote.end for quote in row.quotes)]
    target = places.anchors[(quoted or claims)[0]] if claims else find_sentence(row.quotes, places.sentences)
    told = {places.stances[iri] for iri in claims}
    stance = told.pop() if len(told) == 1 else ""
    words = {" ".join(quote.words.split()) for quote in row.quotes}
    repeated = tuple(column for column, cell in enumerate(row.cells) if " ".join(cell.split()) in words)
    return TableRow(row.cells, join_anchors(claims, places.anchors), target, row.quotes, stance, repeated)


def find_sentence(quotes: tuple[Quote, ...], starts: tuple[int, ...]) -> str:
    """The anchor of the sentence in which the first quote starts, or ''."""
    before = [start for start in starts if quotes and start <= quotes[0].start]
    return f"at-{before[-1]}" if before else ""


def find_facets(sheet: Sheet) -> Iterable[Facet]:
    """The columns with few values, each of them short and some of them in several rows."""
    for column, name in enumerate(sheet.columns):
        values = [row.cells[column] for row in sheet.rows]
        choices = tuple(sorted({value for value in values if value}))
        few = 2 <= len(choices) <= min(MOST_CHOICES, len(values) // 2)
        if len(values) >= FEWEST_ROWS and few and all(len(choice) <= LONGEST_CHOICE for choice in choices):
            yield Facet(column, name, choices)
