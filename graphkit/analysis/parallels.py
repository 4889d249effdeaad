"""A Record and its Document in, sentences with "respectively" whose lists are of unequal length out."""
from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.analysis.finding import Finding, load_check_cues, locate_finding
from graphkit.analysis.record import Record
from graphkit.model import Document

JOIN = re.compile(r"\s*(?:,\s*(?:and|or|&)?|\b(?:and|or|&))\s*(?:the |its |their |an? )?")
VALUE = r"(?:\$|€|£)?\d[\d,.]*\d|\d"


def check_parallels(record: Record, document: Document) -> Iterator[Finding]:
    """Sentences whose two last lists before "respectively" differ in length, in the order of the text."""
    cues = load_check_cues()
    said = [(index, match) for index, paragraph in enumerate(document.paragraphs)
            for match in cues.respectively.finditer(paragraph.text)]  # fmt: skip
    if not said:
        return
    item = compile_items(record, " ".join(match.string for _, match in said).lower())
    for index, match in said:
        text = match.string
        start = max((stop.end() for stop in re.finditer(r"[.;!?]\s", text[: match.start()])), default=0)
        lists = find_lists(text[start : match.start()], item)
        if len(lists) >= 2 and len(lists[-1]) != len(lists[-2]):
            lengths = f"{len(lists[-2])} ({', '.join(lists[-2])}) against {len(lists[-1])} ({', '.join(lists[-1])})"
            yield locate_finding(document, "respectively", lengths, index, start, match.end())


def compile_items(record: Record, text: str) -> re.Pattern[str]:
    """What is listed: the things that the record knows by name, and values.

    text  where they are sought, in small letters: all names of a record make a pattern that takes long to compile
    """
    known = [term for term in record.things.values() if term.known]
    names = {name for term in known for name in (term.label, *term.names) if len(name) > 1 and name.lower() in text}
    forms = sorted(map(re.escape, names), key=lambda form: (-len(form), form))
    return re.compile("|".join([*(rf"(?<!\w){form}(?!\w)" for form in forms), VALUE]), re.I)


def find_lists(text: str, item: re.Pattern[str]) -> list[tuple[str, ...]]:
    """The coordinated names and values of a text, two or more together."""
    lists: list[list[str]] = []
    end = -1
    for match in item.finditer(text):
        if lists and JOIN.fullmatch(text[end : match.start()]):
            lists[-1].append(match[0])
        else:
            lists.append([match[0]])
        end = match.end()
    return [tuple(items) for items in lists if len(items) > 1]
