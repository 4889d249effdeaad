"""The client against servers that misbehave: in memory where an answer is enough, on a real socket where it is not."""
from __future__ import annotations

import asyncio
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import httpx
import pytest

from graphkit.errors import StoreError
from graphkit.store.client import RefusalError, StoreClient, clean, find_pause
from graphkit.store.credentials import Credentials

URL = "http://store.example/data"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def connect(answer: Callable[[httpx.Request], httpx.Response], pauses: list[float] | None = None,
            **options: object) -> StoreClient:
    pause = pauses.append if pauses is not None else lambda seconds: None
    return StoreClient(transport=httpx.MockTransport(answer), pause=pause, **options)  # type: ignore[arg-type]


@contextmanager
def serve_raw(*scripts: Callable[[socket.socket], None]) -> Iterator[tuple[str, list[bytes]]]:
    """Scripts in, a server out that runs one for each connection (the last for all others); and what it was sent."""
    received: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        def accept() -> None:
            with suppress(OSError):
                for number in range(100):
                    connection, _ = listener.accept()
                    with connection, suppress(OSError):
                        connection.settimeout(10)
                        received.append(read_request(connection))
                        scripts[min(number, len(scripts) - 1)](connection)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/data", received
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(15)


def read_request(connection: socket.socket) -> bytes:
    """A connection in, the whole request that came in by it out."""
    data = b""
    while b"\r\n\r\n" not in data and (piece := connection.recv(1 << 16)):
        data += piece
    found = re.search(rb"(?i)content-length: *(\d+)", data)
    wanted = data.find(b"\r\n\r\n") + 4 + (int(found[1]) if found else 0)
    while len(data) < wanted and (piece := connection.recv(1 << 16)):
        data += piece
    return data


def send(*pieces: bytes, every: float = 0.0) -> Callable[[socket.socket], None]:
    def script(connection: socket.socket) -> None:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(every)

    return script


@pytest.mark.parametrize(("status", "media_type", "body", "words"), [
    (400, "text/plain", "Parse error at line 3", "fails (400): Parse error at line 3"),
    (403, "text/plain", "SQ110: denied", "forbids this (403): SQ110: denied"),
    (404, "text/plain", "", "is not there (404)"),
    (405, "text/plain", "", "does not do this (405)"),
    (500, "text/html", "<html><head><title>x</title><style>p{}</style></head><body><h1>Disk full</h1></body></html>",
     "fails (500): Disk full"),
    (500, "text/plain", "<!DOCTYPE html><html><script>alert(1)</script><p>Disk &amp; all</p>",
     "fails (500): Disk &amp; all"),
    (500, "text/plain", "a\x1b[31mred\x07\r\nline", "fails (500): a [31mred line"),
    (500, "text/plain", "x" * 5000, "fails (500): " + "x" * 199 + "…"),
    (500, "application/octet-stream", b"\xff\xfe\x00", "fails (500): ��"),
])
def test_a_refusal_gives_its_reason_in_one_clean_line(status: int, media_type: str, body: str | bytes,
                                                           words: str) -> None:
    answer = httpx.Response(status, content=body, headers={"Content-Type": media_type})
    with connect(lambda request: answer) as client, pytest.raises(StoreError) as caught:
        client.fetch("POST", URL)
    assert str(caught.value) == f"{URL}: {words}"
    assert isinstance(caught.value, RefusalError) == (400 <= status < 500)


@pytest.mark.parametrize("status", [502, 503, 504])
@pytest.mark.parametrize("method", ["GET", "PUT", "POST"])
def test_a_store_that_is_not_ready_is_asked_again(status: int, method: str) -> None:
    answers = [httpx.Response(status), httpx.Response(status), httpx.Response(200, content=b"ok")]
    bodies: list[bytes] = []
    pauses: list[float] = []

    def answer(request: httpx.Request) -> httpx.Response:
        bodies.append(request.content)
        return answers.pop(0)

    with connect(answer, pauses) as client:
        assert client.fetch(method, URL, content=b"same").body == b"ok"
    assert bodies == [b"same"] * 3
    assert pauses == [0.5, 1.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 429, 500, 501])
def test_other_refusals_are_final(status: int) -> None:
    asked: list[str] = []
    with connect(lambda request: (asked.append(request.method), httpx.Response(status))[1]) as client, \
            pytest.raises(StoreError):
        client.fetch("PUT", URL)
    assert asked == ["PUT"]


@pytest.mark.parametrize(("retries", "asked"), [(0, 1), (2, 3)])
def test_retries_end(retries: int, asked: int) -> None:
    seen: list[str] = []
    with connect(lambda request: (seen.append(request.method), httpx.Response(503, text="starting"))[1],
                 retries=retries) as client, pytest.raises(StoreError, match=r"fails \(503\): starting"):
        client.fetch("GET", URL)
    assert len(seen) == asked


@pytest.mark.parametrize(("tried", "wish", "seconds"), [
    (0, "", 0.5), (1, "", 1.0), (3, "", 4.0), (9, "", 30.0), (0, "7", 7.0), (0, "86400", 30.0),
    (0, "Wed, 21 Oct 2015 07:28:00 GMT", 0.5), (0, "-1", 0.5), (0, "²", 0.5)])
