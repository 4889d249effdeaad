"""A verb in its tree in, the roles that its clause carries whatever its frame out: conditions, restrictions, times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graphkit.language.atoms import end_after_bracket
from graphkit.language.dates import is_year
from graphkit.language.lexicon import Lexicon
from graphkit.language.phrases import is_aside, is_narrowed
from graphkit.language.series import find_first, find_later
from graphkit.language.time import TimeExpression
from graphkit.language.tree import Node, Tree, find_clause, find_mark
from graphkit.model import Role, Value

_CONDITIONAL = ("advcl", "xcomp")  # labels of clauses that can tell when or what for another is so
_INVERTED = {"should", "have", "be"}
_HELPING = ("aux", "auxpass")
_ONCE = frozenset({"when", "once", "after", "as soon as"})  # conjunctions that can tell of one time
_MAIN = frozenset({"ROOT", "relcl", "parataxis"})  # labels of what is said by itself
_PAST = frozenset({"did", "was", "were", "had"})
_NARROWED = {"prep", "advcl", "nsubj", "nsubjpass", "dobj", "agent", "npadvmod"}


class CircumstanceReader:
    """Reads the circumstances of one tree's clauses; `times` are the time expressions of the sentence."""

    def __init__(self, tree: Tree, lexicon: Lexicon, times: Sequence[TimeExpression]) -> None:
        self._tree = tree
        self._lexicon = lexicon
        self._times = _place_times(tree, times)
        self._restricted = not tree.lemmas.isdisjoint(lexicon.restrictive)

    def read(self, node: Node, restriction: str = "", *, denied: bool = False) -> tuple[Role, ...]:
        """Times, conditions and restrictions of the clause that `node` heads; `restriction` comes from its scope.

        denied  whether the clause denies something, which may be no more than what its object tells more closely
        """
        roles = list(self._times.get(node, ()))
        if restriction:
            roles.append(Role("restriction", Value(restriction)))
        if node.dep == "conj" or not node.labels.isdisjoint(_CONDITIONAL):
            roles.extend(self._read_conditions(node))
        if self._restricted:
            roles.extend(self._read_restrictions(node))
        roles.extend(self._read_distances(node))
        if denied or restriction in self._lexicon.restrictive:  # 'may *only* collect data *that is needed*'
            roles.extend(self._narrow(_list_limits(node)))
        else:
            roles.extend(self._narrow(_list_members(node)))
        return tuple(roles)

    def spell(self, word: Node, phrases: Iterable[Node]) -> str:
        """The document's words from the first of a word and of phrases to the last, without punctuation around them."""
        text = self._tree.text
        start, end = word.cover(phrases)
        return text[start : end_after_bracket(text, start, end)].strip(" ,;.")

    def _read_conditions(self, node: Node) -> Iterator[Role]:
        for clause in node.kids(*_CONDITIONAL):
            name = self._name_clause(clause, node) if clause.dep == "advcl" or self._is_purpose(clause, node) else ""
            if name:
                yield Role(name, Value(self.spell(clause, clause.children)))
        if node.dep == "conj" and node.head is not None and node.head.is_verb and not node.kids("nsubj", "nsubjpass"):
            yield from (role for role in self._read_conditions(node.head) if role.name == "condition")

    def _read_distances(self, node: Node) -> Iterator[Role]:
        """'is deleted *seven years after the case*': how long after something, and not right after it."""
        for kid in node.kids("prep"):
            measure = next((word for word in kid.kids("npadvmod") if word.has("nummod")), None)
            if measure is None or kid.lemma not in {"after", "before"} or measure.index + 1 != kid.index:
                continue
            opening = measure.find_edges()[0].index
            if opening and self._tree.nodes[opening - 1].tag != "IN":  # 'for 12 hours after X'
                yield Role("condition", Value(self.spell(kid, [measure, *kid.kids("pobj")])))

    def _is_purpose(self, clause: Node, node: Node) -> bool:
        """'uses X to identify Y', where the parser makes a complement of the purpose."""
        words = self._lexicon.constructions
        purposing = node.lemma in words.purposing | words.reviewing and not node.is_passive
        return purposing and clause.is_infinitive and bool(node.kids("dobj"))

    def _name_clause(self, clause: Node, node: Node) -> str:
        """The role of an adverbial clause, or ''."""
        mark = find_mark(clause)
        if clause.index < node.index and self._is_excepted(clause):
            return ""
        if is_condition(clause, node, self._lexicon):
            return "condition"
        if mark == "while" and clause.index < node.index:
            return ""
        if self._lexicon.conjunctions.get(mark) == "exception":
            return "restriction"
        if mark in {"until", "till"}:
            return "untilEvent"
        return "purpose" if not mark and clause.is_infinitive else ""

    def _is_excepted(self, clause: Node) -> bool:
        """'*Except in haste, or where the law allows it*, X obtains Y': where it is so, X does not."""
        opening = clause.find_edges()[0].index
        first = self._tree.nodes[0].text.lower()
        return first == "except" and opening > 0 and self._tree.nodes[opening - 1].tag == "CC"

    def _read_restrictions(self, node: Node) -> Iterator[Role]:
        """'only through X', 'on a need-to-know basis', 'only staff members': the words that narrow the clause."""
        for kid in node.children:
            if kid.dep in _NARROWED and self._is_narrowed(kid) and not _is_lately(kid):
                yield Role("restriction", Value(self.spell(kid, kid.children)))
            elif kid.dep == "advmod" and self._is_restrictive(kid) and kid.start > node.start:
                behind = [other for other in node.kids("prep", "advcl") if other.start >= kid.end]
                if behind:
                    yield Role("restriction", Value(self.spell(kid, behind[:1])))

    def _narrow(self, words: Iterable[Node]) -> Iterator[Role]:
        """Each of the words with what hangs on it, as a restriction."""
        for word in words:
            yield Role("restriction", Value(self.spell(word, word.children)))

    def _is_narrowed(self, phrase: Node) -> bool:
        """'only clerks', 'only registered clerks'."""
        opening, _ = phrase.find_edges()
        own = opening.head is phrase or (opening.head is not None and opening.head in phrase.kids("amod"))
        return (opening.dep == "advmod" and own and self._is_restrictive(opening)) or any(
            self._is_restrictive(inner) for inner in phrase.kids("advmod")
        )

    def _is_restrictive(self, adverb: Node) -> bool:
        return adverb.lemma in self._lexicon.restrictive


