"""Trees in, the same with every agent hung on what it does out."""

from __future__ import annotations

from graphkit.language.tree import Node


def join_agent(node: Node) -> None:
    """'reviewed in coordination with X and *by Y*': a by-phrase that was coordinated with another names who acts."""
    if node.lemma != "by" or node.dep != "conj" or node.head is None or node.head.lemma == "by":
        return
    above: Node | None = node.head
    while above is not None and not above.is_verb:
        above = above.head
    if above is None or not above.is_passive or not node.kids("pobj"):
        return
    agents = above.kids("agent")
    if not agents:
        node.move(above, "agent", "repair:agent")
    elif node.head is above:
        node.move(agents[0], "conj", "repair:agent")  # 'is covered by A; and *by B*'


def free_agent(node: Node) -> None:
    """'is used by *participating agencies*', '*authorized OFA users*': a participle behind 'by' modifies the agent."""
    if node.head is None or (node.dep, node.tag) not in {("pcomp", "VBG"), ("pcomp", "VBN"), ("conj", "VBN")}:
        return
    by = node.head if node.dep == "pcomp" else node.head.kid("agent")
    noun = node.kid("dobj")
    if by is None or by.dep != "agent" or by.kids("pobj") or by.index + 1 != node.index:
        return
    if noun is None or noun.kid("det") is not None:
        return
    for kid in [kid for kid in node.children if kid.index > noun.index]:
        kid.move(noun, kid.dep, "repair:agent")
    noun.move(by, "pobj", "repair:agent")
    node.move(noun, "amod", "repair:agent")
