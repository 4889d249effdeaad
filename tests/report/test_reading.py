"""The document to read: every character stands there once, and every claim marks the words it is read from."""
from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.analysis.coverage import Line
from graphkit.analysis.record import Place, Record, RecordedClaim, Term, open_record
from graphkit.document.saved import read_saved
from graphkit.model import Document, Paragraph, Run
from graphkit.report.contents import read_lines
from graphkit.report.reading import Block, read_blocks

BUREAU = Term("Harbor Bureau", "https://example.org/hb", "Organization")


def claim(name: str, places: tuple[Place, ...], clause: str = "", polarity: str = "Affirmed") -> RecordedClaim:
    return RecordedClaim(name, BUREAU, "shares", Term("records"), polarity, "Stated", places, clause=clause)


def read(text: str, *claims: RecordedClaim) -> Block:
    paragraph = Paragraph("text", text, (Run(0, 0, len(text)),))
    return read_blocks(Document("letter", text, "", (paragraph,)), claims, ())[0]


def list_pieces(block: Block) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(piece.text, piece.claims, piece.stances) for sentence in block.sentences for piece in sentence.pieces]


def test_clause_is_marked_and_the_rest_of_its_sentence_is_not() -> None:
    text = "HB keeps records but does not share them."
    block = read(text, claim("keeps", (Place(0, 41, 0, text),), "HB keeps records"),
                 claim("shares", (Place(0, 41, 0, text),), "does not share them", "Denied"))
    assert list_pieces(block) == [
        ("HB keeps records", ("keeps",), ("stated",)), (" but ", (), ()),
        ("does not share them", ("shares",), ("denied",)), (".", (), ())]


def test_shared_words_show_the_most_cautious_stance_and_lead_to_the_narrower_claim() -> None:
    text = "HB shares records unless told."
    block = read(text, claim("wide", (Place(0, 30, 0, text),)),
                 claim("narrow", (Place(0, 30, 0, text),), "shares records", "Denied"))
    assert ("shares records", ("narrow", "wide"), ("denied", "stated")) in list_pieces(block)


def test_sentence_that_a_claim_only_rests_on_is_not_marked() -> None:
    first, second = "GLS is a system.", "HB does not share it."
    text = f"{first} {second}"
    block = read(text, claim("shares", (Place(0, 16, 0, first), Place(17, 38, 0, second)), second, "Denied"))
    assert list_pieces(block) == [(first, ("shares",), ()), (" ", (), ()), (second, ("shares",), ("denied",))]


def test_item_that_is_read_behind_its_lead_in_is_a_sentence_of_its_own() -> None:
    lead, item = "HB keeps:", "photographs; and maps."
    paragraphs = (Paragraph("text", lead, (Run(0, 0, 9),)), Paragraph("item", item, (Run(0, 12, 22),), lead=0))
    document = Document("letter", f"{lead}\n\n {item}", "", paragraphs)
    lines = [Line(12, 9, 0, "", "item", 1, "", "", item), Line(25, 34, 0, "", "item", 0, "fragment", "", "maps")]
    block = read_blocks(document, (), lines)[1]
    assert [(sentence.start, [piece.text for piece in sentence.pieces]) for sentence in block.sentences] == [
        (12, ["photographs; "]), (25, ["and maps."])]


@pytest.mark.parametrize("name", ["harbor", "hostile"])
def test_document_is_whole_and_every_claim_stands_in_it(name: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(name)
    document, record = read_saved(folder), open_record(folder)
    blocks = read_blocks(document, record.claims, read_lines(folder))
    for paragraph, block in zip(document.paragraphs, blocks, strict=True):
        assert "".join(text for text, _, _ in list_pieces(block)) == paragraph.text
    assert find_marked(blocks) == {claim.iri for claim in record.claims}
    assert_words(record, blocks)


def find_marked(blocks: tuple[Block, ...]) -> set[str]:
    return {iri for block in blocks for _, claims, stances in list_pieces(block) if stances for iri in claims}


def assert_words(record: Record, blocks: tuple[Block, ...]) -> None:
    """The marked pieces of a claim hold its clause; blanks and unseen marks may be less."""
    for found in record.claims:
        words = found.clause or found.quote
        marked = "".join(text for block in blocks for text, claims, _ in list_pieces(block) if found.iri in claims)
        assert keep_seen(words) in keep_seen(marked)


def keep_seen(words: str) -> str:
    return "".join(sign for sign in words if sign.isprintable() and not sign.isspace())
