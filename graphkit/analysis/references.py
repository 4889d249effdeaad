"""A Document in, its references to what is not in it out: attachments, tables, questions, notes, earlier documents.

The words that refer are data: ontology/cues/documents.yaml. A reference is listed only where nothing of its name stands
in the document; one to another document ("section 5 of the Act") is none of these.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from graphkit.errors import OntologyError
from graphkit.model import Document, Paragraph, Span
from graphkit.ontology import find_ontology
from graphkit.ontology.cues import read_yaml
from graphkit.ontology.patterns import compile_entry, compile_pattern, list_entries

PLACE = "ontology/cues/documents.yaml"
KINDS = ("handed", "labelled", "questions", "notes", "sections", "earlier")
QUOTED = re.compile(r"[“\"]([^”\"]{3,160})[”\"]")
SUPERSCRIPT = re.compile("[¹²³⁴⁵⁶⁷⁸⁹⁰]+")
DIGITS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
ROMAN = {"I": 1, "V": 5, "X": 10}


class Reference(Struct, frozen=True):
    """Words that refer to something which is not there.

    kind       attachment | attachment, table, figure … as named | question | footnote | section | earlier document
    name       what is referred to, in the document's words
    paragraph  index of the paragraph; spans: where the words stand
    """

    kind: str
    name: str
    paragraph: int
    spans: tuple[Span, ...]


class ReferenceCues(Struct, frozen=True):
    """The patterns of documents.yaml, by the name of their list."""

    patterns: Mapping[str, tuple[re.Pattern[str], ...]]

    def find(self, kind: str, text: str) -> Iterator[re.Match[str]]:
        """Where a text refers so; the longest of overlapping matches."""
        matches = [match for pattern in self.patterns[kind] for match in pattern.finditer(text)]
        end = 0
        for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
            if match.start() >= end:
                end = match.end()
                yield match


def read_reference_cues(content: Mapping[str, Any]) -> ReferenceCues:
    """The cue file `documents`, checked. Raises OntologyError that names the entry."""
    fill = {}
    for name, key in (("{date}", "dates"), ("{kinds}", "kinds")):
        fill[name] = compile_pattern(content.get(key), f"{PLACE}: {key}").pattern

    def read(kind: str) -> Iterator[re.Pattern[str]]:
        for entry in list_entries(content, kind, PLACE):
            text = entry.get("pattern")
            if not isinstance(text, str):
                raise OntologyError(f"{PLACE}: {kind}: a pattern was expected, not {text!r}")
            for name, pattern in fill.items():
                text = text.replace(name, pattern)
            yield compile_entry({**entry, "pattern": text}, f"{PLACE}: {kind}")

    return ReferenceCues({kind: tuple(read(kind)) for kind in KINDS})


@lru_cache(maxsize=1)
def load_reference_cues() -> ReferenceCues:
    """The cues of the ontology, read once."""
    content = read_yaml(find_ontology() / "cues" / "documents.yaml")
    return read_reference_cues(content if isinstance(content, dict) else {})


def find_absent(document: Document) -> tuple[Reference, ...]:
    """What the document refers to and does not hold, in the order of the text."""
    cues, found = load_reference_cues(), []
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.kind == "boilerplate":
            continue
        for finder in (find_handed, find_labelled, find_questions, find_notes, find_sections, find_earlier):
            found += [locate(index, paragraph, *one) for one in finder(document, paragraph, cues)]
    first = {(reference.kind, reference.name.lower()): reference for reference in reversed(found)}
    return tuple(sorted(first.values(), key=lambda one: (one.spans[0], one.kind, one.name)))


#: What a finder gives: kind, name, and where the words stand in the paragraph's text.
Found = Iterator[tuple[str, str, int, int]]


def locate(index: int, paragraph: Paragraph, kind: str, name: str, start: int, end: int) -> Reference:
    return Reference(kind, name, index, paragraph.locate(start, end))


def find_handed(document: Document, paragraph: Paragraph, cues: ReferenceCues) -> Found:
    """Attachments by their titles: each quoted one, or the words that name what is attached."""
    if paragraph.kind == "question":
        return
    for match in cues.find("handed", paragraph.text):
        end = next((stop.end() for stop in re.finditer(r"[.?!][”\"]?(?:\s|$)", paragraph.text[match.start() :])), 10**9)
        sentence = paragraph.text[match.start() : match.start() + end]
        titles = [(title[1].strip(" .,"), match.start() + title.start(1)) for title in QUOTED.finditer(sentence)]
        if not titles and match["title"].strip():
            words = match["title"].strip(" ,:")
            titles = [(words, match.start("title") + match["title"].index(words))]
        for title, start in titles:
            if not is_headed(document, title):
                yield "attachment", title, start, start + len(title)


def find_labelled(document: Document, paragraph: Paragraph, cues: ReferenceCues) -> Found:
    """Attachment B, Table 3: where no heading or paragraph begins so."""
    if paragraph.kind in ("heading", "question"):
        return
    for match in cues.find("labelled", paragraph.text):
        label = f"{match['kind']} {match['number']}"
        opens = match.start() == 0 and paragraph.text[match.end() : match.end() + 1] in (".", ":", "", " ")
        if not opens and not is_headed(document, label):
            yield match["kind"].lower(), label, *match.span()


def find_questions(document: Document, paragraph: Paragraph, cues: ReferenceCues) -> Found:
    """Questions of the same document, where it has questions and none of that number."""
    for match in cues.find("questions", paragraph.text):
        known = {normalize(question.number) for question in document.questions}
        if known and normalize(match["number"]) not in known:
            yield "question", match[0], *match.span()


def find_notes(document: Document, paragraph: Paragraph, cues: ReferenceCues) -> Found:
    """Footnotes: those named by number, and marks of which no note stands on the page."""
    named = [(normalize(match["number"] or match["other"]), match) for match in cues.find("notes", paragraph.text)]
    if paragraph.kind != "footnote":
        named += [(match[0].translate(DIGITS), match) for match in SUPERSCRIPT.finditer(paragraph.text)]
    for number, match in named:
        notes = (note for note in document.paragraphs if note.kind == "footnote")
        if number not in {normalize(note.mark.translate(DIGITS)) for note in notes}:
            yield "footnote", match[0], *match.span()


def find_sections(document: Document, paragraph: Paragraph, cues: ReferenceCues) -> Found:
    """Sections of this document, where it has numbered headings and none of that number."""
    for match in cues.find("sections", paragraph.text):
        number, numbers = normalize(match["number"]), list_sections(document)
        if number not in numbers and not any(known.startswith(f"{number}.") for known in numbers):
            yield "section", match[0], *match.span()


def list_sections(document: Document) -> set[str]:
    """The numbers of a document's headings and questions."""
    numbers = {normalize(word) for head in document.paragraphs if head.kind == "heading"
               for word in [head.mark, *head.text.replace(":", " ").split()[:2]] if word}  # fmt: skip
    return numbers | {normalize(question.number) for question in document.questions}


def find_earlier(document: Document, paragraph: Paragraph, cues: ReferenceCues) -> Found:
    """Earlier letters and responses, which another document is, however it is dated."""
    for match in cues.find("earlier", paragraph.text):
        yield "earlier document", match[0], *match.span()


def normalize(number: str) -> str:
    """ "2(a)", "2.a." and "2a" to "2a"; Roman numbers to Arabic ones."""
    plain = re.sub(r"[().\s]+", ".", number).strip(".").casefold()
    if re.fullmatch("[ivx]+", plain):
        values = [ROMAN[letter] for letter in plain.upper()]
        return str(sum(-one if one < max(values[at:]) else one for at, one in enumerate(values)))
    return re.sub(r"(?<=\d)\.(?=[a-z])", "", plain)


def is_headed(document: Document, label: str) -> bool:
    """Whether a paragraph of the document begins with these words, and is more than the reference itself."""
    words = " ".join(label.split()).casefold()
    return any(
        paragraph.kind != "question" and " ".join(paragraph.text.split()).casefold().startswith(words)
        for paragraph in document.paragraphs
    )  # fmt: skip
