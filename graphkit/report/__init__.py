"""A build in, its report out: one page to look at, click and read the sentence, from a file or served.

    contents   graph and folder → all that the page shows
    anchors    IRIs → the names in the page's address
    reading    the document in pieces, each with its claims; outline: its questions or headings
    cards      each claim with its words and its citation
    drawing    the diagrams, each arrow with its claims
    pages      record and document → the page of each analysis, as tables, grids (the matrix) and a chart (the timeline)
    wording    words.toml: how a claim reads, so that denial and hedge stay
    page       contents → HTML: templates/, assets/
    notebook   graph → what a notebook shows of a build
"""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Store

    from graphkit.report.page import Link

FILE = "report.html"

__all__ = ["FILE", "build_policy", "write_report"]


def write_report(build: Path, *, store: Store | None = None, links: Sequence[Link] = ()) -> str:
    """The report of the build in a folder, or of an RDF file, as HTML.

    store  the build's graph, where it is loaded already; links: ways out of the page, where it is served
    Raises GraphError, QueryError or DocumentError, one line each.
    """
    from graphkit.report.contents import gather_contents
    from graphkit.report.page import render_page

    folder = build if build.is_dir() else None
    name = build.resolve().name if folder else build.stem
    return render_page(gather_contents(store if store is not None else open_store(build), folder, name), links)


def open_store(build: Path) -> Store:
    """The graph of a build's folder, or of an RDF file."""
    from graphkit.query.source import StoreSource, open_source

    source = open_source(build)
    assert isinstance(source, StoreSource)
    return source.store


def build_policy() -> str:
    """The Content Security Policy with which a server sends a report."""
    from graphkit.report.page import build_policy

    return build_policy()
