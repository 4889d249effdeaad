"""A flow in, the arrows that it is drawn as out.

A flow through a system ends at that system if the system stands inside the destination's boundary, or if the
text names no destination; it leaves from it likewise; else it goes in two arrows with one number. A denied flow stays
one arrow, with the system in its words: what is denied is the whole.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from graphkit.diagram.facts import UNSTATED
from graphkit.diagram.picture import Flow
from graphkit.diagram.places import Places


class Hop(Struct, frozen=True):
    """A flow, or half of one, between two ends that are drawn."""

    source: str
    destination: str
    flow: Flow
    through: tuple[str, ...] = ()


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
