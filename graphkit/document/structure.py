"""A source in, a Document out: the one structure pass that every format goes through."""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from graphkit.document.asking import split_answers
from graphkit.document.blocks import Block, split_blocks
from graphkit.document.boilerplate import mark_boilerplate
from graphkit.document.clean import Segment, WordList, build_text, cut_text
from graphkit.document.dates import read_date
from graphkit.document.footnotes import Reference, find_footnotes
from graphkit.document.front import Front, find_front
from graphkit.document.lines import measure_width, split_lines
from graphkit.document.lists import find_leads
from graphkit.document.paragraphs import join_blocks, mark_headings
from graphkit.document.questions import Tree, find_questions
from graphkit.document.source import Source
from graphkit.document.words import Words
from graphkit.model import Document, Paragraph, Question, Run


def build_document(name: str, source: Source, words: Words) -> Document:
    """The document with its paragraphs, questions and front; a document of one section where it asks nothing."""
    lines = split_lines(source)
    width = measure_width(lines)
    blocks, notes = find_footnotes(split_blocks(lines, width, words), source.text)
    blocks = mark_boilerplate(join_blocks(blocks, width, words), words)
    blocks = mark_headings(blocks, words)
    tree = find_questions(split_answers(blocks, words), words)
    front = find_front(tree.blocks, words, asked=any(item.asked for item in tree.items))
    tree = replace(tree, blocks=_mark_front(tree.blocks, front))
    paragraphs, places = _build_paragraphs(source, tree, front, notes, WordList(source.text, words))
    return Document(
        name=name,
        text=source.text,
        sha256=hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest(),
        paragraphs=paragraphs,
        questions=_build_questions(tree, paragraphs, places),
        title=source.title or front.title,
        date=(read_date(source.date, words) if source.date else None) or front.date,
        author=source.author or front.author,
        addressee=source.addressee or front.addressee,
        pages=source.pages,
        media_type=source.media_type,
    )


def _mark_front(blocks: tuple[Block, ...], front: Front) -> tuple[Block, ...]:
    marked = [_mark_quoted(block) for block in blocks]
    for place in front.places:
        if marked[place].kind in ("text", "heading"):
            marked[place] = replace(marked[place], kind="boilerplate")
    return tuple(marked)


def _mark_quoted(block: Block) -> Block:
    """What another wrote, quoted in an e-mail, asks or is furniture; the author does not say it."""
    quoted = block.lines[0].hint == "quote" and block.kind in ("text", "item", "heading")
    return replace(block, kind="boilerplate") if quoted else block


def _build_paragraphs(
    source: Source, tree: Tree, front: Front, notes: dict[int, Reference], known: WordList
) -> tuple[tuple[Paragraph, ...], dict[int, int]]:
    """The paragraphs, and by a block's place its paragraph's; blocks without a word have none."""
    leads = find_leads(tree.blocks)
    dropped = sorted({*source.dropped, *((note.start, note.end) for note in notes.values())})
    paragraphs: list[Paragraph] = []
    places: dict[int, int] = {}
    section, outer, run_in = "", "", ""
    for place, block in enumerate(tree.blocks):
        text, runs = build_text(source.text, _find_segments(block), known, dropped)
        if block.kind == "heading" and text.endswith(":"):
            text, runs = _cut_colon(text, runs)
        if not text:
            continue
        if block.mark is not None and text == block.mark.text:
            block = replace(block, kind="boilerplate")
        heading = block.kind == "heading"
        field = block.label is not None or source.text[block.start : block.lines[-1].end].endswith(":")
        if block.label is not None and (heading or block.kind == "question"):
            section = outer  # a labelled question is no part of the last one's answer
        paragraph = Paragraph(
            kind=block.kind,
            text=text,
            runs=runs,
            section=section if heading or not run_in else run_in,
            question=tree.owners[place],
            mark=block.head,
            lead=places.get(leads[place]) if place in leads else None,
            page=block.lines[0].page,
        )
        places[place] = len(paragraphs)
        paragraphs.append(paragraph)
        headed = heading or (block.kind == "question" and block.level)
        if headed and (place not in front.titles or block.mark):
            if block.run_in:
                run_in = text
            else:
                section, run_in = text, ""
                outer = outer if field and not text.isupper() else section
        elif not heading and block.kind not in ("footnote", "boilerplate"):
            run_in = ""
    return _tie_footnotes(tuple(paragraphs), tree.blocks, places, notes), places


def _cut_colon(text: str, runs: tuple[Run, ...]) -> tuple[str, tuple[Run, ...]]:
    """A heading without its closing colon."""
    return cut_text(text, runs, len(text[:-1].rstrip()))


def _find_segments(block: Block) -> tuple[Segment, ...]:
    return tuple(Segment(line.start, line.end, place not in block.breaks) for place, line in enumerate(block.lines))


def _tie_footnotes(
    paragraphs: tuple[Paragraph, ...], blocks: tuple[Block, ...], places: dict[int, int], notes: dict[int, Reference]
) -> tuple[Paragraph, ...]:
    """Each footnote with the paragraph that bears its mark."""
    marks = {note.start for note in notes.values()}
    bearers = {
        run.source + run.length: index
        for index, paragraph in enumerate(paragraphs)
        for run in paragraph.runs
        if run.source + run.length in marks
    }
    tied = list(paragraphs)
    for place, block in enumerate(blocks):
        note = notes.get(block.start) if block.kind == "footnote" else None
        if note is not None and place in places:
            tied[places[place]] = replace(tied[places[place]], refers=bearers.get(note.start))
    return tuple(tied)


def _build_questions(tree: Tree, paragraphs: tuple[Paragraph, ...], places: dict[int, int]) -> tuple[Question, ...]:
    return tuple(
        Question(
            number=item.number,
            block=item.block,
            text=" ".join(paragraphs[places[place]].text for place in item.asks if place in places),
            parent=item.parent,
            paragraphs=tuple(places[place] for place in item.asks if place in places),
            answers=tuple(places[place] for place in item.answers if place in places),
            asked=item.asked,
        )
        for item in tree.items
    )
