"""What the repairs put right, on trees drawn by hand, and what they leave alone."""

from __future__ import annotations

import pytest

from graphkit.language.repairs import (
    WALKS,
    align_conjunct,
    attach_members,
    attach_second_object,
    free_agent,
    join_infinitives,
    join_subjects,
    raise_subject,
    retag_noun,
    shift_complement,
    split_indirect_object,
)
from graphkit.language.repairs.dispatch import Repair, Walk
from graphkit.language.tree import Node, Tree, hang_nodes
from graphkit.model import Sentence
from graphkit.ontology import find_ontology
from graphkit.pipeline import load_words

LEXICON, FRAMES = load_words(find_ontology())[:2]
LEMMAS = {"is": "be", "are": "be", "makes": "make", "grants": "grant", "provides": "provide", "uses": "use"}


def grow(words: str) -> Tree:
    """The tree of 'word/TAG/label/head …', where the head is a word's place, counted from 0."""
    nodes, heads, text = [], [], ""
    for index, word in enumerate(words.split()):
        surface, tag, dep, head = word.rsplit("/", 3)
        text += " " if text else ""
        lemma = LEMMAS.get(surface.lower(), surface.lower())
        nodes.append(Node(index, surface, lemma, tag, dep, len(text), len(text) + len(surface)))
        heads.append(int(head))
        text += surface
    return Tree(Sentence(0, 0, len(text)), text, tuple(nodes), hang_nodes(nodes, heads))


def place(tree: Tree, index: int) -> tuple[str, str]:
    node = tree.nodes[index]
    return node.dep, node.head.text if node.head is not None else ""


def test_a_plural_before_the_gift_is_whom_it_is_given_to() -> None:
    tree = grow("Board/NNP/nsubj/1 grants/VBZ/ROOT/1 any/DT/det/4 agencies/NNS/compound/4 access/NN/dobj/1")
    split_indirect_object(tree.nodes[3], LEXICON)
    assert (place(tree, 3), place(tree, 2)) == (("dative", "grants"), ("det", "agencies"))


@pytest.mark.parametrize(
    "words",
    [
        "Board/NNP/nsubj/1 provides/VBZ/ROOT/1 user/NN/compound/3 access/NN/dobj/1",
        "Board/NNP/nsubj/1 uses/VBZ/ROOT/1 agencies/NNS/compound/3 access/NN/dobj/1",
    ],
    ids=["a singular", "no verb of giving"],
)
def test_a_modifier_of_the_object_stays_one(words: str) -> None:
    tree = grow(words)
    split_indirect_object(tree.nodes[2], LEXICON)
    assert place(tree, 2) == ("compound", "access")


def test_an_adjective_before_the_object_of_make_is_its_complement() -> None:
    tree = grow("Board/NNP/nsubj/1 makes/VBZ/ROOT/1 available/JJ/amod/3 images/NNS/dobj/1")
    shift_complement(tree.nodes[2], LEXICON)
    assert place(tree, 2) == ("oprd", "makes")


@pytest.mark.parametrize(
    "words",
    [
        "Board/NNP/nsubj/1 makes/VBZ/ROOT/1 the/DT/det/4 available/JJ/amod/4 images/NNS/dobj/1",
        "Board/NNP/nsubj/1 uses/VBZ/ROOT/1 all/DT/det/4 available/JJ/amod/4 images/NNS/dobj/1",
    ],
    ids=["behind an article", "another verb"],
)
def test_an_adjective_of_the_object_stays_one(words: str) -> None:
    tree = grow(words)
    shift_complement(tree.nodes[3], LEXICON)
    assert place(tree, 3) == ("amod", "images")


def test_two_subjects_with_and_between_are_one() -> None:
    tree = grow("A/NNP/nsubj/3 and/CC/cc/0 B/NNP/nsubj/3 meet/VBP/ROOT/3")
    join_subjects(tree.root, tree)
    assert place(tree, 2) == ("conj", "A")


def test_two_subjects_without_and_stay_apart() -> None:
    tree = grow("A/NNP/nsubj/2 B/NNP/nsubj/2 meet/VBP/ROOT/2")
    join_subjects(tree.root, tree)
    assert place(tree, 1) == ("nsubj", "meet")


def test_bare_verbs_in_a_row_belong_to_the_infinitive() -> None:
    tree = grow("We/PRP/nsubj/1 are/VBP/ROOT/1 able/JJ/acomp/1 to/TO/aux/4 check/VB/xcomp/2 and/CC/cc/1 keep/VB/conj/1")
    join_infinitives(tree.nodes[6])
    assert place(tree, 6) == ("conj", "check")


def test_a_verb_with_its_own_subject_belongs_to_no_infinitive() -> None:
    tree = grow(
        "We/PRP/nsubj/1 are/VBP/ROOT/1 able/JJ/acomp/1 to/TO/aux/4 check/VB/xcomp/2 "
        "and/CC/cc/1 they/PRP/nsubj/7 keep/VBP/conj/1"
    )
    join_infinitives(tree.nodes[7])
    assert place(tree, 7) == ("conj", "are")


