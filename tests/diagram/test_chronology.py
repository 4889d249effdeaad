"""The drawing of a timeline: whole, safe, the same each time, and without overlaps."""
from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from msgspec.structs import replace

from graphkit.analysis.record import Place, Record, RecordedClaim, Term, open_record
from graphkit.analysis.timeline import Timeline, build_timeline
from graphkit.diagram.chronology import draw_timeline, load_style, measure_width

LETTER = Path(__file__).parents[2] / "exports" / "ice-wyden-2019"
SVG = "{http://www.w3.org/2000/svg}"
STATES = (("Affirmed", "Stated"), ("Denied", "Stated"), ("Affirmed", "Possible"), ("Affirmed", "Procedural"))


def make_timeline(labels: list[str], times: list[dict[str, str]], date: str = "2020-06-01") -> Timeline:
    claims = []
    for number, label in enumerate(labels):
        polarity, modality = STATES[number % len(STATES)]
        claims.append(RecordedClaim(
            iri=f"https://example.org/claim/{number}", subject=Term(label, f"https://example.org/{number}", "System"),
            predicate="uses", object=Term("x", "https://example.org/x", "System"), polarity=polarity,
            modality=modality, places=(Place(number, number + 1, 0, label),), said_on=date,
            roles=tuple(sorted((name, Term(time, kind="date")) for name, time in times[number % len(times)].items()))))
    record = Record("https://example.org/doc/1", "letter", "A <letter> & more", date, None, "0" * 64, tuple(claims), (),
                    {}, (), ())
    return build_timeline(record)


DATES = [{"validFrom": "2016-05-02", "validUntil": "2016-09-23"}, {"validFrom": "2018"}, {"asOf": "2019-01-29"},
         {"validUntil": "2017-02"}, {"untilEvent": "the end of <it>"}, {"validFrom": "2018-02-05"}]
HOSTILE = ["</text><script>alert(1)</script>", "a\x00b\x1b[31m\ud800", "&amp;&#60;", "\u202egnp.exe", "W" * 400,
           "機関" * 100,
           "DEPARTMENT OF HARBOR SECURITY MAINTENANCE ADMINISTRATION " * 9, "]]>", '" onload="alert(1)',
           "tab\tnew\nline", ""]


def read_rows(svg: str) -> list[tuple[float, float]]:
    """Top and bottom of the statement of each event."""
    rows = []
    for group in ET.fromstring(svg).iter(f"{SVG}g"):
        text = group.find(f"{SVG}text")
        assert text is not None
        lines = text.findall(f"{SVG}tspan")
        top = float(text.get("y", "0")) - load_style()["size"]
        rows.append((top, top + len(lines) * load_style()["leading"]))
    return rows


@pytest.mark.parametrize("count", [1, 2, 12, 60])
@pytest.mark.parametrize("labels", [["Port Office"], HOSTILE])
def test_rows_do_not_overlap_and_labels_stay_left_of_the_chart(count: int, labels: list[str]) -> None:
    svg = draw_timeline(make_timeline([labels[number % len(labels)] for number in range(count)], DATES))
    rows = read_rows(svg)
    assert len(rows) == count
    assert all(above[1] <= below[0] + 1 for above, below in itertools.pairwise(rows))
    style = load_style()
    for span in ET.fromstring(svg).iter(f"{SVG}tspan"):
        assert measure_width(span.text or "", style["size"]) <= style["labels"]


def test_everything_lies_on_the_page() -> None:
    svg = draw_timeline(make_timeline(HOSTILE, DATES))
    root = ET.fromstring(svg)
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    for element in root.iter():
        for name, limit in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            if element.get(name):
                assert 0 <= float(element.get(name, "0")) <= limit
        if element.tag == f"{SVG}text" and element.get("x"):
            assert element.get("font-size")
            size = float(element.get("font-size", "0"))
            start = float(element.get("x", "0"))
            if element.get("text-anchor") != "middle":
                assert start + measure_width(element.text or "", size) <= width


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels_become_no_markup(label: str) -> None:
    svg = draw_timeline(make_timeline([label], DATES))
    root = ET.fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "text", "tspan", "path", "circle", "g"}
    assert not any(name.startswith("on") or "href" in name for element in root.iter() for name in element.attrib)
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e\ud800-\udfff]", svg)


@pytest.mark.parametrize("times", [
    [{"validFrom": "0001-01-01"}, {"validUntil": "9999-12-31"}], [{"asOf": "2020-06-01"}], [{"validFrom": "soon"}],
    [{"validFrom": "2020-05", "validUntil": "2020-06"}], [{"validFrom": "1850"}, {"asOf": "2020-02-29"}],
    [{"validFrom": "2020", "validUntil": "2010"}],
])
@pytest.mark.parametrize("date", ["2020-06-01", "", "9999-12-31", "0001-01-01"])
def test_dates_at_the_edge(times: list[dict[str, str]], date: str) -> None:
    svg = draw_timeline(make_timeline(["one", "two"], times, date))
    ET.fromstring(svg)
    assert "nan" not in svg and "inf" not in svg


def test_nothing_dated_is_said() -> None:
    assert "dates no statement" in draw_timeline(make_timeline([], DATES))


def test_letter_is_drawn_alike_each_time() -> None:
    record = open_record(LETTER)
    first = draw_timeline(build_timeline(record))
    assert first == draw_timeline(build_timeline(open_record(LETTER)))
    root = ET.fromstring(first)
    assert len(list(root.iter(f"{SVG}g"))) == len(build_timeline(record).events)
    assert "said 2019-04-12" in first and "2018-02-05" in first


def test_several_documents_are_told_apart_by_name() -> None:
    record = open_record(LETTER)
    later = replace(record, name="later letter", date="2021-03-01")
    svg = draw_timeline(build_timeline(record, later))
    assert "said 2021-03-01: later letter" in svg


def test_dates_stand_beside_the_day_of_saying() -> None:
    """As of ten weeks before it was said: the date stands left of its ring, not over the lozenge."""
    svg = draw_timeline(make_timeline(["Old", "Fleet"], [{"validFrom": "2016-05-02"}, {"asOf": "2020-03-20"}]))
    ring = next(text for text in ET.fromstring(svg).iter(f"{SVG}text") if (text.text or "").startswith("as of 2020"))
    assert ring.get("text-anchor") == "end"
