"""What a user writes for a parameter in, an RDF term out: never a piece of SPARQL.

    id:archive  gk:Denied       a prefixed name, where the prefix is known
    <https://…>  https://…      an IRI
    "in quotes"  "3"^^xsd:int   a literal, with or without language or data type
    anything else               as the type of the parameter says; a plain string where it has none
"""
from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from graphkit.errors import QueryError
from graphkit.ontology.namespaces import GK, RDFS, SKOS, XSD
from graphkit.query.answer import Rows
from graphkit.query.source import Source
from graphkit.query.sparql import Term

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://\S+|(?:urn|mailto|tag|doi):\S+")
PREFIXED = re.compile(r"([A-Za-z][\w.\-]*|):(\S*)")
QUOTED = re.compile(r'"(?P<text>.*)"(?:@(?P<language>[A-Za-z0-9\-]+)|\^\^(?P<datatype>\S+))?', re.DOTALL)
#: The types that a parameter may be declared with: what they mean, and for literals what a value must look like.
TYPES = {
    "thing": "a thing of the graph, by IRI, label or other name",
    "property": "a property, by IRI or by its local name in the vocabulary",
    "iri": "an IRI",
    "text": "words",
    "date": "a date, as in 2019-04-12",
    "integer": "a whole number",
    "number": "a number",
}
LITERALS = {
    "date": ("date", re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")),
    "integer": ("integer", re.compile(r"[+-]?\d+")),
    "number": ("decimal", re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)")),
}
LABELLED = f"""SELECT DISTINCT ?thing ?label ?own {{
  VALUES (?property ?own) {{ (<{RDFS}label> true) (<{SKOS}prefLabel> true) (<{SKOS}altLabel> false) }}
  {{ ?thing ?property ?label }} UNION {{ GRAPH ?graph {{ ?thing ?property ?label }} }}
}}"""


def split_params(pairs: tuple[str, ...]) -> dict[str, str]:
    """'name=value' as typed in, names and values out. Raises QueryError on one without '=' or given twice."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, mark, value = pair.partition("=")
        name = name.strip().lstrip("?$")
        if not mark or not re.fullmatch(r"\w+", name):
            raise QueryError(f"parameter {pair!r}: write it as name=value")
        if name in found:
            raise QueryError(f"parameter {name}: given twice")
        found[name] = value
    return found


def build_term(name: str, text: str, kind: str, source: Source) -> Term:
    """A parameter's name, what was typed for it and its type ('' for none) in, the term out. Raises QueryError."""
    if kind == "text":
        return read_quoted(name, text, source.prefixes) or Literal(text)
    if kind in LITERALS:
        return read_literal(name, text.strip(), kind)
    term = read_iri(name, text.strip(), source.prefixes)
    if term is not None:
        return term
    if kind == "thing":
        return find_thing(name, text.strip(), source)
    if kind == "property" and re.fullmatch(r"\w+", text.strip()):
        return NamedNode(GK + text.strip())
    if kind in ("iri", "property"):
        raise QueryError(f"parameter {name}: {text!r} is not an IRI, nor a name with a known prefix")
    return read_quoted(name, text, source.prefixes) or Literal(text)


def read_literal(name: str, text: str, kind: str) -> Literal:
    """A date or number as typed in, its literal out."""
    datatype, pattern = LITERALS[kind]
    if not pattern.fullmatch(text):
        raise QueryError(f"parameter {name}: {text!r} is not {TYPES[kind]}")
    return Literal(text, datatype=NamedNode(XSD + datatype))


def read_iri(name: str, text: str, prefixes: Mapping[str, str]) -> NamedNode | None:
    """An IRI, bare or in angle brackets, or a prefixed name in, its node out; None for anything else."""
    bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text if IRI.fullmatch(text) else None
    prefixed = PREFIXED.fullmatch(text)
    if bare is None and prefixed and prefixed[1] in prefixes:
        bare = prefixes[prefixed[1]] + prefixed[2]
    if bare is None:
        return None
    try:
        return NamedNode(bare)
    except ValueError as error:
        raise QueryError(f"parameter {name}: {text!r} is not an IRI: {' '.join(str(error).split())}") from None


def read_quoted(name: str, text: str, prefixes: Mapping[str, str]) -> Literal | None:
    """A literal in double quotes in, its term out; None for anything else. Nothing inside the quotes is special."""
    match = QUOTED.fullmatch(text.strip())
    if match is None:
        return None
    datatype = match["datatype"]
    try:
        if datatype is not None:
            node = read_iri(name, datatype, prefixes)
            if node is None:
                raise QueryError(f"parameter {name}: {datatype!r} is not a data type")
            return Literal(match["text"], datatype=node)
        return Literal(match["text"], language=match["language"])
    except ValueError as error:
        raise QueryError(f"parameter {name}: {text!r}: {' '.join(str(error).split())}") from None


def find_thing(name: str, text: str, source: Source) -> NamedNode:
    """The one thing that bears `text` as its label, or else as another name. Raises QueryError if it is not one."""
    found = source.answer(LABELLED, "SELECT", (), None)
    labels: dict[str, dict[bool, set[str]]] = {}
    for thing, label, own in found.rows if isinstance(found, Rows) else ():
        if isinstance(thing, NamedNode) and isinstance(label, Literal) and isinstance(own, Literal):
            ranks = labels.setdefault(fold(label.value), {True: set(), False: set()})
            ranks[own.value in ("true", "1")].add(thing.value)
    ranks = labels.get(fold(text), {True: set(), False: set()})
    for things in (ranks[True], ranks[False]):
        if len(things) == 1:
            return NamedNode(next(iter(things)))
        if things:
            raise QueryError(f"parameter {name}: {text!r} names {len(things)} things: {', '.join(sorted(things))}")
    from difflib import get_close_matches

    close = get_close_matches(fold(text), sorted(labels), n=3, cutoff=0.5)
    hint = f"; is it one of: {', '.join(close)}?" if close else ""
    raise QueryError(f"parameter {name}: nothing in {source.name} is called {text!r}{hint}")


def fold(text: str) -> str:
    """A label without case and extra blanks, for comparison."""
    return " ".join(text.casefold().split())
