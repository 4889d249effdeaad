"""Noun nodes in, the nouns that their phrases stand for out: members of a coordination or a class, what is counted."""

from __future__ import annotations

from graphkit.language.dates import is_year
from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree

#: Labels of what hangs on a noun and may be a further member of its phrase.
_JOINING = frozenset({"conj", "appos"})
#: Labels of what hangs on a noun without which its phrase stands for nothing but itself.
MULTIPLYING = _JOINING | {"prep"}
_REPLACING = frozenset({"of", "than"})

#: Labels of what can give the members of a class.
LISTING = ("prep", "acl", "advcl", "relcl")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Labels of determiners.
DETERMINING = ("det", "predet")
#: What stands for members of what it is of that nobody names ('*some* of the agencies'); and for every one of them.
_PARTIAL = frozenset({"some", "certain", "several", "many", "most", "few", "half", "majority"})
_WHOLE = frozenset({"all", "any", "both", "each", "either", "neither", "none"})


def list_nouns(node: Node, lexicon: Lexicon) -> list[Node]:
    """The heads that a noun phrase coordinates: the node itself, its conjuncts, and what it is transparent for."""
    if node.labels.isdisjoint(_JOINING):
        return [node] if "prep" not in node.labels else _see_through(node, lexicon)
    nouns, members = [], _list_conjuncts(node)
    for member in members:
        if "prep" in member.labels:
            nouns.extend(_see_through(member, lexicon))
        elif member.lemma not in lexicon.transparent or not _goes_on(members, member, lexicon):
            nouns.append(member)
    return nouns


def _goes_on(members: list[Node], member: Node, lexicon: Lexicon) -> bool:
    """'the *numbers* and types of X': what the last of them is of, all of them are of."""
    last = members[-1]
    counted = last is not member and last.lemma in lexicon.transparent
    return counted and any(kid.lemma == "of" for kid in last.kids("prep"))


def _list_conjuncts(node: Node) -> list[Node]:
    members, conjuncts = [node], node.kids("conj")
    if "appos" in node.labels:
        behind = [child for child in node.kids("appos") if child.index > node.index]
        conjuncts = [*conjuncts, *[inner for child in behind for inner in child.kids("conj")]]
    # 'A instead of B', 'A rather than B': B is no member of the series
    replacing = [
        kid.index for kid in node.children if kid.dep == "cc" and kid.lemma in _REPLACING and kid.index > node.index
    ]
    for child in conjuncts:
        if replacing and child.index > replacing[0]:
            continue
        if child.is_noun or child.name is not None or (child.tag[:2] == "JJ" and child.has("det")):
            members += [child] if child.labels.isdisjoint(_JOINING) else _list_conjuncts(child)
    return members


def _see_through(node: Node, lexicon: Lexicon) -> list[Node]:
    """'any type of photographs' stands for the photographs, 'five of those capabilities' for capabilities.

    A compound is a thing of its own: 'telephone numbers of users' are no users. Nor is of all of them said what is said
    of some: a number is seen through only where it is an object.
    """
    if node.name is not None:
        return [node]
    seen = node.lemma in lexicon.transparent or is_metered(node, lexicon)
    if is_sort(node, lexicon) or (not seen and (node.tag != "CD" or node.dep != "dobj")):
        return [node]  # but 'has accepted *five* of the eight recommendations'
    if node.tag == "CD" and node.dep in _SUBJECTS and node.head is not None and node.head.lemma != "be":
        return [node]  # '*one of the clerks* queried X': it is a part of them by that name
    if not node.has("compound") and not is_figure(node, lexicon):
        for preposition in node.kids("prep"):
            inner = preposition.kid("pobj")
            told = inner is not None and inner.is_noun and (node.tag != "CD" or inner.tag != "PRP")
            if preposition.lemma == "of" and inner is not None and told:
                return list_nouns(inner, lexicon)
    return [node]


def is_sort(node: Node, lexicon: Lexicon) -> bool:
    """'*the type* of browser you use' is which one it is, as in 'the model'; 'the type of records' are records."""
    if node.lemma not in lexicon.sorting or node.tag != "NN" or find_determiner(node) != "the":
        return False
    inner = [noun for kid in node.kids("prep") if kid.lemma == "of" for noun in kid.kids("pobj")]
    bare = [noun for noun in inner if noun.tag == "NN" and noun.name is None and not noun.has("det", "poss")]
    return any(lexicon.kind_of(noun.lemma) == "System" for noun in bare)


def is_metered(node: Node, lexicon: Lexicon) -> bool:
    """'1,200 *hours* of audio', but not 'the *hours* of operation'."""
    return node.lemma in lexicon.metered and "nummod" in node.labels


def is_figure(node: Node, lexicon: Lexicon) -> bool:
    """'*the number* of searches' is a figure, as in 'the identity and number'; 'a number of agencies' are agencies."""
    if node.lemma not in lexicon.counting or node.name is not None:
        return False
    first = node.head if node.dep == "conj" and not node.has("det") and node.head is not None else node
    return find_determiner(first) == "the" and any(list_counted(kid, lexicon) for kid in node.kids("prep"))


def list_counted(preposition: Node, lexicon: Lexicon) -> list[Node]:
    """What 'the number' is of: 'of matches, non-matches and overrides'."""
    inner = preposition.kid("pobj")
    return list_nouns(inner, lexicon) if preposition.lemma == "of" and inner is not None and inner.is_noun else []


