"""What connects organizations with things, cell by cell, and what does not."""
from __future__ import annotations

import csv
import io
import itertools
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.analysis.matrix import Cell, Matrix, build_matrix, lay_cells, lay_matrix
from graphkit.analysis.record import open_record
from graphkit.cli import main
from graphkit.cli.matrix import AGAINST, split_sheet
from graphkit.cli.sheets import FORMATS, write_sheet
from graphkit.ontology.cells import load_cells

from .records import make_record

LETTER = Path(__file__).parents[2] / "exports" / "ice-wyden-2019"
PARTS = (("Gate Unit", "Port Office"), ("Night Unit", "Gate Unit"))


def get_cell(matrix: Matrix, party: str, thing: str) -> Cell:
    row = [term.label for term in matrix.parties].index(party)
    return matrix.cells[row][[term.label for term in matrix.things].index(thing)]


def find_cell(lines: str, party: str = "Gate Unit", thing: str = "Tide System", against: str = "systems") -> Cell:
    return get_cell(build_matrix(make_record(lines, parts=PARTS), against), party, thing)


@pytest.mark.parametrize(("polarity", "modality", "expected"), [
    ("affirmed", "stated", "affirmed"), ("affirmed", "procedural", "procedural"), ("affirmed", "possible", "possible"),
    ("affirmed", "planned", "planned"), ("affirmed", "required", "required"), ("denied", "stated", "denied"),
    ("denied", "procedural", "denied"), ("denied", "required", "denied"), ("denied", "disclaimed", "disclaimed"),
])
def test_state_of_one_claim(polarity: str, modality: str, expected: str) -> None:
    assert find_cell(f"Gate Unit | uses | Tide System | {polarity} | {modality}").state == expected


ORDER = ("affirmed stated", "affirmed procedural", "affirmed required", "affirmed planned", "affirmed possible",
         "denied stated", "denied disclaimed")


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(ORDER, 2)))
def test_firmer_state_names_the_cell_and_the_other_is_told(one: str, other: str) -> None:
    cell = find_cell("\n".join(f"Gate Unit | {predicate} | Tide System | {mode.replace(' ', ' | ')}"
                               for predicate, mode in (("uses", one), ("audits", other))))
    states = [state for state, _ in cell.said]
    assert len(cell.claims) == len(states) == 2
    first = min((one, other), key=ORDER.index).split()
    assert cell.state == {"stated": first[0], "disclaimed": "disclaimed"}.get(first[1], first[1])


@pytest.mark.parametrize(("lines", "party", "thing", "expected"), [
    ("Tide System | ownedBy | Gate Unit", "Gate Unit", "Tide System", "affirmed: is owned by"),
    ("Gate Unit | shares | logs | affirmed | stated | via=Tide System", "Gate Unit", "Tide System", "affirmed: shares"),
    ("clerks | worksFor | Gate Unit\nclerks | queries | Tide System", "Gate Unit", "Tide System", "affirmed: queries"),
    # of the nearest body
    ("clerks | worksFor | Gate Unit\nPort Office | uses | Tide System\nclerks | queries | Tide System",
     "Port Office", "Tide System", "affirmed: uses"),
    ("Gate Unit | uses | Tide System | denied | stated\nGate Unit | uses | Tide System", "Gate Unit", "Tide System",
     "contradictory: affirmed: uses; denied: uses"),
    ("Gate Unit | audits | Tide System | denied | stated\nGate Unit | uses | Tide System", "Gate Unit", "Tide System",
     "affirmed: uses; denied: audits"),
    # neither inherits from the other in silence
    ("Port Office | uses | Tide System", "Gate Unit", "Tide System", "not addressed (whole Port Office: affirmed)"),
    ("Port Office | uses | Tide System\nGate Unit | uses | Tide System | denied | stated", "Night Unit", "Tide System",
     "not addressed (whole Gate Unit: denied; whole Port Office: affirmed)"),
    ("Gate Unit | uses | Tide System | affirmed | possible", "Port Office", "Tide System",
     "not addressed (part Gate Unit: possible)"),
    ("Gate Unit | uses | A System\nCoast Service | uses | Tide System", "Gate Unit", "Tide System", "not addressed"),
])
def test_cell(lines: str, party: str, thing: str, expected: str) -> None:
    assert str(find_cell(lines, party, thing)) == expected


def test_denial_by_one_means_is_of_the_means() -> None:
    lines = """Gate Unit | hasCapability | face recognition | denied | stated | via=Tide System
        & Gate Unit | hasCapability | face recognition | affirmed | stated | via=A System"""
    assert find_cell(lines).state == "denied"
    assert find_cell(lines, thing="A System").state == "affirmed"
    capability = find_cell(lines, thing="face recognition", against="capabilities")
    assert str(capability) == "affirmed: has the capability; denied in part: has the capability"


