"""claims.csv and flows.csv: whole, readable by any reader of RFC 4180, and no formula in them."""
from __future__ import annotations

import csv
import io

import pytest

from graphkit.export import read_contents, write_texts
from graphkit.export.tables import FORMULA, guard_cell

from ..graph.sample import CLAIMS
from .letters import NASTY, build_hostile, build_sample

SAMPLE, HOSTILE = (write_texts(read_contents(graph)) for graph in (build_sample(), build_hostile()))


def read_table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("name", ["claims.csv", "flows.csv"])
@pytest.mark.parametrize("texts", [SAMPLE, HOSTILE], ids=["sample", "hostile"])
def test_every_row_is_whole_and_no_cell_a_formula(texts: dict[str, str], name: str) -> None:
    rows = list(csv.reader(io.StringIO(texts[name], newline=""), strict=True))
    assert len(rows) > 5
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]
    assert texts[name].endswith("\r\n")


def test_claims_stand_in_the_order_of_the_document() -> None:
    rows = read_table(SAMPLE["claims.csv"])
    assert len(rows) == len(CLAIMS) + 1  # one is derived by rule
    starts = [int(row["start"].split(";")[0]) for row in rows]
    assert starts == sorted(starts)


def test_a_claims_row_says_all_of_it() -> None:
    (row,) = [row for row in read_table(SAMPLE["claims.csv"]) if row["object"] == "manifests"]
    assert (row["subject"], row["predicate"], row["polarity"], row["modality"]) == (
        "Cargo Watch Unit", "shares", "Affirmed", "Stated",
    )  # fmt: skip
    roles = (row["recipient"], row["purpose"], row["restriction"])
    assert roles == ("Brightwater Analytics", "billing purposes", "only")
    assert row["sentence"] == (
        "The Cargo Watch Unit shares manifests … with Brightwater Analytics for billing purposes only."
    )
    assert (row["speaker"], row["said_on"], row["question"], row["is_fact"]) == ("HIB", "2021-03-03", "1:2", "yes")


def test_what_is_no_fact_is_said_to_be_none() -> None:
    facts = {row["claim"]: row for row in read_table(SAMPLE["claims.csv"])}
    for row in facts.values():
        if row["polarity"] == "Denied" or row["modality"] not in ("Stated", "Procedural") or row["withheld_because"]:
            assert row["is_fact"] == "no" or row["predicate"] in ("shares", "hasCapability"), row
    (denied,) = [row for row in facts.values() if row["contradicts"]]
    assert facts[denied["contradicts"]]["is_fact"] == "no"


def test_flows_say_which_kind_they_are() -> None:
    rows = read_table(SAMPLE["flows.csv"])
    kinds = [row["kind"] for row in rows]
    assert kinds == sorted(kinds, key=["DataFlow", "PossibleDataFlow", "DeniedDataFlow"].index)
    (row,) = [row for row in rows if row["destination"] == "Lantern Police"]
    assert (row["kind"], row["modality"], row["source"], row["data"]) == (
        "PossibleDataFlow", "Possible", "HIB", "fingerprints",
    )  # fmt: skip


def test_hostile_words_come_back_whole() -> None:
    purposes = {row["purpose"] for row in read_table(HOSTILE["claims.csv"])}
    for words in NASTY:
        expected = words.replace("\x00", "\ufffd")
        assert expected in purposes or f"'{expected}" in purposes, words


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\tx", "\rx", "\nx", "＝1"])
def test_a_cell_that_could_be_a_formula_is_guarded(cell: str) -> None:
    assert guard_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "1", "a=b", "'", " =1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guard_cell(cell) == cell
