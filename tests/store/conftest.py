"""Stores for the tests: a real Oxigraph, a real Virtuoso, and one in memory that can be told to misbehave."""
from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import pyoxigraph
import pytest

from graphkit.store.client import StoreClient
from graphkit.store.credentials import Credentials
from graphkit.store.graphs import NamedGraph, Naming, read_graphs

DATA = Path(__file__).with_name("data")
SAMPLE = Path(__file__).parents[1] / "data" / "sample" / "graph.trig"
STARTING = 180.0

#: As small as it starts with, its answers cut at 1,000 rows to see that reading back does not rest on long ones.
VIRTUOSO = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000
"""


@dataclass(frozen=True)
class RunningStore:
    """A real store: its address, the endpoint for queries, and who may write."""

    url: str
    query_url: str
    credentials: Credentials | None = None
    process: subprocess.Popen[bytes] | None = None

    def select(self, query: str) -> list[dict[str, str]]:
        """A query in, its rows as plain text out, by a client that is not graphkit's."""
        answer = httpx.post(self.query_url, data={"query": query}, timeout=30,
                            headers={"Accept": "application/sparql-results+json"})
        answer.raise_for_status()
        return [{name: cell["value"] for name, cell in row.items()} for row in answer.json()["results"]["bindings"]]

    def count(self, graph: str) -> int:
        row, = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return int(row["n"])

    def connect(self, **options: object) -> StoreClient:
        return StoreClient(self.credentials, timeout=60, **options)  # type: ignore[arg-type]


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def run_server(command: list[str], url: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A command in, the server that it starts out once it answers at `url`; it is ended whatever happens."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, cwd=log.parent)
    try:
        wait_for(process, url, log)
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()
        process.wait()


def wait_for(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with suppress(httpx.HTTPError):
            httpx.get(url, timeout=5)
            return
        time.sleep(0.05)
    pytest.fail(f"{process.args!r} does not answer:\n{log.read_text(errors='replace')[-2000:]}")


@contextmanager
def run_oxigraph(folder: Path) -> Iterator[RunningStore]:
    url = f"http://127.0.0.1:{find_port()}"
    program = shutil.which("oxigraph", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    assert program, "oxigraph is not installed: pip install '.[test]'"
    command = [program, "serve", "--location", str(folder / "data"), "--bind", url.removeprefix("http://")]
    with run_server(command, url, folder / "log") as process:
        yield RunningStore(url, f"{url}/query", process=process)


@pytest.fixture
def own_oxigraph(tmp_path: Path) -> Iterator[RunningStore]:
    """An Oxigraph for one test alone, which may end it."""
    folder = tmp_path / "oxigraph"
    folder.mkdir()
    with run_oxigraph(folder) as store:
        yield store


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStore]:
    with run_oxigraph(tmp_path_factory.mktemp("oxigraph")) as store:
        yield store


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStore]:
    program = shutil.which("virtuoso-t")
    if not program and "CI" not in os.environ:
        pytest.skip("virtuoso-t is not installed (apt: virtuoso-opensource-7-bin)")
    assert program, "in CI the tests against Virtuoso must run: apt-get install virtuoso-opensource-7-bin"
    folder, http = tmp_path_factory.mktemp("virtuoso"), find_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(folder=folder, http=http, sql=find_port()))
    url = f"http://127.0.0.1:{http}"
    command = [program, "-f", "+configfile", str(folder / "virtuoso.ini")]
    with run_server(command, f"{url}/sparql?query=ASK%7B%7D", folder / "log") as process:
        # The name and password that every new Virtuoso has.
        yield RunningStore(url, f"{url}/sparql", Credentials("dba", "dba"), process)


@pytest.fixture(params=["oxigraph", "virtuoso"])
def real_store(request: pytest.FixtureRequest) -> RunningStore:
    store: RunningStore = request.getfixturevalue(request.param)
    return store


@pytest.fixture
def naming(request: pytest.FixtureRequest) -> Naming:
    """Names for graphs that no other test uses in the store that they share."""
    return Naming(prefix=f"https://example.org/{''.join(mark for mark in request.node.name if mark.isalnum())}/")


@pytest.fixture
def literals(naming: Naming) -> tuple[NamedGraph, ...]:
    return read_graphs(DATA / "literals.trig", naming)


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build's folder: the sample, and a background."""
    folder = tmp_path / "sample"
    folder.mkdir()
    shutil.copy(SAMPLE, folder / "graph.trig")
    (folder / "background.ttl").write_text(
        "<https://example.org/a> <https://w3id.org/graphkit/ns#partOf> <https://example.org/b> .\n")
    return folder


# ------------------------------------------------------------------------------------------- a store in memory

Handler = Callable[[httpx.Request], httpx.Response]


@dataclass
class MemoryStore:
    """A store that speaks queries, updates and the Graph Store Protocol as Oxigraph does, and keeps what it was asked.

    meddle  called before each request; what it returns, if anything, is the answer instead
    """

    data: pyoxigraph.Store = field(default_factory=pyoxigraph.Store)
    requests: list[httpx.Request] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    meddle: Callable[[httpx.Request], httpx.Response | None] = lambda request: None

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if (answer := self.meddle(request)) is not None:
            return answer
        answers = {"/store": self.answer_store, "/query": self.answer_query, "/update": self.answer_update}
        respond = answers.get(request.url.path, lambda _: httpx.Response(404))
        answer = respond(request)
        answer.headers["Server"] = "Oxigraph/0"
        return answer

    def answer_store(self, request: httpx.Request) -> httpx.Response:
        name = request.url.params.get("graph")
        graph = pyoxigraph.NamedNode(name) if name else pyoxigraph.DefaultGraph()
        if request.method == "GET":
            triples = [quad.triple for quad in self.data.quads_for_pattern(None, None, None, graph)]
            body = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
            headers = {"Content-Type": "application/n-triples"}
            return httpx.Response(200 if triples else 404, content=body, headers=headers)
        if request.method == "PUT":
            self.data.clear_graph(graph)
        self.data.load(request.content, format=pyoxigraph.RdfFormat.TURTLE, to_graph=graph)
        return httpx.Response(204)

    def answer_query(self, request: httpx.Request) -> httpx.Response:
        result = self.data.query(parse_qs(request.content.decode())["query"][0])
        if isinstance(result, pyoxigraph.QueryTriples):
            body = result.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES)
            return httpx.Response(200, content=body, headers={"Content-Type": "application/n-triples"})
        body = result.serialize(format=pyoxigraph.QueryResultsFormat.JSON)
        return httpx.Response(200, content=body, headers={"Content-Type": "application/sparql-results+json"})

    def answer_update(self, request: httpx.Request) -> httpx.Response:
        self.data.update(request.content.decode())
        return httpx.Response(204)

    def connect(self, credentials: Credentials | None = None, **options: object) -> StoreClient:
        """A client of this store that does not really wait between two tries."""
        transport = httpx.MockTransport(self.answer)
        return StoreClient(credentials, transport=transport, pause=self.pauses.append, **options)  # type: ignore[arg-type]

    def writes(self) -> list[httpx.Request]:
        return [request for request in self.requests if request.url.path == "/update"
                or (request.url.path == "/store" and request.method in ("PUT", "POST", "DELETE"))]

    def dump(self) -> bytes:
        return pyoxigraph.serialize(sorted(self.data, key=str), format=pyoxigraph.RdfFormat.N_QUADS) or b""


@pytest.fixture
def memory_store() -> MemoryStore:
    return MemoryStore()
