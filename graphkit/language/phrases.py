"""Noun nodes in, mentions out: which things a phrase stands for, each member of a coordination on its own.

A label is the shortest phrase that says which thing it is: its head with the modifiers that tell it from others,
without article, quantity, possessor and words such as "any" or "additional" (ontology/cues/phrases.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree
from graphkit.model import Mention, Thing
from graphkit.ontology.kinds import UNKNOWN

_PREMODIFIERS = {"amod", "compound", "nmod", "npadvmod"}
#: Kinds whose names may stand for themselves before a noun.
_APART = {"System", "Program", "Organization", "OrganizationalUnit"}
#: 'Harbour Portal (the Portal) administrators': what something is called is no part of another name
_CALLED = re.compile(r"\s\((?:the |[“\"‘'])[^()]*\)")
_QUOTES = " \t“”\"'‘’,;:.()[]"


def list_nouns(node: Node, lexicon: Lexicon) -> list[Node]:
    """The heads that a noun phrase coordinates: the node itself, its conjuncts, and what it is transparent for."""
    nouns = []
    for member in _list_conjuncts(node):
        nouns.extend(_see_through(member, lexicon))
    return nouns


def _list_conjuncts(node: Node) -> list[Node]:
    members = [node]
    if node.kid("conj", "appos") is None:
        return members
    apposed = [inner for child in node.kids("appos") for inner in child.kids("conj") if child.index > node.index]
    for child in (*node.kids("conj"), *apposed):
        named = child.is_noun or child.name is not None or (child.tag[:2] == "JJ" and child.kid("det") is not None)
        if named and not _is_replaced(node, child):
            members.extend(_list_conjuncts(child))
    return members


def _is_replaced(node: Node, conjunct: Node) -> bool:
    """'A instead of B', 'A rather than B': B is no member of the series."""
    return any(kid.lemma in {"of", "than"} and node.index < kid.index < conjunct.index for kid in node.kids("cc"))


def _see_through(node: Node, lexicon: Lexicon) -> list[Node]:
    """'any type of photographs' stands for the photographs, 'five of those capabilities' for capabilities.

    A compound is a thing of its own: 'telephone numbers of users' are no users. Nor is of all of them said what is said
    of some: a number is seen through only where it is an object.
    """
    counted = node.tag == "CD" and node.dep == "dobj"  # 'has accepted five of the eight recommendations'
    if node.name is not None or not (counted or node.lemma in lexicon.transparent):
        return [node]
    if not node.kids("compound") and not _counts(node, lexicon):
        for preposition in node.kids("prep"):
            inner = preposition.kid("pobj")
            told = inner is not None and inner.is_noun and (node.tag != "CD" or inner.tag != "PRP")
            if preposition.lemma == "of" and inner is not None and told:
                return list_nouns(inner, lexicon)
    return [node]


def _counts(node: Node, lexicon: Lexicon) -> bool:
    """'*the number* of searches' is a figure, as in 'the identity and number'; 'a number of agencies' are agencies."""
    if node.name is not None or node.lemma not in lexicon.counting:
        return False
    first = node.head if node.dep == "conj" and not node.kids("det") and node.head is not None else node
    return find_determiner(first) == "the" and any(_list_counted(kid, lexicon) for kid in node.kids("prep"))


def list_members(node: Node, lexicon: Lexicon) -> list[Node]:
    """The members that a phrase gives of the class it names: 'websites such as X', 'agencies (including Y)'."""
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


def list_told_members(node: Node, lexicon: Lexicon) -> list[Node]:
    """The members that a sentence says a class has: 'the data stored in X are *names and addresses*'."""
    above = node
    while above.dep == "pobj" and above.head is not None and above.head.lemma == "of" and above.head.head is not None:
        above = above.head.head
        if above.lemma not in lexicon.transparent:
            return []
    verb = above.head
    if above.dep != "nsubj" or verb is None or verb.kids("neg", "aux", "expl", "acomp"):
        return []
    told = verb.kid("attr") if verb.lemma == "be" else verb.kid("dobj") if verb.lemma in lexicon.members else None
    if told is None or told.index < verb.index or told.kids("neg", "poss", "preconj"):
        return []
    if told.name is None and (verb.lemma != "be" or told.kids("det")):
        return []  # 'the audits conducted by X *include a review*'
    return [] if _is_vague(told, lexicon) else list_nouns(told, lexicon)


def _is_vague(noun: Node, lexicon: Lexicon) -> bool:
    """'the data are *information* that …', 'are *parts* of …': it explains and lists nothing."""
    partial = noun.lemma in lexicon.transparent and any(kid.lemma == "of" for kid in noun.kids("prep"))
    return partial or noun.lemma in lexicon.constructions.information


def find_determiner(node: Node) -> str:
    """The determiner of a phrase, lower case, or ''."""
    child = node.kid("det", "predet")
    if child is not None:
        return child.lemma.lower() if child.lemma else child.text.lower()
    return ""


def read_quantity(node: Node, tree: Tree) -> str:
    """The number that counts the phrase, with what hedges it ('over 44,000'), or ''."""
    number = node.kid("nummod")
    if number is None or number.tag != "CD" or _is_hyphened(number, tree):
        return ""
    if number.text.isdigit() and number.text != "1" and node.tag == "NN":
        return ""  # '702 information': a number that names it
    start, end = tree.words(number.subtree())
    return tree.text[start:end]


def _find_kind_before(node: Node, lexicon: Lexicon) -> str:
    """What stands before a number or a country tells the kind: 'contract 70T04', 'Meridian Analytics Ireland'."""
    modifiers = node.kids("compound", "nmod")
    if not modifiers:
        return UNKNOWN
    if any(character.isdigit() for character in node.text):
        return lexicon.kind_of(modifiers[-1].lemma) if modifiers[-1].name is None else UNKNOWN
    name = modifiers[0].name
    placed = node.text in lexicon.kinds.words["places"] and name is not None and name.thing.kind == "Organization"
    return "Organization" if placed else UNKNOWN


def _is_hyphened(number: Node, tree: Tree) -> bool:
    """'one-to-many matching': the number begins a compound and counts nothing."""
    return tree.text[number.end : number.end + 1] in {"-", ":"}


def read_noun(node: Node, tree: Tree, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The mentions that one head noun makes: more than one for coordinated modifiers ('state or local agencies')."""
    thing = node.name.thing if node.name is not None else _find_name(node, lexicon)
    if thing is not None and not _narrows(node, lexicon):
        return (_mention(node, tree, _name_office(node, tree, thing)),)
    if node.tag == "CD" and any(kid.lemma == "of" for kid in node.kids("prep")):
        some = Thing("Thing", node.text, (), True)  # 'two of the five agencies': which of them is not said
        return (_mention(node, tree, some),)
    apart = _find_apart(node)
    tail = _read_complement(node, tree, lexicon)
    labels = tuple(_CALLED.sub("", label) for label in _read_labels(node, tree, lexicon, tail, apart))
    further = _list_further(node, tree, lexicon) if tail else []
    if _counts(node, lexicon):
        counted = [noun for kid in node.kids("prep") for noun in _list_counted(kid, lexicon)]
        counts = (mention.thing.label for noun in counted for mention in read_noun(noun, tree, lexicon))
        return tuple(_mention(node, tree, Thing("DataCategory", f"{labels[0]} of {each}")) for each in counts)
    kind = lexicon.kind_of(node.lemma, labels[0]) if tail else lexicon.kind_of_head(node.lemma, labels[0])
    if kind == UNKNOWN:
        kind = node.name.thing.kind if node.name is not None else _find_kind_before(node, lexicon)
    if apart is not None and apart.name is not None:
        own = [] if apart.kids("conj") else labels
        things = [Thing(kind, label) for label in own]
        return (_mention(apart, tree, apart.name.thing), *(_mention(node, tree, thing) for thing in things))
    if further and len(labels) == 1:  # 'the requirements *of A and B*': those of A, and those of B
        labels = (labels[0], *(f"{labels[0].removesuffix(tail)} of {other}" for other in further))
    return tuple(_mention(node, tree, Thing(kind, label)) for label in labels)


