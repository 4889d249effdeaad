"""A sentence and its names in, the sentence as the parser is to see it out, with the map back.

The small model parses familiar words far better than agency acronyms and words that are noun and verb at once, so each
name is replaced by one familiar token of its kind and each doubtful word by an unambiguous one
(ontology/cues/standins.yaml). An abbreviation in brackets behind the name that it stands for ("Office of Fair Audits
(OFA)") is left out; a list in brackets is parsed by itself.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from graphkit.language.glossary import NameMention
from graphkit.language.unfamiliar import add_unfamiliar
from graphkit.ontology.alternatives import join_words

_WORD = re.compile(r"\w+(?:[-/]\w+)*")
_VERB_BEFORE = re.compile(
    r"(?:n['’]t|\b(?:to|not|cannot|can|may|might|will|would|shall|should|must|could|do|does|did|I|it|he|she|we|you|they"
    r"|who|that|which|never|also|and|or|neither|nor)|(?<![\w-])\w+ly|,)\s+$"
)
_VERB_ROW = re.compile(
    r"(?:n['’]t|\b(?:not|to|may|can|will|would|shall|must|should|does|do))\s+\w+(?:,\s+\w+)*,?\s+(?:and\s+|or\s+)?$"
)
_NEGATIVE = re.compile(r"non-([a-z]+)", re.I)  # 'non-matches': one word
#: 'X-Track', 'E-File': a name in one word, which the parser takes for three.
_LETTERED = re.compile(r"[A-Z]{1,2}-[A-Z][a-z]{2,}")
#: 're-establish', 're-issue': whoever does it again does it
_AGAIN = re.compile(r"[Rr]e-([a-z]{4,})")
#: 'e-messages', 'co-workers': the parser takes the first part for a word of its own.
_PREFIXED = re.compile(r"(?:e|co|sub|pre|inter|intra|multi|para)-([a-z]{4,})", re.I)
#: Sections of the cue file that hold the words which are replaced.
_DOUBTFUL = ("phrases", "words", "verbs", "gerunds", "saying", "participles", "modifiers")
_NO_WAY = re.compile(r"\bno (?:way|time|point|case|circumstances?)\s+$")
#: 'would, for example, share'
_INTERRUPTED = re.compile(r"(?:n['’]t|\b(?:may|can|will|would|shall|must|should|does|do|not)),\s+[^,;.]{1,40},\s+$")
#: What stands before a bare form only, and what follows a noun rather than a verb.
_BASE_BEFORE = {"to", "can", "may", "might", "will", "would", "shall", "should", "must", "could", "do", "does", "did"}
_BEHIND_NOUN = {"nor", "are", "were", "is", "was", "have", "has", "which", "who", "or"}
_BEHIND_RELATIVE = re.compile(r",\s+(?:who|which|whose)\b[^,.;]*,\s+$")
_BEHIND_ASIDE = re.compile(r"[—–]\s*(?:who|which|whose)\b[^—–.;]*[—–]\s*$")
#: 'neither of these systems *stores* images': behind the plural stands the verb of the singular before it.
_OF_SEVERAL = re.compile(
    r"\b(?:neither|either|each|one|none) of (?:the|these|those|its|their)\s+(?:\w+\s+)?\w+s\s+$", re.I
)
_OBJECT = re.compile(r"\s+(?:the|its|their|a|an|[A-Z]\w*|[a-z]+s)\b")
_LAWS = {"Policy", "Document"}
_NEAR = 60  # characters before a word in which its neighbours stand
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
#: Each begins with a sign, for which a text is searched fast.
_LEFT_OUT = (_PARTED_TOPIC, _UNLIMITED, _WITHOUT_LIMIT)
#: The brackets around an abbreviation, with its quotation marks.
_OPENING, _CLOSING = re.compile(r"\s*\([“\"‘']?$"), re.compile(r"[”\"’']?\)")
_ITEM = re.compile(r"\s*(?:,|;)\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+")
_LONGEST_ITEM = 6  # words
#: 'the X records *involved in* the match': what is behind a noun, where a verb would have an object.
_DESCRIBED = re.compile(r"\s+[a-z]+ed\s+(?:in|by|under|to|for|from|with|at|on|as|through)\b")
#: What a name is the object of: a verb with its ending, or a preposition.
_GOVERNING = re.compile(r"\b(?:[a-z]{3,}(?:s|ed|ing)|to|in|from|with|against|into|about)\s+(?:the\s+)?$")
#: What follows no adjective: 'issued *by*'.
_BEHIND = {"by", "to", "in", "for", "under", "at", "on", "with", "from", "as", "and", "or"}
_BEHIND |= {"the", "a", "an", "this", "these", "its", "their"}  # 'approved this and authorized *the* clerk to sign'


class StandIn(NamedTuple):
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
    pattern   one word, one with a hyphen, an aside with its commas, or a dash between words
    phrases   those that are replaced as a whole, the longest first
    """

    sections: Mapping[str, Any]
    doubtful: frozenset[str]
    telling: frozenset[str]
    unlisted: frozenset[str]
    pattern: re.Pattern[str]
    phrases: re.Pattern[str]


