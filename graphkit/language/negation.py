"""A verb in its tree in, whether its own clause is denied out: by 'not', by a phrase, by 'no' on what it takes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from graphkit.language.lexicon import Lexicon
from graphkit.language.series import find_first, follows_but
from graphkit.language.tree import Node, Tree

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr", "agent")
_BEFORE = {"advmod", "aux", "auxpass", "prep", "neg", "npadvmod"}  # where a phrase that denies hangs
_REACH = 4  # words of such a phrase
_MORE = {"more", "further", "other"}
_DENYING = {"det", "neg"}
_PHRASES = ("prep", "dative")
_BOTH = ("preconj", "det", "cc", "advmod")  # what 'neither' is taken for


class DenialReader:
    """Reads what the clauses of one tree deny."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._places = _find_denying(tree, lexicon)
        self._parting = bool(self._places) and not lexicon.parting.isdisjoint(tree.lemmas)
        self._apparent = _list_apparent(tree.said, lexicon) if self._places else {}

    def is_denied(self, verb: Node) -> bool:
        """Whether the words of the clause deny it; what it stands below is not looked at."""
        if not _has_negation(verb, self._lexicon, frozenset()):
            return False
        apparent = _find_apparent(verb, self._apparent) if self._apparent else frozenset()
        return not apparent or _has_negation(verb, self._lexicon, apparent)

    def is_partial(self, verb: Node) -> bool:
        """'not all X share', 'few X share', 'does not share all X', 'not limited to X': what some do not others may."""
        return self._parting and _is_partial(verb, self._lexicon)

    def may_deny(self, verb: Node) -> bool:
        """Whether a word that can deny stands in the clause, or in those that it is coordinated with."""
        if not self._places:
            return False
        whole = find_first(verb)
        if whole.dep == "conj" and whole.head is not None:
            whole = whole.head
        first, last = whole.find_edges()
        place = bisect_left(self._places, first.index)
        return place < len(self._places) and self._places[place] <= last.index


def _find_denying(tree: Tree, lexicon: Lexicon) -> Sequence[int]:
    """The places of the words that can deny; of all where a phrase can, of which no word does so alone."""
    denying, said = lexicon.denying, tree.said
    if any(map(said.issuperset, lexicon.veiled_denials)):
        return range(len(tree.nodes))
    if denying.isdisjoint(said) and denying.isdisjoint(tree.lemmas) and "neg" not in tree.labels:
        return ()
    return [
        node.index
        for node in tree.nodes
        if node.lemma in denying
        or node.dep == "neg"
        or node.text.lower() in denying
        or (" " in node.text and not denying.isdisjoint(node.text.lower().split()))
    ]


def _has_negation(verb: Node, lexicon: Lexicon, apparent: frozenset[int]) -> bool:
    """The same, with words (by index) that only seem to deny left out."""
    negators = [
        kid
        for kid in verb.children
        if (kid.dep == "neg" or (kid.lemma in lexicon.negators and kid.dep in {"advmod", "preconj", "det"}))
        and kid.index not in apparent
        and not _is_apparent(kid, verb, lexicon)
    ]
    if any(
        inner.lemma in lexicon.negators for kid in verb.kids("advmod") if kid.lemma == "ever" for inner in kid.children
    ):
        return True  # 'hardly ever shares'
    if len(negators) % 2 == 1 or any(kid.lemma == "neither" for kid in verb.kids("cc", "preconj")):
        return True
    nor = verb.dep == "conj" and verb.head is not None and any(cc.lemma == "nor" for cc in verb.head.kids("cc"))
    if nor and not follows_but(verb):
        return True
    return not negators and (_has_negative_argument(verb, lexicon, apparent) or _has_denial(verb, lexicon, apparent))


def _list_apparent(said: frozenset[str], lexicon: Lexicon) -> Mapping[str, Sequence[list[str]]]:
    """The phrases that only seem to deny and of which all words are said, by their first words."""
    found: dict[str, list[list[str]]] = {}
    for start in lexicon.apparent.keys() & said:
        phrases = [phrase for phrase in map(str.split, lexicon.apparent[start]) if said.issuperset(phrase)]
        if phrases:
            found[start] = phrases
    return found


