"""The query part of the W3C's SPARQL 1.1 Protocol tests, one by one and by their names there.

https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/. The suite sends raw requests to /sparql/; so does
this. Its update part is for stores that can be written to: here its valid updates are refused as its invalid ones are.
"""
from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.serve.servers import Server, make_build, run_serve

pytestmark = pytest.mark.server

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
ZERO, ONE, TWO, THREE = (DATA.format(number) for number in range(4))
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
BOOLEAN = ("application/sparql-results+json", "application/sparql-results+xml")
TABULAR = (*BOOLEAN, "text/csv", "text/tab-separated-values")
RDF = ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A build whose graphs are those of the suite: each says of itself that it is a document."""
    document = "http://xmlns.com/foaf/0.1/Document"
    graphs = "".join(f"<{iri}> {{ <{iri}> a <{document}> }}\n" for iri in (ZERO, ONE, TWO, THREE))
    folder: Path = make_build(tmp_path_factory.mktemp("w3c") / "suite", graphs)
    with run_serve(folder) as running:
        yield running


def send(server: Server, method: str, query: str = "", body: bytes = b"", headers: dict[str, str] | None = None,
         ) -> tuple[int, str, bytes]:
    """A raw request; status, media type and body of its answer."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=120)
    try:
        connection.putrequest(method, f"/sparql/{query}")
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        if method != "GET":
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, (answer.getheader("Content-Type") or "").partition(";")[0], answer.read()
    finally:
        connection.close()


def write_graphs(default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> str:
    pairs = [("default-graph-uri", iri) for iri in default] + [("named-graph-uri", iri) for iri in named]
    return "&".join(f"{name}={quote(iri, safe='')}" for name, iri in pairs)


def is_true(answer: tuple[int, str, bytes]) -> bool:
    status, media_type, body = answer
    assert 200 <= status < 400 and media_type in BOOLEAN, answer
    value: bool = json.loads(body)["boolean"]
    return value


TWO_IN_DEFAULT = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type . }}"
TWO_NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"


def test_query_post_form(server):
    assert is_true(send(server, "POST", f"?{write_graphs((ZERO,))}", b"query=ASK%20%7B%7D", FORM))


def test_query_dataset_default_graphs_get(server):
    assert is_true(send(server, "GET", f"?query={quote(TWO_IN_DEFAULT)}&{write_graphs((ONE, TWO))}"))
    assert not is_true(send(server, "GET", f"?query={quote(TWO_IN_DEFAULT)}&{write_graphs((ONE,))}"))


def test_query_dataset_default_graphs_post(server):
    assert is_true(send(server, "POST", f"?{write_graphs((ONE, TWO))}", TWO_IN_DEFAULT.encode(), DIRECT))
    assert not is_true(send(server, "POST", f"?{write_graphs((TWO,))}", TWO_IN_DEFAULT.encode(), DIRECT))


def test_query_dataset_named_graphs_post(server):
    assert is_true(send(server, "POST", f"?{write_graphs(named=(ONE, TWO))}", TWO_NAMED.encode(), DIRECT))
    assert not is_true(send(server, "POST", f"?{write_graphs(named=(ONE,))}", TWO_NAMED.encode(), DIRECT))


def test_query_dataset_named_graphs_get(server):
    assert is_true(send(server, "GET", f"?query={quote(TWO_NAMED)}&{write_graphs(named=(ONE, TWO))}"))
    assert not is_true(send(server, "GET", f"?query={quote(TWO_NAMED)}&{write_graphs(named=(TWO,))}"))


def test_query_dataset_full(server):
    query = (f"ASK {{\n  <{THREE}> a ?type\n  GRAPH ?g1 {{ <{ONE}> a ?type }}\n  GRAPH ?g2 {{ <{TWO}> a ?type }}\n}}")
    assert is_true(send(server, "POST", f"?{write_graphs((THREE,), (ONE, TWO))}", query.encode(), DIRECT))
    assert not is_true(send(server, "POST", f"?{write_graphs((), (ONE, TWO, THREE))}", query.encode(), DIRECT))


