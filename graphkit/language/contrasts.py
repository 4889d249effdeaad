"""A denied clause in, the same and what is excepted from its denial out.

'Not through A, only through B', 'not an A but a B': the first is denied, the second affirmed in a clause of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from msgspec.structs import replace

from graphkit.language.circumstances import CircumstanceReader
from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.negation import DenialReader, has_no
from graphkit.language.series import find_first
from graphkit.language.tree import Node, Tree
from graphkit.model import ACTING, Argument, Clause, Role, Value

_UNNEGATED = {"only", "just", "merely", "simply", "least", "later", "more", "less"}
_PHRASES = {"prep", "agent", "dative", "dobj", "attr"}
_BOTH = ("preconj", "det")
_CONCEDING = {"though", "although", "albeit", "if"}
_BREAK = re.compile(r"[,;–—(-]\s*$|\bbut\s*$")


class ContrastReader:
    """Splits the clauses of one tree at their contrasts."""

    def __init__(
        self, tree: Tree, lexicon: Lexicon, denials: DenialReader, circumstances: CircumstanceReader
    ) -> None:
        self._tree = tree
        self._lexicon = lexicon
        self._denials = denials
        self._circumstances = circumstances
        self._excepting = not tree.said.isdisjoint(lexicon.excepting_words)

    def split(self, clause: Clause, node: Node) -> list[Clause]:
        """The clause that `node` heads: alone, or denied without what is excepted, and affirmed with it."""
        if clause.polarity == "Affirmed":
            clause = self._spare(clause)
            apart = self._deny_phrases(clause, node) if self._denials.may_deny(node) else [clause]
            return [*apart, *self._deny_excepted(clause)] if self._excepting else apart
        excepted = self._find_excepted(node)
        if not excepted:
            return self._affirm_spared(clause)
        starts = {inner.start for kid in excepted for inner in kid.subtree()}
        halves = [_part(argument, starts) for argument in clause.arguments]
        denied = tuple(argument for argument, _ in halves if argument is not None)
        affirmed = tuple(argument for _, argument in halves if argument is not None)
        if not affirmed:
            return [replace(clause, arguments=denied)]
        slots = {argument.slot for argument in affirmed}
        kept = tuple(argument for argument in denied if argument.slot.removeprefix("object ") not in slots)
        roles = tuple(role for role in clause.roles if role.name != "restriction")
        return [
            replace(clause, arguments=denied, roles=roles),
            replace(
                clause,
                arguments=(*kept, *affirmed),
                polarity="Affirmed",
                roles=(*roles, *self._spell_restrictions(excepted)),
                how=(*clause.how, "repair:exception"),
            ),
        ]

    def _spare(self, clause: Clause) -> Clause:
        """'shares X with any body *other than P*': so it is, but for P."""
        spared = [
            Role("restriction", Value(f"{words} {argument.words}"))
            for argument in clause.arguments
            if " " in argument.slot
            and (words := argument.slot.partition(" ")[2]) in self._lexicon.constructions.sparing
            and not argument.slot.startswith("for ")
        ]
        return replace(clause, roles=(*clause.roles, *spared)) if spared else clause

    def _affirm_spared(self, clause: Clause) -> list[Clause]:
        """'does not share X with anyone *except P*': with P it does, and what is denied has an exception."""
        for argument in clause.arguments:
            slot, _, words = argument.slot.partition(" ")
            if words not in self._lexicon.constructions.sparing or not argument.mentions:
                continue
            others = tuple(other for other in clause.arguments if other is not argument)
            rest = tuple(other for other in others if other.slot != slot)
            modality = "Possible" if clause.modality == "Required" else clause.modality
            exception = Role("restriction", Value(f"{words} {argument.words}"))
            return [
                replace(clause, arguments=others, roles=(*clause.roles, exception)),
                replace(
                    clause,
                    arguments=(*rest, replace(argument, slot=slot)),
                    polarity="Affirmed",
                    modality=modality,
                    roles=(*clause.roles, Role("restriction", Value("only"))),
                    withheld=clause.withheld or "it is only implied by an exception to what is denied",
                    how=(*clause.how, "repair:exception"),
                ),
            ]
        return [clause]

    def _deny_excepted(self, clause: Clause) -> Iterator[Clause]:
        """'*With the exception of P*, all A do X': P does not, if it is plain of what P is one."""
        words = self._lexicon.constructions
        excepted = [argument for argument in clause.arguments if argument.slot in words.excepting and argument.mentions]
        if len(excepted) != 1 or clause.modality not in {"Stated", "Procedural"}:
            return
        kinds = _list_kinds(excepted[0])
        wide = [
            argument
            for argument in clause.arguments
            if argument is not excepted[0]
            and kinds & _list_kinds(argument)
            and any(mention.determiner in words.universal for mention in argument.mentions)
        ]
        if len(wide) == 1:
            others = tuple(argument for argument in clause.arguments if argument not in (*excepted, *wide))
            arguments = (replace(excepted[0], slot=wide[0].slot), *others)
            roles = tuple(role for role in clause.roles if role.name != "restriction")
            how = (*clause.how, "construction:exception")
            yield replace(clause, arguments=arguments, polarity="Denied", roles=roles, withheld="", how=how)

    def _deny_phrases(self, clause: Clause, node: Node) -> list[Clause]:
        """'with A but not with B', 'A, but no B, is': the clause without what is denied, and denied with it."""
        phrases = [kid for kid in node.children if kid.dep in _PHRASES] + find_first(node).kids("nsubj", "nsubjpass")
        phrases += [inner for kid in node.kids("dobj") for inner in kid.kids("prep")]  # '*images with A but not B*'
        behind = [inner for kid in phrases for inner in (*_list_conjuncts(kid), *_list_objects(kid))]
        denied = [phrase for phrase in (*phrases, *behind) if _is_negated(phrase)]
        denied += [phrase for phrase in behind if has_no(phrase) and not self._is_lacking(phrase)]
        if not denied or not clause.modality:
            return [clause]
        starts = {inner.start for phrase in denied for inner in _list_own(phrase)}
        halves = [_part(argument, starts) for argument in clause.arguments]
        affirmed = tuple(argument for argument, _ in halves if argument is not None and argument.mentions)
        apart = tuple(argument for _, argument in halves if argument is not None)
        if not apart:
            return [clause]
        slots = {argument.slot for argument in apart}
        kept = tuple(argument for argument in affirmed if slots.isdisjoint((argument.slot, argument.slot.split()[0])))
        how = (*clause.how, "construction:contrast")
        return [
            replace(clause, arguments=affirmed, how=how),
            replace(clause, arguments=(*kept, *apart), polarity="Denied", roles=(), how=how),
        ]

    def _is_lacking(self, phrase: Node) -> bool:
        """'tracks X *with no purpose*': what somebody does so is done; 'shares X with A but with no body' is denied."""
        if _is_alternative(phrase, self._tree):
            return True
        opening = phrase.head.lemma if phrase.dep == "pobj" and phrase.head is not None else ""
        if opening == "at" and phrase.lemma in self._lexicon.constructions.paying:
            return True  # 'shares X with A *at no cost*'
        return opening == "with" and find_kind(phrase, self._lexicon) not in ACTING

    def _spell_restrictions(self, excepted: list[Node]) -> list[Role]:
        return [
            Role("restriction", Value(self._circumstances.spell(phrase, phrase.children)))
            for phrase in excepted
            if any(self._is_restrictive(inner) for inner in phrase.subtree())
        ]

    def _find_excepted(self, node: Node) -> list[Node]:
        excepted = []
        negated = bool(node.kids("neg"))
        for kid in node.children:
            if negated and kid.dep == "prep" and kid.start > node.start and self._is_excepted(kid, node):
                excepted.append(kid)
            for conjunct in kid.kids("conj") if "cc" in kid.labels else ():
                if any(cc.lemma == "but" and kid.start < cc.start < conjunct.start for cc in kid.kids("cc")):
                    excepted.append(conjunct)
        return excepted

    def _is_excepted(self, phrase: Node, node: Node) -> bool:
        """'…, only through B': set off from the denial, with an 'only' of its own or one right before it."""
        own = any(self._is_restrictive(inner) for inner in phrase.kids("advmod"))
        return self._is_set_off(phrase) and (own or self._follows_adverb(phrase, node))

    def _is_restrictive(self, word: Node) -> bool:
        return word.lemma in self._lexicon.restrictive

    def _is_set_off(self, phrase: Node) -> bool:
        """Whether a comma, a dash or 'but' stands before a phrase, or before the 'only' that narrows it."""
        start = phrase.find_edges()[0].start
        head = phrase.head
        before = [
            kid
            for kid in (head.kids("advmod") if head is not None else ())
            if self._is_restrictive(kid) and 0 <= start - kid.end <= 1
        ]
        start = before[0].start if before else start
        return bool(_BREAK.search(self._tree.text[:start][-8:]))

    def _follows_adverb(self, phrase: Node, node: Node) -> bool:
        """'only' right before the phrase, which the parser hung on the verb."""
        return any(
            self._is_restrictive(kid) and 0 <= phrase.start - kid.end <= 1 and kid.start > node.start
            for kid in node.kids("advmod")
        )


def _list_kinds(argument: Argument) -> set[str]:
    """The kinds of what an argument names, all bodies and people as one."""
    kinds = {mention.thing.kind for mention in argument.mentions}
    return kinds | ACTING if kinds & (ACTING | {"Thing"}) else kinds


def _is_negated(phrase: Node) -> bool:
    """Whether 'not' stands right before a phrase, or 'neither' in it."""
    behind = phrase.kids("pobj") if phrase.tag in {"IN", "TO"} else []
    if any(kid.lemma == "neither" for word in behind for kid in (*phrase.kids(*_BOTH), *word.kids(*_BOTH))):
        return True
    negators = [kid for kid in phrase.kids("neg", "preconj", "advmod") if kid.lemma in {"not", "never"}]
    if not negators:
        return False
    words = sorted(phrase.subtree(), key=lambda inner: inner.index)
    first, *others = words[1:] if words[0].lemma in _CONCEDING else words
    return first in negators and not (others and others[0].lemma in _UNNEGATED)  # 'not only A but also B'


def _is_alternative(phrase: Node, tree: Tree) -> bool:
    """'a match or no match': behind 'or', what 'no' stands with is another result and denies nothing."""
    first, _ = phrase.find_edges()
    return first.index > 0 and tree.nodes[first.index - 1].lemma in {"or", "/"}


def _list_conjuncts(phrase: Node) -> list[Node]:
    """What is coordinated with a phrase, and with that."""
    near = phrase.kids("conj", "appos")
    return [inner for kid in near for inner in (kid, *_list_conjuncts(kid))]


def _list_objects(phrase: Node) -> list[Node]:
    return [inner for noun in phrase.kids("pobj") for inner in (noun, *_list_conjuncts(noun))]


def _list_own(phrase: Node) -> list[Node]:
    """The nodes of a phrase without what is coordinated with it ('not by A *but by B*')."""
    others = {inner for kid in phrase.kids("conj") for inner in kid.subtree()}
    return [inner for inner in phrase.subtree() if inner not in others]


def _part(argument: Argument, starts: Set[int]) -> tuple[Argument | None, Argument | None]:
    """What of an argument is denied and what is excepted: 'not A but B' is one phrase with two things."""
    if argument.start in starts:
        return None, argument
    excepted = tuple(mention for mention in argument.mentions if mention.start in starts)
    if not excepted:
        return argument, None
    kept = tuple(mention for mention in argument.mentions if mention.start not in starts)
    return replace(argument, mentions=kept), replace(argument, mentions=excepted)
