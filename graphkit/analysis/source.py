"""A build in, the document that it was made from out: found by its name and told by its hash.

A build records no path, so that it is the same on every machine. The document is looked for where the command is called
and in the folders above the build, there and in a folder `seeds` of each.
"""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from graphkit.analysis.statements import PREFIXES
from graphkit.errors import DocumentError, GraphError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from graphkit.model import Document

SEEDS = "seeds"
LEVELS = 3  # a build lies in exports/<name>/ of a project


class Origin(Struct, frozen=True):
    """What a graph says about its document: its IRI, the hash of its text and the name of its file without ending."""

    iri: str
    sha256: str
    name: str


def read_origin(store: Store, default_name: str) -> Origin:
    """A graph in, what it says about its document out; a graph of no document, or of several, is refused."""
    rows = store.query(
        f"{PREFIXES}SELECT DISTINCT ?document ?hash ?name {{ ?document a gk:Document ; gk:sha256 ?hash"
        " OPTIONAL { ?document gk:fileName ?name } }", use_default_graph_as_union=True)
    found = sorted((row["document"].value, row["hash"].value, row["name"].value if row["name"] else default_name)
                   for row in rows)  # type: ignore[union-attr]
    if len(found) != 1:
        raise GraphError(f"{default_name}: {len(found)} documents with a hash in the graph, where one belongs")
    return Origin(*found[0])


def read_source(
    origin: Origin, build: Path, given: Path | None, places: tuple[Path, ...] = ()
) -> tuple[Path, Document]:
    """What a graph says and where it lies in, its document and the file that was read anew out.

    That is the file given, else the one with the same hash, else the nearest with the same name.
    """
    from graphkit.document import read_document

    if given:
        return given, read_document(given)
    readable = []
    for file in find_files(origin.name, (*places, *list_places(build))):
        try:
            readable.append((file, read_document(file)))
        except DocumentError:
            continue  # of the same name, but no document: a build's own diagram, a table
        if readable[-1][1].sha256 == origin.sha256:
            return readable[-1]
    if not readable:
        raise DocumentError(f"{build}: its document {origin.name!r} is not found; name it by --document FILE")
    return readable[0]


def find_files(name: str, places: tuple[Path, ...]) -> tuple[Path, ...]:
    """A name without ending and folders in, the files of that name in them out, nearest first."""
    found: dict[Path, Path] = {}
    for place in places:
        for file in sorted(place.iterdir()) if place.is_dir() else ():
            if file.stem == name and file.is_file():
                found.setdefault(file.resolve(), file)
    return tuple(found.values())


def list_places(build: Path) -> Iterator[Path]:
    """A build in, the folders where its document may lie out."""
    for place in (Path(), *build.resolve().parents[:LEVELS]):
        yield place
        yield place / SEEDS
