"""The names that a document introduces, as bodies: "Long Name (ABBR)", "Long A (A) – Long B (B) III"."""
from __future__ import annotations

import re

from graphkit.language.atoms import is_fixed, read_gap
from graphkit.language.bodies import Body
from graphkit.language.draft import Draft
from graphkit.language.introductions import Introduction, find_introductions
from graphkit.language.known import make_plain
from graphkit.language.pages import Page

_BY_NOUN, _BY_POSSESSION = 4.0, 2.0


def add_introduced(draft: Draft) -> None:
    """Add what every page introduces, in order."""
    countries = re.compile(rf"(?:{'|'.join(map(re.escape, draft.kinds.words['countries']))}) ")
    for page in draft.pages:
        before: tuple[Introduction, Body] | None = None
        for introduction in find_introductions(page.text, draft.kinds, page.words):
            body = _add_introduction(draft, page, introduction, countries)
            if body is not None:
                if before is not None:
                    _add_chain(draft, page, before, (introduction, body))
                before = (introduction, body)


def _add_introduction(draft: Draft, page: Page, introduction: Introduction, countries: re.Pattern[str]) -> Body | None:
    short, long = introduction.short, introduction.long
    mixed = is_fixed(short) and not short.isupper()  # "RoM" is no "ROM"
    if not mixed and (draft.has_word("places", short) or draft.has_word("not_names", short.lower())):
        return None
    if introduction.apposition:
        body = draft.bodies.make(short)
        body.vote(draft.kinds.find_phrase_kind(long), _BY_NOUN)
        body.introduced = True
        return body
    known = draft.bodies.find(short)
    if known is not None and known.long and not _is_same_long(known.long, long):
        body = draft.bodies.make(long, common=introduction.common)
    else:
        body = draft.bodies.make(short, long, common=introduction.common)
    body.introduced = True
    body.long = max(body.long, long, key=len)
    plain = countries.sub("", long, count=1) if countries.match(long) else long
    if " " in plain:
        draft.bodies.add_form(body, plain)
    if tail := _read_tail(draft, page, introduction):
        for form in (f"{short} {tail}", f"{long} {tail}", f"{long} ({short}) {tail}"):
            draft.bodies.add_form(body, form)
    if introduction.number:
        for form in (short, long, f"{long} ({short})"):
            draft.bodies.add_form(body, f"{form} {introduction.number}")
    return body


def _read_tail(draft: Draft, page: Page, introduction: Introduction) -> str:
    """ "Close Watch and Exit (CWE) *Services*": a noun right behind the bracket that goes on with the name."""
    if introduction.common or introduction.owner or page.text[introduction.after - 1 : introduction.after] != ")":
        return ""
    found = re.match(r" ([A-Z][a-z]+)\b(?! [A-Z(])", page.text[introduction.after :])
    if found is None or page.text[introduction.after + found.end() :][:1] in ("'", "’"):
        return ""
    return found[1] if draft.has_word("name_tails", found[1]) else ""


def _add_chain(draft: Draft, page: Page, before: tuple[Introduction, Body], after: tuple[Introduction, Body]) -> None:
    """Two introductions with nothing but a blank or a dash between them: one name, or a possessive and its thing."""
    (first, whole), (second, part) = before, after
    gap = page.text[first.after : second.start]
    if first.after > second.start or len(gap) > 4 or read_gap(gap) != " ":
        return
    if whole is part or whole.common or part.common:
        return
    if first.owner:
        draft.behind.append((whole.number, part.number))
        whole.vote("Organization", _BY_POSSESSION)
        return
    draft.bodies.add_form(part, page.text[first.start : second.after])
    draft.bodies.add_form(part, f"{first.long} {second.long} {second.number}".strip())
    draft.chains.add((whole.number, part.number))
    part.parents.setdefault(whole.number, "document")


def _is_same_long(one: str, two: str) -> bool:
    one, two = make_plain(one), make_plain(two)
    return one.endswith(two) or two.endswith(one) or sorted(one.split()) == sorted(two.split())
