"""What claims say together: occasions, keepers, staff, echoes, numbers."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from graphkit.claims.completion import complete_claims
from graphkit.model import UNSTATED, Claim, Evidence, Role, Span, Thing, Value

OFA = Thing("Organization", "OFA", ("Office of Fair Audits",))
DPX = Thing("Organization", "DPX")
RECORDS = Thing("DataCategory", "records")
HERE = Evidence((Span(0, 50),), 0, (Span(0, 20),))
BASE = Claim(OFA, "retains", RECORDS, "Affirmed", "Stated", HERE, OFA)


def complete(claims: list[Claim], names: list[Thing]) -> tuple[Claim, ...]:
    return complete_claims(claims, names, frozenset({"worker", "officer"}))


def test_two_intervals_are_two_claims() -> None:
    dates = [
        Role("validFrom", Value("2016-05-02", "date")),
        Role("validUntil", Value("2016-09-23", "date")),
        Role("validFrom", Value("2017-03-08", "date")),
        Role("validUntil", Value("2017-04-05", "date")),
    ]
    first, second = complete([replace(BASE, predicate="pilots", roles=tuple(dates))], [])
    assert first.roles == tuple(dates[:2])
    assert second.roles == tuple(dates[2:])


def test_one_interval_stays_one_claim() -> None:
    dates = (Role("validFrom", Value("2016", "gYear")), Role("validUntil", Value("2017", "gYear")))
    assert len(complete([replace(BASE, roles=dates)], [])) == 1


def test_who_keeps_data_is_the_source_when_they_are_handed_over() -> None:
    handed = replace(BASE, subject=UNSTATED, predicate="transfers", roles=(Role("recipient", DPX),))
    assert Role("source", OFA) in complete([BASE, handed], [])[1].roles


@pytest.mark.parametrize(
    "keeping",
    [
        replace(BASE, polarity="Denied"),
        replace(BASE, modality="Possible"),
        replace(BASE, withheld="attributed to another"),
        replace(BASE, object=Thing("DataCategory", "images")),
        replace(BASE, evidence=Evidence((Span(60, 90),), 1)),
    ],
)
def test_no_source_from_a_denial_other_data_or_another_sentence(keeping: Claim) -> None:
    handed = replace(BASE, subject=UNSTATED, predicate="transfers")
    assert complete([keeping, handed], [])[1].roles == ()


def test_staff_named_after_a_body_work_for_it_once() -> None:
    staff = Thing("Role", "Office of Fair Audits case workers")
    claim = replace(BASE, subject=staff)
    claims = complete([claim, claim], [OFA, DPX])
    assert [(c.subject, c.object) for c in claims if c.predicate == "worksFor"] == [(staff, OFA)]


@pytest.mark.parametrize("label", ["OFAX officers", "OFA visitors", "OFA account users"])
def test_who_is_named_after_nobody_or_is_no_staff_works_for_nobody(label: str) -> None:
    claims = complete([replace(BASE, subject=Thing("Role", label))], [OFA])
    assert all(claim.predicate != "worksFor" for claim in claims)


def test_an_echo_goes_where_something_is_said() -> None:
    process = Thing("Activity", "matching process")
    said, echo = replace(BASE, predicate="matches"), replace(BASE, predicate="matches", object=process)
    assert complete([said, echo], []) == (said,)
    assert complete([echo], []) == (echo,)


def test_a_count_is_an_integer() -> None:
    (claim,) = complete([replace(BASE, predicate="hasCount", object=Value("94,687"))], [])
    assert claim.object == Value("94,687", "integer")
