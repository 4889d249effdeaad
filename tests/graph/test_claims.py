"""Claims as nodes: what they carry, and what makes two of them one."""
from __future__ import annotations

import pytest
from msgspec import structs

from graphkit.errors import GraphError
from graphkit.graph import build_graph
from graphkit.model import Claim, Role, Thing, Value

from .sample import CLAIMS, CRD, DOCUMENT, HIB, PAL, find_evidence
from .test_document import ask

LOGS = Thing("DataCategory", "gate logs")
CLAIM = Claim(HIB, "shares", LOGS, "Affirmed", "Stated", find_evidence("HIB shares gate logs"))


def list_claims(*claims: Claim) -> list[str]:
    return [name for (name,) in ask(build_graph(DOCUMENT, claims), "SELECT ?c { ?c a gk:Claim }")]


@pytest.mark.parametrize(
    "change",
    [
        {"subject": CRD},
        {"predicate": "submits"},
        {"object": Value("gate logs")},
        {"polarity": "Denied"},
        {"modality": "Possible"},
        {"evidence": find_evidence("HIB shares crew photos with CRD.")},
        {"evidence": find_evidence("HIB shares gate logs", "gate logs")},
        {"roles": (Role("recipient", CRD),)},
        {"speaker": CRD},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_statement_or_other_words_are_another_claim(change: dict[str, object]) -> None:
    other = structs.replace(CLAIM, **change)  # type: ignore[arg-type]
    assert len(list_claims(CLAIM, other)) == 2


def test_the_same_said_twice_of_the_same_words_is_one_claim_the_surer_one() -> None:
    doubtful = structs.replace(CLAIM, confidence=0.3, withheld="a low confidence", how=("frame:guess",))
    for order in ((doubtful, CLAIM), (CLAIM, doubtful)):
        graph = build_graph(DOCUMENT, order)
        rows = ask(graph, "SELECT ?n ?why { ?c gk:confidence ?n OPTIONAL { ?c gk:withheldBecause ?why } }")
        assert rows == [("1", "")]


def test_the_order_of_roles_makes_no_difference() -> None:
    roles = (Role("recipient", CRD), Role("via", PAL))
    first = list_claims(structs.replace(CLAIM, roles=roles))
    assert first == list_claims(structs.replace(CLAIM, roles=roles[::-1]))


def test_a_claims_iri_depends_on_its_document() -> None:
    other = structs.replace(DOCUMENT, sha256="0" * 64)
    assert list_claims(CLAIM) != [name for (name,) in ask(build_graph(other, [CLAIM]), "SELECT ?c { ?c a gk:Claim }")]


def test_the_base_is_the_users() -> None:
    graph = build_graph(DOCUMENT, CLAIMS, base="https://example.org/x#")
    minted = {str(quad.subject) for quad in graph.store} - {"<https://w3id.org/graphkit/ns#Unstated>"}
    assert all(name.startswith("<https://example.org/x#") for name in minted)
    flows = ask(graph, "SELECT ?f { ?f a gk:DataFlow }")
    assert flows and all(name.startswith("https://example.org/x#flow/") for (name,) in flows)


@pytest.mark.parametrize("base", ["", "not an iri/", "https://example.org/a b/", "https://x.org/<", 'https://x.org/"'])
def test_a_base_that_is_no_iri_is_refused(base: str) -> None:
    with pytest.raises(GraphError, match="is not an IRI") as caught:
        build_graph(DOCUMENT, CLAIMS, base=base)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("predicate", ["", "shares with", "a> <b", "ns#shares"])
def test_a_predicate_that_is_no_word_is_refused(predicate: str) -> None:
    with pytest.raises(GraphError, match="is not a name of the vocabulary"):
        build_graph(DOCUMENT, [structs.replace(CLAIM, predicate=predicate)])


@pytest.mark.parametrize(
    ("value", "text", "datatype"),
    [
        (Value("1204", "integer"), "1204", "integer"),
        (Value("94,687", "integer"), "94687", "integer"),
        (Value("7.2", "decimal"), "7.2", "decimal"),
        (Value("2018-01", "gYearMonth"), "2018-01", "gYearMonth"),
        (Value("about forty", "integer"), "about forty", "string"),
        (Value("2018-13-01", "date"), "2018-13-01", "string"),
        (Value("007"), "007", "string"),
        (Value('a "quote", a \\ and\na line'), 'a "quote", a \\ and\na line', "string"),
    ],
)
def test_literals_keep_their_type_or_else_their_words(value: Value, text: str, datatype: str) -> None:
    graph = build_graph(DOCUMENT, [structs.replace(CLAIM, object=value)])
    rows = ask(graph, "SELECT ?o (DATATYPE(?o) AS ?type) { ?c rdf:object ?o }")
    assert rows == [(text, f"http://www.w3.org/2001/XMLSchema#{datatype}")]


def test_a_claim_says_how_it_was_read_and_by_whom_it_was_said() -> None:
    graph = build_graph(DOCUMENT, CLAIMS)
    rows = ask(graph, """SELECT ?speaker ?why ?how ?day { ?c rdf:predicate gk:tracks ; gk:speaker/rdfs:label ?speaker ;
        gk:withheldBecause ?why ; gk:derivedBy ?how ; gk:saidOn ?day }""")
    how = "frame:track construction:attribution"
    assert rows == [("vendor", "'claim' does not commit its speaker", how, "2021-03-03")]
    (speakers,) = ask(graph, "SELECT (COUNT(*) AS ?n) { ?c a gk:Claim ; gk:speaker/rdfs:label 'HIB' }")
    assert int(speakers[0]) == len(CLAIMS) - 2 + 1  # two are attributed, one is derived


def test_the_facts_of_the_sample() -> None:
    """What is affirmed, plain, known and not denied in its scope: nothing else."""
    graph = build_graph(DOCUMENT, CLAIMS)
    predicates = " ".join(f"gk:{claim.predicate}" for claim in CLAIMS) + " gk:queries"
    rows = ask(graph, f"""SELECT ?s ?p ?o {{ VALUES ?p {{ {predicates} }} ?a ?p ?b . ?a rdfs:label ?s
        OPTIONAL {{ ?b rdfs:label ?l }} BIND (COALESCE(?l, STR(?b)) AS ?o) }}""")
    found = {(s, p.rpartition("#")[2], o) for s, p, o in rows}
    assert found == {
        ("PAL", "ownedBy", "CRD"),
        ("PAL", "maintainedBy", "Brightwater Analytics"),
        ("HIB Dock Inspector", "submits", "crew photo"),
        ("HIB Dock Inspector", "worksFor", "HIB"),
        ("CRD", "matches", "crew photo"),
        ("CRD", "monitors", "HIB"),
        ("HIB", "submits", "queries"),
        ("HIB", "queries", "PAL"),
        ("HIB", "shares", "crew photo"),
        ("Cargo Watch Unit", "shares", "manifests"),
        ("Cargo Watch Unit", "hasCapability", "facial recognition"),
        ("Safe Moorings Program", "hasCount", "1204"),
    }
