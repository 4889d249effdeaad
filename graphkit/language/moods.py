"""A main verb in its tree in, whether its sentence is an order or a question by the form of it out."""

from __future__ import annotations

from graphkit.language.tree import Node

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_HELPING = ("aux", "auxpass")
#: What makes a form in -ing one of today.
_NOW = {"is", "are", "am", "'s", "'re", "'m", "’s", "’re", "’m", "has", "have", "'ve", "’ve"}
#: What opens a clause that says when, why or how another one holds, or asks whether it does.
_OPENING = frozenset({"when", "whenever", "where", "if", "unless", "whether", "why", "how"})
_ASKING = {"WP", "WRB", "WDT", "WP$"}


def is_imperative(node: Node) -> bool:
    """A bare verb form at the head of a sentence with nobody who acts: 'Please describe …', 'Do not share …'."""
    if node.tag != "VB" or node.has(*_SUBJECTS):
        return False
    return all(kid.text.lower() == "do" and kid.index < node.index for kid in node.kids("aux"))


def is_bare(node: Node) -> bool:
    """'To share …': an infinitive that hangs on nothing."""
    return node.is_infinitive and not any(kid.tag == "MD" for kid in node.kids("aux"))


def is_dangling(node: Node) -> bool:
    """'To X *when* Y determines Z', '*Why* we did this audit': it says when or why another clause holds, which the
    sentence lacks. '… that it is so – i.e. *that* X runs Y' says what another clause is about."""
    if "advmod" not in node.labels and "mark" not in node.labels:
        return False
    subject = node.kid(*_SUBJECTS)
    openers = [kid for kid in node.kids("advmod", "mark") if kid.lemma in _OPENING]
    explained = [kid for kid in node.kids("mark") if kid.lemma == "that" and _follows_abbreviation(kid, node)]
    moved = [kid for kid in node.kids("mark") if kid.text == "That" and node.tag == "VB"]  # '*That X receive* Y'
    return subject is not None and any(kid.index < subject.index for kid in (*openers, *explained, *moved))


def _follows_abbreviation(mark: Node, node: Node) -> bool:
    return any(kid.tag == "FW" and kid.index == mark.index - 1 for kid in node.kids("advmod"))


def is_asked_whether(node: Node) -> bool:
    """'when to share', 'whether to share': an infinitive behind a word that asks."""
    if not node.is_infinitive or not node.has("advmod", "mark"):
        return False
    return any(kid.tag == "WRB" or kid.lemma in {"if", "whether"} for kid in node.kids("advmod", "mark"))


def is_pending(node: Node) -> bool:
    """'Report to be published by X': a heading or an entry of a table that says what is still to come."""
    subject = node.kid("nsubjpass") if node.head is None else None
    if subject is None or not is_bare(node):
        return False
    marker = node.kid("aux")
    return marker is not None and subject.index < marker.index and "mark" not in node.labels


def is_underway(node: Node) -> bool:
    """'is revising X', 'is being revised', 'has been revising X': it goes on, and is not done."""
    return is_going_on(node) and any(kid.text.lower() in _NOW for kid in node.kids(*_HELPING))


def is_going_on(node: Node) -> bool:
    """'is revising X', 'was being revised': at whatever time, it is not done yet."""
    helpers = node.kids(*_HELPING)
    return bool(helpers) and (node.tag == "VBG" or any(kid.tag == "VBG" for kid in helpers))


def is_question(node: Node) -> bool:
    """'Does X share …', 'What does X share': asked by the order of the words, with or without its mark."""
    if "expl" in node.labels or (node.lemma != "be" and node.labels.isdisjoint(_HELPING)):
        return False
    subject = node.kid(*_SUBJECTS)
    if subject is None:
        return False
    helpers = node.kids(*_HELPING)
    if node.lemma == "be":
        helpers.append(node)
    inverted = [kid for kid in helpers if kid.index < subject.index]
    if not inverted:
        return False
    subjects = node.kids(*_SUBJECTS)
    opening = min((kid for kid in node.subtree() if kid.tag[:1].isalpha()), key=lambda kid: kid.index)
    return opening in inverted or (opening.tag in _ASKING and opening not in subjects)
