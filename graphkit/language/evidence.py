"""Names and the words around them in, votes for their kinds out."""
from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from graphkit.language.atoms import is_numeral, read_gap, split_form
from graphkit.language.bodies import Bodies, Body
from graphkit.language.forms import Match
from graphkit.language.pages import Page
from graphkit.ontology.kinds import UNKNOWN, Kinds, find_singulars

#: How much a hint weighs against others. What the text says a thing is comes before how it is used.
_DEFINED, _HEAD, _AFTER, _BEFORE, _PAIRED = 4.0, 3.0, 2.0, 1.0, 0.6

#: What a name of several words may be, by a noun that is not one of those that tell it for certain.
_NAMED = ("Organization", "OrganizationalUnit", "System", "Program", "Policy", "Document", "DataCategory")

_DEFINITION = re.compile(
    r"(?:[”\"]|\s?\([^()]{1,60}\))? ?"
    r"(?:(?:is|was|are|were|,|–|—)(?: also| not only)? ?(?:an?|the|one of the|our|its) |to be (?:an?|the)? ?)"
)
_PLURAL = re.compile(r" (?:are|were) (?P<phrase>(?:[a-z-]+ ){0,3}[a-z-]+s\b)")
_APPOSED = re.compile(r"\b(?:[Tt]he|[Ii]ts|their|our|[Aa]n?) ((?:[a-z-]+ ){0,4}[a-z-]+), $")
_CLOSED = re.compile(r", (?!and |or |as well )[a-z]")
_COORDINATING = frozenset(("and", "or", ",", ", and", ", or", "and the", "or the", "/", "and/or"))
_OF_WHICH = re.compile(r" of (?:which|whom)\b")
_BORDER = re.compile(r"[(),.;:]")
_AND = re.compile(r" (?:and|or)(?: the)? ")

#: A participle and 'in': 'kept in', 'stored in'.
_KEPT_IN = re.compile(r"\w[dt] in$")

def vote_by_heads(body: Body, kinds: Kinds) -> None:
    """The head noun of the longest form, as far as it tells a kind."""
    forms = sorted([form for form in (body.long, *body.forms) if form], key=lambda form: (-len(form.split()), form))
    for form in forms[:4]:
        kind = find_name_kind(form, kinds, common=body.common)
        if kind != UNKNOWN:
            body.vote(kind, _HEAD)
            people = kind == "Role" and body.long == form
            body.headed = people or kind in {"Organization", "OrganizationalUnit"}
            return
    named = body.long or next((form for form in forms if " " in form), "")
    kind = kinds.find_phrase_kind(named) if named else UNKNOWN
    if kind in _NAMED:  # the head noun may stand for other things too: it counts for less
        body.vote(kind, _AFTER if body.long else _BEFORE)


def find_name_kind(form: str, kinds: Kinds, *, common: bool = False) -> str:
    """The kind that the head noun of a name tells: the word before "of" or a hyphen, else the last one."""
    if common:
        return kinds.find_phrase_kind(form)
    atoms = split_form(form)
    words = [atom.small for atom in atoms]
    while len(words) > 2 and is_numeral(atoms[len(words) - 1].key):
        words.pop()  # 'Case System 3.0', 'Harbour Portal II'
    if len(words) == 1:
        kind = kinds.nouns.get(words[0], UNKNOWN)
        return kind if kind == "Organization" else UNKNOWN
    if atoms[-1].key in kinds.sets["company_forms"]:
        return "Organization"
    ends = [len(words)]
    for place in range(1, len(words)):
        gap = form[atoms[place - 1].end : atoms[place].start]
        word = atoms[place].small  # 'Standards *in* Public Office Commission' is named by its last word
        if (word in kinds.sets["prepositions"] and word != "in") or gap in ("-", "–", "—", " – ", " - ", ", ", " ("):
            ends.append(place)
    whole = kinds.nouns.get(" ".join(words))
    if whole:
        return whole
    for end in sorted(ends):
        kind = find_head_kind(words[:end], kinds)
        if kind != UNKNOWN:
            return kind
    return "Organization" if words[0] in kinds.sets["openers"] else UNKNOWN


def find_head_kind(words: list[str], kinds: Kinds) -> str:
    """The kind that the last one to three words of a name tell for certain."""
    for size in range(min(3, len(words)), 0, -1):
        before = words[-size:-1]
        for last in find_singulars(words[-1], kinds.irregular):
            phrase = " ".join([*before, last])
            kind = kinds.tellers["heads"].get(phrase)
            if kind:
                return kind
    return "Organization" if kinds.find_kind(words[-1]) == "Organization" else UNKNOWN


def vote_by_use(page: Page, matches: list[Match], bodies: Bodies, kinds: Kinds) -> None:
    """Every mention on a page to votes, by the words right before and after it."""
    for place, match in enumerate(matches):
        body = bodies.all[match.owner]
        if body.fixed or body.common:
            continue
        if body.headed:  # a commission that stores and logs is no system, and one that is the lessor of it no role
            continue
        _vote_plural(page, matches, place, bodies, kinds)
        _vote_after(page, match, body, kinds)
        _vote_before(page, match, body, kinds)
        following = matches[place + 1].start if place + 1 < len(matches) else -1
        _vote_defined(page, match, body, kinds, following)


def _vote_after(page: Page, match: Match, body: Body, kinds: Kinds) -> None:
    words: list[str] = []
    place = match.last
    while place < len(page.keys) and len(words) < 3:
        gap = read_gap(page.gaps[place])
        if gap not in (" ", "'"):
            break
        if not (gap == "'" and page.keys[place] == "s"):
            words.append(page.smalls[place])
        place += 1
    while words:
        kind = kinds.tellers["after"].get(" ".join(words))
        if kind:
            body.vote(kind, _AFTER)
            return
        words.pop()


