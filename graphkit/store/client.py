"""Requests to a triple store in, its answers out: each in a given time, tried again where that is safe.

A redirect is never followed, so credentials and data go nowhere but to the address that the user gave. Every request of
graphkit may be sent twice without harm (a graph has no blank nodes, so adding it again adds nothing), yet one is sent
again only where the store was not reached or said that it is not ready; never after a time-out, when the store may
still be at work.
"""
from __future__ import annotations

import asyncio
import os
import re
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urlencode, urlsplit

from graphkit.errors import StoreError
from graphkit.store.credentials import PASSWORD, USER, Credentials, choose_authentication

if TYPE_CHECKING:
    import httpx

Result = TypeVar("Result")

#: Answers of a store, or of a gateway before it, that is not ready yet.
NOT_READY = (502, 503, 504)
LOOPBACK = ("127.0.0.1", "::1", "localhost")
REDIRECTS = (301, 302, 303, 307, 308)
LONGEST_CONNECT = 10.0
LONGEST_PAUSE = 30.0
LONGEST_REASON = 200
LARGEST_ANSWER = 16_000_000
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a store said; `media_type` without its parameters, header names in lower case."""

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class StoreClient:
    """A connection to one store, to be used in a `with` statement.

    timeout    seconds that one request may take from its first byte to the last of its answer
    retries    how often a request is sent again where the store was not reached or not ready
    transport  what carries the requests, for tests
    pause      what waits between two tries
    """

    def __init__(self, credentials: Credentials | None = None, *, timeout: float = 120.0, retries: int = 3,
                 transport: httpx.AsyncBaseTransport | None = None,
                 pause: Callable[[float], object] = time.sleep) -> None:
        self.credentials, self.timeout, self.retries = credentials, timeout, retries
        self._transport, self._pause = transport, pause

    @property
    def has_credentials(self) -> bool:
        return self.credentials is not None

    def __enter__(self) -> Self:
        # The requests run in a loop of their own thread: only there can a whole request, headers included, be given a
        # deadline; and a notebook, which has a loop of its own, can call this too.
        self._client = self._open()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="graphkit-store", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def fetch(self, method: str, url: str, *, parameters: Mapping[str, str] | None = None, content: bytes = b"",
              media_type: str = "", form: Mapping[str, str] | None = None, accept: str = "*/*",
              refuse: bool = True, limit: int = LARGEST_ANSWER) -> Answer:
        """A request in, the answer out; a refusal is an error unless the caller wants to see it (`refuse` false)."""
        if form is not None:
            content, media_type = urlencode(form).encode("ascii"), FORM
        headers = {"Accept": accept, "Accept-Encoding": "identity"}
        if media_type:
            headers["Content-Type"] = media_type
        address = f"{url}?{urlencode(parameters)}" if parameters else url
        answer = self._try(method, address, headers, content, limit)
        if answer.status == 401 or (refuse and answer.status >= 300):
            refused = 400 <= answer.status < 500
            raise (RefusalError if refused else StoreError)(f"{url}: {self.explain(answer)}")
        return answer

    def _try(self, method: str, url: str, headers: dict[str, str], content: bytes, limit: int) -> Answer:
        """A request in, the answer of the first try that the store was ready for out."""
        for tried in range(self.retries + 1):
            last = tried == self.retries
            try:
                answer = self._run(self._send(method, url, headers, content, limit))
            except _Unreachable as error:
                if last:
                    raise StoreError(f"{cut_query(url)}: {error}{count_tries(tried)}") from error.__cause__
                self._pause(find_pause(tried, ""))
                continue
            if answer.status not in NOT_READY or last:
                return answer
            self._pause(find_pause(tried, answer.headers.get("retry-after", "")))
        raise AssertionError("unreachable: the last try returns or raises")

    async def _send(self, method: str, url: str, headers: dict[str, str], content: bytes, limit: int) -> Answer:
        """One request in, its answer out within the time that it may take."""
        import httpx

        place = cut_query(url)
        try:
            async with asyncio.timeout(self.timeout):
                async with self._client.stream(method, url, headers=headers, content=content) as response:
                    body = await read_body(response, limit)
            media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
            return Answer(response.status_code, media_type, body, dict(response.headers))
        except (TimeoutError, httpx.ReadTimeout, httpx.WriteTimeout, httpx.PoolTimeout) as error:
            raise StoreError(f"{place}: no whole answer within {self.timeout:g} s (--timeout)") from error
        except httpx.ConnectTimeout as error:
            raise _Unreachable(f"cannot be reached within {min(self.timeout, LONGEST_CONNECT):g} s") from error
        except httpx.ConnectError as error:
            raise _Unreachable(f"no store answers there ({self._clean(find_reason(error))})") from error
        except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
            if isinstance(error, httpx.RemoteProtocolError) and "without" not in str(error):
                reason = self._clean(str(error))
                raise StoreError(f"{place}: what answers there does not keep to HTTP ({reason})") from error
            raise _Unreachable("the store broke off before it had answered") from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise StoreError(f"{place}: {self._clean(str(error) or type(error).__name__)}") from error

    def _open(self) -> httpx.AsyncClient:
        """What carries the requests: by the environment's proxy, if there is one, but not to this machine itself."""
        import httpx

        return httpx.AsyncClient(
            auth=choose_authentication(self.credentials) if self.credentials else None, transport=self._transport,
            mounts={f"all://{host}": None for host in ("127.0.0.1", "[::1]", "localhost")}, follow_redirects=False,
            timeout=httpx.Timeout(self.timeout, connect=min(self.timeout, LONGEST_CONNECT)))

    async def _close(self) -> None:
        pending = asyncio.all_tasks() - {asyncio.current_task()}
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        await self._client.aclose()

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def explain(self, answer: Answer) -> str:
        """A refusal in, what it means for the user out."""
        if answer.status in REDIRECTS:
            place = self._clean(answer.headers.get("location", "nowhere"))
            return f"redirects to {place}, which graphkit does not follow; if that is the store, give that address"
        if answer.status == 401:
            offered = answer.headers.get("www-authenticate", "").lower()
            if not self.has_credentials:
                return f"asks for credentials (401): set {USER} and {PASSWORD} in the environment"
            if "basic" not in offered and "digest" not in offered:
                way = self._clean(offered) or "it does not say which"
                return f"asks for authentication other than Basic and Digest (401: {way})"
            return f"refuses the credentials in {USER} and {PASSWORD} (401)"
        reason = self._clean(read_reason(answer))
        return {403: "forbids this (403)", 404: "is not there (404)", 405: "does not do this (405)"}.get(
            answer.status, f"fails ({answer.status})") + (f": {reason}" if reason else "")

    def _clean(self, text: str) -> str:
        return clean(self.credentials.hide_in(text) if self.credentials else text)


