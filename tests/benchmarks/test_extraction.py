"""Extraction beside the parse, at 1,000 and at 100,000 words: printed and kept; no test fails on a time alone.

The parse costs less a word the longer a document is, since spaCy keeps what it knows of a word (at 100,000 words a
third less than at 10,000); the rest of extraction costs the same a word, so that the ratio grows although both are
linear.
"""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FIGURES = ROOT / "build" / "benchmark.json"
SCRIPT = Path(__file__).with_name("extraction.py")
#: What the rest of extraction may cost in parses, and MiB above the model.
TARGETS = {"ratio": 0.4, "memory": 300}


def measure(words: int) -> dict[str, float]:
    run = subprocess.run([sys.executable, SCRIPT, str(words)], check=True, capture_output=True)
    return json.loads(run.stdout)


@pytest.mark.benchmark
def test_extraction_beside_the_parse():
    figures = {f"extraction of {words:,} words": measure(words) for words in (1_000, 100_000)}
    for name, costs in figures.items():
        print("\n" + name, *(f"{key} {value:g}" for key, value in costs.items()), f"targets {TARGETS}")
        assert set(TARGETS) <= set(costs)
    kept = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps({**kept, **figures}, indent=1) + "\n")


@pytest.mark.slow
def test_time_grows_in_proportion_to_the_words_and_memory_is_bounded():
    small, large = measure(5_000), measure(100_000)
    growth = large["words"] / small["words"]
    assert large["rest"] < 2 * growth * small["rest"]
    assert large["memory"] < TARGETS["memory"]
