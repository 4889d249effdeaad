"""Trees in, the same with what is coordinated hung on the noun or phrase that it goes on with, and on no other, out."""

from __future__ import annotations

from graphkit.language.agreement import find_number
from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree
from graphkit.model import BODIES


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
    if outer.lemma in lexicon.constructions.depicting:
        return  # 'images of travelers *and plates*': of both
    kind = lexicon.kind_of(node.lemma)
    if kind in {"Thing", lexicon.kind_of(inner.lemma)} or outer.dep not in {"dobj", "pobj", "nsubj", "nsubjpass"}:
        return
    if kind in {lexicon.kind_of(outer.lemma), lexicon.kind_of(outer.lemma, f"{outer.text} of {inner.text}")}:
        node.move(outer, "conj", "repair:coordination")


def lower_party(node: Node, lexicon: Lexicon) -> None:
    """'agents of A *and the B Service*', 'firms in Utah *and two states*': what is of the kind of A is beside A."""
    first = node.head
    if first is None or first.dep not in {"nsubj", "nsubjpass"} or not first.is_noun or len(first.kids("conj")) > 1:
        return
    link = next((kid for kid in first.kids("cc") if kid.lemma == "and" and kid.index < node.index), None)
    preposition = next((kid for kid in first.kids("prep") if kid.lemma in {"of", "in"}), None)
    inner = preposition.kid("pobj") if preposition is not None else None
    if link is None or inner is None or inner.find_edges()[1].index != link.index - 1:
        return
    kinds = [find_kind(noun, lexicon) for noun in (first, inner, node)]
    regions = node.lemma in lexicon.constructions.regions and first.lemma not in lexicon.constructions.regions
    if kinds[1] in BODIES and kinds[2] in BODIES and (regions or kinds[0] not in BODIES):
        link.move(inner, "cc", "repair:coordination")
        node.move(inner, "conj", "repair:coordination")


def join_adjective(node: Node) -> None:
    """'lists persons and, in May, *individuals subject to* orders': an adjective is said of its noun."""
    verb, subject = node.head, node.kid("nsubj")
    if verb is None or subject is None or not verb.is_verb or not subject.is_noun:
        return
    objects = [kid for kid in verb.kids("dobj") if kid.index < subject.index]
    links = [kid for kid in verb.kids("cc") if objects and objects[-1].index < kid.index < subject.index]
    if links and subject.index == node.index - 1:
        links[-1].move(objects[-1], "cc", "repair:coordination")
        subject.move(objects[-1], "conj", "repair:coordination")
        node.move(subject, "amod", "repair:coordination")


def lower_singular(node: Node) -> None:
    """'the contact of X with Y *and Z involves* …': what would make the subject of a singular verb a plural is of Y."""
    subject = node.head
    verb = subject.head if subject is not None else None
    if subject is None or verb is None or subject.dep not in {"nsubj", "nsubjpass"} or subject.name is not None:
        return
    links = [kid for kid in subject.kids("cc") if kid.index < node.index]
    if len(subject.kids("conj")) > 1 or len(links) != 1 or links[0].lemma != "and" or find_number(verb) != "singular":
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
        kinds = [lexicon.kind_of(noun.lemma) for noun in (first, topic, node)]
        # 'queries the service for names, *numbers* and cards'
        sought = preposition.lemma == "for" and kinds[0] == "System" and topic.index < node.index
        directed = sought or (preposition.lemma == "to" and first.lemma in lexicon.constructions.directed)
        if about or (directed and kinds[2] == kinds[1] != kinds[0]):
            return node.move(topic, "conj", "repair:topic")


def lower_listed(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'a letter with questions about X, *Y and Z*': behind a topic a row goes on with it, and is no other letter."""
    noun, start = node.head, node.find_edges()[0].index
    if noun is None or start < 2 or tree.nodes[start - 1].text != "," or not node.has("cc") or not node.has("conj"):
        return
    last = tree.nodes[start - 2]
    above: Node | None = last
    while above is not None and above is not noun:
        if above.dep == "prep" and above.lemma in lexicon.constructions.topical and last.dep == "pobj":
            if noun.is_within(last) or not above.is_within(noun) or last.has("conj"):
                return
            return node.move(last, "conj", "repair:topic")
        above = above.head


def lower_basis(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'exchange files under the Tolls Act *and a protocol*': one more policy right behind a law is one more basis."""
    first = node.head
    links = [kid for kid in first.kids("cc") if kid.index < node.index] if first is not None else []
    if first is None or not links or not first.is_noun or find_kind(node, lexicon) != "Policy":
        return
    law = tree.nodes[links[-1].index - 1]
    above = law.head
    if above is None or law.name is None or law.dep != "pobj" or above.lemma not in lexicon.constructions.legal:
        return
    if law.name.thing.kind == "Policy" and not law.is_within(node) and find_kind(first, lexicon) != "Policy":
        links[-1].move(law, "cc", "repair:coordination")
        node.move(law, "conj", "repair:coordination")


def lower_complement(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'the name and *date of birth*': an of-phrase right behind the last member is its own, if it needs one."""
    first = node.head
    if first is None or "conj" not in first.labels or not first.is_noun:
        return
    last = tree.nodes[node.index - 1]
    if last.dep == "conj" and last.is_noun and last.lemma in lexicon.relational and last.is_within(first):
        node.move(last, "prep", "repair:of-phrase")


def lower_description(node: Node) -> None:
    """'A and B, *a part of C*': one thing is said of the last, and not of both."""
    first = node.head
    if first is None or node.name is not None or not any(kid.lemma in {"a", "an"} for kid in node.kids("det")):
        return
    last = first
    while (later := [kid for kid in last.kids("conj") if kid.is_noun and kid.index < node.index]):
        last = later[-1]
    if last is not first:
        node.move(last, "appos", "repair:apposition")


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


def continue_behind_aside(node: Node, tree: Tree) -> None:
    """'X checks A *and, every week, posts B*': what goes on behind an aside has the subject of the verb before it."""
    first = next((kid for kid in node.kids("ccomp") if kid.index < node.index), None)
    if first is None or first.tag != node.tag or first.has("mark") or not first.has("nsubj"):
        return
    link = next((kid for kid in first.kids("cc") if kid.index > first.index), None)
    if link is None or tree.nodes[link.index + 1].text != "," or tree.nodes[node.index - 1].text != ",":
        return
    aside = [kid for kid in first.kids("npadvmod", "advmod", "prep", "advcl") if kid.index > link.index]
    tree.raise_root(first, "repair:aside")
    node.move(first, "conj", "repair:aside")
    for kid in aside:
        kid.move(node, kid.dep, "repair:aside")
