from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pyoxigraph import RdfFormat, Triple, parse

from graphkit.store.values import key_triple

CASES = yaml.safe_load(Path(__file__).with_name("data").joinpath("values.yaml").read_text(encoding="utf-8"))


def read_term(term: str) -> Triple:
    turtle = f"@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . <urn:s> <urn:p> {term} ."
    quad, = parse(turtle, format=RdfFormat.TURTLE)
    return quad.triple


@pytest.mark.parametrize(("one", "other"), CASES["equal"])
def test_equal_values_share_a_key(one: str, other: str) -> None:
    assert key_triple(read_term(one)) == key_triple(read_term(other))


@pytest.mark.parametrize(("one", "other"), CASES["different"])
def test_different_values_do_not(one: str, other: str) -> None:
    assert key_triple(read_term(one)) != key_triple(read_term(other))


@pytest.mark.parametrize("one", [pair[0] for pair in CASES["equal"]])
def test_keys_tell_subjects_and_predicates_apart(one: str) -> None:
    triple = read_term(one)
    moved = Triple(triple.predicate, triple.predicate, triple.object)
    turned = Triple(triple.subject, triple.subject, triple.object)
    assert len({key_triple(triple), key_triple(moved), key_triple(turned)}) == 3