def _list_limits(node: Node) -> Iterator[Node]:
    """'does not buy *such* data', 'stores no *other* prints *taken abroad*': of what alone something is denied."""
    for kid in node.kids("advmod"):
        if kid.tag == "RBR" and kid.has("advcl", "prep"):
            yield kid  # 'keeps no file *longer than needed*'
    for party in (noun for kid in node.kids("prep", "dative") for noun in kid.kids("pobj")):
        for kid in party.kids("prep"):
            if kid.lemma == "of" and any(noun.tag == "NNP" for noun in kid.kids("pobj")):
                yield kid  # 'to courts *of Norland*'
    for noun in node.kids("nsubj"):
        yield from (kid for kid in noun.kids("prep") if kid.lemma in {"with", "without"})  # 'clerks *without a badge*'
    later = [] if node.has("dobj", "nsubjpass") else find_later(node)[-1:]  # 'solicit or keep *such data*'
    for noun in (*node.kids("nsubj", "nsubjpass", "dobj"), *(kid for verb in later for kid in verb.kids("dobj"))):
        if "conj" in noun.labels:
            continue  # of the first alone, or of all
        inner = (of for kid in noun.kids("prep") if kid.lemma == "of" for of in kid.kids("pobj"))
        for word in (noun, *inner):
            yield from (kid for kid in word.kids("amod", "relcl", "acl", "prep") if _limits(kid, word))


def _list_members(node: Node) -> Iterator[Node]:
    """'*clerks who have no training* send X': of which of them alone something is so."""
    for noun in node.kids("nsubj"):
        if is_narrowed(noun) and "conj" not in noun.labels:
            yield from (kid for kid in noun.kids("relcl") if not _is_apart(kid))


def _limits(word: Node, noun: Node) -> bool:
    """'*such* data', 'data *concerning visas*', 'prints *taken abroad*'."""
    if word.dep == "amod":
        return word.lemma in {"such", "other"}
    if word.dep == "prep":
        return word.tag == "VBG" and word.has("pobj")
    return word.index > noun.index and not _is_apart(word)


def _is_apart(clause: Node) -> bool:
    """What only adds something ('files, which X keeps'), or is no clause that tells which ones: 'a plan *to share*'."""
    return is_aside(clause) or clause.is_infinitive or bool(find_mark(clause))


def _is_lately(phrase: Node) -> bool:
    """'*just last week*': that it is not long ago narrows nothing."""
    return phrase.dep == "npadvmod" and any(kid.lemma == "last" for kid in phrase.kids("amod"))


def is_inverted(clause: Node) -> bool:
    """'should X ask, …', 'had X shared Y, …', 'were X subject to Y, …': a condition by the order of its words."""
    if clause.labels.isdisjoint(_HELPING) and clause.text.lower() != "were":
        return False
    subject = clause.kid("nsubj", "nsubjpass")
    if subject is None or find_mark(clause):
        return False
    first, _ = clause.find_edges()
    if first is clause and clause.text.lower() == "were":
        return True
    helpers = [kid for kid in clause.kids(*_HELPING) if kid.lemma in _INVERTED and kid.start < subject.start]
    return any(kid.lemma == "should" for kid in helpers) or (
        bool(helpers) and first in helpers
    )


