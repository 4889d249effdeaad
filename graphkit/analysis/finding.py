"""What a check finds: the words of the document, and what recomputing them gives."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from graphkit.errors import OntologyError
from graphkit.model import Document, Span
from graphkit.ontology import find_ontology
from graphkit.ontology.cues import read_yaml
from graphkit.ontology.patterns import compile_entry, compile_pattern, list_entries, list_words

PLACE = "ontology/cues/checks.yaml"
PATTERNS = ("shares", "sums", "ranges", "ages")
PIECES = ("number", "percent", "date")


class Finding(Struct, frozen=True):
    """One thing that does not add up.

    kind      share | sum | dates | respectively | abbreviation | reference; said: the words; found: what recomputing
              gives, or what is not there
    spans     where the words stand, in paragraph number `paragraph`
    """

    kind: str
    said: str
    found: str
    paragraph: int
    spans: tuple[Span, ...]


class CheckCues(Struct, frozen=True):
    """The content of checks.yaml, which explains each entry."""

    patterns: Mapping[str, tuple[re.Pattern[str], ...]]
    number: re.Pattern[str]
    percent: re.Pattern[str]
    date: re.Pattern[str]
    whole: re.Pattern[str]
    respectively: re.Pattern[str]
    weekdays: tuple[str, ...]
    common: frozenset[str]


def read_check_cues(content: Mapping[str, Any]) -> CheckCues:
    """The cue file `checks`, checked. Raises OntologyError that names the entry."""
    pieces = {name: compile_pattern(content.get(name), f"{PLACE}: {name}") for name in PIECES}

    def read(kind: str) -> Iterator[re.Pattern[str]]:
        for entry in list_entries(content, kind, PLACE):
            text = entry.get("pattern")
            if not isinstance(text, str):
                raise OntologyError(f"{PLACE}: {kind}: a pattern was expected, not {text!r}")
            for name, piece in pieces.items():
                text = text.replace("{" + name + "}", piece.pattern)
            yield compile_entry({**entry, "pattern": text}, f"{PLACE}: {kind}")

    return CheckCues(
        patterns={kind: tuple(read(kind)) for kind in PATTERNS},
        number=re.compile(rf"(?<![\d.,$€£-]){pieces['number'].pattern}"),
        percent=pieces["percent"],
        date=pieces["date"],
        whole=compile_pattern(content.get("whole"), f"{PLACE}: whole"),
        respectively=compile_pattern(content.get("respectively"), f"{PLACE}: respectively"),
        weekdays=list_words(content, "weekdays", PLACE),
        common=frozenset(list_words(content, "common", PLACE)),
    )


@lru_cache(maxsize=1)
def load_check_cues() -> CheckCues:
    """The cues of the ontology, read once."""
    content = read_yaml(find_ontology() / "cues" / "checks.yaml")
    return read_check_cues(content if isinstance(content, dict) else {})


def locate_finding(document: Document, kind: str, found: str, paragraph: int, start: int, end: int) -> Finding:
    """Characters of a paragraph's text, and what is found of them, to the finding."""
    text = document.paragraphs[paragraph]
    return Finding(kind, text.text[start:end], found, paragraph, text.locate(start, end))
