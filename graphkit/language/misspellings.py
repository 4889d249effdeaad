"""A document and its glossary in, the abbreviations that may be misspelt out, each with its place in the document.

They are reported and never merged: "CCS" for "CCD" may be a slip, or another system.
"""
from __future__ import annotations

from msgspec import Struct

from graphkit.language.glossary import Glossary
from graphkit.model import Document, Span


class Misspelling(Struct, frozen=True):
    """An abbreviation, used once and never introduced, one letter away from one that is.

    text       as it is written; near: what it may stand for
    spans      where it stands in `Document.text`
    paragraph  index in Document.paragraphs
    """

    text: str
    near: str
    spans: tuple[Span, ...]
    paragraph: int


def find_misspellings(document: Document, glossary: Glossary) -> tuple[Misspelling, ...]:
    """The suspected misspellings of a document's names, in order of the text."""
    found = (
        Misspelling(
            doubt.text,
            doubt.near,
            document.paragraphs[doubt.paragraph].locate(doubt.start, doubt.end),
            doubt.paragraph,
        )
        for doubt in glossary.doubtful
    )
    return tuple(sorted(found, key=lambda one: (one.paragraph, one.spans)))
