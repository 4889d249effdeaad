"""A snapshot of graphs in, answers to queries out: the process in which a query may do what it likes.

The engine cannot be interrupted, and a query can bring it down (ten thousand nested braces overflow its parser's
stack): so all that a client sends is parsed and run here, and the server kills this process and starts another. It
opens nothing once it is ready, neither file nor socket: the system allows it no further descriptor.

In:   a line of JSON for each query
Out:  'ready', then for each query a line of JSON and as many bytes as its 'size' says
"""
from __future__ import annotations

import difflib  # noqa: F401 - imported late by what is called here, when no file can be opened any more
import io
import json
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from graphkit.errors import QueryError
from graphkit.ontology.namespaces import PREFIXES
from graphkit.query.answer import Rows, read_answer, sort_triples
from graphkit.query.formats import WRITERS
from graphkit.query.paths import PathColumns, keep_ways
from graphkit.query.result import Result
from graphkit.query.run import build_params
from graphkit.query.saved import read_header
from graphkit.query.sparql import Query, Term, bind_params, read_query
from graphkit.serve.dataset import Dataset, Datasets, View, ViewSource, read_dataset_clauses

GRAPHS, VIEWS = "graphs.nq", "views.json"
REMEMBERED = 8_192  # characters of a query whose tokens are kept for the next time
SMALLEST = 32  # bytes that a triple takes at least in an answer, so that one without end is given up early
NATIVE = {
    "json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV,
}  # fmt: skip
RDF = {
    "turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD, "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS,
}  # fmt: skip


class TooLarge(Exception):
    """An answer beyond the bound."""


class Limited(io.BytesIO):
    """A buffer that takes so many bytes and no more."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def write(self, content: Any) -> int:
        if self.tell() + len(content) > self.limit:
            raise TooLarge
        return super().write(content)


def main(folder: str, memory: str) -> None:
    """Serves queries until standard input ends."""
    given, out = sys.stdin.buffer, sys.stdout.buffer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process
    views = read_views(Path(folder) / VIEWS)
    store = Store()
    store.bulk_load(path=Path(folder) / GRAPHS, format=RdfFormat.N_QUADS)
    datasets = Datasets(store, views)
    answer_request(*datasets.find(""), {"query": "ASK {}", "results": "json", "limit": 0})  # makes the merge of all
    confine(int(memory))
    out.write(b"ready\n")
    out.flush()
    for line in given:
        request = json.loads(line)
        if hasattr(signal, "setitimer"):  # should the server die, the kernel ends this process all the same
            signal.setitimer(signal.ITIMER_REAL, request["timeout"] + 2)
        head, body = answer_request(*datasets.find(request["view"]), request)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        out.write(json.dumps({**head, "size": len(body)}).encode() + b"\n")
        out.write(body)
        out.flush()


def read_views(path: Path) -> dict[str, View]:
    """The views of a snapshot, by name; that of all builds is ''."""
    parts: dict[str, tuple[str, list[str], list[str]]] = json.loads(path.read_text(encoding="utf-8"))
    return {name: View(name, base, tuple(said), tuple(aside)) for name, (base, said, aside) in parts.items()}


def confine(memory: int) -> None:
    """Takes from this process what no query needs: descriptors, and memory beyond so many bytes."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        resource.setrlimit(resource.RLIMIT_DATA, (used + memory, used + memory))
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))  # those that it has: standard input, output and error


