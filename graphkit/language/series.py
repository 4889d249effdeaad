"""A verb in, the verbs of its series out: 'is *owned, operated and maintained* by X'."""

from __future__ import annotations

from graphkit.language.tree import Node

_BARE = frozenset({"VB", "VBP"})


def find_first(verb: Node) -> Node:
    """The verb that opens the series in which `verb` stands: itself where it is coordinated with none before it."""
    while verb.dep == "conj" and verb.head is not None and verb.head.is_verb:
        verb = verb.head
    return verb


def list_options(verb: Node) -> list[Node]:
    """The verbs that 'or' and commas alone join with a verb of their series: 'collects A and *shares or sells* B'."""
    series = sorted(_list_series(find_first(verb)), key=lambda member: member.index)
    links = [link for member in series for link in member.kids("cc")]
    near = [member for member in series if all(link.lemma == "or" for link in links if _is_between(link, member, verb))]
    return near if any(_is_between(link, near[0], near[-1]) for link in links) else []


def _list_series(first: Node) -> list[Node]:
    series = [first]
    for kid in first.kids("conj"):
        if kid.is_verb:
            series.extend(_list_series(kid))
    return series


def _is_between(word: Node, one: Node, other: Node) -> bool:
    return min(one.index, other.index) < word.index < max(one.index, other.index)


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
    return [conjunct for conjunct in later if _shares_to_the_right(verb, conjunct)] or _find_set_off(verb)


def _find_set_off(verb: Node) -> list[Node]:
    """'has not used, *and has no plans to buy,* X': what two commas set off shares the object behind the second one."""
    if not any(kid.index == verb.index + 1 for kid in verb.kids("punct")):
        return []
    for last in verb.kids("conj"):
        while last.is_verb and not last.has("dobj") and last.has("xcomp"):  # 'and continues *to use,* X'
            last = last.kids("xcomp")[-1]
        for noun in last.kids("dobj"):  # 'and has no plans *to buy,* X'
            last = next((kid for kid in noun.kids("acl") if kid.is_infinitive and kid.has("dobj")), last)
        if any(_is_behind_comma(noun, last) for noun in last.kids("dobj")):
            return [last]
    return []


def _is_behind_comma(noun: Node, verb: Node) -> bool:
    first, _ = noun.find_edges()
    return any(kid.text == "," and verb.index < kid.index == first.index - 1 for kid in verb.kids("punct"))


def _shares_to_the_right(verb: Node, conjunct: Node) -> bool:
    """'owned and maintained by X': the first verb has nothing of its own to its right."""
    if not conjunct.is_verb or conjunct.has("nsubj", "nsubjpass", "auxpass"):
        return False
    negated = "neg" in conjunct.labels and verb.tag in {"VBZ", "VBP", "VBD"}  # 'collects, but does not store, X'
    if not negated and ("aux" in conjunct.labels or not _is_like(conjunct, verb)):
        return False
    left = {"cc", "conj", "punct", "preconj", "advmod"}
    return not any(verb.start < kid.start < conjunct.start and kid.dep not in left for kid in verb.children)


def _is_like(conjunct: Node, verb: Node) -> bool:
    """Of one form; the parser takes the second of 'we *collect and store* X' for an infinitive."""
    return conjunct.tag == verb.tag or (conjunct.tag in _BARE and verb.tag in _BARE)
