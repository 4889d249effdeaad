"""The drawings of a build in, the same out as parts of the page: every arrow and party leads to its claims.

A build's folder holds its drawings already; where it does not, or holds others, they are drawn.
"""
from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from msgspec import Struct

from graphkit.diagram.picture import Arrow, Page, Picture
from graphkit.diagram.write import fit_pages, list_pages
from graphkit.report.anchors import join_anchors

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
HREF, TITLE = f"{{{XLINK}}}href", f"{{{XLINK}}}title"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Drawing(Struct, frozen=True):
    """One diagram: of the whole, or of a subject.

    name   what its ids start with; subject: label, '' for the whole; thing: anchor of the subject
    kind   local name of the subject's class; svg: markup, safe to stand in a page
    """

    name: str
    subject: str
    kind: str
    thing: str
    svg: str
    arrows: int
    left_out: int


def read_drawings(
    picture: Picture, folder: Path | None, anchors: Mapping[str, str], kinds: Mapping[str, str]
) -> tuple[Drawing, ...]:
    """The diagrams of a picture: those that lie in `folder`, others drawn anew. The first is of the whole."""
    pages = list_pages(picture)
    svgs = {name: svg for name, page in pages.items() if (svg := find_svg(folder, name, page))}
    missing = {name: page for name, page in pages.items() if name not in svgs}
    if missing:
        with tempfile.TemporaryDirectory() as aside:
            svgs |= fit_pages(missing, Path(aside))[1]
    return tuple(
        Drawing(name, page.subject, kinds.get(page.focus, ""), anchors.get(page.focus, ""),
                join_page(svgs[name], name, page, anchors), len(page.arrows), page.left_out)
        for name, page in pages.items()
    )


def find_svg(folder: Path | None, name: str, page: Page) -> bytes | None:
    """The drawing of a page if it lies in a folder and shows the same arrows."""
    file = folder / f"{name}.svg" if folder else None
    if file is None or not file.is_file():
        return None
    svg = file.read_bytes()
    try:
        found = {group.get("id"): find_href(group) for group in find_groups(ElementTree.fromstring(svg), "edge")}
    except ElementTree.ParseError:
        return None
    wanted = {key: arrow.statements[0].claim if arrow.statements else "" for key, arrow in list_arrows(name, page)}
    return svg if found == wanted else None


def list_arrows(name: str, page: Page) -> list[tuple[str, Arrow]]:
    """The arrows of a page by their ids in its drawing, as graphkit.diagram.draw gives them."""
    seen: Counter[int] = Counter()
    named = []
    for arrow in page.arrows:
        seen[arrow.number] += 1
        half = "" if seen[arrow.number] == 1 else f"-{seen[arrow.number]}"
        named.append((f"{name}-flow{arrow.number}{half}", arrow))
    return named


def find_groups(svg: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    """The groups of a class: graph, cluster, node or edge."""
    return [group for group in svg.iter(f"{{{SVG}}}g") if group.get("class") == kind]


def find_href(group: ElementTree.Element) -> str:
    """What a group links to, or ''."""
    return next((link.get(HREF, "") for link in group.iter(f"{{{SVG}}}a") if link.get(HREF)), "")


def join_page(svg: bytes, name: str, page: Page, anchors: Mapping[str, str]) -> str:
    """A drawing to markup for the page: linked to its claims and things, each arrow with all its claims."""
    root = ElementTree.fromstring(svg)
    for size in ("width", "height"):
        del root.attrib[size]
    root.set("id", f"{name}-drawing")
    root.set("role", "group")
    root.set("aria-label", f"Data-flow diagram: {page.subject or 'the whole'}")
    arrows = dict(list_arrows(name, page))
    nodes = {node.iri: f"{name}-n{number}" for number, node in enumerate(page.nodes, start=1)}
    labels = {node.iri: node.label for node in page.nodes}
    for kind in ("graph", "cluster", "node", "edge"):
        for group in find_groups(root, kind):
            join_group(group, kind, arrows.get(group.get("id", "")), anchors)
    for group in root.iter(f"{{{SVG}}}g"):
        if not group.get("id", "").startswith(f"{name}-"):  # Graphviz's own, the same in every drawing
            group.attrib.pop("id", None)
    for group in find_groups(root, "edge"):
        arrow = arrows[group.get("id", "")]
        group.set("data-ends", f"{nodes[arrow.source]} {nodes[arrow.destination]}")
        name_links(group, arrow, labels)
    for text in root.iter(f"{{{SVG}}}text"):
        text.attrib.pop(SPACE, None)
    return write_markup(root)


def write_markup(root: ElementTree.Element) -> str:
    """A drawing to the markup that stands in an HTML page."""
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode").replace(f' xmlns="{SVG}"', "", 1)


def join_group(group: ElementTree.Element, kind: str, arrow: Arrow | None, anchors: Mapping[str, str]) -> None:
    """A group of a drawing, in place: without Graphviz's own names, with the page's."""
    for title in group.findall(f"{{{SVG}}}title"):
        group.remove(title)
    target = find_href(group) if kind != "graph" else ""
    for inner in group.findall(f"{{{SVG}}}g"):
        if inner.get("class") is None:
            for link in inner.findall(f"{{{SVG}}}a"):
                join_link(link, anchors)
    if kind == "node" and target in anchors:
        group.set("data-thing", anchors[target])
    if kind == "cluster" and target in anchors:
        group.set("data-boundary", anchors[target])
    if arrow is not None:
        group.set("data-claims", join_anchors((statement.claim for statement in arrow.statements), anchors))
        group.set("data-status", arrow.status)
        group.set("data-kinds", "\n".join(arrow.data))
        group.set("data-modalities", " ".join(filter(None, arrow.modalities)) or "Stated")


def name_links(group: ElementTree.Element, arrow: Arrow, labels: Mapping[str, str]) -> None:
    """What is read out at an arrow: its ends, what goes, how it is said. Of its two links one is left to tab to."""
    links = list(group.iter(f"{{{SVG}}}a"))
    ends = f"{labels[arrow.source]} to {labels[arrow.destination]}"
    for link in links[:1]:
        link.set("aria-label", f"{ends}: {', '.join(arrow.data)}, {arrow.status}")
    for link in links[1:]:
        link.set("tabindex", "-1")
        link.set("aria-hidden", "true")


def join_link(link: ElementTree.Element, anchors: Mapping[str, str]) -> None:
    """A link of a drawing, in place: to the page's own anchor, its tooltip a title; no link where there is none."""
    words = link.attrib.pop(TITLE, "")
    target = anchors.get(link.attrib.pop(HREF, ""), "")
    link.attrib.pop("target", None)
    if not target:
        link.tag = f"{{{SVG}}}g"
        return
    link.set("href", f"#{target}")
    link.set("aria-label", words)
    title = ElementTree.Element(f"{{{SVG}}}title")
    title.text = words
    link.insert(0, title)
