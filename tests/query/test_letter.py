"""Every saved query over the committed build of the letter: what it must find, and what it must never find."""
from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from graphkit.query import Row, open_source, run_query
from graphkit.query.saved import list_names
from graphkit.query.source import Source

BUILD = Path(__file__).parents[2] / "exports" / "ice-wyden-2019"
CASES: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("letter.yaml").read_text(encoding="utf-8"))


@cache
def open_letter() -> Source:
    return open_source(BUILD)


def fits(row: Row, pieces: dict[str, Any]) -> bool:
    return all(str(piece) in row[name] for name, piece in pieces.items())


def test_every_saved_query_has_a_case() -> None:
    assert sorted(CASES) == list(list_names())


@pytest.mark.parametrize("name", sorted(CASES))
def test_saved_query_over_the_letter(name: str) -> None:
    case = CASES[name]
    rows = list(run_query(open_letter(), name, params=case.get("params")))
    missing = [pieces for pieces in case.get("has", ()) if not any(fits(row, pieces) for row in rows)]
    wrong = [dict(row) for row in rows for pieces in case.get("never", ()) if fits(row, pieces)]
    assert (missing, wrong) == ([], [])
    assert len(rows) == case.get("count", len(rows))


@pytest.mark.parametrize("name", sorted(CASES))
def test_every_quote_stands_in_the_letter(name: str) -> None:
    letter = " ".join((BUILD.parents[1] / "seeds" / "ice-wyden-2019.txt").read_text(encoding="utf-8").split())
    for row in run_query(open_letter(), name, params=CASES[name].get("params")):
        for part in row.get("quote", "").split(" … "):
            assert " ".join(part.split()) in letter
