"""Requests in, the answers of worker processes out; a process that dies or takes too long is replaced."""
from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from graphkit.errors import GraphkitError
from graphkit.serve.limits import Limits

STARTING = 300.0  # seconds that a process may take to load the graphs
BUFFER = 2**20  # bytes of an answer that are read ahead
ENDING = "the server is ending"


class Reply(NamedTuple):
    """What a worker answers: outcome is 'answered', 'refused', 'unacceptable', 'too large' or 'failed';
    triples is how many a graph has."""

    outcome: str
    kind: str
    reason: str
    body: bytes
    triples: int = 0


class PoolError(GraphkitError):
    """A request for which no answer came."""


class Busy(PoolError):
    """Too many wait already, or this one has waited too long."""


class Expired(PoolError):
    """The query took longer than it may."""


class Died(PoolError):
    """The process that ran the query ended."""


class Worker:
    """One process and the pipe to it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @classmethod
    async def start(cls, folder: Path, memory: int) -> Worker:
        """A process that begins to load the snapshot in a folder."""
        environment = dict(os.environ, PYTHONPATH=os.pathsep.join(path for path in sys.path if path))
        pipe = asyncio.subprocess.PIPE
        return cls(await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "graphkit.serve.worker", str(folder), str(memory), limit=BUFFER,
            stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL, env=environment))

    async def wait(self) -> None:
        """Returns once the snapshot is loaded. Raises Died where it cannot be."""
        assert self.process.stdout is not None
        async with asyncio.timeout(STARTING):
            line = await self.process.stdout.readline()
        if line != b"ready\n":
            await self.end()
            raise Died(f"a process for queries could not be started ({describe_end(self.process.returncode)})")

    async def ask(self, request: Mapping[str, Any]) -> Reply:
        """One request and its answer. Raises Died."""
        given, out = self.process.stdin, self.process.stdout
        assert given is not None and out is not None
        try:
            given.write(json.dumps(request).encode() + b"\n")
            await given.drain()
            head = json.loads(await out.readuntil(b"\n"))
            body = await out.readexactly(head["size"])
        except (OSError, EOFError, ValueError, asyncio.LimitOverrunError):
            await self.end()
            raise Died(f"the process that ran the query ended ({describe_end(self.process.returncode)}); "
                       "the next query has another") from None
        return Reply(head["outcome"], head.get("kind", ""), head.get("reason", ""), body, head.get("triples", 0))

    async def end(self) -> None:
        """Kills the process, if it still runs, and waits for its end."""
        with suppress(ProcessLookupError):
            if sys.platform == "win32":
                self.process.kill()
            elif self.process.returncode is None:
                # Not by kill(): that looks first whether it has ended, and so takes its exit code from asyncio.
                os.kill(self.process.pid, signal.SIGKILL)
        await self.process.wait()


def describe_end(code: int | None) -> str:
    """An exit code in words."""
    return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"


class Pool:
    """So many workers on one snapshot, each asked one thing at a time."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder, self._limits = folder, limits
        self._idle: asyncio.Queue[Worker | None] = asyncio.Queue()  # None for who waits when the pool is closed
        self._all: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0
        self._closed = asyncio.Event()

    async def start(self) -> None:
        """Starts the workers. Raises Died where one cannot be started."""
        await asyncio.gather(*(self._add() for _ in range(self._limits.workers)))

    async def close(self) -> None:
        """Ends all workers, those as well that are just being started or ended, and all that is asked of them."""
        self._closed.set()
        for _ in range(self._waiting):
            self._idle.put_nowait(None)
        while self._all or self._tasks:
            await asyncio.gather(*(self._end(worker) for worker in tuple(self._all)))
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def ask(self, request: Mapping[str, Any]) -> Reply:
        """One request to the next worker that is free, its answer out. Raises Busy, Expired or Died."""
        worker = await self._take()
        done = False
        try:
            timeout = self._limits.timeout
            async with asyncio.timeout(timeout):
                reply = await worker.ask({**request, "timeout": timeout, "limit": self._limits.result})
            done = True
            return reply
        except Died:
            if self._closed.is_set():
                raise Busy(ENDING) from None
            raise
        except TimeoutError:
            raise Expired(f"the query was ended after {self._limits.timeout:g} seconds") from None
        finally:  # also where whoever asked has gone
            if done:
                self._idle.put_nowait(worker)
            else:
                self._replace(worker)

    async def _take(self) -> Worker:
        """A worker that is free, now or soon."""
        if self._closed.is_set():
            raise Busy(ENDING)
        with suppress(asyncio.QueueEmpty):
            if worker := self._idle.get_nowait():
                return worker
        if self._waiting >= self._limits.queue:
            raise Busy(f"{self._waiting} requests wait already; try again in a moment")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.patience):
                if worker := await self._idle.get():
                    return worker
            raise Busy(ENDING)
        except TimeoutError:
            raise Busy(f"no query ended within {self._limits.patience:g} seconds; try again in a moment") from None
        finally:
            self._waiting -= 1

    async def _add(self) -> None:
        """Starts a worker. Raises Died where it cannot be started."""
        worker = await Worker.start(self._folder, self._limits.memory)
        self._all.add(worker)
        try:
            await worker.wait()
        except BaseException:
            await self._end(worker)
            raise
        self._idle.put_nowait(worker)

    async def _end(self, worker: Worker) -> None:
        await worker.end()
        self._all.discard(worker)

    def _replace(self, worker: Worker) -> None:
        """Ends a worker and starts another in its place, while requests go on."""
        task = asyncio.get_running_loop().create_task(self._renew(worker))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _renew(self, worker: Worker) -> None:
        await self._end(worker)
        pause = 0.1
        while not self._closed.is_set():
            try:
                return await self._add()
            except (Died, OSError, TimeoutError):  # memory or processes are short: not for ever
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._closed.wait()
                pause = min(2 * pause, 10.0)
