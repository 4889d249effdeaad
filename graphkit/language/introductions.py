"""A text in, the names that it introduces out: "Long Name (ABBR)", "the contractor (BI)", "software known as X"."""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from graphkit.language.atoms import (
    Atom,
    Words,
    end_after_bracket,
    is_numeral,
    read_gap,
    split_atoms,
    split_form,
    split_words,
)
from graphkit.language.evidence import find_head_kind
from graphkit.model import BODIES
from graphkit.ontology.kinds import UNKNOWN, Kinds

_BRACKET = re.compile(r"\(([^()]{1,90})\)")
_OR_ABBREVIATION = re.compile(
    r"(?:, or|,? (?:[a-z]+ )?(?:known as|called|referred to as|abbreviated|abbreviated as|abbreviated to)) "
    r"(?:the )?[“\"]?([A-Z][A-Za-z-]*[A-Z][A-Za-z]*(?:-\d{1,2}\b)?)"
)
#: What of it is told by its letters: most texts have none, and need not be searched for all of it.
_CALLING = re.compile(r"(?:, or|known as|called|referred to as|abbreviated(?: as| to)?) (?:the )?[“\"]?[A-Z]")
_CALLED = frozenset(("known", "called", "referred", "abbreviated"))
_PARTING = re.compile(r" or |;")
_BORDER = re.compile(r"[.;:!?)(]")
_QUOTES = "“”\"'‘’ ,"
_TAIL = re.compile(r" ?([IVX]{1,5}|\d{1,2})\b(?![.,]\d)")
_LONGEST_SHORT_FORM = 5


class Introduction(Struct, frozen=True):
    """A short form and what it is said to stand for.

    start, end  the long form; after: the end of the bracket and of a number that belongs to the name
    common      whether the long form is a common noun phrase ("law enforcement (LE)")
    owner       whether the long form stood in the possessive ("U.S. Customs and Border Protection's (CBP) …")
    number      "III" in "Close Attention Return Exercise (CARE) III"
    apposition  whether the long form only says what kind of thing the short one is ("the contractor (BI)")
    """

    long: str
    short: str
    start: int
    end: int
    after: int
    common: bool = False
    owner: bool = False
    number: str = ""
    apposition: bool = False


def find_introductions(text: str, kinds: Kinds, words: Words | None = None) -> list[Introduction]:
    """A clean text, and its words if they are at hand, to the names that it introduces, in order."""
    found = _find_all(text, kinds, words or split_words(text))
    return sorted(found, key=lambda introduction: (introduction.start, introduction.after))


def _find_all(text: str, kinds: Kinds, words: Words) -> Iterator[Introduction]:
    for match in _BRACKET.finditer(text):
        for part in _PARTING.split(match[1]):
            found = _read_bracket(text, words, part, match, kinds)
            if found:
                yield found
    if (", or " not in text and _CALLED.isdisjoint(words.smalls)) or not _CALLING.search(text):
        return
    for match in _OR_ABBREVIATION.finditer(text):
        before = _list_before(words, match.start())
        found = _align(text, before, match[1], match.start(), match.start(), kinds) if before else None
        if found is None and len(before) > 1 and not before[-1].is_capital:  # "Close Watch Tag units, known as CWT-2"
            found = _align(text, before[:-1], match[1], before[-2].end, match.start(), kinds)
        if found:
            yield found


def _list_before(words: Words, end: int) -> list[Atom]:
    """The atoms that end before a position, as many as a long form can have."""
    place = bisect_right(words.ends, end)
    return words.list_atoms(max(0, place - 24), place)


