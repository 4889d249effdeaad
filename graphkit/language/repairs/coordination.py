"""Trees in, the same with what is coordinated hung together, and nothing else, out."""

from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.series import find_first
from graphkit.language.tree import Node, Tree
from graphkit.ontology.frames import Frames

_BODIES = {"Organization", "OrganizationalUnit"}


def align_conjunct(node: Node, frames: Frames) -> None:
    """'does not solicit, *collect*, or share', 'can visit and *read*': bare verbs after an auxiliary are one series.

    'Neither keeps nor *transfers* the files': so are those in -s, where what was taken for a noun has an object.
    """
    if node.dep == "conj" and node.tag == "NNS" and node.head is not None and node.head.tag == "VBZ":
        if node.kids("dobj") and frames.find("verb", node.lemma):
            node.tag = "VBZ"
        return
    if node.dep != "conj" or node.head is None or node.head.tag != "VB":
        return
    first = find_first(node.head)
    if node.tag == "NN" and not node.kids("det", "amod", "compound", "poss") and frames.find("verb", node.lemma):
        if any(kid.tag in {"TO", "MD"} or kid.lemma == "do" for kid in first.kids("aux")):
            node.tag = "VB"  # 'to search, *view*, and download'
    elif node.tag == "JJ" and node.kids("dobj"):
        node.tag = "VB"  # 'may access and correct their data'
    elif (
        (node.tag == "VBP" or (node.tag == "VBD" and node.text.lower() == node.lemma))
        and not node.kids("nsubj", "nsubjpass", "aux")
        and (first.kids("aux") or first.dep in {"xcomp", "ccomp"})
    ):
        node.tag = "VB"


def join_infinitives(node: Node) -> None:
    """'are able to verify A, *determine B* and collect C': bare verbs in a row belong to the infinitive."""
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
    if head.tag not in {"VBZ", "VBP", "VBD", "VBN", "VBG"} or head.lemma == node.lemma:
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
    if node.tag == "VB" and head.tag != "VBP":
        _join_bare(node, head)


def _join_bare(node: Node, head: Node) -> None:
    """'works with bodies that will take A, and then *send it* to B': a bare verb goes with the bare one before it."""
    bare = [
        inner
        for inner in head.subtree()
        if head.index < inner.index < node.index
        and inner.tag == "VB"
        and any(kid.tag in {"TO", "MD"} or kid.lemma == "do" for kid in inner.kids("aux"))
    ]
    if bare:
        node.move(max(bare, key=lambda inner: inner.index), "conj", "repair:infinitives")


def raise_finite(node: Node) -> None:
    """'is considering whether to V, but *has made* no decision': a finite verb is coordinated with no infinitive."""
    infinitive = node.head
    if node.dep != "conj" or infinitive is None or not infinitive.is_infinitive or infinitive.head is None:
        return
    finite = any(kid.tag in {"VBZ", "VBP", "VBD"} for kid in node.kids("aux", "auxpass"))
    main = infinitive.head
    if finite and main.is_verb and main.index < node.index and not node.kids("nsubj", "nsubjpass", "expl"):
        node.move(main, "conj", "repair:series")


def join_predicates(node: Node) -> None:
    """'is considering whether to V, but has made no decision, *has not issued* X': a finite verb goes on with a series.

    Without a subject of its own, and behind a comma, it is no complement.
    """
    verb = node.head
    if node.dep != "ccomp" or verb is None or not verb.is_verb or node.index < verb.index:
        return
    opening = next((kid for kid in node.children), None)
    finite = opening is not None and opening.dep in {"aux", "auxpass"} and opening.tag in {"VBZ", "VBP", "VBD", "MD"}
    if not finite or opening is None or node.kids("nsubj", "nsubjpass", "csubj", "expl", "mark"):
        return
    series = [kid for kid in verb.kids("conj") if kid.is_verb and kid.index < node.index]
    before = (kid for above in (*series[-1:], verb) for kid in above.children if kid.index == opening.index - 1)
    if series and any(kid.text == "," for kid in before):
        node.move(series[-1], "conj", "repair:series")