def _find_apparent(verb: Node, phrases: Mapping[str, Sequence[list[str]]]) -> frozenset[int]:
    """The words of the clause that only seem to deny, by index: 'for no more than a year', 'without exception'."""
    nodes = sorted(verb.subtree(), key=lambda node: node.index)
    words = [node.text.lower() for node in nodes]
    found: set[int] = set()
    for place, word in enumerate(words):
        for phrase in phrases.get(word, ()):
            if words[place : place + len(phrase)] == phrase:
                found.update(node.index for node in nodes[place : place + len(phrase)])
    return frozenset(found)


def is_narrowed(adverb: Node, verb: Node, lexicon: Lexicon) -> bool:
    """'not actively', 'not solely': the adverb stands between 'not' and the verb, so it is what is denied."""
    negators = verb.kids("neg")
    plain = lexicon.emphatic | lexicon.constructions.temporal
    return (
        bool(negators)
        and negators[0].end < adverb.start
        and adverb.lemma in lexicon.narrowed
        and adverb.lemma not in plain
    )


def _is_partial(verb: Node, lexicon: Lexicon) -> bool:
    if any(_is_scarce(noun, lexicon) for noun in verb.kids("nsubj", "nsubjpass", "dobj")):
        return True
    if verb.kids("neg") and _is_limited(verb, lexicon):
        return True  # 'access is not limited to X': whose it is besides, and whether X's, is not said
    for noun in verb.kids("nsubj", "nsubjpass"):
        words = {kid.lemma for kid in noun.kids("det", "amod", "advmod", "neg", "predet")} | {noun.lemma}
        inner = {kid.lemma for det in noun.kids("det", "predet", "amod") for kid in det.children}
        if "few" in words and not ({"a", "not"} & (words | inner)):
            return True
        if "not" in words | inner and words & lexicon.constructions.universal:
            return True
    negated = any(kid.lemma in lexicon.negators for kid in verb.kids("neg"))
    return negated and any(
        kid.lemma in lexicon.constructions.universal
        for noun in verb.kids("dobj")
        for kid in noun.kids("det", "predet")
    )


def _is_scarce(noun: Node, lexicon: Lexicon) -> bool:
    """'hardly any X shares', 'almost no X shares': few do, and it is not said which."""
    near = [noun, *noun.kids("det", "neg"), *((noun.head,) if noun.head is not None else ())]
    adverbs = {kid.index for word in near for kid in word.kids("advmod") if kid.lemma in lexicon.constructions.scarce}
    return any(kid.lemma in {"any", "no"} and kid.index - 1 in adverbs for kid in noun.kids("det", "neg"))


def has_no(noun: Node) -> bool:
    """Whether 'no' determines the noun: 'no images', 'no more images'."""
    for kid in noun.kids("det", "neg", "amod", "nummod"):
        if kid.lemma == "no" and kid.dep in _DENYING:
            return True
        if kid.lemma in _MORE and kid.dep not in _DENYING and any(inner.lemma == "no" for inner in kid.children):
            return True
    return False


def _is_apparent(negator: Node, verb: Node, lexicon: Lexicon) -> bool:
    """'not only', 'no later than', 'not limited to' deny nothing."""
    words = lexicon.constructions
    if any(kid.lemma in words.unnegated for kid in negator.kids("advmod")[:1]):
        return True
    following = [kid for kid in verb.kids("preconj") if 0 <= kid.start - negator.end <= 1]
    return any(kid.lemma in words.unnegated for kid in following) or _is_limited(verb, lexicon)


def _is_limited(verb: Node, lexicon: Lexicon) -> bool:
    """'(not) limited *to* X', unlike '(not) limited *by* X'."""
    limiting = lexicon.constructions.limiting
    return any(
        word.tag in {"VBN", "JJ"}
        and word.lemma.removesuffix("ed") in limiting
        and any(kid.lemma == "to" for kid in word.kids("prep"))
        for word in (verb, *verb.kids("acomp"))
    )


