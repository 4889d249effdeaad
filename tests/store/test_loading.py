"""Loading into a store in memory that answers as it should, or is told not to."""
from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, serialize

from graphkit.errors import StoreError
from graphkit.store.graphs import NamedGraph, Naming, read_graphs
from graphkit.store.loading import LoadOptions, LoadReport, load_graphs
from graphkit.store.verification import VerificationError

URL = "http://store.example"
PROTOCOLS = ["gsp", "update"]
G, S, P = NamedNode("urn:g/facts"), NamedNode("urn:s"), NamedNode("urn:p")
Memory = Any  # the class in conftest.py
Meddle = Callable[[httpx.Request], httpx.Response | None]


def make_graph(name: str, *values: str) -> NamedGraph:
    return NamedGraph(f"urn:g/{name}", name, tuple(Quad(S, P, Literal(value)).triple for value in values))


CLAIMS, FACTS = make_graph("claims", "a", "b"), make_graph("facts", "c", "d", "e")


def load(store: Memory, *graphs: NamedGraph, **options: Any) -> LoadReport:
    with store.connect() as client:
        return load_graphs(client, URL, graphs or (CLAIMS, FACTS), LoadOptions(**options))


def list_actions(report: LoadReport) -> list[str]:
    return [graph.action for graph in report.graphs]


def read_values(store: Memory, graph: NamedGraph) -> set[str]:
    return {quad.object.value for quad in store.data.quads_for_pattern(None, None, None, NamedNode(graph.iri))}


