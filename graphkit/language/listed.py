"""Rows inside one name: 'Commission for *Health, Safety and Inspection*', 'the *Logging, Audit and Review* Tool'.

Capitals that commas and "and" join may be one name or several. They are one where what they share has one article and
only one head ("the Privacy and Diversity Office"), where the row says what a body is for ("Department for A, B and C"),
or where a verb of the singular follows. What is a body or an acronym by itself is none of their members.
"""
from __future__ import annotations

from collections.abc import Iterable

from graphkit.language.atoms import is_fixed
from graphkit.language.draft import Draft
from graphkit.language.evidence import find_head_kind
from graphkit.language.pages import Page

BODIES = ("Organization", "OrganizationalUnit")
#: Kinds of what has a name of two words with "and" between them.
HEADED = (*BODIES, "Policy", "Program")
#: Kinds of what has a name that ends with what it is.
CLOSED = (*HEADED, "System")
_LINKS = frozenset(("&", "and"))
_TOPICS = frozenset(("of", "for", "on"))
_POSSESSIVES = frozenset(("'", "’"))
_JOINTS = frozenset((" ", "-", "' ", "’ "))


def find_listed(draft: Draft, page: Page, first: int, place: int, taken: set[int]) -> int:
    """Where 'Ministry of Housing*, Communities & Local Government*' ends, whose name is a list; 0 where none is.

    "And" joins the last member of a body *for* something; one *of* something may stand beside others, unless most that
    follows is what bodies are for ("Department of Employment, Small Business and *Training*").
    """
    head = _find_listing(draft, page, first, place)
    end, members = _read_row(page, place, taken) if head >= 0 else (0, [])
    if not end or any(_is_apart(draft, page, member) for member in members):
        return 0
    articled = [member for member in members if page.smalls[member.start - 1] == "the"]
    if articled and not draft.has_word("listed_names", page.smalls[head]):
        return 0
    if takes_singular(draft, page, first, end):
        return end
    joined = page.smalls[head + 1] == "for" or any(page.gaps[at].strip() == "&" for at in range(place, end))
    told = [_is_topical(draft, page, member) for member in members if member not in articled]
    topical = (articled or told[-1]) and sum(told) * 2 >= len(told)  # 'Tobacco, *Firearms and Explosives*'
    return end if joined or topical or draft.has_word("portfolios", page.smalls[end - 1]) else 0


def _find_listing(draft: Draft, page: Page, first: int, place: int) -> int:
    """The place of the head of a name that says what it is of or for before a comma at `place`; -1 if there is none."""
    for at in range(place - 2, first - 1, -1):
        if page.keys[at + 1] in _TOPICS and page.keys[at] != page.smalls[at]:
            small = page.smalls[at]
            listing = draft.has_word("listed_names", small) or draft.has_word("registers", small)
            return at if listing or find_head_kind([small], draft.kinds) in BODIES else -1
    return -1


def share_head(draft: Draft, page: Page, first: int, place: int, taken: set[int]) -> int:
    """Where 'the *Privacy and Diversity* Office' ends: behind 'the' or a possessor, what is joined before one head.

    0 where what is joined are several.
    """
    crowned = draft.has_word("crowns", page.smalls[first + 1])
    if not crowned and not (first and (page.smalls[first - 1] in {"the", "s"} or first - 1 in taken)):
        return 0
    end, members = _read_row(page, place, taken, several=True)
    if not end or any(page.smalls[member.start - 1] == "the" for member in members):
        return 0
    head, rows = page.smalls[end - 1], [range(first, place), *members[:-1]]
    one = len(members[-1]) > 1 and not head.endswith("s") and find_head_kind([head], draft.kinds) in CLOSED
    if not one or any(is_fixed(page.keys[at]) for row in rows for at in row):
        return 0
    return 0 if any(_is_headed(draft, page, row[-1]) for row in rows) else end


def join_headed(draft: Draft, page: Page, first: int, place: int, taken: set[int]) -> int:
    """Where 'The Crown Office *and Fiscal Service*' ends, which has two heads, where a verb of the singular follows."""
    end, members = _read_row(page, place, taken)
    if not end or len(members) > 1 or page.smalls[members[0].start - 1] == "the":
        return 0
    if any(is_fixed(page.keys[at]) for at in range(first, end)):
        return 0
    headed = find_head_kind([page.smalls[end - 1]], draft.kinds) in CLOSED
    return end if headed and takes_singular(draft, page, first, end) else 0


