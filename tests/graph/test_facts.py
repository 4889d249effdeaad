"""The rules: each `rules/*.trig` holds what a rule sees (the default graph) and all that it makes (<urn:expected>).

Nodes that a rule mints are blank in what is expected: their IRIs are hashes, and only what is said of them counts.
"""
from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store

from graphkit.errors import OntologyError
from graphkit.graph import build_graph
from graphkit.graph.facts import derive_facts
from graphkit.model import Document
from graphkit.ontology.rules import KINDS, Rule, load_rules

CASES = sorted((Path(__file__).parent / "rules").glob("*.trig"))
CLAIMS, FACTS, EXPECTED = (NamedNode(f"urn:{name}") for name in ("claims", "facts", "expected"))
RULES = {rule.name: rule for rule in load_rules()}

Said = set[tuple[str, frozenset[tuple[str, str]]]]


def read_case(path: Path) -> tuple[Store, Store, list[Rule]]:
    """A case to its store, with what is given as claims, to what is expected, and to the rules to run."""
    text = path.read_text(encoding="utf-8")
    names = re.search(r"^# rules: (.+)$", text, re.MULTILINE)
    assert names
    rules = [rule for rule in load_rules() if names[1] == "all" or rule.name in names[1].split()]
    assert rules, f"{path.name} names no rule"
    given, expected, read = Store(), Store(), Store()
    read.load(text.encode("utf-8"), format=RdfFormat.TRIG)
    for quad in read:
        target, name = (given, CLAIMS) if isinstance(quad.graph_name, DefaultGraph) else (expected, EXPECTED)
        target.add(Quad(quad.subject, quad.predicate, quad.object, name))
    return given, expected, rules


def describe_subjects(quads: list[Quad], known: set[str]) -> Said:
    """What is said of each subject, those that are not known without their names."""
    said: dict[str, set[tuple[str, str]]] = {}
    for quad in quads:
        said.setdefault(str(quad.subject), set()).add((str(quad.predicate), str(quad.object)))
    return {(name if name in known else "", frozenset(values)) for name, values in said.items()}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_rule_makes_what_is_expected_and_nothing_else(path: Path) -> None:
    store, expected, rules = read_case(path)
    before = set(store)
    derive_facts(store, CLAIMS, FACTS, rules)
    made = [quad for quad in store if quad not in before]
    known = {str(quad.subject) for quad in before} | {str(quad.object) for quad in before}
    named = [quad for quad in expected if not isinstance(quad.subject, BlankNode)]
    assert describe_subjects(made, known | {str(quad.subject) for quad in named}) == describe_subjects(
        list(expected), known | {str(quad.subject) for quad in named}
    )
    minted = {str(quad.subject) for quad in made if re.search(r"/(claim|flow)/[0-9a-f]{16}>$", str(quad.subject))}
    blank = {str(quad.subject) for quad in expected if isinstance(quad.subject, BlankNode)}
    assert len(minted) == len(blank)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_rule_makes_the_same_again(path: Path) -> None:
    results = []
    for _ in range(2):
        store, _, rules = read_case(path)
        derive_facts(store, CLAIMS, FACTS, rules)
        results.append(set(store))
    assert results[0] == results[1]


def test_every_rule_has_a_case() -> None:
    tried = {rule.name for path in CASES for rule in read_case(path)[2] if not path.stem.startswith("all")}
    assert tried == set(RULES)


def test_rules_come_in_the_order_in_which_they_depend() -> None:
    kinds = [KINDS.index(rule.makes) for rule in load_rules()]
    assert kinds == sorted(kinds)
    assert all(rule.title and rule.description.endswith(".") for rule in load_rules())


def test_without_rules_there_is_no_fact() -> None:
    """Nothing but a rule makes one."""
    from .sample import CLAIMS as claims
    from .sample import DOCUMENT as document

    assert isinstance(document, Document)
    graph = build_graph(document, claims, rules=())
    predicates = {f"<https://w3id.org/graphkit/ns#{claim.predicate}>" for claim in claims}
    assert not [quad for quad in graph.store if str(quad.predicate) in predicates]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("CONSTRUCT {} WHERE {}", "has no '# title:'"),
        ("# title: T\n# description: D.\n# makes: magic\nCONSTRUCT {} WHERE {}", "'makes: magic' is none of claims"),
        ("# title: T\n# description: D.\n# makes: facts\nCONSTRUCT { WHERE", "error"),
        ("# title: T\n# description: D.\n# makes: facts\nSELECT * { ?s ?p ?o }", "must be a CONSTRUCT query"),
    ],
)
def test_a_broken_rule_is_refused(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        load_rules(tmp_path)
    assert re.search(message, str(caught.value))
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
