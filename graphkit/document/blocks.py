"""Lines in, blocks out: what will be one paragraph, heading, item or footnote, with its mark and label cut off."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from graphkit.document.dates import is_date
from graphkit.document.headings import find_caption, find_division, find_run_in, is_capital, is_capitalised, is_title
from graphkit.document.labels import Label, find_label
from graphkit.document.lines import Line, is_short
from graphkit.document.marks import Mark, find_mark
from graphkit.document.words import Words

_HEADING_LINES = 6
_BARE_NUMBER = re.compile(r"(\d{1,3})(?=\s|$)")


class Block(Struct, frozen=True):
    """Lines that belong together.

    kind    text | heading | item | question | footnote | boilerplate, as far as it is known
    mark, label   what was cut off from its first line
    head    that, as written
    breaks  the lines before which foreign text stands
    gap     does a blank line stand above?
    bound   does the format itself say that this is a block, so that nothing is joined to it?
    run_in  a heading on one line with its text
    """

    lines: tuple[Line, ...]
    kind: str = "text"
    mark: Mark | None = None
    label: Label | None = None
    head: str = ""
    breaks: tuple[int, ...] = ()
    gap: bool = False
    bound: bool = False
    run_in: bool = False
    level: int = 0

    @property
    def text(self) -> str:
        """Its words, roughly: the clean text is made at the end."""
        return " ".join(line.text for line in self.lines)

    @property
    def start(self) -> int:
        return self.lines[0].start


def split_blocks(lines: tuple[Line, ...], width: int, words: Words) -> tuple[Block, ...]:
    """Cut the lines at blank lines, marks, labels, headings and ends of paragraphs; a width of 0: at every line."""
    widths = _measure_chunks(lines, width)
    blocks: list[Block] = []
    current: list[Line] = []
    marks: dict[str, int] = {}
    for line, own in zip(lines, widths, strict=True):
        mark = find_mark(line.text)
        if current and _starts_block(current, line, mark, own, marks, words):
            blocks.extend(_read_block(tuple(current), words))
            current = []
        if mark is not None and not current:
            marks.update((style, value) for style, value, _ in mark.readings)
        current.append(line)
    if current:
        blocks.extend(_read_block(tuple(current), words))
    return tuple(blocks)


def _measure_chunks(lines: tuple[Line, ...], width: int) -> list[int]:
    """For every line the width of its surroundings: a quotation or a footnote may be set narrower or wider."""
    widths: list[int] = []
    start = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or lines[place].gap:
            chunk = lines[start:place]
            own = max(len(line.text) for line in chunk) if len(chunk) >= 3 and width else width
            widths.extend([own] * len(chunk))
            start = place
    return widths


def _starts_block(
    current: list[Line], line: Line, mark: Mark | None, width: int, marks: dict[str, int], words: Words
) -> bool:
    above = current[-1]
    hinted = line.hint != above.hint or line.hint not in ("", "quote")
    if line.gap or hinted or not width:
        return True
    if _follows_bare_number(current[0], line):
        return True
    if is_date(line.text, words) or (above.gap and is_date(above.text, words)):
        return True
    if find_caption(line.text, words, broken=above.terminal) or (above.text[-1] == ":" and _is_caption(current, words)):
        return True
    short = is_short(above, line, width)
    ended = above.terminal or (current[0].text[0] == "[" and above.text[-1] == "]")
    if len(current) <= _HEADING_LINES and all(is_capital(one.text) for one in current):
        return not is_capital(line.text) or above.text.endswith(":")
    if is_capital(line.text) and (line.text.endswith(":") or ended or short):
        return True
    if find_run_in(line.text) and (ended or short):
        return True
    own = find_mark(current[0].text) if mark is not None else None
    if mark is not None and own is not None and (mark.follows(own) or _is_under(mark, own)):
        return True
    if mark is not None and _starts_item(above, mark, ended, short, marks, words):
        return True
    if not line.lower:
        label = find_label(line.text, words)
        if label is not None and label.role != "other" and (ended or short):
            return True
        if short and (ended or (len(current) == 1 and above.gap and _heads(above, line, width, words))):
            return True
    return False


def _is_caption(lines: list[Line], words: Words) -> bool:
    """Are these lines, of which the last ends with a colon, a caption of their own?"""
    text = " ".join(line.text for line in lines)
    return find_caption(text, words) == len(text)


def _heads(above: Line, line: Line, width: int, words: Words) -> bool:
    """Is a first line the heading of the lines below, rather than the first of a heading in two lines?"""
    if len(line.text) < width * 0.7 and not line.terminal and is_capitalised(line.text):
        return False
    return is_title(_cut_mark(above).text, words)


def _is_under(mark: Mark, own: Mark) -> bool:
    """Is '4.1' the first part of '4.'?"""
    return mark.dotted and mark.number.startswith(own.number + ".")


def _starts_item(above: Line, mark: Mark, ended: bool, short: bool, marks: dict[str, int], words: Words) -> bool:
    """Is this mark one in earnest, in the midst of lines, and not a number that a sentence goes on with?"""
    follows = any(
        marks.get(style) == value - 1 or (mark.bullet and style in marks) for style, value, _ in mark.readings
    )
    ready = ended or above.text[-1] in ";," or above.last_word.casefold() in words.list_links
    return (ready and (mark.first or follows)) or (follows and short)


def _follows_bare_number(first: Line, line: Line) -> bool:
    """Does a footnote '24 …' follow on a footnote '23 …'?"""
    one, other = _BARE_NUMBER.match(first.text), _BARE_NUMBER.match(line.text)
    return one is not None and other is not None and int(other[1]) == int(one[1]) + 1


def _cut_mark(line: Line) -> Line:
    mark = find_mark(line.text)
    return line.cut(mark.end) if mark and len(line.text) > mark.end else line


def _read_block(lines: tuple[Line, ...], words: Words) -> list[Block]:
    """A block with its mark and label cut off; a run-in heading is a block of its own."""
    first = lines[0]
    bound = bool(first.hint)  # quoted lines are bound too: nothing of the author's own joins them
    base = Block(lines, gap=first.gap, bound=bound, level=first.level)
    if first.hint == "heading":
        return [_read_heading(base, words)]
    if first.hint == "furniture":
        return [replace(base, kind="boilerplate")]
    if find_division(first.text, words) and not base.text.endswith("."):
        return [_read_heading(base, words)]
    label = find_label(first.text, words)
    known = label is not None and (
        (label.role == "question" and bool(label.numbers)) or label.words.casefold() in words.bare_answers
    )
    capital = not known and len(lines) <= _HEADING_LINES and all(is_capital(line.text) for line in lines)
    if capital and not lines[-1].text.endswith(","):
        return [_read_heading(base, words)]
    end = 0 if known else find_run_in(first.text) or find_caption(first.text, words)
    if end:
        return _split_run_in(base, end)
    if lines[-1].text.endswith(":") and len(lines) > 1 and find_caption(base.text, words) == len(base.text):
        return [_read_heading(base, words)]
    mark = find_mark(first.text)
    if mark is not None:
        base = _cut(base, mark.end, mark=mark)
        if not base.lines:
            return [replace(base, lines=lines, mark=mark, head="")]
    label = find_label(base.lines[0].text, words, headed=first.hint == "cell")
    if label is None:
        return [base]
    if label.role == "other":
        return _split_label(base, label)
    if label.end >= len(base.text):
        return [replace(base, kind="heading", label=label)]
    labelled = _cut(base, label.end, label=label)
    own = find_mark(labelled.lines[0].text) if label.role == "question" and not label.numbers else None
    return [labelled if own is None or own.bullet else _cut(labelled, own.end, mark=own)]


def _read_heading(block: Block, words: Words) -> Block:
    """A heading with its mark; 'Section 1 –' stays in its words and gives its number."""
    mark = find_mark(block.lines[0].text)
    if mark is not None and len(block.text) > mark.end:
        return replace(_cut(block, mark.end, mark=mark), kind="heading")
    division = find_division(block.lines[0].text, words)
    if division:
        if not block.text.endswith("?"):
            return replace(block, kind="heading")
        end, number = division
        label = Label("question", block.text[:end], end, block.text[:end], (number,))
        return replace(_cut(block, end, label=label), kind="heading")
    found = find_label(block.lines[0].text, words)
    return replace(block, kind="heading", label=found if found and found.role != "other" else None)


def _split_run_in(block: Block, end: int) -> list[Block]:
    """'ACTION: Notice of …' as a heading and its text."""
    first = block.lines[0]
    heading = replace(block, lines=(first.cut(0, end),), kind="heading")
    rest = first.cut(end)
    lines = ((rest,) if rest.text else ()) + block.lines[1:]
    return [heading, replace(block, lines=lines, gap=False)] if lines else [heading]


def _split_label(block: Block, label: Label) -> list[Block]:
    """'Mail: Written comments …' as a run-in heading and its text; 'Explanation for the Rule:' alone as a heading."""
    if not label.text.rstrip().endswith(":"):
        return [block]
    if label.end >= len(block.text):
        return [replace(block, kind="heading")]
    if len(label.words.split()) > 4 or len(block.text) - label.end < 20:
        return [block]
    first = block.lines[0]
    heading = replace(block, lines=(first.cut(0, label.end),), kind="heading", run_in=True, mark=None, head="")
    rest = first.cut(label.end)
    lines = ((rest,) if rest.text else ()) + block.lines[1:]
    return [heading, replace(block, lines=lines, gap=False)]


def _cut(block: Block, end: int, mark: Mark | None = None, label: Label | None = None) -> Block:
    """The block without the first `end` characters of its first line."""
    first = block.lines[0]
    head = f"{block.head} {first.text[:end].strip()}".strip()
    rest = first.cut(end)
    lines = ((rest,) if any(map(str.isalnum, rest.text)) else ()) + block.lines[1:]
    return replace(block, lines=lines, head=head, mark=mark or block.mark, label=label or block.label)
