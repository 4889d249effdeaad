"""A build in, all that its report shows out: one value, without markup but for the drawings."""
from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from graphkit.analysis.coverage import NEVER_ASSERTING, Line, read_row
from graphkit.analysis.record import Record, read_record
from graphkit.analysis.summary import rank_counts
from graphkit.diagram import Picture, read_flows
from graphkit.diagram.notation import load_notation
from graphkit.document.saved import FILE, read_saved
from graphkit.errors import DocumentError
from graphkit.model import Document, Paragraph, Run
from graphkit.report.anchors import name_anchors
from graphkit.report.cards import Card, build_cards
from graphkit.report.drawing import Drawing, read_drawings
from graphkit.report.outline import Entry, list_entries, match_questions
from graphkit.report.pages import list_pages
from graphkit.report.reading import Block, read_blocks
from graphkit.report.sheets import lay_flows
from graphkit.report.tables import Places, Table, build_table
from graphkit.report.wording import find_stance, name_kind, name_term

if TYPE_CHECKING:
    from pyoxigraph import Store

COVERAGE = "coverage.csv"


class ThingCard(Struct, frozen=True):
    """What the page tells of a thing: its name, what it is, its other names."""

    anchor: str
    label: str
    kind: str
    names: tuple[str, ...]
    iri: str


class Figures(Struct, frozen=True):
    """The figures of the headline; `stances` and `flows` are counts by name, `statuses` those of the questions."""

    sentences: int
    silent: int
    claims: int
    stances: Mapping[str, int]
    flows: Mapping[str, int]
    questions: int
    unanswered: int
    statuses: tuple[tuple[str, int], ...]


class Contents(Struct, frozen=True):
    """What one report shows.

    complete  whether the whole text of the document is there; anchors of questions are by their index in the document
    """

    name: str
    title: str
    author: str
    addressee: str
    date: str
    iri: str
    sha256: str
    complete: bool
    figures: Figures
    entries: tuple[Entry, ...]
    blocks: tuple[Block, ...]
    asked: Mapping[int, str]
    cards: tuple[Card, ...]
    things: tuple[ThingCard, ...]
    drawings: tuple[Drawing, ...]
    flows: Table
    tables: tuple[Table, ...]
    anchors: Mapping[str, str]


def gather_contents(store: Store, folder: Path | None = None, name: str = "") -> Contents:
    """The graph of a build, and the folder in which its other files lie, to what the report shows of it.

    name  of the document, where neither the folder nor the graph tells it
    """
    document = find_document(folder)
    record, picture = read_record(store, document.name if document else name), read_flows(store)
    anchors = name_anchors(record)
    lines = read_lines(folder) if folder else ()
    text = document or join_passages(record)
    asked = match_questions(text, record, anchors)
    blocks = read_blocks(text, record.claims, lines or list_sentences(record))
    starts = tuple(sorted(sentence.start for block in blocks for sentence in block.sentences if sentence.start >= 0))
    places = Places(
        anchors, {claim.iri: find_stance(claim) for claim in record.claims},
        {claim.iri: claim.places[0].start if claim.places else -1 for claim in record.claims}, starts,
    )
    return Contents(
        name=record.name, title=record.title or record.name,
        author=name_author(record),
        addressee=document.addressee if document else "",
        date=spell_day(record),
        iri=record.iri, sha256=record.sha256, complete=document is not None,
        figures=count_figures(record, picture, lines), entries=list_entries(text, record, blocks, asked, anchors),
        blocks=blocks, asked=asked, cards=build_cards(record, anchors),
        things=tuple(list_things(record, anchors)),
        drawings=read_drawings(picture, folder, anchors, {iri: term.kind for iri, term in record.things.items()}),
        flows=build_table(lay_flows(record, picture), places),
        tables=list_pages(record, text, lines, places), anchors=anchors,
    )


def name_author(record: Record) -> str:
    """Who speaks, or '' where the document does not say."""
    return name_term(record.author) if record.author else ""


def spell_day(record: Record) -> str:
    """The date of a document in words, or ''."""
    return load_notation().spell_date(record.date) if record.date else ""


def find_document(folder: Path | None) -> Document | None:
    """The document kept in a build's folder, or None if there is no such file. Raises DocumentError if it is broken."""
    if folder is None or not (folder / FILE).is_file():
        return None
    return read_saved(folder)


def read_lines(folder: Path) -> tuple[Line, ...]:
    """The account of sentences in a build's folder, none if it is not there. Raises DocumentError if it is broken."""
    file = folder / COVERAGE
    if not file.is_file():
        return ()
    try:
        rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))
        return tuple(read_row(row) for row in rows)
    except (ValueError, TypeError, KeyError, csv.Error) as error:
        raise DocumentError(f"{file}: not an account of sentences: {error}") from None


def join_passages(record: Record) -> Document:
    """The sentences of a record as a document, where its text is not at hand."""
    places = sorted({place for claim in record.claims for place in claim.places})
    paragraphs = tuple(Paragraph("text", place.words, (Run(0, place.start, len(place.words)),), page=place.page or None)
                       for place in places)
    return Document(record.name, "", record.sha256, paragraphs, title=record.title)


def list_sentences(record: Record) -> tuple[Line, ...]:
    """The sentences that claims rest on, where there is no account of all."""
    places = sorted({place for claim in record.claims for place in claim.places})
    return tuple(Line(place.start, place.end, place.page, "", "text", 1, "", "", place.words) for place in places)


def count_figures(record: Record, picture: Picture, lines: tuple[Line, ...]) -> Figures:
    """The figures of the headline. A sentence is silent that might assert something and makes no claim."""
    claims = {claim.iri for claim in record.claims}
    flows = {flow.iri: flow.status for flow in picture.flows if flow.iri not in claims}
    return Figures(
        sentences=len(lines), silent=sum(not line.claims and line.reason not in NEVER_ASSERTING for line in lines),
        claims=len(claims), stances=Counter(find_stance(claim) for claim in record.claims),
        flows=Counter(flows.values()), questions=len(record.questions),
        unanswered=sum(not question.answer_places for question in record.questions),
        statuses=rank_counts(name_kind(question.status) for question in record.questions if question.status),
    )


def list_things(record: Record, anchors: Mapping[str, str]) -> Iterable[ThingCard]:
    """A card for every thing that a claim is about."""
    used = {term.iri for claim in record.claims
            for term in (claim.subject, claim.object, *(value for _, value in claim.roles)) if term.iri}
    wholes = {whole for pair in (*record.parts, *record.background) for whole in pair}
    for iri, term in record.things.items():
        if iri in used | wholes and term.kind != "Unstated":
            yield ThingCard(anchors[iri], name_term(term), name_kind(term.kind), term.names, iri)
