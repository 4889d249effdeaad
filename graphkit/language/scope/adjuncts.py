"""A clause beside another one in, its scope out: adverbial clauses, purposes, participles, gerunds."""

from __future__ import annotations

from msgspec.structs import replace

from graphkit.language.circumstances import is_inverted, is_past_occasion
from graphkit.language.governors import ORDERING, find_perceived
from graphkit.language.kinds import find_kind
from graphkit.language.scope.context import ScopeContext
from graphkit.language.scope.government import GovernmentReader
from graphkit.language.scope.value import SILENT, SOUND, STATED, Scope, reverse
from graphkit.language.tree import Node, find_clause, find_mark, find_verb, is_purpose

#: Conjunctions of what ends a state, and tags of verbs that do not tell that it came about.
_ENDING = frozenset({"until", "till"})
_PRESENT = frozenset({"VBZ", "VBP"})
#: Conjunctions of what goes on while something else is so.
_DURING = frozenset({"as", "while", "whilst"})
#: Modalities of what is still to be done.
_AHEAD = frozenset({"Planned", "Required"})
#: Kinds of what does nothing itself.
_IDLE = frozenset({"Activity", "DataCategory", "Document", "Policy"})
#: Labels of clauses that stand beside another or behind a noun of it.
_BESIDE = frozenset({"advcl", "acl", "relcl", "conj"})
#: Modalities of what is only let happen, or meant to.
_OPEN = frozenset({"Planned", "Possible"})
_AWAITED = "it is the occasion of what only may be"


