"""`graphkit follow-up`: a draft of what to ask next."""
from __future__ import annotations

from pathlib import Path

import click

from graphkit.cli.builds import BUILD, find_only_build
from graphkit.cli.outputs import PIPE, write_output


@click.command("follow-up")
@click.argument("build", required=False, type=BUILD)
@click.option("--format", "-f", "form", type=click.Choice(["markdown", "docx"]), help="[default: the output's ending, "
              "else markdown]")
@click.option("--output", "-o", type=click.Path(path_type=Path), default=PIPE, help="A file, or - for a pipe.  "
              "[default: -]")
def command(build: Path | None, form: str | None, output: Path) -> None:
    """Draft the next letter about a build's document: what is open, by question, with the words it rests on.

    Made from the ledger, the tensions, the checks and what is missing in the life of the data. It is a draft: read it
    against the document before anything of it is sent.

    \b
    Example:
      graphkit follow-up > follow-up.md
      graphkit follow-up exports/ice-wyden-2019 --output follow-up.docx
    """
    from graphkit.analysis.followup import build_letter
    from graphkit.analysis.record import open_record
    from graphkit.document.saved import read_saved
    from graphkit.export.letter import write_docx, write_markdown

    folder = build or find_only_build()
    letter = build_letter(open_record(folder), read_saved(folder))
    as_docx = (form or output.suffix.removeprefix(".")) == "docx"
    write_output(write_docx(letter) if as_docx else write_markdown(letter).encode("utf-8"), output)