def is_unreal(clause: Node) -> bool:
    """'if a system *were* developed', '*were* a system to be': supposed, and not said to come about."""
    singular = any(kid.tag in {"NN", "NNP"} or kid.lemma == "it" for kid in clause.kids("nsubj", "nsubjpass"))
    were = any(word.text.lower() == "were" for word in (clause, *clause.kids("aux", "auxpass")))
    return singular and were and (find_mark(clause) == "if" or is_inverted(clause))


def is_condition(clause: Node, main: Node, lexicon: Lexicon) -> bool:
    """Whether an adverbial clause says when its main clause holds, and not merely at which time it did."""
    mark = find_mark(clause)
    if mark == "while" and clause.index < main.index:
        return False
    sort = lexicon.conjunctions.get(mark, "")
    return (
        is_inverted(clause)
        or sort == "condition"
        or (sort == "occasion" and mark not in {"before", "until", "till", "since"})
    )


def is_past_occasion(clause: Node, main: Node) -> bool:
    """'became aware of it *when the mail was read*', 'did not disclose X *when reporting Y*': one time that is past.

    What was said to be so may only be shifted back, and 'whenever' comes again and again.
    """
    if find_mark(clause) not in _ONCE or not _is_once(clause, main) or not _is_past(main):
        return False
    return _is_past(clause) if clause.has("nsubj", "nsubjpass") else clause.tag == "VBG" and "aux" not in clause.labels


def _is_once(clause: Node, main: Node) -> bool:
    """Whether what is said by itself, or in a year, is said of one time: 'said that it did X *when Y did in 2022*'."""
    return find_first(main).dep in _MAIN or any(is_year(word.text) for word in clause.subtree() if word.tag == "CD")


def _is_past(verb: Node) -> bool:
    """'shared', 'did share', 'was shared'."""
    helpers = verb.kids("aux", "auxpass")
    if any(kid.tag in {"MD", "TO"} for kid in helpers):
        return False
    return verb.tag == "VBD" if not helpers else any(kid.text.lower() in _PAST for kid in helpers)


def is_done(verb: Node) -> bool:
    """'viewed', 'has viewed', 'was found to have viewed'; a participle ('viewed by X') is as past as its clause."""
    helpers = verb.kids("aux", "auxpass")
    if any(kid.tag == "MD" for kid in helpers):
        return False
    if any(kid.lemma == "have" for kid in helpers):
        return True
    if helpers or verb.tag not in {"VBN", "VBG"}:
        return _is_past(verb)
    above = find_clause(verb)
    return above is not None and is_done(above)


def _place_times(tree: Tree, times: Sequence[TimeExpression]) -> Mapping[Node, tuple[Role, ...]]:
    """Each time expression to the verb that it dates."""
    placed: dict[Node, tuple[Role, ...]] = {}
    for time in times:
        token = next((node for node in tree.nodes if node.end > time.start and node.start < time.end), None)
        if token is None or (time.kind == "frequency" and (_is_conjunction(token) or _is_inner(token))):
            continue
        if token.dep == "mark" and token.lemma in {"until", "till"}:
            continue  # 'kept *until it has been seen*': that ends the keeping, which has the clause itself
        verb: Node | None = token
        while verb is not None and (not verb.is_verb or verb.dep in {"aux", "auxpass"}):
            verb = verb.head
        if verb is not None:
            placed[verb] = (*placed.get(verb, ()), *time.roles)
    return placed


def _is_inner(token: Node) -> bool:
    """'as part of the *annual* review', '*sometimes* in its body': said of a phrase, not of what is done."""
    noun = token.head
    if noun is None:
        return False
    if token.dep == "amod" and noun.dep == "dobj" and noun.has("conj"):
        return True  # 'publishes its *annual* report and news'
    if token.dep == "prep" and noun.is_noun:
        return noun.dep == "conj" and token.index < noun.index  # 'the plate and, *in some cases*, the front'
    if token.dep == "advmod" and noun.is_noun:
        return noun.dep in {"appos", "conj"}  # 'sent to a vendor, *presently X*'
    if token.dep == "advmod":
        return noun.dep == "prep" and noun.index == token.index + 1
    return token.dep == "amod" and noun.dep in {"pobj", "conj"} and noun.lemma != "basis"


def _is_conjunction(token: Node) -> bool:
    """'once' that opens a clause, which is no frequency."""
    opens = token.dep in {"mark", "advmod"} and token.tag in {"IN", "WRB"}
    return opens and token.head is not None and token.head.dep == "advcl"
