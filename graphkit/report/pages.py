"""A record and its document in, the pages of the report beside the diagram out, in the order of their tabs."""
from __future__ import annotations

from collections.abc import Iterable

from graphkit.analysis.checks import find_checks
from graphkit.analysis.coverage import Line
from graphkit.analysis.ledger import build_ledger, lay_ledger
from graphkit.analysis.lifecycle import build_lifecycle, lay_lifecycle
from graphkit.analysis.matrix import build_matrix
from graphkit.analysis.record import Record
from graphkit.analysis.tensions import find_tensions, lay_tensions
from graphkit.analysis.timeline import build_timeline, lay_timeline
from graphkit.model import Document
from graphkit.ontology.cells import load_cells
from graphkit.report.chart import draw_chart
from graphkit.report.grids import build_grid, lay_all_cells
from graphkit.report.sheets import lay_claims, lay_coverage, lay_denials
from graphkit.report.tables import Places, Table, build_table


def list_pages(record: Record, document: Document, lines: Iterable[Line], places: Places) -> tuple[Table, ...]:
    """Every page, also those on which nothing was found: they say so."""
    timeline = build_timeline(record)
    tensions = find_tensions((record,))
    matrices = [build_matrix(record, against, tensions=tensions) for against in load_cells().against]
    grids = tuple(build_grid(matrix, places.anchors) for matrix in matrices if matrix.things)
    return (
        build_table(lay_claims(record), places),
        build_table(lay_denials(record), places),
        build_table(lay_ledger(record, build_ledger(record, document)), places),
        build_table(lay_all_cells(matrices), places, grids=grids),
        build_table(lay_tensions(tensions), places),
        build_table(lay_timeline(timeline), places, chart=draw_chart(timeline, places.anchors)),
        build_table(lay_lifecycle(record, build_lifecycle(record)), places),
        build_table(find_checks(record, document), places),
        build_table(lay_coverage(record, lines), places),
    )
