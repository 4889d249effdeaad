from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.diagram import Boundary, Flow, Node, Page, Picture, Statement, build_page, draw_page, render
from graphkit.diagram.draw import turn_page
from graphkit.diagram.page import list_subjects

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
TITLE = "{http://www.w3.org/1999/xlink}title"

HOSTILE = [
    'quotes " and \' and `',
    "<script>alert(1)</script>",
    "a\nb\r\nc\td",
    "back\\slash \\N \\G \\",
    "]]> <![CDATA[ <!-- -->",
    "&amp; &lt;b&gt; &#60; &copy; &",
    "</font></b><b>bold</b><br/>",
    "<b>html label</b>",
    "node",
    "{a|b} [c] (d) ;",
    "é 中文 \U0001f600 \u202e right to left",
    "\x00\x01\x1f\ufffe",
    "x" * 5000,
    "word " * 1000,
    "%%{init: {}}%%",
    "",
]


def build_hostile(label: str, quote: str = "words", iri: str = "https://x.example/id/") -> Picture:
    """A picture with every kind of text that a document gives."""
    nodes = (
        Node(iri + "a", label, "OrganizationalUnit", notes=(label,), inside=iri + "o"),
        Node(iri + "s", label, "System"),
    )
    flow = Flow(
        iri + "f", iri + "a", iri + "s", "denied", data=(label, label + "2"), limits=(label[:20],),
        statements=(Statement(0, iri + "claim/1", quote, label),),
    )
    return Picture(nodes, (Boundary(iri + "o", label, (label,)),), (flow,), author=label, date=label)


def draw_svg(page: Page, **options) -> ET.Element:
    return ET.fromstring(render(draw_page(page, **options), "svg"))


def list_groups(svg: ET.Element, kind: str) -> list[ET.Element]:
    return [group for group in svg.iter(f"{SVG}g") if group.get("class") == kind]


def list_links(group: ET.Element) -> list[ET.Element]:
    return list(group.iter(f"{SVG}a"))


def list_texts(element: ET.Element) -> list[str]:
    return ["".join(text.itertext()).replace("\xa0", " ").strip() for text in element.iter(f"{SVG}text")]


