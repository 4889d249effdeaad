"""Trees in, the same with words that belong before a noun put there, where the parser took one for a verb out."""

from __future__ import annotations

from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree, find_verb
from graphkit.model import BODIES
from graphkit.ontology.kinds import UNKNOWN

_OWN = frozenset({"det", "poss", "nummod", "amod", "prep", "relcl"})


def join_gerund(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'vision and *hearing* test results', 'bank *routing* details': between two bare nouns it says of what sort.

    A singular that no article goes with names nothing by itself: it belongs before the noun as well.
    """
    thing, before = node.kid("dobj"), tree.nodes[node.index - 1]
    if thing is None or not _stands_bare(node, thing):
        return
    linked = before.tag == "CC" and node.dep == "conj" and node.index > 1
    noun = tree.nodes[node.index - 2] if linked else before
    if noun.tag != "NN" or noun.name is not None or not noun.labels.isdisjoint(_OWN):
        return
    if linked and noun is not node.head:
        return
    kind = find_kind(noun, lexicon)
    if kind == UNKNOWN if linked else kind in BODIES and node.dep == "acl":
        _yield_place(noun, thing, node, "repair:compound")


def join_accredited(node: Node, tree: Tree) -> None:
    """'is hosted in *Harbor Bank accredited* data centres': no verb goes on with another without a link."""
    thing, before = node.kid("dobj"), tree.nodes[node.index - 1]
    if thing is None or before.name is None or before.dep != "pobj" or not _stands_bare(node, thing):
        return
    verb = node.head
    if verb is not None and verb.is_verb and before.is_within(verb) and not verb.has("cc"):
        node.tag = "VBN"
        _yield_place(before, thing, node, "repair:compound")


def _stands_bare(node: Node, thing: Node) -> bool:
    """Whether a verb form has nothing but a plural right behind it, with no article."""
    if any(kid.dep != "prep" for kid in node.children if kid is not thing):
        return False
    if thing.tag != "NNS" or thing.has("det", "poss"):
        return False
    return thing.find_edges()[0].index == node.index + 1


def _yield_place(noun: Node, thing: Node, form: Node, how: str) -> None:
    """Put a noun and a verb form before the noun behind them, which takes the place of the first."""
    for kid in form.kids("prep"):
        kid.move(find_verb(noun) or thing, "prep", how)
    thing.move(noun.head, noun.dep, how)
    for kid in [kid for kid in noun.children if kid is not form and kid.dep not in {"cc", "compound"}]:
        kid.move(thing, kid.dep, how)
    noun.move(thing, "compound", how)
    form.move(noun if noun.has("cc") else thing, "conj" if noun.has("cc") else "amod", how)
