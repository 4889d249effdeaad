"""The heading above a fragment in, what it says before the fragment out; headings are in the cue file `sections`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphkit.errors import OntologyError
from graphkit.language.glossary import Glossary
from graphkit.language.tree import Node
from graphkit.model import Document

_EMPTY = re.compile(r"(?:none|not applicable|n/?a|no|yes|unclassified|same as|see)\b", re.I)
_NAMED = re.compile(r"system (?:name|of records|title)", re.I)
_KINDS = {"System", "Program"}


@dataclass(frozen=True, slots=True)
class SectionLead:
    """One entry of ontology/cues/sections.yaml, which explains the fields."""

    titles: tuple[str, ...]
    lead: str
    opens: str
    rate: float


def read_section_leads(content: Any) -> tuple[SectionLead, ...]:
    """The cue file as values. Raises OntologyError that names the entry which is wrong."""
    leads = []
    for place, entry in enumerate(content if isinstance(content, list) else ()):
        if not isinstance(entry, Mapping) or set(entry) != {"titles", "lead", "opens", "rate"}:
            raise OntologyError(
                f"ontology/cues/sections.yaml: entry {place + 1} must have titles, lead, opens and rate"
            )
        if entry["opens"] not in {"noun", "to", "number", "toward"}:
            raise OntologyError(f"ontology/cues/sections.yaml: entry {place + 1}: opens may not be {entry['opens']!r}")
        leads.append(SectionLead(tuple(entry["titles"]), entry["lead"], entry["opens"], float(entry["rate"])))
    return tuple(leads)


def find_section_lead(title: str, item: Sequence[Node], leads: Sequence[SectionLead]) -> SectionLead | None:
    """The lead-in that a heading gives to a fragment with these words, or None."""
    plain = " ".join(re.sub(r"\(s\)|[^a-z, ]", "", title.lower()).split())
    for lead in leads:
        if any(plain.startswith(name) or plain.endswith(name) for name in lead.titles):
            return lead if _opens(lead.opens, item) else None
    return None


def _opens(form: str, item: Sequence[Node]) -> bool:
    first = item[0]
    if form == "to":
        return first.tag == "TO" and len(item) > 1 and item[1].tag == "VB"
    if form == "toward":
        return first.text.lower() in {"to", "by"} and len(item) > 1 and item[1].tag != "VB"
    if form == "number":
        return first.tag == "CD"
    return (first.tag[:2] in {"NN", "JJ", "DT", "PR", "VB"} or first.name is not None) and not _EMPTY.match(first.text)


def find_system(document: Document, glossary: Glossary) -> str:
    """What the document calls the system that it describes: its name under a heading for it, else 'the system'."""
    for paragraph in document.paragraphs:
        if paragraph.kind != "heading" and _NAMED.match(paragraph.section):
            for name in glossary.find_mentions(paragraph.text):
                if name.thing.kind in _KINDS:
                    return paragraph.text[name.start : name.end]
    return "The system"
