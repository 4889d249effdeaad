"""Trees in, the same without those members of a coordination that the words exclude out."""

from __future__ import annotations

from graphkit.language.tree import Node, Tree

_EXCLUDING = {"not", "than"}


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
