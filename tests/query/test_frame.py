"""Query results in a notebook: a DataFrame, and a table that shows itself."""
from __future__ import annotations

import builtins
import datetime
from decimal import Decimal
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store

from graphkit.errors import QueryError
from graphkit.query import Result, open_graph, run_query

GRAPH = """@prefix : <https://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:hb rdfs:label "Harbor <b>Bureau</b>" ; :count 3 ; :share 2.5 ; :on "2021-05-03"^^xsd:date ; :open true .
:bad rdfs:label "Bad" ; :count "many"^^xsd:integer ."""
ALL = """SELECT ?who ?count ?share ?on ?open
    { ?who :count ?count OPTIONAL { ?who :share ?share ; :on ?on ; :open ?open } }"""


@pytest.fixture
def ask() -> Any:
    store = Store()
    store.load(GRAPH.encode(), RdfFormat.TURTLE)

    def run(query: str) -> Result:
        return run_query(open_graph(store), f"PREFIX : <https://example.org/> {query}")

    return run


def test_rows_become_values_by_their_types(ask: Any) -> None:
    pytest.importorskip("pandas")
    frame = ask(ALL + " ORDER BY ?share").to_pandas()
    assert list(frame.columns) == ["who", "count", "share", "on", "open"]
    rows = frame.astype(object).values.tolist()
    assert rows[1] == ["Harbor <b>Bureau</b>", 3, Decimal("2.5"), datetime.date(2021, 5, 3), True]
    assert rows[0][:2] == ["Bad", "many"] and frame.loc[0].isna().tolist() == [False, False, True, True, True]


def test_iris_stay_where_they_are_asked_for(ask: Any) -> None:
    pytest.importorskip("pandas")
    frame = ask(ALL).to_pandas(labels=False)
    assert set(frame["who"]) == {"https://example.org/hb", "https://example.org/bad"}


def test_triples_are_rows_and_no_rows_are_an_empty_table(ask: Any) -> None:
    pytest.importorskip("pandas")
    frame = ask("CONSTRUCT { ?s :number ?o } WHERE { ?s :count ?o }").to_pandas()
    assert list(frame.columns) == ["subject", "predicate", "object"] and len(frame) == 2
    empty = ask("SELECT ?a ?b { ?a :nothing ?b }").to_pandas()
    assert list(empty.columns) == ["a", "b"] and len(empty) == 0


def test_yes_or_no_is_no_table(ask: Any) -> None:
    with pytest.raises(QueryError, match="an ASK has no rows"):
        ask("ASK { ?s ?p ?o }").to_pandas()


def test_without_pandas_one_line_says_what_to_do(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *args: Any, **more: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *args, **more)

    result = ask(ALL)
    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(QueryError, match=r"^pandas is not installed: pip install pandas$"):
        result.to_pandas()


def test_result_shows_itself_without_markup_of_the_document(ask: Any) -> None:
    shown = ask(ALL)._repr_html_()
    assert "<th>who</th>" in shown and "<td>Harbor &lt;b&gt;Bureau&lt;/b&gt;</td>" in shown
    assert ask("ASK { ?s ?p ?o }")._repr_html_() == "<p>yes</p>"
    many = ask("SELECT ?a { VALUES ?a { " + " ".join(map(str, range(60))) + " } }")
    assert many._repr_html_().count("<tr>") == 51 and "10 more rows" in many._repr_html_()
