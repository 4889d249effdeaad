"""A source in, its lines without blanks and edge markup out, with what they are measured by."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from graphkit.document.source import Source

#: What ends a line; a form feed ends a page besides.
_LINE = re.compile(r"[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]|\Z)")
_ENDS = "\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = " \t\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\ufeff\x1b"
#: What is cut off from the edges of a line: blanks, and characters that no reader sees.
_EDGES = _BLANKS + "".join(map(chr, [*range(0x09), *range(0x0E, 0x20), 0x7F, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060]))
_LEADING = re.compile(r"(?:\*\*+|#{1,6}(?=\s))?[\s\u200b\ufeff]*")
_QUOTED = re.compile(r"(?:>[ \t]{0,4})+")
_TERMINAL = re.compile(r"[.?!:][\"'”’»)\]*\d¹²³⁴⁵⁶⁷⁸⁹⁰]{0,6}$")
_LOWER = re.compile(r"[\"'“‘(\[]?(?:[a-zà-ÿ](?![a-z]*[A-Z]|-[A-Z])|\d)")


class Line(Struct, frozen=True):
    """The stretch of the document from `start` to `end`, blanks and edge markup cut off.

    gap   a blank line, a page's end or nothing stands above
    hint  what the format says of it: heading, item, cell, quote, paragraph or ''
    """

    start: int
    end: int
    text: str
    gap: bool = False
    indent: int = 0
    page: int | None = None
    hint: str = ""
    level: int = 0

    @property
    def terminal(self) -> bool:
        """Does a sentence, or a lead-in, end here?"""
        return _TERMINAL.search(self.text[-8:]) is not None

    @property
    def lower(self) -> bool:
        """Does it start as the middle of a sentence does? ('iBeacon' and 'e-Rulemaking' do not.)"""
        return _LOWER.match(self.text) is not None

    @property
    def first_word(self) -> str:
        return self.text[:80].split(None, 1)[0] if self.text else ""

    @property
    def last_word(self) -> str:
        return self.text[-80:].split()[-1] if self.text else ""

    def cut(self, start: int = 0, end: int | None = None) -> Line:
        """The same line without what stands before `start` and after `end` (positions in `text`), nor blanks there."""
        text = self.text[start:end]
        lead = len(text) - len(text.lstrip(_EDGES + "*"))
        text = text[lead:].rstrip(_EDGES)
        return replace(self, start=self.start + start + lead, end=self.start + start + lead + len(text), text=text)


def split_lines(source: Source) -> tuple[Line, ...]:
    """Every line that has something on it."""
    lines: list[Line] = []
    gap = True
    hints = {hint.start: hint for hint in source.hints}
    text = source.text
    place = 0
    while place < len(text):
        match = _LINE.match(text, place)
        assert match is not None  # the pattern matches the empty string
        end = match.end()
        line = _read_line(text, place, end, gap, source.pages)
        if line is None:
            gap = True
        else:
            hint = hints.get(line.start) or hints.get(place)
            if hint is not None:
                line = replace(line, hint=hint.kind, level=hint.level)
            lines.append(line)
            gap = False
        if text[end - 1] == "\f":
            gap = True
        place = end
    return tuple(lines)


def _read_line(text: str, start: int, end: int, gap: bool, pages: tuple[int, ...]) -> Line | None:
    content = text[start:end].rstrip(_ENDS + _EDGES)
    bare = content.lstrip(_EDGES)
    indent = len(content) - len(bare)
    quoted = _QUOTED.match(bare)
    skip = quoted.end() if quoted else 0
    lead = _LEADING.match(bare, skip)
    hashes = len(bare[skip:]) - len(bare[skip:].lstrip("#"))
    skip = lead.end() if lead else skip
    hint = "quote" if quoted else "heading" if hashes and skip else ""
    level = hashes if hint == "heading" else 0
    bare = bare[skip:]
    if bare.endswith("**"):
        bare = bare.rstrip("*" + _EDGES)
    if not bare or not any(map(str.isalnum, bare)):
        return None  # rules, rows of asterisks and dots
    begin = start + indent + skip
    page = bisect_right(pages, begin) if pages else None
    return Line(begin, begin + len(bare), bare, gap, indent, page, hint, level)


def measure_width(lines: tuple[Line, ...]) -> int:
    """The length up to which the lines of a wrapped text are filled; 0 where each line is a paragraph of its own."""
    pairs = [(above, below) for above, below in pairwise(lines) if not below.gap]
    pairs = [(above, below) for above, below in pairs if not above.hint and not below.hint]
    if not pairs:
        return 0
    lengths = sorted(len(above.text) for above, _ in pairs)
    width = lengths[int(len(lengths) * 0.95)]
    if width > 200:
        return 0
    # short lines, as in addresses and lists, do not tell
    telling = [(above, below) for above, below in pairs if len(above.text) > width * 0.6 or below.lower]
    broken = sum(1 for above, below in telling if _is_broken(above, below, width))
    sure = any(below.lower and not above.terminal for above, below in telling)
    return width if sure and broken * 2 >= len(telling) else 0


def _is_broken(above: Line, below: Line, width: int) -> bool:
    """Was this line broken only because it was full?"""
    if not above.terminal and below.lower:
        return True
    return len(above.text) > 30 and len(above.text) + 1 + len(below.first_word) > width * 0.85


def is_short(above: Line, below: Line, width: int) -> bool:
    """Would the next line's first word have fitted, so that something ends here?"""
    return len(above.text) + 1 + len(below.first_word) <= width * 0.92
