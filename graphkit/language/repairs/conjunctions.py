"""Trees in, the same with every conjunction of several words at the head of the clause that it opens out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, chain

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree, find_verb

_PARTICIPLES = {"VBN", "VBG"}
_REPAIR = "repair:conjunction"


def join_conjunctions(tree: Tree, lexicon: Lexicon) -> None:
    """'*in the event that* X does', '*as long as* X does', '*provided that* X does': one mark of a clause."""
    telling = lexicon.conjunction_words
    if telling.keys().isdisjoint(tree.said):
        return
    words = " ".join([node.text for node in tree.nodes]).lower()
    phrases = chain.from_iterable(map(telling.__getitem__, telling.keys() & tree.said))
    if not any(map(words.__contains__, phrases)):
        return
    found = list(lexicon.conjunction_forms.finditer(words))
    ends = accumulate([len(node.text) + 1 for node in tree.nodes], initial=0)
    places = {start: place for place, start in enumerate(ends)}
    for phrase in found:
        first, behind = places.get(phrase.start()), places.get(phrase.end() + 1)
        if first is None or behind is None:
            continue  # a part of a name
        if behind - first > 1 or _opens_clause(tree.nodes[first]):
            _join(tree.nodes[first:behind], phrase.group(), tree)


def _opens_clause(word: Node) -> bool:
    """'*provided* X agrees': a participle with a clause behind it and nothing else."""
    return word.tag in _PARTICIPLES and word.has("ccomp") and not word.has("nsubj", "nsubjpass", "dobj")


def _join(opening: Sequence[Node], phrase: str, tree: Tree) -> None:
    inside = set(opening)
    clause = next((node for node in tree.nodes[opening[-1].index + 1 :] if _is_opened(node, inside)), None)
    if clause is None or tree.root in inside or tree.root is clause:
        return
    above = [node.head for node in (*opening, clause) if node.head not in (None, clause) and node.head not in inside]
    main = find_verb(above[0]) if above else None
    if main is None or main in inside or main.is_within(clause):
        return
    clause.move(main, "advcl", _REPAIR)
    first = opening[0]
    first.move(clause, "mark", _REPAIR)
    for other in opening[1:]:
        other.move(first, "fixed", _REPAIR)
    first.lemma, first.tag = phrase, "IN"


def _is_opened(node: Node, inside: set[Node]) -> bool:
    """Whether a finite clause with a subject of its own hangs on the words of the conjunction, or they on it."""
    if not node.is_verb or not node.kids("nsubj", "nsubjpass", "expl") or node.is_infinitive:
        return False  # 'it was usual *at the time for X to keep* Y'
    return node.head in inside or any(kid in inside for kid in node.children)
