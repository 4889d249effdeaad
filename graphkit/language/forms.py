"""A text and the forms of names in, where the names stand out: longest match over words, not over tokens of a parser.

A form is a sequence of atoms (words, numbers, abbreviations) with what stands between them. Hyphens, dashes and blanks
are one, so that CARE II, CARE-II and "CARE – II" are one form; CAREII is added to it as a variant.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import ne
from typing import NamedTuple

from msgspec import Struct

from graphkit.language.atoms import end_after_bracket, find_stems, is_fixed, is_numeral, read_gap, split_form
from graphkit.language.pages import Page

_GLUED = re.compile(r"([A-Z]{2,})(II|III|IV|VI|VII|VIII|IX|\d{1,2})")
_CAMEL = re.compile(r"[A-Z][a-z]+(?=[A-Z])|[A-Z]+$|[A-Z][a-z]*$")
_LONGEST_GAP = 3
_ALONE = (1,)


class Match(Struct, frozen=True):
    """A stretch of atoms, `first` up to but not including `last`, that is a form of the owner."""

    first: int
    last: int
    start: int
    end: int
    owner: int


class Way(NamedTuple):
    """A way of writing a form: its atoms, in small letters too, and what stands between them."""

    keys: tuple[str, ...]
    smalls: tuple[str, ...]
    gaps: tuple[str, ...]


class FormIndex:
    """Forms of names, each with a number for its owner; the last owner of a form has it.

    firsts  the words that a form begins with, in small letters, and their plurals
    """

    def __init__(self) -> None:
        self.firsts: set[str] = set()
        self._ways: dict[tuple[str, ...], list[tuple[Way, int, bool]]] = {}  # by the stems of all atoms
        self._lengths: dict[tuple[str, ...], tuple[int, ...]] = {}  # what may begin with two stems, longest first

    def add(self, way: Way, owner: int, *, common: bool) -> None:
        """Have a form written so stand for `owner`; a common noun phrase ("law enforcement") in any case."""
        stems = find_stems(way.smalls)
        self.firsts.update((way.smalls[0], f"{way.smalls[0]}s"))
        ways = self._ways.get(stems, ())
        self._ways[stems] = [*[known for known in ways if known[0] != way], (way, owner, common)]
        if not ways and len(stems) > 1:
            lengths = {len(stems), *self._lengths.get(stems[:2], _ALONE)}
            self._lengths[stems[:2]] = tuple(sorted(lengths, reverse=True))

    def find(self, page: Page) -> Iterator[Match]:
        """The longest forms, from left to right."""
        last = 0
        for place in page.find(self.firsts):
            match = self.match_at(page, place) if place >= last else None
            if match:
                yield match
                last = match.last

    def match_at(self, page: Page, first: int) -> Match | None:
        """The longest form that begins at an atom."""
        stems = page.stems
        for length in self._lengths.get(stems[first : first + 2], _ALONE):
            stretch = stems[first : first + length]
            ways = self._ways.get(stretch)
            if ways is None:
                continue
            last = first + len(stretch)
            owner = _find_owner(page, first, last, ways)
            if owner is not None:
                start, end = page.starts[first], page.ends[last - 1]
                return Match(first, last, start, end_after_bracket(page.text, start, end), owner)
        return None


@lru_cache(maxsize=8192)
def list_ways(form: str) -> tuple[Way, ...]:
    """All ways of writing a form; none of one without a letter that begins a word, or with words far apart."""
    atoms = split_form(form)
    gaps = [read_gap(form[left.end : right.start]) for left, right in pairwise(atoms)]
    if not any(atom.key[0].isalpha() for atom in atoms) or any(len(gap) > _LONGEST_GAP for gap in gaps):
        return ()
    variants = _make_variants([atom.key for atom in atoms], gaps)
    return tuple(Way(tuple(keys), tuple(key.lower() for key in keys), tuple(joins)) for keys, joins in variants)


def _find_owner(page: Page, first: int, last: int, ways: Sequence[tuple[Way, int, bool]]) -> int | None:
    """Whose form stands at some atoms, of the ways to write one that have the same stems."""
    keys, smalls = page.keys[first:last], page.smalls[first:last]
    if len(ways) > 1:  # a form itself goes before one of which it may be the plural
        ways = sorted(ways, key=lambda known: tuple(map(ne, known[0].smalls, smalls)))
    for way, owner, common in ways:
        if way.keys != keys and not (_may_be(way, smalls) and _is_written_so(way.keys, keys, common)):
            continue
        if way.gaps == page.gaps[first + 1 : last] or _has_gaps(page, first, way.gaps):
            return owner
    return None


def _has_gaps(page: Page, first: int, gaps: tuple[str, ...]) -> bool:
    return all(gap == _read_gap_before(page, place) for place, gap in enumerate(gaps, first + 1))


def _may_be(way: Way, smalls: tuple[str, ...]) -> bool:
    """Whether words are those of a form or their plurals."""
    return way.smalls == smalls or all(
        small == part or (small == f"{part}s" and len(part) > 1) for part, small in zip(way.smalls, smalls, strict=True)
    )


def _read_gap_before(page: Page, place: int) -> str:
    """The gap before an atom; brackets around a numeral, as in "Program (III)", count as blanks."""
    gap = page.gaps[place]
    if gap == " ":
        return gap
    if len(gap) > _LONGEST_GAP and "§" not in gap:
        return "…"
    if gap == " (" and is_numeral(page.keys[place]) and page.gaps[place + 1][:1] == ")":
        return " "
    return read_gap(gap)


def _is_written_so(form: tuple[str, ...], keys: tuple[str, ...], common: bool) -> bool:
    """Whether capitals are where the form has them: a heading may have more, a long name and a common noun fewer."""
    relaxed = common or len(form) > 3
    if relaxed and len(form) > 1 and all(key.islower() for key in keys) and not any(is_fixed(part) for part in form):
        return True
    for place, (part, key) in enumerate(zip(form, keys, strict=True)):
        plural_allowed = place == len(form) - 1 or form[place + 1].islower()
        if key.lower() != part.lower():
            if not plural_allowed or key[-1] not in "sS" or (key[-1] == "S" and not key.isupper()):
                return False
            if key.isupper() and len(form) == 1:
                return False
            key = key[:-1]
        if not _is_same_case(part, key, common):
            return False
    return True


def _is_same_case(part: str, key: str, common: bool) -> bool:
    if part == key:
        return True
    if is_fixed(part):
        return not part.isupper() and key.isupper() and len(part) > 3
    if part.islower():
        return True
    return key.isupper() or common


def _make_variants(keys: list[str], gaps: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """A form and the ways in which it is written together or apart."""
    yield keys, gaps
    if len(keys[0]) > 1 and not any(map(is_fixed, keys)):
        return
    for place in range(1, len(keys)):
        left, right = keys[place - 1], keys[place]
        if gaps[place - 1] != " ":
            continue
        numbered = is_fixed(left) and left.isupper() and is_numeral(right)
        lettered = len(left) == 1 and right[:1].isupper() and place == 1
        if numbered or lettered:
            yield [*keys[: place - 1], left + right, *keys[place + 1 :]], [*gaps[: place - 1], *gaps[place:]]
    for place, key in enumerate(keys):
        glued = _GLUED.fullmatch(key)
        parts = list(glued.groups()) if glued else _CAMEL.findall(key) if not key.isupper() else []
        if len(parts) > 1 and "".join(parts) == key and all(len(part) > 1 for part in parts):
            yield [*keys[:place], *parts, *keys[place + 1 :]], [*gaps[:place], *[" "] * (len(parts) - 1), *gaps[place:]]
