"""What the steps of the glossary share: the document's pages, the bodies found so far, and the words to find more."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain

from msgspec import Struct, field

from graphkit.language.atoms import split_form
from graphkit.language.bodies import Bodies, Body
from graphkit.language.pages import Page, list_pages
from graphkit.ontology.kinds import Kinds
from graphkit.ontology.names import KnownNames, Name


class Draft(Struct):
    """A glossary in the making.

    author    the document's author, as it names it
    small     the words that are written small somewhere: what is so written is no name when a sentence opens with it
    where     the numbers of the pages that have each word, in small letters, and what it may be the plural of
    text      the document as one text, a line for each page
    generic   common nouns with a capital ("the Board") that may stand for a body named elsewhere
    chains    pairs of bodies that were introduced one behind the other ("Long A (A) – Long B (B)")
    cited     laws that are named with a part of them ("section 3 of the Tolls Act")
    behind    pairs of an organization and what its possessive ties to it
    """

    author: str
    pages: list[Page]
    bodies: Bodies
    kinds: Kinds
    names: KnownNames
    small: Set[str]
    where: Mapping[str, list[int]]
    text: str
    generic: Counter[str] = field(default_factory=Counter)
    chains: set[tuple[int, int]] = field(default_factory=set)
    cited: set[int] = field(default_factory=set)
    behind: list[tuple[int, int]] = field(default_factory=list)

    def has_word(self, section: str, word: str) -> bool:
        """Whether a word is in a section of `cues/kinds.yaml`."""
        return word in self.kinds.sets[section]

    def has_form(self, form: str) -> bool:
        """Whether a form of a name stands in the document, written so."""
        return any(form in self.pages[place].text for place in self.find_pages(form))

    def find_pages(self, form: str) -> Sequence[int]:
        """The numbers of the pages that may have a form of a name: all that have its rarest word."""
        lists = [self.where.get(atom.small, []) for atom in split_form(form)]
        return min(lists, key=len, default=range(len(self.pages)))

    def list_pages(self, words: Iterable[str]) -> list[Page]:
        """The pages that have one of some words in small letters, and perhaps others, in order."""
        found = set(chain.from_iterable(self.where.get(word, ()) for word in words))
        return [self.pages[place] for place in sorted(found)]

    def list_above(self, name: Name) -> Iterator[str]:
        """IRIs of what a known name is part of, nearest first."""
        known = self.names.by_iri
        level = [iri for iri in name.part_of if iri in known]
        while level:
            yield from level
            level = [above for iri in level for above in known[iri].part_of if above in known]

    def merge(self, body: Body, other: Body) -> None:
        """Two bodies turn out to be one: the forms and wholes of the second go to the first."""
        if other is body:
            return
        for form in other.forms:
            self.bodies.move_form(form, body)
        for parent, how in other.parents.items():
            body.parents.setdefault(parent, how)
        body.introduced = body.introduced or other.introduced
        body.long = body.long or other.long
        other.forms = []


def make_draft(author: str, pages: list[Page], kinds: Kinds, names: KnownNames) -> Draft:
    """A document's pages to a draft without any name."""
    where = list_pages(pages)
    return Draft(
        author=author,
        pages=pages,
        bodies=Bodies(where),
        kinds=kinds,
        names=names,
        small=set(chain.from_iterable(page.keys for page in pages)) & where.keys(),
        where=where,
        text="\n".join([page.text for page in pages]),
    )
