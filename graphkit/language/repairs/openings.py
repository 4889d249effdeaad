"""A sentence that opens with a phrase in, its subject taken out of that phrase."""

from __future__ import annotations

from graphkit.language.dates import is_year
from graphkit.language.tree import Node, Tree

_TIMING = frozenset({"in", "by", "until", "till", "since", "before", "after", "from"})


def part_opening(node: Node, tree: Tree) -> None:
    """'During the pilot, *photographs* were sent': what stands behind the comma of an opening phrase is the subject."""
    verb = node.head
    if len(node.children) < 2 or verb is None or not verb.is_verb or verb.has("nsubj", "nsubjpass", "expl", "csubj"):
        return
    nouns = node.kids("pobj")
    if len(nouns) != 2 or nouns[1].index > verb.index:
        return
    first = min(inner.index for inner in nouns[1].subtree() if inner.text != ",")
    if tree.nodes[first - 1].text == "," and first > nouns[0].index:
        nouns[1].move(verb, "nsubjpass" if verb.kids("auxpass") else "nsubj", "repair:opening")


def part_year(node: Node, tree: Tree) -> None:
    """'Until *2016* reports were sent', 'by *2020* clerks had …': the year is of the phrase and counts no reports."""
    noun = node.head
    before = tree.nodes[node.index - 1] if node.index else None
    if noun is None or before is None or before.lemma not in _TIMING or not is_year(node.text):
        return
    opens = before.index == 0 or tree.nodes[before.index - 1].text in {",", ";"}
    verb = before.head
    if not opens or verb is None or not verb.is_verb or verb.index < noun.index or noun.tag not in {"NNS", "NNPS"}:
        return
    if noun.head is before:
        if verb.has("nsubj", "nsubjpass", "expl", "csubj"):
            return
        noun.move(verb, "nsubjpass" if verb.has("auxpass") else "nsubj", "repair:opening")
    before.relabel("prep")
    node.move(before, "pobj", "repair:opening")
