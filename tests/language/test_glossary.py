"""What the glossary finds: short cases as data, the letter, and the letter about bodies that no list knows."""

from __future__ import annotations

import hashlib
import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from graphkit.document import read_document
from graphkit.language.glossary import Glossary, build_glossary, is_near
from graphkit.language.introductions import align_letters, find_introductions
from graphkit.model import Document, Paragraph, Thing
from graphkit.ontology import find_ontology
from graphkit.ontology.kinds import load_kinds
from graphkit.ontology.names import KnownNames, load_names

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("renaming", HERE / "renaming.py")
assert _spec and _spec.loader
renaming = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(renaming)
ROOT = HERE.parents[1]
LETTER = ROOT / "seeds" / "ice-wyden-2019.txt"
CORPUS = sorted((ROOT / "tests" / "corpus").glob("*.txt"))
FILES = [HERE / "data" / f"{stem}.yaml" for stem in ("glossary", "names", "laws")]
CASES = [case for path in FILES for case in yaml.safe_load(path.read_text("utf-8"))]


@lru_cache(maxsize=1)
def known_names() -> KnownNames:
    return load_names(find_ontology())


def make_document(*paragraphs: str) -> Document:
    text = "\n\n".join(paragraphs)
    made = tuple(Paragraph("text", words, ()) for words in paragraphs)
    return Document("made", text, hashlib.sha256(text.encode()).hexdigest(), made)


def find_thing(glossary: Glossary, form: str) -> Thing | None:
    """The thing of a form that stands alone, in its brackets of words."""
    mentions = [mention for mention in glossary.find_mentions(form) if mention.end == len(form)]
    return mentions[-1].thing if mentions and mentions[-1].start in (0, 4) else None


# --------------------------------------------------------------------------------------------- short cases


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_names_of_a_short_text(case: dict[str, Any]) -> None:
    glossary = build_glossary(make_document(*case["text"].strip().splitlines()), known_names())
    kinds = {thing.label: thing.kind for thing in glossary.things}
    for label, kind in case.get("things", {}).items():
        thing = find_thing(glossary, label)
        assert thing is not None, (label, kinds)
        assert thing.kind == kind, (label, thing)
    for group in case.get("same", ()):
        found = [find_thing(glossary, form) for form in group]
        assert len(set(found)) == 1, list(zip(group, found, strict=True))
        assert found[0] is not None
    for group in case.get("apart", ()):
        found = [find_thing(glossary, form) for form in group]
        assert len(set(found)) == len(group), found
    for word in case.get("none", ()):
        assert find_thing(glossary, word) is None, word
    parts = {(part.part.label, part.whole.label) for part in glossary.part_of if part.source == "document"}
    for line in case.get("parts", ()):
        part, whole = (find_thing(glossary, form) for form in line.split(" < "))
        assert part and whole and (part.label, whole.label) in parts, (line, parts)
    if case.get("parts") == []:
        assert parts == set()
    assert [doubt.text for doubt in glossary.doubtful] == case.get("doubtful", [])


@pytest.mark.parametrize(
    ("letters", "words", "first"),
    [
        ("ABC", "the Agency for Border Control", 1),
        ("DoS", "of the U.S Department of State", 3),
        ("OCISO", "by Office of the Chief Information Security Officer", 1),
        ("RFP", "issue requests for proposals", 1),
        ("CyD", "the Cyber Division", 1),
        ("ABC", "an entirely different thing", None),
        ("XY", "of Yarrow", None),
    ],
)
def test_letters_are_aligned_with_the_words_they_stand_for(letters: str, words: str, first: int | None) -> None:
    assert align_letters(letters, words.split()) == first


@pytest.mark.parametrize(
    "text",
    [
        "(e.g., comments)",
        "see 12 (III) below",
        "the record (number 4)",
        "access (and only access)",
        "the year (2018)",
        "()",
        "((((",
        "A" * 5000 + " (A)",
    ],
)
def test_brackets_that_introduce_nothing(text: str) -> None:
    assert list(find_introductions(text, load_kinds())) == []


@pytest.mark.parametrize(
    ("one", "two", "near"),
    [
        ("CCS", "CCD", True),
        ("ATS", "TAS", True),
        ("ATSP", "ASTP", True),
        ("RFP", "RFPs", False),
        ("ICE", "IC", False),
        ("ISAPP", "ISAP", True),
        ("CBP", "DHS", False),
        ("DPA", "DPIA", False),
    ],
)
def test_near_misses(one: str, two: str, near: bool) -> None:
    assert is_near(one, two) is near


# ---------------------------------------------------------------------------------------------- the letter


@lru_cache(maxsize=1)
def read_letter() -> tuple[Document, Glossary]:
    document = read_document(LETTER)
    return document, build_glossary(document, known_names())


LETTER_FORMS = ("ICE", "ICE HSI", "ICE ERO", "ATS-P", "CCD", "CCS", "ATD", "ISAP III")
KINDS = {
    "ICE": "Organization", "CBP": "Organization", "DoS": "Organization", "DHS": "Organization", "BI": "Organization",
    "Vigilant Solutions": "Organization", "Unisys": "Organization", "NextgenID": "Organization",
    "ICE HSI": "OrganizationalUnit", "HSI": "OrganizationalUnit", "ERO": "OrganizationalUnit",
    "ATS-P": "System", "CCD": "System", "SmartLINK": "System", "CCS": "System", "ATD": "Program", "ISAP III": "Program",
}  # fmt: skip


@pytest.mark.parametrize(("form", "kind"), KINDS.items())
def test_the_letters_names_have_their_kinds(form: str, kind: str) -> None:
    thing = find_thing(read_letter()[1], form)
    assert thing is not None
    assert thing.kind == kind


