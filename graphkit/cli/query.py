"""`graphkit query`: SPARQL, a .rq file or a saved query's name in, its results out."""
from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.moments import add_as_of
from graphkit.cli.tables import find_width
from graphkit.errors import QueryError

if TYPE_CHECKING:
    from graphkit.graph.validity import Day
    from graphkit.query import Result

EXPORTS = Path("exports")
FORMATS = ("table", "csv", "tsv", "json", "xml", "markdown", "turtle")  # as graphkit.query has them; see the tests


@click.command()
@click.argument("query")
@click.argument("source", required=False)
@click.option("--build", "build", metavar="FOLDER", help="The same as SOURCE.")
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), help="table unless told otherwise; graphs: turtle.")
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="A variable's value; repeatable.")
@click.option("--iris/--labels", "iris", default=None, help="IRIs or labels; labels in table and markdown by default.")
@click.option("--timeout", type=float, metavar="SECONDS", help="End the query when this time is over.")
@click.option("--graph", "graphs", multiple=True, metavar="IRI", help="Ask only this named graph; repeatable.")
@click.option("--base", metavar="IRI", help="What id: stands for, where the source does not show it.")
@add_as_of
@click.option("--exact", is_flag=True, help="csv: leave cells that a spreadsheet would run as formulas unchanged.")
def command(
    query: str,
    source: str | None,
    build: str | None,
    form: str | None,
    params: tuple[str, ...],
    iris: bool | None,
    timeout: float | None,
    graphs: tuple[str, ...],
    base: str | None,
    as_of: Day | None,
    exact: bool,
) -> None:
    """Ask a build, an RDF file or a SPARQL endpoint.

    QUERY is SPARQL, the path of a .rq file, - for standard input, or the name of a saved query (graphkit queries lists
    them). SOURCE is a build's folder, an RDF file or an endpoint's URL; without it, the only build in ./exports.

    The prefixes of the vocabulary (gk: id: rdf: rdfs: skos: dcterms: prov: oa: and the like) need no declaration.
    A VALUE is an IRI, a prefixed name such as id:archive, a literal in double quotes, or words: the label of a thing
    where a saved query asks for a thing.

    csv cells that start like a formula (= + - @) get an apostrophe in front; --exact leaves it away.

    \b
    Examples:
      graphkit query owners
      graphkit query path-between-two-parties -p from="Port Office" -p to=id:archive
      graphkit query 'SELECT ?who { ?who gk:uses ?what }' exports/letter --format csv
      graphkit query who-uses-what exports/letter --as-of 2017-12-31
      graphkit query denials http://127.0.0.1:7878/query --timeout 10
    """
    if source and build:
        raise click.UsageError("SOURCE and --build are the same: give one of them")
    from graphkit.query import open_ahead

    wait = open_ahead(source or build or find_build(EXPORTS), base=base, graphs=graphs, timeout=timeout)
    from graphkit.query import QuerySyntaxError, run_query, split_params

    try:
        with ending_at_interrupt():
            asked = wait()
            if as_of:
                from graphkit.cli.moments import restrict_source

                asked = restrict_source(asked, as_of)
            result = run_query(asked, read_text(query), params=split_params(params), timeout=timeout)
    except QuerySyntaxError as error:
        click.echo(error.excerpt, err=True)
        raise
    print_result(result, form or "table", labels=None if iris is None else not iris, exact=exact)


@contextmanager
def ending_at_interrupt() -> Iterator[None]:
    """Ctrl-C ends the process inside, where it would otherwise wait until the engine comes back to Python."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    except ValueError:  # not in the main thread, which alone gets signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def read_text(query: str) -> str:
    """The query as given, read from standard input for '-', or from a file of that name."""
    if query == "-":
        try:
            return sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise QueryError(f"standard input: not UTF-8 at byte {error.start}") from None
    return query


def find_build(folder: Path) -> str:
    """The only build in a folder. Raises QueryError where there is none, or more than one."""
    builds = sorted({str(path.parent) for name in ("graph.trig", "graph.ttl") for path in folder.glob(f"*/{name}")})
    if not builds:
        raise QueryError(f"{folder}: holds no build; name a build's folder, an RDF file or an endpoint's URL as SOURCE")
    if len(builds) > 1:
        raise QueryError(f"{folder}: holds {len(builds)} builds, name one as SOURCE: {', '.join(builds)}")
    return builds[0]


def print_result(result: Result, form: str, *, labels: bool | None, exact: bool) -> None:
    """Results to standard output; what is to be said about them to standard error."""
    from graphkit.query import count_risky, write_result

    text = write_result(result, form, labels=labels, exact=exact, width=find_width())
    sys.stdout.buffer.write(text.encode("utf-8"))
    if result.answer is None and not len(result):
        click.echo("Nothing found.", err=True)
    if form == "csv" and not exact and count_risky(result):
        count = count_risky(result)
        click.echo(f"{count} cell{'s' * (count > 1)} like a formula: ' put in front (--exact leaves it away)", err=True)
