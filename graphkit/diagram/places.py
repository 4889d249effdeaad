"""A Picture in, what stands inside what in it out."""
from __future__ import annotations

from graphkit.diagram.picture import Boundary, Node, Picture


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


def list_things(picture: Picture) -> list[Node | Boundary]:
    """All that is drawn and has a name."""
    return [*picture.nodes, *picture.boundaries]
