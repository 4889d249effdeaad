"""Every document with gold: nothing leaks, no polarity is turned, and no document falls below what it had reached."""
from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from graphkit.analysis.evaluation import evaluate_graph
from graphkit.analysis.gold import read_gold
from graphkit.pipeline import build

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parent.parent
#: Stem of a gold file → precision and recall that it must reach.
LEAST: dict[str, tuple[float, float]] = yaml.safe_load(
    Path(__file__).with_name("scores.yaml").read_text(encoding="utf-8"))
GOLD = sorted(file for file in (TESTS / "gold").rglob("*.psv") if ".questions" not in file.name)


def find_text(gold: Path) -> Path:
    """The text that a gold file annotates: beside it, in the corpus, or the letter among the seeds."""
    beside, corpus = gold.with_suffix(".txt"), TESTS / "corpus" / f"{gold.stem}.txt"
    return next((file for file in (beside, corpus) if file.exists()), TESTS.parent / "seeds" / f"{gold.stem}.txt")


def test_every_gold_file_has_its_measure() -> None:
    assert sorted(LEAST) == sorted(file.stem for file in GOLD)


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_a_document_reaches_what_it_had_reached(file: Path) -> None:
    built = build(find_text(file))
    score = evaluate_graph(read_gold(file), built.document.text, built.graph.store)
    assert score.leaks == ()
    assert [wrong for wrong in score.wrong if wrong.kind != "wrong"] == []
    precision, recall = LEAST[file.stem]
    assert score.precision >= precision, "\n".join(map(str, score.wrong))
    assert score.recall >= recall, "\n".join(map(str, score.missed))
