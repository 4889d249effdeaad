"""A tree in, the participles that its parser took for verbs and that only describe a noun out.

'holds phone numbers, *claimed* conditions, and records': behind the comma of a list the parser expects a verb, and the
rest of the list is lost with it. Such a sentence is parsed again with an adjective in the place of the participle.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree
from graphkit.model import ACTING

_TAG = attrgetter("tag")
_PAST = {"VBD", "VBN"}
_PRESENT = {"VBZ", "VBP", "MD"}
_NOMINAL = {"NN", "NNS", "JJ"}
_VERBAL_KIDS = ("aux", "auxpass", "neg", "agent", "prt", "mark", "expl", "advmod")
_AUXILIARIES = {"be", "have", "do"}


def find_modifiers(tree: Tree, lexicon: Lexicon, verbs: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Where these participles stand. `verbs` are the lemmas of verbs that evoke a frame."""
    if _PAST.isdisjoint(map(_TAG, tree.nodes)):
        return ()
    return tuple(
        (node.start, node.end)
        for node in tree.nodes
        if node.tag in _PAST and node.index and _describes(node, tree.nodes, lexicon, verbs)
    )


def _describes(node: Node, nodes: Sequence[Node], lexicon: Lexicon, verbs: frozenset[str]) -> bool:
    noun = node.kid("dobj")
    if noun is None or node.dep == "amod" or not node.text.islower() or node.kids(*_VERBAL_KIDS[1:]):
        return False
    if noun.index <= node.index or any(other.tag not in _NOMINAL for other in nodes[node.index + 1 : noun.index + 1]):
        return False  # 'and revoked *the* permit', 'deployed *Beacon*'
    before = nodes[node.index - 1]
    if before.tag == "VBZ" and before.dep == "aux" and before.lemma not in _AUXILIARIES:
        return True  # 'OFA *shares claimed* conditions': no verb has two finite forms
    if node.kids("aux"):
        return False
    told = [other for other in nodes[: node.index] if other.tag in _PRESENT]
    past = [other for other in nodes[: node.index] if other.tag == "VBD" and other.kids("nsubj", "nsubjpass")]
    if past:
        return False
    if before.tag == "NNS" and nodes[before.index - 1].dep == "cc" and told:
        acts = lexicon.kind_of(before.lemma) in ACTING
        return before.dep == "nsubj" and before.lemma in verbs and not acts  # 'and *returns completed* forms'
    return _stands_in_list(node, before, noun, nodes, told[-1].index if told else -1)


def _stands_in_list(node: Node, before: Node, noun: Node, nodes: Sequence[Node], verb: int) -> bool:
    """Whether nouns with commas stand before a participle, or go on behind it."""
    commas = [other for other in nodes[verb + 1 : node.index] if other.text == ","]
    if before.dep == "cc" and before.lemma in {"and", "or", "and/or"}:
        return any(comma.index < before.index - 1 for comma in commas)
    if before.text != "," or (verb < 0 and any(other.tag in _PRESENT for other in nodes[node.index :])):
        return False
    behind = nodes[noun.index + 1 : noun.index + 3]
    return any(other.text == "," or other.dep == "cc" for other in behind) and (verb >= 0 or len(commas) > 1)
