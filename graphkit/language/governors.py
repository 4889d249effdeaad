"""A clause and the word it hangs on in, its entry in the table of governors (ontology/cues/governors.yaml) out."""

from __future__ import annotations

from graphkit.language.lexicon import Governor, Lexicon
from graphkit.language.tree import Node, find_clause, find_mark

#: Families of governors whose infinitive the parser may take for a purpose.
_ADVERBIAL = frozenset(
    {
        "attempt", "intention", "commitment", "failure", "refusal", "requirement", "prohibition", "avoidance",
        "permission", "desire", "cessation", "continuation", "beginning", "instruction", "advice", "hindrance",
        "causation",
    }
)  # fmt: skip

#: Families of verbs that govern 'from sharing' and no infinitive: 'keeps a list to share it' says what the list is for.
_GERUNDIAL = frozenset({"prevention"})

#: Families of verbs that say what is to be or may be done.
ORDERING = frozenset({"requirement", "permission", "instruction"})

#: Kinds of things that a requirement can bind.
_BOUND = frozenset({"Role", "Organization", "OrganizationalUnit", "System", "Thing", "Program"})

#: Families of nouns that name what was said, and so is there whatever became of it: 'its request was denied'.
_SPOKEN = frozenset({"instruction", "claim", "question", "report", "desire", "advice"})

#: Families of governors that take what a noun names for granted: 'its use is monitored'.
_PRESUPPOSING = frozenset({"question", "report", "fact", "perception"})

#: Families of verbs that end by themselves: 'its use has ended'.
_ENDING = frozenset({"cessation", "completion", "beginning", "continuation"})