def read_standins(cues: Mapping[str, Any]) -> StandInWords:
    """The sections of the cue file, ready to be sought in a text."""
    every = add_unfamiliar(cues).items()
    sections = {name: frozenset(words) if isinstance(words, list) else words for name, words in every}
    doubtful = frozenset(word.lower() for name in _DOUBTFUL for word in sections[name])
    telling = doubtful.union(_WORD.findall(phrase)[0].lower() for phrase in sections["phrases"])
    asides, phrases = join_words(cues["asides"], r"\s+"), join_words(cues["phrases"], r"\s+")
    pattern = re.compile(
        rf"\w++(?![-/]\w)|(?P<parted>{_WORD.pattern})|(?P<dash>(?<=\w)[—–](?=\w))"
        rf"|(?P<aside>,\s+(?:{asides})\b(?:,|(?=\s*[.;)]))|\s\((?:{asides})\))",
        re.I,
    )
    phrase = re.compile(rf"(?:{phrases})\b", re.I)
    return StandInWords(sections, doubtful, telling, sections["unlisted"], pattern, phrase)


def disguise_sentence(
    text: str,
    start: int,
    end: int,
    names: Sequence[NameMention],
    words: StandInWords,
    modifiers: Sequence[tuple[int, int]] = (),
) -> Disguise:
    """The sentence at `start` to `end` of the clean `text`, its `names` (in order) and doubtful words replaced.

    modifiers  where participles stand that are to be read as adjectives
    """
    brackets = list(_list_brackets(text, start, end, words))
    lists = tuple(_disguise_list(text, found, names, words) for found in brackets)
    apart = sorted(found.span() for found in (*brackets, *_CALLED.finditer(text, start, end)))
    parted = [found.span() for form in _LEFT_OUT for found in form.finditer(text, start, end)]
    marks = [Mark("", *span) for span in (*apart, *parted)]
    adjective = words.sections["adjective"]
    marks.extend(Mark(adjective, low, high, text[low:high]) for low, high in modifiers)
    return _disguise(text, start, end, names, words, sorted(marks, key=lambda mark: mark.source), lists)


def _disguise_list(text: str, bracket: re.Match[str], names: Sequence[NameMention], words: StandInWords) -> Disguise:
    """A list in brackets as it is parsed: behind 'including', and with 'and' before its last member."""
    opening, (start, end) = bracket.start() + 1, bracket.span("items")
    marks = [Mark("including ", opening, start)]
    between = list(_ITEM.finditer(text, start, end))
    if between and all(found.group().strip() in {",", ";"} for found in between):
        marks.append(Mark(" and " if len(between) == 1 else ", and ", *between[-1].span()))
    return _disguise(text, opening, end, names, words, marks)


