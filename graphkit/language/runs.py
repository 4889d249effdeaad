"""Capitalised words and acronyms inside sentences that no list knows."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graphkit.language.atoms import is_fixed, is_numeral, read_gap, split_form
from graphkit.language.draft import Draft
from graphkit.language.evidence import find_head_kind
from graphkit.language.forms import Match
from graphkit.language.joints import (
    count_before,
    find_capitals_end,
    find_country,
    find_foreign,
    find_number,
    find_tail,
    is_followed,
    is_initial,
    is_inside,
    is_owned,
    is_slashed,
)
from graphkit.language.listed import BODIES, HEADED, find_listed, join_headed, share_head
from graphkit.language.pages import Page
from graphkit.ontology.kinds import UNKNOWN

_BY_NOUN, _BY_TITLE = 1.5, 4.0
#: Kinds of what has a name that a common noun phrase opens.
_TITLED = (*HEADED, "System", "Document")
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
                found.append((place - count_before(draft, page, place, last), last))
    return found


def _opens_longer(draft: Draft, page: Page, match: Match) -> bool:
    """ "*Law Enforcement* Exchange Portal": a name's head behind a common noun phrase; "the *HSP* Act"."""
    last, end = match.last, find_capitals_end(page, match.last)
    if end == last:
        return False
    body = draft.bodies.all[match.owner]
    if last - match.first == 1 and draft.has_word("law_tails", page.keys[last]):
        return page.keys[match.first].isupper() and draft.kinds.find_phrase_kind(body.long.lower()) not in BODIES
    common = body.common or (body.name is not None and body.name.label.rpartition(" ")[2].islower())
    if not common or page.opens(match.first):
        return False
    if any(page.keys[at] == page.smalls[at] for at in range(match.first, last)):
        return False
    return draft.kinds.find_kind(page.smalls[end - 1]) in _TITLED


def is_amid(draft: Draft, page: Page, match: Match) -> bool:
    """ "Quay Hospitals *NHS* Foundation Trust": an acronym between capitals that end with the head of a body."""
    first, end = match.first, find_capitals_end(page, match.last)
    if match.last - first > 1 or end == match.last or not first or not is_fixed(page.keys[first]):
        return False
    before = page.keys[first - 1]
    plain = before.istitle() and page.gaps[first] == " " and not is_fixed(before) and not page.opens(first - 1)
    if not plain or draft.has_word("not_names", page.smalls[first - 1]) or draft.has_word("modifiers", before.lower()):
        return False
    alone = draft.kinds.find_kind(page.smalls[first - 1]) in BODIES and not before.endswith("s")
    return not alone and find_head_kind([page.smalls[end - 1]], draft.kinds) in BODIES


def _closes_longer(draft: Draft, page: Page, match: Match, taken: set[int]) -> bool:
    """ "Work Opportunity Reconciliation *Act*", where another law is the Act: a short form with a capital before it."""
    first = match.first
    if match.last - first > 1 or not first or page.keys[first - 1] == page.smalls[first - 1]:
        return False
    if first - 1 in taken or page.gaps[first] != " " or page.opens(first - 1):
        return False
    return page.keys[first].istitle() and draft.kinds.tellers["heads"].get(page.smalls[first]) in HEADED


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
    if len(key) < 2 and _is_hyphened(page, place):
        return True
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
    if _opens_body(draft, page, place):
        return True
    if draft.has_word("not_names", small):  # "OFA *Information* Governance Office": alone it opens no name
        behind = draft.has_word("modifiers", small) and place - 1 in taken and page.gaps[place] == " "
        return joined and (behind or _opens_unit(draft, page, place))
    if is_fixed(key) or not page.opens(place):
        return True
    if small in draft.small or small.removesuffix("s") in draft.small or last:
        return False
    if _is_defined(draft, page, place) or find_tail(draft, page, place, place + 1, taken):
        return True
    if not joined or place + 1 in taken:
        return False
    return not draft.has_word("not_names", page.smalls[place + 1]) and not is_fixed(page.keys[place + 1])


