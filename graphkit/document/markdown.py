"""A Markdown file in, its source out: the text as it stands, with its markup dropped from the words."""

from __future__ import annotations

import re
from pathlib import Path

from graphkit.document.source import Source, decode_text

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
    """The text verbatim; emphasis, code ticks, tags and the targets of links are dropped where the words are read."""
    text = decode_text(content, path)
    dropped: list[tuple[int, int]] = []
    for match in _MARKUP.finditer(text):
        if match["link"]:
            dropped.append((match.start(), match.start("words")))
            dropped.append((match.end("words"), match.end()))
        else:
            dropped.append(match.span())
    return Source(text, "text/markdown", dropped=tuple(dropped))
