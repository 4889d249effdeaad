"""Drafts of the things that a document names: the forms that belong to each, and what tells its kind."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, field

from graphkit.language.atoms import split_form
from graphkit.language.forms import FormIndex, Match, Way, list_ways
from graphkit.language.pages import Page
from graphkit.ontology.names import Name


class Body(Struct):
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
    """All things of a document in the making, with the index of their forms.

    where  the numbers of the document's pages that have each word, in small letters, and what it may be the plural of
    """

    def __init__(self, where: Mapping[str, Sequence[int]]) -> None:
        self.all: list[Body] = []
        self._owners: dict[str, int] = {}
        self._last_words: dict[str, dict[int, None]] = {}  # the bodies that have a form with each last word
        self._index = FormIndex()
        self._where = where
        self._absent: list[tuple[Way, Body]] = []  # what cannot be in the document, and is not looked for in it
        #: Words that a new form begins with, by the pages that it may be on.
        self._unread: dict[int, set[str]] = defaultdict(set)
        self._read: dict[int, dict[int, Match]] = {}  # what begins at each place of a page
        self._matches: dict[int, list[Match]] = {}

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
        """Have a body be known by a form that no other body has."""
        form = " ".join(form.split())
        key = make_key(form)
        if key and key not in self._owners:
            self._give_form(body, form, key)

    def move_form(self, form: str, body: Body) -> None:
        """Give a form to another body."""
        self._give_form(body, form, make_key(form))

    def _give_form(self, body: Body, form: str, key: str) -> None:
        self._owners[key] = body.number
        if form not in body.forms:
            body.forms.append(form)
        self._last_words.setdefault(form.rpartition(" ")[2], {})[body.number] = None
        for way in list_ways(form):
            first, pages = way.smalls[0], min([self._where.get(word, ()) for word in way.smalls], key=len)
            plural = f"{first}s"
            if pages:
                self._index.add(way, body.number, common=body.common)
            else:
                self._absent.append((way, body))
            for number in pages:
                self._unread[number].update((first, plural))

    def list_ending(self, words: str) -> list[Body]:
        """The bodies that have a form which goes on before these words."""
        bodies = [self.all[number] for number in self._last_words.get(words.rpartition(" ")[2], ())]
        return [body for body in bodies if any(form.endswith(f" {words}") for form in body.forms)]

    def find_in(self, page: Page) -> list[Match]:
        """The mentions on a page of the document; it is searched again only where a form was added."""
        unread = self._unread.pop(page.number, None)
        if unread is None:
            return self._matches.get(page.number, [])
        read = self._read.setdefault(page.number, {})
        for place in page.find(unread):
            match = self._index.match_at(page, place)
            if match is not None:
                read[place] = match
        self._matches[page.number] = found = []
        last = 0
        for place in sorted(read):
            if place >= last:
                found.append(read[place])
                last = read[place].last
        return found

    def find_outside(self, page: Page) -> list[Match]:
        """The mentions in a text that is none of the document's pages."""
        if self._absent and not self._where.keys() >= page.said:
            for way, body in self._absent:
                self._index.add(way, body.number, common=body.common)
            self._absent = []
        return list(self._index.find(page))


@lru_cache(maxsize=8192)
def make_key(form: str) -> str:
    """One key for all ways of writing a form: its atoms without what stands between them."""
    return " ".join([atom.key for atom in split_form(form)])
