"""A build's folder or an RDF file in, the named graphs to load out, under the names that the user wants for them."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import GraphError, StoreError

if TYPE_CHECKING:
    from pyoxigraph import Triple

#: What a build's folder holds for a store: the named graphs, and what was known beforehand, a graph of its own.
DATASET = "graph.trig"
BACKGROUND = "background.ttl"

#: The name of the store's default graph in `NamedGraph.iri`.
DEFAULT = ""


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """A graph to load: its IRI in the store ('' for the default graph), its name in the build, its triples."""

    iri: str
    name: str
    triples: tuple[Triple, ...]

    @property
    def title(self) -> str:
        """How messages call it."""
        return f"<{self.iri}>" if self.iri else "the default graph"


@dataclass(frozen=True, slots=True)
class Naming:
    """Where graphs go: `prefix` for all, `names` for single ones (by name or IRI), `default` for the default graph."""

    prefix: str = ""
    names: tuple[tuple[str, str], ...] = ()
    default: tuple[str, ...] = ()


def read_graphs(source: Path, naming: Naming | None = None) -> tuple[NamedGraph, ...]:
    """A build's folder or an RDF file in, its graphs out, by their names, the background last."""
    if not source.exists():
        raise GraphError(f"{source}: no such folder or file")
    graphs = read_folder(source) if source.is_dir() else read_file(source)
    if not graphs:
        raise GraphError(f"{source}: holds no triples")
    return name_graphs(graphs, naming or Naming(), source)


def read_folder(folder: Path) -> tuple[NamedGraph, ...]:
    """A build's folder in, the graphs of its dataset and its background out."""
    if not (folder / DATASET).is_file():
        raise GraphError(f"{folder}: not a build ({DATASET} is missing)")
    graphs = read_file(folder / DATASET)
    background = folder / BACKGROUND
    if not background.is_file():
        return graphs
    beside = sorted({graph.iri.rpartition("/")[0] for graph in graphs if "/" in graph.iri})
    if len(beside) != 1:
        raise GraphError(f"{folder / DATASET}: the graphs do not belong to one document, so {BACKGROUND} has no name")
    triples = tuple(triple for graph in read_file(background) for triple in graph.triples)
    named = NamedGraph(f"{beside[0]}/{background.stem}", background.stem, triples)
    return (*graphs, named) if triples else graphs


def read_file(path: Path) -> tuple[NamedGraph, ...]:
    """An RDF file in, its graphs out; what stands in no graph is the default graph."""
    from pyoxigraph import BlankNode, RdfFormat, Triple, parse

    kind = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if kind is None:
        raise GraphError(f"{path}: not an RDF file by its ending; expected .trig, .nq, .ttl, .nt, .jsonld or .rdf")
    graphs: dict[str, dict[Triple, None]] = {}
    try:
        for quad in parse(path=str(path), format=kind):
            triple, name = quad.triple, quad.graph_name
            suspect = isinstance(triple.subject, BlankNode) or isinstance(triple.object, (BlankNode, Triple))
            if isinstance(name, BlankNode) or (suspect and has_blank_node(triple)):
                raise GraphError(f"{path}: a blank node in {triple}; it cannot be loaded twice without change")
            graphs.setdefault(getattr(name, "value", DEFAULT), {})[triple] = None
    except OSError as error:
        raise GraphError(f"{path}: {error.strerror or error}") from error
    except (SyntaxError, ValueError) as error:
        raise GraphError(f"{path}: {error.msg if isinstance(error, SyntaxError) else error}") from error
    return tuple(NamedGraph(iri, iri.rstrip("/").rpartition("/")[2] or "default", tuple(triples))
                 for iri, triples in sorted(graphs.items()))


def has_blank_node(triple: Triple) -> bool:
    """A triple in, whether a blank node is in it out, or in a triple that it quotes."""
    from pyoxigraph import BlankNode, Triple

    return any(isinstance(term, BlankNode) or (isinstance(term, Triple) and has_blank_node(term))
               for term in (triple.subject, triple.object))


def name_graphs(graphs: tuple[NamedGraph, ...], naming: Naming, source: Path) -> tuple[NamedGraph, ...]:
    """Graphs and where they are wanted in, the same graphs under those names out; no two named ones may meet in one."""
    known = {name for graph in graphs for name in (graph.name, graph.iri)}
    for wanted in (*(name for name, _ in naming.names), *naming.default):
        if wanted not in known and wanted != "all":
            raise StoreError(f"{source}: has no graph {wanted}; it has {', '.join(graph.name for graph in graphs)}")
    named = tuple(replace(graph, iri=find_name(graph, naming)) for graph in graphs)
    for graph, before in zip(named, graphs, strict=True):
        if graph.iri == DEFAULT and not is_default(before, naming):
            raise StoreError(f"{source}: has triples that stand in no named graph; "
                             "--named-graph default=IRI names one, --default-graph default keeps them there")
    seen: dict[str, NamedGraph] = {}
    for graph in (named := join_default(named)):
        if (other := seen.setdefault(graph.iri, graph)) is not graph:
            raise StoreError(f"{graph.title}: both {other.name} and {graph.name} would go there; graphs are kept apart")
    return named


def join_default(graphs: tuple[NamedGraph, ...]) -> tuple[NamedGraph, ...]:
    """Graphs in, the same with all that go to the default graph as one out."""
    joined = [graph for graph in graphs if graph.iri == DEFAULT]
    if len(joined) < 2:
        return graphs
    triples = tuple(dict.fromkeys(triple for graph in joined for triple in graph.triples))
    one = NamedGraph(DEFAULT, "+".join(graph.name for graph in joined), triples)
    return (*(graph for graph in graphs if graph.iri), one)


def find_name(graph: NamedGraph, naming: Naming) -> str:
    """A graph and where graphs are wanted in, its IRI in the store out."""
    for name, iri in naming.names:
        if name in (graph.name, graph.iri):
            return check_iri(iri)
    if is_default(graph, naming):
        return DEFAULT
    if naming.prefix and graph.iri:
        # The document's own part of the name stays, so that two documents under one prefix do not meet.
        return check_iri(naming.prefix + "/".join(graph.iri.rstrip("/").split("/")[-2:]))
    return graph.iri


def is_default(graph: NamedGraph, naming: Naming) -> bool:
    return any(wanted == "all" or wanted in (graph.name, graph.iri) for wanted in naming.default)


def check_iri(iri: str) -> str:
    """What the user wants as a graph's name in, the same out if it is an absolute IRI."""
    from pyoxigraph import NamedNode

    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise StoreError(f"--named-graph {iri}: not an absolute IRI") from error


def write_triples(triples: tuple[Triple, ...]) -> bytes:
    """Triples in, N-Triples out, which are Turtle too and what INSERT DATA takes."""
    from pyoxigraph import RdfFormat, serialize

    written = serialize(triples, format=RdfFormat.N_TRIPLES)
    return written or b""


def split_triples(triples: tuple[Triple, ...], most: int) -> Iterator[tuple[Triple, ...]]:
    """Triples in, slices of at most `most` of them out."""
    for start in range(0, len(triples), most):
        yield triples[start : start + most]
