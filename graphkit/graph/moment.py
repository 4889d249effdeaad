"""A store with a build in, and a day; the store with what holds on that day out, facts and flows derived anew.

Claims whose times exclude the day go, with all that was derived from claims; then the rules run over those that stay.
A fact that was withheld for a denial of another time may so appear, and one that rests on gone claims alone goes.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct
from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from graphkit.errors import GraphError
from graphkit.graph.facts import Name, derive_facts
from graphkit.graph.validity import TIMES, Day, Interval, find_validity
from graphkit.ontology.comparison import load_comparison
from graphkit.ontology.namespaces import GK, RDF
from graphkit.ontology.rules import Rule, load_rules
from graphkit.ontology.terms import load_terms

TYPE, PREDICATE, OBJECT = (NamedNode(f"{RDF}{name}") for name in ("type", "predicate", "object"))
CLAIM, DERIVED = NamedNode(f"{GK}Claim"), NamedNode(f"{GK}derivedBy")
FLOWS = tuple(NamedNode(GK + name) for name in ("DataFlow", "DeniedDataFlow", "PossibleDataFlow"))
#: What rules say of claims.
MADE = tuple(NamedNode(GK + name) for name in ("contradicts", "deniesOnlyLimit"))


def restrict_store(store: Store, day: Day, *, rules: Sequence[Rule] | None = None) -> Store:
    """A copy of a store with the claims that hold on a day, and the facts and flows that follow from these.

    Raises GraphError for a store without claims.
    """
    copy = Store()
    copy.extend(store)
    documents = find_documents(copy)
    if not documents:
        raise GraphError(f"no claims in the graph: what held on {day} cannot be told")
    for claims, facts in documents:
        drop_excluded(copy, claims, day)
        drop_derived(copy, claims, facts)
        derive_facts(copy, claims, facts, load_rules() if rules is None else rules)
    return copy


def find_documents(store: Store) -> list[tuple[Name, Name]]:
    """The graph of the claims and that of the facts of each document; one for both where a file had no named graphs."""
    found = {quad.graph_name for quad in store.quads_for_pattern(None, TYPE, CLAIM, None)}
    return [(graph, find_facts(graph)) for graph in sorted(found, key=str) if not isinstance(graph, BlankNode)]


def find_facts(claims: Name) -> Name:
    """The graph beside that of the claims."""
    if isinstance(claims, NamedNode) and claims.value.endswith("/claims"):
        return NamedNode(claims.value.removesuffix("claims") + "facts")
    return claims


def drop_excluded(store: Store, claims: Name, day: Day) -> None:
    """Removes the claims whose own times exclude the day, and those that rules made."""
    found = [read_timed(store, quad.subject, claims) for quad in store.quads_for_pattern(None, TYPE, CLAIM, claims)]
    begun = [claim for claim in found if claim.predicate in load_comparison().once and claim.affirmed]
    for claim in found:
        if claim.made or not (claim.holds(day) or claim.is_still_tried(day, begun)):
            for each in list(store.quads_for_pattern(claim.node, None, None, claims)):
                store.remove(each)


class Timed(Struct, frozen=True):
    """A claim and the days on which it holds by its own times; made: by a rule, from other claims."""

    node: NamedNode | BlankNode | Triple
    predicate: str
    object: str
    affirmed: bool
    made: bool
    validity: Interval | None

    def holds(self, day: Day) -> bool:
        return self.validity is None or self.validity.holds(day)

    def is_still_tried(self, day: Day, begun: Sequence[Timed]) -> bool:
        """Whether a trial of the past is still all that there is: what was tried begins on a later day."""
        if self.predicate not in load_comparison().trials or self.validity is None or not self.affirmed:
            return False
        starts = [one.validity.first for one in begun if one.object == self.object and one.validity]
        first = self.validity.first
        return first is not None and first <= day and any(start and start > day for start in starts) and not any(
            start and start <= day for start in starts)


def read_timed(store: Store, node: NamedNode | BlankNode | Triple, claims: Name) -> Timed:
    """A claim in the store to what its times say."""
    values: dict[str, str] = defaultdict(str)
    for each in store.quads_for_pattern(node, None, None, claims):
        if isinstance(each.object, Literal | NamedNode):
            values[each.predicate.value] = each.object.value
    times = {name: values[GK + name] for name in TIMES if GK + name in values}
    predicate = values[PREDICATE.value].removeprefix(GK)
    return Timed(node, predicate, values[OBJECT.value], values[f"{GK}polarity"] == f"{GK}Affirmed",
                 values[DERIVED.value].startswith("rule:"), find_validity(predicate, times))


def drop_derived(store: Store, claims: Name, facts: Name) -> None:
    """Removes facts, flows, and what rules say of claims."""
    flows = {quad.subject for kind in FLOWS for quad in store.quads_for_pattern(None, TYPE, kind, facts)}
    gone = [quad for flow in flows for quad in store.quads_for_pattern(flow, None, None, facts)]
    for name in sorted(load_terms().predicate_names):
        gone += store.quads_for_pattern(None, NamedNode(GK + name), None, facts)
    for predicate in MADE:
        gone += store.quads_for_pattern(None, predicate, None, claims)
    for quad in gone:
        store.remove(quad)