def takes_singular(draft: Draft, page: Page, first: int, end: int) -> bool:
    """'The Crown Office and Fiscal Service *shares*': what opens a clause behind one article, before a verb of one."""
    articled = first > 0 and page.smalls[first - 1] == "the"
    opening = first - articled
    if not page.opens(opening) and not (articled and page.gaps[opening] == ", "):
        return False
    while end < len(page.keys) and (page.smalls[end].endswith("ly") or page.smalls[end] == "also"):
        end += 1
    verbal = end < len(page.keys) and page.gaps[end] == " " and page.keys[end] == page.smalls[end]
    return verbal and draft.has_word("singular_verbs", page.smalls[end])


def _read_row(page: Page, place: int, taken: set[int], *, several: bool = False) -> tuple[int, list[range]]:
    """Where the row ends that goes on at `place` with a comma or "and", and its further members.

    0 and none where no "and" closes it; several: whether it may be joined by "and" more than once.
    """
    members: list[range] = []
    closed, at = False, place
    while at < len(page.keys) and at not in taken and (several or not closed):
        start, closing = _pass_joint(page, at)
        if start < 0 or start in taken:
            break
        at = start + 1
        while at < len(page.keys) and at not in taken and _goes_on(page, at):
            at += 1
        members.append(range(start, at))
        closed = closed or closing
    return (at, members) if closed else (0, [])


def _pass_joint(page: Page, at: int) -> tuple[int, bool]:
    """The place of the capital behind a comma or "and" at a place, and whether the row may end with it; -1 for none."""
    if page.gaps[at] not in (" ", ", ", " & "):
        return -1, False
    closing = page.gaps[at] == " & "
    if page.smalls[at] in _LINKS and page.gaps[at] != " & ":
        closing, at = True, at + 1
    elif page.gaps[at] == " ":
        return -1, False
    if page.smalls[at : at + 1] == ("the",) and page.gaps[at] in (" ", ", "):
        at += 1
    capital = at < len(page.keys) and page.keys[at] != page.smalls[at] and page.gaps[at] in (" ", ", ", " & ")
    return (at, closing) if capital else (-1, False)


def _goes_on(page: Page, at: int) -> bool:
    """Whether a word goes on with the member of a row that is before it: 'Children's *Services*'."""
    if page.keys[at] == "s":
        behind = page.keys[at + 1 : at + 2]
        return page.gaps[at] in _POSSESSIVES and page.gaps[at + 1] == " " and behind != page.smalls[at + 1 : at + 2]
    return page.keys[at] != page.smalls[at] and page.gaps[at] in _JOINTS


def _is_apart(draft: Draft, page: Page, member: range) -> bool:
    """Whether a member of a row is a name by itself: an acronym, a place, or what ends with the head of one body."""
    last = member[-1]
    placed = draft.has_word("places", page.text[page.starts[member[0]] : page.ends[last]])
    return placed or any(is_fixed(page.keys[at]) for at in member) or _is_headed(draft, page, last)


def _is_headed(draft: Draft, page: Page, place: int) -> bool:
    """Whether a word is the head of one body, or one who holds an office."""
    small = page.smalls[place]
    if draft.has_word("portfolios", small) or (small.endswith("s") and not small.endswith("ss")):
        return False
    return draft.kinds.find_kind(small) in (*BODIES, "Role") or find_head_kind([small], draft.kinds) == "Organization"


def _is_topical(draft: Draft, page: Page, member: Iterable[int]) -> bool:
    """Whether a member of a row is what a body may be for, by its last word: "Fisheries", "Inspection", "Water"."""
    small = [page.smalls[at] for at in member][-1]
    ended = small.endswith(draft.kinds.words["topical_endings"])
    if ended or draft.has_word("portfolios", small) or small in draft.small:
        return True
    return draft.kinds.find_kind(small) not in (*BODIES, "Role", "Thing")
