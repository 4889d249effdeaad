"""What must hold of every request and every answer: sizes, the name that the server is called by, and safe headers."""
from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from graphkit.serve.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Pages take scripts and styles from this server's own files, and nothing from elsewhere.
POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:",
    "connect-src": "'self'", "form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'",
}  # fmt: skip
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def write_policy(**changes: str) -> str:
    """The Content-Security-Policy, some of its directives replaced (script_src for script-src)."""
    policy = POLICY | {name.replace("_", "-"): value for name, value in changes.items()}
    return "; ".join(f"{name} {value}".strip() for name, value in policy.items())


class Guard:
    """Refuses what is too long or meant for another server, and adds the safe headers to every answer.

    hosts  the names by which the server may be called, none for any. A server on the loopback is open to every page in
    the user's browser that gets its own name to point there; such a request carries that name.
    """

    def __init__(self, app: ASGIApp, url: int, hosts: Iterable[str] = ()) -> None:
        self.app, self.url, self.hosts = app, url, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", write_policy())
            await send(message)

        await (self.refuse(scope) or self.app)(scope, receive, send_safely)

    def refuse(self, scope: Scope) -> ASGIApp | None:
        """The answer to a request that goes no further; None for any other."""
        length = len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"])
        if length > self.url:
            return refuse(414, f"the address has {length:,} characters, {self.url:,} at most: send the query by POST")
        host = Headers(scope=scope).get("host", "")
        if self.hosts and read_host(host) not in self.hosts:
            return refuse(421, f"{host[:100]!r} is not this server's name; it is {' or '.join(sorted(self.hosts))}")
        return None


def refuse(status: int, reason: str) -> PlainTextResponse:
    """A status and its reason as an answer of one line."""
    return PlainTextResponse(f"{reason}\n", status)


def read_host(header: str) -> str:
    """The name in a Host header, without its port."""
    name = header.rpartition(":")[0] if header.rpartition(":")[2].isdigit() else header
    return name.strip("[]").lower()


def choose_hosts(host: str) -> tuple[str, ...]:
    """The names by which a server may be called: its own where only this machine reaches it, else any."""
    return tuple(dict.fromkeys((*LOOPBACK, host))) if is_loopback(host) else ()


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def read_body(request: Request, limit: int) -> bytes:
    """The body of a request. Raises ProtocolError for one that is too large, before all of it has come."""
    size = request.headers.get("content-length", "")
    if size.isdigit() and int(size) > limit:
        raise ProtocolError(413, f"the body has {int(size):,} bytes, {limit:,} at most", {"Connection": "close"})
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            raise ProtocolError(413, f"the body has more than {limit:,} bytes", {"Connection": "close"})
    return bytes(body)
