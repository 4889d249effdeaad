"""Words, labels and heads in, a dependency tree that repairs can change and readers can ask out.

A `Node` is the one mutable value of graphkit: the repairs of language/repairs/ move nodes about before clauses are
read, by `move` and `relabel`, so that a node always knows the labels below it. They are those of the ClearNLP scheme
that the English models use.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter

from msgspec import Struct

from graphkit.language.glossary import NameMention
from graphkit.model import Sentence

_PLACE = attrgetter("index")
_PASSIVE = ("auxpass", "nsubjpass")
_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_OPENING = ("mark", "advmod")
_CLAUSAL = {"ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis"}


class Node(Struct, eq=False):
    """A token: `start` and `end` lie in the clean text of its paragraph; `name` is set where it stands for a name.

    labels  those of the children: mostly a kid is asked for that is not there
    edges   the first and the last word of what the node heads, once it was asked for them
    """

    index: int
    text: str
    lemma: str
    tag: str
    dep: str
    start: int
    end: int
    name: NameMention | None = None
    head: Node | None = None
    children: tuple[Node, ...] = ()
    how: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()
    edges: tuple[Node, Node] | None = None

    def subtree(self) -> list[Node]:
        """The node and all below it, in no particular order."""
        found = [self]
        for node in found:
            if node.children:
                found += node.children
        return found

    def find_edges(self) -> tuple[Node, Node]:
        """The first and the last word of what the node heads."""
        if not self.children:
            return self, self
        if self.edges is None:
            first = last = self
            for child in self.children:
                low = high = child
                if child.children:
                    low, high = child.edges or child.find_edges()
                if low.index < first.index:
                    first = low
                if high.index > last.index:
                    last = high
            self.edges = first, last
        return self.edges

    def cover(self, phrases: Iterable[Node]) -> tuple[int, int]:
        """Start and end of the stretch from the first to the last word of the node itself and of phrases."""
        start, end = self.start, self.end
        for phrase in phrases:
            first = last = phrase
            if phrase.children:
                first, last = phrase.edges or phrase.find_edges()
            if first.start < start:
                start = first.start
            if last.end > end:
                end = last.end
        return start, end

    def is_within(self, node: Node) -> bool:
        """Whether it is the node or hangs below it."""
        above: Node | None = self
        while above is not None and above is not node:
            above = above.head
        return above is node

    def has(self, *deps: str) -> bool:
        """Whether a child has one of these labels."""
        return not self.labels.isdisjoint(deps)

    def kids(self, *deps: str) -> list[Node]:
        """The children with one of these labels, in order of the words."""
        if self.labels.isdisjoint(deps):
            return []
        found = []
        for child in self.children:
            if child.dep in deps:
                found.append(child)
        return found

    def kid(self, *deps: str) -> Node | None:
        """The first child with one of these labels, or None."""
        if self.labels.isdisjoint(deps):
            return None
        for child in self.children:
            if child.dep in deps:
                return child
        return None

    def move(self, head: Node | None, dep: str, how: str = "") -> None:
        """Hang this node and what is below it under `head`, or under nothing; under itself it cannot hang: it stays."""
        if head is not None and head.is_within(self):
            return
        before = self.head
        if before is not None:
            before.children = tuple([kid for kid in before.children if kid is not self])
        if head is not None:
            head.children = tuple(sorted((*head.children, self), key=_PLACE))
        self.head, self.dep = head, dep
        if how:
            self.how = (*self.how, how)
        for node in (before, head):
            if node is not None:
                node.read_labels()
                node.forget_edges()

    def relabel(self, dep: str, how: str = "") -> None:
        """Give the node another label where it is."""
        self.dep = dep
        if how:
            self.how = (*self.how, how)
        if self.head is not None:
            self.head.read_labels()

    def read_labels(self) -> None:
        """Know the labels of the children, which were hung or labelled anew."""
        self.labels = frozenset()
        for child in self.children:
            self.labels = _add_label(self.labels, child.dep)

    def forget_edges(self) -> None:
        """Find the first and the last word anew when asked again: something below was moved."""
        above: Node | None = self
        while above is not None:
            above.edges = None
            above = above.head

    @property
    def is_noun(self) -> bool:
        """Whether the node can stand for a thing: a noun, pronoun or number, or a word where a noun must stand."""
        return stands_for_thing(self.tag, self.dep)

    @property
    def is_verb(self) -> bool:
        return self.tag in _VERBS

    @property
    def is_infinitive(self) -> bool:
        """Whether a 'to' marks the clause that the node heads."""
        if "aux" in self.labels:
            for kid in self.children:
                if kid.dep == "aux" and (kid.tag == "TO" or kid.text.lower() == "to"):
                    return True
        return False

    @property
    def is_passive(self) -> bool:
        """Whether the verb is passive: by an auxiliary, its own or shared, or as a bare participle behind a noun."""
        if not self.labels.isdisjoint(_PASSIVE):
            return True
        if self.tag not in {"VBN", "VBD"} or "nsubj" in self.labels:
            return False
        if self.dep == "conj" and self.head is not None and self.head.is_verb and "aux" not in self.labels:
            return self.tag == "VBN" and (self.head.lemma == "be" or self.head.is_passive)  # 'is a tool and *run by X*'
        if self.dep == "xcomp" and self.tag != "VBN":
            return False
        return self.dep == "acl" or (self.dep in {"advcl", "xcomp"} and "aux" not in self.labels)

    @property
    def sort(self) -> str:
        """What kind of governor the node can be: verb | adjective | noun."""
        return "verb" if self.is_verb else "adjective" if self.tag[:2] == "JJ" else "noun"


@cache
def _add_label(labels: frozenset[str], label: str) -> frozenset[str]:
    """The labels below a node with one more: one set for all nodes that have the same, found once for each step."""
    return _share(labels | {label})


@cache
def _share(labels: frozenset[str]) -> frozenset[str]:
    """The same set for all that are equal: it is compared with itself at once."""
    return labels


@cache
def stands_for_thing(tag: str, dep: str) -> bool:
    """Whether a word of this tag and label can stand for a thing."""
    if tag[:2] == "NN" or tag in {"PRP", "CD", "$", "EX", "WP"}:
        return True
    if tag in {"DT", "WDT"}:
        return dep not in {"det", "predet"}
    return (tag[:2] == "JJ" or tag in {"VBG", "VBN"}) and dep in {"nsubj", "nsubjpass", "dobj", "pobj"}


class Tree(Struct, eq=False):
    """A parsed sentence: `nodes` in order of the words; `text` is the clean text of the whole paragraph.

    said            its words as they stand, those of names too, in small letters
    lemmas, labels  those of the nodes, once the tree is settled: what is not there need not be sought at every node
    """

    sentence: Sentence
    text: str
    nodes: tuple[Node, ...]
    root: Node
    said: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.said = frozenset(" ".join([node.text for node in self.nodes]).lower().split())

    def raise_root(self, node: Node, how: str = "") -> None:
        """Have the sentence headed by another node, which hangs on nothing."""
        node.move(None, "ROOT", how)
        self.root = node

    def settle(self) -> None:
        """Know the words and labels of all nodes: from here on none is added, however nodes with them are moved."""
        self.lemmas = frozenset([node.lemma for node in self.nodes])
        self.labels = frozenset([node.dep for node in self.nodes])

    def take_apart(self) -> None:
        """Nothing is asked of the tree any more: its nodes let go of each other, and no garbage is left to collect."""
        for node in self.nodes:
            if node.children:
                node.children, node.edges = (), None

    def words(self, nodes: Iterable[Node]) -> tuple[int, int]:
        """Start and end of the stretch that the nodes cover."""
        covered = list(nodes)
        return min([node.start for node in covered]), max([node.end for node in covered])


def hang_nodes(nodes: Sequence[Node], heads: Iterable[int]) -> Node:
    """Hang each node on the one at the place of its head; the root, which is its own head, is handed back."""
    root = nodes[0]
    for node, place in zip(nodes, heads, strict=True):
        head = nodes[place]
        if head is node:
            root = node
        else:
            node.head = head
            head.children += (node,)
            head.labels = _add_label(head.labels, node.dep)
    return root


def find_mark(clause: Node) -> str:
    """The conjunction that opens a clause, lower case, or ''."""
    if clause.labels.isdisjoint(_OPENING):
        return ""
    mark = ""
    for kid in clause.children:
        if kid.dep == "mark" or (kid.dep == "advmod" and kid.tag == "WRB"):
            word = kid.lemma.lower()
            if mark:
                return "that" if word == "that" else mark
            if word != "in":
                return word
            mark = word  # 'in that X shares Y'
    return mark


def is_purpose(clause: Node) -> bool:
    """'in order to share', 'so as to share': an infinitive that nothing governs."""
    phrases = [kid.text.lower().split()[:2] for kid in clause.kids("aux") if len(kid.text) > len("to")]
    return ["in", "order"] in phrases or ["so", "as"] in phrases


def is_content(clause: Node) -> bool:
    """'the allegation that X shares Y': a clause behind a noun with nothing left out, which the noun is about."""
    relative = [kid for kid in clause.children if kid.tag in {"WDT", "WP", "IN"} and kid.index < clause.index]
    if any(kid.lemma == "that" for kid in clause.kids("mark")):
        return True
    filled = [kid for kid in clause.kids("nsubj", "nsubjpass", "dobj", "attr") if kid not in relative]
    return any(kid.lemma == "that" and kid.dep in {"dobj", "advmod"} for kid in relative) and len(filled) > 1


def list_above(node: Node) -> list[Node]:
    """The words that a node hangs on, from the nearest up to the root."""
    above = []
    while node.head is not None:
        node = node.head
        above.append(node)
    return above


def find_clause(node: Node) -> Node | None:
    """The nearest verb above a noun, or None; participles that merely modify are passed by."""
    above = node.head
    while above is not None:
        if above.tag in _VERBS and above.dep in _CLAUSAL:
            return above
        above = above.head
    return None


def find_verb(node: Node | None) -> Node | None:
    """The node itself if it is a verb, else the nearest verb above it, or None."""
    while node is not None and node.tag not in _VERBS:
        node = node.head
    return node
