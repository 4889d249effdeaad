"""A graph in, what a notebook shows of it out: its drawing as SVG, and above it the figures in words as HTML."""
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Store


def draw_store(store: Store) -> str:
    """The data-flow diagram of the whole, as the markup of an SVG that may stand in a page."""
    from graphkit.diagram import build_page, fit_page, read_flows, render

    svg = render(fit_page(build_page(read_flows(store)))).decode("utf-8")
    return svg[svg.index("<svg") :]


def show_store(store: Store) -> str:
    """A heading, the figures and the diagram. No word of the document is markup."""
    from graphkit.analysis.record import read_record
    from graphkit.diagram import read_flows
    from graphkit.report.contents import count_figures, name_author, spell_day
    from graphkit.report.page import load_environment
    from graphkit.report.wording import load_stances

    record = read_record(store)
    template = load_environment().get_template("notebook.html.j2")
    return template.render(
        title=record.title or record.name, author=name_author(record), date=spell_day(record),
        figures=count_figures(record, read_flows(store), ()), stances=load_stances(), drawing=draw_store(store),
    )
