"""A document, its claims and its sentences in, the document to read out: pieces of paragraphs, each with its claims.

A claim marks the clause it is read from, else its sentence; a sentence that it only rests on (where a reference in the
clause is resolved) leads to it and is not marked: it does not say it.
"""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from graphkit.analysis.coverage import Line
from graphkit.analysis.record import RecordedClaim
from graphkit.model import Document, Paragraph
from graphkit.report.wording import DENIED, HEDGED, STATED, find_stance

#: The stance that a piece shows where several claims share its words: the one that forbids most.
CAUTION = (DENIED, HEDGED, STATED)


class Piece(Struct, frozen=True):
    """Words with the same claims. `stances` are those of the claims that the words say, the most cautious first.

    claims  IRIs, those read from these words first; first: whether a run of pieces of one stance starts here
    """

    text: str
    claims: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    first: bool = False


class ReadSentence(Struct, frozen=True):
    """A sentence in pieces, or the blank between two: that has no `start`.

    start   offset in the document's text; reason: why it makes no claim, or ''
    """

    pieces: tuple[Piece, ...]
    start: int = -1
    reason: str = ""


class Block(Struct, frozen=True):
    """A paragraph to read. `question` is its index in Document.questions if it asks one, else None.

    mark    its list mark as written, for a question its number
    """

    kind: str
    mark: str
    sentences: tuple[ReadSentence, ...]
    number: int
    page: int = 0
    question: int | None = None


class Mark(Struct, frozen=True):
    """A claim at a stretch of a paragraph's clean text; `says`: whether the words say it."""

    start: int
    end: int
    claim: RecordedClaim
    says: bool


class Places:
    """Where every stretch of the document's text stands in the clean texts of its paragraphs."""

    def __init__(self, document: Document) -> None:
        self.runs = sorted(
            (run.source, run.source + run.length, run.start - run.source, number)
            for number, paragraph in enumerate(document.paragraphs) for run in paragraph.runs
        )
        self.ends = [end for _, end, _, _ in self.runs]
        self.lengths = [len(paragraph.text) for paragraph in document.paragraphs]

    def find_stretches(self, start: int, end: int) -> dict[int, tuple[int, int]]:
        """For each paragraph with characters of `start` to `end`, where they start and end in it."""
        found: dict[int, tuple[int, int]] = {}
        # Runs do not overlap, so that their ends are sorted as their starts are.
        for low, high, shift, number in self.runs[bisect_left(self.ends, start + 1):]:
            if low >= end:
                break
            stretch = max(low, start) + shift, min(high, end) + shift
            before = found.get(number, stretch)
            found[number] = min(before[0], stretch[0]), max(before[1], stretch[1])
        return found


def read_blocks(document: Document, claims: Iterable[RecordedClaim], lines: Iterable[Line]) -> tuple[Block, ...]:
    """Every paragraph of a document with its sentences and what they say, in the order of the text."""
    places = Places(document)
    marks = place_marks(claims, places)
    sentences = place_sentences(lines, places)
    asked = {number: index for index, question in enumerate(document.questions) for number in question.paragraphs}
    return tuple(
        Block(paragraph.kind, document.questions[asked[number]].number if number in asked else paragraph.mark,
              tuple(split_paragraph(paragraph, sentences.get(number, []), marks.get(number, []))),
              number, paragraph.page or 0, asked.get(number))
        for number, paragraph in enumerate(document.paragraphs)
    )


def place_marks(claims: Iterable[RecordedClaim], places: Places) -> dict[int, list[Mark]]:
    """The marks of all claims by paragraph."""
    marks: dict[int, list[Mark]] = {}
    for claim in claims:
        inside = [claim.clause in place.words for place in claim.places] if claim.clause else []
        for number, place in enumerate(claim.places):
            says = not any(inside) or inside[number]
            start, end = place.start, place.end
            if any(inside) and says:
                start += place.words.find(claim.clause)
                end = start + len(claim.clause)
            for paragraph, (low, high) in places.find_stretches(start, end).items():
                marks.setdefault(paragraph, []).append(Mark(low, high, claim, says))
    return marks


def place_sentences(lines: Iterable[Line], places: Places) -> dict[int, list[tuple[int, int, Line]]]:
    """The sentences by the paragraph that they start in: foreign text, as a footnote, may lie between their parts."""
    sentences: dict[int, list[tuple[int, int, Line]]] = {}
    for line in sorted(lines, key=lambda line: line.start):
        first = places.find_stretches(line.start, line.start + 1)
        for paragraph in list(first)[:1]:
            # What is read behind its lead-in ends, as the account tells it, where the lead-in does: before it starts.
            rest = first[paragraph][0], places.lengths[paragraph]
            start, end = places.find_stretches(line.start, line.end).get(paragraph, rest)
            before = sentences.setdefault(paragraph, [])
            if before and start == before[-1][0]:
                continue
            if before and start < before[-1][1]:
                before[-1] = before[-1][0], start, before[-1][2]
            before.append((start, end, line))
    return sentences


def split_paragraph(
    paragraph: Paragraph, sentences: list[tuple[int, int, Line]], marks: list[Mark]
) -> Iterator[ReadSentence]:
    """A paragraph to its sentences and what lies between them."""
    at = 0
    for start, end, line in sentences:
        if at < start:
            yield ReadSentence(split_pieces(paragraph.text, at, start, marks))
        yield ReadSentence(split_pieces(paragraph.text, start, end, marks), line.start, line.reason)
        at = end
    if at < len(paragraph.text):
        yield ReadSentence(split_pieces(paragraph.text, at, len(paragraph.text), marks))


def split_pieces(text: str, start: int, end: int, marks: list[Mark]) -> tuple[Piece, ...]:
    """A stretch of a text to pieces at whose ends the claims change."""
    touching = [mark for mark in marks if mark.start < end and start < mark.end]
    cuts = sorted({start, end, *(cut for mark in touching for cut in (mark.start, mark.end) if start < cut < end)})
    pieces: list[Piece] = []
    stance = ""
    for low, high in pairwise(cuts):
        here = [mark for mark in touching if mark.start <= low and high <= mark.end]
        piece = build_piece(text[low:high], here, stance)
        pieces.append(piece)
        stance = piece.stances[0] if piece.stances else ""
    return tuple(pieces)


def build_piece(text: str, marks: list[Mark], before: str) -> Piece:
    """Words and the claims at them to a piece; `before` is the stance of the words before them.

    The claim with the fewest words is named first: a click leads to what is said just here.
    """
    ordered = sorted(marks, key=lambda mark: (not mark.says, mark.end - mark.start))
    told = {find_stance(mark.claim) for mark in marks if mark.says}
    stances = tuple(stance for stance in CAUTION if stance in told)
    claims = tuple(dict.fromkeys(mark.claim.iri for mark in ordered))
    return Piece(text, claims, stances, bool(stances) and stances[0] != before)
