"""Which build a command is about, if the user names none."""
from __future__ import annotations

from pathlib import Path

import click

from graphkit.errors import GraphError

#: The type of an argument that names a build's folder or a file of it.
BUILD = click.Path(path_type=Path)
EXPORTS = Path("exports")


def find_only_build() -> Path:
    """The only build under exports/ out; an error if there is none, or more than one to choose from."""
    builds = sorted(file.parent for file in EXPORTS.glob("*/graph.ttl"))
    if not builds:
        raise GraphError(f"{EXPORTS}: no build there; name one, or run graphkit build first")
    if len(builds) > 1:
        raise GraphError(f"{EXPORTS}: several builds there, name one: {', '.join(map(str, builds))}")
    return builds[0]
