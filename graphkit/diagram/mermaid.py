"""A Page in, Mermaid text out, for a README or an issue: the shapes, lines, numbers and words of the drawing."""
from __future__ import annotations

from collections.abc import Iterator

from graphkit.diagram.labels import check_link, cut_text, escape_mermaid
from graphkit.diagram.notation import Line, Notation, load_notation
from graphkit.diagram.picture import Node, Page
from graphkit.diagram.titles import list_title
from graphkit.diagram.wording import describe_arrow_words

NAME = 80  # characters of a name
SHAPES = {"cylinder": ('[("', '")]'), "ellipse": ('(["', '"])'), "box": ('["', '"]'), "none": ('["', '"]')}
ARROWS = {"solid": "-->", "dotted": "-.->", "dashed": "--x"}
DASHES = {"dotted": "2 4", "dashed": "7 4"}


def draw_mermaid(page: Page, *, direction: str = "LR", title: str = "") -> str:
    """One page as a flowchart."""
    notation = load_notation()
    nodes = {node.iri: f"n{number}" for number, node in enumerate(page.nodes, start=1)}
    lines = [f"%% {escape_mermaid(line)}" for line in list_title(page, title, notation)]
    lines += [f"flowchart {direction}", *write_things("", page, nodes, notation, "  ")]
    for arrow in page.arrows:
        line = notation.find_line(arrow.status, arrow.kind)
        words = escape_mermaid(f"{arrow.number}  {describe_arrow_words(arrow, line, notation)}")
        lines.append(f'  {nodes[arrow.source]} {ARROWS[line.style]}|"{words}"| {nodes[arrow.destination]}')
    lines += write_styles(page, nodes, notation)
    return "\n".join(lines) + "\n"


def write_things(inside: str, page: Page, nodes: dict[str, str], notation: Notation, indent: str) -> Iterator[str]:
    """The nodes and boundaries that stand directly inside a boundary, and so on inwards."""
    for node in page.nodes:
        if node.inside == inside:
            yield f"{indent}{nodes[node.iri]}{write_node(node, notation)}"
    for number, boundary in enumerate(page.boundaries, start=1):
        if boundary.inside == inside:
            yield f'{indent}subgraph b{number}["{write_name(boundary.label, notation)}"]'
            yield from write_things(boundary.iri, page, nodes, notation, indent + "  ")
            yield f"{indent}end"


def write_node(node: Node, notation: Notation) -> str:
    """A node's shape and words."""
    shape = notation.find_shape(node)
    before, after = SHAPES[shape.shape]
    return before + write_name(shape.label or node.label, notation) + after


def write_name(name: str, notation: Notation) -> str:
    """A name inside quotes, which Mermaid wants to hold something."""
    return escape_mermaid(cut_text(name, NAME) or notation.words["nameless"])


def write_styles(page: Page, nodes: dict[str, str], notation: Notation) -> Iterator[str]:
    """The colours of the nodes and lines, and the links of the nodes."""
    for node in page.nodes:
        shape = notation.find_shape(node)
        look = f"fill:{shape.fill},stroke:{shape.outline}"
        yield f"  style {nodes[node.iri]} {look},color:{notation.page['ink']}"
    for number, boundary in enumerate(page.boundaries, start=1):
        style = notation.boundary["beforehand"] if boundary.beforehand else notation.boundary
        yield f"  style b{number} fill:none,stroke:{style['outline']},stroke-dasharray:5 3"
    for number, arrow in enumerate(page.arrows):
        yield f"  linkStyle {number} {write_line(notation.find_line(arrow.status, arrow.kind))}"
    for node in page.nodes:
        link = check_link(node.iri)
        if link and not any(sign in link for sign in "\"'<>`\\") and node.kind != "Unstated":
            yield f'  click {nodes[node.iri]} href "{link}"'


def write_line(line: Line) -> str:
    """A line's colour, width and dashes."""
    dashes = f",stroke-dasharray:{DASHES[line.style]}" if line.style in DASHES else ""
    return f"stroke:{line.color},stroke-width:{line.width}px,color:{line.color}{dashes}"
