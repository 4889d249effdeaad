"""Time expressions: what is found, with which value, and that hostile text costs no time."""

from __future__ import annotations

import datetime
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import OntologyError
from graphkit.language.time import find_times
from graphkit.language.time_words import load_time_words
from graphkit.model import Role, Value
from graphkit.ontology import find_ontology

CASES = yaml.load((Path(__file__).parent / "data" / "time.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
SAID_ON = datetime.date(2019, 4, 12)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_times_of_a_text(text: str, expected: dict[str, list[str]]) -> None:
    found: dict[str, Any] = {}
    for expression in find_times(text, SAID_ON):
        values = [f"{role.name}={role.value.text}" for role in expression.roles if isinstance(role.value, Value)]
        found[text[expression.start : expression.end]] = [expression.kind, *values]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("on May 2, 2016", "date"),
        ("in May 2016", "gYearMonth"),
        ("in 2016", "gYear"),
        ("kept until the case is closed.", ""),
        ("annually", ""),
    ],
)
def test_values_say_how_exact_they_are(text: str, datatype: str) -> None:
    (expression,) = find_times(text)
    assert {role.value.datatype for role in expression.roles if isinstance(role.value, Value)} == {datatype}


def test_an_interval_has_both_its_ends() -> None:
    (expression,) = find_times("from May 2, 2016 to June 3, 2016")
    assert expression.roles == (
        Role("validFrom", Value("2016-05-02", "date")), Role("validUntil", Value("2016-06-03", "date")))


def test_now_has_no_value_without_the_documents_day() -> None:
    (expression,) = find_times("It is currently open.")
    assert expression.kind == "now"
    assert expression.roles == ()


@pytest.mark.parametrize(
    "piece",
    [
        "from ",
        "until ",
        "until a ",
        "1",
        "1/",
        "12-12-",
        "May 2, ",
        "every ",
        "for a period of ",
        "effective as of ",
        " ",
        "FY ",
        "2019",
        "on the ",
        "at least ",
    ],
)
def test_hostile_text_is_read_in_proportion_to_its_length(piece: str) -> None:
    """A hundred thousand characters; a pattern that backtracks would need hours."""
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    find_times(text, SAID_ON)
    assert time.process_time() - began < 20


@given(st.text(alphabet="0123456789/-, .MayFYuntilforevery", max_size=80))
def test_whatever_the_text_times_stand_in_order_and_apart(text: str) -> None:
    end = 0
    for expression in find_times(text, SAID_ON):
        assert end <= expression.start < expression.end <= len(text)
        end = expression.end


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("january 1,", "january,", "months: 'january' is not a word and its number"),
        ("fiscal_start: 10 1 before", "fiscal_start: October", "fiscal_start: 'October' is not a month"),
        ("fiscal_start: 10 1 before", "fiscal_start: 13 1", "is no day of the year"),
        ("\nunits: >-", "\nunit: >-", "the section 'units' is missing or empty"),
    ],
)
def test_a_broken_file_of_words_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    text = (find_ontology() / "cues" / "time.yaml").read_text("utf-8")
    assert old in text
    path = tmp_path / "time.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(OntologyError, match=r"time\.yaml") as caught:
        load_time_words(path)
    assert reason in str(caught.value)


def test_another_fiscal_year_is_a_line_of_data(tmp_path: Path) -> None:
    path = tmp_path / "time.yaml"
    text = (find_ontology() / "cues" / "time.yaml").read_text("utf-8")
    path.write_text(text.replace("fiscal_start: 10 1 before", "fiscal_start: 4 1"), "utf-8")
    assert load_time_words(path).fiscal_start == (4, 1, False)