def _list_further(node: Node, tree: Tree, lexicon: Lexicon) -> list[str]:
    """The names that go on what a noun is of: in 'the requirements of A, B and C' B and C."""
    inner = next((kid.kid("pobj") for kid in node.kids("prep") if kid.lemma == "of"), None)
    if inner is None or inner.name is None:
        return []
    members = list_nouns(inner, lexicon)
    return [member.name.thing.label for member in members[1:] if member.name is not None]


def _narrows(node: Node, lexicon: Lexicon) -> bool:
    """'payee TIN', 'random IDs': before the name of a kind of data stands which of them."""
    if node.name is None or node.name.thing.kind != "DataCategory":
        return False
    modifiers = [kid for kid in node.kids("compound", "amod", "nmod") if kid.end <= node.start]
    return any(kid.name is None and kid.lemma not in lexicon.loose and kid.text.islower() for kid in modifiers)


def _list_counted(preposition: Node, lexicon: Lexicon) -> list[Node]:
    """What 'the number' is of: 'of matches, non-matches and overrides'."""
    inner = preposition.kid("pobj")
    return list_nouns(inner, lexicon) if preposition.lemma == "of" and inner is not None and inner.is_noun else []


def _name_office(node: Node, tree: Tree, thing: Thing) -> Thing:
    """'a DPE Special Agent': an office of a body is named with the body, since others have such offices too."""
    bodies = [
        kid
        for kid in node.kids("compound", "nmod")
        if kid.name is not None and kid.name.thing.kind in {"Organization", "OrganizationalUnit"}
    ]
    if thing.kind != "Role" or node.name is None or not bodies:
        return thing
    return Thing("Role", tree.text[bodies[0].start : node.end], (thing.label, *thing.names))


