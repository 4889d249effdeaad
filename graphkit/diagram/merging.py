"""The hops of flows in, the arrows of a page out: parallel ones as one, parties of which the same is said as one.

Arrows between the same two ends, of the same status, are one; uses stay apart, and are left out
where an arrow that says more joins the two.

Outside parties, and records, of which exactly the same is said are drawn as one, with all their names.
"""
from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from graphkit.diagram.notation import Notation
from graphkit.diagram.picture import KINDS, Arrow, Flow, Statement
from graphkit.diagram.places import Places
from graphkit.diagram.routing import Hop
from graphkit.model import BODIES

ALIKE = frozenset({"Role", "Thing", "DataCategory", "Document", *BODIES})  # may be drawn as one


def merge_hops(hops: Iterable[Hop], notation: Notation) -> list[Arrow]:
    """Parallel hops as one arrow each, in the order of the first."""
    groups: dict[tuple[str, str, str, bool], list[Hop]] = {}
    for hop in hops:
        groups.setdefault((hop.source, hop.destination, hop.flow.status, hop.flow.kind == "use"), []).append(hop)
    return [merge_group(group, notation) for group in groups.values()]


def merge_group(hops: list[Hop], notation: Notation) -> Arrow:
    """Parallel hops as one arrow, with the data and claims of all of them."""
    flows = {hop.flow.iri: hop.flow for hop in hops}
    first = hops[0]
    statements: dict[str, Statement] = {item.claim: item for flow in flows.values() for item in flow.statements}
    kind = min((flow.kind for flow in flows.values()), key=KINDS.index)
    return Arrow(
        number=0,
        source=first.source,
        destination=first.destination,
        status=first.flow.status,
        kind=kind,
        data=name_data(flows.values(), kind, notation),
        through=tuple(dict.fromkeys(name for hop in hops for name in hop.through)),
        limits=tuple(dict.fromkeys(words for flow in flows.values() for words in flow.limits)),
        modalities=tuple(sorted({flow.modality for flow in flows.values()})),
        count=max(len(flows), len(statements)),
        flows=tuple(flows),
        statements=tuple(sorted(statements.values())),
    )


def name_data(flows: Iterable[Flow], kind: str, notation: Notation) -> tuple[str, ...]:
    """What goes along merged flows: their data and words; the word for their kind where they have neither."""
    found: dict[str, str] = {}
    for flow in flows:
        words = flow.word or (notation.words["access"] if flow.kind == "access" else "")
        for label in (*([words] if words else []), *flow.data):
            found.setdefault(label.casefold(), label)
    if kind == "use":  # of "recognition" and "face recognition" only the second
        found = {key: label for key, label in found.items() if not any(key in other for other in found if other != key)}
    return tuple(found.values()) or (notation.words[kind],)


def drop_weaker(arrows: list[Arrow], places: Places) -> list[Arrow]:
    """Without the queries and uses where an arrow that says more joins the system to the party or a part of it."""
    joined = {
        frozenset((inner, outer))
        for arrow in arrows
        if arrow.kind in ("flow", "access") and arrow.status != "denied"
        for one, other in ((arrow.source, arrow.destination), (arrow.destination, arrow.source))
        for inner, outer in ((one, party) for party in (other, *places.list_around(other)))
    }
    queried = {frozenset((arrow.source, arrow.destination)) for arrow in arrows if arrow.kind == "query"}
    return [
        arrow
        for arrow in arrows
        if arrow.kind in ("flow", "access")
        or frozenset((arrow.source, arrow.destination)) not in (joined if arrow.kind == "query" else joined | queried)
    ]


def join_twins(arrows: list[Arrow], places: Places) -> tuple[list[Arrow], dict[str, tuple[str, ...]]]:
    """Outside parties or records of which the same is said as one: arrows to the first, and whom it stands for."""
    said: dict[str, list[tuple[object, ...]]] = {}
    for arrow in arrows:
        same = (arrow.status, arrow.kind, arrow.data, arrow.through, arrow.limits, arrow.modalities)
        said.setdefault(arrow.source, []).append(("from", arrow.destination, *same))
        said.setdefault(arrow.destination, []).append(("to", arrow.source, *same))
    alike: dict[tuple[object, ...], list[str]] = {}
    for iri, arrow_words in said.items():
        node = places.nodes.get(iri)
        if node and node.kind in ALIKE and not node.inside and iri not in places.boundaries:
            alike.setdefault((node.kind, node.notes, *arrow_words), []).append(iri)
    twins = {group[0]: tuple(group) for group in alike.values() if len(group) > 1}
    first = {iri: group[0] for group in twins.values() for iri in group}
    joined: dict[tuple[object, ...], list[Arrow]] = {}
    for arrow in arrows:
        source, destination = (first.get(end, end) for end in (arrow.source, arrow.destination))
        arrow = replace(arrow, source=source, destination=destination)
        joined.setdefault((source, destination, arrow.status, arrow.kind == "use"), []).append(arrow)
    return [join_arrows(group) for group in joined.values()], twins


def join_arrows(arrows: list[Arrow]) -> Arrow:
    """Arrows that say the same of parties drawn as one."""
    flows = tuple(dict.fromkeys(flow for arrow in arrows for flow in arrow.flows))
    statements = tuple(sorted({item for arrow in arrows for item in arrow.statements}))
    return replace(arrows[0], flows=flows, statements=statements, count=max(len(flows), len(statements)))
