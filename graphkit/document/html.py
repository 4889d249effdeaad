"""An HTML page in, its source out: the words of its blocks, without scripts, navigation and forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphkit.document.marks import write_roman
from graphkit.document.outline import Outline
from graphkit.document.source import Source, decode_text
from graphkit.errors import DocumentError

_SKIPPED = frozenset(
    ("script", "style", "noscript", "template", "svg", "nav", "header", "footer", "aside", "form", "button", "select")
) | frozenset(("iframe", "object", "head", "math"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = (
    _HEADINGS
    | frozenset(
        (
            "p",
            "div",
            "section",
            "article",
            "main",
            "body",
            "html",
            "blockquote",
            "pre",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
        )
    )
    | frozenset(
        ("table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "figure", "figcaption", "address", "fieldset")
    )
    | frozenset(("hr", "details", "summary", "center"))
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)


def read_html(content: bytes, path: Path) -> Source:
    """The blocks of the page in order; headings, items and cells keep what they are."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_decode(content, path))
    if tree.body is None:
        raise DocumentError(f"{path}: an HTML page without a body")
    reader = _Reader()
    for event, node in _walk(tree.body):
        reader.read(event, node)
    return reader.outline.close("text/html")


def _decode(content: bytes, path: Path) -> str:
    """By the page's own word for its encoding, else as any text."""
    named = _CHARSET.search(content[:4096])
    if named and named.group(1).lower() not in (b"utf-8", b"utf8"):
        try:
            return content.decode(named.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError) as error:
            raise DocumentError(f"{path}: not in the encoding that it names: {' '.join(str(error).split())}") from error
    return decode_text(content, path)


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """('open', node), ('close', node) and ('text', node) in the order of the page, however deep it is nested."""
    waiting = [("open", root)]
    while waiting:
        event, node = waiting.pop()
        yield event, node
        if event == "open":
            waiting.append(("close", node))
            if not _is_data(node):
                inner = [child for child in node.iter(include_text=True) if child.tag not in _SKIPPED]
                waiting.extend(("text" if child.tag == "-text" else "open", child) for child in reversed(inner))


def _is_data(node: Any) -> bool:
    """Is it a table of data, read row by row, and not one that only lays out the page?"""
    return node.tag == "table" and (node.css_first("th") is not None or node.css_first("p, div, li, h2, h3") is None)


class _Reader:
    """The words of the block that is open, and how far the lists that are open have come."""

    def __init__(self) -> None:
        self.outline = Outline()
        self.words: list[str] = []
        self.numbers: list[int] = []

    def read(self, event: str, node: Any) -> None:
        tag = node.tag or ""
        if event == "text":
            self.words.append(re.sub(r"\s+", " ", node.text(deep=False)))
        elif tag == "br" and event == "open":
            self.words.append("\n")
        elif tag in _BLOCKS:
            self._flush(node if event == "close" else node.parent)
            if event == "open":
                self._open(node, tag)
            elif tag in ("ol", "ul") and self.numbers:
                self.numbers.pop()

    def _open(self, node: Any, tag: str) -> None:
        if tag in ("ol", "ul"):
            start = str(node.attributes.get("start") or "1")
            self.numbers.append(int(start) if start.isdigit() else 1)
        elif tag == "li" and self.numbers:
            self.words.append(_write_mark(node.parent, self.numbers[-1]))
            self.numbers[-1] += 1
        elif _is_data(node):
            _read_table(node, self.outline)

    def _flush(self, node: Any) -> None:
        text = "".join(self.words)
        tag = (node.tag or "") if node is not None else ""
        if not any(map(str.isalnum, text)):
            self.words = [text] if text.strip() else []  # an item's bullet waits for the item's words
            return
        self.words = []
        if tag in _HEADINGS:
            self.outline.add(text, "heading", int(tag[1]))
        elif tag in ("dt", "caption", "summary") or _is_strong(node, text):
            self.outline.add(text, "heading", 7)
        else:
            self.outline.add(text)


def _write_mark(parent: Any, number: int) -> str:
    """The mark that a browser would show before an item."""
    if parent.tag != "ol":
        return "• "
    letters = chr(ord("a") + (number - 1) % 26)
    roman = write_roman(min(number, 399))
    shapes = {"a": letters, "A": letters.upper(), "i": roman, "I": roman.upper()}
    return shapes.get(parent.attributes.get("type") or "1", str(number)) + ". "


def _is_strong(node: Any, text: str) -> bool:
    """A short paragraph wholly in bold is a heading, whatever its tag."""
    if node is None or node.tag not in ("p", "div") or len(text) > 120 or text.rstrip().endswith((".", ",", ";", "?")):
        return False
    strong = "".join(child.text() for child in node.iter() if child.tag in ("b", "strong"))
    return bool(strong.strip()) and strong.split() == text.split()


def _read_table(table: Any, outline: Outline) -> None:
    rows = []
    headed = False
    for place, row in enumerate(table.css("tr")):
        cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
        rows.append([cell.text(separator=" ") for cell in cells])
        headed = headed or (place == 0 and len(cells) > 1 and all(cell.tag == "th" for cell in cells))
    if rows:
        outline.add_table(rows, headed)
