"""What the text dates, on two clocks."""
from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit.analysis.record import open_record
from graphkit.analysis.timeline import build_timeline, lay_timeline, show_times
from graphkit.cli import main
from graphkit.cli.sheets import FORMATS, write_sheet

from .records import make_record

LETTER = Path(__file__).parents[2] / "exports" / "ice-wyden-2019"
TIMES = {  # roles, and what the two columns of valid time show
    "validFrom=date:2018-02-05": ("2018-02-05", ""),
    "validFrom=date:2018-01; validUntil=date:2018-01": ("2018-01", "2018-01"),
    "validFrom=date:2016; validUntil=date:2018-05-01": ("2016", "2018-05-01"),
    "validUntil=date:2018": ("", "2018"),
    "asOf=date:2019-01-29": ("as of 2019-01-29", ""),
    'untilEvent="the end of the contract"': ("", "the end of the contract"),
    'validFrom=date:2018; untilEvent="the end of the contract"': ("2018", "the end of the contract"),
}
STATES = {("affirmed", "stated"): "affirmed", ("denied", "stated"): "denied", ("affirmed", "planned"): "planned",
          ("affirmed", "possible"): "possible", ("denied", "disclaimed"): "disclaimed",
          ("denied", "required"): "denied", ("affirmed", "procedural"): "procedural"}


@pytest.mark.parametrize(("times", "state"), list(itertools.product(TIMES, STATES)))
def test_both_clocks_of_every_time_and_state(times: str, state: tuple[str, str]) -> None:
    record = make_record(f"Port Office | uses | Tide System | {state[0]} | {state[1]} | {times}", date="2020-06-01")
    (event,) = build_timeline(record).events
    assert show_times(event) == TIMES[times]
    assert (event.said_on, event.state) == ("2020-06-01", STATES[state])
    assert event.quotes[0].start == event.claims[0].places[0].start


def test_what_has_no_time_is_in_no_timeline() -> None:
    assert build_timeline(make_record("Port Office | uses | Tide System")).events == ()


def test_claims_of_one_sentence_and_time_are_one_event() -> None:
    record = make_record("""A Company | presentsTo | Gate Unit | affirmed | stated | validFrom=date:2018-01
        & B Company | presentsTo | Gate Unit | affirmed | stated | validFrom=date:2018-01
        & B Company | presentsTo | Dock Unit | affirmed | stated | validFrom=date:2018-01
        & B Company | presentsTo | Dock Unit | affirmed | stated | validFrom=date:2018-02""")
    events = build_timeline(record).events
    assert [event.statement for event in events] == [
        "A Company, B Company presents to Gate Unit, Dock Unit", "B Company presents to Dock Unit"]


def test_order_is_of_valid_time_and_the_undated_come_last() -> None:
    times = ["validFrom=date:2018", "validUntil=date:2016", 'untilEvent="ever"', "asOf=date:2017-05-05",
             "validFrom=date:2017-05-05"]
    record = make_record("\n".join(f"Port Office | uses | S{n} System | affirmed | stated | {time}"
                                   for n, time in enumerate(times)))
    order = [event.claims[0].object.label for event in build_timeline(record).events]
    assert order == ["S1 System", "S3 System", "S4 System", "S0 System", "S2 System"]


def test_two_documents_share_a_timeline() -> None:
    records = [make_record("Port Office | uses | Tide System | affirmed | stated | validFrom=date:2018",
                           name=name, date=date) for name, date in (("one", "2019-01-01"), ("two", "2021-01-01"))]
    timeline = build_timeline(*records)
    assert timeline.documents == (("one", "2019-01-01"), ("two", "2021-01-01"))
    assert [event.said_on for event in timeline.events] == ["2019-01-01", "2021-01-01"]
    assert [row.cells[3] for row in lay_timeline(timeline).rows] == ["(one)", "(two)"]


def test_letter_has_its_dates() -> None:
    rows = [row.cells[:2] for row in lay_timeline(build_timeline(open_record(LETTER))).rows]
    for expected in [("2016-05-02", "2016-09-23"), ("2017-03-08", "2017-04-05"), ("2018-02-05", ""),
                     ("2018-04-25", ""), ("as of 2019-01-29", ""), ("2018-01", "2018-01"),
                     ("2017-10-01", "2018-09-30")]:
        assert expected in rows
    assert rows == sorted(rows, key=lambda cells: (not cells[0], cells[0].removeprefix("as of ")))


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_labels(form: str) -> None:
    record = make_record("=1+1 Office | uses | <b>\x1b[31m`|` System | affirmed | stated | validFrom=date:2018")
    text = write_sheet(lay_timeline(build_timeline(record)), form)
    assert "\x1b" not in text or form == "csv"


def test_command(tmp_path: Path) -> None:
    run = CliRunner().invoke
    done = run(main, ["timeline", str(LETTER), "--as-of", "2017-03-20", "--format", "csv"])
    assert done.exit_code == 0 and "2017-03-08,2017-04-05" in done.output and "2018-02-05" not in done.output
    assert run(main, ["timeline", str(LETTER), "-o", str(tmp_path / "t.svg")]).exit_code == 0
    assert (tmp_path / "t.svg").read_text(encoding="utf-8").startswith("<svg")
    refused = run(main, ["timeline", str(LETTER), "-o", str(tmp_path / "no" / "t.svg")])
    assert refused.exit_code == 1 and refused.output.count("\n") == 1
