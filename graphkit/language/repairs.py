"""Trees in, the same trees with what the parser is known to get wrong put right: one function a construction."""
from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree
from graphkit.ontology.frames import Frames


def repair_tree(tree: Tree, lexicon: Lexicon, frames: Frames) -> None:
    """Apply every repair, in order; each leaves alone what it does not recognise."""
    move_recipients(tree, frames)


def move_recipients(tree: Tree, frames: Frames) -> None:
    """'does not share images collected through X with anybody': the with-phrase belongs to the verb that wants it.

    A preposition that hangs inside a participle or relative clause of the object is moved to the verb above if the frames of
    that verb give it a role, the verb has no such phrase yet, and the frames of the inner verb do not want it.
    """
    for node in tree.nodes:
        if node.tag != "IN" and node.tag != "TO" or node.dep != "prep" or node.head is None:
            continue
        inner = _verb_above(node.head)
        if inner is None or inner.dep not in {"acl", "relcl"} or inner.head is None or _wants(frames, inner, node.lemma):
            continue
        outer = _verb_above(inner.head)
        if outer is not None and _wants(frames, outer, node.lemma) and not any(kid.lemma == node.lemma for kid in outer.kids("prep")) and node.lemma in {"with", "to"}:
            node.move(outer, "prep", "repair:recipient")


def _verb_above(node: Node | None) -> Node | None:
    while node is not None and not node.is_verb:
        node = node.head
    return node


def _wants(frames: Frames, verb: Node, preposition: str) -> bool:
    return any(preposition in frame.roles or form.preposition == preposition for frame, form in frames.find("verb", verb.lemma))
