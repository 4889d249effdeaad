"""Names that stand together and are one ("OFA Care", "RTP – CARE II"), parts of a body, and shorter forms of a name."""
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from graphkit.language.atoms import read_gap, split_form
from graphkit.language.bodies import Body
from graphkit.language.draft import Draft
from graphkit.language.evidence import find_head_kind, find_name_kind
from graphkit.language.forms import Match
from graphkit.language.listed import find_listed
from graphkit.language.pages import Page
from graphkit.ontology.kinds import UNKNOWN, cut_number

#: Kinds that are wholes and parts of each other; whose names may be cut to their last words; or to "the" and a noun.
_BODIES = ("Organization", "OrganizationalUnit")
_WITH_TAILS = (*_BODIES, "System", "Program")
#: Kinds of which a name before another tells no whole: "Plate Recognition (PR) Capability (PRC)".
_UNDIVIDED = ("Capability", "DataCategory", "Activity", "Policy", "Document")
_WITH_SHORT_FORMS = (*_BODIES, "Program", "Policy")
_IN_TOWN = re.compile(r" in [A-Z][\w.]+(?: [A-Z][\w.]+)?(?:, [A-Z]\w+(?: [A-Z]\w+)?)?")
_DUTY = r"[A-Z][a-z]\w*(?:-[A-Z]\w+)?(?: [A-Z][a-z]\w*)*"
#: "OFA Office *of Fair Dealing and Appeals*": what an office is for, in capitals.
_OF_DUTY = re.compile(rf" (?:of|for) (?:the )?{_DUTY}(?:(?:, {_DUTY})*,? (?:and|&) {_DUTY})?")
_OFTEN = 3
_POSSESSIVE = ("'s ", "’s ", "' ", "’ ")


def add_compounds(draft: Draft) -> None:
    """Add forms made of two names; twice, since "OFA Care" has to be one before "OFA Care HQ" can be."""
    for _ in range(2):
        for page in draft.pages:
            matches = draft.bodies.find_in(page)
            for left, right in pairwise(matches):
                if right.first - left.last < 2:  # the "s" of a possessive may lie between
                    _join_names(draft, page, left, right)
    add_units(draft)
    _add_spelt_out(draft)


def add_portfolios(draft: Draft) -> None:
    """ "Department of Justice and *Equality*": a department may have a second business than the one it is known by."""
    for page in draft.list_pages(draft.kinds.sets["listed_names"]):
        for match in draft.bodies.find_in(page):
            end = _find_portfolio(draft, page, match)
            if end and draft.bodies.all[match.owner].kind in (*_BODIES, UNKNOWN):
                body = draft.bodies.make(page.text[match.start : page.ends[end - 1]])
                body.fixed = body.fixed or "Organization"


def _find_portfolio(draft: Draft, page: Page, match: Match) -> int:
    """Where the words end that "and" adds to a department's name; 0 where it adds none, or something else."""
    link, first = match.last, match.last + 1
    if link == len(page.keys) or not draft.has_word("listed_names", page.smalls[match.first]):
        return 0
    if page.gaps[link] == ", ":  # "Department of Justice, *Quarries and the Marine*"
        taken = {at for other in draft.bodies.find_in(page) if other != match for at in range(other.first, other.last)}
        return find_listed(draft, page, match.first, link, taken)
    if page.smalls[link] != "and":
        return 0
    end = first
    while end < len(page.keys) and page.keys[end] != page.smalls[end] and page.gaps[end] == " " and end < first + 3:
        end += 1
    return end if end > first and draft.has_word("portfolios", page.smalls[end - 1]) else 0


def _add_spelt_out(draft: Draft) -> None:
    """ "Beacon for Ports" is Beacon Ports."""
    for body in draft.bodies.all:
        for form in list(body.forms):
            words = form.split() if form.count(" ") == 1 else ()
            if not words or not all(word[0].isupper() and word.isalpha() for word in words):
                continue
            for small in ("for", "of"):
                longer = f"{words[0]} {small} {words[1]}"
                if draft.has_form(longer):
                    draft.bodies.add_form(body, longer)


