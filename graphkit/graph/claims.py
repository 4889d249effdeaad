"""Claims in, their triples out: one node a statement, with its polarity, modality, roles, speaker and evidence."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.graph import terms as rdf
from graphkit.graph.document import Items, Triples, describe_passage, find_author, find_parts
from graphkit.graph.identifiers import find_claim, find_document, find_passage
from graphkit.graph.things import Node, Things
from graphkit.model import UNSTATED, Claim, Document, Evidence, Thing


def find_mentions(document: Document, claims: Sequence[Claim]) -> Iterator[tuple[Thing, Evidence | None]]:
    """Every mention of a thing in the claims, in their order, then the document's own author."""
    for claim in claims:
        for value in (claim.subject, claim.object, *(role.value for role in claim.roles), claim.speaker):
            if isinstance(value, Thing):
                yield value, claim.evidence
    author = find_author(document)
    if author is not None:
        yield author, None


def find_speaker(claim: Claim, document: Document) -> Thing:
    """Who says so: the one that the words name, else the document's author."""
    return claim.speaker if claim.speaker != UNSTATED else find_author(document) or UNSTATED


def describe_statement(claim: Claim, document: Document, things: Things) -> list[tuple[str, str]]:
    """What the claim says, how firmly, in which roles and by whom: predicate and object of each triple."""
    evidence = claim.evidence
    return [
        (rdf.SUBJECT, rdf.build_term(claim.subject, things, evidence)),
        (rdf.PREDICATE, rdf.build_word(claim.predicate)),
        (rdf.OBJECT, rdf.build_term(claim.object, things, evidence)),
        (rdf.POLARITY, rdf.build_word(claim.polarity)),
        (rdf.MODALITY, rdf.build_word(claim.modality)),
        *sorted((rdf.build_word(role.name), rdf.build_term(role.value, things, evidence)) for role in claim.roles),
        (rdf.SPEAKER, rdf.build_term(find_speaker(claim, document), things, evidence)),
    ]


def name_claim(claim: Claim, statement: list[tuple[str, str]], document: Document, base: str) -> str:
    """The claim's term: its IRI is a hash of what it says, by whom, in which roles, and of its evidence."""
    spans = [place for span in (*claim.evidence.spans, *claim.evidence.clause) for place in (span.start, span.end)]
    said = [term for pair in statement for term in pair]
    return rdf.build_iri(find_claim(base, document.sha256, *said, *spans))


def describe_claims(document: Document, claims: Sequence[Claim], things: Things, items: Items, base: str) -> Triples:
    """All claims with their passages. Two readings that say the same of the same words are one claim: the surer one."""
    kept: dict[str, tuple[Claim, list[tuple[str, str]]]] = {}
    for claim in claims:
        statement = describe_statement(claim, document, things)
        node = name_claim(claim, statement, document, base)
        if node not in kept or kept[node][0].confidence < claim.confidence:
            kept[node] = (claim, statement)
    for node, (claim, statement) in kept.items():
        yield node, rdf.TYPE, rdf.CLAIM
        yield node, rdf.TYPE, rdf.STATEMENT
        for predicate, value in statement:
            yield node, predicate, value
        yield from describe_reading(node, claim)
        yield from describe_source(node, claim, document, items, base)


def describe_reading(node: str, claim: Claim) -> Triples:
    """How the claim was read, how surely, and why no fact may follow from it."""
    if claim.withheld:
        yield node, rdf.WITHHELD, rdf.build_text(claim.withheld)
    if claim.how:
        yield node, rdf.DERIVED_BY, rdf.build_text(" ".join(claim.how))
    yield node, rdf.CONFIDENCE, rdf.build_decimal(claim.confidence)


def describe_source(node: str, claim: Claim, document: Document, items: Items, base: str) -> Triples:
    """Where the claim stands and when it was said: its passages, and its answer or else the document."""
    if document.date is not None:
        yield node, rdf.SAID_ON, rdf.build_typed(document.date.isoformat(), "date")
    for answer in items.find_answers(claim.evidence.paragraph) or [f"<{find_document(base, document.sha256)}>"]:
        yield node, rdf.STATED_IN, answer
    for span, clause in find_parts(claim.evidence):
        yield node, rdf.EVIDENCE, f"<{find_passage(base, document.sha256, span, clause)}>"
        yield from describe_passage(document, span, clause, base)


def describe_things(things: Sequence[Node]) -> Triples:
    """Every thing with its class, its label and its other names."""
    for thing in things:
        node = rdf.build_node(thing)
        yield node, rdf.TYPE, rdf.build_word(thing.kind)
        yield node, rdf.LABEL, rdf.build_text(thing.label)
        for name in thing.names:
            yield node, rdf.ALT_LABEL, rdf.build_text(name)
        if thing.unresolved:
            yield node, rdf.UNRESOLVED, rdf.TRUE
