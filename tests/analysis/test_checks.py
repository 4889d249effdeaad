"""What does not add up: every case of a file, the letter, and the letter edited."""
from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from graphkit.analysis.acronyms import find_long
from graphkit.analysis.arithmetic import check_arithmetic, fits_share
from graphkit.analysis.checks import find_checks, find_findings
from graphkit.analysis.finding import Finding, read_check_cues
from graphkit.analysis.record import read_record
from graphkit.document import read_document
from graphkit.errors import OntologyError
from graphkit.pipeline import build

ROOT = Path(__file__).parents[2]
CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("checks.yaml").read_text(encoding="utf-8"))
LETTER = """Harbor Bureau
Response to Senator Day
3 May 2021

1. What does the Harbor Bureau use?

The Harbor Bureau uses the Quay Register System (QRS). QRS is owned by the Port Authority. QRS holds names.

2. What else is there?

{}
"""


def find(folder: Path, text: str) -> tuple[Finding, ...]:
    (folder / "letter.txt").write_text(text, encoding="utf-8")
    built = build(folder / "letter.txt")
    return find_findings(read_record(built.graph.store, "letter"), built.document)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_every_case_of_the_file(tmp_path: Path, case: dict[str, Any]) -> None:
    found = find(tmp_path, LETTER.format(case["text"]))
    wanted = case.get("finds", [])
    assert [one.kind for one in found] == [kind for kind, _ in wanted], found
    for one, (_, words) in zip(found, wanted, strict=True):
        assert words in one.found
        assert one.said in " ".join(case["text"].split())


def test_only_what_is_odd_in_the_letter() -> None:
    built = build(ROOT / "seeds" / "ice-wyden-2019.txt")
    record = read_record(built.graph.store, "letter")
    sheet = find_checks(record, built.document)
    assert [row.cells[:2] for row in sheet.rows] == [
        ("abbreviation", "CCS"),
        ("reference", "your October 16th response"),
        ("reference", "SmartLINK Overview and Participant Enrollment Agreement"),
        ("reference", "Alternatives to Detention (ATD) Program SmartLINK Deployment Memorandum"),
    ]
    assert sheet.rows[0].quotes[0].question == "7 (block 1)"
    for row in sheet.rows:
        (quote,) = row.quotes
        assert built.document.text[quote.start : quote.end] == quote.words


@pytest.mark.parametrize(("old", "new", "found"), [
    ("6,771", "6,871", "6,871 of 94,687 is 7.26 percent"),
    ("94,687", "84,687", "6,771 of 84,687 is 8.00 percent"),
    ("7.2 percent", "7.4 percent", "6,771 of 94,687 is 7.15 percent"),
    ("from May 2, 2016 to", "from May 2, 2017 to", "September 23, 2016 is before May 2, 2017"),
])  # fmt: skip
def test_a_changed_number_of_the_letter_alarms(tmp_path: Path, old: str, new: str, found: str) -> None:
    text = (ROOT / "seeds" / "ice-wyden-2019.txt").read_text(encoding="utf-8")
    assert old in text
    assert found in {one.found for one in find(tmp_path, text.replace(old, new))}


@given(some.integers(1, 10**6), some.integers(1, 10**6), some.integers(0, 2))
def test_a_rounded_share_fits_and_the_next_one_does_not(one: int, other: int, digits: int) -> None:
    count, total = sorted((one, other))
    share = round(Decimal(100 * count) / total, digits)
    unit = Decimal(1).scaleb(-digits)
    assert fits_share(count, total, share.quantize(unit), "")
    assert not fits_share(count, total, (share + 2 * unit).quantize(unit), "")


@pytest.mark.parametrize("count", range(1, 100, 7))
@pytest.mark.parametrize("form", [
    "{count} of the 100 gates, or {share} percent, are open.", "{share}% ({count} of 100) are open.",
    "There is a total of 100 gates. Of the total, {count} gates, or {share} percent, are open."])  # fmt: skip
def test_shares_of_every_form(tmp_path: Path, form: str, count: int) -> None:
    for share in (count, count + 1):
        (tmp_path / "letter.txt").write_text(form.format(count=count, share=share) + "\n", encoding="utf-8")
        found = list(check_arithmetic(read_document(tmp_path / "letter.txt")))
        assert len(found) == (share != count)


@pytest.mark.parametrize(("short", "before", "long"), [
    ("QRS", "uses the Quay Register System", "Quay Register System"), ("XYZ", "uses the Quay Register System", ""),
    ("DoL", "the Department of Lamps", "Department of Lamps"), ("QR-S", "Quay Register-Staff", "Quay Register-Staff"),
])  # fmt: skip
def test_what_a_short_form_abbreviates(short: str, before: str, long: str) -> None:
    assert find_long(short, before) == long


@pytest.mark.parametrize("content", [{}, {"number": "("}, {"number": "x", "percent": "x", "date": "x", "shares": 1}])
def test_a_broken_cue_is_refused(content: dict[str, Any]) -> None:
    with pytest.raises(OntologyError, match=r"checks\.yaml"):
        read_check_cues(content)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "words"), [
    ("fbi-iguardian-qa", {"FIPP", "JRT", "supra note 6"}),
    ("doj-cyber-sharing", {"FIPP", "IPA", "Attachment A", "Attachment B"}),
    ("gsa-ogp1-sorn", set()), ("ireland-dpc-answers", set()), ("pclob-702-recommendations", {"TAR"}),
    ("pclob-social-media-pia", set()), ("pclob1-sorn-columns", set()),
])  # fmt: skip
def test_findings_of_the_corpus_are_those_a_reader_confirmed(name: str, words: set[str]) -> None:
    built = build(ROOT / "tests" / "corpus" / f"{name}.txt")
    assert {one.said for one in find_findings(read_record(built.graph.store, name), built.document)} == words
