"""The lexicon's names that a document uses, unless the document says that a short form stands for another body."""
from __future__ import annotations

import re
from functools import lru_cache

from graphkit.language.atoms import split_form
from graphkit.language.bodies import Body
from graphkit.language.draft import Draft
from graphkit.language.forms import FormIndex, Match
from graphkit.language.pages import Page
from graphkit.ontology.names import Name

#: How much the kind of a known name speaks for that of its namesake in another country.
_BY_NAMESAKE = 4.0
_WORD = re.compile(r"[^\W_]+")


def add_known(draft: Draft) -> None:
    """Add the known names that stand in the document, and what they are part of."""
    names = list(draft.names.values())
    index, shared = _index_known(draft, names)
    used: dict[int, set[str]] = {}
    for page in draft.pages:
        for match in index.find(page):
            if _is_another(draft, page, match):
                continue
            if _is_abroad(draft, page, match):
                abroad = draft.bodies.make(page.text[match.start : page.atoms[match.last + 1].end])
                abroad.vote(names[match.owner].kind, _BY_NAMESAKE)
                continue
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
        parent = next((bodies[above] for above in draft.list_above(draft.names[iri]) if above in bodies), None)
        if parent is not None and parent is not body:
            body.parents.setdefault(parent.number, "lexicon")


def _index_known(draft: Draft, names: list[Name]) -> tuple[FormIndex, dict[str, list[int]]]:
    """The forms that can be in the document, and apart from them those that several names have ("HSE")."""
    owners: dict[str, list[int]] = {}
    present = draft.where.keys()
    for number, name in enumerate(names):
        for form in (name.label, *name.names, *name.hidden):
            if _list_words(form) <= present:
                owners.setdefault(form, []).append(number)
    index = FormIndex()
    for form, numbers in owners.items():
        if len(numbers) == 1:
            index.add(form, numbers[0], common=names[numbers[0]].label.islower())
    return index, {form: numbers for form, numbers in owners.items() if len(numbers) > 1}


@lru_cache(maxsize=32_768)
def _list_words(form: str) -> frozenset[str]:
    """The words of a form that a document has to have for the form to be in it."""
    return frozenset(word.lower() for word in _WORD.findall(form) if len(word) > 2)


def _add_shared(draft: Draft, form: str, kinds: set[str]) -> None:
    """A form of several bodies, of which the document does not tell which it means: only their kind is known."""
    if len(kinds) == 1 and _count(draft, {form}):
        draft.bodies.make(form).vote(kinds.pop(), 1.0)


def _is_another(draft: Draft, page: Page, match: Match) -> bool:
    """ "The Norland Coast Guard" is not the Coast Guard that is known: a name stands before its words."""
    before = page.atoms[match.first - 1] if match.first and page.gap(match.first) == " " else None
    plain = match.last - match.first > 1 and not any(atom.is_acronym for atom in page.atoms[match.first : match.last])
    if before is None or not plain or page.is_titled or page.opens(match.first - 1):
        return False
    return (
        before.key.istitle()
        and len(before.key) > 2
        and not draft.has_word("positions", before.small)
        and not draft.has_word("not_names", before.small)
        and not draft.has_word("countries", before.key)
        and before.key != "States"
    )


def _is_abroad(draft: Draft, page: Page, match: Match) -> bool:
    """ "The National Archives *of Norland*" are not the National Archives that are known: a country stands behind."""
    place, atoms = match.last, page.atoms[match.first : match.last]
    if place + 1 >= len(page.atoms) or page.atoms[place].key != "of" or page.gap(place) != " ":
        return False
    if page.is_titled or len(atoms) < 2 or any(atom.is_acronym for atom in atoms):
        return False
    country = page.atoms[place + 1]
    known = draft.has_word("places", country.key) and not draft.has_word("countries", country.key)
    return known and page.gap(place + 1) == " " and country.key.istitle()


def _is_chance(draft: Draft, surfaces: set[str]) -> bool:
    """Two letters that stand once in a document need not be the body that the lexicon knows by them."""
    if any(len(surface) > 2 for surface in surfaces):
        return False
    return _count(draft, surfaces) < 2


def _count(draft: Draft, surfaces: set[str]) -> int:
    """How often words stand in the document, written so."""
    smalls = {surface.lower() for surface in surfaces}
    return sum(page.atoms[place].key in surfaces for page in draft.pages for place in page.find(smalls))


def _add_name(draft: Draft, name: Name, surfaces: set[str], bodies: dict[str, Body]) -> None:
    forms = (name.label, *name.names, *name.hidden)
    keys = {make_sorted(form) for form in forms}
    owners = [body for form in forms if (body := draft.bodies.find(form)) is not None]
    same = [body for body in owners if not body.long or _is_known_long(body.long, keys) or name.kind == "Policy"]
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
        body.name, body.fixed = name, name.kind
        bodies[name.iri] = body


def _is_known_long(long: str, keys: set[str]) -> bool:
    """Whether the lexicon has the long form, or one that has just a word more ("Paperwork Reduction (PRA)")."""
    words = make_sorted(long).split()
    return " ".join(words) in keys or any(
        set(words) < set(key.split()) and len(words) > 1 and len(key.split()) == len(words) + 1 for key in keys
    )


def make_plain(form: str) -> str:
    """A name without small words and "U.S.", in the singular and in small letters, to compare two spellings."""
    words = [atom.small for atom in split_form(form) if atom.is_capital or len(atom.key) > 3]
    return " ".join(word.removesuffix("s") for word in words if word not in ("us", "united", "states"))


def make_sorted(form: str) -> str:
    """The same in alphabetical order, so that a swapped pair of words tells no two names apart."""
    return " ".join(sorted(make_plain(form).split()))
