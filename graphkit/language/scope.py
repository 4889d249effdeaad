"""A verb in its tree in, the polarity and modality of what it says out.

Scope is inherited down the tree: from the main clause to its conjuncts, from a governor ("allow", "unable", "ability")
to the clause that it governs, by one table of governing words (ontology/cues/governors.yaml). A governor that is not in
the table yields nothing that is asserted: this is where reversed claims and false facts come from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from graphkit.language.circumstances import is_condition, is_inverted
from graphkit.language.lexicon import Governor, Lexicon
from graphkit.language.negation import has_no, is_denied, is_narrowed
from graphkit.language.phrases import find_determiner
from graphkit.language.tree import Node, find_clause, find_mark, is_content

#: Which of two modalities wins where one clause lies in the scope of the other, the last the strongest; '' asserts
#: nothing.
_STRENGTH = ("Stated", "Procedural", "Planned", "Required", "Possible", "KnowledgeDisclaimed", "")

#: Families of governors whose infinitive the parser may take for a purpose.
_ADVERBIAL = frozenset(
    {"attempt", "intention", "failure", "refusal", "requirement", "prohibition", "avoidance", "permission"}
)

#: Kinds of things that a requirement can bind.
_BOUND = frozenset({"Role", "Organization", "OrganizationalUnit", "System", "Thing", "Program"})

#: Families of governors that take what a noun names for granted: 'its use is monitored'.
_PRESUPPOSING = frozenset({"question", "report", "fact"})

#: Families of governors whose object is not there yet.
_SEEKING = frozenset({"desire", "intention", "deliberation", "commitment", "attempt", "requirement", "instruction"})

#: Families of nouns that name what was said, and so is there whatever became of it: 'its request was denied'.
_SPOKEN = frozenset({"instruction", "claim", "question", "report", "desire"})

#: Where a noun with "no" denies its whole clause.
_DENYING = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})


@dataclass(frozen=True, slots=True)
class Scope:
    """Polarity, modality ('' asserts nothing) and the words that restrict a clause."""

    polarity: str = "Affirmed"
    modality: str = "Stated"
    restriction: str = ""
    how: tuple[str, ...] = ()

    @property
    def asserted(self) -> bool:
        """Whether the clause says anything at all."""
        return self.modality != ""


SILENT = Scope(modality="")


def weaken(outer: str, inner: str) -> str:
    """The modality of a clause that is `inner` by itself and stands in the scope of `outer`."""
    return max(outer, inner, key=_STRENGTH.index)


class ScopeReader:
    """Reads the scopes of one tree, each once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words = lexicon.constructions
        self._known: dict[Node, Scope] = {}

    def read(self, node: Node) -> Scope:
        """The scope of the clause that `node` (a verb, or a predicate adjective or noun) heads."""
        if node not in self._known:
            self._known[node] = SILENT  # a cycle cannot be, but a broken tree must not hang
            self._known[node] = self._add_own(node, self._find_outer(node))
        return self._known[node]

    # ------------------------------------------------------------------ from above

    def _find_outer(self, node: Node) -> Scope:
        head = node.head
        if head is None or node.dep == "ROOT":
            return SILENT if is_imperative(node) else Scope()
        if node.dep == "conj":
            return self._find_conjunct(node, head)
        if node.dep == "relcl" and is_content(node):
            return self._by_governor(node, head) or self.read_modified(head)  # 'the allegation that X shares Y'
        if node.dep == "relcl" or (node.dep == "acl" and node.tag in {"VBN", "VBG", "VBD"}):
            return self.read_modified(head)
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
        contrast = any(child.lemma == "but" for child in head.kids("cc"))
        if own or (node.tag in {"VBZ", "VBD", "VBP"} and node.tag != head.tag) or not head.is_verb:
            outer = self._find_outer(head)
            if not outer.asserted and head.dep == "ROOT" and node.kids("nsubj", "nsubjpass"):
                outer = Scope()
        else:
            outer = self.read(head)
        if contrast and outer.polarity == "Denied" and not own:
            outer = replace(outer, polarity="Affirmed", how=(*outer.how, "repair:contrast"))
        return outer

    def read_modified(self, noun: Node) -> Scope:
        """A relative clause or participle: taken for granted, unless what it modifies is only supposed to be."""
        verb = find_clause(noun)
        if verb is None:
            return Scope()
        outer = self.read(verb)
        if not outer.asserted:
            return SILENT
        if noun.lemma in self._words.situations and noun.dep in {"attr", "dobj"}:
            if outer.polarity == "Affirmed":
                return Scope(modality=outer.modality)
            if find_determiner(noun) == "the":  # 'it is not the case that …'
                return Scope("Denied", outer.modality)
        denied = outer.polarity == "Denied" or self._is_unknown(noun) or self._is_sought(noun, verb)
        if is_supposed(noun) and (denied or outer.modality not in {"Stated", "Procedural"}):
            return SILENT
        return Scope(modality="Procedural" if outer.modality == "Procedural" else "Stated")

    def _is_unknown(self, noun: Node) -> bool:
        """'unaware of any that …': behind an adjective that denies or disclaims, what is named may not be."""
        above = noun.head.head if noun.dep == "pobj" and noun.head is not None else None
        if above is None or above.sort != "adjective":
            return False
        governor = self._lexicon.find_governor(above.lemma, "adjective")
        return governor is not None and (
            governor.polarity == "deny" or governor.modality in {"", "KnowledgeDisclaimed"}
        )

    def _is_sought(self, noun: Node, verb: Node) -> bool:
        """'seeks a system that …', 'a proposal for a system that …': what is named is not there yet."""
        governor = self._find_event_governor(noun, verb)
        return governor is not None and governor.family in _SEEKING

    def read_event(self, noun: Node) -> Scope:
        """What a noun names ('the use of X') is so only where its sentence plainly says something of it.

        'Discontinued its use', 'the planned use', 'a proposal for the use': the word above it or before it governs it.
        """
        verb = find_clause(noun)
        scope = self.read(verb) if verb is not None else Scope()
        governor = self._find_event_governor(noun, verb)
        if governor is not None and governor.family not in _PRESUPPOSING:
            scope = apply_governor(governor, scope)
        modality = scope.modality
        for adjective in noun.kids("amod"):
            words = self._lexicon.adjectives
            modality = weaken(modality, words.get(adjective.lemma, words.get(adjective.text.lower(), "Stated")))
        plain = scope.polarity == "Affirmed" and modality in {"Stated", "Procedural"}
        return Scope(modality=modality) if plain else SILENT

    def _find_event_governor(self, noun: Node, verb: Node | None) -> Governor | None:
        """The word that puts what a noun names in doubt; a request or a claim has been made even if it is denied."""
        if any(governor.family in _SPOKEN for governor in self._lexicon.governors.get((noun.lemma, "noun"), ())):
            return None
        above = noun.head.head if noun.dep == "pobj" and noun.head is not None else None
        if above is not None and above.sort == "noun":
            return self._lexicon.find_governor(above.lemma, "noun")
        if verb is None or noun.head is not verb or noun.dep not in {"dobj", "nsubjpass"}:
            return None
        if verb.lemma in self._words.supporting:
            return None
        acting = self._lexicon.find_governor(verb.lemma, "verb")
        return acting or self._lexicon.find_governor(verb.lemma, "verb", finite=True)

    def _find_adverbial(self, node: Node, head: Node) -> Scope:
        mark = find_mark(node)
        sort = self._lexicon.conjunctions.get(mark, "")
        if mark == "for" and node.is_infinitive:
            return self._by_governor(node, head) or SILENT  # 'it is possible for A to share'
        if mark == "while" and node.index < head.index:
            sort = "contrast"
        if is_inverted(node) or sort in {"condition", "question", "comparison", "exception"}:
            return SILENT
        if sort == "occasion":
            return Scope(modality="Procedural")
        if sort in {"time", "reason", "contrast", "manner"}:
            return Scope() if node.kids("nsubj", "nsubjpass") else self._share(head)
        if sort == "purpose":
            return self._share(head)
        if sort == "content" and node.kids("nsubj", "nsubjpass"):
            return self._by_governor(node, head) or SILENT
        if mark:
            return SILENT
        if node.is_infinitive:
            governor = self._lexicon.find_governor(head.lemma, "verb")
            if governor is not None and governor.family in _ADVERBIAL and node.index > head.index:
                governed = self._by_governor(node, head)
                if governed is not None:
                    return governed
        return self._share(head)

    def _share(self, head: Node) -> Scope:
        """A purpose, or a participle without subject: as modal as its main clause; below a denied one it is silent."""
        verb = head if head.is_verb or head.dep in {"acomp", "attr", "ROOT"} else find_clause(head)
        outer = self.read(verb) if verb is not None else Scope()
        return SILENT if outer.polarity == "Denied" else replace(outer, restriction="")

    def _find_governed(self, node: Node, head: Node) -> Scope:
        if is_inverted(node):
            return SILENT  # 'had X shared Y, …'
        if self._is_main(node, head):
            return Scope()
        if head.lemma == "use" and head.tag == "VBD" and node.is_infinitive and not head.kids("dobj", "auxpass"):
            return SILENT  # 'used to share' says nothing of today
        adverbs = (*head.kids("advmod"), *node.kids("advmod"))
        if any(adverb.lemma == "yet" and head.index < adverb.index < node.index for adverb in adverbs):
            return Scope("Denied", self.read(head).modality)  # 'has yet to share'
        governed = self._by_governor(node, head)
        if governed is not None:
            return governed
        if head.lemma == "be" and node.dep == "xcomp" and not head.kids("acomp", "attr"):
            subject = head.kid("nsubj")
            governor = self._lexicon.find_governor(subject.lemma, "noun") if subject is not None else None
            if governor is not None and governor.family == "purpose":
                return self._share(head)  # 'the purpose of X is to support Y'
        if node.dep == "xcomp" and node.is_infinitive and head.lemma in self._words.purposing:
            return self._share(head)
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
        if self._is_asked(node):
            return SILENT
        governor = self._find_governor(node, head)
        if governor is None:
            return None
        if governor.family == "requirement" and head.tag == "VBN" and not self._binds(head):
            return SILENT
        clause = head if head.is_verb else find_clause(head)
        outer = self.read(clause) if clause is not None else Scope()
        lacked = clause is not None and clause.lemma in self._words.lacking and head.dep == "dobj"
        if lacked or (not head.is_verb and clause is not None and has_no(head) and head.dep not in _DENYING):
            outer = replace(outer, polarity=_flip(outer.polarity))
        return apply_governor(governor, outer)

    def _is_asked(self, node: Node) -> bool:
        """'whether X shares', 'how X shares': a question, whatever governs it."""
        return find_mark(node) in {"whether", "if"} or any(
            self._lexicon.conjunctions.get(kid.lemma) == "question" and kid.start < node.start for kid in node.children
        )

    def _find_governor(self, node: Node, head: Node) -> Governor | None:
        """The entry for the head itself, or for the complement of a verb that has none ('makes it *possible* to')."""
        finite = (bool(node.kids("mark")) and find_mark(node) == "that") or (
            bool(node.kids("nsubj", "nsubjpass")) and not node.is_infinitive
        )
        acted = bool(head.kids("dobj", "nsubjpass", "dative"))
        governor = self._lexicon.find_governor(head.lemma, head.sort, finite, acted)
        if governor is not None or not head.is_verb:
            return governor
        complements = head.kids("acomp", "attr", "oprd", "dobj")
        found = (
            self._lexicon.find_governor(kid.lemma, "adjective" if kid.sort == "adjective" else "noun", finite)
            for kid in complements
        )
        return next((governor for governor in found if governor is not None), None)

    def _binds(self, participle: Node) -> bool:
        """Whether what is required is somebody: 'users are required to' obliges, 'the access required to' does not."""
        bound = participle.kid("nsubjpass") or (participle.head if participle.dep in {"acl", "relcl"} else None)
        if bound is None or bound.name is not None or bound.tag in {"PRP", "WDT", "WP"}:
            return True
        return self._lexicon.kind_of(bound.lemma) in _BOUND

    def _find_noun_governed(self, node: Node, head: Node) -> Scope:
        """'the ability to review', 'an option to assign': by the noun, else a purpose of what the noun names."""
        governed = self._by_governor(node, head)
        if governed is not None:
            return governed
        verb = find_clause(head)
        outer = self.read(verb) if verb is not None else Scope()
        return SILENT if outer.polarity == "Denied" else replace(outer, restriction="")

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
            return Scope(modality="Procedural")
        if node.dep == "prep" and above.is_verb:  # "using": a participle that the parser takes for a preposition
            return self._share(above)
        governed = self._by_governor(node, above)
        if governed is not None and word == "against":  # 'decided against using'
            return replace(governed, polarity=_flip(governed.polarity))
        return governed if governed is not None else SILENT

    # ------------------------------------------------------------------ of its own

    def _add_own(self, node: Node, outer: Scope) -> Scope:
        """What the clause inherits, with its own negation, modals, adverbs and conditions."""
        denied = is_denied(node, self._lexicon)
        if denied and outer.polarity == "Denied" and node.dep != "conj":
            return replace(outer, modality="")  # a double negation says too little
        modality = self._read_modals(node, outer.modality, denied)
        restriction = outer.restriction
        for adverb in node.kids("advmod"):
            own = self._lexicon.adverbs.get(adverb.lemma, "Stated")
            if not denied or not own:
                modality = weaken(modality, own)
            if adverb.lemma in self._lexicon.restrictive or (denied and is_narrowed(adverb, node, self._lexicon)):
                restriction = restriction or adverb.text.lower()
        if modality == "Stated" and any(is_condition(clause, node, self._lexicon) for clause in node.kids("advcl")):
            modality = "Procedural"
        return Scope("Denied" if denied else outer.polarity, modality, restriction, outer.how)

    def _read_modals(self, verb: Node, modality: str, denied: bool) -> str:
        perfect = any(kid.lemma == "have" for kid in verb.kids("aux"))
        for modal in verb.kids("aux"):
            if modal.tag != "MD" and modal.lemma not in self._lexicon.modals:
                continue
            own = self._lexicon.modals.get(modal.lemma, self._lexicon.modals.get(modal.text.lower(), "Stated"))
            if denied and modal.lemma in self._lexicon.negated_modals:
                own = self._lexicon.negated_modals[modal.lemma]
            if perfect and own == "Procedural":
                return ""  # 'would have shared': it did not
            modality = weaken(modality, own)
        return modality


