"""Which things a noun phrase stands for, read from trees drawn by hand."""

from __future__ import annotations

import pytest

from graphkit.language.mentions import read_noun
from graphkit.language.phrases import find_determiner, list_members, list_nouns, read_quantity
from graphkit.language.tree import Node, Tree, hang_nodes
from graphkit.model import Sentence
from graphkit.ontology import find_ontology
from graphkit.pipeline import load_words

LEXICON = load_words(find_ontology())[0]


def grow(words: str) -> Tree:
    """The tree of 'word/TAG/label/head …', where the head is a word's place, counted from 0."""
    nodes, heads, text = [], [], ""
    for index, word in enumerate(words.split()):
        surface, tag, dep, head = word.rsplit("/", 3)
        text += " " if text else ""
        lemma = surface.lower().removesuffix("s") if tag == "NNS" else surface.lower()
        nodes.append(Node(index, surface, lemma, tag, dep, len(text), len(text) + len(surface)))
        heads.append(int(head))
        text += surface
    return Tree(Sentence(0, 0, len(text)), text, tuple(nodes), hang_nodes(nodes, heads))


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("photographs/NNS/ROOT/0", ["photographs"]),
        ("the/DT/det/1 photographs/NNS/ROOT/1", ["photographs"]),
        ("any/DT/det/2 such/JJ/amod/2 photographs/NNS/ROOT/2", ["photographs"]),
        ("probe/NN/compound/1 photographs/NNS/ROOT/1", ["probe photographs"]),
        ("various/JJ/amod/2 probe/NN/compound/2 photographs/NNS/ROOT/2", ["probe photographs"]),
        ("state/NN/compound/3 or/CC/cc/0 local/JJ/conj/0 agencies/NNS/ROOT/3", ["state agencies", "local agencies"]),
    ],
)
def test_a_label_says_which_thing_and_no_more(words: str, labels: list[str]) -> None:
    tree = grow(words)
    assert [mention.thing.label for mention in read_noun(tree.root, tree, LEXICON)] == labels


def test_a_coordination_names_each_of_its_members() -> None:
    tree = grow("images/NNS/ROOT/0 ,/,/punct/0 names/NNS/conj/0 and/CC/cc/2 dates/NNS/conj/2")
    assert [node.text for node in list_nouns(tree.root, LEXICON)] == ["images", "names", "dates"]


def test_what_is_replaced_is_no_member() -> None:
    tree = grow("images/NNS/ROOT/0 instead/RB/advmod/2 of/IN/cc/0 names/NNS/conj/0")
    assert [node.text for node in list_nouns(tree.root, LEXICON)] == ["images"]


def test_a_transparent_head_stands_for_what_follows_it() -> None:
    tree = grow("types/NNS/ROOT/0 of/IN/prep/0 images/NNS/pobj/1")
    assert [node.text for node in list_nouns(tree.root, LEXICON)] == ["images"]


def test_an_opaque_head_stands_for_itself() -> None:
    tree = grow("owner/NN/ROOT/0 of/IN/prep/0 images/NNS/pobj/1")
    assert [node.text for node in list_nouns(tree.root, LEXICON)] == ["owner"]


def test_examples_are_members_of_the_class() -> None:
    tree = grow("records/NNS/ROOT/0 including/VBG/prep/0 images/NNS/pobj/1 and/CC/cc/2 names/NNS/conj/2")
    assert [node.text for node in list_members(tree.root, LEXICON)] == ["images", "names"]


def test_what_is_about_something_has_no_members() -> None:
    tree = grow("records/NNS/ROOT/0 about/IN/prep/0 images/NNS/pobj/1")
    assert list_members(tree.root, LEXICON) == []


def test_quantity_and_determiner() -> None:
    tree = grow("the/DT/det/3 over/IN/quantmod/2 44,000/CD/nummod/3 images/NNS/ROOT/3")
    assert (find_determiner(tree.root), read_quantity(tree.root, tree)) == ("the", "over 44,000")


def test_a_bare_noun_has_neither() -> None:
    tree = grow("images/NNS/ROOT/0")
    assert (find_determiner(tree.root), read_quantity(tree.root, tree)) == ("", "")
