"""A text and the forms of names in, where the names stand out: longest match over words, not over tokens of a parser.

A form is a sequence of atoms (words, numbers, abbreviations) with what stands between them. Hyphens, dashes and blanks
are one, so that CARE II, CARE-II and "CARE – II" are one form; CAREII is added to it as a variant.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from graphkit.language.atoms import Atom, is_fixed, is_numeral, read_gap, split_form
from graphkit.language.pages import Page

_GLUED = re.compile(r"([A-Z]{2,})(II|III|IV|VI|VII|VIII|IX|\d{1,2})")
_CAMEL = re.compile(r"[A-Z][a-z]+(?=[A-Z])|[A-Z]+$|[A-Z][a-z]*$")
_LONGEST_GAP = 3


@dataclass(slots=True)
class _Node:
    """A step of the trie: what may follow, and the forms that end here, each with its owner."""

    steps: dict[tuple[str, str], _Node] = field(default_factory=dict)
    ends: tuple[tuple[int, tuple[str, ...], bool], ...] = ()


class Match(NamedTuple):
    """A stretch of atoms, `first` up to but not including `last`, that is a form of the owner."""

    first: int
    last: int
    start: int
    end: int
    owner: int


class FormIndex:
    """Forms of names, each with a number for its owner; the last owner of a form has it.

    log  the first word of every form, in the order in which they were added: what is new since a search
    """

    def __init__(self) -> None:
        self._root = _Node()
        self._firsts: set[str] = set()
        self.log: list[str] = []

    def add(self, form: str, owner: int, *, common: bool = False) -> None:
        """Have `form` and its variants stand for `owner`; a common noun phrase ("law enforcement") in any case."""
        atoms = split_form(form)
        if not any(atom.key[0].isalpha() for atom in atoms):
            return
        gaps = [read_gap(form[left.end : right.start]) for left, right in pairwise(atoms)]
        for keys, joins in _make_variants([atom.key for atom in atoms], gaps):
            self._insert(keys, joins, owner, common)

    def _insert(self, keys: list[str], gaps: list[str], owner: int, common: bool) -> None:
        node = self._root
        self._firsts.add(keys[0].lower())
        self.log.append(keys[0].lower())
        for gap, key in zip(["", *gaps], keys, strict=True):
            place = (gap, key.lower())
            if place not in node.steps:
                node.steps[place] = _Node()
            node = node.steps[place]
        form = tuple(keys)
        node.ends = (*(end for end in node.ends if end[1] != form), (owner, form, common))

    def find(self, page: Page) -> Iterator[Match]:
        """The longest forms, from left to right."""
        last = 0
        for place in page.find(self._firsts):
            match = self._match_at(page.text, page.atoms, place) if place >= last else None
            if match:
                yield match
                last = match.last

    def _match_at(self, text: str, atoms: list[Atom], first: int) -> Match | None:
        nodes, place, keys = _list_steps([self._root], "", atoms[first].small), first, []
        last, owner = first, -1
        while nodes:
            keys.append(atoms[place].key)
            place += 1
            for node in nodes:
                found = _find_owner(node, tuple(keys)) if node.ends else None
                if found is not None:
                    last, owner = place, found
                    break
            if place == len(atoms):
                break
            nodes = _list_steps(nodes, _read_gap_before(text, atoms, place), atoms[place].small)
        if owner < 0:
            return None
        start, end = atoms[first].start, atoms[last - 1].end
        return Match(first, last, start, _end_after_bracket(text, start, end), owner)


def _list_steps(nodes: list[_Node], gap: str, small: str) -> list[_Node]:
    """Where an atom, or what it may be the plural of, leads from these steps of the trie."""
    plural = small[-1] == "s" and len(small) > 2
    found = []
    for node in nodes:
        step = node.steps.get((gap, small))
        if step is not None:
            found.append(step)
        step = node.steps.get((gap, small[:-1])) if plural else None
        if step is not None:
            found.append(step)
    return found


def _read_gap_before(text: str, atoms: list[Atom], place: int) -> str:
    """The gap before an atom; brackets around a numeral, as in "Program (III)", count as blanks."""
    gap = text[atoms[place - 1].end : atoms[place].start]
    if gap == " ":
        return gap
    if len(gap) > _LONGEST_GAP:
        return "…"
    if gap == " (" and is_numeral(atoms[place].key) and text[atoms[place].end : atoms[place].end + 1] == ")":
        return " "
    return read_gap(gap)


def _end_after_bracket(text: str, start: int, end: int) -> int:
    """The end of a form, with the bracket that was opened in it: "Program (III)", "Section 4(b)"."""
    if text[end : end + 1] != ")":
        return end
    return end + (text.count("(", start, end) > text.count(")", start, end))


def _find_owner(node: _Node, keys: tuple[str, ...]) -> int | None:
    for owner, form, common in node.ends:
        if form == keys or _is_written_so(form, keys, common):
            return owner
    return None


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
