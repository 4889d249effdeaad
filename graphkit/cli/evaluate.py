"""`graphkit evaluate`: how a build fares against annotated claims."""
from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.tables import lay_table

if TYPE_CHECKING:
    from graphkit.analysis.evaluation import Score
    from graphkit.analysis.questions import ItemScore

#: The figures of the table, and the heads that differ from their names.
COLUMNS = ("gold", "required", "found", "recall", "judged", "right", "precision", "f1", "polarity_flipped", "leaks",
           "unplaced", "claims")
ITEM_COLUMNS = ("gold", "items", "found", "nested", "answered")
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
    compared with the build exports/NAME and its text, NAME.questions.psv with the build's questions. Exit code 1 if
    a plain fact stands that must not, or if a claim affirms what the gold denies or the other way round.

    \b
    Example:
      graphkit evaluate tests/gold/ice-wyden-2019.psv
      graphkit evaluate tests/gold/*.psv --errors
      graphkit evaluate tests/gold/ice-wyden-2019.psv /tmp/build --json
    """
    from graphkit.analysis.questions import is_question_gold

    if builds is None and len(gold) > 1 and gold[-1].suffix != ".psv":
        *files, builds = gold
        gold = tuple(files)
    items = tuple(score_questions(file, find_build(file, builds)) for file in gold if is_question_gold(file))
    scores = tuple(score_build(file, find_build(file, builds), document) for file in gold if not is_question_gold(file))
    if as_json:
        listed: list[Score | ItemScore] = [*pool(scores), *items]
        for score in listed:
            more = {"errors": score.list_errors()} if errors else {}
            click.echo(json.dumps({**score.count_figures(), **more}, ensure_ascii=False))
    else:
        for lines in [score.list_errors() for score in scores] + [score.list_errors() for score in items]:
            click.echo("".join(f"{line}\n" for line in lines) if errors else "", nl=False)
        tables = [show_scores(pool(scores), COLUMNS)] if scores else []
        tables += [show_scores(items, ITEM_COLUMNS)] if items else []
        tables += [show_reliability(pool(scores)[-1])] if scores and reliability else []
        click.echo("\n\n".join(tables))
    if any(score.leaks or score.flipped for score in scores):
        raise SystemExit(1)


def pool(scores: tuple[Score, ...]) -> tuple[Score, ...]:
    """Scores in, the same and, of several, the score of all together last out."""
    from graphkit.analysis.evaluation import pool_scores

    return scores if len(scores) < 2 else (*scores, pool_scores(scores))


def find_build(gold: Path, builds: Path | None) -> Path:
    """A gold file and what the user named in, the build to compare it with out."""
    from graphkit.analysis.questions import ENDING

    folder = builds or Path("exports")
    single = folder.is_file() or any((folder / name).is_file() for name in ("graph.trig", "graph.ttl", "claims.ttl"))
    return folder if single else folder / gold.stem.removesuffix(ENDING)


def score_questions(gold: Path, build: Path) -> ItemScore:
    """A gold file of questions and a build in, the score of the build's questions out."""
    from graphkit.analysis.questions import read_items, score_items
    from graphkit.analysis.statements import open_graph

    return score_items(gold.stem, read_items(gold), open_graph(build))


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


def show_scores(scores: Sequence[Score | ItemScore], columns: tuple[str, ...]) -> str:
    """Scores in, a table with a line each out."""
    heads = [HEADS.get(name, name) for name in columns]
    return lay_table([heads, *([show_figure(score.count_figures()[name]) for name in columns] for score in scores)])


def show_reliability(score: Score) -> str:
    """A score in, how often claims of each confidence are right out."""
    from graphkit.analysis.evaluation import table_reliability

    rows = [(f"from {lower:.2f}", str(judged), str(right), show_figure(right / judged))
            for lower, judged, right in table_reliability(score) if judged]
    return lay_table([("confidence", "judged", "right", "share"), *rows])


def show_figure(value: str | int | float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
