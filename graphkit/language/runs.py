"""Capitalised words and acronyms inside sentences that no list knows."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graphkit.language.atoms import is_fixed, is_numeral, read_gap, split_form
from graphkit.language.draft import Draft
from graphkit.language.evidence import find_head_kind
from graphkit.language.forms import Match
from graphkit.language.pages import Page
from graphkit.ontology.kinds import UNKNOWN

_BY_NOUN, _BY_TITLE = 1.5, 4.0
_BODIES = ("Organization", "OrganizationalUnit")
#: Kinds of what has a name of two words with "and" between them.
_HEADED = (*_BODIES, "Policy", "Program")
#: Kinds of what has a name that a common noun phrase opens.
_TITLED = (*_HEADED, "System", "Document")
#: May have "e-Rulemaking".
_LETTERED = re.compile(r"-[^\W\d_a-z]")
_SAID = re.compile(r"(?:, (?:an?|the) ([^,.;]{3,80})[,.]| is an? ([^,.;]{3,80})| and [A-Z]\w+ are ([^,.;]{3,80}))")


def add_runs(draft: Draft) -> None:
    """Add every name that is told by its capitals alone, short ones first."""
    runs: Counter[str] = Counter()
    for page in draft.pages:
        found = () if page.is_heading else _list_runs(draft, page)
        if found and not page.is_titled:
            for first, last in found:
                runs[page.text[page.starts[first] : page.ends[last - 1]]] += 1
    for run in sorted(runs, key=lambda form: (len(form.split()), form)):
        if not _is_qualified(run, runs):
            _add_run(draft, run, runs[run])


def _is_qualified(run: str, runs: Counter[str]) -> bool:
    """'*Trained Harbor Watch* specialists' at the head of a sentence, where Harbor Watch stands alone elsewhere."""
    first, _, rest = run.partition(" ")
    return first.endswith("ed") and rest in runs


def _list_runs(draft: Draft, page: Page) -> list[tuple[int, int]]:
    """Where runs of capitalised words begin and end on a page, outside the names that are found already."""
    taken: set[int] = set()
    opening: set[int] = set()
    for match in draft.bodies.find_in(page):
        if _opens_longer(draft, page, match):
            opening.add(match.first)
        elif not is_amid(draft, page, match) and not _closes_longer(draft, page, match, taken):
            taken.update(range(match.first, match.last))
    found, last = [], 0
    for place in _list_beginnings(page):
        if place >= last and place not in taken and (place in opening or _may_start(draft, page, place, taken)):
            last = _find_end(draft, page, place, taken)
            if not _is_modifier(draft, page, place, last, taken):
                found.append((place - _is_counted(page, place), last))
    return found


def _is_counted(page: Page, place: int) -> bool:
    """ "7-Eleven": a short number with a hyphen before a capital."""
    return place > 0 and page.gaps[place] == "-" and page.keys[place - 1].isdigit() and len(page.keys[place - 1]) < 3


def _find_capitals_end(page: Page, place: int) -> int:
    """The place behind the capitals that begin at `place` and are parted by blanks alone; `place` if there are none."""
    while place < len(page.keys) and page.gaps[place] == " " and page.keys[place] != page.smalls[place]:
        place += 1
    return place


def _opens_longer(draft: Draft, page: Page, match: Match) -> bool:
    """ "*Law Enforcement* Exchange Portal": a name's head behind a common noun phrase; "the *HSP* Act"."""
    last, end = match.last, _find_capitals_end(page, match.last)
    if end == last:
        return False
    body = draft.bodies.all[match.owner]
    if last - match.first == 1 and draft.has_word("law_tails", page.keys[last]):
        return page.keys[match.first].isupper() and draft.kinds.find_phrase_kind(body.long.lower()) not in _BODIES
    common = body.common or (body.name is not None and body.name.label.rpartition(" ")[2].islower())
    if not common or page.opens(match.first):
        return False
    if any(page.keys[at] == page.smalls[at] for at in range(match.first, last)):
        return False
    return draft.kinds.find_kind(page.smalls[end - 1]) in _TITLED


def is_amid(draft: Draft, page: Page, match: Match) -> bool:
    """ "Quay Hospitals *NHS* Foundation Trust": an acronym between capitals that end with the head of a body."""
    first, end = match.first, _find_capitals_end(page, match.last)
    if match.last - first > 1 or end == match.last or not first or not is_fixed(page.keys[first]):
        return False
    before = page.keys[first - 1]
    plain = before.istitle() and page.gaps[first] == " " and not is_fixed(before) and not page.opens(first - 1)
    if not plain or draft.has_word("not_names", page.smalls[first - 1]) or draft.has_word("modifiers", before.lower()):
        return False
    alone = draft.kinds.find_kind(page.smalls[first - 1]) in _BODIES and not before.endswith("s")
    return not alone and find_head_kind([page.smalls[end - 1]], draft.kinds) in _BODIES


