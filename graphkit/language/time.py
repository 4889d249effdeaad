"""A text in, its time expressions out: when something is so, until what event, how often.

The words are data (`cues/time.yaml`).
"""
from __future__ import annotations

import datetime
import re
from bisect import bisect
from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter

from msgspec import Struct

from graphkit.language.dates import Date, is_day, read_date
from graphkit.language.time_words import TimeWords, load_time_words, read_words
from graphkit.model import Role, Value

_TITLED = re.compile(r" [A-Z]")
#: Characters of a year, and of a year from one to the next: "2022–23".
_YEARS = frozenset({4, 7})
#: Characters after "until" within which the event has to end, or its words are not trusted.
_LONGEST_EVENT = 160
_LONGEST_CUE = 6  # words
_POINTED = re.compile(r"\s*(?:(?:last|this|next) [a-z]+|recently|now|then|today)\b")
_AND = re.compile(r",?\s+and\s+")
#: 'a decrease of 74 per cent *on* 2018': the year that something is compared with.
_COMPARED = re.compile(
    r"\b(?:per ?cent|%|increase|decrease|rise|fall|drop|reduction|growth|compared) (?:\w+ )?(?:on|from|over|with|to) $",
    re.I,
)
_YEAR_BEHIND = re.compile(r",?\s+(?:and\s+)?(?:19|20)\d\d\b")
_PLACE = attrgetter("start", "end")
#: What every date has: four digits, a number before a slash or hyphen, or one behind "FY".
_DATED = re.compile(r"\d(?:\d{3}|\d?[/-]\d|(?<=[Ff][Yy].)|(?<=[Ff][Yy] .))")


class TimeExpression(Struct, frozen=True):
    """A phrase that tells time, with its preposition; `start` and `end` lie in the text it was found in.

    kind   date | interval | event | duration | frequency | now; attributive for a date that belongs to a noun, with no
           role in the clause
    roles  validFrom, validUntil, asOf, untilEvent, frequency, with their values
    """

    start: int
    end: int
    kind: str
    roles: tuple[Role, ...]


def find_times(
    text: str, said_on: datetime.date | None = None, said: Collection[str] | None = None
) -> tuple[TimeExpression, ...]:
    """A clean text and the day of its document to the time expressions in it, in order, none overlapping another.

    `said_on` gives "currently" its date; without it such words have no value.
    said  the words of the text in small letters, if they are at hand
    """
    words = load_time_words()
    found = list(_find_dated(text, words)) if _DATED.search(text) else []
    if said is None:
        said = read_words(text)
    if words.signs.isdisjoint(said):
        return tuple(found)
    used = set(said)
    for name, finder in _FINDERS.items():
        if words.telling[name].may_be_in(used):
            found += _keep_free(finder(text, words), found)
    if words.telling["now"].may_be_in(used):
        found += _keep_free(_find_now(text, words, said_on), found)
    return tuple(sorted(found, key=_PLACE)) if len(found) > 1 else tuple(found)


def _keep_free(times: Iterable[TimeExpression], taken: list[TimeExpression]) -> list[TimeExpression]:
    """Those that overlap nothing that was found before, since the surer patterns come first."""
    edges = sorted(map(_PLACE, taken))
    kept: list[TimeExpression] = []
    for time in times:
        place = bisect(edges, (time.start, time.end))
        before = edges[place - 1][1] if place else 0
        after = edges[place][0] if place < len(edges) else time.end
        if before <= time.start and time.end <= after and (not kept or kept[-1].end <= time.start):
            kept.append(time)
    return kept


def _find_dated(text: str, words: TimeWords) -> Iterable[TimeExpression]:
    read = (read_date(match, words.months, words.fiscal_start) for match in words.dates.finditer(text))
    dates = [date for date in read if date]
    place = 0
    while place < len(dates):
        date = dates[place]
        following = dates[place + 1] if place + 1 < len(dates) else None
        pair = _join_dates(text, date, following, words) if following else None
        if pair:
            yield pair
            place += 2
            continue
        time = _read_single(text, date, words) or _read_coordinated(text, date, dates[:place], words)
        if time:
            yield time
        place += 1


def _join_dates(text: str, date: Date, following: Date, words: TimeWords) -> TimeExpression | None:
    """"from A to B", "between A and B", "A – B"."""
    gap = text[date.end : following.start]
    if len(gap) > 12:
        return None
    opened = words.between.search(text, max(0, date.start - 24), date.start)
    gap = gap.strip(" ,") if opened else gap.strip()  # 'between May 1, 2021*, and* May 3, 2021'
    joined = words.joins.fullmatch(gap.lower())
    if not joined or (joined["and"] and not opened):
        return None
    start = opened.start() if opened else date.start
    roles = (Role("validFrom", date.first), Role("validUntil", following.last))
    return TimeExpression(start, following.end, "interval", roles)


def _read_single(text: str, date: Date, words: TimeWords) -> TimeExpression | None:
    cue, start = _find_cue(text, date.start, words)
    bare_year = date.first.datatype == "gYear" and date.end - date.start in _YEARS
    if bare_year and (not cue or text[start : date.start].strip().lower() in words.not_years):
        return None
    if _COMPARED.search(text, max(0, date.start - 40), date.start):
        return TimeExpression(date.start, date.end, "attributive", ())
    if cue == "attributive" or (not cue and _is_bracketed(text, date)):
        return TimeExpression(date.start, date.end, "attributive", ())
    if cue == "until" and _is_negated(text, start):
        cue = "from"
    if cue == "as_of":
        return TimeExpression(start, date.end, "date", (Role("asOf", date.last),))
    if cue == "until":
        return TimeExpression(start, date.end, "interval", (Role("validUntil", date.last),))
    if cue == "from":
        return TimeExpression(start, date.end, "interval", (Role("validFrom", date.first),))
    opening = words.opening.search(text, max(0, date.start - 40), date.start)
    if opening is not None and (opening["month"] or opening["day"]) and date.first.datatype in {"gYearMonth", "date"}:
        return _read_opened(opening, date, words)
    if date.is_interval:
        roles = (Role("validFrom", date.first), Role("validUntil", date.last))
        return TimeExpression(start, date.end, "interval", roles)
    return TimeExpression(start, date.end, "date", (Role("validFrom", date.first),))


