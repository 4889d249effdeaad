"""Folders in, the builds in them out, and one snapshot of all their graphs for the processes that run queries."""
from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store

from graphkit.errors import GraphError
from graphkit.ontology.namespaces import DCTERMS, GK, RDF
from graphkit.query.source import ASIDE, GRAPHS, SHA256, find_label, open_build
from graphkit.serve.worker import GRAPHS as SNAPSHOT
from graphkit.serve.worker import VIEWS

if TYPE_CHECKING:
    from typing import IO

UNSAFE = re.compile(r"[^\w.\-]+")


@dataclass(frozen=True, slots=True)
class GraphSize:
    """A named graph, and how many triples it holds. aside: whether it is background, which no document says."""

    iri: str
    triples: int
    aside: bool


@dataclass(frozen=True, slots=True)
class ServedBuild:
    """A build: its name in addresses, its folder, and what its graph says of its document ('' where it does not).

    base  what id: stands for; claims: how many there are
    """

    name: str
    folder: Path
    base: str
    graphs: tuple[GraphSize, ...]
    document: str
    title: str
    author: str
    date: str
    claims: int

    @property
    def label(self) -> str:
        """What a person calls it."""
        return self.title or self.name


def find_builds(places: Sequence[Path]) -> tuple[Path, ...]:
    """Folders to the builds that they are or hold, each once. Raises GraphError for one that does neither."""
    return tuple(dict.fromkeys(folder for place in places for folder in find_folders(place)))


def find_folders(place: Path) -> Iterable[Path]:
    if not place.is_dir():
        reason = "not a folder" if place.exists() else "no such folder"
        raise GraphError(f"{place}: {reason}; name a build, or a folder of builds")
    if is_build(place):
        return [place]
    inside = sorted(folder for folder in place.iterdir() if folder.is_dir() and is_build(folder))
    if not inside:
        raise GraphError(f"{place}: holds no build (no {' or '.join(GRAPHS)}, here or one folder down)")
    return inside


def is_build(folder: Path) -> bool:
    return not folder.name.startswith(".") and any((folder / name).is_file() for name in GRAPHS)


def name_builds(folders: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Each folder with a name that is fit for an address and that no other has."""
    taken: set[str] = set()
    for folder in folders:
        plain = UNSAFE.sub("-", folder.resolve().name) or "build"
        name = next(name for name in (plain, *(f"{plain}-{number}" for number in range(2, len(folders) + 2)))
                    if name not in taken)
        taken.add(name)
        yield name, folder


def write_snapshot(folders: Sequence[Path], target: Path) -> tuple[ServedBuild, ...]:
    """Reads every build once, writes their graphs into a folder as the workers want them; the builds out.

    Raises GraphError or QueryError, naming the file, for one that cannot be read.
    """
    with (target / SNAPSHOT).open("wb") as file:
        builds = tuple(read_build(name, folder, file) for name, folder in name_builds(folders))
    views = {build.name: list_parts([build]) for build in builds}
    views[""] = list_parts(builds)
    (target / VIEWS).write_text(json.dumps(views), encoding="utf-8")
    return builds


def list_parts(builds: Sequence[ServedBuild]) -> tuple[str, list[str], list[str]]:
    """The parts of the view of some builds: base, graphs that are said, graphs aside."""
    graphs = sorted({(graph.iri, graph.aside) for build in builds for graph in build.graphs})
    return builds[0].base, [iri for iri, aside in graphs if not aside], [iri for iri, aside in graphs if aside]


def read_build(name: str, folder: Path, file: IO[bytes]) -> ServedBuild:
    """One build to what is known about it; its quads are written to `file` as N-Quads."""
    source = open_build(folder)
    store, document = source.store, ""
    for quad in store.quads_for_pattern(None, SHA256, None, None):
        if isinstance(quad.subject, NamedNode):
            document = min(document or quad.subject.value, quad.subject.value)
    name_default_graph(store, f"{document or source.base + 'doc'}/graph")
    store.dump(file, RdfFormat.N_QUADS)
    author = read_value(store, document, "creator")
    return ServedBuild(
        name, folder, source.base, tuple(measure_graphs(store)), document,
        read_value(store, document, "title"), find_label(store, author) if author else "",
        read_value(store, document, "date"),
        len({q.subject for q in store.quads_for_pattern(None, NamedNode(f"{RDF}type"), NamedNode(f"{GK}Claim"), None)}),
    )


def name_default_graph(store: Store, name: str) -> None:
    """Moves what stands in no named graph into one: a build without graph.trig."""
    quads = list(store.quads_for_pattern(None, None, None, DefaultGraph()))
    store.extend(Quad(quad.subject, quad.predicate, quad.object, NamedNode(name)) for quad in quads)
    store.clear_graph(DefaultGraph())


def measure_graphs(store: Store) -> Iterator[GraphSize]:
    """The named graphs of a store, sorted."""
    for iri in sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)):
        triples = sum(1 for _ in store.quads_for_pattern(None, None, None, NamedNode(iri)))
        yield GraphSize(iri, triples, iri.endswith(ASIDE))


def read_value(store: Store, document: str, name: str) -> str:
    """A property of the document by its name in Dublin Core; '' where there is none."""
    if not document:
        return ""
    quads = store.quads_for_pattern(NamedNode(document), NamedNode(DCTERMS + name), None, None)
    return min((q.object.value for q in quads if isinstance(q.object, Literal | NamedNode)), default="")
