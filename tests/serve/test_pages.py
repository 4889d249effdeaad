"""The pages, and the addresses of things, as a browser and as a program ask for them."""
from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph
import pytest
import rdflib

from graphkit.ontology.namespaces import DCTERMS, GK, ID, RDF, RDFS
from tests.serve.servers import LETTER, PATIENCE, Server, make_build, run_serve

pytestmark = [
    pytest.mark.server,
    # rdflib calls by name what it does not want called any more
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*"),
]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOSTILE = '<script>document.title="taken"</script> "quoted" \u202e\u2066turned'
FORMATS = {"text/turtle": "turtle", "application/rdf+xml": "xml", "application/n-triples": "nt",
           "application/ld+json": "json-ld", "application/trig": "trig", "application/n-quads": "nquads"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two builds, in one of which every word is written to do harm."""
    place = tmp_path_factory.mktemp("hostile")
    literal = str(pyoxigraph.Literal(HOSTILE))
    thing, claim, passage, quote = (f"<{ID}{name}>" for name in ("bad", "claim/1", "passage/1", "passage/1#quote"))
    oa = "http://www.w3.org/ns/oa#"
    make_build(place / "bad build", (
        f"<{ID}doc/1/claims> {{ <{ID}doc/1> a <{GK}Document> ; <{GK}sha256> \"1\" ; <{DCTERMS}title> {literal} .\n"
        f"{claim} a <{GK}Claim> ; <{RDF}subject> {thing} ; <{RDF}predicate> <{GK}shares> ; <{RDF}object> {literal} ;\n"
        f"  <{GK}polarity> <{GK}Denied> ; <{GK}modality> <{GK}Stated> ; <{GK}evidence> {passage} .\n"
        f"{passage} <{oa}hasSelector> {quote} . {quote} <{oa}exact> {literal} }}\n"
        f"<{ID}doc/1/facts> {{ {thing} a <{GK}System> ; <{RDFS}label> {literal} ; <{GK}sees> <urn:%3Cx%3E> }}"))
    shutil.copytree(LETTER, place / "letter")
    (place / "letter" / "link").symlink_to("/etc/hostname")
    with run_serve(place) as server:
        yield server


def browse(server: Server, path: str) -> httpx.Response:
    return server.get(path, BROWSER, follow_redirects=True)


# ------------------------------------------------------------------------------------------------ builds


def test_one_build_starts_with_its_explorer(port):
    page = browse(port, "")
    assert page.status_code == 200 and page.url.path == "/builds/port/"
    assert "does not share" in page.text and 'href="/builds/port/query"' in page.text
    assert "script-src 'sha256-" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]


def test_several_builds_start_with_their_list(hostile):
    page = browse(hostile, "")
    assert page.url.path == "/" and "2 builds" in page.text
    assert 'href="/builds/letter/"' in page.text and 'href="/builds/bad-build/"' in page.text


def test_a_report_that_cannot_be_drawn_says_so_and_no_more(tmp_path):
    two = f"<urn:g> {{ <urn:a> <{GK}sha256> \"1\" . <urn:b> <{GK}sha256> \"2\" }}"
    with run_serve(make_build(tmp_path / "two", two)) as server:
        page = browse(server, "builds/two/")
        assert page.status_code == 500 and "cannot be drawn" in page.text and "Traceback" not in page.text
    assert server.errors == []


def test_files_of_a_build_are_given_and_nothing_else(hostile):
    answer = hostile.get("builds/letter/files/graph.trig")
    assert answer.content == (LETTER / "graph.trig").read_bytes()
    assert answer.headers["content-type"].startswith("application/trig")
    assert "attachment" in answer.headers["content-disposition"]
    picture = hostile.get("builds/letter/files/dataflow.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in picture.headers["content-security-policy"]
    for name in ("link", "..%2Fletter%2Fgraph.trig", "%2e%2e/bad%20build/graph.trig", "none.txt"):
        assert hostile.get(f"builds/letter/files/{name}").status_code == 404, name


def test_what_is_not_there_is_a_page_for_people_and_a_line_for_programs(port):
    page, line = browse(port, "nowhere"), port.get("nowhere")
    assert (page.status_code, line.status_code) == (404, 404)
    assert "<h1>Not here</h1>" in page.text and line.headers["content-type"] == "text/plain; charset=utf-8"


# ------------------------------------------------------------------------------------------------ things


def test_a_thing_has_a_page_with_its_claims_in_their_words(port):
    page = browse(port, "id/hb")
    assert page.status_code == 200 and page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>HB</h1>" in page.text and 'class="denied"' in page.text
    assert "HB does not share photographs with the Tide Office." in page.text
    assert 'href="/id/photographs"' in page.text and 'href="/ns#Organization' in page.text
    assert page.headers["vary"] == "Accept"


@pytest.mark.parametrize("kind", ["Claim", "Passage", "Question", "Answer", "DataFlow", "DeniedDataFlow", "Document"])
def test_everything_that_the_graph_names_has_a_page_and_rdf(letter_server, kind):
    iri = letter_server.select(f"SELECT ?s {{ ?s a <{GK}{kind}> }} ORDER BY ?s LIMIT 1")[0]["s"]
    path = f"id/{iri.removeprefix(ID)}"
    assert f"<code>{iri}</code>" in browse(letter_server, path).text
    graph = rdflib.Graph().parse(data=letter_server.get(path, "text/turtle").text, format="turtle")
    assert (rdflib.URIRef(iri), rdflib.RDF.type, rdflib.URIRef(GK + kind)) in graph


def test_the_rdf_of_a_claim_has_its_words(letter_server):
    iri = letter_server.select(f"SELECT ?s {{ ?s a <{GK}Claim> }} ORDER BY ?s LIMIT 1")[0]["s"]
    graph = rdflib.Graph().parse(data=letter_server.get(f"id/{iri.removeprefix(ID)}").text, format="turtle")
    assert list(graph.objects(None, rdflib.URIRef("http://www.w3.org/ns/oa#exact")))


@pytest.mark.parametrize("accept", FORMATS)
def test_a_thing_is_the_same_in_every_format(letter_server, accept):
    def read(media_type: str) -> set[object]:
        answer = letter_server.get("id/ice-hsi", media_type)
        assert answer.headers["content-type"].partition(";")[0] == media_type
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=answer.content, format=FORMATS[media_type])
        return set(dataset.triples((None, None, None)))

    assert read(accept) == read("text/turtle") != set()


def test_a_format_can_be_named_in_the_address(letter_server):
    answer = letter_server.get("id/ice-hsi?format=jsonld", BROWSER)
    assert answer.headers["content-type"] == "application/ld+json"


def test_a_graph_is_given_whole(letter_server):
    rows = letter_server.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    row = max(rows, key=lambda row: int(row["n"]))
    path = f"id/{row['g'].removeprefix(ID)}"
    assert len(letter_server.get(path, "application/n-triples").text.splitlines()) == int(row["n"])
    assert "names a graph" in browse(letter_server, path).text


@pytest.mark.parametrize(("path", "status"), [
    ("id/nothing-of-this-name", 404), ("resource?iri=no%20iri", 404), ("resource", 404), ("id/%3Cscript%3E", 404),
    ("resource?iri=https%3A%2F%2Fw3id.org%2Fgraphkit%2Fid%2Fice-hsi", 200),
])
@pytest.mark.parametrize("accept", [BROWSER, "text/turtle"])
def test_what_nothing_is_known_of_is_not_found(letter_server, path, status, accept):
    answer = letter_server.get(path, accept)
    assert answer.status_code == status
    assert "<script>" not in answer.text or answer.headers["content-type"].startswith("text/plain")


def test_no_format_that_fits_is_said(letter_server):
    assert letter_server.get("id/ice-hsi", "image/png").status_code == 406
    assert letter_server.get("ns", "image/png").status_code == 406


# ------------------------------------------------------------------------------------------------ terms and queries


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_the_vocabulary_is_given_in_rdf(port, accept):
    graph = rdflib.Graph().parse(data=port.get("ns", accept).content, format=FORMATS[accept])
    assert (rdflib.URIRef(f"{GK}shares"), rdflib.RDFS.label, None) in graph


def test_the_vocabulary_has_a_page_with_every_term(port):
    page = browse(port, "ns")
    assert 'id="shares"' in page.text and 'id="DeniedDataFlow"' in page.text


@pytest.mark.parametrize("path", ["query", "sparql", "builds/port/query", "builds/port/sparql"])
def test_the_query_page_is_at_each_endpoint_too(port, path):
    page = browse(port, path)
    endpoint = f'action="/{path.replace("query", "sparql")}"'
    assert page.status_code == 200 and endpoint in page.text and 'value="owners"' in page.text


def test_a_browser_without_scripts_gets_results_that_it_can_show(port):
    answer = httpx.get(port.sparql, params={"query": "ASK {}"}, headers={"Accept": BROWSER}, timeout=PATIENCE)
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"


def test_a_parameter_gives_a_variable_its_value(port):
    query = "SELECT ?claim { ?claim a gk:Claim ; rdf:subject ?who }"
    every = port.ask(query).json()["results"]["bindings"]
    some = httpx.get(port.sparql, params={"query": query, "$who": "id:hb"}, timeout=PATIENCE).json()
    assert 0 < len(some["results"]["bindings"]) <= len(every)
    wrong = httpx.get(port.sparql, params={"query": query, "$when": "now"}, timeout=PATIENCE)
    assert wrong.status_code == 400 and "no variable ?when" in wrong.text


# ------------------------------------------------------------------------------------------------ hostile words


@pytest.mark.parametrize(
    "path", ["", "builds/", "id/bad", "id/claim/1", "id/passage/1", "id/doc/1", "builds/bad-build/query"])
def test_words_of_a_document_never_become_markup(hostile, path):
    page = browse(hostile, path)
    assert page.status_code == 200 and "<script>document" not in page.text and 'onerror' not in page.text
    if path.startswith("id"):
        assert "&lt;script&gt;" in page.text


def test_every_page_loads_only_from_this_server(port):
    for path in ("builds/", "query", "ns", "id/hb"):
        page = browse(port, path).text
        assert "http-equiv" not in page and "style=" not in page
        loaded = [part.partition('"')[0] for mark in ('src="', 'stylesheet" href="') for part in page.split(mark)[1:]]
        assert loaded and all(address.startswith("/assets/") for address in loaded)
        for address in loaded:
            assert port.get(address.removeprefix("/")).status_code == 200


def test_scripts_hold_no_address_of_another_server():
    folder = Path(__file__).parents[2] / "graphkit" / "serve" / "assets"
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http:" not in text and "https:" not in text, path
