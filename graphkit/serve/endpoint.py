"""The SPARQL endpoint: a request read by the protocol, asked of a worker, and answered in the format that it accepts.

What goes wrong has its status and one line in plain text:

    400  no query, more than one, one that does not parse (with line and column), an update, SERVICE
    405  any method that could change something
    406  no format that the request accepts fits the query's kind of answer
    413  414  415  a body or an address that is too long, a body that is no query
    422  an answer that is larger than the server gives
    500  the query brought its process down
    503  the query took too long; or, with Retry-After, too many are waiting
"""
from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.responses import PlainTextResponse, Response

from graphkit.serve.description import describe_service
from graphkit.serve.guard import read_body
from graphkit.serve.negotiation import GRAPHS, HTML, RESULTS, Choice, choose_format
from graphkit.serve.pool import Busy, Died, Expired, Pool, Reply
from graphkit.serve.protocol import Operation, ProtocolError, read_operation

if TYPE_CHECKING:
    from starlette.requests import Request

    from graphkit.serve.builds import ServedBuild
    from graphkit.serve.limits import Limits

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
STATUS = {"refused": 400, "unacceptable": 406, "too large": 422, "failed": 500}
T = TypeVar("T")


class ClientGone(Exception):
    """Nobody waits for the answer any more."""


class Endpoint:
    """The endpoint over one view: that of all builds, or of one. `page` shows its query page."""

    def __init__(
        self, view: str, builds: tuple[ServedBuild, ...], pool: Pool, limits: Limits,
        page: Callable[[Request], Response],
    ) -> None:
        self.view, self.builds, self.pool, self.limits, self.page = view, builds, pool, limits, page

    async def answer(self, request: Request) -> Response:
        """One request of any method."""
        if request.method not in METHODS:
            raise ProtocolError(405, f"{request.method}: this endpoint only reads, by GET and POST",
                                {"Allow": ", ".join(METHODS)})
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(METHODS), "Accept-Post": (
                "application/x-www-form-urlencoded, application/sparql-query")})
        body = await read_body(request, self.limits.body) if request.method == "POST" else b""
        operation = read_operation(
            request.method, request.scope["query_string"], request.headers.get("content-type", ""), body)
        if operation is None:
            return self.describe(request)
        return await self.query(request, operation)

    def describe(self, request: Request) -> Response:
        """What the endpoint is, in RDF; the query page for who reads pages."""
        formats = (*GRAPHS, HTML)
        choice = choose_format(read_accept(request), formats, request.query_params.get("format", "").lower())
        if choice is None:
            raise ProtocolError(406, list_media_types(formats))
        if choice.format is HTML:
            return self.page(request)
        url = str(request.url.replace(query="", fragment=""))
        return build_response(describe_service(url, self.builds, self.limits, choice.format.name), choice)

    async def query(self, request: Request, operation: Operation) -> Response:
        """The answer to a query."""
        results, graph = (choose_format(read_accept(request), formats, operation.format)
                          for formats in (RESULTS, GRAPHS))
        reply = await ask_pool(request, self.pool, {
            "view": self.view, "query": operation.query, "default": operation.default, "named": operation.named,
            "params": dict(operation.params), "results": results and results.format.name,
            "graph": graph and graph.format.name,
        })
        choice = graph if reply.kind == "graph" else results
        if reply.outcome == "unacceptable" or choice is None:
            raise ProtocolError(406, list_media_types(GRAPHS if reply.kind == "graph" else RESULTS))
        return build_response(reply.body, choice)


async def ask_pool(request: Request, pool: Pool, question: dict[str, Any]) -> Reply:
    """A question to the workers for as long as somebody waits. Raises ProtocolError, and ClientGone."""
    try:
        reply = await wait_while_connected(request, pool.ask(question))
    except Busy as error:
        raise ProtocolError(503, str(error), {"Retry-After": "1"}) from None
    except Expired as error:
        raise ProtocolError(503, str(error)) from None
    except Died as error:
        raise ProtocolError(500, str(error)) from None
    if reply.outcome not in ("answered", "unacceptable"):
        raise ProtocolError(STATUS[reply.outcome], reply.reason)
    return reply


async def wait_while_connected(request: Request, work: Awaitable[T]) -> T:
    """The result of some work, which is given up when whoever asked for it goes away. Raises ClientGone then."""
    working, listening = asyncio.ensure_future(work), asyncio.ensure_future(wait_for_end(request))
    try:
        await asyncio.wait((working, listening), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientGone
        return working.result()
    finally:
        for task in (working, listening):
            if not task.done():
                task.cancel()


async def wait_for_end(request: Request) -> None:
    """Returns when the connection is closed."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def read_accept(request: Request) -> str:
    """All Accept headers of a request as one."""
    return ",".join(request.headers.getlist("accept"))


def list_media_types(formats: tuple[Any, ...]) -> str:
    """Why nothing is sent: what could be."""
    return f"the answer can be had as {', '.join(format_.media_types[0] for format_ in formats)}"


def build_response(body: bytes, choice: Choice) -> Response:
    """An answer in its format; caches keep one for each Accept."""
    response = Response(body, headers={"Vary": "Accept", "Cache-Control": "no-cache"})
    response.headers["Content-Type"] = choice.content_type
    return response


async def show_protocol_error(request: Request, error: Exception) -> Response:
    """A refusal as one line of plain text."""
    assert isinstance(error, ProtocolError)
    return PlainTextResponse(f"{error.reason}\n", error.status, headers=error.headers)


async def show_client_gone(request: Request, error: Exception) -> Response:
    """An answer that nobody reads."""
    return Response(status_code=499)
