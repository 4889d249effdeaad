"""The start of a line in, the label out that says what follows: a question, an answer, a record's number."""

from __future__ import annotations

import re

from msgspec import Struct

from graphkit.document.words import Words

_LABEL = re.compile(r"(?P<label>[A-Z][\w.’'&/ ()#-]{0,80}?)\s?(?P<close>[:–—]|\.(?=\s[A-Z]|$))(?=\s|$)")
_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}|\.?\(?[a-z]\)?)?(?![\w])")
_BARE = re.compile(r"(?P<name>[A-Z][A-Za-z]{2,20})(?:\s+(?:[Nn]o\.?\s*)?(?P<number>\d{1,3}))?")
#: 'Answer (Minister of State, Home Office):' says who answers.
_HELD = re.compile(r"(?P<name>[A-Z][A-Za-z]{2,20}) \([A-Z][^()]{2,80}\):(?=\s|$)")
_LINKS = frozenset(("of", "to", "for", "on", "from", "in", "by"))
_SHORT = re.compile(r"(?P<head>[QA])\.?\s?(?P<number>\d{1,3}(?:\.?[a-z\d]{1,3})?)?\s?[.:)–-](?=\s|$)")


class Label(Struct, frozen=True):
    """A label: role question | answer | key | other; `numbers` are the items that it names; `end` is where it ends."""

    role: str
    text: str
    end: int
    words: str
    numbers: tuple[str, ...] = ()


def find_label(text: str, words: Words, *, headed: bool = False) -> Label | None:
    """The label that a line starts with, or None. Its head noun decides what it is.

    headed  the label is the head of the table's column, which may be in small letters ("Department's response")
    """
    short = _SHORT.match(text)
    if short and (short["number"] or text[short.end() - 1] == ":"):
        role = "question" if short["head"] == "Q" else "answer"
        return Label(role, short.group(), short.end(), short["head"], (short["number"],) if short["number"] else ())
    held = _HELD.match(text)
    if held and held["name"].casefold() in words.bare_answers:
        return Label("answer", held.group(), held.end(), held["name"])
    match = _LABEL.match(text)
    if match is None:
        return _find_bare_label(text, words)
    label = match["label"]
    numbers = tuple(number.replace("(", ".").rstrip(")") for number in _NUMBERS.findall(label))
    if match["close"] != ":" and not numbers and label.casefold() not in words.bare_answers:
        return None  # 'Answer. The agency …' is one, 'Yes. The agency …' is not
    names = re.findall(r"[A-Za-z][\w’'&/-]*", _NUMBERS.sub(" ", label))
    if not names or len(names) > 8 or not (headed or _is_title(names)):
        return None
    role = _read_role(names, words)
    if role in ("question", "answer") and match["close"] != ":" and len(names) > 3:
        return None
    return Label(role, match.group(), match.end(), label, numbers)


def _find_bare_label(text: str, words: Words) -> Label | None:
    """'QUESTION 3' or 'ANSWER' alone on its line, without a colon."""
    match = _BARE.fullmatch(text)
    if match is None:
        return None
    name = match["name"].casefold()
    if name in words.question_labels and match["number"]:
        return Label("question", text, len(text), match["name"], (match["number"],))
    if name in words.bare_answers:
        return Label("answer", text, len(text), match["name"], (match["number"],) if match["number"] else ())
    return None


def _read_role(names: list[str], words: Words) -> str:
    head = _find_head([name.casefold() for name in names], words)
    if head in words.number_labels:
        return "key"
    if head in words.question_labels:
        return "question"
    return "answer" if head in words.answer_labels else "other"


def _find_head(names: list[str], words: Words) -> str:
    """The noun before the first preposition: 'Discussion of Status' is a discussion, unless that only carries it."""
    place = next((place for place, name in enumerate(names) if name in _LINKS), len(names))
    if place == 0:
        return ""
    head = names[place - 1]
    return names[-1] if head in words.carrier_labels and place < len(names) else head


def _is_title(names: list[str]) -> bool:
    """Is every word but the small ones capitalised?"""
    return names[0][0].isupper() and all(len(name) < 4 or any(char.isupper() for char in name) for name in names)
