"""Trees in, the same with every conjunction of several words at the head of the clause that it opens out."""

from __future__ import annotations

from collections.abc import Sequence

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree, find_verb

_LONGEST = 6  # words
_PARTICIPLES = {"VBN", "VBG"}
_REPAIR = "repair:conjunction"


def join_conjunctions(tree: Tree, lexicon: Lexicon) -> None:
    """'*in the event that* X does', '*as long as* X does', '*provided that* X does': one mark of a clause."""
    words = [node.text.lower() for node in tree.nodes]
    place = 0
    starts = lexicon.conjunction_starts
    while place < len(words):
        node = tree.nodes[place]
        may_start = node.tag in _PARTICIPLES or words[place].partition(" ")[0] in starts
        size = _measure(words, place, node, lexicon) if may_start else 0
        if size:
            _join(tree.nodes[place : place + size], " ".join(words[place : place + size]), tree)
        place += size or 1


def _measure(words: Sequence[str], place: int, node: Node, lexicon: Lexicon) -> int:
    """How many words the longest listed conjunction has that starts here; 0 where none does."""
    longest = _LONGEST if words[place].partition(" ")[0] in lexicon.conjunction_starts else 1
    for size in range(min(longest, len(words) - place), 1, -1):
        if " ".join(words[place : place + size]) in lexicon.conjunctions:
            return size
    alone = node.tag in _PARTICIPLES and words[place] in lexicon.conjunctions  # 'provided X agrees'
    return 1 if alone and node.kids("ccomp") and not node.kids("nsubj", "nsubjpass", "dobj") else 0


def _join(opening: Sequence[Node], phrase: str, tree: Tree) -> None:
    inside = set(opening)
    clause = next((node for node in tree.nodes[opening[-1].index + 1 :] if _is_opened(node, inside)), None)
    if clause is None or tree.root in inside or tree.root is clause:
        return
    above = [node.head for node in (*opening, clause) if node.head not in (None, clause) and node.head not in inside]
    main = find_verb(above[0]) if above else None
    if main is None or main in inside or main in clause.subtree():
        return
    clause.move(main, "advcl", _REPAIR)
    first = opening[0]
    first.move(clause, "mark", _REPAIR)
    for other in opening[1:]:
        other.move(first, "fixed", _REPAIR)
    first.lemma, first.tag = phrase, "IN"


def _is_opened(node: Node, inside: set[Node]) -> bool:
    """Whether a finite clause with a subject of its own hangs on the words of the conjunction, or they on it."""
    if not node.is_verb or not node.kids("nsubj", "nsubjpass", "expl"):
        return False
    return node.head in inside or any(kid in inside for kid in node.children)
