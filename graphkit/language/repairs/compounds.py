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


def join_motive(node: Node, lexicon: Lexicon) -> None:
    """'for *bookkeeping* reasons': what sort of reasons they are, and nothing that is done to them."""
    thing, above = node.kid("dobj"), node.head
    if thing is None or above is None or thing.lemma not in lexicon.constructions.motives:
        return
    if _is_bare(node, thing):
        thing.move(above, "pobj", "repair:compound")
        node.move(thing, "compound", "repair:compound")


def join_repeated(node: Node, tree: Tree) -> None:
    """'capture time, *capture* network, *capture* camera': what stood before the first of a list stands before each."""
    thing, member = node.kid("dobj"), node.head
    if thing is None or thing.index != node.index + 1 or not thing.is_noun:
        return
    if tree.nodes[node.index - 1].tag not in {",", "CC"}:
        return
    while member is not None and member.dep == "conj" and member.head is not None:
        member = member.head
    if member is not None and member.is_verb:
        member = next((kid for kid in member.kids("dobj") if kid.index < node.index), None)
    if member is None or not member.is_noun or member.is_within(node):
        return
    if not any(kid.text == node.text for kid in member.kids("compound")):
        return
    thing.move(member, "conj", "repair:list")
    for kid in [kid for kid in node.children if kid.dep in {"conj", "cc"}]:
        kid.move(thing, kid.dep, "repair:list")
    node.tag = "NN"
    node.move(thing, "compound", "repair:list")


def join_adjacent(node: Node, tree: Tree) -> None:
    """'a name, date of birth and *home* address': between two members of a list stands a comma or a link."""
    last, above = tree.nodes[min(node.index + 1, len(tree.nodes) - 1)], node.head
    if above is None or last.dep not in {"conj", "appos"} or last.tag not in {"NN", "NNS"}:
        return
    if last.name is None and not node.children and not node.is_within(last) and not last.is_within(node):
        last.move(above, "conj", "repair:list")
        node.move(last, "compound", "repair:list")


def part_opening_list(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'a *name*, date of birth and home address': what a comma follows is the first of a list, and no word of the last.

    Of the last, what stands right before it is the rest.
    """
    last, kids = node.head, node.kids("conj")
    if last is None or not kids or node.name is not None or last.name is not None or last.head is None:
        return
    if tree.nodes[node.index + 1].text != "," or find_kind(node, lexicon) != "DataCategory":
        return
    modifier = kids[-1]
    while modifier.has("conj"):
        modifier = modifier.kids("conj")[-1]
    link = modifier.head
    if modifier.index != last.index - 1 or modifier.tag != "NN" or link is None or not link.has("cc"):
        return
    node.move(last.head, last.dep, "repair:list")
    for kid in [kid for kid in last.children if kid.index < node.index]:
        kid.move(node, kid.dep, "repair:list")
    last.move(link, "conj", "repair:list")
    modifier.move(last, "compound", "repair:list")


def _stands_bare(node: Node, thing: Node) -> bool:
    """Whether a verb form has nothing but a plural right behind it, with no article."""
    return thing.tag == "NNS" and _is_bare(node, thing)


def _is_bare(node: Node, thing: Node) -> bool:
    if any(kid.dep != "prep" for kid in node.children if kid is not thing) or thing.has("det", "poss"):
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