def _closes_longer(draft: Draft, page: Page, match: Match, taken: set[int]) -> bool:
    """ "Work Opportunity Reconciliation *Act*", where another law is the Act: a short form with a capital before it."""
    first = match.first
    if match.last - first > 1 or not first or page.keys[first - 1] == page.smalls[first - 1]:
        return False
    if first - 1 in taken or page.gaps[first] != " " or page.opens(first - 1):
        return False
    return page.keys[first].istitle() and draft.kinds.tellers["heads"].get(page.smalls[first]) in _HEADED


def _list_beginnings(page: Page) -> Sequence[int]:
    """The places of all capitals, and of the small letters with a hyphen before one ("e-Rulemaking")."""
    if not _LETTERED.search(page.text):
        return page.list_capitals()
    return [place for place, key in enumerate(page.keys) if len(key) == 1 or key != page.smalls[place]]


def _is_modifier(draft: Draft, page: Page, first: int, last: int, taken: set[int]) -> bool:
    """Whether a run is one of its kind ("a National Security System") or a word of the name that follows it."""
    if is_fixed(page.keys[first]):
        return False
    if first and page.smalls[first - 1] in ("a", "an"):
        words = " ".join(page.smalls[first:last])
        return draft.kinds.nouns.get(words) != "Role"
    return last - first == 1 and last in taken and page.gaps[last] == " "


def _may_start(draft: Draft, page: Page, place: int, taken: set[int]) -> bool:
    key, small = page.keys[place], page.smalls[place]
    if key == small:
        return _is_lettered(page, place)
    if len(key) < 2 or is_numeral(key):
        return False
    last = place + 1 == len(page.keys)
    joined = not last and page.keys[place + 1][0].isupper() and page.gaps[place + 1] in (" ", "-", " & ")
    if joined:
        if small == "no" and place and draft.has_word("articles", page.smalls[place - 1]):
            return True  # "the No Sail List"
        if _opens_place(draft, page, place):
            return True
    elif draft.has_word("modifiers", small) or draft.has_word("places", key):
        return False
    if draft.has_word("not_names", small):  # "OFA *Information* Governance Office": alone it opens no name
        behind = draft.has_word("modifiers", small) and place - 1 in taken and page.gaps[place] == " "
        return joined and (behind or _opens_unit(draft, page, place))
    if is_fixed(key) or not page.opens(place):
        return True
    if small in draft.small or small.removesuffix("s") in draft.small or last:
        return False
    if _is_defined(draft, page, place) or _find_tail(draft, page, place + 1, taken):
        return True
    if not joined or place + 1 in taken:
        return False
    return not draft.has_word("not_names", page.smalls[place + 1]) and not is_fixed(page.keys[place + 1])


def _opens_unit(draft: Draft, page: Page, place: int) -> bool:
    """ "the *Information* Security Branch": behind the article, three capitals or more, the last a body or officer."""
    last = _find_capitals_end(page, place + 1)
    articled = place > 0 and draft.has_word("articles", page.smalls[place - 1]) and page.gaps[place] == " "
    return articled and last - place > 2 and find_head_kind([page.smalls[last - 1]], draft.kinds) in {*_BODIES, "Role"}


def _opens_place(draft: Draft, page: Page, place: int) -> bool:
    """ "New Zealand Police": a place of two or three words, and a capital behind it."""
    words = page.keys[place : place + 4]
    for size in (2, 3):
        named = len(words) > size and draft.has_word("places", " ".join(words[:size])) and words[size][0].isupper()
        if named and all(page.gaps[at] == " " for at in range(place + 1, place + size + 1)):
            return True
    return False


def _is_defined(draft: Draft, page: Page, place: int) -> bool:
    """ "Ondine, a database that …, is", "Ondine is a database": a sentence opens with a name and says what it is."""
    small = page.smalls[place]
    if draft.kinds.find_kind(small) != UNKNOWN or small.endswith("ly"):
        return False
    said = _SAID.match(page.text, page.ends[place])
    return said is not None and draft.kinds.find_phrase_kind(next(filter(None, said.groups()))) != UNKNOWN


def _is_lettered(page: Page, place: int) -> bool:
    """ "e-Rulemaking": a small letter with a hyphen before a capital."""
    if len(page.keys[place]) != 1 or place + 1 >= len(page.keys) or not page.keys[place].isalpha():
        return False
    return page.gaps[place + 1] == "-" and page.keys[place + 1][0].isupper()