def _opens_body(draft: Draft, page: Page, place: int) -> bool:
    """ "*Agency* for Slate Quarries", "*His* Majesty's Harbour Service", "*An* Garda": what else opens no name."""
    key, small, behind = page.keys[place], page.smalls[place], page.keys[place + 1 : place + 4]
    if len(behind) < 2 or not draft.has_word("not_names", small):
        return False
    if small in ("his", "her", "their") and draft.has_word("crowns", behind[0].lower()) and behind[0].istitle():
        return True
    inner = page.gaps[place] == page.gaps[place + 1] == " " and not page.opens(place)
    if inner and small in draft.kinds.sets["openers"] and behind[0].istitle():
        return True
    linked = behind[0] in ("for", "of") and behind[-1 if behind[1] == "the" else 1].istitle()
    return linked and key.istitle() and find_head_kind([small], draft.kinds) in BODIES


def _is_hyphened(page: Page, place: int) -> bool:
    """ "X-Road": a single letter with a hyphen before a capital."""
    behind = page.keys[place + 1 : place + 2]
    return bool(behind) and page.gaps[place + 1] == "-" and len(behind[0]) > 2 and behind[0].istitle()


def _opens_unit(draft: Draft, page: Page, place: int) -> bool:
    """ "the *Information* Security Branch": behind the article, three capitals or more, the last a body or officer."""
    last = find_capitals_end(page, place + 1)
    articled = place > 0 and draft.has_word("articles", page.smalls[place - 1]) and page.gaps[place] == " "
    if articled and last - place > 1 and page.smalls[last : last + 1] == ("on",):
        return draft.has_word("topical_bodies", page.smalls[last - 1])  # "the *Select* Committee on Ports"
    return articled and last - place > 2 and find_head_kind([page.smalls[last - 1]], draft.kinds) in {*BODIES, "Role"}


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
        if not is_capital and place - 1 > first and draft.has_word("company_forms", page.keys[place - 1]):
            break  # 'Kite LLC *of* Dallas, Texas'
        if further := _find_further(draft, page, first, place, taken):
            last = place = further
            continue
        if is_capital and _is_joined(draft, page, first, place, taken):
            last = place + 1
        elif read_gap(gap) != " " or gap.strip() in ("–", "—"):
            break
        elif is_capital:
            if not _is_no_name(draft, key) or draft.kinds.tellers["heads"].get(page.smalls[place]) in BODIES:
                last = place + 1  # "the Wrecks *Agency*", though "the Agency" is no name
            elif not is_followed(page, place):
                break
        elif place > last + 1 or not is_inside(draft, page, first, place):
            break
        place += 1
    return last


def _is_joined(draft: Draft, page: Page, first: int, place: int, taken: set[int]) -> bool:
    """Whether a capital goes on with the name before it though no blank alone is between them."""
    owned = page.gaps[place] == " & " or is_owned(page, place)
    return owned or is_slashed(draft, page, place, taken) or is_initial(draft, page, first, place)


def _find_further(draft: Draft, page: Page, first: int, place: int, taken: set[int]) -> int:
    """The place behind what goes on with a name as a whole (a tail, a figure, a row, a country), or 0."""
    size = find_tail(draft, page, first, place, taken)
    if not size and page.keys[place][0].isdigit():
        size = find_number(draft, page, place, taken)
    elif not size and page.keys[place] == page.smalls[place]:
        size = find_country(draft, page, first, place, taken) or find_foreign(draft, page, first, place)
    if size:
        return place + size
    if page.gaps[place] == ", " and (end := find_listed(draft, page, first, place, taken)):
        return end
    if page.gaps[place] == ", " or page.keys[place] == "and":
        return share_head(draft, page, first, place, taken) or join_headed(draft, page, first, place, taken)
    return 0


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
    """ "Board Member Jane Doe", "Detective Jane Doe": a role with a name that is none; "the National Park" is not."""
    if f"he {' '.join(words)}" in draft.text:
        return False
    if len(words) < 2 or find_head_kind([words[-1].lower()], draft.kinds) != UNKNOWN:
        return False
    link = next((at for at, word in enumerate(words) if word in ("of", "for")), 0)
    if any(find_head_kind([word.lower()], draft.kinds) in BODIES for word in words[:link]):
        return False  # "Office of the Privacy Commissioner for Norland"
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
