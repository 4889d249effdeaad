"""A claim in, the days on which it says that it holds out.

Times of the vocabulary are days, months or years; each stands for all of its days ("in January 2018" from the first to
the last of it), a fiscal year is written as its first and last day by the reader of the text. An open end is None.
"""
from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from graphkit.analysis.record import RecordedClaim

Day = datetime.date
TIME = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Interval:
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
    except ValueError:  # the 30th of February
        return None


def find_interval(claim: RecordedClaim) -> Interval | None:
    """The days that a claim is about: validFrom to validUntil, or those of asOf; None where it names none."""
    times = {name: read_time(term.label) for name, term in claim.roles if name in ("validFrom", "validUntil", "asOf")}
    first, last, at = (times.get(name) for name in ("validFrom", "validUntil", "asOf"))
    if first is None and last is None:
        return at
    return Interval(first.first if first else None, last.last if last else None)
