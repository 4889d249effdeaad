"""What an engine gives back, before labels and formats: rows of terms, a yes or no, or triples.

The values of this package are named tuples and not dataclasses: those take ten times as long to define, 2 ms each where
it was measured, and `graphkit query` starts anew for every question.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

AnyTerm = NamedNode | BlankNode | Literal | Triple


class Rows(NamedTuple):
    """The solutions of a SELECT: a term or None for each variable."""

    variables: tuple[str, ...]
    rows: tuple[tuple[AnyTerm | None, ...], ...]


Answer = Rows | bool | tuple[Triple, ...]


def read_answer(answer: QuerySolutions | QueryBoolean | QueryTriples) -> Answer:
    """What pyoxigraph gives for a query, wholly read."""
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    if isinstance(answer, QueryTriples):
        return sort_triples(answer)
    return Rows(tuple(variable.value for variable in answer.variables), tuple(tuple(row) for row in answer))


def sort_triples(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """Triples in any order in, each once and in one order out."""
    return tuple(sorted(set(triples), key=str))


def parse_results(content: bytes, form: QueryResultsFormat) -> Answer:
    """A document of W3C query results in, the answer out. Raises SyntaxError or ValueError where it is none."""
    return read_answer(parse_query_results(content, form))


def parse_triples(content: bytes, form: RdfFormat) -> Answer:
    """An RDF document in, its triples out. Raises SyntaxError where it is none."""
    return sort_triples(quad.triple for quad in parse(content, form))
