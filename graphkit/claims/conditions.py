"""What fills a slot and what a frame wants there in, whether it suits out: the selectional restrictions of a sense."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from graphkit.model import Mention
from graphkit.ontology.frames import Frame
from graphkit.ontology.kinds import UNKNOWN


def suits(frame: Frame, slot: str, mentions: Sequence[Mention]) -> bool:
    """Whether the kinds of what fills a slot are those that the frame wants, and none that it excludes."""
    wanted, excluded = frame.when.get(slot), frame.unless.get(slot)
    if not mentions or (wanted is None and excluded is None):
        return True
    if excluded is not None and any(_is_excluded(mention, excluded, wanted) for mention in mentions):
        return False
    return wanted is None or any(
        mention.thing.kind in wanted
        or is_headed(mention, wanted)
        or (mention.thing.kind == "Thing" and (frame.loose or _is_kind_open(wanted)))
        for mention in mentions
    )


def is_known(frame: Frame, slot: str, mention: Mention) -> bool:
    """Whether a mention is of a kind that the frame wants in the slot, not only of none that speaks against it."""
    return mention.thing.kind in frame.when[slot] or is_headed(mention, frame.when[slot])


def is_headed(mention: Mention, words: frozenset[str]) -> bool:
    """Whether one of the words heads a phrase: a name is headed by its last word before 'of', 'for' or a number."""
    if mention.head in words:
        return True
    head = _find_head(mention.thing.label)
    return head in words or (head != "" and head.removesuffix("s") in words)


@lru_cache(maxsize=8192)
def _find_head(label: str) -> str:
    words = re.sub(r" \d+\w?$", "", re.split(r" (?:of|for|on|between) ", label.lower())[0]).split()
    return words[-1] if words else ""


def _is_excluded(mention: Mention, excluded: frozenset[str], wanted: frozenset[str] | None) -> bool:
    """Whether a sense has no place for a thing; a word that it asks for by name is of no unknown kind."""
    if mention.thing.kind == UNKNOWN and wanted is not None and is_headed(mention, wanted):
        return is_headed(mention, excluded)
    return mention.thing.kind in excluded or is_headed(mention, excluded)


def _is_kind_open(wanted: frozenset[str]) -> bool:
    """A list of kinds lets things of unknown kind pass; a list of words does not."""
    return any(word[0].isupper() for word in wanted)
