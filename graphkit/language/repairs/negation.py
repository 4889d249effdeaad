"""Trees in, the same with every negator on the word that it denies out."""

from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree

_BETWEEN = {"aux", "auxpass", "npadvmod", "advmod"}


def lift_negator(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'does not *itself* operate', 'never *get* shared': what stands on or behind an auxiliary denies the verb."""
    if node.dep != "neg" or node.head is None or not (node.head.dep in _BETWEEN or _is_reflexive(node.head)):
        return
    word, verb = node.head, node.head.head
    if verb is None or not verb.is_verb or node.index > verb.index or word.lemma in lexicon.constructions.unnegated:
        return
    before = tree.nodes[node.index - 1] if node.index else None
    if word.dep in {"aux", "auxpass"} or (before is not None and before.dep in {"aux", "auxpass"}):
        node.move(verb, "neg", "repair:negator")


def _is_reflexive(word: Node) -> bool:
    """'itself', whatever the parser takes it for."""
    return word.tag == "PRP" and word.text.lower().endswith(("self", "selves"))


def mark_nor(node: Node) -> None:
    """'*Nor does* X collect Y': the conjunction that opens a clause denies it."""
    verb = node.head
    if verb is not None and verb.dep in {"aux", "auxpass"} and verb.index == node.index + 1 and verb.head is not None:
        verb = verb.head
        node.move(verb, node.dep, "repair:nor")
    opens = node.lemma in {"nor", "neither"} and node.dep in {"cc", "preconj", "advmod"}
    if not opens or verb is None or not verb.is_verb or verb.dep == "conj" or node.index > verb.index:
        return
    auxiliary = next((kid for kid in verb.kids("aux", "auxpass") if kid.index == node.index + 1), None)
    if auxiliary is not None:
        node.relabel("neg", "repair:nor")


def lower_nor(node: Node, tree: Tree) -> None:
    """'was not told that X does, *nor that Y does*': one more thing of which it is said, and no main clause."""
    verb, that = node.head, tree.nodes[node.index + 1] if node.index + 1 < len(tree.nodes) else node
    if node.lemma != "nor" or that.lemma != "that" or verb is None or not verb.is_verb:
        return
    content = verb.kid("ccomp")
    clause = next((kid for kid in verb.kids("conj") if kid.index > node.index), None)
    if content is None or clause is None or content.index > node.index:
        return
    clause.move(content, "conj", "repair:nor")
    node.move(content, "cc", "repair:nor")
    that.move(clause, "mark", "repair:nor")


def free_far(node: Node) -> None:
    """'*Far from* sharing A, X deletes B': it denies what stands behind 'from', not the main clause."""
    if node.lemma == "far" and node.dep == "advmod" and any(kid.lemma == "from" for kid in node.kids("prep")):
        node.relabel("dep")
