"""Trees in, the same with subjects that stand behind their verb made its subjects out."""

from __future__ import annotations

from graphkit.language.tree import Node, Tree


def invert_participle(node: Node) -> None:
    """'*Also stored in X are* the names': a passive with its participle in front; the subject stands behind 'are'."""
    if node.tag != "VBN" or node.kids("nsubj", "nsubjpass", "csubj", "expl"):
        return
    auxiliary = next((kid for kid in node.kids("auxpass") if kid.index > node.index), None)
    subject = auxiliary.kid("attr", "nsubj") if auxiliary is not None else None
    if auxiliary is not None and subject is not None and subject.is_noun and subject.index > auxiliary.index:
        subject.move(node, "nsubjpass", "repair:inversion")


def invert_opening(node: Node, tree: Tree) -> None:
    """'*Enclosed is* a copy': so is the participle that opens the sentence, taken for the subject of 'is'."""
    verb = node.head
    if node.index > 0 or verb is None or verb is not tree.root or verb.lemma != "be" or node.children:
        return
    subject = verb.kid("attr")
    if verb.index == 1 and subject is not None and subject.is_noun and not verb.has("neg", "aux"):
        tree.raise_root(node, "repair:inversion")
        verb.move(node, "auxpass")
        for kid in verb.children:
            kid.move(node, "nsubjpass" if kid is subject else kid.dep)
