"""Names made of a word and a number: an agency's system of records ("FBI-022"), a law, an order, an attachment."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from graphkit.language.atoms import read_gap, split_form
from graphkit.language.bodies import Body
from graphkit.language.draft import Draft
from graphkit.language.evidence import find_head_kind
from graphkit.language.pages import Page

_RECORD_SYSTEM = re.compile(r"[A-Z](?<![\w–—-].)[A-Z]{1,7}(?:[/–—-][A-Z]{2,8})* ?[-–—] ?\d{1,4}[A-Z]?\b(?![/–—-]\d)")
_DASHED = re.compile(r"\d(?:(?<=[–—-]\d)|(?<=[–—A-Z-] \d))")  # begins with what is found fast
#: 'IRS 24.030, Account Data Engine', 'DOT/FMCSA 010, …': a number behind a blank has its title behind it.
_SPACED = re.compile(r"(?<![\w–—/-])[A-Z]{2,8}(?:/[A-Z]{2,8})* \d{2,3}(?:\.\d{1,3})?[A-Z]?(?=, [A-Z][a-z])")
_N = re.compile(r"\bN\b")
_NUMBER = (
    r"(?:[A-Z]{1,2}[-–])?\d+(?:,\d{3})*[A-Za-z]{0,4}(?:[-–./](?:[A-Z]{1,5}[-–])?\d+[a-z]?)*(?:/[A-Z]{2,4})?"
    r"(?: ?\([A-Za-z0-9]{1,4}\)){0,4}(?:[-–]\([A-Za-z0-9]{1,4}\))?"
)
_PLAIN = r"\d+[A-Za-z]*"
#: What the title of a system of records ends with: "… System", "… Records".
_KEPT = ("System", "DataCategory", "Program")
_ALONE = "[A-HJ-Z]"  # a body that is not to be named; "the company I visited" is none
_LETTER = r"[A-Z]{1,5}[-–]\d{1,5}[A-Z]{0,2}(?:[-–][A-Z\d]{1,3})?|[A-Z]|\d{1,4}(?:[A-Z]{1,2}\b)?(?:-[A-Z\d]{1,6}){0,3}"
#: Kinds of things that are told apart by letters.
_LETTERED = {"Document": _LETTER, "Organization": _ALONE}


def add_numbered(draft: Draft) -> None:
    """Add every numbered name of the document."""
    dashed = [page for page in draft.pages if _DASHED.search(page.text)]
    for page in dashed:
        for match in (*_RECORD_SYSTEM.finditer(page.text), *_SPACED.finditer(page.text)):
            _add_record_system(draft, page, match)
    for kind, templates in draft.kinds.numbered.items():
        for template in templates:
            forms = _read_template(template, kind)
            if any(form.words <= draft.where.keys() for form in forms):
                _add_template(draft, kind, forms)


# ------------------------------------------------------------------------------------------ systems of records


def _add_record_system(draft: Draft, page: Page, match: re.Match[str]) -> None:
    """ "FBI-022, FBI Data Warehouse System": the agency has to be known, or part of another, or the title to follow."""
    agency = re.split(r"[/–— -]", match[0])[0]
    title = _read_title(draft, page, match.end())
    named = "/" in match[0] or agency in draft.names.agencies or draft.bodies.find(agency) is not None
    if not named and (not title or find_head_kind(title.lower().split(), draft.kinds) not in _KEPT):
        return  # "QED-19 Exposure Notifications" is no system of an agency called QED
    number = re.sub(r"\s*[-–—]\s*(?=\d)", "-", match[0])
    short = re.sub(r"^[Tt]he ", "", title)
    body = draft.bodies.make(number, *([short] if short else []))
    body.fixed = "System"
    if not title:
        return
    head, _, rest = short.partition(" ")
    forms = [short, f"{number}, {title}"]
    if head == agency and len(rest.split()) > 1:
        forms += [rest, f"{number}, {rest}"]
    for form in forms:
        draft.bodies.add_form(body, form)
    body.long = body.long or short


def _read_title(draft: Draft, page: Page, end: int) -> str:
    """The capitalised words after a number and perhaps a comma, '' if there are not two at least."""
    start = end + (2 if page.text[end : end + 2] == ", " else 1)
    if page.text[end:start] not in (", ", " "):
        return ""
    first = last = bisect_left(page.starts, start)
    for place in range(first, min(first + 14, len(page.keys))):
        if place > first and read_gap(page.gaps[place]) != " ":
            break
        key = page.keys[place]
        if key != page.smalls[place] or (len(key) == 1 and page.gaps[place + 1][:1] == "-"):
            last = place + 1
        elif not draft.has_word("inside_names", key):
            break
    if last - first < 2 or page.starts[first] > start:
        return ""
    return page.text[page.starts[first] : page.ends[last - 1]]


# --------------------------------------------------------------------------------------------- laws and papers


@dataclass(frozen=True)
class _Form:
    """The form of a template, such as "Executive Order N", what stands around its numbers, and the words of that."""

    text: str
    kind: str

    @cached_property
    def parts(self) -> list[str]:
        return _N.split(self.text)

    @cached_property
    def longest(self) -> str:
        return max(self.parts, key=len)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(atom.small for part in self.parts for atom in split_form(part))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A number at the end may have sections and letters; one before other words is plain."""
        first, *rest = map(re.escape, self.parts)
        pattern = rf"{first}(?<![\w§]{first})"  # begins with plain letters, which are found fast
        for place, part in enumerate(rest):
            number = _NUMBER if place or not part else _PLAIN
            pattern += f"({_LETTERED.get(self.kind, number)}){part}"
        return re.compile(rf"{pattern}(?!\w)")