def _find_apart(node: Node) -> Node | None:
    """'manage X and agency access': the name before the head that is coordinated and stands for itself, or None."""
    before = node.kids("compound", "nmod")
    named = [kid for kid in before if kid.name is not None and kid.name.thing.kind in _APART]
    if not named or not named[0].kids("cc") or node.kids("conj"):
        return None
    shared = any(kid.name is not None and kid.name.thing.kind in _APART for kid in named[0].kids("conj"))
    return None if shared else named[0]  # 'OFA and DPE staff': the staff of both


def _mention(node: Node, tree: Tree, thing: Thing) -> Mention:
    before = node.kids("compound", "amod", "nmod", "poss", "det", "nummod")
    start = min([node.start, *[kid.start for kid in before]]) if before else node.start
    return Mention(thing, tree.text[start : node.end], start, node.end, node.lemma, find_determiner(node), node.how)


def _find_name(node: Node, lexicon: Lexicon) -> Thing | None:
    """The name that tells which thing a generic head is: 'the X application', 'software known as X', 'the firm (X)'."""
    if not node.children and node.dep != "appos":
        return None
    return _find_name_before(node, lexicon) or _find_given_name(node, lexicon) or _find_apposed_name(node, lexicon)


def _find_name_before(node: Node, lexicon: Lexicon) -> Thing | None:
    modifiers = [
        child
        for child in node.kids("compound", "nmod", "amod", "poss")
        if child.name is not None or child.lemma not in lexicon.loose
    ]
    if len(modifiers) != 1 or modifiers[0].dep == "poss" or modifiers[0].kids("compound", "conj"):
        return None
    name = modifiers[0].name
    fits = name is not None and name.thing.kind in lexicon.generic_kinds(node.lemma)
    return name.thing if name is not None and fits else None


def _find_given_name(node: Node, lexicon: Lexicon) -> Thing | None:
    for child in node.kids("acl"):
        if child.lemma in lexicon.naming:
            behind = (noun for preposition in child.kids("prep") for noun in preposition.kids("pobj"))
            for inner in (*child.kids("oprd", "attr", "dobj"), *behind):
                if inner.name is not None:
                    return inner.name.thing
    return None


