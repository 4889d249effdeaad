"""Mentions in, claims that a name alone makes out: 'OFA Care' is part of OFA, an 'OFA case worker' works for OFA.

Each relation is claimed once a document, where it is first named: it is what the phrase takes for granted, not news.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.model import Claim, Evidence, Thing


def relate_unit(part: Thing, whole: Thing, evidence: Evidence, speaker: Thing) -> Claim:
    """The claim that a unit belongs to an organization, from a name that holds both."""
    return Claim(part, "partOf", whole, "Affirmed", "Stated", evidence, speaker, how=("construction:name",))


def relate_staff(role: Thing, bodies: Iterable[Thing], evidence: Evidence, speaker: Thing) -> tuple[Claim, ...]:
    """The claims that people named after a body ('OFA case workers') work for it."""
    return tuple(
        Claim(role, "worksFor", body, "Affirmed", "Stated", evidence, speaker, how=("construction:compound",))
        for body in bodies
        if body.kind in {"Organization", "OrganizationalUnit"}
    )
