from __future__ import annotations

import httpx
import pytest

from graphkit.errors import StoreError
from graphkit.store.client import StoreClient
from graphkit.store.credentials import Credentials, read_credentials

SECRET = Credentials("ada", "s3cr:et ü")
DIGEST = 'Digest realm="r", nonce="abc", qop="auth", algorithm=MD5'
BASIC = 'Basic realm="r"'


class Guard:
    """A server that asks for credentials in the ways it is given and takes those of SECRET."""

    def __init__(self, *challenges: str, takes: tuple[str, ...] = ("basic", "digest")) -> None:
        self.challenges, self.takes, self.seen = challenges, takes, list[str]()

    def answer(self, request: httpx.Request) -> httpx.Response:
        sent = request.headers.get("authorization", "")
        self.seen.append(sent)
        known = "username=" in sent or sent == f"Basic {SECRET.encode_basic()}"
        if known and sent.split(" ")[0].lower() in self.takes:
            return httpx.Response(200)
        return httpx.Response(401, headers=[("WWW-Authenticate", challenge) for challenge in self.challenges],
                              content=f"you sent {sent}".encode())

    def connect(self, credentials: Credentials | None = SECRET) -> StoreClient:
        return StoreClient(credentials, transport=httpx.MockTransport(self.answer))


def list_schemes(guard: Guard) -> list[str]:
    return [sent.split(" ")[0] for sent in guard.seen]


@pytest.mark.parametrize(("challenges", "scheme"), [
    ((DIGEST,), "Digest"),
    ((BASIC,), "Basic"),
    ((BASIC, DIGEST), "Digest"),
    (("Negotiate", BASIC), "Basic"),
    (("basic",), "Basic"),
])
def test_the_challenge_chooses_the_scheme_and_later_requests_keep_it(challenges: tuple[str, ...], scheme: str) -> None:
    guard = Guard(*challenges)
    with guard.connect() as client:
        client.fetch("PUT", "http://store.example/data", content=b"x")
        client.fetch("PUT", "http://store.example/data", content=b"y")
    assert list_schemes(guard) == ["", scheme, scheme]


def test_a_server_that_does_not_ask_is_not_told() -> None:
    seen = []
    transport = httpx.MockTransport(lambda request: (seen.append(request.headers), httpx.Response(200))[1])
    with StoreClient(SECRET, transport=transport) as client:
        client.fetch("GET", "http://store.example/")
    assert len(seen) == 1 and "authorization" not in seen[0]


@pytest.mark.parametrize(("challenges", "takes", "credentials", "words"), [
    ((DIGEST,), (), SECRET, r"refuses the credentials in GRAPHKIT_USER and GRAPHKIT_PASSWORD \(401\)"),
    ((BASIC,), (), SECRET, r"refuses the credentials in GRAPHKIT_USER and GRAPHKIT_PASSWORD \(401\)"),
    ((BASIC,), (), None, r"asks for credentials \(401\): set GRAPHKIT_USER and GRAPHKIT_PASSWORD"),
    (("Bearer",), (), SECRET, r"other than Basic and Digest \(401: bearer\)"),
    ((), (), SECRET, "it does not say which"),
    (("Digest realm=",), (), SECRET, "asks for Digest authentication in a way that is not understood"),
    (('Digest realm="r", nonce="abc", algorithm=NEW-9',), (), SECRET, "in a way that is not understood"),
    (('Digest realm="r", nonce="abc", qop="auth-int"',), (), SECRET, "store.example/data: "),
])
def test_a_refusal_is_one_line_without_the_password(challenges: tuple[str, ...], takes: tuple[str, ...],
                                                    credentials: Credentials | None, words: str) -> None:
    guard = Guard(*challenges, takes=takes)
    with guard.connect(credentials) as client, pytest.raises(StoreError, match=words) as caught:
        client.fetch("PUT", "http://store.example/data", content=b"x")
    for secret in (SECRET.password, SECRET.encode_basic(), "\n"):
        assert secret not in str(caught.value)


def test_a_server_that_echoes_the_password_does_not_make_it_show() -> None:
    echo = httpx.MockTransport(lambda request: httpx.Response(
        500, text=f"bad: {SECRET.password} {SECRET.encode_basic()} {SECRET.user}"))
    with StoreClient(SECRET, transport=echo) as client, pytest.raises(StoreError) as caught:
        client.fetch("GET", "http://store.example/")
    assert str(caught.value) == "http://store.example/: fails (500): bad: *** *** ada"


def test_credentials_do_not_show() -> None:
    assert repr(SECRET) == "Credentials()"


@pytest.mark.parametrize(("user", "password", "expected"), [
    ("", "", None), ("ada", "pw", ("ada", "pw")), ("ada", "", ("ada", ""))])
def test_the_environment_gives_credentials(monkeypatch: pytest.MonkeyPatch, user: str, password: str,
                                           expected: tuple[str, str] | None) -> None:
    monkeypatch.setenv("GRAPHKIT_USER", user)
    monkeypatch.setenv("GRAPHKIT_PASSWORD", password)
    found = read_credentials()
    assert (found and (found.user, found.password)) == expected


@pytest.mark.parametrize(("user", "password", "words"), [
    ("", "s3cret", "GRAPHKIT_PASSWORD is set in the environment but GRAPHKIT_USER is not"),
    ("a:b", "s3cret", "cannot contain a colon")])
def test_half_or_broken_credentials_are_refused(monkeypatch: pytest.MonkeyPatch, user: str, password: str,
                                                words: str) -> None:
    monkeypatch.setenv("GRAPHKIT_USER", user)
    monkeypatch.setenv("GRAPHKIT_PASSWORD", password)
    with pytest.raises(StoreError, match=words) as caught:
        read_credentials()
    assert "s3cret" not in str(caught.value)
