"""Paragraphs in, their words with the places where each stands out."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from graphkit.language.atoms import Atom, split_atoms
from graphkit.model import Document


@dataclass(frozen=True, eq=False)
class Page:
    """A paragraph as the glossary reads it.

    places      where each word stands, in small letters; what ends with an s also as what it may be the plural of
    is_heading  whether the document has it for a heading
    """

    text: str
    atoms: list[Atom]
    places: Mapping[str, list[int]]
    is_heading: bool

    @cached_property
    def starts(self) -> frozenset[int]:
        """Places of the atoms that open a sentence."""
        return frozenset(_find_starts(self.text, self.atoms))

    @cached_property
    def is_titled(self) -> bool:
        """Whether its words are capitalised for show, as in a heading, so that capitals tell nothing."""
        return self.is_heading or _is_titled(self.text, self.atoms)

    def find(self, words: Set[str]) -> list[int]:
        """The places of any of these words, in order."""
        return sorted({place for word in self.places.keys() & words for place in self.places[word]})

    def gap(self, place: int) -> str:
        """What stands between the atom before and the one at `place`."""
        return self.text[self.atoms[place - 1].end : self.atoms[place].start] if place else ""


def read_pages(document: Document) -> list[Page]:
    """The paragraphs of a document, each split once."""
    return [read_page(paragraph.text, heading=paragraph.kind == "heading") for paragraph in document.paragraphs]


def read_page(text: str, *, heading: bool = False) -> Page:
    """A text, split."""
    atoms = split_atoms(text)
    places: dict[str, list[int]] = {}
    for place, atom in enumerate(atoms):
        small = atom.small
        places.setdefault(small, []).append(place)
        if small[-1] == "s":
            places.setdefault(small[:-1], []).append(place)
    return Page(text, atoms, places, heading)


def _find_starts(text: str, atoms: list[Atom]) -> Iterator[int]:
    end = 0
    for place, atom in enumerate(atoms):
        between, end = text[end : atom.start], atom.end
        if not place:
            yield place
        if not place or between == " ":
            continue
        gap = between.strip("\"“”’' )(*•¹²³")
        if gap and gap[-1] in ".?!:;•–—" and gap not in ("–", "—"):
            yield place


def _is_titled(text: str, atoms: list[Atom]) -> bool:
    """Whether nearly every longer word has a capital: a title, an address, a table's head.

    No title begins small: "the Department for Quays" is an item of a list that is a name.
    """
    if text.lstrip()[:1].islower():
        return False
    longer = [atom for atom in atoms if len(atom.key) > 3 and atom.key.isalpha()]
    capital = sum(atom.key[0].isupper() for atom in longer)
    ended = text.rstrip().endswith(".") and len(longer) - capital > 1  # a sentence full of names has verbs yet
    return len(longer) > 1 and capital >= 0.8 * len(longer) and not _is_short(atoms, longer) and not ended


def _is_short(atoms: list[Atom], longer: list[Atom]) -> bool:
    """A short list of names can be all capitals and yet be no title: two or three words are too few to tell."""
    return len(longer) < 3 and len(atoms) < 4
