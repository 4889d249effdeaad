"""A Page in, its diagram as a pydot.Dot out.

Names in the DOT text are our own (n1, n2 …, cluster_b1 …): pydot cuts a name at a colon, and what a document calls a
thing may hold anything. Every node, boundary and arrow has an id, a tooltip with the document's words, and a link to
the thing or claim that it stands for.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.diagram.labels import build_id, check_link, clean_text, cut_text, escape_html, quote_dot, wrap_text
from graphkit.diagram.notation import Line, Notation, load_notation
from graphkit.diagram.page import build_page
from graphkit.diagram.picture import Arrow, Boundary, Node, Page, Picture, Statement

if TYPE_CHECKING:
    import pydot

NAME_WIDTH, NOTE_WIDTH, LINE_WIDTH, TITLE_WIDTH = 20, 26, 22, 88  # characters
LEGEND_COLUMNS = 3
#: What a direction asks for: labels lie between the ranks from left to right, beside the arrows downwards.
SPACING = {
    "LR": {"rankdir": "LR", "nodesep": "0.35", "ranksep": "1.1"},
    "TB": {"rankdir": "TB", "nodesep": "0.6", "ranksep": "0.5"},
}
LIMIT = 32  # characters of a restriction that is told at an arrow; longer ones are in its tooltip
QUOTES = 3  # in a tooltip
QUOTE = 600  # characters of one


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a page's things in DOT, and how it links: to IRIs, or to places on the page that it stands in."""

    page: str
    nodes: dict[str, str]
    boundaries: dict[str, str]
    within: bool

    def build_link(self, prefix: str, iri: str) -> str:
        """Where a thing or claim is explained."""
        return f"#{build_id(prefix, iri)}" if self.within and iri else check_link(iri)


def draw_diagram(
    picture: Picture,
    *,
    focus: str = "",
    data: str = "",
    denied: bool = True,
    possible: bool = True,
    limit: int | None = None,
    direction: str = "LR",
    title: str = "",
    name: str = "dataflow",
    within: bool = False,
) -> pydot.Dot:
    """The diagram of a picture, or of what is about one thing or one kind of data in it.

    focus      name or IRI of a system, organization, unit or role; data: words in the name of the data
    limit      how many arrows fit, if not as many as the notation says
    direction  LR or TB
    name       what ids in the drawing start with: those of two drawings in one page must differ
    within     link to #claim-… and #thing-… on the page that the drawing stands in, not to their IRIs
    """
    page = build_page(picture, focus=focus, data=data, denied=denied, possible=possible, limit=limit)
    return draw_page(page, direction=direction, title=title, name=name, within=within)


def draw_page(
    page: Page, *, direction: str = "LR", title: str = "", name: str = "dataflow", within: bool = False
) -> pydot.Dot:
    """One page as a diagram: its title above, its legend below, arrows and boundaries between."""
    import pydot

    notation = load_notation()
    names = Names(
        name,
        {node.iri: f"n{number}" for number, node in enumerate(page.nodes, start=1)},
        {boundary.iri: f"b{number}" for number, boundary in enumerate(page.boundaries, start=1)},
        within,
    )
    dot = pydot.Dot(name, graph_type="digraph", **describe_page(page, direction, notation))
    dot.add_node(pydot.Node("node", **describe_nodes(notation)))
    dot.add_node(pydot.Node("edge", **describe_edges(notation)))
    frame = pydot.Subgraph("cluster_page", **describe_frame(page, title, notation))
    add_things(frame, "", page, names, notation)
    if not page.nodes:  # a boundary without a node is not drawn, nor is its title
        frame.add_node(pydot.Node("n0", shape="point", style="invis"))
    dot.add_subgraph(frame)
    for arrow in page.arrows:
        ends = names.nodes[arrow.source], names.nodes[arrow.destination]
        dot.add_edge(pydot.Edge(*ends, **describe_arrow(arrow, page, names, notation)))
    return dot


def turn_page(text: str, direction: str) -> str:
    """The DOT text of a page that is drawn from left to right, turned: drawing it again would take longer."""
    before, after = ("".join(f"{name}={value};\n" for name, value in SPACING[way].items()) for way in ("LR", direction))
    return text.replace(before, after, 1)


def move_names(text: str) -> str:
    """The DOT text of a page with the names of its boundaries at the right instead of the left."""
    return re.sub(r"(subgraph cluster_b\d+ \{[^{}]*?\blabeljust=)l\b", r"\1r", text)


def add_things(parent: pydot.Graph, inside: str, page: Page, names: Names, notation: Notation) -> None:
    """The boundaries and nodes that stand directly inside a boundary, and so on inwards."""
    import pydot

    for node in page.nodes:
        if node.inside == inside:
            parent.add_node(pydot.Node(names.nodes[node.iri], **describe_node(node, page, names, notation)))
    for boundary in page.boundaries:
        if boundary.inside == inside:
            described = describe_boundary(boundary, page, names, notation)
            cluster = pydot.Subgraph(f"cluster_{names.boundaries[boundary.iri]}", **described)
            add_things(cluster, boundary.iri, page, names, notation)
            parent.add_subgraph(cluster)


# ---------------------------------------------------------------------------------------------------- attributes


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
    denied = shape.name == "party" and is_denied_only(node, page.arrows)
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


def is_denied_only(node: Node, arrows: Iterable[Arrow]) -> bool:
    """Whether all that is said of a node is denied."""
    return all(arrow.status == "denied" for arrow in arrows if node.iri in (arrow.source, arrow.destination))


# ---------------------------------------------------------------------------------------------------- words