class AdjunctReader:
    """Reads the scopes of the clauses of one tree that stand beside another clause."""

    def __init__(self, context: ScopeContext, government: GovernmentReader) -> None:
        self._context = context
        self._lexicon = context.lexicon
        self._words = context.words
        self._government = government

    def find_adverbial(self, node: Node, head: Node) -> Scope:
        """The scope of an adverbial clause, by its conjunction if it has one."""
        if any(kid.lemma == "against" and not kid.children for kid in head.kids("prep")):
            return SILENT  # 'considered, but decided against, *sharing* X'
        if head.lemma == "far":
            return SILENT  # '*as far as X knows them*'
        mark = find_mark(node)
        sort = self._lexicon.conjunctions.get(mark, "")
        if mark == "for" and node.is_infinitive:
            return self._government.find_by_governor(node, head) or SILENT  # 'it is possible for A to share'
        if mark == "while" and node.index < head.index:
            sort = "contrast"
        if is_inverted(node) or sort in {"condition", "question", "comparison", "exception", "denial"}:
            return SILENT
        if any(self._lexicon.conjunctions.get(kid.lemma) in {"condition", "exception"} for kid in node.kids("mark")):
            return SILENT  # 'is deleted when two years old *unless needed for X*'
        if mark in _ENDING and node.tag in _PRESENT:
            return SILENT  # 'kept until you *delete* it': whenever that will be, if ever
        if mark in _ENDING and any(aux.tag in _PRESENT for aux in node.kids("aux")):
            return Scope(modality="Procedural", supposed=True, withheld=_AWAITED)  # 'until it *has been seen* by X'
        if mark == "where" and "repair:condition" in node.how:
            return SILENT  # 'where *required by law*': wherever it is, if anywhere
        if mark == "where" and node.index < head.index:
            return SILENT  # '*where X sends Y*, Z keeps it': if it does
        if mark == "where" and self._is_rule(head):
            return SILENT  # 'shall do X when Y, *where A is Z*': where it is not, the rule does not hold
        if sort == "occasion":
            if self._is_put_off(node, head) or self._is_of_another(node, head):
                return SILENT
            if head.is_infinitive and not node.has("nsubj", "nsubjpass") and not self._context.read(head).asserted:
                return SILENT  # 'was not taught how to use X *when checking Y*'
            if node.tag in _PRESENT and self._is_needing(node):
                return SILENT  # '*when clerks require X* they ask for it': what they need, if they do
            awaited = _AWAITED * (self._context.read(head).modality == "Possible")
            return Scope(modality=_find_time(node, head), supposed=True, withheld=awaited)
        if mark == "as" and node.tag == "VBN" and head.has("dobj") and not node.has("agent", "prep", "nsubjpass"):
            return SILENT  # 'treats X *as authenticated*': what it passes for
        if mark == "as" and node.tag == "VBN" and not node.has("nsubjpass") and self._orders(node):
            return SILENT  # 'X is deleted daily, *as required by Y*': Y requires the deed, and not X
        if mark == "as" and node.tag == "VBN" and not node.has("nsubjpass", "agent") and _refers(node):
            return SILENT  # 'X is sent, *as provided in Y*': where it is laid down
        acting = node.tag in _PRESENT and node.lemma not in self._lexicon.states
        if mark == "as" and acting and self._context.read(head).modality in _AHEAD:
            return SILENT  # '*as X drafts its policy*, it should limit Y': when it will
        if sort in {"reason", "contrast", "manner"}:
            outer = STATED if node.kids("nsubj", "nsubjpass") else self._context.share(head)
            return replace(outer, supposed=outer.supposed or (mark in _DURING and (acting or node.tag == "VBG")))
        if sort == "purpose":
            return replace(self._context.share(head), purposive=True)
        if sort == "content" and node.kids("nsubj", "nsubjpass"):
            return self._government.find_by_governor(node, head) or SILENT
        if mark:
            return SILENT
        if node.is_infinitive:
            return self._find_infinitive(node, head)
        return self._share_participle(node, head)

    def _orders(self, verb: Node) -> bool:
        governor = self._lexicon.find_governor(verb.lemma, "verb")
        return governor is not None and governor.family in ORDERING

    def _is_needing(self, verb: Node) -> bool:
        governor = self._lexicon.find_governor(verb.lemma, "verb")
        return governor is not None and governor.family == "requirement" and verb.has("dobj")

    def _is_of_another(self, clause: Node, verb: Node) -> bool:
        """'issued a bulletin on the duties *of banks when using* X': who uses it may be whoever is named before."""
        if clause.tag != "VBG" or clause.has("nsubj", "nsubjpass") or clause.index < verb.index:
            return False
        between = (word for word in verb.subtree() if verb.index < word.index < clause.index and word.dep == "pobj")
        return any(word.head is not None and word.head.lemma == "of" and self._context.acts(word) for word in between)

    def _is_rule(self, verb: Node) -> bool:
        """Whether a clause, or one above it, says what has to be, may or will be, and not what is."""
        above: Node | None = verb
        while above is not None:
            if self._context.read(above).modality not in SOUND:
                return True
            above = find_verb(above.head) if above.dep in _BESIDE else None
        return False

    def find_gerund(self, node: Node, head: Node) -> Scope:
        """'by downloading', 'without sharing', 'prohibited from sharing', 'the practice of sharing'."""
        preposition = head if node.dep == "pcomp" else node
        above = preposition.head
        if above is None:
            return SILENT
        word = preposition.lemma
        sort = self._lexicon.conjunctions.get(word, "")
        if any(kid.lemma in {"not", "never"} for kid in preposition.kids("neg", "preconj")):
            return SILENT  # 'uses X, but *not for* retaining Y'
        if above.is_noun and _is_deep(above):
            return SILENT  # 'the rule for a flight *for the purpose of gathering* X': who gathers is not said
        giving = above.head if above.dep == "dobj" and word == "of" else None
        if giving is not None and giving.lemma in self._words.entrusting:
            return SILENT  # 'outsourced to X *the activity of sharing* Y'
        if word == "than":
            return SILENT  # 'watches A *rather than looking* into B'
        if word == "without":
            outer = self._context.share(above)
            return replace(outer, polarity="Denied") if outer.asserted else SILENT
        if word == "in" and above.lemma in self._words.supporting and above.has("dobj", "nsubjpass"):
            return self._government.find_by_governor(node, above) or SILENT  # 'assists X in *sharing* Y'
        if word == "in" and any(self._context.governors.doubts(noun) for noun in above.kids("dobj")):
            return SILENT  # 'faces *challenges* in using X'
        if word in {"by", "in", "through", "as"} and above.is_verb:
            outer = self._context.share(above)  # '*by using X*, you agree to Y': if you do
            return replace(outer, supposed=outer.supposed or preposition.index < above.index)
        if sort == "occasion" and above.is_verb:
            if _is_named(above) or self._is_put_off(node, above) or self._is_let(above) or self._is_dangling(above):
                return SILENT
            ruled = above.dep in _BESIDE and self._is_rule(above)  # 'must have a warrant backed by X *before using Y*'
            return Scope(modality="Procedural", supposed=True, withheld=_AWAITED * ruled)
        if node.dep == "prep" and above.is_verb:  # "using": a participle that the parser takes for a preposition
            return self._share_participle(node, above)
        if word == "with" and self._is_closing(above):
            return self._context.share(above)  # 'the process *ends with* X being shared': that is its last step
        governed = self._government.find_by_governor(node, above)
        if governed is not None and word == "against":  # 'decided against using'
            return replace(governed, polarity=reverse(governed.polarity))
        return governed if governed is not None else SILENT

    def _find_infinitive(self, node: Node, head: Node) -> Scope:
        """An infinitive beside a verb: governed by it ('has committed to share'), or its purpose."""
        if node.index < head.index and self._is_needed(head):
            return SILENT  # 'to share X, A would need Y': what it would take
        if is_purpose(node):
            return replace(self._context.share(head), purposive=True)
        governing = self._context.governors.find_adverbial(node, head)
        if governing is not None:
            return self._government.find_by_governor(node, governing) or SILENT
        if head.sort == "adjective" or (head.lemma == "be" and head.kids("acomp") and node.index > head.index):
            return self._government.find_by_governor(node, head) or SILENT
        if self._context.may_govern(head) and node.index > head.index:
            objects = head.kids("dobj", "nsubjpass")
            if not objects or any(self._context.acts(noun) for noun in objects):
                return SILENT  # an unknown verb may govern it: 'petitioned to share', 'lobbied X to share'
        return replace(self._context.share(head), purposive=True)

    def _share_participle(self, node: Node, head: Node) -> Scope:
        """'observed X using Y': governed by a verb whose object acts; else as modal as the clause it stands beside."""
        if find_perceived(node, head, self._lexicon) is not None:
            return self._government.find_by_governor(node, head) or SILENT
        behind = node.tag == "VBG" and node.index == head.index + 1 and not head.kids("dobj")
        if behind and self._context.may_govern(head):
            return self._government.find_by_governor(node, head) or SILENT  # 'dreaded using X'
        return self._context.share(head)

    def _is_put_off(self, node: Node, main: Node) -> bool:
        """'must query X *before they hire Y*', 'would require approval before …': nobody says that they do."""
        present = node.tag in {"VBP", "VBZ", "VBG"}
        return _is_supposing(main) or (present and self._context.read(main).modality == "Required")

    def _is_dangling(self, verb: Node) -> bool:
        """'*after reviewing X*, this case has shown Y': whoever reviewed it is not the case."""
        subject = verb.kid("nsubj")
        return subject is not None and subject.name is None and find_kind(subject, self._lexicon) in _IDLE

    def _is_closing(self, verb: Node) -> bool:
        governor = self._lexicon.find_governor(verb.lemma, "verb") if verb.is_verb else None
        return governor is not None and governor.family == "cessation"

    def _is_let(self, verb: Node) -> bool:
        """'allows X to redact Y *before disclosing it*', 'plans to review Y before …': neither need come about."""
        while verb.dep == "acl" and find_clause(verb) is not None:
            verb = find_clause(verb) or verb
        governed = verb.dep in {"ccomp", "xcomp"} and verb.is_infinitive
        return governed and self._context.read(verb).modality in _OPEN

    def _is_needed(self, verb: Node) -> bool:
        """Whether a clause says what something takes: 'A needs Y', 'A would build Y', 'A must obtain Y'."""
        governor = self._lexicon.find_governor(verb.lemma, "verb")
        needed = governor is not None and governor.family == "requirement" and verb.lemma not in self._words.having
        supposed = any(aux.lemma == "would" for aux in verb.kids("aux"))
        return needed or supposed or self._context.read(verb).modality == "Required"


