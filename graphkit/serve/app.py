"""Builds and workers in, the web application out: which address is answered by what."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute, Route

from graphkit.serve.endpoint import METHODS, ClientGone, Endpoint, show_client_gone, show_protocol_error
from graphkit.serve.guard import Guard
from graphkit.serve.protocol import ProtocolError

if TYPE_CHECKING:
    from graphkit.serve.builds import ServedBuild
    from graphkit.serve.limits import Limits
    from graphkit.serve.pool import Pool



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
    return Starlette(
        routes=list(list_routes(builds, pool, limits)), middleware=middleware,
        exception_handlers={ProtocolError: show_protocol_error, ClientGone: show_client_gone},
    )


def list_routes(builds: tuple[ServedBuild, ...], pool: Pool, limits: Limits) -> Iterator[BaseRoute]:
    """Every address."""
    yield from list_endpoint("/sparql", Endpoint("", builds, pool, limits))
    for build in builds:
        yield from list_endpoint(f"/builds/{build.name}/sparql", Endpoint(build.name, (build,), pool, limits))


def list_endpoint(path: str, endpoint: Endpoint) -> Iterator[Route]:
    """An endpoint at its address, with and without a slash at the end."""
    for address in (path, f"{path}/"):
        yield Route(address, endpoint.answer, methods=[*METHODS, "PUT", "PATCH", "DELETE"])  # it says why not
