"""What one record says otherwise than another."""
from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.analysis.difference import KINDS, Difference, compare_records, lay_difference
from graphkit.analysis.record import Record, open_record, read_record
from graphkit.cli import main
from graphkit.cli.sheets import FORMATS, write_sheet
from graphkit.ontology.comparison import load_comparison
from graphkit.pipeline import build

from .records import make_record

ROOT = Path(__file__).parents[2]
LETTER = ROOT / "exports" / "ice-wyden-2019"
SEED = ROOT / "seeds" / "ice-wyden-2019.txt"
STATEMENTS = ("Port Office | uses | Tide System", "Gate Unit | shares | gate photographs",
              "Tide System | ownedBy | Coast Service")
MODES = [("affirmed", mode) for mode in ("stated", "procedural", "required", "planned", "possible")]
# The same sentence with another word in it, or a sentence of its own kind: two versions of a letter, or two letters.
WORDS = {"version": ("The sentence on the matter at hand, once so.", "The sentence on the matter at hand, now so."),
         "letter": ("One letter writes in this way.", "Quite differently, another put what it had to tell.")}


def compare(old: str, new: str) -> list[str]:
    return show(compare_records(make_record(old, name="old"), make_record(new, name="new")))


def show(difference: Difference) -> list[str]:
    return [change.kind for change in difference.changes]


@pytest.mark.parametrize("count", range(2, 6))
def test_order_and_repetition_are_no_difference(count: int) -> None:
    lines = [f"{statement} | affirmed | stated | | Sentence {number} says what it says."
             for number, statement in enumerate((STATEMENTS * 2)[:count])]
    mixed = random.Random(count).sample(lines, count)
    assert compare("\n".join(lines), "\n".join(lines)) == []
    assert compare("\n".join(lines), "\n".join(mixed)) == []
    assert compare("\n".join(lines), "\n".join([*mixed, lines[0]])) == []


@pytest.mark.parametrize(("statement", "mode", "words"), list(itertools.product(STATEMENTS, MODES, WORDS)))
def test_inserted_denial_is_one_reversal(statement: str, mode: tuple[str, str], words: str) -> None:
    old, new = WORDS[words]
    other = "River Service | audits | Dock System | denied | stated | | Nobody touches this one."
    lines = [f"{statement} | {polarity} | {mode[1]} | | {text}\n{other}"
             for polarity, text in (("affirmed", old), ("denied", new))]
    # "may not" makes no denial that covers "may": of two letters it is new, and the other gone
    hedged = words == "letter" and mode[1] in ("possible", "planned")
    found = compare(*lines)
    assert found == ["reversed"] or (hedged and set(found) <= {"gone", "new", "reversed"})
    back = compare(*reversed(lines))
    assert back == ["reversed"] or (hedged and set(back) <= {"gone", "new", "reversed"})


@pytest.mark.parametrize(("statement", "modes", "words"),
                         list(itertools.product(STATEMENTS, itertools.permutations(MODES, 2), WORDS)))
def test_firmness_up_and_down(statement: str, modes: tuple[tuple[str, str], ...], words: str) -> None:
    lines = [f"{statement} | {polarity} | {mode} | | {text}"
             for (polarity, mode), text in zip(modes, WORDS[words], strict=True)]
    down = MODES.index(modes[0]) < MODES.index(modes[1])
    assert compare(*lines) == ["weakened" if down else "strengthened"]


ROLES = {  # old roles, new roles, and what that is
    ("", "validFrom=date:2018"): "date changed", ("validFrom=date:2018", "validFrom=date:2019"): "date changed",
    ("quantity=\"40\"", "quantity=\"41\""): "number changed", ("", "condition=\"when asked\""): "weakened",
    ("restriction=\"only\"", ""): "strengthened", ("recipient=Coast Service", "recipient=River Service"): "changed",
    ("via=A System", ""): "changed", ("untilEvent=\"the end\"", "untilEvent=\"the start\""): "date changed",
}


