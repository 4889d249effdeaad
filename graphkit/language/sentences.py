"""A paragraph's clean text in, its sentences out.

Borders are found by rule before the parse, not by the parser: evidence is whole sentences, and a sentence border that
depends on a statistical model would move with every word changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

_END = re.compile(r"[.?!][.?!]*[\"'”’)\]]*(?=\s+[\"'“‘(\[]?(?:[A-Z0-9¹²³]|[a-z]{1,2}[A-Z]))")
_QUOTES = "(\"'“‘["
_INITIAL = re.compile(r"(?:^|[\s.(])[A-Z]\.$")


class Stops(Struct, frozen=True):
    """Where a full stop ends no sentence; the lists of `ontology/cues/sentences.yaml`, which explains each."""

    abbreviations: frozenset[str] = frozenset()
    lettered: frozenset[str] = frozenset()
    final: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()


def read_stops(cues: Mapping[str, Sequence[str]]) -> Stops:
    """The cue file `sentences` to its lists."""
    return Stops(*(frozenset(cues[name]) for name in Stops.__struct_fields__))


def split_sentences(text: str, stops: Stops) -> tuple[tuple[int, int], ...]:
    """Start and end, in `text`, of each sentence, blanks at their borders left out.

    A stop after an abbreviation or an initial ends a sentence only if nothing follows, but after a letter that numbers
    something ("enclosed as Attachment B."), and after "Inc." where "The" follows, it does.
    """
    borders, start = [], 0
    for found in _END.finditer(text):
        end = found.end()
        if _is_abbreviated(text[start:end], stops) and not _is_final(text, end, stops):
            continue
        borders.append((start, end))
        start = end
    borders.append((start, len(text)))
    trimmed = []
    for low, high in borders:
        words = text[low:high].lstrip()
        if words:
            start = high - len(words)
            trimmed.append((start, start + len(words.rstrip())))
    return tuple(trimmed)


def _is_abbreviated(sentence: str, stops: Stops) -> bool:
    if not sentence.endswith("."):
        return False
    words = sentence[-24:].split()
    if words and words[-1].lstrip(_QUOTES) in stops.abbreviations:
        return True
    numbers = len(words) > 1 and words[-2].lstrip(_QUOTES).lower() in stops.lettered
    return not numbers and bool(_INITIAL.search(sentence[-4:]))


def _is_final(text: str, end: int, stops: Stops) -> bool:
    """'bought from X, *Inc. The* office …': with what follows no name goes on."""
    last, following = text[max(0, end - 12) : end].split()[-1], text[end : end + 16].split()
    return last.lstrip(_QUOTES) in stops.final and bool(following) and following[0].rstrip(",") in stops.opening
