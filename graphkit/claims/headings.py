"""Claims in, the same with what stands under a heading of risks marked out: it is feared, and need not be so."""

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
    return [
        replace(claim, withheld=claim.withheld or "said under a heading of risks")
        if risky[claim.evidence.paragraph]
        else claim
        for claim in claims
    ]


def _ends_with(heading: str, words: frozenset[str]) -> bool:
    found = _WORD.findall(heading)
    return bool(found) and found[-1].lower() in words
