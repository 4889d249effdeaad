"""Trees in, the same with every infinitive hung on the one that it goes on with, or on what it is done for, out."""

from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree

_ASKING = frozenset({"WDT", "WP", "WP$", "WRB"})
_FEWEST = 2  # infinitives that follow the first of a row: one alone may go on with any


def raise_infinitive(node: Node) -> None:
    """'uses X to measure how many remain, *and to prepare Y*': an infinitive goes on with the one before it.

    The clause that the first one governs ('how many remain', 'miners who have left') has no infinitive of its own.
    """
    finite = node.head
    if finite is None or not finite.is_verb or finite.is_infinitive or finite.has("xcomp") or not node.is_infinitive:
        return
    above = finite.head
    if finite.dep == "relcl":
        above = above.head if above is not None and above.dep == "dobj" else None
    elif finite.dep != "ccomp":
        return
    if above is None or not above.is_verb or not above.is_infinitive:
        return
    for link in finite.kids("cc"):
        link.move(above, "cc", "repair:infinitives")
    node.move(above, "conj", "repair:infinitives")


def raise_enabled(node: Node) -> None:
    """'makes it possible for clerks *with a need* to search X': what is possible for them, and not what the need is."""
    inside, whom = _climb(node.head, "pobj"), None
    if inside is not None and inside.lemma in {"with", "without"}:
        whom = inside.head
    marker = _climb(whom, "pobj")
    adjective = marker.head if marker is not None and marker.lemma == "for" else None
    if whom is None or marker is None or adjective is None or adjective.tag != "JJ" or not node.is_infinitive:
        return
    subjects = [*adjective.kids("nsubj", "expl"), *(adjective.head.kids("nsubj", "expl") if adjective.head else ())]
    later = (kid for kid in node.subtree() if kid is not node and kid.is_infinitive and kid.dep != "conj")
    if not any(kid.lemma == "it" for kid in subjects) or any(later):
        return
    node.move(adjective, "advcl", "repair:infinitive")
    whom.move(node, "nsubj", "repair:infinitive")
    marker.move(node, "mark", "repair:infinitive")


def _climb(word: Node | None, label: str) -> Node | None:
    return word.head if word is not None and word.dep == label else None


def free_added(node: Node, lexicon: Lexicon) -> None:
    """'in addition to *contact* and identity data, X holds Y': what is added is no deed."""
    addition, to = node.head, node.kid("aux")
    if addition is None or addition.lemma not in lexicon.constructions.additions or addition.dep != "pobj":
        return
    if to is None or to.lemma != "to" or node.index != to.index + 1:
        return
    things = [noun for verb in (node, *node.kids("conj")) for noun in verb.kids("dobj", "oprd", "attr")]
    to.tag = "IN"
    to.move(addition, "prep", "repair:addition")
    node.tag = "NN"
    if not things or things[-1].has("det", "poss"):
        return node.move(to, "pobj", "repair:addition")
    things[-1].move(to, "pobj", "repair:addition")
    node.move(things[-1], "compound", "repair:addition")
    for kid in node.kids("conj"):
        kid.tag = "NN"


def gather_infinitives(tree: Tree) -> None:
    """'uses X to learn whether A is so, *to watch B*, and *to keep C*': a row of infinitives has one verb above.

    The first of them is the one that the clause itself has behind its object; those that follow each open behind a
    comma or 'and', and the last behind 'and'.
    """
    particles = [node for node in tree.nodes if node.tag == "TO"]
    if len(particles) <= _FEWEST:
        return
    starts = [node for node in particles if node.index > 1 and node.dep == "aux" and _opens_member(node, tree)]
    if len(starts) < _FEWEST or not _closes(starts[-2], starts[-1], tree):
        return
    first = next((node for node in tree.nodes[: starts[0].index] if _is_aim(node)), None)
    if first is None or any(start.head is None or start.head is first or start.head.is_passive for start in starts):
        return
    link = tree.nodes[starts[-1].index - 1]
    if link.head is not None and not first.is_within(link.head):
        link.move(first, "cc", "repair:infinitives")
    for start in starts:
        verb = start.head
        if verb is not None and not first.is_within(verb):
            verb.move(first, "conj", "repair:infinitives")


def _opens_member(node: Node, tree: Tree) -> bool:
    before = tree.nodes[node.index - 1]
    return before.text == "," or (before.tag == "CC" and before.text.lower() in {"and", "or"})