def test_names_of_one_capability_are_one_column() -> None:
    matrix = build_matrix(make_record("Port Office | uses | face recognition\n"
                                      "Gate Unit | hasCapability | face recognition capability", parts=PARTS),
                          "capabilities")
    assert [thing.label for thing in matrix.things] == ["face recognition"]


def test_parts_follow_their_whole() -> None:
    lines = "Alpha Agency | uses | Tide System\nPort Office | uses | Tide System"
    matrix = build_matrix(make_record(lines, parts=(*PARTS, ("Quay Unit", "Silent Agency"))))
    assert [(term.label, depth) for term, depth in zip(matrix.parties, matrix.depths, strict=True)] == [
        ("Alpha Agency", 0), ("Port Office", 0), ("Gate Unit", 1), ("Night Unit", 2)]


def test_only_the_predicates_asked_for() -> None:
    record = make_record("Gate Unit | uses | Tide System\nGate Unit | audits | Tide System | denied | stated",
                         parts=PARTS)
    assert str(get_cell(build_matrix(record, predicates=("audits",)), "Gate Unit", "Tide System")) == "denied: audits"


def test_every_cell_rests_on_its_claims() -> None:
    record = open_record(LETTER)
    for against in AGAINST:
        matrix = build_matrix(record, against)
        assert len(matrix.cells) == len(matrix.parties) and matrix.things
        for row in matrix.cells:
            assert len(row) == len(matrix.things)
            assert all(bool(cell.claims) == (cell.state != "not addressed") for cell in row)


def test_letter_parts_are_not_interchangeable() -> None:
    systems = build_matrix(open_record(LETTER), "systems")
    assert get_cell(systems, "ICE", "ATS-P").brief == "affirmed, denied"
    assert get_cell(systems, "ICE ERO", "ATS-P").state == "denied"
    assert get_cell(systems, "ICE HSI", "ATS-P").state == "affirmed"
    assert str(get_cell(systems, "ICE HSI", "SmartLINK")) == "not addressed"
    assert get_cell(systems, "ICE", "SmartLINK").brief == "not addressed (part: affirmed)"
    data = build_matrix(open_record(LETTER), "data")
    assert get_cell(data, "ICE HSI", "photographs").state == "denied"
    assert get_cell(data, "ICE HSI", "probe photo").state == "procedural"


def test_against_is_what_the_ontology_has() -> None:
    assert set(AGAINST) == set(load_cells().against)


def test_wide_matrix_is_split_for_the_screen_and_keeps_every_cell() -> None:
    record = make_record("\n".join(f"Port Office | uses | S{number} System" for number in range(30)))
    sheet = lay_matrix(build_matrix(record), brief=True)
    parts = list(split_sheet(sheet, 100))
    assert len(parts) > 1 and [part.note for part in parts][:-1] == [""] * (len(parts) - 1)
    assert [column for part in parts for column in part.columns[1:]] == list(sheet.columns[1:])
    for part in parts:
        assert max(map(len, write_sheet(part, "table").split("\n")[2:-2])) <= 100


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("cells", [False, True])
def test_hostile_labels(form: str, cells: bool) -> None:
    evil = "</script>\\|*`=1+1` \x1b[31m System"
    matrix = build_matrix(make_record(f"=cmd() Office | uses | {evil}"))
    text = write_sheet(lay_cells(matrix) if cells else lay_matrix(matrix), form)
    assert "\x1b" not in text or form in ("csv",)
    if form == "csv":
        assert list(csv.reader(io.StringIO(text)))[1][0].startswith("'=cmd()")
    if form == "json":
        json.loads(text)


def test_command() -> None:
    run = CliRunner().invoke
    done = run(main, ["matrix", str(LETTER), "--against", "capabilities", "--format", "markdown"])
    assert done.exit_code == 0 and "| ICE ERO" in done.output.replace("  ICE", " ICE")
    early = run(main, ["matrix", str(LETTER), "--as-of", "2017-12-31", "-p", "deploys", "--cells"])
    late = run(main, ["matrix", str(LETTER), "--as-of", "2018-02-05", "-p", "deploys", "--cells"])
    assert "SmartLINK" not in early.output and "SmartLINK" in late.output
    wrong = run(main, ["matrix", str(LETTER), "-p", "devours"])
    assert wrong.exit_code == 1 and "devours" in wrong.output and wrong.output.count("\n") == 1
