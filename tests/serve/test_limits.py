"""What a query cannot do: run for ever, take all memory, bring the server down, reach out of it or change anything."""
from __future__ import annotations

import asyncio
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from graphkit.serve.builds import write_snapshot
from graphkit.serve.limits import Limits
from graphkit.serve.pool import Busy, Pool
from tests.serve.servers import PATIENCE, SAMPLE, Server, make_build, run_serve

pytestmark = pytest.mark.server

#: Joins without end, of which nothing is kept: time without memory.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
#: The same, sorted: memory without end.
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?c ?f"
#: Rows without end.
ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
#: Overflows the stack of the engine's parser.
NESTED = "ASK {" + "{" * 15_000 + "}" * 15_000 + "}"
BODY, URL = 2**20, 32 * 2**10


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that gives queries 4 seconds and answers a megabyte, with two workers."""
    build = make_build(tmp_path_factory.mktemp("limits") / "sample", SAMPLE)
    with run_serve(build, "--timeout", "4", "--workers", "2", "--max-result", "1", "--max-memory", "300") as running:
        yield running


@pytest.fixture
def patient_server(tmp_path: Path) -> Iterator[Server]:
    """A server that gives queries more time than any test takes."""
    with run_serve(make_build(tmp_path / "sample", SAMPLE), "--timeout", "600", "--workers", "2",
                   "--max-result", "1") as running:
        yield running


def post(server: Server, query: str) -> httpx.Response:
    return httpx.post(server.sparql, data={"query": query}, timeout=PATIENCE)


def check_refusal(answer: httpx.Response, status: int, words: str) -> None:
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/plain; charset=utf-8"), answer.text
    assert words in answer.text and answer.text.count("\n") == 1


def check_alive(server: Server) -> None:
    assert post(server, "ASK {}").json()["boolean"] is True


def list_workers(server: Server) -> list[int]:
    """The processes that the server started."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(server.process.pid)], capture_output=True, text=True)
    return [int(line) for line in found.stdout.split()]


def test_a_query_that_takes_too_long_is_ended(server):
    before = time.monotonic()
    check_refusal(post(server, ENDLESS), 503, "the query was ended after 4 seconds")
    assert time.monotonic() - before < 60
    check_alive(server)


def test_the_work_of_an_ended_query_ends_with_it(server):
    post(server, ENDLESS)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:  # a process that is idle takes no time
        used = measure_processor_time(list_workers(server))
        time.sleep(1.0)
        if measure_processor_time(list_workers(server)) - used < 0.2:
            return
    pytest.fail("a worker still computes")


def measure_processor_time(processes: list[int]) -> float:
    """Seconds of the processor that some processes have taken; 0 for those that are gone."""
    ticks = 0
    for process in processes:
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def test_an_answer_that_is_too_large_is_refused(patient_server):
    server = patient_server
    check_refusal(post(server, ROWS), 422, "larger than 1,048,576 bytes: add a LIMIT")
    graph = "CONSTRUCT { ?a ?other ?f } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND (UUID() AS ?other) }"
    check_refusal(post(server, graph), 422, "larger than 1,048,576 bytes: add a LIMIT")
    check_alive(server)


def test_a_query_that_takes_all_memory_fails_alone(server):
    answer = post(server, GREEDY)
    assert answer.status_code in (500, 503), answer.text  # memory or time, whatever is over first
    check_alive(server)


@pytest.mark.parametrize("times", [1, 5])
def test_a_query_that_brings_its_process_down_takes_nothing_along(patient_server, times):
    for _ in range(times):
        check_refusal(post(patient_server, NESTED), 500, "the process that ran the query ended (signal 11)")
    check_alive(patient_server)


def test_a_worker_that_is_killed_is_replaced(patient_server):
    server = patient_server
    with ThreadPoolExecutor(1) as executor:
        running = executor.submit(post, server, ENDLESS)
        time.sleep(2)
        for process in list_workers(server):  # the idle one as well
            os.kill(process, signal.SIGKILL)
        check_refusal(running.result(), 500, "ended (signal 9)")
    statuses = [post(server, "ASK {}").status_code for _ in range(4)]
    assert statuses[-1] == 200 and statuses.count(200) >= 3  # that the idle one is gone shows when it is asked
    deadline = time.monotonic() + PATIENCE
    while len(list_workers(server)) != 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(list_workers(server)) == 2


