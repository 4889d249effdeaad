"""A document and its record in, the tree of its questions out, or of its headings where it answers none."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from graphkit.analysis.record import Record
from graphkit.diagram.labels import cut_text
from graphkit.model import Document
from graphkit.report.reading import Block
from graphkit.report.wording import find_stance, name_kind

LONGEST = 90  # characters of a question in the tree


class Entry(Struct, frozen=True):
    """A question or heading: where it leads, how deep it stands, and how many claims of each stance answer it.

    block   number of the block that starts here, where the document has several, else 0
    status  how the question is responded to, in words, or ''
    """

    anchor: str
    number: str
    words: str
    depth: int
    counts: Mapping[str, int]
    claims: str
    block: int = 0
    status: str = ""


def match_questions(document: Document, record: Record, anchors: Mapping[str, str]) -> dict[int, str]:
    """The anchor of each question by its index in the document."""
    left = list(record.questions)
    matched = {}
    for index, question in enumerate(document.questions):
        same = [found for found in left if (found.block, found.number) == (question.block, question.number)]
        if same:
            left.remove(same[0])
            matched[index] = anchors[same[0].iri]
    return matched


def list_entries(
    document: Document, record: Record, blocks: tuple[Block, ...], asked: Mapping[int, str], anchors: Mapping[str, str]
) -> tuple[Entry, ...]:
    """The tree of a document, in the order of the text."""
    return list_questions(document, record, asked, anchors) if asked else list_headings(document, blocks, anchors)


def list_questions(
    document: Document, record: Record, asked: Mapping[int, str], anchors: Mapping[str, str]
) -> tuple[Entry, ...]:
    """An entry for every question."""
    recorded = {anchors[question.iri]: question for question in record.questions}
    several = len({question.block for question in document.questions}) > 1
    entries: list[Entry] = []
    block = 0
    for index, anchor in asked.items():
        question = document.questions[index]
        claims = [claim for claim in record.claims if recorded[anchor].iri in claim.questions]
        starts = several and question.block != block
        block = question.block
        entries.append(Entry(
            anchor, question.number, cut_text(question.text, LONGEST), count_parents(document, index),
            Counter(find_stance(claim) for claim in claims), " ".join(anchors[claim.iri] for claim in claims),
            block if starts else 0, name_kind(recorded[anchor].status) if recorded[anchor].status else "",
        ))
    return tuple(entries)


def count_parents(document: Document, index: int) -> int:
    """How many questions a question stands under."""
    depth, parent = 0, document.questions[index].parent
    while parent is not None and depth < len(document.questions):
        depth, parent = depth + 1, document.questions[parent].parent
    return depth


def list_headings(document: Document, blocks: tuple[Block, ...], anchors: Mapping[str, str]) -> tuple[Entry, ...]:
    """An entry for every heading, with the claims of the paragraphs below it."""
    entries: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.kind == "heading":
            entries.append((block, []))
        elif entries:
            entries[-1][1].append(block)
    return tuple(build_heading(document, heading, below, anchors) for heading, below in entries)


def build_heading(document: Document, heading: Block, below: list[Block], anchors: Mapping[str, str]) -> Entry:
    """The entry of one heading; of several stances of the same words each counts."""
    pieces = [piece for block in below for sentence in block.sentences for piece in sentence.pieces]
    claims = dict.fromkeys(claim for piece in pieces if piece.stances for claim in piece.claims)
    counts = Counter(stance for piece in pieces if piece.first for stance in piece.stances[:1])
    words = cut_text(document.paragraphs[heading.number].text, LONGEST)
    anchored = " ".join(anchors[claim] for claim in claims if claim in anchors)
    return Entry(f"part-{heading.number}", heading.mark, words, 0, counts, anchored)
