"""`graphkit build`, and the commands that look at what it wrote."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.cli import main

pytestmark = pytest.mark.slow

LETTER = """Department of Works
Answers to the Committee
3 March 2021

1. Who holds the records?

The Bureau of Rivers (BoR) stores fingerprints in the Water Register (WR). BoR does not share the fingerprints with any
other agency. BoR does not audit WR. The Ministry of Dams may query WR.

2. Is there anything else?

Not applicable.
"""
EXPORTS = {"facts.ttl", "claims.ttl", "graph.ttl", "graph.trig", "graph.jsonld", "graph.nt", "graph.graphml",
           "flows.csv", "claims.csv", "background.ttl", "coverage.csv", "dataflow.dot", "dataflow.svg", "dataflow.png",
           "report.html"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with a letter and its build."""
    place = tmp_path_factory.mktemp("build")
    (place / "rivers.txt").write_text(LETTER, encoding="utf-8")
    (place / "result").write_text(run("build", place / "rivers.txt", "--output", place / "exports").output)
    return place


def run(*arguments: object, code: int = 0):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output + repr(result.exception)
    return result


def test_a_build_has_all_its_files(folder):
    assert {file.name for file in (folder / "exports" / "rivers").iterdir()} >= EXPORTS
    assert [file.name for file in (folder / "exports").iterdir()] == ["rivers"]


def test_the_summary_counts_what_is_there(folder):
    summary = (folder / "result").read_text()
    for words in ("sentences", "claims", "facts", "data flows", "2  questions"):
        assert words in summary
    assert f"written to {folder / 'exports' / 'rivers'}" in summary


def test_the_summary_as_json_agrees_with_the_graph(folder, tmp_path):
    figures = json.loads(run("build", folder / "rivers.txt", "-o", tmp_path, "--name", "other", "--json").output)
    assert figures["folder"] == str(tmp_path / "other") and figures["questions"] == 2
    claims = (tmp_path / "other" / "claims.csv").read_text(encoding="utf-8").splitlines()
    assert figures["claims"] == len(claims) - 1 == sum(figures["polarities"].values())
    assert figures["polarities"]["Denied"] >= 1
    covered = (tmp_path / "other" / "coverage.csv").read_text(encoding="utf-8").splitlines()
    assert figures["sentences"] == len(covered) - 1


def test_another_base_begins_every_minted_name(folder, tmp_path):
    run("build", folder / "rivers.txt", "-o", tmp_path, "--base", "https://example.org/kg/")
    text = (tmp_path / "rivers" / "graph.nt").read_text(encoding="utf-8")
    assert "<https://example.org/kg/claim/" in text and "w3id.org/graphkit/id/" not in text


@pytest.mark.parametrize("base", ["kg/", "https://example.org", "https://example.org/a b/", "https://example.org/>/"])
def test_a_base_that_is_no_iri_is_wrong_usage(folder, base):
    assert "--base" in run("build", folder / "rivers.txt", "--base", base, code=2).output


def test_extras_are_written_on_request(folder, tmp_path):
    run("build", folder / "rivers.txt", "-o", tmp_path, "--extra", "negated.ttl")
    assert "NegativePropertyAssertion" in (tmp_path / "rivers" / "negated.ttl").read_text(encoding="utf-8")


def test_an_earlier_build_is_replaced_as_a_whole(folder, tmp_path):
    run("build", folder / "rivers.txt", "-o", tmp_path)
    (tmp_path / "rivers" / "dataflow-of-nobody.svg").write_text("old")
    run("build", folder / "rivers.txt", "-o", tmp_path)
    assert not (tmp_path / "rivers" / "dataflow-of-nobody.svg").exists()


def test_force_replaces_a_folder_that_is_no_build(folder, tmp_path):
    (tmp_path / "rivers").mkdir()
    (tmp_path / "rivers" / "note").write_text("mine")
    run("build", folder / "rivers.txt", "-o", tmp_path, "--force")
    assert (tmp_path / "rivers" / "graph.ttl").is_file() and not (tmp_path / "rivers" / "note").exists()


def test_verify_finds_the_document_above_the_build(folder):
    assert "all as recorded" in run("verify", folder / "exports" / "rivers").output


def test_verify_names_the_claims_whose_words_changed(folder, tmp_path):
    (tmp_path / "rivers.txt").write_text(LETTER.replace("may query", "nay query"), encoding="utf-8")
    output = run("verify", folder / "exports" / "rivers", "--document", tmp_path / "rivers.txt", code=1).output
    failing = [line for line in output.splitlines() if "/claim/" in line]
    assert failing and all("quer" in line or "Access" in line for line in failing)
    assert "expected: 'The Ministry of Dams may query WR.'" in output
    assert "found:    'The Ministry of Dams nay query WR.'" in output and "SHA-256" in output


def test_verify_as_json(folder):
    found = json.loads(run("verify", folder / "exports" / "rivers", "--json").output)
    assert found["failures"] == [] and found["claims"] and found["sha256"] == found["recorded"]


def test_coverage_accounts_for_every_sentence(folder):
    build = folder / "exports" / "rivers"
    lines = json.loads(run("coverage", build, "--format", "json").output)
    assert len(lines) == len(run("coverage", build, "--format", "csv").output.splitlines()) - 1
    reasons = {line["text"]: line["reason"] for line in lines}
    assert reasons["Who holds the records?"] == "question" and reasons["BoR does not audit WR."] == ""
    assert run("coverage", build).output.splitlines()[-1].startswith("the document")
    assert "question: Who holds the records?" in run("coverage", build, "--sentences").output
    assert run("coverage", build, "--format", "markdown").output.startswith("| section |")


def test_evaluate_scores_a_build(folder, tmp_path):
    gold = tmp_path / "rivers.psv"
    gold.write_text("# span: The Bureau of Rivers (BoR) stores … query WR.\n"
                    "r1|BoR|stores,retains|fingerprints|affirmed|stated|(BoR) stores fingerprints in the Water\n"
                    "r2|BoR|shares|fingerprints|denied|stated|does not share the fingerprints\n", encoding="utf-8")
    build = folder / "exports" / "rivers"
    figures = json.loads(run("evaluate", gold, build, "--document", folder / "rivers.txt", "--json").output)
    assert (figures["gold"], figures["required"], figures["leaks"]) == ("rivers", 2, 0) and figures["found"] >= 1
    table = run("evaluate", gold, "--build", build, "-d", folder / "rivers.txt", "--errors").output
    assert "precision" in table and "confidence" in table
