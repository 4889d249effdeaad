"""Trees in, the same with what a cleft sentence puts first in its place out: 'it is X that …', 'what X does is Y'."""

from __future__ import annotations

from graphkit.language.tree import Node, Tree


def attach_cleft(node: Node) -> None:
    """'it is X *that shares Y*': a relative clause that the parser hung on the verb."""
    if node.dep != "ccomp" or node.head is None or node.head.lemma != "be":
        return
    focus = node.head.kid("attr")
    by_it = any(kid.lemma == "it" for kid in node.head.kids("nsubj"))
    if by_it and focus is not None and any(kid.tag in {"WDT", "WP"} for kid in node.kids("nsubj", "nsubjpass")):
        node.move(focus, "relcl", "repair:cleft")


def restore_focus(node: Node, tree: Tree) -> None:
    """'*what X collects is Y*': X collects Y."""
    verb, what = node.head, node.kid("dobj")
    if verb is None or verb is not tree.root or verb.lemma != "be" or what is None or what.lemma != "what":
        return
    focus = verb.kid("attr")
    if focus is None or not focus.is_noun or verb.has("neg", "aux", "mark"):
        return
    if not node.index < verb.index < focus.index:
        return
    what.relabel("dep", "repair:cleft")
    tree.raise_root(node, "repair:cleft")
    verb.move(node, "dep")
    for kid in verb.children:
        kid.move(node, "dobj" if kid is focus else kid.dep)


def raise_to_focus(node: Node) -> None:
    """'it was X, and not Y, *that shares Z*': who does is X; what 'not' stands before is left out."""
    last, verb = node.head, node.head
    while verb is not None and verb.is_noun:
        verb = verb.head
    if last is None or verb is None or verb.lemma != "be" or all(kid.lemma != "it" for kid in verb.kids("nsubj")):
        return
    first = verb.kid("attr")
    if first is None:
        return
    negators = [kid for kid in (*verb.kids("neg"), *first.kids("neg", "preconj")) if kid.lemma == "not"]
    for other in first.kids("conj") if negators else ():
        if any(kid.lemma == "but" and first.index < kid.index < other.index for kid in first.kids("cc")):
            for negator in negators:
                negator.relabel("excluded")
            node.move(other, "relcl", "repair:cleft")  # 'it was not Y but *X* that shares Z'
            return first.relabel("excluded")
    for other in [*first.kids("conj", "appos"), *verb.kids("conj")]:
        denied = any(kid.lemma == "not" and kid.index < other.index for kid in other.kids("neg", "advmod", "preconj"))
        if denied or any(first.index < kid.index < other.index for kid in first.kids("neg")):
            other.relabel("excluded", "repair:cleft")
            for kid in first.kids("neg"):
                kid.relabel("excluded")
            if other is last:
                node.move(first, "relcl", "repair:cleft")
