"""Trees in, the same with the members of a list put together where the parser took one for something else out."""

from __future__ import annotations

from graphkit.language.agreement import find_number
from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.phrases import find_first_member, is_aside
from graphkit.language.repairs.exclusion import exclude_member
from graphkit.language.tree import Node, Tree, list_above
from graphkit.model import ACTING, BODIES

#: Kinds of what is kept and given.
_KEPT = frozenset({"DataCategory", "Document"})

#: Kinds of what is run by others, and does not run its like.
_RUN = frozenset({"System", "Program"})
_SHORTEST = 3  # members of a row in which each could be another name of the one before: two may be just that

_STATE = 2  # letters of a state in an address: 'Dunmere, *VA*'
_INCLUDING = frozenset({"include", "including"})
#: Labels of what tells which thing a noun names.
_OWN = frozenset({"det", "poss", "nummod", "prep", "relcl"})


def join_subjects(node: Node, tree: Tree) -> None:
    """Two subjects of one verb with 'and' between them are one coordination, unless the verb is of the second alone.

    'Residents who agree choose files, *and OFA sends* them': what 'and' adds to a subject makes it a plural.
    """
    first = node.kid("nsubj", "nsubjpass")
    if first is None:
        return
    if "cc" not in first.labels:
        return _lower_to_fronted(first, node, tree)
    subjects = node.kids("nsubj", "nsubjpass")
    if len(subjects) != 2 or _close_between(*subjects) or not first.is_noun or not subjects[1].is_noun:
        return
    if _is_object(subjects[0], subjects[1], node):
        return
    added = any(kid.lemma == "and" for kid in subjects[0].kids("cc")) and subjects[0].kids("relcl", "acl")
    apart = subjects[1].tag == "PRP" and any(kid.lemma == "but" for kid in subjects[0].kids("cc"))  # 'but *it keeps*'
    if apart or (added and subjects[1].tag in {"NN", "NNP"} and find_number(node) == "singular"):
        subjects[0].relabel("dep")
    else:
        subjects[1].move(subjects[0], "conj", "repair:subjects")
        for between in subjects[0].kids("appos"):
            _join_names(subjects[0], between)
        exclude_member(subjects[1], tree)  # '*X and not Y* shares'


def _is_object(first: Node, second: Node, verb: Node) -> bool:
    """'photographs the plate and, in some cases, *the front, and the number is checked*': two would be 'are checked'.

    What goes on behind an object with 'and' is one more; what stands between tells of it.
    """
    before = verb.head if verb.dep == "conj" else None
    found = before.kid("dobj") if before is not None else None
    if before is None or found is None or find_number(verb) != "singular" or second.tag not in {"NN", "NNP"}:
        return False
    link = next((kid for kid in before.kids("cc") if found.index < kid.index < first.index), None)
    if link is None or found.has("conj") or not any(kid.lemma == "and" for kid in first.kids("cc")):
        return False
    for kid in first.kids("cc"):
        kid.move(before, "cc", "repair:subjects")
    link.move(found, "cc", "repair:subjects")
    for kid in verb.kids("prep"):
        if kid.index < first.index:
            kid.move(first, "prep", "repair:subjects")
    first.move(found, "conj", "repair:subjects")
    return True


def _lower_to_fronted(first: Node, node: Node, tree: Tree) -> None:
    """'On the basis of A, *and letters of B*, X wrote': what 'and' adds to a phrase is no subject."""
    opening = first.find_edges()[0].index
    link = tree.nodes[opening - 1] if opening > 1 else node
    phrase = link.head
    if link.dep != "cc" or phrase is None or phrase.dep != "prep" or phrase.head is not node:
        return
    if len(node.kids("nsubj", "nsubjpass")) != 2:
        return
    for inner in reversed(tree.nodes[phrase.index : link.index]):
        if inner.dep == "pobj" and inner.is_noun:
            link.move(inner, "cc", "repair:subjects")
            return first.move(inner, "conj", "repair:subjects")


def join_reduced(node: Node, tree: Tree) -> None:
    """'logs the name, the time and *the image submitted*': behind 'and' the last of a list, and no clause."""
    verb, noun = node.head, node.kid("nsubj")
    if node.dep != "ccomp" or verb is None or noun is None or not noun.is_noun or node.index < verb.index:
        return
    if any(kid.dep not in {"nsubj", "punct"} for kid in node.children) or noun.index + 1 != node.index:
        return
    first = noun.find_edges()[0].index
    link, found = tree.nodes[first - 1], verb.kid("dobj")
    if link.tag != "CC" or found is None or link.head is None or found.index > link.index:
        return
    if link.head is not found and (link.head.dep != "appos" or link.head.head is not found):
        return
    if link.head is not found:
        link.head.move(found, "conj", "repair:list")
    noun.move(found, "conj", "repair:list")
    node.tag = "VBN"
    node.move(noun, "acl", "repair:list")


