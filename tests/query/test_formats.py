"""Each format parsed back by somebody else's reader gives the terms that went in, however hostile they are."""

from __future__ import annotations

import csv
import io
import json
from html import unescape

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, RdfFormat, Store, Triple, parse_query_results

from graphkit.errors import QueryError
from graphkit.ontology.namespaces import XSD
from graphkit.query import FORMATS, Result, count_risky, run_query, write_result
from graphkit.query.answer import Answer, AnyTerm, Rows, read_answer
from graphkit.query.source import StoreSource

HOSTILE = [
    '=cmd|" /C calc"!A0',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "-5",
    "+7.5e3",
    'a "quoted", cell',
    "two\nlines\r\nmore",
    "\u202eright to left\u200f",
    "<script>alert('x')</script>",
    "a|b|c",
    "**bold** _it_ `code` [x](y) ~s~ $m$ ^",
    "# head",
    "\\",
    "日本語",
    "é e\u0301",
    "",
    " ",
    "null",
    "NaN",
    "&amp; <br>",
    "\x07 bell",
    "\x1b[31mred",
    "'",
    "a\u2028b",
    "]]>",
    "--",
    "12",
]


def build_result(rows: list[tuple[AnyTerm | None, ...]], variables: tuple[str, ...] = ("x", "y")) -> Result:
    return Result("SELECT", Rows(variables, tuple(rows)), StoreSource(Store()))


@pytest.fixture(scope="module")
def hostile() -> Result:
    rows: list[tuple[AnyTerm | None, ...]] = [
        (NamedNode(f"https://x.org/{i}?a=1&b"), Literal(t)) for i, t in enumerate(HOSTILE)
    ]
    rows += [
        (BlankNode("b1"), Literal("Lampe <\t>", language="de")),
        (None, Literal("=7", datatype=NamedNode('https://x.org/#t&"type'[:17]))),
        (Literal("-5", datatype=NamedNode(XSD + "integer")), None),
        (Literal("2031-05-02", datatype=NamedNode(XSD + "date")), Literal("1.50", datatype=NamedNode(XSD + "decimal"))),
    ]
    return build_result(rows)


def read_back(text: str, form: QueryResultsFormat) -> Answer:
    return read_answer(parse_query_results(text.encode("utf-8"), form))  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "form"), [("json", QueryResultsFormat.JSON), ("tsv", QueryResultsFormat.TSV)])
def test_json_and_tsv_say_every_term_as_it_is(hostile: Result, name: str, form: QueryResultsFormat) -> None:
    assert read_back(write_result(hostile, name), form) == hostile.content


def test_xml_says_every_term_but_what_xml_cannot_hold(hostile: Result) -> None:
    back = read_back(write_result(hostile, "xml"), QueryResultsFormat.XML)
    assert isinstance(back, Rows)
    for before, after in zip(hostile.rows, back.rows, strict=True):
        expected = tuple(
            Literal(HOSTILE_IN_XML[t.value]) if isinstance(t, Literal) and t.value in HOSTILE_IN_XML else t
            for t in before
        )
        assert after == expected


HOSTILE_IN_XML = {"\x07 bell": "\ufffd bell", "\x1b[31mred": "\ufffd[31mred"}


@pytest.mark.parametrize("name", ["json", "xml", "tsv"])
def test_rdflib_reads_the_formats_too(name: str) -> None:
    import rdflib
    from rdflib.query import Result as RdflibResult

    terms: list[AnyTerm | None] = [
        NamedNode("https://x.org/a"),
        Literal('=a,"b"\n<c>&'),
        Literal("Lampe", language="de"),
        Literal("3", datatype=NamedNode(XSD + "integer")),
        None,
    ]
    text = write_result(build_result([(term, Literal("end")) for term in terms]), name)
    back = RdflibResult.parse(io.BytesIO(text.encode("utf-8")), format=name)
    assert [str(variable) for variable in back.vars or []] == ["x", "y"]
    values = [binding.get(rdflib.Variable("x")) for binding in back.bindings]
    assert values == [
        rdflib.URIRef("https://x.org/a"),
        rdflib.Literal('=a,"b"\n<c>&'),
        rdflib.Literal("Lampe", lang="de"),
        rdflib.Literal(3),
        None,
    ]


def test_exact_csv_is_what_the_engine_writes() -> None:
    rows = '("a,b" "=c()") ("q\\"q" 5) (UNDEF "l\\nn\\r"@en) (<http://e/z> "-1") ("" " x")'
    query = f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {rows} }} }}"
    expected = (Store().query(query).serialize(format=QueryResultsFormat.CSV) or b"").decode()  # type: ignore[union-attr]
    assert write_result(run_query(Store(), query), "csv", exact=True) == expected


