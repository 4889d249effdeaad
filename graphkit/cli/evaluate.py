"""`graphkit evaluate`: how a build fares against annotated claims."""
from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.tables import lay_table

if TYPE_CHECKING:
    from graphkit.analysis.evaluation import Score

#: The figures of the table, and the heads that differ from their names.
COLUMNS = ("gold", "required", "found", "recall", "judged", "right", "precision", "f1", "polarity_flipped", "leaks",
           "unplaced", "claims")
HEADS = {"f1": "F1", "polarity_flipped": "flipped"}


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--build", "-b", "builds", type=click.Path(path_type=Path),
              help="The build, or a folder with one build for each gold file.  [default: exports]")
@click.option("--document", "-d", type=click.Path(path_type=Path), help="The text that the gold annotates.")
@click.option("--errors", is_flag=True, help="Print every missed line, wrong claim and leak.")
@click.option("--reliability", is_flag=True, help="Print how often claims of each confidence are right.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a gold file.")
def command(gold: tuple[Path, ...], builds: Path | None, document: Path | None, errors: bool, reliability: bool,
            as_json: bool) -> None:
    """Score builds against gold files, which say what careful readers put on record.

    GOLD is one or more .psv files; the last argument may be the build instead of --build. A gold file NAME.psv is
    compared with the build exports/NAME and its text. Exit code 1 if a plain fact stands that must not, or if a
    claim affirms what the gold denies or the other way round.

    \b
    Example:
      graphkit evaluate tests/gold/ice-wyden-2019.psv
      graphkit evaluate tests/gold/*.psv --errors
      graphkit evaluate tests/gold/ice-wyden-2019.psv /tmp/build --json
    """
    from graphkit.analysis.evaluation import pool_scores

    if builds is None and len(gold) > 1 and gold[-1].suffix != ".psv":
        *files, builds = gold
        gold = tuple(files)
    scores = tuple(score_build(file, find_build(file, builds), document) for file in gold)
    rows = scores if len(scores) == 1 else (*scores, pool_scores(scores))
    if as_json:
        for score in rows:
            listed = {"errors": score.list_errors()} if errors else {}
            click.echo(json.dumps({**score.count_figures(), **listed}, ensure_ascii=False))
    else:
        for score in scores if errors else ():
            click.echo("".join(f"{line}\n" for line in score.list_errors()), nl=False)
        click.echo(show_scores(rows))
        if reliability:
            click.echo(f"\n{show_reliability(rows[-1])}")
    if any(score.leaks or score.flipped for score in scores):
        raise SystemExit(1)


def find_build(gold: Path, builds: Path | None) -> Path:
    """A gold file and what the user named in, the build to compare it with out."""
    folder = builds or Path("exports")
    inner = folder / gold.stem
    return inner if builds is None or inner.is_dir() else folder


def score_build(gold: Path, build: Path, document: Path | None) -> Score:
    """A gold file, a build and a document or None in, the build's score out."""
    from graphkit.analysis.evaluation import evaluate_graph
    from graphkit.analysis.gold import read_gold
    from graphkit.analysis.source import Origin, read_origin, read_source
    from graphkit.analysis.statements import open_graph

    lines, store = read_gold(gold), open_graph(build)
    origin = read_origin(store, gold.stem)
    beside = (gold.parent, gold.parent.parent / "corpus")
    _, source = read_source(Origin(origin.iri, origin.sha256, gold.stem), build, document, beside)
    return evaluate_graph(lines, source.text, store)


def show_scores(scores: tuple[Score, ...]) -> str:
    """Scores in, a table with a line each out."""
    heads = [HEADS.get(name, name) for name in COLUMNS]
    return lay_table([heads, *([show_figure(score.count_figures()[name]) for name in COLUMNS] for score in scores)])


def show_reliability(score: Score) -> str:
    """A score in, how often claims of each confidence are right out."""
    from graphkit.analysis.evaluation import table_reliability

    rows = [(f"from {lower:.2f}", str(judged), str(right), show_figure(right / judged))
            for lower, judged, right in table_reliability(score) if judged]
    return lay_table([("confidence", "judged", "right", "share"), *rows])


def show_figure(value: str | int | float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
