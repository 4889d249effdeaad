"""Blocks in, the tree of questions and what answers each out.

A question is a numbered or labelled item that asks, or a paragraph of nothing but questions under a heading. Items
that are asked together, a parent with what belongs to it, share the answer that follows.
"""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct, field
from msgspec.structs import replace

from graphkit.document.asked import find_answerer, find_asked
from graphkit.document.asking import ASKS, is_asking, starts_question
from graphkit.document.blocks import Block
from graphkit.document.headings import find_division, is_capital
from graphkit.document.marks import Mark
from graphkit.document.words import Words


class Item(Struct):
    """A question while its tree grows: indices of its blocks and of those that answer it, and who is asked."""

    number: str
    block: int
    parent: int | None
    asks: list[int] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    asked: str = ""


class Tree(Struct, frozen=True):
    """The blocks with their kinds, the questions, and for each block the question that it asks or answers."""

    blocks: tuple[Block, ...]
    items: tuple[Item, ...]
    owners: tuple[int | None, ...]


def find_questions(blocks: tuple[Block, ...], words: Words) -> Tree:
    """Tell questions, their preambles and their answers from the rest."""
    return _Reader(blocks, words).read()


class _Reader:
    """One pass over the blocks; what it remembers is what a reader would."""

    def __init__(self, blocks: tuple[Block, ...], words: Words) -> None:
        self.blocks = list(blocks)
        self.words = words
        self.items: list[Item] = []
        self.owners: list[int | None] = [None] * len(blocks)
        self.zone = ""  # question | answer | ''
        self.open = False  # does a label say that all that follows asks, until the next one?
        self.target: list[int] = []  # those of them that the item below, marked as they are, answers
        self.bare = False  # has a label alone on its line announced a question that is still to come?
        self.numbers: dict[tuple[int, str], int] = {}  # by block and number the last item so numbered
        self.pending: list[int] = []  # items asked since the last answer
        self.answered = False
        self.replying = 0  # the block of numbering whose questions, all asked before, are answered under their numbers
        self.stack: list[tuple[Mark, int]] = []  # the marks of the open questions
        self.run = 0  # the block of numbering
        self.top = 0  # the last top-level number
        self.key = ""  # the number of the record
        self.starter = ""  # the label that begins a labelled question
        self.asked = _list_asked(blocks, words)
        labels = Counter(block.label.role for block in blocks if block.label)
        self.labelled = labels["answer"] >= 2 or (labels["answer"] == 1 and labels["question"] >= 1)
        self.requests = (
            labels["answer"] > 0
            or sum(1 for block in blocks if block.mark and not block.mark.bullet and ASKS.search(block.text[-12:])) > 0
        )

    def read(self) -> Tree:
        for place, block in enumerate(self.blocks):
            if block.kind in ("footnote", "boilerplate"):
                continue
            if place in self.asked:
                self._open_asked(place, block)
            elif block.label is not None and block.label.role in ("question", "answer", "key"):
                self._read_label(place, block)
            elif block.kind == "heading":
                self._read_heading(place, block)
            else:
                self._read_text(place, block)
        return Tree(tuple(self.blocks), tuple(self.items), tuple(self.owners))

    def _read_label(self, place: int, block: Block) -> None:
        label = block.label
        assert label is not None
        if label.role == "key":
            self.key = block.text.strip()
            self._set(place, "heading")
            self._close()
            return
        if label.role == "answer":
            if label.end >= len(block.text.rstrip()) and not label.numbers and self._waits():
                self.replying, self.pending = self.run, self._list_run()
            self._aim_answer(label.numbers)
            self._name_answerer(label.text)
            self.open = False
            if block.kind != "heading":
                self._answer(place)
            return
        if self._replies(block):
            self._aim_answer(label.numbers)
            self._answer(place)
            return
        name = " ".join(re.findall(r"[A-Za-z’'&/-]{1,40}", label.words)).casefold()
        if label.numbers or self.key or name == self.starter or not self.items or not self.starter:
            if self.key and self.starter and name != self.starter and not label.numbers and self.items:
                self.zone = "question"
            else:
                self.starter = self.starter or name
                number = (label.numbers[-1] if label.numbers else "") or self.key or ""
                if block.mark is not None and not number:
                    number = block.mark.number
                self._open(place, number, None)
                self.open = self._answer_is_ahead(place)
                return
        self.zone, self.open = "question", True
        if block.kind != "heading":
            self._ask(place)

    def _waits(self) -> bool:
        """Are several numbered questions asked, and none of them answered?"""
        asked = self._list_run()
        numbered = sum(1 for index in asked if self.items[index].number)
        return numbered > 1 and not any(self.items[index].answers for index in asked)

    def _list_run(self) -> list[int]:
        """The questions of the block of numbering that is being read."""
        return [index for index, item in enumerate(self.items) if item.block == self.run]

    def _replies(self, block: Block) -> bool:
        """'Response: … Q1. We hold a copy': under 'Response' the number of a question stands before what answers it."""
        label = block.label
        if label is None or not label.numbers or self.replying != self.run or not self.run:
            return False
        known = all((self.run, number) in self.numbers for number in label.numbers)
        return known and block.kind == "text" and ASKS.search(block.text[-12:]) is None

    def _read_heading(self, place: int, block: Block) -> None:
        text = block.text
        if ASKS.search(text[-12:]) and block.mark is not None:
            self._open_marked(place, block)
            return
        if block.run_in and self.asked.keys().isdisjoint((place + 1, place + 2)):
            return
        if self.zone and self.items and self.items[-1].asked:
            if self.zone == "answer":
                self._close()  # the next topic, or what is said elsewhere and by somebody else
            self._name_answerer(text)
            return
        if text.endswith(":") and self.labelled and self.pending and self.starter and not is_capital(text):
            self.zone, self.open = "", False  # 'Explanation for the Recommendation:' neither asks nor answers
            return
        if block.mark is not None or is_capital(text) or find_division(text, self.words) or block.level:
            self._close()
            self.stack = [entry for entry in self.stack if not entry[0].dotted]
            return
        after = self._next_running(place)
        if after is None or self._asks(after):
            self._close()

    def _read_text(self, place: int, block: Block) -> None:
        if self._asks(block, place):
            if block.mark is not None:
                self._open_marked(place, block)
            elif self.zone == "question" and self.items:
                self._ask(place)
            else:
                self._open(place, "", None)
            return
        if self.bare and self.zone == "question":
            self._ask(place)
            return
        if block.mark is not None:
            if self._belongs_to_question(place, block):
                self._open_marked(place, block)
                return
            self._set(place, "item")
            self._aim_item(block.mark)
        if self.zone == "question" and (self.open or (self.labelled and self._answer_is_ahead(place))):
            self._ask(place, "item" if block.mark else "question")
        elif self.zone and self.pending and block.text.strip(" ."):
            self.zone = "answer"
            self._answer(place)

    def _open_asked(self, place: int, block: Block) -> None:
        """A question that says whom it is put to: it belongs to no other, nor does what stands before it."""
        self.stack = []
        self._open(place, block.mark.number if block.mark is not None and not block.mark.bullet else "", None)
        self.items[-1].asked = self.asked[place]

    def _name_answerer(self, line: str) -> None:
        """'Minister of State, Home Office' above the answer to a question that is put to an office."""
        for index in self.pending:
            if self.items[index].asked:
                self.items[index].asked = find_answerer(line, self.words) or self.items[index].asked

    def _asks(self, block: Block, place: int | None = None) -> bool:
        if block.label is not None and block.label.role == "answer":
            return False
        if block.mark is not None and not block.mark.bullet:
            return is_asking(block.text, self.words, True, self.requests)
        if place is None or block.mark is not None or block.kind != "text":
            return False
        above = self.blocks[place - 1] if place else None
        headed = above is None or above.kind in ("heading", "question") or self.zone == "question"
        return (
            len(block.text) < 500
            and headed
            and ASKS.search(block.text[-12:]) is not None
            and starts_question(block.text, self.words)
            and self._next_running(place) is not None
        )

    def _belongs_to_question(self, place: int, block: Block) -> bool:
        """Does an item that does not ask by its words continue the asking? 'Please provide: a. all policies'."""
        mark = block.mark
        if mark is None or self.zone != "question" or not self.items or self.answered or not self.stack:
            return False
        last = self.items[self.pending[-1]] if self.pending else None
        if last is None or not last.asks:
            return False
        above = self.blocks[last.asks[-1]]
        if above.text.rstrip().endswith(":") and (mark.first or mark.bullet):
            return not mark.bullet
        return mark.follows(self.stack[-1][0]) and len(self.stack) > 1

    def _open_marked(self, place: int, block: Block) -> None:
        """A question with a list mark: its place in the tree follows from the marks of the open ones."""
        mark = block.mark
        assert mark is not None
        if mark.dotted:
            parts = mark.number.split(".")
            parent = self._find_number(".".join(parts[:-1]), int(parts[0]) if parts[0].isdigit() else 0)
            self._open(place, mark.number, parent)
            return
        level = self._find_level(mark)
        self.stack = self.stack[:level]
        parent = self.stack[-1][1] if self.stack else None
        number = mark.number
        if parent is not None and self.items[parent].number:
            number = f"{self.items[parent].number}.{number}"
        self._open(place, number, parent)
        self.stack.append((mark, len(self.items) - 1))

    def _find_level(self, mark: Mark) -> int:
        for level in range(len(self.stack) - 1, -1, -1):
            if mark.follows(self.stack[level][0]):
                return level
        styles = {style for style, _, _ in mark.readings}
        for level, (other, _) in enumerate(self.stack):
            if styles & {style for style, _, _ in other.readings}:
                return level
        return len(self.stack)

    def _find_number(self, number: str, top: int) -> int | None:
        return self.numbers.get((self.run, number)) if top >= self.top else None

    def _open(self, place: int, number: str, parent: int | None) -> None:
        """A new question; numbering that does not go up begins a new block."""
        digits = re.search(r"\d+", number)
        if parent is None:
            top = int(digits.group()) if digits else 0
            restart = bool(digits) and (top < self.top or (top == self.top and "." not in number))
            if self.run == 0 or restart:
                self.run += 1
                if place not in self.asked:
                    self._find_preamble(place)
            self.top = top or self.top
        index = len(self.items)
        together = bool(self.pending) and not self.answered and self._is_together(parent)
        self.items.append(Item(number, self.run, parent))
        self.numbers[self.run, number] = index
        self.pending = [*self.pending, index] if together else [index]
        self.zone, self.answered, self.open, self.target = "question", False, False, []
        label = self.blocks[place].label
        if label is not None and label.end >= len(self.blocks[place].text) and self._is_followed(place):
            self.bare = True
            return
        self._ask(place, "heading" if self.blocks[place].kind == "heading" and not number else "question")

    def _is_followed(self, place: int) -> bool:
        """Does running text without a label of its own come next?"""
        below = self._next_running(place)
        return below is not None and below.kind == "text" and below.label is None

    def _is_together(self, parent: int | None) -> bool:
        """Is it asked in one breath with those that wait: under one, or beside one that is under another?"""
        if parent is None:
            return False
        return parent in self.pending or any(self.items[index].parent == parent for index in self.pending)

    def _find_preamble(self, place: int) -> None:
        """What the asker says before a new run of questions is no answer: it speaks to the one who answers."""
        first = True
        for index in range(place - 1, -1, -1):
            block = self.blocks[index]
            if block.kind == "footnote":
                continue
            if block.kind != "text" or block.mark is not None or block.label is not None:
                return
            text = block.text.casefold()
            leads = text.endswith(":") or any(lead in text for lead in self.words.asker_leads)
            named = self.run > 1 and not set(re.findall(r"[a-z]+", text)).isdisjoint(self.words.asker_words)
            if not ((leads and first) or named):
                return
            first = False
            self._set(index, "question")
            self.owners[index] = None
            for waiting in self.pending:
                if index in self.items[waiting].answers[-1:]:
                    self.items[waiting].answers.pop()

    def _aim_answer(self, numbers: tuple[str, ...]) -> None:
        """'Response to questions 1 and 2:' names its questions; else those that wait are answered."""
        found = (self.numbers.get((self.run, number)) for number in numbers)
        named = [index for index in found if index is not None]
        if named:
            self.pending = named
        self.zone, self.target = "answer", []

    def _aim_item(self, mark: Mark) -> None:
        """'(a) …' below the questions a, b and c answers the first of them, and the one that they belong to."""
        if not self.zone or len(self.pending) < 2 or mark.bullet:
            return
        for index in self.pending:
            parent = self.items[index].parent
            if parent is not None and self.items[index].number == f"{self.items[parent].number}.{mark.number}":
                self.target = [one for one in (parent, index) if one in self.pending]

    def _ask(self, place: int, kind: str = "question") -> None:
        self._set(place, "question" if kind != "heading" else "heading")
        self.bare = False
        self.items[-1].asks.append(place)
        self.owners[place] = len(self.items) - 1

    def _answer(self, place: int) -> None:
        self.answered = True
        targets = self.target or self.pending
        for index in targets:
            self.items[index].answers.append(place)
        self.owners[place] = targets[-1] if targets else None

    def _answer_is_ahead(self, place: int) -> bool:
        for block in self.blocks[place + 1 : place + 40]:
            if block.label is not None and block.label.role in ("question", "answer", "key"):
                return block.label.role == "answer"
            if block.kind == "heading" or (block.mark is not None and self._asks(block)):
                return False
        return False

    def _next_running(self, place: int) -> Block | None:
        for index in range(place + 1, len(self.blocks)):
            if self.blocks[index].kind not in ("footnote", "boilerplate"):
                return self.blocks[index]
        return None

    def _close(self) -> None:
        self.zone, self.pending, self.answered, self.target = "", [], False, []

    def _set(self, place: int, kind: str) -> None:
        block = self.blocks[place]
        level = max(1, block.level) if block.kind == "heading" else block.level  # it heads what follows all the same
        self.blocks[place] = replace(block, kind=kind, level=level)


def _list_asked(blocks: tuple[Block, ...], words: Words) -> dict[int, str]:
    """Where a block is a question that says whom it is put to, and whom.

    'Ms Roe asked the Minister for X whether …' may be told in a report as well: it has a number, or is one of several.
    """
    found: dict[int, tuple[str, bool]] = {}
    for place, block in enumerate(blocks):
        if block.kind in ("text", "item", "heading") and "ask" in block.text[:200]:
            start = block.label.end if block.label is not None and block.label.role == "question" else 0
            asked, sure = find_asked(block.text[start:].lstrip(), words)
            if asked:
                found[place] = asked, sure or (block.mark is not None and not block.mark.bullet)
    return {place: asked for place, (asked, sure) in found.items() if sure or len(found) > 1}
