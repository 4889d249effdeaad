"""The cue file `responses` in, its patterns out: the words by which answers show how they respond."""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from graphkit.errors import OntologyError
from graphkit.language.asks import Ask, AskCues, read_ask_cues
from graphkit.language.sentences import Stops, read_stops
from graphkit.ontology.patterns import compile_entry, compile_pattern, list_entries

PLACE = "ontology/cues/responses.yaml"
STATUSES = ("Answered", "PartlyAnswered", "Declined", "Redirected", "KnowledgeDisclaimed", "NotApplicable",
            "AttachmentPromised", "RepeatsOtherAnswer", "NoAnswer")  # fmt: skip


class Cue(Struct, frozen=True):
    """A pattern that shows a status; `asked` and `unless` limit the questions it counts for."""

    status: str
    pattern: re.Pattern[str]
    asked: frozenset[str] = frozenset()
    unless: re.Pattern[str] | None = None

    def find(self, text: str, ask: Ask, question: str) -> re.Match[str] | None:
        """Where a sentence shows it, or None."""
        if self.asked and not self.asked & set(ask.kinds):
            return None
        return None if self.unless is not None and self.unless.search(question) else self.pattern.search(text)


class ResponseCues(Struct, frozen=True):
    """The content of responses.yaml, which explains each entry, and how questions are read."""

    asks: AskCues
    stops: Stops
    statuses: tuple[Cue, ...]
    declared: tuple[Cue, ...]
    hedges: tuple[re.Pattern[str], ...]
    pending: tuple[re.Pattern[str], ...]
    decision: re.Pattern[str]
    denial: re.Pattern[str]
    provision: re.Pattern[str]


def read_response_cues(cues: Mapping[str, Any]) -> ResponseCues:
    """The cue files `responses`, `asks` and `sentences`, checked. Raises OntologyError that names the entry."""
    content = cues.get("responses", {})
    single = {name: compile_pattern(content.get(name), f"{PLACE}: {name}")
              for name in ("decision", "denial", "provision")}  # fmt: skip
    lists = {name: tuple(compile_entry(entry, f"{PLACE}: {name}") for entry in list_entries(content, name, PLACE))
             for name in ("hedges", "pending")}  # fmt: skip
    return ResponseCues(
        **single, **lists,  # type: ignore[arg-type]
        asks=read_ask_cues(cues),
        stops=read_stops(cues["sentences"]),
        statuses=tuple(map(read_cue, list_entries(content, "statuses", PLACE))),
        declared=tuple(map(read_cue, list_entries(content, "declared", PLACE))),
    )


def read_cue(entry: Mapping[str, Any]) -> Cue:
    """An entry of the file to its cue. Raises OntologyError for a status that is none."""
    status = str(entry.get("status"))
    if status not in STATUSES:
        raise OntologyError(f"{PLACE}: {status!r} is none of {', '.join(STATUSES)}")
    unless = compile_pattern(entry["unless"], PLACE) if "unless" in entry else None
    return Cue(status, compile_entry(entry, f"{PLACE}: {status}"), frozenset(entry.get("asked") or ()), unless)
