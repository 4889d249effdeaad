"""An Accept header in, the format that its sender likes best out (RFC 9110, 12.5.1).

A format has the media type of the standard and, after it, others by which it is asked for. A wildcard only ever chooses
the first; the answer carries the one that was chosen.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Format(NamedTuple):
    """A format of results or of RDF: its short name, its media types, and its file ending."""

    name: str
    media_types: tuple[str, ...]
    ending: str


class Choice(NamedTuple):
    """A format, and the media type under which it is sent."""

    format: Format
    media_type: str

    @property
    def content_type(self) -> str:
        """The header's value; text and XML say their encoding, JSON (RFC 8259) has but one."""
        encoded = self.media_type.startswith("text/") or self.media_type.endswith("xml")
        return f"{self.media_type}; charset=utf-8" if encoded else self.media_type


#: SPARQL 1.1 results, the one that is sent where nothing is asked for first.
RESULTS = (
    Format("json", ("application/sparql-results+json", "application/json"), "srj"),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), "srx"),
    Format("csv", ("text/csv",), "csv"),
    Format("tsv", ("text/tab-separated-values",), "tsv"),
)
#: RDF 1.1; the last two can name graphs, which an answer has only where a whole thing is asked for.
GRAPHS = (
    Format("turtle", ("text/turtle", "application/x-turtle"), "ttl"),
    Format("ntriples", ("application/n-triples",), "nt"),
    Format("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), "rdf"),
    Format("jsonld", ("application/ld+json", "application/json"), "jsonld"),
    Format("trig", ("application/trig",), "trig"),
    Format("nquads", ("application/n-quads",), "nq"),
)
HTML = Format("html", ("text/html", "application/xhtml+xml"), "html")


class Range(NamedTuple):
    """One member of an Accept header."""

    kind: str
    subtype: str
    quality: float

    def rank(self, media_type: str) -> int:
        """How exactly it names a media type: 2 by name, 1 by its kind, 0 as anything; -1 not at all."""
        kind, _, subtype = media_type.partition("/")
        if (self.kind, self.subtype) == (kind, subtype):
            return 2
        if self.subtype != "*":
            return -1
        return 1 if self.kind == kind else 0 if self.kind == "*" else -1


def read_accept(header: str) -> tuple[Range, ...]:
    """A header to its members; what is not one is passed over, and no header at all accepts anything."""
    return tuple(read_ranges(header)) or (Range("*", "*", 1.0),)


def read_ranges(header: str) -> Iterator[Range]:
    for member in header.split(","):
        name, *parameters = (part.strip().lower() for part in member.split(";"))
        kind, slash, subtype = name.partition("/")
        if slash and kind and subtype:
            yield Range(kind, subtype, read_quality(parameters))


def read_quality(parameters: Sequence[str]) -> float:
    """The q of a member, 1 where it has none or a broken one."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 1.0
    return 1.0


def measure_quality(ranges: Sequence[Range], media_type: str, least: int) -> float:
    """The quality of a media type: that of the member that names it most exactly, at least as exactly as `least`."""
    ranked = [(range_.rank(media_type), range_.quality) for range_ in ranges]
    best = max((rank for rank, _ in ranked), default=-1)
    return max((quality for rank, quality in ranked if rank == best), default=0.0) if best >= least else 0.0


def choose_format(header: str, formats: Sequence[Format], wanted: str = "") -> Choice | None:
    """The format for an Accept header, or the one that is `wanted` by name; None where none will do (406)."""
    for format_ in formats:
        if wanted and (wanted == format_.name or wanted in format_.media_types or wanted == format_.ending):
            return Choice(format_, format_.media_types[0])
    ranges = read_accept(header)
    # Of equal ones the first is taken: the standard's own name, and the server's order.
    offers = [(-measure_quality(ranges, media_type, 2 if place else 0), place > 0, number, media_type)
              for number, format_ in enumerate(formats) for place, media_type in enumerate(format_.media_types)]
    quality, _, number, media_type = min(offers)
    return Choice(formats[number], media_type) if quality < 0 else None
