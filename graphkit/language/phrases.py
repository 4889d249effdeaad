"""Noun nodes in, mentions out: which things a phrase stands for, each member of a coordination on its own.

A label is the shortest phrase that says which thing it is: its head with the modifiers that tell it from others, without
article, quantity, possessor and words such as "any" or "additional" (ontology/cues/phrases.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree
from graphkit.model import Mention, Thing

_MODIFIERS = {"amod", "compound", "nmod", "npadvmod", "advmod", "quantmod", "nummod", "poss", "punct", "case"}
_QUOTES = " \t“”\"'‘’,;:.()[]"


def list_nouns(node: Node, lexicon: Lexicon) -> list[Node]:
    """The heads that a noun phrase coordinates: the node itself, its conjuncts, and what it is transparent for."""
    nouns = []
    for member in _list_conjuncts(node):
        nouns.extend(_see_through(member, lexicon))
    return nouns


def _list_conjuncts(node: Node) -> list[Node]:
    members = [node]
    apposed = [inner for child in node.kids("appos") for inner in child.kids("conj") if child.index > node.index]
    for child in (*node.kids("conj"), *apposed):
        if child.is_noun or (child.tag[:2] == "JJ" and child.kid("det") is not None) or child.name is not None:
            members.extend(_list_conjuncts(child))
    return members


def _see_through(node: Node, lexicon: Lexicon) -> list[Node]:
    """'any type of photographs' stands for the photographs, 'one of those capabilities' for a capability."""
    if node.name is None and node.lemma in lexicon.transparent:
        for preposition in node.kids("prep"):
            inner = preposition.kid("pobj")
            if preposition.lemma == "of" and inner is not None and inner.is_noun:
                return list_nouns(inner, lexicon)
    return [node]


def list_members(node: Node, lexicon: Lexicon) -> list[Node]:
    """What the phrase gives as examples or members of the class that it names: 'websites such as Twitter', 'agencies (including LE)'."""
    members: list[Node] = []
    for child in node.children:
        words = child.lemma
        if (
            child.dep == "prep"
            and words == "as"
            and any(kid.lemma == "such" for kid in (*child.children, *node.kids("amod", "predet", "mark")))
        ):
            words = "such as"
        if (
            child.dep in {"prep", "acl", "advcl", "relcl"}
            and words in lexicon.members
            and not child.kids("nsubj", "aux")
        ):
            for inner in child.kids("pobj", "dobj"):
                members.extend(list_nouns(inner, lexicon))
    return members


def find_determiner(node: Node) -> str:
    """The determiner of a phrase, lower case, or ''; a transparent head lends its own."""
    child = node.kid("det", "predet")
    if child is not None:
        return child.lemma.lower() if child.lemma else child.text.lower()
    return ""


def read_quantity(node: Node, tree: Tree) -> str:
    """The number that counts the phrase, with what hedges it ('over 44,000'), or ''."""
    number = node.kid("nummod")
    if number is None or number.tag != "CD":
        return ""
    start, end = tree.words(number.subtree())
    return tree.text[start:end]


def read_noun(node: Node, tree: Tree, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The mention that one head noun makes; more than one where it heads coordinated modifiers ('state or local agencies')."""
    if node.name is not None:
        return (_mention(node, tree, node.name.thing, lexicon),)
    named = _find_name(node, lexicon)
    if named is not None:
        return (_mention(node, tree, named, lexicon),)
    labels = _read_labels(node, tree, lexicon)
    tail = _read_complement(node, tree, lexicon)
    head = labels[0].removesuffix(tail) if tail else labels[0]
    kind = lexicon.kind_of(node.lemma, labels[0]) if tail else lexicon.kind_of_head(node.lemma, head)
    if node.kids("compound", "nmod"):
        named = [
            child
            for child in node.kids("compound", "nmod")
            if child.name is not None and child.name.thing.kind in {"System", "Organization", "OrganizationalUnit"}
        ]
        if named and named[0].kids("cc") and not node.kids("conj"):  # 'manage X and agency access': X stands for itself
            own = [label for label in labels if not label.startswith(tree.text[named[0].start : named[0].end])]
            apart = _mention(named[0], tree, named[0].name.thing, lexicon)  # type: ignore[union-attr]
            return (apart, *(_mention(node, tree, Thing(kind, label), lexicon) for label in own))
    return tuple(_mention(node, tree, Thing(kind, label), lexicon) for label in labels)


def _mention(node: Node, tree: Tree, thing: Thing, lexicon: Lexicon) -> Mention:
    start = min(
        [
            node.start,
            *(
                child.start
                for child in node.children
                if child.dep in {"compound", "amod", "nmod", "poss", "det", "nummod"} and child.end <= node.start
            ),
        ]
    )
    return Mention(thing, tree.text[start : node.end], start, node.end, node.lemma, find_determiner(node), node.how)


