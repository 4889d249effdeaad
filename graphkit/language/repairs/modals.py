"""Trees in, the same with every modal below the verb that it modifies out."""

from __future__ import annotations

from graphkit.language.tree import Node, Tree, find_clause, list_above

#: 'were Y to agree', 'had Y agreed', 'should Y agree': conditions without 'if'.
_CONDITIONAL = frozenset({"be", "have", "should"})


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


def resume_modal(node: Node, tree: Tree) -> None:
    """'X *would*, were Y to agree, *share* Z': behind a condition set off by commas the modal's verb goes on."""
    subject, behind = node.head, tree.nodes[node.index + 1 : node.index + 3]
    if subject is None or not subject.is_noun or subject.head is not tree.root or len(behind) < 2:
        return
    if behind[0].text != "," or behind[1] is not tree.root or behind[1].lemma not in _CONDITIONAL:
        return
    later = [other for other in tree.nodes[behind[1].index :] if other.tag == "VB" and other.head is tree.root]
    verb = next((other for other in later if tree.nodes[other.index - 1].text == ","), None)
    if verb is None or verb.kids("aux", "nsubj", "nsubjpass", "mark"):
        return
    condition = tree.root
    tree.raise_root(verb, "repair:modal")
    condition.move(verb, "advcl", "repair:modal")
    subject.move(verb, "nsubj", "repair:modal")
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
