"""Blocks in, the body that says "we" in them out, where no line of the front is its name.

A letter names it by whom it is written for, or in its signature; any document by what it calls itself ('the Board
("we", "us")', 'expect from the Board when we'); a notice to the public by who is responsible for the data.
"""

from __future__ import annotations

import re

from graphkit.document.blocks import Block
from graphkit.document.words import Words
from graphkit.ontology.kinds import cut_number, load_kinds

#: Blocks from the start in which a notice says that it is one.
_OPENING = 20
#: Characters of a name, so that no search goes back further.
_LONGEST = 120
_WORD = r"[A-Z][\w&’'.-]{0,30}(?<=[\w&])"
_WORDS = rf"{_WORD}(?: (?:(?:of|for|the|in|and|on|to|&) ){{0,2}}{_WORD})*"
#: 'the Ministry of Housing, Communities & Local Government': only such a name has commas of its own.
_LISTED = rf"(?:Department|Ministry|Office|Bureau|Directorate) (?:of|for) {_WORDS}(?:, {_WORDS})+,? (?:&|and) {_WORDS}"
_COMPANY = r"(?:,? (?:Inc|Corp|Co|Ltd|L\.?L\.?C|L\.?L\.?P|plc|GmbH|Limited)\b\.?)?"
_NAME = rf"(?:{_LISTED}|{_WORDS}){_COMPANY}"
#: What ends the part of a name that a head noun closes: 'Board *of* Trade', 'Ministry of Justice *and* …'.
_PARTS = re.compile(r"[,()/&–—\n]|\b(?:of|for|the|and|on|to|in|at)\b", re.IGNORECASE)
_BEHIND = re.compile(rf"\s*(?:[Tt]he )?({_NAME})")
_BEFORE = re.compile(rf"(?<!\w)(?:[Tt]he )?({_NAME}),?(?: \([^()]{{1,40}}\))?\s*$")
_WE = r"[“‘\"'](?:we|us|our)[”’\"']"
#: What stands behind the name of who speaks, and what stands before it.
_CALLED = re.compile(rf"\((?:[^()]{{0,40}}[ ,])?{_WE}[^()]{{0,40}}\)")
_MEANT = re.compile(rf"{_WE}[^.]{{0,40}}? (?:refers? to|means?|is|are)\b")
#: 'the standards that you can *expect from* X when we hold your data'
_EXPECTED = re.compile(r"\byou (?:can|may|should) expect (?:from|of)\b(?=[^.]{3,160} (?:when|if|where|as) we\b)")
_BEHALF = re.compile(
    r"\b[Oo]n behalf of (?:the )?((?:[A-Z][\w&’'-]*)(?:(?: (?:of|for|and|the|on))* [A-Z][\w&’'-]*)*)"
    r"(?<![’']s)(?![’'\w])"
)


def find_speaker(blocks: tuple[Block, ...], greeting: int | None, words: Words) -> str:
    """The name of the body that speaks, as the text has it, or '' where nothing says so or several bodies are named.

    greeting  the block of a letter with 'Dear X:', None where there is none
    """
    texts = [block.text for block in blocks if block.kind in ("text", "item", "heading")]
    named = _find_before(texts, _CALLED) or _find_behind(texts, _MEANT) or _find_behind(texts, _EXPECTED)
    if not named and greeting is not None:
        return find_signed(blocks, greeting, words)
    if not named and any(_names_notice(text, words) for text in texts[:_OPENING]):
        named = _find_responsible(texts, words)
    return next(iter(named)) if len(named) == 1 else ""


def _find_behind(texts: list[str], mark: re.Pattern[str]) -> set[str]:
    ends = ((text, found.end()) for text in texts for found in mark.finditer(text))
    return {name[1] for text, end in ends if (name := _BEHIND.match(text[end : end + _LONGEST]))}


def _find_before(texts: list[str], mark: re.Pattern[str]) -> set[str]:
    before = (text[max(0, found.start() - _LONGEST) : found.start()] for text in texts for found in mark.finditer(text))
    return {name[1] for name in map(_BEFORE.search, before) if name is not None}


def find_signed(blocks: tuple[Block, ...], greeting: int, words: Words) -> str:
    """The body on whose behalf a letter is written, or that of whoever signs it: '… Director, *Office of X*'; or ''.

    What follows the title of who signs is a body where it has the name of one, or the letter names it too.
    """
    for block in blocks[greeting + 1 : greeting + 4]:
        if found := _BEHALF.search(block.text):
            return found[1]
    closings = [place for place, block in enumerate(blocks) if block.text.strip(" ,.").casefold() in words.closings]
    if not closings:
        return ""
    parts = [
        part.strip(" .")
        for block in blocks[closings[-1] + 1 : closings[-1] + 7]
        if len(block.text) < 200
        for line in block.text.split("\n")
        for part in line.split(",")[1 if "," in line else 0 :]
    ]
    said = " ".join(block.text for block in blocks[: closings[-1]])
    bodies = [part for part in parts if part[:1].isupper() and is_body(part, words) and not runs_on(part)]
    named = [part for part in parts if part[:1].isupper() and re.search(rf"\b{re.escape(part)}\b", said)]
    return next(iter([*bodies, *reversed(named)]), "")


def is_body(text: str, words: Words) -> bool:
    """Whether a name is that of a body: by a word such as 'Ministry' that heads it, or by its form as a company.

    'Public Services Card' names a card: what stands before a head only tells which one it is.
    """
    if not set(re.findall(r"[^\W\d_]+", text.casefold())).isdisjoint(words.company_words):
        return True
    heads = (_find_head(part, text) for part in _PARTS.split(text))
    return any(head in words.body_words for head in heads) or _is_placed(text, words) or _is_general(text, words)


def _is_general(text: str, words: Words) -> bool:
    """'Auditor-General of X', 'Office of the Inspector General': who oversees is a body by that title."""
    title, general, _ = text.casefold().replace("-", " ").partition(" general")
    titled = set(title.split()[:-1]).isdisjoint(words.rank_words)  # '*Deputy Assistant* Inspector General' is somebody
    return bool(general) and titled and title.rpartition(" ")[2] in words.overseer_words


def _find_head(part: str, text: str) -> str:
    """The last word of a part of a name, before a short form that follows it: 'Privacy *Office* DHS'."""
    names = re.findall(r"[^\W\d_]+", cut_number(part))
    while len(names) > 1 and len(names[-1]) < 6 and names[-1].isupper() and not text.isupper():
        names.pop()
    return names[-1].casefold() if names else ""


def _is_placed(text: str, words: Words) -> bool:
    """'Services Australia', 'Police Scotland': a body, and where it is."""
    first, _, place = text.partition(" ")
    return first.casefold() in words.body_words and place in load_kinds().words["places"]


def runs_on(text: str) -> bool:
    """Is it a line of a sentence, 'The Harbor Board uses various tools', and no name? A name has few small words."""
    return sum(word[:1].islower() and len(word) > 3 for word in text.split()) > 2


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
