"""A SPARQL endpoint's address in, a Source out that asks it by the SPARQL 1.1 Protocol.

Stores differ in what their default graph is: everything (Virtuoso), or only what has no name (Oxigraph). Where it holds
no claims, and named graphs do, those are asked, as they are in a build's folder; `graphs` settles it beforehand.
"""
from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat

from graphkit.errors import QueryError
from graphkit.ontology.namespaces import GK, ID, PREFIXES, RDFS, SKOS
from graphkit.query.answer import Answer, Rows, parse_results, parse_triples
from graphkit.query.source import ASIDE
from graphkit.query.sparql import declare_prefixes
from graphkit.query.worker import LIMIT

if TYPE_CHECKING:
    import httpx

USER, PASSWORD = "GRAPHKIT_USER", "GRAPHKIT_PASSWORD"
PATIENCE = 60.0  # seconds, where the user names none
BATCH = 200  # IRIs whose labels are asked for at once
RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples, text/turtle;q=0.8"
KNOWN_TRIPLES = {"text/turtle": RdfFormat.TURTLE, "application/rdf+xml": RdfFormat.RDF_XML}
ASKS_CLAIM = f"ASK {{ ?claim a <{GK}Claim> }}"
FINDS_GRAPHS = f"SELECT DISTINCT ?graph {{ GRAPH ?graph {{ ?claim a <{GK}Claim> }} }}"


class EndpointSource:
    """A SPARQL endpoint. `graphs` are what the default graph is made of; if empty, the store or its claims decide."""

    def __init__(
        self, url: str, *, base: str | None = None, graphs: Sequence[str] = (), timeout: float | None = None
    ) -> None:
        if "@" in url.partition("://")[2].partition("/")[0]:
            raise QueryError(f"no user and password in an endpoint's URL: set {USER} and {PASSWORD} in the environment")
        self.name = self.url = url
        self.base = base or ID
        self.prefixes = {**PREFIXES, "id": self.base}
        self._given, self._timeout = tuple(graphs), timeout

    @cached_property
    def graphs(self) -> tuple[str, ...]:
        """The graphs to ask for, and those with the facts beside them; none for the store's own default graph."""
        if self._given or self._ask(ASKS_CLAIM, "ASK", (), self._timeout) is True:
            return self._given
        found = self._ask(FINDS_GRAPHS, "SELECT", (), self._timeout)
        rows = found.rows if isinstance(found, Rows) else ()
        claims = [graph.value for (graph,) in rows if isinstance(graph, NamedNode)]
        facts = [f"{graph.removesuffix('/claims')}/facts" for graph in claims if graph.endswith("/claims")]
        return tuple(sorted({*claims, *facts}))

    def answer(self, query: str, form: str, prefixes: Sequence[tuple[str, str]], timeout: float | None) -> Answer:
        return self._ask(declare_prefixes(query, prefixes), form, self.graphs, timeout or self._timeout)

    def find_labels(self, iris: Iterable[str]) -> dict[str, str]:
        wanted = sorted(set(iris))
        batches = (wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH))
        return {iri: label for batch in batches for iri, label in self._find_labels(batch)}

    def _find_labels(self, iris: Sequence[str]) -> Iterator[tuple[str, str]]:
        wanted = " ".join(str(NamedNode(iri)) for iri in iris)
        query = (
            f"SELECT ?thing (MIN(?text) AS ?label) {{ VALUES ?thing {{ {wanted} }}"
            f" ?thing <{RDFS}label>|<{SKOS}prefLabel> ?text }} GROUP BY ?thing"
        )
        found = self._ask(query, "SELECT", self.graphs, self._timeout)
        for thing, label in found.rows if isinstance(found, Rows) else ():
            if isinstance(thing, NamedNode) and isinstance(label, Literal):
                yield thing.value, label.value

    def _ask(self, query: str, form: str, graphs: Sequence[str], timeout: float | None) -> Answer:
        """One request. The query goes as a form: some stores never answer a bare one."""
        results = form in ("SELECT", "ASK")
        fields: dict[str, str | list[str]] = {"query": query}
        if graphs:
            aside = [f"{graph.removesuffix('/claims')}{ASIDE}" for graph in graphs if graph.endswith("/claims")]
            fields |= {"default-graph-uri": list(graphs), "named-graph-uri": [*graphs, *aside]}
        kind, content = self._post(fields, RESULTS if results else TRIPLES, timeout or PATIENCE)
        try:
            if results:
                return parse_results(content, QueryResultsFormat.JSON)
            return parse_triples(content, KNOWN_TRIPLES.get(kind, RdfFormat.N_TRIPLES))
        except (SyntaxError, ValueError) as error:
            reason = " ".join(str(error).split())[:200]
            raise QueryError(f"{self.url}: the answer ({kind or 'of no type'}) cannot be read: {reason}") from None

    def _post(self, fields: dict[str, str | list[str]], accept: str, timeout: float) -> tuple[str, bytes]:
        """Sends a form, reads what comes back until the deadline; media type and content out."""
        import httpx

        deadline = time.monotonic() + timeout
        try:
            with httpx.Client(timeout=timeout, follow_redirects=True) as client:
                auth: httpx.Auth | None = None
                for attempt in (1, 2):
                    request = client.build_request("POST", self.url, data=fields, headers={"Accept": accept})
                    response = client.send(request, auth=auth, stream=True)
                    content = self._read(response.iter_bytes(), deadline, timeout)
                    auth = find_credentials(response) if response.status_code == 401 and attempt == 1 else None
                    if auth is None:
                        break
            if response.status_code >= 400:
                hint = f"; set {USER} and {PASSWORD} in the environment" if response.status_code == 401 else ""
                raise QueryError(f"{self.url}: {response.status_code} {clean_message(content)}{hint}")
            return response.headers.get("content-type", "").partition(";")[0].strip().lower(), content
        except httpx.TimeoutException:
            raise QueryError(f"{self.url}: no answer within {timeout:g} seconds") from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            raise QueryError(f"{self.url}: cannot be asked: {' '.join(str(error).split())}") from None

    def _read(self, chunks: Iterable[bytes], deadline: float, timeout: float) -> bytes:
        content = bytearray()
        for chunk in chunks:
            content += chunk
            if time.monotonic() > deadline:
                raise QueryError(f"{self.url}: the answer was not complete within {timeout:g} seconds")
            if len(content) > LIMIT:
                raise QueryError(f"{self.url}: the answer is larger than {LIMIT // 2**20} MB; add a LIMIT")
        return bytes(content)


def find_credentials(response: httpx.Response) -> httpx.Auth | None:
    """What a server asks for in, the credentials of the environment in that form out; None where there are none.

    They are given only to a server that asks, and never stand in a URL, which messages show.
    """
    import httpx

    user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
    if not user:
        return None
    digest = "digest" in response.headers.get("www-authenticate", "").lower()
    return httpx.DigestAuth(user, password) if digest else httpx.BasicAuth(user, password)


def clean_message(content: bytes) -> str:
    """A server's message in, one printable line of it out."""
    text = content[:2000].decode("utf-8", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:300]
