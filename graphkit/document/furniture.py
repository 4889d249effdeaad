"""A source with pages in, the same with running heads, feet and page numbers marked out."""

from __future__ import annotations

import re
from collections import Counter

from msgspec.structs import replace

from graphkit.document.source import Hint, Source

#: So many lines at the top and at the foot of a page may be furniture.
_EDGE = 3
_NUMBER = re.compile(r"(?:page\s*)?[-–—\s]*(?:\d{1,4}|[ivxlc]{1,6})[-–—\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)

_OWN_NUMBER = re.compile(
    r"^[^\S\n]*(?P<number>page\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?|\d{1,4}\s?\|\s?page|[-–—] \d{1,4} [-–—])[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)


def mark_furniture(source: Source) -> Source:
    """Hints of kind furniture for the lines at the edges of pages that recur, digits apart, or only number the page."""
    if len(source.pages) < 2:
        return _mark_page_numbers(source)
    edges = _find_edges(source)
    counts = Counter(key for _, key in {(page, key) for page, key, _ in edges})
    hints = {hint.start: hint for hint in source.hints}
    for page, key, start in edges:
        recurs = counts[key] >= 2 and counts[key] * 3 >= len(source.pages)
        if recurs or _NUMBER.fullmatch(source.text[start : start + 24].split("\n")[0].strip()):
            hints.setdefault(start, Hint(start, "furniture", page))
    return replace(source, hints=tuple(hints[start] for start in sorted(hints)))


def _mark_page_numbers(source: Source) -> Source:
    """Where no page is marked, what says of itself that it numbers one: 'Page 2 of 3', '- 7 -' on a line of its own."""
    found = [Hint(match.start("number"), "furniture") for match in _OWN_NUMBER.finditer(source.text)]
    if not found:
        return source
    hints = {hint.start: hint for hint in (*found, *source.hints)}
    return replace(source, hints=tuple(hints[start] for start in sorted(hints)))


def _find_edges(source: Source) -> list[tuple[int, str, int]]:
    """(page, line without its digits, offset) for the first and last lines of every page."""
    edges: list[tuple[int, str, int]] = []
    for page, start in enumerate(source.pages):
        end = source.pages[page + 1] if page + 1 < len(source.pages) else len(source.text)
        lines = [
            (match.start() + start, match.group()) for match in re.finditer(r"\S[^\r\n\f]*", source.text[start:end])
        ]
        chosen = dict([*lines[:_EDGE], *lines[-_EDGE:]])
        edges.extend((page, _fold_line(line), offset) for offset, line in sorted(chosen.items()))
    return edges


def _fold_line(line: str) -> str:
    return re.sub(r"[\s\d|]+", " ", line).strip().casefold()