def join_apposed(node: Node, lexicon: Lexicon) -> None:
    """'the name of X, *the address of Y and the number of Z*': what is of one kind, and 'and' closes, is a list.

    So are three names of bodies: 'X, *the Y, and the Z* search A'.
    """
    noun = node.head
    if node.dep != "appos" or noun is None:
        return
    if noun.dep in {"nsubj", "nsubjpass"} and _join_names(noun, node):
        return
    if noun.dep not in {"dobj", "pobj", "nsubjpass"} or not node.kids("cc"):
        return
    if noun.dep == "pobj" and _join_data(noun, node, lexicon):
        return
    if noun.name is not None or node.name is not None or noun.kids("cc", "conj"):
        return
    kind = find_kind(noun, lexicon)
    shared = noun.has("poss") and node.labels.isdisjoint(_OWN) and kind == "DataCategory"  # 'your name, ID and photo'
    if not shared and not noun.has("prep"):
        return
    articles = [next((kid.lemma for kid in member.kids("det")), "") for member in (noun, *node.kids("conj"), node)]
    alike = shared or (len(set(articles)) == 1 and node.has("prep"))
    if alike and kind != "Thing" and find_kind(node, lexicon) == kind:
        for kid in node.kids("cc", "conj"):
            kid.move(noun, kid.dep, "repair:list")
        node.move(noun, "conj", "repair:list")


def join_chain(node: Node, lexicon: Lexicon) -> None:
    """'his or her name, *passport number*, *the name of X* and the address of Y': data in a row are a list.

    The parser makes each another name of the one before it; what is closed by 'and' and is all data is none.
    """
    chain = [node]
    while chain[-1].dep == "appos" and chain[-1].head is not None:
        chain.append(chain[-1].head)
    first = chain[-1]
    if len(chain) < _SHORTEST or not node.has("cc") or not node.has("conj") or first.dep not in {"dobj", "pobj"}:
        return
    if any(find_kind(member, lexicon) != "DataCategory" for member in (*chain, *node.kids("conj"))):
        return
    for kid in node.kids("cc", "conj"):
        kid.move(first, kid.dep, "repair:list")
    for member in chain[:-1]:
        member.move(first, "conj", "repair:list")


def _join_data(noun: Node, node: Node, lexicon: Lexicon) -> bool:
    """'certificates of training with devices, *results of tests, and photographs*': data are no other name of a device.

    They go on with the data that the verb has for its object.
    """
    outer: Node | None = noun
    while outer is not None and outer.dep == "pobj" and outer.head is not None:
        outer = outer.head.head
    if outer is None or outer.dep != "dobj" or outer.labels & {"cc", "conj"} or node.has("det") or not node.has("conj"):
        return False
    inner, first, second = (find_kind(each, lexicon) for each in (noun, outer, node))
    if inner in _KEPT or inner == "Thing" or first not in _KEPT or second not in _KEPT:
        return False
    for kid in node.kids("cc", "conj"):
        kid.move(outer, kid.dep, "repair:list")
    node.move(outer, "conj", "repair:list")
    return True


def _join_names(first: Node, second: Node) -> bool:
    """'The X, *the Y, and the Z* search A': three bodies, each with its name, are one list.

    Where "and" hangs on the first of them, the second may be its other name, unless all have an article.
    """
    own = second.kids("conj")
    members = (first, second, *(own or first.kids("conj")))
    if len(members) < 3 or first.head is None or any(one.index > first.head.index for one in members):
        return False
    bodies = [one.name.thing for one in members if one.name is not None and one.name.kind in BODIES]
    if len(set(bodies)) < len(members) or not (own or all(one.kids("det") for one in members)):
        return False
    for kid in second.kids("cc", "conj"):
        kid.move(first, kid.dep, "repair:list")
    second.move(first, "conj", "repair:list")
    return True


