"""The command line: one file a command, imported only when it is called, so that `--help` is fast."""
from __future__ import annotations

import atexit
import gc
import sys
from importlib import import_module
from typing import Any

import click

from graphkit.errors import GraphkitError

#: Every command, in the order of the way of the data, with the line that `--help` shows for it.
COMMANDS = {
    "build": "Read a document, extract its claims and write the graph, diagrams and tables.",
    "query": "Ask a build, an RDF file or an endpoint in SPARQL, or by a saved query's name.",
    "queries": "List the saved queries.",
    "diagram": "Draw who gives what to whom.",
    "report": "Write the page on which to look, click and read the sentence.",
    "verify": "Recheck every quote, offset and hash against the document.",
    "validate": "Check a build against the shapes of a sound graph.",
    "coverage": "Account for every sentence: its claims, or why it has none.",
    "checks": "Recompute what the words give: shares, sums, dates, abbreviations, references.",
    "ledger": "List every question: what it asks for, how it is answered, on which words.",
    "matrix": "Set organizations against systems, capabilities or kinds of data.",
    "timeline": "Show what the text dates: when it is true, and when it was said.",
    "tensions": "Find statements that cannot both hold or pull against each other.",
    "lifecycle": "Show what is told of each kind of data, from source to deletion.",
    "diff": "Compare two builds claim by claim: reversed, weakened, changed, gone, new.",
    "follow-up": "Draft the next letter: what is open, by question, with its words.",
    "evaluate": "Score a build against annotated claims.",
    "load": "Put a build into a running triple store.",
    "serve": "Serve the explorer and a SPARQL endpoint to a browser and to programs.",
}

#: New objects after which garbage is looked for. A command needs most of what it makes to its end.
RARELY = 100_000


class Commands(click.Group):
    """A group whose commands live in `graphkit.cli.<name>` as `command`, and whose errors are one line."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"graphkit.cli.{name.replace('-', '_')}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list above, without importing a single command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except GraphkitError as error:
            raise click.ClickException(" ".join(str(error).split())) from error


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="graphkit")
def main() -> None:
    """Official disclosure documents in, a knowledge graph of claims with their exact words out.

    \b
    Example:
      graphkit build seeds/ice-wyden-2019.txt
      graphkit query denials
    """
    if hasattr(sys.stdout, "reconfigure"):  # a terminal may be set to ASCII; the documents are not
        sys.stdout.reconfigure(encoding="utf-8")
    gc.set_threshold(RARELY)
    atexit.register(gc.freeze)  # at its end, what is left need not be gone through once more
