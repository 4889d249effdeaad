"""A timeout ends a query that would never end, for real and in a moment; one that is done in time is not touched."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from graphkit.errors import QueryError
from graphkit.query import deadline, run_query, write_result

CASES = Path(__file__).parent / "saved"
#: No row, and no moment at which the engine would come back to Python: 200⁶ combinations to be tried.
ENDLESS = """SELECT (COUNT(*) AS ?n) {
  ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h . ?i ?t ?j . ?k ?u ?l FILTER(?b + ?d + ?f < 0) }"""


@pytest.fixture
def store() -> Store:
    store = Store()
    store.extend(Quad(NamedNode(f"http://e/{i}"), NamedNode("http://e/p"), Literal(i)) for i in range(200))
    return store


@pytest.mark.parametrize("query", [ENDLESS, ENDLESS.replace("(COUNT(*) AS ?n)", "?a ?c ?e").replace("< 0", ">= 0")])
def test_an_endless_query_is_ended(store: Store, query: str) -> None:
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"the query was ended after 0\.5 seconds, as --timeout asked"):
        run_query(store, query, timeout=0.5)
    assert time.monotonic() - start < 30  # without an end it would take days


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?o",
        "ASK { ?s ?p 3 }",
        "ASK { ?s ?p 'x' }",
        "CONSTRUCT { ?s <http://e/q> ?o } WHERE { ?s ?p ?o FILTER(?o < 3) }",
        "DESCRIBE <http://e/1>",
    ],
)
def test_a_query_in_time_gives_the_same_with_and_without_timeout(store: Store, query: str) -> None:
    assert run_query(store, query, timeout=60).content == run_query(store, query).content


def test_terms_come_back_unchanged() -> None:
    store = Store()
    store.load('<http://e/a> <http://e/p> "a\\tb\\n\\"\\u202e" , "x"@en-GB , 1.5 , <http://e/ü> .', RdfFormat.TURTLE)
    query = "SELECT ?o { ?s ?p ?o } ORDER BY STR(?o)"
    assert run_query(store, query, timeout=60).content == run_query(store, query).content


def test_labels_parameters_and_background_work_with_a_timeout() -> None:
    folder = CASES / "who-queries-what"
    params = {"system": "Lamp Register"}
    with_timeout = run_query(folder / "data.ttl", "who-queries-what", params=params, timeout=60)
    assert write_result(with_timeout, "table") == write_result(
        run_query(folder / "data.ttl", "who-queries-what", params=params), "table"
    )
    assert len(with_timeout) == 2


def test_what_the_engine_refuses_is_an_error_in_the_worker_too(store: Store) -> None:
    with pytest.raises(QueryError, match=r"the query cannot be run: .*nofunc"):
        run_query(store, "SELECT * { BIND(<http://e/nofunc>(1) AS ?x) }", timeout=60)
    with pytest.raises(QueryError, match=r"the query cannot be run: .*nofunc"):
        run_query(store, "SELECT * { BIND(<http://e/nofunc>(1) AS ?x) }")


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf")])
def test_a_timeout_that_is_none_is_refused(store: Store, timeout: float) -> None:
    with pytest.raises(QueryError, match="it must be more than 0"):
        run_query(store, "ASK {}", timeout=timeout)


def test_an_answer_without_end_is_cut_off_before_it_fills_the_memory(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The worker is a program of its own, so its limit is lowered in a copy of it."""
    text = deadline.WORKER.read_text(encoding="utf-8").replace("LIMIT = 512 * 1024 * 1024", "LIMIT = 1024 * 1024")
    assert "LIMIT = 1024 * 1024" in text
    (tmp_path / "worker.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(deadline, "WORKER", tmp_path / "worker.py")
    with pytest.raises(QueryError, match="the answer is larger than 512 MB: add a LIMIT to the query"):
        run_query(store, "SELECT * { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }", timeout=600)
    assert len(run_query(store, "SELECT * { ?a ?p ?b }", timeout=60)) == 200
