"""`graphkit ledger`: what was asked, and how it was responded to."""
from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.builds import BUILD, find_only_build
from graphkit.cli.sheets import add_format, write_sheet


@click.command()
@click.argument("build", required=False, type=BUILD)
@add_format
def command(build: Path | None, form: str) -> None:
    """List every question of a build's document: what it asks for, and the status of its answer with its words.

    Statuses: answered, partly answered, declined, redirected, knowledge disclaimed, not applicable, attachment
    promised, repeats other answer, no answer. Beside each, what the answer does not take up of the question, and the
    documents that it promises or names and that are not there.

    \b
    Example:
      graphkit ledger
      graphkit ledger exports/ice-wyden-2019 --format markdown
    """
    from graphkit.analysis.ledger import build_ledger, lay_ledger
    from graphkit.analysis.record import open_record
    from graphkit.document.saved import read_saved

    folder = build or find_only_build()
    record = open_record(folder)
    click.echo(write_sheet(lay_ledger(record, build_ledger(record, read_saved(folder))), form))
