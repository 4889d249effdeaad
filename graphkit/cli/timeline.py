"""`graphkit timeline`: when it is true, and when it was said."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.builds import BUILD, find_only_build
from graphkit.cli.moments import add_as_of
from graphkit.cli.outputs import PIPE, write_output
from graphkit.cli.sheets import FORMATS, write_sheet

if TYPE_CHECKING:
    from graphkit.graph.validity import Day


@click.command()
@click.argument("builds", nargs=-1, type=BUILD, metavar="[BUILD]...")
@add_as_of
@click.option("--format", "-f", "form", type=click.Choice((*FORMATS, "svg")), help="How it is written.  [default: by "
              "the ending of the output, else table]")
@click.option("--output", "-o", type=click.Path(path_type=Path), default=PIPE, help="The file to write; - is a pipe.")
def command(builds: tuple[Path, ...], as_of: Day | None, form: str | None, output: Path) -> None:
    """Show what the text dates, on two clocks: when it is true, and when it was said.

    Each row has the days from which and until which it holds, the day on which it was said and by whom, and its words.
    Several builds share one timeline. Without BUILD, the only build under exports/.

    \b
    Example:
      graphkit timeline
      graphkit timeline exports/letter-2019 exports/letter-2021 --output timeline.svg
    """
    from graphkit.analysis.record import open_record
    from graphkit.analysis.timeline import build_timeline, lay_timeline
    from graphkit.analysis.validity import keep_valid

    records = [open_record(build) for build in builds or (find_only_build(),)]
    timeline = build_timeline(*(keep_valid(record, as_of) if as_of else record for record in records))
    form = form or ("svg" if output.suffix.lower() == ".svg" else "table")
    if form == "svg":
        from graphkit.diagram.chronology import draw_timeline

        text = draw_timeline(timeline)
    else:
        text = write_sheet(lay_timeline(timeline), form) + "\n"
    write_output(text.encode("utf-8"), output)
