"""Loading into real stores: an Oxigraph server and a Virtuoso, both started by the tests on this machine."""
from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graphkit.errors import StoreError
from graphkit.store.credentials import Credentials
from graphkit.store.graphs import NamedGraph, Naming, read_graphs
from graphkit.store.layouts import check_address
from graphkit.store.loading import LoadOptions, LoadReport, load_build, load_graphs
from graphkit.store.verification import VerificationError

pytestmark = pytest.mark.server
Store = Any  # the class in conftest.py
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(params=["gsp", "update"])
def protocol(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def load(store: Store, graphs: tuple[NamedGraph, ...], **options: Any) -> LoadReport:
    with store.connect() as client:
        return load_graphs(client, check_address(store.url), graphs, LoadOptions(**options))


def list_actions(report: LoadReport) -> list[str]:
    return [graph.action for graph in report.graphs]


def make_graph(naming: Naming, *objects: Literal | NamedNode) -> NamedGraph:
    """Objects in, a graph that says each of one subject out."""
    triples = tuple(Quad(NamedNode("urn:s"), NamedNode("urn:p"), held).triple for held in objects)
    return NamedGraph(f"{naming.prefix}graph", "graph", triples)


def test_every_kind_of_literal_arrives_and_again_changes_nothing(real_store: Store, protocol: str,
                                                                 literals: tuple[NamedGraph, ...]) -> None:
    first = load(real_store, literals, protocol=protocol)
    assert list_actions(first) == ["loaded", "loaded"]
    assert [real_store.count(graph.iri) for graph in literals] == [graph.held for graph in first.graphs]
    again = load(real_store, literals, protocol=protocol)
    assert (list_actions(again), again.changed) == (["unchanged", "unchanged"], False)


def test_a_build_arrives_with_its_graphs_apart(real_store: Store, protocol: str, build: Path, naming: Naming) -> None:
    graphs = read_graphs(build, naming)
    report = load(real_store, graphs, protocol=protocol)
    assert [graph.held for graph in report.graphs] == [len(graph.triples) for graph in graphs]
    claims, facts, _ = (graph.iri for graph in graphs)
    rows = real_store.select("PREFIX gk: <https://w3id.org/graphkit/ns#> SELECT DISTINCT ?g "
                             f"{{ GRAPH ?g {{ ?c a gk:Claim }} FILTER(STRSTARTS(STR(?g), '{naming.prefix}')) }}")
    assert [row["g"] for row in rows] == [claims]
    held = real_store.select(f"SELECT ?s {{ GRAPH <{claims}> {{ ?s ?p ?o }} GRAPH <{facts}> {{ ?s ?p ?o }} }}")
    assert held == []


def test_both_protocols_put_the_same_there(real_store: Store, literals: tuple[NamedGraph, ...]) -> None:
    assert load(real_store, literals, protocol="gsp").changed
    assert not load(real_store, literals, protocol="update").changed


def test_what_broke_off_is_completed(real_store: Store, protocol: str, build: Path, naming: Naming) -> None:
    graphs = read_graphs(build, naming)
    part = dataclasses.replace(graphs[0], triples=graphs[0].triples[:100])
    load(real_store, (part,), protocol=protocol)
    assert list_actions(load(real_store, graphs, protocol=protocol)) == ["completed", "loaded", "loaded"]


def test_what_differs_is_refused_replaced_or_added_to(real_store: Store, protocol: str, build: Path,
                                                      naming: Naming) -> None:
    graphs = read_graphs(build, naming)
    notes = dataclasses.replace(make_graph(naming, Literal("mine")), iri=f"{naming.prefix}notes")
    other = dataclasses.replace(graphs[1], triples=(*graphs[1].triples[5:], *notes.triples))
    load(real_store, (graphs[0], other, notes), protocol=protocol)
    with pytest.raises(StoreError, match=r"the store already holds .*1 foreign.*nothing was changed"):
        load(real_store, graphs, protocol=protocol)
    assert real_store.count(other.iri) == len(other.triples)
    merged = load(real_store, graphs, protocol=protocol, merge=True)
    assert list_actions(merged) == ["unchanged", "added", "loaded"]
    assert real_store.count(other.iri) == len(graphs[1].triples) + 1
    replaced = load(real_store, graphs, protocol=protocol, replace=True)
    assert list_actions(replaced) == ["unchanged", "replaced", "unchanged"]
    assert (real_store.count(other.iri), real_store.count(notes.iri)) == (len(graphs[1].triples), 1)


def test_a_dry_run_changes_nothing(real_store: Store, protocol: str, literals: tuple[NamedGraph, ...]) -> None:
    assert list_actions(load(real_store, literals, protocol=protocol, dry_run=True)) == ["loaded", "loaded"]
    assert [real_store.count(graph.iri) for graph in literals] == [0, 0]


def test_long_literals_arrive_whatever_comes_first(real_store: Store, protocol: str, naming: Naming) -> None:
    graph = make_graph(naming, *(Literal(f"{letter * 60_000} “end”") for letter in "xé漢<"))
    assert list_actions(load(real_store, (graph,), protocol=protocol)) == ["loaded"]


def test_words_that_look_like_something_else_arrive(real_store: Store, protocol: str, naming: Naming) -> None:
    words = ('" } } ; DROP ALL ; #', "<html><body>", "\\u0041 \\ \\\\", "?x $y {z}", "@prefix : <urn:> .", "%s %(x)s",
             "\t\n\r")
    graph = make_graph(naming, *map(Literal, words))
    assert list_actions(load(real_store, (graph,), protocol=protocol)) == ["loaded"]


def test_graphs_with_unusual_names_stay_apart(real_store: Store, protocol: str, naming: Naming) -> None:
    names = ("é/漢", "a%20b", "x?y=1&z=2", "x#y", "x+y", "x'y")
    graphs = tuple(dataclasses.replace(make_graph(naming, Literal(name)), iri=naming.prefix + name) for name in names)
    assert set(list_actions(load(real_store, graphs, protocol=protocol))) == {"loaded"}
    assert not load(real_store, graphs, protocol=protocol).changed


def test_thousands_of_triples_arrive_in_one_load(real_store: Store, protocol: str, naming: Naming) -> None:
    triples = tuple(Quad(NamedNode(f"urn:s{n // 10}"), NamedNode(f"urn:p{n % 10}"),
                         Literal(f"0.{n}0", datatype=NamedNode(XSD + "decimal"))).triple for n in range(12_000))
    graph = NamedGraph(f"{naming.prefix}many", "many", triples)
    assert load(real_store, (graph,), protocol=protocol).graphs[0].held == 12_000
    assert not load(real_store, (graph,), protocol=protocol).changed


@pytest.mark.parametrize("ending", ["", "/", "/query", "/update", "/store"])
def test_oxigraph_is_known_by_any_of_its_addresses(oxigraph: Store, naming: Naming, ending: str) -> None:
    store = dataclasses.replace(oxigraph, url=oxigraph.url + ending)
    report = load(store, (make_graph(naming, Literal("x")),))
    assert (report.store, report.protocol) == ("Oxigraph", "gsp")


@pytest.mark.parametrize("ending", ["", "/", "/sparql", "/sparql-auth", "/sparql-graph-crud",
                                    "/sparql-graph-crud-auth"])
def test_virtuoso_is_known_by_any_of_its_addresses(virtuoso: Store, naming: Naming, ending: str) -> None:
    store = dataclasses.replace(virtuoso, url=virtuoso.url + ending)
    report = load(store, (make_graph(naming, Literal("x")),))
    assert (report.store, report.protocol) == ("Virtuoso", "gsp")


def test_oxigraph_keeps_a_default_graph_of_its_own(own_oxigraph: Store, build: Path, protocol: str) -> None:
    graphs = read_graphs(build, Naming(default=("facts",)))
    assert load(own_oxigraph, graphs, protocol=protocol).changed
    assert not load(own_oxigraph, graphs, protocol=protocol).changed
    row, = own_oxigraph.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert int(row["n"]) == len(next(graph for graph in graphs if not graph.iri).triples)


def test_virtuoso_has_no_default_graph_to_load_into(virtuoso: Store, build: Path) -> None:
    graphs = read_graphs(build, Naming(default=("facts",)))
    with pytest.raises(StoreError, match="the default graph of Virtuoso is the union of all its graphs; name"):
        load(virtuoso, graphs)


@pytest.mark.parametrize(("credentials", "words"), [
    (None, "asks for credentials .401.: set GRAPHKIT_USER and GRAPHKIT_PASSWORD"),
    (Credentials("dba", "wr0ng-passw0rd"), "refuses the credentials in GRAPHKIT_USER and GRAPHKIT_PASSWORD"),
    (Credentials("nobody", "wr0ng-passw0rd"), "refuses the credentials in GRAPHKIT_USER and GRAPHKIT_PASSWORD"),
])
def test_virtuoso_refuses_who_may_not_write(virtuoso: Store, naming: Naming, protocol: str, credentials: Credentials,
                                            words: str) -> None:
    graph = make_graph(naming, Literal("x"))
    with pytest.raises(StoreError, match=words) as caught:
        load(dataclasses.replace(virtuoso, credentials=credentials), (graph,), protocol=protocol)
    assert "wr0ng" not in str(caught.value) and virtuoso.count(graph.iri) == 0


def test_credentials_from_the_environment_open_virtuoso(virtuoso: Store, build: Path, naming: Naming,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_USER", virtuoso.credentials.user)
    monkeypatch.setenv("GRAPHKIT_PASSWORD", virtuoso.credentials.password)
    assert load_build(build, virtuoso.url, LoadOptions(naming=naming)).changed


def test_what_virtuoso_rounds_is_named(virtuoso: Store, naming: Naming, protocol: str) -> None:
    exact = Literal("0.123456789012345678901234567890", datatype=NamedNode(XSD + "decimal"))
    graph = make_graph(naming, Literal("0.50", datatype=NamedNode(XSD + "decimal")), exact)
    with pytest.raises(VerificationError, match="does not hold what was sent: 1 changed") as caught:
        load(virtuoso, (graph,), protocol=protocol)
    line, = caught.value.differences
    assert line.startswith(f"changed <urn:s> <urn:p> {exact}") and '"0.123456789012346"' in line


def test_what_virtuoso_takes_for_one_is_named(virtuoso: Store, naming: Naming, protocol: str) -> None:
    """It keeps a year and its January as the same day, so of two such values of one property one is lost."""
    graph = make_graph(naming, Literal("2018", datatype=NamedNode(XSD + "gYear")),
                       Literal("2018-01", datatype=NamedNode(XSD + "gYearMonth")))
    with pytest.raises(VerificationError, match='1 missing: <urn:s> <urn:p> "2018'):
        load(virtuoso, (graph,), protocol=protocol)


def test_what_virtuoso_cannot_hold_is_refused_in_one_line(virtuoso: Store, naming: Naming) -> None:
    graph = make_graph(naming, Literal("P1Y", datatype=NamedNode(XSD + "duration")))
    with pytest.raises(StoreError, match=r"/sparql-auth: fails \(500\): Virtuoso 22023 Error SR553") as caught:
        load(virtuoso, (graph,), protocol="update")
    assert "\n" not in str(caught.value)


def test_a_store_that_dies_after_the_first_graph_is_reported_and_completed(own_oxigraph: Store, build: Path,
                                                                           protocol: str) -> None:
    graphs = read_graphs(build)

    def kill(graph: NamedGraph, doing: str, sent: int) -> None:
        if graph.name == "claims" and doing == "checking":
            kill.armed = True  # type: ignore[attr-defined]
        elif doing == "sending" and getattr(kill, "armed", False):
            own_oxigraph.process.kill()
            own_oxigraph.process.wait()

    words = (r"no store answers there \(Connection refused\), tried 2 times; in the store and checked: claims; "
             "not loaded: facts, background, facts perhaps in part$")
    with own_oxigraph.connect(retries=1) as client, pytest.raises(StoreError, match=words):
        load_graphs(client, own_oxigraph.url, graphs, LoadOptions(protocol), kill)


def test_the_tests_are_alone_with_their_stores(real_store: Store) -> None:
    """Both listen on this machine only."""
    assert httpx.URL(real_store.url).host == "127.0.0.1"
