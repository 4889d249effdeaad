"""Records made of lines, for tests of analyses where reading English is not the point.

    Port Office | shares | gate photographs | denied | stated | recipient=Coast Service; restriction="outside of it"

A name in quotes is a literal, `date:2019-01-02` a time; kinds are told by KINDS or by how a name ends. Each line is a
sentence of its own unless it starts with `& `: then it stands in the sentence before.
"""
from __future__ import annotations

import re

from graphkit.analysis.record import UNSTATED, Place, Record, RecordedClaim, RecordedQuestion, Term

BAR = re.compile(r"(?<=\s)\|(?=\s|$)")
BASE = "https://w3id.org/graphkit/id/"
ENDS = {"Office": "Organization", "Service": "Organization", "Agency": "Organization", "Company": "Organization",
        "Unit": "OrganizationalUnit", "System": "System", "officers": "Role", "clerks": "Role", "visitors": "Role",
        "Program": "Program", "capability": "Capability", "recognition": "Capability", "agency": "Organization",
        "guidance": "Policy", "contractor": "Organization"}
MODALITIES = {"stated": "Stated", "procedural": "Procedural", "possible": "Possible", "planned": "Planned",
              "required": "Required", "disclaimed": "KnowledgeDisclaimed"}


def make_term(text: str, base: str = BASE) -> Term:
    """A name, a literal in quotes or `date:…` to a term."""
    text = text.strip()
    if text.startswith('"'):
        return Term(text.strip('"'))
    if text.startswith("date:"):
        date = text.removeprefix("date:")
        return Term(date, kind={1: "gYear", 2: "gYearMonth", 3: "date"}[len(date.split("-"))])
    if text == "Unstated":
        return Term("Unstated", UNSTATED, "Unstated")
    kind = ENDS.get(text.split()[-1], "DataCategory")
    return Term(text, base + "-".join(text.casefold().split()), kind)


def make_record(lines: str, *, name: str = "letter", date: str = "2020-06-01", author: str = "",
                parts: tuple[tuple[str, str], ...] = (), background: tuple[tuple[str, str], ...] = (),
                base: str = BASE, questions: tuple[RecordedQuestion, ...] = ()) -> Record:
    """Lines to the record of a document whose sentences they are."""
    claims: list[RecordedClaim] = []
    start = 0
    place = Place(0, 0, 0, "")
    for number, line in enumerate(line.strip() for line in lines.strip().splitlines() if line.strip()):
        fields = [field.strip() for field in BAR.split(line.removeprefix("& "))]
        subject, predicate, object_, polarity, modality, *rest = (*fields, "affirmed", "stated")[: max(5, len(fields))]
        words = rest[1] if len(rest) > 1 else " ".join(fields)
        if not line.startswith("& "):
            place = Place(start, start + len(words), 0, words)
            start += len(words) + 1
        roles = tuple(sorted(
            (role.partition("=")[0].strip(), make_term(role.partition("=")[2], base))
            for role in (rest[0].split(";") if rest else ()) if role.strip()))
        claims.append(RecordedClaim(
            iri=f"{base}claim/{name}-{number}", subject=make_term(subject, base), predicate=predicate,
            object=make_term(object_, base), polarity=polarity.capitalize(), modality=MODALITIES[modality],
            places=(place,), roles=roles, clause=words, said_on=date))
    terms = [term for claim in claims for term in (claim.subject, claim.object, *(value for _, value in claim.roles))]
    terms += [make_term(text, base) for pair in (*parts, *background) for text in pair]
    things = {term.iri: term for term in terms if term.iri}
    pairs = [tuple((make_term(part, base).iri, make_term(whole, base).iri) for part, whole in each)
             for each in (parts, background)]
    return Record(f"{base}doc/{name}", name, name.title(), date, make_term(author, base) if author else None, "0" * 64,
                  tuple(claims), questions, things, *pairs)
