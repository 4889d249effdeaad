"""`graphkit query` and `graphkit queries` as a user runs them: what goes where, exit codes, and the help."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graphkit.cli import main

SAMPLE = Path(__file__).parents[1] / "data" / "sample" / "graph.trig"


def run(*arguments: str, stdin: str | bytes = "", columns: str = "100") -> Result:
    return CliRunner(env={"COLUMNS": columns}).invoke(main, arguments, input=stdin)


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one build under ./exports, which is the default source."""
    folder = tmp_path / "exports" / "letter"
    folder.mkdir(parents=True)
    (folder / "graph.trig").write_bytes(SAMPLE.read_bytes())
    monkeypatch.chdir(tmp_path)
    return folder


def test_a_saved_query_over_the_only_build(build: Path) -> None:
    result = run("query", "owners")
    assert result.exit_code == 0 and result.stderr == ""
    assert re.search(r"^PAL +\S.*CRD", result.stdout, re.MULTILINE)
    assert max(map(len, result.stdout.splitlines())) <= 100


@pytest.mark.parametrize("place", [("exports/letter",), ("--build", "exports/letter"), ("exports/letter/graph.trig",)])
def test_the_source_is_named_in_three_ways(build: Path, place: tuple[str, ...]) -> None:
    assert run("query", "owners", *place).stdout == run("query", "owners").stdout


def test_no_build_or_more_than_one_asks_for_a_source(build: Path, tmp_path: Path) -> None:
    second = tmp_path / "exports" / "other"
    second.mkdir()
    (second / "graph.ttl").write_text("")
    result = run("query", "owners")
    assert result.exit_code == 1
    assert result.stderr == "Error: exports: holds 2 builds, name one as SOURCE: exports/letter, exports/other\n"
    (build / "graph.trig").unlink()
    (second / "graph.ttl").unlink()
    assert "exports: holds no build" in run("query", "owners").stderr
    assert run("query", "owners", "a", "--build", "b").exit_code == 2


def test_text_file_and_standard_input(build: Path) -> None:
    text = "SELECT ?owner { id:pal gk:ownedBy ?owner }"
    Path("q.rq").write_text(text, encoding="utf-8-sig")
    outputs = [run("query", text), run("query", "q.rq"), run("query", "-", stdin=text)]
    assert {output.stdout for output in outputs} == {"owner\n─────\nCRD\n"}
    assert "standard input: not UTF-8 at byte 0" in run("query", "-", stdin=b"\xff").stderr
    assert "none.rq: cannot be read: No such file" in run("query", "none.rq").stderr
    assert "the query is empty" in run("query", " ").stderr


def test_labels_or_iris(build: Path) -> None:
    text = "SELECT ?owner { id:pal gk:ownedBy ?owner }"
    assert "https://w3id.org/graphkit/id/crd" in run("query", text, "--iris").stdout
    assert run("query", text, "-f", "csv").stdout_bytes == b"owner\r\nhttps://w3id.org/graphkit/id/crd\r\n"
    assert run("query", text, "-f", "csv", "--labels").stdout_bytes == b"owner\r\nCRD\r\n"


def test_parameters(build: Path) -> None:
    assert "Brightwater" in run("query", "owners", "-p", "owner=brightwater analytics").stdout
    assert "PAL" not in run("query", "owners", "-p", "owner=id:hib").stdout
    text = "SELECT ?o { ?s gk:ownedBy ?o }"
    assert "CRD" in run("query", text, "--param", "s=id:pal").stdout
    assert "parameter x: the query has no variable ?x" in run("query", text, "--param", "x=id:pal").stderr
    hostile = run("query", "SELECT ?v { FILTER(BOUND(?v)) }", "-p", 'v=" } ; DROP ALL #', "-f", "json")
    assert json.loads(hostile.stdout)["results"]["bindings"] == [
        {"v": {"type": "literal", "value": '" } ; DROP ALL #'}}
    ]


def test_nothing_found_is_said_on_standard_error(build: Path) -> None:
    for form in ("table", "csv"):
        result = run("query", "SELECT ?s { ?s gk:tracks gk:nobody }", "-f", form)
        assert result.exit_code == 0 and result.stderr == "Nothing found.\n"
        assert result.stdout_bytes == (b"" if form == "table" else b"s\r\n")


