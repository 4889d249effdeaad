"""A sentence of a document in, the evidence that it gives out."""

from __future__ import annotations

from graphkit.model import Clause, Document, Evidence, Sentence, Span

#: Characters of a clause that may stand more than once in a document.
SHORT = 30


def find_evidence(document: Document, sentence: Sentence, clause: Clause | None = None) -> Evidence:
    """The spans of a whole sentence in the document, and those of a clause inside it."""
    paragraph = document.paragraphs[sentence.paragraph]
    inner = paragraph.locate(clause.start, clause.end) if clause is not None else ()
    if any(_is_common(document.text, span) for span in inner):
        inner = ()
    spans = paragraph.locate(sentence.start, sentence.end)
    support: tuple[Span, ...] = ()
    for other in clause.support if clause is not None else ():
        support += document.paragraphs[other.paragraph].locate(other.start, other.end)
    return Evidence(spans + support, sentence.paragraph, inner, len(spans) if support else 0)


def add_support(evidence: Evidence, other: Evidence) -> Evidence:
    """The evidence of a sentence that completes what another says: both, its own first."""
    return Evidence((*evidence.sentence, *other.spans), evidence.paragraph, (), len(evidence.sentence))


def _is_common(text: str, span: Span) -> bool:
    """A word or two that stand elsewhere too ("acquired") lead whoever searches for the quote astray."""
    words = text[span.start : span.end]
    return len(words) < SHORT and text.find(words, text.find(words) + len(words)) >= 0
