"""What stands on a page in, its attributes in DOT out.

Every node, boundary and arrow has an id, a tooltip with the document's words, and a link to the thing or claim that it
stands for.
"""
from __future__ import annotations

from typing import Any

from msgspec import Struct

from graphkit.diagram.labels import build_id, check_link, clean_text, cut_text, escape_html, quote_dot, wrap_text
from graphkit.diagram.legend import draw_legend
from graphkit.diagram.notation import Line, Notation
from graphkit.diagram.picture import Arrow, Boundary, Node, Page
from graphkit.diagram.titles import find_title, list_title
from graphkit.diagram.wording import LINE_WIDTH, describe_arrow_words, describe_statements

NAME_WIDTH, NOTE_WIDTH = 20, 26  # characters
#: What a direction asks for: labels lie between the ranks from left to right, beside the arrows downwards.
SPACING = {
    "LR": {"rankdir": "LR", "nodesep": "0.35", "ranksep": "1.1"},
    "TB": {"rankdir": "TB", "nodesep": "0.6", "ranksep": "0.5"},
}


class Names(Struct, frozen=True):
    """The names of a page's things in DOT, and how it links: to IRIs, or to places on the page that it stands in."""

    page: str
    nodes: dict[str, str]
    boundaries: dict[str, str]
    within: bool

    def build_link(self, prefix: str, iri: str) -> str:
        """Where a thing or claim is explained."""
        return f"#{build_id(prefix, iri)}" if self.within and iri else check_link(iri)


def describe_page(page: Page, direction: str, notation: Notation) -> dict[str, Any]:
    """The attributes of the whole: the legend is its label, so that it stands clear of the drawing."""
    look = notation.page
    return {
        **SPACING[direction],
        "charset": quote_dot("UTF-8"),
        "pad": "0.2",
        "splines": "true",
        "bgcolor": "white",
        "fontname": look["font"],
        "fontsize": str(look["note_size"]),
        "fontcolor": quote_dot(look["faint"]),
        "label": draw_legend(page, notation),
        "labelloc": "b",
        "labeljust": "l",
        "tooltip": quote_dot(find_title(page, notation)),
    }


def describe_nodes(notation: Notation) -> dict[str, Any]:
    """The attributes of all nodes."""
    look = notation.page
    return {
        "fontname": look["font"],
        "fontsize": str(look["node_size"]),
        "fontcolor": quote_dot(look["ink"]),
        "penwidth": "1.2",
        "margin": quote_dot("0.14,0.08"),
    }


def describe_edges(notation: Notation) -> dict[str, Any]:
    """The attributes of all arrows."""
    look = notation.page
    return {"fontname": look["font"], "fontsize": str(look["line_size"]), "arrowsize": "0.8"}


def describe_frame(page: Page, title: str, notation: Notation) -> dict[str, Any]:
    """The attributes of what stands around everything but the legend: an unseen line, and the title."""
    look = notation.page
    head, *rest = list_title(page, title, notation)
    lines = [f"<b>{escape_html(head)}</b>", *(f'<font point-size="{look["node_size"]}">{escape_html(line)}</font>'
                                              for line in rest)]
    return {
        "peripheries": "0",
        "margin": "8",
        "labeljust": "l",
        "labelloc": "t",
        "fontname": look["font"],
        "fontsize": str(look["title_size"]),
        "fontcolor": quote_dot(look["ink"]),
        "label": "<" + "".join(f'{line}<br align="left"/>' for line in lines) + ">",
        "tooltip": quote_dot(find_title(page, notation)),
    }


def describe_node(node: Node, page: Page, names: Names, notation: Notation) -> dict[str, Any]:
    """The attributes of a node: its shape, its name in bold, what it is or does in small."""
    look, shape = notation.page, notation.find_shape(node)
    faint = shape.name == "unstated"
    name = wrap_name(shape.label or node.label, NAME_WIDTH, 4, notation)
    name_note = notation.words["whole"] if node.inside == node.iri else node.full_name
    told = tuple(note for note in (name_note, *node.notes) if note)
    notes = [line for note in told[:2] for line in wrap_text(note, NOTE_WIDTH, 3) if line]
    label = "<br/>".join(escape_html(line) if faint else f"<b>{escape_html(line)}</b>" for line in name)
    label += "".join(f'<br/><font point-size="{look["note_size"]}">{escape_html(line)}</font>' for line in notes)
    denied = shape.name == "party" and page.is_denied_only(node)
    attributes = {
        "shape": shape.shape,
        "style": quote_dot("filled,dashed" if denied else "filled"),
        "fillcolor": quote_dot("#ffffff" if denied else shape.fill),
        "color": quote_dot(shape.outline),
        "label": f"<{label}>",
        "tooltip": quote_dot("; ".join((shape.label or node.label, *told))),
        "id": quote_dot(f"{names.page}-{names.nodes[node.iri]}"),
    }
    if faint:
        attributes |= {"style": quote_dot(""), "margin": quote_dot("0.06,0.04"), "fontcolor": quote_dot(look["faint"]),
                       "fontsize": str(look["note_size"])}
        del attributes["fillcolor"], attributes["color"]
    if node.iri == page.focus:
        attributes["penwidth"] = "2.4"
    return attributes | link_to(names.build_link("thing", "" if faint else node.iri))


