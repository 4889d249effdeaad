"""Names and values in, RDF terms out, in the form of N-Triples: `<iri>`, `"words"`, `"1"^^<type>`.

A graph is written as lines of N-Triples and read by the store in one go, which takes a quarter of the time of making a
Python object for every term. So each text is escaped here and each IRI checked, and nowhere else.
"""
from __future__ import annotations

import re

from graphkit.errors import GraphError
from graphkit.graph.things import Node, Things
from graphkit.model import Evidence, Thing, Value
from graphkit.ontology.namespaces import DCTERMS, GK, OA, RDF, RDFS, SKOS, XSD

LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9]*")
#: What an IRI must not hold, after the grammar of N-Triples.
NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
#: What a literal of each data type of `Value` looks like: what does not is kept as words, and nothing is lost.
LEXICAL = {
    "integer": re.compile(r"[+-]?[0-9]+"),
    "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    "date": re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"),
    "gYearMonth": re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])"),
    "gYear": re.compile(r"[0-9]{4}"),
}
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")  # 94,687
#: Halves of surrogate pairs: no text in UTF-8 holds them. All else is kept, so that a quote equals its document.
SURROGATE = re.compile(r"[\ud800-\udfff]")
SPECIAL = re.compile(r"[\\\"\n\r\ud800-\udfff]")
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def build_iri(iri: str) -> str:
    """An IRI to its term. Raises GraphError on one that no file could hold."""
    if NOT_IN_IRI.search(iri) or ":" not in iri:
        raise GraphError(f"{iri!r} is not an IRI")
    return f"<{iri}>"


def build_word(local: str) -> str:
    """A local name of the vocabulary to its term."""
    if not LOCAL.fullmatch(local):
        raise GraphError(f"{local!r} is not a name of the vocabulary")
    return f"<{GK}{local}>"


def build_text(text: str) -> str:
    """Words to a plain string."""
    if SPECIAL.search(text):
        text = SURROGATE.sub(chr(0xFFFD), text).translate(ESCAPES)
    return f'"{text}"'


def build_typed(text: str, datatype: str) -> str:
    """A number, date or truth value to its literal; `datatype` is a local name of XML Schema."""
    return f'"{text}"^^<{XSD}{datatype}>'


def build_integer(number: int) -> str:
    """A whole number to its literal."""
    return build_typed(str(number), "integer")


def build_decimal(number: float) -> str:
    """A number to a decimal of at most four places."""
    return build_typed(f"{number:.4f}".rstrip("0").rstrip("."), "decimal")


def build_value(value: Value) -> str:
    """A literal of a claim to its term; one that is not of its data type stays the document's own words."""
    pattern = LEXICAL.get(value.datatype)
    text = value.text.replace(",", "") if GROUPED.fullmatch(value.text) else value.text
    if pattern is not None and pattern.fullmatch(text):
        return build_typed(text, value.datatype)
    return build_text(value.text)


def build_term(value: Thing | Value, things: Things, evidence: Evidence | None = None) -> str:
    """A thing to the node that it is, a value to its literal."""
    return build_value(value) if isinstance(value, Value) else f"<{things.find(value, evidence).iri}>"


def build_node(node: Node) -> str:
    """A node of the graph to its term."""
    return f"<{node.iri}>"


TYPE, VALUE, STATEMENT = (f"<{RDF}{name}>" for name in ("type", "value", "Statement"))
SUBJECT, PREDICATE, OBJECT = (f"<{RDF}{name}>" for name in ("subject", "predicate", "object"))
LABEL, ALT_LABEL = f"<{RDFS}label>", f"<{SKOS}altLabel>"
TITLE, DATE, CREATOR, FORMAT = (f"<{DCTERMS}{name}>" for name in ("title", "date", "creator", "format"))
SPECIFIC_RESOURCE, QUOTE_SELECTOR, POSITION_SELECTOR = (
    f"<{OA}{name}>" for name in ("SpecificResource", "TextQuoteSelector", "TextPositionSelector")
)
HAS_SOURCE, HAS_SELECTOR, REFINED_BY = (f"<{OA}{name}>" for name in ("hasSource", "hasSelector", "refinedBy"))
EXACT, PREFIX, SUFFIX, START, END = (f"<{OA}{name}>" for name in ("exact", "prefix", "suffix", "start", "end"))
TRUE = build_typed("true", "boolean")
# the words of the vocabulary that every graph uses
CLAIM, DOCUMENT, QUESTION, ANSWER, PASSAGE = (
    build_word(name) for name in ("Claim", "Document", "Question", "Answer", "Passage")
)
POLARITY, MODALITY, CONFIDENCE, DERIVED_BY, WITHHELD = (
    build_word(name) for name in ("polarity", "modality", "confidence", "derivedBy", "withheldBecause")
)
SPEAKER, SAID_ON, EVIDENCE, STATED_IN, PAGE = (
    build_word(name) for name in ("speaker", "saidOn", "evidence", "statedIn", "page")
)
NUMBER, BLOCK, ANSWERS, PART_OF_QUESTION = (
    build_word(name) for name in ("number", "block", "answers", "partOfQuestion")
)
ASKS_FOR, UNADDRESSED, RESPONSE_STATUS, STATUS_EVIDENCE, REPEATS = (
    build_word(name) for name in ("asksFor", "unaddressed", "responseStatus", "statusEvidence", "repeats")
)
ADDRESSEE, SHA256, UNRESOLVED = (build_word(name) for name in ("addressee", "sha256", "unresolved"))
