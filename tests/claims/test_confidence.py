"""Confidence: features of how a claim was read, weights from a file, doubtful claims kept out of the facts."""
from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.claims.confidence import Confidence, list_features, read_confidence, weigh_claims
from graphkit.document import read_document
from graphkit.errors import OntologyError
from graphkit.model import UNSTATED, Claim, Evidence, Span, Thing
from graphkit.ontology import find_ontology


@pytest.fixture
def document(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("The Bureau keeps photographs of all visitors.", encoding="utf-8")
    return read_document(tmp_path / "letter.txt")


def make_claim(**changes) -> Claim:
    values = {"subject": Thing("Organization", "Bureau"), "predicate": "stores", "polarity": "Affirmed",
              "object": Thing("DataCategory", "photographs"), "modality": "Stated",
              "evidence": Evidence((Span(0, 45),), 0), "how": ("frame:stores/keep a copy of", "repair:relative")}
    return Claim(**{**values, **changes})


def test_features_tell_steps_length_and_agent() -> None:
    steps = "frame:stores/keep a repair:x coreference:pronoun"
    assert set(list_features("stores", "Denied", "Stated", steps, 35, known=False)) == {
        "agent:unstated", "coreference", "coreference:pronoun", "modality:Stated", "polarity:Denied",
        "predicate:stores", "repair", "repair:x", "words:20", "words:30"}


def test_weight_is_the_logistic_of_the_sum() -> None:
    confidence = Confidence(1.0, 0.5, {"repair": -1.0, "polarity:Denied": 2.0})
    assert confidence.weigh(()) == 0.73
    assert confidence.weigh(("repair",)) == 0.5
    assert confidence.weigh(("repair", "polarity:Denied", "unheard:of")) == 0.88


def test_doubtful_claim_is_withheld_and_stays(document) -> None:
    (weighed,) = weigh_claims([make_claim()], document, Confidence(0.0, 0.5, {"repair:relative": -1.0}))
    assert weighed.confidence == 0.27
    assert "doubtful" in weighed.withheld
    assert not weighed.factual


def test_sure_claim_is_not_withheld(document) -> None:
    (weighed,) = weigh_claims([make_claim()], document, Confidence(3.0, 0.5, {}))
    assert weighed.withheld == ""
    assert weighed.factual


def test_doubt_of_a_stage_counts_too(document) -> None:
    (weighed,) = weigh_claims([make_claim(confidence=0.4)], document, Confidence(9.0, 0.5, {}))
    assert weighed.confidence == 0.4


def test_earlier_reason_is_kept(document) -> None:
    claim = make_claim(subject=UNSTATED, withheld="hearsay")
    (weighed,) = weigh_claims([claim], document, Confidence(-3.0, 0.5, {}))
    assert weighed.withheld == "hearsay"


def test_weights_of_the_ontology_are_read() -> None:
    confidence = read_confidence(find_ontology())
    assert 0 < confidence.threshold < 1


@pytest.mark.parametrize("content, place", [
    ("base: 1\nthreshold: 0.5\n", "weights"),
    ("base: one\nthreshold: 0.5\nweights: {}\n", "base"),
    ("base: 1\nthreshold: 2\nweights: {}\n", "threshold"),
    ("base: 1\nthreshold: 0.5\nweights: {repair: often}\n", "repair"),
    ("base: .nan\nthreshold: 0.5\nweights: {}\n", "base"),
    ("base: true\nthreshold: 0.5\nweights: {}\n", "base"),
    ("- 1\n", "weights"),
])
def test_wrong_file_is_refused(content: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / "confidence.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(OntologyError, match=rf"confidence\.yaml: '{place}'"):
        read_confidence(tmp_path)
