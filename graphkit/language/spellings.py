"""The other ways in which a document may write a name: "Dept. of X" for "Department of X", "A & B" for "A and B"."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from graphkit.language.atoms import split_form
from graphkit.language.bodies import Body
from graphkit.language.draft import Draft

_BY_FORM = 4.0


def add_spellings(draft: Draft) -> None:
    """Give every name its other spellings, as far as the document has their words; two bodies spelt so are one."""
    words = draft.where.keys()
    used = [
        (one, two) for one, two, needed in _list_pairs(draft.kinds.words["spellings"])
        if any(words >= known and draft.has_form(form) for form, known in needed)
    ]  # fmt: skip
    for body in list(draft.bodies.all):
        for form in list(body.forms):
            for one, two in used:
                if one in form:
                    found = re.search(rf"(?<![\w.]){re.escape(one)}(?![\w.])", form)
                    if found:
                        _add_spelling(draft, body, form[: found.start()] + two + form[found.end() :])


@cache
def _list_pairs(spellings: tuple[str, ...]) -> Sequence[tuple[str, str, Sequence[tuple[str, frozenset[str]]]]]:
    """What may be replaced by what, and both with their words."""
    pairs = []
    for one, _, two in [pair.partition("|") for pair in spellings]:
        words = [(form, frozenset(atom.small for atom in split_form(form))) for form in (one, two)]
        pairs.append((one, two, words))
    return [*pairs, *[(two, one, words) for one, two, words in pairs]]


def add_company_forms(draft: Draft) -> None:
    """Have a company's form be of its name wherever it follows: "Brine Works UK Ltd" is Brine Works."""
    firsts, tail = _compile_tails(draft.kinds.words["company_forms"])
    for page in draft.list_pages(firsts):
        for match in draft.bodies.find_in(page):
            body = draft.bodies.all[match.owner]
            found = tail.match(page.text, match.end)
            if found and body.kind in ("Organization", "OrganizationalUnit", "Thing") and not body.common:
                draft.bodies.add_form(body, page.text[match.start : found.end()].rstrip("."))
                if not body.fixed:
                    body.vote("Organization", _BY_FORM)


def add_first_words(draft: Draft) -> None:
    """ "Kestrel" for "Kestrel Vision Ltd": the first word of a company's name, where no other name begins with it."""
    ends = set(draft.kinds.words["company_forms"])
    firsts = Counter(body.forms[0].split()[0] for body in draft.bodies.all if body.forms)
    for body in list(draft.bodies.all):
        if body.fixed or not any(form.split()[-1].rstrip(".") in ends for form in body.forms[1:]):
            continue
        first = body.forms[0].split()[0]
        alone = draft.bodies.find(first)
        if alone is body or (alone is not None and alone.forms != [first]):
            continue
        if firsts[first] - (alone is not None) == 1 and _is_own_word(first, draft):
            _add_spelling(draft, body, first)


def _is_own_word(word: str, draft: Draft) -> bool:
    """Whether a word is no common one nor a place, and stands alone amid a sentence: "asked *Kestrel* for logs"."""
    if len(word) < 4 or not word.istitle() or word.lower() in draft.small or word in draft.kinds.words["places"]:
        return False
    return re.search(rf"(?<!\w)[a-z]+[,;]? {re.escape(word)}(?![\w-]| [A-Z])", draft.text) is not None


@cache
def _compile_tails(company_forms: tuple[str, ...]) -> tuple[frozenset[str], re.Pattern[str]]:
    """The words that a company's form begins with, and the pattern of all that may stand behind a company's name."""
    form = rf" (?:{'|'.join(map(re.escape, company_forms))})(?!\w)"
    country = r"(?: (?:UK|U\.K\.|US|USA|U\.S\.|Ireland|Canada|Europe|EMEA))?"
    firsts = frozenset(split_form(form)[0].small for form in company_forms)
    return firsts, re.compile(rf",?{country}{form}\.?")


def _add_spelling(draft: Draft, body: Body, form: str) -> None:
    other = draft.bodies.find(form)
    if other is None:
        if draft.has_form(form):
            draft.bodies.add_form(body, form)
    elif other is not body and not other.fixed and body.forms:
        draft.merge(body, other)
    elif other is not body and not body.fixed and body.forms:
        draft.merge(other, body)
