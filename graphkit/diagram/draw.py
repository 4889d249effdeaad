"""A Page in, its diagram as a pydot.Dot out.

Names in the DOT text are our own (n1, n2 …, cluster_b1 …): pydot cuts a name at a colon, and what a document calls a
thing may hold anything.
"""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphkit.diagram.attributes import (
    SPACING,
    Names,
    describe_arrow,
    describe_boundary,
    describe_edges,
    describe_frame,
    describe_node,
    describe_nodes,
    describe_page,
)
from graphkit.diagram.notation import Notation, load_notation
from graphkit.diagram.picture import Page

if TYPE_CHECKING:
    import pydot


def draw_page(
    page: Page, *, direction: str = "LR", title: str = "", name: str = "dataflow", within: bool = False
) -> pydot.Dot:
    """One page as a diagram: its title above, its legend below, arrows and boundaries between."""
    import pydot

    notation = load_notation()
    names = Names(
        name,
        {node.iri: f"n{number}" for number, node in enumerate(page.nodes, start=1)},
        {boundary.iri: f"b{number}" for number, boundary in enumerate(page.boundaries, start=1)},
        within,
    )
    dot = pydot.Dot(name, graph_type="digraph", **describe_page(page, direction, notation))
    dot.add_node(pydot.Node("node", **describe_nodes(notation)))
    dot.add_node(pydot.Node("edge", **describe_edges(notation)))
    frame = pydot.Subgraph("cluster_page", **describe_frame(page, title, notation))
    add_things(frame, "", page, names, notation)
    if not page.nodes:  # a boundary without a node is not drawn, nor is its title
        frame.add_node(pydot.Node("n0", shape="point", style="invis"))
    dot.add_subgraph(frame)
    for arrow in page.arrows:
        ends = names.nodes[arrow.source], names.nodes[arrow.destination]
        dot.add_edge(pydot.Edge(*ends, **describe_arrow(arrow, page, names, notation)))
    return dot


def turn_page(text: str, direction: str) -> str:
    """The DOT text of a page that is drawn from left to right, turned: drawing it again would take longer."""
    before, after = ("".join(f"{name}={value};\n" for name, value in SPACING[way].items()) for way in ("LR", direction))
    return text.replace(before, after, 1)


def move_names(text: str) -> str:
    """The DOT text of a page with the names of its boundaries at the right instead of the left."""
    return re.sub(r"(subgraph cluster_b\d+ \{[^{}]*?\blabeljust=)l\b", r"\1r", text)


def add_things(parent: pydot.Graph, inside: str, page: Page, names: Names, notation: Notation) -> None:
    """The boundaries and nodes that stand directly inside a boundary, and so on inwards."""
    import pydot

    for node in page.nodes:
        if node.inside == inside:
            parent.add_node(pydot.Node(names.nodes[node.iri], **describe_node(node, page, names, notation)))
    for boundary in page.boundaries:
        if boundary.inside == inside:
            described = describe_boundary(boundary, page, names, notation)
            cluster = pydot.Subgraph(f"cluster_{names.boundaries[boundary.iri]}", **described)
            add_things(cluster, boundary.iri, page, names, notation)
            parent.add_subgraph(cluster)
