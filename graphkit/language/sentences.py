"""A paragraph's clean text in, its sentences out.

Borders are found by rule before the parse, not by the parser: evidence is whole sentences, and a sentence border that
depends on a statistical model would move with every word changed.
"""

from __future__ import annotations

import re

_END = re.compile(r"[.?!][.?!]*[\"'”’)\]]*(?=\s+[\"'“‘(\[]?(?:[A-Z0-9¹²³]|[a-z]{1,2}[A-Z]))")
_INITIAL = re.compile(r"(?:^|[\s.(])[A-Z]\.$")


def split_sentences(
    text: str, abbreviations: frozenset[str], lettered: frozenset[str] = frozenset()
) -> tuple[tuple[int, int], ...]:
    """Start and end, in `text`, of each sentence, blanks at their borders left out.

    A stop after one of the `abbreviations` or an initial ends a sentence only if nothing follows, but after a letter
    that numbers one of the `lettered` ("enclosed as Attachment B.") it does.
    """
    borders, start = [], 0
    for found in _END.finditer(text):
        end = found.end()
        if _is_abbreviated(text[start:end], abbreviations, lettered):
            continue
        borders.append((start, end))
        start = end
    borders.append((start, len(text)))
    trimmed = []
    for low, high in borders:
        words = text[low:high].lstrip()
        if words:
            start = high - len(words)
            trimmed.append((start, start + len(words.rstrip())))
    return tuple(trimmed)


def _is_abbreviated(sentence: str, abbreviations: frozenset[str], lettered: frozenset[str]) -> bool:
    if not sentence.endswith("."):
        return False
    words = sentence[-24:].split()
    if words and words[-1].lstrip("(\"'“‘[") in abbreviations:
        return True
    numbers = len(words) > 1 and words[-2].lstrip("(\"'“‘[").lower() in lettered
    return not numbers and bool(_INITIAL.search(sentence[-4:]))
