from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import httpx
import pytest

from graphkit.errors import StoreError
from graphkit.store import layouts
from graphkit.store.client import StoreClient
from graphkit.store.credentials import Credentials
from graphkit.store.layouts import Endpoints, check_address, find_endpoints, read_layouts

HOST = "http://store.example"
USER = Credentials("ada", "pw")
NONE = Endpoints("the store")


def discover(url: str, answer: object = None, given: Endpoints = NONE,
             credentials: Credentials | None = None) -> Endpoints:
    """Endpoints found at the address of a server that answers with `answer`; without one, a request fails the test."""
    def refuse(request: httpx.Request) -> httpx.Response:
        raise AssertionError(f"asked {request.url}")

    with StoreClient(credentials, transport=httpx.MockTransport(answer or refuse)) as client:  # type: ignore[arg-type]
        return find_endpoints(client, url, given)


@pytest.mark.parametrize(("url", "query", "update", "store", "parameter"), [
    ("/store", "/query", "/update", "/store", "graph"),
    ("/rdf/store", "/rdf/query", "/rdf/update", "/rdf/store", "graph"),
    ("/sparql-auth", "/sparql", "/sparql-auth", "/sparql-graph-crud-auth", "graph-uri"),
    ("/sparql-graph-crud", "/sparql", "/sparql-auth", "/sparql-graph-crud-auth", "graph-uri"),
    ("/repositories/x", "/repositories/x", "/repositories/x/statements", "/repositories/x/rdf-graphs/service", "graph"),
    ("/rdf4j-server/repositories/x/statements", "/rdf4j-server/repositories/x",
     "/rdf4j-server/repositories/x/statements", "/rdf4j-server/repositories/x/rdf-graphs/service", "graph"),
    ("/ds/data", "/ds/sparql", "/ds/update", "/ds/data", "graph"),
])
def test_some_addresses_say_enough(url: str, query: str, update: str, store: str, parameter: str) -> None:
    found = discover(HOST + url)
    assert (found.query, found.update, found.store) == (HOST + query, HOST + update, HOST + store)
    assert found.parameter == parameter


@pytest.mark.parametrize(("server", "url", "name", "query"), [
    ("Oxigraph/0.5.13", "", "Oxigraph", "/query"),
    ("Oxigraph/0.5.13", "/update", "Oxigraph", "/query"),
    ("Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu", "", "Virtuoso", "/sparql"),
    ("Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu", "/sparql", "Virtuoso", "/sparql"),
    ("Apache Jena Fuseki (4.10.0)", "/ds", "Fuseki", "/ds/sparql"),
    ("Apache Jena Fuseki (4.10.0)", "/ds/update", "Fuseki", "/ds/sparql"),
])
def test_the_name_of_the_server_tells_its_kind(server: str, url: str, name: str, query: str) -> None:
    found = discover(HOST + url, lambda request: httpx.Response(404, headers={"Server": server}))
    assert (found.name, found.query) == (name, HOST + query)


def answer_at(path: str) -> object:
    """A server that does not say who it is and takes queries at one path."""
    def answer(request: httpx.Request) -> httpx.Response:
        asked = request.method == "POST" and parse_qs(request.content.decode()) == {"query": ["ASK {}"]}
        if request.url.path == path and asked:
            headers = {"Content-Type": "application/sparql-results+json"}
            return httpx.Response(200, json={"boolean": True}, headers=headers)
        return httpx.Response(200, html="<html>Welcome</html>")

    return answer


@pytest.mark.parametrize(("path", "url", "expected"), [
    ("/query", "", Endpoints("Oxigraph", f"{HOST}/query", f"{HOST}/update", f"{HOST}/store")),
    ("/query", "/query", Endpoints("Oxigraph", f"{HOST}/query", f"{HOST}/update", f"{HOST}/store")),
    ("/ds/query", "/ds", Endpoints("Oxigraph", f"{HOST}/ds/query", f"{HOST}/ds/update", f"{HOST}/ds/store")),
    ("/rdf/kb", "/rdf/kb", Endpoints("SPARQL 1.1 endpoint", f"{HOST}/rdf/kb", f"{HOST}/rdf/kb")),
])
def test_a_server_without_a_name_is_asked(path: str, url: str, expected: Endpoints) -> None:
    assert discover(HOST + url, answer_at(path)) == expected


