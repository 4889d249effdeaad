"""The ontology in, what the server shows of it out: the terms for the page /ns, and the words that complete a query."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from graphkit.ontology import find_ontology
from graphkit.ontology.namespaces import GK, PREFIXES
from graphkit.ontology.terms import Class, Property, load_terms
from graphkit.query.saved import SavedQuery, load_queries

FILE = "graphkit.ttl"


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms of one kind: what they are called together, and each of them."""

    title: str
    terms: tuple[Class | Property, ...]


@cache
def list_groups() -> tuple[TermGroup, ...]:
    """The terms of the vocabulary by their kind."""
    terms = load_terms()
    return (TermGroup("Classes", terms.classes), TermGroup("Predicates of claims", terms.predicates),
            TermGroup("Roles of a claim", terms.roles), TermGroup("Individuals", terms.individuals))


def read_ontology() -> bytes:
    """The ontology in Turtle, as it is written."""
    return (find_ontology() / FILE).read_bytes()


@cache
def convert_ontology(form: str) -> bytes:
    """The ontology in a format of RDF, by its name in the worker."""
    from pyoxigraph import RdfFormat, parse, serialize

    from graphkit.serve.worker import RDF

    triples = (quad.triple for quad in parse(read_ontology(), format=RdfFormat.TURTLE))
    return serialize(triples, format=RDF[form], prefixes=PREFIXES) or b""


@cache
def list_words() -> dict[str, Any]:
    """What completes a query: the prefixes, and each term with its label, its comment and its kind."""
    terms = [{"name": f"gk:{term.name}", "iri": GK + term.name, "label": term.label, "comment": term.comment,
              "kind": group.title} for group in list_groups() for term in group.terms]
    return {"prefixes": PREFIXES, "terms": terms}


@cache
def list_queries() -> list[dict[str, Any]]:
    """The saved queries, as the query page offers them."""
    return [describe_query(query) for query in load_queries()]


def describe_query(query: SavedQuery) -> dict[str, Any]:
    params = [{"name": param.name, "kind": param.kind, "default": param.default or "", "meaning": param.meaning,
               "required": param.default is None} for param in query.params]
    return {"name": query.name, "title": query.title, "description": query.description, "params": params,
            "text": query.text}
