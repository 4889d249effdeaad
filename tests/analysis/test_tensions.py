"""Which claims stand against each other, and which only look so."""
from __future__ import annotations

import csv
import itertools
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.analysis.record import Record, open_record, read_record
from graphkit.analysis.tensions import Tension, find_tensions, lay_tensions
from graphkit.cli import main
from graphkit.cli.sheets import FORMATS, write_sheet
from graphkit.pipeline import build

from .records import make_record

ROOT = Path(__file__).parents[2]
LETTER = ROOT / "exports" / "ice-wyden-2019"
PARTS = (("Gate Unit", "Port Office"), ("Dock Unit", "Port Office"))


def find(lines: str, **options: object) -> tuple[Tension, ...]:
    return find_tensions([make_record(lines, parts=PARTS, **options)])  # type: ignore[arg-type]


def show(tensions: tuple[Tension, ...]) -> list[tuple[int, str]]:
    return [(tension.strength, tension.reason) for tension in tensions]


# ---------------------------------------------------------------------- the grammar: a denial, a claim, an answer

SUBJECTS = {  # of a claim, where the Port Office denies: does the denial cover it?
    "Port Office": True, "Gate Unit": True, "Port Office clerks": True, "Coast Service": False, "Unstated": False,
}
OBJECTS = {  # where gate photographs are denied
    "gate photographs": True, "night gate images": True, "photographs": False, "gate logs": False, "information": False,
}
SCOPES = {  # roles of the denial, roles of the claim, and whether they meet
    ("", ""): True, ("", "via=Tide System"): True, ("via=Tide System", "via=Tide System"): True,
    ("via=Tide System", "via=Gate System"): False, ("via=Tide System", ""): False,
    ("recipient=Coast Service", "recipient=Coast Service"): True,
    ("recipient=Coast Service", "recipient=River Service"): False,
    ("recipient=agency", "recipient=Coast Service"): True,
    ('condition="at night"', ""): False, ('purpose="other than training"', 'purpose="billing"'): False,
}
MODES = {  # of the claim, and the strength of the pair
    "stated": 1, "procedural": 1, "possible": 2, "planned": 2,
}


@pytest.mark.parametrize(("subject", "object_", "scopes", "mode"),
                         list(itertools.product(SUBJECTS, OBJECTS, SCOPES, MODES)))
def test_denial_stands_against_what_it_covers(
    subject: str, object_: str, scopes: tuple[str, str], mode: str
) -> None:
    found = find(f"""
        Port Office clerks | worksFor | Port Office
        Port Office | shares | gate photographs | denied | stated | {scopes[0]}
        {subject} | shares | {object_} | affirmed | {mode} | {scopes[1]}
    """)
    polar = [tension for tension in found if tension.reason in ("polarity", "part against whole")]
    expected = SUBJECTS[subject] and OBJECTS[object_] and SCOPES[scopes]
    assert [tension.strength for tension in polar] == ([MODES[mode]] if expected else [])
    if expected:
        assert polar[0].reason == ("part against whole" if subject == "Gate Unit" else "polarity")


