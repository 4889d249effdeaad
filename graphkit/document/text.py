"""A plain text file in, its source out."""

from __future__ import annotations

from pathlib import Path

from graphkit.document.furniture import mark_furniture
from graphkit.document.source import Source, decode_text


def read_text(content: bytes, path: Path) -> Source:
    """The text verbatim; a form feed begins a page."""
    text = decode_text(content, path)
    return mark_furniture(Source(text, "text/plain", pages=find_pages(text)))


def find_pages(text: str) -> tuple[int, ...]:
    """Where pages start in a text that parts them by form feeds; nothing where it has none."""
    if "\f" not in text.rstrip("\f\r\n "):
        return ()
    starts = [0]
    place = text.find("\f")
    while place >= 0 and place + 1 < len(text):
        starts.append(place + 1)
        place = text.find("\f", place + 1)
    return tuple(starts)
