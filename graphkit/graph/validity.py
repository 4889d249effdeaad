"""The times of a claim in, the days on which it holds out: what "as of a date" means.

Times of the vocabulary are days, months or years, and each stands for all of its days: "in January 2018" is from the
first to the last of it; a fiscal year is written as its first and last day by the reader of the text.

A claim holds on a day unless its own times exclude that day:

* no time: what a document says without a time is said of the document's date; no day is excluded.
* gk:validFrom, gk:validUntil: from the first day of the one to the last day of the other, both included; an end that is
  not given, or that is an event (gk:untilEvent), is open. "Piloted from 2 May to 23 September" holds on these days.
* gk:validFrom and gk:validUntil of what lasts once it has begun (`once` in ontology/cues/comparison.yaml: deploys,
  implements …): they tell when it began, so it holds from the first of these days on. "Implemented in fiscal year 2018"
  holds in 2020 too.
* gk:validFrom alone of what is over with its day (`moments` there: meets with, presents to): on these days only.
* What is a stage before such a beginning (`trials` there: pilots) holds on after its end until the day on which the
  same thing is deployed, if the document tells that day: until its deployment a system is a pilot, no more.
* gk:asOf alone: from its first day on, until the document says something else: "the population is N as of 29 January".
  Of the days before it says nothing.

What cannot be read as a time excludes nothing.
"""
from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping

from msgspec import Struct

from graphkit.ontology.comparison import load_comparison

Day = datetime.date
TIME = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
#: The roles that hold times.
TIMES = ("validFrom", "validUntil", "asOf")


class Interval(Struct, frozen=True):
    """From `first` to `last`, both included; None where that end is open."""

    first: Day | None
    last: Day | None

    def overlaps(self, other: Interval) -> bool:
        return not ((self.last and other.first and self.last < other.first)
                    or (other.last and self.first and other.last < self.first))

    def holds(self, day: Day) -> bool:
        return self.overlaps(Interval(day, day))

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first or "")
        return f"{self.first or ''} – {self.last or ''}".strip()


def read_time(text: str) -> Interval | None:
    """`2018`, `2018-01` or `2018-01-31` to its days; None for anything else."""
    match = TIME.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        last = calendar.monthrange(year, month or 12)[1]
        return Interval(Day(year, month or 1, day or 1), Day(year, month or 12, day or last))
    except ValueError:  # the 30th of February, the year 0
        return None


def read_interval(predicate: str, times: Mapping[str, str]) -> Interval | None:
    """What validFrom, validUntil and asOf tell, as they stand: the days that a claim is about; None for no time."""
    read = {name: read_time(times[name]) for name in TIMES if name in times}
    first, last, at = (read.get(name) for name in TIMES)
    if first is None and last is None:
        return at
    if first and last is None and predicate in load_comparison().moments:
        return first
    return Interval(first.first if first else None, last.last if last else None)


def find_validity(predicate: str, times: Mapping[str, str]) -> Interval | None:
    """The days on which a claim holds, as the module says; None where none is excluded."""
    interval = read_interval(predicate, times)
    if interval is None:
        return None
    begun = predicate in load_comparison().once and "validFrom" in times
    only_seen = "validFrom" not in times and "validUntil" not in times
    return Interval(interval.first, None) if begun or only_seen else interval


def read_day(text: str) -> Day:
    """A date as typed in, ISO 8601, to the day. Raises ValueError."""
    return Day.fromisoformat(text)
