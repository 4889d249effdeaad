"""`graphkit load`: a build into a running triple store."""
from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.builds import find_only_build
from graphkit.cli.tables import lay_table

if TYPE_CHECKING:
    from graphkit.store.graphs import NamedGraph, Naming
    from graphkit.store.loading import LoadReport, Progress


@click.command()
@click.argument("url")
@click.argument("build", required=False, type=click.Path(path_type=Path))
@click.option("--protocol", type=click.Choice(("auto", "gsp", "update")), default="auto", show_default=True,
              help="Graph Store Protocol, or SPARQL Update; auto takes the first where the store has it.")
@click.option("--replace", is_flag=True, help="Replace those of the build's graphs that differ in the store.")
@click.option("--merge", is_flag=True, help="Add to those of the build's graphs that differ in the store.")
@click.option("--named-graph", "named", multiple=True, metavar="PREFIX|NAME=IRI",
              help="Name all graphs under a prefix, or one graph (claims, facts, background); repeatable.")
@click.option("--default-graph", "default", multiple=True, metavar="NAME",
              help="Put this graph, or all, into the store's default graph; repeatable.")
@click.option("--query-url", default="", metavar="URL", help="Where the store takes queries, if not found.")
@click.option("--update-url", default="", metavar="URL", help="Where the store takes updates, if not found.")
@click.option("--store-url", default="", metavar="URL", help="Where the store speaks the Graph Store Protocol.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=120.0, show_default=True,
              metavar="SECONDS", help="How long one request may take.")
@click.option("--retries", type=click.IntRange(0, 20), default=3, show_default=True, metavar="N",
              help="How often to try again while the store cannot be reached or is not ready.")
@click.option("--dry-run", is_flag=True, help="Look at the store and say what would be done.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors (and the JSON).")
def command(url: str, build: Path | None, protocol: str, replace: bool, merge: bool, named: tuple[str, ...],
            default: tuple[str, ...], query_url: str, update_url: str, store_url: str, timeout: float, retries: int,
            dry_run: bool, as_json: bool, quiet: bool) -> None:
    """Put a build into a running triple store, each graph under its own name, and check what the store then holds.

    URL is the store's address (Oxigraph, Virtuoso, Fuseki, GraphDB and RDF4J are known; others by --query-url and
    --update-url, or --store-url). BUILD is a build's folder or an RDF file; without it, the only build in ./exports.

    Loading again changes nothing. A load that broke off is completed by the same command. A graph that is there and
    holds something else is refused, unless --replace or --merge says what to do; graphs that are not the build's are
    never touched. Credentials come from the environment, GRAPHKIT_USER and GRAPHKIT_PASSWORD, and are given only to a
    store that asks for them, Digest or Basic as it asks.

    \b
    Example:
      graphkit load http://127.0.0.1:7878
      GRAPHKIT_USER=dba GRAPHKIT_PASSWORD=… graphkit load http://127.0.0.1:8890 exports/letter
      graphkit load http://127.0.0.1:3030/ds --protocol update --replace --named-graph https://example.org/letters/
    """
    from graphkit.store.loading import LoadOptions, load_build
    from graphkit.store.verification import VerificationError

    if replace and merge:
        raise click.UsageError("--replace and --merge exclude each other.")
    options = LoadOptions(protocol, replace, merge, dry_run, timeout, retries, read_naming(named, default),
                          query_url, update_url, store_url)
    source = build or find_only_build()
    warn_of_plain_text(url, quiet)
    try:
        with show_progress(quiet) as progress:
            report = load_build(source, url, options, progress=progress)
    except VerificationError as error:
        if as_json:
            figures = {"error": str(error), "graph": error.graph, "differences": error.differences}
            click.echo(json.dumps(figures, ensure_ascii=False, indent=2))
        raise
    if as_json:
        click.echo(json.dumps(report.list_figures(), ensure_ascii=False, indent=2))
    elif not quiet:
        click.echo(write_report(report))


def read_naming(named: tuple[str, ...], default: tuple[str, ...]) -> Naming:
    """The values of --named-graph and --default-graph in, where the graphs are to go out."""
    from graphkit.store.graphs import Naming

    pairs, prefixes = [], []
    for value in named:
        name, sign, iri = value.partition("=")
        if sign and ":" in iri:  # an IRI may contain '=' itself; what stands before is then no whole name
            pairs.append((name, iri))
        else:
            prefixes.append(value)
    if len(prefixes) > 1:
        raise click.UsageError(f"--named-graph: two prefixes, {prefixes[0]} and {prefixes[1]}; one is enough.")
    return Naming(prefixes[0] if prefixes else "", tuple(pairs), default)


def warn_of_plain_text(url: str, quiet: bool) -> None:
    """A store's address in; a warning is printed where a password would cross a network in the clear."""
    from graphkit.store.client import is_loopback
    from graphkit.store.credentials import PASSWORD, read_credentials
    from graphkit.store.layouts import check_address

    if not quiet and check_address(url).startswith("http://") and not is_loopback(url) and read_credentials():
        click.echo(f"Warning: {url} is not https; if the store asks for Basic authentication, {PASSWORD} can be read "
                   "on the way.", err=True)


@contextmanager
def show_progress(quiet: bool) -> Iterator[Progress]:
    """What takes the steps of the work and shows them on standard error: a bar on a terminal, else lines."""
    from graphkit.store.loading import skip_progress

    if quiet:
        yield skip_progress
    elif not sys.stderr.isatty():
        yield write_lines()
    else:
        with draw_bars() as progress:
            yield progress


def write_lines() -> Progress:
    """Nothing in, what writes a line on standard error for every tenth of a graph out."""
    written = dict[str, int]()

    def write_step(graph: NamedGraph, doing: str, sent: int) -> None:
        tenths = 10 * sent // len(graph.triples)
        if doing == "sending" and tenths > written.get(graph.iri, 0):
            written[graph.iri] = tenths
            click.echo(f"{graph.name}: {sent:,} of {len(graph.triples):,} triples sent", err=True)
        elif doing == "checking":
            click.echo(f"{graph.name}: checking", err=True)

    return write_step


@contextmanager
def draw_bars() -> Iterator[Progress]:
    """Nothing in, what draws a bar for each graph on a terminal out."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, object] = {}

        def show_step(graph: NamedGraph, doing: str, sent: int) -> None:
            if graph.iri not in tasks:
                tasks[graph.iri] = bars.add_task(graph.name, total=len(graph.triples))
            bars.update(tasks[graph.iri], completed=sent, description=f"{graph.name}: {doing}")  # type: ignore[arg-type]

        yield show_step


def write_report(report: LoadReport) -> str:
    """What was done in, the text for a person out."""
    mood = "would be " if report.dry_run else ""
    rows = [("triples", "graph", ""), *((str(graph.triples), graph.graph or "(default graph)", mood + graph.action)
                                        for graph in report.graphs)]
    return f"{lay_table(rows)}\n{write_summary(report)}"


def write_summary(report: LoadReport) -> str:
    """What was done in, one sentence out."""
    protocol = {"gsp": "the Graph Store Protocol", "update": "SPARQL Update"}[report.protocol]
    triples = sum(graph.triples for graph in report.graphs)
    if not report.changed:
        return f"Nothing to change: {report.url} ({report.store}) holds all {triples:,} triples already."
    if report.dry_run:
        return f"Dry run: nothing was changed at {report.url} ({report.store}); it would be sent by {protocol}."
    return (f"{report.url} ({report.store}) holds all {triples:,} triples, checked by count and by value; "
            f"sent by {protocol}.")