class GovernorFinder:
    """Finds what governs the clauses and the nouns of a tree."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words = lexicon.constructions
        self._found: dict[tuple[Node, Node], Governor | None] = {}

    def find(self, clause: Node, head: Node) -> Governor | None:
        """The entry for the head itself, or for the complement of a verb that has none ('makes it *possible* to')."""
        place = (clause, head)
        if place not in self._found:
            self._found[place] = self._look_up(clause, head)
        return self._found[place]

    def _look_up(self, clause: Node, head: Node) -> Governor | None:
        finite = ("mark" in clause.labels and find_mark(clause) == "that") or (
            clause.has("nsubj", "nsubjpass") and not clause.is_infinitive
        )
        acted = head.has("dobj", "nsubjpass", "dative")
        above = head.head
        inside = above is not None and head.dep == "pobj" and above.lemma == "in"
        if above is not None and head.dep == "dobj" and above.is_verb:  # 'began *the process* of deploying'
            phase = self._lexicon.find_governor(above.lemma, "verb")
            inside = phase is not None and phase.family == "beginning"
        governor = self._lexicon.find_governor(f"in {head.lemma}", head.sort) if inside else None
        governor = governor or self._lexicon.find_governor(head.lemma, head.sort, finite, acted)
        if governor is not None or not head.is_verb:
            return governor
        complements = head.kids("acomp", "attr", "oprd", "dobj")
        found = (
            self._lexicon.find_governor(kid.lemma, "adjective" if kid.sort == "adjective" else "noun", finite)
            for kid in complements
        )
        return next((governor for governor in found if governor is not None), None)

    def find_adverbial(self, clause: Node, head: Node) -> Node | None:
        """The word that governs an infinitive which the parser hung on the verb like a purpose, or None.

        'Has committed to share', 'is without authority to share': the verb, or a noun right before the clause.
        """
        if clause.index < head.index:
            return None
        start = clause.find_edges()[0].index
        before = max((node for node in head.subtree() if node.index < start), key=lambda node: node.index)
        # an Act is a law, and no act that somebody does: 'under the Act to share'
        common = before.sort == "noun" and before.name is None and before.tag[:3] != "NNP"
        if before is not head and common and self._lexicon.find_governor(before.lemma, "noun"):
            return before
        governor = self.find(clause, head)
        return head if governor is not None and governor.family in _ADVERBIAL else None

    def doubts(self, noun: Node) -> bool:
        """Whether a noun leaves open what is done: 'challenges', 'difficulties'."""
        governor = self._lexicon.find_governor(noun.lemma, "noun")
        return governor is not None and governor.family == "doubt"

    def is_known(self, verb: Node) -> bool:
        """Whether the table says what the verb does to a clause that it governs."""
        return (verb.lemma, "verb") in self._lexicon.governors

    def is_asked(self, clause: Node) -> bool:
        """'whether X shares', 'how X shares': a question, whatever governs it; not 'data *which* X refuses to'."""
        if clause.dep == "xcomp" and clause.head is not None and clause.head.dep == "relcl":
            return any(kid.tag == "WRB" and kid.start < clause.start for kid in clause.children)
        if find_mark(clause) in {"whether", "if"}:
            return True
        for kid in clause.children:
            if kid.start >= clause.start:
                break
            if self._lexicon.conjunctions.get(kid.lemma) == "question" or ("det" in kid.labels and is_asked_for(kid)):
                return True
        return False

    def serves(self, clause: Node, head: Node) -> bool:
        """Whether an infinitive can only be the purpose of the verb above it, whatever the parser made of it."""
        governor = self.find(clause, head) if clause.is_infinitive and head.is_verb else None
        return governor is not None and governor.family in _GERUNDIAL

    def binds(self, participle: Node) -> bool:
        """Whether what is required is somebody: 'users are required to' obliges, 'the access required to' does not."""
        bound = participle.kid("nsubjpass") or (participle.head if participle.dep in {"acl", "relcl"} else None)
        if bound is None or bound.name is not None or bound.tag in {"PRP", "WDT", "WP"}:
            return True
        return self._lexicon.kind_of(bound.lemma) in _BOUND

    def find_above_noun(self, noun: Node) -> Governor | None:
        """The word that puts what a noun names in doubt; a request or a claim has been made even if it is denied."""
        own = self._lexicon.governors.get((noun.lemma, "noun"))
        if own is not None and any(governor.family in _SPOKEN for governor in own):
            return None
        above = noun.head.head if noun.dep == "pobj" and noun.head is not None else None
        if above is not None and above.sort == "noun":
            found = self._lexicon.find_governor(above.lemma, "noun")
        elif (verb := find_clause(noun)) is None or noun.head is not verb or verb.lemma in self._words.supporting:
            return None
        elif noun.dep in {"dobj", "nsubjpass"}:
            found = self._lexicon.find_governor(verb.lemma, "verb", acted=True) or self._lexicon.find_governor(
                verb.lemma, "verb", finite=True, acted=True
            )
        elif noun.dep == "nsubj" and not verb.kids("dobj", "xcomp", "ccomp"):
            found = self._lexicon.find_governor(verb.lemma, "verb")
            found = found if found is not None and found.family in _ENDING else None
        else:
            return None
        presuming = found is not None and (found.family in _PRESUPPOSING or found.word in self._words.managing)
        return None if presuming else found


def is_asked_for(noun: Node) -> bool:
    """'whether X uses A and, if so, *what systems* it uses': not said; unlike 'explains what data X uses'."""
    if not any(kid.tag in {"WP", "WDT"} for kid in noun.kids("det")):
        return False
    above = noun.head
    while above is not None:
        asked = (above, *(kid for kid in above.kids("ccomp") if kid.index < noun.index))
        if any(find_mark(clause) == "whether" for clause in asked if clause.is_verb):
            return True
        above = above.head
    return False


def find_perceived(clause: Node, head: Node, lexicon: Lexicon) -> Node | None:
    """'observed *X* using Y': who acts in a participle right behind the object of a verb of perception, or None."""
    bound = head.kid("dobj", "nsubjpass")
    if clause.tag != "VBG" or bound is None:
        return None
    if bound.index + 1 != clause.find_edges()[0].index:
        return None
    governor = lexicon.find_governor(head.lemma, "verb", acted=True)
    return bound if governor is not None and governor.family == "perception" else None
