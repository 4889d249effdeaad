"""The clients that people use, against a running server."""
from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Iterator

import httpx
import pytest
import rdflib
from click.testing import CliRunner
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from graphkit.cli import main
from graphkit.query import open_source, run_query
from tests.serve.servers import LETTER, PATIENCE, Server
from tests.store.conftest import RunningStore, run_oxigraph

pytestmark = [
    pytest.mark.server,
    # rdflib calls by name what it does not want called any more
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*"),
]

GK = "https://w3id.org/graphkit/ns#"
DENIED = f"SELECT ?claim {{ ?claim a <{GK}Claim> ; <{GK}polarity> <{GK}Denied> }} ORDER BY ?claim"


@pytest.fixture(scope="module")
def denied() -> list[str]:
    """The denied claims of the letter, as its files give them."""
    return [row.term("claim").value for row in run_query(open_source(LETTER), DENIED)]


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStore]:
    with run_oxigraph(tmp_path_factory.mktemp("oxigraph")) as store:
        yield store


# ------------------------------------------------------------------------------------------------ SPARQLWrapper


def wrap(server: Server, query: str, form: str, method: str = "GET", how: str = URLENCODED) -> SPARQLWrapper:
    wrapper = SPARQLWrapper(server.sparql)
    wrapper.setTimeout(int(PATIENCE))
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(how)
    return wrapper


@pytest.mark.parametrize(("method", "how"), [("GET", URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_reads_json_by_each_way_of_asking(letter_server, denied, method, how):
    rows = wrap(letter_server, DENIED, JSON, method, how).queryAndConvert()["results"]["bindings"]
    assert [row["claim"]["value"] for row in rows] == denied


def test_sparqlwrapper_reads_xml_csv_and_turtle(letter_server, denied):
    document = wrap(letter_server, DENIED, XML).queryAndConvert()
    assert [uri.firstChild.nodeValue for uri in document.getElementsByTagName("uri")] == denied
    rows = list(csv.reader(io.StringIO(wrap(letter_server, DENIED, CSV).queryAndConvert().decode())))
    assert rows == [["claim"], *([iri] for iri in denied)]
    construct = DENIED.replace("SELECT ?claim", f"CONSTRUCT {{ ?claim a <{GK}Claim> }} WHERE").partition(" ORDER")[0]
    graph = rdflib.Graph().parse(data=wrap(letter_server, construct, TURTLE).queryAndConvert(), format="turtle")
    assert sorted(map(str, graph.subjects())) == denied


def test_sparqlwrapper_is_told_what_is_wrong_with_a_query(letter_server):
    with pytest.raises(QueryBadFormed, match="line 2, column 9"):
        wrap(letter_server, "SELECT * {\n  ?s ?p .\n}", JSON).query()


# ------------------------------------------------------------------------------------------------ rdflib


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_uses_it_as_a_store(letter_server, denied, method):
    graph = rdflib.Graph(SPARQLStore(letter_server.sparql, method=method, returnFormat="json"))
    gk = rdflib.Namespace(GK)
    assert sorted(str(claim) for claim in graph.subjects(gk.polarity, gk.Denied)) == denied
    assert [str(row.claim) for row in graph.query(DENIED)] == denied
    assert graph.query(f"ASK {{ ?claim a <{GK}Claim> }}").askAnswer is True


def test_rdflib_gets_a_graph(letter_server):
    """By its own default, which accepts XML of both kinds."""
    graph = rdflib.Graph(SPARQLStore(letter_server.sparql))
    made = graph.query(f"CONSTRUCT WHERE {{ ?system a <{GK}System> }}").graph
    assert len(made) == letter_server.count(f"?system a <{GK}System>") > 0


def test_rdflib_asks_a_named_graph(letter_server):
    found = letter_server.select(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?c a <{GK}Claim> }} }}")
    claims = found[0]["g"]
    store = SPARQLStore(letter_server.sparql, returnFormat="json", context_aware=True)
    graph = rdflib.Graph(store, identifier=rdflib.URIRef(claims))
    assert len(graph) == letter_server.count(f"GRAPH <{claims}> {{ ?s ?p ?o }}") > 0


def test_rdflib_asks_it_by_service(letter_server, denied):
    rows = rdflib.Graph().query(f"SELECT ?claim {{ SERVICE <{letter_server.sparql}> {{ {DENIED} }} }}")
    assert sorted(str(row.claim) for row in rows) == denied


# ------------------------------------------------------------------------------------------------ curl


