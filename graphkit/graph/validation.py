"""A store in, what is unsound about its graphs out: the findings of `ontology/shapes.ttl`, none for a sound graph.

The shapes are SHACL, and any SHACL engine may run them (pyshacl does so in the tests). Here shacl-rust runs the core of
SHACL, and the store itself the SPARQL constraints, of which shacl-rust would first have to make a store of its own.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse, serialize

from graphkit.errors import GraphError, OntologyError
from graphkit.ontology import find_ontology
from graphkit.ontology.namespaces import PREFIXES, SH

SPARQL, SELECT, MESSAGE = (NamedNode(f"{SH}{name}") for name in ("sparql", "select", "message"))
PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")

GraphName = NamedNode | DefaultGraph


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is unsound.

    focus    the node that it is about; shape: the IRI of the shape that it breaks
    message  what is wrong, in words; path, value: the property and the value that are wrong, '' where there are none
    """

    focus: str
    shape: str
    message: str
    path: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A SPARQL constraint of the shapes, which any finding of its query breaks."""

    shape: str
    message: str
    query: str


@dataclass(frozen=True, slots=True)
class Shapes:
    """The core of the shapes as N-Triples, and their SPARQL constraints."""

    core: str
    constraints: tuple[Constraint, ...]


def validate_graph(store: Store, *, shapes: Path | None = None) -> tuple[Violation, ...]:
    """The violations of a store's graphs, sorted; each document by itself, background left out.

    Raises GraphError where there is no claim to validate, OntologyError for broken shapes.
    """
    loaded = load_shapes(shapes)
    found: set[Violation] = set()
    for names in find_documents(store):
        found.update(validate_core(store, names, loaded))
        found.update(validate_constraints(store, names, loaded))
    return tuple(sorted(found))


def find_documents(store: Store) -> list[list[GraphName]]:
    """The graphs of each document: its claims and facts; the default graph where nothing is named."""
    documents: dict[str, list[GraphName]] = {}
    for name in store.named_graphs():
        document, _, part = getattr(name, "value", "").rpartition("/")
        if part in ("claims", "facts"):
            documents.setdefault(document, []).append(cast(NamedNode, name))
    if not documents:
        if not any(store.quads_for_pattern(None, None, None, DefaultGraph())):
            raise GraphError("the store holds no graph of claims and facts to validate")
        return [[DefaultGraph()]]
    return [sorted(documents[document], key=str) for document in sorted(documents)]


def validate_core(store: Store, names: list[GraphName], shapes: Shapes) -> Iterator[Violation]:
    """What the core of SHACL finds."""
    import shacl_rust

    data = b"".join(store.dump(format=RdfFormat.N_TRIPLES, from_graph=name) or b"" for name in names)
    report: dict[str, Any] = shacl_rust.validate(
        data.decode("utf-8"), shapes.core, data_format="nt", shapes_format="nt", experimental_index=True
    )
    for result in report["results"]:
        message = "; ".join(result.get("messages") or ["breaks the shape"])
        focus, shape, path, value = (
            read_term(result.get(name, "")) for name in ("focusNode", "sourceShape", "resultPath", "value")
        )
        yield Violation(focus, shape, message, path, value)


def validate_constraints(store: Store, names: list[GraphName], shapes: Shapes) -> Iterator[Violation]:
    """What the SPARQL constraints find."""
    for constraint in shapes.constraints:
        answer = store.query(constraint.query, prefixes=PREFIXES, default_graph=[*names])
        rows = cast(QuerySolutions, answer)
        columns = [variable.value for variable in rows.variables]
        for row in rows:
            values = {name: str(row[name]) for name in columns if row[name] is not None}
            message = PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), constraint.message)  # noqa: B023
            parts = (read_term(values.get(name, "")) for name in ("path", "value"))
            yield Violation(read_term(values["this"]), constraint.shape, message, *parts)


def read_term(term: str) -> str:
    """An IRI without its brackets; a literal as it stands."""
    return term[1:-1] if term.startswith("<") and term.endswith(">") else term


@cache
def load_shapes(path: Path | None = None) -> Shapes:
    """`ontology/shapes.ttl`, or another file, to its shapes. Raises OntologyError naming file, line and reason."""
    path = path or find_ontology() / "shapes.ttl"
    try:
        triples = list(cast(Iterable[Quad], parse(path.read_bytes(), format=RdfFormat.TURTLE)))
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read: {error.strerror}") from None
    except SyntaxError as error:
        raise OntologyError(f"{path}:{error.lineno}: {error.msg}") from None
    core = [triple for triple in triples if triple.predicate != SPARQL]
    text = serialize(core, format=RdfFormat.N_TRIPLES)
    return Shapes((text or b"").decode("utf-8"), tuple(read_constraints(path, triples)))


def read_constraints(path: Path, triples: list[Quad]) -> Iterator[Constraint]:
    """The SPARQL constraints among the triples of the shapes, by the shape that they belong to."""
    values = {(triple.subject, triple.predicate): triple.object for triple in triples}
    for triple in sorted((triple for triple in triples if triple.predicate == SPARQL), key=str):
        shape, name, node = str(triple.subject), str(triple.object), cast(NamedNode, triple.object)
        query, message = values.get((node, SELECT)), values.get((node, MESSAGE))
        if query is None or message is None:
            raise OntologyError(f"{path}: the constraint {name} needs sh:select and sh:message")
        check_query(path, name, query.value)  # type: ignore[union-attr]
        yield Constraint(read_term(shape), message.value, query.value)  # type: ignore[union-attr]


def check_query(path: Path, name: str, query: str) -> None:
    """Raises OntologyError if a constraint's query has an error of syntax."""
    try:
        Store().query(query, prefixes=PREFIXES)
    except SyntaxError as error:
        raise OntologyError(f"{path}: the constraint {name}: {' '.join(str(error).split())}") from None
