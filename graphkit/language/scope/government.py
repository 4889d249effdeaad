"""A clause and the word above it in, the scope that this word gives out."""

from __future__ import annotations

from msgspec.structs import replace

from graphkit.language.avowals import is_avowed
from graphkit.language.circumstances import is_inverted
from graphkit.language.lexicon import Governor
from graphkit.language.modality import weaken
from graphkit.language.negation import has_no
from graphkit.language.scope.conditional import IMAGINED, is_imagined
from graphkit.language.scope.context import ScopeContext
from graphkit.language.scope.events import EventReader
from graphkit.language.scope.value import SILENT, STATED, Scope, apply_governor, reverse
from graphkit.language.tree import Node, find_clause, find_mark

#: Where a noun with "no" denies its whole clause.
_DENYING = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
#: Families of governors behind which 'for X to run A' is what something is done for, and nothing that they govern.
_SERVING = frozenset({"purpose", "design"})

#: Families of verbs that govern no that-clause: in 'was begun after claims in May *that X shared*' it is of the claims.
_PHASES = frozenset({"attempt", "avoidance", "beginning", "cessation", "completion", "continuation", "success"})
#: Families of governors behind which what is being made is not there yet.
_UNFINISHED = frozenset({"beginning", "continuation"})


class GovernmentReader:
    """Reads the scopes that governing words give to the clauses of one tree."""

    def __init__(self, context: ScopeContext, events: EventReader) -> None:
        self._context = context
        self._lexicon = context.lexicon
        self._words = context.words
        self._events = events

    def find_governed(self, node: Node, head: Node) -> Scope:
        """The scope of the complement clause of a verb, adjective or noun."""
        if is_inverted(node):
            return SILENT  # 'had X shared Y, …'
        if self._is_main(node, head):
            return STATED
        if head.lemma == "use" and head.tag == "VBD" and node.is_infinitive and not head.kids("dobj", "auxpass"):
            return SILENT  # 'used to share' says nothing of today
        if node.is_infinitive and _is_put_off(node, head):
            return Scope("Denied", self._context.read(head).modality)  # 'has yet to share'
        if self._context.governors.serves(node, head):
            return replace(self._context.share(head), purposive=True)
        governed = self.find_by_governor(node, head)
        if governed is not None:
            return governed
        if head.lemma == "be" and node.dep == "xcomp" and not head.kids("acomp", "attr"):
            return self._find_destined(node, head)
        if node.dep == "xcomp" and node.is_infinitive and head.lemma in self._words.purposing:
            return self._context.share(head)
        if node.is_infinitive and head.lemma in self._words.reviewing and self._takes_things(head):
            return replace(self._context.share(head), purposive=True)  # 'reviews incidents to determine …'
        return SILENT

    def _takes_things(self, verb: Node) -> bool:
        """Whether what a verb is done to is there, and nobody who could act."""
        taken = verb.kids("dobj", "nsubjpass")
        return bool(taken) and not any(self._context.acts(noun) for noun in taken)

    def find_noun_governed(self, node: Node, head: Node) -> Scope:
        """'the ability to review', 'an option to assign': by the noun, else a purpose of what the noun names."""
        if head.dep == "nsubj" and head.head is not None and head.head.kids("attr") and not head.kids("poss"):
            return SILENT  # 'the authority to share X is the Act': what it is, not that anybody shares
        governed = self.find_by_governor(node, head)
        if governed is not None:
            return governed
        if head.name is None and self._lexicon.kind_of(head.lemma) == "Thing":
            return SILENT  # a noun that no list knows may name anything: 'a bid to share'
        verb = find_clause(head)
        outer = self._context.read(verb) if verb is not None else STATED
        return SILENT if outer.polarity == "Denied" else replace(outer, restriction="", purposive=True)

    def find_by_governor(self, node: Node, head: Node) -> Scope | None:
        """The scope that the governor `head` gives, or None if it is not in the table."""
        if head.lemma == "be" and node.dep in {"xcomp", "advcl", "ccomp"} and node.is_infinitive:
            head = head.kid("acomp", "attr") or head  # 'is able to share', 'it is possible to share'
        if self._context.governors.is_asked(node):
            return SILENT
        governor = self._context.governors.find(node, head)
        if governor is None:
            return None
        if head.is_verb and governor.family in _PHASES and find_mark(node) == "that":
            return SILENT
        if find_mark(node) == "for" and (governor.family in _SERVING or _is_order(head) or node.index < head.index):
            return replace(self._context.share(head), purposive=True)
        if governor.family == "requirement" and head.tag == "VBN" and not self._context.governors.binds(head):
            return SILENT
        if governor.family == "device" and self._is_made(head):
            return SILENT  # 'developed a process to review': nobody is said to review
        if governor.family == "assurance" and self._is_served(head):
            return SILENT  # 'uses X *to ensure* that Y shares': it is to be so
        scope = apply_governor(governor, self._read_governing(governor, head))
        if head.sort == "adjective" and node.dep == "pcomp" and self._assures(node) and scope.plain:
            return replace(scope, modality="Required")  # 'is *responsible for ensuring* compliance'
        if governor.family in _UNFINISHED and node.lemma in self._words.making and head.tag != "VBD" and scope.asserted:
            return replace(scope, modality=weaken(scope.modality, "Planned"))  # 'has begun to develop X'
        behind = head.head if governor.family == "assurance" and head.dep == "pcomp" else None
        if behind is not None and behind.lemma == "for" and scope.asserted:  # 'responsible for ensuring that Y shares'
            return replace(scope, modality=weaken(scope.modality, "Required"))
        return scope

    def _is_served(self, verb: Node) -> bool:
        """Whether an infinitive is what something is used for."""
        above = verb.head if verb.is_infinitive and verb.dep in {"xcomp", "advcl", "acl"} else None
        if above is None or not above.is_verb:
            return False
        return above.lemma in self._words.using or above.lemma in self._words.purposing

    def _assures(self, verb: Node) -> bool:
        governor = self._lexicon.find_governor(verb.lemma, "verb", finite=True)
        return governor is not None and governor.family == "assurance"

    def _read_governing(self, governor: Governor, head: Node) -> Scope:
        """The scope that a governing word itself stands in."""
        clause = head if head.is_verb else find_clause(head)
        if governor.family == "report" and head.is_verb and is_avowed(head, self._lexicon):
            return STATED
        outer = self._context.read(clause) if clause is not None else STATED
        if head.is_verb or clause is None:
            return outer
        if outer.modality == "Procedural" and is_imagined(clause):
            outer = replace(outer, withheld=outer.withheld or IMAGINED)  # 'it *would* not be practice for X to keep Y'
        if head.sort == "noun" and self._events.is_judged(head):
            return SILENT  # 'appreciates their efforts to share'
        above = self._context.governors.find_above_noun(head) if head.sort == "noun" else None
        if above is not None and clause.lemma not in (*self._words.having, *self._words.lacking):
            found = apply_governor(above, outer)
            if not found.asserted or found.polarity != outer.polarity:
                return SILENT  # 'approval to use X was requested', 'the plan to use X was abandoned'
        lacked = clause.lemma in self._words.lacking and head.dep == "dobj"
        without = head.dep == "pobj" and head.head is not None and head.head.lemma == "without"
        if lacked or without or (has_no(head) and head.dep not in _DENYING and outer.polarity != "Denied"):
            outer = replace(outer, polarity=reverse(outer.polarity))
        return outer

    def _find_destined(self, node: Node, head: Node) -> Scope:
        """'X is to share': required of who can act; 'the purpose of X is to share': as the noun says."""
        subject = head.kid("nsubj", "nsubjpass")
        if subject is not None and node.is_passive and node.is_infinitive and subject.index < head.index:
            outer = self._context.read(head)
            # 'the reports are to be published': done to what the noun names, not said by it
            return replace(outer, modality=weaken(outer.modality, "Planned"))
        governor = self._lexicon.find_governor(subject.lemma, "noun") if subject is not None else None
        if governor is not None:
            if governor.family == "purpose":
                return replace(self._context.share(head), purposive=True)
            return apply_governor(governor, self._context.read(head))
        before = subject is not None and subject.index < head.index and node.is_infinitive
        if subject is not None and before and (self._context.acts(subject) or node.is_passive):
            outer = self._context.read(head)
            return replace(outer, modality=weaken(outer.modality, "Required" if head.tag != "VBD" else "Planned"))
        return SILENT

    def _is_main(self, node: Node, head: Node) -> bool:
        """Whether a clause before its head is a main clause, of two in a row of which the parser hung one below."""
        if node.dep != "ccomp" or node.index > head.index or node.kids("mark") or not node.kids("nsubj", "nsubjpass"):
            return False
        if any(kid.text in {";", ":"} and node.index < kid.index < head.index for kid in head.kids("punct")):
            return True
        return head.kid("nsubj", "nsubjpass") is not None and not self._lexicon.attribution.get(head.lemma)

    def _is_made(self, noun: Node) -> bool:
        """Whether a noun is the object of a verb that does not say that somebody has or uses what it names."""
        verb = noun.head
        if noun.dep != "dobj" or verb is None:
            return False
        return verb.lemma not in self._words.having and verb.lemma not in self._words.using


def _is_put_off(clause: Node, head: Node) -> bool:
    """'has *yet* to share'."""
    adverbs = (*head.kids("advmod"), *clause.kids("advmod"))
    return any(adverb.lemma == "yet" and head.index < adverb.index < clause.index for adverb in adverbs)


def _is_order(noun: Node) -> bool:
    """'*in order* for X to run A': what it is done for."""
    return noun.lemma == "order" and noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "in"
