"""How answers respond to their questions: a grammar of both, parts left open, repetitions, and places of the words."""
from __future__ import annotations

import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
import yaml

from graphkit.errors import OntologyError
from graphkit.language.asks import read_ask
from graphkit.language.responses import ResponseCues, find_responses, read_response_cues
from graphkit.model import Document, Paragraph, Question, Response, Run
from graphkit.ontology import find_ontology
from graphkit.ontology.cues import load_cues

GRAMMAR = yaml.safe_load((Path(__file__).parent / "data" / "responses.yaml").read_text(encoding="utf-8"))
CASES = [
    (entry["ask"].format(**names), answer.format(**names), status)
    for names in GRAMMAR["names"] for entry in GRAMMAR["questions"]
    for status, answer in chain(entry["answers"], GRAMMAR["any"])
]  # fmt: skip


@cache
def load() -> ResponseCues:
    return read_response_cues(load_cues(find_ontology()))


def write_document(*pairs: tuple[str, str]) -> Document:
    """Questions and their answers ('' for none) to a document, one after the other."""
    text, paragraphs, questions = "", [], []
    for number, (asked, answer) in enumerate(pairs, 1):
        first = len(paragraphs)
        for words, kind in ((asked, "question"), (answer, "text")):
            if words:
                paragraphs.append(Paragraph(kind, words, (Run(0, len(text), len(words)),), question=number - 1))
                text += f"{words}\n\n"
        questions.append(Question(str(number), 1, asked, None, (first,), (first + 1,) if answer else ()))
    return Document("letter", text, "0" * 64, tuple(paragraphs), tuple(questions))


def respond(*pairs: tuple[str, str]) -> tuple[Response, ...]:
    return find_responses(write_document(*pairs), (), load())


def upper(text: str) -> str:
    return re.sub(r"(?:^|\. )[a-z]", lambda match: match[0].upper(), text)


@pytest.mark.parametrize(("asked", "answer", "status"), CASES)
def test_status_of_every_combination(asked: str, answer: str, status: str) -> None:
    (response,) = respond((upper(asked), upper(answer)))
    assert response.status == status


@pytest.mark.parametrize(("asked", "asks"), [
    (entry["ask"].format(**names), entry["asks"]) for names in GRAMMAR["names"] for entry in GRAMMAR["questions"]])
def test_what_a_question_asks_for(asked: str, asks: list[str]) -> None:
    assert set(read_ask(upper(asked), "", load().asks).kinds) == set(asks)


@pytest.mark.parametrize(("asked", "answer", "unaddressed"), [
    ("Please provide any agendas, minutes, or invoices of the visit.", "The minutes are enclosed.",
     ("any agendas", "invoices of the visit")),
    ("Who holds the keys, and how many doors are there?", "The porter holds the keys.", ("how many doors are there",)),
    ("Who holds the keys, and how many doors are there?", "The porter holds the keys to 14 doors.", ()),
    ("Do you keep logs? If so, please provide them.", "No.", ()),
    ("Please describe how discarded plates are stored.", "They are kept in a vault.", ()),
    ("Please describe how discarded plates are stored.", "The vault is kept by the Bureau.", ("discarded plates",)),
])  # fmt: skip
def test_parts_that_no_sentence_takes_up(asked: str, answer: str, unaddressed: tuple[str, ...]) -> None:
    (response,) = respond((asked, answer))
    assert response.unaddressed == unaddressed


def test_a_missing_part_makes_the_answer_partial() -> None:
    (response,) = respond(("Who holds the keys, and how many doors are there?", "The porter holds the keys."))
    assert response.status == "PartlyAnswered"


def test_no_answer_rests_on_nothing() -> None:
    (response,) = respond(("Who holds the keys?", ""))
    assert (response.status, response.evidence, response.asks) == ("NoAnswer", None, ("AskedParty",))


def test_an_answer_that_says_again_what_another_says() -> None:
    said = "The records are kept in the vault of the Bureau for five years."
    first, second, third = respond(
        ("Where are the records kept?", f"{said} Nobody else has them."),
        ("What limits exist on the records?", said.replace("are kept", "are only kept")),
        ("Are records shared?", "Records are not shared with anybody outside of the Bureau."))
    assert (first.status, second.status, second.repeats, third.repeats) == ("Answered", "RepeatsOtherAnswer", 0, None)


def test_short_answers_are_no_repetition() -> None:
    assert [one.status for one in respond(("Is it kept?", "No."), ("Is it sold?", "No."))] == ["Answered", "Answered"]


@pytest.mark.parametrize(("declared", "status"), [
    ("Implemented", "Answered"), ("Accept recommendation.", "Answered"),
    ("The Bureau concurs with the recommendation.", "Answered"), ("Implemented in part", "PartlyAnswered"),
    ("Partially concur", "PartlyAnswered"), ("Being implemented", "PartlyAnswered"),
    ("Not implemented", "Declined"), ("The Bureau does not concur.", "Declined"), ("Rejected", "Declined"),
])  # fmt: skip
def test_what_an_answer_to_a_recommendation_declares(declared: str, status: str) -> None:
    (response,) = respond(("Publish the minutes of the board.", f"{declared.rstrip('.')}. The board met twice."))
    assert (response.status, response.asks) == (status, ("AskedAction",))


def test_the_words_stand_where_they_are_said_to() -> None:
    answer = "We met twice in the old town hall. The Bureau does not track these doors. It is late."
    document = write_document(("How many doors are there?", answer))
    (response,) = find_responses(document, (), load())
    assert response.evidence is not None
    (sentence,), (cue,) = response.evidence.spans, response.evidence.clause
    assert document.text[sentence.start : sentence.end] == "The Bureau does not track these doors."
    assert document.text[cue.start : cue.end] == "does not track these"


@pytest.mark.parametrize(("file", "entry", "message"), [
    ("responses", {"statuses": [{"status": "Evaded", "pattern": "x", "example": "x"}]}, "'Evaded' is none of"),
    ("responses", {"statuses": [{"status": "Declined", "pattern": "(", "example": "("}]}, "no regular expression"),
    ("responses", {"hedges": [{"pattern": "maybe", "example": "perhaps"}]}, "does not fit"),
    ("asks", {"kinds": "all"}, "must be a list of mappings"),
    ("asks", {"stops": [True]}, "must be a list of words"),
])  # fmt: skip
def test_a_broken_cue_is_refused(file: str, entry: dict[str, object], message: str) -> None:
    cues = load_cues(find_ontology())
    with pytest.raises(OntologyError, match=message):
        read_response_cues({**cues, file: {**cues[file], **entry}})