def measure_box(group: ET.Element) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a node, from the outlines that Graphviz drew."""
    numbers: list[tuple[float, float]] = []
    for shape in group.iter():
        if shape.tag == f"{SVG}ellipse":
            cx, cy, rx, ry = (float(shape.get(name, "0")) for name in ("cx", "cy", "rx", "ry"))
            numbers += [(cx - rx, cy - ry), (cx + rx, cy + ry)]
        elif shape.tag in (f"{SVG}polygon", f"{SVG}path"):
            points = re.findall(r"(-?[\d.]+),(-?[\d.]+)", shape.get("points", "") + shape.get("d", ""))
            numbers += [(float(x), float(y)) for x, y in points]
        elif shape.tag == f"{SVG}text":
            numbers.append((float(shape.get("x", "0")), float(shape.get("y", "0"))))
    xs, ys = zip(*numbers, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def is_overlapping(one, other) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


# ---------------------------------------------------------------------------------------------------- structure


def test_shapes_say_what_a_thing_is(picture):
    text = draw_page(build_page(picture, limit=99)).to_string()
    assert find_attributes(text, "visa applicant")["shape"] == "box"
    assert find_attributes(text, "TetherApp")["shape"] == "cylinder"
    assert find_attributes(text, "Homestay officer")["shape"] == "ellipse"
    assert find_attributes(text, "not stated")["shape"] == "none"


def find_attributes(text: str, label: str) -> dict[str, str]:
    """The attributes of the first node whose label holds the words."""
    line = next(
        line for line in text.splitlines() if re.match(r"n\d+ \[", line) and label in re.sub(r"</?b>|<br/>", "", line)
    )
    return dict(re.findall(r'(\w+)=("[^"]*"|[\w.]+)', line))


def test_denied_arrows_are_dashed_red_and_barred_possible_ones_dotted(picture):
    lines = [line for line in draw_page(build_page(picture, limit=99)).to_string().splitlines() if " -> " in line]
    denied = [line for line in lines if ": denied" in re.sub(r'<br align="left"/>', " ", line)]
    assert denied
    assert all("style=dashed" in line and 'color="#b71c1c"' in line and "arrowhead=tee" in line for line in denied)
    assert any("style=dotted" in line and "possible" in line for line in lines)
    assert all("style=dashed" not in line for line in lines if line not in denied)


def test_boundaries_nest_as_the_organizations_do(picture):
    text = draw_page(build_page(picture, limit=99)).to_string()
    depth, found = 0, {}
    for line in text.splitlines():
        name = re.match(r"label=<<b>(.*?)</b>", line)
        if name:
            found.setdefault(name[1], depth)
        depth += line.count("{") - line.count("}") if not line.startswith("n") else 0
    assert found["Coastal Permits Office"] < found["Inquiries Branch"] == found["Care Branch"]
    assert found["Coastal Permits Office"] == found["Airfield Authority"] == found["Lumenor"]


def test_what_is_known_beforehand_is_marked():
    nodes = (Node("a", "A", "Organization", inside="k"), Node("b", "B", "Organization", inside="k"))
    flow = Flow("f", "a", "b", "stated")
    text = draw_page(build_page(Picture(nodes, (Boundary("k", "K", beforehand=True),), (flow,)))).to_string()
    assert 'style="rounded,dotted"' in text and "not said here" in text
    text = draw_page(build_page(Picture(nodes, (Boundary("k", "K"),), (flow,)))).to_string()
    assert 'style="rounded,dashed"' in text and "not said here" not in text


def test_an_organization_around_whole_agencies_is_told_in_words(picture):
    assert " ".join(list_texts(draw_svg(build_page(picture)))).count("part of Interior Department (not said here)") == 2


def test_a_count_stands_at_merged_arrows(picture):
    text = draw_page(build_page(picture, limit=99)).to_string()
    assert "×2" in text


def test_the_title_counts_what_is_shown_and_what_is_not(picture):
    page = build_page(picture)
    text = " ".join(list_texts(ET.fromstring(render(draw_page(page)))))
    assert "Who gives what to whom" in text
    assert "Coastal Permits Office, 20 May 2018" in text
    assert f"{page.left_out} more left out here" in text


def test_the_legend_explains_only_what_is_there(picture):
    whole = " ".join(list_texts(draw_svg(build_page(picture, limit=99))))
    part = " ".join(list_texts(draw_svg(build_page(picture, focus="FRS-2", denied=False))))
    for words in ("dashed, barred: denied", "dotted: possible, planned or required", "box: outside party"):
        assert words in whole
        assert words not in part
    assert "cylinder: holds data" in part


def test_a_title_of_ones_own_stands_above(picture):
    assert "My title & more" in list_texts(draw_svg(build_page(picture), title="My title & more"))


def test_turning_a_page_is_the_same_as_drawing_it_turned(picture):
    page = build_page(picture)
    assert turn_page(draw_page(page).to_string(), "TB") == draw_page(page, direction="TB").to_string()


def test_drawing_twice_gives_the_same_text(picture):
    assert draw_page(build_page(picture)).to_string() == draw_page(build_page(picture)).to_string()


def test_nothing_to_draw_says_so():
    assert "no data flow is stated" in list_texts(draw_svg(build_page(Picture((), (), ()))))


# ---------------------------------------------------------------------------------------------------- SVG


@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_every_arrow_has_its_words_its_link_and_an_id(picture, direction):
    page = build_page(picture, limit=99)
    svg = ET.fromstring(render(draw_page(page, direction=direction), "svg"))
    groups = {group.get("id"): group for group in list_groups(svg, "edge")}
    halves = Counter(arrow.number for arrow in page.arrows)
    assert len(groups) == len(page.arrows)
    for arrow in page.arrows:
        if halves[arrow.number] == 1:
            links = list_links(groups[f"dataflow-flow{arrow.number}"])
            assert {link.get(HREF) for link in links} == {arrow.statements[0].claim}
            assert len(links) >= 2  # the line and its label
            assert all(link.get(TITLE, "").startswith(f"“{arrow.statements[0].quote}” (block") for link in links)


def test_both_halves_of_a_flow_have_ids_of_their_own():
    nodes = tuple(Node(name, name, kind) for name, kind in (("a", "Role"), ("b", "Role"), ("s", "System")))
    svg = draw_svg(build_page(Picture(nodes, (), (Flow("f", "a", "b", "stated", via=("s",)),))))
    assert [group.get("id") for group in list_groups(svg, "edge")] == ["dataflow-flow1", "dataflow-flow1-2"]


@pytest.mark.parametrize("kind", ["node", "cluster"])
def test_every_node_and_boundary_has_a_tooltip_a_link_and_an_id(picture, kind):
    groups = [
        group for group in list_groups(draw_svg(build_page(picture, limit=99)), kind)
        if "not stated" not in list_texts(group) and not (group.get("id") or "").startswith("clust")
    ]
    assert groups
    for group in groups:
        assert group.get("id")
        (link,) = list_links(group)
        assert link.get(HREF, "").startswith("https://w3id.org/graphkit/id/")
        assert link.get(TITLE)


def test_links_can_stay_on_the_page(picture):
    svg = draw_svg(build_page(picture), within=True)
    links = [link.get(HREF, "") for link in svg.iter(f"{SVG}a") if link.get(HREF)]
    assert links
    assert all(re.fullmatch(r"#(claim|thing)-[\w-]+", link) for link in links)


def test_ids_of_two_drawings_differ_by_their_names(picture):
    drawings = [draw_svg(build_page(picture), name=name) for name in ("one", "two")]
    ids = [
        {group.get("id") for kind in ("node", "edge") for group in list_groups(svg, kind)} for svg in drawings
    ]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_no_node_overlaps_another_and_all_lie_on_the_page(picture, direction):
    for focus in ("", *list_subjects(picture)):
        svg = draw_svg(build_page(picture, focus=focus), direction=direction)
        boxes = [measure_box(group) for group in list_groups(svg, "node")]
        assert not [pair for pair in combinations(boxes, 2) if is_overlapping(*pair)]
        left, top, width, height = (float(number) for number in svg.get("viewBox", "").split())
        shift_x, shift_y = find_shift(svg)
        for box in boxes:
            assert left <= box[0] + shift_x and box[2] + shift_x <= left + width
            assert top <= box[1] + shift_y and box[3] + shift_y <= top + height


def find_shift(svg: ET.Element) -> tuple[float, float]:
    found = re.search(r"translate\(([\d.-]+) ([\d.-]+)\)", svg.find(f"{SVG}g").get("transform", ""))
    return float(found[1]), float(found[2])


@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_labels_of_arrows_lie_on_no_other_label_and_on_no_node(picture, direction):
    svg = draw_svg(build_page(picture), direction=direction)
    labels = [box for group in list_groups(svg, "edge") if (box := measure_label(group))]
    nodes = [measure_box(group) for group in list_groups(svg, "node")]
    assert len(labels) >= 12
    assert not [pair for pair in combinations(labels, 2) if is_overlapping(*pair)]
    assert not [label for label in labels for node in nodes if is_overlapping(label, node)]


def measure_label(group: ET.Element) -> tuple[float, float, float, float] | None:
    """The white ground of an arrow's label: as large as its words."""
    for shape in group.iter(f"{SVG}polygon"):
        if shape.get("fill") == "white":
            points = [tuple(map(float, pair.split(","))) for pair in shape.get("points", "").split()]
            xs, ys = zip(*points, strict=True)
            return min(xs), min(ys), max(xs), max(ys)
    return None


