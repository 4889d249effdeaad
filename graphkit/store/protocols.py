"""The two ways to put a graph into a store, the Graph Store Protocol and SPARQL Update, and the way to read it back.

Both name the graph in every request, so nothing lands in a default graph unasked. Both ways of adding can be repeated
without harm.
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from graphkit.errors import StoreError
from graphkit.store.client import StoreClient, clean
from graphkit.store.graphs import NamedGraph, split_triples, write_triples
from graphkit.store.layouts import RESULTS, Endpoints

if TYPE_CHECKING:
    from pyoxigraph import Triple

#: The part of a graph that one request carries: a letter's graphs fit into one each and arrive whole or not at all.
SLICE = 50_000
#: An update is parsed as one statement: Virtuoso runs out of memory beyond some 2,000 triples.
BATCH, BATCH_BYTES = 1_000, 256_000
#: Subjects that are asked for at once where a store does not give a whole graph in one answer.
SUBJECTS = 100

#: Virtuoso guesses a file's type by its first bytes whatever the header says. It takes a long literal there for plain
#: text, which a declaration prevents, and a tag in any literal for a web page, which an escape prevents.
PREAMBLE = b"@prefix gk: <https://w3id.org/graphkit/ns#> .\n"
LITERAL = re.compile(rb'"(?:[^"\\]|\\.)*"')
TURTLE = "text/turtle"
TRIPLES = "application/n-triples, text/plain;q=0.9, text/turtle;q=0.8"


class Writer(Protocol):
    """A way to write: each call yields the number of triples that were sent so far."""

    def add_graph(self, graph: NamedGraph) -> Iterator[int]:
        """A graph in: its triples are added to what is there."""

    def replace_graph(self, graph: NamedGraph) -> Iterator[int]:
        """A graph in: it takes the place of what is there."""


@dataclass(frozen=True, slots=True)
class GraphStoreWriter:
    """The SPARQL 1.1 Graph Store Protocol."""

    client: StoreClient
    endpoints: Endpoints

    def add_graph(self, graph: NamedGraph) -> Iterator[int]:
        return self._send_slices(graph, "POST")

    def replace_graph(self, graph: NamedGraph) -> Iterator[int]:
        return self._send_slices(graph, "PUT")

    def _send_slices(self, graph: NamedGraph, method: str) -> Iterator[int]:
        sent = 0
        for triples in split_triples(graph.triples, SLICE):
            self.client.fetch(method, self.endpoints.store, parameters=address_graph(graph, self.endpoints),
                              content=write_turtle(triples), media_type=TURTLE)
            method = "POST"  # the first slice replaces what was there, the others join it
            sent += len(triples)
            yield sent


def write_turtle(triples: tuple[Triple, ...]) -> bytes:
    """Triples in, Turtle that no store takes for something else out."""
    return PREAMBLE + LITERAL.sub(lambda found: found[0].replace(b"<", b"\\u003C"), write_triples(triples))


@dataclass(frozen=True, slots=True)
class UpdateWriter:
    """SPARQL 1.1 Update: INSERT DATA in batches, always with GRAPH (but for a graph that is to be the default one)."""

    client: StoreClient
    endpoints: Endpoints

    def add_graph(self, graph: NamedGraph) -> Iterator[int]:
        return self._send_batches(graph, b"")

    def replace_graph(self, graph: NamedGraph) -> Iterator[int]:
        target = f"GRAPH <{graph.iri}>" if graph.iri else "DEFAULT"
        return self._send_batches(graph, f"CLEAR SILENT {target} ;\n".encode())

    def _send_batches(self, graph: NamedGraph, before: bytes) -> Iterator[int]:
        opened, closed = (f"GRAPH <{graph.iri}> {{\n".encode(), b"}") if graph.iri else (b"\n", b"")
        sent = 0
        for lines in batch_lines(write_triples(graph.triples).splitlines(keepends=True)):
            self.client.fetch("POST", self.endpoints.update, media_type="application/sparql-update",
                              content=b"".join((before, b"INSERT DATA { ", opened, *lines, closed, b" }")))
            before = b""
            sent += len(lines)
            yield sent


def batch_lines(lines: list[bytes]) -> Iterator[list[bytes]]:
    """Lines of N-Triples in, batches that a store parses with ease out."""
    batch: list[bytes] = []
    size = 0
    for line in lines:
        if batch and (len(batch) == BATCH or size + len(line) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(line)
        size += len(line)
    if batch:
        yield batch


def choose_writer(client: StoreClient, endpoints: Endpoints, protocol: str) -> Writer:
    """The protocol that the user wants in, what speaks it out."""
    if protocol in ("auto", "gsp") and endpoints.store:
        return GraphStoreWriter(client, endpoints)
    if protocol in ("auto", "update") and endpoints.update:
        return UpdateWriter(client, endpoints)
    option = {"gsp": "--store-url", "update": "--update-url"}.get(protocol, "--store-url or --update-url")
    place = endpoints.query or endpoints.store
    raise StoreError(f"{place}: the address for --protocol {protocol} is not known; state {option}")


def address_graph(graph: NamedGraph, endpoints: Endpoints) -> dict[str, str]:
    """A graph in, what names it in an address of the Graph Store Protocol out."""
    return {endpoints.parameter: graph.iri} if graph.iri else {"default": ""}


@dataclass(frozen=True, slots=True)
class Reader:
    """What a store holds: counts and triples, by queries, or by the Graph Store Protocol where that is all there is."""

    client: StoreClient
    endpoints: Endpoints

    def count_graph(self, graph: NamedGraph) -> int:
        """A graph's name in, how many triples the store says that it holds out."""
        if not self.endpoints.query:
            return len(self.read_graph(graph))
        answer = self.client.fetch("POST", self.endpoints.query, accept=", ".join(RESULTS),
                                   form={"query": f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern(graph)} }}"})
        if answer.media_type not in RESULTS:
            raise StoreError(f"{self.endpoints.query}: {describe_answer(answer.media_type)}, not SPARQL results; "
                             "is this the address of a SPARQL endpoint?")
        return read_number(answer.body, answer.media_type, self.endpoints.query)

    def read_graph(self, graph: NamedGraph, held: int | None = None) -> tuple[Triple, ...]:
        """A graph and how many triples the store says that it holds in, those triples out.

        Some stores cut long answers short without a word. Where less comes than there is, the subjects are asked for in
        groups.
        """
        limit = 64_000_000 + 1_000 * (len(graph.triples) + (held or 0))
        if self.endpoints.query:
            triples = self._construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern(graph)} }}", limit)
            if held is not None and len(triples) < held:
                triples = self.read_subjects(graph)
            return triples
        answer = self.client.fetch("GET", self.endpoints.store, parameters=address_graph(graph, self.endpoints),
                                   accept=TRIPLES, refuse=False, limit=limit)
        if answer.status == 404:  # what is not there is empty
            return ()
        if answer.status != 200:
            raise StoreError(f"{self.endpoints.store}: cannot be read ({answer.status})")
        return parse_triples(answer.body, answer.media_type, self.endpoints.store)

    def read_subjects(self, graph: NamedGraph) -> tuple[Triple, ...]:
        """A graph in, what the store says of its subjects out, some subjects at a time."""
        subjects = tuple(dict.fromkeys(triple.subject for triple in graph.triples))
        found: dict[Triple, None] = {}
        for start in range(0, len(subjects), SUBJECTS):
            values = " ".join(str(subject) for subject in subjects[start : start + SUBJECTS])
            query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern(graph, f'VALUES ?s {{ {values} }} ')} }}"
            found.update(dict.fromkeys(self._construct(query, 64_000_000)))
        return tuple(found)

    def _construct(self, query: str, limit: int) -> tuple[Triple, ...]:
        answer = self.client.fetch("POST", self.endpoints.query, form={"query": query}, accept=TRIPLES, limit=limit)
        return parse_triples(answer.body, answer.media_type, self.endpoints.query)


