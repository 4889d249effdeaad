"""A word or phrase that the parser would misread in, the familiar one that stands in for it out.

Noun and verb at once, a participle before a noun, a word with a hyphen: what it is where it stands is told by its
neighbours (ontology/cues/standins.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graphkit.language.glossary import NameMention
from graphkit.language.verb_places import is_behind_subject

#: The word or comma before a place, and the word behind one.
_AHEAD, _BEHIND_IT = re.compile(r"((?<!\w)\w++|,)\s+$"), re.compile(r"\s+([a-z]+)")
_OF_OR_BY, _THAT = re.compile(r"\s*(?:of|by)\b"), re.compile(r"\s+that\b")
_VERB_BEFORE = frozenset((
    "to", "not", "cannot", "can", "may", "might", "will", "would", "shall", "should", "must", "could", "do", "does",
    "did", "I", "it", "he", "she", "we", "you", "they", "who", "never", "also", "neither",
))  # fmt: skip
_ADVERB_BEFORE = re.compile(r"(?:n['’]t|(?<![\w-])\w+ly|\bno longer)\s+$")
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
_NO_WAY = re.compile(r"\bno (?:way|time|point|case|circumstances?)\s+$")
#: 'neither sees *nor stores* X'
_NEITHER = re.compile(r"\bneither\s+(?:\w+\s+)?\w+s\s+nor\s+$")
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
_GOING_ON = re.compile(r"\s+[a-z\d(“\"A-Z]")
_OBJECT = re.compile(r"\s+(?:the|its|their|a|an|[A-Z]\w*|[a-z]+s)\b")
#: 'X, Y, *and the* Z search *the* files': several names with "and", and behind them a verb's object.
_JOINED, _THING = re.compile(r"\band\s+(?:the\s+)?$"), re.compile(r"\s+(?:the|its|their|an?|all|each|[A-Z]\w*)\b")
_LAWS = {"Policy", "Document"}
_NEAR = 60  # characters before a word in which its neighbours stand
_REACH = 160  # characters behind it in which its object and the next border stand
#: 'the X records *involved in* the match': what is behind a noun, where a verb would have an object.
_DESCRIBED = re.compile(r"\s+[a-z]+ed\s+(?:in|by|under|to|for|from|with|at|on|as|through)\b")
#: What a name is the object of: a verb with its ending, or a preposition.
_GOVERNING = re.compile(r"\b(?:[a-z]{3,}(?:s|ed|ing)|to|in|from|with|against|into|about)\s+(?:the\s+)?$")
#: What follows no adjective: 'issued *by*'.
_BEHIND = {"by", "to", "in", "for", "under", "at", "on", "with", "from", "as", "and", "or"}
_BEHIND |= {"the", "a", "an", "this", "these", "its", "their"}  # 'approved this and authorized *the* clerk to sign'


def replace_phrase(phrase: str, phrases: Mapping[str, Any]) -> tuple[str, str]:
    """What stands for a phrase of the list, and its lemma."""
    entry = phrases[" ".join(phrase.lower().split())]
    return _write_like(phrase, entry["as"]), entry["lemma"]


def _write_like(word: str, stand_in: str) -> str:
    """A stand-in with a capital where the word has one."""
    return stand_in.capitalize() if word[0].isupper() else stand_in


def replace_word(
    text: str, found: re.Match[str], start: int, before: NameMention | None, words: Mapping[str, Any]
) -> tuple[str, str] | None:
    """What stands for a word at its place in a text that begins at `start`, and its lemma; None where it may stay.

    before  the last name that stands before it
    """
    word = found.group()
    if _is_participle(text, found, words):
        return words["adjective"], word.lower()
    parted = _replace_parted(word, words) if found.lastgroup else None
    if parted is not None:
        return parted
    entry = words["words"].get(word.lower()) or _find_gerund(text, found, words) or _find_saying(text, found, words)
    if entry is None:
        entry = words["verbs"].get(word.lower()) or words["behind_plurals"].get(word.lower())
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
    before = _AHEAD.search(text[max(0, found.start() - 30) : found.start()])
    behind = _BEHIND_IT.match(text, found.end())
    if before is None or before.group(1).lower() not in words["gerund_after"]:
        return None
    return None if behind is None or behind.group(1) in words["gerund_before"] else entry


def _find_saying(text: str, found: re.Match[str], words: Mapping[str, Any]) -> Any:
    """'the draft *states* that X does'."""
    entry = words["saying"].get(found.group())
    return entry if entry is not None and _THAT.match(text, found.end()) else None


def _is_participle(text: str, found: re.Match[str], words: Mapping[str, Any]) -> bool:
    """'court-ordered', 'government issued', 'authorized' behind a determiner, all before a noun: an adjective."""
    word = found.group().lower()
    first, _, last = word.rpartition("-")
    if last not in words["participles"] and (first or last not in words["modifiers"]):
        return False
    behind = _BEHIND_IT.match(text, found.end())
    if behind is None or behind.group(1) in _BEHIND:
        return False
    if first:
        return True
    before = _AHEAD.search(text[max(0, found.start() - 30) : found.start()])
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
    if _OF_OR_BY.match(text, found.end()):
        return False
    behind = _BEHIND_IT.match(text, found.end())
    if behind is not None and behind.group(1) in _BEHIND_NOUN and found.group().endswith("s"):
        return False
    third = found.group().endswith("s") and not found.group().endswith("ss")
    if is_behind_subject(lead, found.group(), text[found.end() : found.end() + _REACH], words):
        return True
    if found.group() not in words["verbs"]:
        return False
    between = text[before.end : found.start()].strip() if before is not None else ","
    if before is not None and (not between or between in words["heads"]):
        if before.thing.kind in _LAWS and found.group() not in words["of_laws"]:
            return False
        if _DESCRIBED.match(text, found.end()) or (found.group() in words["papers"] and _is_object(text, before)):
            return False
        if not third:
            joined = _JOINED.search(text, max(start, before.start - 12), before.start)
            return joined is not None and not between and _THING.match(text, found.end()) is not None
        return _GOING_ON.match(text, found.end()) is not None
    if _BEHIND_ASIDE.search(lead):  # 'X—which Y has never used—*stores* images'
        return _OBJECT.match(text, found.end()) is not None or _BEHIND_IT.match(text, found.end()) is not None
    if third and _OF_SEVERAL.search(near):
        return True
    ahead = _AHEAD.search(near)
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
        row = row or (last == "nor" and _NEITHER.search(near) is not None)
        return row or bool(_VERB_ROW.search(lead)) or bool(_INTERRUPTED.search(near))
    if last in {"that", "which"}:
        return found.group().endswith("s")
    return last in _VERB_BEFORE or bool(_ADVERB_BEFORE.search(near) or _NO_WAY.search(near))
