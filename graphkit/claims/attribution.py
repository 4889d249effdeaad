"""Claims and who speaks in, the same with what the speaker does not vouch for marked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from graphkit.model import UNSTATED, Claim, Thing

#: Nobody but the document's author speaks.
NOBODY: Mapping[int, Thing] = {}


def withhold_hearsay(
    claims: Sequence[Claim],
    author: Thing,
    parts: Sequence[tuple[Thing, Thing]],
    answering: Mapping[int, Thing] = NOBODY,
) -> list[Claim]:
    """What is attributed to somebody else becomes a fact only where he speaks of himself or a part of himself.

    answering  by paragraph who speaks in it instead of the document's author
    """
    families = {speaker: find_family(speaker, parts) for speaker in {claim.speaker for claim in claims}}
    return [
        replace(
            claim,
            withheld=claim.withheld or "attributed to another than the document's author, of something not its own",
        )
        if claim.speaker not in (speaker, UNSTATED) and claim.subject not in families[claim.speaker]
        else claim
        for claim in claims
        for speaker in (answering.get(claim.evidence.paragraph, author),)
    ]


def disclaim_knowledge(
    claims: Iterable[Claim],
    author: Thing,
    parts: Sequence[tuple[Thing, Thing]],
    answering: Mapping[int, Thing] = NOBODY,
) -> list[Claim]:
    """'Is not aware of' said of the speaker, or of a part of it, tells what the speaker knows, not what is so."""
    families = {speaker: find_family(speaker, parts) for speaker in {author, *answering.values()}}
    settled = []
    for claim in claims:
        if claim.predicate == "isAwareOf" and claim.polarity == "Denied":
            speaker = answering.get(claim.evidence.paragraph, author)
            if speaker == UNSTATED or claim.subject in families[speaker]:
                claim = replace(claim, modality="KnowledgeDisclaimed")
        settled.append(claim)
    return settled


def find_family(body: Thing, parts: Sequence[tuple[Thing, Thing]]) -> set[Thing]:
    """A body and the parts of it that the document's names tell."""
    family, grown = {body}, True
    while grown:
        found = {part for part, whole in parts if whole in family} - family
        family |= found
        grown = bool(found)
    return family