class RefusalError(StoreError):
    """A request that the store did not carry out: nothing of it has taken effect."""


class _Unreachable(Exception):
    """The store was not reached, or went away before it answered: the one kind of failure worth another try."""


def find_reason(error: BaseException) -> str:
    """A failed connection in, the system's own word for it out ("Connection refused"), from below several layers."""
    below: list[BaseException] = [error]
    for cause in below:
        if isinstance(cause, OSError) and cause.errno:
            return os.strerror(cause.errno) if cause.errno > 0 else str(cause.strerror)  # below 0: a name not found
        inner = cause.exceptions if isinstance(cause, BaseExceptionGroup) else ()
        below.extend(found for found in (*inner, cause.__cause__, cause.__context__) if found and found not in below)
    return str(error) or "connection failed"


async def read_body(response: httpx.Response, limit: int) -> bytes:
    """An answer that has begun in, its body out, as long as it is no longer than `limit`."""
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > limit:
            raise ValueError(f"answers with more than {limit // 1_000_000} MB")
    return bytes(body)


def read_reason(answer: Answer) -> str:
    """A refusal in, its words out, without the mark-up of a web page."""
    text = answer.body[:20_000].decode("utf-8", "replace")
    if answer.media_type in ("text/html", "application/xhtml+xml") or text.lstrip()[:5].lower() in ("<!doc", "<html"):
        text = re.sub(r"(?is)<(script|style|title)\b.*?</\1\s*>", " ", text)
        text = re.sub(r"<[a-zA-Z/!][^>]*>", " ", text)
    return text


def clean(text: str) -> str:
    """A server's words in, a short line that does no harm to a terminal out."""
    line = " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
    return line if len(line) <= LONGEST_REASON else line[: LONGEST_REASON - 1] + "…"


def cut_query(url: str) -> str:
    return url.split("?", 1)[0]


def is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in LOOPBACK


def count_tries(tried: int) -> str:
    return f", tried {tried + 1} times" if tried else ""


def find_pause(tried: int, wish: str) -> float:
    """How often it was tried and the server's Retry-After in, the seconds to wait out: 0.5, 1, 2, 4 …"""
    seconds = float(wish) if wish.isascii() and wish.isdigit() else 0.5 * 2 ** min(tried, 10)
    return min(seconds, LONGEST_PAUSE)
