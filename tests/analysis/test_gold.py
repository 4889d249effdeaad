"""Each gold file lies in its text: its stretches are found there, and every quote lies in one of them."""
from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.analysis.evaluation import find_range
from graphkit.analysis.gold import read_gold, squeeze

TESTS = Path(__file__).parents[1]
FILES = sorted(path for path in (TESTS / "gold").glob("*.psv") if ".questions" not in path.name)
LEAST_LINES = 20  # fewer say little about how a document fares


def find_text(name: str) -> Path:
    text = TESTS / "corpus" / f"{name}.txt"
    return text if text.is_file() else TESTS.parent / "seeds" / f"{name}.txt"


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_quotes_lie_in_the_stretches(file):
    gold, text = read_gold(file), squeeze(find_text(file.stem).read_text(encoding="utf-8"))
    stretches = [text[slice(*find_range(text, first, last, file.stem))] for first, last in gold.spans]
    strays = [line.id for line in gold.lines if not any(line.quote in stretch for stretch in stretches)]
    assert not strays
    assert len({line.id for line in gold.lines if line.required}) >= LEAST_LINES


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_an_id_names_one_statement(file):
    ids = [line.id for line in read_gold(file).lines]
    again = [key for place, key in enumerate(ids) if key in ids[:place] and ids[place - 1] != key]
    assert not again