def apply_governor(governor: Governor, outer: Scope) -> Scope:
    """The scope of a clause under a governor that itself stands in `outer`."""
    denied = outer.polarity == "Denied"
    modality = governor.negated_modality if denied else governor.modality
    if not denied and governor.procedural and outer.modality == "Procedural":
        modality = governor.procedural
    polarity = governor.negated_polarity if denied else governor.polarity
    if not outer.asserted or modality in {"", "none"}:
        return SILENT
    base = "Stated" if governor.family in {"report", "fact"} else outer.modality
    own = base if modality == "keep" else weaken(base, modality)
    return Scope("Denied" if polarity == "deny" else "Affirmed", own, "", (*outer.how, f"governor:{governor.word}"))


def is_imperative(node: Node) -> bool:
    """A bare verb form at the head of a sentence with nobody who acts: 'Please describe …'."""
    return node.tag == "VB" and not node.kids("nsubj", "nsubjpass", "csubj", "expl", "aux")


def is_supposed(noun: Node) -> bool:
    """Whether a phrase names what may not be: 'any', 'no' or 'a' thing, taken with a denial or a doubt around it."""
    determiner = noun.kid("det")
    if determiner is not None and determiner.lemma in {"any", "no", "a", "an", "every"}:
        return True
    return noun.lemma in {"any", "none", "anyone", "anything"}


def _flip(polarity: str) -> str:
    return "Affirmed" if polarity == "Denied" else "Denied"
