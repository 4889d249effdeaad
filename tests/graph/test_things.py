"""Which mentions are one thing, and what it is called."""
from __future__ import annotations

import pytest

from graphkit.graph.things import UNSTATED_NODE, Node, Things, fold_label
from graphkit.model import UNSTATED, Evidence, Span, Thing

BASE = "https://example.org/id/"
HERE, THERE = Evidence((Span(0, 9),), 0), Evidence((Span(10, 19),), 0)


def build(*things: Thing) -> tuple[list[Node], Things]:
    built = Things([(thing, HERE) for thing in things], base=BASE)
    return list(built), built


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("DataCategory", "probe photo", "probe photos"),
        ("DataCategory", "probe photo", "the probe photo"),
        ("DataCategory", "Probe photos", "probe photo"),
        ("DataCategory", "Photos", "photo"),
        ("DataCategory", "results of matches", "result of a match".replace("a ", "")),
        ("DataCategory", "identities", "identity"),
        ("Policy", "MOUs", "MOU"),
        ("Program", "ISAP-III", "ISAP III"),
        ("Organization", "U.S. Customs", "US Customs"),
        ("System", "e-Filing System", "E-FILING SYSTEM"),
    ],
)
def test_case_article_plural_and_punctuation_do_not_tell_things_apart(kind: str, first: str, second: str) -> None:
    nodes, things = build(Thing(kind, first), Thing(kind, second))
    assert len(nodes) == 1
    assert nodes[0].label == first
    assert things.find(Thing(kind, second), THERE) == nodes[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Thing("DataCategory", "photo"), Thing("System", "photo")),
        (Thing("Organization", "DHS"), Thing("Organization", "DH")),
        (Thing("Organization", "Operations"), Thing("Organization", "Operation")),
        (Thing("System", "C"), Thing("System", "C++")),
        (Thing("DataCategory", "address"), Thing("DataCategory", "addres")),
        (Thing("DataCategory", "status"), Thing("DataCategory", "statu")),
    ],
)
def test_what_differs_otherwise_is_two_things(first: Thing, second: Thing) -> None:
    nodes, _ = build(first, second)
    assert len(nodes) == 2
    assert len({node.iri for node in nodes}) == 2


def test_two_things_that_would_share_an_iri_both_bear_a_hash_whatever_their_order() -> None:
    first, second = Thing("DataCategory", "photo"), Thing("System", "photo")
    forward = {node.kind: node.iri for node in build(first, second)[0]}
    assert forward == {node.kind: node.iri for node in build(second, first)[0]}
    assert all(iri.startswith(f"{BASE}photo-") for iri in forward.values())


@pytest.mark.parametrize(
    ("label", "iri"),
    [
        ("ATS-P", "ats-p"),
        ("Department of State (DoS)", "department-of-state-dos"),
        ("Café Registry", "cafe-registry"),
        ("participant's address", "participant-s-address"),
    ],
)
def test_an_iri_is_the_labels_words(label: str, iri: str) -> None:
    assert build(Thing("System", label))[0][0].iri == BASE + iri


@pytest.mark.parametrize("label", ["Полиция", "x" * 90, "!!!", "Regiſter", "№ 5", "東京", "a/../b#c?d<e>\"f\\g\n"])
def test_hostile_labels_get_plain_iris_of_their_own(label: str) -> None:
    iri = build(Thing("System", label))[0][0].iri.removeprefix(BASE)
    assert iri and set(iri) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(iri) < 70


def test_long_labels_that_begin_alike_are_told_apart() -> None:
    start = "records of the system that " * 4
    nodes, _ = build(Thing("DataCategory", f"{start} one"), Thing("DataCategory", f"{start} two"))
    assert len({node.iri for node in nodes}) == 2


def test_a_thing_is_found_by_any_name_that_the_document_gives_it() -> None:
    nodes, things = build(
        Thing("Organization", "Coastal Records Department"),
        Thing("Organization", "CRD", ("Coastal Records Department",)),
    )
    assert [(node.label, node.names) for node in nodes] == [("Coastal Records Department", ("CRD",))]
    assert things.find(Thing("Organization", "CRD")).iri == f"{BASE}coastal-records-department"


def test_a_name_that_two_things_bear_joins_neither() -> None:
    nodes, _ = build(
        Thing("Organization", "the Bureau"),
        Thing("Organization", "FBI", ("Bureau",)),
        Thing("Organization", "CFPB", ("Bureau",)),
    )
    assert len(nodes) == 3


def test_names_that_go_in_a_circle_are_one_thing() -> None:
    a, b, c = (Thing("System", name, (other,)) for name, other in (("A", "B"), ("B", "C"), ("C", "A")))
    nodes, things = build(a, b, c)
    assert [node.label for node in nodes] == ["A"]
    assert {things.find(thing) for thing in (a, b, c)} == set(nodes)


def test_the_most_specific_kind_wins() -> None:
    nodes, _ = build(Thing("Organization", "HSI"), Thing("OrganizationalUnit", "HSI"), Thing("Thing", "HSI"))
    assert [node.kind for node in nodes] == ["OrganizationalUnit"]


def test_a_thing_of_unknown_kind_that_could_be_two_stays_apart() -> None:
    nodes, _ = build(Thing("System", "Watch"), Thing("Program", "Watch"), Thing("Thing", "Watch"))
    assert sorted(node.kind for node in nodes) == ["Program", "System", "Thing"]


def test_an_unresolved_reference_is_one_with_itself_in_its_sentence_only() -> None:
    they = Thing("Thing", "they", unresolved=True)
    things = Things([(they, HERE), (they, HERE), (they, THERE), (Thing("Thing", "they"), HERE)], base=BASE)
    assert [node.unresolved for node in things] == [True, True, False]
    assert things.find(they, HERE) != things.find(they, THERE)


def test_the_unstated_is_no_thing_of_the_document() -> None:
    nodes, things = build(UNSTATED)
    assert nodes == []
    assert things.find(UNSTATED) == UNSTATED_NODE


def test_a_label_without_any_letter_is_itself() -> None:
    assert fold_label("§", "Policy") == "§"
