"""Arrows that cross the name of a boundary are found in what Graphviz draws, and avoided where there is a way."""
from __future__ import annotations

import pytest

from graphkit.diagram.crossing import count_crossings

DRAWING = """<svg><g id="b1" class="cluster">
<title>cluster_b1</title>
<text text-anchor="start" x="100" y="-100" font-family="Arimo" font-size="10.00" fill="black">Harbor Office</text>
</g></g>
<g id="f1" class="edge"><path fill="none" stroke="blue" d="{path}"/></g></svg>"""


@pytest.mark.parametrize(
    ("path", "crossings"),
    [
        ("M90,-103C110,-103 150,-103 200,-103", 1),  # straight through the letters
        ("M120,-160C120,-140 120,-80 120,-40", 1),  # down through them
        ("M90,-60C110,-60 150,-60 200,-60", 0),  # below
        ("M300,-103C320,-103 350,-103 400,-103", 0),  # behind the last letter
        ("M90,-130C100,-125 105,-122 110,-120 115,-119 118,-110 119,-101", 1),  # only its second piece
    ],
)
def test_crossings_are_counted(path: str, crossings: int) -> None:
    assert count_crossings(DRAWING.format(path=path).encode()) == crossings


def test_the_name_of_the_page_is_no_boundary() -> None:
    page = DRAWING.replace("cluster_b1", "cluster_page")
    assert count_crossings(page.format(path="M90,-103C110,-103 150,-103 200,-103").encode()) == 0
