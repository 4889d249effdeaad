"""A folder that is written whole or not at all: filled aside, then put in place of what was there before."""
from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphkit.errors import GraphError

#: What tells an earlier build, which may be replaced, from a folder of somebody's own.
MARK = "graph.ttl"


def check_target(folder: Path, force: bool) -> None:
    """Where a build is to stand in; an error out if something else than an earlier build is there."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file() and not force:
        raise GraphError(f"{folder}: exists and is not a build (no {MARK} in it); --force replaces it")
    for place in (folder, *folder.parents):
        if place.exists() and not place.is_dir():
            raise GraphError(f"{folder}: cannot be written: {place} exists and is not a folder")


@contextmanager
def replace_folder(folder: Path) -> Iterator[Path]:
    """Where a build is to stand in, an empty folder beside it out, which takes its place if nothing goes wrong."""
    aside, before = (folder.with_name(f".{folder.name}.{os.getpid()}.{word}") for word in ("new", "old"))
    try:
        aside.mkdir(parents=True)
        yield aside
        if folder.exists():
            folder.rename(before)
        aside.rename(folder)
    except OSError as error:
        raise GraphError(f"{error.filename or folder}: cannot be written: {error.strerror or error}") from error
    finally:
        if before.exists() and not folder.exists():  # stopped between the two renames
            before.rename(folder)
        for left in (aside, before):
            shutil.rmtree(left, ignore_errors=True)
