"""The words of a question and a text in, which of them the text takes up out.

Words are compared by stem (the Snowball stemmer of English, M. Porter, https://snowballstem.org), by a long common
beginning ("submit", "submission"), and by families of words that say the same in such documents, which are data.
"""
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

#: Characters that two stems must share, and the share of the longer that these must be, to be of one word.
SHARED, SHARE = 5, 0.6
WORD = re.compile(r"\d[\d,.]*\d|(?:non-)?[^\W_]+", re.IGNORECASE)


class Topics(Struct, frozen=True):
    """What counts as a word of the topic: `empty` words do not, and words of one family (by stem) are the same."""

    empty: frozenset[str]
    families: Mapping[str, frozenset[int]]

    def find_stems(self, text: str) -> tuple[str, ...]:
        """The stems of the topic's words in a text, in order, each once."""
        words = (match[0].lower() for match in WORD.finditer(text))
        return tuple(dict.fromkeys(find_stem(word) for word in words if word not in self.empty))

    def takes_up(self, stem: str, stems: Collection[str]) -> bool:
        """Whether a text with these stems takes up a word with this one."""
        return stem in stems or any(self.is_same(stem, other) for other in stems)

    def is_same(self, one: str, other: str) -> bool:
        """Whether two stems are of one word or of one family."""
        if not self.families.get(one, frozenset()).isdisjoint(self.families.get(other, ())):
            return True
        if one[:1] != other[:1]:
            return False
        short, long = (one, other) if len(one) <= len(other) else (other, one)
        if short.isdigit() or long.isdigit():
            return one == other
        if len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= SHARED:
            return True
        common = next((at for at in range(len(short)) if short[at] != long[at]), len(short))
        return common >= SHARED and common >= SHARE * len(long)

    def list_taken(self, stems: Iterable[str], text: Collection[str]) -> tuple[str, ...]:
        """Those of the stems that a text takes up."""
        return tuple(stem for stem in stems if self.takes_up(stem, text))


def build_topics(empty: Iterable[str], families: Iterable[Iterable[str]]) -> Topics:
    """Words without a topic, and lines of words of one sense, to one value."""
    places: dict[str, set[int]] = {}
    for place, words in enumerate(families):
        for word in words:
            places.setdefault(find_stem(word.lower()), set()).add(place)
    return Topics(frozenset(empty), {stem: frozenset(found) for stem, found in places.items()})


@lru_cache(maxsize=65536)
def find_stem(word: str) -> str:
    """A word in small letters to its stem."""
    return str(load_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def load_stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