@pytest.mark.parametrize(("lines", "expected"), [
    # one sentence says both on purpose
    ("Port Office | shares | photographs | denied | stated | via=A System\n"
     "& Port Office | shares | photographs | affirmed | stated | via=B System; restriction=\"only by B System\"", []),
    # said three times is said once
    ("\n".join(["Gate Unit | hasCapability | face recognition | denied | stated | via=A System"] * 3)
     + "\nPort Office | hasCapability | face recognition | affirmed | stated | via=A System"
     + "\nGate Unit | hasCapability | face recognition | affirmed | stated | via=B System", []),
    # denied of a part, said of the whole
    ("Gate Unit | uses | Tide System | denied | stated\nPort Office | uses | Tide System", []),
    # a limit denied is the thing affirmed
    ('Port Office | reliesOn | face matches | denied | stated | restriction="solely"\n'
     "Port Office | reliesOn | face matches", []),
    ('Port Office | reliesOn | face matches | denied | stated | restriction="solely"\n'
     "Port Office | uses | face matches | denied | stated", [(1, "use against non-use")]),
    # not now, and before
    ("Port Office | uses | Tide System | denied | stated | asOf=date:2020-06-01\n"
     "Port Office | uses | Tide System | affirmed | stated | validFrom=date:2015; validUntil=date:2016", []),
    ("Port Office | uses | Tide System | denied | stated | asOf=date:2016-03-01\n"
     "Port Office | uses | Tide System | affirmed | stated | validFrom=date:2015; validUntil=date:2016",
     [(1, "use against non-use")]),
    # a manner denied
    ('Port Office | tracks | visitors | denied | stated | restriction="actively"\nPort Office | tracks | visitors',
     [(3, "polarity")]),
    # has, and gives
    ("Port Office | holds | photographs | denied | stated\nPort Office | submits | gate photographs",
     [(2, "possession")]),
    # the rule, and what is done
    ("Port Office | shares | photographs | denied | required\nPort Office | shares | photographs",
     [(1, "rule against practice")]),
    ("Port Office | audits | Tide System | denied | stated\nPort Office | audits | Tide System | affirmed | required",
     [(1, "rule against practice")]),
    # without an agent nothing is certain
    ("Unstated | shares | photographs | denied | stated\nPort Office | shares | photographs", [(2, "polarity")]),
    ("Unstated | shares | photographs | denied | stated | via=Tide System\nPort Office | shares | photographs", []),
    ("Unstated | shares | photographs\nUnstated | shares | photographs | denied | stated", []),
    # numbers and dates
    ("visitors | hasCount | \"90\" | affirmed | stated | asOf=date:2020-01-01\n"
     "visitors | hasCount | \"91\" | affirmed | stated | asOf=date:2020-01-01", [(1, "number")]),
    ("visitors | hasCount | \"90\" | affirmed | stated | asOf=date:2020-01-01\n"
     "visitors | hasCount | \"91\" | affirmed | stated | asOf=date:2020-02-01", []),
    ("Port Office | deploys | Tide System | affirmed | stated | validFrom=date:2018-02-05\n"
     "Port Office | deploys | Tide System | affirmed | stated | validFrom=date:2018", []),
    ("Port Office | deploys | Tide System | affirmed | stated | validFrom=date:2018-02-05; validUntil=date:2018-02-05\n"
     "Port Office | deploys | Tide System | affirmed | stated | validFrom=date:2019; validUntil=date:2019",
     [(2, "date")]),
    ("Port Office | deploys | Tide System | affirmed | stated | validFrom=date:2018-02-05\n"
     "Port Office | deploys | Tide System | affirmed | stated | validFrom=date:2019-02-05", [(2, "date")]),
    ('Port Office | retains | gate photographs | affirmed | stated | untilEvent="for two years"\n'
     'Port Office | retains | gate photographs | affirmed | stated | untilEvent="for five years"', [(2, "duration")]),
    # only
    ('Port Office | shares | gate photographs | affirmed | stated | via=A System; restriction="only through A System"\n'
     "Port Office | shares | gate photographs | affirmed | stated | via=B System", [(2, "only")]),
    ('Port Office | shares | gate photographs | affirmed | stated | via=A System; restriction="only through A System"\n'
     "Port Office | shares | gate photographs | affirmed | stated | via=A System", []),
])
def test_construction(lines: str, expected: list[tuple[int, str]]) -> None:
    assert show(find(lines)) == expected


CUSTODY = [  # who has it, by which predicate, and whether that crosses the border that the denial draws
    ("Tide Company", "retains", True), ("Tide Company", "hasAccessTo", True),
    ("Tide Company clerks", "hasAccessTo", True),
    ("Tide Company", "uses", False), ("Dock Unit", "retains", False), ("Port Office", "retains", False),
    ("Port Office clerks", "hasAccessTo", False), ("visitors", "hasAccessTo", False), ("Tide System", "stores", False),
]
BORDERS = {'restriction="outside of the agency"': 2, "recipient=agency": 2, "": 3,
           "recipient=River Service": 0, 'condition="without consent"': 0}


