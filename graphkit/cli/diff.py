"""`graphkit diff`: what one build says otherwise than another."""
from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.builds import BUILD
from graphkit.cli.sheets import add_format, write_sheet


@click.command()
@click.argument("old", type=BUILD)
@click.argument("new", type=BUILD)
@add_format
@click.pass_context
def command(context: click.Context, old: Path, new: Path, form: str) -> None:
    """Compare two builds claim by claim: two versions of a letter, or two letters about the same things.

    Rows are reversed, weakened, strengthened, changed in a number, a date or otherwise, gone, new or reworded, with the
    words of both. Where a claim stands does not count. Exit code 0: no difference; 1: some.

    \b
    Example:
      graphkit diff exports/letter-2019 exports/letter-2021
      graphkit diff exports/draft exports/final --format markdown
    """
    from graphkit.analysis.difference import compare_records, lay_difference
    from graphkit.analysis.record import open_record

    sheet = lay_difference(compare_records(open_record(old), open_record(new)))
    click.echo(write_sheet(sheet, form))
    context.exit(1 if sheet.rows else 0)
