"""A paragraph in, whether it asks, and where its question ends, out."""

from __future__ import annotations

import re

from msgspec.structs import replace

from graphkit.document.blocks import Block
from graphkit.document.words import Words

#: A question mark at the end, with the quotes, brackets and footnote numbers that may follow it.
ASKS = re.compile(r"\?[\"'”’)\]*\d¹²³⁴⁵⁶⁷⁸⁹⁰]{0,4}$")


def is_asking(text: str, words: Words, numbered: bool, requests: bool) -> bool:
    """Does this text ask: a question, or a request that is one by its first word?"""
    text = text.strip()
    if ASKS.search(text[-12:]):
        return True
    if not numbered:
        return False
    if text.endswith(":") and text[0].isupper() and starts_question(text, words):
        return True
    names = [name.casefold() for name in re.findall(r"[^\W\d_]+", text[:600])]
    if not names:
        return False
    polite = not set(words.polite_requests).isdisjoint(names)
    if names[0] in words.polite_requests or (requests and names[0] in words.requests):
        return True
    if "? " in text[:600]:
        return polite or starts_question(text, words)
    return polite and len(text) < 250


def starts_question(text: str, words: Words) -> bool:
    """Is its first word one that questions start with, or the second after a preposition?"""
    names = [name.casefold() for name in re.findall(r"[^\W\d_]+", text[:60])]
    first = 1 if len(names) > 1 and names[0] in words.question_leads else 0
    return bool(names) and names[first] in words.question_words


def split_answers(blocks: tuple[Block, ...], words: Words) -> tuple[Block, ...]:
    """'1.1 Who uses it? Officers do.' as a question and its answer, where nothing else answers it."""
    split: list[Block] = []
    for place, block in enumerate(blocks):
        near = blocks[place + 1 : place + 8]
        below = next((one for one in near if one.kind not in ("footnote", "boilerplate")), None)
        alone = below is None or (not below.label and (below.kind == "heading" or below.mark is not None))
        cut = _find_answer(block, words) if alone else None
        if cut is None:
            split.append(block)
            continue
        index, end = cut
        line = block.lines[index]
        head, tail = line.cut(0, end), line.cut(end)
        rest = ((tail,) if tail.text else ()) + block.lines[index + 1 :]
        split.append(replace(block, lines=(*block.lines[:index], head), breaks=()))
        split.append(replace(block, lines=rest, mark=None, head="", gap=False, breaks=()))
    return tuple(split)


def _find_answer(block: Block, words: Words) -> tuple[int, int] | None:
    """The line and the place in it where a numbered question ends and its answer begins, or None."""
    if block.kind != "text" or block.mark is None or block.mark.bullet or block.label or block.breaks:
        return None
    for index, line in enumerate(block.lines):
        end = line.text.find("?") + 1
        if not end:
            continue
        rest = " ".join([line.text[end:], *(one.text for one in block.lines[index + 1 :])]).strip()
        names = re.findall(r"[^\W\d_]+", rest.casefold())
        asks = "?" in rest or not set(words.polite_requests).isdisjoint(names)
        opens = bool(names) and (names[0] in words.requests or names[0] in words.question_leads)
        whole = rest.endswith((".", "”", '"', ")")) and rest[:1].isupper()
        return (index, end) if whole and not asks and not opens and starts_question(block.text, words) else None
    return None
