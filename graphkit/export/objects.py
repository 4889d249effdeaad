"""A Graph in, the objects of other libraries out: an rdflib Dataset, a networkx MultiDiGraph."""
from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from graphkit.export.contents import read_contents
from graphkit.export.network import build_network

if TYPE_CHECKING:
    import networkx
    import rdflib
    from rdflib.term import Identifier

    from graphkit.graph import Graph


def to_rdflib(graph: Graph) -> rdflib.Dataset:
    """A Dataset with the named graphs of the claims, the facts and the background; its default graph is their union."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    for prefix, namespace in read_contents(graph).prefixes.items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    for name in (graph.claims, graph.facts, graph.background):
        target = dataset.graph(rdflib.URIRef(name.value))
        for quad in graph.store.quads_for_pattern(None, None, None, name):
            target.add((convert_term(quad.subject), convert_term(quad.predicate), convert_term(quad.object)))
    return dataset


def convert_term(term: object) -> Identifier:
    """A term of pyoxigraph to one of rdflib. Literals keep their form: "007" stays "007"."""
    import pyoxigraph
    import rdflib

    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        plain = term.datatype.value.endswith("#string")
        return rdflib.Literal(
            term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value), normalize=False
        )
    raise TypeError(f"{term} is neither an IRI nor a literal: a graph has no blank nodes")


def to_networkx(graph: Graph) -> networkx.MultiDiGraph[str]:
    """Things as nodes, facts and affirmed flows as edges, each with its label, kind, claims and quote."""
    import networkx

    contents = read_contents(graph)
    network = build_network(contents)
    result: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=contents.find_label(f"<{graph.document.value}>"))
    for node in network.nodes:
        result.add_node(node.id, **{key: value for key, value in asdict(node).items() if key != "id"})
    for edge in network.edges:
        attributes = {key: value for key, value in asdict(edge).items() if key not in ("id", "source", "target")}
        result.add_edge(edge.source, edge.target, key=edge.id, **attributes)
    return result
