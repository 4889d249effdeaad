"""A paragraph in, the office or body that it is put to, as in a parliament, out.

'To ask the Minister for X how many …', 'Ms Roe asked the Secretary of State for X whether …': whoever is asked answers,
and "my Department" in the answer is his. A line above the answer, or its label, may name another who answers.
"""

from __future__ import annotations

import re

from graphkit.document.speaker import is_body
from graphkit.document.words import Words

_WORD = r"[^\W\d_a-z][\w’'-]*"
_LINK = r"(?: (?:of|for|at|to|representing)(?: the)?| and(?: the)?| &)?"
_PLAIN = rf"{_WORD}(?:{_LINK} {_WORD})*"
#: 'Minister for Housing, Local Government and Heritage': only a list that "and" ends has commas of its own.
_NAME = re.compile(rf"{_PLAIN}(?:(?:, {_WORD}(?: {_WORD})*)+,? (?:and|&)(?: the)? {_PLAIN})?")
_TO_ASK = re.compile(r"To ask (?:the )?")
_ASKED = re.compile(rf"{_WORD}\.?(?: (?:{_WORD}\.?|\([^()]{{1,40}}\))){{1,6}} asked (?:the )?")
#: Characters of a line that names who answers.
_LONGEST = 120


def find_asked(text: str, words: Words) -> tuple[str, bool]:
    """The office that a question is put to, or '', and whether only a question can begin so."""
    found = _TO_ASK.match(text) or _ASKED.match(text[:200])
    name = _NAME.match(text, found.end()) if found else None
    if found is None or name is None:
        return "", False
    parts = name[0].split(" ")
    while parts[-1].casefold() in words.question_words or parts[-1].casefold() in words.question_leads:
        parts.pop()  # 'the Minister for Justice *What* steps'
        if not parts:
            return "", False
    return (" ".join(parts), found.re is _TO_ASK) if _names_office(parts, words) else ("", False)


def find_answerer(line: str, words: Words) -> str:
    """The body or office that a line such as 'Answer (Minister of State, Home Office)' names, or ''."""
    if len(line) > _LONGEST:
        return ""
    parts = [part.strip(" .:").removeprefix("The ") for part in re.split(r"[,()]|\s[–—-]\s", line)]
    parts = [part for part in parts if _NAME.fullmatch(part)]
    bodies = [part for part in parts if is_body(part, words)]
    offices = [part for part in parts if _names_office(part.split(" "), words) and re.search(r"\bfor\b", part)]
    return next(iter([*bodies, *offices]), "")


def _names_office(parts: list[str], words: Words) -> bool:
    return not {part.casefold() for part in parts}.isdisjoint(words.offices)
