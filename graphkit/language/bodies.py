"""Drafts of the things that a document names: the forms that belong to each, and what tells its kind."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graphkit.language.forms import Atom, FormIndex, Match, split_atoms
from graphkit.model import Document
from graphkit.ontology.names import Name


@dataclass(frozen=True, slots=True)
class Page:
    """A paragraph as the glossary reads it.

    starts     places of the atoms that open a sentence
    words      its atoms in small letters
    is_titled  whether its words are capitalised for show, as in a heading, so that capitals tell nothing
    """

    text: str
    atoms: list[Atom]
    starts: frozenset[int]
    is_titled: bool
    words: frozenset[str]

    def gap(self, place: int) -> str:
        """What stands between the atom before and the one at `place`."""
        return self.text[self.atoms[place - 1].end : self.atoms[place].start] if place else ""


@dataclass(slots=True)
class Body:
    """One thing in the making.

    long, shorts  as it was introduced; common: a common noun phrase with an abbreviation ("law enforcement (LE)")
    votes         kind → weight of what speaks for it
    headed        whether its head noun says that it is a body: "commission"
    parents       numbers of the bodies that it is part of → how that is known: document | lexicon
    """

    number: int
    long: str = ""
    forms: list[str] = field(default_factory=list)
    common: bool = False
    introduced: bool = False
    votes: dict[str, float] = field(default_factory=dict)
    parents: dict[int, str] = field(default_factory=dict)
    name: Name | None = None
    fixed: str = ""
    headed: bool = False

    def vote(self, kind: str, weight: float) -> None:
        if kind and kind != "Thing":
            self.votes[kind] = self.votes.get(kind, 0.0) + weight

    @property
    def kind(self) -> str:
        """The kind with the most votes, the fixed one before all; `Thing` where nothing tells."""
        if self.fixed:
            return self.fixed
        best = max(sorted(self.votes), key=lambda kind: self.votes[kind], default="Thing")
        if best == "Organization" and any(how == "document" for how in self.parents.values()):
            return "OrganizationalUnit"
        return best


class Bodies:
    """All things of a document in the making, with the index of their forms."""

    def __init__(self) -> None:
        self.all: list[Body] = []
        self.index = FormIndex()
        self._owners: dict[str, int] = {}
        self._searched: dict[int, tuple[int, list[Match]]] = {}

    def find(self, form: str) -> Body | None:
        """The body that has this form, written in this way or a variant of it."""
        number = self._owners.get(make_key(form))
        return self.all[number] if number is not None else None

    def make(self, *forms: str, common: bool = False) -> Body:
        """A body with these forms: the first that has one of them already, else a new one."""
        body = next((found for form in forms if (found := self.find(form))), None)
        if body is None:
            body = Body(len(self.all), common=common)
            self.all.append(body)
        for form in forms:
            self.add_form(body, form)
        return body

    def add_form(self, body: Body, form: str) -> None:
        form = " ".join(form.split())
        key = make_key(form)
        if not key or key in self._owners:
            return
        self._owners[key] = body.number
        body.forms.append(form)
        self.index.add(form, body.number, common=body.common)

    def move_form(self, form: str, body: Body) -> None:
        """Give a form to another body."""
        self._owners[make_key(form)] = body.number
        if form not in body.forms:
            body.forms.append(form)
        self.index.add(form, body.number, common=body.common)

    def find_in(self, page: Page) -> list[Match]:
        """The mentions on a page; a page is searched again only if a form was added that can be on it."""
        log = self.index.log
        seen, matches = self._searched.get(id(page), (-1, []))
        if seen < 0 or any(word in page.words or f"{word}s" in page.words for word in log[seen:]):
            matches = list(self.index.find(page.text, page.atoms))
        self._searched[id(page)] = (len(log), matches)
        return matches


def make_key(form: str) -> str:
    """One key for all ways of writing a form: its atoms without what stands between them."""
    return " ".join(atom.key for atom in split_atoms(form))


def read_pages(document: Document) -> list[Page]:
    """The paragraphs of a document, each split once."""
    return [read_page(paragraph.text, titled=paragraph.kind == "heading") for paragraph in document.paragraphs]


def read_page(text: str, *, titled: bool = False) -> Page:
    atoms = split_atoms(text)
    words = frozenset(atom.small for atom in atoms)
    return Page(text, atoms, frozenset(_find_starts(text, atoms)), titled or _is_titled(text, atoms), words)


def _find_starts(text: str, atoms: list[Atom]) -> Iterable[int]:
    for place, atom in enumerate(atoms):
        if not place:
            yield place
            continue
        gap = text[atoms[place - 1].end : atom.start].strip("\"“”’' )(*•¹²³")
        if gap and gap[-1] in ".?!:;•–—" and gap not in ("–", "—"):
            yield place


def _is_titled(text: str, atoms: list[Atom]) -> bool:
    """Whether nearly every longer word has a capital: a title, an address, a table's head."""
    longer = [atom for atom in atoms if len(atom.key) > 3 and atom.key.isalpha()]
    capital = sum(atom.key[0].isupper() for atom in longer)
    ended = text.rstrip().endswith(".") and len(longer) - capital > 1  # a sentence full of names has verbs yet
    return len(longer) > 1 and capital >= 0.8 * len(longer) and not _is_short(atoms, longer) and not ended


def _is_short(atoms: list[Atom], longer: list[Atom]) -> bool:
    """A short list of names can be all capitals and yet be no title: two or three words are too few to tell."""
    return len(longer) < 3 and len(atoms) < 4
