"""Records in, how the parties and things of their claims are related out: the same, part and whole, narrower, wider.

What comparisons rest on: tensions, the matrix, the difference of two builds. Things of several documents are one where
an IRI, a label or another name is the same and so is their kind; what kinds of data are narrower than others is read
off their labels (a head noun and the words before it).
"""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from graphkit.analysis.record import UNSTATED, Record, RecordedClaim, Term
from graphkit.model import BODIES
from graphkit.ontology.comparison import Comparison, load_comparison

WORD = re.compile(r"\w+(?:[-’']\w+)*")
#: Where the head noun of a label ends: "information on enrollees", "result of any match".
PREPOSITION = re.compile(r"\s(?:of|on|for|in|to|from|about|with|by|regarding|concerning|that|which|under|within)\s")
#: What follows a noun and says which: "information that visitors post", up to the next stop.
QUALIFIER = r"\s+((?:that|which|who|whom|about|from|of|on|concerning|regarding|\w+ed)\s+[^,.;:]{3,100})"
POSSESSIVE = re.compile(r"[’']s\b")
FAMILY = {"OrganizationalUnit": "Organization", "Capability": "Thing", "Activity": "Thing", "DataCategory": "Thing"}


class Matter(Struct, frozen=True):
    """What a label says: its head noun, and the other words that say which.

    vague  nothing says which: "the information"
    """

    head: str
    rest: frozenset[str]
    vague: bool

    @property
    def words(self) -> frozenset[str]:
        return self.rest | {self.head}


@lru_cache(maxsize=20_000)
def stem_word(word: str) -> str:
    """A word to the name of its group: singular, small, the first of its synonyms."""
    small = POSSESSIVE.sub("", word).casefold()
    singular = small
    if len(small) > 3 and small.endswith("ies"):
        singular = small[:-3] + "y"
    elif re.search(r"(?:ch|sh|x|ss)es$", small):
        singular = small[:-2]
    elif len(small) > 3 and small.endswith("s") and not small.endswith(("ss", "us", "is")):
        singular = small[:-1]
    synonyms = load_comparison().synonyms
    return synonyms.get(small) or synonyms.get(singular, singular)


def split_words(text: str) -> tuple[str, ...]:
    """A text to the stems of its words, those that tell nothing apart left out."""
    empty = load_comparison().empty
    return tuple(stem_word(word) for word in WORD.findall(text) if word.casefold() not in empty)


@lru_cache(maxsize=20_000)
def read_matter(label: str, more: str = "") -> Matter:
    """A label, and words that say more of it, to what it says."""
    label = load_comparison().name_group(label)
    front = PREPOSITION.split(label, maxsplit=1)[0]
    words = split_words(front) or split_words(label) or (label.casefold(),)
    rest = frozenset(split_words(label)) | frozenset(split_words(more))
    head = words[-1]
    return Matter(head, rest - {head}, not (rest - {head}) and head in load_comparison().general)


def relate_matters(one: Matter, other: Matter) -> str:
    """How what one label says is related to another: same, narrower (than the other), wider, akin, or '' for not."""
    if one.vague or other.vague:
        return ""
    general = load_comparison().general
    if one.head == other.head:
        if one.rest == other.rest:
            return "same"
        if other.rest < one.rest:
            return "narrower"
        return "wider" if one.rest < other.rest else ""
    if other.head in general and other.rest <= one.words:
        return "narrower"
    if one.head in general and one.rest <= other.words:
        return "wider"
    return "akin" if (one.head in general or other.head in general) and one.rest & other.words else ""


