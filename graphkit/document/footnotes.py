"""Blocks in, footnotes told from the text and tied to their marks out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from msgspec import Struct
from msgspec.structs import replace

from graphkit.document.blocks import Block
from graphkit.document.lines import Line

_SUPERSCRIPT = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_DIGITS = str.maketrans(_SUPERSCRIPT, "1234567890")
_NOTE = re.compile(
    rf"(?P<sup>[{_SUPERSCRIPT}]{{1,3}})\s*|\[\^?(?P<bracket>\w{{1,8}})\]:?\s+|(?P<dagger>[†‡§]{{1,2}})\s*(?=[^\W\d])|(?P<bare>\d{{1,3}})(?=\s+[^\s\d]|$)"
)
#: Where a mark may begin; one class of characters, so that the search leaps over all others.
_START = re.compile(rf"[\d\[{_SUPERSCRIPT}†‡]+")
_MARK = re.compile(
    rf"(?P<sup>[{_SUPERSCRIPT}]{{1,3}})"
    r"|\[\^?(?P<bracket>\d{1,3})\]|\[\^(?P<word>\w{1,8})\]"
    r"|(?P<dagger>[†‡]{1,2})"
    r"|(?<=[^\s\d(\[$#§£€/–—-])(?P<bare>\d{1,3})(?![\w%]|[-–/][\w]|[.,:]\d)"
)


class Reference(Struct, frozen=True):
    """A mark in the text: where it stands, and the number or sign that it shows."""

    start: int
    end: int
    sign: str
    plain: bool  # digits on the line, which may also be a part of a name


def find_footnotes(blocks: tuple[Block, ...], text: str) -> tuple[tuple[Block, ...], dict[int, Reference]]:
    """The blocks with the footnotes of kind footnote, and by a footnote's start the reference that it belongs to.

    A number counts as a footnote's only where the same number is glued to a word above it.
    """
    references = _find_references(text)
    found: dict[int, Reference] = {}
    marked: list[Block] = []
    last = -1  # where the last reference that was used stands
    before = 0  # the last number
    for block in blocks:
        match = _match_sign(block)
        above = marked[-1] if marked else None
        if above is not None and above.kind == "footnote" and above.text == above.head and _is_bare(block):
            reference = found.pop(above.start, None)  # the sign stood alone on the line above
            marked[-1] = replace(block, kind="footnote", head=above.head)
            if reference is not None:
                found[block.start] = reference
            continue
        if match is None:
            marked.append(block)
            continue
        sign = (match["sup"] or match["bracket"] or match["dagger"] or match["bare"]).translate(_DIGITS)
        reference = _choose_reference(references.get(sign, []), block.start, last)
        follows = bool(marked) and marked[-1].kind == "footnote" and sign == str(before + 1)
        if reference is None and (match["bare"] or match["bracket"]) and not follows:
            marked.append(block)
            continue
        note = _cut_sign(block, match)
        if reference is not None:
            found[note.start] = reference
            last = reference.start
        before = int(sign) if sign.isdigit() else before
        marked.append(note)
    return _gather_strays(tuple(marked)), found


def _gather_strays(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Lines torn from a footnote by its raised number, which stands on a line of its own, are footnote too.

    Such a note begins in mid-sentence; the single unfinished line right above it, or right below, is what it lacks.
    """
    gathered = list(blocks)
    for place, block in enumerate(blocks):
        if block.kind != "footnote" or not block.lines[0].lower:
            continue
        for near in (place - 1, place + 1):
            if 0 <= near < len(blocks) and _is_stray(gathered[near]):
                gathered[near] = replace(gathered[near], kind="footnote")
                break
    return tuple(gathered)


def _is_stray(block: Block) -> bool:
    return (
        block.kind == "text"
        and len(block.lines) == 1
        and block.mark is None
        and block.label is None
        and not block.lines[0].terminal
        and not block.lines[0].lower
        and len(block.text.split()) > 6
    )


def _find_references(text: str) -> dict[str, list[Reference]]:
    references: dict[str, list[Reference]] = defaultdict(list)
    for start in _START.finditer(text):
        match = _MARK.match(text, start.start())
        if match is None:
            continue
        kind = match.lastgroup or ""
        if kind == "bare" and not _may_carry(text, match):
            continue
        sign = match[kind].translate(_DIGITS)
        if match.start() and text[match.start() - 1] not in "\r\n\f":
            references[sign].append(Reference(match.start(), match.end(), sign, kind == "bare"))
    return references


def _may_carry(text: str, match: re.Match[str]) -> bool:
    """May a bare number be glued on here: after two letters of a word, or after a stop that no number goes on over?"""
    place = match.start()
    last, before = text[place - 1], text[place - 2 : place - 1]
    if last.isalpha():
        return before.isalpha()
    if last not in ".,;:!?)]”\"’'":
        return False
    return not before.isdigit() or (last == "," and match.end() - place < 3)


def _choose_reference(candidates: list[Reference], start: int, last: int) -> Reference | None:
    """The reference after the one used last and before the footnote; one after a stop sooner than one in a name."""
    low = bisect_left(candidates, last + 1, key=lambda one: one.start)
    high = bisect_left(candidates, start, key=lambda one: one.start)
    return candidates[high - 1] if low < high else None


def _is_bare(block: Block) -> bool:
    """Is it running text right below the line above, without mark or label?"""
    return block.kind == "text" and not block.gap and block.mark is None and block.label is None


def _match_sign(block: Block) -> re.Match[str] | None:
    """The sign that a footnote would begin with; '[1]' was taken for a list mark before."""
    if block.kind != "text" or block.label is not None:
        return None
    if block.mark is None:
        return _NOTE.match(block.lines[0].text)
    return _NOTE.match(block.head + " ") if block.head.startswith("[") else None


def _cut_sign(block: Block, match: re.Match[str]) -> Block:
    """The footnote without its sign; a sign alone on its line leaves the lines below."""
    if block.mark is not None:
        return replace(block, kind="footnote", mark=None)
    first: Line = block.lines[0]
    rest = first.cut(match.end())
    lines = ((rest,) if rest.text else ()) + block.lines[1:]
    if not lines:
        return replace(block, kind="footnote", head=match.group().strip())
    return replace(block, lines=lines, kind="footnote", mark=None, label=None, head=match.group().strip())
