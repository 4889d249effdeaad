"""Contents in, JSON-LD out: one flat list of nodes under a context that lets plain JSON tools read it.

A property whose values are all things, or all literals of one type, says so once in the context; its values are then
plain strings.
"""
from __future__ import annotations

import json

from graphkit.export.contents import STRING, TYPE, Contents, Resource, Resources, read_type, read_value
from graphkit.export.turtle import SAFE


class Writer:
    """Terms to JSON, remembering which prefixes were used; each term is written once and then looked up."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._written: dict[tuple[str, bool], str] = {}
        self.used: set[str] = set()

    def shorten(self, iri: str) -> str:
        """'gk:shares' for its IRI; the IRI itself where no prefix fits."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._by_namespace.get(iri[:cut])
        if prefix is None or not SAFE.fullmatch(iri[cut:]):
            return iri
        self.used.add(prefix)
        return f"{prefix}:{iri[cut:]}"

    def write_term(self, term: str, *, typed: bool = False) -> str:
        """A term as JSON: a plain string, or, where the context does not tell its type, an object that does."""
        written = self._written.get((term, typed))
        if written is None:
            written = self._written[term, typed] = self._write_new(term, typed)
        return written

    def _write_new(self, term: str, typed: bool) -> str:
        kind = read_type(term)
        text = json.dumps(read_value(term) if kind else self.shorten(term[1:-1]), ensure_ascii=False)
        if not typed or kind == STRING:
            return text
        return f'{{"@value": {text}, "@type": {json.dumps(self.shorten(kind))}}}' if kind else f'{{"@id": {text}}}'


def write_jsonld(contents: Contents) -> str:
    """The claims and facts as one JSON-LD document, a node a line: good for diff, and written fast."""
    resources = merge_resources(contents)
    writer = Writer(contents.prefixes)
    types = find_types(resources)
    nodes = ",\n".join(
        write_node(subject, resources[subject], types, writer) for subject in order_subjects(contents, resources)
    )
    coerced = {
        writer.shorten(predicate[1:-1]): {"@type": "@id" if kind == "@id" else writer.shorten(kind)}
        for predicate, kind in sorted(types.items())
        if kind not in ("", STRING) and predicate != TYPE
    }
    prefixes = {name: namespace for name, namespace in contents.prefixes.items() if name in writer.used}
    context = json.dumps(prefixes | coerced, ensure_ascii=False, indent=1)
    return f'{{"@context": {context},\n"@graph": [\n{nodes}\n]}}\n'


def merge_resources(contents: Contents) -> Resources:
    """What claims and facts say of each subject, together."""
    merged: Resources = {subject: dict(resource) for subject, resource in contents.facts.items()}
    for subject, resource in contents.claims.items():
        known = merged.setdefault(subject, {})
        for predicate, values in resource.items():
            known[predicate] = sorted({*known[predicate], *values}) if predicate in known else values
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
                kind = "@id" if value[0] == "<" else read_type(value)
                if types.setdefault(predicate, kind) != kind:
                    types[predicate] = ""
    return types


def write_node(subject: str, resource: Resource, types: dict[str, str], writer: Writer) -> str:
    """One subject with all that is said of it."""
    members = [f'{{"@id": {writer.write_term(subject)}']
    for predicate, terms in resource.items():
        if predicate == TYPE:
            name, typed = '"@type"', False
        else:
            name, typed = writer.write_term(predicate), not types[predicate]
        values = [writer.write_term(term, typed=typed) for term in terms]
        members.append(f"{name}: {values[0] if len(values) == 1 else '[' + ', '.join(values) + ']'}")
    return ", ".join(members) + "}"
