"""Words of a document in, words that are safe in DOT, SVG and Mermaid out: cleaned, wrapped, cut and escaped.

Labels come from documents that nobody has checked. What they hold is text: it never becomes markup, an escape sequence
or a link, whatever its quotes, brackets, backslashes, control characters and length.
"""
from __future__ import annotations

import re
import textwrap
import unicodedata

ELLIPSIS = "…"
#: What no label shows: controls, format characters (they can turn the reading order round), and the like.
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
#: Links go to the web or to a place on the same page; never to a script.
LINK = re.compile(r"(?:https?://[^\s]+|#[^\s]+)")
LONGEST = 20_000  # characters of a label that are looked at: a hostile one costs no time


def clean_text(text: str) -> str:
    """Text on one line, without what cannot be seen."""
    text = " ".join(text[:LONGEST].split())
    if text.isprintable():  # nearly always, and ten times faster
        return text
    return " ".join("".join(sign for sign in text if unicodedata.category(sign) not in HIDDEN).split())


def cut_text(text: str, length: int) -> str:
    """Clean text of at most `length` characters, with an ellipsis where it was cut, between words if it can be."""
    text = clean_text(text)
    if len(text) <= length:
        return text
    head = text[: length - 1]
    word_end = head.rfind(" ")
    return (head[:word_end] if word_end > length // 2 else head).rstrip(" ,;") + ELLIPSIS


def wrap_text(text: str, width: int, lines: int) -> tuple[str, ...]:
    """Clean text in at most `lines` lines of about `width` characters, of even length, the rest cut."""
    text = clean_text(text)
    wrapped = textwrap.wrap(text, width, break_on_hyphens=False) or [""]
    if len(wrapped) > lines:
        return (*wrapped[: lines - 1], cut_text(" ".join(wrapped[lines - 1 :]), width))
    narrowest = max(len(text) // len(wrapped), *map(len, text.split()), 1) if len(wrapped) > 1 else width
    for narrower in range(narrowest, width):  # the narrowest column with the same number of lines: no short last one
        even = textwrap.wrap(text, narrower, break_on_hyphens=False)
        if len(even) <= len(wrapped):
            return tuple(even)
    return tuple(wrapped)


def escape_html(text: str) -> str:
    """Clean text to the inside of an HTML-like label of Graphviz, where a backslash escapes as in a string."""
    text = clean_text(text)
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text.replace("\\", "&#92;&#92;")


def quote_dot(text: str, lines: bool = False) -> str:
    """Text to a quoted string of DOT in which nothing is an escape sequence or an entity; `lines` keeps line ends."""
    parts = text.split("\n") if lines else [text]
    escaped = (clean_text(part).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for part in parts)
    return '"' + "\\n".join(escaped) + '"'


def escape_mermaid(text: str) -> str:
    """Clean text to the inside of a quoted label of Mermaid, every sign that it could take as markup as a number."""
    return "".join(
        character if character.isalnum() or character in " .,:;()-–—/'’“”…×" else f"#{ord(character)};"
        for character in clean_text(text)
    )


def check_link(iri: str) -> str:
    """An IRI that may be linked to, or nothing."""
    return iri if LINK.fullmatch(iri) else ""


def build_id(prefix: str, iri: str) -> str:
    """An IRI to the id of an element of a page: `claim-9c1f…` for …/claim/9c1f…, else the prefix and the last part."""
    parts = [re.sub(r"[^A-Za-z0-9_-]+", "-", part).strip("-") for part in re.split(r"[/#]", iri) if part]
    last = parts[-1] if parts else ""
    return f"{prefix}-{last[:80]}" if last else prefix
