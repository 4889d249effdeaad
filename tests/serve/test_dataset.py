from __future__ import annotations

import pytest
from pyoxigraph import Store

from graphkit.query.answer import Rows, read_answer
from graphkit.query.sparql import read_query
from graphkit.serve.dataset import KEPT, Dataset, Datasets, View, read_dataset_clauses

NAMES = tuple(f"urn:g{number}" for number in range(40))


@pytest.fixture
def store() -> Store:
    """Graphs that all hold one triple in common, and one of their own each."""
    store = Store()
    graphs = "".join(f'GRAPH <{name}> {{ <urn:s> <urn:p> "shared", "{name}" }}' for name in NAMES)
    store.update(f"INSERT DATA {{ {graphs} }}")
    return store


def count(dataset: Dataset, view: View, pattern: str = "?s ?p ?o", **graphs: object) -> int:
    rows = read_answer(dataset.run(view, f"SELECT * {{ {pattern} }}", (), **graphs))  # type: ignore[arg-type]
    assert isinstance(rows, Rows)
    return len(rows.rows)


def test_a_default_graph_of_several_is_their_merge(store):
    view = View("", "urn:", NAMES[:3], NAMES[3:4])
    dataset = Dataset(store)
    assert count(dataset, view) == 4  # one in common, three of their own
    assert count(dataset, view, "GRAPH ?g { ?s ?p ?o }") == 8  # background can be named
    assert count(dataset, view, default=NAMES[:2]) == 3
    assert count(dataset, view, default=NAMES[10:12]) == 0  # not of this view
    assert count(dataset, view, named=NAMES[:1]) == 0  # named graphs alone leave the default graph empty
    assert count(dataset, view, "GRAPH ?g { ?s ?p ?o }", named=NAMES[:1]) == 2


def test_merges_are_not_graphs_that_a_query_finds_and_do_not_pile_up(store):
    view, dataset = View("", "urn:", NAMES, ()), Dataset(store)
    for number in range(len(NAMES) - 1):
        assert count(dataset, view, default=NAMES[number : number + 2]) == 3
        assert count(dataset, view, "GRAPH ?g { ?s ?p ?o }") == 2 * len(NAMES)
    assert len(list(store.named_graphs())) <= len(NAMES) + KEPT


def test_one_view_of_many_has_a_store_of_its_own(store):
    views = {"": View("", "urn:", NAMES, ()), **{name: View(name, "urn:", (name,), ()) for name in NAMES}}
    datasets = Datasets(store, views)
    for name in NAMES:
        dataset, view = datasets.find(name)
        assert dataset.store is not store and count(dataset, view) == 2
    assert datasets.find("")[0].store is store
    only = Datasets(store, {"": views[""], "one": View("one", "urn:", NAMES, ())})
    assert only.find("one")[0].store is store


@pytest.mark.parametrize(("query", "graphs"), [
    ("SELECT * { ?s ?p ?o }", None),
    ("SELECT * FROM <urn:a> { ?s ?p ?o }", (("urn:a",), ())),
    ("BASE <http://b/> SELECT * FROM <c> FROM NAMED <d> WHERE { ?s ?p ?o }", (("http://b/c",), ("http://b/d",))),
    ("PREFIX x: <urn:x:> ASK FROM x:a FROM NAMED gk:b {}", (("urn:x:a",), ("https://w3id.org/graphkit/ns#b",))),
    ("CONSTRUCT { ?s ?p ?o } FROM <urn:a> WHERE { ?s ?p ?o }", (("urn:a",), ())),
    ("CONSTRUCT FROM <urn:a> WHERE { ?s ?p ?o }", (("urn:a",), ())),
    ("DESCRIBE <urn:t> FROM <urn:a>", (("urn:a",), ())),
    ("# FROM <urn:no>\nSELECT ?from { ?from ?p 'FROM <urn:no>' }", None),
])
def test_the_graphs_of_from(query, graphs):
    view = View("", "urn:", (), ())
    assert read_dataset_clauses(read_query(query, view.prefixes, base=view.base), view) == graphs
