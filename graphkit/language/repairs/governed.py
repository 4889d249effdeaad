"""Trees in, the same with infinitives hung on what governs them out."""

from __future__ import annotations

from graphkit.language.governors import ORDERING
from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree
from graphkit.model import ACTING

#: Families of governors that a law may stand behind.
_BOUND_BY_LAW = frozenset({"requirement", "permission", "prohibition", "instruction", "ability"})


def attach_governed(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'is required under the Act *to keep* A', 'has a duty under the Act *to keep* A': no act governs it, nor is it a
    purpose.
    """
    if not node.is_infinitive or node.head is None:
        return
    start = node.find_edges()[0].index
    noun = tree.nodes[start - 1] if start else None
    while noun is not None and noun.dep not in {"pobj", "ROOT"}:
        noun = noun.head
    law = noun.head if noun is not None and noun.dep == "pobj" else None
    while law is not None and law.head is not None and law.head.dep == "pobj" and law.lemma == "of":
        law = law.head.head  # 'under section 4 *of the Act*'
    if law is None or law.lemma not in lexicon.constructions.legal or law.head is None or law.head is node:
        return
    held = [kid for kid in law.head.kids("dobj", "attr") if kid.index < law.index]
    for above in (*held, law.head):
        governor = lexicon.find_governor(above.lemma, above.sort)
        if governor is not None and governor.family in _BOUND_BY_LAW and above.index < node.index:
            return node.move(above, "acl" if above.sort == "noun" else "xcomp", "repair:governed")


def attach_enabled(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'enables agencies outside of X *to query* A': whoever is enabled queries; it is no aim of what enables them."""
    verb = node.head
    party = verb.kid("dobj") if verb is not None else None
    if verb is None or party is None or not node.is_infinitive or not verb.index < party.index < node.index:
        return
    governor = lexicon.find_governor(verb.lemma, "verb", acted=True)
    if governor is None or governor.family not in {"permission", "prohibition"}:
        return
    if find_kind(party, lexicon) not in ACTING and party.tag not in {"NNP", "NNPS"}:
        return
    if tree.nodes[node.find_edges()[0].index - 1].text != "," and not verb.has("xcomp"):
        node.relabel("xcomp", "repair:governed")


def raise_done(node: Node, lexicon: Lexicon) -> None:
    """'requires *records to be deleted*', 'permits photos to be shared': what is to be done, and no thing."""
    above = node.head
    if above is None or not node.is_infinitive:
        return
    noun = above if above.dep == "dobj" and node.dep != "xcomp" else above.kid("dobj")
    verb = noun.head if noun is not None else None
    if noun is None or verb is None or not verb.index < noun.index < node.index or verb.is_passive:
        return
    if not _orders(verb, lexicon):
        return
    if node.find_edges()[0].index > noun.index and find_kind(noun, lexicon) not in ACTING:
        node.move(verb, "ccomp", "repair:governed")
        noun.move(node, "nsubjpass", "repair:governed")


def raise_required(node: Node, lexicon: Lexicon) -> None:
    """'requires *a clerk to approve* X', where the parser makes a relative clause of it: what the clerk is to do."""
    noun = node.head
    verb = noun.head if noun is not None and noun.dep == "dobj" else None
    if noun is None or verb is None or not node.is_infinitive or verb.is_passive or noun.index > node.index:
        return
    if _orders(verb, lexicon) and find_kind(noun, lexicon) in ACTING:
        node.move(verb, "xcomp", "repair:governed")


def raise_assigned(node: Node, lexicon: Lexicon) -> None:
    """'assigned *a clerk to review* X': what whoever is named is to do, and no aim of the verb's subject."""
    verb = node.head
    if verb is None or not node.is_infinitive or verb.is_passive or not _orders(verb, lexicon):
        return
    before = [kid for kid in verb.kids("dobj") if verb.index < kid.index < node.index]
    if before and find_kind(before[-1], lexicon) in ACTING and not verb.has("xcomp"):
        node.relabel("xcomp", "repair:governed")


def raise_eligible(node: Node, lexicon: Lexicon) -> None:
    """'requires bodies *that are eligible for aid to report* X': aid reports nothing; the bodies are to."""
    quality, mark, inner = node.head, node.kid("mark"), node.kid("nsubj")
    clause = quality.head if quality is not None and quality.dep == "acomp" else None
    noun = clause.head if clause is not None and clause.dep == "relcl" else None
    verb = noun.head if noun is not None and noun.dep == "dobj" else None
    if verb is None or quality is None or mark is None or inner is None or mark.lemma != "for" or node.has("dobj"):
        return
    if not node.is_infinitive or not _orders(verb, lexicon):
        return
    mark.move(quality, "prep", "repair:governed")
    inner.move(mark, "pobj", "repair:governed")
    node.move(verb, "xcomp", "repair:governed")
    for kid in [kid for kid in verb.kids("dobj") if kid.index > node.index]:
        kid.move(node, "dobj", "repair:governed")


def raise_asked(node: Node, lexicon: Lexicon) -> None:
    """'X was asked by a committee *investigating Y to provide Z*': X is to, and it is no aim of the committee's."""
    clause = node.head
    if clause is not None and clause.dep == "pcomp" and clause.head is not None and clause.head.dep == "agent":
        acting = clause.kid("nsubj")
        if acting is not None:
            acting.move(clause.head, "pobj", "repair:governed")
            clause.move(acting, "acl", "repair:governed")
    doer = clause.head if clause is not None and clause.dep == "acl" and clause.tag == "VBG" else None
    by = doer.head if doer is not None and doer.dep == "pobj" else None
    verb = by.head if by is not None and by.dep == "agent" else None
    if verb is None or not node.is_infinitive or not verb.is_passive or verb.has("xcomp"):
        return
    governor = lexicon.find_governor(verb.lemma, "verb", acted=True)
    if governor is not None and governor.actor == "object":
        node.move(verb, "xcomp", "repair:governed")


def raise_behind_described(node: Node, lexicon: Lexicon) -> None:
    """'requires *agencies that operate Tally to adopt* X': what those are to do whom the relative clause describes."""
    if node.head is None or not node.is_infinitive:
        return
    if node.head.is_noun and lexicon.find_governor(node.head.lemma, "noun") is not None:
        return  # 'that have *a right to adopt* X'
    lowest = node.head if node.head.is_verb else node.head.head  # 'that keep *records to adopt* X'
    clause = lowest
    while clause is not None and clause.dep in {"xcomp", "conj"} and clause.is_verb:
        clause = clause.head
    noun = clause.head if clause is not None and clause.dep == "relcl" else None
    verb = noun.head if noun is not None and noun.dep == "dobj" else None
    if lowest is None or noun is None or verb is None or verb.is_passive or verb.has("xcomp", "ccomp"):
        return
    before = node.find_edges()[0].index
    if noun.index > before or not any(kid.index < before for kid in lowest.kids("dobj", "attr", "prep")):
        return  # 'that *wish to adopt* X'
    if _asks_somebody(lowest, lexicon):
        return  # 'that *asked Y to adopt* X'
    if _orders(verb, lexicon) and find_kind(noun, lexicon) in ACTING:
        node.move(verb, "xcomp", "repair:governed")


def _asks_somebody(verb: Node, lexicon: Lexicon) -> bool:
    governor = lexicon.find_governor(verb.lemma, "verb", acted=True)
    if governor is None or governor.actor != "object":
        return False
    return any(find_kind(noun, lexicon) in ACTING for noun in verb.kids("dobj"))


def _orders(verb: Node, lexicon: Lexicon) -> bool:
    """Whether a verb says what its object is to do, or may do, or what is to be done with it."""
    governor = lexicon.find_governor(verb.lemma, "verb", acted=True)
    return governor is not None and governor.actor == "object" and governor.family in ORDERING


def lower_expected(node: Node, lexicon: Lexicon) -> None:
    """'it *is* X's policy to share A', 'it is the policy of X to …': the policy governs, and whose it is acts."""
    noun = node.kids("attr")[0]
    owned = noun.has("poss") or any(kid.lemma == "of" for kid in noun.kids("prep"))
    if not owned or node.kids("nsubj")[0].lemma != "it" or lexicon.find_governor(noun.lemma, "noun") is None:
        return
    for act in node.kids("xcomp", "advcl", "ccomp"):
        if act.index > noun.index and act.is_infinitive and not act.kids("nsubj", "nsubjpass"):
            act.move(noun, "acl", "repair:governed")


def attach_use(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'a report about X's use of Y *to capture Z*': what Y is used for, no aim of the report."""
    if not node.is_infinitive or node.head is None:
        return
    start = node.find_edges()[0].index
    noun = tree.nodes[start - 1] if start else None
    while noun is not None and noun.dep in {"compound", "conj", "appos"}:
        noun = noun.head
    of = noun.head if noun is not None and noun.dep == "pobj" else None
    use = of.head if of is not None and of.lemma == "of" else None
    if use is None or use is node.head or use.lemma not in lexicon.constructions.uses or use.dep != "pobj":
        return
    about = use.head
    if about is not None and about.lemma in lexicon.constructions.topical | {"on", "into", "of"}:
        node.move(use, "acl", "repair:use")
