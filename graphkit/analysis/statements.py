"""A build's graph in, its claims as labels, quotes and roles out: what checks and comparisons read."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.analysis.gold import squeeze
from graphkit.errors import GraphError

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolution, Store, Triple

GK = "https://w3id.org/graphkit/ns#"
LABELS = ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#altLabel")
PREFIXES = f"""PREFIX gk: <{GK}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
"""
#: What every claim has and no role is.
NOT_ROLES = frozenset({"polarity", "modality", "evidence", "statedIn", "speaker"})
#: What tells how a claim was read, and not what it says: left out where a claim is printed.
ABOUT_READING = frozenset({"confidence", "derivedBy", "withheldBecause", "contradicts", "saidOn"})
#: The files that hold a build's claims and facts, the fullest first; what was known beforehand is in neither.
GRAPH_FILES = (("graph.trig",), ("graph.ttl",), ("claims.ttl", "facts.ttl"))


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as its graph tells it; `subject` and `object` are terms in N-Triples, labels and quotes plain texts."""

    iri: str
    subject: str
    predicate: str
    object: str
    polarity: str
    modality: str
    subject_labels: tuple[str, ...]
    object_labels: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def triple(self) -> tuple[str, str, str]:
        return self.subject, self.predicate, self.object

    @property
    def literal(self) -> bool:
        return self.object.startswith('"')

    def __str__(self) -> str:
        sign = "" if self.polarity == "affirmed" else "NOT "
        roles = "".join(f" {name}={labels[0]!r}" for name, labels in sorted(self.roles.items())
                        if name not in ABOUT_READING)
        return f"{self.subject_labels[0]} {sign}{self.predicate} {self.object_labels[0]!r} ({self.modality}){roles}"


def open_graph(path: Path) -> Store:
    """A build's folder, or a single RDF file, in; its claims and facts in one store out."""
    import pyoxigraph

    store = pyoxigraph.Store()
    for file in find_graph_files(path):
        format_ = pyoxigraph.RdfFormat.from_extension(file.suffix.lstrip("."))
        if format_ is None:
            raise GraphError(f"{file}: not a file of RDF by its ending")
        try:
            store.bulk_load(path=str(file), format=format_)
        except (OSError, SyntaxError) as error:
            raise GraphError(f"{file}: {error}") from error
    return store


def find_graph_files(path: Path) -> tuple[Path, ...]:
    """A path in, the files to load from it out; a folder without a graph is refused."""
    if path.is_file():
        return (path,)
    for names in GRAPH_FILES:
        files = tuple(path / name for name in names)
        if all(file.is_file() for file in files):
            return files
    raise GraphError(f"{path}: {'no build: neither graph.trig nor graph.ttl in it' if path.is_dir() else 'not found'}")


def read_statements(store: Store) -> tuple[Statement, ...]:
    """A graph in, its claims out, in the order of their IRIs."""
    labels = read_labels(store)
    quotes = collect_values(select_rows(store, "gk:evidence/(oa:hasSelector|oa:refinedBy)*/oa:exact ?value"))
    roles = read_roles(store, labels)
    rows = select_rows(store, """rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
        gk:polarity ?polarity ; gk:modality ?modality""")
    found: dict[str, Statement] = {}
    for row in sorted(rows, key=str):
        iri = row["claim"].value
        found.setdefault(iri, Statement(
            iri, str(row["subject"]), shorten(row["predicate"].value), str(row["object"]),
            shorten(row["polarity"].value).lower(), name_modality(row["modality"].value),
            find_labels(row["subject"], labels), find_labels(row["object"], labels),
            tuple(quotes.get(iri, ())), {name: tuple(values) for name, values in roles.get(iri, {}).items()},
        ))
    return tuple(found[iri] for iri in sorted(found))


def select_rows(store: Store, pattern: str) -> Iterator[QuerySolution]:
    """What every claim is asked for in, the rows out: each claim beside its values, over all graphs."""
    query = f"{PREFIXES}SELECT DISTINCT * {{ ?claim a gk:Claim ; {pattern} }}"
    return iter(store.query(query, use_default_graph_as_union=True))  # type: ignore[arg-type]


def read_labels(store: Store) -> dict[str, tuple[str, ...]]:
    """A graph in, the names of every thing out: its label first, then its other names, each in alphabetical order."""
    from pyoxigraph import NamedNode

    labels: dict[str, list[str]] = defaultdict(list, {f"<{GK}Unstated>": ["Unstated"]})
    for predicate in LABELS:
        quads = store.quads_for_pattern(None, NamedNode(predicate), None, None)
        for subject, value in sorted({(str(quad.subject), read_value(quad.object)) for quad in quads}):
            labels[subject].append(value)
    return {subject: tuple(values) for subject, values in labels.items()}


def read_value(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """A term in, its words or its IRI out."""
    return str(term) if not hasattr(term, "value") else term.value


def find_labels(term: NamedNode | BlankNode | Literal | Triple, labels: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A term in, what it is called out: a literal by its own words, a thing without a label by its IRI."""
    from pyoxigraph import Literal

    if isinstance(term, Literal):
        return (squeeze(term.value),)
    return labels.get(str(term)) or (str(term).strip("<>"),)


def read_roles(store: Store, labels: dict[str, tuple[str, ...]]) -> dict[str, dict[str, list[str]]]:
    """A graph in, for every claim what its roles are filled with out."""
    roles: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(select_rows(store, "?role ?value"), key=str):
        name = row["role"].value
        if name.startswith(GK) and shorten(name) not in NOT_ROLES:
            roles[row["claim"].value][shorten(name)] += find_labels(row["value"], labels)
    return roles


def collect_values(rows: Iterator[QuerySolution]) -> dict[str, list[str]]:
    """Rows of claim and value in, the values of every claim out, in alphabetical order."""
    values: dict[str, list[str]] = defaultdict(list)
    for claim, value in sorted((row["claim"].value, row["value"].value) for row in rows):
        values[claim].append(value)
    return values


def shorten(iri: str) -> str:
    """An IRI in, its local name in graphkit's vocabulary out, or the IRI if it is of another."""
    return iri.removeprefix(GK)


def name_modality(iri: str) -> str:
    """A modality's IRI in, the word that gold files use for it out."""
    name = shorten(iri)
    return {"KnowledgeDisclaimed": "disclaimed"}.get(name, name.lower() if name != iri else name)
