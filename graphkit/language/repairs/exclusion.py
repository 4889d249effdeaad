"""Trees in, the same without those members of a coordination that the words exclude out."""

from __future__ import annotations

from graphkit.language.tree import Node, Tree

_EXCLUDING = {"not", "than"}
#: "rather than in X", "instead of in X": the words right before a phrase that is left out.
_REPLACING = {"rather": "than", "instead": "of", "opposed": "to"}
_DENYING = {"not", "never"}


def exclude_member(node: Node, tree: Tree) -> None:
    """'*X and not Y* shares', '*X rather than Y* shares': only X does; the 'not' is of Y and denies nothing of X."""
    if _EXCLUDING.isdisjoint(tree.said) or node.dep != "conj":
        return
    if not node.is_noun or node.head is None or not node.head.is_noun:
        return
    first = node.find_edges()[0].index
    before = tree.nodes[first - 1] if first else None
    if before is None or before.index < node.head.index:
        return
    own = next((word for word in node.subtree() if word.lemma == "not" and word.index == first), None)
    if own is not None and before.lemma == "but" and own.head is not node:
        own.move(node, "neg", "repair:exclusion")  # 'names, *but not patient* data'
    if before.lemma == "than" and tree.nodes[before.index - 1].lemma == "rather":
        node.relabel("excluded")
    if before.lemma != "not":
        return
    link = tree.nodes[before.index - 1]
    if link.lemma == "but" and before.head in {link, node.head}:
        return before.move(node, "neg", "repair:exclusion")  # 'with X *but not Y*': denied of Y
    if link.lemma not in {"and", ","}:
        return
    before.move(node, "neg", "repair:exclusion")
    node.relabel("excluded")


def exclude_phrase(node: Node, tree: Tree) -> None:
    """'is kept in X, *not in Y*': the 'not' is of the second phrase; 'in X *rather than in Y*': that is left out.

    What is left out in favour of another thing is neither affirmed nor denied.
    """
    if node.index < 3 or node.head is None:
        return
    link, before = tree.nodes[node.index - 2], tree.nodes[node.index - 1]
    if before.lemma not in _DENYING:
        if link.lemma in _REPLACING and before.text.lower() == _REPLACING[link.lemma]:
            node.relabel("excluded", "repair:exclusion")
        return
    if before.head is node:  # 'in X, and in Y, *not on Z*': Y is none of what is denied
        for kid in [kid for kid in node.kids("prep") if kid.index < before.index]:
            kid.move(node.head, "prep", "repair:exclusion")
        return
    above = before.head if link.text == "," or link.tag == "CC" else None
    if above is not None and above.index < link.index:
        before.move(node, "neg", "repair:exclusion")
