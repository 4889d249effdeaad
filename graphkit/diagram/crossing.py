"""A drawing in, how many arrows cross the name of a boundary out: Graphviz keeps them off nodes, not off names."""
from __future__ import annotations

import re
from collections.abc import Iterator

#: Width of a letter and depth below the line, in parts of the font's size: enough for a sans-serif's average.
_LETTER, _DEPTH = 0.55, 0.25
_STEPS = 24  # points at which each piece of a curve is looked at
_BOUNDARY = re.compile(r'<g id="[^"]*" class="cluster">\s*<title>cluster_b\d+</title>(.*?)</g>\s*</g>', re.S)
_ARROW = re.compile(r'class="edge">.*?<path [^>]*? d="([^"]+)"', re.S)
_TEXT = re.compile(r'<text [^>]*?x="([-\d.]+)" y="([-\d.]+)"[^>]*?font-size="([\d.]+)"[^>]*>([^<]*)</text>')
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Box = tuple[float, float, float, float]
Point = tuple[float, float]
Curve = tuple[Point, ...]  # a cubic Bézier curve by its four control points


def count_crossings(svg: bytes) -> int:
    """How many pairs of an arrow and a boundary's name touch, in an SVG that Graphviz drew."""
    text = svg.decode("utf-8", "replace")
    boundaries = [tuple(_find_boxes(body)) for body in _BOUNDARY.findall(text)]
    arrows = [tuple(_list_curves(path)) for path in _ARROW.findall(text)]
    return sum(_touches(boxes, curves) for boxes in boundaries for curves in arrows)


def _touches(boxes: tuple[Box, ...], curves: tuple[Curve, ...]) -> bool:
    return any(
        _is_near(box, curve) and any(_holds(box, point) for point in _list_points(curve))
        for box in boxes for curve in curves
    )  # fmt: skip


def _find_boxes(body: str) -> Iterator[Box]:
    """The rectangle of every line of a name: left, top, right, bottom."""
    for x, y, size, words in _TEXT.findall(body):
        left, base, height = float(x), float(y), float(size)
        yield left, base - height, left + len(words) * height * _LETTER, base + height * _DEPTH


def _list_curves(path: str) -> Iterator[Curve]:
    """The pieces of a path ("M x,y C …")."""
    numbers = [float(number) for number in _NUMBER.findall(path)]
    points = list(zip(numbers[::2], numbers[1::2], strict=False))
    for first in range(0, len(points) - 3, 3):
        yield tuple(points[first : first + 4])


def _is_near(box: Box, curve: Curve) -> bool:
    """Whether a curve can touch a box: it nowhere leaves the rectangle around its control points."""
    across, down = [point[0] for point in curve], [point[1] for point in curve]
    return box[0] <= max(across) and min(across) <= box[2] and box[1] <= max(down) and min(down) <= box[3]


def _list_points(curve: Curve) -> Iterator[Point]:
    """Points along a curve."""
    for step in range(_STEPS + 1):
        part, rest = step / _STEPS, 1 - step / _STEPS
        weights = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
        yield (
            sum(weight * point[0] for weight, point in zip(weights, curve, strict=True)),
            sum(weight * point[1] for weight, point in zip(weights, curve, strict=True)),
        )


def _holds(box: Box, point: Point) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
