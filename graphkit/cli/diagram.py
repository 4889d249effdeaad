"""`graphkit diagram`: who gives what to whom, as a drawing."""
from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.builds import BUILD, find_only_build
from graphkit.cli.moments import add_as_of
from graphkit.cli.outputs import PIPE, write_output
from graphkit.errors import DiagramError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from graphkit.diagram import Flow, Page
    from graphkit.graph.validity import Day

FORMATS = ("svg", "png", "dot", "pdf", "mermaid")
BINARY = ("png", "pdf")
ENDINGS = {f".{name}": name for name in FORMATS} | {".gv": "dot", ".mmd": "mermaid"}


@click.command()
@click.argument("build", metavar="[BUILD]", required=False, type=BUILD)
@click.option("--focus", "-f", default="", metavar="NAME|IRI",
              help="Only what is about this system, agency, unit or role.")
@click.option("--data", "-d", default="", metavar="WORDS", help="Only flows of data whose name contains these words.")
@click.option("--format", "-t", "format", type=click.Choice(FORMATS),
              help="What to write.  [default: by the ending of the output, else svg]")
@click.option("--output", "-o", type=click.Path(path_type=Path), default=PIPE, help="The file to write; - is a pipe.")
@click.option("--no-denied", is_flag=True, help="Leave out what the document denies.")
@click.option("--no-possible", is_flag=True, help="Leave out what the document says may be.")
@add_as_of
@click.option("--direction", type=click.Choice(("LR", "TB", "auto")), default="auto", show_default=True,
              help="From left to right, from top to bottom, or as it fits better.")
@click.option("--limit", type=click.IntRange(min=1), help="Draw at most so many flows.  [default: 12]")
@click.option("--title", default="", help="The title to put above it.")
def command(build: Path | None, focus: str, data: str, format: str | None, output: Path, no_denied: bool,
            no_possible: bool, as_of: Day | None, direction: str, limit: int | None, title: str) -> None:
    """Draw the data flows of a build: who gives what to whom, inside which boundaries.

    BUILD is a folder that graphkit build wrote, or an RDF file; - reads TriG from a pipe. Without it, the only build
    under exports/.

    \b
    Example:
      graphkit diagram exports/ice-wyden-2019 --output flows.svg
      graphkit diagram --focus Beacon --no-possible --format mermaid
    """
    from graphkit.diagram import build_page, read_flows

    kind = format or ENDINGS.get(output.suffix.lower(), "svg")
    if kind in BINARY and output == PIPE and sys.stdout.isatty():
        raise click.UsageError(f"{kind} is not for a terminal: name a file by --output, or use a pipe")
    store = open_store(build or find_only_build())
    if as_of:
        from graphkit.graph.moment import restrict_store

        store = restrict_store(store, as_of)
    picture = read_flows(store)
    page = build_page(picture, focus=focus, data=data, denied=not no_denied, possible=not no_possible, limit=limit)
    if data and not page.arrows:
        raise DiagramError(f"{data}: no data flow names such data; there are {list_data(picture.flows)}")
    write_output(draw_format(page, kind, direction, title), output)


def open_store(build: Path) -> Store:
    """A build's folder, an RDF file or - for TriG from standard input in, its graph out."""
    if build != PIPE:
        from graphkit.query.source import StoreSource, open_source

        source = open_source(build)
        assert isinstance(source, StoreSource)
        return source.store
    from pyoxigraph import RdfFormat, Store

    store = Store()
    try:
        store.load(sys.stdin.buffer.read(), RdfFormat.TRIG)
    except (SyntaxError, ValueError) as error:
        raise DiagramError(f"standard input: no TriG: {error}") from error
    return store


def list_data(flows: tuple[Flow, ...]) -> str:
    """Flows in, the first few names of their data out."""
    labels = sorted({label for flow in flows for label in flow.data}, key=str.casefold)
    return ", ".join(labels[:8]) + (" …" if len(labels) > 8 else "") if labels else "none"


def draw_format(page: Page, format: str, direction: str, title: str) -> bytes:
    """A page as the bytes of a file of a format."""
    from graphkit.diagram import draw_mermaid, draw_page, fit_page, render

    if format == "mermaid":
        return draw_mermaid(page, direction="LR" if direction == "auto" else direction, title=title).encode()
    if direction == "auto":
        text = fit_page(page, title=title)
    else:
        text = draw_page(page, direction=direction, title=title).to_string()
    return text.encode() if format == "dot" else render(text, format)
