"""Matrices in, grids of the page out: a cell for each party and thing, that leads to its claims."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from graphkit.analysis.matrix import UNADDRESSED, Cell, Matrix, lay_cells
from graphkit.analysis.record import Term
from graphkit.analysis.sheet import Sheet
from graphkit.report.anchors import join_anchors
from graphkit.report.wording import DENIED, HEDGED, STATED, name_term

#: The stance of each state of a cell; what is not here is hedged.
STANCES = {"affirmed": STATED, "procedural": STATED, "denied": DENIED, "denied in part": DENIED}


class GridCell(Struct, frozen=True):
    """A cell: `said` are its stances with the state and the predicates, `told` all of it in words for who does not see.

    elsewhere  what is said of the whole or a part instead; target: the anchor of its first claim
    """

    said: tuple[tuple[str, str, str], ...]
    told: str
    contradictory: bool
    elsewhere: str
    claims: str
    target: str


class Grid(Struct, frozen=True):
    """A matrix with the longer side down: its heads, and rows of a label, its depth, its anchor and its cells."""

    title: str
    across: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, int, str, tuple[GridCell, ...]], ...]


def build_grid(matrix: Matrix, anchors: Mapping[str, str]) -> Grid:
    """A matrix to a grid."""
    cells = tuple(
        tuple(build_cell(cell, f"{name_term(party)}, {name_term(thing)}", anchors)
              for thing, cell in zip(matrix.things, row, strict=True))
        for party, row in zip(matrix.parties, matrix.cells, strict=True)
    )
    down, across, depths = list(matrix.parties), list(matrix.things), matrix.depths
    if len(across) > len(down):
        down, across, depths = across, down, (0,) * len(across)
        cells = tuple(zip(*cells, strict=True))
    return Grid(
        f"Organizations against {matrix.against}", tuple(name_head(term, anchors) for term in across),
        tuple((*name_row(term, depth, anchors), row) for term, depth, row in zip(down, depths, cells, strict=True)),
    )


def name_head(term: Term, anchors: Mapping[str, str]) -> tuple[str, str]:
    """What stands over a column, and the anchor of the thing."""
    return name_term(term), anchors.get(term.iri, "")


def name_row(term: Term, depth: int, anchors: Mapping[str, str]) -> tuple[str, int, str]:
    """What stands before a row, how deep, and the anchor of the thing."""
    return name_term(term), depth, anchors.get(term.iri, "")


def build_cell(cell: Cell, ends: str, anchors: Mapping[str, str]) -> GridCell:
    """A cell of a matrix to a cell of the grid."""
    claims = join_anchors((claim.iri for claim in cell.claims), anchors)
    said = tuple((STANCES.get(state, HEDGED), state, ", ".join(predicates)) for state, predicates in cell.said)
    elsewhere = "; ".join(f"{relation} {label}: {state}" for relation, label, state in cell.elsewhere)
    return GridCell(said, f"{ends}: {cell}", cell.state == "contradictory", elsewhere, claims, claims.partition(" ")[0])


def lay_all_cells(matrices: Iterable[Matrix]) -> Sheet:
    """The cells of several matrices as one sheet."""
    sheets = [lay_cells(matrix) for matrix in matrices]
    rows = tuple(row for sheet in sheets for row in sheet.rows if row.cells[2] != UNADDRESSED)
    return Sheet("matrix", "Organizations against systems, capabilities and data",
                 ("organization", "thing", "state", "statements"), rows, sheets[0].note)
