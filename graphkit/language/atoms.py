"""Texts in, their words, numbers and abbreviations out, each where it stands, and what stands between them."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

#: Most are plain words before a blank or comma; of others what stands behind the first letter tells which they are.
_ATOM = re.compile(
    r"([a-zA-Z0-9]++(?=[ ,])|[^\W_¹²³⁰⁴-⁹](?:\.(?<=[^\W\d_].)(?:[^\W\d_]\.)+(?![^\W_])"
    r"|['’](?<=[A-Z].)(?<!\w..)[A-Z][^\W\d_]+|[^\W_¹²³⁰⁴-⁹]*(?:&[^\W_]+)?))"  # 'O'Neill'
)
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


class Words(NamedTuple):
    """The atoms of a text in columns, one field of all of them in each, and what stands before every atom."""

    keys: tuple[str, ...]
    smalls: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]
    gaps: tuple[str, ...]

    def list_atoms(self, first: int = 0, last: int | None = None) -> list[Atom]:
        """Some of the atoms, or all, in rows."""
        return list(map(Atom, *[column[first:last] for column in (self.keys, self.starts, self.ends, self.smalls)]))


def split_words(text: str) -> Words:
    """A text to its atoms in columns; no step is taken for each of them: whole documents are split."""
    parts = _ATOM.split(text)
    if len(parts) == 1:
        return Words((), (), (), (), ("",))
    borders = list(accumulate(map(len, parts)))
    keys = parts[1::2]
    joined = "".join(keys)
    if "." in joined:
        keys = [key.replace(".", "") for key in keys]
    if "’" in joined:
        keys = [key.replace("’", "'") for key in keys]
    parts[0] = ""
    return Words(tuple(keys), tuple([key.lower() for key in keys]), borders[:-1:2], borders[1::2], tuple(parts[::2]))


def split_atoms(text: str) -> list[Atom]:
    """A text to its atoms, in order."""
    return split_words(text).list_atoms()


@lru_cache(maxsize=8192)
def split_form(form: str) -> tuple[Atom, ...]:
    """The atoms of a form of a name: the same forms are asked for again and again."""
    return tuple(split_atoms(form))


def find_stems(smalls: tuple[str, ...]) -> tuple[str, ...]:
    """Words in small letters to what a word and its plural have in common."""
    return tuple([small.rstrip("s") for small in smalls])


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


def end_after_bracket(text: str, start: int, end: int) -> int:
    """The end of a form, with the bracket that was opened in it: "Program (III)", "Section 4(b)"."""
    if text[end : end + 1] != ")":
        return end
    return end + (text.count("(", start, end) > text.count(")", start, end))
