"""A sentence whose main verb the parser put into a relative clause in, the same with both clauses out.

'The photos that the system *collects* are stored', 'systems that *store* photos are reviewed': the word that is noun
and verb at once was taken for a noun, so that its clause swallowed the main verb.
"""

from __future__ import annotations

from graphkit.language.agreement import find_number
from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree
from graphkit.ontology.frames import Frames

_HELPERS = ("aux", "auxpass")
_PARTS = ("compound", "nmod")
_HOW = "repair:swallowed"


def free_main_verb(node: Node, tree: Tree, frames: Frames) -> None:
    """The last verb is that of the sentence, and the noun before it the verb of the clause or its object."""
    noun, taken = node.head, node.kid("nsubj", "nsubjpass")
    if noun is None or taken is None or tree.root.is_verb or not tree.root.is_noun or taken.tag[:2] != "NN":
        return
    helper = next((kid for kid in node.kids(*_HELPERS) if kid.index > taken.index), None)
    gap = next((kid for kid in node.children if kid.lemma in {"that", "which"} and kid.index < taken.index), None)
    parts = [kid for kid in taken.kids(*_PARTS) if kid.index < taken.index]
    if helper is None or gap is None or not parts or not noun.is_within(tree.root) or taken.has("prep", "conj"):
        return
    apart = gap.index < parts[0].index - 1 or parts[0].name is not None
    if taken.tag == "NNS" and parts[-1].index == taken.index - 1 and apart and _is_verb(taken, frames):
        verb, subject = taken, parts[-1]
    elif parts[0].index == gap.index + 1 and parts[0].tag == "NN" and _is_verb(parts[0], frames):
        verb, subject = parts[0], None
    else:
        return
    top = tree.root
    tree.raise_root(node, _HOW)
    top.move(node, "nsubjpass" if node.has("auxpass") else "nsubj", _HOW)
    others = [kid for kid in taken.children if kid is not verb and kid is not subject and kid.index < taken.index]
    verb.move(noun, "relcl", _HOW)
    verb.tag = "VBZ" if subject is not None else "VBP"
    if subject is not None:
        for kid in others:
            kid.move(subject, kid.dep, _HOW)
        subject.move(verb, "nsubj", _HOW)
    else:
        taken.move(verb, "dobj", _HOW)
    gap.move(verb, "dobj" if subject is not None else "nsubj", _HOW)
    gap.tag = "WDT"


def free_behind_object(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'The clerk who runs *Tally copies* the files.': what seems said in the relative clause is the main verb.

    So where the sentence has no other one, or one of which a pronoun behind 'but' or 'and' is the subject.
    """
    noun, verb = node.head, node.kid("ccomp")
    taken = verb.kid("nsubj") if verb is not None else None
    if noun is None or verb is None or taken is None or lexicon.find_governor(node.lemma, "verb") is not None:
        return
    if verb.has("mark") or taken.find_edges()[0].index != node.index + 1 or not _agrees(verb, noun):
        return
    second = noun.head
    if second is None:
        if not noun.is_noun or tree.nodes[-1].text != ".":
            return
    elif noun.dep != "nsubj" or not second.is_verb or not _opens_clause(second, verb, tree):
        return
    top, role = (second.head, second.dep) if second is not None else (None, "ROOT")
    taken.move(node, "dobj", _HOW)
    verb.move(top, role, _HOW)
    if top is None:
        tree.root = verb
    if second is not None:
        tree.nodes[_find_second(second, verb).index - 1].move(verb, "cc", _HOW)
        second.move(verb, "conj", _HOW)
    for mark in noun.kids("punct"):
        if mark.index > verb.index:
            mark.move(verb, "punct", _HOW)
    noun.move(verb, "nsubj", _HOW)


def _agrees(verb: Node, noun: Node) -> bool:
    """Whether the form of a verb, which tells the number of its subject, is that of a noun."""
    number = find_number(verb)
    return bool(number) and (noun.tag in {"NNS", "NNPS"}) == (number == "plural")


def _opens_clause(second: Node, verb: Node, tree: Tree) -> bool:
    pronoun = _find_second(second, verb)
    return pronoun is not second and tree.nodes[pronoun.index - 1].tag == "CC"


def _find_second(second: Node, verb: Node) -> Node:
    """The pronoun that is the subject of a second main verb, else the verb itself."""
    return next((kid for kid in second.kids("nsubj") if kid.index > verb.index and kid.tag == "PRP"), second)


def _is_verb(noun: Node, frames: Frames) -> bool:
    return noun.name is None and bool(frames.find("verb", noun.lemma))
