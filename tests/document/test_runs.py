"""Whatever the file, every character of a clean text stands where its run says, and nothing is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.document import read_document
from graphkit.document.clean import FOLDED
from graphkit.document.source import Source
from graphkit.document.structure import build_document
from graphkit.document.words import load_words
from graphkit.model import Document

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*(ROOT / "tests" / "corpus").glob("*.txt"), *(ROOT / "seeds").glob("*.txt")])

#: What may be left out of every paragraph: blanks, markup, bullets, characters of no width, raised digits.
MARKUP = re.compile(r"[\s*#_>|`~=+\-‐‑–—•‣◦▪●○■□:·…\xad\u200b-\u200f\u2060\ufeff\ufffc\x00-\x1f\x7f¹²³⁴⁵⁶⁷⁸⁹⁰†‡]+")


def check_runs(document: Document) -> None:
    text = document.text
    for paragraph in document.paragraphs:
        assert paragraph.text and paragraph.text == paragraph.text.strip()
        assert "  " not in paragraph.text and "\n" not in paragraph.text
        place = 0
        for run in paragraph.runs:
            assert run.length > 0 and run.start >= place
            between = paragraph.text[place : run.start]
            assert between in ("", " ") or any(between in spelt for spelt in FOLDED.values())
            for shift in range(run.length):
                stands = text[run.source + shift]
                assert FOLDED.get(stands, stands)[0] == paragraph.text[run.start + shift]
            place = run.start + run.length
        assert place == len(paragraph.text) or paragraph.text[place:] in {spelt[1:] for spelt in FOLDED.values()}
        sources = [run.source for run in paragraph.runs]
        assert sources == sorted(sources)


def check_cover(document: Document) -> None:
    """No character stands in two paragraphs; what stands in none is a mark, markup or a footnote's number."""
    taken = bytearray(len(document.text))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            assert not any(taken[run.source : run.source + run.length])
            taken[run.source : run.source + run.length] = b"\x01" * run.length
    marks = " ".join(paragraph.mark for paragraph in document.paragraphs)
    for match in re.finditer(b"\x00+", bytes(taken)):
        for piece in MARKUP.split(document.text[match.start() : match.end()]):
            assert not piece or piece in marks or piece.strip("[]^").isdigit(), (match.start(), piece)


@pytest.fixture(scope="module", params=TEXTS, ids=lambda path: path.stem)
def document(request: pytest.FixtureRequest) -> Document:
    return read_document(request.param)


def test_every_character_stands_where_its_run_says(document: Document) -> None:
    check_runs(document)


def test_every_character_of_the_document_is_in_one_paragraph(document: Document) -> None:
    check_cover(document)


def test_paragraphs_come_in_the_order_of_the_document(document: Document) -> None:
    starts = [paragraph.runs[0].source for paragraph in document.paragraphs]
    assert starts == sorted(starts)


def test_locate_gives_back_the_words(document: Document) -> None:
    """The spans of a whole paragraph hold its words, in order."""
    for paragraph in document.paragraphs:
        words = [word for span in paragraph.locate(0, len(paragraph.text)) for word in
                 document.text[span.start : span.end].split()]  # fmt: skip
        assert len(words) >= len(paragraph.text.split()) * 0.9


def test_references_between_paragraphs_and_questions_agree(document: Document) -> None:
    for index, question in enumerate(document.questions):
        assert question.paragraphs
        assert question.parent is None or question.parent < index
        for place in (*question.paragraphs, *question.answers):
            assert document.paragraphs[place].question is not None
    for paragraph in document.paragraphs:
        assert paragraph.lead is None or paragraph.kind == "item"
        assert paragraph.refers is None or paragraph.kind == "footnote"


PIECES = st.sampled_from(
    ["1. Who has access?", "a. ", "(b) Retention", "Response: ", "The office keeps it.", "\n", "\n\n", "\r\n", "\f"]
) | st.sampled_from(
    ["**", "STORAGE:", "¹", " note.3 ", "3 A note.", "•  ", "\xa0", "\xad", "ﬁle", "non-\n", "‑", "* * * * *", "> "]
) | st.sampled_from(
    ["Section 2 – How?", "lower", "Dear X:", "http://a.b/c-\nd", "\u200b", "—", "[1]", "# Head", "IV.  ", "Q1: What?"]
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(PIECES, min_size=1, max_size=40))
def test_any_mixture_of_pieces_keeps_its_offsets(pieces: list[str]) -> None:
    document = build_document("mixture", Source("".join(pieces), "text/plain"), load_words())
    check_runs(document)
    check_cover(document)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=400))
def test_any_text_keeps_its_offsets(text: str) -> None:
    check_runs(build_document("any", Source(text.encode("utf-8", "ignore").decode(), "text/plain"), load_words()))
