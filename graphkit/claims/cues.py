"""The cue file `claims` in, what the making of claims asks for out: what may be left open, words of patterns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from graphkit.errors import OntologyError


class ClaimCues(Struct, frozen=True):
    """The lists of ontology/cues/claims.yaml, which explains each with an example."""

    agentless: frozenset[str] = frozenset()
    unstated: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    scales: frozenset[str] = frozenset()
    specifying: tuple[str, ...] = ()
    pointers: frozenset[str] = frozenset()
    beginning: frozenset[str] = frozenset()
    begun: frozenset[str] = frozenset()
    elliptical: frozenset[str] = frozenset()
    samples: frozenset[str] = frozenset()
    comparisons: tuple[str, ...] = ()
    keepers: tuple[str, ...] = ()
    staff: frozenset[str] = frozenset()
    enabling: frozenset[str] = frozenset()
    grounds: frozenset[str] = frozenset()
    unnamed_rules: frozenset[str] = frozenset()
    partnering: tuple[str, ...] = ()
    feared: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    claimed: frozenset[str] = frozenset()
    aims: frozenset[str] = frozenset()
    manners: frozenset[str] = frozenset()
    shapes: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    spans: frozenset[str] = frozenset()
    throughout: frozenset[str] = frozenset()
    times: tuple[str, ...] = ()
    pending: frozenset[str] = frozenset()
    supposing: tuple[str, ...] = ()
    proposing: frozenset[str] = frozenset()
    wanting: tuple[str, ...] = ()
    advising: tuple[str, ...] = ()
    illustrating: tuple[str, ...] = ()
    ungiving: frozenset[str] = frozenset()
    limiting: frozenset[str] = frozenset()
    so_far: frozenset[str] = frozenset()
    back: frozenset[str] = frozenset()
    partial: frozenset[str] = frozenset()
    ending: frozenset[str] = frozenset()
    typed: frozenset[str] = frozenset()


def read_claim_cues(cues: Mapping[str, Any]) -> ClaimCues:
    """The lists of the cue file `claims`. Raises OntologyError that names the list that is missing or wrong."""
    content = cues.get("claims", {})
    for field in fields(ClaimCues):
        words = content.get(field.name)
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            place = f"ontology/cues/claims.yaml: {field.name!r}"
            raise OntologyError(f"{place} must be a list of words, not {words!r}")
    return ClaimCues(**{field.name: type(field.default)(content[field.name]) for field in fields(ClaimCues)})
