"""The lexicon's names that a document uses, unless the document says that a short form stands for another body."""
from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from graphkit.language.atoms import is_fixed, read_gap, split_form
from graphkit.language.bodies import Body
from graphkit.language.draft import Draft
from graphkit.language.evidence import find_head_kind
from graphkit.language.forms import FormIndex, Match, list_ways
from graphkit.language.pages import Page
from graphkit.model import BODIES
from graphkit.ontology.names import Name

#: How much the kind of a known name speaks for that of its namesake in another country.
_BY_NAMESAKE = 4.0
#: How much the first of two kinds speaks: the document's use of the name decides.
_BY_DEFAULT = 1.0
#: The year at the end of a law's name.
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d$")


def add_known(draft: Draft) -> None:
    """Add the known names that stand in the document, and what they are part of."""
    names = draft.names
    index, shared = _index_known(draft)
    used: dict[int, set[str]] = {}
    for page in draft.pages:
        for match in index.find(page):
            if _is_another(draft, page, match):
                continue
            if _is_abroad(draft, page, match):
                abroad = draft.bodies.make(page.text[match.start : page.ends[match.last + 1]])
                abroad.vote(names[match.owner].kind, _BY_NAMESAKE)
                continue
            if names[match.owner].kind == "Role" and (end := _find_office(draft, page, match)):
                draft.bodies.make(page.text[match.start : end]).fixed = "OrganizationalUnit"
            used.setdefault(match.owner, set()).add(page.text[match.start : match.end])
    for form, owners in shared.items():
        named = [number for number in owners if number in used]
        if len(named) == 1:
            used[named[0]].add(form)
        else:
            _add_shared(draft, form, {names[number].kind for number in owners})
    bodies: dict[str, Body] = {}
    for number in sorted(used):
        if not _is_chance(draft, used[number]):
            _add_name(draft, names[number], used[number], bodies)
    for iri, body in bodies.items():
        above = draft.list_above(names.by_iri[iri])
        parent = next((bodies[known] for known in above if known in bodies), None)
        if parent is not None and parent is not body:
            body.parents.setdefault(parent.number, "lexicon")


def _index_known(draft: Draft) -> tuple[FormIndex, dict[str, list[int]]]:
    """The forms that can be in the document, and apart from them those that several names have ("HSE")."""
    owners: dict[str, list[int]] = {}
    for form, number in draft.names.find_forms(draft.where.keys()):
        owners.setdefault(form, []).append(number)
    index = FormIndex()
    for form, numbers in owners.items():
        if len(numbers) == 1:
            for way in list_ways(form):
                index.add(way, numbers[0], common=draft.names[numbers[0]].label.islower())
    return index, {form: numbers for form, numbers in owners.items() if len(numbers) > 1}


def _add_shared(draft: Draft, form: str, kinds: set[str]) -> None:
    """A form of several bodies, of which the document does not tell which it means: only their kind is known."""
    if len(kinds) == 1 and _count(draft, {form}):
        draft.bodies.make(form).vote(kinds.pop(), 1.0)


def _is_another(draft: Draft, page: Page, match: Match) -> bool:
    """ "The Norland Coast Guard" is not the Coast Guard that is known: a name stands before its words."""
    before = match.first - 1
    if before < 0 or match.last - match.first < 2 or page.gaps[match.first] != " ":
        return False
    key, small = page.keys[before], page.smalls[before]
    return (
        key.istitle()
        and len(key) > 2
        and not draft.has_word("positions", small)
        and not draft.has_word("not_names", small)
        and not draft.has_word("countries", key)
        and key != "States"
        and not any(map(is_fixed, page.keys[match.first : match.last]))
        and not page.opens(before)
        and not page.is_titled
    )


