"""A record's claims in, a card for each out: its statement, its words and place, and the citation to copy."""
from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from graphkit.analysis.record import Record, RecordedClaim, RecordedQuestion, Term
from graphkit.analysis.sheet import quote_claim
from graphkit.diagram.labels import clean_text
from graphkit.diagram.notation import load_notation
from graphkit.report.wording import find_stance, name_kind, name_predicate, name_term, state_claim

#: Controls that turn the reading order round: where words hold any, a citation keeps them from what follows.
TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ISOLATE, RELEASE = "\u2068", "\u2069"


class Part(Struct, frozen=True):
    """A thing or literal in a statement; `anchor` is '' where nothing leads further."""

    words: str
    anchor: str = ""


class Excerpt(Struct, frozen=True):
    """A sentence of the evidence, cut at the clause, and where it stands in words."""

    before: str
    clause: str
    after: str
    place: str
    start: int


class Card(Struct, frozen=True):
    """All that the page tells of one claim.

    notes   pairs of a name and words; others: claims that it contradicts; things: anchors of all that it is about
    """

    anchor: str
    iri: str
    stance: str
    polarity: str
    modality: str
    subject: Part
    predicate: str
    object: Part
    roles: tuple[tuple[str, Part], ...]
    excerpts: tuple[Excerpt, ...]
    question: str
    question_text: str
    questions: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]
    others: tuple[Part, ...]
    things: tuple[str, ...]
    citation: str


def build_cards(record: Record, anchors: Mapping[str, str]) -> tuple[Card, ...]:
    """The cards of all claims, in the order of the text."""
    stated = {claim.iri: state_claim(claim) for claim in record.claims}
    questions = {question.iri: question for question in record.questions}
    return tuple(build_card(claim, record, anchors, stated, questions) for claim in record.claims)


def build_card(
    claim: RecordedClaim, record: Record, anchors: Mapping[str, str], stated: Mapping[str, str],
    questions: Mapping[str, RecordedQuestion],
) -> Card:
    """The card of one claim."""
    question = find_question(claim, questions)
    terms = (claim.subject, claim.object, *(term for _, term in claim.roles))
    return Card(
        anchor=anchors[claim.iri], iri=claim.iri, stance=find_stance(claim), polarity=name_kind(claim.polarity),
        modality=name_kind(claim.modality),
        subject=Part(name_term(claim.subject, subject=True), find_anchor(claim.subject, anchors)),
        predicate=name_predicate(claim), object=build_part(claim.object, anchors),
        roles=tuple((name_kind(name), build_part(term, anchors)) for name, term in claim.roles),
        excerpts=tuple(cut_excerpts(claim, record)),
        question=record.name_question(question.iri) if question else "",
        question_text=question.text if question else "",
        questions=tuple(anchors[iri] for iri in claim.questions if iri in anchors),
        notes=tuple(list_notes(claim, record)),
        others=tuple(Part(stated[iri], anchors[iri]) for iri in claim.contradicts if iri in stated),
        things=tuple(sorted({anchor for term in terms if (anchor := find_anchor(term, anchors))})),
        citation=cite_claim(claim, record),
    )


def build_part(term: Term, anchors: Mapping[str, str]) -> Part:
    """A thing or literal as a part of a statement."""
    return Part(name_term(term), find_anchor(term, anchors))


def find_anchor(term: Term, anchors: Mapping[str, str]) -> str:
    """The anchor of a thing that the text names; '' for a literal and for what is unstated."""
    return anchors.get(term.iri, "") if term.iri and term.kind != "Unstated" else ""


def find_question(claim: RecordedClaim, questions: Mapping[str, RecordedQuestion]) -> RecordedQuestion | None:
    """The most specific question that a claim answers."""
    known = [questions[iri] for iri in claim.questions if iri in questions]
    return max(known, key=lambda question: (len(question.number), question.iri), default=None)


def cut_excerpts(claim: RecordedClaim, record: Record) -> list[Excerpt]:
    """The sentences of a claim, each cut at the clause where it holds it."""
    excerpts = []
    for place, quote in zip(claim.places, quote_claim(record, claim), strict=True):
        before, clause, after = place.words.partition(claim.clause) if claim.clause else (place.words, "", "")
        excerpts.append(Excerpt(before, clause, after, quote.place, place.start))
    return excerpts


def list_notes(claim: RecordedClaim, record: Record) -> list[tuple[str, str]]:
    """What else a reader should know of a claim."""
    notes = []
    if claim.speaker and claim.speaker.known and (record.author is None or claim.speaker.iri != record.author.iri):
        notes.append(("said by", name_term(claim.speaker, subject=True)))
    if claim.said_on and claim.said_on != record.date:
        notes.append(("said on", claim.said_on))
    if claim.withheld:
        notes.append(("not taken as fact", claim.withheld))
    if claim.confidence < 1:
        notes.append(("confidence", f"{claim.confidence:g}"))
    if claim.derived_by:
        notes.append(("read by", claim.derived_by))
    return notes


def cite_claim(claim: RecordedClaim, record: Record) -> str:
    """Quote, document, date, question, place and claim IRI: what goes into a footnote."""
    quotes = quote_claim(record, claim)
    words = " … ".join(isolate_words(" ".join(quote.words.split())) for quote in quotes)
    source = [clean_text(record.author.label)] if record.author else []
    source += [clean_text(record.title) or record.name]
    source += [load_notation().spell_date(record.date)] if record.date else []
    places = dict.fromkeys(quote.place for quote in quotes)
    return f"“{words}”\n{', '.join(source)}; {'; '.join(places)}.\n{claim.iri}"


def isolate_words(words: str) -> str:
    """Words so that no mark in them turns what stands around them."""
    return f"{ISOLATE}{words}{RELEASE}" if TURNING & set(words) else words
