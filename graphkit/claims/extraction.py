"""The readings of a document in, its claims and the sentences without one out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from graphkit.claims.matching import Openness, match_clause
from graphkit.claims.numbers import match_counts
from graphkit.claims.relations import relate_unit
from graphkit.model import (
    UNSTATED,
    Argument,
    Claim,
    Clause,
    Document,
    Evidence,
    Mention,
    Role,
    Sentence,
    Thing,
    Uncovered,
    Value,
)
from graphkit.ontology.frames import Frames

_DATES = {"asOf", "validFrom", "validUntil"}


class ReadSentence(Protocol):
    """What the language stage says of a sentence."""

    @property
    def sentence(self) -> Sentence: ...
    @property
    def clauses(self) -> tuple[Clause, ...]: ...
    @property
    def mentions(self) -> tuple[Mention, ...]: ...
    @property
    def silent(self) -> str: ...
    @property
    def verb(self) -> str: ...
    @property
    def opening(self) -> Argument | None: ...


def extract_claims(
    document: Document,
    readings: Sequence[ReadSentence],
    frames: Frames,
    author: Thing,
    parts: Sequence[tuple[Thing, Thing]] = (),
    openness: Openness = Openness(),
) -> tuple[tuple[Claim, ...], tuple[Uncovered, ...]]:
    """All claims in order of the text, and every sentence that made none with the reason.

    author  who speaks where the words attribute a statement to nobody else; parts: (unit, organization) from names.
    """
    claims: list[Claim] = []
    uncovered: list[Uncovered] = []
    related: set[tuple[Thing, Thing]] = set()
    for reading in readings:
        evidence = find_evidence(document, reading.sentence)
        if reading.silent in {"question", "heading", "boilerplate"}:
            uncovered.append(Uncovered(reading.sentence.paragraph, evidence.spans, reading.silent))
            continue
        found = list(_match(document, reading, frames, author, openness))
        found.extend(complete_lead(document, reading, claims, evidence))
        found = name_parties(found, claims)
        found.extend(_specify(reading, claims, evidence, author))
        found.extend(_relate(reading, parts, evidence, author, related))
        if not any(claim.how and claim.how[0].startswith(("frame", "construction:count")) for claim in found):
            stated = _state(document, reading, author)
            if stated is not None:
                found.append(stated)
            elif not found:
                uncovered.append(Uncovered(reading.sentence.paragraph, evidence.spans, _reason(reading), reading.verb))
        claims.extend(dict.fromkeys(found))
    settled = carry_dates(disclaim_knowledge(withhold_hearsay(claims, author, parts), author, parts))
    return tuple(settled), tuple(uncovered)


def find_family(body: Thing, parts: Sequence[tuple[Thing, Thing]]) -> set[Thing]:
    """A body and the parts of it that the document's names tell."""
    family = {body}
    for _ in parts:
        family.update(part for part, whole in parts if whole in family)
    return family


def withhold_hearsay(claims: Iterable[Claim], author: Thing, parts: Sequence[tuple[Thing, Thing]]) -> list[Claim]:
    """What is attributed to somebody else becomes a fact only where he speaks of himself or a part of himself."""
    return [
        replace(
            claim,
            withheld=claim.withheld or "attributed to another than the document's author, of something not its own",
        )
        if claim.speaker not in (author, UNSTATED) and claim.subject not in find_family(claim.speaker, parts)
        else claim
        for claim in claims
    ]


def disclaim_knowledge(claims: Iterable[Claim], author: Thing, parts: Sequence[tuple[Thing, Thing]]) -> list[Claim]:
    """'Is not aware of' said of the speaker, or of a part of it, tells what the speaker knows, not what is so."""
    bodies = find_family(author, parts)
    return [
        replace(claim, modality="KnowledgeDisclaimed")
        if claim.predicate == "isAwareOf"
        and claim.polarity == "Denied"
        and (claim.subject in bodies or author == UNSTATED)
        else claim
        for claim in claims
    ]


