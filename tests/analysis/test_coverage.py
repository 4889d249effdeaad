"""Every sentence accounted for once, with its claims or its reason."""
from __future__ import annotations

import pytest

from graphkit.analysis.coverage import COLUMNS, cover_document, rank_missed, read_row, total_sections, write_row
from graphkit.model import Claim, Document, Evidence, Paragraph, Question, Run, Span, Thing, Uncovered, Value

SENTENCES = ("Who keeps what?", "The Bureau keeps records.", "It frobs | them.", "It zaps\nthem.", "RECORDS", "Yes.")
TEXT = "  ".join(SENTENCES)
SPANS = [Span(TEXT.index(sentence), TEXT.index(sentence) + len(sentence)) for sentence in SENTENCES]
KINDS = ("question", "text", "text", "text", "heading", "text")


@pytest.fixture
def lines():
    paragraphs = tuple(
        Paragraph(kind, sentence, (Run(0, span.start, len(sentence)),), "" if number < 4 else "RECORDS",
                  0 if number < 4 else None)
        for number, (kind, sentence, span) in enumerate(zip(KINDS, SENTENCES, SPANS, strict=True)))
    document = Document("d", TEXT, "0" * 64, paragraphs, (Question("1.a", 2, SENTENCES[0]),), pages=(0, SPANS[4].start))
    claims = (
        make_claim(1, "retains", ("frame:retains/keep",)),
        make_claim(1, "states", ()),
        make_claim(2, "states", ("construction:states", "verb:frob")),
    )
    uncovered = (Uncovered(0, (SPANS[0],), "question"), Uncovered(3, (SPANS[3],), "no-frame", "zap"),
                 Uncovered(4, (SPANS[4],), "heading"), Uncovered(5, (SPANS[5],), "status-only"))
    return cover_document(document, claims, uncovered)


def make_claim(number: int, predicate: str, how: tuple[str, ...]) -> Claim:
    evidence = Evidence((SPANS[number],), number)
    return Claim(Thing("Organization", "Bureau"), predicate, Value("records"), "Affirmed", "Stated", evidence, how=how)


def test_every_sentence_has_one_line_in_the_order_of_the_text(lines):
    assert [line.text for line in lines] == [" ".join(sentence.split()) for sentence in SENTENCES]
    assert [line.claims for line in lines] == [0, 2, 1, 0, 0, 0]
    assert [line.reason for line in lines] == ["question", "", "states-only", "no-frame", "heading", "status-only"]
    assert [line.page for line in lines] == [1, 1, 1, 1, 2, 2]


def test_totals_by_section_and_for_the_document(lines):
    question, section, document = total_sections(lines)
    assert question.section == "block 2, question 1.a"
    assert (question.sentences, question.asserting, question.claimed) == (4, 3, 1)
    assert (section.section, section.asserting, section.claimed) == ("RECORDS", 1, 0)
    assert (document.section, document.sentences, document.asserting, document.claimed) == ("the document", 6, 4, 1)
    assert dict(document.reasons) == {"question": 1, "states-only": 1, "no-frame": 1, "heading": 1, "status-only": 1}


def test_verbs_without_a_frame_are_ranked(lines):
    assert rank_missed(lines) == (("frob", 1), ("zap", 1))


def test_rows_read_back(lines):
    for line in lines:
        assert read_row(dict(zip(COLUMNS, write_row(line), strict=True))) == line
