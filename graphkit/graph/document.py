"""A Document in, its description out: the document itself, its questions and answers, and its passages.

A passage is an oa:SpecificResource with two selectors, the quote with the words around it and the position in the text
that gk:sha256 hashes. It is the whole sentence; where the clause inside it is known, the quote is refined by it.
(A position is not: oa:refinedBy counts from the start of what it refines, and all positions of a graph in the text.)
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from graphkit.graph import terms as rdf
from graphkit.graph.identifiers import find_document, find_item, find_passage
from graphkit.graph.things import Things
from graphkit.model import Document, Evidence, Question, Response, Span, Thing

AROUND = 32  # characters of prefix and suffix

#: Triples as the terms of N-Triples: subject, predicate, object
Triples = Iterator[tuple[str, str, str]]


def find_author(document: Document) -> Thing | None:
    """The body that speaks, as a thing; None where the document does not name it."""
    return Thing("Organization", document.author) if document.author.strip() else None


def find_addressee(document: Document) -> Thing | None:
    """The one to whom the document is addressed, as a thing; None where it does not say."""
    return Thing("Thing", document.addressee) if document.addressee.strip() else None


def describe_document(document: Document, things: Things, base: str) -> Triples:
    """The document: title, date, author, addressee, and the hash of the text that all positions count in."""
    node = rdf.build_iri(find_document(base, document.sha256))
    yield node, rdf.TYPE, rdf.DOCUMENT
    yield node, rdf.LABEL, rdf.build_text(document.title or document.name)
    yield node, rdf.TITLE, rdf.build_text(document.title or document.name)
    if document.date is not None:
        yield node, rdf.DATE, rdf.build_typed(document.date.isoformat(), "date")
    for predicate, thing in ((rdf.CREATOR, find_author(document)), (rdf.ADDRESSEE, find_addressee(document))):
        if thing is not None:
            yield node, predicate, rdf.build_node(things.find(thing))
    yield node, rdf.FORMAT, rdf.build_text(document.media_type)
    yield node, rdf.SHA256, rdf.build_text(document.sha256)


class Items:
    """The questions of a document and their answers, by index and by paragraph."""

    def __init__(self, document: Document, base: str) -> None:
        seen: dict[tuple[int, str], int] = {}
        self._paragraphs = document.paragraphs
        self._several = len({question.block for question in document.questions}) > 1
        self.questions: list[str] = []
        self.answers: list[str | None] = []
        self._by_paragraph: dict[int, list[str]] = {}
        for question in document.questions:
            key = (question.block, question.number)
            seen[key] = ordinal = seen.get(key, -1) + 1
            place = (document.sha256, *key, ordinal)
            self.questions.append(rdf.build_iri(find_item(base, "question", *place)))
            answer = rdf.build_iri(find_item(base, "answer", *place)) if question.answers else None
            self.answers.append(answer)
            if answer is not None:
                for paragraph in question.answers:
                    self._by_paragraph.setdefault(paragraph, []).append(answer)

    def write_number(self, question: Question) -> str:
        """A question's number, with its block where the document has several."""
        return f"{question.number} (block {question.block})" if self._several else question.number

    def find_answers(self, paragraph: int) -> list[str]:
        """The answers that a paragraph belongs to: several where items are answered together, none outside them.

        A footnote belongs to the answers of the paragraph that bears its mark.
        """
        refers = self._paragraphs[paragraph].refers
        return self._by_paragraph.get(paragraph) or self._by_paragraph.get(paragraph if refers is None else refers, [])


def describe_questions(document: Document, items: Items, base: str) -> Triples:
    """Every question with its number, block and words, under its parent; every answer with its passages."""
    for question, node, answer in zip(document.questions, items.questions, items.answers, strict=True):
        yield node, rdf.TYPE, rdf.QUESTION
        yield node, rdf.LABEL, rdf.build_text(f"Question {items.write_number(question)}")
        yield node, rdf.NUMBER, rdf.build_text(question.number)
        yield node, rdf.BLOCK, rdf.build_integer(question.block)
        yield node, rdf.VALUE, rdf.build_text(question.text)
        if question.parent is not None:
            yield node, rdf.PART_OF_QUESTION, items.questions[question.parent]
        yield from describe_paragraphs(document, node, question.paragraphs, base)
        if answer is not None:
            number = items.write_number(question)
            yield from describe_answer(document, question, number, node, answer, base)


