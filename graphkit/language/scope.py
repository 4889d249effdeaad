"""A verb in its tree in, the polarity and modality of what it says out.

Scope is inherited down the tree: from the main clause to its conjuncts, from a governor ("allow", "unable", "ability")
to the clause that it governs, by one table of governing words (ontology/cues/governors.yaml). A governor that is not in
the table yields nothing that is asserted: this is where reversed claims and false facts come from.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from graphkit.language.avowals import is_avowed
from graphkit.language.circumstances import is_condition, is_inverted
from graphkit.language.governors import GovernorFinder, find_perceived
from graphkit.language.lexicon import Governor, Lexicon
from graphkit.language.modality import OVER, find_reservation, read_modality, weaken
from graphkit.language.moods import is_bare, is_imperative, is_question
from graphkit.language.negation import has_no, is_denied, is_narrowed, is_partial
from graphkit.language.phrases import find_determiner
from graphkit.language.tree import Node, find_clause, find_mark, is_content

#: Families of governors whose object is not there yet.
_SEEKING = frozenset(
    {
        "desire", "intention", "deliberation", "commitment", "attempt", "requirement", "instruction", "expectation",
        "advice",
    }
)  # fmt: skip

#: Where a noun with "no" denies its whole clause.
_DENYING = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})

#: Kinds of things that act.
_ACTING = frozenset({"Organization", "OrganizationalUnit", "Role"})

_SOUND = frozenset({"Stated", "Procedural"})

_PURPOSE = "it says what something is for"
_UNKNOWN = "taken from below a verb that no list knows"


@dataclass(frozen=True, slots=True)
class Scope:
    """Polarity, modality ('' asserts nothing) and the words that restrict a clause.

    withheld   why no fact follows from the clause although it is asserted, or ''
    purposive  whether it only says what something is for
    """

    polarity: str = "Affirmed"
    modality: str = "Stated"
    restriction: str = ""
    how: tuple[str, ...] = ()
    withheld: str = ""
    purposive: bool = False

    @property
    def asserted(self) -> bool:
        """Whether the clause says anything at all."""
        return self.modality != ""

    @property
    def plain(self) -> bool:
        """Whether the clause says that something is so."""
        return self.polarity == "Affirmed" and self.modality in _SOUND


SILENT = Scope(modality="")


class ScopeReader:
    """Reads the scopes of one tree, each once. `verbs` are the lemmas of verbs that have a sense of their own."""

    def __init__(self, lexicon: Lexicon, verbs: Set[str] = frozenset()) -> None:
        self._lexicon = lexicon
        self._verbs = verbs
        self._words = lexicon.constructions
        self.governors = GovernorFinder(lexicon)
        self._known: dict[Node, Scope] = {}

    def read(self, node: Node) -> Scope:
        """The scope of the clause that `node` (a verb, or a predicate adjective or noun) heads."""
        if node not in self._known:
            self._known[node] = SILENT  # a cycle cannot be, but a broken tree must not hang
            scope = self._add_own(node, self._find_outer(node))
            reason = scope.withheld or _PURPOSE * (scope.purposive and scope.plain)
            self._known[node] = replace(scope, withheld=reason)
        return self._known[node]

    # ------------------------------------------------------------------ from above

    def _find_outer(self, node: Node) -> Scope:
        head = node.head
        if head is None or node.dep == "ROOT":
            return SILENT if is_imperative(node) or is_question(node) or is_bare(node) else Scope()
        if node.dep == "conj":
            return self._find_conjunct(node, head)
        if "repair:astray" in node.how:
            return SILENT
        if node.dep == "relcl" and node.is_infinitive:
            return self._find_noun_governed(node, head)
        if node.dep == "relcl" and is_content(node):
            return self._find_content(node, head)
        if node.dep == "relcl" or (node.dep == "acl" and node.tag in {"VBN", "VBG", "VBD"}):
            return self.read_modified(head, node)
        if node.dep == "advcl":
            return self._find_adverbial(node, head)
        if node.dep in {"xcomp", "ccomp"}:
            return self._find_governed(node, head)
        if node.dep == "acl":
            return self._find_noun_governed(node, head)
        if node.dep in {"pcomp", "prep"}:
            return self._find_gerund(node, head)
        if node.dep in {"parataxis", "appos"} and node.kid("nsubj", "nsubjpass") is not None:
            return Scope()
        return SILENT

    def _find_conjunct(self, node: Node, head: Node) -> Scope:
        """A conjunct with its own subject or auxiliary starts anew below the same governor; else it shares all."""
        own = node.kids("nsubj", "nsubjpass", "aux", "auxpass", "expl")
        if any(kid.lemma == "than" and kid.index < node.index for kid in head.kids("cc")):
            return SILENT  # 'deletes rather than stores'
        if not own and node.tag == "VBZ" and is_plural(head) and _has_singular(head, node):
            return SILENT  # 'victims want to know how X collects and *stores* it': not what the victims do
        contrast = any(child.lemma == "but" for child in head.kids("cc"))
        instead = self._find_instead(node, head) if not own else None
        if instead is not None:
            return instead
        if own or (node.tag in {"VBZ", "VBD", "VBP"} and node.tag != head.tag) or not head.is_verb:
            outer = self._find_outer(head)
            if not outer.asserted and head.dep == "ROOT" and node.kids("nsubj", "nsubjpass"):
                outer = Scope()
        else:
            outer = self.read(head)
        if contrast and outer.polarity == "Denied" and not own:
            outer = replace(outer, polarity="Affirmed", how=(*outer.how, "repair:contrast"))
        return outer

    def _find_instead(self, node: Node, head: Node) -> Scope | None:
        """'may decline to be V1-ed and *instead* V2': V2 is not denied, and as modal as what denies; or None."""
        adverbs = (*head.kids("advmod"), *node.kids("advmod"))
        if not any(
            adverb.lemma in self._words.alternative and adverb.index > head.index and not adverb.kids("prep", "cc")
            for adverb in adverbs
        ):
            return None
        first = head
        while first.dep == "conj" and first.head is not None and first.head.is_verb:
            first = first.head
        outer = self.read(first)
        if outer.polarity != "Denied":
            return None
        above = first.head if first.dep in {"xcomp", "ccomp", "advcl"} else None
        if above is not None and not is_denied(first, self._lexicon):
            outer = self.read(above)
            if outer.polarity == "Denied":
                return SILENT
        return replace(outer, polarity="Affirmed", restriction="", how=(*outer.how, "repair:contrast"))

    def _find_content(self, node: Node, noun: Node) -> Scope:
        """'the allegation that X shares Y', 'it is the case that X shares Y': as the noun says; of others nothing."""
        governed = self._by_governor(node, noun)
        if governed is not None:
            return governed
        whole = bool(node.kids("dobj", "attr", "acomp")) and noun.lemma not in self._words.situations
        return SILENT if whole else self.read_modified(noun, node)

    # ------------------------------------------------------------------ what a noun takes for granted

    def read_modified(self, noun: Node, clause: Node | None = None) -> Scope:
        """A relative `clause` or participle: taken for granted, unless what it modifies is only supposed to be."""
        verb = find_clause(noun)
        if verb is None:
            return Scope()
        if noun.lemma in self._words.degrees:
            return SILENT  # 'the extent to which X shares Y'
        outer = self.read(verb)
        if not outer.asserted:
            return SILENT
        if self._is_cleft(noun, verb):
            return replace(outer, restriction="")
        if noun.lemma in self._words.situations and noun.dep in {"attr", "dobj"} and outer.polarity == "Affirmed":
            return Scope(modality=outer.modality)
        denied = outer.polarity == "Denied" or self._is_unknown(noun) or self._is_sought(noun)
        acts = clause is not None and clause.lemma not in self._words.having
        supposed = is_supposed(noun) or (acts and self._is_generic(noun))
        if supposed and (denied or outer.modality not in _SOUND):
            return SILENT
        return Scope(modality="Procedural" if outer.modality == "Procedural" else "Stated")

    def _is_cleft(self, noun: Node, verb: Node) -> bool:
        """'it is not the case that …', 'it is not X that …': the denial is of what follows."""
        if noun.dep != "attr" or verb.lemma != "be" or not any(kid.lemma == "it" for kid in verb.kids("nsubj")):
            return False
        return noun.lemma in self._words.situations or noun.name is not None or find_determiner(noun) == "the"

    def _is_unknown(self, noun: Node) -> bool:
        """'unaware of any that …': behind an adjective that denies or disclaims, what is named may not be."""
        above = noun.head.head if noun.dep == "pobj" and noun.head is not None else None
        if above is None or above.sort != "adjective":
            return False
        governor = self._lexicon.find_governor(above.lemma, "adjective")
        return governor is not None and (
            governor.polarity == "deny" or governor.modality in {"", "KnowledgeDisclaimed"}
        )

    def _is_sought(self, noun: Node) -> bool:
        """'seeks a system that …', 'a proposal for a system that …': what is named is not there yet."""
        governor = self.governors.find_above_noun(noun)
        return governor is not None and governor.family in _SEEKING

    def _is_generic(self, noun: Node) -> bool:
        """'employees who share', 'those who share': whoever does, if anybody."""
        if noun.name is not None or noun.kids("poss", "nummod"):
            return False
        bare = noun.tag == "NNS" and not noun.kids("det") and self._lexicon.kind_of(noun.lemma) in _ACTING
        return bare or (noun.tag == "DT" and noun.lemma in {"those", "all", "each"})

    def read_event(self, noun: Node) -> Scope:
        """What a noun names ('the use of X') is so only where its sentence plainly says something of it.

        'Discontinued its use', 'the planned use', 'a proposal for the use': the word above it or before it governs it.
        """
        if self._is_judged(noun):
            return SILENT
        verb = find_clause(noun)
        scope = self.read(verb) if verb is not None else Scope()
        governor = self.governors.find_above_noun(noun)
        if governor is not None and verb is not None and noun.dep == "nsubj" and not verb.kids("aux"):
            over = OVER if governor.family == "cessation" and verb.tag == "VBD" else ""
            scope, governor = replace(scope, withheld=over), None  # 'its use ended in 2020': until then it was so
        if governor is not None:
            scope = apply_governor(governor, scope)
        elif scope.polarity == "Denied":
            return SILENT
        modality = scope.modality
        for adjective in noun.kids("amod"):
            words = self._lexicon.adjectives
            modality = weaken(modality, words.get(adjective.lemma, words.get(adjective.text.lower(), "Stated")))
        if not modality or (governor is None and modality not in _SOUND):
            return SILENT
        unknown = governor is None and self._is_below_unknown(noun)
        return Scope(scope.polarity, modality, withheld=scope.withheld or _UNKNOWN * unknown)

    def _is_judged(self, noun: Node) -> bool:
        """'opposes *the disclosure* of X': an attitude, of a body or person, to what may or may not be."""
        first = noun
        while first.dep == "conj" and first.head is not None and first.head.is_noun:
            first = first.head
        verb = first.head
        if verb is None or first.dep not in {"dobj", "nsubjpass"} or verb.lemma not in self._words.attitudes:
            return False
        subject = verb.kid("nsubj")
        return verb.lemma not in self._words.supporting or (subject is not None and self._is_somebody(subject))

    def _is_somebody(self, noun: Node) -> bool:
        kind = noun.name.thing.kind if noun.name is not None else self._lexicon.kind_of(noun.lemma)
        return kind in _ACTING

    def _is_below_unknown(self, noun: Node) -> bool:
        """Whether a noun is the object of a verb of which no list says what becomes of its object."""
        verb = noun.head
        if verb is None or not verb.is_verb or noun.dep not in {"dobj", "nsubjpass"}:
            return False
        return not (self._has_sense(verb) or self.governors.is_known(verb))

    # ------------------------------------------------------------------ beside a clause

    def _find_adverbial(self, node: Node, head: Node) -> Scope:
        mark = find_mark(node)
        sort = self._lexicon.conjunctions.get(mark, "")
        if mark == "for" and node.is_infinitive:
            return self._by_governor(node, head) or SILENT  # 'it is possible for A to share'
        if mark == "while" and node.index < head.index:
            sort = "contrast"
        if is_inverted(node) or sort in {"condition", "question", "comparison", "exception", "denial"}:
            return SILENT
        if sort == "occasion":
            return SILENT if _is_supposing(head) else Scope(modality="Procedural")
        if sort in {"time", "reason", "contrast", "manner"}:
            return Scope() if node.kids("nsubj", "nsubjpass") else self._share(head)
        if sort == "purpose":
            return replace(self._share(head), purposive=True)
        if sort == "content" and node.kids("nsubj", "nsubjpass"):
            return self._by_governor(node, head) or SILENT
        if mark:
            return SILENT
        if node.is_infinitive:
            return self._find_infinitive(node, head)
        return self._share_participle(node, head)

    def _find_infinitive(self, node: Node, head: Node) -> Scope:
        """An infinitive beside a verb: governed by it ('has committed to share'), or its purpose."""
        governing = self.governors.find_adverbial(node, head)
        if governing is not None:
            return self._by_governor(node, governing) or SILENT
        if node.index < head.index and self._is_needed(head):
            return SILENT  # 'to share X, A would need Y': what it would take
        if head.sort == "adjective" or (head.lemma == "be" and head.kids("acomp") and node.index > head.index):
            return self._by_governor(node, head) or SILENT
        if self._may_govern(head) and node.index > head.index:
            objects = head.kids("dobj", "nsubjpass")
            if not objects or any(self._acts(noun) for noun in objects):
                return SILENT  # an unknown verb may govern it: 'petitioned to share', 'lobbied X to share'
        return replace(self._share(head), purposive=True)

    def _is_needed(self, verb: Node) -> bool:
        """Whether a clause says what something takes: 'A needs Y', 'A would build Y', 'A must obtain Y'."""
        governor = self._lexicon.find_governor(verb.lemma, "verb")
        needed = governor is not None and governor.family == "requirement" and verb.lemma not in self._words.having
        supposed = any(aux.lemma == "would" for aux in verb.kids("aux"))
        return needed or supposed or self.read(verb).modality == "Required"

    def _may_govern(self, verb: Node) -> bool:
        """Whether a clause behind a verb may be what it governs: the verb is in the table, or in no list."""
        return self.governors.is_known(verb) or not self._has_sense(verb)

    def _has_sense(self, verb: Node) -> bool:
        return verb.lemma in self._verbs or not verb.is_verb or verb.lemma in {"be", "have", "do"}

    def _acts(self, noun: Node) -> bool:
        kind = noun.name.thing.kind if noun.name is not None else self._lexicon.kind_of(noun.lemma)
        named = noun.name is not None and kind in {"System", "Program", "Thing"}  # a name may be mistaken for another
        return named or kind in _ACTING or noun.tag in {"PRP", "WP", "WDT"}

    def _share_participle(self, node: Node, head: Node) -> Scope:
        """'observed X using Y': governed by a verb whose object acts; else as modal as the clause it stands beside."""
        if find_perceived(node, head, self._lexicon) is not None:
            return self._by_governor(node, head) or SILENT
        if node.tag == "VBG" and node.index == head.index + 1 and not head.kids("dobj") and self._may_govern(head):
            return self._by_governor(node, head) or SILENT  # 'dreaded using X'
        return self._share(head)

    def _share(self, head: Node) -> Scope:
        """A purpose, or a participle without subject: as modal as its main clause; below a denied one it is silent."""
        verb = head if head.is_verb or head.dep in {"acomp", "attr", "ROOT"} else find_clause(head)
        outer = self.read(verb) if verb is not None else Scope()
        return SILENT if outer.polarity == "Denied" else replace(outer, restriction="")

    # ------------------------------------------------------------------ below a governor

    def _find_governed(self, node: Node, head: Node) -> Scope:
        if is_inverted(node):
            return SILENT  # 'had X shared Y, …'
        if self._is_main(node, head):
            return Scope()
        if head.lemma == "use" and head.tag == "VBD" and node.is_infinitive and not head.kids("dobj", "auxpass"):
            return SILENT  # 'used to share' says nothing of today
        adverbs = (*head.kids("advmod"), *node.kids("advmod"))
        yet = any(adverb.lemma == "yet" and head.index < adverb.index < node.index for adverb in adverbs)
        if node.is_infinitive and yet:
            return Scope("Denied", self.read(head).modality)  # 'has yet to share'
        governed = self._by_governor(node, head)
        if governed is not None:
            return governed
        if head.lemma == "be" and node.dep == "xcomp" and not head.kids("acomp", "attr"):
            return self._find_destined(node, head)
        if node.dep == "xcomp" and node.is_infinitive and head.lemma in self._words.purposing:
            return self._share(head)
        return SILENT

    def _find_destined(self, node: Node, head: Node) -> Scope:
        """'X is to share': required of who can act; 'the purpose of X is to share': as the noun says."""
        subject = head.kid("nsubj", "nsubjpass")
        if subject is not None and node.is_passive and node.is_infinitive and subject.index < head.index:
            outer = self.read(head)  # 'the reports are to be published': done to what the noun names, not said by it
            return replace(outer, modality=weaken(outer.modality, "Planned"))
        governor = self._lexicon.find_governor(subject.lemma, "noun") if subject is not None else None
        if governor is not None:
            return self._share(head) if governor.family == "purpose" else apply_governor(governor, self.read(head))
        before = subject is not None and subject.index < head.index and node.is_infinitive
        if subject is not None and before and (self._acts(subject) or node.is_passive):
            outer = self.read(head)
            return replace(outer, modality=weaken(outer.modality, "Required" if head.tag != "VBD" else "Planned"))
        return SILENT

    def _is_main(self, node: Node, head: Node) -> bool:
        """Whether a clause before its head is a main clause, of two in a row of which the parser hung one below."""
        if node.dep != "ccomp" or node.index > head.index or node.kids("mark") or not node.kids("nsubj", "nsubjpass"):
            return False
        if any(kid.text in {";", ":"} and node.index < kid.index < head.index for kid in head.kids("punct")):
            return True
        return head.kid("nsubj", "nsubjpass") is not None and not self._lexicon.attribution.get(head.lemma)

    def _by_governor(self, node: Node, head: Node) -> Scope | None:
        """The scope that the governor `head` gives, or None if it is not in the table."""
        if head.lemma == "be" and node.dep in {"xcomp", "advcl", "ccomp"} and node.is_infinitive:
            head = head.kid("acomp", "attr") or head  # 'is able to share', 'it is possible to share'
        if self.governors.is_asked(node):
            return SILENT
        governor = self.governors.find(node, head)
        if governor is None:
            return None
        if governor.family == "requirement" and head.tag == "VBN" and not self.governors.binds(head):
            return SILENT
        if governor.family == "device" and self._is_made(head):
            return SILENT  # 'developed a process to review': nobody is said to review
        return apply_governor(governor, self._read_governing(governor, head))

    def _is_made(self, noun: Node) -> bool:
        """Whether a noun is the object of a verb that does not say that somebody has or uses what it names."""
        verb = noun.head
        if noun.dep != "dobj" or verb is None:
            return False
        return verb.lemma not in self._words.having and verb.lemma not in self._words.using

    def _read_governing(self, governor: Governor, head: Node) -> Scope:
        """The scope that a governing word itself stands in."""
        clause = head if head.is_verb else find_clause(head)
        if governor.family == "report" and head.is_verb and is_avowed(head, self._lexicon):
            return Scope()
        outer = self.read(clause) if clause is not None else Scope()
        if head.is_verb or clause is None:
            return outer
        if head.sort == "noun" and self._is_judged(head):
            return SILENT  # 'appreciates their efforts to share'
        above = self.governors.find_above_noun(head) if head.sort == "noun" else None
        if above is not None and clause.lemma not in (*self._words.having, *self._words.lacking):
            found = apply_governor(above, outer)
            if not found.asserted or found.polarity != outer.polarity:
                return SILENT  # 'approval to use X was requested', 'the plan to use X was abandoned'
        lacked = clause.lemma in self._words.lacking and head.dep == "dobj"
        without = head.dep == "pobj" and head.head is not None and head.head.lemma == "without"
        if lacked or without or (has_no(head) and head.dep not in _DENYING):
            outer = replace(outer, polarity=_flip(outer.polarity))
        return outer

    def _find_noun_governed(self, node: Node, head: Node) -> Scope:
        """'the ability to review', 'an option to assign': by the noun, else a purpose of what the noun names."""
        governed = self._by_governor(node, head)
        if governed is not None:
            return governed
        if head.name is None and self._lexicon.kind_of(head.lemma) == "Thing":
            return SILENT  # a noun that no list knows may name anything: 'a bid to share'
        verb = find_clause(head)
        outer = self.read(verb) if verb is not None else Scope()
        return SILENT if outer.polarity == "Denied" else replace(outer, restriction="", purposive=True)

    def _find_gerund(self, node: Node, head: Node) -> Scope:
        """'by downloading', 'without sharing', 'prohibited from sharing', 'the practice of sharing'."""
        preposition = head if node.dep == "pcomp" else node
        above = preposition.head
        if above is None:
            return SILENT
        word = preposition.lemma
        sort = self._lexicon.conjunctions.get(word, "")
        if word == "without":
            outer = self._share(above)
            return replace(outer, polarity="Denied") if outer.asserted else SILENT
        if word in {"by", "in", "through", "as"} and above.is_verb:
            return self._share(above)
        if sort == "occasion" and above.is_verb:
            return SILENT if _is_supposing(above) else Scope(modality="Procedural")
        if node.dep == "prep" and above.is_verb:  # "using": a participle that the parser takes for a preposition
            return self._share_participle(node, above)
        governed = self._by_governor(node, above)
        if governed is not None and word == "against":  # 'decided against using'
            return replace(governed, polarity=_flip(governed.polarity))
        return governed if governed is not None else SILENT

    # ------------------------------------------------------------------ of its own

    def _add_own(self, node: Node, outer: Scope) -> Scope:
        """What the clause inherits, with its own negation, modals, adverbs and conditions."""
        if is_partial(node, self._lexicon):
            return SILENT  # 'not all agencies share', 'does not share every record': some may, some may not
        denied = is_denied(node, self._lexicon)
        if denied and outer.polarity == "Denied" and node.dep != "conj":
            return replace(outer, modality="")  # a double negation says too little
        modality = read_modality(node, outer.modality, denied, self._lexicon)
        restriction = outer.restriction
        for adverb in node.kids("advmod"):
            if adverb.lemma in self._lexicon.restrictive or (denied and is_narrowed(adverb, node, self._lexicon)):
                restriction = restriction or adverb.text.lower()
        if modality == "Stated" and any(is_condition(clause, node, self._lexicon) for clause in node.kids("advcl")):
            modality = "Procedural"
        polarity = "Denied" if denied else outer.polarity
        reserved = find_reservation(node, self._lexicon) if polarity == "Affirmed" else ""
        return replace(
            outer, polarity=polarity, modality=modality, restriction=restriction, withheld=outer.withheld or reserved
        )


def apply_governor(governor: Governor, outer: Scope) -> Scope:
    """The scope of a clause under a governor that itself stands in `outer`."""
    denied = outer.polarity == "Denied"
    modality = governor.negated_modality if denied else governor.modality
    if not denied and governor.procedural and outer.modality == "Procedural":
        modality = governor.procedural
    polarity = governor.negated_polarity if denied else governor.polarity
    if not outer.asserted or modality in {"", "none"}:
        return SILENT
    if governor.family == "report" and outer.modality not in _SOUND:
        return SILENT  # 'may say that', 'must certify that': it has not been said
    base = "Stated" if governor.family == "fact" else outer.modality
    own = base if modality == "keep" else weaken(base, modality)
    if outer.purposive and own in _SOUND:
        return SILENT  # 'to ensure that X does': it is to be so
    how = (*outer.how, f"governor:{governor.word}")
    purposive = outer.purposive or governor.family == "design"
    return Scope("Denied" if polarity == "deny" else "Affirmed", own, "", how, outer.withheld, purposive)


def is_plural(verb: Node) -> bool:
    """Whether the subject of a verb is a plural noun, which no verb in the third person singular agrees with."""
    subject = verb.kid("nsubj", "nsubjpass")
    return subject is not None and subject.tag == "NNS" and subject.name is None


def _has_singular(head: Node, conjunct: Node) -> bool:
    """Whether a clause below the first verb of a series has a subject of its own that a conjunct agrees with."""
    return any(
        verb.tag == "VBZ" and head.index < verb.index < conjunct.index and verb.kids("nsubj", "nsubjpass")
        for verb in head.subtree()
    )


def _is_supposing(verb: Node) -> bool:
    """'*would require* X to seek approval before …': below such a governor even the occasion is only imagined."""
    above = verb.head if verb.dep in {"xcomp", "ccomp"} else None
    return above is not None and any(aux.lemma == "would" for aux in above.kids("aux"))


def is_supposed(noun: Node) -> bool:
    """Whether a phrase names what may not be: 'any', 'no' or 'a' thing, taken with a denial or a doubt around it."""
    determiner = noun.kid("det")
    if determiner is not None and determiner.lemma in {"any", "no", "a", "an", "every", "each"}:
        return True
    return noun.lemma in {"any", "none", "anyone", "anything", "whoever", "anybody", "someone", "everyone"}


def _flip(polarity: str) -> str:
    return "Affirmed" if polarity == "Denied" else "Denied"
