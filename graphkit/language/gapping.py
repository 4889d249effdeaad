"""A sentence's first tree in, the clauses that it says with one verb out: 'keeps A for a year *and B for two*'.

Gapping (Ross 1970): what goes on behind the first object and its phrase repeats their pattern and leaves the verb out.
Each remnant is read as a clause of its own, or the phrase of one would be said of all.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from msgspec import Struct

from graphkit.language.lexicon import Lexicon
from graphkit.language.time_words import load_time_words
from graphkit.language.tree import Node, Tree

#: Tags of what the phrases of a remnant consist of; whatever else is there makes it no remnant.
_PLAIN = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "CD", "PRP$", "POS", "HYPH", "VBN"})
_NOUNS = ("NN", "CD")
_FEWEST = 2  # clauses


class Remnant(Struct, frozen=True):
    """What a clause has of its own, from `start` to `end` of the text, and the words to say before and behind it."""

    start: int
    end: int
    before: str = ""
    after: str = ""


def find_remnants(tree: Tree, high: int, lexicon: Lexicon) -> tuple[Remnant, ...]:
    """The clauses of a sentence that ends at `high`, which has one verb for all; none where it is but one clause."""
    verb = tree.root
    denied = verb.has("neg")
    if verb.tag[:2] != "VB" or ("or" if denied else "and") not in tree.said:
        return ()
    if lexicon.constructions.gapping.isdisjoint(tree.said) or (verb.is_passive and not verb.has("nsubjpass")):
        return ()
    behind = [node for node in tree.nodes[verb.index + 1 :] if node.end <= high]
    while behind and behind[-1].dep == "punct":
        behind.pop()
    opening = [node.lemma for node in behind if node.tag in {"IN", "TO"} and node.lemma != "of"]
    if len(opening) < _FEWEST or len(set(opening)) > 1:
        return ()  # each of the clauses has the same preposition, and no other
    groups = _split(behind, {",", "or" if denied else "and"})
    if len(groups) < _FEWEST:
        return ()
    middles = [_find_middle(group, lexicon, opens=bool(at) or not verb.is_passive) for at, group in enumerate(groups)]
    if None in middles:
        return ()
    terms = {group[-1].lemma in load_time_words().units for group in groups}
    if len({group[-1].tag[:2] for group in groups}) > 1 or len(terms) > 1:
        return ()
    return tuple(_fill(group, middle, groups[0], tree) for group, middle in zip(groups, middles, strict=True) if middle)


def _fill(group: Sequence[Node], middle: Node, first: Sequence[Node], tree: Tree) -> Remnant:
    """What a group of words says with the verb: 'A is kept for a year *and B for two*' has 'is kept' within it."""
    verb, text, end = tree.root, tree.text, group[-1].end
    if not verb.is_passive:
        return Remnant(group[0].start, end, text[tree.nodes[0].start : first[0].start])
    said = text[verb.cover(verb.kids("aux", "auxpass", "neg"))[0] : verb.end]
    if group is first:
        return Remnant(group[0].start, end)
    return Remnant(group[0].start, middle.start, "", f" {said} {text[middle.start : end]}")


def _split(nodes: Sequence[Node], links: Set[str]) -> list[list[Node]]:
    """The words between commas and 'and', or 'or'."""
    groups: list[list[Node]] = [[]]
    for node in nodes:
        if node.text not in links:
            groups[-1].append(node)
        elif groups[-1]:
            groups.append([])
    return groups


def _find_middle(group: Sequence[Node], lexicon: Lexicon, *, opens: bool) -> Node | None:
    """The preposition between two nouns, where a group is just that; where no noun `opens` it, its first word."""
    inner = [place for place, node in enumerate(group) if node.tag in {"IN", "TO"} and node.lemma != "of"]
    if len(inner) != 1 or (inner[0] > 0) is not opens or inner[0] + 1 == len(group):
        return None
    if opens and group[0].text.endswith("s") and inner[0] > 1 and group[1].lemma != "of" and group[0].name is None:
        return None  # 'and *returns* completed forms to X': the next verb
    preposition = group[inner[0]]
    if preposition.lemma not in lexicon.constructions.gapping:
        return None
    for node in group:
        plain = node.name is not None or node.tag in _PLAIN or node.lemma == "of" or node is preposition
        if not plain and (node is not group[0] or not _is_data(node, lexicon)):
            return None
    ends = (group[-1], group[inner[0] - 1]) if opens else (group[-1],)
    return preposition if all(node.tag.startswith(_NOUNS) or _is_data(node, lexicon) for node in ends) else None


def _is_data(node: Node, lexicon: Lexicon) -> bool:
    """'and *photographs* to X': a noun that the parser takes for the verb that it looks for."""
    word = node.text.lower()
    return word.endswith("s") and lexicon.kind_of(word.removesuffix("s")) in {"DataCategory", "Document"}
