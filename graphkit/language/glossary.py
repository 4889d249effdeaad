"""A document and the names that are known beforehand in, every name that the document uses out, with its kind.

The document comes first: what it introduces ("Long Name (ABBR)", "software known as X") and how it uses a name decide;
the lexicon adds kinds, other names and parts, and only for the same body. Two bodies are never merged.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from graphkit.language.atoms import split_form
from graphkit.language.bodies import Bodies, Body
from graphkit.language.compounds import (
    add_author,
    add_compounds,
    add_generic,
    add_portfolios,
    add_tails,
    add_units,
    drop_parents,
    find_short_forms,
)
from graphkit.language.draft import Draft, make_draft
from graphkit.language.evidence import vote_by_heads, vote_by_pairs, vote_by_use
from graphkit.language.forms import Match
from graphkit.language.introduced import add_introduced
from graphkit.language.known import add_known
from graphkit.language.laws import add_laws
from graphkit.language.numbered import add_numbered
from graphkit.language.offices import add_offices
from graphkit.language.pages import Page, read_pages
from graphkit.language.provisions import add_provisions
from graphkit.language.quoted import add_quoted
from graphkit.language.runs import add_runs
from graphkit.language.spellings import add_company_forms, add_first_words, add_spellings
from graphkit.model import BODIES, Document, Thing
from graphkit.ontology.kinds import UNKNOWN, Kinds, load_kinds
from graphkit.ontology.names import KnownNames

#: Kinds for which a noun phrase written small ("law enforcement") is a noun like others, not the name of a thing.
_PLAIN_KINDS = frozenset(("Organization", "Activity", "Capability", UNKNOWN))
#: What an address has inside.
_JOINED = re.compile(r"[.@]\w")
_CALLING = re.compile(r" \((?:hereinafter )?[\"“‘']?the ([a-z]+)[\"”’']?\)")
_LONGEST_ALIASES = 6


class NameMention(Struct, frozen=True):
    """A name where it stands, `start` to `end` in the text that was searched, without article and possessive."""

    start: int
    end: int
    thing: Thing
    kind: str


class Part(NamedTuple):
    """`part` is part of `whole`; source: 'document' where its words say so, 'lexicon' where only the lexicon does."""

    part: Thing
    whole: Thing
    source: str


class Doubt(Struct, frozen=True):
    """A name that may be a misspelling of another: used once, never introduced, one letter away. It is not merged."""

    text: str
    near: str
    paragraph: int
    start: int
    end: int


class Glossary(Struct, frozen=True):
    """Every name that a document uses.

    things    in order of their labels; a label is the form that the document uses most
    part_of   what is part of what, and how that is known
    behind    (organization, thing) that a possessive ties together, as in "OFA's FRS-2"; no claim is made of it
    doubtful  near-misses
    """

    things: tuple[Thing, ...]
    part_of: tuple[Part, ...]
    behind: tuple[tuple[Thing, Thing], ...]
    doubtful: tuple[Doubt, ...]
    _bodies: Bodies
    _owners: tuple[Thing | None, ...]
    _short: Mapping[str, Thing]
    _short_words: frozenset[str]
    called: Mapping[str, Thing]
    _known: dict[str, tuple[Page, tuple[NameMention, ...]]] = field(default_factory=dict)  # texts that were read

    def find_mentions(self, text: str) -> tuple[NameMention, ...]:
        """A clean text to the names in it, longest first, from left to right."""
        return self.read(text)[1]

    def read(self, text: str) -> tuple[Page, tuple[NameMention, ...]]:
        """A clean text to its words and the names in it; the same is read once."""
        found = self._known.get(text)
        if found is None:
            page = Page(text)
            found = self._known[text] = page, self._list_mentions(page, self._bodies.find_outside(page))
        return found

    def read_pages(self, pages: Iterable[tuple[Page, list[Match]]]) -> None:
        """Keep the names on pages, where the forms of names are found already."""
        for page, matches in pages:
            self._known[page.text] = page, self._list_mentions(page, matches)

    def _list_mentions(self, page: Page, matches: Sequence[Match]) -> tuple[NameMention, ...]:
        found: list[NameMention] = []
        text = page.text
        joined = matches and _JOINED.search(text)
        for match in matches:
            thing = self._owners[match.owner]
            if thing is None or (joined and _is_in_address(text, match)):
                continue
            if thing.kind in _PLAIN_KINDS and _is_plain_noun(text, match, (thing.label, *thing.names)):
                continue
            found.append(NameMention(match.start, match.end, thing, thing.kind))
        if not page.said.isdisjoint(self._short_words):
            found += _find_short_mentions(page, page.find(self._short_words), self._short, found)
            found.sort(key=lambda mention: mention.start)
        return tuple(found)


def build_glossary(document: Document, names: KnownNames, kinds: Kinds | None = None) -> Glossary:
    """A document and the known names to its glossary."""
    draft = make_draft(document.author, read_pages(document), kinds or load_kinds(), names)
    asked = sorted({question.asked for question in document.questions if question.asked})
    for office in asked:
        draft.bodies.make(office)
    add_quoted(draft)
    add_introduced(draft)
    add_numbered(draft)
    add_offices(draft)
    add_laws(draft)
    add_known(draft)
    add_portfolios(draft)
    add_units(draft)
    add_runs(draft)
    add_provisions(draft)
    add_spellings(draft)
    add_company_forms(draft)
    add_first_words(draft)
    _vote(draft)
    add_compounds(draft)
    add_tails(draft)
    add_author(draft)
    short = find_short_forms(draft)
    if asked:  # "the Department" is that of whoever answers, now this one and now that
        for word in [word for word in (*short, *draft.generic) if draft.has_word("listed_names", word.lower())]:
            short.pop(word, None)
            draft.generic.pop(word, None)
    add_generic(draft, short)
    drop_parents(draft)
    return _finish(draft, short)


def _vote(draft: Draft) -> None:
    """Have every hint of a kind counted."""
    for body in draft.bodies.all:
        if body.forms and not body.fixed:
            vote_by_heads(body, draft.kinds)
    found = [(page, draft.bodies.find_in(page)) for page in draft.pages]
    for page, matches in found:
        vote_by_use(page, matches, draft.bodies, draft.kinds)
    vote_by_pairs(found, draft.bodies)


# ------------------------------------------------------------------------------------------------- the result


def _finish(draft: Draft, short: Mapping[str, int]) -> Glossary:
    found = [(page, draft.bodies.find_in(page)) for page in draft.pages]
    surfaces = _count_surfaces(draft, found)
    owners: list[Thing | None] = [None] * len(draft.bodies.all)
    for number, counts in surfaces.items():
        body = draft.bodies.all[number]
        if not _is_noise(body, counts):
            owners[number] = _make_thing(draft, body, counts)
    for number in sorted({whole for whole, _ in draft.chains} | draft.cited):  # named only with a part, and yet named
        if owners[number] is None and draft.bodies.all[number].forms:
            owners[number] = _make_thing(draft, draft.bodies.all[number], Counter())
    behind = ((owners[one], owners[two]) for one, two in draft.behind)
    heads = {word: thing for word, number in short.items() if (thing := owners[number])}
    glossary = Glossary(
        things=tuple(sorted({thing for thing in owners if thing}, key=lambda thing: (thing.label, thing.kind))),
        part_of=tuple(dict.fromkeys(_list_parts(draft, owners))),
        behind=tuple(dict.fromkeys((one, two) for one, two in behind if one and two)),
        doubtful=tuple(_list_doubts(draft, found, surfaces)),
        _bodies=draft.bodies,
        _owners=tuple(owners),
        _short=heads,
        _short_words=frozenset(word.lower() for word in heads),
        called=_find_called(found, owners),
    )
    glossary.read_pages(found)
    return glossary


def _count_surfaces(draft: Draft, found: list[tuple[Page, list[Match]]]) -> dict[int, Counter[str]]:
    """How often each form of each body is written; what only a heading's capitals make does not count."""
    surfaces: dict[int, Counter[str]] = {}
    plain = [body.kind in _PLAIN_KINDS for body in draft.bodies.all]
    for page, matches in found:
        for match in matches:
            forms = draft.bodies.all[match.owner].forms
            if plain[match.owner] and _is_plain_noun(page.text, match, forms):
                continue
            surface = " ".join(page.text[match.start : match.end].split())
            weight = 1
            if surface not in forms:
                if surface.endswith("s") and surface[:-1] in forms:
                    surface = surface[:-1]
                elif page.is_titled:
                    weight = 0
            surfaces.setdefault(match.owner, Counter())[surface] += weight
    return surfaces


