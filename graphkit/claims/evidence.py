"""A sentence of a document in, the evidence that it gives out."""

from __future__ import annotations

from graphkit.model import Clause, Document, Evidence, Sentence


def find_evidence(document: Document, sentence: Sentence, clause: Clause | None = None) -> Evidence:
    """The spans of a whole sentence in the document, and those of a clause inside it."""
    paragraph = document.paragraphs[sentence.paragraph]
    inner = paragraph.locate(clause.start, clause.end) if clause is not None else ()
    spans = paragraph.locate(sentence.start, sentence.end)
    for other in clause.support if clause is not None else ():
        spans += document.paragraphs[other.paragraph].locate(other.start, other.end)
    return Evidence(spans, sentence.paragraph, inner)