def _find_office(draft: Draft, page: Page, match: Match) -> int:
    """ "The Attorney General*'s Office*", "*'s Department*": where the name of the body of an officer ends, or 0."""
    owned, head = match.last, match.last + 1
    if page.keys[owned : owned + 1] != ("s",) or head >= len(page.keys) or read_gap(page.gaps[owned]) != "'":
        return 0
    small, capital = page.smalls[head], page.keys[head] != page.smalls[head]
    if not capital or page.gaps[head] != " " or find_head_kind([small], draft.kinds) not in BODIES:
        return 0
    goes_on = page.gaps[head + 1] == " " and page.keys[head + 1 : head + 2] == ("of",)
    return 0 if goes_on else page.ends[head]  # "the Attorney General's Office *of Audits*" is the office alone


def _is_abroad(draft: Draft, page: Page, match: Match) -> bool:
    """ "The National Archives *of Norland*" are not the National Archives that are known: a country stands behind."""
    place = match.last
    if page.keys[place : place + 1] != ("of",) or place + 1 == len(page.keys) or place - match.first < 2:
        return False
    country = page.keys[place + 1]
    return (
        draft.has_word("places", country)
        and not draft.has_word("countries", country)
        and country.istitle()
        and page.gaps[place] == page.gaps[place + 1] == " "
        and not any(map(is_fixed, page.keys[match.first : place]))
        and not page.is_titled
    )


def _is_chance(draft: Draft, surfaces: set[str]) -> bool:
    """Two letters that stand once in a document need not be the body that the lexicon knows by them."""
    if any(len(surface) > 2 for surface in surfaces):
        return False
    return _count(draft, surfaces) < 2


def _count(draft: Draft, surfaces: set[str]) -> int:
    """How often words stand in the document, written so."""
    return sum(page.keys.count(surface) for surface in surfaces for page in draft.list_pages([surface.lower()]))


def _add_name(draft: Draft, name: Name, surfaces: set[str], bodies: dict[str, Body]) -> None:
    forms = name.forms
    owners = [body for form in forms if (body := draft.bodies.find(form)) is not None]
    same = [body for body in owners if not body.long or _is_known_long(body.long, forms) or name.kind == "Policy"]
    same = [body for body in same if not _is_of_another_year(body.forms, forms)]
    if owners and not same:
        free = [form for form in forms if draft.bodies.find(form) is None]
        if not any(make_plain(surface) in {make_plain(form) for form in free} for surface in surfaces):
            return
        body = draft.bodies.make(*free, common=name.label.islower())
    else:
        body = draft.bodies.make(*([same[0].forms[0]] if same else []), *forms, common=name.label.islower())
        for other in same[1:]:
            draft.merge(body, other)
    if body.name is None:
        body.name = name
        bodies[name.iri] = body
        if name.also:
            body.vote(name.kind, _BY_DEFAULT)
        else:
            body.fixed = name.kind


def _is_of_another_year(one: Sequence[str], two: Sequence[str]) -> bool:
    """The Tolls Act 1988 is not the Tolls Act of 1974 that is known."""
    years, others = ({year for form in forms for year in _YEAR.findall(form)} for forms in (one, two))
    return bool(years and others and years.isdisjoint(others))


def _is_known_long(long: str, forms: tuple[str, ...]) -> bool:
    """Whether the lexicon has the long form, or one that has just a word more ("Paperwork Reduction (PRA)")."""
    words, keys = make_sorted(long).split(), {make_sorted(form) for form in forms}
    return " ".join(words) in keys or any(
        set(words) < set(key.split()) and len(words) > 1 and len(key.split()) == len(words) + 1 for key in keys
    )


@lru_cache(maxsize=8192)
def make_plain(form: str) -> str:
    """A name without small words and "U.S.", in the singular and in small letters, to compare two spellings."""
    words = [atom.small for atom in split_form(form) if atom.is_capital or len(atom.key) > 3]
    return " ".join([word.removesuffix("s") for word in words if word not in ("us", "united", "states")])


@lru_cache(maxsize=8192)
def make_sorted(form: str) -> str:
    """The same in alphabetical order, so that a swapped pair of words tells no two names apart."""
    return " ".join(sorted(make_plain(form).split()))