def test_a_web_server_is_not_a_store() -> None:
    with pytest.raises(StoreError, match=r"no SPARQL endpoint found \(asked http://store.example/query, .*--query-url"):
        discover(HOST, answer_at("/elsewhere"))


def test_the_front_page_of_a_store_may_redirect() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        headers = {"Server": "Virtuoso/7", "Location": "http://elsewhere.example/"}
        return httpx.Response(302, headers=headers)

    assert discover(HOST, answer).name == "Virtuoso"


def test_an_address_that_only_redirects_is_told_where_to() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.host == "store.example"
        return httpx.Response(301, headers={"Location": str(request.url.copy_with(scheme="https"))})

    with pytest.raises(StoreError, match=r"^http://store.example: redirects to https://store.example, which graphkit"):
        discover(HOST, answer, credentials=USER)


def test_with_credentials_queries_go_where_they_count() -> None:
    assert discover(f"{HOST}/sparql-auth", credentials=USER).query == f"{HOST}/sparql-auth"


@pytest.mark.parametrize("given", [
    Endpoints("the store", query=f"{HOST}/q", update=f"{HOST}/u"),
    Endpoints("the store", store=f"{HOST}/s"),
    Endpoints("the store", query=f"{HOST}/q", update=f"{HOST}/u", store=f"{HOST}/s"),
])
def test_what_the_user_states_is_taken_as_it_is(given: Endpoints) -> None:
    assert discover(HOST, given=given) == given


def test_a_stated_graph_store_of_a_known_kind_keeps_its_ways() -> None:
    found = discover(HOST, given=Endpoints("the store", store=f"{HOST}/sparql-graph-crud-auth"))
    assert (found.parameter, found.default) == ("graph-uri", False)


def test_one_stated_endpoint_replaces_the_one_that_is_found() -> None:
    found = discover(f"{HOST}/store", given=Endpoints("the store", query=f"{HOST}/other"))
    assert (found.query, found.update) == (f"{HOST}/other", f"{HOST}/update")


@pytest.mark.parametrize(("url", "checked"), [
    ("http://127.0.0.1:7878/", "http://127.0.0.1:7878"), ("https://a.example/ds//", "https://a.example/ds"),
    ("http://[::1]:7878", "http://[::1]:7878")])
def test_an_address_loses_its_last_slash(url: str, checked: str) -> None:
    assert check_address(url) == checked


@pytest.mark.parametrize(("url", "words"), [
    ("exports/letter", "not the address of a store"),
    ("ftp://store.example", "not the address of a store"),
    ("http://", "not the address of a store"),
    ("http://store.example:port", "not an address"),
    ("http://store.example/?graph=x", "without"),
    ("http://ada:s3cret@store.example/", "contains credentials"),
    ("http://ada:s3cret@store.example:port/", "not an address"),
    ("http://ada:s3/cret@store.example/", "not an address"),
])
def test_what_is_no_address_is_refused_in_one_line(url: str, words: str) -> None:
    with pytest.raises(StoreError, match=words) as caught:
        check_address(url)
    assert "s3cret" not in str(caught.value)


def test_every_layout_is_read_and_named_once() -> None:
    names = [layout.name for layout in read_layouts()]
    assert len(names) == len(set(names)) >= 4


@pytest.mark.parametrize("text", ["- name: x", "- {name: x, aliases: [", "- 5", "- {name: x, aliases: [], hue: 1}"])
def test_broken_layouts_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    file = tmp_path / "layouts.yaml"
    file.write_text(text)
    monkeypatch.setattr(layouts, "FILE", file)
    read_layouts.cache_clear()
    try:
        with pytest.raises(StoreError, match=r"^layouts\.yaml: "):
            read_layouts()
    finally:
        read_layouts.cache_clear()
