"""A claim in, the days that it is about out; a record and a day in, the record of what holds on it out."""
from __future__ import annotations

from msgspec.structs import replace

from graphkit.analysis.record import Record, RecordedClaim
from graphkit.graph.validity import TIMES, Day, Interval, find_validity, read_interval


def find_times(claim: RecordedClaim) -> dict[str, str]:
    """The times of a claim by their role."""
    return {name: term.label for name, term in claim.roles if name in TIMES}


def find_interval(claim: RecordedClaim) -> Interval | None:
    """The days that a claim is about, None where it names none."""
    return read_interval(claim.predicate, find_times(claim))


def holds_on(claim: RecordedClaim, day: Day) -> bool:
    """Whether a claim holds on a day, as graphkit.graph.validity defines it."""
    validity = find_validity(claim.predicate, find_times(claim))
    return validity is None or validity.holds(day)


def keep_valid(record: Record, day: Day) -> Record:
    """A record to the same with only those claims that hold on a day."""
    return replace(record, claims=tuple(claim for claim in record.claims if holds_on(claim, day)))
