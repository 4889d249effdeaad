"""A verb with 'would' in, whether its sentence tells how things go or only what would be out.

'To open a file, OFA *would ask* DPE' tells a procedure. 'OFA *would share* it' answers a condition that stands
elsewhere, if anywhere.
"""

from __future__ import annotations

from graphkit.language.circumstances import is_inverted
from graphkit.language.series import find_first
from graphkit.language.tree import Node, find_mark

_SUBJECTS = ("nsubj", "nsubjpass")
#: Under what something happens; under anything else, a rule say, it would.
_CIRCUMSTANCES = frozenset({"circumstance", "condition", "scenario"})
IMAGINED = "it would be so, and is not said to be"
#: Verbs that refer to where something is said.
_REFERRING = frozenset({"describe", "note", "explain", "discuss", "mention", "set", "state", "outline", "say"})


def is_imagined(verb: Node) -> bool:
    """Whether nobody is said to do what a verb with 'would' names."""
    if _find_would(verb) is None:
        return False
    bare = (kid for kid in verb.kids("advcl") if kid.tag == "VBN" and not kid.has("nsubjpass", "auxpass"))
    if any(find_mark(kid) == "if" for kid in bare):
        return True  # 'the bill would, *if enacted*, permit X'
    row = (verb, find_first(verb))  # all clauses of a row have the same occasion
    if any(is_inverted(kid) for each in row for kid in each.kids("advcl")):
        return True  # '*should X ask*, Y would …'
    return not any(map(_has_occasion, row))


def _find_would(verb: Node) -> Node | None:
    """The 'would' of a verb, which may be that of the first of its row: 'would retrieve X *and send* it'."""
    own = verb.kids("aux")
    first = verb if own or verb.tag != "VB" or verb.has(*_SUBJECTS) else find_first(verb)
    return next((kid for kid in first.kids("aux") if kid.lemma == "would"), None)


def _has_occasion(verb: Node) -> bool:
    """'*when X comes*, Y would …', '*to open* a file, Y would …', 'Y, *as the body asking*, would …'"""
    return any(
        (kid.dep == "advcl" and _tells_occasion(kid)) or (kid.dep == "prep" and _stands_before(kid, verb))
        for kid in verb.children
    )


def _stands_before(phrase: Node, verb: Node) -> bool:
    """'*in such cases* X would …', neither '*under the order* X would …' nor 'the order, *under review*, would …'"""
    if phrase.index > verb.index:
        return False
    if phrase.lemma == "under":
        return any(kid.lemma in _CIRCUMSTANCES for kid in phrase.kids("pobj"))
    before = [kid for kid in verb.kids(*_SUBJECTS, "aux") if kid.index < phrase.index]
    return phrase.lemma == "as" or not before or any(kid.dep == "aux" for kid in before)


def _tells_occasion(clause: Node) -> bool:
    """No occasion are '*as described in the report*' and 'a tool *developed by X*'."""
    mark = find_mark(clause)
    return clause.is_infinitive or (bool(mark) and not (mark == "as" and clause.lemma in _REFERRING))
