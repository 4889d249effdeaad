"""Parts of laws that are cited with their law, as one name: 'section 12(1) of the Tolls Act', 'Part IV of the Code'."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graphkit.language.draft import Draft
from graphkit.language.evidence import find_name_kind
from graphkit.language.forms import Match
from graphkit.language.pages import Page

_NUMBER = r"(?:\d+[A-Za-z]{0,3}(?:[-–.]\d+)*|[IVX]+|[A-Z])(?: ?\([A-Za-z\d]{1,4}\))*(?:[-–]\([A-Za-z\d]{1,4}\))?(?!\w)"
_NUMBERS = rf"{_NUMBER}(?:(?:, (?:and |or )?| and | or | to |[-–]){_NUMBER})*"


def add_provisions(draft: Draft) -> None:
    """Add every part that is cited with its law; where it is that of one law alone, it may stand without it."""
    laws: dict[str, dict[str, None]] = {}
    for page in draft.list_pages(draft.kinds.sets["divisions"]):
        for bare, whole in _list_provisions(draft, page):
            laws.setdefault(bare, {})[whole] = None
    for bare, wholes in laws.items():
        known = draft.bodies.find(bare) if len(wholes) == 1 else None
        for whole in wholes:
            body = draft.bodies.make(*([known.forms[0]] if known else []), whole)
            body.fixed = "Policy"


def _list_provisions(draft: Draft, page: Page) -> Iterator[tuple[str, str]]:
    """What a page cites of laws: the part alone, and with its law."""
    pattern = _compile_provision(draft.kinds.words["divisions"])
    laws = {match.start: match for match in draft.bodies.find_in(page) if _is_law(draft, page, match)}
    for found in pattern.finditer(page.text) if laws else ():
        law = laws.get(found.end())
        if law is not None:
            draft.cited.add(law.owner)
            yield found["part"], " ".join(page.text[found.start() : law.end].split())


def _is_law(draft: Draft, page: Page, match: Match) -> bool:
    body = draft.bodies.all[match.owner]
    known = body.fixed or (body.name.kind if body.name is not None else "")
    form = page.text[match.start : match.end]
    return known == "Policy" or (not known and find_name_kind(form, draft.kinds) == "Policy")


@cache
def _compile_provision(divisions: tuple[str, ...]) -> re.Pattern[str]:
    """What stands before a law and is a part of it, parts of parts included: 'paragraph 3 of Schedule 2 to the'."""
    words = "|".join(re.escape(word) for word in sorted(divisions, key=len, reverse=True))
    part = rf"(?:(?:{words})\.? |§§? ?){_NUMBERS}"
    whole = rf"(?<![\w§])(?P<part>(?i:(?:{words})\.? |§§? ?){_NUMBERS})"
    return re.compile(rf"{whole}(?:(?:, | of (?:the )?| to (?:the )?)(?i:{part}))*,? (?:of|to|in|under) (?:the )?")
