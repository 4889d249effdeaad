from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.diagram import Boundary, Flow, Node, Picture, Statement, build_page, draw_mermaid

#: Every line that may stand in a flowchart: no text of a document reaches beyond its quotes.
LINE = re.compile(
    r"%% [^{}%]*|flowchart (LR|TB)"
    r'|\s+n\d+(\[\("[^"]+"\)\]|\(\["[^"]+"\]\)|\["[^"]+"\])'
    r'|\s+subgraph b\d+\["[^"]+"\]|\s+end'
    r'|\s+n\d+ (-->|-\.->|--x)\|"[^"]*"\| n\d+'
    r'|  style [nb]\d+ [\w#:,. -]+|  linkStyle \d+ [\w#:,. -]+|  click n\d+ href "https?://[^"\s<>`]+"'
)


def build_picture(label: str, iri: str = "https://x.example/") -> Picture:
    nodes = (Node(iri + "a", label, "Role", inside=iri + "o"), Node(iri + "s", label, "System"))
    flow = Flow(iri + "f", iri + "a", iri + "s", "possible", data=(label,),
                statements=(Statement(0, iri + "c", label),))
    return Picture(nodes, (Boundary(iri + "o", label),), (flow,), author=label)


def test_a_flowchart_holds_the_nodes_boundaries_and_arrows_of_the_page(picture):
    text, page = draw_mermaid(build_page(picture)), build_page(picture)
    assert text.count(" subgraph ") == text.count("  end") == len(page.boundaries)
    assert len(re.findall(r" (?:-->|-\.->|--x)\|", text)) == len(page.arrows)
    assert '[("FRS-2")]' in text and '(["Homestay officer"])' in text and '["Homestay participant"]' in text
    assert re.search(r'--x\|"\d+ face recognition: denied"\|', text)


def test_denied_and_possible_arrows_are_told_apart(picture):
    text = draw_mermaid(build_page(picture, limit=99))
    arrows = re.findall(r" (-->|-\.->|--x)\|", text)
    styles = re.findall(r"linkStyle \d+ (.*)", text)
    assert len(arrows) == len(styles)
    assert {"-->", "-.->", "--x"} <= set(arrows)
    for arrow, style in zip(arrows, styles, strict=True):
        assert ("stroke:#b71c1c" in style) == (arrow == "--x")
    assert "--x" not in draw_mermaid(build_page(picture, denied=False))


def test_every_line_is_one_of_a_flowchart(picture):
    assert all(LINE.fullmatch(line) for line in draw_mermaid(build_page(picture, limit=99)).splitlines())


@pytest.mark.parametrize(
    "label", ['"]', "end", "%%{init: {}}%%", "a\nend\nb", "`md`", "<script>", "]]>", "#quot;", "x" * 5000]
)
def test_hostile_labels_stay_inside_their_quotes(label):
    assert all(LINE.fullmatch(line) for line in draw_mermaid(build_page(build_picture(label))).splitlines())


@given(st.text())
def test_any_label_stays_inside_its_quotes(label):
    assert all(LINE.fullmatch(line) for line in draw_mermaid(build_page(build_picture(label))).split("\n")[:-1])


@pytest.mark.parametrize("iri", ["javascript:alert(1)/", 'https://x.example/"\n  click n1 call x()', "https://x.example/`"])
def test_only_web_links_are_linked_to(iri):
    assert "click" not in draw_mermaid(build_page(build_picture("a", iri)))


def test_a_focus_and_a_direction_are_kept(picture):
    text = draw_mermaid(build_page(picture, focus="TetherApp"), direction="TB", title="Mine")
    assert text.startswith("%% Mine\n")
    assert "flowchart TB" in text
    assert "FRS-2" not in text
