"""`graphkit checks`: what does not add up in a document's own words."""
from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.builds import BUILD, find_only_build
from graphkit.cli.sheets import add_format, write_sheet


@click.command()
@click.argument("build", required=False, type=BUILD)
@add_format
def command(build: Path | None, form: str) -> None:
    """Recompute what a build's document says: shares and sums, dates, lists, abbreviations, references.

    Percentages against their counts, parts against their sum, the order of dates, "respectively" between lists of
    unequal length, abbreviations that nothing spells out or that look misspelt, and references to questions, notes,
    attachments and earlier documents that are not there.

    \b
    Example:
      graphkit checks
      graphkit checks exports/ice-wyden-2019 --format csv
    """
    from graphkit.analysis.checks import find_checks
    from graphkit.analysis.record import open_record
    from graphkit.document.saved import read_saved

    folder = build or find_only_build()
    click.echo(write_sheet(find_checks(open_record(folder), read_saved(folder)), form))
