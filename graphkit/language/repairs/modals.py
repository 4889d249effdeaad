"""Trees in, the same with every modal below the verb that it modifies out."""

from __future__ import annotations

from graphkit.language.tree import Node, Tree, find_clause, list_above


def lower_modal(node: Node, tree: Tree) -> None:
    """'X *ought* to share': the infinitive is the main verb, the modal its auxiliary."""
    if node.tag != "MD" or node.dep == "aux":
        return
    verb = node.kid("xcomp")
    if verb is None or not verb.is_infinitive:
        return
    if node.head is None:
        tree.raise_root(verb, "repair:modal")
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


def part_second(node: Node, tree: Tree) -> None:
    """'under which A will send X to B *and C will return* Y': what stands before the second modal has its own clause.

    Only where the clause before has a modal too, and the parser made that noun a member of the row before it.
    """
    verb, subject = node.head, tree.nodes[node.index - 1]
    first = subject.head
    if subject.dep != "conj" or first is None or first.dep not in {"pobj", "dobj"} or not first.is_noun:
        return
    if node.dep != "aux" or verb is None or node.index == 0 or verb.has("nsubj", "nsubjpass", "expl"):
        return
    clause = find_clause(first)
    parallel = clause is not None and any(kid.tag == "MD" for kid in clause.kids("aux"))
    if clause is None or clause is verb or not parallel or verb.head is None or verb in list_above(clause):
        return
    subject.move(verb, "nsubjpass" if verb.kids("auxpass") else "nsubj", "repair:modal")
    for link in [kid for kid in first.kids("cc") if kid.index > first.index]:
        link.move(clause, "cc", "repair:modal")
    verb.move(clause, "conj", "repair:modal")
