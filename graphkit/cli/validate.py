"""`graphkit validate`: a build against the shapes of a sound graph."""
from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.builds import BUILD, find_only_build

if TYPE_CHECKING:
    from graphkit.graph.validation import Violation


@click.command()
@click.argument("build", required=False, type=BUILD)
@click.option("--shapes", "-s", type=click.Path(path_type=Path),
              help="Another file of SHACL shapes.  [default: that of the ontology]")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array of the violations.")
def command(build: Path | None, shapes: Path | None, as_json: bool) -> None:
    """Check a build, or a file of it, against the shapes: every claim whole, no fact without one, none that is denied.

    Exit code 1 if anything is unsound; every violation is a line that names the node, the rule, and the value.

    \b
    Example:
      graphkit validate
      graphkit validate exports/ice-wyden-2019/graph.trig --shapes my-shapes.ttl
    """
    from graphkit.analysis.statements import open_graph
    from graphkit.graph.validation import validate_graph

    folder = build or find_only_build()
    violations = validate_graph(open_graph(folder), shapes=shapes)
    if as_json:
        click.echo(json.dumps([asdict(violation) for violation in violations], ensure_ascii=False, indent=1))
    else:
        for violation in violations:
            click.echo(show_violation(violation))
        click.echo(f"{folder}: {f'unsound in {len(violations)} places' if violations else 'sound'}")
    if violations:
        raise SystemExit(1)


def show_violation(violation: Violation) -> str:
    """A violation in, its line out."""
    parts = (violation.focus, violation.path, violation.value)
    return " ".join(f"{violation.message}: {' '.join(part for part in parts if part)}".split())
