"""Stretches of the document in, a text fit for parsing and its runs out.

Blanks of any kind become one blank, which no run holds unless it stands so in the document. Markup, soft hyphens and
characters of no width go; a hyphen at a line's end goes where the word is not a hyphenated one. A ligature is spelt out
and a typographic hyphen becomes a plain one: the first letter stands in a run at the place of what it replaces. So does
a letter that text recognition took for another sign, where the document has the word elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import product

from msgspec import Struct

from graphkit.document.words import Words
from graphkit.model import Run

#: Characters that are spelt out; the rest of a text is left as it was written.
FOLDED = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    "\u2010": "-", "\u2011": "-",
}  # fmt: skip

_JUNK = r"\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f\ufffc"
_FOLDS = "".join(FOLDED)
#: One class of characters in front, so that the search leaps over all others; what follows looks back at which it was.
_NOISE = re.compile(
    rf"[\s*{_JUNK}{_FOLDS}]"
    r"(?:(?P<blank>(?<= )\s+|(?<=[^\S ])\s*)"
    rf"|(?P<junk>(?<=\*)\*+|(?<=[{_JUNK}])[{_JUNK}]*)"
    rf"|(?P<fold>(?<=[{_FOLDS}])))"
)
#: Signs that text recognition takes for letters, and the letters, the likeliest first.
LOOKALIKES = {"|": "liI", "0": "o", "1": "li", "5": "s", "€": "e", "£": "E"}
#: A word with one of them between letters, or a stroke at its edge; capitals and digits are rather a name ('H1B').
_MISREAD = re.compile(r"(?<![\w|])(?:[A-Z]?[a-z]*(?:(?<=[A-Za-z])[015€£|](?=[a-z])|\|)){1,2}[a-z]+(?![\w|])")
_HYPHENS = "-\u2010\u2011\xad"
_DASHES = "–—"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BROKEN = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,40}[-\u2010\u2011][ \t]{0,20}[\r\n]\s{0,40}[^\W\d_]{1,40}")
_TAIL = re.compile(r"(\S*?)([^\W\d_]*)[-\u2010\u2011]$")


class Segment(Struct, frozen=True):
    """A stretch of the document that belongs to a paragraph; `joined` as in Run."""

    start: int
    end: int
    joined: bool = True


class WordList:
    """The words of a document, to tell 'assess-ments' from 'one-way' at the end of a line, and what 'M|nistry' is."""

    def __init__(self, text: str, words: Words) -> None:
        self._text = text
        self._prefixes = frozenset(words.hyphen_prefixes)

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word in lower case; the halves of a broken one are none."""
        return frozenset(_WORD.findall(_BROKEN.sub(" ", self._text).casefold()))

    def joins(self, left: str, right: str) -> bool:
        """Are these two halves of one word, rather than two words with a hyphen of their own between?"""
        left, right = left.casefold(), right.casefold()
        if left + right in self.known:
            return True
        if left in self._prefixes:
            return False
        return not (left in self.known and right in self.known)

    @cached_property
    def misread(self) -> dict[int, str]:
        """Offsets of signs that were read for letters, each with its letter: only where the word is known elsewhere."""
        found: dict[int, str] = {}
        for match in _MISREAD.finditer(self._text) if any(sign in self._text for sign in LOOKALIKES) else ():
            word = match.group()
            places = [place for place, sign in enumerate(word) if sign in LOOKALIKES]
            if len(places) > 2:
                continue
            for letters in product(*(LOOKALIKES[word[place]] for place in places)):
                mended = list(word)
                for place, letter in zip(places, letters, strict=True):
                    mended[place] = letter
                if "".join(mended).casefold() in self.known:
                    found |= {match.start() + place: letter for place, letter in zip(places, letters, strict=True)}
                    break
        return found


