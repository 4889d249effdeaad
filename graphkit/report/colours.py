"""The colours of drawings in, the style that turns them in the dark out: light becomes dark, the hue stays."""
from __future__ import annotations

import colorsys
import re

from graphkit.diagram import chronology, notation

COLOUR = re.compile(r'"(#[0-9a-f]{6})"')
DARKEST, LIGHTEST = 0.12, 0.9  # lightness that white and black become
TEXT = 0.5  # what is darker is ink: it must be readable on the dark
READABLE = 0.72  # lightness of ink in the dark, at least


def turn_colours() -> str:
    """A rule for every colour of diagrams and timelines, and for white, which is only a ground."""
    words = "".join(file.read_text(encoding="utf-8") for file in (notation.FILE, chronology.FILE))
    colours = sorted({*COLOUR.findall(words), "#ffffff"})
    return "".join(
        f'.drawing [{name}="{colour}"] {{ {name}: light-dark({colour}, {turn_colour(colour)}); }}\n'
        for colour in colours for name in ("fill", "stroke")
    )


def turn_colour(colour: str) -> str:
    """A colour to the same hue at the other end of lightness: '#e3f2fd' to a dark blue."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    turned = LIGHTEST - (LIGHTEST - DARKEST) * lightness
    if lightness < TEXT:
        turned = max(turned, READABLE)
    saturation = min(saturation, 0.75) if lightness < TEXT else saturation * 0.5
    return "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(hue, turned, saturation))
