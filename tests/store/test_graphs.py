from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import GraphError, GraphkitError, StoreError
from graphkit.store.graphs import NamedGraph, Naming, read_graphs, split_triples, write_triples

DOC = "https://w3id.org/graphkit/id/doc/59c2d591c26a"


def test_a_build_gives_its_named_graphs_and_its_background_apart(build: Path) -> None:
    graphs = read_graphs(build)
    assert [(graph.name, graph.iri) for graph in graphs] == [
        ("claims", f"{DOC}/claims"), ("facts", f"{DOC}/facts"), ("background", f"{DOC}/background")]
    assert len(graphs[2].triples) == 1
    assert not set(graphs[0].triples) & set(graphs[1].triples)


def test_a_build_without_a_background_is_whole(build: Path) -> None:
    (build / "background.ttl").unlink()
    assert [graph.name for graph in read_graphs(build)] == ["claims", "facts"]


def test_an_empty_background_is_no_graph(build: Path) -> None:
    (build / "background.ttl").write_text("# nothing was known\n")
    assert [graph.name for graph in read_graphs(build)] == ["claims", "facts"]


def test_literals_are_sent_as_they_are_written(tmp_path: Path) -> None:
    integer = "<http://www.w3.org/2001/XMLSchema#integer>"
    (tmp_path / "a.trig").write_text(f'<urn:g> {{ <urn:s> <urn:p> 1.50, "01"^^{integer} }}')
    graph, = read_graphs(tmp_path / "a.trig")
    written = write_triples(graph.triples)
    assert b'"1.50"^^' in written and b'"01"^^' in written


@pytest.mark.parametrize(("naming", "names"), [
    (Naming(), [f"{DOC}/claims", f"{DOC}/facts", f"{DOC}/background"]),
    (Naming(prefix="https://example.org/letters/"),
     [f"https://example.org/letters/59c2d591c26a/{name}" for name in ("claims", "facts", "background")]),
    (Naming(names=(("facts", "urn:x:facts"),)), [f"{DOC}/claims", "urn:x:facts", f"{DOC}/background"]),
    (Naming(names=((f"{DOC}/facts", "urn:x:facts"),)), [f"{DOC}/claims", "urn:x:facts", f"{DOC}/background"]),
    (Naming(prefix="urn:x:", names=(("claims", "urn:y"),)),
     ["urn:y", "urn:x:59c2d591c26a/facts", "urn:x:59c2d591c26a/background"]),
    (Naming(default=("facts",)), [f"{DOC}/claims", "", f"{DOC}/background"]),
    (Naming(default=("facts", "background")), [f"{DOC}/claims", ""]),
    (Naming(default=("all",)), [""]),
])
def test_graphs_go_where_they_are_wanted(build: Path, naming: Naming, names: list[str]) -> None:
    graphs = read_graphs(build, naming)
    assert [graph.iri for graph in graphs] == names
    plain = {triple for graph in read_graphs(build) for triple in graph.triples}
    assert {triple for graph in graphs for triple in graph.triples} == plain


@pytest.mark.parametrize(("naming", "words"), [
    (Naming(names=(("notes", "urn:x"),)), "no graph notes; it has claims, facts, background"),
    (Naming(default=("notes",)), "no graph notes"),
    (Naming(prefix="letters/"), "letters/59c2d591c26a/claims: not an absolute IRI"),
    (Naming(names=(("facts", "urn:x> { } } ; DROP ALL #"),)), "not an absolute IRI"),
    (Naming(names=(("facts", "urn:x"), ("claims", "urn:x"))), "both claims and facts would go there"),
])
def test_impossible_names_are_refused(build: Path, naming: Naming, words: str) -> None:
    with pytest.raises(StoreError, match=words.replace("{", r"\{")):
        read_graphs(build, naming)


@pytest.mark.parametrize(("name", "text", "words"), [
    ("a.trig", "<urn:g> { <urn:s> <urn:p> ", "a.trig: .*line 1"),
    ("a.trig", "", "a.trig: holds no triples"),
    ("a.trig", "<urn:g> { [] <urn:p> 1 }", "a.trig: a blank node in _:"),
    ("a.trig", "_:g { <urn:s> <urn:p> 1 }", "a.trig: a blank node in"),
    ("a.trig", "<urn:g> { <urn:s> <urn:p> <<( <urn:s> <urn:p> _:b )>> }", "a.trig: a blank node in"),
    ("a.ttl", "<urn:s> <urn:p> 1 .", "a.ttl: has triples that stand in no named graph; --named-graph default=IRI"),
    ("a.trig", b"<urn:g> { <urn:s> <urn:p> '\xff' }", "a.trig: "),
    ("a.doc", "words", "a.doc: not an RDF file by its ending"),
])
def test_a_bad_file_is_named_in_one_line(tmp_path: Path, name: str, text: str | bytes, words: str) -> None:
    (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(GraphkitError, match=words) as caught:
        read_graphs(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"none\.trig: no such folder or file"):
        read_graphs(tmp_path / "none.trig")


def test_a_folder_that_is_no_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"not a build \(graph\.trig is missing\)"):
        read_graphs(tmp_path)


def test_a_background_needs_one_document(build: Path) -> None:
    (build / "graph.trig").write_text("<urn:a/claims> { <urn:s> <urn:p> 1 } <urn:b/claims> { <urn:s> <urn:p> 1 }")
    with pytest.raises(GraphError, match="do not belong to one document"):
        read_graphs(build)


def test_a_triple_file_takes_the_name_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text("<urn:s> <urn:p> <urn:o> .\n<urn:s> <urn:p> <urn:o> .\n")
    graph, = read_graphs(tmp_path / "a.nt", Naming(names=(("default", "urn:g"),)))
    assert (graph.iri, len(graph.triples)) == ("urn:g", 1)


def test_slices_lose_nothing(build: Path) -> None:
    claims = read_graphs(build)[0].triples
    slices = list(split_triples(claims, 7))
    assert {len(part) for part in slices[:-1]} == {7} and 0 < len(slices[-1]) <= 7
    assert tuple(triple for part in slices for triple in part) == claims


def test_messages_call_the_default_graph_by_its_name() -> None:
    assert NamedGraph("", "facts", ()).title == "the default graph"
