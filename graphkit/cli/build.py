"""`graphkit build`: from a letter to its claims, its graph, its tables and its diagrams."""
from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.folders import check_target, replace_folder
from graphkit.cli.tables import lay_table
from graphkit.errors import GraphError, GraphkitError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from graphkit.analysis.summary import Summary
    from graphkit.pipeline import Build


COVERAGE = "coverage.csv"
#: What the IRIs of minted things may begin with: a scheme, nothing that RDF would escape, and an end to append to.
BASE = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]*[/#:]')


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked of a build beside its letter and its place."""

    base: str | None
    frames: tuple[Path, ...]
    names: tuple[Path, ...]
    extras: tuple[str, ...]
    ocr: bool


def check_base(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """What the user gave for --base in, the same out, or wrong usage."""
    if value is not None and not BASE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no absolute IRI that ends in '/', '#' or ':'", context, option)
    return value


@click.command()
@click.argument("letters", metavar="LETTER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", "-o", type=click.Path(path_type=Path), default=Path("exports"), show_default=True,
              help="The folder in which each letter gets a folder of its own.")
@click.option("--name", "-n", help="The name of that folder, for one letter.  [default: the letter's]")
@click.option("--base", callback=check_base, help="Begin the IRIs of all minted things with this one.")
@click.option("--frames", "-F", multiple=True, type=click.Path(path_type=Path),
              help="A file of frames besides those of the ontology, which it wins over; may be repeated.")
@click.option("--names", "-N", multiple=True, type=click.Path(path_type=Path),
              help="A file of names of bodies, systems, laws …, in SKOS, likewise; may be repeated.")
@click.option("--force", "-f", is_flag=True, help="Replace a folder that is there and is not a build.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object a letter.")
@click.option("--extra", "extras", multiple=True, type=click.Choice(["reified.ttl", "negated.ttl"]),
              help="Write this file as well: claims as RDF 1.2 reifiers, or denials as OWL negative assertions.")
@click.option("--ocr", is_flag=True, help="Read scans without text by ocrmypdf or tesseract, where one is installed.")
def command(letters: tuple[Path, ...], output: Path, name: str | None, force: bool, as_json: bool,
            base: str | None, frames: tuple[Path, ...], names: tuple[Path, ...], extras: tuple[str, ...],
            ocr: bool) -> None:
    """Read letters, extract their claims and write a graph, tables, diagrams and a report for each.

    An earlier build of the same name is replaced, as a whole and only by a whole one. A letter that cannot be read
    gets one line; the others are built all the same, and the exit code is 1.

    \b
    Example:
      graphkit build seeds/ice-wyden-2019.txt
      graphkit build letters/*.pdf --output builds --json
    """
    folders = [output / (name or letter.stem) for letter in letters]
    if len(set(folders)) < len(folders):
        raise click.UsageError(f"several letters would be written to {find_repeated(folders)}: build them one by one, "
                               "with --name")
    failed = False
    for letter, folder in zip(letters, folders, strict=True):
        try:
            check_target(folder, force)
            summary = build_letter(letter, folder, Options(base, frames, names, extras, ocr))
        except GraphkitError as error:
            failed = True
            click.echo(f"Error: {' '.join(str(error).split())}", err=True)
        else:
            click.echo(show_json(letter, folder, summary) if as_json else show_summary(folder, summary))
    if failed:
        raise SystemExit(1)


def build_letter(letter: Path, folder: Path, options: Options) -> Summary:
    """A letter and where its build is to stand in, the build there and its figures out."""
    from graphkit.analysis.summary import summarize_build
    from graphkit.pipeline import DEFAULT_BASE, build

    built = build(letter, base=options.base or DEFAULT_BASE, frames=options.frames, names=options.names,
                  ocr=options.ocr)
    check_graph(letter, built.graph.store)
    with replace_folder(folder) as aside:
        write_build(built, aside, options.extras)
    return summarize_build(built.document, built.claims, built.uncovered, built.graph.store)


def check_graph(letter: Path, store: Store) -> None:
    """A letter and its graph in, an error out if the graph is not sound: no such build is ever written."""
    from graphkit.graph.validation import validate_graph

    violations = validate_graph(store)
    if violations:
        first = violations[0]
        raise GraphError(f"{letter}: its graph breaks {len(violations)} rules, first: {first.message}: {first.focus}")


def write_build(built: Build, folder: Path, extras: tuple[str, ...]) -> None:
    """A build and an empty folder in, all its files out."""
    from graphkit.analysis.coverage import COLUMNS, cover_document, write_row
    from graphkit.diagram import paint_diagrams
    from graphkit.document.saved import FILE, write_document
    from graphkit.export import write_exports
    from graphkit.export.tables import write_rows
    from graphkit.report import FILE as REPORT
    from graphkit.report import write_report

    write_exports(built.graph, folder, extras=extras)
    (folder / FILE).write_bytes(write_document(built.document).encode("utf-8"))
    lines = cover_document(built.document, built.claims, built.uncovered)
    (folder / COVERAGE).write_bytes(write_rows([COLUMNS, *map(write_row, lines)]).encode("utf-8"))
    with paint_diagrams(built.graph.store, folder):
        report = write_report(folder, store=built.graph.store)  # last: it shows what lies in the folder
        (folder / REPORT).write_bytes(report.encode("utf-8"))


def find_repeated(folders: list[Path]) -> Path:
    """Folders of which one stands twice in, that one out."""
    return next(folder for folder in folders if folders.count(folder) > 1)


def show_json(letter: Path, folder: Path, summary: Summary) -> str:
    figures = {"letter": str(letter), "folder": str(folder), **summary.count_figures()}
    return json.dumps(figures, ensure_ascii=False)


def show_summary(folder: Path, summary: Summary) -> str:
    """Where a build stands and its figures in, what the user reads out."""
    covered = summary.sentences - summary.uncovered
    rows = [
        (str(summary.sentences), "sentences", f"{covered} with claims, {summary.uncovered} without"
         + (f" ({join_counts(summary.reasons)})" if summary.reasons else "")),
        (str(summary.claims), "claims", join_counts(summary.polarities)),
        ("", "", join_counts(summary.modalities)),
        (str(summary.facts), "facts", "derived from affirmed claims that nothing denies"),
        (str(sum(count for _, count in summary.flows)), "data flows", join_counts(summary.flows)),
        (str(summary.questions), "questions", f"{summary.unanswered} without an answer"),
    ]
    return lay_table(row for row in rows if any(row)) + f"\nwritten to {folder}"


def join_counts(counts: tuple[tuple[str, int], ...]) -> str:
    """Words with their counts in, `281 affirmed, 95 denied` out."""
    return ", ".join(f"{count} {split_words(word)}" for word, count in counts)


def split_words(name: str) -> str:
    """`KnowledgeDisclaimed` in, `knowledge disclaimed` out."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
