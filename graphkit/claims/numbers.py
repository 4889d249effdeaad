"""Clauses that count in, claims of counts and shares out: 'the population is 94', '6 people, or 7 percent, are …'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graphkit.claims.cues import ClaimCues
from graphkit.claims.fillers import list_slot
from graphkit.model import Argument, Claim, Clause, Evidence, Thing, Value

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,])\d+(?:\.\d+)?(?![\w,]*\d)")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:percent|per cent|%)", re.I)


def match_counts(clause: Clause, text: str, evidence: Evidence, speaker: Thing, cues: ClaimCues) -> tuple[Claim, ...]:
    """The counts that a clause with the verb 'be' states, from the clean `text` of its paragraph."""
    if not clause.modality or clause.kind != "verb" or clause.head != "be":
        return ()
    complements = list_slot(clause, "complement") or list_slot(clause, "object")
    claims: list[Claim] = []
    for subject in list_slot(clause, "subject"):
        if not subject.mentions:
            continue
        thing = subject.mentions[0].thing
        base = _draft(clause, thing, evidence, speaker)
        if not complements:  # '6 people, or 7 percent, are …': the number stands before the verb
            claims.extend(_count(base, text[subject.start : clause.end], shares=True))
        elif _is_measure(subject, cues):
            claims.extend(claim for place in complements for claim in _count(base, place.words))
    return tuple(claims)


def _is_measure(subject: Argument, cues: ClaimCues) -> bool:
    return bool(set(re.findall(r"\w+", subject.words.lower())) & set(cues.measures))


def _draft(clause: Clause, thing: Thing, evidence: Evidence, speaker: Thing) -> Claim:
    return Claim(
        subject=thing,
        predicate="hasCount",
        object=Value(""),
        polarity=clause.polarity,
        modality=clause.modality,
        evidence=evidence,
        speaker=clause.speaker or speaker,
        roles=clause.roles,
        withheld=clause.withheld,
        how=("construction:count", *clause.how),
        confidence=clause.confidence,
    )


def _count(base: Claim, words: str, shares: bool = False) -> Iterator[Claim]:
    """The number in the words, and with `shares` the percentage."""
    number = _NUMBER.search(_SHARE.sub("", words))
    if number:
        yield replace(base, object=Value(number.group()))
    share = _SHARE.search(words) if shares else None
    if share:
        yield replace(base, predicate="hasShare", object=Value(share.group(1), "decimal"))
