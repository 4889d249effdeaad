"""`graphkit report`: the page on which to look, click and read the sentence."""
from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.builds import BUILD, find_only_build
from graphkit.cli.outputs import PIPE, write_output


@click.command()
@click.argument("build", metavar="[BUILD]", required=False, type=BUILD)
@click.option("--output", "-o", type=click.Path(path_type=Path), default=PIPE, help="The file to write; - is a pipe.")
def command(build: Path | None, output: Path) -> None:
    """Write one page with a build's document, its diagrams and every claim, for a browser; it needs no network.

    BUILD is a folder that graphkit build wrote (its own page is report.html there), or an RDF file. Without it, the
    only build under exports/.

    \b
    Example:
      graphkit report exports/ice-wyden-2019 --output report.html
    """
    from graphkit.report import write_report

    write_output(write_report(build or find_only_build()).encode("utf-8"), output)
