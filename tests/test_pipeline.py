"""graphkit as a library: one call builds, a folder opens, both answer queries and become other libraries' graphs."""
from __future__ import annotations

import gc
from pathlib import Path

import pytest

import graphkit
from graphkit.errors import GraphError
from graphkit.language.tree import Node
from graphkit.pipeline import keep_garbage

LETTER = (
    "The Office of Fair Audits (OFA) uses a database called Tally. Tally is owned by the Quarry Review Board (QRV). "
    "OFA does not share fingerprints with any company.\n"
)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


def test_a_build_answers_queries_and_becomes_other_libraries_graphs(letter: Path) -> None:
    build = graphkit.build(letter)
    assert {claim.predicate for claim in build.claims} >= {"uses", "ownedBy", "shares"}
    assert [row["owner"] for row in build.query("owners")] == ["Quarry Review Board"]
    assert build.to_networkx().number_of_edges() > 0
    facts = build.query("SELECT ?o { ?s gk:shares ?o }")
    assert not list(facts), "what is denied is no fact"
    assert len(build.to_rdflib()) == len(build.graph.store)


def test_a_folder_without_a_build_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=str(tmp_path)):
        graphkit.open_build(tmp_path)


def test_extraction_alone_needs_no_graph(letter: Path) -> None:
    claims, uncovered = graphkit.extract_claims(graphkit.read_document(letter))
    assert any(claim.polarity == "Denied" and claim.predicate == "shares" for claim in claims)
    assert not uncovered


def test_an_extraction_leaves_no_trees_behind(letter: Path) -> None:
    """They would stay in memory until they are collected as garbage, which takes long."""
    document = graphkit.read_document(letter)
    gc.collect()
    with keep_garbage():
        before = sum(isinstance(one, Node) for one in gc.get_objects())
        graphkit.extract_claims(document)
        assert sum(isinstance(one, Node) for one in gc.get_objects()) == before


def test_importing_graphkit_imports_nothing_heavy() -> None:
    import subprocess
    import sys

    code = """
import sys, graphkit
print([name for name in ("spacy", "rdflib", "networkx", "pyoxigraph") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_collector_works_again_after_an_extraction_and_after_one_that_fails() -> None:
    with pytest.raises(ValueError, match="in between"), keep_garbage():
        assert not gc.isenabled()
        raise ValueError("in between")
    assert gc.isenabled()