def test_a_syntax_error_shows_its_line_with_a_caret_and_one_error(build: Path) -> None:
    result = run("query", "SELECT ?x {\n  ?x gk:ownedBy }")
    assert result.exit_code == 1 and result.stdout == ""
    assert result.stderr == (
        "  ?x gk:ownedBy }\n"
        "                ^\n"
        "Error: syntax error in line 2, column 17: unexpected '}', in: ?x gk:ownedBy }\n"
    )


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("DROP ALL", "Error: DROP is an update, and graphkit query only reads; nothing was changed\n"),
        (
            "ASK { SERVICE <http://127.0.0.1:1/> {} }",
            "Error: SERVICE in line 1, column 7: a query must not call other servers\n",
        ),
        (
            "ownerz",
            "Error: ownerz: there is no saved query of this name; close to it: owners (graphkit queries lists all)\n",
        ),
        ("about-a-party", "Error: about-a-party needs a parameter: --param about=… (the thing asked about)\n"),
    ],
)
def test_what_is_refused_is_refused_in_one_line(build: Path, query: str, message: str) -> None:
    result = run("query", query)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", message)


def test_a_guarded_cell_is_told(build: Path) -> None:
    text = "SELECT ('=1+1' AS ?a) ('-5' AS ?b) {}"
    result = run("query", text, "-f", "csv")
    assert result.stdout_bytes == b"a,b\r\n'=1+1,-5\r\n"
    assert result.stderr == "1 cell like a formula: ' put in front (--exact leaves it away)\n"
    assert run("query", text, "-f", "csv", "--exact").stdout_bytes == b"a,b\r\n=1+1,-5\r\n"


def test_graphs_come_as_turtle(build: Path) -> None:
    assert "id:pal" in run("query", "DESCRIBE id:pal").stdout
    assert "take turtle" in run("query", "DESCRIBE id:pal", "-f", "csv").stderr


def test_a_runaway_query_is_ended_and_the_rest_of_the_shell_is_not() -> None:
    joins = " . ".join(f"?s{i} ?p{i} ?o{i}" for i in range(6))
    command = [
        sys.executable,
        "-m",
        "graphkit",
        "query",
        f"SELECT (COUNT(*) AS ?n) {{ {joins} FILTER(?o1 = ?o5 + 1) }}",
        str(SAMPLE),
        "--timeout",
        "0.5",
    ]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 1 and ended.stdout == ""
    assert ended.stderr == "Error: the query was ended after 0.5 seconds, as --timeout asked\n"


def test_the_list_has_a_line_for_each_query(build: Path) -> None:
    from graphkit.query import load_queries

    lines = run("queries").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [query.name for query in load_queries()]
    assert any(line.startswith("path-between-two-parties ") and line.endswith("(from to)") for line in lines)
    described = json.loads(run("queries", "--json").stdout)
    assert [query["name"] for query in described] == [line.split()[0] for line in lines]


def test_one_query_is_shown_with_its_parameters_and_its_text() -> None:
    result = run("queries", "evidence-for-a-claim")
    assert "--param claim=…  the claim (iri, optional)" in result.stdout
    assert "SELECT DISTINCT ?claim" in result.stdout and result.stdout.startswith("The exact words")
    assert run("queries", "nothing-like-it").exit_code == 1


def test_every_saved_query_runs_over_the_sample_in_every_format(build: Path) -> None:
    from graphkit.query import load_queries

    given = {"data": "photo", "about": "HIB", "from": "HIB", "to": "CRD"}
    for query in load_queries():
        params = [f"-p{param.name}={given[param.name]}" for param in query.params if param.default is None]
        rows = list(csv.reader(io.StringIO(run("query", query.name, *params, "-f", "csv").stdout, newline="")))
        shown = run("query", query.name, *params, "-f", "json")
        assert shown.exit_code == 0 and len(json.loads(shown.stdout)["results"]["bindings"]) == len(rows) - 1


def test_formats_of_the_command_are_those_of_the_library() -> None:
    from graphkit import query
    from graphkit.cli.query import FORMATS

    assert query.FORMATS == FORMATS


def test_an_interrupt_works_as_before_once_the_query_is_over(build: Path) -> None:
    import signal

    before = signal.getsignal(signal.SIGINT)
    run("query", "ASK {}")
    assert signal.getsignal(signal.SIGINT) == before


@pytest.mark.parametrize("command", ["query", "queries"])
def test_help_has_examples(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0 and "Examples:" in result.stdout and f"graphkit {command}" in result.stdout
