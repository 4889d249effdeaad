"""Paragraphs in, their words with the places where each stands out."""
from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import compress, count
from operator import ne

from graphkit.language.atoms import find_stems, split_words
from graphkit.model import Document

_QUOTES = "\"“”’' )(*•¹²³"
_STOPS = frozenset(".?!:;•–—")
#: What a sentence full of names has though it has no long verb: "Beacon is run by the Quay Office."
_FINITE = frozenset(("is", "are", "was", "were", "has", "have", "had"))


class Page:
    """A paragraph as the glossary reads it.

    number      its index in the document
    words       its atoms in columns: keys as they are written; smalls: in small letters; stems: less what a plural adds
    starts      where each atom starts in the text; ends: where it ends; gaps: what stands before it
    said        the smalls, each once, in order
    is_heading  whether the document has it for a heading
    """

    def __init__(self, text: str, number: int = 0, *, is_heading: bool = False) -> None:
        self.text = text
        self.number = number
        self.is_heading = is_heading
        self.words = split_words(text)
        self.keys, self.smalls, self.starts, self.ends, self.gaps = self.words
        self.stems = find_stems(self.smalls)
        self.said = dict.fromkeys(self.smalls).keys()

    @cached_property
    def is_titled(self) -> bool:
        """Whether its words are capitalised for show, as in a heading, so that capitals tell nothing."""
        return self.is_heading or _is_titled(self.text, self.keys)

    def list_capitals(self) -> list[int]:
        """The places of all atoms with a capital."""
        return list(compress(count(), map(ne, self.keys, self.smalls)))

    def find(self, words: Container[str]) -> list[int]:
        """The places of any of these words, in order."""
        return list(compress(count(), map(words.__contains__, self.smalls)))

    def find_between(self, start: int, end: int) -> tuple[int, int]:
        """The place of the first atom in a stretch of the text, and that behind the last."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def opens(self, place: int) -> bool:
        """Whether an atom opens a sentence."""
        gap = self.gaps[place]
        if gap == " ":
            return False
        marks = gap.strip(_QUOTES)
        return not place or (marks[-1:] in _STOPS and marks not in ("–", "—"))


def read_pages(document: Document) -> list[Page]:
    """The paragraphs of a document, each split once."""
    return [
        Page(paragraph.text, number, is_heading=paragraph.kind == "heading")
        for number, paragraph in enumerate(document.paragraphs)
    ]


def list_pages(pages: Iterable[Page]) -> Mapping[str, list[int]]:
    """The numbers of the pages that have each word, in small letters, and what it may be the plural of."""
    found: dict[str, list[int]] = defaultdict(list)
    for page in pages:
        number = page.number
        for word in page.said:
            found[word].append(number)
    for plural in [word for word in found if word[-1] == "s"]:
        singular = plural[:-1]
        found[singular] = sorted({*found[plural], *found[singular]}) if singular in found else found[plural]
    return found


def _is_titled(text: str, keys: Sequence[str]) -> bool:
    """Whether nearly every longer word has a capital: a title, an address, a table's head.

    No title begins small: "the Department for Quays" is an item of a list that is a name.
    """
    if text.lstrip()[:1].islower():
        return False
    longer = [key for key in filter(str.isalpha, keys) if len(key) > 3]
    if len(longer) < 2 or (len(longer) < 3 and len(keys) < 4):
        return False  # a short list of names can be all capitals: two or three words are too few to tell
    capital = sum([key[0].isupper() for key in longer])
    small = len(longer) - capital
    verbal = small > 1 or any((len(key) > 4 or key[-1] == "s") and key.islower() for key in longer)  # 'X uses Y.'
    verbal = verbal or not _FINITE.isdisjoint(keys)
    ended = text.rstrip().endswith(".") and verbal  # a sentence full of names has verbs yet
    return capital >= 0.8 * len(longer) and not ended