# ---------------------------------------------------------------------------------------------------- hostile input


@pytest.mark.parametrize("label", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_labels_are_text_and_nothing_else(label):
    svg = draw_svg(build_page(build_hostile(label, quote=label)))
    tags = {element.tag.removeprefix(SVG) for element in svg.iter()}
    assert tags <= {"svg", "g", "title", "polygon", "path", "polyline", "ellipse", "text", "a"}
    assert len(list_groups(svg, "node")) == 2
    assert len(list_groups(svg, "edge")) == 1
    links = [link.get(HREF, "") for link in svg.iter(f"{SVG}a") if link.get(HREF)]
    assert len(links) >= 4
    assert all(link.startswith("https://x.example/id/") for link in links)


@pytest.mark.parametrize(
    "label", ["<b>&amp;</b>", "a \\N b", 'say "x"', "&lt;i&gt;", "tail \\", "&copy; 2019", "50 % <of> 'it'"]
)
def test_hostile_labels_read_as_they_are_written(label):
    svg = draw_svg(build_page(build_hostile(label, quote=label)))
    assert " ".join(list_texts(list_groups(svg, "node")[0])).startswith(label)
    titles = {link.get(TITLE) for group in list_groups(svg, "edge") for link in list_links(group)}
    assert titles == {f"“{label}” ({label})"}


@given(st.text(max_size=60), st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_a_drawing(label, quote):
    picture = build_hostile(label, quote)
    text = draw_page(build_page(picture)).to_string()
    assert draw_page(build_page(picture)).to_string() == text
    assert len(list_groups(ET.fromstring(render(text, "svg")), "edge")) == 1


@pytest.mark.parametrize(
    "iri", ["javascript:alert(1)//", "https://x.example/\"><script>/", "urn:x:", "data:text/html,"]
)
def test_iris_that_are_no_web_links_are_not_linked_to(iri):
    svg = draw_svg(build_page(build_hostile("a", iri=iri)))
    for link in svg.iter(f"{SVG}a"):
        assert not link.get(HREF) or link.get(HREF, "").startswith("https://x.example/")
