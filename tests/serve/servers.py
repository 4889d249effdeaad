"""Servers for the tests: `graphkit serve` as a process of its own, on a port that the system gives."""
from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "data" / "sample" / "graph.trig"
LETTER = ROOT / "exports" / "ice-wyden-2019"
PATIENCE = 120.0  # seconds that anything may take on a busy machine


@dataclass
class Server:
    """A running `graphkit serve`: its address, with a slash at the end, and what it printed."""

    url: str
    process: subprocess.Popen[str]
    errors: list[str] = field(default_factory=list)

    @property
    def sparql(self) -> str:
        return f"{self.url}sparql"

    def get(self, path: str = "sparql", accept: str = "", **options: object) -> httpx.Response:
        headers = {"Accept": accept} if accept else {}
        return httpx.get(self.url + path, headers=headers, timeout=PATIENCE, **options)  # type: ignore[arg-type]

    def ask(self, query: str, accept: str = "", path: str = "sparql", **params: object) -> httpx.Response:
        """A query by GET; params with an underscore for a hyphen."""
        named = {name.replace("_", "-"): value for name, value in params.items()}
        return self.get(path, accept, params={"query": query, **named})

    def select(self, query: str, path: str = "sparql", **params: object) -> list[dict[str, str]]:
        """The rows of a query as plain text."""
        answer = self.ask(query, "application/sparql-results+json", path, **params)
        assert answer.status_code == 200, answer.text
        return [{name: cell["value"] for name, cell in row.items()} for row in answer.json()["results"]["bindings"]]

    def count(self, pattern: str, path: str = "sparql", **params: object) -> int:
        return int(self.select(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", path, **params)[0]["n"])


@contextmanager
def run_serve(*arguments: str | Path, cwd: Path | None = None) -> Iterator[Server]:
    """Starts `graphkit serve`, waits until it takes requests, and ends it whatever happens."""
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(path for path in sys.path if path))
    process = subprocess.Popen(
        [sys.executable, "-m", "graphkit", "serve", "--port", "0", *map(str, arguments)], cwd=cwd or ROOT,
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stderr is not None
    errors: list[str] = []
    reading = threading.Thread(target=errors.extend, args=(process.stderr,), daemon=True)
    reading.start()
    try:
        line = process.stdout.readline()
        match = re.match(r"(http://\S+/)\s", line)
        if match is None:
            process.wait(PATIENCE)
            reading.join(5)
            pytest.fail(f"graphkit serve does not start: {line!r} {errors!r}")
        yield Server(match[1], process, errors)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        finally:
            process.kill()
            process.wait()
            reading.join(5)
            process.stdout.close()
            process.stderr.close()


def make_build(folder: Path, trig: str | Path, background: str = "") -> Path:
    """A build's folder with this graph."""
    folder.mkdir(parents=True)
    if isinstance(trig, Path):
        shutil.copy(trig, folder / "graph.trig")
    else:
        (folder / "graph.trig").write_text(trig, encoding="utf-8")
    if background:
        (folder / "background.ttl").write_text(background, encoding="utf-8")
    return folder
