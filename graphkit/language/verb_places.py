"""A form that is noun and verb at once in, whether a plain sentence has its verb there out.

"Our scheme *records* images.", "Some of our suppliers *store* data in X", "cameras that *record* images and sound":
behind the noun that a sentence opens with or a relative clause is about, and before an object. Where more than that
stands before it, or a verb follows, nothing is said ("The claims process data is kept").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from graphkit.ontology.alternatives import join_words

_WORD = r"[\w'’/()-]+"
#: What a plain sentence opens with: a determiner, and the noun with what goes before it.
_OPENING = re.compile(
    rf"(?:[A-Z]\w+(?:\s\w+)?,\s+)?(?:(?:some|many|most|all|both|each|one|a number|the majority)\s+of\s+)?"
    rf"(?:our|the|these|those|this|all|most|many|some|both|its|their|such|each|every|a|an)\s+(?P<noun>(?:{_WORD}\s+){{1,5}})",
    re.I,
)
_NEAR = 40  # characters of a noun and the pronoun behind it
_PLURAL = re.compile(r"\w{2}[a-rt-z]s\s")
_RELATIVE = re.compile(r"(?P<noun>[\w-]+)\s+(?:that|which|who)\s+$")
_HELPER = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|may|might|will|would|shall|should|must|could|cannot|do|does|did)\b"
)
_BORDER = re.compile(
    r"[,;:.()—–]|\b(?:that|which|who|whose|where|when|whenever|if|unless|and|but|because|while|as|after|before|until)\b"
)


@lru_cache(maxsize=4)
def _compile_apart(verbs: frozenset[str]) -> re.Pattern[str]:
    """What stands in no plain noun phrase: a helper, a link, a verb."""
    return re.compile(
        r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|may|might|will|would|shall|should|must|could|to|and|or|that"
        rf"|which|who|if|when|where|how|whether|not|{join_words(verbs)}|\w{{2,}}(?:ed|ing))\b",
        re.I,
    )


@lru_cache(maxsize=4)
def _compile_object(uncounted: frozenset[str]) -> re.Pattern[str]:
    """An object: a plural or what is not counted, and behind it the end, a link or a preposition."""
    return re.compile(
        r"\s+(?!(?:on|in|at|to|of|for|from|with|by|as|under|out|up|into|against|through)\b)"
        r"(?:(?:the|a|an|its|their|your|our|all|any|each|this|these|such|both)\s+)?(?:[\w/-]+\s+){0,3}?"
        rf"(?:[\w-]+[a-z]s|{join_words(uncounted)})"
        r"(?=[.,;:]|\s*$|\s+(?:and|or|of|from|in|on|at|for|with|by|to|when|whenever|where|that|which|who|during|as|about"
        r"|through|into|using|relating|including|between|within|under|if|unless|until|after|before|only|directly|such)\b)"
    )


def is_behind_subject(lead: str, form: str, behind: str, words: Mapping[str, Any]) -> bool:
    """Whether a form in -s or a plain one stands behind the singular or plural that a sentence or clause opens with.

    lead, behind  the sentence before and after the form
    words  the sections of ontology/cues/standins.yaml
    """
    third = form.endswith("s") and not form.endswith("ss")
    found = (None if third else _RELATIVE.search(lead, max(0, len(lead) - _NEAR))) or _OPENING.fullmatch(lead)
    if found is None:
        return False
    noun = found["noun"].rstrip()
    plural = noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s", "’s"))
    if plural is third or (third and _PLURAL.search(noun)) or _compile_apart(words["apart_verbs"]).search(noun):
        return False
    taken = _compile_object(words["uncounted"]).match(behind)
    if taken is None:
        return False
    rest = behind[taken.start() :]
    border = _BORDER.search(rest)
    return not _HELPER.search(rest, 0, border.start() if border is not None else len(rest))
