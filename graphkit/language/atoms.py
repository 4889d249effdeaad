"""Texts in, their words, numbers and abbreviations out, each where it stands, and what stands between them."""
from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import repeat
from typing import NamedTuple

_ATOM = re.compile(r"(?:[^\W\d_]\.){2,}(?![^\W_])|[^\W_¹²³⁰⁴-⁹]+(?:&[^\W_]+)?")
_NUMERAL = re.compile(r"[IVX]{1,5}|\d{1,4}")
_SOFT_GAPS = {"": " ", "-": " ", "–": " ", "—": " ", "‑": " ", "’": "'", "‘": "'"}


class Atom(NamedTuple):
    """A word, a number or an abbreviation ("U.S.", whose dots `key` leaves out), where it stands, and in lower case."""

    key: str
    start: int
    end: int
    small: str

    @property
    def is_capital(self) -> bool:
        return self.key != self.small

    @property
    def is_acronym(self) -> bool:
        """A capital inside, as in OFA, DoT, iBeacon, SafeLINK: its spelling tells that it is a name."""
        return is_fixed(self.key)


#: Makes an atom of a tuple of its fields.
_make_atom = partial(tuple.__new__, Atom)


def split_atoms(text: str) -> list[Atom]:
    """A text to its atoms, in order; no step is taken for each of them: a document is split word by word."""
    found = list(_ATOM.finditer(text))
    keys = "\n".join(map(re.Match.group, found)).replace(".", "")
    fields = zip(
        keys.split("\n"), map(re.Match.start, found), map(re.Match.end, found), keys.lower().split("\n"), strict=False
    )
    return list(map(_make_atom, fields)) if found else []


@lru_cache(maxsize=8192)
def split_form(form: str) -> tuple[Atom, ...]:
    """The atoms of a form of a name: the same forms are asked for again and again."""
    return tuple(split_atoms(form))


def find_stems(smalls: tuple[str, ...]) -> tuple[str, ...]:
    """Words in small letters to what a word and its plural have in common."""
    return tuple(map(str.rstrip, smalls, repeat("s")))


def read_gap(text: str) -> str:
    """What stands between two atoms, in one form: ' ' for blanks, hyphens and dashes; else the marks themselves."""
    if text == " ":
        return text
    marks = text.strip()
    return _SOFT_GAPS.get(marks, marks)


def is_fixed(key: str) -> bool:
    """Whether an atom's capitals are its spelling, so that it is the same in every place."""
    return key[1:] != key[1:].lower()


def is_numeral(key: str) -> bool:
    return _NUMERAL.fullmatch(key) is not None