def _find_end(draft: Draft, page: Page, first: int, taken: set[int]) -> int:
    last = place = first + 1
    while place < len(page.keys) and place not in taken:
        key, gap = page.keys[place], page.gaps[place]
        is_capital = key != page.smalls[place]
        if tail := _find_tail(draft, page, place, taken):
            last = place + tail
            place = last - 1
        elif is_capital and (gap == " & " or _is_owned(page, place)):
            last = place + 1
        elif gap == ", " and (listed := _find_listed(draft, page, first, place, taken)):
            last, place = listed, listed - 1
        elif key == "and" and _share_head(draft, page, first, place, taken):
            last = place + 2
            place += 1
        elif read_gap(gap) != " " or gap.strip() in ("–", "—"):
            break
        elif is_capital:
            if not _is_no_name(draft, key):
                last = place + 1
            elif not _is_followed(page, place):
                break
        elif place > last + 1 or not _is_inside(draft, page, first, place):
            break
        place += 1
    return last


def _find_listed(draft: Draft, page: Page, first: int, place: int, taken: set[int]) -> int:
    """Where 'Ministry of Housing*, Communities & Local Government*' ends, whose name is a list; 0 where none is.

    "And" joins the last member of a department *for* something; one *of* something may stand beside others, unless
    what it ends with is what departments are for ("Department of Employment, Small Business and *Training*").
    """
    if not draft.has_word("listed_names", page.smalls[first]):
        return 0
    links, closed = ("&", "and"), False
    for at in range(place, len(page.keys)):
        small, gap = page.smalls[at], page.gaps[at]
        joins = gap.strip() == "&" or (small in links and gap == " ")
        ends = at in taken or gap not in (" ", ", ", " & ") or (closed and gap == ", ")
        if ends or (page.keys[at] == small and not joins):
            return at if closed and _ends_list(draft, page, first, at) else 0
        closed = closed or joins
    return len(page.keys) if closed and _ends_list(draft, page, first, len(page.keys)) else 0


def _ends_list(draft: Draft, page: Page, first: int, end: int) -> bool:
    """Whether the list before `end` is a name: behind 'for', with '&', or with what departments are for at its end."""
    joined = any(page.gaps[at].strip() == "&" or page.smalls[at] == "&" for at in range(first, end))
    return page.smalls[first + 1] == "for" or joined or draft.has_word("portfolios", page.smalls[end - 1])


def _share_head(draft: Draft, page: Page, first: int, place: int, taken: set[int]) -> bool:
    """'the *Privacy and Diversity* Office': behind 'the' or a possessor, what "and" joins before one head is a name."""
    head = _find_capitals_end(page, place + 2) - 1
    if not first or head < place + 2 or head >= len(page.keys) or taken.intersection(range(place, head + 1)):
        return False
    determined = page.smalls[first - 1] in {"the", "s"} or first - 1 in taken
    one = not page.keys[head].endswith("s") and find_head_kind([page.smalls[head]], draft.kinds) in _HEADED
    own = find_head_kind([page.smalls[place - 1]], draft.kinds) in _BODIES
    return determined and one and not own and page.keys[place + 1] != page.smalls[place + 1]


def _find_tail(draft: Draft, page: Page, place: int, taken: set[int]) -> int:
    """How many atoms after a name belong to it though it seems to end: ", Inc", " plc", "'s Office", "s' Council"."""
    gap, key = page.gaps[place], page.keys[place]
    if gap in (" ", ", ") and draft.has_word("company_forms", key):
        return 1
    if read_gap(gap) != "'" or find_head_kind([page.smalls[place - 1]], draft.kinds) in _BODIES:
        return 0  # "the Bureau's Office of Audits" is the office alone
    plural = page.smalls[place - 1].endswith("s") and gap in ("' ", "’ ")
    head, taking = (place, 1) if plural else (place + 1, 2)
    if head >= len(page.keys) or head in taken or not (plural or (key == "s" and page.gaps[head] == " ")):
        return 0
    kind = find_head_kind([page.smalls[head]], draft.kinds) if page.keys[head] != page.smalls[head] else UNKNOWN
    return taking if kind in _BODIES else 0


def _is_owned(page: Page, place: int) -> bool:
    """ "Board of Pilots' *Appeals*": behind "of", what belongs to several goes on with the name."""
    return page.gaps[place] in ("' ", "’ ") and page.smalls[place - 1].endswith("s") and page.smalls[place - 2] == "of"