class _Builder:
    def __init__(self, text: str, misread: Mapping[int, str]) -> None:
        self.text = text
        self.misread = misread
        self.parts: list[str] = []
        self.runs: list[Run] = []
        self.length = 0
        self.blank = False
        self.joined = True

    def add(self, start: int, end: int, written: str | None = None) -> None:
        """Take over a stretch, or what is written for the one character that stands there."""
        blank = self.blank or not self.length or self.parts[-1].endswith(" ")
        if start < end and self.text[start] == " " and blank:
            self.blank = True
            start += 1
        if start >= end:
            return
        if self.blank and self.length and not self.parts[-1].endswith(" "):
            self.parts.append(" ")
            self.length += 1
        last = self.runs[-1] if self.runs else None
        size = end - start
        if last and last.start + last.length == self.length and last.source + last.length == start:
            self.runs[-1] = Run(last.start, last.source, last.length + size, last.joined)
        else:
            self.runs.append(Run(self.length, start, size, self.joined))
        words = written or self.text[start:end]
        self.parts.append(words)
        self.length += len(words)
        self.blank, self.joined = False, True

    def add_stretch(self, start: int, end: int) -> None:
        """Take over a stretch of the document without what does not belong to its words."""
        if self.misread:
            for offset in [offset for offset in self.misread if start <= offset < end]:
                self.add_clean(start, offset)
                self.add(offset, offset + 1, self.misread[offset])
                start = offset + 1
        self.add_clean(start, end)

    def add_clean(self, start: int, end: int) -> None:
        """Take over a stretch in which every letter is what it looks like."""
        place = start
        for match in _NOISE.finditer(self.text, start, end):
            self.add(place, match.start())
            place = match.end()
            if match.lastgroup == "blank":
                self.blank = True
            elif match.lastgroup == "fold":
                self.add(match.start(), place, FOLDED[match.group()])
        self.add(place, end)


def build_text(
    text: str, segments: Sequence[Segment], known: WordList, dropped: Sequence[tuple[int, int]] = ()
) -> tuple[str, tuple[Run, ...]]:
    """The clean text of some segments of the document, and where its characters stand."""
    builder = _Builder(text, known.misread)
    builder.joined = True
    for index, segment in enumerate(segments):
        if index:
            builder.joined = builder.joined and segment.joined
        after = segments[index + 1] if index + 1 < len(segments) else None
        end, tight = _end_line(text, segment, after, known)
        start = segment.start
        for place in range(bisect_left(dropped, (start, start)), len(dropped)):
            low, high = dropped[place]
            if low >= end:
                break
            builder.add_stretch(start, low)
            start = max(start, high)
        builder.add_stretch(start, end)
        builder.blank = builder.blank or not tight
    clean = "".join(builder.parts)
    return cut_text(clean, tuple(builder.runs), len(clean.rstrip(" ")))


def cut_text(text: str, runs: tuple[Run, ...], end: int) -> tuple[str, tuple[Run, ...]]:
    """The first `end` characters of a clean text, with their runs."""
    if end == len(text):
        return text, runs
    kept = [Run(run.start, run.source, min(run.length, end - run.start), run.joined) for run in runs]
    return text[:end], tuple(run for run in kept if run.length > 0)


def _end_line(text: str, segment: Segment, after: Segment | None, known: WordList) -> tuple[int, bool]:
    """Where the words of a line end, and whether the next line goes on without a blank."""
    end = segment.end
    if after is None or end - segment.start < 2:
        return end, False
    last, before, first = text[end - 1], text[end - 2], text[after.start]
    if last in _DASHES:
        return end, before.isalnum() and first.isalnum()
    if last not in _HYPHENS or not (before.isalnum() and first.isalnum()):
        return end, False
    if last == "\xad":
        return end - 1, True
    tail = _TAIL.search(text, max(segment.start, end - 80), end)
    right = _WORD.match(text, after.start, after.end)
    if tail is None or right is None or not tail.group(2) or not right.group()[0].islower():
        return end, True
    if "/" in tail.group(1) or "@" in tail.group(1) or tail.group(1).endswith(tuple(_HYPHENS)):
        return end, True
    return (end - 1, True) if known.joins(tail.group(2), right.group()) else (end, True)
