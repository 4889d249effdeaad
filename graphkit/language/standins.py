"""A sentence and its names in, the sentence as the parser is to see it out, with the map back.

The small model parses familiar words far better than agency acronyms and words that are noun and verb at once, so each
name is replaced by one familiar token of its kind and each doubtful word by an unambiguous one
(ontology/cues/standins.yaml). An abbreviation in brackets behind the name that it stands for ("Office of Fair Audits
(OFA)") is left out; a list in brackets is parsed by itself.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import compress
from operator import attrgetter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from graphkit.language.atoms import split_form
from graphkit.language.doubtful import replace_phrase, replace_word
from graphkit.language.glossary import NameMention
from graphkit.language.pages import Page
from graphkit.language.unfamiliar import add_unfamiliar
from graphkit.ontology.alternatives import join_words

_WORD = re.compile(r"\w+(?:[-/]\w+)*")
#: What stands between words that are read as one, between words that a dash parts, and before an aside.
_JOINTS, _DASHES, _BESIDE = frozenset("-/"), frozenset("—–"), frozenset((", ", " ("))
_SIGNS = _JOINTS | _DASHES | _BESIDE
#: Sections of the cue file that hold the words which are replaced.
_DOUBTFUL = ("phrases", "words", "verbs", "behind_plurals", "gerunds", "saying", "participles", "modifiers")
#: 'contact details (e.g., name, address and telephone number)'
_LISTED = re.compile(
    r" \((?<=\w \()(?P<lead>(?:e\.g\.|i\.e\.|such as|including|namely|for (?:example|instance)),?\s+)?"
    r"(?P<items>[^()?!:\d]{3,400}?)(?:,? etc\.?)?\)"
)
#: 'the Harbour Portal (the Portal)', 'the Office ("we")': what something is called from there on.
_CALLED = re.compile(
    r" \((?<=\w \()(?:here(?:in)?after,? )?(?:referred to as )?(?:the |[“\"‘']){1,2}[\w -]{1,30}[”\"’']?\)"
)
#: 'discloses information*,* relating to X, to Y': the commas part the verb from whom it is disclosed to.
_PARTED_TOPIC = re.compile(
    r",(?<=[a-z],)(?=\s+(?:(?:relating|related|pertaining)\s+to|regarding|concerning)\s[^,;:.]{3,90},\s+(?:to|with|from|by)\b)"
)
#: 'may include*, but are not limited to,* names': it denies nothing, and the parser takes it for a clause.
_UNLIMITED = re.compile(
    r"[,\s]\s*(?<=\s)but\s+(?:(?:is|are|was|were|shall|will|may|should|need)\s+)?not\s+(?:be\s+|necessarily\s+)*"
    r"(?:limited|restricted|confined)\s+to(?:,(?=\s)|(?=[\s:]))",
    re.I,
)
#: 'may include, *without limitation,* names'
_WITHOUT_LIMIT = re.compile(r",\s+without\s+(?:limitation|being\s+limited\s+to)(?:,(?=\s)|(?=[\s:]))", re.I)
#: 'the account owner(s)'
_OR_MORE = re.compile(r"\((?<=[a-z]{3}\()(?:e?s|ies)\)")
#: 'routine use *No. 14*': the parser takes it for somebody
_NUMBERED = re.compile(r"\sNo\.\s(?<=\w\sNo\.\s)\d+(?:[-–./]\d+)*[A-Z]?\b")
#: 'emergency services *including,* police and fire': the comma parts the list from what it lists.
_INCLUDING = re.compile(r",(?<=\bincluding,)(?=\s+(?!(?:but|without|where|if|when|as|for|among|in)\b)[a-z])")
#: A word without which each is not found; the others begin with a sign, for which a text is searched fast.
_LEFT_OUT = (
    ("", _PARTED_TOPIC), ("but", _UNLIMITED), ("without", _WITHOUT_LIMIT), ("", _OR_MORE), ("no", _NUMBERED),
    ("including", _INCLUDING),
)  # fmt: skip
#: The brackets around an abbreviation, with its quotation marks.
_OPENING, _CLOSING = re.compile(r"\s*\([“\"‘']?$"), re.compile(r"[”\"’']?\)")
_ITEM = re.compile(r"\s*(?:,|;)\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+")
_LONGEST_ITEM = 6  # words
_SOURCE = attrgetter("source")


class StandIn(Struct, frozen=True):
    """Characters `start` to `end` of the disguised text stand for `source` to `source_end` of the clean text."""

    start: int
    end: int
    source: int
    source_end: int
    name: NameMention | None = None
    lemma: str = ""


class Disguise(Struct, frozen=True):
    """What the parser sees. `source` is the position of the sentence in the clean text of its paragraph.

    lists  what stands in brackets and is parsed by itself
    """

    text: str
    source: int
    stand_ins: tuple[StandIn, ...]
    lists: tuple[Disguise, ...] = ()


class Mark(Struct, frozen=True):
    """`word` stands for the characters `source` to `source_end` of the clean text, whose lemma is `lemma`."""

    word: str
    source: int
    source_end: int
    lemma: str = ""


class StandInWords(Struct, frozen=True):
    """The cue file `standins`: its sections, and where to look for what is replaced.

    doubtful  in small letters the words that are replaced somewhere; telling: these, and those that begin a phrase
    openings  words that only begin phrases → what may follow there; asides: words that an aside begins with
    pattern   one word, one with a hyphen, an aside with its commas, or a dash between words
    phrases   those that are replaced as a whole, the longest first
    """

    sections: Mapping[str, Any]
    doubtful: frozenset[str]
    telling: frozenset[str]
    openings: Mapping[str, Set[str]]
    asides: frozenset[str]
    unlisted: frozenset[str]
    pattern: re.Pattern[str]
    phrases: re.Pattern[str]


def read_standins(cues: Mapping[str, Any]) -> StandInWords:
    """The sections of the cue file, ready to be sought in a text."""
    every = add_unfamiliar(cues).items()
    sections = {name: frozenset(words) if isinstance(words, list) else words for name, words in every}
    doubtful = frozenset(word.lower() for name in _DOUBTFUL for word in sections[name])
    openings: dict[str, set[str]] = {}
    for first, *others in map(_split, sections["phrases"]):
        if others and first not in doubtful:
            openings.setdefault(first, set()).add(others[0])
    begun = frozenset(_split(aside)[0] for aside in cues["asides"])
    asides, phrases = join_words(cues["asides"], r"\s+"), join_words(cues["phrases"], r"\s+")
    pattern = re.compile(
        rf"\w++(?![-/]\w)|(?P<parted>{_WORD.pattern})|(?P<dash>(?<=\w)[—–](?=\w))"
        rf"|(?P<aside>,\s+(?:{asides})\b(?:,|(?=\s*[.;)]))|\s\((?:{asides})\))",
        re.I,
    )
    phrase = re.compile(rf"(?:{phrases})\b", re.I)
    telling = doubtful.union(openings)
    return StandInWords(sections, doubtful, telling, openings, begun, sections["unlisted"], pattern, phrase)


def _split(phrase: str) -> list[str]:
    return [atom.small for atom in split_form(phrase)]


def disguise_sentence(
    page: Page,
    start: int,
    end: int,
    names: Sequence[NameMention],
    words: StandInWords,
    modifiers: Sequence[tuple[int, int]] = (),
) -> Disguise:
    """The sentence at `start` to `end` of a clean text, its `names` (in order) and doubtful words replaced.

    modifiers  where participles stand that are to be read as adjectives
    """
    text = page.text
    lists: tuple[Disguise, ...] = ()
    apart: list[tuple[int, int]] = []
    if text.find(" (", start, end) >= 0:
        brackets = list(_list_brackets(text, start, end, words))
        lists = tuple([_disguise_list(page, found, names, words) for found in brackets])
        apart = sorted([found.span() for found in (*brackets, *_CALLED.finditer(text, start, end))])
    for word, form in _LEFT_OUT:
        if not word or word in page.said:
            apart += [found.span() for found in form.finditer(text, start, end)]
    marks = [Mark("", *span) for span in apart]
    adjective = words.sections["adjective"]
    marks += [Mark(adjective, low, high, text[low:high]) for low, high in modifiers]
    marks.sort(key=_SOURCE)
    return _disguise(page, start, end, names, words, marks, lists)


def _disguise_list(page: Page, bracket: re.Match[str], names: Sequence[NameMention], words: StandInWords) -> Disguise:
    """A list in brackets as it is parsed: behind 'including', and with 'and' before its last member."""
    opening, (start, end) = bracket.start() + 1, bracket.span("items")
    marks = [Mark("including ", opening, start)]
    between = list(_ITEM.finditer(page.text, start, end))
    if between and all(found.group().strip() in {",", ";"} for found in between):
        marks.append(Mark(" and " if len(between) == 1 else ", and ", *between[-1].span()))
    return _disguise(page, opening, end, names, words, marks)


def _disguise(
    page: Page,
    start: int,
    end: int,
    names: Sequence[NameMention],
    words: StandInWords,
    marks: Sequence[Mark],
    lists: tuple[Disguise, ...] = (),
) -> Disguise:
    text = page.text
    draft = _Draft(text, start, words, _list_doubtful(page, start, end, words))
    before: NameMention | None = None
    waiting = deque(marks)
    for name in names:
        while waiting and waiting[0].source <= name.start:
            draft.mark(waiting.popleft(), before)
        if name.start < draft.position or name.end > end:
            continue
        bracket = _find_bracket(text, name, before)
        if bracket is not None and bracket[0] >= draft.position:
            draft.copy(bracket[0], before)
            draft.put("", *bracket)  # nothing stands for the brackets; the map must know
            before = replace(before, end=bracket[1]) if before is not None else None
            continue
        draft.copy(name.start, before)
        kinds = words.sections["kinds"]
        singular, plural = kinds.get(name.thing.kind, kinds["Thing"])
        draft.put(plural if _is_plural(text[name.start : name.end]) else singular, name.start, name.end, name)
        before = name
    for mark in waiting:
        draft.mark(mark, before)
    draft.copy(end, before)
    return Disguise("".join(draft.out), start, tuple(draft.stand_ins), lists)


def _list_brackets(text: str, start: int, end: int, words: StandInWords) -> Iterator[re.Match[str]]:
    """The brackets in a sentence that hold nothing but a list of things."""
    for found in _LISTED.finditer(text, start, end):
        items = [item.split() for item in _ITEM.split(found["items"])]
        plain = all(item and len(item) <= _LONGEST_ITEM and not words.unlisted.intersection(item) for item in items)
        chosen = len(items) == 2 and " or " in found["items"]  # 'name (real or invented)'
        common = found["lead"] or (len(items) > 1 and found["items"][0].islower() and not chosen)
        if plain and common and not any(item[0].endswith("ing") for item in items):
            yield found  # 'actions (logging in, inviting users)' lists what is done


def _list_doubtful(page: Page, start: int, end: int, words: StandInWords) -> list[int]:
    """Where in a stretch of a text something may have to be replaced, the last first; most words take no step."""
    first, last = page.find_between(start, end)
    found: list[int] = []
    for place in compress(range(first, last), map(words.telling.__contains__, page.smalls[first:last])):
        following = words.openings.get(page.smalls[place])
        if following is None or not following.isdisjoint(page.smalls[place + 1 : place + 2]):
            found.append(page.starts[place])
    for place in compress(range(first, last), map(_SIGNS.__contains__, page.gaps[first:last])):
        if page.gaps[place] in _JOINTS:
            found.append(page.starts[place - 1])
        elif page.gaps[place] in _DASHES or page.smalls[place] in words.asides:
            found.append(page.ends[place - 1])
    found.sort(reverse=True)
    return found


class _Draft:
    """A disguise in the making: what was written so far, and the position in the clean text up to which it stands.

    doubtful  where something may have to be replaced, the last first
    """

    def __init__(self, text: str, start: int, words: StandInWords, doubtful: list[int]) -> None:
        self.text, self.start, self.words, self.doubtful = text, start, words, doubtful
        self.position = start
        self.out: list[str] = []
        self.stand_ins: list[StandIn] = []
        self._length = 0

    def copy(self, upto: int, before: NameMention | None) -> None:
        """The clean text up to `upto`, its doubtful words replaced; `before` is the name that was put last."""
        read = self.position
        while self.doubtful and self.doubtful[-1] < upto:
            place = self.doubtful.pop()
            found = self.words.pattern.match(self.text, place, upto) if place >= read else None
            if found is not None:
                self._replace(found, upto, before)
                read = max(found.end(), self.position)  # a phrase may be longer than what it begins with
        self._write(self.text[self.position : upto])
        self.position = upto

    def _replace(self, found: re.Match[str], upto: int, before: NameMention | None) -> None:
        """What stands for a word, an aside, or the phrase that begins there; nothing where the word may stay."""
        sections, stand_in = self.words.sections, None
        phrase = self.words.phrases.match(self.text, found.start(), upto)
        if phrase is not None:
            stand_in = replace_phrase(phrase.group(), sections["phrases"])
            if stand_in[0] == "and" and found.start() == self.start:
                return  # '*As well as* A, X collects B'
            found = phrase
        elif found.lastgroup == "aside":
            stand_in = "", ""
        elif found.lastgroup == "dash":
            stand_in = " – ", found.group()
        elif found.lastgroup or found.group().lower() in self.words.doubtful:
            stand_in = replace_word(self.text, found, self.start, before, sections)
        if stand_in is not None:
            self._write(self.text[self.position : found.start()])
            self.put(stand_in[0], found.start(), found.end(), None, stand_in[1])

    def mark(self, mark: Mark, before: NameMention | None) -> None:
        """The clean text up to a mark, and what stands for the mark."""
        if mark.source >= self.position:
            self.copy(mark.source, before)
            self.put(mark.word, mark.source, mark.source_end, None, mark.lemma or mark.word.strip(" ,"))

    def put(self, word: str, source: int, end: int, name: NameMention | None = None, lemma: str = "") -> None:
        """`word` for the characters `source` to `end` of the clean text."""
        self.stand_ins.append(StandIn(self._length, self._length + len(word), source, end, name, lemma))
        self._write(word)
        self.position = end

    def _write(self, words: str) -> None:
        self.out.append(words)
        self._length += len(words)


def _find_bracket(text: str, name: NameMention, before: NameMention | None) -> tuple[int, int] | None:
    """The brackets that hold nothing but another name of the thing just named, with the blank before them."""
    if before is None or before.thing.label != name.thing.label:
        return None
    opening = _OPENING.search(text, max(0, name.start - 4), name.start)
    closing = _CLOSING.match(text, name.end)
    if not opening or not closing or text[before.end : name.start].strip(" '’s(“\"‘"):
        return None
    return opening.start(), closing.end()


def _is_plural(surface: str) -> bool:
    return len(surface) > 2 and surface.endswith("s") and not surface.endswith("ss") and surface[:-1].isupper()