def test_query_multiple_dataset(server):
    """The dataset of the protocol goes before that of the query. (The suite's own request has both graphs in one
    parameter, by an ampersand that is encoded, and can only be true where that is not read as sent.)"""
    query = f"ASK FROM <{THREE}> {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
    assert is_true(send(server, "POST", f"?{write_graphs(named=(ONE, TWO))}", query.encode(), DIRECT))
    inside = f"ASK FROM <{THREE}> {{ <{THREE}> a ?type }}"
    assert is_true(send(server, "POST", "", inside.encode(), DIRECT))
    assert not is_true(send(server, "POST", f"?{write_graphs((ONE,))}", inside.encode(), DIRECT))


def test_query_get(server):
    assert is_true(send(server, "GET", f"?query=ASK%20%7B%7D&{write_graphs((ZERO,))}"))


def test_query_content_type_select(server):
    status, media_type, _ = send(server, "POST", f"?{write_graphs((ZERO,))}", b"SELECT (1 AS ?value) {}", DIRECT)
    assert (status, media_type in TABULAR) == (200, True)


def test_query_content_type_ask(server):
    status, media_type, _ = send(server, "POST", f"?{write_graphs((ZERO,))}", b"ASK {}", DIRECT)
    assert (status, media_type in BOOLEAN) == (200, True)


def test_query_content_type_describe(server):
    query = b"DESCRIBE <http://example.org/>"
    status, media_type, _ = send(server, "POST", f"?{write_graphs((ZERO,))}", query, DIRECT)
    assert (status, media_type in RDF) == (200, True)


def test_query_content_type_construct(server):
    query = b"CONSTRUCT { <s> <p> 1 } WHERE {}"
    status, media_type, body = send(server, "POST", f"?{write_graphs((ZERO,))}", query, DIRECT)
    assert (status, media_type in RDF, b"1" in body) == (200, True, True)


def test_query_post_direct(server):
    assert is_true(send(server, "POST", "", b"ASK {}", DIRECT))


@pytest.mark.parametrize(("name", "method", "query", "body", "headers", "expected"), [
    ("bad_query_method", "PUT", f"?query=ASK%20%7B%7D&{write_graphs((ZERO,))}", b"", FORM, 405),
    ("bad_multiple_queries", "GET", "?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", b"", {}, 400),
    ("bad_query_wrong_media_type", "POST", "", b"ASK {}", {"Content-Type": "text/plain"}, 415),
    ("bad_query_missing_form_type", "POST", "", b"query=ASK%20%7B%7D", {}, 415),
    ("bad_query_missing_direct_type", "POST", "", b"ASK {}", {}, 415),
    ("bad_query_non_utf8", "POST", "", "ASK {}".encode("utf-16"),
     {"Content-Type": "application/sparql-query; charset=UTF-16"}, 415),
    ("bad_query_syntax", "GET", "?query=ASK%20%7B", b"", {}, 400),
    ("bad_update_get", "GET", "?update=CLEAR%20ALL", b"", {}, 400),
    ("bad_multiple_updates", "POST", "", b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM, 400),
    ("bad_update_wrong_media_type", "POST", "", b"CLEAR NAMED", {"Content-Type": "text/plain"}, 415),
    ("bad_update_missing_form_type", "POST", "", b"update=CLEAR%20NAMED", {}, 415),
    ("bad_update_non_utf8", "POST", "", "CLEAR NAMED".encode("utf-16"),
     {"Content-Type": "application/sparql-update; charset=UTF-16"}, 400),
    ("bad_update_syntax", "POST", "", b"update=CLEAR%20XYZ", FORM, 400),
    ("bad_update_dataset_conflict", "POST", "?using-named-graph-uri=http%3A%2F%2Fexample%2Fpeople",
     b"update=DROP%20ALL", FORM, 400),
    ("update_post_form", "POST", "", b"update=CLEAR%20ALL", FORM, 400),
    ("update_post_direct", "POST", "", b"CLEAR ALL", UPDATE, 400),
])
def test_what_is_bad_and_every_update_is_refused_in_one_line(server, name, method, query, body, headers, expected):
    status, media_type, reason = send(server, method, query, body, headers)
    assert (status, media_type) == (expected, "text/plain"), name
    assert reason.count(b"\n") <= 1 and reason.strip()
    assert is_true(send(server, "GET", f"?query={quote(TWO_NAMED)}"))  # nothing was changed
