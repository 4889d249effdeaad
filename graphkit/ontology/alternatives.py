"""Lists of words in, parts of patterns that match one of them out."""

from __future__ import annotations

import re
from collections.abc import Iterable


def join_words(words: Iterable[str], blank: str = " ") -> str:
    """Words to a pattern of alternatives, the longest first, so that the first that fits is the longest that fits.

    They are grouped by their first letters, which are given in both cases: a pattern that ignores case tries the
    alternatives one by one unless each begins with a set. `blank` is the pattern for a blank in them.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0].lower(), []).append(re.escape(word[1:]).replace(r"\ ", blank))
    return "|".join(
        f"(?-i:[{re.escape(first)}{re.escape(first.upper())}])(?:{'|'.join(rests)})" for first, rests in groups.items()
    )