@pytest.mark.parametrize(("statement", "roles", "words"), list(itertools.product(STATEMENTS, ROLES, WORDS)))
def test_roles(statement: str, roles: tuple[str, str], words: str) -> None:
    lines = [f"{statement} | affirmed | stated | {role} | {text}"
             for role, text in zip(roles, WORDS[words], strict=True)]
    assert compare(*lines) == [ROLES[roles]]


@pytest.mark.parametrize(("old", "new", "expected"), [
    ("visitors | hasCount | \"90\"", "visitors | hasCount | \"91\"", ["number changed"]),
    ("Port Office | uses | Tide System", "Port Office | uses | Dock System", ["changed"]),
    ("Port Office | holds | gate photographs", "Port Office | holds | gate images", ["reworded"]),
    ("Port Office | states | \"a thing\"", "Port Office | states | \"a thing\" | denied | stated", ["reversed"]),
    ("Port Office | uses | Tide System", "", ["gone"]),
    ("", "Port Office | uses | Tide System", ["new"]),
])
def test_pair(old: str, new: str, expected: list[str]) -> None:
    same = "\nRiver Service | audits | Dock System"
    assert compare(old + same, new + same) == expected


def test_two_letters_are_matched_by_names_and_wholes() -> None:
    one = make_record("Port Office | uses | Tide System | affirmed | stated | | In this way.", name="one")
    other = make_record("Port Office | uses | Tide System | affirmed | stated | | It put it quite otherwise.",
                        name="two", base="https://example.org/")
    assert show(compare_records(one, other)) == ["reworded"]
    third = make_record("Port Office | uses | Tide System | denied | stated | via=A System | It put it otherwise.",
                        name="three", base="https://example.org/")
    assert show(compare_records(one, third)) == ["gone", "new"]  # by one means only: no reversal


def test_numbers_that_no_claim_holds_are_seen_in_the_words() -> None:
    lines = [f"Port Office | uses | Tide System | affirmed | stated | | The office has {number} rooms there for it."
             for number in (40, 41)]
    assert compare(*lines) == ["number changed"]


def test_every_modality_has_its_place() -> None:
    assert set(load_comparison().firmness) == {
        "Stated", "Procedural", "Required", "Planned", "Possible", "KnowledgeDisclaimed"}
    assert len(set(KINDS)) == len(KINDS)


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_labels(form: str) -> None:
    old = make_record("=1+1 Office | uses | <b>\x1b[31m`|` System", name="same|<i>")
    new = make_record("=1+1 Office | uses | <b>\x1b[31m`|` System | denied | stated", name="same|<i>")
    text = write_sheet(lay_difference(compare_records(old, new)), form)
    assert "(A)" in text.replace("\\", "") and ("\x1b" not in text or form == "csv")


# ------------------------------------------------------------------------------ the letter, edited


@pytest.fixture(scope="module")
def letter() -> Record:
    return read_record(build(SEED).graph.store)


def edit(folder: Path, old: str, new: str) -> Record:
    text = SEED.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = folder / "edited.txt"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return read_record(build(path).graph.store)


