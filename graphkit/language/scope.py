"""A verb in its tree in, the polarity and modality of what it says out.

Scope is inherited down the tree: from the main clause to its conjuncts, from a governor ("allow", "unable", "ability")
to the clause that it governs, by one table of governing words (ontology/cues/governors.yaml). A governor that is not in
the table yields nothing that is asserted: this is where reversed claims and false facts come from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from graphkit.language.lexicon import Governor, Lexicon
from graphkit.language.tree import Node

#: Which of two modalities wins when one clause lies in the scope of the other, the last the strongest; '' asserts nothing.
_STRENGTH = ("Stated", "Procedural", "Planned", "Required", "Possible", "KnowledgeDisclaimed", "")

#: Nouns that stand for a state of affairs: 'there may be cases where X does' says no more than that X may.
SITUATIONS = frozenset({"case", "instance", "situation", "circumstance", "occasion", "scenario", "event"})

CLAUSAL = {"ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis"}


#: Families of governors whose infinitive the parser may take for a purpose.
_ADVERBIAL = frozenset(
    {"attempt", "intention", "failure", "refusal", "requirement", "prohibition", "avoidance", "permission"}
)


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
        return self.modality != ""


SILENT = Scope(modality="")

#: Adverbs of the present: they date a denial and do not narrow it.
TEMPORAL = frozenset({"currently", "presently", "yet", "now"})


def weaken(outer: str, inner: str) -> str:
    """The modality of a clause that is `inner` by itself and stands in the scope of `outer`."""
    return max(outer, inner, key=_STRENGTH.index)


class ScopeReader:
    """Reads the scopes of one tree, each once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
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
            return self._read_root(node)
        if node.dep == "conj":
            return self._find_conjunct(node, head)
        if node.dep in {"relcl"} or (node.dep == "acl" and node.tag in {"VBN", "VBG", "VBD"}):
            return self._find_modifier(head)
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

    def _read_root(self, node: Node) -> Scope:
        return SILENT if is_imperative(node) else Scope()

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

    def _find_modifier(self, noun: Node) -> Scope:
        """A relative clause or participle: taken for granted, unless what it modifies is only supposed to be."""
        verb = find_clause(noun)
        if verb is None:
            return Scope()
        outer = self.read(verb)
        if not outer.asserted:
            return SILENT
        if noun.lemma in SITUATIONS and noun.dep in {"attr", "dobj"} and outer.polarity == "Affirmed":
            return Scope(modality=outer.modality)
        determiner = noun.kid("det")
        if noun.dep == "pobj" and noun.head is not None and noun.head.head is not None:
            above = self.lexicon.find_governor(noun.head.head.lemma, "adjective")
            if (
                above is not None
                and (above.polarity == "deny" or above.modality in {"", "KnowledgeDisclaimed"})
                and noun.head.head.tag[:2] == "JJ"
            ):
                outer = replace(outer, polarity="Denied")
        supposed = (determiner is not None and determiner.lemma in {"any", "no", "a", "an", "every"}) or noun.lemma in {
            "any",
            "none",
            "anyone",
            "anything",
        }
        if supposed and (outer.polarity == "Denied" or outer.modality not in {"Stated", "Procedural"}):
            return SILENT
        return Scope(modality="Procedural" if outer.modality == "Procedural" else "Stated")

    def _find_adverbial(self, node: Node, head: Node) -> Scope:
        mark = find_mark(node)
        sort = self.lexicon.conjunctions.get(mark, "")
        if mark == "for" and any(kid.tag == "TO" for kid in node.kids("aux")):
            return self._by_governor(node, head) or SILENT  # 'it is possible for A to share'
        if mark == "while" and node.index < head.index:
            sort = "contrast"
        inverted = any(
            kid.lemma == "should" and kid.start < min((s.start for s in node.kids("nsubj", "nsubjpass")), default=-1)
            for kid in node.kids("aux")
        )
        if inverted or sort in {"condition", "question", "comparison", "exception"}:
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
        if any(kid.tag == "TO" for kid in node.kids("aux")):
            governor = self.lexicon.find_governor(head.lemma, "verb")
            if governor is not None and governor.family in _ADVERBIAL and node.index > head.index:
                governed = self._by_governor(node, head)
                if governed is not None:
                    return governed
        return self._share(head)

    def _share(self, head: Node) -> Scope:
        """A purpose or a participle without subject has the modality of its main clause; a denied one asserts nothing."""
        verb = head if head.is_verb or head.dep in {"acomp", "attr", "ROOT"} else find_clause(head)
        outer = self.read(verb) if verb is not None else Scope()
        return SILENT if outer.polarity == "Denied" else replace(outer, restriction="")

    def _find_governed(self, node: Node, head: Node) -> Scope:
        if (
            node.dep == "ccomp"
            and node.index < head.index
            and node.kids("nsubj", "nsubjpass")
            and not node.kids("mark")
        ):
            between = [kid for kid in head.kids("punct") if node.index < kid.index < head.index]
            if (
                any(kid.text in {";", ":"} for kid in between)
                or (head.kid("nsubj", "nsubjpass") is not None
                and not self.lexicon.attribution.get(head.lemma))
            ):
                return Scope()  # two main clauses in a row, which the parser hangs one under the other
        if any(
            adverb.lemma == "yet" and head.index < adverb.index < node.index
            for adverb in (*head.kids("advmod"), *node.kids("advmod"))
        ):
            return Scope("Denied", self.read(head).modality)  # 'has yet to share'
        governed = self._by_governor(node, head)
        if governed is not None:
            return governed
        if head.lemma == "be" and node.dep == "xcomp" and not head.kids("acomp", "attr"):
            subject = head.kid("nsubj")
            governor = self.lexicon.find_governor(subject.lemma, "noun") if subject is not None else None
            if governor is not None and governor.family == "purpose":
                return self._share(head)  # 'the purpose of X is to support Y'
        if (
            node.dep == "xcomp"
            and head.lemma in {"use", "employ", "design", "intend"}
            and any(kid.tag == "TO" for kid in node.kids("aux"))
        ):
            return self._share(head)
        return SILENT

    def _by_governor(self, node: Node, head: Node) -> Scope | None:
        """The scope that the governor `head` gives, or None if it is not in the table."""
        if (
            head.lemma == "be"
            and node.dep in {"xcomp", "advcl", "ccomp"}
            and any(kid.tag == "TO" for kid in node.kids("aux"))
        ):
            noun = head.kid("acomp", "attr")
            if noun is not None:
                head = noun
        sort = "verb" if head.is_verb else "adjective" if head.tag[:2] == "JJ" else "noun"
        finite = bool(node.kids("mark") and find_mark(node) in {"that", "whether", "if"}) or (
            bool(node.kids("nsubj", "nsubjpass")) and not any(kid.tag == "TO" for kid in node.kids("aux"))
        )
        if find_mark(node) in {"whether", "if"} or any(
            self.lexicon.conjunctions.get(kid.lemma) == "question" and kid.start < node.start for kid in node.children
        ):
            return SILENT
        acted = bool(head.kids("dobj", "nsubjpass", "dative"))
        governor = self.lexicon.find_governor(head.lemma, sort, finite, acted)
        if governor is None and head.is_verb:
            for complement in head.kids("acomp", "attr", "oprd", "dobj"):
                governor = governor or self.lexicon.find_governor(
                    complement.lemma, "adjective" if complement.tag[:2] == "JJ" else "noun", finite
                )
        if governor is None or (governor.family == "requirement" and head.tag == "VBN" and not self._binds(head)):
            return None if governor is None else SILENT
        clause = head if head.is_verb else find_clause(head)
        outer = self.read(clause) if clause is not None else Scope()
        if not head.is_verb and clause is not None and _has_no(head) and head.dep not in _DENYING:
            outer = replace(outer, polarity=_flip(outer.polarity))
        return apply_governor(governor, outer)

    def _binds(self, participle: Node) -> bool:
        """Whether what is required is somebody: 'users are required to' obliges, 'the access required to' does not."""
        bound = participle.kid("nsubjpass") or (participle.head if participle.dep in {"acl", "relcl"} else None)
        if bound is None or bound.name is not None or bound.tag in {"PRP", "WDT", "WP"}:
            return True
        return self.lexicon.kind_of(bound.lemma) in {
            "Role",
            "Organization",
            "OrganizationalUnit",
            "System",
            "Thing",
            "Program",
        }

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
        sort = self.lexicon.conjunctions.get(word, "")
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
        modality, denied, restriction = outer.modality, False, outer.restriction
        verb = node if node.is_verb or node.head is None else node
        modals = [kid for kid in verb.kids("aux") if kid.tag == "MD" or kid.lemma in self.lexicon.modals]
        negators = [
            kid
            for kid in verb.children
            if kid.dep == "neg" or (kid.lemma in self.lexicon.negators and kid.dep in {"advmod", "preconj", "det"})
        ]
        negators = [kid for kid in negators if not self._is_apparent(kid, verb)]
        denied = len(negators) % 2 == 1 or (
            not negators and (self._has_negative_argument(verb) or self._has_denial(verb))
        )
        for kid in verb.kids("cc", "preconj"):
            if kid.lemma == "neither":
                denied = True
        if node.dep == "conj" and node.head is not None and any(cc.lemma == "nor" for cc in node.head.kids("cc")):
            denied = denied or node.head.kids("preconj") == [] or denied
            denied = True
        for modal in modals:
            own = self.lexicon.modals.get(modal.lemma, self.lexicon.modals.get(modal.text.lower(), ""))
            if denied and modal.lemma in self.lexicon.negated_modals:
                own = self.lexicon.negated_modals[modal.lemma]
                if not own:
                    return SILENT
            modality = weaken(modality, own) if own else modality
        for adverb in verb.kids("advmod"):
            own = self.lexicon.adverbs.get(adverb.lemma, "Stated")
            if not denied or not own:
                modality = weaken(modality, own)
            if adverb.lemma in self.lexicon.restrictive or (denied and self._is_narrowed(adverb, verb)):
                restriction = restriction or adverb.text.lower()
        polarity = outer.polarity
        if denied:
            polarity = "Denied" if polarity == "Affirmed" else polarity
            if outer.polarity == "Denied" and outer is not None and node.dep != "conj":
                return replace(outer, modality="")  # a double negation says too little
        if modality == "Stated" and self._has_condition(verb):
            modality = "Procedural"
        return Scope(polarity, modality, restriction, outer.how)

    def _has_denial(self, verb: Node) -> bool:
        """'no longer collects', 'at no point shares': a phrase that denies, in the words that hang on the verb before it or behind."""
        words = [
            verb,
            *(
                inner
                for kid in verb.children
                if kid.dep in {"advmod", "aux", "auxpass", "prep", "neg", "npadvmod"}
                for inner in kid.subtree()
                if inner.index < kid.index + 4
            ),
        ]
        words.sort(key=lambda node: node.index)
        text = " " + " ".join("" if node is verb else node.text.lower() for node in words) + " "
        return any(f" {phrase} " in text for phrase in self.lexicon.denials)

    def _has_negative_argument(self, verb: Node) -> bool:
        for argument in verb.kids("nsubj", "nsubjpass", "dobj", "attr", "agent"):
            noun = argument.kid("pobj") if argument.dep == "agent" else argument
            if noun is None:
                continue
            if noun.lemma in {"none", "nobody", "nothing", "neither", "no-one"} and argument.dep != "prep":
                return True
            if _has_no(noun) or (
                argument.dep != "prep" and any(kid.lemma == "neither" for kid in noun.kids("preconj", "cc", "det"))
            ):
                return True
        return False

    def _is_apparent(self, negator: Node, verb: Node) -> bool:
        """'not only', 'no later than', 'not limited to' deny nothing."""
        following = [kid for kid in verb.children if kid.start >= negator.end and kid.start - negator.end <= 1]
        if negator.kids("advmod") and negator.kids("advmod")[0].lemma in {"only", "later", "merely", "just"}:
            return True
        return any(kid.lemma in {"only", "merely", "just"} and kid.dep == "preconj" for kid in following) or (
            verb.lemma == "limit" and verb.tag == "VBN"
        )

    def _is_narrowed(self, adverb: Node, verb: Node) -> bool:
        """'not actively', 'not solely': the adverb stands between the negator and the verb, so the negation is of the adverb."""
        negators = verb.kids("neg")
        return (
            bool(negators)
            and negators[0].end < adverb.start
            and adverb.lemma in self.lexicon.narrowed
            and adverb.lemma not in self.lexicon.emphatic | TEMPORAL
        )

    def _has_condition(self, verb: Node) -> bool:
        for clause in verb.kids("advcl"):
            sort = self.lexicon.conjunctions.get(find_mark(clause), "")
            inverted = any(kid.lemma == "should" for kid in clause.kids("aux")) and not find_mark(clause)
            if find_mark(clause) == "while" and clause.index < verb.index:
                continue
            if (
                inverted
                or sort == "condition"
                or (sort == "occasion" and find_mark(clause) not in {"before", "until", "since"})
            ):
                return True
        return False


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


def find_mark(clause: Node) -> str:
    """The conjunction that opens a clause, lower case, or ''."""
    marks = [
        kid.lemma.lower() for kid in clause.children if kid.dep == "mark" or (kid.dep == "advmod" and kid.tag == "WRB")
    ]
    return "that" if marks[:2] == ["in", "that"] else marks[0] if marks else ""


def find_clause(node: Node) -> Node | None:
    """The nearest verb above a noun, or None; participles that merely modify are passed by."""
    above = node.head
    while above is not None:
        if above.is_verb and above.dep in CLAUSAL:
            return above
        above = above.head
    return None


def _has_no(noun: Node) -> bool:
    return any(kid.lemma == "no" and kid.dep in {"det", "neg"} for kid in noun.children)


def _flip(polarity: str) -> str:
    return "Affirmed" if polarity == "Denied" else "Denied"