def _find_name(node: Node, lexicon: Lexicon) -> Thing | None:
    """The name that tells which thing a generic head is: 'the X application', 'software known as X', 'the contractor (X)'."""
    kinds = lexicon.generic_kinds(node.lemma)
    modifiers = [
        child
        for child in node.kids("compound", "nmod", "amod", "poss")
        if child.name is not None or child.lemma not in lexicon.loose
    ]
    if len(modifiers) == 1 and modifiers[0].dep != "poss":
        name = modifiers[0].name
        if name is not None and name.thing.kind in kinds and not modifiers[0].kids("compound", "conj"):
            return name.thing
    for child in node.kids("acl"):
        if child.lemma in lexicon.naming:
            for inner in (
                *child.kids("oprd", "attr", "dobj"),
                *(kid for prep in child.kids("prep") for kid in prep.kids("pobj")),
            ):
                if inner.name is not None:
                    return _also_called(inner.name.thing, node)
    for child in node.kids("appos"):
        if child.name is not None and child.start > node.end and child.end - node.end <= len(child.text) + 3:
            if _may_be(child.name.thing.kind, lexicon.kind_of(node.lemma, node.text), node, lexicon):
                return child.name.thing
    return None


def _may_be(kind: str, other: str, node: Node, lexicon: Lexicon) -> bool:
    return (
        kind == other
        or "Thing" in (kind, other)
        or kind in lexicon.generic_kinds(node.lemma)
        or {kind, other} <= {"Organization", "OrganizationalUnit", "Role"}
    )


def _also_called(thing: Thing, node: Node) -> Thing:
    return thing


def _read_labels(node: Node, tree: Tree, lexicon: Lexicon) -> tuple[str, ...]:
    modifiers = [
        child
        for child in node.children
        if child.end <= node.start and child.dep in {"amod", "compound", "nmod", "npadvmod"} and child.tag != "POS"
    ]
    kept = [
        child
        for child in modifiers
        if child.name is not None
        or lexicon.is_phrase(child.text, node.lemma)
        or (child.lemma not in lexicon.loose and child.text.lower() not in lexicon.loose)
    ]
    tail = _read_complement(node, tree, lexicon)
    for child in kept:
        others = [kid for kid in child.kids("conj") if kid.end <= node.start and kid.tag not in {"POS"}]
        if others and len(kept) == 1 and not child.kids("punct"):
            words = [tree.text[c.start : c.end] for c in (child, *others)]
            alone = [_join_modifiers(c, tree) for c in (child, *others)]
            return tuple(f"{a} {tree.text[node.start : node.end]}{tail}" for a in alone) if all(words) else ()
    possessor = node.kid("poss")
    if not kept and possessor is not None and possessor.tag != "PRP$" and node.lemma in lexicon.self_reference:
        start = min(inner.start for inner in possessor.subtree() if inner.dep != "det")
        return (re.sub(r"\s+", " ", tree.text[start : node.end]).strip(_QUOTES) + tail,)
    if not kept:
        return (tree.text[node.start : node.end].strip(_QUOTES) + tail,)
    start = min(min(n.start for n in _modifier_words(child)) for child in kept)
    label = tree.text[start : node.end]
    for child in modifiers:
        if child not in kept and child.start > start:
            low, high = child.start, child.end
            label = label.replace(tree.text[low:high] + " ", "", 1)
    label = re.sub(r"\s+", " ", label).strip(_QUOTES)
    for loose in sorted(lexicon.loose):
        if label.lower().startswith(loose + " ") and not lexicon.is_phrase(*label.split()[:-1], node.lemma):
            label = label[len(loose) + 1 :]
    return (label + tail,)


def _modifier_words(child: Node) -> Iterable[Node]:
    possessed = {inner for kid in child.kids("poss") for inner in kid.subtree()}
    return [
        node
        for node in child.subtree()
        if node.start <= child.end and node.dep not in {"det", "cc"} and node not in possessed
    ]


def _join_modifiers(child: Node, tree: Tree) -> str:
    words = [
        node
        for node in child.subtree()
        if node is child or (node.dep in {"compound", "amod", "punct"} and node.head is child)
    ]
    start, end = tree.words(words)
    return tree.text[start:end]


def _read_complement(node: Node, tree: Tree, lexicon: Lexicon) -> str:
    """' of match' for a head that says little alone ('result'), else ''."""
    if node.lemma not in lexicon.relational:
        return ""
    for preposition in node.kids("prep"):
        inner = preposition.kid("pobj")
        if preposition.lemma == "of" and inner is not None and inner.is_noun and inner.tag != "PRP":
            nouns = list_nouns(inner, lexicon)
            mention = read_noun(nouns[0], tree, lexicon)[0]
            return f" of {mention.thing.label}"
    return ""


def rename(mention: Mention, thing: Thing, how: str) -> Mention:
    """The mention, known to stand for `thing`."""
    return replace(mention, thing=thing, how=(*mention.how, how))