def _has_denial(verb: Node, lexicon: Lexicon, apparent: frozenset[int]) -> bool:
    """'no longer collects', 'at no point shares': a phrase that denies, in the words that hang on the verb."""
    hung = [
        inner
        for kid in verb.children
        if kid.dep in _BEFORE
        for inner in kid.subtree()
        if inner.index < kid.index + _REACH
    ]
    starts = lexicon.denials.keys() & {word for node in hung for word in node.text.lower().split()}
    if not starts:
        return False
    words = sorted([verb, *hung], key=lambda node: node.index)
    skipped = {verb.index, *apparent}
    text = " " + " ".join("" if node.index in skipped else node.text.lower() for node in words) + " "
    return any(f" {phrase} " in text for start in starts for phrase in lexicon.denials[start])


def _has_negative_argument(verb: Node, lexicon: Lexicon, apparent: frozenset[int]) -> bool:
    """'no agency shares', 'shares nothing', 'neither of them shares', 'is shared by nobody'."""
    if any(has_no(noun) for adjective in verb.kids("acomp") for noun in _list_governed(adjective)):
        return True  # 'is aware of no agency'
    if any(has_no(noun) and _is_actor(noun, lexicon) for noun in _list_governed(verb)):
        return True  # 'is shared with no agency'
    if verb.lemma == "be" and not verb.is_passive and not verb.kids("acomp", "attr", "oprd"):
        states = [noun for kid in verb.kids("prep") if kid.lemma in {"under", "in", "of"} for noun in kid.kids("pobj")]
        if any(has_no(noun) for noun in states):
            return True  # 'is under no obligation', 'is in no position', 'is of no use'
    taken = (verb, *verb.kids("dobj", "nsubjpass"))
    if any(_excludes(phrase, lexicon) for word in taken for phrase in word.kids(*_PHRASES)):
        return True
    for argument in verb.kids(*_ARGUMENTS):
        noun = argument.kid("pobj") if argument.dep == "agent" else argument
        if noun is None:
            continue
        if noun.index in apparent or any(kid.index in apparent for kid in noun.kids("det", "neg")):
            continue
        if noun.lemma in lexicon.constructions.negative_pronouns or has_no(noun):
            return True
        if any(kid.lemma in {"neither", "nor"} for kid in noun.kids("preconj", "cc", "det")):
            return True
        if _is_spurned(noun):
            return True
    return any(kid.lemma == "neither" for word in verb.kids("advmod", "acomp") for kid in word.kids(*_BOTH))


def _is_spurned(noun: Node) -> bool:
    """'*neither direct nor indirect* use', '*not even X*', '*by no means*' behind a subject: all of it is denied."""
    if any(kid.lemma == "neither" for word in noun.kids("amod") for kid in word.kids(*_BOTH)):
        return True
    if any(kid.lemma == "not" for word in noun.kids("advmod") if word.lemma == "even" for kid in word.children):
        return True
    behind = [inner for kid in noun.kids("prep") if kid.lemma == "by" for inner in kid.kids("pobj")]
    return any(inner.lemma in {"mean", "means"} and has_no(inner) for inner in behind)


def _excludes(phrase: Node, lexicon: Lexicon) -> bool:
    """'with *neither* X nor Y', '*neither* with X nor with Y', 'to *nobody*': the phrase denies what it stands with."""
    if any(kid.lemma == "neither" for kid in phrase.kids(*_BOTH)):
        return True
    nouns = phrase.kids("pobj")
    if any(kid.lemma == "neither" for noun in nouns for kid in noun.kids(*_BOTH)):
        return True
    return any(noun.lemma in lexicon.constructions.negative_pronouns for noun in nouns)


def _list_governed(node: Node) -> list[Node]:
    return [noun for preposition in node.kids("prep", "dative") for noun in preposition.kids("pobj")]


def _is_actor(noun: Node, lexicon: Lexicon) -> bool:
    """Whether the noun can take part in what is done; 'with no changes' denies nothing."""
    return lexicon.kind_of(noun.lemma) in {"Organization", "OrganizationalUnit", "Role", "System"}
