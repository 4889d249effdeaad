"""`graphkit lifecycle`: what is told of each kind of data from its source to its deletion."""
from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.builds import BUILD, find_only_build
from graphkit.cli.sheets import FORMATS, write_sheet


@click.command()
@click.argument("build", required=False, type=BUILD)
@click.option("--format", "-f", "form", type=click.Choice([*FORMATS, "turtle"]), default="table", show_default=True,
              help="turtle and csv give a record of processing activities; the others a row a field.")
@click.option("--missing", is_flag=True, help="Only the fields that nothing tells.")
def command(build: Path | None, form: str, missing: bool) -> None:
    """Show for each kind of data, and each flow of it, what is stated, denied or missing.

    Source, collector, purpose, legal basis, recipients, retention, deletion, safeguards, data subjects, with the words.
    As csv (headings of GDPR, article 30) and turtle (Data Privacy Vocabulary 2.3) it is a record of processing.

    \b
    Example:
      graphkit lifecycle
      graphkit lifecycle exports/ice-wyden-2019 --format turtle > processing.ttl
    """
    from dataclasses import replace

    from graphkit.analysis.lifecycle import MISSING, build_lifecycle, lay_lifecycle, lay_processing
    from graphkit.analysis.processing import write_processing
    from graphkit.analysis.record import open_record

    record = open_record(build or find_only_build())
    lives = build_lifecycle(record)
    if form == "turtle":
        click.echo(write_processing(record, lives), nl=False)
        return
    sheet = lay_processing(record, lives) if form == "csv" else lay_lifecycle(record, lives)
    if missing and form != "csv":
        sheet = replace(sheet, rows=tuple(row for row in sheet.rows if row.cells[3] == MISSING))
    click.echo(write_sheet(sheet, form))
