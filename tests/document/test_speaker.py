"""Who says "we" in a document: `speakers.yaml` has whole small documents and the body that speaks in each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graphkit.document import read_document

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "speakers.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["speaker"] or case["text"].split("\n")[0])
def test_speaker_is_who_the_document_says_speaks(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_text(case["text"], encoding="utf-8")
    assert read_document(path).author == case["speaker"]


GATHERED = """Written answers

Tuesday, 27 March 2018

12. To ask the Minister for Housing, Local Ports and Canals the number of cards that were issued. [104/20]

We issued two hundred of them in the last year.

Tuesday, 3 May 2022

7. Deputy John Smith asked the Minister for Rail if records are kept. [77/21]

The Rail Directorate (Head of Records, Lock Keepers Board)

We keep them for a year.
"""


def test_answers_of_several_days_are_of_whoever_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_text(GATHERED, encoding="utf-8")
    document = read_document(path)
    assert [question.asked for question in document.questions] == [
        "Minister for Housing, Local Ports and Canals",
        "Rail Directorate",
    ]
    assert [len(question.answers) for question in document.questions] == [1, 1]
    assert document.date is None and document.author == ""


def test_an_answer_of_one_day_has_its_date(tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_text(GATHERED.partition("Tuesday, 3 May")[0], encoding="utf-8")
    assert str(read_document(path).date) == "2018-03-27"
