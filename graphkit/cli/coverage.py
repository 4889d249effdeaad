"""`graphkit coverage`: what became of every sentence."""
from __future__ import annotations

import csv
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.builds import BUILD, find_only_build
from graphkit.cli.tables import lay_table
from graphkit.errors import GraphError

if TYPE_CHECKING:
    from graphkit.analysis.coverage import Line

FILE = "coverage.csv"
VERBS = 12  # missed verbs that are shown


@click.command()
@click.argument("build", required=False, type=BUILD)
@click.option("--sentences", "-s", is_flag=True, help="Print every sentence without a claim, with its reason.")
@click.option("--format", "-f", "form", type=click.Choice(["table", "csv", "json", "markdown"]), default="table",
              show_default=True, help="Of every sentence: csv or json; of the totals: table or markdown.")
def command(build: Path | None, sentences: bool, form: str) -> None:
    """Account for every sentence of a build's document: its claims, or the reason why it has none.

    Totals by section and for the document, and the verbs that no frame takes most often. What asks, heads or frames
    the page asserts nothing, and no share is taken of it; a sentence with nothing but gk:states counts as without.

    \b
    Example:
      graphkit coverage
      graphkit coverage exports/ice-wyden-2019 --sentences
      graphkit coverage --format csv > sentences.csv
    """
    folder = build or find_only_build()
    file = folder / FILE
    if form == "csv":
        click.echo(read_text(file), nl=False)
        return
    lines = read_lines(file)
    if form == "json":
        click.echo(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=1))
    elif sentences:
        click.echo("\n".join(f"{line.start}-{line.end}  {line.reason}{f' ({line.detail})' if line.detail else ''}: "
                             f"{line.text}" for line in lines if line.reason))
    else:
        click.echo(show_totals(lines, form))


def read_lines(file: Path) -> tuple[Line, ...]:
    """The file of a build in, a line for every sentence out."""
    from graphkit.analysis.coverage import read_row

    try:
        return tuple(read_row(row) for row in csv.DictReader(read_text(file).splitlines(keepends=True)))
    except (KeyError, TypeError, ValueError, csv.Error) as error:
        raise GraphError(f"{file}: not a coverage file: {error}") from error


def read_text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise GraphError(f"{file}: no account of the sentences: {reason}") from error


def show_totals(lines: tuple[Line, ...], form: str) -> str:
    """Lines in, the totals and the verbs most often missed out."""
    from graphkit.analysis.coverage import rank_missed, total_sections

    rows: list[tuple[str, ...]] = [("section", "sentences", "asserting", "with claims", "share", "others, by reason")]
    rows += [(total.section[:60], str(total.sentences), str(total.asserting), str(total.claimed),
              f"{total.claimed / total.asserting:.2f}" if total.asserting else "",
              ", ".join(f"{count} {reason}" for reason, count in total.reasons)) for total in total_sections(lines)]
    verbs = ", ".join(f"{verb} {count}" for verb, count in rank_missed(lines)[:VERBS])
    table = lay_markdown(rows) if form == "markdown" else lay_table(rows)
    return table + (f"\n\nverbs without a frame: {verbs}" if verbs else "")


def lay_markdown(rows: list[tuple[str, ...]]) -> str:
    """Rows in, a table in Markdown out."""
    head, *body = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join((head, "|---" * len(rows[0]) + "|", *body))
