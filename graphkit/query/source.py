"""A build's folder, an RDF file, a store in memory or an endpoint's address in, a Source that answers queries out."""
from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store

from graphkit.errors import GraphError, GraphkitError, QueryError
from graphkit.ontology.namespaces import GK, ID, PREFIXES, RDFS, SKOS
from graphkit.query.answer import Answer, read_answer

ENDPOINT = re.compile(r"https?://", re.IGNORECASE)
FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}
#: The files of a build that hold its whole graph, the best first: named graphs keep claims and facts apart.
GRAPHS = ("graph.trig", "graph.ttl")
BACKGROUND = "background.ttl"
ASIDE = "/background"  # how the name of its graph ends
SMALL = 2**24  # bytes of a file that is loaded faster in one go than in bulk
LABELS = tuple(NamedNode(iri) for iri in (RDFS + "label", SKOS + "prefLabel"))
SHA256 = NamedNode(GK + "sha256")


class Source(Protocol):
    """What queries are asked of.

    name  as the user gave it; prefixes: what needs no declaration; base: what relative IRIs are resolved against
    """

    @property
    def name(self) -> str: ...
    @property
    def prefixes(self) -> Mapping[str, str]: ...
    @property
    def base(self) -> str: ...

    def answer(self, query: str, form: str, prefixes: Sequence[tuple[str, str]], timeout: float | None) -> Answer:
        """Runs a checked query; `prefixes` are those that its text uses and does not declare."""

    def find_labels(self, iris: Iterable[str]) -> dict[str, str]:
        """The labels of those IRIs that have one."""


