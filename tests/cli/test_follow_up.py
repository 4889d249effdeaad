"""`graphkit lifecycle` and `graphkit follow-up` over a build: formats, files, errors."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphkit.cli import main

LETTER = """Harbor Bureau
Response to Senator Day
3 May 2021

1. What does the Harbor Bureau collect?

The Harbor Bureau collects fingerprints from =HYPERLINK applicants to find {boats}.

2. Who else has them?
"""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("followup")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    assert CliRunner().invoke(main, ["build", str(folder / "letter.txt"), "-o", str(folder)]).exit_code == 0
    return folder / "letter"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_a_draft_as_markdown_and_as_docx(build: Path, tmp_path: Path) -> None:
    result = run("follow-up", str(build))
    assert result.exit_code == 0 and "We found no answer" in result.stdout
    file = tmp_path / "draft.docx"
    assert run("follow-up", str(build), "--output", str(file)).exit_code == 0
    assert file.read_bytes()[:2] == b"PK"
    first = file.read_bytes()
    assert run("follow-up", str(build), "--output", str(file)).exit_code == 0
    assert file.read_bytes() == first


def test_bytes_do_not_depend_on_the_hash_seed(build: Path) -> None:
    for command in (["follow-up", str(build), "-f", "docx"], ["lifecycle", str(build), "-f", "turtle"],
                    ["ledger", str(build)], ["checks", str(build)]):  # fmt: skip
        outputs = {
            subprocess.run([sys.executable, "-m", "graphkit", *command], capture_output=True, check=True,
                           env={"PYTHONHASHSEED": seed, "PATH": ""}).stdout for seed in ("1", "2")
        }  # fmt: skip
        assert len(outputs) == 1


def test_a_place_that_cannot_be_written_gives_one_line(build: Path, tmp_path: Path) -> None:
    result = run("follow-up", str(build), "--output", str(tmp_path / "none" / "draft.docx"))
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ") and result.stderr.count("\n") == 1


def test_the_record_of_processing(build: Path) -> None:
    table = run("lifecycle", str(build)).stdout
    assert "fingerprints" in table and "missing" in table
    assert run("lifecycle", str(build), "-f", "turtle").stdout.startswith("@prefix dcterms:")
    head = run("lifecycle", str(build), "-f", "csv").stdout.splitlines()[0]
    assert head.startswith("processing,categories of data,") and "security measures" in head
    missing = run("lifecycle", str(build), "--missing", "-f", "markdown").stdout
    assert "| stated |" not in missing and "| missing |" in missing


@pytest.mark.parametrize("name", ["ledger", "checks", "lifecycle", "follow-up"])
def test_a_folder_without_a_build_gives_one_line(name: str, tmp_path: Path) -> None:
    result = run(name, str(tmp_path))
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ") and result.stderr.count("\n") == 1