def carry_dates(claims: Iterable[Claim]) -> list[Claim]:
    """A count without a date of its own has that of the count before it in the same paragraph ('Of the total …')."""
    carried: list[Claim] = []
    last: Claim | None = None
    for claim in claims:
        if claim.predicate in {"hasCount", "hasShare"}:
            dates = tuple(role for role in claim.roles if role.name in _DATES)
            if not dates and last is not None and last.evidence.paragraph == claim.evidence.paragraph:
                claim = replace(
                    claim,
                    roles=(*claim.roles, *(role for role in last.roles if role.name in _DATES)),
                    how=(*claim.how, "coreference:date"),
                )
            last = claim
        carried.append(claim)
    return carried


def find_evidence(document: Document, sentence: Sentence, clause: Clause | None = None) -> Evidence:
    """The spans of a whole sentence in the document, and those of a clause inside it."""
    paragraph = document.paragraphs[sentence.paragraph]
    inner = paragraph.locate(clause.start, clause.end) if clause is not None else ()
    spans = paragraph.locate(sentence.start, sentence.end)
    for other in clause.support if clause is not None else ():
        spans += document.paragraphs[other.paragraph].locate(other.start, other.end)
    return Evidence(spans, sentence.paragraph, inner)


def _match(
    document: Document, reading: ReadSentence, frames: Frames, author: Thing, openness: Openness
) -> Iterable[Claim]:
    text = document.paragraphs[reading.sentence.paragraph].text
    for clause in reading.clauses:
        evidence = find_evidence(document, reading.sentence, clause)
        yield from (claim for claim in match_clause(clause, frames, evidence, author, openness) if _is_sound(claim))
        yield from match_counts(clause, text, evidence, author)


def complete_lead(
    document: Document, reading: ReadSentence, before: Sequence[Claim], evidence: Evidence
) -> Iterable[Claim]:
    """'… may be disclosed as follows:' and then 'To X when …': each item says to whom, and when, what the lead-in says."""
    paragraph = document.paragraphs[reading.sentence.paragraph]
    opening = reading.opening
    if (
        paragraph.kind != "item"
        or paragraph.lead is None
        or opening is None
        or opening.slot != "to"
        or not opening.mentions
    ):
        return
    words = paragraph.text[opening.end : reading.sentence.end]
    condition = re.search(r"\b(?:when|where|if|in response to|in connection with|to the extent)\b.*", words, re.S)
    roles = tuple(Role("recipient", mention.thing) for mention in opening.mentions if not mention.thing.unresolved)
    if condition:
        roles += (Role("condition", Value(condition.group().strip(" .;,"))),)
    for claim in before:
        if (
            claim.evidence.paragraph != paragraph.lead
            or claim.predicate not in {"shares", "submits", "transfers"}
            or claim.how[-1:] == ("construction:list",)
        ):
            continue
        spans = (*evidence.spans, *claim.evidence.spans)
        kept = tuple(role for role in claim.roles if role.name != "recipient")
        yield replace(
            claim,
            roles=(*kept, *roles),
            evidence=Evidence(spans, reading.sentence.paragraph),
            how=(*claim.how, "construction:list"),
        )


def name_parties(found: Sequence[Claim], before: Sequence[Claim]) -> list[Claim]:
    """Who gets what another compares, and where the result of a comparison comes from.

    'A provides a photo, and B matches it': B is the recipient of the photo. 'A receives the result of the matching', after 'B
    conducts the matching': B is the source. Both only where the words name nobody else.
    """
    named = []
    for claim in found:
        matching = [other for other in (*found, *reversed(before)) if other.predicate == "matches" and other.polarity == "Affirmed" and other.subject != UNSTATED
                    and other.evidence.paragraph == claim.evidence.paragraph]  # fmt: skip
        filled = {role.name for role in claim.roles}
        if claim.polarity == "Affirmed" and claim.predicate in {"submits", "shares"} and "recipient" not in filled:
            parties = [other.subject for other in matching if other.object == claim.object and other in found]
            claim = _with_parties(claim, "recipient", parties)
        elif (
            claim.polarity == "Affirmed"
            and claim.predicate == "receives"
            and "source" not in filled
            and isinstance(claim.object, Thing)
        ):
            if re.search(r"\b(?:match|matches|matching|comparison)\b", claim.object.label, re.I):
                claim = _with_parties(claim, "source", [other.subject for other in matching if other not in found])
        named.append(claim)
    return named