def _join_names(draft: Draft, page: Page, left: Match, right: Match) -> None:
    gap = page.text[left.end : right.start]
    whole, part = draft.bodies.all[left.owner], draft.bodies.all[right.owner]
    if gap in _POSSESSIVE and _is_organization(whole) and _is_unit(draft, part):
        part.parents[whole.number] = "document"
    if read_gap(gap) != " " or whole is part or whole.common or part.common:
        return
    if page.text[: left.start].endswith((" and ", " & ")):
        return  # 'Rangers and *Quay Police Camera Program*': of both
    surface = page.text[left.start : right.end]
    if gap != " " and _ends_with_unit(draft, whole, page.text[left.start : left.end]):
        body = draft.bodies.make(surface)
        body.fixed = "OrganizationalUnit"
        body.parents.update(whole.parents)
    elif (whole.number, part.number) in draft.chains:
        draft.bodies.add_form(part, surface)
    elif gap == " " and (_is_above(draft, whole, part) or _looks_like_unit(draft, page, whole, part, right)):
        draft.bodies.add_form(part, surface)
        part.parents[whole.number] = "document"


def _is_unit(draft: Draft, body: Body) -> bool:
    """Whether a name says that it is a part of a body: "Navigation Branch", "Office of the Chief Tide Officer"."""
    head = find_head(body.forms[0]) if body.forms else ""
    first = (body.forms[0].split() or [""])[0] if body.forms else ""
    units = draft.kinds.words["unit_heads"]
    return body.kind in _BODIES and (head in units or (first in units and " of " in body.forms[0]))


def _ends_with_unit(draft: Draft, body: Body, surface: str) -> bool:
    """Whether a name is one that a common noun made: "OFA Care HQ"."""
    ends = any(surface.endswith(f" {head}") for head in draft.kinds.words["unit_heads"])
    return ends and body.fixed == "OrganizationalUnit" and body.name is None


def _is_above(draft: Draft, whole: Body, part: Body) -> bool:
    """Whether the first is known to hold the second, by however many steps."""
    level, seen = set(part.parents), set(part.parents)
    while level:
        if whole.number in level:
            return True
        level = {above for number in level for above in draft.bodies.all[number].parents} - seen
        seen |= level
    return part.name is not None and whole.name is not None and whole.name.iri in draft.list_above(part.name)


def _looks_like_unit(draft: Draft, page: Page, whole: Body, part: Body, right: Match) -> bool:
    """An organization's name right before another body's, or before one of several words that ends its phrase."""
    if part.name is not None or part.fixed or not part.forms or not _is_organization(whole):
        return False
    if find_head_kind([part.forms[0].split()[-1].lower()], draft.kinds) == "Role":
        return False
    if part.kind in _BODIES:
        return True
    if part.kind != UNKNOWN or find_name_kind(part.long or part.forms[0], draft.kinds) != UNKNOWN:
        return False
    follows = page.text[right.end : right.end + 2]
    several = " " in page.text[right.start : right.end]
    return several and (follows[:1] in (".", ",", ";", ")") or follows == " (" or part.introduced)


def _is_organization(body: Body) -> bool:
    return body.kind in _BODIES or (body.kind == UNKNOWN and body.introduced)


# --------------------------------------------------------------------------------------------------- units


def add_units(draft: Draft) -> None:
    """Add parts that an organization's name and a common noun name: "Care Field Office in Dover, Delaware"."""
    firsts, pattern = _compile_heads(draft.kinds.words["unit_heads"])
    for page in draft.list_pages(firsts):
        matches = draft.bodies.find_in(page)
        for place, match in enumerate(matches):
            if match.last == len(page.smalls) or page.smalls[match.last] not in firsts:
                continue
            head = pattern.match(page.text, match.end)
            if head and _is_organization(draft.bodies.all[match.owner]):
                _add_unit(draft, page, match, matches[place + 1] if place + 1 < len(matches) else None, head.end())


@cache
def _compile_heads(unit_heads: tuple[str, ...]) -> tuple[frozenset[str], re.Pattern[str]]:
    """The words that a common noun for a unit begins with, and the pattern of one behind a name."""
    heads = sorted(unit_heads, key=lambda head: (-len(head), head))
    firsts = frozenset(split_form(head)[0].small for head in heads)
    return firsts, re.compile(rf" (?:{'|'.join(map(re.escape, heads))})\b")


