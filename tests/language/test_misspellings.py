"""Suspected misspellings of names, with their places in the document."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.document import read_document
from graphkit.language.glossary import build_glossary
from graphkit.language.misspellings import Misspelling, find_misspellings
from graphkit.ontology import find_ontology
from graphkit.ontology.names import load_names

OPENING = "The Tidal Record Database (TRD) is old. Staff query TRD each day.\n\n"


def find(text: str, folder: Path) -> tuple[str, tuple[Misspelling, ...]]:
    path = folder / "letter.txt"
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    return document.text, find_misspellings(document, build_glossary(document, load_names(find_ontology())))


def test_a_misspelt_abbreviation_is_found_where_it_stands(tmp_path: Path) -> None:
    text, [found] = find(OPENING + "Policies on TRD and TRB were asked for.\n", tmp_path)
    assert (found.text, found.near) == ("TRB", "TRD")
    [span] = found.spans
    assert text[span.start : span.end] == "TRB"


def test_the_letter_calls_a_database_by_another_letter() -> None:
    document = read_document(Path(__file__).parents[2] / "seeds" / "ice-wyden-2019.txt")
    found = find_misspellings(document, build_glossary(document, load_names(find_ontology())))
    assert [(one.text, one.near) for one in found] == [("CCS", "CCD")]


@pytest.mark.parametrize(
    "rest",
    [
        "Policies on TRD were asked for.\n",
        "The Tidal Report Base (TRB) is new. Staff query TRB.\n",
        "Staff of TRB met. TRB has staff.\n",
        "Reports in PDF were asked for.\n",
    ],
    ids=["spelt well", "introduced", "used often", "far away"],
)
def test_what_is_no_misspelling(rest: str, tmp_path: Path) -> None:
    assert find(OPENING + rest, tmp_path)[1] == ()
