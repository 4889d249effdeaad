from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphkit.cli import main

LETTER = Path(__file__).parents[1] / "diagram" / "letter.trig"


def run(*words: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["diagram", *map(str, words)], input=stdin)


@pytest.mark.parametrize(
    ("format", "start"),
    [("svg", b"<?xml"), ("png", b"\x89PNG"), ("dot", b"digraph dataflow"), ("mermaid", b"%% Who gives what to whom")],
)
def test_each_format_goes_to_standard_output(format, start):
    result = run(LETTER, "--format", format)
    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(start)


def test_the_ending_of_the_output_tells_the_format(tmp_path):
    result = run(LETTER, "--output", tmp_path / "flows.png")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert (tmp_path / "flows.png").read_bytes().startswith(b"\x89PNG")
    assert [path.name for path in tmp_path.iterdir()] == ["flows.png"]


def test_a_graph_comes_through_a_pipe():
    result = run("-", "--format", "mermaid", stdin=LETTER.read_bytes())
    assert result.stdout == run(LETTER, "--format", "mermaid").stdout


def test_what_is_no_graph_in_a_pipe_is_an_error():
    result = run("-", stdin=b"no graph")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: standard input: no TriG:")


def test_a_focus_and_the_switches_choose_what_is_drawn():
    whole = run(LETTER, "--format", "dot", "--limit", "99").stdout
    assert "denied" in whole and "possible" in whole
    part = run(LETTER, "--format", "dot", "--focus", "frs-2", "--no-denied", "--no-possible").stdout
    assert "FRS-2" in part
    assert "denied" not in part and "possible" not in part and "TetherApp" not in part


def test_data_chooses_the_flows_that_carry_it():
    text = run(LETTER, "--format", "mermaid", "--data", "probe").stdout
    assert "probe photo" in text
    assert "single photo" not in text


@pytest.mark.parametrize(("direction", "other"), [("LR", "TB"), ("TB", "LR")])
def test_a_direction_is_kept(direction, other):
    text = run(LETTER, "--format", "dot", "--direction", direction).stdout
    assert f"rankdir={direction};" in text and f"rankdir={other};" not in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--focus", "FRS2"), "Error: FRS2: no party or system with a data flow has this name; did you mean FRS-2"),
        (("--data", "nothing of it"), "Error: nothing of it: no data flow names such data; there are"),
        (("--output", "/nowhere/at/all.svg"), "Error: /nowhere/at/all.svg: cannot be written: No such file"),
    ],
)
def test_errors_are_one_line(words, message):
    result = run(LETTER, *words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(message)
    assert len(result.stderr.splitlines()) == 1


def test_a_missing_build_is_one_line(tmp_path):
    result = run(tmp_path / "nowhere.trig")
    assert result.exit_code == 1
    assert "nowhere.trig" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_help_has_an_example():
    assert "graphkit diagram exports/" in run("--help").stdout
