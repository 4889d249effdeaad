"""A noun phrase in, what it is called out: for 'state or local agencies' two labels, for most phrases one.

A label is the shortest phrase that says which thing it is: its head with the modifiers that tell it from others,
without article, quantity, possessor and words such as "any" or "additional" (ontology/cues/phrases.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphkit.language.lexicon import Lexicon
from graphkit.language.marks import close_marks, is_closed
from graphkit.language.phrases import find_determiner, is_hyphened
from graphkit.language.tree import Node, Tree
from graphkit.model import BODIES
from graphkit.ontology.kinds import UNKNOWN

_PREMODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod", "nummod"})
_NUMBERS = re.compile(
    r"\s+\d+(?:\.\d+)?(?:(?:,?\s+(?:and|or|to|through)\s+|,\s*|\s*[-–]\s*)\d+(?:\.\d+)?)*(?![\w,.]?\d)(?!%| percent)"
)
_PLURALS = frozenset({"NNS", "NNPS"})
_QUOTES = " \t“”\"'‘’,;:.()[]"


def read_labels(node: Node, tree: Tree, lexicon: Lexicon, apart: Node | None = None) -> list[str]:
    """What the phrase is called up to its head, for each of its coordinated modifiers; `apart` is none of them."""
    return [close_marks(label, tree.text, node.end) for label in _read_labels(node, tree, lexicon, apart)]


def _read_labels(node: Node, tree: Tree, lexicon: Lexicon, apart: Node | None) -> list[str]:
    if node.labels.isdisjoint(_PREMODIFIERS):
        return [read_head(node, tree, lexicon)]
    if "nummod" in node.labels and (numbers := _find_numbers(node, tree)):
        return [f"{read_head(node, tree, lexicon)} {numbers}"]
    modifiers = []
    for child in node.children:
        if child.end > node.start:
            break
        counts = child.dep == "nummod" and not is_hyphened(child, tree)
        counts = counts or child.lemma.lower() in lexicon.magnitudes  # '1.21 *crore* records'
        if child.dep in _PREMODIFIERS and child.tag != "POS" and child is not apart and not counts:
            modifiers.append(child)
    kept = [child for child in modifiers if _tells(child, node, modifiers, lexicon)] if modifiers else []
    if not kept:
        return [read_head(node, tree, lexicon)]
    first = kept[0]
    if "conj" in first.labels and "punct" not in first.labels:
        alone = _split_modifiers(kept, node, tree, lexicon)
        if alone:
            return [f"{modifier} {tree.text[node.start : node.end]}" for modifier in alone]
    return [_drop_loose(kept, modifiers, node, tree, lexicon)]


def _find_numbers(node: Node, tree: Tree) -> str:
    """'recommendations *1, 2 and 4*', 'Box *64*': the numbers by which things are told apart, or ''."""
    if not any(kid.index == node.index + 1 and kid.tag == "CD" for kid in node.kids("nummod")):
        return ""
    if node.tag not in _PLURALS and (node.has("det") or not node.text[:1].isupper()):
        return ""  # 'the system 12 times'
    found = _NUMBERS.match(tree.text, node.end)
    return found.group().strip() if found is not None else ""


def _tells(child: Node, node: Node, modifiers: Iterable[Node], lexicon: Lexicon) -> bool:
    """Whether a modifier says which thing it is, by itself or with the word behind it: 'third party'."""
    if child.name is not None:
        return True
    idle, word = lexicon.idle, child.text.lower()
    if word not in idle and child.lemma not in idle:
        return True
    placing = child.tag == node.tag == "NNP" and child.index == node.index - 1 and child.text.istitle()
    if placing and word in lexicon.constructions.placing:
        return True  # 'New Zealand'
    if lexicon.is_phrase(child.text, node.lemma):
        return True
    return any(lexicon.is_phrase(child.text, other.text) for other in modifiers if other.index == child.index + 1)


def read_head(node: Node, tree: Tree, lexicon: Lexicon) -> str:
    """The head alone, with its possessor where it says too little without, or with what it shares with another."""
    possessor = node.kid("poss") if "poss" in node.labels else None
    if possessor is not None and possessor.tag[:3] == "NNP" and _employs(node, possessor, lexicon):
        whose = tree.text[possessor.start : possessor.end] if possessor.name is None else possessor.name.thing.label
        return f"{whose} {_trim(tree.text[node.start : node.end])}"
    if possessor is not None and _needs(node, possessor, lexicon):
        start = min([inner.start for inner in possessor.subtree() if inner.dep != "det" and inner.tag != "PRP$"])
        return _trim(tree.text[start : node.end])
    shared = _find_shared(node, tree, lexicon) if node.dep == "conj" else ""
    return f"{shared}{_trim(tree.text[node.start : node.end])}"


def _needs(node: Node, possessor: Node, lexicon: Lexicon) -> bool:
    """Whether a phrase says too little without its possessor: 'the clerk's office', 'their supervisor's name'."""
    if possessor.tag == "PRP$":
        return False
    people = possessor.name is None and lexicon.kind_of(possessor.lemma) in {"Role", "Organization"}
    return node.lemma in lexicon.self_reference or (people and node.lemma in lexicon.relational)


def _employs(node: Node, possessor: Node, lexicon: Lexicon) -> bool:
    """'*OFA's clerks*' are OFA clerks, and not any."""
    if possessor.name is not None and possessor.name.thing.kind not in {*BODIES, UNKNOWN}:
        return False
    several = node.tag == "NNS" or node.lemma in lexicon.relational
    return several and lexicon.kind_of(node.lemma) == "Role"