EDITS = [
    ("ICE HSI treats matches", "ICE HSI does not treat matches", "reversed"),
    ("SmartLINK on February 5, 2018", "SmartLINK on February 6, 2018", "date changed"),
    ("6,771 aliens", "6,772 aliens", "number changed"),
]
MORE = [
    ("which are conducted in support", "which are not conducted in support", "reversed"),
    ("ICE ERO stores ATD", "ICE ERO does not store ATD", "reversed"),
    ("systems is monitored by", "systems is not monitored by", "reversed"),
    ("ICE HSI has partnered", "ICE HSI has not partnered", "reversed"),
    ("specialists have access to the information", "specialists do not have access to the information", "reversed"),
    ("Information is retained by", "Information is not retained by", "reversed"),
    ("would provide a probe photo", "would not provide a probe photo", "reversed"),
    ("As ATS-P and CCD are owned", "As ATS-P and CCD are not owned", "reversed"),
    ("these systems are owned by", "these systems are not owned by", "reversed"),
    ("would receive the result", "would not receive the result", "reversed"),
    ("ICE does not have any MOUs", "ICE has MOUs", "reversed"),
    ("ICE HSI met with Vigilant", "ICE HSI may meet with Vigilant", "weakened"),
    ("could be used in support", "is used in support", "strengthened"),
    ("or 7.2 percent", "or 7.3 percent", "number changed"),
    ("initiated over 44,000", "initiated over 45,000", "number changed"),
    ("It takes a single photo and", "It takes a single picture and", "reworded"),
]


@pytest.mark.parametrize(("old", "new", "kind"),
                         [*EDITS, *(pytest.param(*case, marks=pytest.mark.slow) for case in MORE)])
def test_letter_with_one_edit_differs_once(letter: Record, tmp_path: Path, old: str, new: str, kind: str) -> None:
    assert show(compare_records(letter, edit(tmp_path, old, new))) == [kind]


def test_letter_twice_is_no_difference(letter: Record) -> None:
    assert compare_records(letter, letter).changes == ()


def test_moved_paragraph_is_no_difference(letter: Record, tmp_path: Path) -> None:
    paragraphs = SEED.read_text(encoding="utf-8").split("\n\n")
    place = next(number for number, text in enumerate(paragraphs) if text.startswith("ICE HSI treats matches"))
    paragraphs[place - 1 : place + 1] = reversed(paragraphs[place - 1 : place + 1])
    path = tmp_path / "moved.txt"
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    assert compare_records(letter, read_record(build(path).graph.store)).changes == ()


def test_command() -> None:
    run = CliRunner().invoke
    same = run(main, ["diff", str(LETTER), str(LETTER)])
    assert same.exit_code == 0 and "nothing found" in same.output
    other = run(main, ["diff", str(LETTER), str(ROOT / "tests" / "data" / "sample" / "graph.trig"), "-f", "csv"])
    assert other.exit_code == 1 and other.output.startswith("change,old,new")
    missing = run(main, ["diff", str(LETTER), "nowhere"])
    assert missing.exit_code == 1 and missing.output.count("\n") == 1
    assert open_record(LETTER).claims


MIRROR = {"gone": "new", "new": "gone", "weakened": "strengthened", "strengthened": "weakened"}


def make_random(seed: int) -> str:
    """A letter of a few sentences from a small grammar; nearby seeds share most of them."""
    base, extra = random.Random(seed // 4), random.Random(seed)
    lines = []
    for number in range(6):
        chance = extra if extra.random() < 0.3 else base
        subject = chance.choice(("Port Office", "Gate Unit", "Coast Service"))
        predicate, object_ = chance.choice((("uses", "Tide System"), ("uses", "Dock System"), ("holds", "gate logs"),
                                            ("shares", "gate photographs"), ("audits", "Tide System")))
        polarity, mode = chance.choice((("affirmed", "stated"), ("affirmed", "possible"), ("denied", "stated")))
        role = chance.choice(("", "via=A System", "recipient=River Service", "validFrom=date:2018"))
        words = f"In part {number} {subject} {polarity} {mode} {predicate} {object_} {role} so it says."
        lines.append(f"{subject} | {predicate} | {object_} | {polarity} | {mode} | {role} | {words}")
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(120))
def test_difference_is_the_same_seen_from_the_other_side(seed: int) -> None:
    old, new = make_random(seed), make_random(seed + 1)
    forth, back = compare(old, new), compare(new, old)
    assert sorted(MIRROR.get(kind, kind) for kind in back) == sorted(forth)
    assert compare(old, old) == []
    assert bool(forth) == (set(old.split("\n")) != set(new.split("\n")))
