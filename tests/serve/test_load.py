"""How fast the server answers, and that it goes on doing so: figures with `-s`."""
from __future__ import annotations

import asyncio
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from graphkit.query import open_source, run_query
from graphkit.query.saved import load_queries, load_query
from tests.serve.servers import LETTER, PATIENCE, Server, run_serve

pytestmark = [pytest.mark.server, pytest.mark.slow]

#: Seconds of load; GRAPHKIT_LOAD_SECONDS=60 for the full minute.
SECONDS = float(os.environ.get("GRAPHKIT_LOAD_SECONDS", "10"))
CLIENTS = 50
#: What HTTP may cost: so many times the query itself, and seconds besides, which a busy machine needs.
FACTOR, EXTRA, TIMES = 3.0, 0.006, 101
#: Bytes by which the processes together may be larger after the load than once they are warm.
GROWTH = 20 * 2**20


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with run_serve(LETTER, "--workers", "2") as running:
        yield running


def measure(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def list_processes(server: Server) -> list[int]:
    """The server and its workers."""
    parent = server.process.pid
    return [parent, *map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())]


def measure_processor_time(processes: list[int]) -> float:
    """Seconds of the processor that this process and some others have taken so far."""
    ticks = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK") + time.process_time()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processor time is read from /proc")
@pytest.mark.parametrize("name", ["owners", "flows", "denials", "overview", "contradictions"])
def test_a_saved_query_over_http_is_nearly_as_fast_as_in_process(server, name):
    """The fastest tenths of both, taken in turns: what else the machine does only adds to a time. Where it does much, a
    request waits for its turn at three processes, and the processor time of all three together counts."""
    query, source, inside, outside = load_query(name), open_source(LETTER), list[float](), list[float]()
    headers = {"Accept": "application/sparql-results+json"}
    with httpx.Client(timeout=PATIENCE) as client:
        def ask() -> None:
            client.post(server.sparql, data={"query": query.text}, headers=headers).raise_for_status()

        ask()
        for _ in range(TIMES):
            inside.append(measure(lambda: run_query(source, query)))
            outside.append(measure(ask))
        processes = list_processes(server)
        spent = [measure_processor_time(processes)]
        for work in (ask, lambda: run_query(source, query)):
            for _ in range(TIMES):
                work()
            spent.append(measure_processor_time(processes))
    within, over = (statistics.quantiles(times, n=10)[0] for times in (inside, outside))
    over_spent, within_spent = ((end - start) / TIMES for start, end in pairwise(spent))
    figures = (f"{name}: {within * 1000:.2f} ms in process, {over * 1000:.2f} ms over HTTP; "
               f"processor {within_spent * 1000:.2f} ms and {over_spent * 1000:.2f} ms")
    print(figures)
    assert over <= FACTOR * within + EXTRA or over_spent <= FACTOR * within_spent + EXTRA, figures


def test_every_saved_query_gives_the_rows_that_it_gives_in_process(server):
    for query in load_queries():
        if all(param.default is not None for param in query.params):
            bindings = server.ask(query.text).json()["results"]["bindings"]
            assert len(bindings) == len(run_query(LETTER, query)), query.name


def measure_memory(server: Server) -> int:
    """Bytes that the server and its workers keep in memory."""
    pages = sum(int(Path(f"/proc/{process}/statm").read_text().split()[1]) for process in list_processes(server))
    return pages * os.sysconf("SC_PAGE_SIZE")


async def load(server: Server, seconds: float) -> tuple[list[float], list[str]]:
    """50 clients, each asking one saved query after the other; seconds of each answer, and what went wrong."""
    texts = [query.text for query in load_queries() if all(param.default is not None for param in query.params)]
    taken, errors, end = list[float](), list[str](), time.monotonic() + seconds

    async def ask(client: httpx.AsyncClient, number: int) -> None:
        while time.monotonic() < end:
            before, number = time.monotonic(), number + 1
            try:
                answer = await client.post(server.sparql, data={"query": texts[number % len(texts)]})
                if answer.status_code != 200:
                    errors.append(f"{answer.status_code} {answer.text[:100]}")
                json.loads(answer.content)
            except (httpx.HTTPError, ValueError) as error:
                errors.append(repr(error))
            taken.append(time.monotonic() - before)

    limits = httpx.Limits(max_connections=CLIENTS, max_keepalive_connections=CLIENTS)
    async with httpx.AsyncClient(timeout=PATIENCE, limits=limits) as client:
        await asyncio.gather(*(ask(client, number) for number in range(CLIENTS)))
    return taken, errors


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_fifty_clients_at_once_get_no_error_and_memory_does_not_grow(server):
    asyncio.run(load(server, min(SECONDS / 2, 10)))  # warm
    before = measure_memory(server)
    taken, errors = asyncio.run(load(server, SECONDS))
    after = measure_memory(server)
    ordered = sorted(taken)
    print(f"{len(taken)} answers to {CLIENTS} clients in {SECONDS:g} s: {len(taken) / SECONDS:.0f} a second, median "
          f"{statistics.median(taken) * 1000:.0f} ms, 99 % within {ordered[int(len(taken) * 0.99)] * 1000:.0f} ms; "
          f"{len(errors)} errors; memory {before / 2**20:.1f} → {after / 2**20:.1f} MB")
    assert errors == [] and len(taken) >= CLIENTS
    assert after - before < GROWTH