def _disguise(
    text: str,
    start: int,
    end: int,
    names: Sequence[NameMention],
    words: StandInWords,
    marks: Sequence[Mark],
    lists: tuple[Disguise, ...] = (),
) -> Disguise:
    draft = _Draft(text, start, words)
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
            before = before._replace(end=bracket[1]) if before is not None else None
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


class _Draft:
    """A disguise in the making: what was written so far, and the position in the clean text up to which it stands."""

    def __init__(self, text: str, start: int, words: StandInWords) -> None:
        self.text, self.start, self.words = text, start, words
        self.position = start
        self.out: list[str] = []
        self.stand_ins: list[StandIn] = []
        self._length = 0

    def copy(self, upto: int, before: NameMention | None) -> None:
        """The clean text up to `upto`, its doubtful words replaced; `before` is the name that was put last."""
        telling = self.words.telling
        for found in self.words.pattern.finditer(self.text, self.position, upto):
            if found.lastgroup or found[0].lower() in telling:
                self._replace(found, upto, before)
        self._write(self.text[self.position : upto])
        self.position = upto

    def _replace(self, found: re.Match[str], upto: int, before: NameMention | None) -> None:
        """What stands for a word, an aside, or the phrase that begins there; nothing where the word may stay."""
        if found.start() < self.position:
            return  # it belongs to a phrase
        sections, stand_in = self.words.sections, None
        phrase = self.words.phrases.match(self.text, found.start(), upto)
        if phrase is not None:
            found, stand_in = phrase, _replace_phrase(phrase.group(), sections["phrases"])
        elif found.lastgroup == "aside":
            stand_in = "", ""
        elif found.lastgroup == "dash":
            stand_in = " – ", found.group()
        elif found.lastgroup or found.group().lower() in self.words.doubtful:
            stand_in = _replace_word(self.text, found, self.start, before, sections)
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


def _replace_phrase(phrase: str, phrases: Mapping[str, Any]) -> tuple[str, str]:
    entry = phrases[" ".join(phrase.lower().split())]
    return _write_like(phrase, entry["as"]), entry["lemma"]


def _write_like(word: str, stand_in: str) -> str:
    """A stand-in with a capital where the word has one."""
    return stand_in.capitalize() if word[0].isupper() else stand_in


def _replace_word(
    text: str, found: re.Match[str], start: int, before: NameMention | None, words: Mapping[str, Any]
) -> tuple[str, str] | None:
    word = found.group()
    if _is_participle(text, found, words):
        return words["adjective"], word.lower()
    parted = _replace_parted(word, words) if found.lastgroup else None
    if parted is not None:
        return parted
    entry = words["words"].get(word.lower()) or _find_gerund(text, found, words) or _find_saying(text, found, words)
    if entry is None:
        entry = words["verbs"].get(word.lower())
        if entry is None or not _is_verb_place(text, found, start, before, words):
            return None
    return _write_like(word, entry["as"]), entry["lemma"]


def _replace_parted(word: str, words: Mapping[str, Any]) -> tuple[str, str] | None:
    """What stands for a word with a hyphen which the parser would take for several: 'X-Track', 're-issue', 'e-mail'."""
    if _LETTERED.fullmatch(word):
        return words["kinds"]["System"][0], word
    again = _AGAIN.fullmatch(word)
    if again is not None:  # the parser takes 're' for the verb
        return again.group(1), again.group(1).lower()
    prefixed = _PREFIXED.fullmatch(word) if word.lower() not in words["words"] else None
    if prefixed is not None:
        return prefixed.group(1), ""
    negative = _NEGATIVE.fullmatch(word)
    return (negative.group(1), word.lower().removesuffix("s")) if negative is not None else None


def _find_gerund(text: str, found: re.Match[str], words: Mapping[str, Any]) -> Any:
    """'avoids *sharing* photographs': behind a word that wants a gerund and before its object."""
    entry = words["gerunds"].get(found.group())
    if entry is None:
        return None
    before = re.search(r"(\w+)\s+$", text[max(0, found.start() - 30) : found.start()])
    behind = re.match(r"\s+([a-z]+)", text[found.end() : found.end() + 30])
    if before is None or before.group(1).lower() not in words["gerund_after"]:
        return None
    return None if behind is None or behind.group(1) in words["gerund_before"] else entry


