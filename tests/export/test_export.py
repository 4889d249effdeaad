"""The files of a build: each says what the graph says, however hostile, and is the same bytes every time."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse

from graphkit.errors import GraphError
from graphkit.export import EXTRAS, write_exports
from graphkit.graph import Graph

from .letters import build_hostile, build_sample

NAMES = [
    "facts.ttl", "claims.ttl", "graph.ttl", "graph.trig", "graph.nt", "graph.jsonld", "graph.graphml", "claims.csv",
    "flows.csv", "background.ttl",
]  # fmt: skip
GRAPHS = {"sample": build_sample(), "hostile": build_hostile()}


@pytest.fixture(scope="module", params=sorted(GRAPHS))
def build(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Graph, Path]:
    graph, folder = GRAPHS[request.param], tmp_path_factory.mktemp(request.param)
    write_exports(graph, folder, extras=EXTRAS)
    return graph, folder


def list_triples(graph: Graph, *names: NamedNode) -> set[Triple]:
    quads = [quad for name in names for quad in graph.store.quads_for_pattern(None, None, None, name)]
    return {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}


def parse_triples(path: Path, form: RdfFormat) -> set[Triple]:
    quads = [quad for quad in parse(path.read_bytes(), format=form) if isinstance(quad, Quad)]
    return {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}


def test_all_files_are_written(build: tuple[Graph, Path]) -> None:
    assert sorted(path.name for path in build[1].iterdir()) == sorted([*NAMES, *EXTRAS])


@pytest.mark.parametrize(
    ("name", "form", "parts"),
    [
        ("facts.ttl", RdfFormat.TURTLE, ["facts"]),
        ("claims.ttl", RdfFormat.TURTLE, ["claims"]),
        ("graph.ttl", RdfFormat.TURTLE, ["claims", "facts"]),
        ("graph.nt", RdfFormat.N_TRIPLES, ["claims", "facts"]),
        ("graph.jsonld", RdfFormat.JSON_LD, ["claims", "facts"]),
        ("background.ttl", RdfFormat.TURTLE, ["background"]),
    ],
)
def test_a_file_holds_its_triples_and_no_others(
    build: tuple[Graph, Path], name: str, form: RdfFormat, parts: list[str]
) -> None:
    graph, folder = build
    expected = list_triples(graph, *(getattr(graph, part) for part in parts))
    assert parse_triples(folder / name, form) == expected


def test_trig_keeps_claims_and_facts_apart(build: tuple[Graph, Path]) -> None:
    graph, folder = build
    store = Store()
    store.load(path=str(folder / "graph.trig"), format=RdfFormat.TRIG)
    assert set(store) == {quad for quad in graph.store if quad.graph_name != graph.background}


def test_ntriples_are_sorted_by_their_bytes(build: tuple[Graph, Path]) -> None:
    lines = (build[1] / "graph.nt").read_bytes().split(b"\n")[:-1]
    assert lines == sorted(set(lines))


def test_turtle_names_the_kinds_and_says_each_claim_in_words() -> None:
    from graphkit.export import read_contents, write_texts

    texts = write_texts(read_contents(GRAPHS["sample"]))
    assert "# HIB · audits · PAL (Denied, Stated)\n" in texts["claims.ttl"]
    assert "# Organization: 7\n" in texts["facts.ttl"]
    headings = [line for line in texts["facts.ttl"].splitlines() if line.startswith("# ") and line[-1].isdigit()]
    assert [heading.split()[1] for heading in headings] == [
        "Organization:", "OrganizationalUnit:", "Role:", "System:", "Program:", "DataCategory:", "Capability:",
        "Policy:", "Thing:", "DataFlow:", "PossibleDataFlow:", "DeniedDataFlow:",
    ]  # fmt: skip
    starts = [texts["claims.ttl"].index(f"# {words}") for words in ("PAL · ownedBy", "HIB · audits", "HIB · states")]
    assert starts == sorted(starts)
    used = {line.split()[1] for line in texts["facts.ttl"].splitlines() if line.startswith("@prefix")}
    assert all(f" {prefix}" in texts["facts.ttl"] or f"\n{prefix}" in texts["facts.ttl"] for prefix in used)
    assert "oa:" not in used  # only what the file uses


def test_hostile_words_start_no_line_of_turtle() -> None:
    """A comment or literal that could be left would show as a statement of its own."""
    from graphkit.export import read_contents, write_texts

    for name, text in write_texts(read_contents(GRAPHS["hostile"])).items():
        if name.endswith((".ttl", ".trig")):
            assert "\r" not in text and "\u2028" not in text.partition("@prefix")[0]
            for line in text.split("\n"):
                assert not line.startswith(("<urn:evil>", "=", "b", " . <urn:evil>"))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own JSON-LD parser
def test_rdflib_reads_what_it_should(build: tuple[Graph, Path]) -> None:
    """A second parser, for the formats that have their own rules of escaping."""
    import rdflib

    graph, folder = build
    count = len(list_triples(graph, graph.claims, graph.facts))
    for name, form in (("graph.ttl", "turtle"), ("graph.jsonld", "json-ld"), ("graph.nt", "nt")):
        read = rdflib.Graph()
        read.parse(folder / name, format=form)
        assert len(read) == count, name


def test_the_context_of_json_ld_lets_plain_json_read_it(tmp_path: Path) -> None:
    write_exports(GRAPHS["sample"], tmp_path)
    document = json.loads((tmp_path / "graph.jsonld").read_text(encoding="utf-8"))
    nodes = {node["@id"]: node for node in document["@graph"]}
    assert nodes["id:pal"]["gk:ownedBy"] == "id:crd"
    assert nodes["id:safe-moorings-program"]["gk:hasCount"] == "1204"
    assert document["@context"]["gk:ownedBy"] == {"@type": "@id"}


PROGRAM = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from graphkit.export import EXTRAS, write_exports
from tests.export.letters import build_hostile, build_sample
for number, graph in enumerate((build_sample(), build_hostile())):
    for path in write_exports(graph, Path(sys.argv[2]) / str(number), extras=EXTRAS):
        print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


@pytest.mark.slow
def test_files_are_the_same_bytes_under_every_hash_seed(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])
    outputs = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM, root, str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed}, cwd=root, check=True, capture_output=True, text=True,
        ).stdout
        for seed in ("0", "1", "2")
    ]  # fmt: skip
    assert outputs[0].count("\n") == 2 * (len(NAMES) + len(EXTRAS))
    assert outputs[0] == outputs[1] == outputs[2]


def test_files_do_not_depend_on_the_order_of_the_store(tmp_path: Path) -> None:
    graph = GRAPHS["sample"]
    shuffled = Store()
    for quad in sorted(graph.store, key=lambda quad: str(quad)[::-1]):
        shuffled.add(quad)
    first = write_exports(graph, tmp_path / "first", extras=EXTRAS)
    second = write_exports(Graph(shuffled, graph.document, graph.base), tmp_path / "second", extras=EXTRAS)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_build_that_fails_leaves_the_former_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_exports(GRAPHS["sample"], tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    writes = []

    def fail_at_the_fifth(path: Path, data: bytes) -> int:
        writes.append(path)
        if len(writes) == 5:
            raise OSError(28, "No space left on device")
        with path.open("wb") as file:
            return file.write(data)

    monkeypatch.setattr(Path, "write_bytes", fail_at_the_fifth)
    with pytest.raises(GraphError, match="cannot be written: No space left on device") as caught:
        write_exports(GRAPHS["hostile"], tmp_path)
    assert str(tmp_path) in str(caught.value)
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("", encoding="utf-8")
    with pytest.raises(GraphError, match="cannot be written"):
        write_exports(GRAPHS["sample"], tmp_path / "build")


def test_an_unknown_extra_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"magic\.ttl: no such export; there are reified\.ttl"):
        write_exports(GRAPHS["sample"], tmp_path, extras=["magic.ttl"])
    assert list(tmp_path.iterdir()) == []
