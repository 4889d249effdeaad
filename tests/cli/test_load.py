"""`graphkit load` as its users call it; what it does in a store is tested in tests/store."""
from __future__ import annotations

import http.server
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph
import pytest
from click.testing import CliRunner, Result

from graphkit.cli import main

GRAPH = '<urn:doc/claims> { <urn:s> <urn:p> "a", 1.50 } <urn:doc/facts> { <urn:s> <urn:q> <urn:o> }'
JSON = "application/sparql-results+json"


class Handler(http.server.BaseHTTPRequestHandler):
    """A small store: queries and the Graph Store Protocol over `pyoxigraph`, Basic credentials if `password` is set."""

    data: pyoxigraph.Store
    password = ""
    lossy = False

    def version_string(self) -> str:
        return "Oxigraph/0"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.answer(200, b"welcome", "text/plain")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.password and not self.headers.get("Authorization"):
            return self.answer(401, b"", "text/plain", 'Basic realm="store"')
        place = urlsplit(self.path)
        if place.path == "/store":
            graph = pyoxigraph.NamedNode(parse_qs(place.query)["graph"][0])
            self.data.load(b"" if self.lossy else body, format=pyoxigraph.RdfFormat.TURTLE, to_graph=graph)
            return self.answer(204, b"", "text/plain")
        result = self.data.query(parse_qs(body.decode())["query"][0])
        if isinstance(result, pyoxigraph.QueryTriples):
            return self.answer(200, result.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES), "application/n-triples")
        return self.answer(200, result.serialize(format=pyoxigraph.QueryResultsFormat.JSON), JSON)

    def answer(self, status: int, body: bytes, media_type: str, challenge: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        if challenge:
            self.send_header("WWW-Authenticate", challenge)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def handler() -> type[Handler]:
    return type("Own", (Handler,), {"data": pyoxigraph.Store()})


@pytest.fixture
def url(handler: type[Handler], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.delenv("GRAPHKIT_USER", raising=False)
    monkeypatch.delenv("GRAPHKIT_PASSWORD", raising=False)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "exports" / "letter"
    folder.mkdir(parents=True)
    (folder / "graph.trig").write_text(GRAPH)
    (folder / "graph.ttl").write_text("")
    monkeypatch.chdir(tmp_path)
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["load", *map(str, arguments)])


def test_a_load_shows_its_progress_and_ends_with_what_the_store_holds(url: str, build: Path) -> None:
    done = run(url, build)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "triples  graph",
        "      2  urn:doc/claims  loaded",
        "      1  urn:doc/facts   loaded",
        f"{url} (Oxigraph) holds all 3 triples, checked by count and by value; sent by the Graph Store Protocol."]
    assert done.stderr.splitlines() == [
        "claims: 2 of 2 triples sent", "claims: checking", "facts: 1 of 1 triples sent", "facts: checking"]


def test_a_long_load_shows_each_tenth(url: str, build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphkit.store.protocols.SLICE", 2)
    triples = " ".join(f"<urn:s> <urn:p> {n} ." for n in range(100))
    (build / "graph.trig").write_text(f"<urn:doc/claims> {{ {triples} }}")
    lines = run(url, build).stderr.splitlines()
    assert lines == [*(f"claims: {n}0 of 100 triples sent" for n in range(1, 11)), "claims: checking"]


def test_a_second_load_says_that_nothing_changed(url: str, build: Path) -> None:
    run(url, build)
    done = run(url, build)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1:] == [
        "      2  urn:doc/claims  unchanged",
        "      1  urn:doc/facts   unchanged",
        f"Nothing to change: {url} (Oxigraph) holds all 3 triples already."]


def test_without_a_build_the_only_one_is_loaded(url: str, build: Path, handler: type[Handler]) -> None:
    assert run(url).exit_code == 0
    assert len(handler.data) == 3


def test_a_dry_run_says_what_would_be_done(url: str, build: Path, handler: type[Handler]) -> None:
    done = run(url, build, "--dry-run")
    assert done.stdout.splitlines()[-1].startswith("Dry run: nothing was changed")
    assert (done.exit_code, len(handler.data)) == (0, 0)


