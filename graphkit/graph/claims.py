"""Claims in, their triples out: one node a statement, with its polarity, modality, roles, speaker and evidence."""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.graph import terms as rdf
from graphkit.graph.document import Items, Triples, describe_passage, find_author, find_parts
from graphkit.graph.identifiers import find_claim, find_document, find_passage
from graphkit.graph.things import Node, Things
from graphkit.model import UNSTATED, Claim, Document, Evidence, Thing
from graphkit.ontology.namespaces import XSD

SPEAKER, SAID_ON, EVIDENCE, STATED_IN = (
    rdf.build_word(name) for name in ("speaker", "saidOn", "evidence", "statedIn")
)
CLAIM, POLARITY, MODALITY = (rdf.build_word(name) for name in ("Claim", "polarity", "modality"))
CONFIDENCE, DERIVED_BY, WITHHELD = (rdf.build_word(name) for name in ("confidence", "derivedBy", "withheldBecause"))


def find_mentions(document: Document, claims: Sequence[Claim]) -> Iterator[tuple[Thing, Evidence | None]]:
    """Every mention of a thing in the claims, in their order, then the document's own author."""
    for claim in claims:
        for value in (claim.subject, claim.object, *(role.value for role in claim.roles), claim.speaker):
            if isinstance(value, Thing):
                yield value, claim.evidence
    author = find_author(document)
    if author is not None:
        yield author, None


def keep_best(claims: Sequence[Claim], names: Sequence[str]) -> dict[str, Claim]:
    """Claims by IRI: of two readings that say the same of the same words, the surer one, or else the first."""
    kept: dict[str, Claim] = {}
    for name, claim in zip(names, claims, strict=True):
        if name not in kept or kept[name].confidence < claim.confidence:
            kept[name] = claim
    return kept


def name_claim(claim: Claim, document: Document, things: Things, base: str) -> str:
    """The claim's IRI: a hash of what it says, who says it, its roles and its evidence."""
    roles = sorted(f"{role.name} {rdf.build_term(role.value, things, claim.evidence)}" for role in claim.roles)
    spans = [place for span in (*claim.evidence.spans, *claim.evidence.clause) for place in (span.start, span.end)]
    return find_claim(
        base,
        document.sha256,
        rdf.build_term(claim.subject, things, claim.evidence),
        claim.predicate,
        rdf.build_term(claim.object, things, claim.evidence),
        claim.polarity,
        claim.modality,
        rdf.build_term(find_speaker(claim, document), things, claim.evidence),
        *roles,
        *spans,
    )


def find_speaker(claim: Claim, document: Document) -> Thing:
    """Who says so: the one that the words name, else the document's author."""
    return claim.speaker if claim.speaker != UNSTATED else find_author(document) or UNSTATED


def describe_claims(document: Document, claims: Sequence[Claim], things: Things, items: Items, base: str) -> Triples:
    """All claims, each once, with their passages."""
    names = [name_claim(claim, document, things, base) for claim in claims]
    for name, claim in keep_best(claims, names).items():
        node = NamedNode(name)
        yield from describe_statement(node, claim, document, things)
        yield from describe_source(node, claim, document, items, base)


def describe_statement(node: NamedNode, claim: Claim, document: Document, things: Things) -> Triples:
    """What the claim says, how firmly, in which roles, and how it was read."""
    yield Triple(node, rdf.TYPE, CLAIM)
    yield Triple(node, rdf.TYPE, rdf.STATEMENT)
    yield Triple(node, rdf.SUBJECT, rdf.build_term(claim.subject, things, claim.evidence))
    yield Triple(node, rdf.PREDICATE, rdf.build_word(claim.predicate))
    yield Triple(node, rdf.OBJECT, rdf.build_term(claim.object, things, claim.evidence))
    yield Triple(node, POLARITY, rdf.build_word(claim.polarity))
    yield Triple(node, MODALITY, rdf.build_word(claim.modality))
    for role in claim.roles:
        yield Triple(node, rdf.build_word(role.name), rdf.build_term(role.value, things, claim.evidence))
    yield Triple(node, SPEAKER, rdf.build_term(find_speaker(claim, document), things, claim.evidence))
    if claim.withheld:
        yield Triple(node, WITHHELD, rdf.build_text(claim.withheld))
    if claim.how:
        yield Triple(node, DERIVED_BY, rdf.build_text(" ".join(claim.how)))
    yield Triple(node, CONFIDENCE, rdf.build_decimal(claim.confidence))


def describe_source(node: NamedNode, claim: Claim, document: Document, items: Items, base: str) -> Triples:
    """Where the claim stands and when it was said: its passages, and its answer or else the document."""
    if document.date is not None:
        yield Triple(node, SAID_ON, Literal(document.date.isoformat(), datatype=NamedNode(XSD + "date")))
    for answer in items.find_answers(claim.evidence.paragraph) or [NamedNode(find_document(base, document.sha256))]:
        yield Triple(node, STATED_IN, answer)
    for span, clause in find_parts(claim.evidence):
        yield Triple(node, EVIDENCE, NamedNode(find_passage(base, document.sha256, span, clause)))
        yield from describe_passage(document, span, clause, base)


def describe_things(things: Sequence[Node]) -> Triples:
    """Every thing with its class, its label and its other names."""
    for thing in things:
        node = rdf.build_node(thing)
        yield Triple(node, rdf.TYPE, rdf.build_word(thing.kind))
        yield Triple(node, rdf.LABEL, rdf.build_text(thing.label))
        for name in thing.names:
            yield Triple(node, rdf.ALT_LABEL, rdf.build_text(name))
        if thing.unresolved:
            yield Triple(node, rdf.build_word("unresolved"), rdf.TRUE)