def _is_in_address(text: str, match: Match) -> bool:
    """'www.*Beacon*.com', 'foia@*dpe*.gov': part of a word that names nothing, and that the parser is to see whole."""
    before, behind = text[max(0, match.start - 2) : match.start], text[match.end : match.end + 2]
    return (before[1:] in (".", "@") and before[:1].isalnum()) or (behind[:1] in (".", "@") and behind[1:].isalnum())


def _is_plain_noun(text: str, match: Match, forms: Collection[str]) -> bool:
    """ "Law enforcement" is a noun like others where its abbreviation does not follow; "personally identifiable
    information" is the same kind of data as PII wherever it stands."""
    words = text[match.start : match.end]
    small = words.islower() or (" " in words and words[1:].islower() and words.lower() in forms)  # opens a sentence
    return small and text[match.end : match.end + 2] != " ("


def _is_noise(body: Body, counts: Counter[str]) -> bool:
    """A single capitalised word of which nothing tells what it is."""
    form = body.forms[0] if body.forms else ""
    plain = " " not in form and not any(atom.is_acronym for atom in split_form(form))
    return plain and body.kind == UNKNOWN and not body.introduced and sum(counts.values()) < 3


def _make_thing(draft: Draft, body: Body, counts: Counter[str]) -> Thing:
    ends = draft.kinds.words["company_forms"]
    order = [surface for surface in counts if " (" not in surface or len(counts) == 1] or body.forms[:1]
    label = max(order, key=lambda one: (counts[one], one.split()[-1] not in ends, one in body.forms, len(one), one))
    if ") " in label and " (" in label:  # a whole chain with its brackets is too long a name
        label = body.forms[0]
    known = (body.name.label, *body.name.names) if body.name else ()
    used = [surface for surface in counts if surface in body.forms]
    others = dict.fromkeys([*used, *filter(None, [body.long]), *body.forms[:_LONGEST_ALIASES], *known])
    return Thing(body.kind, label, tuple(sorted(other for other in others if other != label)))


