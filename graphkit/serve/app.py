"""Builds and workers in, the web application out: which address is answered by what."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

import graphkit.report
from graphkit.serve.endpoint import METHODS, ClientGone, Endpoint, read_accept, show_client_gone, show_protocol_error
from graphkit.serve.guard import Guard
from graphkit.serve.pages import Pages
from graphkit.serve.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request

    from graphkit.serve.builds import ServedBuild
    from graphkit.serve.limits import Limits
    from graphkit.serve.pool import Pool


ASSETS = Path(__file__).with_name("assets")
TOKENS = Path(graphkit.report.__file__).with_name("assets") / "tokens.css"


def build_app(
    builds: tuple[ServedBuild, ...], pool: Pool, limits: Limits, *, hosts: Iterable[str] = (),
    origins: tuple[str, ...] = (),
) -> Starlette:
    """The application. `hosts` are the names that it answers to, any where there are none; `origins` those of the web
    pages that may read its answers."""
    middleware = [Middleware(Guard, url=limits.url, hosts=tuple(hosts))]
    if origins:
        middleware.append(Middleware(
            CORSMiddleware, allow_origins=origins, allow_methods=("GET", "HEAD", "POST"), allow_headers=("*",)))
    pages = Pages(builds, pool)

    async def show_refusal(request: Request, error: Exception) -> Response:
        """What is wrong: a page for who reads pages, a line for programs."""
        if isinstance(error, HTTPException):
            error = ProtocolError(error.status_code, str(error.detail), dict(error.headers or {}))
        assert isinstance(error, ProtocolError)
        return pages.show_error(error, read_accept(request)) or await show_protocol_error(request, error)

    return Starlette(
        routes=list(list_routes(pages, builds, pool, limits)), middleware=middleware,
        exception_handlers={ProtocolError: show_refusal, HTTPException: show_refusal, ClientGone: show_client_gone},
    )


def list_routes(pages: Pages, builds: tuple[ServedBuild, ...], pool: Pool, limits: Limits) -> Iterator[BaseRoute]:
    """Every address."""
    yield from list_endpoint("/sparql", Endpoint("", builds, pool, limits, partial(pages.render_query, None)))
    for build in builds:
        path = f"/builds/{build.name}/sparql"
        yield from list_endpoint(path, Endpoint(build.name, (build,), pool, limits, partial(pages.render_query, build)))
    for path, show in (
        ("/", pages.show_start), ("/builds/", pages.show_builds), ("/builds/{name}/", pages.show_report),
        ("/builds/{name}/files/{file}", pages.show_file), ("/query", pages.show_query),
        ("/builds/{name}/query", pages.show_query), ("/queries.json", pages.list_queries),
        ("/words.json", pages.list_words), ("/ns", pages.show_terms), ("/id/{local:path}", pages.show_id),
        ("/resource", pages.show_resource),
    ):
        yield Route(path, show)
    yield Route("/assets/tokens.css", show_tokens)
    yield Mount("/assets", StaticFiles(directory=ASSETS))


def show_tokens(request: Request) -> Response:
    """The report's colours and type, which all pages share."""
    return FileResponse(TOKENS)


def list_endpoint(path: str, endpoint: Endpoint) -> Iterator[Route]:
    """An endpoint at its address, with and without a slash at the end."""
    for address in (path, f"{path}/"):
        yield Route(address, endpoint.answer, methods=[*METHODS, "PUT", "PATCH", "DELETE"])  # it says why not
