"""What fills a slot and what a frame wants there in, whether it suits out: the selectional restrictions of a sense."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from graphkit.model import Mention
from graphkit.ontology.frames import Frame
from graphkit.ontology.kinds import UNKNOWN

_BEHIND_HEAD, _NUMBER = re.compile(r" (?:of|for|on|between) "), re.compile(r" \d+\w?$")


def suits(frame: Frame, slot: str, mentions: Sequence[Mention]) -> bool:
    """Whether one of what fills a slot is of a kind that the frame wants, and none of one that it excludes."""
    wanted, excluded = frame.when.get(slot), frame.unless.get(slot)
    if excluded is not None and any(_is_excluded(mention, excluded, wanted) for mention in mentions):
        return False
    return wanted is None or not mentions or any(_is_wanted(mention, wanted, frame) for mention in mentions)


def list_admitted(frame: Frame, slot: str, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Those of the mentions with which alone a frame has a slot filled."""
    wanted, excluded = frame.when.get(slot), frame.unless.get(slot)
    if excluded is not None:
        mentions = [mention for mention in mentions if not _is_excluded(mention, excluded, wanted)]
    if wanted is not None:
        mentions = [mention for mention in mentions if _is_wanted(mention, wanted, frame)]
    return mentions


def is_known(frame: Frame, slot: str, mention: Mention) -> bool:
    """Whether a mention is of a kind that the frame wants in the slot, not only of none that speaks against it."""
    return mention.thing.kind in frame.when[slot] or is_headed(mention, frame.when[slot])


def is_headed(mention: Mention, words: frozenset[str]) -> bool:
    """Whether one of the words heads a phrase: a name is headed by its last word before 'of', 'for' or a number."""
    return not words.isdisjoint(_list_heads(mention.head, mention.thing.label))


@lru_cache(maxsize=8192)
def _list_heads(head: str, label: str) -> frozenset[str]:
    """What a phrase is headed by: its head noun, and that of its label, as written and in the singular."""
    words = _NUMBER.sub("", _BEHIND_HEAD.split(label.lower(), 1)[0]).split()
    last = words[-1] if words else ""
    return frozenset({head, last, last.removesuffix("s")}) - {""}


def _is_wanted(mention: Mention, wanted: frozenset[str], frame: Frame) -> bool:
    """Whether a thing is of a kind that a sense asks for, or of none that is known where that may be one of them."""
    kind = mention.thing.kind
    return kind in wanted or is_headed(mention, wanted) or (kind == UNKNOWN and (frame.loose or is_kind_open(wanted)))


def _is_excluded(mention: Mention, excluded: frozenset[str], wanted: frozenset[str] | None) -> bool:
    """Whether a sense has no place for a thing; a word that it asks for by name is of no unknown kind."""
    kind = mention.thing.kind
    if kind == UNKNOWN and wanted is not None and is_headed(mention, wanted):
        return is_headed(mention, excluded)
    return kind in excluded or is_headed(mention, excluded)


@cache
def is_kind_open(wanted: frozenset[str]) -> bool:
    """A list of kinds lets things of unknown kind pass; a list of words does not."""
    return any(word[0].isupper() for word in wanted)