def _list_parts(draft: Draft, owners: list[Thing | None]) -> Iterator[Part]:
    for body in draft.bodies.all:
        part = owners[body.number]
        for number in sorted(body.parents):
            whole = owners[number]
            if part is not None and whole is not None and part != whole:
                yield Part(part, whole, body.parents[number])


# ----------------------------------------------------------------------------------------------- near-misses


def _list_doubts(
    draft: Draft, found: list[tuple[Page, list[Match]]], surfaces: Mapping[int, Counter[str]]
) -> Iterator[Doubt]:
    """Acronyms used once that are one letter away from one that is introduced or used more often."""
    totals = {number: sum(counts.values()) for number, counts in surfaces.items()}
    known = sorted(
        form for body in draft.bodies.all if body.introduced or totals.get(body.number, 0) > 1 for form in body.forms
        if form.isalpha() and form.isupper()
    )  # fmt: skip
    for index, (page, matches) in enumerate(found):
        for match in matches:
            body = draft.bodies.all[match.owner]
            if body.introduced or body.name is not None or totals.get(match.owner) != 1:
                continue
            form = page.text[match.start : match.end]
            if len(form) < 3 or not (form.isalpha() and form.isupper()):
                continue
            ends = form[0], form[-1]  # what is near has one of them
            alike = [other for other in known if other != form and (other[0] == ends[0] or other[-1] == ends[1])]
            near = next((other for other in alike if is_near(form, other)), None)
            if near is not None:
                yield Doubt(form, near, index, match.start, match.end)


def is_near(one: str, two: str) -> bool:
    """Whether one letter was changed, two neighbours exchanged, or in longer words one left out or added."""
    if abs(len(one) - len(two)) > (len(one) > 4):
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    left, right = one[start:], two[start:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]


# ----------------------------------------------------------------------------------------------- "the Bureau"


def _find_called(found: list[tuple[Page, list[Match]]], owners: Sequence[Thing | None]) -> dict[str, Thing]:
    """Common nouns that the document gives to one body: 'the Ministry of Ferries (the ministry)'."""
    given: dict[str, list[Thing]] = {}
    for page, matches in found:
        if "(" not in page.text:
            continue
        for match in matches:
            thing, calling = owners[match.owner], _CALLING.match(page.text, match.end)
            if calling and thing is not None and thing.kind in BODIES and thing not in given.setdefault(calling[1], []):
                given[calling[1]].append(thing)
    return {noun: things[0] for noun, things in given.items() if len(things) == 1}


def _goes_on(page: Page, place: int) -> bool:
    """Whether a head noun is only the beginning of a name: 'the Office *Manual*', 'the Office *of General Counsel*'."""
    if place >= len(page.keys) or page.gaps[place] != " ":
        return False
    if page.smalls[place] not in {"of", "for"}:
        return page.keys[place][0].isupper()
    behind = page.keys[place + 1 : place + 3]
    return bool(behind) and (behind[0][0].isupper() or (behind[0].lower() == "the" and behind[-1][0].isupper()))


def _find_short_mentions(
    page: Page, places: Iterable[int], short: Mapping[str, Thing], found: Iterable[NameMention]
) -> list[NameMention]:
    """Head nouns with an article and a capital, where no longer name stands."""
    taken = [(mention.start, mention.end) for mention in found]
    mentions = []
    for place in places:
        thing = short.get(page.keys[place])
        if thing is None or not place or page.smalls[place - 1] != "the" or page.gaps[place] != " ":
            continue
        first, last = page.starts[place], page.ends[place]
        if not _goes_on(page, place + 1) and all(last <= start or end <= first for start, end in taken):
            mentions.append(NameMention(first, last, thing, thing.kind))
    return mentions
