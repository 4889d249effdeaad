"""`graphkit ledger` over a build: every question with its status, its words and what is absent."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.cli import main

LETTER = """Harbor Bureau
Response to Senator Day
3 May 2021

1. How many <script>alert(1)</script> searches has the Harbor Bureau made?

The Harbor Bureau does not track these searches.

2. Please provide a copy of the policy.

Attached please find “Policy on Gates.”

a. Who wrote it?

3. Does the Harbor Bureau share photographs?

No. We said so in our letter of March 3, 2019.
"""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ledger")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(folder / "letter.txt"), "-o", str(folder)])
    assert result.exit_code == 0, result.output
    return folder / "letter"


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["ledger", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_question_with_its_status_and_words(build: Path) -> None:
    rows = json.loads(run(str(build), "--format", "json"))["rows"]
    assert [(row["number"], row["asks for"], row["status"], row["absent documents"]) for row in rows] == [
        ("1", "number", "knowledge disclaimed", ""),
        ("2", "document, policy", "attachment promised", "Policy on Gates"),
        ("2.a", "party", "no answer", ""),
        ("3", "yes or no", "answered", "our letter of March 3, 2019"),
    ]
    assert rows[0]["rests on"] == "does not track these"
    (quote,) = rows[0]["quotes"]
    assert LETTER[quote["start"] : quote["end"]] == quote["words"] == "The Harbor Bureau does not track these searches."


def test_hostile_words_are_escaped(build: Path) -> None:
    assert "<script>" not in run(str(build), "--format", "markdown")


def test_the_same_build_gives_the_same_bytes(build: Path) -> None:
    assert run(str(build)) == run(str(build))


def test_a_folder_without_a_build_gives_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["ledger", str(tmp_path)])
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ") and result.stderr.count("\n") == 1