class Kin:
    """Who is who, and who belongs to whom, over one record or several."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.comparison: Comparison = load_comparison()
        self.keys = find_keys(records)
        self.said = close_pairs(self.name_pairs(find_said_pairs(records)))
        known = self.name_pairs(pair for record in records for pair in record.background)
        self.wholes = close_pairs([*self.name_pairs(find_said_pairs(records)), *known])
        self.parts: dict[str, list[str]] = defaultdict(list)
        for part, wholes in sorted(self.wholes.items()):
            for whole in wholes:
                self.parts[whole].append(part)
        self.topics = find_topics(records, self)
        self.named: dict[str, frozenset[str]] = {}  # by claim, as they are asked for
        self.authors = {claim.iri: author for record in records if (author := find_author(record))
                        for claim in record.claims}

    def name_pairs(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(self.keys.get(part, part), self.keys.get(whole, whole)) for part, whole in pairs]

    def key(self, term: Term) -> str:
        """What makes two terms the same, in all records alike."""
        return self.keys.get(term.key, term.key)

    def relate_parties(self, one: Term, other: Term) -> str:
        """same, part (one belongs to the other or works for it), whole, or ''."""
        first, second = self.key(one), self.key(other)
        if first == second:
            return "same"
        if second in self.wholes.get(first, ()):
            return "part"
        return "whole" if first in self.wholes.get(second, ()) else ""

    def is_outside(self, one: Term, other: Term) -> bool:
        """Whether a party belongs neither to another nor to a body that, by what is said, both belong to."""
        if self.relate_parties(one, other):
            return False
        first, second = self.key(one), self.key(other)
        return not ({first, *self.said.get(first, ())} & {second, *self.said.get(second, ())})

    def is_body(self, term: Term) -> bool:
        """Whether a party is a body, or people of one; not people at large."""
        return term.kind in BODIES or (term.kind == "Role" and self.find_employer(term) != "")

    def name_speaker(self, claim: RecordedClaim) -> Term:
        """A claim's subject; the author where it is "the agency", "our Department" in the author's own document."""
        term = claim.subject
        author = self.authors.get(claim.iri)
        if author is None or term.kind not in BODIES or term.key == author.key:
            return term
        words = WORD.findall(term.label.casefold())
        if len(words) != 1 or words[0] not in self.comparison.parties:
            return term
        return author if re.search(rf"\b(?:the|our|this)\s+{words[0]}\b", claim.quote, re.IGNORECASE) else term

    def find_employer(self, term: Term) -> str:
        """The key of the nearest body that a role works for or a body belongs to, '' where none is said."""
        return next(iter(self.list_wholes(self.key(term))), "")

    def list_wholes(self, key: str) -> list[str]:
        """What a party belongs to by what is said, the nearest first."""
        return sorted(self.said.get(key, ()), key=lambda whole: (-len(self.said.get(whole, ())), whole))

    def find_topics(self, claim: RecordedClaim) -> frozenset[str]:
        """The systems and programmes that a claim's sentences and terms name."""
        if claim.iri not in self.named:
            self.named[claim.iri] = self.read_topics(claim)
        return self.named[claim.iri]

    def read_topics(self, claim: RecordedClaim) -> frozenset[str]:
        """The same, from the words."""
        labels = (claim.subject.label, claim.object.label, *(term.label for _, term in claim.roles))
        words = f" {' '.join(WORD.findall(' '.join((claim.quote, *labels)).casefold()))} "
        return frozenset(key for name, keys in self.topics.items() if f" {name} " in words for key in keys)


def find_keys(records: Sequence[Record]) -> dict[str, str]:
    """The IRIs of things to the IRI that stands for all that share a label or a name and a kind with it."""
    groups: dict[str, str] = {}

    def find_root(iri: str) -> str:
        while groups.get(iri, iri) != iri:
            iri = groups[iri]
        return iri

    owners: dict[tuple[str, str], str] = {}
    for record in records:
        for iri, term in sorted(record.things.items()):
            if not term.known:
                continue
            for name in {term.label, *term.names}:
                place = (FAMILY.get(term.kind, term.kind), " ".join(WORD.findall(name.casefold())))
                first, second = sorted((find_root(owners.setdefault(place, iri)), find_root(iri)))
                groups[second] = first
    return {iri: find_root(iri) for iri in groups}


def find_author(record: Record) -> Term | None:
    """The body that speaks: as the document names it, else the one that most of what it says is about."""
    if record.author is not None:
        return record.author
    bodies = Counter(claim.subject for claim in record.claims if claim.subject.known and claim.subject.kind in BODIES)
    first = max(bodies, key=lambda term: (bodies[term], term.iri), default=None)
    return first if first and bodies[first] > len(record.claims) / 5 else None


def find_said_pairs(records: Sequence[Record]) -> list[tuple[str, str]]:
    """Part and whole as the documents say it, and people with the body that they work for."""
    return [pair for record in records for pair in (
        *record.parts,
        *((claim.subject.iri, claim.object.iri) for claim in record.claims
          if claim.predicate in ("worksFor", "partOf") and claim.polarity == "Affirmed"
          and claim.subject.known and claim.object.known),
    )]


def close_pairs(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Pairs of part and whole to all wholes of each part."""
    above: dict[str, set[str]] = defaultdict(set)
    for part, whole in pairs:
        if part != whole:
            above[part].add(whole)
    closed: dict[str, frozenset[str]] = {}
    for part in above:
        found: set[str] = set()
        todo = [part]
        while todo:
            for whole in above.get(todo.pop(), ()):
                if whole not in found and whole != part:
                    found.add(whole)
                    todo.append(whole)
        closed[part] = frozenset(found)
    return closed


def find_topics(records: Sequence[Record], kin: Kin) -> dict[str, frozenset[str]]:
    """The names of systems and programmes, small, to the things meant and the programmes that they are used in."""
    used: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for claim in record.claims:
            if claim.predicate in ("usedIn", "partOf") and claim.polarity == "Affirmed":
                used[kin.key(claim.subject)].add(kin.key(claim.object))
    topics: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for term in record.things.values():
            if term.kind in ("System", "Program") and term.known and any(map(str.isupper, term.label)):
                for name in {term.label, *term.names}:
                    key = kin.key(term)
                    topics[" ".join(WORD.findall(name.casefold()))] |= {key, *used[key]}
    return {name: frozenset(keys) for name, keys in topics.items() if name}


def find_qualifier(claim: RecordedClaim, term: Term) -> str:
    """The words after a general noun in a claim's sentence that say which is meant, or ''."""
    text = claim.clause or claim.quote
    match = re.search(re.escape(term.label) + QUALIFIER, text, re.IGNORECASE)
    return match[1] if match else ""


def is_unstated(term: Term) -> bool:
    return term.iri == UNSTATED
