"""A Graph in, the files of its build out: Turtle, TriG, JSON-LD, N-Triples, GraphML and tables, one module a format.

    contents     what a graph says, sorted and grouped: all formats start from it
    turtle       facts.ttl, claims.ttl, graph.ttl, graph.trig
    ntriples     graph.nt
    jsonld       graph.jsonld
    network      things, facts and flows as nodes and edges;  graphml  graph.graphml
    tables       claims.csv, flows.csv
    background   background.ttl
    statements   on request: reified.ttl (RDF 1.2), negated.ttl (OWL)
    objects      rdflib and networkx
"""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graphkit.errors import GraphError
from graphkit.export.background import write_background
from graphkit.export.contents import Contents, read_contents
from graphkit.export.graphml import write_graphml
from graphkit.export.jsonld import write_jsonld
from graphkit.export.ntriples import write_ntriples
from graphkit.export.objects import to_networkx, to_rdflib
from graphkit.export.statements import write_negated, write_reified
from graphkit.export.tables import write_claims_table, write_flows_table
from graphkit.export.turtle import write_part, write_trig, write_turtle
from graphkit.graph import Graph

#: Files that are written on request only.
EXTRAS = {"reified.ttl": write_reified, "negated.ttl": write_negated}


def write_exports(graph: Graph, folder: Path, *, extras: Iterable[str] = ()) -> tuple[Path, ...]:
    """A graph to the files of its build in `folder`: none is replaced before all are written.

    `extras` names the files of EXTRAS to write as well. Raises GraphError on an unknown one, or where nothing can be
    written.
    """
    return write_files(write_texts(read_contents(graph), extras), folder)


def write_texts(contents: Contents, extras: Iterable[str] = ()) -> dict[str, str]:
    """The files of a build by name."""
    unknown = sorted(set(extras) - set(EXTRAS))
    if unknown:
        raise GraphError(f"{unknown[0]}: no such export; there are {', '.join(EXTRAS)}")
    claims, facts = write_part(contents, "claims"), write_part(contents, "facts")
    texts = {
        "facts.ttl": write_turtle(contents, facts),
        "claims.ttl": write_turtle(contents, claims),
        "graph.ttl": write_turtle(contents, facts, claims),
        "graph.trig": write_trig(contents, claims, facts),
        "graph.nt": write_ntriples(contents),
        "graph.jsonld": write_jsonld(contents),
        "graph.graphml": write_graphml(contents),
        "claims.csv": write_claims_table(contents),
        "flows.csv": write_flows_table(contents),
        "background.ttl": write_background(contents),
    }
    return texts | {name: EXTRAS[name](contents) for name in EXTRAS if name in extras}


def write_files(texts: dict[str, str], folder: Path) -> tuple[Path, ...]:
    """Names and texts to files: each is written aside, and all are renamed at the end."""
    aside = [(folder / f".{name}.part", folder / name) for name in texts]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for (part, _), text in zip(aside, texts.values(), strict=True):
            part.write_bytes(text.encode("utf-8"))
        for part, path in aside:
            part.replace(path)
    except OSError as error:
        raise GraphError(f"{folder}: cannot be written: {error.strerror or error}") from None
    finally:
        for part, _ in aside:
            if part.parent.is_dir():
                part.unlink(missing_ok=True)
    return tuple(path for _, path in aside)


__all__ = ["EXTRAS", "read_contents", "to_networkx", "to_rdflib", "write_exports", "write_files", "write_texts"]