def _add_unit(draft: Draft, page: Page, match: Match, following: Match | None, end: int) -> None:
    if following is not None and following.start < end < following.end:
        return
    duty, town = _OF_DUTY.match(page.text, end), _IN_TOWN.match(page.text, end)
    if duty:
        end = duty.end()
    elif town:
        end = town.end()
    elif following is not None and following.start > end:
        gap = page.text[end : following.start]
        if gap != " " and read_gap(gap) == " ":
            end = following.end
    body = draft.bodies.make(page.text[match.start : end])
    if body.number != match.owner:
        body.fixed = "OrganizationalUnit"
        body.parents[match.owner] = "document"


def _advises(draft: Draft, body: Body) -> bool:
    """'OFA *Advisory* Board': whoever advises a body need not be a part of it."""
    words = {word.lower() for form in body.forms for word in form.split()}
    return not words.isdisjoint(draft.kinds.words["advising"])


def drop_parents(draft: Draft) -> None:
    """A body before a system or a law is behind it, not the whole that it is part of."""
    for body in draft.bodies.all:
        for number in sorted(body.parents):
            whole = draft.bodies.all[number]
            alike = body.kind == whole.kind and body.kind not in _UNDIVIDED
            fits = alike or {body.kind, whole.kind} <= {*_BODIES, UNKNOWN}
            if body.parents[number] != "document":
                continue
            if _advises(draft, body) or not fits:
                del body.parents[number]
            if not fits:
                draft.behind.append((number, body.number))


# --------------------------------------------------------------------------------------------- shorter forms


def add_tails(draft: Draft) -> None:
    """ "Central Records System" is the FBI Central Records System where no other name ends so."""
    for body in list(draft.bodies.all):
        if body.name is not None or body.fixed or body.kind not in _WITH_TAILS:
            continue
        for form in list(body.forms):
            words = form.lower().split()
            if len(words) > 1 and find_head_kind(words, draft.kinds) != UNKNOWN and _add_tail(draft, form):
                break
    for form in sorted(draft.generic):
        if " " in form and not _is_another_s(draft, form):
            _add_tail(draft, form)


def _is_another_s(draft: Draft, form: str) -> bool:
    """Whether "the Police Department" is named more often than "Marlow Police Department": it may be any other's."""
    longer = [name for body in draft.bodies.list_ending(form) for name in body.forms if name.endswith(f" {form}")]
    return draft.text.count(form) > 2 * sum(draft.text.count(name) for name in longer) > 0


def _add_tail(draft: Draft, form: str) -> bool:
    """Give a form to the one other body that has a name ending with it, if there is one."""
    ending = [body for body in draft.bodies.list_ending(form) if body.kind in _WITH_TAILS]
    if any(each.endswith(f" and {form}") for body in ending for each in body.forms):
        return False  # 'Department of Lakes and *River Services*'
    if _is_anothers(draft, form, ending):
        return False
    longer = {body.number for body in ending}
    own = draft.bodies.find(form)
    if len(longer) != 1 or (own is not None and own.number in longer):
        return False
    body = draft.bodies.all[longer.pop()]
    if own is not None:
        draft.merge(body, own)
    else:
        draft.bodies.add_form(body, form)
    return True


def _is_anothers(draft: Draft, form: str, ending: Iterable[Body]) -> bool:
    """'the *Harbor Information System*': the end of a name stands behind a capital that is not of the longer one."""
    before = set(re.findall(rf"(?<![\w.])([A-Z][\w-]+) {re.escape(form)}(?!\w)", draft.text))
    own = {word for body in ending for each in body.forms for word in each.split()}
    return any(not draft.has_word("articles", word.lower()) and word not in own for word in before)


def add_author(draft: Draft) -> None:
    """Who writes is a body though the text has no more than "the Ministry" of it, which else would be another one."""
    author = draft.author.partition(",")[0]  # 'Bureau of Quarries, Department of Minerals'
    head = find_head(cut_number(_write_small(author)))
    kind = draft.kinds.find_kind(head.lower()) if head.istitle() else None
    if kind in _BODIES and not draft.bodies.find_outside(Page(author)):
        draft.bodies.make(author).fixed = kind


