"""A verb with 'would' in, whether what it says comes only with a proposal that is not yet adopted out.

'When X happens, Y would share Z' tells how things work; 'if the plan is approved, Y would share Z' and 'the bill would
require Z' tell of what is not there.
"""

from __future__ import annotations

from graphkit.language.constructions import Constructions
from graphkit.language.series import find_first
from graphkit.language.tree import Node

_ANY = frozenset({"a", "an", "any"})
_SUBJECTS = ("nsubj", "nsubjpass")


def is_proposed(verb: Node, words: Constructions) -> bool:
    """Whether a verb with 'would' stands under a proposal: its subject, its basis, or the condition before it."""
    first = find_first(verb)
    if not any(kid.lemma == "would" for each in (verb, first) for kid in each.kids("aux")):
        return False
    if first.dep == "relcl" and first.head is not None and any(kid.lemma in _ANY for kid in first.head.kids("det")):
        return first.head.name is None  # 'describes *a system that would* store X'
    subject = verb.kid(*_SUBJECTS) or first.kid(*_SUBJECTS)
    if subject is not None and _is_tentative(subject, words):
        return True
    return any(
        (kid.dep == "advcl" and _adopts(kid, words))
        or (kid.dep == "prep" and any(_is_tentative(noun, words) for noun in kid.kids("pobj")))
        for each in {verb, first}
        for kid in each.kids("advcl", "prep")
        if kid.index < verb.index
    )


def _is_tentative(noun: Node, words: Constructions) -> bool:
    """'the *bill*', 'the *draft* policy': what is only proposed."""
    if noun.name is not None:
        return False
    told = (kid.text.lower() for kid in noun.kids("amod", "compound"))
    return noun.lemma in words.proposals or not words.proposed.isdisjoint(told)


def _adopts(clause: Node, words: Constructions) -> bool:
    """'if *the pilot goes forward*', 'if Congress *approves the plan*'."""
    if clause.lemma not in words.adopting or not clause.kids("mark", "advmod"):
        return False
    named = clause.kids(*_SUBJECTS, "dobj")
    return any(noun.lemma in words.plans or _is_tentative(noun, words) for noun in named)