def _is_deep(noun: Node) -> bool:
    """Whether a noun stands in a phrase of a noun that is itself in a phrase of another."""
    preposition = noun.head if noun.dep == "pobj" else None
    outer = preposition.head if preposition is not None and preposition.lemma == "for" else None
    return outer is not None and outer.is_noun and outer.dep == "pobj" and outer.head is not None and (
        outer.head.head is not None and outer.head.head.is_noun
    )


def _is_named(verb: Node) -> bool:
    """'the importance of *continuing to log it* before using X': nobody says who does that of which a noun speaks."""
    while verb.dep == "xcomp" and verb.head is not None:
        verb = verb.head
    preposition = verb.head if verb.dep == "pcomp" else None
    return preposition is not None and preposition.head is not None and preposition.head.is_noun


def _is_supposing(verb: Node) -> bool:
    """'*would require* X to seek approval before …': below such a governor even the occasion is only imagined."""
    above = verb.head
    while above is not None and not any(aux.lemma == "would" for aux in above.kids("aux")):
        above = above.head
    return above is not None


def _refers(verb: Node) -> bool:
    return any(kid.lemma in {"in", "under", "at"} for kid in verb.kids("prep"))


def _find_time(clause: Node, main: Node) -> str:
    """'when X opens Y, Z *will review* it': an occasion that lies ahead; with others it comes again and again."""
    ahead = any(aux.lemma in {"will", "shall"} for aux in main.kids("aux"))
    named = any(kid.name is not None for kid in clause.kids("nsubj"))
    if is_past_occasion(clause, main):
        return "Stated"  # 'were resumed *after X had signed Y*'
    return "Planned" if ahead and named else "Procedural"
