"""rdflib: the same triples, in the same named graphs, with literals as they are."""
from __future__ import annotations

from typing import cast

import pytest
import rdflib

from graphkit.export import to_rdflib
from graphkit.graph import build_graph
from graphkit.model import Value

from ..graph.sample import CLAIMS, DOCUMENT
from .letters import build_hostile, build_sample

#: rdflib 7.6 warns of what it does itself whenever a Dataset is searched.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")


def test_a_dataset_holds_the_named_graphs() -> None:
    graph = build_sample()
    dataset = to_rdflib(graph)
    for name in (graph.claims, graph.facts):
        count = len(list(graph.store.quads_for_pattern(None, None, None, name)))
        assert len(dataset.graph(rdflib.URIRef(name.value))) == count > 50


def test_queries_over_the_dataset_see_all_graphs() -> None:
    query = "SELECT ?o { ?s gk:ownedBy ?x . ?x rdfs:label ?o . ?c rdf:subject ?s }"
    rows = list(to_rdflib(build_sample()).query(query))
    assert {str(cast(tuple[object, ...], row)[0]) for row in rows} == {"CRD"}


def test_literals_keep_their_form() -> None:
    from msgspec.structs import replace

    claims = [replace(CLAIMS[0], object=Value("007")), replace(CLAIMS[0], object=Value("1204", "integer"))]
    values = set(to_rdflib(build_graph(DOCUMENT, claims, names=())).objects(None, rdflib.RDF.object))
    assert values == {rdflib.Literal("007"), rdflib.Literal(1204)}


def test_hostile_words_come_through() -> None:
    graph = build_hostile()
    dataset = to_rdflib(graph)
    exact = rdflib.URIRef("http://www.w3.org/ns/oa#exact")
    found = {str(value) for value in dataset.objects(None, exact)}
    expected = {quad.object.value for quad in graph.store if quad.predicate.value == str(exact)}  # type: ignore[union-attr]
    assert found == expected
