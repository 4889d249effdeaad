"""Items, parents and answers of a graph beside those that a reader sees."""
from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.analysis.questions import find_items, read_items, score_items
from graphkit.document import read_document
from graphkit.errors import EvaluationError
from graphkit.graph import build_graph
from graphkit.pipeline import extract_claims, find_responses

ROOT = Path(__file__).parents[2]
LETTER = """The Bureau answers.

1. Who holds the records?

The Bureau holds the records of all.

a. Since when?

Since the flood.

2. Is there more?
"""


@pytest.fixture
def store(tmp_path):
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    return build_responding(read_document(tmp_path / "letter.txt"))


def build_responding(document, claims=()):
    return build_graph(document, claims, find_responses(document, claims)).store


def write_gold(folder: Path, *lines: str):
    file = folder / "letter.questions.psv"
    file.write_text("# block|number|parent|status|answer|cue\n" + "\n".join(lines), encoding="utf-8")
    return read_items(file)


def test_items_of_a_graph(store):
    assert [(item.number, item.parent, item.answer) for item in find_items(store)] == [
        ("1", "", "The Bureau holds the records of all."), ("1.a", "1", "Since the flood."), ("2", "", "")]


def test_right_items_score_in_full(store, tmp_path):
    wanted = write_gold(tmp_path, "1|1||Answered|The Bureau holds|", "1|1.a|1|Answered|Since|", "1|2||NoAnswer||")
    score = score_items("letter", wanted, store)
    assert (score.items, score.found, score.nested, score.answered, score.wrong) == (3, 3, 3, 3, ())
    assert (score.statuses, score.best) == (3, 3)


def test_wrong_items_are_named(store, tmp_path):
    wanted = write_gold(tmp_path, "1|1||Declined|Nobody holds|", "1|1.a||Answered|Since|", "2|2||NoAnswer||")
    score = score_items("letter", wanted, store)
    assert (score.items, score.found, score.nested, score.answered) == (3, 2, 1, 1)
    assert [line.partition(":")[0] for line in score.wrong] == ["missed", "wrong", "wrong", "status", "made up"]


@pytest.mark.parametrize("line", ["1|2|3", "one|1||Answered||", "1|1||Answered||||"])
def test_a_broken_line_is_named(tmp_path, line):
    with pytest.raises(EvaluationError, match=r"letter\.questions\.psv:2: "):
        write_gold(tmp_path, line)


@pytest.mark.parametrize(("file", "items", "best"), [
    ("seeds/ice-wyden-2019.txt", 29, 27),
    ("tests/corpus/fbi-iguardian-qa.txt", 16, 16),
    ("tests/corpus/ireland-dpc-answers.txt", 14, 14),
    ("tests/corpus/pclob-702-recommendations.txt", 10, 10),
])  # fmt: skip
def test_documents_have_all_their_items_with_their_statuses(file: str, items: int, best: int) -> None:
    document = read_document(ROOT / file)
    wanted = read_items(ROOT / "tests" / "gold" / f"{Path(file).stem}.questions.psv")
    score = score_items("letter", wanted, build_responding(document, extract_claims(document)[0]))
    assert (score.items, score.found, score.nested, score.answered, score.wrong) == (items, items, items, items, ())
    assert score.statuses == items
    assert score.best >= best
