"""The other ways in which a document may write a name: "Dept. of X" for "Department of X", "A & B" for "A and B"."""
from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.language.bodies import Body
from graphkit.language.draft import Draft

_BY_FORM = 4.0


def add_spellings(draft: Draft) -> None:
    """Give every name its other spellings, as far as the document has their words; two bodies spelt so are one."""
    pairs = [pair.partition("|") for pair in draft.kinds.words["spellings"]]
    used = [(one, two) for one, _, two in pairs if one in draft.text or two in draft.text]
    for body in list(draft.bodies.all):
        for form in list(body.forms):
            for other in _list_spellings(form, used):
                _add_spelling(draft, body, other)


def add_company_forms(draft: Draft) -> None:
    """Have a company's form be of its name wherever it follows: "Brine Works UK Ltd" is Brine Works."""
    forms = "|".join(re.escape(form) for form in draft.kinds.words["company_forms"])
    tail = re.compile(rf",? (?:(?:UK|U\.K\.|US|USA|U\.S\.|Ireland|Canada|Europe|EMEA) )?(?:{forms})(?![\w])\.?")
    for page in draft.pages:
        for match in draft.bodies.find_in(page):
            body = draft.bodies.all[match.owner]
            found = tail.match(page.text, match.end)
            if found and body.kind in ("Organization", "OrganizationalUnit", "Thing") and not body.common:
                draft.bodies.add_form(body, page.text[match.start : found.end()].rstrip("."))
                if not body.fixed:
                    body.vote("Organization", _BY_FORM)


def _list_spellings(form: str, pairs: list[tuple[str, str]]) -> Iterator[str]:
    for one, two in (*pairs, *((two, one) for one, two in pairs)):
        found = re.search(rf"(?<![\w.]){re.escape(one)}(?![\w.])", form) if one in form else None
        if found:
            yield form[: found.start()] + two + form[found.end() :]


def _add_spelling(draft: Draft, body: Body, form: str) -> None:
    other = draft.bodies.find(form)
    if other is None:
        if form in draft.text:
            draft.bodies.add_form(body, form)
    elif other is not body and not other.fixed and body.forms:
        draft.merge(body, other)
    elif other is not body and not body.fixed and body.forms:
        draft.merge(other, body)
