"""A verb with 'would' in, whether its sentence tells how things go or only what would be out.

'A clerk *would submit* the form', 'to open a file, OFA *would ask* DPE' tell a procedure. 'OFA *would share* it'
answers a condition that stands elsewhere, if anywhere.
"""

from __future__ import annotations

from graphkit.language.phrases import find_determiner
from graphkit.language.series import find_first
from graphkit.language.tree import Node, find_mark

IMAGINED = "it would be so, and is not said to be"
_GENERIC = frozenset({"a", "an", "any", "each", "every"})


def is_imagined(verb: Node) -> bool:
    """Whether nobody is said to do what a verb with 'would' names."""
    if not any(kid.lemma == "would" for kid in verb.kids("aux")):
        return False
    bare = (kid for kid in verb.kids("advcl") if kid.tag == "VBN" and not kid.has("nsubjpass", "auxpass"))
    if any(find_mark(kid) == "if" for kid in bare):
        return True  # 'the bill would, *if enacted*, permit X'
    row = (verb, find_first(verb))  # all clauses of a row have the same occasion
    return not any(_has_occasion(each) or _acts_as_one_of_many(each) for each in row)


def _has_occasion(verb: Node) -> bool:
    """'*when X comes*, Y would …', '*to open* a file, Y would …', 'Y, *as the body asking*, would …'"""
    return verb.has("advcl") or any(kid.index < verb.index for kid in verb.kids("prep"))


def _acts_as_one_of_many(verb: Node) -> bool:
    """'*an officer* would …', '*officers* would …': whoever it is."""
    for noun in verb.kids("nsubj", "nsubjpass"):
        determiner = find_determiner(noun)
        if determiner in _GENERIC or (noun.name is None and noun.tag == "NNS" and not determiner):
            return True
    return False
