"""Verbs as sentences made by tests need them: a lemma in, its third person, past or participle out.

What no rule gives stands in `data/participles.yaml`. A particle or preposition behind the verb stays: "turned over".
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

PATH = Path(__file__).with_name("data") / "participles.yaml"
IRREGULAR: dict[str, list[str]] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
THIRD = {"have": "has", "be": "is", "do": "does", "go": "goes"}


def inflect_present(verb: str) -> str:
    """The third person of a verb: shares, stores, relies, possesses, turns over."""
    head, blank, rest = verb.partition(" ")
    if head in THIRD:
        return THIRD[head] + blank + rest
    if re.search(r"[^aeiou]y$", head):
        return head[:-1] + "ies" + blank + rest
    return head + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", head) else "s") + blank + rest


def inflect_past(verb: str) -> str:
    """The past of a verb: shared, relied, submitted, took down."""
    return _inflect(verb, 0)


def form_participle(verb: str) -> str:
    """The past participle of a verb: shared, relied, submitted, taken down."""
    return _inflect(verb, 1)


def _inflect(verb: str, place: int) -> str:
    head, blank, rest = verb.partition(" ")
    if head in IRREGULAR:
        past = IRREGULAR[head][place]
    elif re.search(r"[^aeiou]y$", head):
        past = head[:-1] + "ied"
    else:
        past = head + ("d" if head.endswith("e") else "ed")
    return past + blank + rest


def form_gerund(verb: str) -> str:
    """The form in -ing: sharing, submitting, overseeing, turning over."""
    head, blank, rest = verb.partition(" ")
    past = inflect_past(head)
    doubled = past.endswith("ed") and past.removesuffix("ed")[:-1] == head
    stem = past.removesuffix("ed") if doubled else head[:-1] if re.search(r"[^eo]e$", head) else head
    return stem + "ing" + blank + rest
