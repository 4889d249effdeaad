"""What holds on which day."""
from __future__ import annotations

import pytest

from graphkit.graph.validity import Interval, find_validity, read_day, read_interval, read_time


@pytest.mark.parametrize(("text", "first", "last"), [
    ("2018-02-05", "2018-02-05", "2018-02-05"), ("2018-02", "2018-02-01", "2018-02-28"),
    ("2020-02", "2020-02-01", "2020-02-29"), ("2018", "2018-01-01", "2018-12-31"),
])
def test_time_stands_for_all_its_days(text: str, first: str, last: str) -> None:
    assert read_time(text) == Interval(read_day(first), read_day(last))


@pytest.mark.parametrize("text", ["", "soon", "2018-13", "2018-02-30", "18-02-05", "0000", "2018-02-05Z", "-2018"])
def test_what_is_no_time_excludes_nothing(text: str) -> None:
    assert read_time(text) is None
    assert find_validity("uses", {"validFrom": text}) in (None, Interval(None, None))


CASES = [  # predicate, times, day, whether it holds
    ("uses", {}, "1900-01-01", True),
    ("pilots", {"validFrom": "2016-05-02", "validUntil": "2016-09-23"}, "2016-05-01", False),
    ("pilots", {"validFrom": "2016-05-02", "validUntil": "2016-09-23"}, "2016-05-02", True),
    ("pilots", {"validFrom": "2016-05-02", "validUntil": "2016-09-23"}, "2016-09-23", True),
    ("pilots", {"validFrom": "2016-05-02", "validUntil": "2016-09-23"}, "2016-09-24", False),
    ("uses", {"validFrom": "2016"}, "2015-12-31", False),
    ("uses", {"validFrom": "2016"}, "2030-01-01", True),
    ("uses", {"validUntil": "2016-02"}, "2016-02-29", True),
    ("uses", {"validUntil": "2016-02"}, "2016-03-01", False),
    ("uses", {"validUntil": "2016-02"}, "1900-01-01", True),
    ("deploys", {"validFrom": "2018-02-05"}, "2018-02-04", False),
    ("deploys", {"validFrom": "2018-02-05"}, "2018-02-05", True),
    ("implements", {"validFrom": "2017-10-01", "validUntil": "2018-09-30"}, "2017-09-30", False),
    ("implements", {"validFrom": "2017-10-01", "validUntil": "2018-09-30"}, "2020-01-01", True),
    ("meetsWith", {"validFrom": "2018-04-25"}, "2018-04-25", True),
    ("meetsWith", {"validFrom": "2018-04-25"}, "2018-04-26", False),
    ("meetsWith", {"validFrom": "2018-04"}, "2018-04-30", True),
    ("deploys", {"validUntil": "2016"}, "2017-01-01", False),  # "was deployed until 2016"
    ("hasCount", {"asOf": "2019-01-29"}, "2019-01-28", False),
    ("hasCount", {"asOf": "2019-01-29"}, "2019-06-01", True),
    ("explores", {"asOf": "2019-04"}, "2019-04-01", True),
    ("uses", {"asOf": "2010", "validFrom": "2018"}, "2012-01-01", False),
    ("uses", {"validFrom": "soon", "validUntil": "2016"}, "2000-01-01", True),
]


@pytest.mark.parametrize(("predicate", "times", "day", "expected"), CASES)
def test_claim_holds_on_day(predicate: str, times: dict[str, str], day: str, expected: bool) -> None:
    validity = find_validity(predicate, times)
    assert (validity is None or validity.holds(read_day(day))) is expected


@pytest.mark.parametrize(("one", "other", "expected"), [
    ({"validFrom": "2016"}, {"validUntil": "2015"}, False), ({"validFrom": "2016"}, {"validUntil": "2016-01-01"}, True),
    ({"asOf": "2016"}, {"asOf": "2016-05"}, True), ({"asOf": "2016"}, {"asOf": "2017"}, False),
    ({"validFrom": "2016"}, {"validFrom": "2030"}, True),
])
def test_overlap_is_the_same_both_ways(one: dict[str, str], other: dict[str, str], expected: bool) -> None:
    first, second = read_interval("uses", one), read_interval("uses", other)
    assert first is not None and second is not None
    assert first.overlaps(second) is second.overlaps(first) is expected
