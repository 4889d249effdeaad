"""A relative clause behind several nouns in, the one that it can be about out; where two can, it is marked so.

The parser hangs such a clause on the first or the last noun of 'N1 of N2 that V' by habit. What decides is the number
of the verb, that 'who' is people, that a name needs nothing to tell which one it is, and that what is kept is data.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.language.agreement import agrees, find_number
from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.phrases import find_first_member, is_aside
from graphkit.language.time_words import load_time_words
from graphkit.language.tree import Node, Tree
from graphkit.model import ACTING, BODIES

#: A clause of which the sentence leaves open whom it is about.
EITHER = "repair:either"

_READABLE = frozenset({"DataCategory", "Document"})
_AGENTS = ACTING | {"System"}
_MOVED = "repair:antecedent"
_SMALL = frozenset({"punct", "cc"})
_LIST = 3
#: What parts two things, so that what stands behind the second is said of it: 'other *than the case* being tried'.
APART = frozenset({"than", "except", "besides"})
#: Labels that the parser gives to an apposition in commas, and those of what it can stand behind.
_APPOSED = frozenset({"appos", "nsubj", "oprd", "attr", "npadvmod"})
_DESCRIBED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT"})


def find_antecedent(node: Node, tree: Tree, lexicon: Lexicon) -> None:
    """'members of the board *that oversees* X', 'clerks at the centre *who reviewed* X', 'A and B, *which runs* X'."""
    noun = node.head
    gap = node.kid("nsubj", "nsubjpass")
    if gap is not None and gap.lemma == "both":
        return _pick_both(node, gap, tree)
    if noun is None or gap is None or gap.lemma not in {"that", "which", "who"} or gap.index > node.index:
        return
    parted = _find_parted(noun, gap, tree) if ";" in tree.said else None
    if parted is not None:
        return node.move(parted, "relcl", _MOVED)
    dated = _find_dated(noun)
    if dated is not None:
        return node.move(dated, "relcl", _MOVED)
    person = _find_employed(noun, lexicon) if gap.lemma == "who" else None
    if person is not None:
        return node.move(person, "relcl", _MOVED)
    number, apart = find_number(node), tree.nodes[gap.index - 1].text == ","
    if apart and number != "singular" and _ends_list(noun):
        node.how = (*node.how, EITHER)  # 'A, B and all *Cs, who do X*': the last, or all
    if apart and is_across(noun, gap):
        node.how = (*node.how, EITHER)
    if noun.has("conj") or noun.dep == "conj":
        return _pick_member(node, noun, number, apart) if gap.lemma != "who" else _pick_people(node, noun, lexicon)
    of = noun.head if noun.dep == "pobj" else None
    if apart and of is not None and of.lemma == "of" and of.head is not None and of.head.lemma == "one":
        return node.move(of.head, "relcl", _MOVED)  # '*one of the clerks*, who saw X'
    if apart and gap.lemma == "which" and is_town(noun):
        node.how = (*node.how, EITHER)  # 'the Tolls Unit in *Dunmere*, which reviews X'
    chain = [*_list_above(noun), noun, *_list_below(noun, gap)]
    if len(chain) < 2:
        return
    described = _find_apposed(noun, tree) if apart and gap.lemma == "which" else None
    if described is not None and agrees(described, number, lexicon):
        return node.move(described, "relcl", _MOVED)
    agreeing = [each for each in chain if agrees(each, number, lexicon)]
    if len(agreeing) == 1 and agreeing[0] is not noun:
        return node.move(agreeing[0], "relcl", _MOVED)
    if noun not in agreeing or len(agreeing) < 2:
        return
    _choose(node, noun, agreeing, gap, lexicon, apart=apart)


def _find_parted(noun: Node, gap: Node, tree: Tree) -> Node | None:
    """'clerks; and doctors and *others that send bills*': what stands before a semicolon is not meant."""
    marks = [word.index for word in tree.nodes[noun.index : gap.index] if word.text == ";"]
    members = [word for word in noun.subtree() if word.dep == "conj" and word.is_noun]
    behind = [member for member in members if marks and marks[-1] < member.index < gap.index]
    return min(behind, key=lambda member: member.index, default=None)


def find_gapped(node: Node, tree: Tree) -> None:
    """'compares X with *the list that Y supplied*': what a clause leaves out is the noun with 'the' right before it."""
    noun = node.head
    gap = next((kid for kid in node.kids("dobj") if kid.tag == "WDT" and kid.index < node.index), None)
    if noun is None or gap is None or not gap.index:
        return
    before = tree.nodes[gap.index - 1]
    above = before.head
    if before.text == "," and (is_across(noun, gap) or (noun.name is None and _list_above(noun))):
        node.how = (*node.how, EITHER)  # 'the log of the calls, *which X submits*'
    if before.text != "," and noun.dep == "conj" and noun.tag == "NNP":
        node.how = (*node.how, EITHER)  # 'agencies of A and *B that X reviewed*': no name needs to be told which it is
    if before is noun or before.dep != "pobj" or above is None or above.lemma == "of" or noun.index > before.index:
        return
    if any(kid.lemma == "the" for kid in before.kids("det")) and not before.is_within(node):
        node.move(before, "relcl", _MOVED)


def is_across(noun: Node, gap: Node) -> bool:
    """'*your record* has been kept on X, *which we share*': a verb and its phrases stand between."""
    verb = noun.head
    return noun.dep in {"nsubj", "nsubjpass"} and verb is not None and noun.index < verb.index < gap.index


def is_town(noun: Node) -> bool:
    """Whether a name that nothing is known of stands behind 'in' or 'at', or behind another that does."""
    if noun.tag != "NNP" or noun.name is not None:
        return False
    first = noun.head if noun.dep in {"appos", "npadvmod", "conj"} and noun.head is not None else noun
    preposition = first.head if first.dep == "pobj" else None
    return preposition is not None and preposition.lemma in {"in", "at", "of"} and preposition.head is not None


def _find_employed(noun: Node, lexicon: Lexicon) -> Node | None:
    """'*an officer* employed by another office, *who ran X*': people are 'who', and no body is."""
    above = noun.head if noun.dep == "pobj" else None
    participle = above.head if above is not None and above.head is not None and above.head.dep == "acl" else None
    person = participle.head if participle is not None else None
    if person is None or find_kind(noun, lexicon) not in BODIES or find_kind(person, lexicon) != "Role":
        return None
    return person


def _ends_list(noun: Node) -> bool:
    """Whether three or more are listed up to a noun, the last of them several."""
    members = [find_first_member(noun)]
    while len(members) < _LIST and (later := [kid for kid in members[-1].kids("conj") if kid.is_noun]):
        members.append(later[-1])
    return len(members) == _LIST and any(kid.tag in {"NNS", "NNPS"} for kid in members[-1].subtree())


def _find_dated(noun: Node) -> Node | None:
    """'your letter *of 9 January*, which asks for X': what bears the date, which itself asks for nothing."""
    preposition = noun.head
    if noun.lemma not in load_time_words().months or preposition is None or preposition.lemma != "of":
        return None
    return preposition.head if preposition.head is not None and preposition.head.is_noun else None


def _pick_both(node: Node, gap: Node, tree: Tree) -> None:
    """'data from A and B, *both of which* X runs': of the two names right before."""
    last = tree.nodes[gap.index - 2] if gap.index > 1 else None
    if last is not None and last.dep == "conj" and last.head is not None and last.head is not node.head:
        node.move(last.head, "relcl", _MOVED)


def _pick_member(node: Node, noun: Node, number: str, apart: bool) -> None:
    """'A and *B, which runs X*', 'disks and *software that hides X*': a verb in the singular is said of the last."""
    last = noun
    while (later := [kid for kid in last.kids("conj") if kid.is_noun and kid.index < node.index]):
        last = later[-1]
    joined = any(kid.lemma == "and" for each in (noun, last.head or noun) for kid in each.kids("cc"))
    if last is noun or number != "singular" or not joined or last.tag not in {"NN", "NNP"}:
        return
    if not apart or last.name is not None:
        node.move(last, "relcl", _MOVED)


def _pick_people(node: Node, noun: Node, lexicon: Lexicon) -> None:
    """'from State sources and *individuals who use X*': of what is coordinated the last that names people."""
    members = [noun, *(kid for kid in noun.kids("conj") if kid.index < node.index)]
    people = [member for member in members if find_kind(member, lexicon) == "Role"]
    if people and people[-1] is not noun and noun not in people:
        node.move(people[-1], "relcl", _MOVED)


def _choose(node: Node, noun: Node, agreeing: list[Node], gap: Node, lexicon: Lexicon, *, apart: bool) -> None:
    kind = find_kind(noun, lexicon)
    others = [each for each in agreeing if each is not noun]
    if gap.lemma == "who":
        people = [each for each in others if find_kind(each, lexicon) == "Role"]
        if kind != "Role" and people:
            node.move(people[-1], "relcl", _MOVED)
        return
    if others[-1].lemma in lexicon.constructions.derogating and others[-1].index < noun.index:
        return node.move(others[-1], "relcl", _MOVED)  # 'an exception to the rule, *which permits* X'
    if gap.dep == "nsubjpass":
        data = [each for each in others if each.index < noun.index and find_kind(each, lexicon) in _READABLE]
        if kind in _AGENTS and data and node.lemma in lexicon.constructions.keeping:
            node.move(data[-1], "relcl", _MOVED)
        return
    if not apart and _is_unique(noun) and not _is_unique(others[-1]):
        return node.move(others[-1], "relcl", _MOVED)
    first = min(noun, others[-1], key=lambda each: each.index)
    if apart or _points(others[-1]) or find_kind(first, lexicon) == "Role":
        return  # 'employees of agencies *that* use X': people are 'who'
    if _may_do(noun, lexicon) and _may_do(others[-1], lexicon):
        node.how = (*node.how, EITHER)


def mark_progressive(node: Node) -> None:
    """'interviews about the case *being conducted by X*': of which of the two it is said is left open."""
    noun = node.head
    ongoing = any(kid.text.lower() == "being" for kid in node.kids("auxpass"))
    if noun is None or not ongoing or noun.dep != "pobj" or noun.head is None or noun.head.dep != "prep":
        return
    above = noun.head.head
    if above is not None and above.is_noun and noun.head.lemma not in APART:
        node.how = (*node.how, EITHER)


def mark_far(node: Node, tree: Tree) -> None:
    """'compares *names* with the list of X *kept by Y*': of a noun that others part from it, or of these."""
    noun = node.head
    if noun is None or noun.index > node.index or "dobj" in noun.labels:
        return
    opening = node.find_edges()[0].index
    near: Node | None = next((word for word in reversed(tree.nodes[noun.index : opening]) if word.is_noun), None)
    while near is not None and near is not noun:
        if near.dep in {"compound", "nmod", "conj", "appos", "poss"}:
            near = near.head
        elif near.dep == "pobj" and near.head is not None and near.head.lemma == "of":
            near = near.head.head
        else:
            break
    apart = tree.nodes[opening - 1].text == "," and noun.index < opening - 2 and tree.nodes[opening - 2] is not noun
    of = any(word.lemma == "of" and word.head is noun for word in tree.nodes[noun.index : opening])
    if near is not noun or (apart and of):  # 'the outcome of the review, *required by X*'
        node.how = (*node.how, EITHER)


def mark_trailing(node: Node, tree: Tree) -> None:
    """'A is matched against B, *maintained by X*': of A, or of what stands before the comma."""
    verb, opening = node.head, node.find_edges()[0].index
    if verb is None or node.index < verb.index or tree.nodes[opening - 1].text != ",":
        return
    if tree.nodes[opening - 2].is_noun and tree.nodes[opening - 2].index > verb.index:
        node.how = (*node.how, EITHER)


def mark_resumed(node: Node) -> None:
    """'X sends A to Y, which stores it, *and returns* B': of X and Y either may return it."""
    verb = node.head
    if verb is None or not verb.is_verb or node.index < verb.index or node.has("nsubj", "nsubjpass"):
        return
    if verb.dep == "relcl" and _is_second_of_two(node, verb):
        node.how = (*node.how, EITHER)  # 'X wrote that Y used a list in which Z put A, *and gave* B': X or Z
        return
    end = verb
    while end.index < node.index - 1:  # down to what stands right before the verb
        below = [kid for kid in end.children if end.index < kid.index < node.index and kid.dep not in _SMALL]
        if not below or below[-1] is node:
            return
        end = below[-1]
        if end.dep == "relcl" and end.index > verb.index and _may_be_resumed(end, node):
            node.how = (*node.how, EITHER)
            return


def _is_second_of_two(node: Node, verb: Node) -> bool:
    """Whether a comma and 'and' join one verb to that of a relative clause, and no series goes on with it."""
    link = next((kid for kid in verb.kids("cc") if kid.index == node.index - 1), None)
    comma = link is not None and any(kid.text == "," and kid.index == link.index - 1 for kid in verb.subtree())
    return comma and verb.kids("conj") == [node] and not node.kids("conj") and node.tag != "VBG"


def _may_be_resumed(clause: Node, verb: Node) -> bool:
    """Whether the verb may go on with a clause 'which stores it': it is said of a subject, at the same time."""
    gap = clause.kid("nsubj", "nsubjpass")
    helpers = clause.kids("aux", "auxpass")
    finite = (helpers[0] if helpers else clause).tag
    own = verb.kids("aux", "auxpass")
    return gap is not None and is_aside(clause) and gap.tag in {"WDT", "WP"} and finite == (own[0] if own else verb).tag


def _find_apposed(noun: Node, tree: Tree) -> Node | None:
    """'*X*, the database of the office, *which holds Y*': what the apposition and the clause both describe.

    None where the clause may be about the noun inside the apposition, as it may where that is a name.
    """
    above = noun.head if noun.dep == "pobj" and noun.name is None else None
    apposed = above.head if above is not None and above.lemma == "of" else None
    if apposed is None or apposed.dep not in _APPOSED or not apposed.has("det"):
        return None
    start = apposed.find_edges()[0].index
    if any(kid.tag == "CC" and tree.nodes[kid.index - 1].text == "," for kid in tree.nodes[noun.index + 1 :]):
        return None  # 'names, the minutes of the board, which meets, *and letters*': a list
    before = tree.nodes[start - 2] if start > 1 and tree.nodes[start - 1].text == "," else None
    return before if before is not None and before.is_noun and before.dep in _DESCRIBED else None


def _may_do(noun: Node, lexicon: Lexicon) -> bool:
    """Whether a noun names somebody or a system, and no data."""
    kind = find_kind(noun, lexicon)
    return kind in _AGENTS or (kind == "Thing" and noun.tag in {"NNP", "NNPS"})


def _is_unique(noun: Node) -> bool:
    """Whether a noun is the name of one thing, of which no clause need tell which one it is."""
    return noun.name is not None and noun.tag == "NNP" and not noun.has("det") and not noun.text.endswith("s")


def _points(noun: Node) -> bool:
    """'*those* agencies in the region *that use* X': what points ahead to the clause is what it is about."""
    return any(kid.lemma in {"those", "any"} for kid in noun.kids("det"))


def _list_above(noun: Node) -> list[Node]:
    """The nouns in whose prepositional phrase a noun stands, the farthest first."""
    above: list[Node] = []
    while noun.dep == "pobj" and noun.head is not None and noun.head.dep == "prep" and noun.head.head is not None:
        preposition, noun = noun.head, noun.head.head
        if noun.dep == "acl" and noun.head is not None:
            noun = noun.head  # '*clerks* assigned to the unit who …'
        if noun.is_verb and preposition.lemma == "from":  # 'uses *software* from the vendor that …'
            noun = next((kid for kid in noun.kids("dobj") if kid.index == preposition.index - 1), noun)
        if not noun.is_noun or noun.has("conj") or noun.dep == "conj":
            break
        above.insert(0, noun)
    return above


def _list_below(noun: Node, gap: Node) -> Iterator[Node]:
    """The nouns that stand in the last prepositional phrase of a noun before a relative pronoun."""
    while True:
        inner = [each for kid in noun.kids("prep") if kid.index < gap.index for each in kid.kids("pobj")]
        if not inner or not inner[-1].is_noun or inner[-1].has("conj"):
            return
        noun = inner[-1]
        yield noun
