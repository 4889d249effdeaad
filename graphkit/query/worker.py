"""A query and quads in on standard input, its results out on standard output: a process that can be ended.

The engine runs in native code, where no signal handler and no other thread of Python comes through: what has to end on
time runs here. The file is run as a script by `graphkit.query.deadline`, and imports nothing but the engine.

In:   a line of JSON with the request, then N-Quads
Out:  a line 'ready' once the quads are loaded, a line that names what follows, then that: SPARQL results in JSON,
      N-Triples or an error's text
"""
from __future__ import annotations

import json
import os
import signal
import sys
from typing import IO, Any, cast

from pyoxigraph import DefaultGraph, NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, Store, serialize

LIMIT = 512 * 1024 * 1024  # bytes
TOO_MUCH = 3  # the exit code for an answer that is larger


def main() -> None:
    """Serves one request."""
    given, out = sys.stdin.buffer, sys.stdout.buffer
    request = json.loads(given.readline())
    store = Store()
    store.bulk_load(given, RdfFormat.N_QUADS)
    out.write(b"ready\n")
    out.flush()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it even while it is in native code
    if hasattr(signal, "setitimer"):  # should the parent die, the kernel ends this process all the same
        signal.setitimer(signal.ITIMER_REAL, request["timeout"] + 1)
    try:
        answer_request(store, request, out)
    except Exception as error:
        out.write(b"error\n" + str(error).encode("utf-8", "replace"))
    out.flush()


def answer_request(store: Store, request: dict[str, Any], out: IO[bytes]) -> None:
    """Runs the query and writes what it gives as it comes."""
    graphs = request["graphs"]
    answer = store.query(
        request["query"],
        base_iri=request["base"],
        prefixes=request["prefixes"],
        use_default_graph_as_union=graphs is None,
        default_graph=None if graphs is None else [NamedNode(graph) if graph else DefaultGraph() for graph in graphs],
    )
    limited = cast(IO[bytes], Limited(out))
    if isinstance(answer, QueryTriples):
        out.write(b"triples\n")
        serialize(answer, limited, RdfFormat.N_TRIPLES)
    else:
        out.write(b"results\n")
        answer.serialize(limited, QueryResultsFormat.JSON)


class Limited:
    """A stream that takes LIMIT bytes: rows without end would fill the memory of the reader before the time is up."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._left = out, LIMIT

    def write(self, content: bytes) -> int:
        self._left -= len(content)
        if self._left < 0:
            self._out.flush()
            os._exit(TOO_MUCH)
        return self._out.write(content)

    def flush(self) -> None:
        self._out.flush()


if __name__ == "__main__":
    main()
