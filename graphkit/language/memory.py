"""Phrases that were read in, in order of the text, those that a later phrase may refer to out, the last first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from graphkit.language.tree import Node
from graphkit.model import BODIES, Thing

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PLURAL = frozenset({"these", "those", "they", "them"})
#: Clauses above what the question of an answer names: more than above anything in the answer.
_DEEP = 9


class Seen(Struct, frozen=True):
    """A phrase that was read: the things of all its members, and how it can be referred to.

    members  the heads of its members
    node     what heads it; None for what the question of an answer names
    """

    things: tuple[Thing, ...]
    members: Sequence[Node]
    sentence: int
    position: int
    node: Node | None = None

    @property
    def plural(self) -> bool:
        """Whether it names several things, or things of which there are several."""
        return len(self.things) > 1 or (self.node is not None and _is_plural(self.node))

    @property
    def words(self) -> set[str]:
        """Lemmas of the heads of its members."""
        return {member.lemma for member in self.members}

    @property
    def dep(self) -> str:
        return self.node.dep if self.node is not None else ""

    @property
    def depth(self) -> int:
        """Clauses above it: what the main clause names is the more salient."""
        return _find_depth(self.node) if self.node is not None else _DEEP

    @property
    def verb(self) -> Node | None:
        return find_frame(self.node) if self.node is not None else None

    @property
    def is_subject(self) -> bool:
        return self.dep in SUBJECTS

    @property
    def is_body(self) -> bool:
        return all(thing.kind in BODIES for thing in self.things)


class Memory:
    """What has been named so far, within a section or an answer.

    sentence   the number of the one that is being read
    paragraph  the number of the first one of its paragraph
    """

    def __init__(self) -> None:
        self.sentence = self.paragraph = 0
        self._seen: list[Seen] = []
        self._headed: dict[str, list[Seen]] = defaultdict(list)

    def begin(self, named: Sequence[tuple[Thing, ...]]) -> None:
        """Forget all but what the question of an answer names, coordinated things together."""
        self._seen = [
            Seen(things, (), self.sentence, place) for place, things in enumerate(named)
        ]
        self._headed.clear()

    def add(self, seen: Seen) -> None:
        self._seen.append(seen)
        for member in seen.members:
            self._headed[member.lemma].append(seen)

    def list_headed(self, word: str) -> Sequence[Seen]:
        """All phrases that this word headed."""
        return self._headed.get(word, ())

    def list_before(self, node: Node, sentences: int, head: str | None = None) -> Iterator[Seen]:
        """What was named before a node, in its sentence or in one of so many before it; `head`: under that word."""
        for seen in reversed(self._seen if head is None else self.list_headed(head)):
            if self.sentence - seen.sentence > sentences:
                return
            if seen.sentence < self.sentence or seen.position < node.start:
                yield seen

    def list_within(self) -> Iterator[Seen]:
        """What was named in the sentence that is being read."""
        for seen in reversed(self._seen):
            if seen.sentence < self.sentence:
                return
            yield seen


def find_frame(node: Node) -> Node | None:
    """The verb in whose clause a phrase stands; an infinitive belongs to the clause that governs it."""
    verb = node.head
    while verb is not None and (not verb.is_verb or (verb.dep == "xcomp" and verb.head is not None)):
        verb = verb.head
    return verb


def _is_plural(node: Node) -> bool:
    word = node.text.lower()
    return word != "data" if node.tag in {"NNS", "NNPS"} else word in _PLURAL


def _find_depth(node: Node) -> int:
    depth, above = 0, node.head
    while above is not None:
        depth += above.is_verb
        above = above.head
    return depth
