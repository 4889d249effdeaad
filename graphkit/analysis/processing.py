"""The lives of data in, a record of processing activities out, in terms of the Data Privacy Vocabulary (DPV 2.3).

Each life is a dpv:Process. Only what is stated becomes a triple of the vocabulary: what is denied, possible or missing
stands in a comment, so that no privacy tool takes it for so. No node is blank, and the lines are sorted.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from graphkit.analysis.lifecycle import STATED, Life, Told, join_values
from graphkit.analysis.record import Record
from graphkit.graph.identifiers import hash_parts
from graphkit.ontology.namespaces import PREFIXES

#: Field of a life to the property of DPV, and the class of a value that is no thing but words.
PROPERTIES = {
    "source": ("hasDataSource", "DataSource"),
    "collector": ("hasResponsibleEntity", "Entity"),
    "purpose": ("hasPurpose", "Purpose"),
    "legal basis": ("hasLegalBasis", "LegalBasis"),
    "recipients": ("hasRecipient", "Recipient"),
    "retention": ("hasStorageCondition", "StorageDuration"),
    "deletion": ("hasStorageCondition", "StorageDeletion"),
    "safeguards": ("hasTechnicalOrganisationalMeasure", "TechnicalOrganisationalMeasure"),
    "data subjects": ("hasDataSubject", "DataSubject"),
}
#: Vocabularies whose names are written short.
WRITTEN = ("dcterms", "dpv", "prov", "rdf", "rdfs")
#: Fields whose values are what is done, not who does it: a party that retains is no storage condition.
CONDITIONS = frozenset({"retention", "deletion", "safeguards"})


def build_node(prefix: str, name: str) -> NamedNode:
    return NamedNode(f"{PREFIXES[prefix]}{name}")


def write_processing(record: Record, lives: Sequence[Life]) -> str:
    """Lives to Turtle: prefixes in a fixed order, then a block a subject, all sorted."""
    blocks: dict[str, list[str]] = {}
    triples = {triple for life in lives for triple in describe_life(record, life)}
    for subject, predicate, value in sorted(tuple(map(write_term, triple)) for triple in triples):
        blocks.setdefault(subject, []).append(f"{predicate} {value}")
    head = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in WRITTEN)
    between = " ;\n    "
    return head + "".join(f"\n{subject}\n    {between.join(lines)} .\n" for subject, lines in blocks.items())


def write_term(term: object) -> str:
    """A term as Turtle writes it, the vocabularies' own names short."""
    if isinstance(term, NamedNode):
        for name in WRITTEN:
            local = term.value.removeprefix(PREFIXES[name])
            if local != term.value and local.isalnum():
                return f"{name}:{local}"
    return str(term)


def describe_life(record: Record, life: Life) -> Iterator[Triple]:
    """One life as a process: what is stated of it, the claims that state it, and the rest in a comment."""
    base = record.iri.rpartition("doc/")[0]
    node = NamedNode(f"{base}processing/{hash_parts(record.sha256, life.kind, life.label, life.data.iri)}")
    yield Triple(node, build_node("rdf", "type"), build_node("dpv", "Process"))
    yield Triple(node, build_node("rdfs", "label"), Literal(life.label))
    yield Triple(node, build_node("dcterms", "source"), NamedNode(record.iri))
    yield Triple(node, build_node("dpv", "hasData"), NamedNode(life.data.iri))
    yield Triple(NamedNode(life.data.iri), build_node("rdfs", "label"), Literal(life.data.label))
    for field, told in life.fields.items():
        for one in told:
            if one.state == STATED:
                yield from describe_told(record, base, node, field, one)
    remark = "; ".join(f"{field}: {life.find_state(field)}" + (f" ({join_values(told)})" if told else "")
                       for field, told in life.fields.items() if life.find_state(field) != STATED)  # fmt: skip
    if remark:
        yield Triple(node, build_node("rdfs", "comment"), Literal(f"Not stated: {remark}."))


def describe_told(record: Record, base: str, node: NamedNode, field: str, told: Told) -> Iterator[Triple]:
    """One stated value: the thing itself, or a node with the document's words."""
    name, kind = PROPERTIES[field]
    if told.value.iri and field not in CONDITIONS:
        value = NamedNode(told.value.iri)
    else:
        words = f"{told.value.label} {told.claim.predicate}" if told.value.iri and told.claim else told.value.label
        value = NamedNode(f"{base}{field.replace(' ', '-')}/{hash_parts(record.sha256, words)}")
        yield Triple(value, build_node("rdf", "type"), build_node("dpv", kind))
        yield Triple(value, build_node("rdfs", "label"), Literal(" ".join(words.split())))
    if told.value.iri and field not in CONDITIONS:
        yield Triple(value, build_node("rdfs", "label"), Literal(told.value.label))
    yield Triple(node, build_node("dpv", name), value)
    if told.claim is not None:
        yield Triple(node, build_node("prov", "wasDerivedFrom"), NamedNode(told.claim.iri))
