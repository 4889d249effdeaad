"""A line or block in, whether it heads what follows out."""

from __future__ import annotations

import re
from functools import lru_cache

from graphkit.document.words import Words

_CAPITAL = re.compile(r"[\"“‘(]?[A-Z][^a-z]{2,220}$")
_WORD = re.compile(r"[A-Z]{4}")
#: A run-in heading: capitals up to a colon, then text.
_RUN_IN = re.compile(r"[A-Z][A-Z0-9 ,;/&'’().-]{2,200}?:(?=\s|$)")
_NAMES = re.compile(r"[^\W\d_][\w’'/&-]*")


def is_capital(text: str) -> bool:
    """Is this line wholly in capitals, as headings of notices are? ('44 U.S.C. 3101' is not.)"""
    plain = text.replace("(s)", "(S)")
    return _CAPITAL.match(plain) is not None and _WORD.search(plain) is not None and not plain.endswith((".", ";"))


def find_run_in(text: str) -> int:
    """Where a run-in heading in capitals ends, its colon included; 0 if the line starts with none."""
    match = _RUN_IN.match(text)
    return match.end() if match and _WORD.search(match.group()) else 0


@lru_cache(maxsize=4)
def _compile_captions(words: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in words)
    tail = r"(?:,? (?:and|or|of|in|for|by|under|covered|maintained|storing)\b[^:.;]*|, [^:.;]*)?"
    return re.compile(rf"(?i:{names})(?:\(s\))?{tail}(?P<close>:(?=\s|$)|$)")


def find_caption(text: str, words: Words, *, broken: bool = False) -> int:
    """Where a caption in small letters ends, its colon included ('Categories of records in the system:'); 0 if none.

    broken  the text is a line that may end before the caption does
    """
    if not text[0].isupper() or not (broken or ":" in text):
        return 0
    match = _compile_captions(words.captions).match(text[:250])
    return match.end() if match is not None and (broken or match["close"]) else 0


@lru_cache(maxsize=4)
def _compile_division(words: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in words)
    return re.compile(
        rf"(?P<mark>(?i:{names})\s+(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*|[IVXLC]{{1,6}}|[A-Z])\s*(?:[:.–—-](?=\s|$)|$))"
    )


def find_division(text: str, words: Words) -> tuple[int, str] | None:
    """Where 'Section 1 –' or 'APPENDIX A:' ends at the start of a line, and its number."""
    match = _compile_division(words.division_words).match(text[:100])
    return (match.end("mark"), match["number"]) if match and text[0].isupper() else None


def is_title(text: str, words: Words) -> bool:
    """Is this short line a heading by its looks: no sentence, no closing stop?"""
    if len(text) > 140 or ": " in text or text.rstrip("”’\"'")[-1:] in tuple(".,;:!?-–—"):
        return False
    names = _NAMES.findall(text)
    if asks_in_title(text, names, words):
        return True
    if not names or len(names) > 16 or any(name in words.finite_words for name in names):
        return False
    if (text[-1].isalnum() and names[-1] in words.open_words) or not (
        names[0][0].isupper() or any(char.isupper() for char in names[0])
    ):
        return False
    long = [name for name in names if len(name) >= 4]
    capital = sum(1 for name in long if any(char.isupper() for char in name))
    return len(names) <= 10 or capital * 10 >= len(long) * 6


def asks_in_title(text: str, names: list[str], words: Words) -> bool:
    """'How we use your data', 'Your data, and what we do with it': does a line name what the text below it tells?"""
    if not 2 < len(names) <= 12 or not names[0][0].isupper():
        return False
    _, comma, behind = text.partition(",")
    parts = (text, *((behind.removeprefix(" and"),) if comma else ()))
    return any(part.split()[0].casefold() in words.title_words for part in parts if part.strip())


def is_capitalised(text: str) -> bool:
    """Are nearly all of its longer words capitalised, as in a title and not in a sentence?"""
    long = [name for name in _NAMES.findall(text) if len(name) >= 4]
    return bool(long) and sum(1 for name in long if name[0].isupper()) * 10 >= len(long) * 7
