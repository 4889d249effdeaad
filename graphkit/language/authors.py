"""A document and its names in, the body that says "we" in it out.

Its front or its own words name it; a question put to an office names who answers; the title of a privacy notice tells
that the body it is about has written it; and in the rules that a body writes for itself, no other one acts.
"""
from __future__ import annotations

import re

from graphkit.language.glossary import Glossary
from graphkit.language.lexicon import Lexicon
from graphkit.model import BODIES, Document, Thing

#: Kinds of things that say nothing, whatever line of a document they stand in.
_MUTE = frozenset({"System", "DataCategory", "Document", "Policy", "Activity", "Capability"})
_DEPARTMENT = re.compile(r"(?:the )?(?:department|ministry|office) (?:of|for) (?:the )?")
_SPEAKS = re.compile(r"\b(?:we|our|us)\b", re.I)
_NEXT_WORD = re.compile(r" ([a-z]+)\b")
#: What stands behind a name that it is no part of: its abbreviation, the day of the paper.
_BEHIND = re.compile(r"(?: \([^()]*\)| (?:\d{1,2} )?[A-Z][a-z]+(?: \d{1,2},)? (?:19|20)\d\d)+$")
#: Paragraphs in which a paper says what it is and whose.
_OPENING = 3


def find_answerer(asked: str, glossary: Glossary) -> Thing | None:
    """Who answers what is put to an office: its department where the document names it, else the office itself."""
    if not asked:
        return None
    office = asked.casefold()
    for thing in glossary.things:
        if thing.kind in BODIES and any(_is_held(office, name.casefold()) for name in (thing.label, *thing.names)):
            return thing
    return next((name.thing for name in glossary.find_mentions(asked)), Thing("Organization", asked))


def _is_held(office: str, body: str) -> bool:
    """Whether the name of an office tells that it is one of a body: 'Minister for X' of the 'Department of X'."""
    remit = _DEPARTMENT.match(body)
    words = body if remit is None else body[remit.end() :]
    before = office.removesuffix(words)
    return before != office and re.search(r"\b(?:for|of|at)(?: the)? (?:department (?:for|of) )?$", before) is not None


def find_author(document: Document, glossary: Glossary, lexicon: Lexicon) -> Thing | None:
    """The thing that the document's author is, or None where it does not say who speaks."""
    if not document.author:
        title = document.title.casefold()
        if any(word in title for word in lexicon.own_papers):
            return _find_described(document, glossary)
        ruled = any(word in title for word in lexicon.own_rules)
        return _find_acting(document, glossary, lexicon) if ruled else None
    author = _BEHIND.sub("", document.author)
    if "," in author and _find_named(author, glossary) is None:
        author = _find_body_part(author, glossary)
    longer = _find_longer(author, glossary) if author.isupper() else None
    thing = longer or _find_named(author, glossary) or _find_last(author, glossary, lexicon)
    thing = thing or Thing("Organization", author)
    return thing if thing.kind not in _MUTE else None


def _find_body_part(author: str, glossary: Glossary) -> str:
    """'*Bureau of Quarries* (BQ), Department of X', 'Director, *Bureau of Quarries*': the first that is a body."""
    parts = [_BEHIND.sub("", part.strip()) for part in author.split(",")]
    named = (part for part in parts if (thing := _find_named(part, glossary)) is not None and thing.kind in BODIES)
    return next(named, parts[0])


def is_company(author: str, lexicon: Lexicon) -> bool:
    """Whether a line that names a document's author ends in a company's form: 'HALO, *INC.*'."""
    words = author.rstrip(" .").split()
    return len(words) > 1 and words[-1].lower() in {form.lower() for form in lexicon.kinds.words["company_forms"]}


def _find_named(author: str, glossary: Glossary) -> Thing | None:
    """What a line names from its beginning to its end."""
    names = (name for name in glossary.find_mentions(author) if name.end - name.start >= len(author) - 2)
    return next((name.thing for name in names), None)


def _find_last(author: str, glossary: Glossary, lexicon: Lexicon) -> Thing | None:
    """'Quarry Administration Office of Permits': of bodies one below the other, with no word between, the last.

    An office that only writes for the body above it ("Office of Counsel") is passed over.
    """
    names = glossary.find_mentions(author)
    ends = [0, *(name.end + 1 for name in names)]
    rows = [name.start for name in names] == ends[:-1] and ends[-1] > len(author)
    if not rows or len(names) < 2 or any(name.kind not in BODIES for name in names):
        return None
    writes = author[names[-1].start : names[-1].end].lower().startswith(lexicon.spoken_by)
    return names[-2].thing if writes else names[-1].thing


def _find_longer(author: str, glossary: Glossary) -> Thing | None:
    """'QUARRY COMMISSION', below 'STATE OF MARLOW': the body that the text calls 'Marlow Quarry Commission'."""
    end = f" {author.casefold()}"
    bodies = (thing for thing in glossary.things if thing.kind in BODIES)
    found = [body for body in bodies if any(name.casefold().endswith(end) for name in (body.label, *body.names))]
    return found[0] if len(found) == 1 and " " in author else None


def _find_described(document: Document, glossary: Glossary) -> Thing | None:
    """Whom a privacy notice or assessment is about, the first body that it names before it says "we": who wrote it."""
    said = [paragraph.text for paragraph in document.paragraphs if paragraph.kind == "text"][:_OPENING]
    for text in (document.title, *said):
        speaks = _SPEAKS.search(text)
        end = speaks.start() if speaks else len(text)
        for name in glossary.find_mentions(text):
            if name.start < end and name.kind in BODIES:
                return name.thing
        if speaks:
            return None
    return None


def _find_acting(document: Document, glossary: Glossary, lexicon: Lexicon) -> Thing | None:
    """The only body that does anything ("GitHub *reserves* …") in rules of "we" and "our"; None where several do."""
    said = [paragraph.text for paragraph in document.paragraphs if paragraph.kind in ("text", "item")]
    if not any(map(_SPEAKS.search, said)):
        return None
    acting = {
        name.thing
        for text in said
        for name in glossary.find_mentions(text)
        if name.kind not in _MUTE and (word := _NEXT_WORD.match(text, name.end)) and word[1] in lexicon.acting_words
    }
    return next((thing for thing in acting if thing.kind in BODIES), None) if len(acting) == 1 else None
