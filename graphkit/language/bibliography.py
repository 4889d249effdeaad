"""A sentence in, whether it is only the citation of a writing out: 'Quarry Board, “Floods reach Norwick” (2020).'"""

from __future__ import annotations

import re
from collections.abc import Set

_CITED = re.compile(r"(?P<author>[^\"“”()]{3,160}), [\"“][^\"“”]{3,300}[\"”],?(?P<place>[,. ].*)?", re.DOTALL)
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")


def is_citation(text: str, inside_names: Set[str]) -> bool:
    """Whether a name stands before a title in quotation marks, and nothing is said besides.

    'The Minister said, “X does Y”' has a verb before the mark, and its small letter tells.
    """
    found = _CITED.fullmatch(text.strip())
    if found is None:
        return False
    words = _WORD.findall(found["author"])
    return bool(words) and all(not word.islower() or word in inside_names for word in words)
