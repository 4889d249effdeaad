"""`graphkit serve` as a user starts and ends it."""
from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from graphkit.cli import main
from tests.serve.servers import LETTER, PATIENCE, SAMPLE, make_build, run_serve

GK = "https://w3id.org/graphkit/ns#"


def fail(*arguments: str | Path) -> str:
    """What a command that cannot start says."""
    result = CliRunner().invoke(main, ["serve", *map(str, arguments)])
    assert result.exit_code == 1 and result.stdout == "" and result.stderr.count("\n") == 1, result.output
    return result.stderr


def test_folders_without_a_build_are_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    assert fail(tmp_path / "none").endswith("none: no such folder; name a build, or a folder of builds\n")
    assert "holds no build" in fail(tmp_path / "empty")
    (tmp_path / "file").write_text("")
    assert "file: not a folder" in fail(tmp_path / "file")


def test_a_build_that_cannot_be_read_is_named(tmp_path):
    build = make_build(tmp_path / "broken", "<urn:a> { this is no TriG")
    assert str(build / "graph.trig") in fail(build, "--port", 0)


def test_a_port_that_is_taken_is_one_line(tmp_path):
    build = make_build(tmp_path / "sample", SAMPLE)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        message = fail(build, "--port", port)
    assert message.startswith(f"Error: 127.0.0.1:{port}: cannot be served at: another program listens there")


def test_an_address_of_no_machine_is_one_line(tmp_path):
    assert "cannot be served at" in fail(make_build(tmp_path / "sample", SAMPLE), "--host", "256.1.1.1")


@pytest.mark.server
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_when_it_is_told_to(tmp_path, number):
    with run_serve(make_build(tmp_path / "sample", SAMPLE)) as server:
        assert server.get("sparql").status_code == 200
        server.process.send_signal(number)
        assert server.process.wait(PATIENCE) == 0
    assert server.errors == []


@pytest.mark.server
def test_it_ends_cleanly_while_a_query_runs(tmp_path):
    with run_serve(make_build(tmp_path / "sample", SAMPLE)) as server:
        endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(server.sparql, data={"query": endless}, timeout=httpx.Timeout(PATIENCE, read=0.5))
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0
    assert server.errors == []


@pytest.mark.server
def test_who_still_waits_when_it_ends_is_told_so(tmp_path):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
    with (run_serve(make_build(tmp_path / "sample", SAMPLE), "--workers", "1") as server,
          ThreadPoolExecutor(3) as executor):
        asked = [executor.submit(httpx.post, server.sparql, data={"query": endless}, timeout=PATIENCE)
                 for _ in range(3)]
        time.sleep(4)  # until all have come in, on a busy machine too
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0
        answers = [answer.result() for answer in asked]
        assert {(answer.status_code, answer.text) for answer in answers} == {(503, "the server is ending\n")}
    assert server.errors == []


@pytest.mark.server
def test_requests_are_logged_where_that_is_asked_for(tmp_path):
    with run_serve(make_build(tmp_path / "sample", SAMPLE), "--log") as server:
        server.ask("ASK {}")
    assert any("GET /sparql?query=ASK" in line for line in server.errors)


@pytest.mark.server
def test_it_serves_the_builds_in_exports_by_default(tmp_path):
    make_build(tmp_path / "exports" / "sample", SAMPLE)
    with run_serve(cwd=tmp_path) as server:
        assert server.count(f"?claim a <{GK}Claim>") > 0


@pytest.mark.server
def test_the_command_does_not_import_what_it_does_not_need():
    program = ("import sys, graphkit.cli.serve\n"
               "print([name for name in ('starlette', 'uvicorn', 'pyoxigraph', 'rdflib') if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=PATIENCE)
    assert done.stdout.strip() == "[]"


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    """Three builds: the letter, the sample, and another of the sample's name that shares a triple with it."""
    place = tmp_path_factory.mktemp("several")
    shutil.copytree(LETTER, place / "letter")
    make_build(place / "sample", SAMPLE)
    twin = make_build(place / "more" / "sample", (
        "<urn:twin/facts> { <urn:cbp> <urn:label> \"CBP\" . <urn:only> a <urn:Here> }\n"
        "<urn:twin/claims> { <urn:cbp> <urn:label> \"CBP\" }\n"),
        background="<urn:known> a <urn:Beforehand> .")
    with run_serve(place, twin) as server:
        yield server


@pytest.mark.server
def test_all_builds_are_asked_at_once_and_each_alone(several):
    pattern = f"?claim a <{GK}Claim>"
    alone = [several.count(pattern, f"builds/{name}/sparql") for name in ("letter", "sample", "sample-2")]
    assert alone[0] > alone[1] > alone[2] == 0
    assert several.count(pattern) == sum(alone)
    assert several.count("?s a <urn:Here>", "builds/letter/sparql") == 0
    assert several.count("GRAPH ?g { ?s a <urn:Here> }", "builds/letter/sparql") == 0
    assert several.count("?s a <urn:Here>", "builds/letter/sparql", default_graph_uri="urn:twin/facts") == 0
    assert several.count("?s a <urn:Here>", default_graph_uri="urn:twin/facts") == 1
    assert several.get("builds/none/sparql").status_code == 404


@pytest.mark.server
def test_a_triple_in_two_graphs_stands_once_in_the_default_graph(several):
    assert several.count('<urn:cbp> ?p "CBP"') == 1
    assert several.count('GRAPH ?g { <urn:cbp> ?p "CBP" }') == 2
    merged = "SELECT (COUNT(*) AS ?n) FROM <urn:twin/facts> FROM <urn:twin/claims> { ?s ?p \"CBP\" }"
    assert several.select(merged) == [{"n": "1"}]
    assert several.select("BASE <urn:twin/> PREFIX t: <urn:twin/> SELECT ?g FROM t:facts FROM NAMED <claims>"
                          " { ?s a <urn:Here> GRAPH ?g { ?a ?b ?c } }") == [{"g": "urn:twin/claims"}]


@pytest.mark.server
def test_background_is_reached_by_its_graph_alone(several):
    assert several.count("?s a <urn:Beforehand>") == 0
    assert several.count("GRAPH ?g { ?s a <urn:Beforehand> }") == 1


@pytest.mark.server
def test_a_build_without_named_graphs_is_served_too(tmp_path):
    folder = tmp_path / "plain"
    folder.mkdir()
    (folder / "graph.ttl").write_bytes((LETTER / "graph.ttl").read_bytes())
    with run_serve(folder) as server:
        claims = server.count(f"?claim a <{GK}Claim>")
        assert claims == server.count(f"GRAPH ?g {{ ?claim a <{GK}Claim> }}") > 0
