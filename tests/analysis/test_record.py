"""The record of a build: every claim with its words and places, as the graph tells them."""
from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.analysis.record import Record, open_record, read_record
from graphkit.analysis.sheet import Row, Sheet, quote_claim
from graphkit.cli.sheets import FORMATS, write_sheet
from graphkit.errors import GraphError
from graphkit.pipeline import build

ROOT = Path(__file__).parents[2]
TEXT = """Port Authority
Response to Senator Day
3 May 2021

1. Who keeps the photographs?

The Harbor Bureau keeps photographs in the Gate Log System. It does not share photographs with the Coast Service.

2. May the Coast Service see them?

The Coast Service may view photographs through the Gate Log System.
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    letter = tmp_path_factory.mktemp("record") / "letter.txt"
    letter.write_text(TEXT, encoding="utf-8")
    return read_record(build(letter).graph.store, "letter")


def test_claims_stand_where_their_words_do(record: Record) -> None:
    assert record.claims
    for claim in record.claims:
        assert claim.places
        for place in claim.places:
            assert TEXT[place.start : place.end] == place.words
    starts = [claim.places[0].start for claim in record.claims]
    assert starts == sorted(starts)


def test_denial_keeps_polarity_and_roles(record: Record) -> None:
    denied = [claim for claim in record.claims if claim.polarity == "Denied"]
    assert [(claim.subject.label, claim.predicate, claim.object.label) for claim in denied] == [
        ("Harbor Bureau", "shares", "photographs")]
    assert [term.label for term in denied[0].find_role("recipient")] == ["Coast Service"]


def test_questions_lead_to_their_claims(record: Record) -> None:
    assert [record.name_question(question.iri) for question in record.questions] == ["1", "2"]
    last = record.questions[1]
    assert [claim.modality for claim in record.claims if last.iri in claim.questions] == ["Possible"]
    assert quote_claim(record, record.claims[-1])[0].question == "2"


def test_written_build_gives_the_same_claims() -> None:
    record = open_record(ROOT / "exports" / "ice-wyden-2019")
    assert len(record.questions) == 29
    assert record.author is not None and record.author.label == "ICE"
    known = {(part.rpartition("/")[2], whole.rpartition("/")[2]) for part, whole in record.background}
    said = {(part.rpartition("/")[2], whole.rpartition("/")[2]) for part, whole in record.parts}
    assert ("cbp", "dhs") in known - said  # what was known beforehand is told apart
    assert ("ice-hsi", "ice") in said


def test_graph_without_document_is_refused() -> None:
    from pyoxigraph import Store

    with pytest.raises(GraphError, match="documents in it"):
        read_record(Store(), "empty")


@pytest.mark.parametrize("form", FORMATS)
def test_sheet_in_every_format(record: Record, form: str) -> None:
    claim = record.claims[0]
    sheet = Sheet("kept", "What is kept", ("who", "what"),
                  (Row((claim.subject.label, "=1+1 | <b>"), (claim.iri,), quote_claim(record, claim)),), "A note.")
    text = write_sheet(sheet, form)
    assert claim.places[0].words.split(" in ")[0] in text.replace("\\", "")
    assert write_sheet(Sheet("kept", "What is kept", ("who",), ()), form)
    if form == "csv":
        assert "'=1+1 | <b>" in text
    if form == "markdown":
        assert "<b>" not in text and "\\|" in text
