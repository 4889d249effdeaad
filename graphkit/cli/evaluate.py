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
ITEM_COLUMNS = ("gold", "items", "found", "nested", "answered", "statuses", "best")
HEADS = {"f1": "F1", "polarity_flipped": "flipped"}


@click.command()
@click.argument("gold", nargs=-1, type=click.Path(path_type=Path))
@click.option("--build", "-b", "builds", type=click.Path(path_type=Path),
              help="The build, or a folder with one build for each gold file.  [default: exports]")
@click.option("--document", "-d", type=click.Path(path_type=Path), help="The text that the gold annotates.")
@click.option("--errors", is_flag=True, help="Print every missed line, wrong claim and leak.")
@click.option("--calibrate", is_flag=True, help="Print the weights of confidence that fit these gold files best.")
@click.option("--sample", type=click.IntRange(min=1), metavar="N",
              help="Print a sheet (CSV) of N claims drawn from builds, for a person to mark.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the draw: another seed, other claims.")
@click.option("--marks", type=click.Path(path_type=Path), help="Read a marked sheet back into a figure.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a gold file.")
def command(gold: tuple[Path, ...], builds: Path | None, document: Path | None, errors: bool, calibrate: bool,
            sample: int | None, seed: int, marks: Path | None, as_json: bool) -> None:
    """Score builds against gold files, which say what careful readers put on record.

    GOLD is one or more .psv files; the last argument may be the build instead of --build. A gold file NAME.psv is
    compared with the build exports/NAME and its text, NAME.questions.psv with the build's questions. Exit code 1 if
    a plain fact stands that must not, or if a claim affirms what the gold denies or the other way round. The last
    table says how often claims of each confidence are right.

    With --sample, GOLD is one or more builds: what the gold does not cover is judged by reading claims beside their
    sentences. Write right or wrong into the sheet's column 'mark', and give it to --marks.

    \b
    Example:
      graphkit evaluate tests/gold/ice-wyden-2019.psv
      graphkit evaluate tests/gold/*.psv --errors
      graphkit evaluate tests/gold/ice-wyden-2019.psv /tmp/build --json
      graphkit evaluate --sample 40 exports/* > sheet.csv
      graphkit evaluate --marks sheet.csv
    """
    if marks is not None:
        click.echo(show_marks(marks, as_json))
        return
    if sample is not None:
        click.echo(draw_sheet(gold, sample, seed), nl=False)
        return
    if not gold:
        raise click.UsageError("Missing argument 'GOLD...'.")
    from graphkit.analysis.questions import is_question_gold

    if builds is None and len(gold) > 1 and gold[-1].suffix != ".psv":
        *files, builds = gold
        gold = tuple(files)
    items = tuple(score_questions(file, find_build(file, builds)) for file in gold if is_question_gold(file))
    scores = tuple(score_build(file, find_build(file, builds), document) for file in gold if not is_question_gold(file))
    if calibrate:
        click.echo(show_calibration(gold, builds, scores))
        return
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
        tables += [show_reliability(pool(scores)[-1])] if scores else []
        click.echo("\n\n".join(tables))
    if any(score.leaks or score.flipped for score in scores):
        raise SystemExit(1)


def draw_sheet(builds: tuple[Path, ...], count: int, seed: int) -> str:
    """Builds, a number and a seed in, a sheet for a person to mark out; without a build, the only one there is."""
    from graphkit.analysis.record import open_record
    from graphkit.analysis.sampling import draw_sample, list_rows
    from graphkit.cli.builds import find_only_build
    from graphkit.export.tables import write_rows

    records = [open_record(build) for build in builds or (find_only_build(),)]
    return write_rows(list_rows(draw_sample(records, count, seed)))


def show_marks(sheet: Path, as_json: bool) -> str:
    """A marked sheet in, its figures out."""
    from graphkit.analysis.sampling import read_marks

    marks = read_marks(sheet)
    low, high = marks.interval
    if as_json:
        return json.dumps({"right": marks.right, "wrong": marks.wrong, "wrong_facts": marks.wrong_facts,
                           "unmarked": marks.unmarked, "share": round(marks.share, 3),
                           "interval": [round(low, 3), round(high, 3)]})
    return (f"{marks.right} of {marks.right + marks.wrong} right, {marks.share:.3f}, "
            f"95 % interval {low:.3f} to {high:.3f}\n{marks.wrong_facts} of the wrong ones stand as facts"
            + (f"\n{marks.unmarked} not marked" if marks.unmarked else ""))


def show_calibration(gold: tuple[Path, ...], builds: Path | None, scores: tuple[Score, ...]) -> str:
    """Gold files, builds and their scores in, the weights that fit out, and what they are worth on unseen documents."""
    from graphkit.analysis.calibration import fit_confidence, judge_claim, leave_out, write_confidence
    from graphkit.analysis.evaluation import table_pairs
    from graphkit.analysis.questions import is_question_gold
    from graphkit.analysis.record import open_record
    from graphkit.claims.confidence import read_confidence
    from graphkit.ontology import find_ontology

    judged = []
    for file, score in zip((file for file in gold if not is_question_gold(file)), scores, strict=True):
        claims = {claim.iri: claim for claim in open_record(find_build(file, builds)).claims}
        judged += [judge_claim(file.stem, claims[iri], right) for iri, right in score.verdicts]
    threshold = read_confidence(find_ontology()).threshold
    tested = show_steps(table_pairs(leave_out(judged, threshold)))
    remarks = "\n".join(f"# {line}".rstrip() for line in ["each document by a fit to the others:", *tested.split("\n")])
    return f"{remarks}\n{write_confidence(fit_confidence(judged, threshold))}"


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

    return show_steps(table_reliability(score))


def show_steps(steps: tuple[tuple[float, int, int], ...]) -> str:
    """Steps of confidence, each with the judged claims and the right ones, in, a table out."""
    rows = [(f"from {lower:.2f}", str(judged), str(right), show_figure(right / judged))
            for lower, judged, right in steps if judged]
    return lay_table([("confidence", "judged", "right", "share"), *rows])


def show_figure(value: str | int | float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
