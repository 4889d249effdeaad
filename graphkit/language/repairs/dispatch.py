"""Repairs in, one walk over the nodes of a tree out, on which each repair is shown only what it can mend.

Most nodes are of no concern to most repairs: to ask every repair about every node costs more than to mend what is to
be mended. So a repair names the labels and tags of its nodes, and each shape of a node has its repairs listed once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from inspect import signature
from typing import Any

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree
from graphkit.ontology.frames import Frames

#: A label, a tag, whether no word hangs below, and the lemma, where a repair of the walk is for certain words alone.
Shape = tuple[str, str, bool, str]
#: The place of a repair in the order, what it does and what it asks for.
Step = tuple[int, Callable[..., None], tuple[str, ...]]


@dataclass(frozen=True)
class Repair:
    """`mend` takes a node and, by their names, whichever of `tree`, `lexicon` and `frames` it asks for.

    deps, tags  labels and tags of the nodes that it can mend, with blanks between them; '' where any will do
    lemmas      the words that it can mend, likewise
    heads       whether only what has words below it can need it
    """

    mend: Callable[..., None]
    deps: str = ""
    tags: str = ""
    lemmas: str = ""
    heads: bool = False

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """What the repair has to be given besides the node."""
        return tuple(signature(self.mend).parameters)[1:]

    def fits(self, shape: Shape) -> bool:
        """Whether a node of this shape may need the repair."""
        dep, tag, is_leaf, lemma = shape
        wanted = ((dep, self.deps), (tag, self.tags), (lemma, self.lemmas))
        return all(not words or word in words.split() for word, words in wanted) and not (is_leaf and self.heads)


class Walk:
    """Shows the nodes of a tree, in order of the words, to each of its repairs, in their order."""

    def __init__(self, *repairs: Repair) -> None:
        self.repairs = repairs
        self._asked = {repair.asked for repair in repairs}
        self._lemmas = frozenset(lemma for repair in repairs for lemma in repair.lemmas.split())
        self._fitting: dict[Shape, tuple[Step, ...]] = {}

    def mend(self, tree: Tree, lexicon: Lexicon, frames: Frames) -> None:
        """Have the tree repaired."""
        known = {"tree": tree, "lexicon": lexicon, "frames": frames}
        given = {asked: tuple(known[name] for name in asked) for asked in self._asked}
        fitting, lemmas = self._fitting, self._lemmas
        for node in tree.nodes:
            lemma = node.lemma if node.lemma in lemmas else ""
            dep, tag, is_leaf = node.dep, node.tag, not node.children
            steps = fitting.get((dep, tag, is_leaf, lemma))
            for place, mend, asked in self._find((dep, tag, is_leaf, lemma)) if steps is None else steps:
                mend(node, *given[asked])
                if node.dep != dep or node.tag != tag or (not node.children) != is_leaf:
                    self._go_on(node, lemma, place, given)
                    break

    def _go_on(self, node: Node, lemma: str, done: int, given: Mapping[tuple[str, ...], tuple[Any, ...]]) -> None:
        """A repair changed the node's shape: from there on it is for the repairs of the new one."""
        shape = node.dep, node.tag, not node.children
        for place, mend, asked in self._find((*shape, lemma)):
            if place > done:
                mend(node, *given[asked])
                if shape != (node.dep, node.tag, not node.children):
                    self._go_on(node, lemma, place, given)
                    return

    def _find(self, shape: Shape) -> tuple[Step, ...]:
        """The repairs for nodes of this shape, listed once."""
        found = self._fitting.get(shape)
        if found is None:
            repairs = [(place, repair) for place, repair in enumerate(self.repairs) if repair.fits(shape)]
            found = self._fitting[shape] = tuple((place, repair.mend, repair.asked) for place, repair in repairs)
        return found
