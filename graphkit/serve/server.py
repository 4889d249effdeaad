"""Folders, an address and limits in, a running server out, until it is told to end."""
from __future__ import annotations

import asyncio
import errno
import signal
import socket
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from graphkit.errors import GraphkitError
from graphkit.serve.builds import find_builds, write_snapshot
from graphkit.serve.guard import choose_hosts
from graphkit.serve.limits import Limits
from graphkit.serve.pool import Pool

if TYPE_CHECKING:
    from graphkit.serve.builds import ServedBuild

GRACE = 1  # seconds that running requests get when the server ends
#: Seconds that a connection may be idle: longer than clients and proxies keep one (httpx 5, nginx 60), so that none is
#: closed just as the next request is sent on it.
KEEP = 75
BACKLOG = 1024
HEADERS = 64 * 2**10  # bytes


class ServeError(GraphkitError):
    """An address that cannot be served at."""


def serve_builds(
    folders: Sequence[Path], *, host: str, port: int, limits: Limits, origins: Sequence[str] = (), log: bool = False,
    announce: Callable[[str, tuple[ServedBuild, ...]], None],
) -> None:
    """Serves builds until SIGINT or SIGTERM. `announce` is told the address and the builds once requests are taken.

    Raises GraphkitError for folders without builds, builds that cannot be read, or an address that is not free.
    """
    signal.signal(signal.SIGTERM, stop)
    with (suppress(KeyboardInterrupt), tempfile.TemporaryDirectory(prefix="graphkit-") as place,
          open_socket(host, port) as listener):
        builds = write_snapshot(find_builds(folders), Path(place))
        asyncio.run(run_server(listener, host, builds, Path(place), limits, tuple(origins), log, announce))


def stop(number: int, frame: object) -> NoReturn:
    """What SIGTERM does outside the server's own loop: the same as Ctrl-C."""
    raise KeyboardInterrupt


def open_socket(host: str, port: int) -> socket.socket:
    """A socket that listens at the address. Raises ServeError where that is not to be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(BACKLOG)
            listener.setblocking(False)
        except OSError:
            listener.close()
            raise
    except (OSError, OverflowError) as error:
        used = getattr(error, "errno", None) == errno.EADDRINUSE
        reason = "another program listens there; choose a port by --port (0 for any that is free)" if used else error
        raise ServeError(f"{host}:{port}: cannot be served at: {reason}") from None
    return listener


def write_address(listener: socket.socket, host: str) -> str:
    """The address of the server as a client writes it."""
    port = listener.getsockname()[1]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


async def run_server(
    listener: socket.socket, host: str, builds: tuple[ServedBuild, ...], place: Path, limits: Limits,
    origins: tuple[str, ...], log: bool, announce: Callable[[str, tuple[ServedBuild, ...]], None],
) -> None:
    """Starts the workers, takes requests, and ends both."""
    import uvicorn

    from graphkit.serve.app import build_app

    class Server(uvicorn.Server):
        """One that gives running queries a moment when it ends, and then ends them."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            async with asyncio.TaskGroup() as tasks:
                closing = tasks.create_task(close_later(pool))
                await super().shutdown(sockets)
                closing.cancel()

    pool = Pool(place, limits)
    app = build_app(builds, pool, limits, hosts=choose_hosts(host), origins=origins)
    config = uvicorn.Config(
        app, lifespan="off", http="h11", ws="none", server_header=False, log_config=build_log(), access_log=log,
        log_level="info" if log else "error", timeout_graceful_shutdown=GRACE + 10,
        timeout_keep_alive=KEEP, h11_max_incomplete_event_size=limits.url + HEADERS,
    )
    try:
        await pool.start()
        announce(write_address(listener, host), builds)
        await Server(config).serve(sockets=[listener])
    finally:
        await pool.close()


async def close_later(pool: Pool) -> None:
    """Ends the workers after a moment."""
    await asyncio.sleep(GRACE)
    await pool.close()


def build_log() -> dict[str, Any]:
    """Where uvicorn writes its lines: to standard error, all of them."""
    from uvicorn.config import LOGGING_CONFIG

    config = deepcopy(LOGGING_CONFIG)
    config["handlers"]["access"]["stream"] = "ext://sys.stderr"
    return config
