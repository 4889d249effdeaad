"""A verb in its tree in, whether it is one of several of which not all are said to be done out."""

from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.series import find_first, list_options
from graphkit.language.tree import Node

#: Modalities of what need not come about.
_OPEN = frozenset({"Planned", "Possible"})


def is_alternative(verb: Node) -> bool:
    """'*either* stores X *or* shares it': which of the two is not said."""
    first = find_first(verb)
    if "conj" not in first.labels:
        return False
    before = [kid for kid in first.kids("preconj", "advmod", "cc") if kid.index < first.index]
    if not any(kid.lemma == "either" for kid in before) or not any(kid.is_verb for kid in first.kids("conj")):
        return False
    return any(kid.lemma == "or" for word in (first, *first.kids("dobj", "attr")) for kid in word.kids("cc"))


def is_option(verb: Node, lexicon: Lexicon) -> bool:
    """'*has bought, or plans to buy*, X', '*shares or may share* X': one is only to come, so none is said."""
    if verb.dep != "conj" and "conj" not in verb.labels:
        return False
    return not _is_hedged(verb, lexicon) and any(_is_hedged(other, lexicon) for other in list_options(verb))


def is_choice(verb: Node, lexicon: Lexicon) -> bool:
    """'*bought or leased* X', 'reported *owning or using* X': which of two was done is not said."""
    if verb.dep != "conj" and "conj" not in verb.labels:
        return False
    above = find_first(verb).head
    told = verb.tag == "VBG" and above is not None and above.lemma in lexicon.attribution
    return (told or _is_done(verb)) and len(list_options(verb)) > 1


def _is_done(verb: Node) -> bool:
    """'bought', 'has bought', and not 'is bought', which is done again and again."""
    first = find_first(verb)
    helpers = {kid.lemma for word in (verb, first) for kid in word.kids("aux", "auxpass")}
    return (verb.tag == "VBD" and "be" not in helpers) or (verb.tag in {"VBN", "VBD"} and "have" in helpers)


def _is_hedged(verb: Node, lexicon: Lexicon) -> bool:
    """'may share', 'plans to share': by its own modal, or by what it makes of the verb that it governs."""
    if any(kid.tag == "MD" and lexicon.modals.get(kid.lemma) in _OPEN for kid in verb.kids("aux")):
        return True
    governor = lexicon.find_governor(verb.lemma, "verb") if verb.has("xcomp") else None
    return governor is not None and governor.modality in _OPEN
