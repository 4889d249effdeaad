"""What a diagram shows, before it is known how: the parties, the boundaries around them and the flows between them.

    Picture ─ Node, Boundary, Flow ─ Statement     all that a graph says about who gives what to whom (read.py)
    Page ─ Arrow                                   what one diagram shows of it, numbered (page.py)
"""
from __future__ import annotations

from msgspec import Struct

#: How firmly a flow is said, in the order in which they are drawn and told of.
STATUSES = ("stated", "possible", "denied")
#: What joins two parties: a flow of the graph; access, a query or use, where no flow tells more.
KINDS = ("flow", "access", "query", "use")


class Statement(Struct, frozen=True, order=True):
    """A claim behind a flow: where it starts in the document, its IRI, its words, and where it stands in words."""

    start: int
    claim: str
    quote: str = ""
    place: str = ""


class Node(Struct, frozen=True):
    """A party or a store of data.

    kind       local name of its class; 'Unstated' for an end that the document does not name
    names      its other names
    notes      a few words on what it is or does
    inside     IRI of the boundary that it stands in, or ''
    full_name  what its label is short for, or ''
    """

    iri: str
    label: str
    kind: str
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    inside: str = ""
    full_name: str = ""


class Boundary(Struct, frozen=True):
    """An organization with parts: the line that data crosses when it leaves it.

    beforehand  whether the document itself says of none of its parts that they belong to it
    part_of     label of an organization around it that is known beforehand and not drawn
    """

    iri: str
    label: str
    notes: tuple[str, ...] = ()
    inside: str = ""
    beforehand: bool = False
    full_name: str = ""
    part_of: str = ""


class Flow(Struct, frozen=True):
    """Data that goes, may go or does not go from one party to another, and the claims that say so.

    modality  local name, where the status does not tell it: Planned, Required …
    word      what it is called if it is an access or a use
    data      labels of what goes; via: IRIs of the systems that it goes through
    limits    what it is restricted to, in the document's words
    """

    iri: str
    source: str
    destination: str
    status: str
    kind: str = "flow"
    word: str = ""
    modality: str = ""
    data: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()


class Picture(Struct, frozen=True):
    """All flows of a graph, in the order of the document, with everything that stands at their ends or around them.

    author, date  of the document, as words ('' where it does not say or there are several)
    """

    nodes: tuple[Node, ...]
    boundaries: tuple[Boundary, ...]
    flows: tuple[Flow, ...]
    author: str = ""
    author_iri: str = ""
    date: str = ""


class Arrow(Struct, frozen=True):
    """One arrow of a page: parallel flows merged.

    number  as the page counts them; the two halves of a flow through a system share one
    count   how many flows or statements it stands for, whichever are more
    """

    number: int
    source: str
    destination: str
    status: str
    kind: str
    data: tuple[str, ...]
    through: tuple[str, ...]
    limits: tuple[str, ...]
    modalities: tuple[str, ...]
    count: int
    flows: tuple[str, ...]
    statements: tuple[Statement, ...]


class Page(Struct, frozen=True):
    """What one diagram shows.

    subject   label of what it is about, '' for the whole
    left_out  how many arrows did not fit; unplaced: how many flows name neither party and cannot be drawn
    """

    nodes: tuple[Node, ...]
    boundaries: tuple[Boundary, ...]
    arrows: tuple[Arrow, ...]
    subject: str = ""
    focus: str = ""
    document: str = ""
    left_out: int = 0
    unplaced: int = 0

    def is_denied_only(self, node: Node) -> bool:
        """Whether all that is said of a node is denied."""
        return all(arrow.status == "denied" for arrow in self.arrows if node.iri in (arrow.source, arrow.destination))
