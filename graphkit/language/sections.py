"""The heading above a fragment in, what it says before the fragment out; headings are in the cue file `sections`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from graphkit.errors import OntologyError
from graphkit.language.glossary import Glossary
from graphkit.language.tree import Node
from graphkit.model import Document

_OPENINGS = ("noun", "to", "number", "toward", "participle", "party", "law")
_MATCHING = re.compile(r"\bmatching (?:program|agreement)\b", re.I)
_LAW = re.compile(
    r"\d+\s+(?:U\.?\s?S\.?\s?C|C\.?\s?F\.?\s?R)|\b(?:Act|Code|Law|Order|Regulations?|Statute|Directive|Circular)\b|§|\bSec(?:tion|\.)",
)
#: What parts the members of a row, by how it opens: 'To judge X; *and* to find Y', 'names; addresses', and in
#: '5 U.S.C. 301; 44 U.S.C. 3101 and Executive Order 9397' stand three laws.
_BETWEEN = {
    "to": re.compile(r"\s*;\s+(?:(?:and|or)\s+)?(?=to\s)", re.I),
    "noun": re.compile(r"\s*;\s+(?:and\s+)?"),
    "law": re.compile(
        r"\s*;\s+(?:and\s+)?|\s*,?\s+(?:and|or)\s+(?=\d+\s+[UC]\.?\s?[SF]|[Ss]ec(?:tion|\.)|Executive|E\.\s?O|Pub)"
        r"|\s*,\s+(?=\d+\s+[UC]\.?\s?[SF])"
    ),
}
#: 'Director, Permit Division, *12 Harbour Street, Dover*', 'Chief, Permit Division, *Dover, DE 19901*'
_ADDRESS = re.compile(
    r",\s+(?:P\.?\s?O\.?\s+Box|(?:Room|Suite|Mail\s?Stop)\b|\d)|\s*\(\d"
    r"|,\s+[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){0,3},\s+(?:[A-Z]\.?[A-Z]\b|[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?\s+\d{5})"
)
#: What does not count in a title: 'System Name(s):'
_UNREAD = re.compile(r"\(s\)|[^a-z, ]")
_EMPTY = re.compile(r"(?:none|not applicable|n/?a|no|yes|unclassified|same as|see|[ns]\.?[ew])\b", re.I)
#: '*Premises* and Animal Records': what goes on behind a name is of the name.
_GOES_ON = re.compile(r" (?:and|of|for|&) ?")
_NAMED = re.compile(r"system (?:name|of records|title)", re.I)
_KINDS = {"System", "Program"}
#: What only a document says that describes a system or a matching program; the purpose of another is its own.
_DESCRIBING = re.compile(r"\bsystems? of records\b|\bSORNs?\b|\bsystem name\b|\bmatching (?:program|agreement)\b", re.I)


class SectionLead(Struct, frozen=True):
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
        if entry["opens"] not in _OPENINGS:
            raise OntologyError(f"ontology/cues/sections.yaml: entry {place + 1}: opens may not be {entry['opens']!r}")
        leads.append(SectionLead(tuple(entry["titles"]), entry["lead"], entry["opens"], float(entry["rate"])))
    return tuple(leads)


def list_section_leads(title: str, leads: Sequence[SectionLead]) -> list[SectionLead]:
    """The lead-ins that a heading can give to a fragment."""
    plain = " ".join(_UNREAD.sub("", title.lower()).split())
    return [lead for lead in leads if plain.startswith(lead.titles) or plain.endswith(lead.titles)]


def opens_item(form: str, item: Sequence[Node]) -> bool:
    """Whether the words of a fragment begin as those do that a lead-in `opens`."""
    first = item[0]
    if form == "to":
        return first.tag == "TO" and len(item) > 1 and item[1].tag == "VB"
    if form == "toward":
        return first.text.lower() in {"to", "by"} and len(item) > 1 and item[1].tag != "VB"
    if form == "number":
        return first.tag == "CD"
    if form == "participle":
        return first.tag == "VBN" or (first.tag in {"VBD", "JJ"} and first.text.endswith("ed"))
    if form == "law":
        return _LAW.search(" ".join(node.text for node in item)) is not None
    return (first.tag[:2] in {"NN", "JJ", "DT", "PR", "VB"} or first.name is not None) and not _EMPTY.match(first.text)


def find_parts(lead: SectionLead, words: str) -> list[tuple[int, int]]:
    """Where the stretches of a fragment lie that are read one by one: the members of a row, a party without address."""
    if lead.opens == "party":
        address = _ADDRESS.search(words)
        return [(0, address.start() if address is not None else len(words))]
    borders = [found.span() for found in _BETWEEN[lead.opens].finditer(words)] if lead.opens in _BETWEEN else []
    starts, ends = [0, *(end for _, end in borders)], [*(start for start, _ in borders), len(words)]
    return list(zip(starts, ends, strict=True))


def can_lead(lead: SectionLead, document: Document) -> bool:
    """Whether a lead-in may be read into a document: 'Purpose: To set forth rules' tells what no system is used for."""
    return lead.opens not in {"to", "law"} or _DESCRIBING.search(document.text) is not None


def find_system(document: Document, glossary: Glossary) -> str:
    """What the document calls the system that it describes: its name under a heading for it, else 'the system'.

    A notice of a matching program describes no system, but the program.
    """
    for paragraph in document.paragraphs:
        if paragraph.kind != "heading" and (_NAMED.match(paragraph.section) or _NAMED.match(paragraph.text)):
            for name in glossary.find_mentions(paragraph.text):
                if name.thing.kind not in _KINDS:
                    continue
                if _GOES_ON.match(paragraph.text, name.end):
                    return "The system"
                return paragraph.text[name.start : name.end]
    return "The matching program" if _MATCHING.search(document.title) else "The system"
