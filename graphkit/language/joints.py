"""What stands between two capitals in, whether it is inside one name out: "'s", "on the", "/", "2.0", "de"."""
from __future__ import annotations

import re

from graphkit.language.atoms import is_fixed, read_gap
from graphkit.language.draft import Draft
from graphkit.language.evidence import find_head_kind
from graphkit.language.listed import BODIES, CLOSED, takes_singular
from graphkit.language.pages import Page
from graphkit.ontology.kinds import UNKNOWN

_FARTHEST = 8  # words between a possessor and the head of what it is named with
_HYPHENS = frozenset(("-", "‑"))
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


def find_capitals_end(page: Page, place: int) -> int:
    """The place behind the capitals that begin at `place` and are parted by blanks alone; `place` if there are none."""
    while place < len(page.keys) and page.gaps[place] == " " and page.keys[place] != page.smalls[place]:
        place += 1
    return place


def find_tail(draft: Draft, page: Page, first: int, place: int, taken: set[int]) -> int:
    """How many atoms after a name belong to it though it seems to end: ", Inc", " plc", "'s Office", "s' Council"."""
    gap, key = page.gaps[place], page.keys[place]
    if gap in (" ", ", ") and draft.has_word("company_forms", key):
        return 1
    if read_gap(gap) != "'" or find_head_kind([page.smalls[place - 1]], draft.kinds) in BODIES:
        return 0  # "the Bureau's Office of Audits" is the office alone
    plural = page.smalls[place - 1].endswith("s") and gap in ("' ", "’ ")
    head, taking = (place, 1) if plural else (place + 1, 2)
    if head >= len(page.keys) or head in taken or not (plural or (key == "s" and page.gaps[head] == " ")):
        return 0
    kind = find_head_kind([page.smalls[head]], draft.kinds) if page.keys[head] != page.smalls[head] else UNKNOWN
    if kind in BODIES:
        return taking
    owned = _owns(draft, page, first, place - 1, plural=plural) and _reaches_head(draft, page, head, taken)
    return taking if owned else 0


def _owns(draft: Draft, page: Page, first: int, place: int, *, plural: bool) -> bool:
    """Whether a possessor may be in a name: 'the Sailors', 'the Women', 'the King', but no name of its own."""
    small = page.smalls[place]
    if draft.has_word("crowns", small):
        return True
    if not first or not draft.has_word("articles", page.smalls[first - 1]) or is_fixed(page.keys[place]):
        return False
    return plural or small in draft.kinds.irregular or draft.kinds.find_kind(small) == "Role"


def _reaches_head(draft: Draft, page: Page, place: int, taken: set[int]) -> bool:
    """Whether capitals and small words lead from a place to what a body, programme or system ends with."""
    for at in range(place, min(place + _FARTHEST, len(page.keys))):
        capital = page.keys[at] != page.smalls[at]
        small = draft.has_word("inside_names", page.keys[at]) or draft.has_word("topic_links", page.keys[at])
        if at in taken or (at > place and read_gap(page.gaps[at]) != " ") or not (capital or small):
            return False
        if capital and find_head_kind([page.smalls[at]], draft.kinds) in CLOSED:
            return True
    return False


def is_owned(page: Page, place: int) -> bool:
    """ "Board of Pilots' *Appeals*": behind "of", what belongs to several goes on with the name."""
    return page.gaps[place] in ("' ", "’ ") and page.smalls[place - 1].endswith("s") and page.smalls[place - 2] == "of"


def is_initial(draft: Draft, page: Page, first: int, place: int) -> bool:
    """ "Mr. John P. *Mohr*": behind a title a name goes on where an initial stands before the next capital."""
    if page.gaps[place] != ". " or len(page.keys[place - 1]) != 1 or page.keys[place] == page.smalls[place]:
        return False
    return first > 0 and draft.has_word("titles", page.smalls[first - 1]) and place > first + 1


def is_followed(page: Page, place: int) -> bool:
    """Whether a capital follows right behind: "Customs Trade Partnership Against Terrorism"."""
    return place + 1 < len(page.keys) and page.gaps[place + 1] == " " and page.keys[place + 1][0].isupper()


