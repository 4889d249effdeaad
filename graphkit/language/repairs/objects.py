"""Trees in, the same with what stands loose behind a verb, or behind the last of several, made their object out."""

from __future__ import annotations

from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.phrases import find_first_member
from graphkit.language.series import find_first
from graphkit.language.tree import Node, Tree
from graphkit.model import ACTING
from graphkit.ontology.frames import Frames

#: 'for instance', 'among other things'.
_LONGEST_ASIDE = 4
_OBJECTS = ("dobj", "pobj", "attr", "ccomp", "acomp", "xcomp")
_PLACING = frozenset({"in", "to", "into", "on", "from", "through"})


def join_loose_objects(node: Node, lexicon: Lexicon) -> None:
    """'keeps A, *B, C, and D*': nouns left loose behind an object and a comma, closed by 'and', go on with its list.

    'provided the staff with A, and *B*': what is nobody goes on with what somebody was given.
    """
    verb = node.head
    if verb is None or not verb.is_verb or not node.is_noun:
        return
    objects = [kid for kid in verb.kids("dobj") if kid.index < node.index]
    between = [kid for kid in verb.children if objects and objects[-1].index < kid.index < node.index]
    links = [kid for kid in between if kid.dep == "cc"]
    listed = any(kid.kid("cc") is not None or kid.kids("conj") for kid in (node, *node.kids("conj")))
    behind = [kid for kid in node.kids("prep") if kid.index > node.index and kid.lemma != "of"]
    apart = node.dep == "conj" and bool(behind)  # 'shares A with X and *B with Y*'
    if not objects or not between or apart or not (listed or (node.dep == "conj" and links)):
        return
    first, given = objects[-1], []
    if find_kind(first, lexicon) in ACTING and find_kind(node, lexicon) not in ACTING:
        given = [kid for kid in (*first.kids("prep"), *between) if kid.lemma == "with" and kid.index < node.index]
        first = next((noun for kid in given for noun in kid.kids("pobj")), first)
    if all(kid.text == "," or kid in (*links, *given) for kid in between):
        for kid in (*links, node):
            kid.move(first, "conj" if kid is node else "cc", "repair:list")


def fill_interrupted(node: Node, tree: Tree) -> None:
    """'in order to provide it *to, for instance, B*': what a word waits for stands behind an aside.

    'requires X *to sign, under oath, a statement*': so does a second object behind an infinitive without one.
    """
    first = node.find_edges()[0]
    comma = first if first.text == "," else tree.nodes[first.index - 1]
    if node.head is None or not node.head.is_verb or comma.text != "," or comma.index < 3:
        return
    opening = next((other for other in reversed(tree.nodes[: comma.index]) if other.text == ","), None)
    if opening is None or opening.index <= node.head.index:
        return
    waiting, aside = tree.nodes[opening.index - 1], tree.nodes[opening.index + 1 : comma.index]
    if not aside or any(other.is_verb for other in aside) or waiting.has(*_OBJECTS, "pcomp", "prt"):
        return
    if waiting.dep in {"prep", "dative"} and len(aside) <= _LONGEST_ASIDE and all(word.name is None for word in aside):
        node.move(waiting, "pobj", "repair:object")
    second = any(kid.index < waiting.index for kid in node.head.kids("dobj") if kid is not node)
    if second and waiting.is_infinitive and waiting.is_verb and aside[0].head is waiting and aside[0].dep == "prep":
        node.move(waiting, "dobj", "repair:object")


def lower_pronoun(node: Node, tree: Tree) -> None:
    """'the data used to generate *it* is kept': between a bare infinitive and a verb with a subject it is an object."""
    verb, inner = node.head, tree.nodes[node.index - 1]
    if verb is None or inner.tag != "VB" or not inner.is_infinitive or inner.has("dobj", "attr", "ccomp", "acomp"):
        return
    subjects = [kid for kid in verb.kids("nsubj", "nsubjpass") if kid is not node and kid.index < node.index]
    if any(inner.is_within(subject) for subject in subjects):
        node.move(inner, "dobj", "repair:object")


def lower_object(node: Node, tree: Tree) -> None:
    """'will be able to view all users, *and their data*': a noun goes on with the last object, not with a verb."""
    verb = node.head
    first, last = node.find_edges()
    link = tree.nodes[first.index - 1]
    if verb is None or not verb.is_verb or link.tag != "CC" or not verb.index < link.index - 1:
        return
    before = tree.nodes[link.index - (2 if tree.nodes[link.index - 1].text == "," else 1)]
    inner = before.head
    if before.dep != "dobj" or inner is None or inner is verb or not inner.is_within(verb) or before.has("cc"):
        return
    behind = tree.nodes[last.index + 1] if last.index + 1 < len(tree.nodes) else last
    if not behind.is_verb and behind.tag != "MD":
        link.move(before, "cc", "repair:list")
        node.move(before, "conj", "repair:list")


