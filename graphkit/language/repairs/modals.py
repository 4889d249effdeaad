"""Trees in, the same with every modal below the verb that it modifies out."""

from __future__ import annotations

from graphkit.language.tree import Node, Tree


def lower_modal(node: Node, tree: Tree) -> None:
    """'X *ought* to share': the infinitive is the main verb, the modal its auxiliary."""
    if node.tag != "MD" or node.dep == "aux":
        return
    verb = node.kid("xcomp")
    if verb is None or not verb.is_infinitive:
        return
    if node.head is None:
        node.children.remove(verb)
        verb.head, verb.dep, tree.root = None, "ROOT", verb
        verb.how = (*verb.how, "repair:modal")
    else:
        verb.move(node.head, node.dep, "repair:modal")
    for kid in list(node.children):
        kid.move(verb, kid.dep, "repair:modal")
    node.move(verb, "aux", "repair:modal")


def free_subject_of_modal(node: Node) -> None:
    """'*X can*, with your consent, share': the subject that hangs on an auxiliary is of the verb."""
    verb = node.head
    if node.dep != "aux" or verb is None or verb.kids("nsubj", "nsubjpass"):
        return
    for kid in node.kids("nsubj"):
        kid.move(verb, "nsubjpass" if verb.kids("auxpass") else "nsubj", "repair:modal")
