"""A verb with 'would' in, whether its sentence tells how things go or only what would be out.

'To open a file, OFA *would ask* DPE' tells a procedure. 'OFA *would share* it' answers a condition that stands
elsewhere, if anywhere.
"""

from __future__ import annotations

from graphkit.language.circumstances import is_inverted
from graphkit.language.series import find_first
from graphkit.language.tree import Node, find_mark

IMAGINED = "it would be so, and is not said to be"
#: Verbs that refer to where something is said.
_REFERRING = frozenset({"describe", "note", "explain", "discuss", "mention", "set", "state", "outline", "say"})


def is_imagined(verb: Node) -> bool:
    """Whether nobody is said to do what a verb with 'would' names."""
    if not any(kid.lemma == "would" for kid in verb.kids("aux")):
        return False
    bare = (kid for kid in verb.kids("advcl") if kid.tag == "VBN" and not kid.has("nsubjpass", "auxpass"))
    if any(find_mark(kid) == "if" for kid in bare):
        return True  # 'the bill would, *if enacted*, permit X'
    row = (verb, find_first(verb))  # all clauses of a row have the same occasion
    if any(is_inverted(kid) for each in row for kid in each.kids("advcl")):
        return True  # '*should X ask*, Y would …'
    return not any(map(_has_occasion, row))


def _has_occasion(verb: Node) -> bool:
    """'*when X comes*, Y would …', '*to open* a file, Y would …', 'Y, *as the body asking*, would …'"""
    return any(
        (kid.dep == "advcl" and _tells_occasion(kid)) or (kid.dep == "prep" and kid.index < verb.index)
        for kid in verb.children
    )


def _tells_occasion(clause: Node) -> bool:
    """No occasion are '*as described in the report*' and 'a tool *developed by X*'."""
    mark = find_mark(clause)
    return clause.is_infinitive or (bool(mark) and not (mark == "as" and clause.lemma in _REFERRING))
