"""The titles that a document sets in quotes, as bodies: "Wages, Pensions, and Other Records--OFA," a system of records.

What stands inside the quotes is one name, though commas and "and" would part it anywhere else.
"""
from __future__ import annotations

import re

from graphkit.language.draft import Draft
from graphkit.ontology.kinds import UNKNOWN

_QUOTED = re.compile(
    r"[\"“](?P<title>[A-Z][^\"“”;:?!]{8,160}?)[,.]?[\"”](?: ?\([^()]{3,60}\))?,?(?P<behind>[^.;]{0,60})"
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_SMALL = 3  # letters of words that a title may leave small
_FEWEST = 3  # words of a title
_SAID = 4.0


def add_quoted(draft: Draft) -> None:
    """Add every title in quotes that has a comma or an "and" inside."""
    for page in draft.pages:
        if '"' not in page.text and "“" not in page.text:
            continue
        for found in _QUOTED.finditer(page.text):
            title = found["title"]
            if not _is_title(title):
                continue
            body = draft.bodies.make(title)
            kind = draft.kinds.find_phrase_kind(found["behind"].strip(" ,"))
            if kind == UNKNOWN:
                kind = draft.kinds.find_phrase_kind(title.partition("--")[0].lower())
            body.vote(kind, _SAID)
            body.introduced = True


def _is_title(words: str) -> bool:
    """Whether all long words have capitals, and something would part them."""
    parts = _WORD.findall(words)
    if len(parts) < _FEWEST or not (", " in words or " and " in words or " & " in words):
        return False
    return all(part[0].isupper() for part in parts if len(part) > _SMALL)
