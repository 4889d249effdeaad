"""A verb in its tree in, whether it only stands for the one before out: 'and so does X', 'but Y is not'."""

from __future__ import annotations

from graphkit.language.tree import Node, find_mark

_STANDING = {"do", "have", "be"}
_FULL = ("dobj", "attr", "acomp", "xcomp", "ccomp", "oprd", "expl", "prep", "agent", "auxpass")
_CONTRASTING = {"but", "yet"}
_CONCEDING = {"while", "whereas", "although", "though"}


def stands_for(verb: Node) -> bool:
    """Whether 'do', 'have' or 'be' stands for the verb above it.

    'As *does* X', 'and neither *does* X', 'and so *is* X', 'but X *is* not', 'whereas X *does*'.
    """
    full = verb.head
    if verb.lemma not in _STANDING or full is None or not full.is_verb or verb.index < full.index:
        return False
    subject = verb.kid("nsubj")
    if subject is None or verb.kids(*_FULL) or full.lemma == "be" or not _agrees(verb, full):
        return False
    if subject.index < verb.index:
        return _contrasts(verb, full)
    openers = {kid.lemma for kid in verb.children if kid.index < verb.index}
    if verb.dep == "advcl":
        return "as" in openers
    return verb.dep == "conj" and bool(openers & {"neither", "nor", "so"})


def _agrees(verb: Node, full: Node) -> bool:
    """'Is' stands for a passive or a form in -ing, 'does' for what is neither."""
    return (verb.lemma == "be") == (full.is_passive or full.tag == "VBG")


def _contrasts(verb: Node, full: Node) -> bool:
    if verb.kids("aux", "advcl", "relcl", "conj"):
        return False
    if verb.dep == "conj":
        return any(kid.lemma in _CONTRASTING and kid.index < verb.index for kid in full.kids("cc"))
    return verb.dep == "advcl" and find_mark(verb) in _CONCEDING