def test_pauses_grow_and_heed_the_store_within_reason(tried: int, wish: str, seconds: float) -> None:
    assert find_pause(tried, wish) == seconds


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("place", ["http://elsewhere.example/data", "https://store.example/data", "/other"])
def test_a_redirect_is_named_and_not_followed(status: int, place: str) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if "authorization" not in request.headers:
            return httpx.Response(401, headers={"WWW-Authenticate": "Basic"})
        return httpx.Response(status, headers={"Location": place})

    with StoreClient(Credentials("ada", "s3cret"), transport=httpx.MockTransport(answer)) as client, \
            pytest.raises(StoreError, match=f"redirects to {place}, which graphkit does not follow"):
        client.fetch("PUT", URL, content=b"data")
    assert {str(request.url) for request in seen} == {URL}


def test_a_long_redirect_is_cut() -> None:
    with connect(lambda request: httpx.Response(302, headers={"Location": "/" + "x" * 900})) as client, \
            pytest.raises(StoreError, match=r"redirects to /x{198}…, which"):
        client.fetch("GET", URL)


def test_a_form_is_encoded_and_parameters_are_quoted() -> None:
    seen: list[httpx.Request] = []
    with connect(lambda request: (seen.append(request), httpx.Response(200))[1]) as client:
        client.fetch("POST", URL, parameters={"graph": "urn:x?a=b&c=d#é"}, form={"query": "ASK { ?s ?p '&=+ é' }"})
    request, = seen
    assert request.url.params["graph"] == "urn:x?a=b&c=d#é"
    assert httpx.QueryParams(request.content.decode())["query"] == "ASK { ?s ?p '&=+ é' }"
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"


def test_a_store_that_is_down_is_named_with_the_reason() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/data"
        pauses: list[float] = []
        with StoreClient(retries=2, pause=pauses.append) as client, pytest.raises(StoreError) as caught:
            client.fetch("GET", f"{url}?graph=x")
    assert str(caught.value) == f"{url}: no store answers there (Connection refused), tried 3 times"
    assert pauses == [0.5, 1.0]


def test_a_name_that_nobody_has_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_no_address(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", find_no_address)
    words = r"http://store\.invalid: no store answers there \(Name or service not known\)"
    with StoreClient(retries=0) as client, pytest.raises(StoreError, match=words):
        client.fetch("GET", "http://store.invalid")


@pytest.mark.parametrize(("script", "words"), [
    (send(), "broke off before it had answered"),
    (send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"), "broke off before it had answered"),
    (send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"), "broke off before it had answered"),
])
def test_a_store_that_breaks_off_is_asked_again_and_then_named(script: Callable[[socket.socket], None],
                                                               words: str) -> None:
    with serve_raw(script) as (url, received), StoreClient(retries=1, pause=lambda seconds: None) as client, \
            pytest.raises(StoreError, match=f"{words}, tried 2 times"):
        client.fetch("PUT", url, content=b"data")
    assert len(received) == 2


@pytest.mark.parametrize("script", [
    send(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), send(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n")])
def test_what_is_no_web_server_is_named_at_once(script: Callable[[socket.socket], None]) -> None:
    with serve_raw(script) as (url, received), StoreClient() as client, \
            pytest.raises(StoreError, match=r"what answers there does not keep to HTTP \("):
        client.fetch("PUT", url, content=b"data")
    assert len(received) == 1


def test_a_store_that_comes_back_gets_the_same_again() -> None:
    with serve_raw(send(), send(OK)) as (url, received), StoreClient(pause=lambda seconds: None) as client:
        assert client.fetch("PUT", url, content=b"the whole graph").body == b"ok"
    assert received[0] == received[1] and received[0].endswith(b"\r\n\r\nthe whole graph")


@pytest.mark.parametrize("script", [
    lambda connection: connection.recv(1),  # until the other side has had enough
    send(b"HTTP/1.1 200 OK\r\n", *([b"X-Slow: 1\r\n"] * 100), every=0.1),
    send(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", *([b"x"] * 100), every=0.1),
], ids=["silent", "slow headers", "slow body"])
def test_a_slow_store_is_left_in_time_and_not_asked_again(script: Callable[[socket.socket], None]) -> None:
    with serve_raw(script) as (url, received), StoreClient(timeout=0.5, retries=5) as client, \
            pytest.raises(StoreError, match=r"no whole answer within 0.5 s \(--timeout\)"):
        client.fetch("PUT", url, content=b"data")
    assert len(received) == 1


def test_an_endless_answer_is_cut_off() -> None:
    with connect(lambda request: httpx.Response(200, content=b"x" * 2_000_001)) as client, \
            pytest.raises(StoreError, match="more than 2 MB"):
        client.fetch("GET", URL, limit=2_000_000)


def test_an_answer_that_swells_when_unpacked_is_cut_off_too() -> None:
    import zlib

    packed = zlib.compress(b"x" * 50_000_000)
    answer = httpx.Response(200, content=packed, headers={"Content-Encoding": "deflate"})
    with connect(lambda request: answer) as client, \
            pytest.raises(StoreError, match="more than 2 MB"):
        client.fetch("GET", URL, limit=2_000_000)


def test_a_client_works_where_a_loop_is_running() -> None:
    async def notebook() -> bytes:
        with connect(lambda request: httpx.Response(200, content=b"ok")) as client:
            return client.fetch("GET", URL).body

    assert asyncio.run(notebook()) == b"ok"


def test_a_proxy_is_not_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.invalid:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    with serve_raw(send(OK)) as (url, _), StoreClient(retries=0) as client:
        assert client.fetch("GET", url).body == b"ok"


def test_words_of_a_store_are_cut_and_cleaned() -> None:
    assert clean("a\n\x00b\u202e") == "a b"
    assert len(clean("x" * 999)) == 200
