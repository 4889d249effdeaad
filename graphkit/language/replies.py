"""The paragraphs of an answer in, its sentences with the stems of their words out."""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from graphkit.language.response_cues import ResponseCues
from graphkit.language.sentences import split_sentences
from graphkit.model import Document, Thing

NAMED = frozenset({"Organization", "OrganizationalUnit", "System", "Program", "Document", "Policy", "Role"})


class Said(Struct, frozen=True):
    """A sentence of an answer: where it stands, its words, their stems, and whether it is a list item."""

    paragraph: int
    start: int
    end: int
    text: str
    stems: frozenset[str]
    item: bool = False


class Names:
    """The things that a document names: one name for all of each, short or in full."""

    def __init__(self, things: Iterable[Thing]) -> None:
        forms: dict[str, str] = {}
        self.labels: set[str] = set()
        for thing in sorted(set(things), key=lambda thing: (thing.label, thing.kind)):
            if thing.kind in NAMED and any(letter.isupper() for letter in thing.label) and not thing.unresolved:
                self.labels.add(thing.label)
                forms.update({name: thing.label for name in thing.names if len(name) > 1})
        ordered = sorted({*forms, *self.labels}, key=lambda form: (-len(form), form))
        self._forms = forms
        self._pattern = re.compile("|".join(rf"\b{re.escape(form)}\b" for form in ordered)) if ordered else None

    def unify(self, text: str) -> str:
        """A text with the label of each thing in the place of its other names."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self._forms.get(match[0], match[0]), text)

    def find(self, text: str) -> frozenset[str]:
        """The labels of the things that a text names."""
        if self._pattern is None:
            return frozenset()
        return frozenset(self._forms.get(match[0], match[0]) for match in self._pattern.finditer(text))


def list_said(document: Document, paragraphs: Sequence[int], names: Names, cues: ResponseCues) -> tuple[Said, ...]:
    """The sentences of an answer, in their order."""
    found = []
    for index in paragraphs:
        paragraph = document.paragraphs[index]
        for start, end in split_sentences(paragraph.text, cues.stops):
            text = paragraph.text[start:end]
            stems = frozenset(cues.asks.topics.find_stems(names.unify(text)))
            found.append(Said(index, start, end, text, stems, paragraph.kind == "item"))
    return tuple(found)
