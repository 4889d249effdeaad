"""A text in, its time expressions out: when something is so, until what event, how often.

The words are data (`cues/time.yaml`). Dates that a text leaves open are left out: "October 16th" has no year, and
03/04/2019 is told in two ways, so that only its year is known.
"""
from __future__ import annotations

import datetime
import re
from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from graphkit.errors import OntologyError
from graphkit.model import Role, Value
from graphkit.ontology import find_ontology
from graphkit.ontology.alternatives import join_words
from graphkit.ontology.kinds import read_sections

#: Sections of words that stand before a date; a word of two sections is of the first.
_CUES = ("as_of", "from", "until", "within", "attributive")
#: Characters after "until" within which the event has to end, or its words are not trusted.
_LONGEST_EVENT = 160
_LONGEST_CUE = 6  # words
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A phrase that tells time, with its preposition; `start` and `end` lie in the text it was found in.

    kind   date | interval | event | duration | frequency | now; attributive for a date that belongs to a noun, with no
           role in the clause
    roles  validFrom, validUntil, asOf, untilEvent, frequency, with their values
    """

    start: int
    end: int
    kind: str
    roles: tuple[Role, ...]

    def _find(self, name: str) -> Value | None:
        return next((role.value for role in self.roles if role.name == name and isinstance(role.value, Value)), None)

    @property
    def valid_from(self) -> Value | None:
        return self._find("validFrom")

    @property
    def valid_until(self) -> Value | None:
        return self._find("validUntil")

    @property
    def as_of(self) -> Value | None:
        return self._find("asOf")

    @property
    def event(self) -> Value | None:
        return self._find("untilEvent")

    @property
    def frequency(self) -> Value | None:
        return self._find("frequency")


@dataclass(frozen=True, slots=True)
class _Date:
    """A date as written: where it stands, and the first and last moment that it names, in the precision it has."""

    start: int
    end: int
    first: Value
    last: Value

    @property
    def is_interval(self) -> bool:
        return self.first != self.last or self.first.datatype != "date"


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The words of `cues/time.yaml` and the patterns made of them."""

    months: Mapping[str, int]
    numbers: Mapping[str, int]
    fiscal_start: tuple[int, int, bool]
    dates: re.Pattern[str]
    cues: Mapping[str, str]
    fillers: tuple[str, ...]
    not_years: frozenset[str]
    between: re.Pattern[str]
    joins: re.Pattern[str]
    event: re.Pattern[str]
    event_stop: re.Pattern[str]
    duration: re.Pattern[str]
    frequency: re.Pattern[str]
    now: re.Pattern[str]


def find_times(text: str, said_on: datetime.date | None = None) -> tuple[TimeExpression, ...]:
    """A clean text and the day of its document to the time expressions in it, in order, none overlapping another.

    `said_on` gives "currently" its date; without it such words have no value.
    """
    words = load_time_words()
    found = list(_find_dated(text, words))
    for finder in (_find_events, _find_durations, _find_frequencies):
        found += _keep_free(finder(text, words), found)
    found += _keep_free(_find_now(text, words, said_on), found)
    return tuple(sorted(found, key=lambda time: (time.start, time.end)))


def _keep_free(times: Iterable[TimeExpression], taken: list[TimeExpression]) -> list[TimeExpression]:
    """Those that overlap nothing that was found before, since the surer patterns come first."""
    edges = sorted((time.start, time.end) for time in taken)
    kept: list[TimeExpression] = []
    for time in times:
        place = bisect(edges, (time.start, time.end))
        before = edges[place - 1][1] if place else 0
        after = edges[place][0] if place < len(edges) else time.end
        if before <= time.start and time.end <= after and (not kept or kept[-1].end <= time.start):
            kept.append(time)
    return kept


# ------------------------------------------------------------------------------------------------------ dates


def _find_dated(text: str, words: TimeWords) -> Iterable[TimeExpression]:
    if not _DIGIT.search(text):
        return  # every date has one
    dates = [date for match in words.dates.finditer(text) if (date := _read_date(match, words))]
    place = 0
    while place < len(dates):
        date = dates[place]
        following = dates[place + 1] if place + 1 < len(dates) else None
        pair = _join_dates(text, date, following, words) if following else None
        if pair:
            yield pair
            place += 2
            continue
        time = _read_single(text, date, words)
        if time:
            yield time
        place += 1