def test_the_letters_bodies_are_kept_apart() -> None:
    glossary = read_letter()[1]
    labels = [thing.label if (thing := find_thing(glossary, form)) else None for form in LETTER_FORMS]
    assert len(set(labels)) == 8
    assert None not in labels
    science = find_thing(glossary, "Department of Homeland Security Science and Technology")
    assert science is not None
    assert science != find_thing(glossary, "DHS")


def test_the_programme_of_the_letter_is_one_in_all_its_spellings() -> None:
    glossary = read_letter()[1]
    forms = ("ISAP III", "ISAP-III", "ISAPIII", "ATD-ISAPIII", "ATD – ISAP III", "ATD ISAP-III")
    assert len({find_thing(glossary, form) for form in forms}) == 1


def test_the_letters_misspelt_acronym_is_reported() -> None:
    document, glossary = read_letter()
    (doubt,) = glossary.doubtful
    assert (doubt.text, doubt.near) == ("CCS", "CCD")
    assert document.paragraphs[doubt.paragraph].text[doubt.start : doubt.end] == "CCS"


def test_parts_say_how_they_are_known() -> None:
    parts = {(part.part.label, part.whole.label): part.source for part in read_letter()[1].part_of}
    assert parts["ICE HSI", "ICE"] == "document"
    assert parts["ICE", "DHS"] == "lexicon"
    behind = {(one.label, two.label) for one, two in read_letter()[1].behind}
    assert behind == {("CBP", "ATS-P"), ("DoS", "CCD")}


def test_possessives_and_full_stops_are_no_part_of_a_name() -> None:
    glossary = read_letter()[1]
    text = "ICE's usage of CBP’s system is watched by DoS. MOUs and RFPs."
    found = [text[mention.start : mention.end] for mention in glossary.find_mentions(text)]
    assert found == ["ICE", "CBP", "DoS", "MOUs", "RFPs"]


def test_paragraphs_are_searched_once_and_alike() -> None:
    document, glossary = read_letter()
    for paragraph in document.paragraphs:
        if not (paragraph.kind == "heading" or paragraph.text == ""):
            page = f"{paragraph.text} "  # a text that was never searched
            assert glossary.find_mentions(page) == glossary.find_mentions(paragraph.text)


# ------------------------------------------------------------------------------------------ invented names

NAMES = [
    ("Immigration and Customs Enforcement", "ICE"), ("Customs and Border Protection", "CBP"),
    ("Department of State", "DoS"),
    ("Department of Homeland Security", "DHS"), ("Homeland Security Investigations", "HSI"),
    ("Enforcement and Removal Operations", "ERO"), ("Automated Targeting System-Passenger", "ATS-P"),
    ("Consular Consolidated Database", "CCD"), ("Alternatives to Detention", "ATD"),
    ("Intensive Supervision Appearance Program", "ISAP"), ("", "SmartLINK"), ("", "BI"),
    ("", "Unisys"), ("", "NextgenID"),
    ("Vigilant Solutions", ""), ("", "Fairfax"), ("Science and Technology", ""),
]  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 6, 7, 8])
def test_kinds_are_found_for_names_that_no_list_knows(seed: int, tmp_path: Path) -> None:
    """Every name of the letter is replaced by an invented one: the kinds have to come from the text alone."""
    renamed = renaming.invent_names(NAMES, seed)
    path = tmp_path / "letter.txt"
    path.write_text(renaming.rename(LETTER.read_text("utf-8"), renamed), "utf-8")
    glossary = build_glossary(read_document(path), known_names())
    lexicon = {form for name in known_names() for form in (name.label, *name.names)}
    assert not lexicon & set(renamed.values())
    wrong = []
    for form, kind in KINDS.items():
        if form == "CCS":
            continue
        invented = renaming.rename(form, renamed)
        thing = find_thing(glossary, invented)
        if thing is None or thing.kind != kind:
            wrong.append((form, invented, thing.kind if thing else None))
    assert wrong == []


# ------------------------------------------------------------------------------------------ every document


@pytest.mark.parametrize("path", CORPUS, ids=[path.stem for path in CORPUS])
def test_mentions_stand_where_they_say(path: Path) -> None:
    document = read_document(path)
    glossary = build_glossary(document, known_names())
    found = 0
    for paragraph in document.paragraphs:
        end = 0
        for mention in glossary.find_mentions(paragraph.text):
            assert end <= mention.start < mention.end <= len(paragraph.text)
            assert mention.thing in glossary.things
            assert mention.kind == mention.thing.kind
            end = mention.end
            found += 1
    assert found > 20
    assert len({(thing.kind, thing.label) for thing in glossary.things}) == len(glossary.things)


@pytest.mark.parametrize("path", CORPUS[:2], ids=[path.stem for path in CORPUS[:2]])
def test_a_second_run_finds_the_same(path: Path) -> None:
    document = read_document(path)
    one, two = (build_glossary(document, known_names()) for _ in range(2))
    assert (one.things, one.part_of, one.doubtful) == (two.things, two.part_of, two.doubtful)


CORPUS_KINDS = yaml.safe_load((HERE / "data" / "corpus_kinds.yaml").read_text("utf-8"))


@pytest.mark.parametrize("stem", CORPUS_KINDS)
def test_names_of_other_documents_have_their_kinds(stem: str) -> None:
    glossary = build_glossary(read_document(ROOT / "tests" / "corpus" / f"{stem}.txt"), known_names())
    found = {form: (thing.kind if (thing := find_thing(glossary, form)) else None) for form in CORPUS_KINDS[stem]}
    assert found == CORPUS_KINDS[stem]


def test_an_empty_document_has_no_names() -> None:
    glossary = build_glossary(make_document(""), KnownNames())
    assert glossary.things == ()
    assert glossary.find_mentions("Any text of ICE.") == ()