@pytest.mark.parametrize(("party", "predicate", "crosses"), CUSTODY)
@pytest.mark.parametrize("border", BORDERS)
def test_what_does_not_leave_and_is_outside(party: str, predicate: str, crosses: bool, border: str) -> None:
    found = find(f"""
        Port Office clerks | worksFor | Port Office
        Tide Company clerks | worksFor | Tide Company
        Gate Unit | shares | visitor photographs | denied | stated | {border}
        {party} | {predicate} | visitor photographs
    """)
    expected = [BORDERS[border]] if crosses and BORDERS[border] else []
    assert [strength for strength, reason in show(found) if reason == "custody"] == expected


def test_data_seen_more_widely_needs_the_same_system() -> None:
    denial = "Gate Unit | shares | visitor photographs | denied | stated | recipient=agency"
    wide = "Tide Company | retains | {} System visitor information"
    systems = "Port Office | uses | Tide System\nPort Office | uses | Harbor System"
    told = " | Gate Unit does not share visitor photographs taken by the Tide System with any other agency"
    assert show(find(f"{denial}{told}\n{wide.format('Tide')}\n{systems}")) == [(2, "custody")]
    assert not find(f"{denial}{told}\n{wide.format('Harbor')}\n{systems}")


@pytest.mark.parametrize(("lines", "found"), [
    ("Gate Unit | uses | face recognition", True),
    ("Gate Unit officers | uses | face recognition", True),
    ("Coast Service | uses | face recognition", False),
    ("Gate Unit | uses | plate recognition", False),
    ('Gate Unit | reliesOn | face recognition match | denied | stated | restriction="solely"', True),
    ("Gate Unit | considers | face recognition | affirmed | stated", False),
])
def test_knowledge_against_use(lines: str, found: bool) -> None:
    record = f"""
        Gate Unit officers | worksFor | Gate Unit
        Gate Unit | isAwareOf | cases | denied | disclaimed | | Gate Unit is unaware of any that used face recognition.
        {lines}
    """
    assert show(find(record)) == ([(2, "knowledge against use")] if found else [])


def test_across_documents_things_are_matched_by_name() -> None:
    one = make_record("Port Office | uses | Tide System | denied | stated", name="one", parts=PARTS)
    other = make_record("Gate Unit | uses | Tide System", name="other", base="https://example.org/")
    found = find_tensions([one, other])
    assert [(said.record.name, said.claim.subject.label) for tension in found
            for said in (*tension.one, *tension.other)] == [("one", "Port Office"), ("other", "Gate Unit")]
    assert lay_tensions(found).rows[0].cells[3:5] == (
        "one: Port Office NOT uses Tide System", "other: Gate Unit uses Tide System")


def test_general_words_of_two_documents_are_not_compared() -> None:
    one = make_record("Unstated | shares | photographs | denied | stated", name="one", author="Port Office")
    other = make_record("Coast Service | shares | photographs", name="other", author="Coast Service")
    assert not find_tensions([one, other])


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_labels(form: str) -> None:
    evil = "</script><b>`=1+1` \\| * System"
    sheet = lay_tensions(find(f"Port Office | uses | {evil} | denied | stated\nPort Office | uses | {evil}"))
    assert len(sheet.rows) == 1
    text = write_sheet(sheet, form)
    if form == "markdown":
        assert "<b>" not in text


def test_order_of_records_changes_nothing_within_each() -> None:
    records = [make_record("Port Office | uses | Tide System | denied | stated\nPort Office | uses | Tide System",
                           name=name) for name in ("a", "b")]
    assert lay_tensions(find_tensions(records)).rows == lay_tensions(find_tensions(records)).rows


# ------------------------------------------------------------------------------ the letter


@pytest.fixture(scope="module")
def letter() -> Record:
    return open_record(LETTER)


def test_letter_traps_come_first(letter: Record) -> None:
    tensions = find_tensions([letter])
    words = [(" ".join(said.claim.quote for said in tension.one), " ".join(said.claim.quote for said in tension.other))
             for tension in tensions]
    assert "submit any type of photographs" in words[0][0] and "would provide a probe photo" in words[0][1]
    assert "unaware of any that utilized" in words[1][0] and "treats matches similar" in words[1][1]
    assert "does not share these outside" in words[2][0] and "retained by the contractor" in words[2][1]
    assert "BI case specialists have access" in words[2][1]
    assert [tension.strength for tension in tensions[:3]] < [tension.strength for tension in tensions[3:6]]
    assert all(tension.strength == 3 for tension in tensions[3:])
    softer = [one for one, other in words[3:] if "has not explored" in one and "given presentations" in other]
    assert softer