def _join_dates(text: str, date: _Date, following: _Date, words: TimeWords) -> TimeExpression | None:
    """"from A to B", "between A and B", "A – B"."""
    gap = text[date.end : following.start]
    if len(gap) > 12:
        return None
    opened = words.between.search(text, max(0, date.start - 24), date.start)
    joined = words.joins.fullmatch(gap.strip().lower())
    if not joined or (joined["and"] and not opened):
        return None
    start = opened.start() if opened else date.start
    roles = (Role("validFrom", date.first), Role("validUntil", following.last))
    return TimeExpression(start, following.end, "interval", roles)


def _read_single(text: str, date: _Date, words: TimeWords) -> TimeExpression | None:
    cue, start = _find_cue(text, date.start, words)
    bare_year = date.first.datatype == "gYear" and date.end - date.start == 4
    if bare_year and (not cue or text[start : date.start].strip().lower() in words.not_years):
        return None
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
    if date.is_interval:
        roles = (Role("validFrom", date.first), Role("validUntil", date.last))
        return TimeExpression(start, date.end, "interval", roles)
    return TimeExpression(start, date.end, "date", (Role("validFrom", date.first),))


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


def _is_bracketed(text: str, date: _Date) -> bool:
    """ "63 Fed. Reg. 8671 (Feb. 20, 1998)"."""
    return text[date.start - 1 : date.start] == "(" and text[date.end : date.end + 1] == ")"


def _is_negated(text: str, start: int) -> bool:
    """"will not be effective until": from then on, not until then."""
    before = text[max(0, start - 40) : start].lower()
    before = re.split(r"[.;:]", before)[-1]
    return re.search(r"\b(not|never|no)\b|n['’]t\b", before) is not None


def _read_date(match: re.Match[str], words: TimeWords) -> _Date | None:
    """A match of the pattern of all dates to its value; None where the calendar has no such day."""
    part = match.groupdict()
    start, end = match.span()
    if part["fy"]:
        return _read_fiscal(match, words)
    if part["quarter"]:
        year, first_month = _read_year(part["quarter_year"]), int(part["quarter"]) * 3 - 2
        return _make_interval(start, end, (year, first_month, 1), (year, first_month + 3, 1))
    if part["ambiguous_year"]:
        return _read_numeric(match)
    year = _read_year(part["y1"] or part["y2"] or part["y3"] or part["y4"] or part["y5"])
    month_name = part["m1"] or part["m2"] or part["m4"]
    month = words.months[month_name.lower().rstrip(".")] if month_name else int(part["m3"] or 0)
    day = int(part["d1"] or part["d2"] or part["d3"] or 0)
    if not 1000 <= year <= 2999 or month > 12:
        return None
    if day:
        last = int(part["d1b"] or part["d2b"] or day)
        if not _is_day(year, month, day) or not _is_day(year, month, last):
            return None
        return _Date(start, end, _make_day(year, month, day), _make_day(year, month, last))
    value = Value(f"{year:04d}-{month:02d}", "gYearMonth") if month else Value(f"{year:04d}", "gYear")
    return _Date(start, end, value, value)


def _read_numeric(match: re.Match[str]) -> _Date | None:
    """02/23/2019 and 23/02/2019 tell the day; of 03/04/2019 only the year is sure, unless both numbers are one."""
    one, two, year = int(match["n1"]), int(match["n2"]), _read_year(match["ambiguous_year"])
    readings = {(month, day) for month, day in ((one, two), (two, one)) if month <= 12 and _is_day(year, month, day)}
    if not readings:
        return None
    if len(readings) > 1:
        value = Value(f"{year:04d}", "gYear")
        return _Date(*match.span(), value, value)
    month, day = readings.pop()
    return _Date(*match.span(), _make_day(year, month, day), _make_day(year, month, day))