def curl(*arguments: str) -> str:
    program = shutil.which("curl")
    if not program:
        pytest.skip("curl is not installed")
    done = subprocess.run([program, "-sS", "--max-time", str(int(PATIENCE)), *arguments],
                          capture_output=True, text=True, timeout=2 * PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_curl_asks_in_each_way(letter_server, denied):
    expected = "".join(f"{line}\n" for line in ("?claim", *(f"<{iri}>" for iri in denied)))
    tsv = ("-H", "Accept: text/tab-separated-values")
    assert curl(*tsv, "--get", "--data-urlencode", f"query={DENIED}", letter_server.sparql) == expected
    assert curl(*tsv, "--data-urlencode", f"query={DENIED}", letter_server.sparql) == expected
    direct = ("-H", "Content-Type: application/sparql-query", "--data-binary", DENIED)
    assert curl(*tsv, *direct, letter_server.sparql) == expected


def test_curl_head_and_options(letter_server):
    head = curl("--head", f"{letter_server.sparql}?query=ASK%7B%7D")
    assert head.startswith("HTTP/1.1 200") and "application/sparql-results+json" in head
    options = curl("-i", "-X", "OPTIONS", letter_server.sparql)
    assert options.startswith("HTTP/1.1 204") and "GET, HEAD, POST, OPTIONS" in options
    assert "access-control" not in options.lower()


# ------------------------------------------------------------------------------------------------ pandas


def test_pandas_reads_csv(letter_server, denied):
    pandas = pytest.importorskip("pandas")
    answer = letter_server.ask(DENIED, "text/csv")
    assert list(pandas.read_csv(io.StringIO(answer.text))["claim"]) == denied


# ------------------------------------------------------------------------------------------------ another engine


def test_an_oxigraph_server_asks_it_by_service(letter_server, oxigraph, denied):
    """A federated query from a store to this endpoint, joined with what the store itself holds."""
    note = "<http://example.org/note>"
    body = f"<{denied[0]}> {note} \"read twice\" . <http://example.org/other> {note} \"not here\" ."
    httpx.post(f"{oxigraph.url}/store?default", content=body, headers={"Content-Type": "text/turtle"},
               timeout=PATIENCE).raise_for_status()
    service = f"SERVICE <{letter_server.sparql}> {{ {DENIED} }}"
    rows = oxigraph.select(f"SELECT ?claim ?note {{ ?claim {note} ?note . {service} }}")
    assert rows == [{"claim": denied[0], "note": "read twice"}]


# ------------------------------------------------------------------------------------------------ graphkit's own


@pytest.mark.parametrize("query", ["owners", "denials", "flows", "questions-and-answers"])
def test_graphkit_query_gives_what_it_gives_for_the_folder(letter_server, query):
    asked, read = (CliRunner().invoke(main, ["query", query, source, "--format", "csv"])
                   for source in (letter_server.sparql, str(LETTER)))
    assert (asked.exit_code, asked.stdout) == (0, read.stdout)
    assert len(asked.stdout.splitlines()) > 1


def test_graphkit_query_with_parameters_labels_and_a_graph(letter_server):
    result = CliRunner().invoke(main, ["query", "retention", letter_server.sparql, "-p", "who=BI", "--timeout", "60"])
    assert (result.exit_code, result.stderr) == (0, "") and "BI" in result.stdout


def test_graphkit_load_is_told_that_nothing_can_be_written(letter_server):
    arguments = [letter_server.sparql, str(LETTER), "--query-url", letter_server.sparql,
                 "--update-url", letter_server.sparql, "--protocol", "update", "--replace", "--retries", "0",
                 "--named-graph", "http://example.org/new/"]
    result = CliRunner().invoke(main, ["load", *arguments, "--quiet"])
    assert result.exit_code == 1 and "only reads" in result.stderr and result.stderr.count("\n") == 1


def test_the_python_interface_asks_it(letter_server, denied):
    import graphkit

    assert [row.term("claim").value for row in graphkit.query(letter_server.sparql, DENIED)] == denied


def test_json_of_the_endpoint_is_what_the_standard_says(letter_server):
    document = json.loads(letter_server.ask("SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) (\"x\"@en <urn:y>) } }").text)
    assert document["head"]["vars"] == ["a", "b"]
    assert document["results"]["bindings"] == [
        {"a": {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}},
        {"a": {"type": "literal", "value": "x", "xml:lang": "en"}, "b": {"type": "uri", "value": "urn:y"}},
    ]
