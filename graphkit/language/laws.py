"""Names of laws: capitals that end with what laws are called, with the small words, brackets and year that they hold.

'the Freedom of Movement and Protection of Sailors Act', 'the Harbour Dues (Relief and Refund) Act 1994': such a name is
read backwards from its last word, since only that tells that it is one, and never cut to its first words.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graphkit.language.atoms import is_fixed, is_numeral
from graphkit.language.draft import Draft
from graphkit.language.evidence import find_head_kind
from graphkit.language.pages import Page

#: What may stand between two words of a name, besides what a small word or a bracket joins.
_HYPHENS = frozenset(("-", "–", "‑"))
_HYPHENED = _HYPHENS | {" "}
_JOINTS = _HYPHENED | {" & "}
_CLOSING = re.compile(r"\)+ ?\(?")
#: " 1990", " of 2002", ", 2000", " 4 of 2000", " (EU) 2016/679".
_YEAR = re.compile(
    r"(?:(?:,? (?:\(?No\.? ?)?\d{1,3}\)?)? of|,)? (?:1[6-9]|20)\d\d\b(?![-–/]\d)"
    r"| \([A-Z]{2,4}\) (?:No\.? )?\d{1,4}/\d{2,4}\b"
)
#: A capital or a number behind a name, be it behind a bracket or "of": 'Code of Practice'.
_FURTHER = re.compile(r"(?: \([^()]*\) \d| (?:of )?[A-Z\d])")
#: 'Title 46, United States Code, chapters 71 and 75', 'title 38 of the U.S. Code, Section 501'; but no '…, and 46 CFR'.
_PLACE = r"\d++[a-zA-Z]*+(?:-\d++)?(?:\([a-zA-Z\d]++\))*+(?! (?:U\.?S\.?C|C\.?F\.?R))"
_MORE = rf"(?:(?:, and|,| and| through| to) {_PLACE})"
_CODE = re.compile(
    r"[Tt]itle \d+,?(?: of)?(?: the)? (?:United States|U\.?S\.?) Code"
    rf"(?:,? (?:[Ss]ections?|[Cc]hapters?|[Pp]arts?|§+) {_PLACE}{_MORE}*)?"
)
#: '49 CFR Parts 1503 and 1540 through 1562'
_PARTS = re.compile(rf"\d+ CFR [Pp]arts {_PLACE}{_MORE}+")
_LONGEST, _LONGEST_BRACKET = 30, 16
_PEOPLE = frozenset(("Role", "Organization", "OrganizationalUnit"))


class _Step(NamedTuple):
    """One step backwards in a name: the place of the word that it comes to, and whether only an article allows it."""

    place: int
    doubtful: bool = False


def add_laws(draft: Draft) -> None:
    """Add every law that the document names, with its year; without it, it is the same as long as one year is told."""
    years: dict[str, list[str]] = {}
    for page in draft.list_pages(draft.kinds.sets["law_heads"]):
        for bare, whole in [] if page.is_titled else _list_laws(draft, page):
            forms = years.setdefault(bare, [])
            if whole != bare and whole not in forms:
                forms.append(whole)
    for page in draft.list_pages(("code", "cfr")):
        for found in (*_CODE.finditer(page.text), *_PARTS.finditer(page.text)):
            draft.bodies.make(_join(found[0])).fixed = "Policy"
    for bare, wholes in years.items():
        if len(wholes) < 2:
            draft.bodies.make(*wholes, bare).fixed = "Policy"
        else:
            for form in (bare, *wholes):
                draft.bodies.make(form).fixed = "Policy"


def _list_laws(draft: Draft, page: Page) -> Iterator[tuple[str, str]]:
    """The laws that a page names, each without its year and with it."""
    for place in page.find(draft.kinds.sets["law_heads"]):
        if not page.keys[place].istitle() or _goes_on(page, place):
            continue
        first = _find_first(draft, page, place)
        if first < place:
            start, end = page.starts[first], page.ends[place]
            year = _YEAR.match(page.text, end)
            yield _join(page.text[start:end]), _join(page.text[start : year.end() if year else end])


def _join(words: str) -> str:
    return " ".join(words.split())


def _goes_on(page: Page, place: int) -> bool:
    """'a Tolls *Act Officer*' is called by a law, and 'Executive *Order (EO) 12*' ends with its number."""
    end = page.ends[place]
    return _FURTHER.match(page.text, end) is not None and _YEAR.match(page.text, end) is None


def _find_first(draft: Draft, page: Page, place: int) -> int:
    """Where the name begins that ends at `place`; what is doubtful belongs to it only behind an article."""
    steps = [_Step(place)]
    while len(steps) < _LONGEST and (step := _step_back(draft, page, steps[-1].place, place)) is not None:
        steps.append(step)
    while len(steps) > 1 and _is_outside(draft, page, steps[-1].place):
        steps.pop()
    doubtful = [at for at, step in enumerate(steps) if step.doubtful]
    if doubtful and not _is_determined(draft, page, steps[-1].place, place):
        steps = steps[: doubtful[0]]
    return steps[-1].place


def _is_outside(draft: Draft, page: Page, first: int) -> bool:
    """Whether a word is no beginning of a name: 'Under Tolls Act', 'Section Tolls Act'."""
    small = page.smalls[first]
    named = draft.has_word("not_names", small) and (page.opens(first) or draft.has_word("divisions", small))
    return named or draft.has_word("prepositions", small) or page.keys[first] == small


def _is_determined(draft: Draft, page: Page, first: int, last: int) -> bool:
    """Whether one article stands for all of a name; where none does, 'of' or a year has to tell that it is whole."""
    if first and page.gaps[first] == " " and draft.has_word("articles", page.smalls[first - 1]):
        return True
    dated = _YEAR.match(page.text, page.ends[last]) is not None
    return not page.opens(first) and (dated or "of" in page.keys[first:last])


def _step_back(draft: Draft, page: Page, at: int, last: int) -> _Step | None:
    """The step from the word of a name at `at` to the word before it that belongs to it, or None."""
    if not at:
        return None
    gap, before = page.gaps[at], at - 1
    if gap[:1] == ")":
        return _pass_bracket(draft, page, at)
    if gap == ", " or (gap == " " and page.keys[before] in draft.kinds.sets["law_links"]):
        return _pass_link(draft, page, at)
    if gap[-1:] == " " and gap[:1] in "'’" and page.smalls[before].endswith("s") and len(gap) == 2:
        return _take(draft, page, before, doubtful=True)  # "the Sailors' Compensation Act"
    if page.keys[before] == "s" and page.gaps[before] in ("'", "’") and before:
        plural = page.smalls[before - 1] in draft.kinds.irregular  # "the Women's Safety Act"
        return _take(draft, page, before - 1, doubtful=True) if plural else None
    if gap in _HYPHENED and page.keys[before] == page.smalls[before]:  # "the Data-*matching* Act"
        return _take(draft, page, before - 1) if before and page.gaps[before] in _HYPHENS else None
    return _take(draft, page, before) if gap in _JOINTS else None


def _take(draft: Draft, page: Page, place: int, *, doubtful: bool = False) -> _Step | None:
    """The step to a word, where it is one of a name: a capital that ends no other law."""
    key, small = page.keys[place], page.smalls[place]
    if key == small or draft.has_word("articles", small) or draft.has_word("divisions", small):
        return None
    return None if draft.has_word("law_heads", small) else _Step(place, doubtful)


def _pass_bracket(draft: Draft, page: Page, at: int) -> _Step | None:
    """'Harbour Dues *(Relief and Refund)* Act', 'Tolls Act 1974 *(Exceptions)* Order'."""
    if not _CLOSING.fullmatch(page.gaps[at]):
        return None
    depth, opening = page.gaps[at].count(")"), at - 1
    while opening and depth > page.gaps[opening].count("(") and at - opening < _LONGEST_BRACKET:
        depth += page.gaps[opening].count(")") - page.gaps[opening].count("(")
        opening -= 1
    if page.gaps[opening] != " (" and page.gaps[opening] != ") (":
        return None
    if page.keys[opening] == page.smalls[opening]:
        return None
    if page.gaps[opening] == ") (":
        return _Step(opening)
    before = opening - 1
    if page.keys[before].isdigit() and len(page.keys[before]) == 4:
        before -= 1 + (page.keys[before - 1] == "of")
        return _Step(before) if draft.has_word("law_heads", page.smalls[before]) else None
    return _take(draft, page, before)


def _pass_link(draft: Draft, page: Page, at: int) -> _Step | None:
    """The word before 'of', 'of the', 'and', 'to' or the comma of a list, where both sides belong to one name."""
    place = at
    links: list[str] = []
    while place and page.gaps[place] == " " and page.keys[place - 1] in draft.kinds.sets["law_links"]:
        place -= 1
        links.insert(0, page.keys[place])
    listed = page.gaps[place] == ", "
    joined = "and" in links and "the" in links  # 'the Code *and the* Tolls Act' are two
    if not place or joined or links[:1] == ["the"] or not (listed or page.gaps[place] == " ") or not (links or listed):
        return None
    doubtful = listed or not draft.has_word("inside_names", links[0]) or "and" in links
    if is_numeral(page.keys[place - 1]) or (doubtful and _stands_alone(draft, page, place - 1)):
        return None
    return _take(draft, page, place - 1, doubtful=doubtful)


def _stands_alone(draft: Draft, page: Page, place: int) -> bool:
    """Whether a word ends another name: 'the *OFA* and Tolls Act', 'the Ports *Office* and Tolls Act'."""
    key, small = page.keys[place], page.smalls[place]
    if is_fixed(key) or draft.has_word("places", key):
        return True
    several = place > 0 and page.gaps[place] == " " and page.keys[place - 1] != page.smalls[place - 1]
    articled = place > 0 and draft.has_word("articles", page.smalls[place - 1])
    return several and not articled and find_head_kind([small], draft.kinds) in _PEOPLE
