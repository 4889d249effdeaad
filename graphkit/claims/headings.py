"""Claims in, the same with what need not be so by what it stands under marked out.

Under a heading of risks it is feared; below a lead-in such as 'may be shared when:' it is supposed, below 'the
following objectives:' it is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from graphkit.model import Claim, Document

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


def withhold_wanted(claims: Sequence[Claim], document: Document, wanting: Sequence[str]) -> list[Claim]:
    """'has the following *objectives:*', 'clerks query X': an item that says what is aimed at becomes no fact.

    wanting  the words that such a lead-in ends in, in small letters
    """
    return _withhold(claims, _find_below(document, wanting), "said below a lead-in that makes it an aim or an advice")


def _find_below(document: Document, endings: Sequence[str]) -> list[bool]:
    """For each paragraph whether its lead-in ends in one of the words."""
    ending = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, endings))})\s*[:—–-]*\s*$", re.I)
    leading = {paragraph.lead for paragraph in document.paragraphs if paragraph.lead is not None}
    found = {place for place in leading if ending.search(document.paragraphs[place].text)}
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
