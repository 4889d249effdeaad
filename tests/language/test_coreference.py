"""References to what stands before: the cases are data, tests/language/data/references.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from graphkit import extract_claims, read_document
from graphkit.model import Claim, Thing

INTRODUCTION = (
    "The Office of Fair Audits (OFA) answers to the Quarry Review Board (QRV). The Department of Public Exits (DPX) "
    "wrote about a database called Tally and a system called Beacon."
)
FILE = Path(__file__).parent / "data" / "references.yaml"
CASES = [
    pytest.param(case, id=f"{group}-{case['text']}")
    for group, cases in yaml.safe_load(FILE.read_text(encoding="utf-8")).items()
    for case in cases
]


def holds(pattern: str, claim: Claim) -> bool:
    """Whether a claim fits 'subject | predicate | object', of which the object may be left out."""
    subject, predicates, *rest = [part.strip() for part in pattern.split(" | ")]
    things = [claim.subject.label] if isinstance(claim.object, Thing) else []
    target = claim.object.label if isinstance(claim.object, Thing) else claim.object.text
    return things == [subject] and claim.predicate in predicates.split("|") and target in (rest or [target])


@pytest.mark.parametrize("case", CASES)
def test_reference(case: dict[str, list[str]], tmp_path: Path) -> None:
    path = tmp_path / "case.txt"
    path.write_text(f"{INTRODUCTION}\n\n{case['text']}\n", encoding="utf-8")
    claims = extract_claims(read_document(path))[0]
    made = [f"{claim.subject.label} | {claim.predicate} | {getattr(claim.object, 'label', '')}" for claim in claims]
    assert [p for p in case.get("claims", ()) if not any(holds(p, claim) for claim in claims)] == [], made
    assert [p for p in case.get("never", ()) if any(holds(p, claim) for claim in claims)] == [], made
