"""A timeline in, an SVG drawing of it out: a row an event, a line a document for the day on which it was said.

Every event has a row of its own, its statement on the left and its days on the right, so that nothing overlaps whatever
the dates are. A filled disc is a day, a bar is a stretch, a bar with an arrow goes on, a ring is a day of which it is
said ("as of"). The drawing needs no font, script or picture from elsewhere, and is the same for the same timeline.
"""
from __future__ import annotations

import calendar
import math
import tomllib
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from msgspec import Struct

from graphkit.analysis.timeline import Event, Timeline, show_times
from graphkit.diagram.labels import ELLIPSIS, clean_text, cut_text
from graphkit.graph.validity import Day, read_time
from graphkit.query.table import measure

FILE = Path(__file__).with_suffix(".toml")
#: Years between two ticks, of which the first is taken that leaves no more ticks than fit.
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
TICKS = 9
#: Letters that are narrower or wider than most, and their share of the size of the font.
WIDTHS = (("iljI.,;:'|!()[] ’‘·", 0.4), ("ftr-/\"“”", 0.46), ("mwMWQ@%–—…→", 1.0), ("ABCDEFGHJKLNOPRSTUVXYZ&", 0.76))
#: Words over lines stay readable.
HALO = 'stroke="{}" stroke-width="3" paint-order="stroke"'
LONGEST = 200  # characters of a title


class Scale(Struct, frozen=True):
    """Days to pixels: `first` at `left`, `last` at `right`."""

    first: int
    last: int
    left: float
    right: float

    def place(self, day: Day) -> float:
        share = (day.toordinal() - self.first) / (self.last - self.first)
        return round(self.left + share * (self.right - self.left), 1)