def _read_bracket(text: str, words: Words, part: str, match: re.Match[str], kinds: Kinds) -> Introduction | None:
    short = _drop_lead_ins(part.strip(_QUOTES), kinds)
    inside = split_form(short)
    if not inside or len(inside) > _LONGEST_SHORT_FORM + 3 or not inside[0].is_capital:
        return None
    if is_numeral(short) or any(atom.key.islower() and len(atom.key) > 3 for atom in inside):
        return None
    opened, closed = match.span()
    before = _list_before(words, opened)
    if not before:
        return None
    if len(inside) <= 2:
        found = _align(text, before, short, opened, closed, kinds)
        if found:
            return found
        if inside[-1].key == before[-1].key and inside[0].is_acronym:
            found = _read_headed(text, before, short, closed, kinds)
            if found:
                return found
        if len(before) > 1 and not before[-1].is_capital and kinds.find_kind(before[-1].key) != UNKNOWN:
            found = _align(text, before[:-1], short, before[-2].end, closed, kinds)
            if found and not found.common:
                return found  # "the Close Watch Tag *program* (CWT)"
        if len(before) > 3 and before[-1].is_capital and find_head_kind([before[-1].small], kinds) in BODIES:
            found = _read_unheaded(text, before, short, closed, kinds)
            if found:
                return found
    found = _read_subset(text, before, short, opened, closed, kinds)
    if found is None and inside[0].is_acronym and short != part.strip(_QUOTES):
        found = _read_told(text, before, short, opened, closed, kinds)
    return found or _read_reverse(text, before, short, inside, closed, kinds)


def _drop_lead_ins(part: str, kinds: Kinds) -> str:
    """ "hereinafter the “Board”" to "Board"."""
    leads = _list_leads(kinds.words["lead_ins"])
    while part.lower().startswith(leads):
        small = part.lower()
        lead = next(lead for lead in leads if small.startswith(lead))
        part = part[len(lead) - 1 :].strip(_QUOTES)
    return part


