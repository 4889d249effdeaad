"""Calibration: the fit finds what is reliable, tells nothing of what is rare, and is the same in every order."""
from __future__ import annotations

import random

from graphkit.analysis.calibration import Judged, fit_confidence, leave_out, write_confidence
from graphkit.analysis.evaluation import table_pairs


def draw_claims(count: int, seed: int = 7) -> list[Judged]:
    """Claims of which those that were repaired are right half of the time, others nine times in ten."""
    chance = random.Random(seed)
    claims = []
    for number in range(count):
        repaired = chance.random() < 0.4
        right = chance.random() < (0.5 if repaired else 0.9)
        features = ("polarity:Affirmed", *(("repair",) if repaired else ("plain",)))
        claims.append(Judged(f"letter{number % 3}", features, right))
    return claims


def test_confidence_is_how_often_such_claims_are_right() -> None:
    fit = fit_confidence(draw_claims(3000), 0.5)
    assert abs(fit.weigh(("polarity:Affirmed", "plain")) - 0.9) < 0.03
    assert abs(fit.weigh(("polarity:Affirmed", "repair")) - 0.5) < 0.04


def test_rare_features_get_no_weight() -> None:
    claims = [*draw_claims(100), Judged("letter0", ("polarity:Affirmed", "unique"), False)]
    assert "unique" not in fit_confidence(claims, 0.5).weights


def test_order_does_not_matter() -> None:
    claims = draw_claims(300)
    shuffled = random.Random(1).sample(claims, len(claims))
    assert fit_confidence(claims, 0.5) == fit_confidence(shuffled, 0.5)


def test_left_out_documents_are_judged_by_the_others() -> None:
    pairs = leave_out(draw_claims(3000), 0.5)
    assert len(pairs) == 3000
    steps = {lower: (judged, right) for lower, judged, right in table_pairs(pairs) if judged}
    assert sum(judged for judged, _ in steps.values()) == 3000
    for lower, (judged, right) in steps.items():
        if judged > 300:
            assert abs(right / judged - max(lower, 0.45)) < 0.12


def test_all_right_is_no_division_by_zero() -> None:
    fit = fit_confidence([Judged("a", ("polarity:Affirmed",), True)] * 50, 0.5)
    assert fit.weigh(("polarity:Affirmed",)) > 0.9


def test_written_weights_are_yaml() -> None:
    import yaml

    fit = fit_confidence(draw_claims(500), 0.5)
    read = yaml.safe_load(write_confidence(fit))
    assert read["base"] == fit.base
    assert read["weights"] == dict(fit.weights)
