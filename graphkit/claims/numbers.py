"""Clauses that count in, claims of counts and shares out: 'the population is 94 participants', '6 aliens, or 7 percent, are on X'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graphkit.model import Argument, Claim, Clause, Evidence, Role, Thing, Value

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,])\d+(?:\.\d+)?(?![\w,]*\d)")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:percent|per cent|%)", re.I)


def match_counts(clause: Clause, text: str, evidence: Evidence, speaker: Thing) -> tuple[Claim, ...]:
    """The counts that a clause with the verb 'be' or a verb of totalling states, from the clean `text` of its paragraph."""
    if (
        not clause.modality
        or clause.kind != "verb"
        or clause.head not in {"be", "total", "number", "include", "comprise", "stand", "reach"}
    ):
        return ()
    subjects = _find(clause, "subject")
    complements = _find(clause, "complement") or _find(clause, "object")
    claims: list[Claim] = []
    for subject in subjects:
        for mention in subject.mentions:
            if clause.head == "be" and complements and _is_measure(subject):
                claims += _count(clause, mention.thing, complements, text, evidence, speaker)
            elif clause.head == "be" and not complements:
                claims += _count(clause, mention.thing, [subject], text, evidence, speaker, shares=True)
            break
    return tuple(claims)


def _find(clause: Clause, slot: str) -> list[Argument]:
    return [argument for argument in clause.arguments if argument.slot == slot]


def _is_measure(subject: Argument) -> bool:
    return bool(
        re.search(r"\b(?:population|number|total|count|size|enrol?lment|caseload|amount)\b", subject.words, re.I)
    )


def _count(
    clause: Clause,
    thing: Thing,
    places: Sequence[Argument],
    text: str,
    evidence: Evidence,
    speaker: Thing,
    shares: bool = False,
) -> list[Claim]:
    claims = []
    for place in places:
        words = text[place.start : clause.end] if shares else place.words
        share = _SHARE.search(words)
        number = _NUMBER.search(_SHARE.sub("", words))
        base = Claim(
            thing, "hasCount", Value(""), clause.polarity, clause.modality, evidence, clause.speaker or speaker, clause.roles, clause.withheld,
            ("construction:count", *clause.how), clause.confidence,
        )  # fmt: skip
        if number:
            digits = number.group().replace(",", "")
            claims.append(
                replace(
                    base,
                    object=Value(number.group() if "," in number.group() else digits, ""),
                    roles=_with_unit(base.roles, words, number),
                )
            )
        if share and shares:
            claims.append(replace(base, predicate="hasShare", object=Value(share.group(1), "decimal")))
    return claims


def _with_unit(roles: tuple[Role, ...], words: str, number: re.Match[str]) -> tuple[Role, ...]:
    return roles