class StoreSource:
    """A store in memory. `graphs` are what the default graph is made of, by default all but background."""

    def __init__(
        self, store: Store, *, name: str = "the graph", graphs: Sequence[str] | None = None, base: str | None = None
    ) -> None:
        self.store, self.name = store, name
        self.graphs = choose_graphs(store) if graphs is None else tuple(graphs)
        self.base = base or find_base(store)
        self.prefixes = {**PREFIXES, "id": self.base}

    def answer(self, query: str, form: str, prefixes: Sequence[tuple[str, str]], timeout: float | None) -> Answer:
        if timeout is not None:
            from graphkit.query.deadline import run_until

            return run_until(
                self.store, query, timeout, prefixes=dict(prefixes), base=self.base, graphs=self.graphs
            )
        try:
            return read_answer(
                self.store.query(
                    query,
                    base_iri=self.base,
                    prefixes=dict(prefixes),
                    use_default_graph_as_union=self.graphs is None,
                    default_graph=None if self.graphs is None else [build_graph(graph) for graph in self.graphs],
                )
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryError(f"the query cannot be run: {' '.join(str(error).split())}") from None

    def find_labels(self, iris: Iterable[str]) -> dict[str, str]:
        found = ((iri, find_label(self.store, iri)) for iri in iris)
        return {iri: label for iri, label in found if label}


def read_graph(name: str, base: str | None) -> str:
    """A named graph as typed in, an IRI or a prefixed name, its IRI out. Raises QueryError for anything else."""
    prefix, _, local = name.partition(":")
    known = {**PREFIXES, "id": base or ID}
    try:
        return NamedNode(known[prefix] + local if prefix in known else name).value
    except ValueError:
        raise QueryError(f"graph {name!r}: not an IRI, nor a name with a known prefix") from None


def build_graph(name: str) -> NamedNode | DefaultGraph:
    """The name of a graph to its node, '' to the graph without a name."""
    return NamedNode(name) if name else DefaultGraph()


def find_label(store: Store, iri: str) -> str:
    """The label of a node in any graph of the store: English or without language before others; '' if it has none."""
    for predicate in LABELS:
        labels = [quad.object for quad in store.quads_for_pattern(NamedNode(iri), predicate, None, None)]
        texts = sorted((rank_language(label), label.value) for label in labels if isinstance(label, Literal))
        if texts:
            return texts[0][1]
    return ""


def rank_language(label: Literal) -> int:
    """0 for English, 1 for a plain string, 2 for another language."""
    if label.language is None:
        return 1
    return 0 if label.language.split("-")[0] == "en" else 2


def find_base(store: Store) -> str:
    """The base of the minted IRIs, read off the document's own (…doc/<hash>); graphkit's where there is none."""
    for quad in store.quads_for_pattern(None, SHA256, None, None):
        if isinstance(quad.subject, NamedNode):
            base, mark, _ = quad.subject.value.rpartition("doc/")
            if mark:
                return base
    return ID


def open_source(
    source: str | Path | Store | Source,
    *,
    base: str | None = None,
    graphs: Sequence[str] = (),
    timeout: float | None = None,
) -> Source:
    """A build's folder, an RDF file, an endpoint's URL or a pyoxigraph.Store in, a Source out.

    `base` is what id: stands for (by default as the graph itself shows), `graphs` the graphs to which the default graph
    is confined, `timeout` the seconds that an endpoint may take to say which graphs it holds.

    Raises QueryError for a file that is missing or no RDF, GraphError for a folder that holds no build.
    """
    graphs = tuple(read_graph(graph, base) for graph in graphs)
    if isinstance(source, Store):
        return open_graph(source, base=base, graphs=graphs)
    if not isinstance(source, str | Path):
        return source
    if isinstance(source, str) and ENDPOINT.match(source):
        from graphkit.query.endpoint import EndpointSource

        return EndpointSource(source, base=base, graphs=graphs, timeout=timeout)
    path = Path(source)
    if path.is_dir():
        return open_build(path, base=base, graphs=graphs)
    store = Store()
    load_file(store, path)
    return open_graph(store, name=str(source), base=base, graphs=graphs)


def open_ahead(source: str | Path, **options: Any) -> Callable[[], Source]:
    """As `open_source`, in a thread of its own: out comes what waits for the source, or raises what went wrong.

    The engine reads files without Python's lock, so that imports can go on meanwhile.
    """
    done: list[Source] = []
    failed: list[GraphkitError] = []

    def work() -> None:
        try:
            done.append(open_source(source, **options))
        except GraphkitError as error:
            failed.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()

    def wait() -> Source:
        thread.join()
        if failed:
            raise failed[0]
        return done[0]

    return wait


def open_graph(
    store: Store, *, name: str = "the graph", base: str | None = None, graphs: Sequence[str] = ()
) -> StoreSource:
    """A store in memory in, a Source out; see `open_source`."""
    return StoreSource(store, name=name, base=base, graphs=graphs or None)


def open_build(folder: Path, *, base: str | None = None, graphs: Sequence[str] = ()) -> StoreSource:
    """A build's folder in, its graph as a source out.

    The default graph is what the document says; see `choose_graphs`.
    """
    path = next((folder / name for name in GRAPHS if (folder / name).is_file()), None)
    if path is None:
        raise GraphError(f"{folder}: holds no build (no {' or '.join(GRAPHS)})")
    store = Store()
    load_file(store, path)
    if (folder / BACKGROUND).is_file():
        load_file(store, folder / BACKGROUND, name_background(store))
    return open_graph(store, name=str(folder), base=base, graphs=graphs)


def name_background(store: Store) -> NamedNode:
    """The named graph for the background: beside that of the claims, as in a triple store into which it is loaded."""
    named = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    claims = next((graph for graph in named if graph.endswith("/claims")), f"{ID}doc/claims")
    return NamedNode(claims.removesuffix("/claims") + ASIDE)


def choose_graphs(store: Store) -> tuple[str, ...] | None:
    """The graphs of which the default graph is made, '' for the unnamed one; None where that is all of them.

    Background is no fact of a document: it is reached by GRAPH only, whatever the graph came from.
    """
    named = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    said = [graph for graph in named if not graph.endswith(ASIDE)]
    return None if len(said) == len(named) else ("", *said)


def load_file(store: Store, path: Path, graph: NamedNode | None = None) -> None:
    """Reads an RDF file into the store. Raises QueryError naming file, place and reason."""
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise QueryError(f"{path}: not a name of an RDF file ({' '.join(FORMATS)})")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise QueryError(f"{path}: cannot be read: {error.strerror or error}") from None
    try:
        base = path.absolute().as_uri()
        load = store.load if len(content) < SMALL else store.bulk_load
        load(content, form, base_iri=base, to_graph=None if form.supports_datasets else graph)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"{path}: {' '.join(str(error).split())}") from None


