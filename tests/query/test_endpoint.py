"""SPARQL endpoints: a real Oxigraph gives what the built-in engine gives, and a bad one gives one clear line."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import pytest

from graphkit.errors import QueryError
from graphkit.query import load_queries, open_source, run_query, write_result

pytestmark = pytest.mark.server
CASES = Path(__file__).parent / "saved"
SAMPLE = Path(__file__).parents[1] / "data" / "sample" / "graph.trig"
PARAMS = {
    "flows-of-a-data-category": {"data": "photo"},
    "about-a-party": {"about": "CRD"},
    "path-between-two-parties": {"from": "HIB", "to": "CRD"},
}


@pytest.fixture(scope="module")
def oxigraph() -> Iterator[str]:
    """The address of a server in memory that holds the sample's named graphs."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    assert program, "the test extra installs oxigraph"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
    bind = url.removeprefix("http://")
    with subprocess.Popen(
        [program, "serve", "--bind", bind], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            wait_for(url)
            loaded = httpx.post(
                f"{url}/store", content=SAMPLE.read_bytes(), headers={"Content-Type": "application/trig"}
            )
            assert loaded.status_code == 204
            yield f"{url}/query"
        finally:
            server.terminate()


def wait_for(url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            httpx.get(url, timeout=5)
            return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")


@pytest.mark.parametrize("name", [query.name for query in load_queries()])
def test_saved_queries_give_the_same_over_an_endpoint_as_over_a_file(oxigraph: str, name: str) -> None:
    """Parameters, prefixes, labels and named graphs included."""
    params = PARAMS.get(name)
    here, there = (run_query(source, name, params=params) for source in (SAMPLE, oxigraph))
    assert write_result(there, "table") == write_result(here, "table")
    assert there.content == here.content


@pytest.mark.parametrize(
    "query",
    [
        "ASK { id:pal gk:ownedBy id:crd }",
        "ASK { id:pal gk:ownedBy id:hib }",
        "DESCRIBE id:pal",
        "CONSTRUCT { ?s gk:ownedBy ?o } WHERE { ?s gk:ownedBy ?o }",
    ],
)
def test_other_forms_give_the_same_too(oxigraph: str, query: str) -> None:
    assert run_query(oxigraph, query).content == run_query(SAMPLE, query).content


def test_hostile_parameters_reach_an_endpoint_as_values(oxigraph: str) -> None:
    for value in ('" } UNION { ?s ?p ?o } #', "'''\\\n\t", "\u202e<script>"):
        result = run_query(oxigraph, "SELECT ?v { FILTER(BOUND(?v)) }", params={"v": value})
        assert [row["v"] for row in result] == [value]


def test_a_query_is_confined_to_the_graphs_that_are_named(oxigraph: str) -> None:
    (claims,) = [row["g"] for row in run_query(oxigraph, "SELECT DISTINCT ?g { GRAPH ?g { ?c a gk:Claim } }")]
    assert run_query(oxigraph, "ASK { ?s gk:ownedBy ?o }").answer is True
    assert run_query(oxigraph, "ASK { ?s gk:ownedBy ?o }", graphs=[claims]).answer is False
    assert run_query(oxigraph, "ASK { ?c gk:polarity gk:Denied }", graphs=[claims]).answer is True
    with pytest.raises(QueryError, match="graph 'claims': not an IRI"):
        run_query(oxigraph, "ASK {}", graphs=["claims"])


class Handler(BaseHTTPRequestHandler):
    """Does what the path asks for: /late waits, /drip never ends, /<status> answers with it, /text speaks no SPARQL."""

    def do_POST(self) -> None:
        size = int(self.headers.get("Content-Length", 0))
        self.server.seen = parse_qs(self.rfile.read(size).decode())  # type: ignore[attr-defined]
        path = self.path.strip("/")
        if path == "late":
            self.server.release.wait(30)  # type: ignore[attr-defined]
        if path == "login" and not self.headers.get("Authorization"):
            return self.reply(401, b"who are you?", {"WWW-Authenticate": 'Basic realm="x"'})
        if path.isdigit():
            return self.reply(int(path), b"<html>no\x1b[31m such\nthing</html>")
        if path == "text":
            return self.reply(200, b"hello", {"Content-Type": "text/html"})
        if path == "drip":
            return self.drip()
        return self.reply(
            200, json.dumps({"head": {}, "boolean": True}).encode(), {"Content-Type": "application/sparql-results+json"}
        )

    def reply(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not self.server.release.wait(0.02):  # type: ignore[attr-defined]
                self.wfile.write(b" " * 10)
        except OSError:
            pass

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def odd() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.release = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.release.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("late", "late: no answer within 0.4 seconds"),
        ("drip", "drip: the answer was not complete within 0.4 seconds"),
        ("text", "text: the answer (text/html) cannot be read: "),
        ("404", "404: 404 <html>no [31m such thing</html>"),
        ("500", "500: 500 "),
        ("login", "login: 401 who are you?; set GRAPHKIT_USER and GRAPHKIT_PASSWORD in the environment"),
    ],
)
def test_an_endpoint_that_does_not_answer_gives_one_clear_line(
    odd: str, path: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GRAPHKIT_USER", raising=False)
    with pytest.raises(QueryError) as caught:
        run_query(f"{odd}/{path}", "ASK {}", timeout=0.4)
    assert message in str(caught.value) and "\n" not in str(caught.value) and "\x1b" not in str(caught.value)


def test_credentials_of_the_environment_are_given_to_who_asks(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_USER", "reader")
    monkeypatch.setenv("GRAPHKIT_PASSWORD", "secret")
    assert run_query(f"{odd}/login", "ASK {}").answer is True
    with pytest.raises(QueryError, match="no user and password in an endpoint's URL") as caught:
        open_source("http://reader:secret@127.0.0.1/query")
    assert "secret" not in str(caught.value)


def test_an_endpoint_that_is_not_there_gives_one_clear_line() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound, but nobody listens
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/query"
        with pytest.raises(QueryError, match=f"{url}: cannot be asked: ") as caught:
            run_query(url, "ASK {}")
    assert "\n" not in str(caught.value)


def test_bad_queries_never_reach_an_endpoint(odd: str) -> None:
    for query in ("SELECT {", "DROP ALL", "ASK { SERVICE <http://x/> {} }"):
        with pytest.raises(QueryError):
            run_query(f"{odd}/500", query)