def test_other_queries_go_on_beside_a_long_one(patient_server):
    with ThreadPoolExecutor(1) as executor:
        running = executor.submit(post, patient_server, ENDLESS)
        time.sleep(2)
        for _ in range(3):
            check_alive(patient_server)
        assert not running.done()
        patient_server.process.send_signal(signal.SIGTERM)
        assert running.result().status_code == 503


def test_a_client_that_goes_away_leaves_no_work_behind(server):
    for _ in range(6):  # more than there are workers, each for four seconds if it were run to its end
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(server.sparql, data={"query": ENDLESS}, timeout=httpx.Timeout(PATIENCE, read=0.2))
    check_alive(server)


def test_too_many_at_once_are_asked_to_come_again(tmp_path):
    async def ask_three() -> list[object]:
        pool = Pool(tmp_path, Limits(workers=1, queue=1, timeout=3.0))
        await pool.start()
        try:
            request = {"view": "", "query": ENDLESS, "results": "json", "graph": "turtle"}
            return await asyncio.gather(*(pool.ask(request) for _ in range(3)), return_exceptions=True)
        finally:
            await pool.close()

    write_snapshot([make_build(tmp_path / "sample", SAMPLE)], tmp_path)
    errors = asyncio.run(ask_three())
    assert sum(isinstance(error, Busy) for error in errors) >= 1
    assert "wait already" in str(next(error for error in errors if isinstance(error, Busy)))


# ------------------------------------------------------------------------------------------------ sizes


def test_a_body_that_is_too_large_is_refused(server):
    check_refusal(post(server, "ASK {}" + " " * BODY), 413, "1,048,576 at most")


def test_a_body_of_unknown_size_is_refused_once_it_is_too_large(server):
    def parts() -> Iterator[bytes]:
        yield b"query=ASK"
        for _ in range(40):
            yield b"+" * 65_536

    try:
        answer = httpx.post(server.sparql, content=parts(), timeout=PATIENCE,
                            headers={"Content-Type": "application/x-www-form-urlencoded"})
        check_refusal(answer, 413, "more than 1,048,576 bytes")
    except httpx.WriteError:  # the answer came, and the connection was closed, while the client still wrote
        check_alive(server)


@pytest.mark.parametrize("length", [URL, 60_000])
def test_an_address_that_is_too_long_is_refused(server, length):
    check_refusal(server.ask(f"ASK {{}} #{'x' * length}"), 414, "send the query by POST")
    assert server.ask(f"ASK {{}} #{'x' * (URL - 100)}").status_code == 200


# ------------------------------------------------------------------------------------------------ reaching out


@pytest.fixture
def lure() -> Iterator[socket.socket]:
    """A port at which nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        yield listener


def write_url(lure: socket.socket) -> str:
    return f"http://127.0.0.1:{lure.getsockname()[1]}/sparql"


@pytest.mark.parametrize("query", [
    "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND (<{url}> AS ?e) SERVICE ?e {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER EXISTS {{ SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }}",
    "LOAD <{url}>",
    "INSERT DATA {{ <{url}> a <urn:x> }}",
    "ADD DEFAULT TO <{url}>",
])
def test_what_would_ask_another_server_or_change_something_is_refused(server, lure, query):
    answer = post(server, query.format(url=write_url(lure)))
    assert answer.status_code == 400, answer.text
    with pytest.raises(TimeoutError):
        lure.accept()


@pytest.mark.parametrize("graph", ["{url}", "file:///etc/passwd"])
def test_a_graph_that_is_not_here_is_empty_and_fetched_from_nowhere(server, lure, graph):
    iri = graph.format(url=write_url(lure))
    assert post(server, f"ASK FROM <{iri}> {{ ?s ?p ?o }}").json()["boolean"] is False
    assert post(server, f"ASK FROM NAMED <{iri}> {{ GRAPH ?g {{ ?s ?p ?o }} }}").json()["boolean"] is False
    assert server.ask("ASK { ?s ?p ?o }", default_graph_uri=iri).json()["boolean"] is False
    with pytest.raises(TimeoutError):
        lure.accept()


def test_a_worker_cannot_open_a_socket_nor_a_file(lure, tmp_path):
    """Were a query to get past the checks: the engine itself finds no descriptor for a connection."""
    program = f"""