@cache
def _list_leads(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{word} " for word in words)


# ------------------------------------------------------------------------------------------- abbreviations


def _align(
    text: str, before: list[Atom], short: str, opened: int, closed: int, kinds: Kinds
) -> Introduction | None:
    """The words right before an abbreviation that it abbreviates."""
    letters = _read_letters(re.sub(r"-\d{1,2}$", "", short))
    words, owner = _drop_possessive(text, before, opened)
    if not letters or not words or opened - words[-1].end > 4:
        return None
    words = _keep_sentence(text, words)[-(2 * len(letters) + 4) :]
    first = align_letters(letters, [atom.key for atom in words])
    if first is None:
        return None
    common = not words[first].is_capital
    if not common:
        first = _take_country(text, words, first, kinds)
    long = text[words[first].start : end_after_bracket(text, words[first].start, words[-1].end)]
    if short.endswith("s") and not long.endswith("s"):
        return None
    number = _TAIL.match(text, closed)
    return Introduction(
        long=long, short=_drop_plural(short, letters), start=words[first].start, end=words[-1].end,
        after=number.end() if number else closed, common=common, owner=owner, number=number[1] if number else "",
    )  # fmt: skip


def _read_unheaded(text: str, before: list[Atom], short: str, closed: int, kinds: Kinds) -> Introduction | None:
    """ "Close Watch Sharing *Division* (CWS)": all but the head is abbreviated, word by word."""
    head = before[-1]
    found = _align(text, before[:-1], short, head.start, closed, kinds)
    letters = _read_letters(short)
    if found is None or found.common or found.owner or found.number or len(letters) < 3:
        return None
    capitals = [atom.key[0] for atom in split_form(found.long) if atom.is_capital]
    whole = "".join(capitals[-len(letters) :]).upper() == letters.upper()
    return Introduction(text[found.start : head.end], short, found.start, head.end, closed) if whole else None


def _read_headed(text: str, before: list[Atom], short: str, closed: int, kinds: Kinds) -> Introduction | None:
    """ "Close Watch Sharing Service (*CWS Service*)": all but the head is abbreviated."""
    head = before[-1]
    found = _align(text, before[:-1], short.partition(" ")[0], head.start, closed, kinds) if before[:-1] else None
    if found is None or found.common or found.owner:
        return None
    return Introduction(text[found.start : head.end], short, found.start, head.end, closed)


def _read_letters(short: str) -> str:
    """The letters of an abbreviation that stand for words; "IC3" is ICCC, a plural s is left out."""
    if sum(letter.isupper() for letter in short) < 2 or " " in short.strip():
        return ""
    letters = re.sub(r"[^A-Za-z0-9]", "", short)
    if len(letters) > 2 and letters.endswith("s") and letters[-2].isupper():
        letters = letters[:-1]
    letters = re.sub(r"([A-Za-z])([2-4])", lambda match: match[1] * int(match[2]), letters)
    return letters if letters.isalpha() and len(letters) <= 12 else ""


def _drop_plural(short: str, letters: str) -> str:
    return short[:-1] if short.endswith("s") and len(letters) < len(re.sub(r"[^A-Za-z0-9]", "", short)) else short


def _drop_possessive(text: str, atoms: list[Atom], opened: int) -> tuple[list[Atom], bool]:
    last = atoms[-1]
    if last.key == "s" and len(atoms) > 1 and read_gap(text[atoms[-2].end : last.start]) == "'":
        return atoms[:-1], True
    return atoms, text[last.end : opened].strip() in ("'", "’")


def _keep_sentence(text: str, atoms: list[Atom]) -> list[Atom]:
    """The atoms since the last full stop, semicolon or bracket; a bracketed number does not count."""
    for place in range(len(atoms) - 1, 0, -1):
        gap = text[atoms[place - 1].end : atoms[place].start]
        if gap != " " and _BORDER.search(gap) and not (gap == " (" and is_numeral(atoms[place].key)):
            return atoms[place:]
    return atoms


def align_letters(letters: str, words: list[str]) -> int | None:
    """The place of the first of the words that the letters abbreviate, up to the last word; None if they do not.

    Each letter is the first of a word or follows such a one inside the word; small words may be passed over, and at
    a price others. Of the ways to do so the cheapest is taken.
    """
    small = letters.lower()
    if "".join([word[0] for word in words[-len(letters) :]]).lower() == small and _may_begin(words[-len(letters)]):
        return len(words) - len(letters)  # nothing is cheaper than one word for each letter
    best = [(0.0, 0), *[(float("inf"), 0)] * len(letters)]  # of matching the first letters so far: cost, first word
    for place, word in enumerate(words):
        first, opening = word[0].lower(), word[:2].lower()
        passed = 0.1 if word.isdigit() or (word.islower() and len(word) < 4) else 1.5
        following = [(0.0, place + 1), *[(cost + passed, start) for cost, start in best[1:]]]
        longest = min(len(word), 4)
        for left, letter in enumerate(small):
            if letter != first and (letter != "x" or opening != "ex"):
                continue
            if not left and not _may_begin(word):
                continue
            before, start = best[left]
            for end in range(left + 1, min(left + longest, len(letters)) + 1):
                price = _price_inside(letters[left:end], word)
                if price is None:
                    break
                following[end] = min(following[end], (before + price, start))
        best = following
    price, start = best[-1]
    return start if price <= 0.6 * (len(letters) - 1) + 0.2 and start < len(words) else None


def _may_begin(word: str) -> bool:
    """No abbreviation begins with a small word."""
    return len(word) > 3 or not word.islower()


def _price_inside(part: str, word: str) -> float | None:
    """What it costs to read letters as the first of a word and some that follow in it; None if they are not."""
    if part.lower() == "x" and word[:2].lower() == "ex":  # "Exchange", "Export"
        return 0.0
    if part[0].lower() != word[0].lower():
        return None
    price, at = 0.0, 0
    for letter in part[1:]:
        capital = word.find(letter.upper(), at + 1)
        at = capital if capital > 0 and not word.isupper() else word.lower().find(letter.lower(), at + 1)
        if at < 0:
            return None
        price += 0.2 if letter.islower() or word[at].isupper() else 1.0
    return price


def _take_country(text: str, words: list[Atom], first: int, kinds: Kinds) -> int:
    """ "U.S." and the like right before a name are of the name."""
    for country in kinds.words["countries"]:
        parts = [atom.key for atom in split_form(country)]
        low = first - len(parts)
        if low < 0 or [atom.key for atom in words[low:first]] != parts:
            continue
        if text[words[first - 1].end : words[first].start] == " ":
            return low
    return first


# -------------------------------------------------------------------------------------------- other brackets


def _read_subset(
    text: str, before: list[Atom], short: str, opened: int, closed: int, kinds: Kinds
) -> Introduction | None:
    """ "Privacy and Civil Liberties Oversight Board (Board)": words of the name, in their order."""
    words, owner = _drop_possessive(text, before, opened)
    words = _keep_sentence(text, words)
    wanted = [atom.key.lower() for atom in split_atoms(short)]
    place, left = len(words), list(wanted)
    while left and place:
        place -= 1
        if words[place].key.lower() == left[-1]:
            left.pop()
    if left or len(wanted) >= len(words) - place + 6 or len(words) - place > 12:
        return None
    run = _find_run_start(text, words, place, kinds)
    if run is None or [atom.key.lower() for atom in words[run:]] == wanted:
        return None
    start, end = words[run].start, words[-1].end
    return Introduction(text[start:end], short, start, end, closed, owner=owner)


def _read_told(
    text: str, before: list[Atom], short: str, opened: int, closed: int, kinds: Kinds
) -> Introduction | None:
    """ "the National Commission for Lakes and Rivers (hereinafter CNIL)": told in words, the letters need not fit."""
    words, owner = _drop_possessive(text, before, opened)
    words = _keep_sentence(text, words)
    run = _find_run_start(text, words, len(words) - 1, kinds) if words[-1].is_capital else None
    if not run or len(words) - run < 3 or words[run - 1].key.lower() != "the":
        return None
    start, end = words[run].start, words[-1].end
    return Introduction(text[start:end], short, start, end, closed, owner=owner)


def _find_run_start(text: str, words: list[Atom], place: int, kinds: Kinds) -> int | None:
    """The start of the capitalised run that ends with the last word and takes in `place`."""
    first, at = None, len(words) - 1
    while at >= 0:
        if (words[at].is_capital or words[at].key[:1].isdigit()) and words[at].key != "The":
            first = at
        elif len(words[at].key) > 3:
            break
        gap = read_gap(text[words[at - 1].end : words[at].start]) if at else " "
        if gap == "'" and words[at].key == "s" and words[at - 1].is_acronym:
            break  # "OFA's Privacy Service (Service)"
        if gap not in (" ", "'") and not (gap == "," and words[at].key in kinds.words["company_forms"]):
            break
        at -= 1
    return first if first is not None and first <= place else None


def _read_reverse(
    text: str, before: list[Atom], short: str, inside: Sequence[Atom], closed: int, kinds: Kinds
) -> Introduction | None:
    """ "SIPRNET (SECRET Internet Protocol Router Network)" and "the contractor (BI)"."""
    last = before[-1]
    if last.is_acronym and len(inside) > 1 and _is_spelt_out(last, inside):
        return Introduction(short, last.key, last.start, last.end, closed)
    capitals = [atom for atom in inside if atom.is_capital]
    if last.is_capital or len(capitals) < len(inside) or len(inside) > 4:
        return None
    words = _keep_sentence(text, before)
    start = len(words) - 1
    while start and not words[start].is_capital and words[start - 1].small not in kinds.words["articles"]:
        start -= 1
    phrase = text[words[start].start : last.end]
    determined = start > 0 and words[start - 1].small in kinds.words["articles"]
    if not determined and kinds.find_phrase_kind(phrase) == UNKNOWN:
        return None  # "every four hours (Tally)"
    return Introduction(phrase, short, words[start].start, last.end, closed, common=True, apposition=True)


def _is_spelt_out(short: Atom, inside: Sequence[Atom]) -> bool:
    """Whether words in brackets spell out the acronym before them, be it with a word too few or in another order."""
    letters = _read_letters(short.key)
    words = [atom.key for atom in inside if len(atom.key) > 3 or atom.is_capital]
    if not letters or inside[0].key[0].upper() != letters[0].upper():
        return False
    if align_letters(letters, [atom.key for atom in inside]) == 0:
        return True
    found = sum(word[0].upper() in letters.upper() for word in words)
    return len(words) > 2 and found == len(words) and abs(len(words) - len(letters)) <= len(letters) // 2
