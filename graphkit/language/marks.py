"""A label and the text that it is from in, the label with every bracket and quotation mark closed that it opens out."""

from __future__ import annotations

import re

#: What closes each mark; a straight quotation mark closes itself.
_PAIRS = {"(": ")", "[": "]", "“": "”", "‘": "’", '"': '"'}
_MARKS = re.compile("[" + re.escape("".join({*_PAIRS, *_PAIRS.values()})) + "]")
_APOSTROPHE = "’"
#: What may close a single quotation mark: "night' logs", "Night’ logs".
_QUOTED = re.compile(r"\w['’](?!\w)")
_ENUMERATOR = re.compile(r"[\w.]{1,4}\) ?")


def is_closed(label: str) -> bool:
    """Whether each mark in a label has its other half in it; an apostrophe needs none."""
    return not _MARKS.search(label) or not _list_unmatched(label)


def close_marks(label: str, text: str, end: int) -> str:
    """The label, which ends in `text` at `end` or little before, with the halves that stand right beside it there.

    What has no other half there either is left out, and so is what a bracket that stays open begins.
    """
    numbered = _ENUMERATOR.match(label)
    if numbered is not None:
        label = label[numbered.end() :]  # 'a) Participation'
    closing = _QUOTED.search(label) is not None
    if is_closed(label) and not closing:
        return label
    start = text.rfind(label, 0, end + 1)
    if closing and start > 0 and text[start - 1] in "'‘":
        return text[start - 1] + label
    if start >= 0:
        before, behind = text[max(0, start - 1) : start], text[start + len(label) : start + len(label) + 1]
        for whole in (label + behind, before + label, before + label + behind):
            if len(whole) > len(label) and _MARKS.search(before + behind) and is_closed(whole):
                return whole.strip()
    return _drop_unmatched(label)


def _list_unmatched(label: str) -> list[int]:
    """Where the marks stand whose other half is missing."""
    opened: list[int] = []
    unmatched: list[int] = []
    for found in _MARKS.finditer(label):
        mark = found[0]
        if opened and _PAIRS[label[opened[-1]]] == mark:
            opened.pop()
        elif mark in _PAIRS:
            opened.append(found.start())
        elif mark != _APOSTROPHE:
            unmatched.append(found.start())
    return sorted([*unmatched, *opened])


def _drop_unmatched(label: str) -> str:
    """'6-digit code *(OTP*' is a 6-digit code, and 'Hot*”* hits' are hot hits."""
    for place in reversed(_list_unmatched(label)):
        cut = label[place] in "([" and place > 0
        label = label[:place] if cut else label[:place] + label[place + 1 :]
    return " ".join(label.split())
