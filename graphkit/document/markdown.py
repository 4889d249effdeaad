"""A Markdown file in, its source out: the text as it stands, with its markup dropped from the words."""

from __future__ import annotations

import re
from pathlib import Path

from graphkit.document.outline import Outline
from graphkit.document.source import Hint, Source, decode_text

_BORDER = re.compile(r"(?<!\\)\|")
_TABLE = re.compile(
    r"^(?=[^\n]*\|)[^\n]+\n[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\n(?:[^\n]*\|[^\n]*(?:\n|\Z))+",
    re.MULTILINE,
)

_MARKUP = re.compile(
    r"(?P<comment><!--[^>]{0,2000}-->)"
    r"|(?P<link>!?\[(?P<words>[^\[\]\n]{1,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,200}\")?\))"
    r"|(?P<code>`+)"
    r"|(?P<strike>~~)"
    r"|(?P<star>(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*]))"
    r"|(?P<under>(?<!\w)_{1,3}(?=\w)|(?<=[\w.,;:!?)])_{1,3}(?!\w))"
    r"|(?P<escape>\\(?=[\\`*_{}\[\]()#+.!|>~-]))"
    r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>\n]{0,300})?/?>)",
    re.DOTALL,
)


def read_markdown(content: bytes, path: Path) -> Source:
    """The text verbatim, tables apart; emphasis, code ticks, tags and targets of links are dropped from the words."""
    text, cells = unroll_tables(decode_text(content, path))
    dropped: list[tuple[int, int]] = []
    for match in _MARKUP.finditer(text):
        if match["link"]:
            dropped.append((match.start(), match.start("words")))
            dropped.append((match.end("words"), match.end()))
        else:
            dropped.append(match.span())
    return Source(text, "text/markdown", hints=cells, dropped=tuple(dropped))


def unroll_tables(text: str) -> tuple[str, tuple[Hint, ...]]:
    """A table of pipes (as in GitHub Flavored Markdown, 4.10) cell by cell, its heads before the cells as labels.

    The rest of the text stays as it is; so does all of it where there is no table. Hints tell the lines of cells.
    """
    parts: list[str] = []
    hints: list[Hint] = []
    place = length = 0
    for match in _TABLE.finditer(text):
        outline = Outline()
        rows = [_split_row(line) for line in match.group().splitlines() if line.strip()]
        outline.add_table([rows[0], *rows[2:]], headed=True)
        table = "".join(outline.parts)
        before = text[place : match.start()]
        hints += [Hint(length + len(before) + hint.start, hint.kind) for hint in outline.hints]
        parts += [before, table]
        length += len(before) + len(table)
        place = match.end()
    return "".join([*parts, text[place:]]), tuple(hints)


def _split_row(line: str) -> list[str]:
    """A row to its cells; an escaped pipe is no border."""
    cells = _BORDER.split(line.strip().removeprefix("|").removesuffix("|"))
    return [cell.replace("\\|", "|").strip() for cell in cells]
