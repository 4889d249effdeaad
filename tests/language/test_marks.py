"""No label has half of a pair of brackets or quotation marks: single cases, and all labels of the documents at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit import extract_claims, read_document
from graphkit.language.marks import close_marks, is_closed
from graphkit.model import Thing

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*(ROOT / "tests" / "corpus").glob("*.txt"), *(ROOT / "seeds").glob("*.txt")])


@pytest.mark.parametrize(
    ("label", "text", "closed"),
    [
        ("Night Watch” hits", "the “Night Watch” hits of the year", "“Night Watch” hits"),
        ("portal “stream", "the portal “stream” is read", "portal “stream”"),
        ('Add a Ship" tab', 'the "Add a Ship" tab', '"Add a Ship" tab'),
        ("five-digit code (FDC", "a five-digit code (FDC", "five-digit code"),
        ("b) Entry", "(b) Entry is free", "Entry"),
        ("night' logs", "the 'night' logs", "'night' logs"),
        ("clerks’ logs", "the clerks’ logs", "clerks’ logs"),
        ("owner's (or driver's) name", "the owner's (or driver's) name", "owner's (or driver's) name"),
        ("list of [draft] rules", "list of [draft] rules", "list of [draft] rules"),
    ],
)
def test_marks_are_closed(label: str, text: str, closed: str) -> None:
    assert close_marks(label, text, len(text)) == closed


@pytest.mark.parametrize("path", DOCUMENTS, ids=[path.stem for path in DOCUMENTS])
def test_every_label_is_closed(path: Path) -> None:
    claims, _ = extract_claims(read_document(path))
    filled = {value for claim in claims for value in (claim.subject, claim.object)}
    values = filled | {role.value for claim in claims for role in claim.roles}
    labels = {label for value in values if isinstance(value, Thing) for label in (value.label, *value.names)}
    assert [label for label in sorted(labels) if not is_closed(label)] == []