def list_members(node: Node, lexicon: Lexicon) -> list[Node]:
    """The members that a phrase gives of the class it names: 'websites such as X', 'agencies (including Y)'."""
    members: list[Node] = []
    for child in node.kids(*LISTING):
        words = child.lemma
        if (
            words == "as"
            and child.dep == "prep"
            and any(kid.lemma == "such" for kid in (*child.children, *node.kids("amod", "predet", "mark")))
        ):
            words = "such as"
        if words in lexicon.members and not child.has("nsubj", "aux"):
            for inner in child.kids("pobj", "dobj"):
                if inner.lemma in lexicon.constructions.facts:
                    continue  # 'the issues, including *the fact* that X': what is so is no issue by name
                members.extend(list_nouns(inner, lexicon))
    return members


def list_told_members(node: Node, lexicon: Lexicon) -> list[Node]:
    """The members that a sentence says a class has: 'the data stored in X are *names and addresses*'."""
    above = node
    while above.dep == "pobj" and above.head is not None and above.head.lemma == "of" and above.head.head is not None:
        above = above.head.head
        if above.lemma not in lexicon.transparent:
            return []
    verb = above.head
    if above.dep != "nsubj" or verb is None or verb.has("neg", "aux", "expl", "acomp"):
        return []
    told = verb.kid("attr") if verb.lemma == "be" else verb.kid("dobj") if verb.lemma in lexicon.members else None
    if told is None or told.index < verb.index or told.has("neg", "poss", "preconj"):
        return []
    if told.name is None and (verb.lemma != "be" or told.has("det")):
        return []  # 'the audits conducted by X *include a review*'
    return [] if _is_vague(told, lexicon) else list_nouns(told, lexicon)


def _is_vague(noun: Node, lexicon: Lexicon) -> bool:
    """'the data are *information* that …', 'are *parts* of …': it explains and lists nothing."""
    partial = noun.lemma in lexicon.transparent and any(kid.lemma == "of" for kid in noun.kids("prep"))
    return partial or noun.lemma in lexicon.constructions.information


def is_parted(node: Node, lexicon: Lexicon) -> bool:
    """'*one of* the systems', 'some of them': what is said of a part is said of none by its name."""
    preposition = node.head
    part = preposition.head if preposition is not None and preposition.lemma == "of" else None
    if part is None or node.dep != "pobj" or part.lemma in _WHOLE:
        return False
    return part.tag == "CD" or part.lemma in lexicon.transparent


def find_first_member(noun: Node) -> Node:
    """The noun that opens the coordination in which a noun stands: itself where it is added to none."""
    while noun.dep == "conj" and noun.head is not None and noun.head.is_noun:
        noun = noun.head
    return noun


def list_row(noun: Node) -> list[Node]:
    """All nouns that are coordinated with a noun, itself among them; the first is the first of them."""
    members = [find_first_member(noun)]
    for member in members:
        members += member.kids("conj")
    return members


def is_aside(clause: Node) -> bool:
    """Whether a comma parts a relative clause from its noun."""
    opening, noun = clause.find_edges()[0], clause.head
    return noun is not None and any(kid.text == "," and kid.index == opening.index - 1 for kid in noun.subtree())


def works_by(noun: Node) -> bool:
    """'A simulator *functions by sending* X': what seems a plural is a verb, for no thing is there by doing."""
    return any(kid.lemma == "by" and kid.has("pcomp") and kid.index == noun.index + 1 for kid in noun.kids("prep"))


def is_narrowed(noun: Node) -> bool:
    """'*agents who have no training*', 'records *that A keeps*', '*some of the* agencies': not all of that sort."""
    of = noun.head if noun.dep == "pobj" else None
    if of is not None and of.lemma == "of" and of.head is not None and of.head.lemma in _PARTIAL:
        return True  # '*some of the agencies*'
    if noun.name is not None or noun.tag not in {"NN", "NNS", "NNPS"} or noun.has("det", "poss", "nummod"):
        return False
    return any(not is_aside(clause) and not clause.is_infinitive for clause in noun.kids("relcl"))


def find_determiner(node: Node) -> str:
    """The determiner of a phrase, lower case, or ''."""
    for child in node.children:
        if child.dep in DETERMINING:
            return (child.lemma or child.text).lower()
    return ""


def read_quantity(node: Node, tree: Tree) -> str:
    """The number that counts the phrase, with what hedges it ('over 44,000'), or ''."""
    number = node.kid("nummod")
    if number is None and node.tag == "CD" and node.dep == "dobj" and "prep" in node.labels:
        hedging = [kid for kid in node.children if kid.index < node.index]
        return tree.text[node.cover(hedging)[0] : node.end]  # 'uses *at least one* of the systems'
    if number is None or number.tag != "CD" or is_hyphened(number, tree):
        return ""
    if number.index == node.index + 1:
        return ""  # 'recommendations 1 and 3', 'FaceSentry 5.2'
    if number.text.isdigit() and number.text != "1" and node.tag == "NN":
        return ""  # '702 information': a number that names it
    if is_year(number.text) and not number.children:
        return ""  # 'the 2016 reports'
    start, end = tree.words(number.subtree())
    return tree.text[start:end]


def is_hyphened(number: Node, tree: Tree) -> bool:
    """'one-to-many matching': the number begins a compound and counts nothing."""
    return tree.text[number.end : number.end + 1] in {"-", ":"}