def _is_town(page: Page, match: Match) -> bool:
    """Whether a name is one word in small letters but the first, behind no article: a place as well as a system."""
    single = match.last - match.first == 1 and page.keys[match.first].istitle()
    return single and match.first > 0 and page.smalls[match.first - 1] == "in"


def _vote_before(page: Page, match: Match, body: Body, kinds: Kinds) -> None:
    if not match.first or page.text[match.end : match.end + 2] in ("'s", "’s"):
        return  # "via CBP's system" tells of the system
    if page.text[match.start : match.end] in kinds.sets["countries"]:
        return  # "in accordance with UK law" tells of the law
    place = match.first - 1
    if page.smalls[place] in kinds.sets["titles"] and page.gaps[match.first] in (" ", ". "):
        body.vote("Role", _DEFINED)
        return
    words: list[str] = []
    while place >= 0 and len(words) < 3:
        gap = page.gaps[place + 1]
        if gap != " " and gap.strip(" “\"‘(") and read_gap(gap) != " ":
            break
        if page.smalls[place] not in kinds.sets["articles"]:
            words.insert(0, page.smalls[place])
        place -= 1
    while words:
        kind = kinds.tellers["before"].get(" ".join(words))
        if kind == "System" and _KEPT_IN.search(" ".join(words)) and _is_town(page, match):
            return  # 'held in *Hamilton*'
        if kind:
            body.vote(kind, _BEFORE)
            return
        del words[0]


def _vote_defined(page: Page, match: Match, body: Body, kinds: Kinds, following: int) -> None:
    """ "X is an application for", "X, a website that", "software known as X"; but "the X, the Access Act" is a row."""
    text = page.text
    defined = _DEFINITION.match(text, match.end)
    if defined and defined.end() == following and "," in defined[0]:
        defined = None
    judged = defined and " to be" in defined[0] and text[: match.start].endswith((" by ", " by the "))
    if defined and not judged:  # 'is considered by X to be Y': X is no Y
        phrase = _BORDER.split(text[defined.end() : defined.end() + 90], 1)[0]
        if not _OF_WHICH.search(phrase):  # 'a review of X, *the results of which* are due'
            body.vote(kinds.find_phrase_kind(phrase), _DEFINED)
    _vote_apposed(text, match, body, kinds)
    low = max(0, match.start - 90)
    before = _BORDER.split(text[low : match.start].rstrip("“\"‘ (") + " ")[-1].lower()
    called = before.removesuffix("the ")
    naming = _list_endings(kinds.words["naming"])
    if called.endswith(naming):
        cue = next(cue for cue in naming if called.endswith(cue))
        words = before[: before.rindex(cue)].split()
        while words and words[-1] in kinds.sets["adverbs"]:
            words.pop()
        if words:
            body.vote(kinds.find_kind(words[-1], tuple(words[-4:-1])), _DEFINED)


@cache
def _list_endings(cues: tuple[str, ...]) -> tuple[str, ...]:
    """What ends with a cue that stands alone."""
    return tuple(f" {cue} " for cue in cues)


def _vote_apposed(text: str, match: Match, body: Body, kinds: Kinds) -> None:
    """ "The matching software, X." as far as it is no list."""
    if not text.endswith(", ", 0, match.start):
        return
    said = _APPOSED.search(text, max(0, match.start - 60), match.start)
    alone = text[match.end : match.end + 1] in (".", ";", ":", "") or _CLOSED.match(text, match.end)
    if said and alone:
        body.vote(kinds.find_phrase_kind(said[1]), _BEFORE)


def _vote_plural(page: Page, matches: list[Match], place: int, bodies: Bodies, kinds: Kinds) -> None:
    """ "X and Y are new systems" tells of both."""
    match = matches[place]
    said = _PLURAL.match(page.text, match.end)
    if not said:
        return
    phrase = _BORDER.split(said["phrase"])[0]
    kind = kinds.find_phrase_kind(phrase)
    named = [match]
    if place and _AND.fullmatch(page.text[matches[place - 1].end : match.start]):
        named.append(matches[place - 1])
    for one in named:
        bodies.all[one.owner].vote(kind, _DEFINED)


def vote_by_pairs(pages: list[tuple[Page, list[Match]]], bodies: Bodies) -> None:
    """ "Lumenor and Vextra": what is coordinated is of one kind, as far as nothing else tells."""
    pairs = [
        (bodies.all[left.owner], bodies.all[right.owner])
        for page, matches in pages for left, right in pairwise(matches)
        if right.first - left.last < 3 and _is_coordinated(page.text, left, right)
    ]  # fmt: skip
    for one, two in pairs * 2:  # twice, so that in "A, B and C" what is known of A reaches C
        one_kind, two_kind = one.kind, two.kind
        if not two.fixed and not two.common:
            two.vote(_plain(one_kind), _PAIRED)
        if not one.fixed and not one.common:
            one.vote(_plain(two_kind), _PAIRED)


def _is_coordinated(text: str, left: Match, right: Match) -> bool:
    gap = text[left.end : right.start].strip().lower()
    if gap == "to" and text[: left.start].endswith((" from ", " from the ")):
        gap = "and"
    return left.owner != right.owner and gap in _COORDINATING


def _plain(kind: str) -> str:
    return "Organization" if kind == "OrganizationalUnit" else kind