def join_subjects(node: Node) -> None:
    """Two subjects of one verb with 'and' between them are one coordination."""
    if not node.is_verb:
        return
    subjects = node.kids("nsubj", "nsubjpass")
    if len(subjects) == 2 and subjects[0].is_noun and subjects[1].is_noun and subjects[0].kids("cc"):
        subjects[1].move(subjects[0], "conj", "repair:subjects")


def close_between(node: Node) -> None:
    """'data sent between A *and B* includes C': what 'and' adds to an open 'between' is its second end."""
    if not node.is_verb:
        return
    subjects = node.kids("nsubj", "nsubjpass")
    if len(subjects) != 2 or not subjects[0].kids("cc"):
        return
    ends = [
        noun
        for inner in subjects[0].subtree()
        if inner.lemma == "between" and inner.index < subjects[1].index
        for noun in inner.kids("pobj")
        if not noun.kids("conj")
    ]
    if ends:
        for kid in (*subjects[0].kids("cc"), subjects[1]):
            kid.move(ends[-1], "cc" if kid is not subjects[1] else "conj", "repair:between")


def spread_list(node: Node, tree: Tree) -> None:
    """'include *A data, B data and C notes*': plurals before a comma are members of a list, not words of its last."""
    members = [kid for kid in node.kids("nmod", "compound") if kid.tag == "NNS" and kid.index < node.index]
    if not members or not node.is_noun or node.head is None or node.name is not None:
        return
    first = members[0]
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


def part_counted(node: Node) -> None:
    """'*a photograph and two fingerprints*': before a number or article, a noun is coordinated."""
    for kid in node.kids("nmod", "compound"):
        own = [other for other in node.kids("nummod", "det", "poss") if kid.index < other.index]
        if not kid.kids("cc") or not own or not kid.is_noun or kid.kids("conj") or node.head is None:
            continue
        kid.move(node.head, node.dep, "repair:list")
        for other in [other for other in node.children if other.index < kid.index]:
            other.move(kid, other.dep, "repair:list")
        node.move(kid, "conj", "repair:list")
        return


def part_measure(node: Node, tree: Tree) -> None:
    """'data older *than six years* are purged': what no comma and no 'and' joins to a noun is no member with it."""
    if node.dep != "conj" or node.head is None or not node.is_noun or not node.head.is_noun:
        return
    between = tree.nodes[node.head.index + 1 : node.index]
    if any(other.lemma == "than" for other in between) and not any(
        other.tag == "CC" or other.text in {",", ";", "/", "("} for other in between
    ):
        node.dep = "npadvmod"


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
    kinds = {noun.name.thing.kind in _BODIES | {"Thing"} for noun in (member, subject) if noun.name is not None}
    if kinds != {True} or member.head.name is not None or tree.nodes[member.index - 1].text != ",":
        return
    member.move(node, subject.dep, "repair:subjects")
    subject.move(member, "conj", "repair:subjects")
    link.move(member, "cc", "repair:subjects")


def balance_coordination(node: Node, lexicon: Lexicon) -> None:
    """'terms of use and user agreement': what is of the kind of the first noun is coordinated with that noun."""
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


