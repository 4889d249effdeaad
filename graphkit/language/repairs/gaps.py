"""Trees in, the same with members that leave a word out parted from those that have it out."""

from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree
from graphkit.model import BODIES


def part_gapped(node: Node) -> None:
    """'shares A with X, and *Z with Y*': what has the preposition again is not coordinated with X."""
    first = node.head
    if first is None:
        return
    while first.dep == "conj" and first.head is not None:
        first = first.head
    preposition = first.head
    if first.dep != "pobj" or preposition is None or preposition.lemma == "of" or preposition.head is None:
        return
    if not preposition.head.is_verb:
        return
    inside = node.subtree()
    again = [inner for inner in inside if inner.dep in {"prep", "dative"} and inner.lemma == preposition.lemma]
    if again and not any(inner.is_verb for inner in inside):
        node.move(preposition.head, "dep", "repair:gap")


def part_gapped_names(node: Node) -> None:
    """'X uses A *and Y B*': two names side by side behind 'and', the second of A's kind: Y does it to B, X does not.

    'A and the Y B system' is a noun phrase and no second clause: a name with an article or a noun behind it is left.
    """
    if node.name is None or node.dep not in {"dobj", "pobj"}:
        return
    verb, first = node.head, node.kid("nmod", "compound")
    if verb is None or first is None or first.name is None:
        return
    other = next((kid for kid in first.kids("conj") if kid.index == node.index - 1), None)
    if other is None or other.name is None or not first.kids("cc") or node.kids("det") or first.kids("det"):
        return
    kinds = [noun.name.thing.kind for noun in (first, other, node) if noun.name is not None]
    if kinds[1] not in BODIES or kinds[0] != kinds[2] or kinds[1] == kinds[2]:
        return
    first.move(verb, node.dep, "repair:gap")
    for kid in (*first.kids("cc"), other):
        kid.move(node, kid.dep if kid is not other else "nmod", "repair:gap")
    node.move(verb, "dep", "repair:gap")


def split_respective_list(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'through A or B, *C or D, respectively, would* …': the second half of the list is the verb's subject."""
    if all(kid.lemma != "respectively" for kid in node.kids("advmod")):
        return
    for head in tree.nodes[: node.index]:
        members = _list_chain(head)
        if head.dep == "conj" or len(members) < 4 or len(members) % 2:
            continue
        half = len(members) // 2
        second = members[half]
        if _kind(members[0]) == _kind(second):
            continue
        second.move(node, "nsubjpass" if node.kids("auxpass") else "nsubj", "repair:respectively")
        for member in members[half + 1 :]:
            if member.head is not second and member.head is not None and member.head not in members[half:]:
                member.move(second, "conj", "repair:respectively")
        return


def _list_chain(head: Node) -> list[Node]:
    members = [head]
    for kid in head.kids("conj"):
        members.extend(_list_chain(kid))
    return sorted(members, key=lambda member: member.index)


def _kind(node: Node) -> str:
    return node.name.thing.kind if node.name is not None else ""
