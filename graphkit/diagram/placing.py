"""The arrows of a page in, its nodes out, and the boundaries around them."""
from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from graphkit.diagram.facts import UNSTATED
from graphkit.diagram.picture import Arrow, Boundary, Node, Picture
from graphkit.diagram.places import Places


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
