"""Words in, the calendar day that they write out."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from graphkit.document.words import Words

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def read_date(text: str, words: Words) -> datetime.date | None:
    """The first calendar day that a text writes out: April 12, 2019; 12 April 2019; 2019-04-12."""
    match = _compile_date(words.months).search(text)
    if match:
        month, day = match["month"] or match["second"], match["day"] or match["first"]
        return make_date(int(match["year"]), words.months.index(month.casefold()) + 1, int(day))
    match = _ISO.search(text)
    return make_date(int(match[1]), int(match[2]), int(match[3])) if match else None


def is_date(text: str, words: Words) -> bool:
    """Is this line a date and nothing else?"""
    text = text.strip(" *.")
    if not 8 <= len(text) <= 40 or not any(map(str.isdigit, text)):
        return False
    return (_compile_date(words.months).fullmatch(text) or _ISO.fullmatch(text)) is not None


def make_date(year: int, month: int, day: int) -> datetime.date | None:
    """The day, or None where the calendar has none such."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=4)
def _compile_date(months: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(months)
    return re.compile(
        rf"\b(?:(?P<month>{names})\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
        rf"|(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s{{1,3}}(?:day\s{{1,3}}of\s{{1,3}})?(?P<second>{names}))"
        r",?\s{1,3}(?P<year>\d{4})\b",
        re.IGNORECASE,
    )
