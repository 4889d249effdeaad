"""DOT in, pictures out: drawn by graphviz-pure, which pip installs with graphkit; by the system's dot where asked.

graphviz-pure makes SVG and PNG, the same bytes on every machine. PDF needs a dot of the system.
"""
from __future__ import annotations

import re
import shutil
import sys
import sysconfig
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.diagram.notation import load_notation
from graphkit.errors import DiagramError

if TYPE_CHECKING:
    import pydot

PROGRAM = "graphviz-pure"
SYSTEM_PROGRAM = "dot"
FORMATS = ("svg", "png")
SYSTEM_FORMATS = ("pdf",)
SIZE = re.compile(rb'<svg width="([0-9.]+)pt" height="([0-9.]+)pt"')
PIXELS = 96 / 72  # to a point


def find_program(format: str = "svg") -> str:
    """The program that draws a format, as a path; an error says what to install if there is none."""
    if format in FORMATS:
        beside = (sysconfig.get_path("scripts"), str(Path(sys.executable).parent))
        places = [shutil.which(PROGRAM, path=place) for place in beside]
        found = next((place for place in (*places, shutil.which(PROGRAM)) if place), "")
        hint = "pip install graphviz-pure puts it back"
    elif format in SYSTEM_FORMATS:
        found = shutil.which(SYSTEM_PROGRAM) or ""
        hint = "it needs the system's Graphviz (the program dot); SVG and PNG do not"
    else:
        raise DiagramError(f"{format}: not a format of a drawing, one of {', '.join((*FORMATS, *SYSTEM_FORMATS))}")
    if not found:
        raise DiagramError(f"{format}: no program to draw it; {hint}")
    return found


def render(dot: pydot.Dot | str, format: str = "svg") -> bytes:
    """A diagram as SVG, PNG or PDF."""
    text = dot if isinstance(dot, str) else dot.to_string()
    program = find_program(format)
    with tempfile.TemporaryDirectory() as folder:
        draw_files(Path(folder), {"drawing": text}, (format,), program)
        return (Path(folder) / f"drawing.{format}").read_bytes()


def draw_files(folder: Path, texts: Mapping[str, str], formats: Sequence[str], program: str = "") -> None:
    """DOT texts by name to files name.format in a folder: one process for all of them, each laid out once."""
    import pydot

    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    if texts:
        arguments = [*(f"-T{format}" for format in formats), "-q", "-O", *texts]
        _, messages, process = pydot.call_graphviz(program or find_program(), arguments, str(folder))
        files = [f"{name}.{format}" for name in texts for format in formats]
        missing = [file for file in files if not (folder / file).is_file()]
        if process.returncode or missing:
            said = messages.decode("utf-8", "replace") if isinstance(messages, bytes) else str(messages)
            raise DiagramError(f"{', '.join(missing) or folder}: cannot be drawn: {' '.join(said.split())[:500]}")
    for name in texts:
        (folder / name).unlink()


def measure_svg(svg: bytes) -> tuple[float, float]:
    """Width and height of a drawing in pixels, at 100 %."""
    found = SIZE.search(svg)
    if not found:
        raise DiagramError("a drawing has no size: not an SVG of Graphviz")
    return float(found[1]) * PIXELS, float(found[2]) * PIXELS


def rate_size(size: tuple[float, float], direction: str) -> float:
    """How much a drawing has to be shrunk to fit on a screen or sheet: the smaller the better.

    From top to bottom counts as larger than it is: arrows from above cross the names of boundaries.
    """
    look = load_notation().page
    width, height = size
    shrunk: float = max(1.0, width / look["width"], height / look["height"])
    return shrunk * float(look["downwards"]) if direction == "TB" else shrunk