def lower_topic(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'information about X *and Y*': what is added right behind the topic is one more topic.

    'references to letters, *reports and notes*': so is what the parser hangs on the noun, if only the topic is of its
    kind.
    """
    first = node.head
    if node.dep != "conj" or first is None or not first.is_noun or not node.is_noun:
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
    if node.dep != "conj" or first is None or node.name is not None or first.head is None or not node.is_noun:
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
        staffed = kinds <= {"Organization", "OrganizationalUnit"} and lexicon.kind_of(head.lemma) == "Role"
        return (alike or staffed) and not first.kids("det", "amod", "poss")
    if first.name is not None or modifier.name is not None or (first.tag, head.tag) != ("NN", "NNS"):
        return False
    between = next((kid for kid in first.kids("cc") if kid.index == first.index + 1), None)
    if between is None or first.kids("prep", "compound", "acl", "relcl") or len(first.kids("conj")) > 1:
        return False
    vague = {lexicon.kind_of(first.lemma), lexicon.kind_of(modifier.lemma)} <= {"Thing", "Activity"}
    whole = lexicon.kind_of_head(head.lemma, f"{modifier.text} {head.text}".lower())
    return vague and whole in {"Policy", "Document", "DataCategory", "System", "Role"}


def lower_complement(node: Node, lexicon: Lexicon) -> None:
    """'the name and *date of birth*': an of-phrase right behind the last member is its own, if it needs one."""
    first = node.head
    if node.dep != "prep" or node.lemma != "of" or first is None or not first.is_noun:
        return
    last = next((kid for kid in first.kids("conj") if kid.index == node.index - 1), None)
    if last is not None and last.is_noun and last.lemma in lexicon.relational:
        node.move(last, "prep", "repair:of-phrase")


def continue_participle(node: Node, tree: Tree) -> None:
    """'a hall protected by guards, *and requiring badges*': behind 'and' a participle goes on with the one before."""
    if node.dep != "advcl" or node.tag not in {"VBG", "VBN"} or not node.index or node.kids("nsubj", "mark", "aux"):
        return
    link = tree.nodes[node.index - 1]
    above = link.head if link.dep == "cc" else None
    while above is not None and not above.is_verb:
        above = above.head
    if above is not None and above.dep == "acl" and above.index < node.index:
        node.move(above, "conj", "repair:participles")


def align_participle(node: Node) -> None:
    """'is owned by X and *operated* on its behalf by Y', 'may have seen or *copied* X': one more participle.

    A past form without an agent is one too where the passive is not of the past, which it would go on from.
    """
    first = node.head
    if node.tag != "VBD" or node.dep != "conj" or first is None or not first.is_verb:
        return
    if node.kids("nsubj", "nsubjpass", "aux", "auxpass"):
        return
    past = any(kid.tag == "VBD" for kid in first.kids("aux", "auxpass")) or not first.kids("auxpass")
    passive = first.is_passive and not node.kids("dobj") and (node.kids("agent") or not past)
    perfect = first.tag == "VBN" and any(kid.lemma == "have" for kid in find_first(node).kids("aux"))
    if perfect or passive:
        node.tag = "VBN"
        node.how = (*node.how, "repair:participles")


def join_participles(node: Node, tree: Tree) -> None:
    """'*owned, hosted* and run by X': a participle right behind another and a comma goes on with its series."""
    noun = node.head
    if node.dep != "acl" or node.tag != "VBN" or node.index < 2 or tree.nodes[node.index - 1].text != ",":
        return
    before = tree.nodes[node.index - 2]
    if before.dep == "acl" and before.tag == "VBN" and before.head is noun and not before.children:
        node.move(before, "conj", "repair:participles")


def join_passives(node: Node, tree: Tree) -> None:
    """'were encrypted, *stored* on drives, and sent to X': a participle before 'and' goes on with a series."""
    verb = node.head
    if node.dep != "advcl" or node.tag != "VBN" or verb is None or not verb.kids("auxpass") or node.index < verb.index:
        return
    later = [kid for kid in node.kids("conj") if kid.tag in {"VBN", "VBD"} and not kid.kids("nsubj", "nsubjpass")]
    between = tree.nodes[verb.index + 1 : node.index]
    apart = node.kids("mark", "aux", "advmod") or [word.text for word in between] != [","]
    if apart or not later or not node.kids("cc"):
        return
    node.move(verb, "conj", "repair:participles")
    for kid in later:
        kid.tag = "VBN"


def join_verb(node: Node, tree: Tree, frames: Frames) -> None:
    """'shares and *reviews* badge records': right behind a verb and 'and', a verb in its form goes on with it."""
    noun, verb = node.head, tree.nodes[node.index - 2] if node.index > 1 else None
    if node.dep != "compound" or noun is None or noun.dep != "dobj" or verb is None or noun.head is not verb:
        return
    form = node.text.lower()
    helped = any(kid.tag in {"MD", "TO"} or kid.lemma == "do" for kid in verb.kids("aux"))
    bare = verb.tag == "VB" and helped and node.tag in {"NN", "VB"} and bool(frames.find("verb", form))
    if tree.nodes[node.index - 1].tag == "CC" and (bare or verb.tag == node.tag == "VBZ"):
        node.tag, node.lemma = verb.tag, form if bare else node.lemma
        node.move(verb, "conj", "repair:series")
        noun.move(node, "dobj", "repair:series")


def lower_apposition(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'A is covered by B, as amended by C, *D, and E*': what stands behind the verb is no name of its subject.

    It goes on with the last thing of its kind before it, or with nothing.
    """
    subject = node.head
    if node.dep != "appos" or subject is None or subject.dep not in {"nsubj", "nsubjpass"} or subject.head is None:
        return
    verb = subject.head
    if not subject.index < verb.index < node.index or not node.is_noun:
        return
    kind = _find_kind(node, lexicon)
    for other in reversed(tree.nodes[verb.index + 1 : node.index]):
        if other.is_noun and other.dep in {"pobj", "dobj"} and _find_kind(other, lexicon) == kind:
            return node.move(other, "conj", "repair:apposition")
    node.dep = "dep"


def _find_kind(node: Node, lexicon: Lexicon) -> str:
    return node.name.thing.kind if node.name is not None else lexicon.kind_of(node.lemma)


def join_items(node: Node, tree: Tree) -> None:
    """'A may be given to B and C; *D; and E*': what a semicolon parts goes on with the list before it, not with A."""
    if node.dep != "appos" or node.head is None or not node.is_noun:
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


def part_gapped(node: Node) -> None:
    """'shares A with X, and *Z with Y*': what has the preposition again is not coordinated with X."""
    if node.dep != "conj" or node.head is None:
        return
    first = node.head
    while first.dep == "conj" and first.head is not None:
        first = first.head
    preposition = first.head
    if first.dep != "pobj" or preposition is None or preposition.lemma == "of" or preposition.head is None:
        return
    again = [inner for inner in node.subtree() if inner.dep in {"prep", "dative"} and inner.lemma == preposition.lemma]
    if preposition.head.is_verb and again and not any(inner.is_verb for inner in node.subtree()):
        node.move(preposition.head, "dep", "repair:gap")


def part_gapped_names(node: Node) -> None:
    """'X uses A *and Y B*': two names side by side behind 'and', the second of A's kind: Y does it to B, X does not.

    'A and the Y B system' is a noun phrase and no second clause: a name with an article or a noun behind it is left.
    """
    verb, first = node.head, node.kid("nmod", "compound")
    if node.dep not in {"dobj", "pobj"} or verb is None or node.name is None or first is None or first.name is None:
        return
    other = next((kid for kid in first.kids("conj") if kid.index == node.index - 1), None)
    if other is None or other.name is None or not first.kids("cc") or node.kids("det") or first.kids("det"):
        return
    kinds = [noun.name.thing.kind for noun in (first, other, node) if noun.name is not None]
    if kinds[1] not in _BODIES or kinds[0] != kinds[2] or kinds[1] == kinds[2]:
        return
    first.move(verb, node.dep, "repair:gap")
    for kid in (*first.kids("cc"), other):
        kid.move(node, kid.dep if kid is not other else "nmod", "repair:gap")
    node.move(verb, "dep", "repair:gap")


def split_respective_list(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'through A or B, *C or D, respectively, would* …': the second half of the list is the verb's subject."""
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
