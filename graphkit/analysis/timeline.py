"""Records in, what they say of when out, on two clocks: when it is true, and when it was said.

Valid time and the time of the saying are the two axes of bitemporal data (Snodgrass and Ahn, 1985): gk:validFrom,
gk:validUntil, gk:asOf and gk:untilEvent against gk:saidOn. Claims that name no time are in no timeline.
"""
from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from graphkit.analysis.record import Record, RecordedClaim
from graphkit.analysis.sheet import Quote, Row, Sheet, quote_claim
from graphkit.analysis.statement import phrase_sides
from graphkit.analysis.validity import find_interval, find_times
from graphkit.graph.validity import Interval

MODES = {"Stated": "affirmed", "KnowledgeDisclaimed": "disclaimed"}


class Event(Struct, frozen=True):
    """What one sentence says of one time; claims of the same predicate, polarity and time are one event.

    valid      the days it is about; None where only an event ends it
    seen       whether these are days of which it is said ("as of"), not those on which it began or ended
    until      the event with which it ends, in words, or ''
    said_on    when it was said, ISO 8601, or ''; speaker: by whom, or ''
    statement  who, what and whom: "Port Office deploys Tide System"
    state      affirmed, denied, procedural, possible, planned, required, disclaimed
    """

    valid: Interval | None
    seen: bool
    until: str
    said_on: str
    speaker: str
    statement: str
    state: str
    document: str
    claims: tuple[RecordedClaim, ...]
    quotes: tuple[Quote, ...]


class Timeline(Struct, frozen=True):
    """Events in the order of their first day, those without days last; and the documents with their dates."""

    title: str
    events: tuple[Event, ...]
    documents: tuple[tuple[str, str], ...]


def build_timeline(record: Record, *others: Record) -> Timeline:
    """The timeline of one record, or of several together."""
    records = (record, *others)
    events = [event for each in records for event in find_events(each)]
    events.sort(key=lambda event: (event.valid is None or (event.valid.first or event.valid.last) is None,
                                   str(event.valid and (event.valid.first or event.valid.last)),
                                   str(event.valid and event.valid.last), event.said_on, event.document,
                                   event.claims[0].places, event.statement))
    title = " · ".join(dict.fromkeys(each.title or each.name for each in records))
    return Timeline(title, tuple(events), tuple(dict.fromkeys((each.name, each.date) for each in records)))


def find_events(record: Record) -> list[Event]:
    """What one document says of when."""
    groups: dict[tuple[object, ...], list[RecordedClaim]] = defaultdict(list)
    for claim in record.claims:
        times = (*sorted(find_times(claim).items()), *(term.label for term in claim.find_role("untilEvent")))
        if times and not claim.derived_by.startswith("rule:"):
            groups[claim.places, claim.predicate, name_state(claim), times].append(claim)
    return [build_event(record, tuple(claims)) for claims in groups.values()]


def build_event(record: Record, claims: tuple[RecordedClaim, ...]) -> Event:
    """Claims of one sentence, predicate and time to their event."""
    first = claims[0]
    valid = find_interval(first)
    known = first.speaker is not None and first.speaker.known
    return Event(
        valid=None if valid == Interval(None, None) else valid, seen=set(find_times(first)) == {"asOf"},
        until="; ".join(dict.fromkeys(term.label for term in first.find_role("untilEvent"))),
        said_on=first.said_on or record.date, speaker=first.speaker.label if first.speaker and known else "",
        statement=phrase_sides(claims), state=name_state(first), document=record.name, claims=claims,
        quotes=tuple(dict.fromkeys(quote for claim in claims for quote in quote_claim(record, claim))),
    )


def name_state(claim: RecordedClaim) -> str:
    """denied, disclaimed, affirmed or the modality in small letters."""
    if claim.polarity == "Denied" and claim.modality != "KnowledgeDisclaimed":
        return "denied"
    return MODES.get(claim.modality, claim.modality.lower())


def show_times(event: Event) -> tuple[str, str]:
    """When it begins and ends, as the document gives it: to the day, the month or the year."""
    times = find_times(event.claims[0])
    if event.seen:
        return f"as of {times['asOf']}", ""
    first, last = times.get("validFrom", ""), times.get("validUntil", "")
    return first, event.until if event.until and not last else last


def lay_timeline(timeline: Timeline) -> Sheet:
    """A timeline to the sheet of `graphkit timeline`."""
    several = len(timeline.documents) > 1
    rows = tuple(
        Row((*show_times(event), event.said_on,
             f"{event.speaker} ({event.document})".strip() if several else event.speaker, event.statement, event.state),
            tuple(claim.iri for claim in event.claims), event.quotes)
        for event in timeline.events
    )
    return Sheet("timeline", f"When it is true, and when it was said: {timeline.title}",
                 ("true from", "true until", "said on", "said by", "statement", "state"), rows,
                 "Only what the text dates. A month or a year stands for all of its days.")
