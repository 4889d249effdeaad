"""A timeline in, its drawing out as a part of the page: every row leads to its claims."""
from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from graphkit.analysis.timeline import Event, Timeline, show_times
from graphkit.diagram.chronology import draw_timeline
from graphkit.report.anchors import join_anchors
from graphkit.report.drawing import SVG, write_markup


def draw_chart(timeline: Timeline, anchors: Mapping[str, str]) -> str:
    """A timeline as markup, '' for one without events."""
    if not timeline.events:
        return ""
    root = ElementTree.fromstring(draw_timeline(timeline))
    for size in ("width", "height"):
        del root.attrib[size]
    root.set("role", "group")
    root.set("aria-label", "Timeline")
    rows = [group for group in root.findall(f"{{{SVG}}}g") if group.find(f"{{{SVG}}}title") is not None]
    for group, event in zip(rows, timeline.events, strict=True):
        join_event(group, event, anchors)
    return write_markup(root)


def join_event(group: ElementTree.Element, event: Event, anchors: Mapping[str, str]) -> None:
    """The row of an event, in place: as a link to the first of its claims."""
    claims = join_anchors((claim.iri for claim in event.claims), anchors)
    times = " to ".join(filter(None, show_times(event)))
    parts = list(group)
    link = ElementTree.Element(f"{{{SVG}}}a", {
        "href": f"#{claims.partition(' ')[0]}", "aria-label": f"{event.statement}: {event.state}, {times}"})
    link.extend(parts)
    for part in parts:
        group.remove(part)
    group.append(link)
    group.set("data-claims", claims)
