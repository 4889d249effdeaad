"""Builds, RDF files and stores as sources: what their default graph is, their labels, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from graphkit.errors import GraphError, QueryError
from graphkit.query import open_source, run_query

PREFIXES = """@prefix e: <https://example.org/id/> . @prefix gk: <https://w3id.org/graphkit/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
CLAIMS = "e:c a gk:Claim . <https://example.org/id/doc/abc> gk:sha256 'abc' ."
FACTS = 'e:lamp gk:ownedBy e:bureau ; rdfs:label "Lampe"@de, "Lamp"@en . e:bureau rdfs:label "Bureau" .'
DOC = "https://example.org/id/doc/abc"
TRIG = f"{PREFIXES} <{DOC}/claims> {{ {CLAIMS} }} <{DOC}/facts> {{ {FACTS} }}"
BACKGROUND = f"{PREFIXES} e:bureau gk:partOf e:realm . e:realm rdfs:label 'Realm' ."
COUNT = "SELECT ?s ?p ?o { ?s ?p ?o }"


def build_folder(path: Path, **files: str) -> Path:
    path.mkdir()
    for name, text in files.items():
        (path / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("graph", [{"graph_trig": TRIG}, {"graph_ttl": PREFIXES + CLAIMS + FACTS}])
def test_a_build_is_what_the_document_says_and_background_stands_aside(tmp_path: Path, graph: dict[str, str]) -> None:
    folder = build_folder(tmp_path / "letter", background_ttl=BACKGROUND, **graph)
    assert len(run_query(folder, COUNT)) == 6
    assert not run_query(folder, "ASK { ?part gk:partOf ?whole }")
    rows = list(run_query(folder, "SELECT ?part ?whole { GRAPH ?g { ?part gk:partOf ?whole } }"))
    assert [dict(row) for row in rows] == [{"part": "Bureau", "whole": "Realm"}]


def test_the_prefix_id_stands_for_the_base_of_the_build(tmp_path: Path) -> None:
    folder = build_folder(tmp_path / "letter", graph_trig=TRIG)
    assert [row["o"] for row in run_query(folder, "SELECT ?o { id:lamp gk:ownedBy ?o }")] == ["Bureau"]
    assert [row["o"] for row in run_query(folder, "SELECT ?o { <lamp> gk:ownedBy ?o }")] == ["Bureau"]
    assert not run_query(folder, "SELECT ?o { id:lamp gk:ownedBy ?o }", base="https://other.org/")


def test_a_store_with_a_background_graph_is_read_like_a_build() -> None:
    store = Store()
    aside = NamedNode("https://example.org/id/doc/abc/background")
    store.load(TRIG, RdfFormat.TRIG)
    store.load(BACKGROUND, RdfFormat.TURTLE, to_graph=aside)
    assert len(run_query(store, COUNT)) == 6
    assert len(run_query(store, COUNT, graphs=[aside.value])) == 2


@pytest.mark.parametrize(
    ("suffix", "form"),
    [
        (".nt", RdfFormat.N_TRIPLES),
        (".ttl", RdfFormat.TURTLE),
        (".trig", RdfFormat.TRIG),
        (".nq", RdfFormat.N_QUADS),
        (".jsonld", RdfFormat.JSON_LD),
        (".rdf", RdfFormat.RDF_XML),
    ],
)
def test_every_rdf_file_is_read_whole_named_graphs_included(tmp_path: Path, suffix: str, form: RdfFormat) -> None:
    store = Store()
    if form.supports_datasets:
        store.load(TRIG, RdfFormat.TRIG)
    else:
        store.load(PREFIXES + CLAIMS + FACTS, RdfFormat.TURTLE)
    path = tmp_path / f"data{suffix.upper()}"
    content = store.dump(format=form) if form.supports_datasets else store.dump(format=form, from_graph=DefaultGraph())
    path.write_bytes(content or b"")
    assert len(run_query(path, COUNT)) == 6
    assert [row["s"] for row in run_query(str(path), "SELECT ?s { ?s gk:ownedBy ?o }")] == ["Lamp"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.ttl", None, "none.ttl: cannot be read: No such file"),
        ("wrong.ttl", b"<a> <b> ;;; [", "wrong.ttl: "),
        ("binary.nt", b"\x00\xff\xfe", "binary.nt: "),
        ("wrong.jsonld", b"{", "wrong.jsonld: "),
        ("wrong.rdf", b"<rdf:RDF>", "wrong.rdf: "),
        ("letter.txt", b"Dear Sir", "letter.txt: not a name of an RDF file (.ttl .trig"),
    ],
)
def test_a_file_that_is_no_rdf_is_refused_by_name_in_one_line(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(QueryError) as caught:
        open_source(tmp_path / name)
    assert message in str(caught.value) and "\n" not in str(caught.value)


def test_a_folder_without_a_build_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"holds no build \(no graph.trig or graph.ttl\)"):
        open_source(tmp_path)


def test_labels_fall_back_to_the_vocabulary_and_to_short_forms(tmp_path: Path) -> None:
    folder = build_folder(tmp_path / "letter", graph_trig=TRIG)
    query = "SELECT ?x { VALUES ?x { id:lamp id:claim gk:KnowledgeDisclaimed <http://x.org/y> 'gk:Denied' 3 UNDEF } }"
    texts = [row["x"] for row in run_query(folder, query)]
    assert texts == ["Lamp", "id:claim", texts[2], "http://x.org/y", "gk:Denied", "3", ""]
    assert texts[2].replace(" ", "").lower() == "knowledgedisclaimed"


def test_rows_are_mappings_with_their_terms(tmp_path: Path) -> None:
    folder = build_folder(tmp_path / "letter", graph_trig=TRIG)
    (row,) = run_query(folder, "SELECT ?s ?none { ?s gk:ownedBy ?o }")
    assert dict(row) == {"s": "Lamp", "none": ""}
    assert str(row.term("s")) == "<https://example.org/id/lamp>" and row.term("none") is None
    with pytest.raises(KeyError):
        row["o"]


def test_the_package_can_be_called_as_graphkit_offers_it(tmp_path: Path) -> None:
    import graphkit

    folder = build_folder(tmp_path / "letter", graph_trig=TRIG)
    for _ in range(2):  # the second time, `graphkit.query` is the package that the first has imported
        assert graphkit.query(folder, "ASK { ?s gk:ownedBy ?o }").answer is True