def join_listed(node: Node, lexicon: Lexicon) -> None:
    """'A, which holds the name of X, *the date of Y* and Z': what goes on behind a relative clause is its object."""
    noun = node.head
    if noun is None or node.name is not None:
        return
    for clause in noun.kids("relcl"):
        objects = [kid for kid in clause.kids("dobj", "attr") if kid.index < node.index]
        if not objects or clause.index > node.index or clause.kids("conj"):
            continue
        if node.kids("cc", "conj") or find_kind(node, lexicon) == find_kind(objects[-1], lexicon):
            return node.move(objects[-1], "conj", "repair:list")


def join_owned(node: Node) -> None:
    """'your name, *your address* and your photo': what has the same possessor once more is another thing."""
    noun = node.head
    first, second = noun.kid("poss") if noun is not None else None, node.kid("poss")
    if first is None or second is None or first.tag != "PRP$" or second.tag != "PRP$" or noun is None:
        return
    goes_on = node.has("cc", "conj") or noun.has("cc", "conj")
    if first.text.lower() == second.text.lower() and first.index < second.index and goes_on:
        node.relabel("conj", "repair:list")


def restore_last(node: Node, lexicon: Lexicon) -> None:
    """'shares names, addresses, and *photographs* with X': behind plurals without a subject the last is one as well."""
    noun, word = node.head, node.text.lower()
    if noun is None or noun.tag != "NNS" or not word.endswith("s") or node.index < noun.index:
        return
    row = noun.dep in {"dobj", "conj"} and noun.has("cc") and not noun.has("det", "poss")
    if row and lexicon.kind_of(word[:-1]) in _KEPT:
        node.tag, node.lemma = "NNS", word[:-1]


def _close_between(first: Node, second: Node) -> bool:
    """'data sent between A *and B* includes C': what 'and' adds to an open 'between' is its second end."""
    ends = [
        noun
        for inner in first.subtree()
        if inner.lemma == "between" and inner.index < second.index
        for noun in inner.kids("pobj")
        if not noun.kids("conj")
    ]
    if ends:
        for kid in (*first.kids("cc"), second):
            kid.move(ends[-1], "cc" if kid is not second else "conj", "repair:between")
    return bool(ends)


def join_complements(node: Node, tree: Tree) -> None:
    """'the authority for X is the A Act, *the B Act* and the C Act': behind a comma the row of what it is goes on."""
    above = node.head
    be = above.head if above is not None and above.dep == "nsubj" else above
    first = be.kid("attr") if be is not None and be.lemma == "be" else None
    if first is None or not node.has("cc") or not node.has("conj") or first.has("conj"):
        return
    start, end = node.find_edges()[0].index, first.find_edges()[-1].index
    if end + 2 == start and tree.nodes[start - 1].text == ",":
        node.move(first, "conj", "repair:list")
        for link in [*node.kids("cc"), *node.kids("conj")]:
            link.move(first, link.dep, "repair:list")


def join_fronted(node: Node, tree: Tree) -> None:
    """'In response to the audit, *A, B, and C* did X': names behind a fronted phrase are subjects with the last."""
    subject = node.kid("nsubj", "nsubjpass")
    if subject is None or subject.name is None or subject.index < 3 or node.index < subject.index:
        return
    link, before = tree.nodes[subject.index - 1], tree.nodes[subject.index - 2]
    member: Node | None = before if before.text != "," else tree.nodes[subject.index - 3]
    if link.lemma not in {"and", "or"} or member is None:
        return
    while member is not None and member.dep == "conj":
        member = member.head
    if member is None or member.dep != "appos" or member.name is None or member.head is None:
        return
    kinds = {noun.name.thing.kind in BODIES | {"Thing"} for noun in (member, subject) if noun.name is not None}
    if kinds != {True} or member.head.name is not None or tree.nodes[member.index - 1].text != ",":
        return
    member.move(node, subject.dep, "repair:subjects")
    subject.move(member, "conj", "repair:subjects")
    link.move(member, "cc", "repair:subjects")


def join_phrase(node: Node) -> None:
    """'is shared with A under B, *and with C*': a preposition that goes on with a verb goes on with its like."""
    verb = node.head
    if verb is None or not verb.is_verb or node.index < verb.index:
        return
    above = (verb, *verb.kids("dobj", "nsubjpass"))
    kids = (kid for each in above for kid in each.kids("prep", "dative", "agent") if kid.lemma == node.lemma)
    alike = [kid for kid in kids if verb.index < kid.index < node.index]
    if alike:
        node.move(alike[-1], "conj", "repair:coordination")


