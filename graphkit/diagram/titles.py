"""A Page in, the lines above it out."""
from __future__ import annotations

from collections.abc import Iterable

from graphkit.diagram.labels import clean_text, cut_text, wrap_text
from graphkit.diagram.notation import Notation
from graphkit.diagram.picture import Page

TITLE_WIDTH = 88  # characters


def find_title(page: Page, notation: Notation) -> str:
    """What a page is called."""
    return notation.words["about"].format(subject=page.subject) if page.subject else str(notation.words["title"])


def list_title(page: Page, title: str, notation: Notation) -> list[str]:
    """The lines above a page: what it shows, of which document, how many flows, and what it leaves out."""
    words = notation.words
    numbers = {arrow.number: arrow.status for arrow in page.arrows}
    total = words["flow_count"] if len(numbers) == 1 else words["flows_count"].format(count=len(numbers))
    counts = [f"{sum(status == line.status for status in numbers.values())} {line.status}"
              for line in notation.lines if not line.kind and line.status in numbers.values()]
    told = [f"{total}: {', '.join(counts)}" if numbers else words["nothing"]]
    left = [words[key].format(count=count) for key, count in
            (("left_out" if page.focus else "left_out_of_whole", page.left_out), ("unplaced", page.unplaced)) if count]
    head = title or find_title(page, notation)
    return [cut_text(head, TITLE_WIDTH), *join_parts([page.document, *told]), *join_parts(left)]


def join_parts(parts: Iterable[str]) -> list[str]:
    """Parts of a title in lines: as many in each as fit."""
    lines: list[str] = []
    for part in filter(clean_text, parts):
        if lines and len(lines[-1]) + len(part) + 3 <= TITLE_WIDTH:
            lines[-1] += f" · {part}"
        else:
            lines += wrap_text(part, TITLE_WIDTH, 2)
    return lines
