"""An arrow in, its words out: what it is called, and the sentences that it rests on."""
from __future__ import annotations

from graphkit.diagram.labels import cut_text
from graphkit.diagram.notation import Line, Notation
from graphkit.diagram.picture import Arrow, Statement

LINE_WIDTH = 22  # characters
LIMIT = 32  # characters of a restriction that is told at an arrow; longer ones are in its tooltip
QUOTES = 3  # in a tooltip
QUOTE = 600  # characters of one


def describe_arrow_words(arrow: Arrow, line: Line, notation: Notation) -> str:
    """What an arrow is called: its data, the systems it goes through, how many flows it stands for, its status."""
    if arrow.kind == "access" and len(arrow.data) + len(arrow.through) > 1:
        names = dict.fromkeys((*arrow.data[1:], *arrow.through))
        words = notation.words["access_to"].format(names=", ".join(names))
    else:
        words = ", ".join(arrow.data)
        if arrow.through:
            words += " " + notation.words["through"].format(names=", ".join(arrow.through))
    words = ", ".join((words, *(limit for limit in arrow.limits if len(limit) <= LIMIT)))
    suffix = ", ".join(dict.fromkeys(line.find_suffix(modality) for modality in arrow.modalities))
    tail = (f" ×{arrow.count}" if arrow.count > 1 else "") + (f": {suffix}" if suffix else "")
    return cut_text(words, 3 * LINE_WIDTH - len(tail)) + tail


def describe_statements(statements: tuple[Statement, ...], notation: Notation) -> str:
    """The words that an arrow rests on, each sentence once, with their places."""
    quotes = list(dict.fromkeys((cut_text(item.quote, QUOTE), item.place) for item in statements if item.quote))
    lines = [f"“{quote}”" + (f" ({place})" if place else "") for quote, place in quotes[:QUOTES]]
    if len(quotes) > QUOTES:
        lines.append(notation.words["more"].format(count=len(quotes) - QUOTES))
    return "\n".join(lines) or "\n".join(item.claim for item in statements[:QUOTES])
