"""Who holds an office by its title and unit, in a line of its own: 'Chief, Safety and Training Division.'

Such a line is one name: neither 'Chief' nor 'Safety' nor 'Training Division' is who is meant.
"""

from __future__ import annotations

import re

from graphkit.language.draft import Draft
from graphkit.language.evidence import find_name_kind

_WORD = r"[A-Z][\w&’'/-]*"
_UNIT = rf"{_WORD}(?: (?:(?:of|for|and|the|in|&) ){{0,2}}{_WORD})*"
#: 'System owner: *Director of Permits*', '*Deputy Chief, Safety and Training Division*, 12 Main Street, Dunmere'
_OFFICE = re.compile(
    rf"(?:[A-Z][\w /()]{{2,40}}: )?(({_WORD}(?: {_WORD}){{0,3}})(?:, | of | for )({_UNIT}))(?=[,.;]? ?(?:\d|$)|, [A-Z])"
)
_LONGEST = 250  # characters of a line that has no more than a title, a unit and an address


def add_offices(draft: Draft) -> None:
    """Add every office that a line of the document names and nothing else, as somebody's."""
    for page in draft.pages:
        found = _OFFICE.match(page.text) if len(page.text) <= _LONGEST else None
        if found is None or draft.kinds.find_kind(found[2].rpartition(" ")[2].lower()) != "Role":
            continue
        # 'Director, Bureau of Quarries': who heads a body that the document names, and not his unit
        if find_name_kind(found[3], draft.kinds) != "Organization":
            draft.bodies.make(found[1]).fixed = "Role"
