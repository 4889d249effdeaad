"""Trees in, the same trees with what the parser is known to get wrong put right: one function a construction.

Each repair looks for the shape of a construction, never for words of a document, and leaves alone what it does not recognise.
"""

from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree
from graphkit.ontology.frames import Frames

_NOUNS = {"Organization", "OrganizationalUnit", "Role"}


def repair_tree(tree: Tree, lexicon: Lexicon, frames: Frames) -> None:
    """Apply every repair, in order."""
    for node in tree.nodes:
        retag_noun(node, lexicon)
        align_conjunct(node, frames)
        free_agent(node)
        shift_complement(node)
    raise_main_clause(tree, lexicon)
    for node in tree.nodes:
        free_quantifier(node, tree)
    for node in tree.nodes:
        split_respective_list(node, tree, lexicon)
        split_indirect_object(node)
        join_infinitives(node)
        join_subjects(node)
        mark_complement(node, lexicon, frames)
        attach_definition(node)
        attach_relative(node, lexicon)
        attach_members(node, lexicon)
        attach_as_participle(node, lexicon, frames)
        attach_participle(node, lexicon, frames)
        balance_coordination(node, lexicon)
        attach_second_object(node)
        split_counted_subject(node)
        raise_subject(node, tree)
    move_recipients(tree, frames)


