"""`ontology/graphkit.ttl` in, the terms of the vocabulary out: classes, predicates and roles, read once."""
from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import cast

from msgspec import Struct

from graphkit.errors import OntologyError
from graphkit.ontology import find_ontology
from graphkit.ontology.namespaces import DCAM, GK, OWL, RDF, RDFS

TYPE = f"{RDF}type"
LABEL, COMMENT = f"{RDFS}label", f"{RDFS}comment"
DOMAIN, RANGE = f"{DCAM}domainIncludes", f"{DCAM}rangeIncludes"
PARENT = f"{RDFS}subClassOf"


class Class(Struct, frozen=True):
    """A class of the vocabulary: its local name, what it is called and is, and the local names of those above it."""

    name: str
    label: str
    comment: str
    parents: tuple[str, ...] = ()


class Property(Struct, frozen=True):
    """A predicate or a role: its local name, what it is called and says, and the kinds that it admits on either side.

    The kinds are local names of classes; 'Literal' stands for words, numbers and dates.
    """

    name: str
    label: str
    comment: str
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()


class Terms(Struct, frozen=True):
    """The vocabulary, each part sorted by local name."""

    classes: tuple[Class, ...]
    predicates: tuple[Property, ...]
    roles: tuple[Property, ...]
    individuals: tuple[Class, ...]
    deeds: frozenset[str] = frozenset()
    """The local names of the predicates of what is done: their domain is a class of those that can act."""
    parties: frozenset[str] = frozenset()
    """Those whose object is a body, or another that can act: all kinds in their range can."""

    @property
    def role_names(self) -> frozenset[str]:
        """The local names of the roles that a claim may carry."""
        return frozenset(role.name for role in self.roles)

    @property
    def predicate_names(self) -> frozenset[str]:
        """The local names of the predicates that a claim may state."""
        return frozenset(predicate.name for predicate in self.predicates)

    @property
    def labels(self) -> dict[str, str]:
        """What each term is called, by its local name."""
        parts: tuple[tuple[Class | Property, ...], ...] = (self.classes, self.predicates, self.roles, self.individuals)
        return {term.name: term.label for part in parts for term in part}


Statements = dict[str, dict[str, list[str]]]


@cache
def load_terms(path: Path | None = None) -> Terms:
    """The terms of `ontology/graphkit.ttl`, or of another file. Raises OntologyError naming file, line and reason."""
    path = path or find_ontology() / "graphkit.ttl"
    statements = read_statements(path)
    classes = tuple(build_class(path, name, statements) for name in find_members(statements, f"{OWL}Class"))
    acting, predicates = list_acting(classes), find_members(statements, f"{GK}Predicate")
    return Terms(
        classes=classes,
        predicates=tuple(build_property(path, name, statements) for name in predicates),
        roles=tuple(build_property(path, name, statements) for name in find_members(statements, f"{GK}RoleProperty")),
        individuals=tuple(
            build_class(path, name, statements) for name in find_members(statements, f"{OWL}NamedIndividual")
        ),
        deeds=frozenset(
            name.removeprefix(GK)
            for name in predicates
            if not acting.isdisjoint(read_locals(name, statements, f"{RDFS}domain"))
        ),
        parties=frozenset(
            name.removeprefix(GK)
            for name in predicates
            if {"Organization"} <= set(read_locals(name, statements, RANGE)) <= acting
        ),
    )


def list_acting(classes: Iterable[Class]) -> frozenset[str]:
    """The local names of the classes of what can act: gk:Agent and all that stands below it."""
    above = {each.name: each.parents for each in classes}
    acting: set[str] = set()
    found = {"Agent"} & set(above)
    while found:
        acting |= found
        found = {name for name, parents in above.items() if acting.intersection(parents)} - acting
    return frozenset(acting)


def read_statements(path: Path) -> Statements:
    """A Turtle file to what it says of each term of the vocabulary: IRI → property → values."""
    from pyoxigraph import Quad, RdfFormat, parse

    statements: Statements = {}
    try:
        for statement in cast(Iterable[Quad], parse(path.read_bytes(), format=RdfFormat.TURTLE)):
            parts = (statement.subject, statement.predicate, statement.object)
            subject, predicate, value = (getattr(term, "value", "") for term in parts)
            if subject.startswith(GK):
                statements.setdefault(subject, {}).setdefault(predicate, []).append(value)
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read: {error.strerror}") from None
    except SyntaxError as error:
        raise OntologyError(f"{path}:{error.lineno}: {error.msg}") from None
    if not statements:
        raise OntologyError(f"{path}: describes no term of {GK}")
    return statements


def find_members(statements: Statements, kind: str) -> list[str]:
    """The IRIs of the terms of one type, sorted."""
    return sorted(iri for iri, term in statements.items() if kind in term.get(TYPE, ()))


def read_one(path: Path, iri: str, statements: Statements, name: str) -> str:
    """The only value of a property of a term. Raises OntologyError if there is none or another."""
    values = statements[iri].get(name, [])
    if len(values) != 1:
        raise OntologyError(f"{path}: gk:{iri.removeprefix(GK)} has {len(values)} values of <{name}>; it needs one")
    return values[0]


def read_locals(iri: str, statements: Statements, name: str) -> tuple[str, ...]:
    """The local names of the vocabulary, or of RDFS, that a property of a term holds, sorted."""
    values = sorted(statements[iri].get(name, []))
    return tuple(value.removeprefix(space) for value in values for space in (GK, RDFS) if value.startswith(space))


def build_class(path: Path, iri: str, statements: Statements) -> Class:
    """A class or an individual, from what the file says of it; an individual's parents are its classes."""
    parents = read_locals(iri, statements, PARENT) or read_locals(iri, statements, TYPE)
    return Class(
        iri.removeprefix(GK),
        read_one(path, iri, statements, LABEL),
        read_one(path, iri, statements, COMMENT),
        parents,
    )


def build_property(path: Path, iri: str, statements: Statements) -> Property:
    """A predicate or a role, from what the file says of it."""
    return Property(
        iri.removeprefix(GK),
        read_one(path, iri, statements, LABEL),
        read_one(path, iri, statements, COMMENT),
        read_locals(iri, statements, DOMAIN),
        read_locals(iri, statements, RANGE),
    )
