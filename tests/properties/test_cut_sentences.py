"""Sentences cut off in the middle, as in broken tables and bad scans: each is read, in no more time than others."""
from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from graphkit import extract_claims, read_document
from graphkit.language.tree import Node

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parents[1]
TEXTS = [*sorted((TESTS / "corpus").glob("*.txt")), *sorted((TESTS / "gold" / "others").glob("*.txt"))]
SENTENCE = re.compile(r"(?<=[.;:])\s")


def list_sentences() -> list[str]:
    """All sentences of the documents at hand that are neither very short nor very long."""
    words = (" ".join(path.read_text(encoding="utf-8", errors="replace").split()) for path in TEXTS)
    return [sentence for text in words for sentence in SENTENCE.split(text) if 30 < len(sentence) < 400]


@pytest.mark.parametrize("seed", range(4))
def test_what_is_cut_off_is_read(seed: int, tmp_path: Path) -> None:
    drawn, sentences, lines = random.Random(seed), list_sentences(), []
    for _ in range(800):
        words = drawn.choice(sentences).split()
        start = drawn.choice([0, 0, 0, drawn.randrange(max(1, len(words) - 3))])
        lines.append(" ".join(words[start : drawn.randrange(start + 1, len(words) + 1)]).rstrip(".,;:"))
    letter = tmp_path / "letter.txt"
    letter.write_text("The Office of Fair Audits (OFA) wrote.\n\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
    claims, uncovered = extract_claims(read_document(letter))
    assert claims and uncovered


def test_nothing_hangs_under_itself() -> None:
    above, below = (Node(place, text, text, "NN", "dep", place, place + 1) for place, text in enumerate("ab"))
    below.move(above, "conj")
    above.move(below, "conj")
    assert above.head is None and below.head is above
