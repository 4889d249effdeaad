"""A sample for a person to mark: drawn with a seed, claims beside sentences, and the marks read back."""
from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.analysis.record import open_record
from graphkit.analysis.sampling import Marks, draw_sample, read_marks
from graphkit.cli import main
from graphkit.errors import EvaluationError

BUILD = Path(__file__).parents[2] / "exports" / "ice-wyden-2019"


@pytest.fixture(scope="module")
def record():
    return open_record(BUILD)


def test_same_seed_same_claims(record) -> None:
    assert draw_sample([record], 10, 3) == draw_sample([record], 10, 3)
    assert draw_sample([record], 10, 3) != draw_sample([record], 10, 4)
    assert draw_sample([record], 5, 3) == draw_sample([record], 10, 3)[:5]


def test_every_claim_can_be_drawn_once_and_states_never(record) -> None:
    drawn = draw_sample([record], 10_000, 0)
    asserted = {claim.iri for claim in record.claims if claim.predicate != "states"}
    assert sorted(one.iri for one in drawn) == sorted(asserted)


def test_denials_and_hedges_are_no_facts(record) -> None:
    for one in draw_sample([record], 10_000, 0):
        if one.claim.startswith("NOT") or "[Possible]" in one.claim:
            assert not one.fact


def test_sheet_is_printed_marked_and_read_back(tmp_path: Path) -> None:
    printed = CliRunner().invoke(main, ["evaluate", "--sample", "8", "--seed", "2", str(BUILD)])
    assert printed.exit_code == 0, printed.output
    rows = list(csv.DictReader(io.StringIO(printed.output, newline="")))
    assert len(rows) == 8
    assert all(row["claim"] and row["sentence"] and not row["mark"] for row in rows)
    for number, row in enumerate(rows):
        row["mark"] = "wrong" if number < 2 else "right"
        row["fact"] = "yes" if number == 0 else "no"
    sheet = tmp_path / "sheet.csv"
    with sheet.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    read = CliRunner().invoke(main, ["evaluate", "--marks", str(sheet)])
    assert read.output.splitlines() == ["6 of 8 right, 0.750, 95 % interval 0.409 to 0.929",
                                        "1 of the wrong ones stand as facts"]


def test_interval_of_no_marks_is_everything() -> None:
    assert Marks(0, 0, 0, 4).interval == (0.0, 1.0)


@pytest.mark.parametrize("content, reason", [
    ("", "no row"),
    ("a,b\n1,2\n", "no column 'mark'|no sheet"),
    ("fact,mark\nyes,perhaps\n", "row 2: mark 'perhaps'"),
])
def test_broken_sheet_is_refused(content: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_text(content, encoding="utf-8")
    with pytest.raises(EvaluationError, match=reason):
        read_marks(tmp_path / "sheet.csv")


def test_evaluate_without_anything_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["evaluate"]).exit_code == 2