def find_number(draft: Draft, page: Page, place: int, taken: set[int]) -> int:
    """How many atoms of figures belong to a name: "e-Harbour *2.0* Portal", "COVID*-19* App", "Case System *3.0*"."""
    if page.gaps[place] != " " and page.gaps[place] not in _HYPHENS:
        return 0
    end = place
    while end < len(page.keys) and page.keys[end].isdigit() and (end == place or page.gaps[end] in (".", "/", "-")):
        end += 1
    if end == place or draft.has_word("not_names", page.smalls[place - 1]):
        return 0
    last = find_capitals_end(page, end)
    if last > end:
        headed = find_head_kind([page.smalls[last - 1]], draft.kinds) in CLOSED
        return (end - place) * (headed and taken.isdisjoint(range(end, last)))
    versioned = end > place + 1 and page.gaps[end - 1] == "." and page.gaps[place] == " "
    return (end - place) * (versioned and draft.kinds.find_kind(page.smalls[place - 1]) in ("System", "Program"))


def count_before(draft: Draft, page: Page, first: int, last: int) -> int:
    """How many atoms of figures before a run are of its name: "*7*-Eleven", "the *9/11* Commission"."""
    short = first > 0 and page.gaps[first] == "-" and page.keys[first - 1].isdigit() and len(page.keys[first - 1]) < 3
    start = first
    while start and page.keys[start - 1].isdigit() and page.gaps[start] in ((" ",) if start == first else ("-", "/")):
        start -= 1
    if first and _ORDINAL.fullmatch(page.keys[first - 1]) and page.gaps[first] == " ":
        start = first - 1
    elif first - start < 2:
        return int(short)
    articled = start > 0 and draft.has_word("articles", page.smalls[start - 1])
    return (first - start) * (articled and find_head_kind([page.smalls[last - 1]], draft.kinds) in CLOSED)


def is_slashed(draft: Draft, page: Page, place: int, taken: set[int]) -> bool:
    """ "Entry/*Exit* System": plain words before and behind the slash, and at the end what it is."""
    if page.gaps[place] != "/" or is_fixed(page.keys[place]) or is_fixed(page.keys[place - 1]):
        return False
    last = find_capitals_end(page, place + 1)
    if last == place + 1 or not taken.isdisjoint(range(place, last)):
        return False
    before = draft.kinds.find_kind(page.smalls[place - 1])
    return before not in (*BODIES, "Role") and find_head_kind([page.smalls[last - 1]], draft.kinds) in CLOSED


def find_foreign(draft: Draft, page: Page, first: int, place: int) -> int:
    """How many small words go on with a name that opens in another language: "Agence *nationale de sécurité*"."""
    if not draft.has_word("openers", page.smalls[first]):
        return 0
    end, at = place, place
    while at < len(page.keys) and at < place + _FARTHEST and read_gap(page.gaps[at]) in (" ", "'"):
        if draft.has_word("foreign_links", page.keys[at]):
            end = at + 2
            at += 2
        elif at + 1 < len(page.keys) and draft.has_word("foreign_links", page.keys[at + 1]):
            at += 1
        else:
            break
    return min(end, len(page.keys)) - place


def find_country(draft: Draft, page: Page, first: int, place: int, taken: set[int]) -> int:
    """How many atoms say of which country or state a body is: "Identification Authority *of India*"."""
    if page.keys[place] != "of" or place - first < 2 or place + 1 in taken or not is_followed(page, place):
        return 0
    if find_head_kind([page.smalls[place - 1]], draft.kinds) not in BODIES and "of" not in page.keys[first:place]:
        return 0
    for size in (3, 2, 1):
        words = page.keys[place + 1 : place + 1 + size]
        free = len(words) == size and taken.isdisjoint(range(place + 1, place + 1 + size))
        if free and draft.has_word("places", " ".join(words)):
            return 1 + size
    return 0