def _with_parties(claim: Claim, role: str, parties: Sequence[Thing]) -> Claim:
    things = [
        thing
        for thing in dict.fromkeys(parties)
        if thing.kind in {"Organization", "OrganizationalUnit", "System"} and thing != claim.subject
    ]
    things = [thing for thing in things if not thing.label.lower().startswith("owner")] or things
    if not things:
        return claim
    return replace(
        claim, roles=(*claim.roles, *(Role(role, thing) for thing in things)), how=(*claim.how, "coreference:bridging")
    )


def _specify(reading: ReadSentence, before: Sequence[Claim], evidence: Evidence, author: Thing) -> Iterable[Claim]:
    """'One of those capabilities is X', after 'Y provides capabilities': what was said of them is said of X."""
    for clause in reading.clauses:
        subjects = [argument for argument in clause.arguments if argument.slot == "subject"]
        members = [
            mention for argument in clause.arguments if argument.slot == "complement" for mention in argument.mentions
        ]
        if (
            clause.head != "be"
            or not members
            or not subjects
            or not subjects[0].words.lower().startswith(("one of", "some of", "among", "two of"))
        ):
            continue
        words = subjects[0].words.lower().split()[-1]
        for claim in reversed(before):
            if claim.evidence.paragraph != evidence.paragraph:
                break
            if (
                isinstance(claim.object, Thing)
                and claim.object.label.lower().endswith(words)
                and claim.polarity == "Affirmed"
            ):
                for member in members:
                    yield replace(
                        claim,
                        object=member.thing,
                        polarity=clause.polarity,
                        modality=clause.modality,
                        evidence=evidence,
                        roles=(),
                        how=("construction:specification",),
                    )
                break


def _is_sound(claim: Claim) -> bool:
    """A claim whose subject or object is an unresolved reference says nothing that can be found again."""
    return not claim.subject.unresolved and not (isinstance(claim.object, Thing) and claim.object.unresolved)


def _relate(
    reading: ReadSentence,
    parts: Sequence[tuple[Thing, Thing]],
    evidence: Evidence,
    author: Thing,
    related: set[tuple[Thing, Thing]],
) -> Iterable[Claim]:
    for mention in reading.mentions:
        for part, whole in parts:
            if mention.thing == part and (part, whole) not in related and _names_both(mention, part, whole):
                related.add((part, whole))
                yield relate_unit(part, whole, evidence, author)


def _names_both(mention: Mention, part: Thing, whole: Thing) -> bool:
    return any(name in mention.text for name in (whole.label, *whole.names))


def _state(document: Document, reading: ReadSentence, author: Thing) -> Claim | None:
    """What no predicate fits, in the clause's own words."""
    clause = next(
        (clause for clause in reading.clauses if clause.kind in {"verb", "adjective"} and clause.modality), None
    )
    if clause is None:
        return None
    text = document.paragraphs[reading.sentence.paragraph].text
    subjects = [
        mention.thing for argument in clause.arguments if argument.slot == "subject" for mention in argument.mentions
    ]
    subject = next((thing for thing in subjects if not thing.unresolved), UNSTATED)
    words = Value(text[reading.sentence.start : reading.sentence.end])
    return Claim(
        subject,
        "states",
        words,
        clause.polarity,
        clause.modality,
        find_evidence(document, reading.sentence, clause),
        clause.speaker or author,
        how=("construction:states",),
    )


def _reason(reading: ReadSentence) -> str:
    if reading.silent:
        return reading.silent
    return "no-frame" if reading.verb else "fragment"