import socket
from graphkit.serve.worker import confine
from pyoxigraph import Store
store = Store()
confine(2**30)
for attempt in (lambda: list(store.query("SELECT * {{ SERVICE <{write_url(lure)}> {{ ?s ?p ?o }} }}")),
                socket.socket, lambda: open("/etc/hostname")):
    try:
        attempt()
        print("done")
    except OSError as error:
        print("refused")
    except Exception as error:
        print("refused", type(error))
"""
    done = subprocess.run([sys.executable, "-c", program], text=True, capture_output=True,
                          env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
                          timeout=PATIENCE)
    assert [line.partition(" ")[0] for line in done.stdout.splitlines()] == ["refused"] * 3, done
    with pytest.raises(TimeoutError):
        lure.accept()


# ------------------------------------------------------------------------------------------------ who may ask


def test_another_name_for_the_loopback_is_refused(server):
    """A page elsewhere whose name is made to point to 127.0.0.1 must not read what is served there."""
    rebound = httpx.get(server.sparql, headers={"Host": "rebound.example"}, timeout=PATIENCE)
    check_refusal(rebound, 421, "not this server's")
    port = urlsplit(server.url).port
    assert httpx.get(server.sparql, headers={"Host": f"localhost:{port}"}, timeout=PATIENCE).status_code == 200


def test_every_answer_has_the_safe_headers(server):
    for answer in (server.get(), server.ask("ASK {"), server.get("nothing-here")):
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in answer.headers
        assert "server" not in answer.headers


def test_other_origins_read_only_where_they_were_let(tmp_path):
    with run_serve(make_build(tmp_path / "sample", SAMPLE), "--cors", "https://notes.example") as server:
        for origin, allowed in (("https://notes.example", "https://notes.example"), ("https://other.example", None)):
            answer = httpx.get(server.sparql, headers={"Origin": origin}, timeout=PATIENCE)
            assert answer.headers.get("access-control-allow-origin") == allowed
            asked = {"Origin": origin, "Access-Control-Request-Method": "POST",
                     "Access-Control-Request-Headers": "content-type"}
            before = httpx.options(server.sparql, headers=asked, timeout=PATIENCE)
            assert before.headers.get("access-control-allow-origin") == allowed
            assert (before.status_code == 200) == bool(allowed)
        wrong = httpx.get(server.sparql, params={"query": "ASK {"}, headers={"Origin": "https://notes.example"},
                          timeout=PATIENCE)
        assert wrong.headers["access-control-allow-origin"] == "https://notes.example"  # reasons can be read too


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_methods_that_change_things_are_not_there(server, method):
    answer = httpx.request(method, server.sparql, timeout=PATIENCE)
    check_refusal(answer, 405, "only reads")
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_a_broken_request_line_does_no_harm(server):
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=PATIENCE)
    connection.sock = socket.create_connection((urlsplit(server.url).hostname, urlsplit(server.url).port))
    connection.sock.sendall(b"\x00\x01 nonsense\r\n\r\n")
    assert b"400" in connection.sock.recv(200)
    connection.close()
    check_alive(server)


@pytest.mark.slow
def test_a_connection_that_was_idle_for_some_seconds_is_still_open(server):
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=PATIENCE)
    for pause in (5.5, 0):  # clients and proxies keep a connection for 5 seconds and more
        connection.request("GET", "/")
        answer = connection.getresponse()
        answer.read()
        assert answer.status < 400
        time.sleep(pause)
    connection.close()
