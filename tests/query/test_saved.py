"""Every saved query over a small graph of its own: `saved/<name>/{data.ttl,params.json,expected.csv}`.

`expected.csv` has labels where a thing has one and prefixed names elsewhere. What must not come out is called Decoy.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from graphkit.errors import QueryError
from graphkit.ontology.namespaces import GK
from graphkit.query import load_queries, load_query, run_query
from graphkit.query.answer import AnyTerm
from graphkit.query.result import write_plain
from graphkit.query.saved import list_names, read_header
from graphkit.query.source import Source, StoreSource, open_source

CASES = Path(__file__).parent / "saved"
WANTED = {
    "owners", "who-queries-what", "flows", "flows-of-a-data-category", "denials", "hedges", "retention", "access",
    "sharing-and-its-prohibition", "contacts-with-vendors", "procurement", "policies", "path-between-two-parties",
    "evidence-for-a-claim", "numbers-and-dates",
}  # fmt: skip


def write_rows(source: Source, name: str, params: dict[str, str]) -> list[list[str]]:
    """The rows of a saved query: labels for things, prefixed names for the rest."""
    result = run_query(source, name, params=params)
    labels = source.find_labels({term.value for row in result.rows for term in row if isinstance(term, NamedNode)})

    def write(term: AnyTerm | None) -> str:
        text = write_plain(term)
        if text in labels and not text.startswith(GK):
            return labels[text]
        return text.replace(GK, "gk:").replace(source.base, "id:")

    return [list(result.variables), *([write(term) for term in row] for row in result.rows)]


def read_case(name: str) -> tuple[StoreSource, dict[str, str]]:
    source = open_source(CASES / name / "data.ttl")
    assert isinstance(source, StoreSource)
    path = CASES / name / "params.json"
    return source, json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def read_expected(name: str) -> list[list[str]]:
    with (CASES / name / "expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_saved_query_has_a_case() -> None:
    assert sorted(path.name for path in CASES.iterdir()) == list(list_names())
    assert not WANTED - set(list_names())


@pytest.mark.parametrize("name", list_names())
def test_saved_query_gives_what_is_expected(name: str) -> None:
    source, params = read_case(name)
    rows = write_rows(source, name, params)
    assert rows == read_expected(name)
    assert len(rows) > 1


@pytest.mark.parametrize("name", list_names())
def test_decoys_stay_out(name: str) -> None:
    source, params = read_case(name)
    assert "Decoy" in (CASES / name / "data.ttl").read_text(encoding="utf-8")
    assert "Decoy" not in str(write_rows(source, name, params))


@pytest.mark.parametrize("name", list_names())
def test_rows_come_in_one_order_and_once_however_the_graph_is_stored(name: str) -> None:
    """Backwards, and with claims and facts in named graphs of their own, as in a build's graph.trig."""
    source, params = read_case(name)
    store = Store()
    for quad in sorted(source.store, key=str, reverse=True):
        graph = "claims" if quad.subject.value.startswith(source.base + "claim/") else "facts"
        store.add(Quad(quad.subject, quad.predicate, quad.object, NamedNode(f"https://example.org/doc/{graph}")))
    assert write_rows(StoreSource(store), name, params) == read_expected(name)


def test_optional_parameters_narrow_a_query_and_required_ones_are_asked_for() -> None:
    source, _ = read_case("owners")
    assert len(run_query(source, "owners")) == 3
    narrowed = run_query(source, "owners", params={"owner": "wick & co"})
    assert [row["system"] for row in narrowed] == ["Lamp Register", "Quill"]
    with pytest.raises(QueryError, match="path-between-two-parties needs a parameter: --param from="):
        run_query(source, "path-between-two-parties")


@pytest.mark.parametrize("query", load_queries(), ids=lambda query: query.name)
def test_saved_queries_say_what_they_are_and_can_be_pasted_elsewhere(query: object) -> None:
    from graphkit.query import SavedQuery
    from graphkit.query.sparql import read_query

    assert isinstance(query, SavedQuery)
    assert len(query.title) > 8 and len(query.description) > 8
    assert not read_query(query.text, {}).prefixes  # all that it uses it declares
    assert "ORDER BY" in query.text


HEADER = "# title: T\n# description: D\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# description: D\nASK {}", r"q\.rq:1: the header has no '# title:'"),
        ("# title: T\nASK {}", r"q\.rq:1: the header has no '# description:'"),
        ("# description: D\n# title:\nASK {}", r"q\.rq:2: the header has no '# title:'"),
        (HEADER + "# title: U\nASK {}", r"q\.rq:3: '# title:' stands in the header twice"),
        (HEADER + "# param: who thing\nASK {}", r"q\.rq:3: a parameter is 'name type \[default\] – meaning', not"),
        (HEADER + "# param: who cat – a cat\nASK {}", r"q\.rq:3: 'cat' is no type of a parameter"),
        (HEADER + "#\n# param: who thing – who\nASK {}", r"q\.rq:4: the query has no variable \?who"),
        (
            HEADER + "# param: s text – s\n# param: s text – s\nASK {?s ?p ?o}",
            r"q\.rq:4: the parameter s is declared twice",
        ),
    ],
)
def test_a_header_that_lacks_something_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        read_header("q", text, "q.rq", strict=True)


def test_a_header_goes_over_several_lines_and_gives_defaults() -> None:
    text = "# title: T\n# description: one\n#   two\n# param: s text [a b] – s\n# param: p iri [] - p\nASK {?s ?p ?o}"
    query = read_header("q", text, "q.rq", strict=True)
    assert query.description == "one two"
    assert [(p.name, p.kind, p.default, p.meaning) for p in query.params] == [
        ("s", "text", "a b", "s"),
        ("p", "iri", "", "p"),
    ]


def test_an_unknown_name_names_close_ones() -> None:
    with pytest.raises(QueryError, match="ownrs: there is no saved query of this name; close to it: owners"):
        load_query("ownrs")
    with pytest.raises(QueryError, match="numbers-and-dates"):
        load_query("dates")
