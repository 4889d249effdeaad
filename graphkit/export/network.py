"""Contents in, a network out: things as nodes, facts and affirmed flows as edges with the claims behind them.

What is denied or only possible is no edge: whoever counts paths in a network must not count those.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.export.contents import (
    ALT_LABEL,
    DERIVED_FROM,
    EXACT,
    OBJECT,
    PREDICATE,
    SELECTOR,
    SUBJECT,
    TYPE,
    Contents,
    read_local,
    read_value,
    word,
)
from graphkit.ontology.namespaces import GK

FACTUAL = frozenset({word("Stated"), word("Procedural")})


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A thing, or a literal that a fact ends in (kind 'Literal')."""

    id: str
    label: str
    kind: str
    names: str = ""


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """A fact (kind 'fact') or a flow of data (kind 'flow'), with the IRIs of its claims and the words of the first."""

    id: str
    source: str
    target: str
    kind: str
    label: str
    predicate: str
    data: str
    claims: str
    quote: str


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes, then edges between them."""

    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]


def build_network(contents: Contents) -> Network:
    """A graph's contents to its network, in the order of the Turtle files."""
    edges = (*build_facts(contents), *build_flows(contents))
    nodes = {node.id: node for node in build_things(contents)}
    for edge in edges:
        for end in (edge.source, edge.target):
            if end not in nodes:
                kind = "Unstated" if end == f"{GK}Unstated" else "Literal"
                nodes[end] = NetworkNode(end, "Unstated" if kind == "Unstated" else end.partition(":")[2], kind)
    return Network(tuple(nodes.values()), edges)


def build_things(contents: Contents) -> Iterator[NetworkNode]:
    """The things by kind and label."""
    for kind, names in contents.thing_order:
        for name in names:
            others = "; ".join(read_value(term) for term in contents.facts[name].get(ALT_LABEL, ()))
            yield NetworkNode(read_value(name), contents.find_label(name), kind, others)


def build_facts(contents: Contents) -> Iterator[NetworkEdge]:
    """The plain facts, with the claims that state them."""
    behind = find_supporters(contents)
    for _, names in contents.thing_order:
        for subject in names:
            for predicate, values in contents.facts[subject].items():
                for value in values:
                    claims = behind.get((subject, predicate, value))
                    if claims:
                        yield build_fact(contents, subject, predicate, value, claims)


def find_supporters(contents: Contents) -> dict[tuple[str, str, str], list[str]]:
    """Statement → the affirmed claims that make it, in the order of the document."""
    behind: dict[tuple[str, str, str], list[str]] = {}
    for claim in contents.claim_order:
        resource = contents.claims[claim]
        if resource[word("polarity")] == [word("Affirmed")] and resource[word("modality")][0] in FACTUAL:
            statement = (resource[SUBJECT][0], resource[PREDICATE][0], resource[OBJECT][0])
            behind.setdefault(statement, []).append(claim)
    return behind


def build_fact(contents: Contents, subject: str, predicate: str, value: str, claims: list[str]) -> NetworkEdge:
    """One fact as an edge; a literal becomes a node of its own."""
    source, name = read_value(subject), read_local(predicate)
    target = read_value(value) if value.startswith("<") else f"literal:{read_value(value)}"
    return NetworkEdge(
        id=f"{source} {name} {target}",
        source=source,
        target=target,
        kind="fact",
        label=name,
        predicate=name,
        data="",
        claims=" ".join(map(read_value, claims)),
        quote=find_quote(contents, claims[0]),
    )


def build_flows(contents: Contents) -> Iterator[NetworkEdge]:
    """The affirmed flows."""
    for flow in contents.flow_order:
        resource = contents.facts[flow]
        if word("DataFlow") not in resource[TYPE]:
            continue
        claims = sorted(resource[DERIVED_FROM], key=contents.find_place)
        data = "; ".join(contents.find_label(term) for term in resource.get(word("data"), ()))
        predicates = " ".join(map(read_local, resource[word("flowPredicate")]))
        yield NetworkEdge(
            id=read_value(flow),
            source=read_value(resource[word("source")][0]),
            target=read_value(resource[word("destination")][0]),
            kind="flow",
            label=data or predicates,
            predicate=predicates,
            data=data,
            claims=" ".join(map(read_value, claims)),
            quote=find_quote(contents, claims[0]),
        )


def find_quote(contents: Contents, claim: str) -> str:
    """The words that a claim rests on, white space folded, several passages joined by an ellipsis."""
    passages = sorted(
        contents.claims[claim].get(word("evidence"), ()), key=lambda passage: contents.places.get(passage, (0, 0))
    )
    quotes = [
        read_value(contents.claims[selector][EXACT][0])
        for passage in passages
        for selector in contents.claims.get(passage, {}).get(SELECTOR, ())
        if EXACT in contents.claims.get(selector, {})
    ]
    return " … ".join(" ".join(quote.split()) for quote in quotes)
