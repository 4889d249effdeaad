"""A letter in, the same letter about bodies that exist nowhere out: every name is replaced by an invented one."""

from __future__ import annotations

import random
import re

_ONSETS = (
    "b", "br", "d", "dr", "f", "fl", "g", "gl", "k", "kr", "l", "m", "n", "p", "pl", "qu", "r", "s", "sk", "t", "tr",
    "v", "z",
)  # fmt: skip
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")
_CODAS = ("", "l", "m", "n", "nd", "rk", "rn", "sk", "st", "th", "x")


def invent_word(source: random.Random, first: str = "") -> str:
    """A word of two syllables that no list knows, with the given first letter."""
    while True:
        word = "".join(source.choice(part) for part in (_ONSETS, _VOWELS, _CODAS, _ONSETS, _VOWELS, _CODAS))
        if not first or word[0] == first.lower():
            return word.capitalize()


def invent_acronym(source: random.Random, size: int, taken: set[str]) -> str:
    """Capitals that no other name of the letter has, and that are a letter at least away from each of them."""
    while True:
        letters = "".join(source.choice("BDFGKLMNPRTVZ") for _ in range(size))
        near = any(len(other) == size and sum(map(str.__ne__, letters, other)) < 2 for other in taken)
        if letters not in taken and not near:
            taken.add(letters)
            return letters


def invent_names(names: list[tuple[str, str]], seed: int) -> dict[str, str]:
    """Pairs of a long form and a short one, either may be '', to invented ones; the short abbreviates the long.

    A letter that stands for a small word ("DoS", "ATD" for "Alternatives to Detention") stays as it is.
    """
    source, taken, renamed = random.Random(seed), set[str](), {}
    for long, short in names:
        words, letters = re.findall(r"\w+", long), [sign for sign in short if sign.isalpha()]
        if short and not short.isupper() and not long:
            renamed[short] = invent_word(source)
            continue
        fresh = invent_acronym(source, len(letters) or len(words), taken)
        if len(words) == len(letters):
            pairs = zip(letters, fresh, words, strict=True)
            fresh = "".join(old if word.islower() else new for old, new, word in pairs)
        if short:
            left = iter(fresh)
            renamed[short] = "".join(next(left) if sign.isalpha() else sign for sign in short)
        if long:
            left = iter(fresh if len(words) == len(fresh) else _spread(fresh, words))
            renamed[long] = re.sub(r"\w+", lambda match, left=left: _invent_part(source, match[0], next(left)), long)
    return renamed


def _spread(letters: str, words: list[str]) -> str:
    """The letters over the capitalised words, with a blank for each small one."""
    left = iter(letters)
    return "".join(" " if word.islower() else next(left) for word in words)


def _invent_part(source: random.Random, word: str, first: str) -> str:
    return word if word.islower() else invent_word(source, first)


def rename(text: str, renamed: dict[str, str]) -> str:
    """The text with each name replaced, the longest first, where it stands as a word of its own."""
    ordered = sorted(renamed, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<![A-Za-z])(?:" + "|".join(map(re.escape, ordered)) + r")(?![a-z])")
    return pattern.sub(lambda match: renamed[match[0]], text)