def is_inside(draft: Draft, page: Page, first: int, place: int) -> bool:
    """Whether a small word belongs to the name that it stands in."""
    word = page.keys[place]
    if word == "on":  # "Advisory Board *on* Radiation", "Council *on the* Ageing"
        behind = place + (page.keys[place + 1 : place + 2] == ("the",))
        return is_followed(page, behind) and _names_body(draft, page, place) and not _is_dated(draft, page, behind)
    if draft.has_word("topic_links", word):
        return _is_topic(draft, page, first, place)
    if word == "the" and page.keys[place - 1] != page.smalls[place - 1]:
        return False  # 'Under the *Act the Bureau* shall'
    if draft.has_word("foreign_links", word):
        return is_followed(page, place)
    return draft.has_word("inside_names", word) and (word != "and" or _is_joined(draft, page, first, place))


def _is_topic(draft: Draft, page: Page, first: int, place: int) -> bool:
    """'the Standards *in* Public Office Commission': behind 'the' and a topic, what ends with the head of a body."""
    if not first or not is_followed(page, place):
        return False
    if _is_for_topic(draft, page, first, place):
        return True
    owned = page.keys[first + 1] == "s"  # 'the Women's Safety *at* Sea Initiative'
    small = any(page.keys[at] == page.smalls[at] for at in range(first + 2 * owned, place))
    if small or page.smalls[first - 1] != "the":
        return False
    end = find_capitals_end(page, place + 1)
    kind, head = draft.kinds.find_kind(page.smalls[first]), find_head_kind([page.smalls[end - 1]], draft.kinds)
    if end < place + 3 and head not in ("Program", "System"):
        return False
    if page.keys[place] == "in" and place == first + 1 and head in BODIES:
        return kind in {UNKNOWN, "Policy", "Activity", "DataCategory", "Document"}
    whole = find_head_kind([page.smalls[place - 1]], draft.kinds) != UNKNOWN
    return (kind == UNKNOWN or owned) and head in CLOSED and not whole


def _is_for_topic(draft: Draft, page: Page, first: int, place: int) -> bool:
    """'Office for Standards *in* Education', 'Register of Wrecks *with* Salvage': what a body is for goes on."""
    links = [at for at in range(first + 1, place) if page.keys[at] in ("for", "on")]
    registered = page.keys[first + 1] == "of" and draft.has_word("registers", page.smalls[first])
    if not (links or registered) or draft.has_word("places", page.keys[place + 1]) or _is_dated(draft, page, place):
        return False
    last = find_capitals_end(page, place + 1) - 1
    behind = draft.kinds.find_kind(page.smalls[last]) in (*BODIES, "Role") or is_fixed(page.keys[place + 1])
    return not behind and (registered or find_head_kind([page.smalls[links[0] - 1]], draft.kinds) in BODIES)


def _names_body(draft: Draft, page: Page, place: int) -> bool:
    """Whether a board, a committee or another body of several is right before a place."""
    return draft.has_word("topical_bodies", page.smalls[place - 1])


def _is_dated(draft: Draft, page: Page, place: int) -> bool:
    """ "met with the Board on Monday"."""
    return draft.has_word("not_names", page.smalls[place + 1])


def _is_joined(draft: Draft, page: Page, first: int, place: int) -> bool:
    """Whether "and" is inside one name: with an article, and a head noun at the end of the right part alone."""
    left = page.keys[first:place]
    right: list[str] = []
    for at in range(place + 1, min(place + 6, len(page.keys))):
        if not page.keys[at][0].isupper() or (right and read_gap(page.gaps[at]) != " "):
            break
        right.append(page.keys[at])
    if not right or any(is_fixed(key) for key in (*left, *right)):
        return False
    if draft.has_word("listed_names", left[0].lower()) and draft.has_word("portfolios", right[-1].lower()):
        return True  # "Department of Foreign Affairs *and Trade*"
    if find_head_kind([key.lower() for key in left], draft.kinds) != UNKNOWN:
        return False
    behind = place + 1 + len(right)
    linked = page.keys[behind : behind + 1] in (("of",), ("for",))
    if linked and find_head_kind([right[-1].lower()], draft.kinds) in BODIES:
        return takes_singular(draft, page, first, behind)  # 'the Ministry of Ports *and Office of Wrecks*' are two
    headed = find_head_kind([key.lower() for key in right], draft.kinds) != UNKNOWN
    articled = first > 0 and draft.has_word("articles", page.smalls[first - 1])
    return (headed and articled) or (len(left) > 2 and not {"of", "for", "on"}.isdisjoint(left))
