"""Contents in, JSON-LD out: one flat list of nodes under a context that lets plain JSON tools read it.

A property whose values are all things, or all literals of one type, says so once in the context; its values are then
plain strings.
"""
from __future__ import annotations

import json
from typing import Any

from graphkit.export.contents import TYPE, Contents, Resources, read_type, read_value
from graphkit.export.turtle import SAFE
from graphkit.ontology.namespaces import XSD


class Shortener:
    """IRIs to compact IRIs, remembering which prefixes were used."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._short: dict[str, str] = {}
        self.used: set[str] = set()

    def shorten(self, iri: str) -> str:
        """'gk:shares' for its IRI; the IRI itself where no prefix fits."""
        short = self._short.get(iri)
        if short is None:
            short = self._short[iri] = self._find_short(iri)
        return short

    def _find_short(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._by_namespace.get(iri[:cut])
        if prefix is None or not SAFE.fullmatch(iri[cut:]):
            return iri
        self.used.add(prefix)
        return f"{prefix}:{iri[cut:]}"


def write_jsonld(contents: Contents) -> str:
    """The claims and facts as one JSON-LD document."""
    resources = merge_resources(contents)
    shortener = Shortener(contents.prefixes)
    types = find_types(resources)
    nodes = [build_node(subject, resources, types, shortener) for subject in order_subjects(contents, resources)]
    coerced = {
        shortener.shorten(read_value(predicate)): {"@type": "@id" if kind == "@id" else shortener.shorten(kind)}
        for predicate, kind in sorted(types.items())
        if kind and kind != f"{XSD}string" and predicate != TYPE
    }
    prefixes = {name: namespace for name, namespace in contents.prefixes.items() if name in shortener.used}
    context = json.dumps(prefixes | coerced, ensure_ascii=False, indent=1)
    lines = ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes)  # a node a line: for diff, and fast
    return f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n'


def merge_resources(contents: Contents) -> Resources:
    """What claims and facts say of each subject, together."""
    merged: Resources = {subject: dict(resource) for subject, resource in contents.facts.items()}
    for subject, resource in contents.claims.items():
        known = merged.setdefault(subject, {})
        for predicate, values in resource.items():
            known[predicate] = sorted({*known.get(predicate, ()), *values})
    return merged


def order_subjects(contents: Contents, resources: Resources) -> list[str]:
    """Things, flows and claims in the order of the Turtle files, then all else."""
    things = [name for _, names in contents.thing_order for name in names]
    return list(dict.fromkeys([*things, *contents.flow_order, *contents.claim_order, *resources]))


def find_types(resources: Resources) -> dict[str, str]:
    """For each property the one type of all its values: '@id' for things, '' where they differ."""
    types: dict[str, str] = {}
    for resource in resources.values():
        for predicate, values in resource.items():
            for value in values:
                kind = read_type(value) or "@id"
                if types.setdefault(predicate, kind) != kind:
                    types[predicate] = ""
    return types


def build_node(subject: str, resources: Resources, types: dict[str, str], shortener: Shortener) -> dict[str, Any]:
    """One subject with all that is said of it."""
    node: dict[str, Any] = {"@id": shortener.shorten(read_value(subject))}
    for predicate, terms in resources[subject].items():
        if predicate == TYPE:
            node["@type"] = [shortener.shorten(read_value(term)) for term in terms]
            continue
        values = [build_value(term, types[predicate], shortener) for term in terms]
        node[shortener.shorten(predicate[1:-1])] = values[0] if len(values) == 1 else values
    return node


def build_value(term: str, kind: str, shortener: Shortener) -> str | dict[str, str]:
    """A term as a value: plain where the context tells its type."""
    own = read_type(term)
    text = read_value(term) if own else shortener.shorten(read_value(term))
    if kind or own == f"{XSD}string":
        return text
    return {"@value": text, "@type": shortener.shorten(own)} if own else {"@id": text}
