"""A store with a document's claims in; the claims, facts and flows that follow from them by rule out, in their graphs.

Nothing but the CONSTRUCT rules of `ontology/rules` makes a fact.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryTriples, Store

from graphkit.ontology.namespaces import PREFIXES
from graphkit.ontology.rules import Rule

Name = NamedNode | DefaultGraph
#: The kinds of rules whose results are about claims and stand beside them.
OF_CLAIMS = frozenset({"claims", "contradictions"})


def derive_facts(store: Store, claims: Name, facts: Name, rules: Sequence[Rule]) -> None:
    """Runs the rules one after the other, each over what the document says and all that the rules before it made."""
    for rule in rules:
        target = claims if rule.makes in OF_CLAIMS else facts
        made = cast(QueryTriples, store.query(rule.query, prefixes=PREFIXES, default_graph=[claims, facts]))
        store.extend([Quad(triple.subject, triple.predicate, triple.object, target) for triple in made])
