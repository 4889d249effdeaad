"""Contents in, GraphML out: what Gephi, yEd, Cytoscape and networkx read."""
from __future__ import annotations

import re
from dataclasses import fields

from graphkit.export.contents import Contents
from graphkit.export.network import NetworkEdge, NetworkNode, build_network

#: Characters that no XML document may hold.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ENTITIES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
NODE_KEYS = tuple(field.name for field in fields(NetworkNode) if field.name != "id")
EDGE_KEYS = tuple(field.name for field in fields(NetworkEdge) if field.name not in ("id", "source", "target"))


def write_graphml(contents: Contents) -> str:
    """Things as nodes, facts and affirmed flows as edges, with their labels, kinds and quotes."""
    network = build_network(contents)
    keys = [write_key("node", name) for name in NODE_KEYS] + [write_key("edge", name) for name in EDGE_KEYS]
    nodes = [f'<node id="{escape(node.id)}">{write_data("node", node, NODE_KEYS)}</node>' for node in network.nodes]
    edges = [write_edge(edge) for edge in network.edges]
    body = ['<graph edgedefault="directed">', *nodes, *edges, "</graph>", "</graphml>", ""]
    return HEAD + "\n".join([*keys, *body])


def write_key(element: str, name: str) -> str:
    """The declaration of an attribute."""
    return f'<key id="{element}-{name}" for="{element}" attr.name="{name}" attr.type="string"/>'


def write_edge(edge: NetworkEdge) -> str:
    """One edge with its attributes."""
    ends = f'id="{escape(edge.id)}" source="{escape(edge.source)}" target="{escape(edge.target)}"'
    return f"<edge {ends}>{write_data('edge', edge, EDGE_KEYS)}</edge>"


def write_data(element: str, item: NetworkNode | NetworkEdge, names: tuple[str, ...]) -> str:
    """The attributes of a node or edge that have a value."""
    values = ((name, getattr(item, name)) for name in names)
    return "".join(f'<data key="{element}-{name}">{escape(value)}</data>' for name, value in values if value)


def escape(text: str) -> str:
    """Any text as XML character data or attribute value."""
    return FORBIDDEN.sub("\ufffd", text).translate(ENTITIES)
