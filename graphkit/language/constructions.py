"""The cue file `constructions` in, the words that make a construction what it is out, one field a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from graphkit.errors import OntologyError


class Constructions(Struct, frozen=True):
    """The lists of ontology/cues/constructions.yaml, which explains each with an example."""

    using: frozenset[str]
    relying: frozenset[str]
    having: frozenset[str]
    lacking: frozenset[str]
    paying: frozenset[str]
    supporting: frozenset[str]
    attitudes: frozenset[str]
    presupposing: frozenset[str]
    withdrawing: frozenset[str]
    detecting: frozenset[str]
    rumours: frozenset[str]
    alternative: frozenset[str]
    reading: frozenset[str]
    describing: frozenset[str]
    contracting: frozenset[str]
    deriving: frozenset[str]
    granting: frozenset[str]
    twofold: frozenset[str]
    keeping: frozenset[str]
    purposed: frozenset[str]
    purposing: frozenset[str]
    reviewing: frozenset[str]
    letting: frozenset[str]
    asking: frozenset[str]
    gerund_prepositions: frozenset[str]
    listing: frozenset[str]
    connecting: frozenset[str]
    causing: frozenset[str]
    copulas: frozenset[str]
    made: frozenset[str]
    making: frozenset[str]
    according: frozenset[str]
    event_prepositions: frozenset[str]
    proposals: frozenset[str]
    proposed: frozenset[str]
    plans: frozenset[str]
    adopting: frozenset[str]
    defining: frozenset[str]
    striking: frozenset[str]
    deeds: frozenset[str]
    situations: frozenset[str]
    degrees: frozenset[str]
    ways: frozenset[str]
    rendered: frozenset[str]
    settling: frozenset[str]
    counted: frozenset[str]
    dates: frozenset[str]
    anybody: frozenset[str]
    invented: frozenset[str]
    designing: frozenset[str]
    uses: frozenset[str]
    writing: frozenset[str]
    informing: frozenset[str]
    relating: frozenset[str]
    currencies: frozenset[str]
    entrusting: frozenset[str]
    arriving: frozenset[str]
    incidents: frozenset[str]
    stead: frozenset[str]
    impersonal: frozenset[str]
    occasions: frozenset[str]
    information: frozenset[str]
    temporal: frozenset[str]
    unnegated: frozenset[str]
    negative_pronouns: frozenset[str]
    universal: frozenset[str]
    scarce: frozenset[str]
    partly: frozenset[str]
    mostly: frozenset[str]
    offering: frozenset[str]
    underway: frozenset[str]
    excepting: frozenset[str]
    sparing: frozenset[str]
    foreseeing: frozenset[str]
    reserving: frozenset[str]
    limiting: frozenset[str]
    giving: frozenset[str]
    onward: frozenset[str]
    legal: frozenset[str]
    examples: frozenset[str]
    facts: frozenset[str]
    requesting: frozenset[str]
    placing: frozenset[str]
    collective: frozenset[str]
    performing: frozenset[str]
    happening: frozenset[str]
    compounding: frozenset[str]
    attributive: frozenset[str]
    derogating: frozenset[str]
    engaging: frozenset[str]
    possessed: frozenset[str]
    directed: frozenset[str]
    pairing: frozenset[str]
    topical: frozenset[str]
    additions: frozenset[str]
    working: frozenset[str]
    visiting: frozenset[str]
    feared: frozenset[str]
    means: frozenset[str]
    binding: frozenset[str]
    expletive: frozenset[str]
    resolving: frozenset[str]
    gapping: frozenset[str]
    enlisting: frozenset[str]
    undergone: frozenset[str]
    motives: frozenset[str]
    managing: frozenset[str]
    powers: frozenset[str]
    conferring: frozenset[str]
    portions: frozenset[str]
    applying: frozenset[str]


def read_constructions(content: Mapping[str, Any]) -> Constructions:
    """The lists of the cue file. Raises OntologyError that names the list which is missing or holds no words."""
    for field in fields(Constructions):
        words = content.get(field.name)
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise OntologyError(
                f"ontology/cues/constructions.yaml: {field.name!r} must be a list of words, not {words!r}"
            )
    return Constructions(**{field.name: frozenset(content[field.name]) for field in fields(Constructions)})
