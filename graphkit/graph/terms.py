"""Names and values in, RDF terms out: the nodes and literals of which every graph is made."""
from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from graphkit.graph.things import Node, Things
from graphkit.model import Evidence, Thing, Value
from graphkit.ontology.namespaces import DCTERMS, GK, OA, PROV, RDF, RDFS, SKOS, XSD

TYPE = NamedNode(RDF + "type")
VALUE = NamedNode(RDF + "value")
LABEL = NamedNode(RDFS + "label")
ALT_LABEL = NamedNode(SKOS + "altLabel")
SUBJECT, PREDICATE, OBJECT = (NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
STATEMENT = NamedNode(RDF + "Statement")
TITLE, DATE, CREATOR, FORMAT = (NamedNode(DCTERMS + name) for name in ("title", "date", "creator", "format"))
ADDRESSEE = NamedNode(GK + "addressee")
ENTITY, DERIVED_FROM = NamedNode(PROV + "Entity"), NamedNode(PROV + "wasDerivedFrom")
SPECIFIC_RESOURCE, QUOTE_SELECTOR, POSITION_SELECTOR = (
    NamedNode(OA + name) for name in ("SpecificResource", "TextQuoteSelector", "TextPositionSelector")
)
HAS_SOURCE, HAS_SELECTOR, REFINED_BY = (NamedNode(OA + name) for name in ("hasSource", "hasSelector", "refinedBy"))
EXACT, PREFIX, SUFFIX, START, END = (NamedNode(OA + name) for name in ("exact", "prefix", "suffix", "start", "end"))
TRUE = Literal("true", datatype=NamedNode(XSD + "boolean"))

#: What a literal of each data type of `Value` looks like: what does not is kept as words, and nothing is lost.
LEXICAL = {
    "integer": re.compile(r"[+-]?[0-9]+"),
    "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    "date": re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"),
    "gYearMonth": re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])"),
    "gYear": re.compile(r"[0-9]{4}"),
}
#: Halves of surrogate pairs: no text in UTF-8 holds them. All else is kept, so that a quote equals its document.
SURROGATE = re.compile(r"[\ud800-\udfff]")


def build_word(local: str) -> NamedNode:
    """A local name of the vocabulary to its node."""
    return NamedNode(GK + local)


def build_text(text: str) -> Literal:
    """Words to a plain string."""
    return Literal(SURROGATE.sub("\ufffd", text))


def build_integer(number: int) -> Literal:
    """A whole number to its literal."""
    return Literal(str(number), datatype=NamedNode(XSD + "integer"))


def build_decimal(number: float) -> Literal:
    """A number to a decimal of at most four places, in the form that every store keeps."""
    text = f"{number:.4f}".rstrip("0")
    return Literal(text + "0" if text.endswith(".") else text, datatype=NamedNode(XSD + "decimal"))


def build_value(value: Value) -> Literal:
    """A literal of a claim to its term; one that is not of its data type stays the document's own words."""
    pattern = LEXICAL.get(value.datatype)
    if pattern is not None and pattern.fullmatch(value.text):
        return Literal(value.text, datatype=NamedNode(XSD + value.datatype))
    return build_text(value.text)


def build_term(value: Thing | Value, things: Things, evidence: Evidence | None = None) -> NamedNode | Literal:
    """A thing to the node that it is, a value to its literal."""
    return build_value(value) if isinstance(value, Value) else NamedNode(things.find(value, evidence).iri)


def build_node(node: Node) -> NamedNode:
    """A node of the graph to its RDF term."""
    return NamedNode(node.iri)
