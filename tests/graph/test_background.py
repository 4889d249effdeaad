"""What is known beforehand: found by name, never by an abbreviation that the document uses for another body."""
from __future__ import annotations

import dataclasses

import pytest
from msgspec import structs

from graphkit.graph import build_graph
from graphkit.graph.background import describe_background, find_known, specify_kind
from graphkit.graph.things import Node
from graphkit.model import Thing
from graphkit.ontology.names import Name
from graphkit.ontology.namespaces import GK

from .sample import CLAIMS, DOCUMENT, HIB

SEA = Name("Organization", "Ministry of the Sea", ("MOS",), (), "https://n.org/sea")
COAST = Name("Organization", "Coast Guard", ("CG", "The Guard"), ("https://n.org/sea",), "https://n.org/coast")
PATROL = Name("OrganizationalUnit", "Patrol Directorate", ("PD",), ("https://n.org/coast",), "https://n.org/patrol")
LEDGER = Name("System", "Coastal Ledger", ("CG",), (), "https://n.org/ledger")
NAMES = (SEA, COAST, PATROL, LEDGER)


def node(label: str, *names: str, kind: str = "Organization") -> Node:
    return Node(f"https://x.org/{label.replace(' ', '-')}", kind, label, names)


@pytest.mark.parametrize(
    ("thing", "known"),
    [
        (node("Coast Guard"), COAST),
        (node("COAST-GUARD"), COAST),
        (node("CG"), COAST),  # the system of that name is of another kind
        (node("CG", kind="System"), LEDGER),
        (node("CG", kind="Thing"), None),  # it could be either
        (node("PD", kind="Thing"), PATROL),
        (node("CG", "Coast Guard"), COAST),
        (node("CG", "Cargo Group"), None),  # the document's own CG
        (node("CG PD"), PATROL),
        (node("Coast Guard Patrol Directorate"), PATROL),
        (node("MOS PD"), None),  # not directly a part
        (node("Navy"), None),
    ],
)
def test_a_thing_is_known_by_its_name(thing: Node, known: Name | None) -> None:
    assert find_known([thing], NAMES) == ({} if known is None else {thing.iri: known})


def test_a_name_that_two_known_bodies_share_is_nobodys() -> None:
    assert find_known([node("MOS")], [*NAMES, dataclasses.replace(SEA, label="Museum", iri="https://n.org/mos")]) == {}


def test_the_more_specific_kind_is_taken() -> None:
    thing = node("PD")
    assert specify_kind(thing, {thing.iri: PATROL}).kind == "OrganizationalUnit"
    unit = node("Coast Guard", kind="OrganizationalUnit")
    assert specify_kind(unit, {unit.iri: COAST}) == unit


def test_parts_lead_to_the_things_of_the_document_and_then_to_the_top() -> None:
    things = [node("PD"), node("Coast Guard")]
    triples = set(describe_background(things, find_known(things, NAMES), NAMES))
    org = "http://www.w3.org/ns/org#"
    assert ("<https://x.org/PD>", f"<{org}unitOf>", "<https://x.org/Coast-Guard>") in triples
    assert ("<https://x.org/Coast-Guard>", f"<{org}subOrganizationOf>", "<https://n.org/sea>") in triples
    assert ("<https://n.org/sea>", "<http://www.w3.org/2000/01/rdf-schema#label>", '"Ministry of the Sea"') in triples


def test_background_is_in_no_predicate_of_claims_and_in_a_graph_of_its_own() -> None:
    claims = [structs.replace(CLAIMS[0], subject=HIB, object=Thing("Organization", "Coast Guard"))]
    graph = build_graph(DOCUMENT, claims, names=NAMES)
    background = list(graph.store.quads_for_pattern(None, None, None, graph.background))
    assert background
    predicates = {quad.predicate.value for quad in background}
    assert not [name for name in predicates if name.startswith(GK)]
    others = [quad for quad in graph.store if quad.graph_name != graph.background]
    assert not [quad for quad in others if "n.org" in str(quad)]


def test_an_unresolved_reference_is_not_known() -> None:
    assert find_known([structs.replace(node("CG"), unresolved=True)], NAMES) == {}
