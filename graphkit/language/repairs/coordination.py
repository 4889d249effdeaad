"""Trees in, the same with the nouns and phrases that are coordinated hung together, and nothing else, out."""

from __future__ import annotations

from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.repairs.exclusion import exclude_member
from graphkit.language.tree import Node, Tree
from graphkit.model import ACTING, BODIES

#: Labels of what is listed behind a verb or preposition.
_OBJECTS = frozenset({"dobj", "pobj"})
#: Kinds of what is kept and given.
_KEPT = frozenset({"DataCategory", "Document"})


def join_subjects(node: Node, tree: Tree) -> None:
    """Two subjects of one verb with 'and' between them are one coordination, unless the verb is of the second alone.

    'Residents who agree choose files, *and OFA sends* them': what 'and' adds to a subject makes it a plural.
    """
    first = node.kid("nsubj", "nsubjpass")
    if first is None or "cc" not in first.labels:
        return
    subjects = node.kids("nsubj", "nsubjpass")
    if len(subjects) != 2 or _close_between(*subjects) or not first.is_noun or not subjects[1].is_noun:
        return
    added = any(kid.lemma == "and" for kid in subjects[0].kids("cc")) and subjects[0].kids("relcl", "acl")
    apart = subjects[1].tag == "PRP" and any(kid.lemma == "but" for kid in subjects[0].kids("cc"))  # 'but *it keeps*'
    if apart or (added and subjects[1].tag in {"NN", "NNP"} and _is_singular(node)):
        subjects[0].relabel("dep")
    else:
        subjects[1].move(subjects[0], "conj", "repair:subjects")
        for between in subjects[0].kids("appos"):
            _join_names(subjects[0], between)
        exclude_member(subjects[1], tree)  # '*X and not Y* shares'


def _is_singular(verb: Node) -> bool:
    """Whether the form of a verb, or of what helps it, wants a subject in the singular."""
    first = next(iter(verb.kids("aux", "auxpass")), verb)
    return first.tag == "VBZ" or first.text.lower() == "was"


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
    if noun.name is not None or node.name is not None or noun.kids("cc", "conj") or not noun.kids("prep"):
        return
    articles = [next((kid.lemma for kid in member.kids("det")), "") for member in (noun, *node.kids("conj"), node)]
    kind = find_kind(noun, lexicon)
    if len(set(articles)) == 1 and kind != "Thing" and find_kind(node, lexicon) == kind and node.kids("prep"):
        for kid in node.kids("cc", "conj"):
            kid.move(noun, kid.dep, "repair:list")
        node.move(noun, "conj", "repair:list")


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


def restore_member(node: Node, tree: Tree) -> None:
    """'may include A, *call charge records* and B', 'has access to A, *records*, or B': a bare verb is no member."""
    noun = node.head
    if noun is None or not noun.is_noun or (node.tag == "VB" and node.is_infinitive):
        return
    last = next((kid for kid in node.kids("dobj")), node)
    if tree.nodes[node.index - 1].text != "," or not (last.has("cc") or node.has("cc")) or noun.index > node.index:
        return
    if last is not node:
        if last.has("det", "poss") or last.find_edges()[0].index < node.index:
            return
        last.move(noun, "conj", "repair:list")
        node.tag = "NN"
        node.move(last, "compound", "repair:list")
    elif node.text.endswith("s"):
        node.tag = "NNS"
        node.relabel("conj", "repair:list")
    if last.lemma == node.lemma and last is node:
        node.lemma = node.text.lower().removesuffix("s")


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


def spread_list(first: Node, tree: Tree) -> None:
    """'include *A data, B data and C notes*': plurals before a comma are members of a list, not words of its last."""
    node = first.head
    if node is None or first.index > node.index:
        return
    members = [kid for kid in node.kids("nmod", "compound") if kid.tag == "NNS" and kid.index < node.index]
    if first is not members[0] or not node.is_noun or node.head is None or node.name is not None:
        return
    if first.kids("conj") or not any(other.text == "," for other in tree.nodes[first.index : members[-1].index + 1]):
        return
    if tree.nodes[first.index + 1].text != "," or members[-1].index >= node.index - 1:
        return
    first.move(node.head, node.dep, "repair:list")
    for kid in [kid for kid in node.children if kid.index <= members[-1].index and kid is not first]:
        kid.move(first, "conj" if kid in members else kid.dep, "repair:list")
    last = members[-1]
    for kid in last.kids("cc", "conj"):
        kid.move(first if kid.dep == "cc" else node, "cc" if kid.dep == "cc" else "compound", "repair:list")
    node.move(first, "conj", "repair:list")