def _find_shared(node: Node, tree: Tree, lexicon: Lexicon) -> str:
    """'*social media* websites and applications': what stands before two bare nouns for a system is of both."""
    first, words = node.head, lexicon.generic_kinds
    if first is None or first.dep == "conj" or first.name is not None:
        return ""
    if "System" not in words(first.lemma) or "System" not in words(node.lemma) or first.tag != node.tag:
        return ""
    if node.has("det", "poss", "nummod", "amod", "acl", "prep") or len(first.kids("conj")) > 1:
        return ""
    if first.has("prep", "relcl", "acl", "punct"):
        return ""
    before = [kid for kid in first.kids("amod", "compound", "nmod") if kid.end <= first.start and kid.name is None]
    told = [kid for kid in before if kid.lemma not in lexicon.loose]
    return tree.text[min(word.start for kid in told for word in kid.subtree()) : first.start] if told else ""


def _split_modifiers(kept: list[Node], node: Node, tree: Tree, lexicon: Lexicon) -> list[str]:
    """'state or local agencies': what each coordinated modifier says alone; empty where there is but one."""
    first = kept[0]
    others = [kid for kid in first.kids("conj") if kid.end <= node.start and kid.tag != "POS"]
    if not others or any(kid.lemma == "but" for kid in first.kids("cc")):
        return []  # 'sensitive but unclassified information' is both at once
    both = any(kid.lemma == "and" for kid in first.kids("cc"))
    if both and (find_determiner(node) in {"a", "an"} or all(map(_is_participle, (first, *others)))):
        return []  # 'a large and diverse system' is one, '*trained and authorized* users' are both at once
    loose = [kid for kid in others if kid.index > 0 and not _is_linked(kid, tree)]
    if len(kept) == 1 and loose:
        row = [first, *(kid for kid in others if kid.end < loose[0].start)]  # 'public or private *water* companies'
        words = tree.text[loose[0].start : node.start].strip()
        return [f"{_join_modifiers(child, tree)} {words}" for child in row] if len(row) > 1 else []
    if len(kept) == 1:
        return [_join_modifiers(child, tree) for child in (first, *others)]
    shared, last = kept[1:], max(others, key=lambda kid: kid.end)
    if shared[-1].dep == "amod" and any(kid.dep != "amod" for kid in shared):
        return []  # 'proprietary and law *enforcement sensitive* data'
    if first.dep != "amod" or first.name is not None or last.end > min(kid.start for kid in shared):
        return []
    if last.text.lower() in lexicon.constructions.relating:
        return []  # 'biometric and *associated biographic* information'
    start = min([_find_start(kid, lexicon) if kid.children else kid.start for kid in shared])
    words = tree.text[start : node.start].strip()  # 'historical or real-time *location* information'
    return [f"{_join_modifiers(child, tree)} {words}" for child in (first, *others)]


def _is_participle(modifier: Node) -> bool:
    """'trained', 'authorized': a participle that says what was done to somebody."""
    own = [kid for kid in modifier.children if kid.dep not in {"cc", "conj"}]
    return modifier.name is None and modifier.text.endswith("ed") and not own


def _is_linked(conjunct: Node, tree: Tree) -> bool:
    """Whether a comma or a conjunction stands before a modifier: without one it is no member of their coordination."""
    before = tree.nodes[conjunct.find_edges()[0].index - 1]
    return before.tag in {"CC", ",", ":"} or before.text in {",", "/"} or before.dep in {"cc", "punct"}


def _drop_loose(kept: list[Node], modifiers: list[Node], node: Node, tree: Tree, lexicon: Lexicon) -> str:
    """The words from the first modifier that tells something to the head, without those that tell nothing."""
    start = min([_find_start(child, lexicon) if child.children else child.start for child in kept])
    label = tree.text[start : node.end]
    if len(kept) < len(modifiers):
        for child in modifiers:
            if child not in kept and child.start > start:
                word = re.escape(tree.text[child.start : child.end])
                # 'sufficient, appropriate evidence'
                label = re.sub(rf",?(?<!\w) ?{word},? (?=\S)", " ", label, count=1)
    label = _trim(label)
    first, _, second = label.partition(" ")
    if first.istitle() and second[:1].isupper() and first.lower() in lexicon.constructions.placing:
        return label  # 'New Zealand'
    if first.lower() not in lexicon.loose or lexicon.is_phrase(*label.split()[:2]):
        return label  # 'third party consent' is the consent of a third party
    for loose in sorted(lexicon.loose.intersection(label.lower().split())):
        if label.lower().startswith(loose + " ") and not lexicon.is_phrase(*label.split()[:-1], node.lemma):
            label = label[len(loose) + 1 :]
    return label


def _trim(label: str) -> str:
    """A label without the marks around it, except those that close what it has inside."""
    label = " ".join(label.split())
    bare = label.strip(_QUOTES)
    return label if bare != label and is_closed(label) and not is_closed(bare) else bare


def _find_start(child: Node, lexicon: Lexicon) -> int:
    """Where the words of a modifier begin that tell something."""
    possessed = {inner for kid in child.kids("poss") for inner in kid.subtree()} if "poss" in child.labels else ()
    return min(
        [
            node.start
            for node in _list_words(child)
            if node.start <= child.end
            and node.dep not in {"det", "cc"}
            and node not in possessed
            and not (node.dep == "advmod" and node.lemma in lexicon.restrictive)  # '*only* registered officers'
        ]
    )


def _list_words(modifier: Node) -> list[Node]:
    """A modifier and the words below it; what a relative clause before it says is none of them."""
    found = [modifier]
    for node in found:
        found += [kid for kid in node.children if kid.dep != "relcl" or kid.start > modifier.start]
    return found


def _join_modifiers(child: Node, tree: Tree) -> str:
    start, end = tree.words([child, *child.kids("compound", "amod", "punct")])
    return tree.text[start:end]