def test_a_bare_participle_behind_by_modifies_the_agent() -> None:
    tree = grow(
        "It/PRP/nsubjpass/2 is/VBZ/auxpass/2 used/VBN/ROOT/2 by/IN/agent/2 visiting/VBG/pcomp/3 staff/NNS/dobj/4"
    )
    free_agent(tree.nodes[4])
    assert (place(tree, 5), place(tree, 4)) == (("pobj", "by"), ("amod", "staff"))


def test_a_gerund_with_an_article_behind_it_stays_one() -> None:
    tree = grow(
        "It/PRP/nsubjpass/2 is/VBZ/auxpass/2 done/VBN/ROOT/2 by/IN/agent/2 "
        "visiting/VBG/pcomp/3 the/DT/det/6 staff/NNS/dobj/4"
    )
    free_agent(tree.nodes[4])
    assert place(tree, 6) == ("dobj", "visiting")


def test_a_second_object_explains_the_first() -> None:
    tree = grow("We/PRP/nsubj/1 use/VBP/ROOT/1 Tally/NNP/dobj/1 ,/,/punct/1 software/NN/dobj/1")
    attach_second_object(tree.nodes[4], tree, LEXICON)
    assert place(tree, 4) == ("appos", "Tally")


def test_a_relative_pronoun_is_explained_by_no_object() -> None:
    tree = grow("rumor/NN/ROOT/0 that/WDT/dobj/3 we/PRP/nsubj/3 use/VBP/relcl/0 Tally/NNP/dobj/3")
    attach_second_object(tree.nodes[4], tree, LEXICON)
    assert place(tree, 4) == ("dobj", "use")


def test_an_adjective_with_an_object_is_a_verb_of_the_series() -> None:
    tree = grow("We/PRP/nsubj/2 may/MD/aux/2 view/VB/ROOT/2 and/CC/cc/2 correct/JJ/conj/2 data/NNS/dobj/4")
    align_conjunct(tree.nodes[4], FRAMES)
    assert tree.nodes[4].tag == "VB"


def test_a_noun_with_an_article_is_no_verb_of_the_series() -> None:
    tree = grow("We/PRP/nsubj/2 may/MD/aux/2 view/VB/ROOT/2 or/CC/cc/2 the/DT/det/5 search/NN/conj/2")
    align_conjunct(tree.nodes[5], FRAMES)
    assert tree.nodes[5].tag == "NN"


def test_a_verb_where_a_noun_must_stand_is_the_noun() -> None:
    tree = grow("data/NNS/ROOT/0 that/WDT/dobj/3 users/VBZ/nsubj/3 post/VBP/relcl/0")
    retag_noun(tree.nodes[2], LEXICON)
    assert (tree.nodes[2].tag, tree.nodes[2].lemma) == ("NNS", "user")


def test_a_finite_verb_takes_back_its_subject() -> None:
    tree = grow("Besides/IN/prep/5 dates/NNS/pobj/0 ,/,/punct/1 images/NNS/appos/1 are/VBP/auxpass/5 shared/VBN/ROOT/5")
    raise_subject(tree.root, tree)
    assert place(tree, 3) == ("nsubjpass", "shared")


def test_a_verb_with_a_subject_takes_none() -> None:
    tree = grow(
        "Besides/IN/prep/5 dates/NNS/pobj/0 ,/,/punct/5 images/NNS/nsubjpass/5 are/VBP/auxpass/5 shared/VBN/ROOT/5"
    )
    raise_subject(tree.root, tree)
    assert [node.how for node in tree.nodes] == [()] * 6


def test_to_include_lists_members() -> None:
    tree = grow("We/PRP/nsubj/1 use/VBP/ROOT/1 tools/NNS/dobj/1 to/TO/aux/4 include/VB/advcl/1 Tally/NNP/dobj/4")
    attach_members(tree.nodes[4])
    assert (place(tree, 4), place(tree, 3)) == (("acl", "tools"), ("mark", "include"))


def test_a_repair_is_shown_nodes_of_its_labels_and_tags_alone() -> None:
    tree = grow("Board/NNP/nsubj/1 grants/VBZ/ROOT/1 any/DT/det/4 agencies/NNS/compound/4 access/NN/dobj/1")
    seen: list[str] = []
    shapes = ({"deps": "nsubj dobj"}, {"tags": "VBZ"}, {"deps": "compound", "tags": "NN"})
    Walk(*(Repair(lambda node: seen.append(node.text), **shape) for shape in shapes)).mend(tree, LEXICON, FRAMES)
    assert seen == ["Board", "grants", "access"]


def test_a_node_that_was_given_another_label_is_for_the_repairs_of_that_label_from_there_on() -> None:
    tree = grow("Board/NNP/nsubj/1 grants/VBZ/ROOT/1 access/NN/dobj/1")
    steps: list[str] = []

    def relabel(node: Node) -> None:
        node.relabel("attr")

    walk = Walk(
        Repair(lambda node: steps.append("attr too early"), "attr"),
        Repair(relabel, "dobj"),
        Repair(lambda node: steps.append("dobj too late"), "dobj"),
        Repair(lambda node: steps.append("attr"), "attr"),
    )
    walk.mend(tree, LEXICON, FRAMES)
    assert steps == ["attr"]


def test_repairs_ask_for_no_more_than_the_tree_and_the_words() -> None:
    asked = {name for walk in WALKS for repair in walk.repairs for name in repair.asked}
    assert asked <= {"tree", "lexicon", "frames"}