def _read_opened(opening: re.Match[str], date: Date, words: TimeWords) -> TimeExpression:
    """'between *March and June 2023*': the year of the last month is that of the first, where it comes before."""
    year, last = int(date.last.text[:4]), int(date.last.text[5:7])
    month = words.months[opening["month"].lower().rstrip(".")] if opening["month"] else last
    day = int(opening["day"] or opening["late"] or 0)
    if opening["within"] and (day or month + 1 != last):
        return TimeExpression(opening.start(), date.end, "attributive", ())  # 'in *March and June 2023*': not between
    until, begun = Role("validUntil", date.last), f"{year:04d}-{month:02d}"
    first = Value(f"{begun}-{day:02d}", "date") if day else Value(begun, "gYearMonth")
    told = first.text < date.last.text and (is_day(year, month, day) if day else month < last)
    roles = (Role("validFrom", first), until) if told else (until,)
    return TimeExpression(opening.start(), date.end, "interval", roles)


def _read_coordinated(text: str, date: Date, before: Sequence[Date], words: TimeWords) -> TimeExpression | None:
    """'in 2019 *and 2020*': a year behind another, in the series that a cue opens, is an occasion of its own."""
    if not before or date.first.datatype != "gYear" or date.end - date.start != 4:
        return None
    gap = text[before[-1].end : date.start]
    if not (_AND.fullmatch(gap) or (gap == ", " and _YEAR_BEHIND.match(text, date.end))):
        return None
    first = _read_single(text, before[-1], words) or _read_coordinated(text, before[-1], before[:-1], words)
    if first is None or first.kind != "interval" or len(first.roles) != 2:
        return None
    roles = (Role("validFrom", date.first), Role("validUntil", date.last))
    return TimeExpression(date.start, date.end, "interval", roles)


def _find_cue(text: str, start: int, words: TimeWords) -> tuple[str, int]:
    """The cue right before a date, with the words that may stand between, and where it starts; the longest wins."""
    before = text[max(0, start - 60) : start]
    if before[-1:] not in (" ", "-"):
        return "", start
    end = len(before) - 1
    tail = before[:end].lower()
    filler = next((filler for filler in words.fillers if tail.endswith(f" {filler}")), None)
    for stop in (end - len(filler) - 1, end) if filler else (end,):
        parts = tail[:stop].split(" ")
        for size in range(min(_LONGEST_CUE, len(parts)), 0, -1):
            phrase = " ".join(parts[-size:]).lstrip("(“\"‘")
            if phrase in words.cues:
                return words.cues[phrase], start - len(before) + stop - len(phrase)
    return "", start


def _is_bracketed(text: str, date: Date) -> bool:
    """ "63 Fed. Reg. 8671 (Feb. 20, 1998)"."""
    return text[date.start - 1 : date.start] == "(" and text[date.end : date.end + 1] == ")"


def _is_negated(text: str, start: int) -> bool:
    """"will not be effective until": from then on, not until then."""
    before = text[max(0, start - 40) : start].lower()
    before = re.split(r"[.;:]", before)[-1]
    return re.search(r"\b(not|never|no)\b|n['’]t\b", before) is not None


def _find_events(text: str, words: TimeWords) -> Iterable[TimeExpression]:
    """"until the end of the awarded contract": an end that is no date, in the document's own words."""
    for match in words.event.finditer(text):
        limit = match.end() + _LONGEST_EVENT
        stop = words.event_stop.search(text, match.end(), limit)
        end = stop.start() if stop else limit
        pointed = _POINTED.match(text, match.end())  # 'until *last year* X bought Y'
        if pointed is not None:
            stop, end = pointed, pointed.end()
        phrase = text[match.end() : end].rstrip(" ,")
        if not phrase or (not stop and limit < len(text)):
            continue
        if match.start() == 0 and pointed is None and not text.startswith(",", match.end() + len(phrase)):
            continue  # 'Until the end of the contract X held Y': where the event ends is not marked
        yield TimeExpression(match.start(), match.end() + len(phrase), "event", (Role("untilEvent", Value(phrase)),))


def _find_durations(text: str, words: TimeWords) -> Iterable[TimeExpression]:
    for match in words.duration.finditer(text):
        yield TimeExpression(*match.span(), "duration", (Role("untilEvent", Value(match[0])),))


def _find_frequencies(text: str, words: TimeWords) -> Iterable[TimeExpression]:
    for match in words.frequency.finditer(text):
        if match[0][0].isupper() and _TITLED.match(text, match.end()) and text[: match.start()].strip():
            continue  # 'the *Monthly* Gate Image system'
        yield TimeExpression(*match.span(), "frequency", (Role("frequency", Value(match[0])),))


_FINDERS = {"events": _find_events, "durations": _find_durations, "frequencies": _find_frequencies}


def _find_now(text: str, words: TimeWords, said_on: datetime.date | None) -> Iterable[TimeExpression]:
    roles = (Role("asOf", Value(said_on.isoformat(), "date")),) if said_on else ()
    for match in words.now.finditer(text):
        yield TimeExpression(*match.span(), "now", roles)
