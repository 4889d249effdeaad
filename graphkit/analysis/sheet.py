"""What every analysis gives: a sheet of rows, each with the claims it rests on and their words.

One value serves the commands (table, csv, json, markdown), the explorer's pages and the follow-up letter. Cells show
cues and words, never a verdict.
"""
from __future__ import annotations

from dataclasses import dataclass

from graphkit.analysis.record import Place, Record, RecordedClaim


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document and where they stand; `question` is the number of the item they answer or ask, or ''."""

    words: str
    document: str
    start: int
    end: int
    page: int = 0
    question: str = ""

    @property
    def place(self) -> str:
        """`question 2.a, page 3, characters 120-180`."""
        parts = (f"question {self.question}" if self.question else "", f"page {self.page}" if self.page else "",
                 f"characters {self.start}-{self.end}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Row:
    """One finding: a cell for each column, the IRIs of the claims it rests on, and the words."""

    cells: tuple[str, ...]
    claims: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """An analysis laid out: `name` is that of its command; `note` says what the rows are, and what they are not."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


def quote_place(record: Record, place: Place, question: str = "") -> Quote:
    """A place of a document to its quote; `question` is an IRI or ''."""
    return Quote(place.words, record.name, place.start, place.end, place.page, record.name_question(question))


def quote_claim(record: Record, claim: RecordedClaim) -> tuple[Quote, ...]:
    """A claim to the quotes of its sentences, each with the most specific question that it answers."""
    question = max(claim.questions, key=lambda iri: (len(record.name_question(iri)), iri), default="")
    return tuple(quote_place(record, place, question) for place in claim.places)
