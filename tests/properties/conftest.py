"""The documents at hand and their builds, each made once."""
from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "corpus").glob("*.txt")],
                   key=lambda file: file.stem)


@cache
def build_once(file: Path):
    from graphkit.pipeline import build

    return build(file)


@pytest.fixture(params=DOCUMENTS, ids=lambda file: file.stem)
def built(request):
    """The build of every document at hand."""
    return build_once(request.param)
