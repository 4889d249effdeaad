"""Every document with its paragraphs, or its sections, in another order: what it claims stays, and how often.

Sections change places among their neighbours, with their headings and questions; paragraphs within their section, or
within the answer to their question. One that a reference ties to what stands before stays behind it.
"""
from __future__ import annotations

import random
import re
from collections import Counter
from itertools import groupby
from pathlib import Path

import pytest
import yaml

from graphkit.model import Claim, Document, Paragraph

from .statements import DOCUMENTS, count_statements, read_original, read_statements

pytestmark = pytest.mark.slow

SEED = 11
#: Documents to statements, by their subject, predicate and object, that depend on the order, each with the reason.
EXCEPTIONS: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("rewrites.yaml").read_text(encoding="utf-8"))["shuffle"]
#: Words with which a paragraph takes up the one before it.
_TAKES_UP = re.compile(r"(?:However|Additionally|In addition|Furthermore|Moreover|As such|This|"
                       r"These|That|Those|Such|"
                       r"It|They|He|She|Its|Their|Thus|Therefore|Finally|Similarly|"
                       r"Similar to|Rather|Instead|Also|Further|"
                       r"Despite|Another|Other|Both|Likewise|For example|For instance|As a result|Nevertheless|"
                       r"Accordingly|Consequently|As (?:noted|mentioned|described|discussed|previously|alluded)|The)\b")

Block = tuple[int, int]


def list_runs(document: Document, claims: tuple[Claim, ...]) -> list[list[Block]]:
    """Runs of neighbouring blocks, each a stretch of the text, that may stand in any order among themselves."""
    tied = {claim.evidence.paragraph for claim in claims
            if len(claim.evidence.spans) > 1 or any(step.startswith("coreference") for step in claim.how)}
    runs: list[list[Block]] = []
    places = range(len(document.paragraphs))
    for _, group in groupby(places, key=lambda place: find_place(document.paragraphs[place])):
        blocks: list[Block] = []
        for place in group:
            paragraph = document.paragraphs[place]
            spans = paragraph.locate(0, len(paragraph.text))
            start, end = spans[0].start, spans[-1].end
            if not is_movable(document, place):
                blocks = []
            elif blocks and (place in tied or _TAKES_UP.match(paragraph.text)):
                blocks[-1] = (blocks[-1][0], end)
            else:
                if not blocks:
                    runs.append(blocks)
                blocks.append((start, end))
    return [run for run in runs if len(run) > 1]


def list_section_runs(document: Document) -> list[list[Block]]:
    """Runs of neighbouring sections, each with its heading, that may stand in any order among themselves.

    The first of a document introduces it; a heading right above another one is that of a chapter; and two of the same
    title could become one.
    """
    runs: list[list[Block]] = [[]]
    heads = [place for place, paragraph in enumerate(document.paragraphs) if paragraph.kind == "heading"]
    titles = Counter(document.paragraphs[place].text for place in heads)
    for place, after in zip(heads, [*heads[1:], len(document.paragraphs)], strict=True):
        inside = range(place, after)
        once = titles[document.paragraphs[place].text] == 1
        if after - place < 2 or place == heads[0] or not once or not stands_alone(document, inside):
            runs.append([])
        else:
            runs[-1].append((find_start(document, place), find_end(document, after - 1)))
    return [run for run in runs if len(run) > 1]


def stands_alone(document: Document, places: range) -> bool:
    """Whether no paragraph of a section is broken up, a footnote, or the answer to a question above it."""
    paragraphs = [document.paragraphs[place] for place in places]
    asked = {paragraph.question for paragraph in paragraphs if paragraph.kind == "question"} | {None}
    whole = all(len(one.locate(0, len(one.text))) == 1 and one.kind != "footnote" for one in paragraphs)
    return whole and all(one.question in asked for one in paragraphs)


def find_start(document: Document, place: int) -> int:
    """Where the line of a paragraph begins."""
    paragraph = document.paragraphs[place]
    return document.text.rfind("\n", 0, paragraph.locate(0, len(paragraph.text))[0].start) + 1


def find_end(document: Document, place: int) -> int:
    paragraph = document.paragraphs[place]
    return paragraph.locate(0, len(paragraph.text))[-1].end


def find_place(paragraph: Paragraph) -> tuple[str, str, int | None]:
    return paragraph.kind, paragraph.section, paragraph.question


def is_movable(document: Document, place: int) -> bool:
    """Whether a paragraph is plain, whole and on lines of its own, leads into nothing and bears no footnote's mark.

    Marks count up through the text: what stands in another order is a number and no mark.
    """
    paragraph = document.paragraphs[place]
    spans = paragraph.locate(0, len(paragraph.text))
    leads = any(place in (other.lead, other.refers) for other in document.paragraphs)
    before = document.text[: spans[0].start].rpartition("\n")[2]
    return paragraph.kind == "text" and not paragraph.mark and len(spans) == 1 and not leads and not before.strip()


def shuffle(text: str, runs: list[list[Block]], draw: random.Random) -> str:
    """The text with the blocks of every run in another order than they had."""
    for run in reversed(runs):
        order = list(run)
        while order == run:
            draw.shuffle(order)
        pieces = [text[start:end] for start, end in order]
        for (start, end), piece in zip(reversed(run), reversed(pieces), strict=True):
            text = text[:start] + piece + text[end:]
    return text


def test_there_are_enough_paragraphs() -> None:
    assert sum(len(run) for file in DOCUMENTS for run in list_runs(*read_original(file))) >= 45


def test_there_are_enough_sections() -> None:
    assert sum(len(run) for file in DOCUMENTS for run in list_section_runs(read_original(file)[0])) >= 80


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
def test_the_order_of_paragraphs_claims_nothing(file: Path, tmp_path: Path) -> None:
    document, claims = read_original(file)
    compare_shuffled(file, list_runs(document, claims), tmp_path)


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
def test_the_order_of_sections_claims_nothing(file: Path, tmp_path: Path) -> None:
    compare_shuffled(file, list_section_runs(read_original(file)[0]), tmp_path)


def compare_shuffled(file: Path, runs: list[list[Block]], folder: Path) -> None:
    """That a document with the blocks of its runs in another order makes the same statements, as often."""
    document, claims = read_original(file)
    if not runs:
        pytest.skip("nothing that may change places")
    before = count_statements(claims)
    _, shuffled = read_statements(shuffle(document.text, runs, random.Random(SEED)), folder)
    after = count_statements(shuffled)
    known = EXCEPTIONS.get(file.stem) or {}
    gone, new = ([claim for claim in (one - two).elements() if " ".join(claim[:3]) not in known]
                 for one, two in ((before, after), (after, before)))
    assert (gone, new) == ([], [])
