from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from graphkit.diagram import build_page, draw_page, render, rendering
from graphkit.diagram.rendering import draw_files, find_program, measure_svg, rate_size
from graphkit.errors import DiagramError

SMALL = 'digraph { a -> b [label="x"] }'


def test_an_svg_is_an_svg_and_a_png_a_png():
    assert b"<svg" in render(SMALL, "svg")
    assert render(SMALL, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize("format", ["svg", "png"])
def test_drawing_twice_gives_the_same_bytes(picture, format):
    assert render(draw_page(build_page(picture)), format) == render(draw_page(build_page(picture)), format)


def test_several_files_are_drawn_by_one_program(tmp_path, monkeypatch):
    import pydot

    calls = []
    call = pydot.call_graphviz
    monkeypatch.setattr(pydot, "call_graphviz", lambda *args, **more: calls.append(args) or call(*args, **more))
    draw_files(tmp_path, {"one": SMALL, "two.x": SMALL}, ("svg", "png"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.png", "one.svg", "two.x.png", "two.x.svg"]
    assert len(calls) == 1


def test_a_format_that_no_program_draws_is_an_error():
    with pytest.raises(DiagramError, match="gif: not a format"):
        render(SMALL, "gif")


def test_broken_dot_is_an_error_that_tells_why(tmp_path):
    with pytest.raises(DiagramError, match=r"cannot be drawn: .*syntax error"):
        render("digraph { a -> ", "svg")


def test_pdf_without_a_dot_of_the_system_is_an_error(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name, path=None: None)
    with pytest.raises(DiagramError, match=r"pdf: .*needs the system's Graphviz"):
        render(SMALL, "pdf")


def test_a_missing_program_is_an_error_that_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name, path=None: None)
    with pytest.raises(DiagramError, match="svg: no program to draw it; pip install graphviz-pure"):
        find_program("svg")


def test_pdf_is_drawn_by_the_dot_of_the_system(tmp_path, monkeypatch):
    """A stand-in for dot that writes what it was asked."""
    dot = tmp_path / "dot"
    dot.write_text('#!/bin/sh\nfor name in "$@"; do :; done\necho "$@" > "$name.pdf"\n')
    dot.chmod(dot.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(shutil, "which", lambda name, path=None: str(dot) if name == "dot" else None)
    assert b"-Tpdf" in render(SMALL, "pdf")


def test_sizes_are_read_in_pixels():
    assert measure_svg(b'<svg width="72pt" height="36.5pt"') == pytest.approx((96, 48.667), abs=0.01)
    with pytest.raises(DiagramError, match="no size"):
        measure_svg(b"<svg>")


def test_the_drawing_that_is_shrunk_less_is_better():
    assert rate_size((1000, 900), "TB") < rate_size((3000, 300), "LR")
    assert rate_size((1000, 900), "LR") < rate_size((400, 300), "TB")  # both fit


def test_the_program_is_found_beside_this_python(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert Path(find_program("svg")).is_file()
    assert subprocess.run([find_program("svg"), "-V"], check=True, capture_output=True).returncode == 0
    assert rendering.PROGRAM in find_program("svg")