def part_town(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'at the office of X, *Dunmere, Virginia*, which hosts Y': where X is, and no other body."""
    if node.has("cc") or node.index + 2 >= len(tree.nodes) or tree.nodes[node.index - 1].text != ",":
        return
    comma, state = tree.nodes[node.index + 1], tree.nodes[node.index + 2]
    linked = node.head is None or any(kid.dep == "cc" and kid.index < node.index for kid in node.head.children)
    place = state.text in lexicon.kinds.words["places"] or (len(state.text) == _STATE and state.text.isupper())
    if comma.text == "," and place and not linked:
        node.relabel("npadvmod", "repair:list")


def free_from_agent(node: Node, lexicon: Lexicon) -> None:
    """'results of checks run by X, *statements and letters*': data go on with the list, and not with who acts."""
    doer = node.head
    by = doer.head if doer is not None and doer.dep == "pobj" else None
    verb = by.head if by is not None and by.dep == "agent" else None
    member = verb.head if verb is not None and verb.dep == "acl" else None
    if doer is None or member is None:
        return
    while member.dep in {"pobj", "prep"} and member.head is not None:
        member = member.head
    if find_kind(doer, lexicon) not in ACTING:
        return
    kind = find_kind(node, lexicon)
    if member.dep in {"conj", "dobj"} and kind in _KEPT:
        node.move(member, "conj", "repair:list")
    elif kind in _RUN and kind == find_kind(member, lexicon) and not doer.has("cc"):
        node.move(member, "dep", "repair:list")  # 'a system run by X, *System No. 4*'


def free_second(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'contain names and, in 62 cases, *the addresses* of Z': behind a comma no preposition has a second object.

    'shared with X and, on request, *Y*': it goes on with the last party, or thing, of its kind.
    """
    preposition = node.head
    if preposition is None or len(preposition.children) < 2:
        return
    if not any(kid.index < node.index for kid in preposition.kids("pobj")):
        return
    verb = preposition.head
    if verb is None or not verb.is_verb or tree.nodes[node.find_edges()[0].index - 1].text != ",":
        return
    links = [kid for kid in verb.kids("cc") if kid.index < preposition.index]
    if not links or links[-1].index + 2 < preposition.index:
        return
    objects = [kid for kid in verb.kids("dobj") if kid.index < preposition.index]
    if find_kind(node, lexicon) in ACTING:
        parties = [
            noun
            for word in (verb, *objects)
            for kid in word.kids("prep", "dative")
            for noun in kid.kids("pobj")
            if noun.index < links[-1].index and find_kind(noun, lexicon) in ACTING
        ]
        objects = parties or objects
    if objects:
        for kid in [kid for kid in objects[-1].kids("appos") if kid.index < links[-1].index]:
            kid.relabel("conj", "repair:object")
        node.move(objects[-1], "conj", "repair:object")


def join_items(node: Node, tree: Tree) -> None:
    """'A may be given to B and C; *D; and E*': what a semicolon parts goes on with the list before it, not with A.

    'taken from B, which C sends to F; *D; and E*': nor with what stands in a clause on one of its members.
    """
    if node.head is None:
        return
    first = min(kid.index for kid in (node, *node.kids("det", "amod", "compound", "poss")))
    if first < 2 or tree.nodes[first - 1].text != ";":
        return
    member = find_first_member(tree.nodes[first - 2])
    clause = next((above for above in list_above(member) if above.dep == "relcl" and is_aside(above)), None)
    if clause is not None and clause.head is not None and clause.head.dep in {"pobj", "dobj", "conj"}:
        return node.move(find_first_member(clause.head), "conj", "repair:items")
    astray = node.head.index < member.index and node.head.dep in {"nsubj", "nsubjpass"}
    if member.dep in {"pobj", "dobj"} and (node.head is member or astray):
        node.move(member, "conj", "repair:items")


def join_included(node: Node, tree: Tree) -> None:
    """'scores A against Bs, including C, *D of E*, or F': a second object behind such a list goes on with it."""
    verb = node.head
    if verb is None or not verb.index < verb.kids("dobj")[0].index < node.index:
        return
    objects = verb.kids("dobj")
    between = tree.nodes[objects[0].index : node.index]
    including = [word for word in between if word.lemma in _INCLUDING and word.children]
    listed = including[-1].kid("pobj", "dobj") if including else None
    opening = node.find_edges()[0].index
    if listed is not None and listed.index < node.index and tree.nodes[opening - 1].text == ",":
        node.move(listed, "conj", "repair:list")
