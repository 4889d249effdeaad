"""What a user types for a parameter becomes a term, and nothing else."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from graphkit.errors import QueryError
from graphkit.ontology.namespaces import GK, ID, XSD
from graphkit.query.params import build_term, split_params
from graphkit.query.source import StoreSource

DATA = """@prefix id: <https://w3id.org/graphkit/id/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
id:bol rdfs:label "BOL" ; skos:altLabel "Bureau of Lamps" . id:tide rdfs:label "Tide Office" ; skos:altLabel "BOL" .
id:one rdfs:label "twin" . id:two rdfs:label "Twin" .
<https://example.org/doc/background> { id:far rdfs:label "Far Agency" }"""


@pytest.fixture
def source() -> StoreSource:
    store = Store()
    store.load(DATA, RdfFormat.TRIG)
    return StoreSource(store)


@pytest.mark.parametrize(
    ("text", "kind", "term"),
    [
        ("id:bol", "", NamedNode(ID + "bol")),
        ("id:claim/9c1f", "iri", NamedNode(ID + "claim/9c1f")),
        ("<https://x.org/a>", "", NamedNode("https://x.org/a")),
        ("https://x.org/a?b=c", "thing", NamedNode("https://x.org/a?b=c")),
        ("urn:x:y", "", NamedNode("urn:x:y")),
        ("gk:ownedBy", "property", NamedNode(GK + "ownedBy")),
        ("ownedBy", "property", NamedNode(GK + "ownedBy")),
        ("bol", "thing", NamedNode(ID + "bol")),
        ("bureau  of LAMPS", "thing", NamedNode(ID + "bol")),
        ("Far Agency", "thing", NamedNode(ID + "far")),
        ("BOL", "", Literal("BOL")),
        ("note: this", "", Literal("note: this")),
        ("id:bol", "text", Literal("id:bol")),
        ('"a "quoted" word"', "", Literal('a "quoted" word')),
        ('"Lampe"@de', "text", Literal("Lampe", language="de")),
        ('"3"^^xsd:integer', "", Literal("3", datatype=NamedNode(XSD + "integer"))),
        ("2031-05-02", "date", Literal("2031-05-02", datatype=NamedNode(XSD + "date"))),
        ("-3", "integer", Literal("-3", datatype=NamedNode(XSD + "integer"))),
        ("7.2", "number", Literal("7.2", datatype=NamedNode(XSD + "decimal"))),
        ('x" } DROP ALL #', "", Literal('x" } DROP ALL #')),
        ("", "text", Literal("")),
    ],
)
def test_a_value_becomes_the_term_that_it_says(source: StoreSource, text: str, kind: str, term: object) -> None:
    assert build_term("p", text, kind, source) == term


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("<a b>", "", "parameter p: '<a b>' is not an IRI"),
        ("<https://x/> . } DROP ALL #>", "", "not an IRI"),
        ("id:a> <b", "iri", "not an IRI"),
        ("lamps", "iri", "parameter p: 'lamps' is not an IRI, nor a name with a known prefix"),
        ("ownedBy } #", "property", "not an IRI"),
        ("Bureau of Lamp", "thing", "nothing in the graph is called 'Bureau of Lamp'; is it one of: bureau of lamps"),
        ("twin", "thing", f"'twin' names 2 things: {ID}one, {ID}two"),
        ("2031-13-02", "date", "'2031-13-02' is not a date, as in 2019-04-12"),
        ("3.5", "integer", "'3.5' is not a whole number"),
        ("1e5", "number", "'1e5' is not a number"),
        ('"x"^^nonsense', "", "'nonsense' is not a data type"),
    ],
)
def test_a_value_that_is_none_is_refused_by_name(source: StoreSource, text: str, kind: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        build_term("p", text, kind, source)
    assert message in str(caught.value)


def test_pairs_are_split_at_the_first_equals_sign() -> None:
    assert split_params(("who=id:bol", "?what=a=b", "none=")) == {"who": "id:bol", "what": "a=b", "none": ""}
    for wrong, message in (
        (("who",), "write it as name=value"),
        (("a=1", "a=2"), "parameter a: given twice"),
        (("a b=1",), "name=value"),
        (("=1",), "name=value"),
    ):
        with pytest.raises(QueryError, match=message):
            split_params(wrong)