def _is_followed(page: Page, place: int) -> bool:
    """Whether a capital follows right behind: "Customs Trade Partnership Against Terrorism"."""
    return place + 1 < len(page.keys) and page.gaps[place + 1] == " " and page.keys[place + 1][0].isupper()


def _is_inside(draft: Draft, page: Page, first: int, place: int) -> bool:
    """Whether a small word belongs to the name that it stands in."""
    word = page.keys[place]
    if word == "on":  # "Advisory Board *on* Radiation"
        return _is_followed(page, place) and _names_body(draft, page, place) and not _is_dated(draft, page, place)
    if word == "in":
        return _is_topic(draft, page, first, place)
    if word == "the" and page.keys[place - 1] != page.smalls[place - 1]:
        return False  # 'Under the *Act the Bureau* shall'
    return draft.has_word("inside_names", word) and (word != "and" or _is_joined(draft, page, first, place))


def _is_topic(draft: Draft, page: Page, first: int, place: int) -> bool:
    """'the Standards *in* Public Office Commission': behind 'the' and a topic, what ends with the head of a body."""
    if place != first + 1 or not first or page.smalls[first - 1] != "the" or not _is_followed(page, place):
        return False
    end = _find_capitals_end(page, place + 1)
    topic = draft.kinds.find_kind(page.smalls[first]) in {UNKNOWN, "Policy", "Activity", "DataCategory", "Document"}
    return topic and end > place + 2 and find_head_kind([page.smalls[end - 1]], draft.kinds) in _BODIES


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
    headed = find_head_kind([key.lower() for key in right], draft.kinds) != UNKNOWN
    articled = first > 0 and draft.has_word("articles", page.smalls[first - 1])
    return (headed and articled) or (len(left) > 2 and not {"of", "for", "on"}.isdisjoint(left))


def _add_run(draft: Draft, run: str, count: int) -> None:
    words = run.split()
    if draft.bodies.find(run) is not None or draft.has_word("unit_heads", run):
        return
    if draft.has_word("not_names", run.lower()) or all(_is_no_name(draft, word) for word in words):
        return
    if run.endswith("s") and draft.bodies.find(run[:-1]) is not None:
        return  # the plural of a name is matched as that name
    kind = draft.kinds.nouns.get(run.lower(), UNKNOWN)
    if len(words) == 1 and not split_form(run)[0].is_acronym:
        if run.lower() in draft.small:
            return
        if kind != UNKNOWN and _is_articled(draft, run):
            draft.generic[run] = count
            return
    elif kind not in (UNKNOWN, "Role"):
        draft.generic[run] = count
        return
    base = _drop_company_forms(draft, run)
    body = draft.bodies.make(run) if base == run else draft.bodies.make(base, run)
    body.vote(kind, _BY_NOUN)
    if base != run:
        body.vote("Organization", _BY_TITLE)
    elif _is_person(draft, words):
        body.vote("Role", _BY_TITLE)


def _drop_company_forms(draft: Draft, run: str) -> str:
    """ "Oarlock Systems" of "Oarlock Systems UK Ltd"; the name itself where it is no company's or nothing is left."""
    words = run.split()
    while len(words) > 1 and words[-1].rstrip(".") in draft.kinds.words["company_forms"]:
        words.pop()
    if len(words) == len(run.split()):
        return run
    country = words[-1].strip("()")
    if len(words) > 1 and (draft.has_word("places", country) or draft.has_word("countries", country)):
        words.pop()
    base = " ".join(words).rstrip(",")
    return run if base.lower() in draft.small or draft.has_word("not_names", base.lower()) else base


def _is_person(draft: Draft, words: list[str]) -> bool:
    """ "Board Member Jane Doe", "Detective Jane Doe": a role with a name that is none."""
    if len(words) < 2 or find_head_kind([words[-1].lower()], draft.kinds) != UNKNOWN:
        return False
    opens = draft.kinds.find_kind(words[0].lower()) == "Role"
    return opens or any(find_head_kind([word.lower()], draft.kinds) == "Role" for word in words[1:-1])


def _is_no_name(draft: Draft, word: str) -> bool:
    return draft.has_word("not_names", word.lower()) or draft.has_word("places", word)


def _is_articled(draft: Draft, word: str) -> bool:
    """Whether a capitalised noun mostly stands behind an article: "the Board", but "Beacon"."""
    small, articled, total = word.lower(), 0, 0
    for page in map(draft.pages.__getitem__, draft.where.get(small, ())):
        for place in page.find((small,)):
            before = page.smalls[place - 1] if place else ""
            if page.keys[place] == word and before == page.keys[place - 1] and not page.is_titled:
                total += 1
                articled += draft.has_word("articles", before)
    return articled * 2 >= total
