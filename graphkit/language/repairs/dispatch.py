"""Repairs in, one walk over the nodes of a tree out, on which each repair is shown only what it can mend.

Most nodes are of no concern to most repairs: to ask every repair about every node costs more than to mend what is to
be mended. So a repair names the labels and tags of its nodes and what has to hang below them, and each shape of a node
has its repairs listed once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from inspect import signature
from typing import Any

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree
from graphkit.ontology.frames import Frames

#: The label of a node, its tag, the labels below it, and its lemma if a repair asks for it.
Shape = tuple[str, str, frozenset[str], str]
#: The place of a repair in the order, what it does, and the place of what it asks for.
Step = tuple[int, Callable[..., None], int]


def _combine(tree: Any, lexicon: Any, frames: Any) -> tuple[tuple[Any, ...], ...]:
    """What a repair may ask for: none, some or all of them."""
    pairs = ((tree, lexicon), (tree, frames), (lexicon, frames))
    return ((), (tree,), (lexicon,), (frames,), *pairs, (tree, lexicon, frames))


_ASKED = _combine("tree", "lexicon", "frames")


@dataclass(frozen=True)
class Repair:
    """`mend` takes a node and, by their names, whichever of `tree`, `lexicon` and `frames` it asks for, in this order.

    deps, tags  labels and tags of the nodes that it can mend, with blanks between them; '' where any will do
    lemmas      the words that it can mend, likewise
    kids        labels that all have to hang below; of 'nsubj|expl' one has to
    bare        labels of which none may
    """

    mend: Callable[..., None]
    deps: str = ""
    tags: str = ""
    lemmas: str = ""
    kids: str = ""
    bare: str = ""

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """What the repair has to be given besides the node."""
        return tuple(signature(self.mend).parameters)[1:]

    @cached_property
    def kinds(self) -> tuple[frozenset[str], frozenset[str]]:
        """The labels and the tags of the nodes that it can mend; none where any will do."""
        return frozenset(self.deps.split()), frozenset(self.tags.split())

    @cached_property
    def _needs(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(words.split()) for words in (self.lemmas, self.bare))

    @cached_property
    def _below(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(either.split("|")) for either in self.kids.split())

    def fits(self, labels: frozenset[str], word: str) -> bool:
        """Whether such a node may need the repair: by the labels below it and its lemma."""
        lemmas, bare = self._needs
        if (lemmas and word not in lemmas) or not labels.isdisjoint(bare):
            return False
        return not any(map(labels.isdisjoint, self._below))


class Walk:
    """Shows the nodes of a tree, in order of the words, to each of its repairs, in their order."""

    def __init__(self, *repairs: Repair) -> None:
        self.repairs = repairs
        self._words = {lemma: lemma for repair in repairs for lemma in repair.lemmas.split()}
        self._listed: dict[tuple[str, str], list[tuple[Step, Repair]]] = {}
        self._fitting: dict[Shape, tuple[Step, ...]] = {}

    def mend(self, tree: Tree, lexicon: Lexicon, frames: Frames) -> None:
        """Have the tree repaired."""
        given = _combine(tree, lexicon, frames)
        fitting, find_word = self._fitting, self._words.get
        for node in tree.nodes:
            dep, tag, labels = node.dep, node.tag, node.labels  # as they are when its turn comes
            shape = dep, tag, labels, find_word(node.lemma, "")
            try:
                steps = fitting[shape]
            except KeyError:
                steps = self._list_steps(shape)
            for place, mend, asked in steps:
                mend(node, *given[asked])
                if node.labels is not labels or node.tag is not tag or node.dep is not dep:
                    self._go_on(node, shape, place, given)
                    break

    def _go_on(self, node: Node, before: Shape, done: int, given: Sequence[Sequence[Any]]) -> None:
        """A repair changed the node's shape: from there on it is for the repairs of the new one."""
        shape = node.dep, node.tag, node.labels, before[-1]
        for place, mend, asked in self._list_steps(shape):
            if place > done:
                mend(node, *given[asked])
                if (node.dep, node.tag, node.labels) != shape[:3]:
                    return self._go_on(node, shape, place, given)

    def _list_steps(self, shape: Shape) -> tuple[Step, ...]:
        """The repairs for nodes of this shape, listed once."""
        found = self._fitting.get(shape)
        if found is None:
            dep, tag, labels, word = shape
            known = self._listed.get((dep, tag)) or self._list_repairs(dep, tag)
            found = self._fitting[shape] = tuple([step for step, repair in known if repair.fits(labels, word)])
        return found

    def _list_repairs(self, dep: str, tag: str) -> list[tuple[Step, Repair]]:
        """The repairs for nodes with this label and tag, listed once."""
        found = self._listed[dep, tag] = [
            ((place, repair.mend, _ASKED.index(repair.asked)), repair)
            for place, repair in enumerate(self.repairs)
            for deps, tags in (repair.kinds,)
            if (not deps or dep in deps) and (not tags or tag in tags)
        ]
        return found