@pytest.fixture(params=PROTOCOLS)
def protocol(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(params=[0, 1_000])
def crowd(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Graphs of eight triples that are too much to read back, and that are not."""
    monkeypatch.setattr("graphkit.store.loading.CROWD", request.param)


def test_graphs_arrive_each_under_its_name(memory_store: Memory, protocol: str) -> None:
    report = load(memory_store, protocol=protocol)
    assert list_actions(report) == ["loaded", "loaded"]
    assert (report.protocol, report.store, report.changed) == (protocol, "Oxigraph", True)
    assert (read_values(memory_store, CLAIMS), read_values(memory_store, FACTS)) == ({"a", "b"}, {"c", "d", "e"})
    assert len(memory_store.data) == 5


def test_loading_again_writes_nothing_and_says_so(memory_store: Memory, protocol: str) -> None:
    load(memory_store, protocol=protocol)
    memory_store.requests.clear()
    report = load(memory_store, protocol=protocol)
    assert (list_actions(report), report.changed) == (["unchanged", "unchanged"], False)
    assert memory_store.writes() == []


def test_loading_again_with_replace_writes_nothing_either(memory_store: Memory, protocol: str) -> None:
    load(memory_store, protocol=protocol)
    memory_store.requests.clear()
    assert not load(memory_store, protocol=protocol, replace=True).changed
    assert memory_store.writes() == []


def test_every_update_names_its_graph(memory_store: Memory) -> None:
    load(memory_store, protocol="update")
    assert [request.content.split(b"{")[1].strip() for request in memory_store.writes()] == [
        b"GRAPH <urn:g/claims>", b"GRAPH <urn:g/facts>"]


def test_every_put_and_post_names_its_graph(memory_store: Memory) -> None:
    load(memory_store, protocol="gsp")
    load(memory_store, make_graph("facts", "z"), protocol="gsp", replace=True)
    assert [(request.method, request.url.params["graph"]) for request in memory_store.writes()] == [
        ("POST", "urn:g/claims"), ("POST", "urn:g/facts"), ("PUT", "urn:g/facts")]


def test_what_broke_off_is_completed(memory_store: Memory, protocol: str) -> None:
    memory_store.data.add(Quad(S, P, Literal("c"), G))
    report = load(memory_store, protocol=protocol)
    assert list_actions(report) == ["loaded", "completed"]
    assert read_values(memory_store, FACTS) == {"c", "d", "e"}


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("there", [("x",), ("c", "x"), ("c", "d", "e", "x"), tuple("cdefghij")])
def test_what_differs_is_refused_before_anything_is_written(memory_store: Memory, protocol: str,
                                                           there: tuple[str, ...]) -> None:
    memory_store.data.extend(Quad(S, P, Literal(value), G) for value in there)
    before = memory_store.dump()
    words = r"^<urn:g/facts>: .*nothing was changed \(--replace replaces it, --merge adds to it\)$"
    with pytest.raises(StoreError, match=words) as caught:
        load(memory_store, protocol=protocol)
    assert f"already holds {len(there)} triples" in str(caught.value)
    assert memory_store.writes() == [] and memory_store.dump() == before


def test_a_refusal_names_a_difference(memory_store: Memory) -> None:
    memory_store.data.add(Quad(S, P, Literal("x"), G))
    with pytest.raises(StoreError, match=r'1 changed: <urn:s> <urn:p> "c" to "x"; 2 missing: <urn:s>'):
        load(memory_store)


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("there", [("x",), ("c", "d", "e", "x"), tuple("cdefghij")])
def test_replace_replaces_the_graph_that_differs_and_no_other(memory_store: Memory, protocol: str,
                                                              there: tuple[str, ...]) -> None:
    load(memory_store, CLAIMS)
    other = Quad(S, P, Literal("mine"), NamedNode("urn:g/notes"))
    plain = Quad(S, P, Literal("default"))
    memory_store.data.extend([other, plain, *(Quad(S, P, Literal(value), G) for value in there)])
    report = load(memory_store, protocol=protocol, replace=True)
    assert list_actions(report) == ["unchanged", "replaced"]
    assert read_values(memory_store, FACTS) == {"c", "d", "e"}
    assert other in memory_store.data and plain in memory_store.data and len(memory_store.data) == 7


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("there", [("x",), ("c", "x"), tuple("cfghijklm")])
def test_merge_adds_and_takes_nothing_away(memory_store: Memory, protocol: str, there: tuple[str, ...]) -> None:
    memory_store.data.extend(Quad(S, P, Literal(value), G) for value in there)
    assert list_actions(load(memory_store, protocol=protocol, merge=True)) == ["loaded", "added"]
    assert read_values(memory_store, FACTS) == {"c", "d", "e", *there}
    assert not load(memory_store, protocol=protocol, merge=True).changed


@pytest.mark.parametrize("there", [(), ("c",), ("x",)])
def test_a_dry_run_looks_and_writes_nothing(memory_store: Memory, protocol: str, there: tuple[str, ...]) -> None:
    memory_store.data.extend(Quad(S, P, Literal(value), G) for value in there)
    report = load(memory_store, protocol=protocol, replace=True, dry_run=True)
    expected = {(): "loaded", ("c",): "completed", ("x",): "replaced"}[there]
    assert (list_actions(report), report.dry_run) == (["loaded", expected], True)
    assert memory_store.writes() == []


def test_the_default_graph_is_used_only_where_it_is_asked_for(memory_store: Memory, protocol: str) -> None:
    facts = dataclasses.replace(FACTS, iri="")
    load(memory_store, CLAIMS, facts, protocol=protocol)
    default = memory_store.data.quads_for_pattern(None, None, None, DefaultGraph())
    assert {quad.object.value for quad in default} == {"c", "d", "e"}
    assert not load(memory_store, CLAIMS, facts, protocol=protocol).changed


def test_the_default_graph_is_never_replaced(memory_store: Memory, protocol: str) -> None:
    memory_store.data.add(Quad(S, P, Literal("mine")))
    facts = dataclasses.replace(FACTS, iri="")
    with pytest.raises(StoreError, match=r"the default graph: .*it is never replaced, --merge adds to it"):
        load(memory_store, facts, protocol=protocol, replace=True)
    assert list_actions(load(memory_store, facts, protocol=protocol, merge=True)) == ["added"]
    assert Quad(S, P, Literal("mine")) in memory_store.data


def test_large_graphs_go_in_slices_and_batches(memory_store: Memory, protocol: str,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphkit.store.protocols.SLICE", 100)
    monkeypatch.setattr("graphkit.store.protocols.BATCH", 100)
    memory_store.data.add(Quad(S, P, Literal("old"), G))
    graph = make_graph("facts", *map(str, range(250)))
    seen: list[int] = []
    with memory_store.connect() as client:
        load_graphs(client, URL, (graph,), LoadOptions(protocol, replace=True),
                    lambda graph, doing, sent: seen.append(sent) if doing == "sending" else None)
    assert seen == [100, 200, 250] and len(memory_store.writes()) == 3
    assert read_values(memory_store, graph) == set(map(str, range(250)))


def test_long_literals_make_small_batches(memory_store: Memory) -> None:
    graph = make_graph("facts", *(f"{n}{'x' * 100_000}" for n in range(6)))
    load(memory_store, graph, protocol="update")
    assert [len(request.content) < 300_000 for request in memory_store.writes()] == [True, True, True]


# -------------------------------------------------------------------------------------- stores that misbehave


def fail_on(test: Callable[[httpx.Request], bool], answer: httpx.Response) -> Meddle:
    return lambda request: answer if test(request) else None


def writes_facts(request: httpx.Request) -> bool:
    text = str(request.url) + request.content.decode()
    return request.method in ("PUT", "POST") and request.url.path != "/query" and "facts" in text


def test_a_store_that_fails_at_the_second_graph_leaves_the_first_reported(memory_store: Memory, protocol: str) -> None:
    memory_store.meddle = fail_on(writes_facts, httpx.Response(500, text="disk full"))
    with pytest.raises(StoreError, match=r"fails \(500\): disk full; in the store and checked: claims; "
                                         r"not loaded: facts, notes, facts perhaps in part$"):
        load(memory_store, CLAIMS, FACTS, make_graph("notes", "n"), protocol=protocol)
    assert read_values(memory_store, CLAIMS) == {"a", "b"}
    memory_store.meddle = lambda request: None
    assert list_actions(load(memory_store, protocol=protocol)) == ["unchanged", "loaded"]


def test_a_store_that_forbids_writing_has_nothing(memory_store: Memory, protocol: str) -> None:
    memory_store.meddle = fail_on(lambda request: request.url.path in ("/store", "/update") and request.method != "GET",
                                  httpx.Response(403, text="read-only"))
    with pytest.raises(StoreError, match=r"forbids this \(403\): read-only; nothing was loaded$"):
        load(memory_store, protocol=protocol)


def test_a_store_that_dies_between_two_batches_is_completed_by_the_next_load(
        memory_store: Memory, protocol: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphkit.store.protocols.SLICE", 2)
    monkeypatch.setattr("graphkit.store.protocols.BATCH", 2)
    seen: list[str] = []

    def die(request: httpx.Request) -> httpx.Response | None:
        seen.extend(["facts"] if writes_facts(request) else [])
        if len(seen) > 1:
            raise httpx.ConnectError("gone")
        return None

    memory_store.meddle = die
    words = (r"no store answers there \(gone\), tried 4 times; in the store and checked: claims; "
             "not loaded: facts, facts perhaps in part$")
    with pytest.raises(StoreError, match=words):
        load(memory_store, protocol=protocol)
    assert len(read_values(memory_store, FACTS)) == 2
    memory_store.meddle = lambda request: None
    assert list_actions(load(memory_store, protocol=protocol)) == ["unchanged", "completed"]


def test_a_write_that_is_sent_again_has_no_further_effect(memory_store: Memory, protocol: str) -> None:
    """A gateway that gives up on a store which has done its work all the same."""
    answers: list[int] = []

    def lose_answer(request: httpx.Request) -> httpx.Response | None:
        if writes_facts(request) and not answers:
            answers.append(504)
            {"/store": memory_store.answer_store, "/update": memory_store.answer_update}[request.url.path](request)
            return httpx.Response(504)
        return None

    memory_store.meddle = lose_answer
    assert list_actions(load(memory_store, protocol=protocol)) == ["loaded", "loaded"]
    assert answers == [504] and memory_store.pauses == [0.5]


@pytest.mark.parametrize("path", ["/query", "/update", "/store"])
def test_a_web_page_for_an_answer_is_never_taken_for_success(memory_store: Memory, path: str) -> None:
    page = httpx.Response(200, html="<html>Log in</html>")
    memory_store.meddle = fail_on(lambda request: request.url.path == path, page)
    with pytest.raises(StoreError) as caught:
        load(memory_store, protocol="gsp" if path == "/store" else "update")
    lost, page_instead = "does not hold what was sent: 2 missing", "a web page (text/html), not SPARQL results"
    assert (page_instead if path == "/query" else lost) in str(caught.value)
    assert len(memory_store.data) == 0


def test_lost_triples_are_named(memory_store: Memory, protocol: str) -> None:
    def lose(request: httpx.Request) -> httpx.Response | None:
        memory_store.data.remove(Quad(S, P, Literal("d"), G))
        return None

    memory_store.meddle = lose
    words = (r'<urn:g/facts>: the store does not hold what was sent: 1 missing: <urn:s> <urn:p> "d"; '
             "in the store and checked: claims")
    with pytest.raises(VerificationError, match=words) as caught:
        load(memory_store, protocol=protocol)
    assert (caught.value.graph, caught.value.differences) == ("urn:g/facts", ('missing <urn:s> <urn:p> "d"',))


def test_foreign_triples_that_appear_are_named(memory_store: Memory, protocol: str) -> None:
    def add(request: httpx.Request) -> httpx.Response | None:
        if writes_facts(request):
            memory_store.data.add(Quad(S, P, Literal("inferred"), G))
        return None

    memory_store.meddle = add
    with pytest.raises(VerificationError, match=r'1 foreign: <urn:s> <urn:p> "inferred"; in the'):
        load(memory_store, protocol=protocol)


def test_changed_values_are_named_and_other_spellings_are_not(memory_store: Memory) -> None:
    decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    values = [Literal("1.50", datatype=decimal), Literal("0.3333", datatype=decimal), Literal("words", language="en")]
    graph = NamedGraph(G.value, "facts", tuple(Quad(S, P, value).triple for value in values))

    def round_number(request: httpx.Request) -> httpx.Response | None:
        if b"CONSTRUCT" not in request.content:
            return None
        answer = memory_store.answer_query(request)
        return httpx.Response(200, content=answer.content.replace(b"0.3333", b"0.333"), headers=answer.headers)

    memory_store.meddle = round_number
    with pytest.raises(VerificationError, match="1 changed") as caught:
        load(memory_store, graph)
    line, = caught.value.differences
    assert line.startswith('changed <urn:s> <urn:p> "0.3333"') and '"0.333"' in line


def test_a_store_that_counts_otherwise_than_it_answers_is_named(memory_store: Memory) -> None:
    def miscount(request: httpx.Request) -> httpx.Response | None:
        if b"COUNT" in request.content and len(memory_store.data):
            binding = {"n": {"type": "literal", "value": "7"}}
            return httpx.Response(200, json={"results": {"bindings": [binding]}},
                                  headers={"Content-Type": "application/sparql-results+json"})
        return None

    memory_store.meddle = miscount
    with pytest.raises(VerificationError, match="the store counts 7 triples but gives 2"):
        load(memory_store, CLAIMS)


def test_a_store_that_cuts_long_answers_is_asked_for_parts(memory_store: Memory) -> None:
    triples = tuple(Quad(NamedNode(f"urn:s{n}"), P, Literal("x")).triple for n in range(450))
    graph = NamedGraph(G.value, "facts", triples)

    def cut(request: httpx.Request) -> httpx.Response | None:
        if b"CONSTRUCT" not in request.content:
            return None
        answer = memory_store.answer_query(request)
        lines = answer.content.splitlines(keepends=True)[:150]
        return httpx.Response(200, content=b"".join(lines), headers=answer.headers)

    memory_store.meddle = cut
    assert list_actions(load(memory_store, graph)) == ["loaded"]
    assert list_actions(load(memory_store, graph)) == ["unchanged"]
    memory_store.data.extend([Quad(NamedNode("urn:other"), P, Literal("x"), G)])
    with pytest.raises(StoreError, match="already holds 451 triples there; this build has 450; nothing was changed"):
        load(memory_store, graph)
    assert list_actions(load(memory_store, graph, replace=True)) == ["replaced"]


@pytest.mark.parametrize(("media_type", "body"), [
    ("application/sparql-results+json", "{"), ("application/sparql-results+json", "{}"),
    ("application/sparql-results+json", '{"results": {"bindings": []}}'),
    ("application/sparql-results+json", '{"results": {"bindings": [{"n": {"value": "many"}}]}}'),
    ("application/sparql-results+json", "[]"), ("application/sparql-results+xml", "<sparql/>"),
    ("application/sparql-results+json", "\x1b[2J" * 99),
])
def test_a_broken_count_is_one_line(memory_store: Memory, media_type: str, body: str) -> None:
    memory_store.meddle = fail_on(lambda request: b"COUNT" in request.content,
                                  httpx.Response(200, text=body, headers={"Content-Type": media_type}))
    with pytest.raises(StoreError, match="/query: answers a count with") as caught:
        load(memory_store)
    assert str(caught.value).isprintable()


def test_a_count_in_xml_is_read(memory_store: Memory) -> None:
    answer = httpx.Response(200, text='<sparql><binding name="n"><literal datatype="x">0</literal></binding></sparql>',
                            headers={"Content-Type": "application/sparql-results+xml; charset=UTF-8"})
    memory_store.meddle = fail_on(lambda request: b"COUNT" in request.content and not len(memory_store.data), answer)
    assert list_actions(load(memory_store)) == ["loaded", "loaded"]


@pytest.mark.parametrize(("media_type", "body", "words"), [
    ("text/html", "<html>", r"a web page \(text/html\), not RDF"),
    ("", "<urn:s> <urn:p> 1 .", "without a media type, not RDF"),
    ("application/n-triples", "<urn:s> <urn:p>", "broken RDF"),
])
def test_a_broken_graph_is_one_line(memory_store: Memory, media_type: str, body: str, words: str) -> None:
    headers = {"Content-Type": media_type} if media_type else {}
    memory_store.meddle = fail_on(lambda request: b"CONSTRUCT" in request.content,
                                  httpx.Response(200, content=body.encode(), headers=headers))
    with pytest.raises(StoreError, match=words):
        load(memory_store)


def test_a_graph_store_alone_is_enough(memory_store: Memory) -> None:
    options: dict[str, Any] = {"store_url": f"{URL}/store"}
    assert list_actions(load(memory_store, **options)) == ["loaded", "loaded"]
    assert list_actions(load(memory_store, **options)) == ["unchanged", "unchanged"]
    assert {request.url.path for request in memory_store.requests} == {"/store"}


@pytest.mark.parametrize(("options", "words"), [
    ({"protocol": "update", "store_url": f"{URL}/store"}, "--protocol update is not known; state --update-url"),
    ({"protocol": "gsp", "query_url": f"{URL}/query", "update_url": f"{URL}/update"}, "state --store-url"),
])
def test_a_protocol_without_an_address_is_refused(memory_store: Memory, options: dict[str, str], words: str) -> None:
    with pytest.raises(StoreError, match=words):
        load(memory_store, **options)


def test_hostile_literals_stay_literals(memory_store: Memory, protocol: str) -> None:
    values = ('" } } ; DROP ALL ; #', "\\", '\\"', "'''", "}\n}\nDROP ALL", "<urn:x>", "\u2028", "\\u0022")
    assert list_actions(load(memory_store, make_graph("facts", *values), protocol=protocol)) == ["loaded"]
    assert read_values(memory_store, FACTS) == set(values)


def test_the_sample_goes_in_and_comes_out(memory_store: Memory, build: Path, protocol: str) -> None:
    graphs = read_graphs(build, Naming(prefix="https://example.org/"))
    report = load(memory_store, *graphs, protocol=protocol)
    assert [graph.held for graph in report.graphs] == [len(graph.triples) for graph in graphs]
    assert not load(memory_store, *graphs, protocol=protocol).changed


def test_the_report_is_json(memory_store: Memory) -> None:
    figures = json.loads(json.dumps(load(memory_store).list_figures()))
    assert figures.pop("graphs") == [
        {"graph": "urn:g/claims", "name": "claims", "triples": 2, "action": "loaded", "held": 2},
        {"graph": "urn:g/facts", "name": "facts", "triples": 3, "action": "loaded", "held": 3}]
    assert figures == {"url": URL, "store": "Oxigraph", "protocol": "gsp", "dry_run": False, "changed": True}


def test_two_loads_send_the_same_bytes(memory_store: Memory, build: Path, protocol: str) -> None:
    sent = []
    for _ in range(2):
        memory_store.data.clear()
        memory_store.requests.clear()
        load(memory_store, *read_graphs(build), protocol=protocol)
        sent.append([(str(request.url), request.content) for request in memory_store.requests])
    assert sent[0] == sent[1]


def test_n_triples_of_a_graph_are_what_is_sent(memory_store: Memory) -> None:
    load(memory_store, FACTS)
    request, = memory_store.writes()
    assert request.content.endswith(serialize(FACTS.triples, format=RdfFormat.N_TRIPLES) or b"!")


@pytest.mark.parametrize("text", ["<html>", 'a "<b" \\<', "\\u003C <", '\\"<'])
def test_no_literal_that_is_sent_as_a_file_looks_like_a_tag(memory_store: Memory, text: str) -> None:
    graph = make_graph("facts", text, "plain")
    load(memory_store, graph, protocol="gsp")
    request, = memory_store.writes()
    assert request.content.count(b"<") == 1 + 2 * 2  # the declaration, two subjects and two predicates
    assert read_values(memory_store, graph) == {text, "plain"}