def _read_fiscal(match: re.Match[str], words: TimeWords) -> _Date:
    """A fiscal year, or several, to the days from the first day of the first to the last day of the last."""
    first = _read_year(match["fy"])
    last = _read_year(match["fy_last"]) if match["fy_last"] else first
    month, day, before = words.fiscal_start
    shift = 1 if before else 0
    return _make_interval(*match.span(), (first - shift, month, day), (last - shift + 1, month, day))


def _make_interval(start: int, end: int, first: tuple[int, int, int], after: tuple[int, int, int]) -> _Date:
    """From a day up to the one before `after`, whose month may be 13."""
    year, month, day = after
    if month > 12:
        year, month = year + 1, month - 12
    last = datetime.date(year, month, day) - datetime.timedelta(days=1)
    return _Date(start, end, _make_day(*first), Value(last.isoformat(), "date"))


def _make_day(year: int, month: int, day: int) -> Value:
    return Value(datetime.date(year, month, day).isoformat(), "date")


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _read_year(text: str | None) -> int:
    """Four digits as they are; two digits are of this century up to 69, as POSIX has it."""
    if not text:
        return 0
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


# ------------------------------------------------------------------------------------------------ other times


def _find_events(text: str, words: TimeWords) -> Iterable[TimeExpression]:
    """"until the end of the awarded contract": an end that is no date, in the document's own words."""
    for match in words.event.finditer(text):
        limit = match.end() + _LONGEST_EVENT
        stop = words.event_stop.search(text, match.end(), limit)
        end = stop.start() if stop else limit
        phrase = text[match.end() : end].rstrip(" ,")
        if not phrase or (not stop and limit < len(text)):
            continue
        yield TimeExpression(match.start(), match.end() + len(phrase), "event", (Role("untilEvent", Value(phrase)),))


def _find_durations(text: str, words: TimeWords) -> Iterable[TimeExpression]:
    for match in words.duration.finditer(text):
        yield TimeExpression(*match.span(), "duration", (Role("untilEvent", Value(match[0])),))


def _find_frequencies(text: str, words: TimeWords) -> Iterable[TimeExpression]:
    for match in words.frequency.finditer(text):
        yield TimeExpression(*match.span(), "frequency", (Role("frequency", Value(match[0])),))


def _find_now(text: str, words: TimeWords, said_on: datetime.date | None) -> Iterable[TimeExpression]:
    roles = (Role("asOf", Value(said_on.isoformat(), "date")),) if said_on else ()
    for match in words.now.finditer(text):
        yield TimeExpression(*match.span(), "now", roles)


# ------------------------------------------------------------------------------------------------------ words


@lru_cache(maxsize=4)
def load_time_words(path: Path | None = None) -> TimeWords:
    """The words of the installed ontology, or of another file, checked and made into patterns, once."""
    path = path or find_ontology() / "cues" / "time.yaml"
    sections = {name: keyed.get("", ()) for name, keyed in read_sections(path).items()}
    needed = (
        *_CUES, "fillers", "not_before_years", "until_event", "event_stops", "duration", "units",
        "frequency", "now", "frequency_adjectives", "frequency_nouns", "numbers", "months", "fiscal", "fiscal_start",
    )  # fmt: skip
    for name in needed:
        if not sections.get(name):
            raise OntologyError(f"{path}: the section {name!r} is missing or empty")
    months = _read_numbers(path, "months", sections["months"])
    numbers = _read_numbers(path, "numbers", sections["numbers"])
    cues: dict[str, str] = {}
    for name in _CUES:
        for cue in sections[name]:
            cues.setdefault(cue.lower(), name)
    amount = rf"(?:\d{{1,4}}|{join_words(numbers)})(?: ?\(\d{{1,4}}\))?"
    unit = rf"(?:{join_words(sections['units'])})s?"
    regular = rf"(?: (?:[\w-]+ )?(?:{join_words(sections['frequency_nouns'])})\b)"
    frequency = "|".join((
        rf"(?:at least )?(?:once )?every (?:{amount}|other|few)[ -]{unit}",
        rf"(?:at least |up to |no more than )?(?:once|twice|(?:{amount}) times) (?:a|an|per|each|every) {unit}",
        rf"(?:{join_words(sections['frequency_adjectives'])})(?={regular})",
        join_words(sections["frequency"]),
    ))  # fmt: skip
    return TimeWords(
        months=months,
        numbers=numbers,
        fiscal_start=_read_fiscal_start(path, sections["fiscal_start"]),
        dates=_compile_dates(months, sections["fiscal"]),
        cues=cues,
        fillers=tuple(sorted(sections["fillers"], key=lambda filler: (-len(filler), filler))),
        not_years=frozenset(sections["not_before_years"]),
        between=re.compile(r"\b(?:from|between|for the period|the period(?: of| from)?)(?: (?:about|on|in))? $", re.I),
        joins=re.compile(r"(?P<to>to|through|thru|until|till|up to|-|–|—|and ending on)|(?P<and>and)"),
        event=re.compile(rf"\b(?:{join_words(sections['until_event'])}) (?=[a-z])", re.I),
        event_stop=re.compile(rf"[.;:()]|, | (?=(?:{join_words(sections['event_stops'])})\b)"),
        duration=re.compile(rf"\b(?:{join_words(sections['duration'])}) {amount}(?: or more)?[ -]{unit}\b", re.I),
        frequency=re.compile(rf"\b(?:{frequency})\b", re.I),
        now=re.compile(rf"\b(?:{join_words(sections['now'])})\b(?! that\b)", re.I),
    )


