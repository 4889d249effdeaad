"""The environment in, the credentials of a store out; they are given only to who asks for them, and never shown."""
from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphkit.errors import StoreError

if TYPE_CHECKING:
    import httpx

USER = "GRAPHKIT_USER"
PASSWORD = "GRAPHKIT_PASSWORD"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A name and a password that do not show in messages, tracebacks and logs."""

    user: str = field(repr=False)
    password: str = field(repr=False)

    def encode_basic(self) -> str:
        """The credentials as Basic authentication writes them."""
        return b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")

    def hide_in(self, text: str) -> str:
        """A server's words in, the same without the password out: some servers echo what they were sent."""
        for secret in filter(None, (self.encode_basic(), self.password)):
            text = text.replace(secret, "***")
        return text


def read_credentials() -> Credentials | None:
    """The environment in, the credentials out, or None where there are none."""
    user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
    if password and not user:
        raise StoreError(f"{PASSWORD} is set in the environment but {USER} is not")
    if ":" in user:
        raise StoreError(f"{USER}: the name of a user cannot contain a colon")
    return Credentials(user, password) if user else None


def list_schemes(response: httpx.Response) -> tuple[str, ...]:
    """A refusal in, the ways of authentication that it offers out, in lower case."""
    return tuple(header.split(" ", 1)[0].lower() for header in response.headers.get_list("www-authenticate"))


def choose_authentication(credentials: Credentials) -> httpx.Auth:
    """Credentials in, what answers a server's challenge with them out: Digest where it is offered, else Basic.

    Nothing is sent before a server asks, so an open store never sees a password.
    """
    import httpx

    class Authentication(httpx.Auth):
        """Digest by httpx, which keeps the server's challenge for later requests; Basic once it was chosen."""

        def __init__(self) -> None:
            self.digest = httpx.DigestAuth(credentials.user, credentials.password)
            self.basic = False

        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
            if self.basic:
                request.headers["Authorization"] = f"Basic {credentials.encode_basic()}"
                yield request
                return
            flow = self.digest.auth_flow(request)
            response = yield next(flow)
            if response.status_code != 401:
                return
            schemes = list_schemes(response)
            if "digest" in schemes:
                try:
                    answered = flow.send(response)
                except (StopIteration, LookupError, ValueError, NotImplementedError) as error:  # a bad challenge
                    raise httpx.ProtocolError("asks for Digest authentication in a way that is not understood",
                                              request=request) from error
                yield answered
            elif "basic" in schemes:
                self.basic = True
                request.headers["Authorization"] = f"Basic {credentials.encode_basic()}"
                yield request

    return Authentication()
