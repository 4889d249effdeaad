"""The address of a triple store in, its endpoints out, by what is known of stores (`layouts.yaml`) and by asking it."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from graphkit.errors import StoreError
from graphkit.store.client import REDIRECTS

if TYPE_CHECKING:
    from graphkit.store.client import StoreClient

FILE = Path(__file__).with_name("layouts.yaml")
ASK = "ASK {}"
RESULTS = ("application/sparql-results+json", "application/sparql-results+xml")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where one kind of store keeps its endpoints: the fields are explained in `layouts.yaml`."""

    name: str
    sure: str
    server: str
    query: str
    update: str
    store: str
    parameter: str
    default: bool
    aliases: tuple[str, ...] = ()
    query_as_user: str = ""


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses to speak to; '' where a store has no such endpoint.

    parameter  what names the graph in the address of the graph store
    default    whether the default graph is a graph of its own
    """

    name: str
    query: str = ""
    update: str = ""
    store: str = ""
    parameter: str = "graph"
    default: bool = True


@cache
def read_layouts() -> tuple[Layout, ...]:
    """Nothing in, the layouts of the stores that are known out."""
    import yaml

    try:
        rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        layouts = tuple(Layout(**{**row, "aliases": tuple(row["aliases"])}) for row in rows)
        for layout in layouts:
            re.compile(layout.sure), re.compile(layout.server)
    except (OSError, yaml.YAMLError, TypeError, KeyError, re.error) as error:
        raise StoreError(f"{FILE.name}: {error}") from error
    return layouts


def check_address(url: str) -> str:
    """What the user gave as an address in, the same without a slash at its end out."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where the port is no number
    except ValueError as error:
        raise StoreError(f"{hide_user(url)}: not an address: {error}") from error
    if "@" in parts.netloc:
        raise StoreError(f"{hide_user(url)}: the address contains credentials, which others can see; "
                         "set GRAPHKIT_USER and GRAPHKIT_PASSWORD instead")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise StoreError(f"{url}: not the address of a store; expected http://… or https://…")
    if parts.query or parts.fragment:
        raise StoreError(f"{url}: expected an address without ? and #; --named-graph names the graphs")
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", ""))


def hide_user(url: str) -> str:
    """An address in, the same without the user and password that it may contain out."""
    return re.sub(r"(?<=//)[^/?#]*@|^[^/?#]*@", "", url)


def resolve_layout(url: str, layout: Layout, as_user: bool) -> Endpoints:
    """The address that a person gave and the kind of store in, its endpoints out."""
    sure = re.match(layout.sure, url)
    base = sure["base"] if sure else cut_ending(url, layout)
    query = layout.query_as_user if as_user and layout.query_as_user else layout.query
    return Endpoints(layout.name, base + query, base + layout.update, base + layout.store, layout.parameter,
                     layout.default)


def cut_ending(url: str, layout: Layout) -> str:
    """An address in, without the name of one of the layout's endpoints at its end out."""
    endings = {layout.query, layout.query_as_user, layout.update, layout.store, *layout.aliases} - {""}
    path = urlsplit(url).path
    for ending in sorted(endings, key=lambda ending: (-len(ending), ending)):
        if path.endswith(ending):
            return url.removesuffix(ending)
    return url


def find_endpoints(client: StoreClient, url: str, given: Endpoints) -> Endpoints:
    """A client, the address and what the user stated of the endpoints in, all endpoints out.

    What is stated is taken as it is; the store is asked only where that is not enough to write and to read.
    """
    if given.store or (given.query and given.update):
        known = find_by_address(given.store, client.has_credentials) if given.store else None
        return replace(given, name="the store", parameter=known.parameter if known else given.parameter,
                       default=known.default if known else given.default)
    found = find_by_address(url, client.has_credentials) or ask_for_endpoints(client, url)
    return replace(found, query=given.query or found.query, update=given.update or found.update)


def find_by_address(url: str, as_user: bool) -> Endpoints | None:
    """An address in, the endpoints out if the address alone gives the store away."""
    for layout in read_layouts():
        if re.match(layout.sure, url):
            return resolve_layout(url, layout, as_user)
    return None


def ask_for_endpoints(client: StoreClient, url: str) -> Endpoints:
    """A client and an address in, the endpoints out, found by the store's own name or by asking each known place."""
    first = client.fetch("GET", url, refuse=False)
    server = first.headers.get("server", "")
    for layout in read_layouts():
        if re.search(layout.server, server):
            return resolve_layout(url, layout, client.has_credentials)
    asked = []
    for found in list_candidates(url, client.has_credentials):
        if found.query not in asked:
            asked.append(found.query)
            if answers_queries(client, found.query):
                return found
    if first.status in REDIRECTS:
        raise StoreError(f"{url}: {client.explain(first)}")
    raise StoreError(f"{url}: no SPARQL endpoint found (asked {', '.join(asked)}); "
                     "state --query-url and --update-url, or --store-url")


def list_candidates(url: str, as_user: bool) -> Iterator[Endpoints]:
    """An address in, the endpoints that it may have out: those of the known stores, then the address as all of them."""
    for layout in read_layouts():
        if layout.query:
            yield resolve_layout(url, layout, as_user)
    yield Endpoints("SPARQL 1.1 endpoint", query=url, update=url)


def answers_queries(client: StoreClient, url: str) -> bool:
    """A client and an address in, whether SPARQL is spoken there out."""
    answer = client.fetch("POST", url, form={"query": ASK}, accept=", ".join(RESULTS), refuse=False)
    return answer.status == 200 and answer.media_type in RESULTS
