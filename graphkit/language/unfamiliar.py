"""Verbs that the parser does not know, with the familiar ones to read instead, in; the stand-ins of their forms out.

A past or participle is a verb wherever it stands ("was re-examined"); the third person and the plain form may be nouns
("the re-issue"), and are replaced only where a verb must stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any


def add_unfamiliar(standins: Mapping[str, Any]) -> dict[str, Any]:
    """The cue file `standins` with the forms of its section `unfamiliar` among its words and verbs."""
    pairs: Mapping[str, str] = standins["unfamiliar"]
    words, verbs = dict(standins["words"]), dict(standins["verbs"])
    for verb, familiar in pairs.items():
        words.setdefault(_spell_past(verb), {"as": _spell_past(familiar), "lemma": verb})
        verbs.setdefault(_spell_third(verb), {"as": _spell_third(familiar), "lemma": verb})
        verbs.setdefault(verb, {"as": familiar, "lemma": verb})
    return {**standins, "words": words, "verbs": verbs}


def _spell_past(verb: str) -> str:
    """The past of a regular verb: scraped, re-identified, resubmitted."""
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    doubled = verb[-1] if re.search(r"mit$|fer$", verb) else ""
    return verb + doubled + ("d" if verb.endswith("e") else "ed")


def _spell_third(verb: str) -> str:
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + ("es" if re.search(r"(?:s|x|z|ch|sh)$", verb) else "s")
