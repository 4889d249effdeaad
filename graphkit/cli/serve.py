"""`graphkit serve`: the explorer and a SPARQL endpoint of builds, for a browser and for programs."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from graphkit.serve.builds import ServedBuild

EXPORTS = Path("exports")
SECONDS = click.FloatRange(min=0, min_open=True)
MEGABYTE = 2**20


@click.command()
@click.argument("builds", nargs=-1, type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; others may reach it.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="0 for one that is free.")
@click.option("--timeout", default=30.0, show_default=True, type=SECONDS, metavar="SECONDS",
              help="End a query when this time is over.")
@click.option("--workers", type=click.IntRange(1, 256), metavar="N",
              help="How many queries run at once; as many as there are processors.")
@click.option("--max-result", default=64, show_default=True, type=click.IntRange(1, 1024), metavar="MB",
              help="The largest answer.")
@click.option("--max-memory", default=1024, show_default=True, type=click.IntRange(64), metavar="MB",
              help="What a query may take beside the data.")
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN",
              help="Let pages of this origin read the answers (* for all); repeatable.")
@click.option("--log", is_flag=True, help="Print a line for every request to standard error.")
def command(
    builds: tuple[Path, ...], host: str, port: int, timeout: float, workers: int | None, max_result: int,
    max_memory: int, origins: tuple[str, ...], log: bool,
) -> None:
    """Serve builds: their explorer, a query page, and a SPARQL 1.1 endpoint that only reads.

    BUILDS are builds' folders, or folders of builds; without them, ./exports. Only programs on this machine reach the
    server, unless --host says otherwise. Ctrl-C ends it. What is built anew is served after a new start.

    /sparql asks all builds at once, /builds/NAME/sparql one. Its default graph is what the documents say, claims and
    facts; background is in a named graph of its own.

    \b
    Examples:
      graphkit serve
      graphkit serve exports/letter --port 0
      graphkit query owners http://127.0.0.1:8080/sparql
    """
    from graphkit.serve.limits import Limits, count_processors
    from graphkit.serve.server import serve_builds

    limits = Limits(timeout=timeout, workers=workers or count_processors(), result=max_result * MEGABYTE,
                    memory=max_memory * MEGABYTE)
    serve_builds(builds or (EXPORTS,), host=host, port=port, limits=limits, origins=origins, log=log,
                 announce=announce_server)


def announce_server(url: str, builds: tuple[ServedBuild, ...]) -> None:
    """Prints where things are."""
    count = f"{len(builds)} build{'s' * (len(builds) != 1)}"
    click.echo(f"{url}         {count}\n{url}query    query page\n{url}sparql   SPARQL endpoint")
