"""A sentence of a document in, the evidence that it gives out."""

from __future__ import annotations

from collections.abc import Callable

from graphkit.model import Clause, Document, Evidence, Sentence, Span

#: Characters of a clause that may stand more than once in a document.
SHORT = 30
#: A clause in, the words out that what it claims rests on; asked only of a clause that claims something.
Quoter = Callable[[Clause], Evidence]


class Quotes:
    """A document's sentences and clauses as evidence; whether short words stand elsewhere is looked up once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._common: dict[str, bool] = {}

    def find(self, sentence: Sentence) -> Evidence:
        """The spans of a whole sentence in the document."""
        paragraph = self._document.paragraphs[sentence.paragraph]
        return Evidence(paragraph.locate(sentence.start, sentence.end), sentence.paragraph)

    def narrow(self, evidence: Evidence, clause: Clause) -> Evidence:
        """The evidence of a sentence, with the spans of a clause inside it and of the sentences that support that."""
        paragraphs = self._document.paragraphs
        inner = paragraphs[evidence.paragraph].locate(clause.start, clause.end)
        for span in inner:
            if span.end - span.start < SHORT and self._is_common(span):
                inner = ()
        support: tuple[Span, ...] = ()
        for other in clause.support:
            support += paragraphs[other.paragraph].locate(other.start, other.end)
        spans = evidence.spans
        return Evidence(spans + support, evidence.paragraph, inner, len(spans) if support else 0)

    def _is_common(self, span: Span) -> bool:
        """A word or two that stand elsewhere too ("acquired") lead whoever searches for the quote astray."""
        words = self._document.text[span.start : span.end]
        if words not in self._common:
            self._common[words] = _stands_twice(self._document.text, words, span)
        return self._common[words]


def add_support(evidence: Evidence, other: Evidence) -> Evidence:
    """The evidence of a sentence that completes what another says: both, its own first."""
    return Evidence((*evidence.sentence, *other.spans), evidence.paragraph, (), len(evidence.sentence))


def _stands_twice(text: str, words: str, span: Span) -> bool:
    """Whether the words of a span stand elsewhere too."""
    if text.find(words, span.end) >= 0:
        return True
    first, size = text.find(words), len(words)
    return text.find(words, first + size, span.end + size) >= 0  # no further: what is behind was searched
