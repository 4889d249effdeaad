"""A build in a notebook: its figures in words, and its diagram."""
from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from graphkit.pipeline import open_build


@pytest.mark.parametrize("name", ["harbor", "silent", "hostile"])
def test_build_shows_its_diagram_and_figures(name: str, request: pytest.FixtureRequest) -> None:
    build = open_build(request.getfixturevalue(name))
    svg = build._repr_svg_()
    assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
    shown = build._repr_html_()
    assert svg in shown and "<script" not in shown and "<img" not in shown


def test_figures_are_those_of_the_build(harbor: Path) -> None:
    shown = open_build(harbor)._repr_html_()
    assert "<b>Port Authority Response to Senator Day</b> – Port Authority, 3 May 2021" in " ".join(shown.split())
    assert "<b>1</b> denied" in shown and "<b>3</b> questions" in shown
