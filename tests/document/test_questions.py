from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.document import read_document
from graphkit.model import Document

GOLD = Path(__file__).parents[1] / "gold" / "ice-wyden-2019.questions.psv"
LETTER = Path(__file__).parents[2] / "seeds" / "ice-wyden-2019.txt"


@pytest.fixture(scope="module")
def letter() -> Document:
    return read_document(LETTER)


def read_gold() -> list[list[str]]:
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    return [line.split("|") for line in lines if line and not line.startswith("#")]


def test_letter_has_its_questions_in_order(letter: Document) -> None:
    """Twenty-nine items in three blocks, sub-questions under their parents."""
    found = [
        [str(item.block), item.number, "" if item.parent is None else letter.questions[item.parent].number]
        for item in letter.questions
    ]
    assert found == [line[:3] for line in read_gold()]


@pytest.mark.parametrize("place", range(29))
def test_letter_answers_begin_as_the_gold_says(letter: Document, place: int) -> None:
    block, number, _, _, first, words = read_gold()[place]
    item = letter.questions[place]
    answers = [letter.paragraphs[index] for index in item.answers]
    assert answers[0].text.startswith(first), (block, number)
    assert any(words in answer.text for answer in answers), (block, number)
    assert {answer.kind for answer in answers} <= {"text", "item"}


def test_asker_s_words_between_blocks_answer_nothing(letter: Document) -> None:
    preambles = [one for one in letter.paragraphs if one.kind == "question" and one.question is None]
    assert [paragraph.text.split()[0] for paragraph in preambles] == ["Recent", "In"]


def test_a_short_sentence_that_ends_in_a_quotation_is_an_answer(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    answer = "Attached please find “Plan of Gates.”"
    file.write_text(f"1. Please send the plan.\n\n{answer}\n\n2. Why?\n\nBecause.\n", "utf-8")
    document = read_document(file)
    assert [len(question.answers) for question in document.questions] == [1, 1]