def find_short_forms(draft: Draft) -> dict[str, int]:
    """Head nouns that stand for one body alone when written with "the" and a capital: "the Bureau"."""
    heads: dict[str, list[int]] = {}
    for body in draft.bodies.all:
        if not body.forms or body.kind not in _WITH_SHORT_FORMS:
            continue
        for form in dict.fromkeys(filter(None, (body.long, *body.forms, body.name.label if body.name else ""))):
            head = find_head(_write_small(form))
            if not head.istitle() or body.number in heads.get(head, ()):
                continue
            kinds = {draft.kinds.find_kind(head.lower()), draft.kinds.tellers["heads"].get(head.lower())}
            if not kinds.isdisjoint((body.kind, "Organization")) and draft.bodies.find(head) is None:
                heads.setdefault(head, []).append(body.number)
    author, own = _find_author(draft), find_head(cut_number(_write_small(draft.author))).casefold()
    found: dict[str, int] = {}
    for head, numbers in sorted(heads.items()):
        if author not in numbers and head.casefold() == own:  # "the Department" in the paper of a police department
            numbers = [number for number in numbers if _is_called(draft.bodies.all[number], draft.author)]
        if author in numbers or (len(numbers) == 1 and not _names_another(draft, head, draft.bodies.all[numbers[0]])):
            found[head] = numbers[0] if len(numbers) == 1 else author
    return found


def _write_small(name: str) -> str:
    """'MINISTRY OF TOLLS', as letterheads are written, as 'Ministry of Tolls'; an acronym stays."""
    if not name.isupper() or " " not in name:
        return name
    return re.sub(r"\b(?:Of|For|And|The|On|In|To)\b", lambda small: small[0].lower(), name.title())


def _is_called(body: Body, author: str) -> bool:
    """Whether a name of a body ends with the words of a letterhead: "Marlow Police Department", 'POLICE DEPARTMENT'."""
    return any(form.casefold().endswith(author.casefold()) for form in body.forms)


def _names_another(draft: Draft, head: str, body: Body) -> bool:
    """'the Government of Norland … the *Government of Sudland*', of which one is no name yet: which is left open.

    A letterhead in capitals names another too ('DEPARTMENT OF HARBORS'), unless it is the one that is asked for.
    """
    for page in draft.list_pages([head.lower()]):
        places = [place for place in page.find({head.lower()}) if page.keys[place] != head.lower()]
        places = [place for place in places if _is_named(page, place)]
        named = draft.bodies.find_in(page) if places else []
        shown = any(form.upper() in page.text for form in body.forms)
        for place in places:
            inside = any(name.start <= page.starts[place] < name.end for name in named)
            if not inside and not (shown and page.keys[place].isupper()):
                return True
    return False


def _is_named(page: Page, place: int) -> bool:
    """'Government *of Norland*', 'Office *of the Clerk*', 'the *Police* Department'."""
    before = page.keys[place - 1] if place > 1 and page.gaps[place] == " " else ""
    if before.istitle() and page.smalls[place - 2] == "the" and not page.opens(place - 1):
        return True
    behind = [page.keys[at] for at in range(place + 1, min(place + 4, len(page.keys))) if page.smalls[at] != "the"]
    return len(behind) > 1 and behind[0].lower() == "of" and behind[1][0].isupper() and page.gaps[place] == " "


def add_generic(draft: Draft, short: dict[str, int]) -> None:
    """ "The Board", with a capital and often, is a body of its own where the document nowhere names it in full."""
    for word, count in sorted(draft.generic.items()):
        if " " not in word and word not in short and count >= _OFTEN and draft.bodies.find(word) is None:
            draft.bodies.make(word).fixed = draft.kinds.find_kind(word.lower())


def _find_author(draft: Draft) -> int:
    return next((match.owner for match in draft.bodies.find_outside(Page(draft.author))), -1)


def find_head(form: str) -> str:
    """The head noun of a name: the last word before a small one; '' for a name of one word."""
    words = [atom.key for atom in split_form(form)]
    ends = [place for place, word in enumerate(words) if place and word in ("of", "for")]
    return words[min([*ends, len(words)]) - 1] if len(words) > 1 else ""