def join_loose_party(node: Node, lexicon: Lexicon) -> None:
    """'met with A during B, and *C*': a body that the parser joined to the verb goes on with the last one behind it."""
    verb = node.head
    if verb is None or not verb.is_verb or verb.has("dobj") or find_kind(node, lexicon) not in ACTING:
        return
    links = [kid for kid in verb.kids("cc") if kid.index < node.index]
    nouns = [noun for kid in verb.kids("prep", "agent", "dative") for noun in kid.kids("pobj")]
    parties = [noun for noun in nouns if noun.index < node.index and find_kind(noun, lexicon) in ACTING]
    if links and parties and parties[-1].index < links[-1].index:
        links[-1].move(parties[-1], "cc", "repair:list")
        node.move(parties[-1], "conj", "repair:list")


def restore_shared(node: Node, tree: Tree) -> None:
    """'does not sell, rent or *trade data*': right behind the last verb of a row stands its object."""
    first = node.head
    if first is None or not first.is_verb:
        return
    opening = node.find_edges()[0]
    verb = tree.nodes[opening.index - 1] if opening.index else None
    if verb is None or not verb.is_verb or verb is first:
        return
    row = find_first(verb) is find_first(first)
    if row and verb.labels.isdisjoint({"dobj", "attr", "acomp", "ccomp", "auxpass"}):
        node.move(verb, "dobj", "repair:object")


def restore_set_off(node: Node, tree: Tree) -> None:
    """'has used, and continues to use, *X*': what stands behind two commas is the object of both verbs before them."""
    verb = node.head
    if verb is None or not verb.is_verb or verb.has("dobj") or node.index < verb.index:
        return
    last, (first, _) = verb, node.find_edges()
    while last.dep == "xcomp" and last.head is not None:
        last = last.head
    earlier = last.head if last.dep == "conj" else None
    if earlier is None or not earlier.is_verb or earlier.has("dobj") or tree.nodes[earlier.index + 1].text != ",":
        return
    if first.index == verb.index + 2 and tree.nodes[verb.index + 1].text == ",":
        node.move(verb, "dobj", "repair:list")
        tree.nodes[verb.index + 1].move(verb, "punct", "repair:list")


def attach_second_object(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """Two direct objects of a verb that takes one: the second, behind a dash or a comma, explains what precedes it.

    'Keeps logs in Tally, *a database that X runs*': that is the name right before the comma, if it is of such a kind.
    """
    if node.head is None:
        return
    name = _find_placed(node, tree, lexicon)
    if name is not None:
        return node.move(name, "appos", "repair:second-object")
    if node.head.kid("dobj") is node:
        return
    part = _find_part(node) if node.has("det", "relcl") else None
    if part is not None:
        return node.move(part, "conj", "repair:second-object")
    if node.has("cc"):
        return
    others = [kid for kid in node.head.kids("dobj") if kid.index < node.index and kid.tag not in {"WDT", "WP"}]
    if not others:
        return
    given = node.head.lemma in lexicon.constructions.giving and not _is_body(node, lexicon)
    if given and _is_body(others[-1], lexicon):
        others[-1].relabel("dative")  # 'sent *the court* the files'
        return
    last = max(
        (other for other in others[-1].subtree() if other.is_noun and other.index < node.index),
        key=lambda other: other.index,
        default=None,
    )
    if last is not None:
        node.move(last, "appos", "repair:second-object")


def _is_body(noun: Node, lexicon: Lexicon) -> bool:
    return find_kind(noun, lexicon) in ACTING


def _find_part(node: Node) -> Node | None:
    """'keeps a record of *the books that you borrow*, the fines that you pay and the …': what one more is put beside.

    Built as what the record is of, and not as the record, it is one more of that.
    """
    before = [kid for kid in node.head.kids("dobj") if kid.index < node.index] if node.head is not None else []
    if not before or not _is_described(node) or not any(kid.lemma in {"a", "an"} for kid in before[-1].kids("det")):
        return None
    parts = [noun for kid in before[-1].kids("prep") if kid.lemma == "of" for noun in kid.kids("pobj")]
    return parts[0] if len(parts) == 1 and _is_described(parts[0]) else None


def _is_described(noun: Node) -> bool:
    """'*the* books *that you borrow*'"""
    return noun.has("relcl") and any(kid.lemma == "the" for kid in noun.kids("det"))


def _find_placed(node: Node, tree: Tree, lexicon: Lexicon) -> Node | None:
    """The name of a place or system right before a comma and a noun that tells what kind of thing it is."""
    kinds = lexicon.generic_kinds(node.lemma)
    first = node.find_edges()[0].index if kinds else 0
    if first < 2 or tree.nodes[first - 1].text != ",":
        return None
    noun = tree.nodes[first - 2]
    placed = noun.head is not None and noun.head.lemma in _PLACING
    return noun if placed and noun.name is not None and noun.name.thing.kind in kinds else None


def attach_gift(node: Node, frames: Frames) -> None:
    """'provided A as well as B *with a briefing*': the with-phrase behind the last recipient is what is given."""
    if node.head is None or node.head.dep != "conj":
        return
    noun = find_first_member(node.head)
    verb = noun.head
    if noun.dep != "dobj" or verb is None or verb.is_passive or any(kid.lemma == "with" for kid in verb.kids("prep")):
        return
    giving = (frame for frame, _ in frames.find("verb", verb.lemma) if frame.object == "with")
    if any(frame.roles.get("object") == "recipient" for frame in giving):
        node.move(verb, "prep", "repair:gift")
