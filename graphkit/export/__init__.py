"""A Graph in, the files of its build out: Turtle, TriG, JSON-LD, N-Triples, GraphML and tables, one module a format."""
from __future__ import annotations

from pathlib import Path

from graphkit.errors import GraphError
from graphkit.export.contents import Contents, read_contents
from graphkit.export.turtle import write_trig, write_turtle
from graphkit.graph import Graph

#: The files of every build, and what writes each.
FILES = {
    "facts.ttl": lambda contents: write_turtle(contents, "facts"),
    "claims.ttl": lambda contents: write_turtle(contents, "claims"),
    "graph.ttl": lambda contents: write_turtle(contents, "facts", "claims"),
    "graph.trig": write_trig,
}


def write_exports(graph: Graph, folder: Path) -> tuple[Path, ...]:
    """A graph to the files of its build in `folder`: none is replaced before all are written."""
    contents = read_contents(graph)
    return write_files({name: write(contents) for name, write in FILES.items()}, folder)


def write_files(texts: dict[str, str], folder: Path) -> tuple[Path, ...]:
    """Names and texts to files: each is written aside, and all are renamed at the end."""
    aside = [(folder / f".{name}.part", folder / name) for name in texts]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for (part, _), text in zip(aside, texts.values(), strict=True):
            part.write_bytes(text.encode("utf-8"))
        for part, path in aside:
            part.replace(path)
    except OSError as error:
        raise GraphError(f"{folder}: cannot be written: {error.strerror or error}") from None
    finally:
        for part, _ in aside:
            part.unlink(missing_ok=True)
    return tuple(path for _, path in aside)


__all__ = ["FILES", "Contents", "read_contents", "write_exports", "write_files"]
