"""Blocks in, blocks joined over blank lines, footnotes and page heads out where a sentence goes on."""

from __future__ import annotations

from msgspec.structs import replace

from graphkit.document.blocks import Block
from graphkit.document.headings import is_capital, is_title
from graphkit.document.words import Words

_OPEN_ENDS = tuple("-‐‑,–—")


def join_blocks(blocks: tuple[Block, ...], width: int, words: Words) -> tuple[Block, ...]:
    """Put together what a page's end or a footnote has parted; other blocks keep their order."""
    joined: list[Block] = []
    last = -1  # the last block of running text
    for block in _attach_marks(blocks):
        if block.kind in ("footnote", "boilerplate"):
            joined.append(block)
            continue
        apart = last != len(joined) - 1
        if last >= 0 and (block.gap or apart) and _goes_on(joined[last], block, width, words):
            joined[last] = _join(joined[last], block, apart)
            continue
        if joined and _goes_on_heading(joined[-1], block, width):
            joined[-1] = _join(joined[-1], block, False)
            continue
        joined.append(block)
        last = len(joined) - 1
    return tuple(joined)


def _attach_marks(blocks: tuple[Block, ...]) -> list[Block]:
    """A mark alone on its line belongs to the block below."""
    attached: list[Block] = []
    for block in blocks:
        above = attached[-1] if attached else None
        if above is not None and above.mark is not None and not above.head and block.kind == "text" and not block.mark:
            attached[-1] = replace(block, mark=above.mark, head=f"{above.text} {block.head}".strip(), gap=above.gap)
        else:
            attached.append(block)
    return attached


def _goes_on(above: Block, below: Block, width: int, words: Words) -> bool:
    """Is `below` the rest of a sentence that `above` breaks off?"""
    if above.kind != "text" or below.kind != "text" or below.mark or below.label or above.bound or below.bound:
        return False
    end, start = above.lines[-1], below.lines[0]
    if end.terminal:
        return False
    word = end.last_word.strip("\"'“”‘’(),")
    last = "" if word == "A" and not end.text.isupper() else word.casefold()  # 'Holdings on Company A' has a name there
    if start.lower:
        return end.text[-1] not in ";:" and (len(above.text.split()) > 2 or last in words.open_words)
    if last in words.open_words:
        if above.mark is not None and (not width or len(end.text) < width * 0.75):
            return False  # '- reply if you have asked us to', and a line of which much is left
        return len(above.text.split()) > 4 and not is_title(above.text, words)
    return (
        bool(width)
        and len(end.text) >= width * 0.75
        and len(above.text.split()) > 6
        and (end.last_word[0].islower() or end.text.endswith(_OPEN_ENDS) or len(above.lines) > 2)
    )


def _goes_on_heading(above: Block, below: Block, width: int) -> bool:
    """Are these two halves of one heading in capitals, broken because its line was full?"""
    if above.kind != "heading" or below.kind != "heading" or below.mark or below.label or above.bound or below.bound:
        return False
    end = above.lines[-1]
    full = bool(width) and len(end.text) + 1 + len(below.lines[0].first_word) > width * 0.85
    return full and end.text[-1] != ":" and is_capital(end.text) and is_capital(below.lines[0].text)


def _join(above: Block, below: Block, apart: bool) -> Block:
    breaks = above.breaks + ((len(above.lines),) if apart else ())
    return replace(above, lines=above.lines + below.lines, breaks=breaks)


def mark_headings(blocks: tuple[Block, ...], words: Words) -> tuple[Block, ...]:
    """Blocks that head others by their looks become headings: a short title, alone or after its number."""
    marked: list[Block] = []
    for place, block in enumerate(blocks):
        above = marked[-1] if marked else None
        below = blocks[place + 1] if place + 1 < len(blocks) else None
        marked.append(block)
        if block.kind == "heading" and below is not None and _leads_list(block, below):
            marked[-1] = replace(block, kind="text")
            continue
        if block.kind != "text" or block.label or block.bound or below is None or len(block.lines) > 4:
            continue
        if above is not None and above.kind == "heading" and above.lines[-1].text.endswith(":"):
            continue
        if block.mark is None and not (block.gap or above is None or above.kind in ("heading", "boilerplate")):
            continue
        if block.mark is not None and (block.mark.bullet or _is_listed(blocks, place)):
            continue
        goes_on = below.kind == "text" and below.mark is None and below.lines[0].lower
        if is_title(block.text, words) and not (goes_on and not below.lines[0].text[0].isdigit()):
            marked[-1] = replace(block, kind="heading")
    return tuple(marked)


def _leads_list(block: Block, below: Block) -> bool:
    """Is this line with a colon the lead-in of a list, and no heading?"""
    if block.label or block.run_in or block.bound or block.text.isupper() or not block.text.endswith(":"):
        return False
    return below.kind == "text" and below.mark is not None and (below.mark.first or below.mark.bullet)


def _is_listed(blocks: tuple[Block, ...], place: int) -> bool:
    """Does a marked block stand among its like, or after a lead-in, as an item does?"""
    block = blocks[place]
    above = blocks[place - 1] if place else None
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    if above is not None and above.kind != "heading":
        if above.lines[-1].text.endswith((":", ";")):
            return True
        if above.mark is not None and block.mark is not None and block.mark.follows(above.mark):
            return True
    return below is not None and below.mark is not None and block.mark is not None and below.mark.follows(block.mark)
