"""Claims in, the same with what need not be so by what it stands under marked out.

Under a heading of risks it is feared; below a lead-in such as 'may be shared when:' it is supposed, below 'the
following objectives:' it is wanted, and behind 'Example:' it is only told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from graphkit.model import Claim, Document

_PROPOSAL = "said of what is proposed"
_WOULD = re.compile(r"\bwould\b")
_NEAR, _FIRST = 3, 6  # paragraphs, words
_WORD = re.compile(r"[^\W\d_]+")


def withhold_feared(claims: Sequence[Claim], document: Document, feared: frozenset[str]) -> list[Claim]:
    """'*Privacy Risk:* X keeps A too long' becomes no fact; what is said of the risk's mitigation may.

    feared  the words that end such a heading, in small letters
    """
    risky = [_ends_with(paragraph.section, feared) for paragraph in document.paragraphs]
    return _withhold(claims, risky, "said under a heading of risks")


def withhold_supposed(claims: Sequence[Claim], document: Document, supposing: Sequence[str]) -> list[Claim]:
    """'may share X *when:*', '(a) OFA determines Y': an item that says when something else holds becomes no fact.

    supposing  the words that such a lead-in ends in, in small letters
    """
    return _withhold(claims, _find_below(document, supposing), "said below a lead-in that makes it a condition")


def withhold_wanted(
    claims: Sequence[Claim], document: Document, wanting: Sequence[str], advising: Sequence[str]
) -> list[Claim]:
    """'has the following *objectives:*', 'clerks query X': an item that says what is aimed at becomes no fact.

    wanting   the words that such a lead-in ends in, in small letters
    advising  those that such a lead-in has anywhere: 'We *recommended* the Director, with the Board:'
    """
    below = _find_below(document, wanting, advising)
    return _withhold(claims, below, "said below a lead-in that makes it an aim or an advice")


def withhold_illustrated(claims: Sequence[Claim], document: Document, illustrating: Sequence[str]) -> list[Claim]:
    """'*Example:* A asks B for X': what is told to explain something becomes no fact, up to the next heading.

    illustrating  the words that such a paragraph, or the heading above it, begins with, in small letters
    """
    opening = re.compile(rf"(?:{'|'.join(map(re.escape, illustrating))})(?: \d+)?\s*(?:[:.–—]|$)", re.I)
    told: list[bool] = []
    inside = False
    for paragraph in document.paragraphs:
        opens = opening.match(paragraph.text) or opening.match(paragraph.section)
        inside = bool(opens) or (inside and paragraph.kind != "heading")
        told.append(inside)
    return _withhold(claims, told, "told as an example")


def withhold_proposed(claims: Sequence[Claim], document: Document, proposing: frozenset[str]) -> list[Claim]:
    """'Under the *proposal* A *would be* sent. B keeps A': what such a paragraph says becomes no fact.

    Nor does what a sentence with 'would' says in the paragraphs right below one that tells of a proposal.

    proposing  the words that tell of one, in small letters
    """
    said = [_WORD.findall(paragraph.text.lower()) for paragraph in document.paragraphs]
    told = [not proposing.isdisjoint(words) for words in said]
    if not any(told):
        return list(claims)
    below = [any(told[max(0, place - _NEAR) : place + 1]) for place in range(len(told))]
    whole = [not proposing.isdisjoint(words[:_FIRST]) and "would" in words for words in said]
    kept = _withhold(claims, whole, _PROPOSAL)
    return [
        replace(claim, withheld=_PROPOSAL)
        if not claim.withheld and below[claim.evidence.paragraph] and _says_would(claim, document)
        else claim
        for claim in kept
    ]


def _says_would(claim: Claim, document: Document) -> bool:
    return any(_WOULD.search(document.text, span.start, span.end) for span in claim.evidence.spans)


def _find_below(document: Document, endings: Sequence[str], anywhere: Sequence[str] = ()) -> list[bool]:
    """For each paragraph whether its lead-in ends in one of the words, or has one of the others in it."""
    ending = rf"(?<![\w-])(?:{'|'.join(map(re.escape, endings))})\s*[:—–-]*\s*$"
    inside = rf"(?<![\w-])(?:{'|'.join(map(re.escape, anywhere))})(?![\w-])" if anywhere else ending
    pattern = re.compile(f"{ending}|{inside}", re.I)
    leading = {paragraph.lead for paragraph in document.paragraphs if paragraph.lead is not None}
    found = {place for place in leading if pattern.search(document.paragraphs[place].text)}
    return [paragraph.lead in found for paragraph in document.paragraphs]


def _withhold(claims: Sequence[Claim], marked: Sequence[bool], reason: str) -> list[Claim]:
    """The claims, those of marked paragraphs for a reason no facts."""
    if not any(marked):
        return list(claims)
    return [
        replace(claim, withheld=claim.withheld or reason) if marked[claim.evidence.paragraph] else claim
        for claim in claims
    ]


def _ends_with(heading: str, words: frozenset[str]) -> bool:
    found = _WORD.findall(heading)
    return bool(found) and found[-1].lower() in words
