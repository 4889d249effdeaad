"""The steps that SPARQL finds between two parties in, those on a way that passes no party twice out, numbered.

SPARQL reaches any number of steps, but not around a party: where data is asked for and sent back, as it mostly is, all
that can be reached on a round trip would count as a way. A saved query whose header says `# path: …` gives every step
that may matter, with 1 in its column of numbers where a way may start, and is cut down here.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from graphkit.ontology.namespaces import XSD
from graphkit.query.answer import AnyTerm, Rows

Edge = tuple[AnyTerm, AnyTerm]


class PathColumns(NamedTuple):
    """Which columns hold the number of a step, its source and its destination, and which parameter names the end."""

    number: str
    source: str
    destination: str
    end: str


def keep_ways(rows: Rows, columns: PathColumns, end: AnyTerm) -> Rows:
    """Rows of steps in, those on a way to `end` out, numbered by the least number of steps that lead there."""
    number, source, destination = (rows.variables.index(name) for name in columns[:3])
    steps = [(row[source], row[destination]) for row in rows.rows]
    edges = [(here, there) for here, there in steps if here is not None and there is not None]
    starts = {here for row in rows.rows if row[number] is not None and (here := row[source]) is not None}
    kept = find_ways(edges, starts, end)
    numbered = [
        (kept[step], tuple(build_number(kept[step]) if place == number else term for place, term in enumerate(row)))
        for step, row in zip(steps, rows.rows, strict=True)
        if step in kept
    ]
    ordered = dict.fromkeys(row for _, row in sorted(numbered, key=lambda pair: pair[0]))  # stable: the query's order
    return Rows(rows.variables, tuple(ordered))


def build_number(number: int) -> Literal:
    """The number of a step as a term."""
    return Literal(str(number), datatype=NamedNode(XSD + "integer"))


def find_ways(edges: Iterable[Edge], starts: set[AnyTerm], end: AnyTerm) -> dict[tuple[AnyTerm | None, ...], int]:
    """The edges on a way from one of `starts` to `end`, each with its number from 1.

    An edge counts if it can be reached without its own destination, and the end from there without its own source, by
    edges that count. None leads back to a start, and none beyond the end.
    """
    kept = {edge for edge in edges if edge[1] not in starts and edge[0] != end and edge[0] != edge[1]}
    while True:
        onward, back = link_edges(kept), link_edges((there, here) for here, there in kept)
        useful = {
            (here, there)
            for here, there in kept
            if here in measure_reach(onward, starts, there) and there in measure_reach(back, {end}, here)
        }
        if useful == kept:
            break
        kept = useful
    distance = measure_reach(onward, starts, None)
    return {(here, there): distance[here] + 1 for here, there in kept}


def link_edges(edges: Iterable[Edge]) -> dict[AnyTerm, list[AnyTerm]]:
    """Edges to the neighbours of each node."""
    neighbours: dict[AnyTerm, list[AnyTerm]] = {}
    for here, there in edges:
        neighbours.setdefault(here, []).append(there)
    return neighbours


def measure_reach(
    neighbours: Mapping[AnyTerm, list[AnyTerm]], starts: set[AnyTerm], without: AnyTerm | None
) -> dict[AnyTerm, int]:
    """How many edges lead from `starts` to each node that can be reached from them without passing `without`."""
    reached = dict.fromkeys((start for start in starts if start != without), 0)
    frontier = list(reached)
    while frontier:
        following: list[AnyTerm] = []
        for here in frontier:
            for there in neighbours.get(here, ()):
                if there != without and there not in reached:
                    reached[there] = reached[here] + 1
                    following.append(there)
        frontier = following
    return reached
