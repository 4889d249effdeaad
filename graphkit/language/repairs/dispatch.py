"""Repairs in, one walk over the nodes of a tree out, on which each repair is shown only what it can mend.

Most nodes are of no concern to most repairs: to ask every repair about every node costs more than to mend what is to
be mended. So a repair names the labels and tags of its nodes and what has to hang below them, and each shape of a node
has its repairs listed once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from inspect import signature
from typing import Any

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree
from graphkit.ontology.frames import Frames

#: The label of a node, its tag and the labels below it.
Shape = tuple[str, str, frozenset[str]]
#: The place of a repair in the order, what it does and what it asks for.
Step = tuple[int, Callable[..., None], tuple[str, ...]]


@dataclass(frozen=True)
class Repair:
    """`mend` takes a node and, by their names, whichever of `tree`, `lexicon` and `frames` it asks for.

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

    def fits(self, shape: Shape, lemma: str) -> bool:
        """Whether a node of this shape and with this lemma may need the repair."""
        dep, tag, labels = shape
        wanted = ((dep, self.deps), (tag, self.tags), (lemma, self.lemmas))
        return (
            all(not words or word in words.split() for word, words in wanted)
            and not any(labels.isdisjoint(either.split("|")) for either in self.kids.split())
            and labels.isdisjoint(self.bare.split())
        )


class Walk:
    """Shows the nodes of a tree, in order of the words, to each of its repairs, in their order."""

    def __init__(self, *repairs: Repair) -> None:
        self.repairs = repairs
        self._asked = {repair.asked for repair in repairs}
        self._lemmas = frozenset(lemma for repair in repairs for lemma in repair.lemmas.split())
        self._fitting: dict[tuple[Shape, str], tuple[Step, ...]] = {}

    def mend(self, tree: Tree, lexicon: Lexicon, frames: Frames) -> None:
        """Have the tree repaired."""
        known = {"tree": tree, "lexicon": lexicon, "frames": frames}
        given = {asked: [known[name] for name in asked] for asked in self._asked}
        fitting, lemmas = self._fitting, self._lemmas
        for node in tree.nodes:
            lemma = node.lemma if node.lemma in lemmas else ""
            shape = (node.dep, node.tag, node.labels)
            steps = fitting.get((shape, lemma))
            for place, mend, asked in self._find(shape, lemma) if steps is None else steps:
                mend(node, *given[asked])
                if (node.dep, node.tag, node.labels) != shape:
                    self._go_on(node, lemma, place, given)
                    break

    def _go_on(self, node: Node, lemma: str, done: int, given: Mapping[tuple[str, ...], Sequence[Any]]) -> None:
        """A repair changed the node's shape: from there on it is for the repairs of the new one."""
        shape = (node.dep, node.tag, node.labels)
        for place, mend, asked in self._find(shape, lemma):
            if place > done:
                mend(node, *given[asked])
                if (node.dep, node.tag, node.labels) != shape:
                    self._go_on(node, lemma, place, given)
                    return

    def _find(self, shape: Shape, lemma: str) -> tuple[Step, ...]:
        """The repairs for nodes of this shape, listed once."""
        found = self._fitting.get((shape, lemma))
        if found is None:
            repairs = [(place, repair) for place, repair in enumerate(self.repairs) if repair.fits(shape, lemma)]
            found = tuple((place, repair.mend, repair.asked) for place, repair in repairs)
            self._fitting[shape, lemma] = found
        return found
