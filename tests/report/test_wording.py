"""How claims read: a denial or a hedge is never told as if it were so."""
from __future__ import annotations

import pytest

from graphkit.analysis.record import UNSTATED, RecordedClaim, Term
from graphkit.ontology.terms import load_terms
from graphkit.report.wording import find_stance, load_stances, load_words, name_predicate, state_claim

MODALITIES = ("Stated", "Procedural", "Possible", "Planned", "Required", "KnowledgeDisclaimed")


def say(predicate: str, polarity: str = "Affirmed", modality: str = "Stated", words: str = "records", **more: str):
    bureau = Term("Harbor Bureau", "https://example.org/hb", "Organization")
    return RecordedClaim("https://example.org/claim/1", bureau, predicate, Term(words), polarity, modality, (), **more)


@pytest.mark.parametrize(("claim", "words"), [
    (say("shares"), "Harbor Bureau shares records"),
    (say("shares", "Denied"), "Harbor Bureau does not share records"),
    (say("shares", modality="Possible"), "Harbor Bureau may share records"),
    (say("shares", modality="Required"), "Harbor Bureau must share records"),
    (say("shares", "Denied", "Required"), "Harbor Bureau must not share records"),
    (say("shares", "Denied", "Possible"), "Harbor Bureau possibly does not share records"),
    (say("matches", "Denied"), "Harbor Bureau does not match records"),
    (say("queries", "Denied"), "Harbor Bureau does not query records"),
    (say("hasAccessTo", "Denied"), "Harbor Bureau does not have access to records"),
    (say("ownedBy", modality="Planned"), "Harbor Bureau is planned to be owned by records"),
    (say("isAwareOf", "Denied", "KnowledgeDisclaimed"), "Harbor Bureau is not aware of records"),
    (say("usedFor", words="to find people"), "Harbor Bureau is used to find people"),
    (say("usedFor", words="travel"), "Harbor Bureau is used for travel"),
    (say("states", "Denied", words="It has no staff."), "Harbor Bureau in its own words: It has no staff."),
])
def test_claim_in_words(claim: RecordedClaim, words: str) -> None:
    assert state_claim(claim) == words


def test_no_predicate_reads_alike_affirmed_and_not() -> None:
    for predicate in load_terms().predicates:
        if predicate.name == "states":  # tells the document's own words
            continue
        plain = name_predicate(say(predicate.name))
        assert plain == name_predicate(say(predicate.name, modality="Procedural"))
        for polarity in ("Affirmed", "Denied"):
            for modality in MODALITIES:
                if polarity == "Denied" or modality not in ("Stated", "Procedural"):
                    assert name_predicate(say(predicate.name, polarity, modality)) != plain


@pytest.mark.parametrize(("claim", "stance"), [
    (say("shares"), "stated"),
    (say("shares", modality="Procedural"), "stated"),
    (say("shares", withheld="attributed"), "hedged"),
    (say("shares", modality="Possible"), "hedged"),
    (say("shares", "Denied"), "denied"),
    (say("shares", "Denied", "Required"), "denied"),
    (say("shares", "Denied", "Possible"), "hedged"),
    (say("isAwareOf", "Denied", "KnowledgeDisclaimed"), "hedged"),
])
def test_stance(claim: RecordedClaim, stance: str) -> None:
    assert find_stance(claim) == stance


def test_unstated_party_is_named_so() -> None:
    nobody = Term("Unstated", UNSTATED, "Unstated")
    claim = RecordedClaim("x", nobody, "collects", Term("images"), "Affirmed", "Stated", ())
    assert state_claim(claim) == "someone not named collects images"


def test_every_stance_and_modality_has_its_words() -> None:
    assert [stance.name for stance in load_stances()] == ["stated", "hedged", "denied"]
    for polarity in ("affirmed", "denied"):
        assert set(load_words()[polarity]) == set(MODALITIES)
