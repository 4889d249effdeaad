"""`graphkit validate`: what is unsound in a build is named, and a sound one said to be so."""
from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from graphkit.cli import main
from graphkit.graph import build_graph
from graphkit.model import Claim, Document, Evidence, Paragraph, Run, Span, Thing

TEXT = "The Bureau does not share images."
GK = "https://w3id.org/graphkit/ns#"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A build's folder with one claim, a denied one."""
    document = Document("letter", TEXT, "a" * 64, (Paragraph("text", TEXT, (Run(0, 0, len(TEXT)),)),))
    claim = Claim(Thing("Organization", "Bureau"), "shares", Thing("DataCategory", "images"), "Denied", "Stated",
                  Evidence((Span(0, len(TEXT)),), 0))
    build_graph(document, (claim,)).store.dump(str(tmp_path / "graph.trig"), ox.RdfFormat.TRIG)
    return tmp_path


def run(*arguments: object):
    return CliRunner().invoke(main, ["validate", *map(str, arguments)])


def test_a_sound_build_is_said_to_be_so(folder):
    result = run(folder)
    assert (result.exit_code, result.output) == (0, f"{folder}: sound\n")


def test_a_denied_fact_is_named(folder):
    store = ox.Store()
    store.load(path=str(folder / "graph.trig"), format=ox.RdfFormat.TRIG)
    facts = next(name for name in store.named_graphs() if name.value.endswith("/facts"))
    base = "https://w3id.org/graphkit/id/"
    store.add(ox.Quad(ox.NamedNode(base + "bureau"), ox.NamedNode(GK + "shares"), ox.NamedNode(base + "images"), facts))
    store.dump(str(folder / "graph.trig"), ox.RdfFormat.TRIG)
    result = run(folder)
    assert result.exit_code == 1 and "/id/bureau" in result.output and f"{folder}: unsound in" in result.output
    found = json.loads(run(folder, "--json").output)
    assert found and all(violation["message"] for violation in found)


def test_broken_shapes_are_one_line(folder):
    shapes = folder / "shapes.ttl"
    shapes.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .\n<a> <b", encoding="utf-8")
    result = run(folder, "--shapes", shapes)
    assert result.exit_code == 1 and result.output.startswith("Error: ") and "shapes.ttl:2" in result.output