def pattern(graph: NamedGraph, before: str = "") -> str:
    """A graph in, the SPARQL pattern for all its triples out."""
    return f"GRAPH <{graph.iri}> {{ {before}?s ?p ?o }}" if graph.iri else f"{before}?s ?p ?o"


def parse_triples(body: bytes, media_type: str, place: str) -> tuple[Triple, ...]:
    """An answer and where it came from in, its triples out."""
    from pyoxigraph import RdfFormat, parse

    kind = RdfFormat.from_media_type(media_type) if media_type else None
    if kind is None:
        raise StoreError(f"{place}: {describe_answer(media_type)}, not RDF; is this the address of a triple store?")
    try:
        # Lenient: what a store makes of a term is for the comparison to name.
        return tuple(dict.fromkeys(quad.triple for quad in parse(body, format=kind, lenient=True)))
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{place}: answers with broken RDF ({clean(str(error))})") from error


def read_number(body: bytes, media_type: str, place: str) -> int:
    """The result of a count in, the number out."""
    try:
        if media_type == RESULTS[0]:
            (row,) = json.loads(body)["results"]["bindings"]
            return int(row["n"]["value"])
        (number,) = re.findall(rb"<literal[^>]*>\s*(\d+)\s*</literal>", body)
        return int(number)
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{place}: answers a count with {clean(body[:100].decode('utf-8', 'replace'))}") from error


def describe_answer(media_type: str) -> str:
    if media_type in ("text/html", "application/xhtml+xml"):
        return f"answers with a web page ({media_type})"
    return f"answers with {clean(media_type)}" if media_type else "answers without a media type"