def test_csv_has_nothing_that_a_spreadsheet_runs(hostile: Result) -> None:
    rows = list(csv.reader(io.StringIO(write_result(hostile, "csv"), newline="")))
    assert rows[0] == ["x", "y"] and len(rows) == len(hostile.rows) + 1
    for row, terms in zip(rows[1:], hostile.rows, strict=True):
        for cell, term in zip(row, terms, strict=True):
            text = getattr(term, "value", "") if not isinstance(term, BlankNode) else "_:b1"
            assert cell in (text, f"'{text}")
            if cell.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r"):
                float(cell)  # only numbers may start so
    guarded = [cell for row in rows[1:] for cell in row if cell.startswith("'") and cell != "'"]
    assert count_risky(hostile) == len(guarded) > 5


def test_labels_take_the_place_of_iris_where_they_are_asked_for() -> None:
    store = Store()
    store.load('<http://e/a> <http://www.w3.org/2000/01/rdf-schema#label> "=A & B" .', RdfFormat.TURTLE)
    result = run_query(store, "SELECT ?s { ?s ?p ?o }")
    assert write_result(result, "csv", exact=True) == "s\r\nhttp://e/a\r\n"
    assert write_result(result, "csv", labels=True) == "s\r\n'=A & B\r\n"
    assert write_result(result, "table").splitlines()[2] == "=A & B"
    assert write_result(result, "table", labels=False).splitlines()[2] == "http://e/a"
    assert json.loads(write_result(result, "json", labels=True))["results"]["bindings"][0]["s"]["type"] == "literal"


def test_markdown_cells_hold_no_markup(hostile: Result) -> None:
    lines = write_result(hostile, "markdown").splitlines()
    assert lines[1] == "| --- | --- |" and len(lines) == len(hostile.rows) + 2
    for line, terms in zip(lines[2:], hostile.rows, strict=True):
        assert "<script" not in line and "\x1b" not in line
        cells = [cell.strip() for cell in line.replace("\\|", "\0").strip("|").split("|")]
        assert len(cells) == 2
        if isinstance(terms[1], Literal) and terms[1].value.isprintable():
            text = unescape(cells[1].replace("\0", "|"))
            assert "".join(text.replace("\\", "").split()) == "".join(terms[1].value.replace("\\", "").split())


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_yes_and_no_for_people(name: str) -> None:
    assert write_result(run_query(Store(), "ASK {}"), name) == "yes\n"
    assert write_result(run_query(Store(), "ASK { ?s ?p ?o }"), name) == "no\n"


def test_yes_and_no_for_programs() -> None:
    for query, expected in (("ASK {}", True), ("ASK { ?s ?p ?o }", False)):
        result = run_query(Store(), query)
        assert read_back(write_result(result, "json"), QueryResultsFormat.JSON) is expected
        assert read_back(write_result(result, "xml"), QueryResultsFormat.XML) is expected
        assert write_result(result, "csv").strip() == str(expected).lower() == write_result(result, "tsv").strip()


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "turtle"])
def test_no_rows_are_still_a_document(name: str) -> None:
    text = write_result(run_query(Store(), "SELECT ?s ?p { ?s ?p 1 }"), name)
    expected = {"csv": "s,p\r\n", "tsv": "?s\t?p\n", "table": "", "markdown": "| s | p |\n| --- | --- |\n"}
    if name in expected:
        assert text == expected[name]
    else:
        form = QueryResultsFormat.JSON if name == "json" else QueryResultsFormat.XML
        assert read_back(text, form) == Rows(("s", "p"), ())


def test_a_graph_is_sorted_turtle_with_the_prefixes_that_it_uses() -> None:
    store = Store()
    store.load(
        "<https://w3id.org/graphkit/id/b> a <https://w3id.org/graphkit/ns#System> ; <http://e/p> 'x\"\\n' , 1 .",
        RdfFormat.TURTLE,
    )
    text = write_result(run_query(store, "DESCRIBE id:b"), "table")
    assert "@prefix gk:" in text and "@prefix id:" in text and "skos" not in text
    back = Store()
    back.load(text, RdfFormat.TURTLE)
    assert set(back) == set(store)
    assert text == write_result(
        run_query(store, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ORDER BY DESC(?o)"), "turtle"
    )


def test_a_format_that_does_not_fit_is_refused() -> None:
    with pytest.raises(QueryError, match="turtle is for CONSTRUCT and DESCRIBE; for SELECT take"):
        write_result(run_query(Store(), "SELECT * {}"), "turtle")
    with pytest.raises(QueryError, match="csv is for SELECT and ASK; a CONSTRUCT gives a graph: take turtle"):
        write_result(run_query(Store(), "CONSTRUCT WHERE { ?s ?p ?o }"), "csv")
    with pytest.raises(QueryError, match="'xlsx' is no format; there are: table, csv"):
        write_result(run_query(Store(), "ASK {}"), "xlsx")


def test_triple_terms_and_directions_survive() -> None:
    inner = Triple(NamedNode("http://e/a"), NamedNode("http://e/b"), Literal("c"))
    result = run_query(
        Store(), 'SELECT ?t ?d { BIND(<<( <http://e/a> <http://e/b> "c" )>> AS ?t) BIND("x"@ar--rtl AS ?d) }'
    )
    assert result.rows[0][0] == inner
    for name, form in (("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML)):
        assert read_back(write_result(result, name), form) == result.content