def test_letter_denials_of_another_scope_raise_no_alarm(letter: Record) -> None:
    for tension in find_tensions([letter]):
        for said in (*tension.one, *tension.other):
            assert "does not have facial recognition capabilities through" not in said.claim.quote
            assert not (said.claim.predicate == "hasCapability" and said.claim.polarity == "Denied")


INVENTED = """Department of Rivers
Letter to the Committee on Water
12 June 2022

1. Is biometric data shared?

The Department of Rivers (DOR) does not disclose fingerprint records outside of the Department. Delta Services LLC
employees have access to the fingerprint records.

2. Does DOR use the Eye Matching Tool?

DOR has not used the Eye Matching Tool. DOR officers query the Eye Matching Tool when they board a ship.

3. When was the Registry of Boatmen deployed?

DOR deployed the Registry of Boatmen (ROB) on 4 January 2020. DOR deployed ROB on 9 March 2021.

4. Does DOR retain audio?

DOR does not retain audio recordings. DOR stores audio recordings for thirty days. DOR does not rely solely on audio
recordings.

5. Does DOR share lists?

DOR shares vessel lists only through the Lock Portal. DOR shares vessel lists through the Sluice Portal. DOR must not
share crew lists with the press. DOR shares crew lists with the press. DOR does not share weather logs through the Lock
Portal, only through the Sluice Portal. DOR does not share ship names with the press. DOR shares ship names with the
Coast Registry.
"""


def test_invented_letter_from_its_text(tmp_path: Path) -> None:
    path = tmp_path / "rivers.txt"
    path.write_text(INVENTED, encoding="utf-8")
    tensions = find_tensions([read_record(build(path).graph.store)])
    assert sorted(tension.reason for tension in tensions) == [
        "custody", "date", "only", "polarity", "rule against practice", "use against non-use"]
    assert [tension.strength for tension in tensions] == [1, 1, 1, 2, 2, 2]
    for tension in tensions:
        for said in (*tension.one, *tension.other):
            assert "weather logs" not in said.claim.quote and "ship names" not in said.claim.quote


@pytest.mark.parametrize("seed", range(60))
def test_order_of_the_text_changes_no_finding(seed: int) -> None:
    chance = random.Random(seed)
    lines = [" | ".join((chance.choice(list(SUBJECTS)), chance.choice(("shares", "holds", "uses", "collects")),
                         chance.choice(list(OBJECTS)), chance.choice(("affirmed", "denied")),
                         chance.choice(list(MODES)), chance.choice(("", "via=Tide System", "recipient=agency"))))
             for _ in range(10)]
    found = {}
    for order in (lines, sorted(lines), lines[::-1]):
        tensions = find("\n".join(order))
        found[tuple(order)] = sorted((tension.strength, tension.reason) for tension in tensions)
        assert [tension.rank for tension in tensions] == list(range(1, len(tensions) + 1))
        assert [tension.strength for tension in tensions] == sorted(tension.strength for tension in tensions)
    assert len({str(each) for each in found.values()}) == 1
    affirmed = [line for line in lines if "| denied |" not in line]
    assert not find("\n".join(affirmed))


@pytest.mark.slow
def test_letter_comes_first_among_all_documents_of_the_corpus() -> None:
    files = [*sorted((ROOT / "tests" / "corpus").glob("*.txt")), ROOT / "seeds" / "ice-wyden-2019.txt"]
    tensions = find_tensions([read_record(build(file).graph.store, file.stem) for file in files])
    assert {said.record.sha256 for tension in tensions[:3] for said in (*tension.one, *tension.other)} == {
        open_record(LETTER).sha256}
    assert 6 <= len(tensions) <= 30


def test_command(letter: Record) -> None:
    done = CliRunner().invoke(main, ["tensions", str(LETTER), "--strength", "2", "--format", "csv"])
    assert done.exit_code == 0 and len(list(csv.reader(done.output.splitlines()))) >= 4
    assert done.output.startswith("rank,strength,reason")
    missing = CliRunner().invoke(main, ["tensions", "nowhere"])
    assert missing.exit_code == 1 and missing.output.count("\n") == 1