def test_quiet_is_quiet_and_json_is_json(url: str, build: Path) -> None:
    done = run(url, build, "--quiet", "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    figures = json.loads(done.stdout)
    assert (figures["changed"], [graph["held"] for graph in figures["graphs"]]) == (True, [2, 1])
    done = run(url, build, "--quiet")
    assert (done.exit_code, done.output) == (0, "")


def test_graphs_are_named_as_wanted(url: str, build: Path) -> None:
    done = run(url, build, "--named-graph", "https://example.org/x?y=", "--named-graph", "facts=urn:f", "--json", "-q")
    assert [graph["graph"] for graph in json.loads(done.stdout)["graphs"]] == [
        "https://example.org/x?y=urn:doc/claims", "urn:f"]


@pytest.mark.parametrize(("arguments", "words"), [
    (("--replace", "--merge"), "exclude each other"),
    (("--named-graph", "urn:a:", "--named-graph", "urn:b:"), "two prefixes"),
    (("--timeout", "0"), "--timeout"),
    (("--retries", "-1"), "--retries"),
    (("--protocol", "ftp"), "--protocol"),
])
def test_wrong_usage_is_told_apart(build: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run("http://127.0.0.1:9", build, *arguments)
    assert done.exit_code == 2 and words in done.stderr


@pytest.mark.parametrize(("arguments", "words"), [
    (("http://ada:s3cret@127.0.0.1:9", "exports/letter"), "the address contains credentials"),
    (("127.0.0.1:9", "exports/letter"), "not the address of a store"),
    (("http://127.0.0.1:9", "exports/none"), "exports/none: no such folder or file"),
    (("http://127.0.0.1:9", "exports"), "exports: not a build"),
])
def test_a_bad_argument_is_one_line(build: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    line, = done.stderr.splitlines()
    assert (done.exit_code, done.stdout) == (1, "") and line.startswith("Error: ") and words in line
    assert "s3cret" not in line


def test_a_store_that_is_down_is_one_line(build: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        done = run(url, build, "--retries", "0")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"Error: {url}: no store answers there (Connection refused)\n"


def test_a_store_that_asks_gets_the_credentials_of_the_environment(url: str, build: Path, handler: type[Handler],
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    handler.password = "s3cret"
    done = run(url, build)
    assert done.exit_code == 1 and "asks for credentials (401): set GRAPHKIT_USER and GRAPHKIT_PASSWORD" in done.stderr
    monkeypatch.setenv("GRAPHKIT_USER", "ada")
    monkeypatch.setenv("GRAPHKIT_PASSWORD", "s3cret")
    done = run(url, build)
    assert done.exit_code == 0 and "s3cret" not in done.output and "Warning" not in done.stderr


def find_no_address(*_: object, **__: object) -> None:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_a_password_that_would_cross_a_network_is_warned_of(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHKIT_USER", "ada")
    monkeypatch.setenv("GRAPHKIT_PASSWORD", "s3cret")
    monkeypatch.setattr(socket, "getaddrinfo", find_no_address)
    done = run("http://store.invalid", build, "--retries", "0")
    first, second = done.stderr.splitlines()
    assert first.startswith("Warning: http://store.invalid is not https") and second.startswith("Error: ")


def test_what_was_lost_is_listed_in_json_and_ends_with_1(url: str, build: Path, handler: type[Handler]) -> None:
    handler.lossy = True
    done = run(url, build, "--json", "--quiet")
    figures = json.loads(done.stdout)
    assert (done.exit_code, figures["graph"]) == (1, "urn:doc/claims")
    assert [line.split(" ")[0] for line in figures["differences"]] == ["missing", "missing"]
    line, = done.stderr.splitlines()
    assert line == f"Error: {figures['error']}"


def test_help_answers_without_the_client_and_the_engine() -> None:
    code = ("import sys; from graphkit.cli import main\n"
            "try: main(['load', '--help'])\n"
            "except SystemExit: pass\n"
            "print([name for name in ('httpx', 'pyoxigraph', 'rich', 'asyncio', 'yaml') if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert "--named-graph" in done.stdout and done.stdout.splitlines()[-1] == "[]"
