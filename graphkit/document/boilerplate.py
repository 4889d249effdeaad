"""Blocks in, the furniture among them marked out: signatures, addresses, bare links, dockets, filing lines."""

from __future__ import annotations

import re

from msgspec.structs import replace

from graphkit.document.blocks import Block
from graphkit.document.words import Words

_LINK = re.compile(r"<?(?:https?://|www\.)\S+>?(?:\s*\S{1,40}){0,2}\.?$")
_BRACKETED = re.compile(r"\[[^\[\]]{3,200}\]\.?$")
#: Postal codes of Canada and of the United Kingdom; those of the United States stand after a state.
_FOREIGN_CODE = re.compile(r"\b[A-Z]\d[A-Z] \d[A-Z]\d\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
_CODE = re.compile(r"\d{5}(?:[-–]\d{4})?\b")
_NAME_LINE = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w’'-]*,?$")


def mark_boilerplate(blocks: tuple[Block, ...], words: Words) -> tuple[Block, ...]:
    """The same blocks, those of kind boilerplate that assert nothing."""
    marked: list[Block] = []
    signing = 0  # how many more short blocks may belong to a signature
    for place, block in enumerate(blocks):
        if block.kind in ("footnote", "question"):
            marked.append(block)
            continue
        closes = _is_closing(block, words) or _is_signed(blocks, place)
        if closes:
            signing = 6
        elif signing and _is_signature(block, words):
            signing -= 1
        else:
            signing = 0
        headed = bool(marked) and marked[-1].kind == "heading" and not marked[-1].run_in
        if signing or _is_furniture(block, words, headed):
            block = replace(block, kind="boilerplate")
        marked.append(block)
    return tuple(marked)


def _is_closing(block: Block, words: Words) -> bool:
    text = block.text.strip()
    first = block.lines[0].text.strip(" ,.").casefold()
    return len(text) < 200 and (first in words.closings or text.casefold().startswith("dated:"))


def _is_signed(blocks: tuple[Block, ...], place: int) -> bool:
    """A name with a comma on a line of its own, and below it an office."""
    block = blocks[place]
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    text = block.text.strip()
    return (
        block.kind == "text"
        and len(block.lines) == 1
        and text.endswith(",")
        and _NAME_LINE.match(text) is not None
        and below is not None
        and _is_office(below)
    )


def _is_office(block: Block) -> bool:
    return block.kind == "text" and block.mark is None and len(block.text) < 200 and _count_capitals(block.text) >= 0.6


def _is_signature(block: Block, words: Words) -> bool:
    text = block.text
    if block.kind not in ("text", "heading") or block.mark or block.label or len(text) > 200 or "?" in text:
        return False
    return not text.rstrip().endswith(":") and _count_capitals(text) >= 0.5


def _is_furniture(block: Block, words: Words, headed: bool) -> bool:
    """Is it a docket, a filing line, a bare link or an address? Under a heading of its own it tells something."""
    text = block.text.strip()
    folded = text.casefold()
    if len(text) < 300 and folded.startswith(words.boilerplate_starts):
        return True
    if _LINK.match(text) or _BRACKETED.match(text):
        return True
    return (
        block.kind != "heading"
        and len(text) < 250
        and has_postal_code(text, words)
        and not headed
        and _count_capitals(text) >= 0.7
    )


def has_postal_code(text: str, words: Words) -> bool:
    """Is there a postal code in it, as addresses have?"""
    for match in _CODE.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()].rstrip(", ").casefold()
        if before.endswith(words.postal_regions) and not before.endswith(tuple("0123456789")):
            return True
    return _FOREIGN_CODE.search(text) is not None


def _count_capitals(text: str) -> float:
    """The share of words that are capitalised or numbers, small ones left out."""
    names = [name for name in re.findall(r"[\w.’'&/-]+", text) if len(name) > 3 or not name.islower()]
    return sum(1 for name in names if not name[0].islower()) / len(names) if names else 0.0