def part_counted(kid: Node) -> None:
    """'*a photograph and two fingerprints*': before a number or article, a noun is coordinated."""
    node = kid.head
    if node is None or node.head is None or not kid.kids("cc") or not kid.is_noun or kid.kids("conj"):
        return
    if any(kid.index < other.index for other in node.kids("nummod", "det", "poss")):
        _part_member(kid, node)


def part_whole(kid: Node, lexicon: Lexicon) -> None:
    """'*Employers and State agencies*', '*contact information* and home addresses': what is whole modifies nothing.

    People and bodies in the plural are members of a list, and so is data of several words before more data.
    """
    node, last = kid.head, kid.kids("conj")[-1]
    if node is None or node.head is None or kid.index > last.index or last.index != node.index - 1:
        return
    kind = lexicon.kind_of(kid.lemma)
    people = kid.tag == "NNS" and kid.name is None and kind in ACTING
    data = " " in kid.text and kind == lexicon.kind_of(node.lemma) == "DataCategory"
    if people or data:
        last.move(node, "amod" if last.tag == "JJ" else "compound", "repair:list")
        _part_member(kid, node)


def _part_member(kid: Node, node: Node) -> None:
    """Make what stands before a noun a member of a list, with what stands before both, and the noun the next one."""
    kid.move(node.head, node.dep, "repair:list")
    for other in [other for other in node.children if other.index < kid.index]:
        other.move(kid, other.dep, "repair:list")
    node.move(kid, "conj", "repair:list")


def gather_adjectives(first: Node) -> None:
    """'*Federal, state, and local agencies* ask': adjectives before the one noun at the end are all its own."""
    if first.head is None or first.kids("det", "amod", "compound", "prep", "advmod", "neg"):
        return
    last = first
    while (member := last.kid("conj")) is not None:
        bare = all(kid.dep in {"punct", "cc", "conj"} for kid in last.children)
        if not bare or last.name is not None or member.index < last.index:
            return
        last = member
    if last is first or last.tag != "NNS" or last.name is not None or not last.kids("amod", "compound"):
        return
    if last.kids("det", "poss", "nummod"):
        return
    last.move(first.head, first.dep, "repair:list")
    first.move(last, "amod", "repair:list")