def _find_apposed_name(node: Node, lexicon: Lexicon) -> Thing | None:
    above = node.head
    if (
        node.dep == "appos"
        and above is not None
        and above.name is not None
        and above.name.thing.kind in lexicon.generic_kinds(node.lemma)
        and node.kids("relcl", "acl")
    ):
        return above.name.thing  # 'X, a database that Y uses'
    for child in node.kids("appos"):
        near = child.start > node.end and child.end - node.end <= len(child.text) + 3
        if child.name is not None and near and _may_be(child.name.thing.kind, node, lexicon):
            return child.name.thing
    return None


def _may_be(kind: str, node: Node, lexicon: Lexicon) -> bool:
    """Whether a noun can stand for a thing of this kind."""
    other = lexicon.kind_of(node.lemma, node.text)
    return (
        kind == other
        or "Thing" in (kind, other)
        or kind in lexicon.generic_kinds(node.lemma)
        or {kind, other} <= {"Organization", "OrganizationalUnit", "Role"}
    )


def _read_labels(node: Node, tree: Tree, lexicon: Lexicon, tail: str, apart: Node | None = None) -> tuple[str, ...]:
    """What the phrase is called, for each of its coordinated modifiers, with the `tail` behind its head."""
    modifiers = [
        child
        for child in node.children
        if child.end <= node.start
        and (child.dep in _PREMODIFIERS or (child.dep == "nummod" and _is_hyphened(child, tree)))
        and child.tag != "POS"
        and child is not apart
    ]
    kept = [
        child
        for child in modifiers
        if child.name is not None
        or lexicon.is_phrase(child.text, node.lemma)
        or any(lexicon.is_phrase(child.text, other.text) for other in modifiers if other.index == child.index + 1)
        or not any(word in lexicon.loose or word in lexicon.restrictive for word in (child.lemma, child.text.lower()))
    ]
    alone = _split_modifiers(kept, node, tree, lexicon)
    if alone:
        return tuple(f"{modifier} {tree.text[node.start : node.end]}{tail}" for modifier in alone)
    possessor = node.kid("poss")
    if not kept and possessor is not None and _tells(possessor, node, lexicon):
        start = min(inner.start for inner in possessor.subtree() if inner.dep != "det" and inner.tag != "PRP$")
        return (re.sub(r"\s+", " ", tree.text[start : node.end]).strip(_QUOTES) + tail,)
    if not kept:
        shared = _find_shared(node, tree, lexicon)
        return (f"{shared}{tree.text[node.start : node.end].strip(_QUOTES)}{tail}",)
    return (_drop_loose(kept, modifiers, node, tree, lexicon) + tail,)


def _tells(possessor: Node, node: Node, lexicon: Lexicon) -> bool:
    """Whether a phrase says too little without its possessor: 'the clerk's office', 'their supervisor's name'."""
    if possessor.tag == "PRP$":
        return False
    people = possessor.name is None and lexicon.kind_of(possessor.lemma) == "Role"
    return node.lemma in lexicon.self_reference or (people and node.lemma in lexicon.relational)


def _find_shared(node: Node, tree: Tree, lexicon: Lexicon) -> str:
    """'*social media* websites and applications': what stands before two bare nouns for a system is of both."""
    first, words = node.head, lexicon.generic_kinds
    if node.dep != "conj" or first is None or first.dep == "conj" or first.name is not None:
        return ""
    if "System" not in words(first.lemma) or "System" not in words(node.lemma) or first.tag != node.tag:
        return ""
    if node.kids("det", "poss", "nummod", "amod", "acl", "prep") or len(first.kids("conj")) > 1:
        return ""
    if first.kids("prep", "relcl", "acl", "punct"):
        return ""
    before = [kid for kid in first.kids("amod", "compound", "nmod") if kid.end <= first.start and kid.name is None]
    told = [kid for kid in before if kid.lemma not in lexicon.loose]
    return tree.text[min(word.start for kid in told for word in kid.subtree()) : first.start] if told else ""


