"""A verb in, the verbs of its series out: 'is *owned, operated and maintained* by X'."""

from __future__ import annotations

from graphkit.language.tree import Node


def find_first(verb: Node) -> Node:
    """The verb that opens the series in which `verb` stands: itself where it is coordinated with none before it."""
    while verb.dep == "conj" and verb.head is not None and verb.head.is_verb:
        verb = verb.head
    return verb


def follows_but(verb: Node) -> bool:
    """'neither owns nor leases X *but requests* Y': whether "but" sets a verb against the one that it goes on from."""
    before = verb.head if verb.dep == "conj" else None
    if before is None:
        return False
    linking = (cc for word in (before, *before.kids("conj")) for cc in word.kids("cc"))
    return any(cc.lemma == "but" and before.index < cc.index < verb.index for cc in linking)


def find_later(verb: Node) -> list[Node]:
    """The verbs that come after this one in its series and whose complements it shares."""
    if verb.dep != "conj" and "conj" not in verb.labels:
        return []
    later = verb.kids("conj")
    if verb.dep == "conj" and verb.head is not None:
        later.extend(kid for kid in verb.head.kids("conj") if kid.index > verb.index)
    return [conjunct for conjunct in later if _shares_to_the_right(verb, conjunct)]


def _shares_to_the_right(verb: Node, conjunct: Node) -> bool:
    """'owned and maintained by X': the first verb has nothing of its own to its right."""
    if not conjunct.is_verb or conjunct.has("nsubj", "nsubjpass", "auxpass"):
        return False
    negated = "neg" in conjunct.labels and verb.tag in {"VBZ", "VBP", "VBD"}  # 'collects, but does not store, X'
    if not negated and (conjunct.tag != verb.tag or "aux" in conjunct.labels):
        return False
    left = {"cc", "conj", "punct", "preconj", "advmod"}
    return not any(verb.start < kid.start < conjunct.start and kid.dep not in left for kid in verb.children)
