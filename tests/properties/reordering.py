"""A sentence with the members of a coordination in another order.

The words are seen as their tags, one letter each, so that a construction is a regular expression; a name of the
document is one word. What stands before the members must open them all, and what follows must end them.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from graphkit.language.parsing import load_parser

_LETTERS = {"NN": "n", "NNS": "s", "NNP": "N", "NNPS": "N", "JJ": "j", "VB": "B", "VBZ": "Z", "VBP": "P", "VBD": "D",
            "VBN": "E", "VBG": "G", "MD": "m", "IN": "i", "TO": "i", "PRP$": "p", ",": ",", "RB": "r", "WDT": "w",
            "WP": "w", "WRB": "w", "RP": "i"}
_WORDS = {"and": "&", "or": "&", "the": "t", "The": "t", "a": "a", "an": "a", "of": "o", "include": "B", "by": "y",
          "others": "x"} | dict.fromkeys((".", ";", ":", ")", "”", '"'), ".")


def list_members(unit: str) -> str:
    """The pattern of a coordination whose members are alike: 'A and B', 'A, B, and C'."""
    return rf"(?:{unit}(?:,{unit})+,?&{unit}|{unit}&{unit})"


#: Names with or without an article; nouns behind what opens them all, with nothing, a word or an article before each.
NOUNS = re.compile("|".join([
    rf"(?<![NnsjtZ.&]){list_members('t?N')}(?![Nnso&(x])",
    rf"(?<![jENnsa,.&(x])(?:{'|'.join(map(list_members, ('[ns]', 'j[ns]', 'n[ns]')))})(?=[.mBZPDEiyw,])",
    rf"(?<![jENnsa,.&(x]){list_members('t[jn]?[ns]')}(?=[.mBZPDiy,])"]))
#: Verbs that share an object, participles, and adjectives.
VERBS = re.compile("|".join([
    *(rf"{list_members(verb)}(?=[atpjnsN])" for verb in "BZPDG"), rf"{list_members('E')}(?!i)",
    rf"(?<=i){list_members('j')}(?=[.ns])"]))
#: What tells the members apart.
_TOLD_APART = re.compile(r"respectively|former|latter|\bfirst\b|\bboth\b|\bbetween\b")
#: Verbs that share no object with the next one.
_INTRANSITIVE = re.compile(r"\b(?:reside|do|assign)s?\b")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a name, the letter of its tag, and its place in the sentence."""

    text: str
    letter: str
    start: int
    end: int


def swap_nouns(sentence: str, names: str) -> str | None:
    """'A and B' to 'B and A', and 'A, B, and C' to 'C, B, and A': names, and nouns that nothing else belongs to."""
    return swap_members(sentence, names, NOUNS)


def swap_verbs(sentence: str, names: str) -> str | None:
    """'collects and stores X' to 'stores and collects X', 'owned or run by X' to 'run or owned by X'."""
    return swap_members(sentence, names, VERBS)


def swap_members(sentence: str, names: str, construction: re.Pattern[str]) -> str | None:
    """The sentence with the members of its first coordination of a kind reversed, or None where it has none."""
    if _TOLD_APART.search(sentence) or len(sentence.split()) > 60:
        return None
    words = list_words(sentence, names)
    for found in construction.finditer("".join(word.letter for word in words)):
        before, members = words[: found.start()], words[slice(*found.span())]
        swapped = reverse(sentence, members)
        if is_opened(before, swapped) and not _INTRANSITIVE.search(swapped):
            return sentence[: members[0].start] + swapped + sentence[members[-1].end :]
    return None


def is_opened(before: list[Word], members: str) -> bool:
    """Whether what stands before some members opens them all: no longer list, no part of a word, no other article."""
    if not before:
        return True
    letters = "".join(word.letter for word in before)
    if letters[-1] == "," and not re.match(r"[iG][^,]*,$", letters):
        return False
    vowels = {member[0] in "aeiou" for member in re.split(r",? (?:and |or )?", members)}
    return before[-1].text not in {"-", "a", "an"} or (before[-1].text != "-" and len(vowels) == 1)


def reverse(sentence: str, words: list[Word]) -> str:
    """The members of a coordination the other way round, with the signs between them where they were."""
    members: list[list[Word]] = [[]]
    for word in words:
        if word.letter not in ",&":
            members[-1].append(word)
        elif members[-1]:
            members.append([])
    parts = [sentence[member[0].start : member[-1].end] for member in members]
    gaps = [sentence[one[-1].end : other[0].start] for one, other in pairwise(members)]
    if words[0].start == 0 or parts[0].startswith("The "):
        parts[0] = parts[0] if words[0].letter == "N" else parts[0][0].lower() + parts[0][1:]
        parts[-1] = parts[-1][0].upper() + parts[-1][1:]
    parts.reverse()
    return "".join(part + gap for part, gap in zip(parts, [*gaps, ""], strict=True))


def list_words(sentence: str, names: str) -> list[Word]:
    """The words of a sentence, each with the letter of its tag."""
    spans = [found.span() for found in re.finditer(rf"(?<![\w’'/-])(?:{names})(?![\w’'/-])", sentence)] if names else []
    words: list[Word] = []
    for start, end, text, letter in tag_words(sentence):
        inside = next((span for span in spans if span[0] <= start and end <= span[1]), None)
        if inside is None:
            words.append(Word(text, letter, start, end))
        elif not words or words[-1].end != inside[1]:
            words.append(Word(sentence[slice(*inside)], "N", *inside))
    return words


@cache
def tag_words(sentence: str) -> tuple[tuple[int, int, str, str], ...]:
    return tuple((token.idx, token.idx + len(token.text), token.text, find_letter(token))
                 for token in load_parser()(sentence))


def find_letter(token: Any) -> str:
    return _WORDS.get(token.text) or _LETTERS.get(token.tag_, "x")