def describe_answer(
    document: Document, question: Question, number: str, asked: str, node: str, base: str
) -> Triples:
    """The answer to a question, with the passages in which it stands."""
    yield node, rdf.TYPE, rdf.ANSWER
    yield node, rdf.LABEL, rdf.build_text(f"Answer to question {number}")
    yield node, rdf.ANSWERS, asked
    yield from describe_paragraphs(document, node, question.answers, base)


def describe_responses(document: Document, responses: Sequence[Response], items: Items, base: str) -> Triples:
    """What each question asks for, what no answer takes up, and the status of its answer, or its own if it has none."""
    for response in responses:
        question = items.questions[response.question]
        node = items.answers[response.question] or question
        for kind in response.asks:
            yield question, rdf.ASKS_FOR, rdf.build_word(kind)
        for words in response.unaddressed:
            yield question, rdf.UNADDRESSED, rdf.build_text(words)
        yield node, rdf.RESPONSE_STATUS, rdf.build_word(response.status)
        if response.repeats is not None and (repeated := items.answers[response.repeats]) is not None:
            yield node, rdf.REPEATS, repeated
        for span, clause in find_parts(response.evidence) if response.evidence is not None else ():
            yield node, rdf.STATUS_EVIDENCE, f"<{find_passage(base, document.sha256, span, clause)}>"
            yield from describe_passage(document, span, clause, base)


def describe_paragraphs(document: Document, node: str, indices: tuple[int, ...], base: str) -> Triples:
    """Whole paragraphs as the evidence of a question or an answer."""
    for index in indices:
        paragraph = document.paragraphs[index]
        for span in paragraph.locate(0, len(paragraph.text)):
            yield node, rdf.EVIDENCE, f"<{find_passage(base, document.sha256, span)}>"
            yield from describe_passage(document, span, (), base)


def find_parts(evidence: Evidence) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Each span of the evidence, with what of the clause lies in it and is less than the whole."""
    for span in evidence.spans:
        inside = tuple(part for part in evidence.clause if span.start <= part.start and part.end <= span.end)
        yield span, () if inside == (span,) else inside


def describe_passage(document: Document, span: Span, clause: tuple[Span, ...], base: str) -> Triples:
    """One span of the document as a passage: its quote, its position, its page, and the clause that refines it."""
    iri = find_passage(base, document.sha256, span, clause)
    node, quote, position = f"<{iri}>", f"<{iri}-quote>", f"<{iri}-position>"
    yield node, rdf.TYPE, rdf.PASSAGE
    yield node, rdf.TYPE, rdf.SPECIFIC_RESOURCE
    yield node, rdf.HAS_SOURCE, f"<{find_document(base, document.sha256)}>"
    if document.pages:
        yield node, rdf.PAGE, rdf.build_integer(max(1, bisect_right(document.pages, span.start)))
    yield node, rdf.HAS_SELECTOR, quote
    yield node, rdf.HAS_SELECTOR, position
    yield from describe_quote(document, span, quote)
    yield position, rdf.TYPE, rdf.POSITION_SELECTOR
    yield position, rdf.START, rdf.build_integer(span.start)
    yield position, rdf.END, rdf.build_integer(span.end)
    for number, part in enumerate(clause, start=1):
        inner = f"<{iri}-clause{number}>"
        yield quote, rdf.REFINED_BY, inner
        yield from describe_quote(document, part, inner)


def describe_quote(document: Document, span: Span, node: str) -> Triples:
    """The quote of a span: its exact words, and those before and after."""
    text = document.text
    yield node, rdf.TYPE, rdf.QUOTE_SELECTOR
    yield node, rdf.EXACT, rdf.build_text(text[span.start : span.end])
    yield node, rdf.PREFIX, rdf.build_text(text[max(0, span.start - AROUND) : span.start])
    yield node, rdf.SUFFIX, rdf.build_text(text[span.end : span.end + AROUND])