@cache
def _read_template(template: str, kind: str) -> Sequence[_Form]:
    return [_Form(form.strip(), kind) for form in template.split("|")]


def _add_template(draft: Draft, kind: str, forms: Sequence[_Form]) -> None:
    """Every name made by a template such as "Executive Order N | EO N", whose forms stand for one thing."""
    numbered: list[Body] = []
    for match in {(match[0], *match.groups()): match for match in _find_all(draft, forms)}.values():
        body = draft.bodies.make(match[0], *(_fill(form.text, match.groups()) for form in forms))
        body.fixed = kind
        numbered.append(body)
    if numbered and all(body is numbered[0] for body in numbered):
        _add_bare_forms(draft, numbered[0], [form.text for form in forms])


def _find_all(draft: Draft, forms: Sequence[_Form]) -> Iterator[re.Match[str]]:
    """What the forms of a template find on each page, those of one form after those of the other."""
    pages = [(form, _list_pages(draft, form)) for form in forms]
    for place in sorted(set().union(*(found for _, found in pages))):
        for form, found in pages:
            if place in found:
                yield from form.pattern.finditer(draft.pages[place].text)


def _list_pages(draft: Draft, form: _Form) -> set[int]:
    """The numbers of the pages that have the most of what stands around the numbers of a form."""
    pages = draft.find_pages(" ".join(form.parts))
    return {place for place in pages if form.longest in draft.pages[place].text}


def _fill(form: str, numbers: Sequence[str]) -> str:
    left = list(numbers)
    return _N.sub(lambda _: left.pop(0) if left else "", form)


def _add_bare_forms(draft: Draft, body: Body, forms: list[str]) -> None:
    """ "The EO" is the only numbered one, where the word for it is an abbreviation or more than one word."""
    for form in forms:
        base = form.removesuffix(" N")
        if "N" in base.split() or not (" " in base or base.isupper()) or draft.bodies.find(base) is not None:
            continue
        named = f"he {base}" in draft.text
        if named and re.search(rf"\b[Tt]he {re.escape(base)}(?![\w.]| ?\d)", draft.text):
            draft.bodies.add_form(body, base)