def _find_saying(text: str, found: re.Match[str], words: Mapping[str, Any]) -> Any:
    """'the draft *states* that X does'."""
    entry = words["saying"].get(found.group())
    return entry if entry is not None and re.match(r"\s+that\b", text[found.end() : found.end() + 8]) else None


def _is_participle(text: str, found: re.Match[str], words: Mapping[str, Any]) -> bool:
    """'court-ordered', 'government issued', 'authorized' behind a determiner, all before a noun: an adjective."""
    word = found.group().lower()
    first, _, last = word.rpartition("-")
    if last not in words["participles"] and (first or last not in words["modifiers"]):
        return False
    behind = re.match(r"\s+([a-z]+)", text[found.end() : found.end() + 30])
    if behind is None or behind.group(1) in _BEHIND:
        return False
    if first:
        return True
    before = re.search(r"(\w+)\s+$", text[max(0, found.start() - 30) : found.start()])
    if before is None:
        return False
    if word in words["participles"] and before.group(1).lower() in words["makers"]:
        return True
    return word in words["modifiers"] and before.group(1).lower() in words["modified_after"]


def _is_object(text: str, name: NameMention) -> bool:
    """'destroys *X* files within a year', 'from *X* records': behind a verb or preposition a name modifies the noun."""
    return _GOVERNING.search(text, max(0, name.start - 30), name.start) is not None


def _is_verb_place(
    text: str, found: re.Match[str], start: int, before: NameMention | None, words: Mapping[str, Any]
) -> bool:
    """Only a verb can stand here: behind a name, a pronoun, an auxiliary, an adverb, or in a row of verbs."""
    if found.group()[0].isupper():
        return False
    lead = text[start : found.start()]
    near = lead[-_NEAR:]
    if re.match(r"\s*(?:of|by)\b", text[found.end() : found.end() + 6]):
        return False
    behind = re.match(r"\s+([a-z]+)", text[found.end() : found.end() + 30])
    if behind is not None and behind.group(1) in _BEHIND_NOUN and found.group().endswith("s"):
        return False
    third = found.group().endswith("s") and not found.group().endswith("ss")
    if before is not None and text[before.end : found.start()].strip() in {"", *words["heads"]}:
        if before.thing.kind in _LAWS and found.group() not in words["of_laws"]:
            return False
        if _DESCRIBED.match(text, found.end()) or (found.group() in words["papers"] and _is_object(text, before)):
            return False
        return third and bool(re.match(r"\s+[a-z\d(“\"A-Z]", text[found.end() : found.end() + 3]))
    if _BEHIND_ASIDE.search(lead):  # 'X—which Y has never used—*stores* images'
        return _OBJECT.match(text, found.end()) is not None or bool(re.match(r"\s+[a-z]", text[found.end() :]))
    if third and _OF_SEVERAL.search(near):
        return True
    ahead = re.search(r"(\w+|,)\s+$", near)
    if ahead is None:
        return False
    last = ahead.group(1)
    if found.group().endswith("s") and not found.group().endswith("ss") and last in _BASE_BEFORE:
        return False  # 'access to *records*': behind "to" and modals stands the bare form
    if last == "," and _BEHIND_RELATIVE.search(lead) and _OBJECT.match(text, found.end()):
        return True
    if last in {",", "and", "or", "nor", "than"}:  # a row of verbs: "possess, house, maintain"
        row = found.group().endswith("s") and any(
            word.endswith("s") and word in lead and re.search(rf"\b{word}\b", lead) for word in words["verbs"]
        )
        return row or bool(_VERB_ROW.search(lead)) or bool(_INTERRUPTED.search(near))
    if last in {"that", "which"}:
        return found.group().endswith("s")
    return bool(_VERB_BEFORE.search(near) or _NO_WAY.search(near)) or (last == "who" and found.group().endswith("s"))
