"""Judged claims in, the weights of `ontology/cues/confidence.yaml` out: L2-regularised logistic regression.

The log-odds that a claim is right are a sum over features of how it was read (graphkit.claims.confidence). The penalty
keeps the weight of a feature that few claims have near zero. It is minimised by Newton's method, which has no random
start and no step size to choose: the same claims give the same weights (Hastie, Tibshirani, Friedman: The Elements of
Statistical Learning, 4.4.1 and 3.4.1). What a fit is worth on documents that it has not seen is told by leaving each
document out in turn.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from graphkit.claims.confidence import Confidence, list_features

if TYPE_CHECKING:
    from graphkit.analysis.record import RecordedClaim

#: What a unit of weight costs, squared: as much as being wrong about a claim or two.
PENALTY = 2.0
#: A feature that fewer judged claims have gets no weight.
LEAST = 4
ROUNDS = 25


class Judged(Struct, frozen=True):
    """A claim that somebody judged: of which document, how it was read, and whether it is right."""

    document: str
    features: tuple[str, ...]
    right: bool


def judge_claim(document: str, claim: RecordedClaim, right: bool) -> Judged:
    """A claim of a record and the verdict on it to what a fit needs."""
    words = sum(len(place.words.split()) for place in claim.places)
    known = claim.subject.label != "Unstated"
    return Judged(document, list_features(claim.predicate, claim.polarity, claim.modality, claim.derived_by, words,
                                          known=known), right)


def fit_confidence(judged: Sequence[Judged], threshold: float) -> Confidence:
    """Judged claims to the weights that fit them best; weights in hundredths, those of nothing left out."""
    import numpy as np

    counts = Counter(feature for claim in judged for feature in claim.features)
    names = sorted(name for name, count in counts.items() if LEAST <= count < len(judged))
    matrix = np.array([[1.0, *(float(name in claim.features) for name in names)] for claim in judged])
    right = np.array([float(claim.right) for claim in judged])
    penalty = np.diag([0.0] + [PENALTY] * len(names))
    weights = np.zeros(len(names) + 1)
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (chance - right) + penalty @ weights
        curve = (matrix.T * (chance * (1 - chance))) @ matrix + penalty
        weights = weights - np.linalg.solve(curve + 1e-9 * np.eye(len(weights)), slope)
    rounded = [round(float(weight), 2) for weight in weights]
    return Confidence(rounded[0], threshold, {name: w for name, w in zip(names, rounded[1:], strict=True) if w})


def leave_out(judged: Sequence[Judged], threshold: float) -> tuple[tuple[float, bool], ...]:
    """For every judged claim the confidence that a fit to the other documents gives it, and whether it is right."""
    pairs = []
    for document in sorted({claim.document for claim in judged}):
        others = [claim for claim in judged if claim.document != document]
        fit = fit_confidence(others, threshold)
        pairs += [(fit.weigh(claim.features), claim.right) for claim in judged if claim.document == document]
    return tuple(pairs)


def write_confidence(confidence: Confidence) -> str:
    """Weights to the lines of the file, the features by name."""
    lines = [f"base: {confidence.base:g}", f"threshold: {confidence.threshold:g}", "weights:"]
    lines += [f"  {name}: {weight:g}" for name, weight in sorted(confidence.weights.items())]
    return "\n".join(lines) + "\n"