def retag_noun(node: Node, lexicon: Lexicon) -> None:
    """'information that *users* post': what stands where a noun must stand is the noun that it can be, not a verb."""
    if (
        node.dep not in {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr"}
        or node.tag not in {"VBZ", "VBP", "VB"}
        or node.kids("aux", "dobj")
    ):
        return
    plural = node.text.lower().endswith("s") and not node.text.lower().endswith("ss")
    for word, tag in ((node.text.lower().removesuffix("s"), "NNS"), (node.text.lower(), "NN")):
        if (tag == "NNS") == plural and lexicon.kind_of(word) != "Thing":
            node.tag, node.lemma = tag, word
            return


def align_conjunct(node: Node, frames: Frames) -> None:
    """'does not solicit, *collect*, or share': bare verbs in a row after an auxiliary are one series."""
    if (
        node.dep == "conj"
        and node.tag == "NN"
        and node.head is not None
        and node.head.tag == "VB"
        and not node.kids("det", "amod", "compound", "poss")
    ):
        if frames.find("verb", node.lemma) and any(
            kid.tag in {"TO", "MD"} or kid.lemma == "do" for kid in _first_verb(node.head).kids("aux")
        ):
            node.tag = "VB"  # 'to search, *view*, and download'
            return
    if (
        node.dep == "conj"
        and node.tag == "JJ"
        and node.head is not None
        and node.head.tag == "VB"
        and node.kids("dobj")
    ):
        node.tag = "VB"  # 'may access and correct their data'
    if (
        node.dep == "conj"
        and node.tag == "VBP"
        and node.head is not None
        and node.head.tag == "VB"
        and not node.kids("nsubj", "nsubjpass", "aux")
    ):
        first = node.head
        while first.dep == "conj" and first.head is not None:
            first = first.head
        if first.kids("aux") or first.dep in {"xcomp", "ccomp"}:
            node.tag = "VB"


def _first_verb(node: Node) -> Node:
    while node.dep == "conj" and node.head is not None and node.head.is_verb:
        node = node.head
    return node


def free_agent(node: Node) -> None:
    """'is used by *participating agencies*': behind the by of a passive a participle without article modifies the agent."""
    if node.dep != "pcomp" or node.tag != "VBG" or node.head is None or node.head.dep != "agent":
        return
    noun = node.kid("dobj")
    if noun is None or noun.kid("det") is not None:
        return
    noun.move(node.head, "pobj", "repair:agent")
    node.move(noun, "amod", "repair:agent")


def shift_complement(node: Node) -> None:
    """'make (publicly) *available* information that …': an adjective between 'make' and its object is what it is made."""
    if node.tag != "JJ" or node.dep != "amod" or node.head is None or node.head.dep != "dobj" or node.head.head is None:
        return
    verb, noun = node.head.head, node.head
    if (
        verb.lemma != "make"
        or noun.kid("det", "poss") is not None
        or node.lemma not in {"available", "accessible", "public", "known", "visible"}
    ):
        return
    node.move(verb, "oprd", "repair:shift")


def raise_main_clause(tree: Tree, lexicon: Lexicon) -> None:
    """'Because X considers Y, *Z is subject to W*': the clause with the conjunction is not the main one."""
    root = tree.root
    marks = [
        kid
        for kid in root.kids("mark")
        if kid.lemma in lexicon.conjunctions
        and lexicon.conjunctions[kid.lemma] in {"reason", "contrast", "occasion", "condition"}
    ]
    if not marks or marks[0].index != tree.nodes[0].index:
        return
    for clause in root.kids("ccomp", "conj", "parataxis"):
        if (
            clause.index < root.index
            or clause.kids("mark")
            or clause.is_infinitive
            or (clause.tag not in {"VBZ", "VBP", "VBD", "MD"} and not clause.kids("aux", "auxpass"))
        ):
            continue
        if not clause.kids("nsubj", "nsubjpass"):
            subject = _find_stray_subject(root, clause)
            if subject is None:
                continue
            subject.move(clause, "nsubjpass" if clause.kids("auxpass") else "nsubj", "repair:main-clause")
        clause.head, clause.dep = None, "ROOT"
        root.children.remove(clause)
        tree.root = clause
        root.move(clause, "advcl", "repair:main-clause")
        return


def _find_stray_subject(root: Node, clause: Node) -> Node | None:
    """The noun phrase after a comma and before the verb that the parser took for an apposition or conjunct of what precedes."""
    found = [node for node in root.subtree() if node.dep in {"appos", "conj"} and node.is_noun and node.index < clause.index and node.head is not None
             and any(comma.text == "," and node.head.index < comma.index < node.index for comma in (*node.head.children, *root.children))]  # fmt: skip
    return max(found, key=lambda node: node.index) if found else None


def free_quantifier(node: Node, tree: Tree) -> None:
    """'unaware of any *that utilized* X': not 'any … X' but any, of those named before, that did."""
    if node.lemma not in {"any", "none", "some", "those", "all"} or node.dep != "det" or node.head is None:
        return
    following = [other for other in tree.nodes[node.index + 1 : node.index + 3]]
    if len(following) < 2 or following[0].lemma != "that" or following[1].tag not in {"VBN", "VBD", "VBZ", "VBP"}:
        return
    relative, verb = following
    noun, above, dep = node.head, node.head.head, node.head.dep
    if above is None or (verb.head is not noun and verb.head is not above):
        return
    node.move(above, dep, "repair:quantifier")
    node.tag = "DT"
    verb.move(node, "relcl", "repair:quantifier")
    verb.tag = "VBD" if verb.tag == "VBN" else verb.tag
    relative.move(verb, "nsubj", "repair:quantifier")
    relative.tag = "WDT"
    noun.move(verb, "dobj", "repair:quantifier")


def split_respective_list(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'through A or B, *C or D, respectively, would* …': a verb without subject takes the second half of the list before it."""
    if not node.is_verb or node.dep not in {"ROOT", "conj", "ccomp"} or node.kids("nsubj", "nsubjpass", "expl"):
        return
    if not any(kid.lemma == "respectively" for kid in node.kids("advmod")) or not any(
        kid.tag == "MD" or kid.tag[:2] == "VB" for kid in (*node.kids("aux", "auxpass"), node)
    ):
        return
    for head in tree.nodes[: node.index]:
        members = _list_chain(head)
        if head.dep == "conj" or len(members) < 4 or len(members) % 2:
            continue
        half = len(members) // 2
        second = members[half]
        if _kind(members[0]) == _kind(second):
            continue
        second.move(node, "nsubjpass" if node.kids("auxpass") else "nsubj", "repair:respectively")
        for member in members[half + 1 :]:
            if member.head is not second and member.head is not None and member.head not in members[half:]:
                member.move(second, "conj", "repair:respectively")
        return


def _list_chain(head: Node) -> list[Node]:
    members = [head]
    for kid in head.kids("conj"):
        members.extend(_list_chain(kid))
    return sorted(members, key=lambda member: member.index)


def _kind(node: Node) -> str:
    return node.name.thing.kind if node.name is not None else ""


def split_indirect_object(node: Node) -> None:
    """'grant any *agencies access*': a plural, or a body's name, before the object of a verb of giving is whom it is given to."""
    if node.dep not in {"compound", "nmod"} or node.head is None or node.head.dep != "dobj" or node.head.head is None:
        return
    noun, verb = node.head, node.head.head
    if (
        verb.lemma
        not in {
            "grant",
            "give",
            "allow",
            "provide",
            "offer",
            "deny",
            "afford",
            "permit",
            "show",
            "send",
            "extend",
            "issue",
        }
        or noun.tag != "NN"
    ):
        return
    if node.tag not in {"NNS", "NNPS"} and _kind(node) not in _NOUNS:
        return
    before = [
        kid
        for kid in noun.children
        if kid.index < node.index and kid.dep in {"det", "amod", "compound", "nmod", "poss", "nummod"}
    ]
    node.move(verb, "dative", "repair:indirect")
    for kid in before:
        kid.move(node, kid.dep, "repair:indirect")


def join_infinitives(node: Node) -> None:
    """'are able to verify A, *determine B* and collect C': bare verbs in a row belong to the infinitive, not to 'are'."""
    if (
        node.dep != "conj"
        or node.tag not in {"VB", "VBP"}
        or node.head is None
        or node.kids("nsubj", "nsubjpass", "aux", "expl")
    ):
        return
    head = node.head
    while head.dep == "conj" and head.head is not None and head.tag in {"VB", "VBP"} and head.how:
        return node.move(head.head, "conj", "repair:infinitives")
    if head.tag not in {"VBZ", "VBP", "VBD", "VBN"} or head.lemma == node.lemma:
        return
    if head.tag == "VBP" and head.lemma not in {"be", "have"}:
        return
    complements = [kid for kid in head.children if kid.dep in {"acomp", "dobj", "attr", "xcomp"}]
    for complement in reversed(complements):
        infinitive = complement if complement.dep == "xcomp" else complement.kid("xcomp", "acl")
        if infinitive is not None and infinitive.is_infinitive and infinitive.index < node.index:
            node.tag = "VB"
            node.move(infinitive, "conj", "repair:infinitives")
            return


def join_subjects(node: Node) -> None:
    """Two subjects of one verb with 'and' between them are one coordination."""
    if not node.is_verb:
        return
    subjects = node.kids("nsubj", "nsubjpass")
    if len(subjects) == 2 and subjects[0].is_noun and subjects[1].is_noun and subjects[0].kids("cc"):
        subjects[1].move(subjects[0], "conj", "repair:subjects")


def mark_complement(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'considers X *most viable*': an adjective behind the object of a verb of considering says what it is taken for."""
    if (
        node.tag != "JJ"
        or node.dep != "amod"
        or node.head is None
        or node.head.dep != "dobj"
        or node.index < node.head.index
        or node.kids("prep")
    ):
        return
    verb = node.head.head
    if verb is not None and any(frame.predicate == "considers" for frame, _ in frames.find("verb", verb.lemma)):
        node.move(verb, "oprd", "repair:complement")


def attach_definition(node: Node) -> None:
    """'X is an application for a phone *that provides* Y': what a definition says after its genus is said of the genus."""
    if node.dep != "relcl" or node.head is None or node.head.dep not in {"pobj", "conj"}:
        return
    subject = node.kid("nsubj")
    if subject is None or subject.lemma not in {"that", "which"}:
        return
    above = node.head
    while above.head is not None and above.dep in {"pobj", "conj", "prep"} and above.head.dep != "ROOT":
        above = above.head
    preposition = above.kid("prep")
    if (
        above.dep == "attr"
        and above.kid("det") is not None
        and above.kids("det")[0].lemma in {"a", "an"}
        and preposition is not None
        and preposition.lemma == "for"
    ):
        node.move(above, "relcl", "repair:definition")


def attach_relative(node: Node, lexicon: Lexicon) -> None:
    """'searches of records of people, *which are conducted* …', 'guidance on databases *that applies* …'.

    A relative clause belongs to a noun that agrees with its verb in number; 'which' is not people, and what is conducted is
    an activity. Where the nearest noun does not fit, the next above it that does takes the clause.
    """
    if node.dep != "relcl" or node.head is None:
        return
    subject = node.kid("nsubj", "nsubjpass")
    if subject is None or subject.lemma not in {"which", "that"}:
        return
    number = _find_number(node)
    wanted = {"Activity"} if node.lemma in {"conduct", "perform", "undertake", "carry", "initiate"} else None

    def fits(noun: Node) -> bool:
        kind = noun.name.thing.kind if noun.name is not None else lexicon.kind_of(noun.lemma)
        if wanted is not None and kind not in wanted and kind != "Thing":
            return False
        if number and len(noun.kids("conj")) == 0 and (noun.tag in {"NNS", "NNPS"}) != (number == "plural"):
            return False
        return subject.lemma == "that" or kind != "Role"

    if fits(node.head) or node.head.kids("conj") or node.head.dep == "conj":
        return
    above: Node | None = node.head.head
    while above is not None:
        if above.is_noun and above.index < node.index and fits(above):
            return node.move(above, "relcl", "repair:relative")
        if above.dep in {"ROOT", "ccomp", "advcl"}:
            return
        above = above.head


def _find_number(verb: Node) -> str:
    """singular | plural | '' where the form of the verb does not tell."""
    for word in (*verb.kids("aux", "auxpass"), verb):
        if word.tag == "MD":
            return ""
        text = word.text.lower()
        if text in {"is", "was", "has", "does"} or (word is verb and word.tag == "VBZ"):
            return "singular"
        if text in {"are", "were", "have", "do"} or (word is verb and word.tag == "VBP"):
            return "plural"
    return ""


def attach_members(node: Node, lexicon: Lexicon) -> None:
    """'tools for X, *to include* Y': the infinitive lists members of what was named."""
    if (
        node.lemma != "include"
        or node.dep not in {"advcl", "xcomp"}
        or node.head is None
        or not node.head.is_verb
        or node.kids("nsubj", "nsubjpass", "mark")
    ):
        return
    objects = [kid for kid in node.head.kids("dobj", "attr", "nsubjpass") if kid.index < node.index]
    if objects and node.is_infinitive:
        for marker in node.kids("aux"):
            marker.dep = "mark"
        noun = objects[-1]
        for kid in noun.kids("prep"):
            if kid.lemma == "of" and kid.kid("pobj") is not None and kid.index < node.index:
                noun = kid.kids("pobj")[0]
        node.move(noun, "acl", "repair:members")


def attach_as_participle(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'terms *as established by X*': the participle says of the noun before it what was done with it."""
    if (
        node.dep not in {"advcl", "acl"}
        or node.tag != "VBN"
        or node.head is None
        or node.kids("nsubj", "nsubjpass", "aux", "auxpass")
    ):
        return
    marks = [kid for kid in node.children if kid.lemma == "as" and kid.index < node.index]
    if not marks or not any(kid.dep == "agent" or kid.lemma == "by" for kid in node.children):
        return
    above = node.head
    nouns = [
        other
        for other in above.subtree()
        if other.index < marks[0].index and other.is_noun and other.dep in {"dobj", "pobj", "conj", "nsubjpass"}
    ]
    if nouns and above.index < node.index:
        noun = max(nouns, key=lambda other: other.index)
        while noun.dep == "conj" and noun.head is not None and noun.head.is_noun:
            noun = noun.head
        wanted = {kind for frame, _ in frames.find("verb", node.lemma) for kind in frame.when.get("object", ())}
        while (
            noun.dep == "pobj"
            and noun.head is not None
            and noun.head.lemma == "of"
            and noun.head.head is not None
            and noun.head.head.is_noun
        ):
            kinds = [lexicon.kind_of(other.lemma) for other in (noun, noun.head.head)]
            if kinds[0] in wanted or kinds[1] not in wanted:
                break
            noun = noun.head.head
        for mark in marks:
            mark.dep = "case"
        node.move(noun, "acl", "repair:as-participle")


def attach_participle(node: Node, lexicon: Lexicon, frames: Frames) -> None:
    """'an image of the participant *taken at enrollment*': what is taken is what the verb can take."""
    if node.dep != "acl" or node.tag != "VBN" or node.head is None or node.head.dep != "pobj":
        return
    wanted = {kind for frame, _ in frames.find("verb", node.lemma) for kind in frame.when.get("object", ())}
    near, above = node.head, node.head.head.head if node.head.head is not None else None
    if not wanted or above is None or not above.is_noun:
        return
    kinds = [
        other.name.thing.kind if other.name is not None else lexicon.kind_of(other.lemma) for other in (near, above)
    ]
    if kinds[0] not in wanted and kinds[0] != "Thing" and kinds[1] in wanted:
        node.move(above, "acl", "repair:participle")


def attach_second_object(node: Node) -> None:
    """Two direct objects of a verb that takes one: the second, behind a dash or a comma, explains what stands before it."""
    if node.dep != "dobj" or node.head is None:
        return
    others = [kid for kid in node.head.kids("dobj") if kid.index < node.index]
    if not others or node.kid("cc") is not None:
        return
    last = max(
        (other for other in others[-1].subtree() if other.is_noun and other.index < node.index),
        key=lambda other: other.index,
    )
    node.move(last, "appos", "repair:second-object")


def balance_coordination(node: Node, lexicon: Lexicon) -> None:
    """'terms of use and user agreement': what is of the kind of the first noun is coordinated with it, not with its complement."""
    if (
        node.dep != "conj"
        or node.head is None
        or node.head.dep != "pobj"
        or node.head.head is None
        or node.head.head.lemma != "of"
    ):
        return
    inner, outer = node.head, node.head.head.head
    if outer is None or not outer.is_noun or any(node.head is other for other in inner.kids("conj")):
        return
    kinds = [lexicon.kind_of(word) for word in (outer.lemma, inner.lemma, node.lemma)]
    phrase = lexicon.kind_of(outer.lemma, f"{outer.text} of {inner.text}")
    if (
        kinds[2] in {kinds[0], phrase}
        and kinds[2] != kinds[1]
        and kinds[2] != "Thing"
        and outer.dep in {"dobj", "pobj", "nsubj", "nsubjpass"}
    ):
        node.move(outer, "conj", "repair:coordination")


def split_counted_subject(node: Node) -> None:
    """'Of the total, *6 people, or 7 percent, are* …': a verb whose only noun before it was swallowed by a fronted phrase."""
    if node.lemma != "be" or node.kids("nsubj", "nsubjpass", "expl", "csubj"):
        return
    for preposition in node.kids("prep"):
        noun = preposition.kid("pobj")
        if preposition.index > node.index or noun is None:
            continue
        for member in noun.kids("conj", "appos"):
            if member.kid("nummod") is not None and not noun.kids("cc"):
                member.move(node, "nsubj", "repair:counted")
                return


def raise_subject(node: Node, tree: Tree) -> None:
    """'In addition to A, *all or parts of B may be shared*': a finite verb takes back the subject that a fronted phrase swallowed.

    What stands between the last comma and the verb, and begins with an apposition or conjunct to something before the comma,
    is the subject; what hangs on that something but stands behind the comma goes with it.
    """
    finite = node.tag in {"VBZ", "VBP", "VBD"} or any(
        kid.tag in {"MD", "VBZ", "VBP", "VBD"} for kid in node.kids("aux", "auxpass")
    )
    if (
        not node.is_verb
        or node.dep not in {"ROOT", "ccomp"}
        or not finite
        or node.kids("nsubj", "nsubjpass", "csubj", "expl")
        or node is not tree.root
    ):
        return
    first = min([node.index, *(kid.index for kid in node.kids("aux", "auxpass", "neg"))])
    commas = [other.index for other in tree.nodes[:first] if other.text == ","]
    if not commas:
        return
    strays = [
        other
        for other in tree.nodes[commas[-1] + 1 : first]
        if other.dep in {"appos", "conj"}
        and other.head is not None
        and other.head.index < commas[-1]
        and (other.is_noun or other.tag == "DT")
    ]
    if not strays:
        return
    stray, above = strays[0], strays[0].head
    stray.move(node, "nsubjpass" if node.kids("auxpass") else "nsubj", "repair:subject")
    last = max(
        (other for other in stray.subtree() if other.dep in {"conj"} or other is stray), key=lambda other: other.index
    )
    for kid in [kid for kid in (above.children if above is not None else ()) if stray.index < kid.index < first]:
        kid.move(last, kid.dep, "repair:subject")


def move_recipients(tree: Tree, frames: Frames) -> None:
    """'does not share images collected through X *with anybody*': the with-phrase belongs to the verb that wants it.

    A preposition that hangs inside a participle or relative clause of the object is moved to the verb above if the frames of
    that verb make it the recipient, the verb has no such phrase yet, and the frames of the inner verb do not.
    """
    for node in tree.nodes:
        if node.tag not in {"IN", "TO"} or node.dep != "prep" or node.head is None:
            continue
        inner = _verb_above(node.head)
        if (
            inner is None
            or inner.dep not in {"acl", "relcl"}
            or inner.head is None
            or _gives(frames, inner, node.lemma)
        ):
            continue
        outer = _verb_above(inner.head)
        if (
            outer is not None
            and _gives(frames, outer, node.lemma)
            and not any(kid.lemma == node.lemma for kid in outer.kids("prep"))
        ):
            node.move(outer, "prep", "repair:recipient")


def _verb_above(node: Node | None) -> Node | None:
    while node is not None and not node.is_verb:
        node = node.head
    return node


def _gives(frames: Frames, verb: Node, preposition: str) -> bool:
    return any(frame.roles.get(preposition) == "recipient" for frame, _ in frames.find("verb", verb.lemma))
