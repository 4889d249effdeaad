"""Claims in, the same with a calibrated confidence out; the doubtful ones are withheld from the facts.

How sure a reading is follows from how it came about: the steps in `Claim.how`, the length of the sentence, whether it
says who acts, what kind of statement it is. Each is a feature with a weight in `ontology/cues/confidence.yaml`; their
sum goes through the logistic function. The weights are fitted to annotated documents by logistic regression (see
graphkit.analysis.calibration), so that of claims at 0.9 nine in ten are right.
"""
from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from graphkit.errors import OntologyError
from graphkit.model import UNSTATED, Claim, Document, Span
from graphkit.ontology.cues import read_yaml

STEP = re.compile(r"(?<!\S)(voice|construction|coreference|governor|repair|rule):([\w-]+)")
#: Sentences of more words than these are features of their own: the parse gets worse with the length.
LENGTHS = (20, 30, 40, 60)
_LONGER = tuple(f"words:{length}" for length in LENGTHS)
DOUBT = "its reading is doubtful: confidence below"


class Confidence(Struct, frozen=True):
    """What confidence.yaml says: the log-odds of a claim without features, what each adds, the least for a fact."""

    base: float
    threshold: float
    weights: Mapping[str, float]

    def weigh(self, features: Sequence[str]) -> float:
        """Features to a confidence from 0 to 1, in hundredths; what has no weight adds nothing."""
        odds = self.base + sum(map(self.weights.get, features, repeat(0.0)))
        return round(1 / (1 + math.exp(-odds)), 2)


def read_confidence(folder: Path) -> Confidence:
    """The weights of an ontology's folder. Raises OntologyError that names file and value."""
    path = folder / "cues" / "confidence.yaml"
    content = read_yaml(path)
    numbers = {name: content.get(name) if isinstance(content, dict) else None for name in ("base", "threshold")}
    weights = content.get("weights") if isinstance(content, dict) else None
    if not isinstance(weights, dict):
        raise OntologyError(f"{path}: 'weights' must be a mapping of features to numbers, not {weights!r}")
    for name, value in {**numbers, **weights}.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise OntologyError(f"{path}: {name!r} must be a number, not {value!r}")
    base, threshold = (float(value) for value in numbers.values() if value is not None)
    if not 0 <= threshold <= 1:
        raise OntologyError(f"{path}: 'threshold' must be a confidence from 0 to 1, not {threshold}")
    return Confidence(base, threshold, {name: float(value) for name, value in weights.items()})


def list_features(
    predicate: str, polarity: str, modality: str, steps: str, words: int, *, known: bool
) -> tuple[str, ...]:
    """What is known of how a claim was read, as names of features, sorted.

    steps  the entries of `Claim.how`, joined by blanks; words: of its sentences; known: does it say who acts?
    """
    features = {f"predicate:{predicate}", f"polarity:{polarity}", f"modality:{modality}"}
    features |= _list_steps(steps)
    features.update(_LONGER[: bisect_left(LENGTHS, words)])
    if not known:
        features.add("agent:unstated")
    return tuple(sorted(features))


@lru_cache(maxsize=8192)
def _list_steps(steps: str) -> frozenset[str]:
    """Features of the steps of a reading: the same are taken again and again."""
    return frozenset(feature for kind, name in STEP.findall(steps) for feature in (kind, f"{kind}:{name}"))


def weigh_claims(claims: Sequence[Claim], document: Document, confidence: Confidence) -> tuple[Claim, ...]:
    """Claims to the same with their confidence; below the threshold they are withheld from the facts."""
    lengths: dict[tuple[Span, ...], int] = {}
    weighed = []
    for claim in claims:
        spans = claim.evidence.spans
        if spans not in lengths:
            lengths[spans] = _count_words(document, spans)
        weighed.append(weigh_claim(claim, lengths[spans], confidence))
    return tuple(weighed)


def _count_words(document: Document, spans: Sequence[Span]) -> int:
    return sum([len(document.text[span.start : span.end].split()) for span in spans])


def weigh_claim(claim: Claim, words: int, confidence: Confidence) -> Claim:
    """One claim to the same with its confidence: the calibrated one, times the reading's own if a stage doubts it.

    words  how many its sentences have
    """
    features = list_features(claim.predicate, claim.polarity, claim.modality, " ".join(claim.how), words,
                             known=claim.subject != UNSTATED)
    weight = round(claim.confidence * confidence.weigh(features), 2)
    withheld = claim.withheld
    if weight < confidence.threshold:
        withheld = withheld or f"{DOUBT} {confidence.threshold:g}"
    return replace(claim, confidence=weight, withheld=withheld)