def _compile_dates(months: Iterable[str], fiscal: Iterable[str]) -> re.Pattern[str]:
    """All forms of dates in one pattern, the most telling first; no part of it can be matched in two ways."""
    month, ordinal = rf"(?:{join_words(months)})\b\.?", r"(?:st|nd|rd|th)?"
    span = r"(?: ?[-–] ?(?P<{}>\d{{1,2}}))?"
    return re.compile(
        rf"\b(?:{join_words(fiscal)})s?(?: ?\(FYs?\))? ?(?P<fy>\d{{4}}|(?<=FY)\d\d|(?<=FY )\d\d)\b"
        rf"(?:(?: ?[-–] ?| through | to )(?:FY ?)?(?P<fy_last>\d{{4}})\b)?"
        rf"|\bQ(?P<quarter>[1-4]) ?(?P<quarter_year>\d{{4}})\b"
        rf"|\b(?P<m1>{month}) (?P<d1>\d{{1,2}}){ordinal}{span.format('d1b')},? (?P<y1>\d{{4}})\b"
        rf"|\b(?P<d2>\d{{1,2}}){ordinal}{span.format('d2b')}(?: day)?(?: of)? (?P<m2>{month}),? (?P<y2>\d{{4}})\b"
        rf"|(?<![\w/.-])(?P<y3>\d{{4}})-(?P<m3>\d\d)-(?P<d3>\d\d)\b"
        rf"|(?<![\d/.-])(?P<n1>\d{{1,2}})[/-](?P<n2>\d{{1,2}})[/-](?P<ambiguous_year>\d{{4}}|\d\d)(?![\d/-])"
        rf"|\b(?P<m4>{month}),?(?: of)? (?P<y4>\d{{4}})\b"
        rf"|(?<![\w/.,-])(?P<y5>(?:19|20)\d\d)(?![\w/-]|[.,]\d)",
        re.I,
    )


def _read_numbers(path: Path, section: str, pairs: Iterable[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for pair in pairs:
        word, _, number = pair.rpartition(" ")
        if not word or not number.isdecimal():
            raise OntologyError(f"{path}: {section}: {pair!r} is not a word and its number")
        numbers[word.lower()] = int(number)
    return numbers


def _read_fiscal_start(path: Path, words: tuple[str, ...]) -> tuple[int, int, bool]:
    parts = words[0].split()
    if len(parts) not in (2, 3) or not all(part.isdecimal() for part in parts[:2]) or parts[2:] not in ([], ["before"]):
        raise OntologyError(f"{path}: fiscal_start: {words[0]!r} is not a month, a day and perhaps 'before'")
    month, day = int(parts[0]), int(parts[1])
    if not _is_day(2001, month, day):
        raise OntologyError(f"{path}: fiscal_start: {words[0]!r} is no day of the year")
    return month, day, len(parts) == 3
