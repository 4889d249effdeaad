"""A Picture in, a Page out: what one diagram shows of it, routed, merged, cut to size and placed.

The page counts what it leaves out.
"""
from __future__ import annotations

from difflib import get_close_matches

from graphkit.diagram.merging import drop_weaker, join_twins, merge_hops
from graphkit.diagram.notation import load_notation
from graphkit.diagram.picture import Flow, Page, Picture
from graphkit.diagram.places import Places, list_things
from graphkit.diagram.placing import place_nodes
from graphkit.diagram.ranking import keep_strongest, number_arrows
from graphkit.diagram.routing import route_flow
from graphkit.errors import DiagramError
from graphkit.model import BODIES

CLOSE = 5  # names to offer for an unknown one
SUBJECTS = frozenset({"System", *BODIES})


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