def _closes(before: Node, last: Node, tree: Tree) -> bool:
    """Whether 'and' closes the row: behind a comma, or with no clause between that it could go on with instead."""
    link = last.index - 1
    if tree.nodes[link].tag != "CC":
        return False
    return tree.nodes[link - 1].text == "," or not any(node.tag in _ASKING for node in tree.nodes[before.index : link])


def _is_aim(node: Node) -> bool:
    """An infinitive behind the object of an active verb, or behind a passive: what something is done for."""
    if not node.is_infinitive or node.head is None or node.dep not in {"advcl", "xcomp", "acl", "relcl"}:
        return False
    verb = node.head if node.head.is_verb else node.head.head
    done = verb is not None and verb.is_verb and verb.index < node.index
    return done and verb is not None and (verb.is_passive or any(kid.index < node.index for kid in verb.kids("dobj")))


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


def join_purposes(node: Node, tree: Tree) -> None:
    """'uses X *to assess A, to set B and to prevent C*': the second is one more, and not what the first is done for."""
    first = node.head
    if first is None or not first.is_infinitive or not node.is_infinitive or first.index > node.index:
        return
    last = next((kid for kid in node.kids("conj") if kid.is_infinitive and kid.index > node.index), None)
    start = node.find_edges()[0].index
    if last is not None and tree.nodes[start - 1].text == "," and tree.nodes[start].tag == "TO":
        node.move(first, "conj", "repair:infinitives")


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


def join_dependent(node: Node, tree: Tree) -> None:
    """'is intended to streamline A, *develop B*, and make use of C': bare verbs go on with the infinitive."""
    verb = node.head
    infinitive = verb.kid("xcomp", "advcl") if verb is not None else None
    infinitive = infinitive if infinitive is not node else None
    if infinitive is None and verb is not None and verb.tag in {"VBD", "VBZ"}:
        infinitive = _find_inner(verb, node)
    if infinitive is None or not infinitive.is_infinitive or infinitive.tag != "VB" or infinitive.index > node.index:
        return
    if not node.has("cc", "dobj") or tree.nodes[node.find_edges()[0].index - 1].text != ",":
        return
    node.tag = "VB"
    node.move(infinitive, "conj", "repair:infinitives")


def _find_inner(verb: Node, bare: Node) -> Node | None:
    """'bought tools that allow X *to read* A, copy B, and keep C': a past or third person goes on with no bare form."""
    inside = [node for node in verb.subtree() if node.tag == "VB" and node.is_infinitive and not node.is_within(bare)]
    before = [node for node in inside if verb.index < node.index < bare.index]
    return max(before, key=lambda node: node.index, default=None)


def restore_infinitive(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'revised the report *to state that* X lacks Y': what 'that' follows is a verb that says so, and nobody.

    Only a bare noun whose like among verbs governs a clause is taken for one.
    """
    to, clause = node.head, tree.nodes[node.index + 1].head if node.index + 1 < len(tree.nodes) else None
    verb = to.head if to is not None else None
    if to is None or verb is None or clause is None or to.text.lower() != "to" or to.index + 1 != node.index:
        return
    mark = tree.nodes[node.index + 1]
    if mark.text != "that" or mark.dep != "mark" or clause.head is not verb or node.children or not verb.is_verb:
        return
    if lexicon.find_governor(node.lemma, "verb", finite=True) is None:
        return
    node.tag, to.tag = "VB", "TO"
    node.move(verb, "advcl", "repair:infinitive")
    to.move(node, "aux", "repair:infinitive")
    clause.move(node, "ccomp", "repair:infinitive")


def lower_purpose(node: Node) -> None:
    """'may be shared with X *or to help Y*': an infinitive goes on with no finite verb, but is its aim."""
    verb = node.head
    if verb is None or not verb.is_verb or verb.is_infinitive or not node.is_infinitive or verb.index > node.index:
        return
    if verb.has("xcomp", "acomp", "attr") or verb.lemma in {"be", "have"} or not verb.has("prep", "dobj"):
        return
    if verb.tag == "VB" and not verb.has("aux"):
        return  # 'is authorized to detect, and prevent X and *to collect Y*'
    if not any(kid.is_infinitive for kid in (*verb.kids("advcl"), *verb.kids("conj")) if kid is not node):
        node.relabel("advcl", "repair:purpose")
