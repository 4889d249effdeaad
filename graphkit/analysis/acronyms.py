"""A Document in, its abbreviations that are undefined, defined twice, or likely misspelt out.

A definition is "Long Name (LN)" or "LN (Long Name)", where the letters of the short form begin words of the long one or
follow in them in order (A. Schwartz and M. Hearst, A simple algorithm for identifying abbreviation definitions, 2003).
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache

from graphkit.analysis.finding import Finding, load_check_cues, locate_finding
from graphkit.analysis.record import Record
from graphkit.language.glossary import build_glossary
from graphkit.language.misspellings import find_misspellings
from graphkit.model import Document
from graphkit.ontology import find_ontology
from graphkit.ontology.names import load_known

#: A token with two capitals and no small letter but a plural's: FRS, FRS-2, MOUs.
SHORT = re.compile(r"(?<![\w.&/@’'–-])([A-Z]{2,}(?:[-&/]?[A-Z0-9]+)*?)(?:s|’s|'s)?(?![\w&@–]|[-/]\w|\.[A-Za-z])")
DEFINED = re.compile(r"\(\s*(?:the |hereafter |hereinafter |or |“|\")*([A-Z][\w&/-]*[A-Z][\w&/-]*?)s?[”\"]?\s*[);,]")
REVERSED = re.compile(r"\b([A-Z][A-Z&/-]{1,8}) \(([A-Z][^()]{5,80})\)")
ROMAN, NUMBERED = re.compile(r"[IVXLC]+"), re.compile(r"(?:I{1,3}|IV|V|\d+)$")
#: Letters beyond which a word in capitals is a word and no abbreviation.
LONGEST = 5


def check_abbreviations(record: Record, document: Document) -> Iterator[Finding]:
    """Abbreviations that nothing defines, that are near to a defined one, or that stand for two things."""
    cues, defined = load_check_cues(), find_definitions(document)
    known = cues.common | list_known() | list_labels(record)
    glossary = build_glossary(document, load_known(find_ontology(), ()))
    nearby = {slip.text: slip.near for slip in find_misspellings(document, glossary)}
    for short, places in find_uses(document).items():
        if short in defined or short in known or ROMAN.fullmatch(short) or is_heading(document, places):
            continue
        if short in nearby:
            yield locate_finding(document, "abbreviation", f"may be misspelt: {nearby[short]} is meant?", *places[0])
        elif len(short) >= 3 and is_undefined(short, known | defined.keys()):
            yield locate_finding(document, "abbreviation", "used and nowhere spelt out", *places[0])
    for short, found in defined.items():
        meanings = list(dict.fromkeys(normalize(long) for long, *_ in found))
        if len(meanings) > 1 and not any(same_meaning(meanings[0], other) for other in meanings[1:]):
            longs = " and ".join(dict.fromkeys(long for long, *_ in found))
            yield locate_finding(document, "abbreviation", f"{short} stands for {longs}", *found[-1][1:])


def is_undefined(short: str, known: Collection[str]) -> bool:
    """Whether neither a short form nor what it is made of is known: FRS in FRS-ADM, and FRS in FRSII."""
    parts = re.split(r"[-/&]", short)
    forms = {form for part in parts for form in (part, NUMBERED.sub("", part))}
    return not forms & set(known) and all(len(part) <= LONGEST for part in parts)


def find_definitions(document: Document) -> dict[str, list[tuple[str, int, int, int]]]:
    """Short forms to their long ones, each with its paragraph and place."""
    found: dict[str, list[tuple[str, int, int, int]]] = defaultdict(list)
    for index, paragraph in enumerate(document.paragraphs):
        for match in DEFINED.finditer(paragraph.text):
            long = find_long(match[1], paragraph.text[: match.start()])
            if long:
                found[match[1]].append((long, index, match.start() - len(long) - 1, match.end()))
            else:
                found.setdefault(match[1], [])
        for match in REVERSED.finditer(paragraph.text):
            if find_long(match[1], match[2]):
                found[match[1]].append((match[2], index, *match.span()))
    return found


def find_long(short: str, before: str) -> str:
    """The words right before a short form that it abbreviates, '' where there are none."""
    letters = [letter.lower() for letter in short if letter.isalnum()]
    words = before.rstrip(" ,“\"").split()[-(len(letters) * 2 + 3) :]
    text = " ".join(words)
    at, place = len(text) - 1, len(letters) - 1
    while place >= 0:
        while at >= 0 and (text[at].lower() != letters[place] or (place == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return ""
        at, place = at - 1, place - 1
    return text[at + 1 :]


def find_uses(document: Document) -> dict[str, list[tuple[int, int, int]]]:
    """Every abbreviation to the places where it stands: paragraph, start and end."""
    uses: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.kind == "boilerplate" or is_capitals(paragraph.text):
            continue
        for match in SHORT.finditer(paragraph.text):
            uses[match[1]].append((index, *match.span(1)))
    return uses


def is_heading(document: Document, places: list[tuple[int, int, int]]) -> bool:
    """Whether a form stands in headings only."""
    return all(document.paragraphs[index].kind == "heading" for index, *_ in places)


def is_capitals(text: str) -> bool:
    """Whether a text is written in capitals, so that its words look like abbreviations."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) * 2 > len(letters)


def normalize(long: str) -> str:
    """A long form to what two spellings of it share."""
    return re.sub(r"\W+", " ", re.sub(r"[’']s\b|s\b", "", long.lower())).strip()


def same_meaning(one: str, other: str) -> bool:
    """Whether one long form is the other with more words before or behind."""
    return one in other or other in one


@lru_cache(maxsize=1)
def list_known() -> frozenset[str]:
    """The short forms that the ontology's names know."""
    forms = (form for name in load_known(find_ontology(), ()) for form in (name.label, *name.names, *name.hidden))
    return frozenset(token for form in forms for token in re.findall(r"[A-Z][\w&-]*[A-Z][\w&-]*", form))


def list_labels(record: Record) -> frozenset[str]:
    """The short forms of things that the record spells out by another name."""
    return frozenset(name for term in record.things.values() for name in (term.label, *term.names)
                     if any(len(other) > 2 * len(name) for other in (term.label, *term.names)))  # fmt: skip