def describe_boundary(boundary: Boundary, page: Page, names: Names, notation: Notation) -> dict[str, Any]:
    """The attributes of a boundary: a closed line with the organization's name."""
    look = notation.boundary
    style = look | look["beforehand"] if boundary.beforehand else look
    name = wrap_name(boundary.label, 32, 2, notation)
    label = "".join(f'<b>{escape_html(line)}</b><br align="left"/>' for line in name)
    if boundary.full_name:
        lines = wrap_text(boundary.full_name, NOTE_WIDTH, 2)  # narrow, as arrows may cross the upper line
        small = '<br align="left"/>'.join(escape_html(line) for line in lines)
        label += f'<font point-size="{notation.page["note_size"]}">{small}</font><br align="left"/>'
    for words in filter(None, (boundary.part_of and style["part_of"], boundary.beforehand and style["words"])):
        for line in wrap_text(words.format(name=cut_text(boundary.part_of, 2 * NOTE_WIDTH)), NOTE_WIDTH, 4):
            small = escape_html(line)
            label += f'<font point-size="{notation.page["note_size"]}">{small}</font><br align="left"/>'
    return {
        "label": f"<{label}>",
        "labeljust": "l",
        "labelloc": "t",
        "peripheries": "1",
        "style": quote_dot(style["style"]),
        "color": quote_dot(style["outline"]),
        "penwidth": "2.4" if boundary.iri == page.focus else "1.2",
        "margin": "14",
        "fontname": notation.page["font"],
        "fontsize": str(look["size"]),
        "fontcolor": quote_dot(notation.page["faint" if boundary.beforehand else "ink"]),
        "tooltip": quote_dot("; ".join(note for note in (boundary.label, boundary.full_name, *boundary.notes) if note)),
        "id": quote_dot(f"{names.page}-{names.boundaries[boundary.iri]}"),
    } | link_to(names.build_link("thing", boundary.iri))


def describe_arrow(arrow: Arrow, page: Page, names: Names, notation: Notation) -> dict[str, Any]:
    """The attributes of an arrow: the line of its status, its number and data, and the words that say so."""
    line = notation.find_line(arrow.status, arrow.kind)
    half = sum(other.number == arrow.number for other in page.arrows[: page.arrows.index(arrow)])
    tip = quote_dot(describe_statements(arrow.statements, notation), lines=True)
    claim = arrow.statements[0].claim if arrow.statements else ""
    return {
        "label": draw_label(arrow, line, notation),
        "style": line.style,
        "color": quote_dot(line.color),
        "fontcolor": quote_dot(line.color),
        "penwidth": str(line.width),
        "arrowhead": line.head,
        "tooltip": tip,
        "edgetooltip": tip,
        "labeltooltip": tip,
        "headtooltip": tip,
        "tailtooltip": tip,
        "id": quote_dot(f"{names.page}-flow{arrow.number}" + ("" if not half else f"-{half + 1}")),
    } | link_to(names.build_link("claim", claim))


def link_to(link: str) -> dict[str, Any]:
    """The attributes of a link, none if there is nothing to link to."""
    return {"URL": quote_dot(link), "target": quote_dot("_top")} if link else {}


def wrap_name(name: str, width: int, lines: int, notation: Notation) -> tuple[str, ...]:
    """A name in lines; words for one of which nothing can be seen."""
    return wrap_text(name if clean_text(name) else notation.words["nameless"], width, lines)


def draw_label(arrow: Arrow, line: Line, notation: Notation) -> str:
    """The label of an arrow, number first."""
    words = f"{arrow.number}  {describe_arrow_words(arrow, line, notation)}"
    first, *rest = wrap_text(words, LINE_WIDTH, 4)
    number, _, remainder = first.partition(" ")
    lines = [f"<b>{escape_html(number)}</b>&#160; {escape_html(remainder)}", *map(escape_html, rest)]
    words = "".join(f'{text}<br align="left"/>' for text in lines)
    return (  # on white, as a boundary may lie beneath it, and clear of its own line at its left or below
        '<<table border="0" cellspacing="0" cellpadding="0">'
        f'<tr><td width="3"></td><td bgcolor="white">{words}</td></tr><tr><td height="2"></td></tr></table>>'
    )
