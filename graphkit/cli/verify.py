"""`graphkit verify`: every quote, offset and hash of a build against the document."""
from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.builds import BUILD, find_only_build

if TYPE_CHECKING:
    from graphkit.analysis.verification import Failure, Fault, Verification

EXCERPT = 160  # characters of a quote that are shown around the first one that differs


@click.command()
@click.argument("build", required=False, type=BUILD)
@click.option("--document", "-d", type=click.Path(path_type=Path),
              help="The document.  [default: the file of the build's name, here, above the build or in seeds/]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(build: Path | None, document: Path | None, as_json: bool) -> None:
    """Recheck every quote, offset and hash of a build against its document.

    The document is read anew. Every claim whose words do not stand where the build says is named with what is
    expected and what is found. Exit code 1 if there is one, or if the document is not the one that was read.

    \b
    Example:
      graphkit verify
      graphkit verify exports/ice-wyden-2019 --document seeds/ice-wyden-2019.txt
    """
    from graphkit.analysis.source import read_origin, read_source
    from graphkit.analysis.statements import open_graph
    from graphkit.analysis.verification import verify_graph

    folder = build or find_only_build()
    store = open_graph(folder)
    origin = read_origin(store, folder.resolve().stem if folder.is_file() else folder.resolve().name)
    file, source = read_source(origin, folder, document)
    found = verify_graph(store, origin, source)
    click.echo(json.dumps(asdict(found), ensure_ascii=False) if as_json else show_verification(found, file))
    if not found.sound:
        raise SystemExit(1)


def show_verification(found: Verification, file: Path) -> str:
    """What a recheck found and the document's file in, what the user reads out."""
    lines = [line for failure in found.failures for line in show_failure(failure)]
    if found.sha256 != found.recorded:
        lines.append(f"{file}: the text has SHA-256 {found.sha256}, the build was made from {found.recorded}")
    failing = [failure for failure in found.failures if failure.statement]
    moved = sum(failure.moved for failure in failing)
    verdict = f"{len(failing) - moved} claims fail, {moved} stand elsewhere" if lines else "all as recorded"
    return "\n".join((*lines, f"{found.claims} claims, {found.passages} passages against {file}: {verdict}"))


def show_failure(failure: Failure) -> tuple[str, ...]:
    """A claim, question or answer that fails in, its lines out."""
    head = f"{failure.iri}  {failure.statement}".rstrip()
    return head, *(line for fault in failure.faults for line in show_fault(fault))


def show_fault(fault: Fault) -> tuple[str, ...]:
    """What is not there in, what is expected and what is found out, around the first character that differs."""
    if not fault.expected:
        return (f"  no words to rest on: {fault.passage or 'no passage'}",)
    if fault.moved >= 0:
        return (f"  characters {fault.start}-{fault.end} stand at {fault.moved} now",)
    begin = max(0, count_equal(fault.expected, fault.found) - EXCERPT // 2)
    place = f"  characters {fault.start}-{fault.end}"
    return f"{place} expected: {cut(fault.expected, begin)}", f"{place} found:    {cut(fault.found, begin)}"


def count_equal(first: str, second: str) -> int:
    """Two texts in, the number of characters at their start that are the same out."""
    for place, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return place
    return min(len(first), len(second))


def cut(text: str, begin: int) -> str:
    """A text and where to begin in, one quoted line of it out."""
    end = begin + EXCERPT
    return f"{'…' * (begin > 0)}{text[begin:end]!r}{'…' * (end < len(text))}"
