"""A graph in, data-flow diagrams out: who gives what to whom, across which boundaries.

    read      Store → Picture: all flows, parties and boundaries of a graph (facts, claims, nests, things)
    page      Picture → Page: what one diagram shows (places, routing, merging, ranking, placing)
    draw      Page → pydot.Dot (attributes, titles, legend, wording); mermaid: Page → Mermaid text
    rendering DOT → SVG, PNG, PDF
    write     Store → the files of a build
    notation  notation.toml: shapes, lines, colours and words
    labels    what a document calls things, made safe
"""
from __future__ import annotations

from graphkit.diagram.draw import draw_page
from graphkit.diagram.mermaid import draw_mermaid
from graphkit.diagram.page import build_page
from graphkit.diagram.picture import Arrow, Boundary, Flow, Node, Page, Picture, Statement
from graphkit.diagram.read import read_flows
from graphkit.diagram.rendering import render
from graphkit.diagram.write import fit_page, paint_diagrams, write_diagrams

__all__ = [
    "Arrow",
    "Boundary",
    "Flow",
    "Node",
    "Page",
    "Picture",
    "Statement",
    "build_page",
    "draw_mermaid",
    "draw_page",
    "fit_page",
    "paint_diagrams",
    "read_flows",
    "render",
    "write_diagrams",
]
