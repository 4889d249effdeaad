"""A match of the pattern of dates in, the first and last moment that it names out.

Dates that a text leaves open are left out: "October 16th" has no year, and 03/04/2019 is told in two ways, so that
only its year is known.
"""
from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from msgspec import Struct

from graphkit.model import Value

_YEAR = re.compile(r"(?:19|20)\d\d")


class Date(Struct, frozen=True):
    """A date as written: where it stands, and the first and last moment that it names, in the precision it has."""

    start: int
    end: int
    first: Value
    last: Value

    @property
    def is_interval(self) -> bool:
        return self.first != self.last or self.first.datatype != "date"


def read_date(match: re.Match[str], months: Mapping[str, int], fiscal_start: tuple[int, int, bool]) -> Date | None:
    """A match of the pattern of all dates to its value; None where the calendar has no such day.

    months        numbers by name; fiscal_start: month and day, and whether they lie in the year before
    """
    part = match.groupdict()
    start, end = match.span()
    if part["fy"]:
        return _read_fiscal(match, fiscal_start)
    if part["quarter"]:
        year, first_month = _read_year(part["quarter_year"]), int(part["quarter"]) * 3 - 2
        return _make_interval(start, end, (year, first_month, 1), (year, first_month + 3, 1))
    if part["ambiguous_year"]:
        return _read_numeric(match)
    if part["pair"]:
        return _read_pair(match)
    year = _read_year(part["y1"] or part["y2"] or part["y3"] or part["y4"] or part["y5"])
    month_name = part["m1"] or part["m2"] or part["m4"]
    month = months[month_name.lower().rstrip(".")] if month_name else int(part["m3"] or 0)
    day = int(part["d1"] or part["d2"] or part["d3"] or 0)
    if not 1000 <= year <= 2999 or month > 12:
        return None
    if day:
        last = int(part["d1b"] or part["d2b"] or day)
        if not is_day(year, month, day) or not is_day(year, month, last):
            return None
        return Date(start, end, _make_day(year, month, day), _make_day(year, month, last))
    value = Value(f"{year:04d}-{month:02d}", "gYearMonth") if month else Value(f"{year:04d}", "gYear")
    return Date(start, end, value, value)


def _read_pair(match: re.Match[str]) -> Date | None:
    """'2022–23': the year that begins in the one and ends in the next, on which day is not said."""
    first, last = int(match["pair"]), int(match["pair_last"])
    if (first + 1) % 100 != last:
        return None
    return Date(*match.span(), Value(f"{first:04d}", "gYear"), Value(f"{first + 1:04d}", "gYear"))


def _read_numeric(match: re.Match[str]) -> Date | None:
    """02/23/2019 and 23/02/2019 tell the day; of 03/04/2019 only the year is sure, unless both numbers are one."""
    one, two, year = int(match["n1"]), int(match["n2"]), _read_year(match["ambiguous_year"])
    readings = {(month, day) for month, day in ((one, two), (two, one)) if month <= 12 and is_day(year, month, day)}
    if not readings:
        return None
    if len(readings) > 1:
        value = Value(f"{year:04d}", "gYear")
        return Date(*match.span(), value, value)
    month, day = readings.pop()
    return Date(*match.span(), _make_day(year, month, day), _make_day(year, month, day))


def _read_fiscal(match: re.Match[str], fiscal_start: tuple[int, int, bool]) -> Date:
    """A fiscal year, or several, to the days from the first day of the first to the last day of the last."""
    first = _read_year(match["fy"])
    last = _read_year(match["fy_last"]) if match["fy_last"] else first
    month, day, before = fiscal_start
    shift = 1 if before else 0
    return _make_interval(*match.span(), (first - shift, month, day), (last - shift + 1, month, day))


def _make_interval(start: int, end: int, first: tuple[int, int, int], after: tuple[int, int, int]) -> Date:
    """From a day up to the one before `after`, whose month may be 13."""
    year, month, day = after
    if month > 12:
        year, month = year + 1, month - 12
    last = datetime.date(year, month, day) - datetime.timedelta(days=1)
    return Date(start, end, _make_day(*first), Value(last.isoformat(), "date"))


def _make_day(year: int, month: int, day: int) -> Value:
    return Value(datetime.date(year, month, day).isoformat(), "date")


def is_year(text: str) -> bool:
    """Whether digits are a year of this age, where nothing else tells what they count."""
    return _YEAR.fullmatch(text) is not None


def is_day(year: int, month: int, day: int) -> bool:
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