def answer_request(dataset: Dataset, view: View, request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """A request to the head and the body of its answer."""
    try:
        return run_request(dataset, view, request)
    except TooLarge:
        reason = f"the answer is larger than {request['limit']:,} bytes: add a LIMIT to the query"
        return {"outcome": "too large", "reason": reason}, b""
    except (QueryError, SyntaxError, ValueError, RuntimeError, OSError, RecursionError) as error:
        return {"outcome": "refused", "reason": " ".join(str(error).split())}, b""
    except MemoryError:
        return {"outcome": "failed", "reason": "the query needs more memory than it may have"}, b""


def run_request(dataset: Dataset, view: View, request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Checks the query, sees whether its kind of answer can be sent, runs it and writes the answer."""
    text = request["query"]
    query = (read_known_query if len(text) <= REMEMBERED else check_query)(text, view.base)
    kind = "graph" if query.form in ("CONSTRUCT", "DESCRIBE") else "results"
    if not request[kind]:
        return {"outcome": "unacceptable", "kind": kind}, b""
    bound, ways, terms = bind_request(dataset, view, query, request.get("params") or {})
    default, named = request.get("default"), request.get("named")
    if default is None and named is None:
        default, named = read_dataset_clauses(query, view) or (None, None)
    answer = dataset.run(view, bound, query.prefixes, default, named)
    form, limit = request[kind], request["limit"]
    if isinstance(answer, QueryTriples):
        body, count = write_graph(answer, form, view, limit)
        return {"outcome": "answered", "kind": kind, "triples": count}, body
    if ways and isinstance(answer, QuerySolutions):
        body = write_ways(read_answer(answer), ways, terms, form, ViewSource(dataset, view))
    else:
        body = write_results(answer, form, limit)
    return {"outcome": "answered", "kind": kind}, body


def check_query(text: str, base: str) -> Query:
    """The text of a query, checked."""
    return read_query(text, {**PREFIXES, "id": base}, base=base)


@lru_cache(maxsize=128)
def read_known_query(text: str, base: str) -> Query:
    """As `check_query`, for a text that may come again."""
    return check_query(text, base)


def bind_request(
    dataset: Dataset, view: View, query: Query, params: Mapping[str, str]
) -> tuple[str, PathColumns | None, dict[str, Term]]:
    """A query's text with its parameters bound; and, where it is one of ways, their columns and end.

    Without parameters a text is run as it is: what stands in its comments is no concern of the protocol.
    """
    if not params:
        return query.text, None, {}
    saved = read_header("", query.text, "", strict=False)
    terms = build_params(saved, params, ViewSource(dataset, view))
    return bind_params(query, terms), saved.ways, terms


def write_results(answer: QuerySolutions | QueryBoolean, form: str, limit: int) -> bytes:
    """Solutions, or a yes or no, in a format of the standard; that has no CSV and no TSV for the latter."""
    if isinstance(answer, QueryBoolean) and form in ("csv", "tsv"):
        return f"{str(bool(answer)).lower()}\n".encode()
    out = Limited(limit)
    answer.serialize(cast(IO[bytes], out), NATIVE[form])
    return out.getvalue()


def write_graph(answer: QueryTriples, form: str, view: View, limit: int) -> tuple[bytes, int]:
    """Triples in a format of RDF, in one order; and how many they are."""
    triples = sort_triples(keep_triples(answer, limit // SMALLEST))
    text = " ".join(map(str, triples))
    used = {prefix: iri for prefix, iri in view.prefixes.items() if f"<{iri}" in text}
    out = Limited(limit)
    serialize(triples, cast(IO[bytes], out), RDF[form], prefixes=used)
    return out.getvalue(), len(triples)


def keep_triples(answer: QueryTriples, most: int) -> set[Triple]:
    """Triples, each once. Raises TooLarge where they are more than `most`."""
    kept: set[Triple] = set()
    for triple in answer:
        kept.add(triple)
        if len(kept) > most:
            raise TooLarge
    return kept


def write_ways(
    rows: object, ways: PathColumns, terms: Mapping[str, Term], form: str, source: ViewSource
) -> bytes:
    """The solutions of a query of ways, cut down to the ways."""
    assert isinstance(rows, Rows)
    result = Result("SELECT", keep_ways(rows, ways, terms[ways.end]), source)
    return WRITERS[form](result, exact=True).encode()


if __name__ == "__main__":
    main(*sys.argv[1:])
