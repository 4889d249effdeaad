"""The draft of the next letter: every request under its question, with the words that it rests on."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphkit.analysis.followup import Letter, build_letter, load_letter_words, read_letter_words
from graphkit.analysis.record import read_record
from graphkit.errors import OntologyError
from graphkit.ontology import find_ontology
from graphkit.ontology.cues import read_yaml
from graphkit.pipeline import build

ROOT = Path(__file__).parents[2]
HEAD = "Harbor Bureau\nResponse\n3 May 2021\n\n"
STATUSES = {
    "Harbor Bureau searches the Gate Log System on some days.": "Please complete",
    "The Harbor Bureau declines to comment.": "Please state the ground",
    "Questions about searches should be directed to the Coast Service.": "Please name the office",
    "The Harbor Bureau does not track these searches.": "whether any record exists",
    "": "We found no answer",
}


def draft(folder: Path, text: str) -> Letter:
    (folder / "letter.txt").write_text(text, encoding="utf-8")
    built = build(folder / "letter.txt")
    return build_letter(read_record(built.graph.store, "letter"), built.document)


@pytest.fixture(scope="module")
def letter() -> Letter:
    built = build(ROOT / "seeds" / "ice-wyden-2019.txt")
    return build_letter(read_record(built.graph.store, "ice-wyden-2019"), built.document)


def find_requests(letter: Letter, heading: str) -> list[str]:
    return [request.text for section in letter.sections if section.heading == heading for request in section.requests]


@pytest.mark.parametrize(("answer", "request_"), STATUSES.items())
def test_each_status_asks_for_something(tmp_path: Path, answer: str, request_: str) -> None:
    found = draft(tmp_path, f"{HEAD}1. How many searches were there?\n\n{answer}\n\n2. Is it used?\n\nYes.\n")
    assert any(request_ in text for text in find_requests(found, "Question 1"))
    assert not find_requests(found, "Question 2")


def test_a_full_answer_asks_for_nothing(tmp_path: Path) -> None:
    letter = draft(tmp_path, f"{HEAD}1. How many gates are there?\n\nThere are 14 gates.\n")
    assert letter.sections == ()


def test_what_the_letter_leaves_open_is_asked(letter: Letter) -> None:
    wanted = {
        "Block 1, question 3": "whether any record exists",
        "Block 1, question 4.a": "inaccurate results",
        "Block 2, question 4.a": "state the ground",
        "Block 3, question 2.c": "question 2.b (block 3)",
        "Block 3, question 4": "SmartLINK Overview and Participant Enrollment Agreement",
    }
    for heading, words in wanted.items():
        assert any(words in text for text in find_requests(letter, heading)), heading
    assert any("October 16th response" in text for text in find_requests(letter, "Other matters"))


def test_the_three_tensions_of_the_letter_are_asked(letter: Letter) -> None:
    pairs = (("does not possess, house", "would provide a probe photo"),
             ("is unaware of any", "treats matches similar"),
             ("does not share these outside", "retained by the contractor"))  # fmt: skip
    said = [" ".join(quote.words for quote in request.quotes) for section in letter.sections
            for request in section.requests if "go together" in request.text]  # fmt: skip
    for pair in pairs:
        assert any(all(words in quotes for words in pair) for quotes in said), pair


def test_every_request_cites_words_of_the_document(letter: Letter) -> None:
    text = (ROOT / "seeds" / "ice-wyden-2019.txt").read_text(encoding="utf-8")
    requests = [request for section in letter.sections for request in section.requests]
    assert len(requests) > 25
    for request in requests:
        assert request.quotes
        assert all(text[quote.start : quote.end] == quote.words for quote in request.quotes)


def test_sections_stand_in_the_order_of_the_questions(letter: Letter) -> None:
    places = [tuple(re.findall(r"\d+|\b[a-z]$", section.heading)) for section in letter.sections[:-1]]
    assert places == sorted(places)
    assert letter.sections[-1].heading == "Other matters"


def test_no_word_judges(letter: Letter) -> None:
    words = " ".join([*load_letter_words().words.values(), *load_letter_words().statuses.values(),
                      *load_letter_words().checks.values()]).lower()  # fmt: skip
    assert not re.search(r"\b(?:lie|lied|false|dishonest|evasive|mislead\w*|refus\w*|fail\w*|contradict\w*)\b", words)


@pytest.mark.parametrize("change", [{"draft": 1}, {"statuses": []}, {"checks": {"sum": 2}}])
def test_broken_words_are_refused(change: dict[str, object]) -> None:
    content = read_yaml(find_ontology() / "cues" / "followup.yaml")
    with pytest.raises(OntologyError, match=r"followup\.yaml"):
        read_letter_words({**content, **change})
