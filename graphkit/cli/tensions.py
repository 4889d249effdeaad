"""`graphkit tensions`: statements that cannot both hold, or that pull against each other."""
from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.builds import BUILD, find_only_build
from graphkit.cli.sheets import add_format, write_sheet


@click.command()
@click.argument("builds", nargs=-1, type=BUILD, metavar="[BUILD]...")
@click.option("--strength", "-s", type=click.IntRange(1, 3), default=3, show_default=True,
              help="1: only what cannot both hold; 2: also what is hard to reconcile; 3: also what pulls against it.")
@click.option("--limit", "-n", type=click.IntRange(min=1), help="Only the first so many.")
@add_format
def command(builds: tuple[Path, ...], strength: int, limit: int | None, form: str) -> None:
    """Find pairs of claims, within a build and across several, that cannot both hold or pull against each other.

    Each has its reason (denied and said, custody, use of what is not known to be used, only, a number, a date …) and
    the words of both sides, the strongest first. Without BUILD, the only build under exports/.

    \b
    Example:
      graphkit tensions
      graphkit tensions exports/letter-2019 exports/letter-2021 --strength 2 --format markdown
    """
    from graphkit.analysis.record import open_record
    from graphkit.analysis.tensions import find_tensions, lay_tensions

    records = [open_record(build) for build in builds or (find_only_build(),)]
    found = [tension for tension in find_tensions(records) if tension.strength <= strength][:limit]
    click.echo(write_sheet(lay_tensions(found), form))
