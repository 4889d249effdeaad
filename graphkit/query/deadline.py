"""A store, a query and a number of seconds in, the answer out, or an error when the time is up.

The query runs in a process of its own (`worker.py`), which is killed at the deadline; loading the quads into it does
not count. That costs a start of Python and a copy of the data, some hundredths of a second over one document: so only
queries that are given a timeout are run here.
"""
from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from pyoxigraph import QueryResultsFormat, RdfFormat, Store

from graphkit.errors import QueryError
from graphkit.query.answer import Answer, parse_results, parse_triples
from graphkit.query.worker import LIMIT, TOO_MUCH

WORKER = Path(__file__).with_name("worker.py")


def run_until(
    store: Store,
    query: str,
    timeout: float,
    *,
    prefixes: Mapping[str, str],
    base: str | None = None,
    graphs: Sequence[str] | None = None,
) -> Answer:
    """Runs a query over a copy of the store; `graphs` are what the default graph is made of, None for all there are.

    Raises QueryError when `timeout` seconds are over, or where the engine refuses the query.
    """
    request = {
        "query": query,
        "base": base,
        "prefixes": dict(prefixes),
        "graphs": None if graphs is None else list(graphs),
        "timeout": timeout,
    }
    with start_worker() as worker:
        try:
            send_request(worker, request, store)
            content, _ = worker.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            raise QueryError(f"the query was ended after {timeout:g} seconds, as --timeout asked") from None
        finally:
            worker.kill()  # no harm to one that has ended; Ctrl-C must not leave it behind
    return read_reply(content, worker.returncode)


def start_worker() -> subprocess.Popen[bytes]:
    """A fresh interpreter that finds the same packages as this one; -P keeps the worker's folder off its path."""
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(path for path in sys.path if path))
    command = [sys.executable, "-P", str(WORKER)]
    pipe = subprocess.PIPE
    # Unbuffered, or what is read ahead while waiting for 'ready' would be lost to communicate().
    return subprocess.Popen(command, bufsize=0, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment)


def send_request(worker: subprocess.Popen[bytes], request: Mapping[str, object], store: Store) -> None:
    """Hands the request and the quads over, and waits until the worker has loaded them."""
    assert worker.stdin is not None and worker.stdout is not None
    try:
        with io.BufferedWriter(worker.stdin) as given:
            given.write(json.dumps(request).encode() + b"\n")
            store.dump(given, RdfFormat.N_QUADS)
    except OSError as error:
        raise QueryError(f"the process that runs queries with a timeout has died: {error}") from None
    worker.stdin = None  # communicate() must not write to it again
    if worker.stdout.readline() != b"ready\n":
        raise QueryError("the process that runs queries with a timeout could not be started")


def read_reply(content: bytes, code: int) -> Answer:
    """What the worker wrote after 'ready' in, the answer out."""
    if code == TOO_MUCH:
        raise QueryError(f"the answer is larger than {LIMIT // 2**20} MB: add a LIMIT to the query")
    kind, _, body = content.partition(b"\n")
    if kind == b"triples":
        return parse_triples(body, RdfFormat.N_TRIPLES)
    if kind == b"results" and code == 0:
        return parse_results(body, QueryResultsFormat.JSON)
    if kind == b"error":
        raise QueryError(f"the query cannot be run: {' '.join(body.decode('utf-8', 'replace').split())}")
    raise QueryError(f"the query ended without an answer (exit code {code}): it may have run out of memory")
