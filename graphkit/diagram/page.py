"""A Picture in, a Page out: what one diagram shows of it, routed, merged, cut to size and numbered.

Routing. A flow through a system ends at that system if the system stands inside the destination's boundary, or if the
text names no destination; it leaves from it likewise; else it goes in two arrows with one number. A denied flow stays
one arrow, with the system in its words: what is denied is the whole.

Merging. Arrows between the same two ends, of the same status, are one; uses stay apart, and are left out
where an arrow that says more joins the two.

Outside parties, and records, of which exactly the same is said are drawn as one, with all their names.

Size. About twelve arrows fit. Kept first are those with both ends stated; then denials, flows, access and what is said
three times, before queries, before uses; then those that leave or enter an organization, that more claims state, that
are said first.
What one sentence says of several parties stays together. The page counts what it leaves out.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from graphkit.diagram.notation import Notation, load_notation
from graphkit.diagram.picture import KINDS, Arrow, Boundary, Flow, Node, Page, Picture, Statement
from graphkit.diagram.read import ORGANIZATIONS, UNSTATED
from graphkit.errors import DiagramError

CLOSE = 5  # names to offer for an unknown one
OFTEN = 3  # statements that make a use as weighty as a flow
SLACK = 2  # arrows over the limit, so that what one sentence says is not torn apart
SUBJECTS = frozenset({"System", *ORGANIZATIONS})
ALIKE = frozenset({"Role", "Thing", "DataCategory", "Document", *ORGANIZATIONS})  # may be drawn as one


@dataclass(frozen=True, slots=True)
class Hop:
    """A flow, or half of one, between two ends that are drawn."""

    source: str
    destination: str
    flow: Flow
    through: tuple[str, ...] = ()


class Places:
    """What stands inside what in a picture."""

    def __init__(self, picture: Picture) -> None:
        self.nodes = {node.iri: node for node in picture.nodes}
        self.boundaries = {boundary.iri: boundary for boundary in picture.boundaries}
        self._inside = {thing.iri: thing.inside for thing in list_things(picture)}

    def list_around(self, iri: str) -> list[str]:
        """The boundaries around a thing, from the inside."""
        around: list[str] = []
        while (iri := self._inside.get(iri, "")) and iri not in around:
            around.append(iri)
        return around

    def find_outermost(self, iri: str) -> str:
        """The outermost organization that a thing belongs to as the document says: itself if to none."""
        around = [outer for outer in self.list_around(iri) if not self.boundaries[outer].beforehand]
        return around[-1] if around else iri

    def find_label(self, iri: str) -> str:
        """The name of a node or boundary."""
        thing = self.nodes.get(iri) or self.boundaries.get(iri)
        return thing.label if thing else iri


def build_page(
    picture: Picture,
    *,
    focus: str = "",
    data: str = "",
    denied: bool = True,
    possible: bool = True,
    limit: int | None = None,
) -> Page:
    """What a diagram shows: of one thing (`focus`: name or IRI), of one kind of data, or the whole."""
    notation, places = load_notation(), Places(picture)
    subject = find_focus(picture, focus) if focus else ""
    hidden = {status for status, shown in (("denied", denied), ("possible", possible)) if not shown}
    flows = [flow for flow in picture.flows if flow.status not in hidden]
    if subject:
        flows = [flow for flow in flows if touches_subject(flow, subject, places)]
    if data:
        flows = [flow for flow in flows if carries_data(flow, data, places)]
    hops = [hop for flow in flows for hop in route_flow(flow, places)]
    drawn = {id(hop.flow) for hop in hops}
    arrows = drop_weaker(merge_hops(hops, notation), places)
    arrows, twins = join_twins(arrows, places)
    kept, left_out = keep_strongest(arrows, limit or notation.page["arrows"], places)
    nodes, boundaries, ended = place_nodes(number_arrows(kept), picture, places, twins)
    return Page(
        nodes,
        boundaries,
        ended,
        subject=places.find_label(subject) if subject else data,
        focus=subject,
        document=", ".join(part for part in (picture.author, picture.date) if part),
        left_out=left_out,
        unplaced=sum(id(flow) not in drawn for flow in flows),
    )


# ---------------------------------------------------------------------------------------------------- choosing


def list_things(picture: Picture) -> list[Node | Boundary]:
    """All that is drawn and has a name."""
    return [*picture.nodes, *picture.boundaries]


def find_focus(picture: Picture, name: str) -> str:
    """A name or IRI to the IRI of a thing in the picture; an error that lists close names if there is none."""
    names: dict[str, str] = {}
    things = list_things(picture)
    for thing in things:
        names.setdefault(thing.label.casefold(), thing.iri)
    for node in picture.nodes:
        for other in node.names:
            names.setdefault(other.casefold(), node.iri)
    if any(thing.iri == name for thing in things):
        return name
    if name.casefold() in names:
        return names[name.casefold()]
    labels = {thing.label.casefold(): thing.label for thing in things}
    close = [labels[found] for found in get_close_matches(name.casefold(), sorted(labels), CLOSE, 0.4)]
    offered = close or sorted(labels.values(), key=str.casefold)[:CLOSE]
    hint = f"; did you mean {', '.join(offered)}?" if offered else ""
    raise DiagramError(f"{name}: no party or system with a data flow has this name{hint}")


def list_subjects(picture: Picture) -> list[str]:
    """The systems and organizations that a diagram of their own can be drawn of, as IRIs in order.

    Only what has a name: "local agencies" is nobody in particular, and stands in the diagrams of the others.
    """
    systems = {node.iri for node in picture.nodes if node.kind in SUBJECTS and has_name(node.label)}
    organizations = {
        boundary.iri for boundary in picture.boundaries if not boundary.beforehand and has_name(boundary.label)
    }
    places = Places(picture)
    return [
        iri
        for iri in sorted(systems | organizations)
        if any(touches_subject(flow, iri, places) and route_flow(flow, places) for flow in picture.flows)
    ]


def has_name(label: str) -> bool:
    """Whether a label is a name and not a common noun: some letter of it is a capital."""
    return any(letter.isupper() for letter in label)


def touches_subject(flow: Flow, subject: str, places: Places) -> bool:
    """Whether a flow leaves, reaches or passes through a thing or anything inside it."""
    ends = (flow.source, flow.destination, *flow.via)
    return any(end == subject or subject in places.list_around(end) for end in ends)


def carries_data(flow: Flow, data: str, places: Places) -> bool:
    """Whether the name of some data of the flow, or of a store of it, contains the words."""
    ends = [places.nodes[end] for end in (flow.source, flow.destination) if end in places.nodes]
    stores = (node.label for node in ends if node.kind == "DataCategory")
    return any(data.casefold() in label.casefold() for label in (*flow.data, *stores))


# ---------------------------------------------------------------------------------------------------- routing


def route_flow(flow: Flow, places: Places) -> list[Hop]:
    """The arrows that a flow is drawn as: none if it names no two ends."""
    via = [item for item in flow.via if item not in (flow.source, flow.destination, UNSTATED)]
    hops = list(route_through(flow, via, places))
    return [hop for hop in hops if hop.source != hop.destination] if is_drawable(hops) else []


def is_drawable(hops: Iterable[Hop]) -> bool:
    """Whether at least one end of some arrow is known."""
    return any(hop.source != UNSTATED or hop.destination != UNSTATED for hop in hops)


def route_through(flow: Flow, via: list[str], places: Places) -> Iterator[Hop]:
    """The hops of a flow, as the routing rule above says."""
    source, destination = flow.source, flow.destination
    names = tuple(places.find_label(item) for item in via)
    arriving = [item for item in via if destination == UNSTATED or destination in places.list_around(item)]
    leaving = [item for item in via if source == UNSTATED or source in places.list_around(item)]
    if not via or flow.status == "denied" or source == destination:
        yield Hop(source, destination, flow, names)
    elif source == destination == UNSTATED:
        return
    elif arriving and source != UNSTATED:
        for item in arriving:
            yield Hop(source, item, flow)
    elif leaving and destination != UNSTATED:
        for item in leaving:
            yield Hop(item, destination, flow)
    elif len(via) == 1:
        yield Hop(source, via[0], flow)
        yield Hop(via[0], destination, flow)
    else:
        yield Hop(source, destination, flow, names)


# ---------------------------------------------------------------------------------------------------- merging


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


def keep_strongest(arrows: list[Arrow], limit: int, places: Places) -> tuple[list[Arrow], int]:
    """As many arrows as fit on a page, in their order, and how many are left out.

    Halves of one flow stay together; so does what one sentence says, if it takes no more than SLACK over the limit.
    """
    groups: dict[tuple[str, ...], list[Arrow]] = {}
    for arrow in arrows:
        groups.setdefault(arrow.flows, []).append(arrow)
    ranked = sorted(groups.values(), key=lambda group: rank_arrow(group[0], places))  # stable: the earlier first
    families: dict[tuple[object, ...], list[list[Arrow]]] = {}
    for group in ranked:
        families.setdefault(name_family(group[0]), []).append(group)
    chosen: list[list[Arrow]] = []
    for family in families.values():
        fits = len(chosen) < limit and len(chosen) + len(family) <= limit + SLACK
        chosen += family if fits else family[: max(0, limit - len(chosen))]
    kept = {id(arrow) for group in chosen for arrow in group}
    return [arrow for arrow in arrows if id(arrow) in kept], len(ranked) - len(chosen)


def name_family(arrow: Arrow) -> tuple[object, ...]:
    """What arrows share that one sentence gives for several parties: half of them would say something else."""
    return arrow.status, arrow.kind, arrow.data, tuple(item.quote for item in arrow.statements) or arrow.flows


def rank_arrow(arrow: Arrow, places: Places) -> tuple[bool, int, bool, int]:
    """The smaller, the sooner an arrow is kept: as the rule above says."""
    outermost = {places.find_outermost(end) for end in (arrow.source, arrow.destination)}
    crosses = len(outermost) > 1 and not outermost.isdisjoint(places.boundaries)
    weighty = arrow.status == "denied" or len(arrow.statements) >= OFTEN
    strength = 0 if weighty else max(0, KINDS.index(arrow.kind) - 1)
    return UNSTATED in (arrow.source, arrow.destination), strength, not crosses, -len(arrow.statements)


def number_arrows(arrows: Iterable[Arrow]) -> list[Arrow]:
    """Arrows in the order of the document, numbered; halves of one flow share a number."""
    numbers: dict[tuple[str, ...], int] = {}
    ordered = sorted(arrows, key=lambda arrow: arrow.statements[:1] or (Statement(1 << 62, ""),))
    return [replace(arrow, number=numbers.setdefault(arrow.flows, len(numbers) + 1)) for arrow in ordered]


# ---------------------------------------------------------------------------------------------------- placing


def place_nodes(
    arrows: Iterable[Arrow], picture: Picture, places: Places, twins: dict[str, tuple[str, ...]]
) -> tuple[tuple[Node, ...], tuple[Boundary, ...], tuple[Arrow, ...]]:
    """The ends of arrows as nodes, and the boundaries around them; each arrow to no one has an end of its own."""
    nodes: dict[str, Node] = {}
    ended: list[Arrow] = []
    for arrow in arrows:
        ends = []
        for side, end in (("from", arrow.source), ("to", arrow.destination)):
            iri = f"{UNSTATED}-{side}-{len(ended) + 1}" if end == UNSTATED else end
            nodes.setdefault(iri, name_node(iri, end, places, twins.get(end, ())))
            ends.append(iri)
        ended.append(replace(arrow, source=ends[0], destination=ends[1]))
    boundaries = choose_boundaries(nodes, picture, places)
    placed = (place_node(node, boundaries, places) for node in nodes.values())
    return tuple(placed), tuple(boundaries.values()), tuple(ended)


def name_node(iri: str, end: str, places: Places, twins: tuple[str, ...]) -> Node:
    """A node for one end of an arrow: of a party, of several drawn as one, or of no one."""
    node = places.nodes.get(end) or Node(iri, places.find_label(end), "Unstated")
    if not twins:
        return node
    return replace(node, label=", ".join(sorted(places.find_label(item) for item in twins)), full_name="")


def choose_boundaries(nodes: dict[str, Node], picture: Picture, places: Places) -> dict[str, Boundary]:
    """The boundaries that a page draws: all around its nodes but needless ones, which are told of in words."""
    used = {outer for iri in nodes for outer in places.list_around(iri)}
    chosen = {iri: boundary for iri, boundary in places.boundaries.items() if iri in used}
    author = places.nodes.get(picture.author_iri)
    if author and author.iri in nodes and author.iri not in chosen:  # the one who speaks is no outside party
        chosen[author.iri] = Boundary(author.iri, author.label, inside=author.inside)
    while needless := [iri for iri in sorted(chosen) if is_needless(iri, chosen, nodes, places)]:
        del chosen[needless[0]]
    return {iri: enclose_boundary(boundary, chosen, places) for iri, boundary in sorted(chosen.items())}


def is_needless(iri: str, chosen: dict[str, Boundary], nodes: dict[str, Node], places: Places) -> bool:
    """Whether a boundary that only background knowledge draws would hold one thing, or nothing but other boundaries.

    A line around whole agencies of which the document does not say that they belong together makes arrows long.
    """
    if not chosen[iri].beforehand:
        return False
    inside = {item for item in (*chosen, *nodes) if find_enclosing(item, chosen, places) == iri} | ({iri} & set(nodes))
    return len(inside) < 2 or inside <= set(chosen) - {iri}


def enclose_boundary(boundary: Boundary, chosen: dict[str, Boundary], places: Places) -> Boundary:
    """A boundary inside the next that is drawn around it; with the name of one in between that is not."""
    inside = find_enclosing(boundary.iri, chosen, places)
    outer = places.list_around(boundary.iri)[:1]
    part_of = places.find_label(outer[0]) if outer and outer[0] != inside else ""
    return replace(boundary, inside=inside, part_of=part_of)


def find_enclosing(iri: str, chosen: dict[str, Boundary], places: Places) -> str:
    """The innermost drawn boundary around a thing, '' for none."""
    return next((outer for outer in places.list_around(iri) if outer in chosen), "")


def place_node(node: Node, boundaries: dict[str, Boundary], places: Places) -> Node:
    """A node in the innermost drawn boundary; an organization that has a boundary stands inside its own."""
    return replace(node, inside=node.iri if node.iri in boundaries else find_enclosing(node.iri, boundaries, places))