def _split_modifiers(kept: list[Node], node: Node, tree: Tree, lexicon: Lexicon) -> list[str]:
    """'state or local agencies': what each coordinated modifier says alone; empty where there is but one."""
    if not kept or kept[0].kids("punct"):
        return []
    others = [kid for kid in kept[0].kids("conj") if kid.end <= node.start and kid.tag != "POS"]
    if not others or len(kept) == 1:
        return [_join_modifiers(child, tree) for child in (kept[0], *others)] if others else []
    shared, last = kept[1:], max(others, key=lambda kid: kid.end)
    if kept[0].dep != "amod" or kept[0].name is not None or last.end > min(kid.start for kid in shared):
        return []
    start = min(word.start for kid in shared for word in _modifier_words(kid, lexicon))
    words = tree.text[start : node.start].strip()  # 'historical or real-time *location* information'
    return [f"{_join_modifiers(child, tree)} {words}" for child in (kept[0], *others)]


def _drop_loose(kept: list[Node], modifiers: list[Node], node: Node, tree: Tree, lexicon: Lexicon) -> str:
    """The words from the first modifier that tells something to the head, without those that tell nothing."""
    start = min(word.start for child in kept for word in _modifier_words(child, lexicon))
    label = tree.text[start : node.end]
    for child in modifiers:
        if child not in kept and child.start > start:
            word = re.escape(tree.text[child.start : child.end])
            label = re.sub(rf",?(?<!\w) ?{word},? (?=\S)", " ", label, count=1)  # 'sufficient, appropriate evidence'
    label = re.sub(r"\s+", " ", label).strip(_QUOTES)
    if label.partition(" ")[0].lower() not in lexicon.loose or lexicon.is_phrase(*label.split()[:2]):
        return label  # 'third party consent' is the consent of a third party
    for loose in sorted(lexicon.loose):
        if label.lower().startswith(loose + " ") and not lexicon.is_phrase(*label.split()[:-1], node.lemma):
            label = label[len(loose) + 1 :]
    return label


def _modifier_words(child: Node, lexicon: Lexicon) -> Iterable[Node]:
    possessed = {inner for kid in child.kids("poss") for inner in kid.subtree()}
    return [
        node
        for node in child.subtree()
        if node.start <= child.end
        and node.dep not in {"det", "cc"}
        and node not in possessed
        and not (node.dep == "advmod" and node.lemma in lexicon.restrictive)  # '*only* registered officers'
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
    """' of match', ' to letter' for a head that says little alone ('result', 'reference'), else ''."""
    wanted = {"of"} if node.lemma in lexicon.relational or _is_office(node, lexicon) else set()
    wanted |= {"to"} if node.lemma in lexicon.constructions.directed else set()
    if not wanted:
        return ""
    near = [kid for kid in node.kids("conj") if kid.index == node.index + 2 and kid.lemma in lexicon.relational]
    shared = [inner for kid in near for inner in kid.kids("prep")]  # 'the identity and number of shares'
    for preposition in node.kids("prep") or shared:
        inner = preposition.kid("pobj")
        if preposition.lemma in wanted and inner is not None and inner.is_noun and inner.tag != "PRP":
            nouns = list_nouns(inner, lexicon)
            mention = read_noun(nouns[0], tree, lexicon)[0]
            if preposition.lemma == "to" and mention.thing.kind in {"Organization", "OrganizationalUnit", "Role"}:
                return ""  # 'proposed changes to the court'
            return f" {preposition.lemma} {mention.thing.label}"
    return ""


def _is_office(node: Node, lexicon: Lexicon) -> bool:
    """'the *Office* of General Counsel', 'the *State* of X': what is written in capitals is named by what it is of."""
    if node.name is not None or not node.text[:1].isupper():
        return False
    named = (noun.tag == "NNP" for kid in node.kids("prep") if kid.lemma == "of" for noun in kid.kids("pobj"))
    return node.lemma in lexicon.self_reference or (node.tag == "NNP" and any(named))


def rename(mention: Mention, thing: Thing, how: str) -> Mention:
    """The mention, known to stand for `thing`."""
    return replace(mention, thing=thing, how=(*mention.how, how))
