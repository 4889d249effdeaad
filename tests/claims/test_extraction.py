"""What becomes of claims once they are made: hearsay, disclaimers, dates carried on, members specified, coverage."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from graphkit import extract_claims, read_document
from graphkit.claims.attribution import disclaim_knowledge, find_family, withhold_hearsay
from graphkit.claims.context import carry_dates
from graphkit.model import UNSTATED, Claim, Evidence, Role, Span, Thing, Uncovered, Value

BOARD, OFFICE, PRESS = (Thing("Organization", label) for label in ("Board", "Office", "Press"))
TALLY = Thing("System", "Tally")
EVIDENCE = Evidence((Span(0, 5),), 0)
USES = Claim(BOARD, "uses", TALLY, "Affirmed", "Stated", EVIDENCE, BOARD)


def read(folder: Path, *paragraphs: str) -> tuple[tuple[Claim, ...], tuple[Uncovered, ...]]:
    path = folder / "case.txt"
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return extract_claims(read_document(path))


def test_a_family_is_a_body_and_its_parts_to_the_last() -> None:
    desk = Thing("OrganizationalUnit", "Desk")
    assert find_family(BOARD, [(desk, OFFICE), (OFFICE, BOARD)]) == {BOARD, OFFICE, desk}


@pytest.mark.parametrize(
    ("speaker", "parts", "withheld"),
    [
        (BOARD, (), False),
        (UNSTATED, (), False),
        (PRESS, (), True),
        (PRESS, ((BOARD, PRESS),), False),
        (PRESS, ((PRESS, BOARD),), True),
    ],
    ids=["the author", "nobody else", "another", "of a part of the speaker", "of what the speaker is part of"],
)
def test_hearsay_is_withheld(speaker: Thing, parts: tuple[tuple[Thing, Thing], ...], withheld: bool) -> None:
    [claim] = withhold_hearsay([replace(USES, speaker=speaker)], BOARD, parts)
    assert bool(claim.withheld) is withheld


def test_a_reason_to_withhold_is_kept() -> None:
    [claim] = withhold_hearsay([replace(USES, speaker=PRESS, withheld="doubtful")], BOARD, ())
    assert claim.withheld == "doubtful"


@pytest.mark.parametrize(
    ("subject", "predicate", "polarity", "modality"),
    [
        (BOARD, "isAwareOf", "Denied", "KnowledgeDisclaimed"),
        (BOARD, "isAwareOf", "Affirmed", "Stated"),
        (PRESS, "isAwareOf", "Denied", "Stated"),
        (BOARD, "uses", "Denied", "Stated"),
    ],
)
def test_only_the_speakers_own_ignorance_is_a_disclaimer(
    subject: Thing, predicate: str, polarity: str, modality: str
) -> None:
    claim = replace(USES, subject=subject, predicate=predicate, polarity=polarity)
    assert [found.modality for found in disclaim_knowledge([claim], BOARD, ())] == [modality]


def test_a_count_has_the_date_of_the_count_before_it() -> None:
    date = Role("asOf", Value("2019-01-31", "date"))
    first = replace(USES, predicate="hasCount", roles=(date,))
    second = replace(USES, predicate="hasShare")
    elsewhere = replace(second, evidence=Evidence((Span(9, 12),), 1))
    found = carry_dates([first, USES, second, elsewhere])
    assert [claim.roles for claim in found] == [(date,), (), (date,), ()]


def test_a_member_is_no_more_certain_than_its_class(tmp_path: Path) -> None:
    introduction = "The Office of Fair Audits (OFA) wrote about a system called Beacon."
    paragraph = "Beacon may provide capabilities. One of those capabilities is voice recognition."
    claims, _ = read(tmp_path, introduction, paragraph)
    about = [claim for claim in claims if getattr(claim.object, "label", "") == "voice recognition"]
    assert [claim.modality for claim in about if claim.modality in {"Stated", "Procedural"}] == []


def test_every_sentence_makes_a_claim_or_has_a_reason(tmp_path: Path) -> None:
    claims, uncovered = read(
        tmp_path, "The Office of Fair Audits (OFA) uses drones.", "Please send it.", "Is it so?", "Thanks to all."
    )
    told = {claim.evidence.paragraph for claim in claims} | {place.paragraph for place in uncovered}
    assert told == {0, 1, 2, 3}
    assert all(place.reason for place in uncovered)
