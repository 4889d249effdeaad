"""Every quote of a graph rechecked: what still stands passes, and exactly the claims whose words changed fail."""
from __future__ import annotations

import hashlib

import pyoxigraph as ox
import pytest

from graphkit.analysis.source import find_files, read_origin
from graphkit.analysis.verification import verify_graph
from graphkit.errors import GraphError
from graphkit.graph import build_graph
from graphkit.model import Claim, Document, Evidence, Paragraph, Question, Run, Span, Thing

SENTENCES = (
    "The Bureau shares images with the Agency.", "It does not share fingerprints.", "The Agency keeps the images.",
)
TEXT = "\n".join(SENTENCES)
STARTS = [TEXT.index(sentence) for sentence in SENTENCES]


def make_document(text: str = TEXT) -> Document:
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    paragraphs = tuple(Paragraph("text", sentence, (Run(0, start, len(sentence)),))
                       for sentence, start in zip(SENTENCES, STARTS, strict=True))
    return Document("letter", text, sha256, paragraphs, (Question("1", 1, "Who?", None, (), (2,)),))


def make_claim(number, subject, predicate, data, clause="", polarity="Affirmed") -> Claim:
    span = Span(STARTS[number], STARTS[number] + len(SENTENCES[number]))
    start = TEXT.index(clause) if clause else 0
    inner = (Span(start, start + len(clause)),) if clause else ()
    return Claim(Thing("Organization", subject), predicate, Thing("DataCategory", data), polarity, "Stated",
                 Evidence((span,), number, inner))


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return build_graph(make_document(), (
        make_claim(0, "Bureau", "shares", "images", "shares images"),
        make_claim(1, "Bureau", "shares", "fingerprints", polarity="Denied"),
        make_claim(2, "Agency", "retains", "images"),
    )).store


def verify(store: ox.Store, text: str):
    return verify_graph(store, read_origin(store, "letter"), make_document(text))


def test_an_unchanged_document_is_sound(store):
    found = verify(store, TEXT)
    assert found.sound and found.claims == 3 and found.passages >= 3


@pytest.mark.parametrize("number", range(3))
def test_one_changed_byte_fails_exactly_the_claims_that_rest_on_it(store, number):
    place = STARTS[number] + 5
    changed = TEXT[:place] + "#" + TEXT[place + 1:]
    found = verify(store, changed)
    statements = [failure.statement for failure in found.failures if failure.statement]
    assert len(statements) == 1 and not found.sound
    assert statements[0].startswith(("Bureau shares", "Bureau NOT shares", "Agency retains")[number])
    fault, = found.failures[0].faults
    assert (fault.start, fault.end) == (STARTS[number], STARTS[number] + len(SENTENCES[number]))
    assert fault.expected == SENTENCES[number] and fault.found == changed[fault.start:fault.end]


def test_a_byte_between_the_sentences_fails_no_claim_but_the_hash(store):
    place = STARTS[1] - 1
    found = verify(store, TEXT[:place] + " " + TEXT[place + 1:])
    assert not found.failures and not found.sound and found.sha256 != found.recorded


def test_an_answer_fails_with_its_words(store):
    changed = TEXT.replace("keeps", "leeps")
    assert any("/answer/" in failure.iri for failure in verify(store, changed).failures)


def test_moved_words_are_found_where_they_stand_now(store):
    found = verify(store, "X" + TEXT)
    moved = [fault.moved for failure in found.failures for fault in failure.faults]
    assert moved and set(moved) == {start + 1 for start in STARTS}


def test_a_claim_without_evidence_fails(store):
    bare = ox.Store()
    evidence = ox.NamedNode("https://w3id.org/graphkit/ns#evidence")
    bare.extend(quad for quad in store if quad.predicate != evidence)
    found = verify(bare, TEXT)
    assert len(found.failures) == 3 and all(failure.faults[0].expected == "" for failure in found.failures)


def test_a_clause_outside_its_sentence_fails(store):
    forged = ox.Store()
    exact = ox.NamedNode("http://www.w3.org/ns/oa#exact")
    for quad in store:
        if quad.predicate == exact and quad.object.value == "shares images":
            quad = ox.Quad(quad.subject, exact, ox.Literal("shares everything"), quad.graph_name)
        forged.add(quad)
    fault, = verify(forged, TEXT).failures[0].faults
    assert (fault.expected, fault.found) == ("shares everything", SENTENCES[0])


def test_a_graph_without_a_document_is_refused():
    with pytest.raises(GraphError, match="0 documents"):
        read_origin(ox.Store(), "letter")


def test_files_of_a_name_are_found_nearest_first(tmp_path):
    for place in ("seeds", "far"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "letter.txt").write_text(place)
    (tmp_path / "seeds" / "letters.txt").write_text("another")
    places = (tmp_path / "none", tmp_path / "seeds", tmp_path / "far", tmp_path / "seeds")
    assert find_files("letter", places) == (tmp_path / "seeds" / "letter.txt", tmp_path / "far" / "letter.txt")