def describe_arrow_words(arrow: Arrow, line: Line, notation: Notation) -> str:
    """What an arrow is called: its data, the systems it goes through, how many flows it stands for, its status."""
    if arrow.kind == "access" and len(arrow.data) + len(arrow.through) > 1:
        names = dict.fromkeys((*arrow.data[1:], *arrow.through))
        words = notation.words["access_to"].format(names=", ".join(names))
    else:
        words = ", ".join(arrow.data)
        if arrow.through:
            words += " " + notation.words["through"].format(names=", ".join(arrow.through))
    words = ", ".join((words, *(limit for limit in arrow.limits if len(limit) <= LIMIT)))
    suffix = ", ".join(dict.fromkeys(line.find_suffix(modality) for modality in arrow.modalities))
    tail = (f" ×{arrow.count}" if arrow.count > 1 else "") + (f": {suffix}" if suffix else "")
    return cut_text(words, 3 * LINE_WIDTH - len(tail)) + tail


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


def describe_statements(statements: tuple[Statement, ...], notation: Notation) -> str:
    """The words that an arrow rests on, each sentence once, with their places."""
    quotes = list(dict.fromkeys((cut_text(item.quote, QUOTE), item.place) for item in statements if item.quote))
    lines = [f"“{quote}”" + (f" ({place})" if place else "") for quote, place in quotes[:QUOTES]]
    if len(quotes) > QUOTES:
        lines.append(notation.words["more"].format(count=len(quotes) - QUOTES))
    return "\n".join(lines) or "\n".join(item.claim for item in statements[:QUOTES])


def find_title(page: Page, notation: Notation) -> str:
    """What a page is called."""
    return notation.words["about"].format(subject=page.subject) if page.subject else str(notation.words["title"])


def list_title(page: Page, title: str, notation: Notation) -> list[str]:
    """The lines above a page: what it shows, of which document, how many flows, and what it leaves out."""
    words = notation.words
    numbers = {arrow.number: arrow.status for arrow in page.arrows}
    total = words["flow_count"] if len(numbers) == 1 else words["flows_count"].format(count=len(numbers))
    counts = [f"{sum(status == line.status for status in numbers.values())} {line.status}"
              for line in notation.lines if not line.kind and line.status in numbers.values()]
    told = [f"{total}: {', '.join(counts)}" if numbers else words["nothing"]]
    left = [words[key].format(count=count) for key, count in
            (("left_out" if page.focus else "left_out_of_whole", page.left_out), ("unplaced", page.unplaced)) if count]
    head = title or find_title(page, notation)
    return [cut_text(head, TITLE_WIDTH), *join_parts([page.document, *told]), *join_parts(left)]


def join_parts(parts: Iterable[str]) -> list[str]:
    """Parts of a title in lines: as many in each as fit."""
    lines: list[str] = []
    for part in filter(clean_text, parts):
        if lines and len(lines[-1]) + len(part) + 3 <= TITLE_WIDTH:
            lines[-1] += f" · {part}"
        else:
            lines += wrap_text(part, TITLE_WIDTH, 2)
    return lines


def draw_legend(page: Page, notation: Notation) -> str:
    """The legend of what occurs on the page, a table that is the label of the drawing."""
    groups = (list_lines(page, notation), [*list_shapes(page, notation), *list_signs(page, notation)])
    tables = "".join(f'<tr><td align="left">{draw_table(group)}</td></tr>' for group in groups if group)
    return f'<<table border="0" cellspacing="0" cellpadding="0">{tables}</table>>' if tables else quote_dot("")


def draw_table(entries: list[str]) -> str:
    """Entries of the legend in columns."""
    rows = [entries[at : at + LEGEND_COLUMNS] for at in range(0, len(entries), LEGEND_COLUMNS)]
    cells = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f'<table border="0" cellspacing="2" cellpadding="2">{cells}</table>'


def draw_entry(words: str, color: str, sample: str = "") -> str:
    """One entry of the legend: a sample of the line, and its words."""
    text = f'<font color="{color}">{escape_html(words)}</font>&#160;&#160;&#160;'
    return (f'<td align="left">{sample}</td>' if sample else "") + f'<td align="left">{text}</td>'


def list_shapes(page: Page, notation: Notation) -> list[str]:
    """The legend's entries for the shapes on the page."""
    used = {notation.find_shape(node).name for node in page.nodes}
    return [draw_entry(shape.legend, notation.page["ink"]) for shape in notation.shapes if shape.name in used]


def list_lines(page: Page, notation: Notation) -> list[str]:
    """The legend's entries for the lines on the page."""
    used = {notation.find_line(arrow.status, arrow.kind) for arrow in page.arrows}
    return [draw_entry(line.legend, line.color, draw_sample(line)) for line in notation.lines if line in used]


def draw_sample(line: Line) -> str:
    """A stroke of a line, as the lower edge of a cell."""
    width = max(1, round(line.width))
    return (
        '<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr>'
        f'<td width="26" height="7" sides="b" border="{width}" style="{line.style}" color="{line.color}"></td></tr>'
        '<tr><td height="5"></td></tr></table>'
    )


def list_signs(page: Page, notation: Notation) -> list[str]:
    """The legend's entries for the other signs on the page."""
    ink, entries = notation.page["ink"], []
    parties = [node for node in page.nodes if notation.find_shape(node).name == "party"]
    if any(is_denied_only(node, page.arrows) for node in parties):
        entries.append(draw_entry(notation.words["denied_only"], ink))
    if any(boundary.beforehand for boundary in page.boundaries):
        entries.append(draw_entry(notation.words["beforehand"], notation.page["faint"]))
    if any(arrow.count > 1 for arrow in page.arrows):
        entries.append(draw_entry(notation.words["times"], ink))
    return entries
