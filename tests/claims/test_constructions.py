"""What each construction says, and what it must never be read as; the cases are data: constructions/*.yaml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from graphkit import extract_claims, read_document
from graphkit.model import Claim, Thing, Value

#: Bodies and systems are told from names by how a document introduces them; every case may use these.
INTRODUCTION = (
    "The Office of Fair Audits (OFA) answers to the Quarry Review Board (QRV). "
    "The Department of Public Exits (DPE) wrote about a database called Tally and a system called Beacon."
)
FOLDER = Path(__file__).parent / "constructions"
CASES = [
    pytest.param(
        case,
        id=f"{path.stem}-{construction}-{number}",
        marks=[pytest.mark.xfail(reason=case["limit"])] if "limit" in case else [],
    )
    for path in sorted(FOLDER.glob("*.yaml"))
    for construction, cases in yaml.safe_load(path.read_text(encoding="utf-8")).items()
    for number, case in enumerate(cases)
]


def names(value: Thing | Value) -> list[str]:
    return [value.label, *value.names] if isinstance(value, Thing) else [value.text]


def matches(pattern: str, claim: Claim) -> bool:
    """Whether a claim fits 'subject | predicate | object | polarity | modality | role=value, …'; left out, it fits."""
    parts = [part.strip() for part in pattern.split(" | ")] + [".*"] * 6
    subject, predicate, thing, polarity, modality, roles = parts[:6]
    fits = (
        any(re.search(subject, name, re.I) for name in names(claim.subject))
        and re.fullmatch(predicate, claim.predicate)
        and any(re.search(thing, name, re.I) for name in names(claim.object))
        and re.fullmatch(polarity, claim.polarity)
        and re.fullmatch(modality, claim.modality)
    )
    wanted = [role.strip().split("=", 1) for role in roles.split(",") if "=" in role]
    return bool(fits) and all(
        any(
            role.name == name and any(re.search(value, word, re.I) for word in names(role.value))
            for role in claim.roles
        )
        for name, value in wanted
    )


def show(claims: tuple[Claim, ...]) -> str:
    return "\n".join(
        f"{claim.subject.label} | {claim.predicate} | {names(claim.object)[0]} | {claim.polarity} | {claim.modality} | "
        + ", ".join(f"{role.name}={names(role.value)[0]}" for role in claim.roles)
        for claim in claims
    )


@pytest.mark.parametrize("case", CASES)
def test_construction(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "case.txt"
    whole = case.get("document") or f"{INTRODUCTION}\n\n{case['text']}\n"
    path.write_text(whole, encoding="utf-8")
    claims, _ = extract_claims(read_document(path))
    if "document" not in case:  # the introduction, the first paragraph, has claims of its own
        claims = tuple(claim for claim in claims if claim.evidence.paragraph > 0)
    missing = [pattern for pattern in case.get("claims", ()) if not any(matches(pattern, claim) for claim in claims)]
    wrong = [
        pattern
        for pattern in case.get("never", ())
        if any(matches(pattern, claim) for claim in claims if claim.predicate != "states")
    ]
    facts = [claim for claim in claims if claim.factual]
    wrong += [pattern for pattern in case.get("no_fact", ()) if any(matches(pattern, claim) for claim in facts)]
    assert not missing and not wrong, f"missing {missing}, wrong {wrong}, got:\n{show(claims)}"
