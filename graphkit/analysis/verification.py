"""A graph and its document in, every claim whose words are not in the document where it says they are out."""
from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.analysis.source import Origin
from graphkit.analysis.statements import PREFIXES, Statement, read_statements

if TYPE_CHECKING:
    from pyoxigraph import Store

    from graphkit.model import Document

PASSAGES = """SELECT DISTINCT * { ?passage a gk:Passage
    OPTIONAL { ?passage oa:hasSelector ?quote . ?quote oa:exact ?exact
        OPTIONAL { ?quote oa:refinedBy/oa:exact ?clause } }
    OPTIONAL { ?passage oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end } }"""
RESTING = "SELECT DISTINCT ?node ?passage { ?node gk:evidence|gk:statusEvidence ?passage }"


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A quote and where it stands, as a graph tells it; -1 where it tells no place."""

    start: int
    end: int
    exact: str
    clauses: tuple[str, ...]
    iri: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Words that are not where a graph says they are.

    expected  the quote, or what of it is missing; found: what stands there instead
    moved     where in the document the quote stands instead, or -1
    """

    passage: str
    start: int
    end: int
    expected: str
    found: str
    moved: int = -1


@dataclass(frozen=True, slots=True)
class Failure:
    """A claim, question or answer that rests on words which are not there; `statement` is what it says, if a claim."""

    iri: str
    statement: str
    faults: tuple[Fault, ...]

    @property
    def moved(self) -> bool:
        """Whether all of its words stand unchanged in the document, but not where the graph says."""
        return all(fault.moved >= 0 for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Verification:
    """What a recheck found; `sha256` is the hash of the text as it is now, `recorded` the one in the graph."""

    claims: int
    passages: int
    recorded: str
    sha256: str
    failures: tuple[Failure, ...]

    @property
    def sound(self) -> bool:
        return self.sha256 == self.recorded and not self.failures


def verify_graph(store: Store, origin: Origin, document: Document) -> Verification:
    """A graph, what it says of its document and the document as it is now in, what does not agree out."""
    claims = {claim.iri: claim for claim in read_statements(store)}
    passages = {passage.iri: passage for passage in read_passages(store)}
    faults = {iri: check_passage(passage, document.text) for iri, passage in passages.items()}
    resting = read_resting(store)
    failing = {node: tuple(fault for iri in names for fault in faults.get(iri, (miss_passage(iri),)))
               for node, names in resting.items()}
    for iri in sorted(set(claims) - set(resting)):
        failing[iri] = (miss_passage(""),)
    failures = (Failure(node, describe_node(node, claims), found) for node, found in failing.items() if found)
    return Verification(
        len(claims), len(passages), origin.sha256, document.sha256,
        tuple(sorted(failures, key=lambda failure: (failure.moved, failure.faults[0].start, failure.iri))),
    )


def read_passages(store: Store) -> tuple[Passage, ...]:
    """A graph in, its passages out, in the order of the text."""
    places: dict[str, tuple[int, int, str]] = {}
    clauses: dict[str, set[str]] = defaultdict(set)
    for row in sorted(store.query(PREFIXES + PASSAGES, use_default_graph_as_union=True), key=str):  # type: ignore
        iri = row["passage"].value
        start, end = (int(row[name].value) if row[name] else -1 for name in ("start", "end"))
        places[iri] = start, end, row["exact"].value if row["exact"] else ""
        clauses[iri] |= {row["clause"].value} if row["clause"] else set()
    return tuple(sorted(Passage(*place, tuple(sorted(clauses[iri])), iri) for iri, place in places.items()))


def read_resting(store: Store) -> dict[str, tuple[str, ...]]:
    """A graph in, for every claim, question and answer the passages that it rests on out."""
    passages: dict[str, list[str]] = defaultdict(list)
    rows = store.query(PREFIXES + RESTING, use_default_graph_as_union=True)
    for node, passage in sorted((row["node"].value, row["passage"].value) for row in rows):  # type: ignore
        passages[node].append(passage)
    return {node: tuple(names) for node, names in passages.items()}


def check_passage(passage: Passage, text: str) -> tuple[Fault, ...]:
    """A passage and the text in, what of its words is not there out."""
    found = text[passage.start:passage.end] if 0 <= passage.start < passage.end else ""
    if not passage.exact or found != passage.exact:
        moved = text.find(passage.exact) if passage.exact else -1
        return (Fault(passage.iri, passage.start, passage.end, passage.exact, found, moved),)
    return tuple(Fault(passage.iri, passage.start, passage.end, clause, found)
                 for clause in passage.clauses if clause not in found)


def miss_passage(iri: str) -> Fault:
    """A passage that a claim names and the graph does not hold in, that as a fault out."""
    return Fault(iri, -1, -1, "", "")


def describe_node(iri: str, claims: dict[str, Statement]) -> str:
    """What a claim says, or which part of the document it is that rests on the words."""
    return str(claims[iri]) if iri in claims else ""