@cache
def load_style() -> dict[str, Any]:
    """The measures and colours of chronology.toml."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def draw_timeline(timeline: Timeline) -> str:
    """A timeline as SVG."""
    style = load_style()
    scale = find_scale(timeline, style)
    head = 78
    top = head + 26
    rows: list[str] = []
    for event in timeline.events:
        lines = wrap_label(event.statement, style["labels"], style["size"])
        height = max(len(lines) * style["leading"], style["bar"])
        rows.append(draw_event(event, lines, top, height, scale))
        top += height + style["gap"]
    bottom = top + 4
    parts = [
        *draw_ticks(scale, head, bottom), *draw_sayings(timeline, scale, head, bottom), *rows,
        *draw_legend(timeline, bottom + 30),
    ]
    title = cut_text(timeline.title, LONGEST)
    width, height = style["width"], bottom + 56
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" font-family="{escape(style["font"])}" font-size="{style["size"]}" fill="{style["ink"]}">',
        f"<title>{escape(title)}</title>",
        f"<desc>{len(timeline.events)} dated statements, and when they were said.</desc>",
        f'<rect width="{width}" height="{height}" fill="{style["background"]}"/>',
        f'<text x="{style["margin"]}" y="28" font-size="16" font-weight="bold">'
        f'{escape(fit_text(title, width - 2 * style["margin"], 17))}</text>',
        *parts, "</svg>", "",
    ])


def measure_width(text: str, size: float) -> float:
    """About how many pixels a text takes, rather too many: fonts without serifs differ by a tenth."""
    return sum(measure_letter(sign) for sign in text) * size


@cache
def measure_letter(sign: str) -> float:
    """The width of one letter as a share of the size of the font."""
    columns = measure(sign)
    if columns != 1:
        return 0.0 if columns == 0 else 1.05
    return next((width for signs, width in WIDTHS if sign in signs), 0.62)


def fit_text(text: str, width: float, size: float) -> str:
    """Clean text, cut where it would take more than a width."""
    text = clean_text(text)
    if measure_width(text, size) <= width:
        return text
    end = len(text)
    while end and measure_width(text[:end] + ELLIPSIS, size) > width:
        end -= 1
    return text[:end].rstrip() + ELLIPSIS


def wrap_label(text: str, width: float, size: float) -> tuple[str, ...]:
    """A statement to the lines that fit left of the chart, the rest cut; words that are too long are broken."""
    lines = [""]
    words = cut_text(text, LONGEST).split()
    for word in (piece for each in words for piece in break_word(each, width, size)):
        longer = f"{lines[-1]} {word}".strip()
        if measure_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    most = load_style()["lines"]
    return tuple(lines[:most] if len(lines) <= most else
                 [*lines[: most - 1], fit_text(" ".join(lines[most - 1 :]), width, size)])


def break_word(word: str, width: float, size: float) -> Iterator[str]:
    """A word to pieces that each fit into a width."""
    piece = ""
    for letter in word:
        if piece and measure_width(piece + letter, size) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


def find_scale(timeline: Timeline, style: dict[str, Any]) -> Scale:
    """The first and last day of all events and documents, with room beside them."""
    days = [day for event in timeline.events if event.valid for day in (event.valid.first, event.valid.last) if day]
    days += [day for _, said in timeline.documents if (day := find_day(said))]
    first, last = (min(days).toordinal(), max(days).toordinal()) if days else (1, 366)
    room = max(15, (last - first) // 25)
    left = style["margin"] + style["labels"] + 20
    return Scale(first - room, last + room, left, style["width"] - style["margin"] - style["dates"])


def find_day(said: str) -> Day | None:
    """The day on which a document was said, from its date."""
    interval = read_time(said)
    return interval.first if interval else None


def draw_ticks(scale: Scale, top: float, bottom: float) -> Iterator[str]:
    """Lines at the beginnings of years or months, with their names above."""
    style = load_style()
    for day, name in find_ticks(scale):
        x = scale.place(day)
        yield f'<path d="M{x} {top}V{bottom}" stroke="{style["grid"]}"/>'
        yield (f'<text x="{x}" y="{top - 6}" font-size="{style["small"]}" fill="{style["faint"]}" '
               f'text-anchor="middle">{name}</text>')


def find_ticks(scale: Scale) -> list[tuple[Day, str]]:
    """The days that are marked, and their names: years, or months where there are few."""
    first = Day.fromordinal(max(1, scale.first))
    last = Day.fromordinal(min(Day.max.toordinal(), scale.last))
    months = (last.year - first.year) * 12 + last.month - first.month
    if months <= TICKS:
        found = [Day(first.year + (first.month - 1 + step) // 12, (first.month - 1 + step) % 12 + 1, 1)
                 for step in range(months + 1)]
        return [(day, f"{calendar.month_abbr[day.month]} {day.year}") for day in found if first <= day]
    step = next((step for step in STEPS if (last.year - first.year) / step <= TICKS), STEPS[-1])
    years = range(max(1, math.ceil(first.year / step) * step), last.year + 1, step)
    return [(Day(year, 1, 1), str(year)) for year in years if Day(year, 1, 1) >= first]


def draw_sayings(timeline: Timeline, scale: Scale, top: float, bottom: float) -> Iterator[str]:
    """A dashed line for each day on which a document was said; its name where there are several documents."""
    style = load_style()
    several = len(timeline.documents) > 1
    names: dict[Day, list[str]] = {}
    for name, said in timeline.documents:
        day = find_day(said)
        if day:
            names.setdefault(day, []).append(name)
    taken = [-math.inf, -math.inf]  # where the words of each of two lines end
    for day, documents in sorted(names.items()):
        x = scale.place(day)
        words = cut_text(f"said {day}" + (f": {', '.join(documents)}" if several else ""), 40)
        width = measure_width(words, style["small"])
        start = min(max(x - width / 2, scale.left - 60), style["width"] - style["margin"] - width)
        level = next((level for level in (0, 1) if taken[level] < start), None)
        yield f'<path d="M{x} {top}V{bottom}" stroke="{style["said"]}" stroke-dasharray="4 3"/>'
        if level is not None:
            taken[level] = start + width + 8
            yield (f'<text x="{start:.1f}" y="{top - 20 - 12 * level}" font-size="{style["small"]}" '
                   f'fill="{style["said"]}">{escape(words)}</text>')


def draw_event(event: Event, lines: tuple[str, ...], top: float, height: float, scale: Scale) -> str:
    """One row: the statement, and the mark of its days with the date beside it."""
    style = load_style()
    mark = find_mark(event.state)
    words = "".join(f'<tspan x="{style["margin"]}" dy="{0 if number == 0 else style["leading"]}">{escape(line)}</tspan>'
                    for number, line in enumerate(lines))
    middle = top + height / 2
    quote = cut_text(" … ".join(quote.words for quote in event.quotes), 1000)
    return "\n".join([
        "<g>", f"<title>{escape(quote)}</title>",
        f'<text y="{top + 12}">{words}</text>',
        *draw_days(event, middle, scale, mark), *draw_said(event, middle, scale), "</g>",
    ])


def draw_said(event: Event, y: float, scale: Scale) -> Iterator[str]:
    """A small lozenge on the day on which it was said."""
    day = find_day(event.said_on)
    if day and scale.first <= day.toordinal() <= scale.last:
        yield f'<path d="M{scale.place(day)} {y - 4}l4 4l-4 4l-4 -4z" fill="{load_style()["said"]}"/>'


def crosses_saying(event: Event, x: float, words: str, scale: Scale) -> bool:
    """Whether words that start at `x` would stand over the lozenge of the day on which it was said."""
    day = find_day(event.said_on)
    if day is None or not scale.first <= day.toordinal() <= scale.last:
        return False
    return x - 6 < scale.place(day) < x + measure_width(words, load_style()["small"]) + 6


def find_mark(state: str) -> dict[str, str]:
    """The colour and dashes of a state."""
    marks: list[dict[str, str]] = load_style()["mark"]
    return next((mark for mark in marks if mark["state"] == state), marks[0])


def draw_days(event: Event, y: float, scale: Scale, mark: dict[str, str]) -> Iterator[str]:
    """The mark of an event's days, and the date right of it, or left where it would cover the day of saying."""
    style = load_style()
    color, dash = mark["color"], f' stroke-dasharray="{mark["dash"]}"' if mark["dash"] else ""
    first, last = show_times(event)
    begin = event.valid.first if event.valid else None
    end = event.valid.last if event.valid else None
    words = f"{first} – {last}" if first and last and first != last else first or (f"until {last}" if last else "")
    if begin is None and end is None:
        x = before = scale.left
    elif event.seen or (begin == end and begin is not None):
        assert begin is not None
        x, before = scale.place(begin) + 8, scale.place(begin) - 8
        fill = style["background"] if event.seen or mark["dash"] else color
        yield f'<circle cx="{x - 8}" cy="{y}" r="5" fill="{fill}" stroke="{color}" stroke-width="2"{dash}/>'
    else:
        left = scale.place(begin) if begin else scale.left
        right = scale.place(end) if end else scale.right
        half = style["bar"] / 2
        width = max(4.0, round(right - left, 1))
        yield (f'<rect x="{left}" y="{y - half}" width="{width}" height="{style["bar"]}" rx="3" '
               f'fill="{color}" fill-opacity="{0.15 if mark["dash"] else 0.55}" stroke="{color}"{dash}/>')
        if begin is None:
            yield f'<path d="M{left} {y - half - 3}l-9 {half + 3}l9 {half + 3}z" fill="{color}"/>'
        x, before = max(left + 4, right) + 6, left - 6
        if end is None:
            yield f'<path d="M{right} {y - half - 3}l9 {half + 3}l-9 {half + 3}z" fill="{color}"/>'
            x += 9
            yield f'<circle cx="{left}" cy="{y}" r="5" fill="{color}"/>'
    room = style["width"] - style["margin"] - x
    anchor = ""
    if crosses_saying(event, x, words, scale) and before - measure_width(words, style["small"]) > scale.left:
        x, anchor = before, ' text-anchor="end"'
    yield (f'<text x="{x}" y="{y + 4}"{anchor} font-size="{style["small"]}" fill="{style["faint"]}" '
           f'{HALO.format(style["background"])}>{escape(fit_text(words, room, style["small"]))}</text>')


def draw_legend(timeline: Timeline, y: float) -> Iterator[str]:
    """What the marks mean, of those that are drawn."""
    style = load_style()
    x: float = style["margin"]
    states = {event.state for event in timeline.events}
    entries = [("disc: a day", None), ("bar: from – until", None), ("arrow: goes on", None), ("ring: as of", None),
               ("lozenge: said", None)]
    entries += [(mark["legend"], mark) for mark in style["mark"] if mark["state"] in states and "legend" in mark]
    for words, mark in entries if timeline.events else []:
        if mark is not None:
            dash = f' stroke-dasharray="{mark["dash"]}"' if mark["dash"] else ""
            yield f'<path d="M{x} {y - 4}h26" stroke="{mark["color"]}" stroke-width="4"{dash}/>'
            x += 32
        yield f'<text x="{x:.0f}" y="{y}" font-size="{style["small"]}" fill="{style["faint"]}">{escape(words)}</text>'
        x += measure_width(words, style["small"]) + 22
    if not timeline.events:
        yield f'<text x="{x}" y="{y}" fill="{style["faint"]}">The text dates no statement.</text>'
