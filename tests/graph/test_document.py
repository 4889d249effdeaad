"""The document's own triples: title, questions, answers, passages."""
from __future__ import annotations

import pytest
from msgspec import structs
from pyoxigraph import NamedNode

from graphkit.graph import Graph, build_graph
from graphkit.graph.document import AROUND
from graphkit.model import UNSTATED, Claim, Document, Evidence, Paragraph, Question, Run, Span, Thing
from graphkit.ontology.namespaces import PREFIXES

from .sample import CLAIMS, DOCUMENT, HIB, PARAGRAPHS, TEXT, find_evidence


def ask(graph: Graph, query: str) -> list[tuple[str, ...]]:
    """The rows of a query over claims and facts, as texts, sorted."""
    rows = graph.store.query(query, prefixes=PREFIXES, default_graph=[graph.claims, graph.facts])
    return sorted(tuple("" if value is None else value.value for value in row) for row in rows)  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build_graph(DOCUMENT, CLAIMS)


def test_the_document_says_who_what_and_when(graph: Graph) -> None:
    (row,) = ask(graph, """SELECT ?document ?title ?date ?author ?to ?hash { ?document a gk:Document ;
        dcterms:title ?title ; dcterms:date ?date ;
        dcterms:creator/rdfs:label ?author ; gk:addressee/rdfs:label ?to ; gk:sha256 ?hash }""")
    assert row == (f"https://w3id.org/graphkit/id/doc/{DOCUMENT.sha256[:12]}", DOCUMENT.title, "2021-03-03", "HIB",
                   "Committee on Ports", DOCUMENT.sha256)  # fmt: skip


def test_questions_keep_their_numbers_and_parents(graph: Graph) -> None:
    rows = ask(graph, """SELECT ?number ?block ?text ?parent { ?q a gk:Question ; gk:number ?number ; gk:block ?block ;
        rdf:value ?text OPTIONAL { ?q gk:partOfQuestion/gk:number ?parent } }""")
    assert rows == sorted(
        (item.number, str(item.block), item.text, "" if item.parent is None else DOCUMENT.questions[item.parent].number)
        for item in DOCUMENT.questions
    )


def test_a_claim_stands_in_every_answer_that_shares_its_paragraph(graph: Graph) -> None:
    rows = ask(graph, "SELECT ?number { ?c rdf:predicate gk:audits ; gk:statedIn/gk:answers/gk:number ?number }")
    assert rows == [("1",), ("1.a",)]


def test_a_question_without_answer_has_none(graph: Graph) -> None:
    assert ask(graph, "SELECT ?a { ?a gk:answers/gk:number '4' }") == []


def test_a_claim_in_a_footnote_stands_where_its_mark_does() -> None:
    footnote = structs.replace(PARAGRAPHS[6], refers=5)
    document = structs.replace(DOCUMENT, paragraphs=(*PARAGRAPHS[:6], footnote, *PARAGRAPHS[7:]))
    evidence = find_evidence("Manifests are paper forms")
    claim = Claim(HIB, "holds", Thing("Policy", "forms"), "Affirmed", "Stated", evidence)
    assert ask(build_graph(document, [claim]), "SELECT ?n { ?c gk:statedIn/gk:answers/gk:number ?n }") == [("2",)]


def test_labels_tell_questions_of_several_blocks_apart() -> None:
    document = structs.replace(DOCUMENT, questions=(Question("1", 1, "A?"), Question("1", 2, "B?")))
    rows = ask(build_graph(document, []), "SELECT ?label { ?q a gk:Question ; rdfs:label ?label }")
    assert rows == [("Question 1 (block 1)",), ("Question 1 (block 2)",)]


def test_a_claim_outside_of_answers_stands_in_the_document() -> None:
    evidence = find_evidence("Manifests are paper forms")
    claim = Claim(HIB, "states", Thing("Policy", "paper"), "Affirmed", "Stated", evidence)
    rows = ask(build_graph(DOCUMENT, [claim]), "SELECT ?where { ?c a gk:Claim ; gk:statedIn ?where }")
    assert rows == [(f"https://w3id.org/graphkit/id/doc/{DOCUMENT.sha256[:12]}",)]


def test_questions_of_the_same_number_are_told_apart() -> None:
    questions = (Question("1", 1, "A?"), Question("1", 1, "B?"), Question("1", 2, "C?"))
    twice = structs.replace(DOCUMENT, questions=questions)
    assert len(ask(build_graph(twice, []), "SELECT DISTINCT ?q { ?q a gk:Question }")) == 3


def test_every_quote_is_the_text_at_its_place(graph: Graph) -> None:
    rows = ask(graph, """SELECT ?start ?end ?exact ?prefix ?suffix { ?p oa:hasSelector ?q , ?s .
        ?q oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix . ?s oa:start ?start ; oa:end ?end }""")
    assert len(rows) > len(CLAIMS)
    for start, end, exact, prefix, suffix in rows:
        first, last = int(start), int(end)
        assert exact == TEXT[first:last]
        assert prefix == TEXT[max(0, first - AROUND) : first]
        assert suffix == TEXT[last : last + AROUND]


def test_a_clause_refines_the_sentence_that_it_stands_in(graph: Graph) -> None:
    rows = ask(graph, """SELECT ?sentence ?clause { ?c rdf:predicate gk:maintainedBy ; gk:evidence/oa:hasSelector ?q .
        ?q oa:exact ?sentence ; oa:refinedBy/oa:exact ?clause }""")
    assert [clause for _, clause in rows] == ["maintained by Brightwater Analytics"]
    assert rows[0][1] in rows[0][0]


def test_a_sentence_that_a_footnote_interrupts_is_two_passages(graph: Graph) -> None:
    rows = ask(graph, """SELECT ?exact { ?c rdf:object/rdfs:label "manifests" ;
        gk:evidence/oa:hasSelector/oa:exact ?exact }""")
    before, after = "The Cargo Watch Unit shares manifests", " with Brightwater Analytics for billing purposes only."
    assert rows == [(after,), (before,)]


@pytest.mark.parametrize(("pages", "expected"), [((0, 100), "2"), ((0, 400), "1"), ((5,), "1"), ((), None)])
def test_the_page_of_a_passage(pages: tuple[int, ...], expected: str | None) -> None:
    document = structs.replace(DOCUMENT, pages=pages)
    claim = next(claim for claim in CLAIMS if claim.predicate == "ownedBy")
    rows = ask(build_graph(document, [claim]), "SELECT ?page { ?c a gk:Claim ; gk:evidence/gk:page ?page }")
    assert rows == ([(expected,)] if expected else [])


def test_a_document_of_one_word_and_no_author_has_a_graph() -> None:
    text = "No.\x0c"
    document = Document("bare", text, "0" * 64, (Paragraph("text", "No.", (Run(0, 0, 3),)),))
    claim = Claim(UNSTATED, "states", Thing("Thing", "No"), "Denied", "Stated", Evidence((Span(0, 4),), 0))
    graph = build_graph(document, [claim])
    assert ask(graph, "SELECT ?title ?exact { ?d dcterms:title ?title . ?q oa:exact ?exact }") == [("bare", text)]
    assert ask(graph, "SELECT ?s { ?c gk:speaker ?s }") == [("https://w3id.org/graphkit/ns#Unstated",)]


def test_the_graph_has_neither_blank_nodes_nor_a_default_graph(graph: Graph) -> None:
    for quad in graph.store:
        assert isinstance(quad.subject, NamedNode)
        assert quad.graph_name in (graph.claims, graph.facts, graph.background)