def gather_nouns(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'*address, vehicle and employment* records': bare singulars before one plural of data are words of it.

    Where each is data itself ('name, address and wage records') it is a member, and the list stays as it is.
    """
    if node.lemma not in lexicon.constructions.information or node.name is not None:
        return
    words, links, index = [], [], node.index - 1
    while index > 0 and (tree.nodes[index].tag == "NN" and tree.nodes[index].name is None):
        words.append(tree.nodes[index])
        joints = []
        while index > 1 and (tree.nodes[index - 1].text == "," or tree.nodes[index - 1].tag == "CC"):
            index -= 1
            joints.append(tree.nodes[index])
        if not joints:
            break
        links += joints
        index -= 1
    if len(words) < 3 or links[-1].text != "," or links[0].tag != "CC":
        return
    first, members = words[-1], words[:-1]
    taken = {kid for word in words for kid in word.children} - {*words, *links, node}
    if taken or first.dep not in _OBJECTS or first.head is None or first.head.index > first.index:
        return
    if all(lexicon.kind_of(word.lemma) == "DataCategory" for word in words[1:]):
        return
    node.move(first.head, first.dep, "repair:list")
    first.move(node, "nmod", "repair:list")
    for word in (*members, *links):
        word.move(first, "conj" if word in members else "cc" if word.tag == "CC" else "punct", "repair:list")


def part_measure(node: Node, tree: Tree) -> None:
    """'data older *than six years* are purged': what no comma and no 'and' joins to a noun is no member with it."""
    if "than" not in tree.said or node.head is None or not node.head.is_noun:
        return
    between = tree.nodes[node.head.index + 1 : node.index]
    if "than" in [other.lemma for other in between] and not any(
        other.tag == "CC" or other.text in {",", ";", "/", "("} for other in between
    ):
        node.relabel("npadvmod")


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


def balance_coordination(node: Node, lexicon: Lexicon) -> None:
    """'terms of use and user agreement': what is of the kind of the first noun is coordinated with that noun.

    'the date of the request *and the type of process*': so is one more article and noun with 'of'.
    """
    inner = node.head
    if inner is None or inner.dep != "pobj" or inner.head is None or inner.head.lemma != "of":
        return
    outer = inner.head.head
    if outer is None or not outer.is_noun:
        return
    alike = node.has("det") and outer.has("det") and outer.dep != "ROOT" and _is_whole(node) and not _is_whole(inner)
    if alike and (node.lemma == outer.lemma or find_kind(node, lexicon) != find_kind(inner, lexicon)):
        first = outer.head if outer.dep == "conj" and outer.head is not None and outer.head.is_noun else outer
        return node.move(first, "conj", "repair:coordination")
    kind = lexicon.kind_of(node.lemma)
    if kind in {"Thing", lexicon.kind_of(inner.lemma)} or outer.dep not in {"dobj", "pobj", "nsubj", "nsubjpass"}:
        return
    if kind in {lexicon.kind_of(outer.lemma), lexicon.kind_of(outer.lemma, f"{outer.text} of {inner.text}")}:
        node.move(outer, "conj", "repair:coordination")


def lower_singular(node: Node) -> None:
    """'the contact of X with Y *and Z involves* …': what would make the subject of a singular verb a plural is of Y."""
    subject = node.head
    verb = subject.head if subject is not None else None
    if subject is None or verb is None or subject.dep not in {"nsubj", "nsubjpass"} or subject.name is not None:
        return
    links = [kid for kid in subject.kids("cc") if kid.index < node.index]
    if len(subject.kids("conj")) > 1 or len(links) != 1 or links[0].lemma != "and" or not _is_singular(verb):
        return
    inner = subject
    while True:
        found = [noun for kid in inner.kids("prep") if kid.index < links[0].index for noun in kid.kids("pobj")]
        if not found or not found[-1].is_noun:
            break
        inner = found[-1]
    if inner is not subject and not inner.has("conj"):
        links[0].move(inner, "cc", "repair:coordination")
        node.move(inner, "conj", "repair:coordination")


def raise_parallel(node: Node) -> None:
    """'lists *the agencies* that got data *and the crimes* for which …': beside the noun with an article."""
    inner = node.head
    clause = inner.head if inner is not None and inner.dep in {"dobj", "pobj"} else None
    while clause is not None and clause.dep in {"prep", "agent"}:
        clause = clause.head
    if inner is None or clause is None or clause.dep not in {"relcl", "acl"} or clause.head is None:
        return
    outer, bare = clause.head, not inner.has("det", "poss")
    while not _is_definite(outer) and outer.dep == "pobj" and outer.head is not None and outer.head.lemma == "of":
        outer, bare = outer.head.head or outer, True  # 'records *the name* of each user who saw a file *and the date*'
    told = node.has("relcl", "acl", "prep") or outer is not clause.head
    if _is_definite(node) and _is_definite(outer) and bare and told and inner.name is None and not _is_definite(inner):
        links = [kid for kid in inner.kids("cc") if kid.index < node.index]
        for link in links[-1:]:
            link.move(outer, "cc", "repair:coordination")
        node.move(outer, "conj", "repair:coordination")


def _is_definite(noun: Node) -> bool:
    return any(kid.lemma == "the" for kid in noun.kids("det"))


def _is_whole(noun: Node) -> bool:
    """'the type *of process*': whether a noun tells what it is of."""
    return any(kid.lemma == "of" for kid in noun.kids("prep"))


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


def lower_preposition(node: Node) -> None:
    """'on the basis *of* A and *of* B', 'with bodies *in* A and *in* B': beside the preposition that it repeats."""
    outer = node.head
    if outer is None or outer.tag != "IN" or outer.lemma == node.lemma:
        return
    same = [word for word in outer.subtree() if word.lemma == node.lemma and word.dep == "prep" and word.has("pobj")]
    before = [word for word in same if word.index < node.index]
    if before:
        inner = max(before, key=lambda word: word.index)
        for link in [kid for kid in outer.kids("cc") if kid.index == node.index - 1]:
            link.move(inner, "cc", "repair:coordination")
        node.move(inner, "conj", "repair:coordination")


def lower_topic(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'information about X *and Y*': what is added right behind the topic is one more topic.

    'references to letters, *reports and notes*': so is what the parser hangs on the noun, if only the topic is of its
    kind.
    """
    first = node.head
    if first is None or "prep" not in first.labels or not first.is_noun:
        return
    for preposition in first.kids("prep"):
        gerunds = [kid for each in preposition.kids("pcomp") for kid in each.kids("dobj")]
        topic = next(iter([*preposition.kids("pobj"), *gerunds]), None)
        if topic is None or not preposition.index < topic.index < node.index:
            continue
        end = max(inner.index for inner in preposition.subtree())
        follows = tree.nodes[end + 1].tag == "CC" and node.head is first and not node.kids("prep")
        about = preposition.lemma in lexicon.constructions.topical and follows
        directed = preposition.lemma == "to" and first.lemma in lexicon.constructions.directed
        kinds = [lexicon.kind_of(noun.lemma) for noun in (first, topic, node)]
        if about or (directed and kinds[2] == kinds[1] != kinds[0]):
            return node.move(topic, "conj", "repair:topic")


def share_head(node: Node, lexicon: Lexicon) -> None:
    """'*FOIA and PA records*', '*audit and access rules*': a noun and one that another modifies are two modifiers."""
    first = node.head
    if first is None or node.name is not None or first.head is None:
        return
    modifier = next((kid for kid in node.kids("compound", "nmod") if _may_share(first, kid, node, lexicon)), None)
    if modifier is None:
        return
    links = first.kids("cc")
    node.move(first.head, first.dep, "repair:shared-head")
    first.move(node, "compound", "repair:shared-head")
    modifier.move(first, "conj", "repair:shared-head")
    for link in links:
        link.move(first, "cc", "repair:shared-head")


def _may_share(first: Node, modifier: Node, head: Node, lexicon: Lexicon) -> bool:
    """Whether what `modifier` says of a head may be said by the noun before it too: two laws, two bodies, two deeds.

    The staff of two bodies is the staff of both; 'X and Y offices' may be X itself and the offices of Y. Of common
    nouns only those that name no thing ('privacy', 'access') modify a plural that names one ('rules', 'records').
    """
    if first.name is not None and modifier.name is not None:
        kinds = {first.name.thing.kind, modifier.name.thing.kind}
        alike = len(kinds) == 1 and kinds <= {"Policy", "Document"}
        whole = lexicon.kind_of(head.lemma)
        staffed = kinds <= {"Organization", "OrganizationalUnit"} and whole == "Role"
        run = kinds == {"Program"} and whole in ACTING  # 'State Quayaid and Harbor Program *agencies*'
        return (alike or staffed or run) and not first.kids("det", "amod", "poss")
    if first.name is not None or modifier.name is not None or (first.tag, head.tag) != ("NN", "NNS"):
        return False
    between = next((kid for kid in first.kids("cc") if kid.index == first.index + 1), None)
    if between is None or first.kids("prep", "compound", "acl", "relcl") or len(first.kids("conj")) > 1:
        return False
    vague = {lexicon.kind_of(first.lemma), lexicon.kind_of(modifier.lemma)} <= {"Thing", "Activity"}
    whole = lexicon.kind_of_head(head.lemma, f"{modifier.text} {head.text}".lower())
    return vague and whole in {"Policy", "Document", "DataCategory", "System", "Role", "Activity", "Program"}


def free_second(node: Node, tree: Tree) -> None:
    """'contain names and, in 62 cases, *the addresses* of Z': behind a comma no preposition has a second object."""
    preposition = node.head
    opening = node.find_edges()[0].index
    verb = preposition.head if preposition is not None else None
    if preposition is None or verb is None or not verb.is_verb or tree.nodes[opening - 1].text != ",":
        return
    objects = [kid for kid in verb.kids("dobj") if kid.index < preposition.index]
    linked = any(kid.index < preposition.index for kid in verb.kids("cc"))
    if objects and linked and any(kid.index < node.index for kid in preposition.kids("pobj")):
        node.move(objects[-1], "conj", "repair:object")


def lower_complement(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'the name and *date of birth*': an of-phrase right behind the last member is its own, if it needs one."""
    first = node.head
    if first is None or "conj" not in first.labels or not first.is_noun:
        return
    last = tree.nodes[node.index - 1]
    if last.dep == "conj" and last.is_noun and last.lemma in lexicon.relational and last.is_within(first):
        node.move(last, "prep", "repair:of-phrase")


def lower_apposition(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'A is covered by B, as amended by C, *D, and E*': what stands behind the verb is no name of its subject.

    It goes on with the last thing of its kind before it, or with nothing. 'C and D, *both agencies within E*' says
    what they are, and goes on with none.
    """
    subject = node.head
    if node.dep != "appos" or subject is None or subject.dep not in {"nsubj", "nsubjpass"} or subject.head is None:
        return
    verb = subject.head
    if not subject.index < verb.index < node.index or not node.is_noun:
        return
    kind = find_kind(node, lexicon)
    told = node.name is None and any(kid.lemma in lexicon.constructions.universal for kid in node.kids("det"))
    for other in () if told else reversed(tree.nodes[verb.index + 1 : node.index]):
        if other.is_noun and other.dep in {"pobj", "dobj"} and find_kind(other, lexicon) == kind:
            return node.move(other, "conj", "repair:apposition")
    node.relabel("dep")


def join_items(node: Node, tree: Tree) -> None:
    """'A may be given to B and C; *D; and E*': what a semicolon parts goes on with the list before it, not with A."""
    if node.head is None:
        return
    first = min(kid.index for kid in (node, *node.kids("det", "amod", "compound", "poss")))
    if first < 2 or tree.nodes[first - 1].text != ";":
        return
    member = tree.nodes[first - 2]
    while member.dep == "conj" and member.head is not None:
        member = member.head
    astray = node.head.index < member.index and node.head.dep in {"nsubj", "nsubjpass"}
    if member.dep in {"pobj", "dobj"} and (node.head is member or astray):
        node.move(member, "conj", "repair:items")
