"""A sentence of a document in, the evidence that it gives out."""

from __future__ import annotations

from collections.abc import Callable

from graphkit.model import Clause, Document, Evidence, Sentence, Span

#: Characters of a clause that may stand more than once in a document.
SHORT = 30
#: A clause in, the words out that what it claims rests on; asked only of a clause that claims something.
Quoter = Callable[[Clause], Evidence]


def find_evidence(document: Document, sentence: Sentence) -> Evidence:
    """The spans of a whole sentence in the document."""
    paragraph = document.paragraphs[sentence.paragraph]
    return Evidence(paragraph.locate(sentence.start, sentence.end), sentence.paragraph)


def narrow_evidence(evidence: Evidence, document: Document, clause: Clause) -> Evidence:
    """The evidence of a sentence, with the spans of a clause inside it and of the sentences that support the clause."""
    inner = document.paragraphs[evidence.paragraph].locate(clause.start, clause.end)
    if any(_is_common(document.text, span) for span in inner):
        inner = ()
    support: tuple[Span, ...] = ()
    for other in clause.support:
        support += document.paragraphs[other.paragraph].locate(other.start, other.end)
    spans = evidence.spans
    return Evidence(spans + support, evidence.paragraph, inner, len(spans) if support else 0)


def add_support(evidence: Evidence, other: Evidence) -> Evidence:
    """The evidence of a sentence that completes what another says: both, its own first."""
    return Evidence((*evidence.sentence, *other.spans), evidence.paragraph, (), len(evidence.sentence))


def _is_common(text: str, span: Span) -> bool:
    """A word or two that stand elsewhere too ("acquired") lead whoever searches for the quote astray."""
    size = span.end - span.start
    if size >= SHORT:
        return False
    words = text[span.start : span.end]
    if text.find(words, span.end) >= 0:
        return True
    first = text.find(words)
    return text.find(words, first + size, span.end + size) >= 0  # no further: what is behind was searched
