"""What a command made, as bytes, to where its user wants it: a pipe, or a file that is whole or not there."""
from __future__ import annotations

import sys
from pathlib import Path

import click

from graphkit.errors import GraphkitError

PIPE = Path("-")


def write_output(content: bytes, output: Path) -> None:
    """Bytes to standard output, or to a file, which is written aside and then takes its place."""
    if output == PIPE:
        sys.stdout.buffer.write(content)
        return
    aside = output.with_name(f".{output.name}.new")
    try:
        aside.write_bytes(content)
        aside.replace(output)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise GraphkitError(f"{output}: cannot be written: {error.strerror or error}") from error
    click.echo(f"written to {output}", err=True)
