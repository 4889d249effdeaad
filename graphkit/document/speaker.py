"""Blocks in, the body that says "we" in them out, where no line of the front is its name.

A letter names it by whom it is written for, or in its signature; any document by what it calls itself ('the Board
("we", "us")'); a notice to the public by who is responsible for the data ("the data controller is X").
"""

from __future__ import annotations

import re

from graphkit.document.blocks import Block
from graphkit.document.words import Words

#: Blocks from the start in which a letter says for whom it is written.
_OPENING = 20
#: Blocks from the closing of a letter on that may belong to its signature.
_SIGNATURE = 6
#: Characters of a name, so that no search goes back further.
_LONGEST = 120
_WORD = r"[A-Z][\w&’'.-]{0,30}(?<=[\w&])"
_WORDS = rf"{_WORD}(?: (?:(?:of|for|the|in|and|on|to|&) ){{0,2}}{_WORD})*"
#: 'the Ministry of Housing, Communities & Local Government': only such a name has commas of its own.
_LISTED = rf"(?:Department|Ministry|Office|Bureau|Directorate) (?:of|for) {_WORDS}(?:, {_WORDS})+,? (?:&|and) {_WORDS}"
_COMPANY = r"(?:,? (?:Inc|Corp|Co|Ltd|L\.?L\.?C|L\.?L\.?P|plc|GmbH|Limited)\b\.?)?"
_NAME = rf"(?:{_LISTED}|{_WORDS}){_COMPANY}"
_BEHIND = re.compile(rf"\s*(?:[Tt]he )?({_NAME})")
_BEFORE = re.compile(rf"(?<!\w)(?:[Tt]he )?({_NAME}),?(?: \([^()]{{1,40}}\))?\s*$")
_WE = r"[“‘\"'](?:we|us|our)[”’\"']"
#: What stands behind the name of who speaks, and what stands before it.
_CALLED = re.compile(rf"\((?:[^()]{{0,40}}[ ,])?{_WE}[^()]{{0,40}}\)")
_MEANT = re.compile(rf"{_WE}[^.]{{0,40}}? (?:refers? to|means?|is|are)\b")
_WRITTEN = re.compile(
    r"\b(?:I|[Ww]e) (?:write|am writing|are writing|respond|am responding|are responding|reply|am replying|submit)\b"
    r"[^.]{0,60}?\bon behalf of\b"
)


def find_speaker(blocks: tuple[Block, ...], words: Words, *, letter: bool) -> str:
    """The name of the body that speaks, as the text has it, or '' where nothing says so or several bodies are named."""
    texts = [block.text for block in blocks if block.kind in ("text", "item", "heading")]
    named = _find_before(texts, _CALLED) or _find_behind(texts, _MEANT)
    if not named and letter:
        named = _find_behind(texts[:_OPENING], _WRITTEN) or _read_signature(blocks, words)
    if not named and any(_names_notice(text, words) for text in texts[:_OPENING]):
        named = _find_responsible(texts, words)
    return next(iter(named)) if len(named) == 1 else ""


def _find_behind(texts: list[str], mark: re.Pattern[str]) -> set[str]:
    names = (_BEHIND.match(text[found.end() : found.end() + _LONGEST]) for text in texts for found in mark.finditer(text))
    return {name[1] for name in names if name is not None}


def _find_before(texts: list[str], mark: re.Pattern[str]) -> set[str]:
    before = (text[max(0, found.start() - _LONGEST) : found.start()] for text in texts for found in mark.finditer(text))
    return {name[1] for name in map(_BEFORE.search, before) if name is not None}


def _read_signature(blocks: tuple[Block, ...], words: Words) -> set[str]:
    """The lines below the closing of a letter that are the name of a body."""
    opened = [block.lines[0].text.strip(" ,.").casefold() for block in blocks]
    closings = [place for place, text in enumerate(opened) if text in words.closings]
    if not closings:
        return set()
    lines = [line.text.strip() for block in blocks[closings[-1] :][:_SIGNATURE] for line in block.lines]
    return {line for line in lines if re.fullmatch(_NAME, line[:_LONGEST]) and is_body(line, words)}


def is_body(text: str, words: Words) -> bool:
    """Whether a name is that of a body: by a word such as 'Ministry', or by its form as a company."""
    names = set(re.findall(r"[^\W\d_]+", text.casefold()))
    return not names.isdisjoint(words.body_words) or not names.isdisjoint(words.company_words)


def _names_notice(text: str, words: Words) -> bool:
    folded = text.casefold()
    return len(text) < 200 and any(notice in folded for notice in words.notice_names)


def _find_responsible(texts: list[str], words: Words) -> set[str]:
    """How a notice says whose it is: 'this service is run by X', 'the data controller is X', 'X is the controller'."""
    controller = rf"(?:{'|'.join(map(re.escape, words.controller_names))})\b"
    offered = "|".join(map(re.escape, words.offered_names))
    offering = "|".join(map(re.escape, words.offering_verbs))
    return (
        _find_behind(texts, re.compile(rf"\b[Tt]his (?:{offered}) is (?:{offering}) by\b"))
        or _find_behind(texts, re.compile(rf"\b{controller}[^.]{{0,80}}? is\b"))
        or _find_before(texts, re.compile(rf"\bis (?:the|a|your) {controller}"))
    )
