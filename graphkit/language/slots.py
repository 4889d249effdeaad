"""A verb in its tree in, the nodes that fill its slots out, its own and those it shares, as deep roles.

Deep slots are the same whatever the voice: `subject` acts, `object` is acted on, `indirect` is given to; every
preposition is a slot of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from weakref import proxy

from msgspec.structs import replace

from graphkit.language.actors import Actors
from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.modality import tells_knowledge
from graphkit.language.phrases import is_sort
from graphkit.language.prepositions import PrepositionReader, Slot
from graphkit.language.series import find_first, find_later
from graphkit.language.subjects import RELATIVES, SubjectFinder, find_defined
from graphkit.language.time_words import load_time_words
from graphkit.language.tree import Node, Tree
from graphkit.model import ACTING

_NAME = attrgetter("name")
_ENDING = frozenset({"cessation", "avoidance", "denial"})  # families of verbs that undo what their object is
_CLAUSAL = ("xcomp", "advcl", "ccomp")
_COMPLEMENTS = ("attr", "acomp", "oprd")
_OTHER = frozenset({*_COMPLEMENTS, "dative", "dobj"})
_MAKING = ("acomp", "oprd")
_HUNG = frozenset({"prep", "dative", "agent", "advmod", "amod", "acl"})  # what a preposition hangs as
#: Slots that a phrase before the verb may fill, which then says in view of what the rest is so.
_AIMING = ("in order", "so as")
_PURPOSES = frozenset({"for", "to-verb"})
_KNOWING = frozenset({"to", "to the good of", "to the best of"})
_ASKING = {"WRB", "WP", "WDT", "WP$"}
#: Families of governing nouns: what is had is no thing, and the clause that the noun governs says it.
_GOVERNING = frozenset(
    {"ability", "permission", "inability", "intention", "commitment", "attempt", "failure", "refusal"}
)


class SlotFinder:
    """Finds what fills the slots of the verbs of one tree; 'gives X *the right* to share' fills the slot 'power'."""

    def __init__(self, tree: Tree, lexicon: Lexicon, actors: Actors, prepositions: PrepositionReader) -> None:
        words = lexicon.constructions
        self._lexicon = lexicon
        self._placed = "where" in tree.lemmas
        self._units = load_time_words().units
        idle = words.degrees.isdisjoint(tree.lemmas) and words.stead.isdisjoint(tree.lemmas)
        self._idle = not idle or "over" in tree.lemmas
        self._actors = actors
        self._prepositions = prepositions
        self._subjects = SubjectFinder(lexicon, actors, proxy(self))

    def find_subject(self, verb: Node) -> tuple[Node, ...]:
        """The surface subject of a verb; empty where the sentence has none for it."""
        return self._subjects.find(verb)

    def find(self, verb: Node) -> list[Slot]:
        """All slots of a verb that something fills, in the order in which arguments are read."""
        clausal = not verb.labels.isdisjoint(_CLAUSAL)
        slots = self._find_core(verb)
        if not verb.labels.isdisjoint(_OTHER):
            slots += self._find_others(verb)
        if clausal:
            slots.extend([slot for slot in self._find_considered(verb) if slot.nodes or slot.verb is not None])
        slots += self.find_prepositions(verb)
        if self._placed:
            slots += self._find_place(verb)
        if not verb.labels.isdisjoint(_MAKING):  # 'make X available *to Y*', 'are subject *to Z*'
            filled = {slot.name for slot in slots}
            for kid in verb.kids(*_MAKING):
                slots.extend([slot for slot in self.find_prepositions(kid) if slot.name not in filled])
        if clausal:
            if "object" not in map(_NAME, slots):
                slots.extend([slot for slot in self._find_governed(verb) if slot.nodes or slot.verb is not None])
            slots += self.find_infinitives(verb)
            if "ccomp" in verb.labels:
                slots.extend((*self.find_contents(verb), *self._find_question(verb)))
        return drop_fronted(slots, verb)

    def find_infinitives(self, node: Node) -> list[Slot]:
        """What a verb or adjective is said to be meant, asked or allowed for: the infinitives behind it."""
        bare = node.lemma in self._lexicon.constructions.letting
        found = []
        for kid in node.kids(*_CLAUSAL):
            if (kid.index < node.index and "nsubj" in kid.labels) or (node.lemma == "be" and "neg" in kid.labels):
                continue
            if any(to.text.lower().startswith(_AIMING) for to in kid.kids("aux")):
                continue  # 'asks questions *in order to learn* X': why, and not what
            if (kid.is_infinitive and not _is_gapped(node, kid)) or (bare and kid.tag == "VB"):
                found.append(Slot("to-verb", (), kid))
        return found

    def find_contents(self, node: Node) -> list[Slot]:
        """What a verb or adjective says is known, asked or required: the finite clauses behind it."""
        behind = [kid for kid in node.kids("ccomp") if kid.index > node.index]
        if any(map(_is_cut, behind)):
            return []
        if behind and self._finds_nothing(node, behind[0].find_edges()[0]):
            return []
        return [Slot("content", (), kid) for kid in behind[:1] if not kid.is_infinitive]

    # ------------------------------------------------------------------ subject and objects

    def _find_core(self, verb: Node) -> list[Slot]:
        surface, objects, passive = self.find_subject(verb), self._find_objects(verb), verb.is_passive
        slots = []
        if surface:
            given = passive and objects and not verb.kids("oprd", "attr")  # 'X was given access': X is given to
            slots.append(Slot("indirect" if given else "object" if passive else "subject", surface))
        agent = self._actors.find_agent(verb) if passive else ()
        if agent:
            slots.append(Slot("subject", agent))
        if objects:
            slots.append(Slot("object", objects))
        return slots

    def _find_others(self, verb: Node) -> list[Slot]:
        slots = []
        if "dative" in verb.labels:  # 'sends X to *Y*' has a to-phrase
            slots.extend([Slot("indirect", (kid,)) for kid in verb.kids("dative") if kid.is_noun])
        if not verb.labels.isdisjoint(_COMPLEMENTS):
            slots.extend([Slot("complement", (kid,)) for kid in verb.kids(*_COMPLEMENTS)])
        if "dobj" in verb.labels:
            slots.extend([Slot("power", (kid,)) for kid in verb.kids("dobj") if self._governs(kid)])
        return slots

    def _find_objects(self, verb: Node) -> tuple[Node, ...]:
        objects: tuple[Node, ...] = ()
        if "dobj" in verb.labels:
            objects = tuple([kid for kid in verb.kids("dobj") if not self._governs(kid)])
        if verb.lemma == "have" and any("repair:causative" in kid.how for kid in verb.kids("xcomp")):
            return ()
        if verb.is_passive:
            return self._fill_gap(verb, objects)
        if not objects and "xcomp" in verb.labels:  # 'keeps using X'
            # but not 'released *Managing* the Port': a capital begins the title of a work
            done = [kid for kid in verb.kids("xcomp") if kid.tag == "VBG" and kid.text.islower()]
            gerunds = [kid for kid in done if not kid.kids("aux") and not self._ends(kid)]
            objects = tuple(inner for kid in gerunds for inner in kid.kids("dobj"))
        objects = self._fill_gap(verb, objects) if objects else self._find_gap(verb)
        if objects:
            return objects
        later = find_later(verb)
        shared = (self._find_objects(conjunct) for conjunct in later)
        return next((found for found in shared if found), ()) or self._find_over_preposition(later)

    def _ends(self, gerund: Node) -> bool:
        """'considered *turning off* X', 'includes *sending* X to Y': that is not to consider X, nor to have it."""
        governor = self._lexicon.find_governor(gerund.lemma, "verb")
        having = gerund.head is not None and gerund.head.lemma in self._lexicon.members
        acted = gerund.has("advmod", "dative") or any(kid.lemma == "to" for kid in gerund.kids("prep"))
        return (having and acted) or gerund.has("prt") or (governor is not None and governor.family in _ENDING)

    def _find_over_preposition(self, later: Sequence[Node]) -> tuple[Node, ...]:
        """'view, copy, or comment on *files*': what stands behind the preposition of the last is the object of all."""
        for last in later[-1:]:
            if last.kids("dobj") or find_later(last):
                return ()
            for preposition in last.kids("prep"):
                if preposition.index == last.index + 1:
                    return tuple(noun for noun in preposition.kids("pobj") if not self._actors.is_actor(noun))
        return ()

    def _fill_gap(self, verb: Node, objects: tuple[Node, ...]) -> tuple[Node, ...]:
        """A relative pronoun as object stands for the noun that its clause modifies."""
        if len(objects) > 1:
            named = tuple([kid for kid in objects if kid.lemma not in RELATIVES])
            if named:
                return named  # 'the rumor that X uses Y': the pronoun is a conjunction
        return (self._find_gap(verb) or objects) if objects and objects[0].lemma in RELATIVES else objects

    def _find_gap(self, verb: Node) -> tuple[Node, ...]:
        """The noun that a relative clause takes as its object: 'information *that users submit*'; else none."""
        if self._passes_gap(verb):
            return ()
        above = verb.head if verb.dep == "xcomp" else None
        clause = find_first(above if above is not None and self._passes_gap(above) else verb)
        if clause.dep != "relcl" or clause.head is None or self._is_situation(clause.head):
            return ()
        if self._placed and self._has_place(clause):
            return ()
        if clause.head.lemma in self._lexicon.constructions.ways or clause.head.lemma in self._units:
            return ()  # 'the way X collects', 'the two years *that X reviewed*'
        subject = clause.kid("nsubj", "nsubjpass")
        if subject is None or subject.lemma in RELATIVES or any(kid.tag == "WRB" for kid in clause.kids("advmod")):
            return ()  # 'information *how you got there*': nothing is left out
        if any(noun.lemma in RELATIVES for kid in verb.kids("prep") for noun in kid.kids("pobj")[:1]):
            return ()
        relative = any(kid.lemma in RELATIVES for kid in verb.kids("dobj"))
        if not relative and verb.has("dobj", "attr", "acomp", "ccomp"):
            return ()
        if is_sort(clause.head, self._lexicon):  # 'the type of browser *that you use*': it is the browser that is used
            return tuple(noun for kid in clause.head.kids("prep") for noun in kid.kids("pobj"))
        return (find_defined(clause.head, self._lexicon),)

    def _passes_gap(self, verb: Node) -> bool:
        """'data that X intends *to share*': what is shared, and not what is intended, is the data."""
        lower = verb.kid("xcomp") if verb.dep == "relcl" else None
        if lower is None or not lower.is_infinitive or lower.is_passive or lower.kids("ccomp", "attr", "acomp"):
            return False
        taken = any(kid.lemma not in RELATIVES for kid in (*verb.kids("dobj"), *lower.kids("dobj")))
        if verb.lemma in self._lexicon.constructions.foreseeing:
            return False
        if taken or any(not kid.children for kid in lower.kids("prep")):
            return False  # 'the office that X intends to move *to*'
        governor = self._lexicon.find_governor(verb.lemma, "verb")
        return governor is not None and governor.actor == "subject"

    def _governs(self, noun: Node) -> bool:
        """'the ability to review': what is had is no thing; the clause that it governs says it."""
        if "acl" not in noun.labels:
            return False
        governor = self._lexicon.find_governor(noun.lemma, "noun")
        return (
            governor is not None
            and governor.family in _GOVERNING
            and any(kid.is_infinitive for kid in noun.kids("acl"))
        )

    def _find_governed(self, verb: Node) -> Iterator[Slot]:
        """'allows *the public* to search', where the parser makes a clause of it."""
        if (verb.lemma, "verb") in self._lexicon.governors:
            for slot in self.find_infinitives(verb):
                if slot.verb is None or slot.verb.dep != "ccomp":
                    continue
                subjects = tuple(slot.verb.kids("nsubj", "nsubjpass"))
                done = slot.verb.is_passive and not any(find_kind(kid, self._lexicon) in ACTING for kid in subjects)
                # 'requires *records to be kept*': no records are required
                yield Slot("content", (), slot.verb) if done else Slot("object", subjects)

    def _find_considered(self, verb: Node) -> Iterator[Slot]:
        """'considers X to be Y': X is the object, Y the complement."""
        for clause in verb.kids("ccomp", "xcomp"):
            if clause.lemma == "be" and clause.is_infinitive:
                yield Slot("object", tuple(clause.kids("nsubj")))
                yield Slot("complement", tuple(clause.kids("attr", "acomp")))
            elif clause.tag[:2] in {"NN", "JJ"} and not clause.kids("aux", "cop"):
                yield Slot("object", tuple(clause.kids("nsubj")))
                yield Slot("complement", (clause,))
                yield from self.find_prepositions(clause)

    def _find_question(self, verb: Node) -> Iterator[Slot]:
        """'checks *whether Y*', 'tracks *how many Y*': what is asked, but not 'decides whether to Y'."""
        for clause in verb.kids("ccomp"):
            first, _ = clause.find_edges()
            asked = first.lemma in {"whether", "if"} or (first.tag in _ASKING and first.lemma != "that")
            if self._finds_nothing(verb, first):
                continue
            if asked and first.index > verb.index and not clause.is_infinitive:
                yield Slot("question", (), clause)

    def _is_settled(self, first: Node) -> bool:
        """'determines *how* X is used', '*for what* purposes', unlike 'how many', 'that', 'whether'."""
        behind = first.head
        counted = first.dep == "advmod" and behind is not None and behind.lemma in self._lexicon.constructions.counted
        return (first.lemma == "how" and not counted) or (first.tag == "IN" and first.dep != "mark")

    def _finds_nothing(self, verb: Node, first: Node) -> bool:
        """Whether a verb settles, chooses ('decides *which data*') or founds ('established *what is now* X').

        first  the word that opens the clause behind it
        """
        words = self._lexicon.constructions
        if verb.lemma in words.founding and first.lemma == "what":
            return True
        if verb.lemma in words.choosing and first.tag in {"WDT", "WP"}:
            return True
        return verb.lemma in words.settling and self._is_settled(first)

    # ------------------------------------------------------------------ places

    def _find_place(self, verb: Node) -> list[Slot]:
        """'the system *where each record resides*': the relative adverb stands for 'in' what it modifies."""
        clause = find_first(verb)
        if clause.dep != "relcl" or clause.head is None or self._is_situation(clause.head):
            return []
        return [Slot("in", (clause.head,))] if self._has_place(clause) else []

    def _is_situation(self, noun: Node) -> bool:
        return noun.lemma in self._lexicon.constructions.situations

    def _has_place(self, clause: Node) -> bool:
        return any(kid.lemma == "where" for inner in (clause, *clause.kids("conj")) for kid in inner.kids("advmod"))

    # ------------------------------------------------------------------ prepositions

    def find_prepositions(self, node: Node, prefix: str = "") -> list[Slot]:
        """The prepositional phrases of a verb, adjective or noun; `prefix` goes before each name ('object ')."""
        slots: list[Slot] = []
        if not node.labels.isdisjoint(_HUNG):
            for kid in node.children:
                if kid.children and kid.dep in _HUNG:
                    slots.extend(self._read_preposition(kid, node, prefix))
        if prefix or ("conj" not in node.labels and node.dep != "conj") or not node.is_verb:
            return slots
        later = find_later(node)
        if later:
            over = self._find_over_preposition(later) if not node.is_passive and not node.kids("dobj") else ()
            shared = self.find_prepositions(later[-1])
            slots.extend([slot for slot in shared if not over or slot.nodes != over])
        elif "conj" in node.labels and "prep" in node.labels:
            slots.extend(_find_shared(node))
        return slots

    def _read_preposition(self, kid: Node, node: Node, prefix: str) -> list[Slot]:
        if kid.dep == "agent" and not prefix and node.is_passive and not self._actors.is_means(kid):
            return []  # who acts, not where or how
        found = self._prepositions.read(kid)
        if found is None:
            return []
        if found.nodes and found.nodes[0].lemma in RELATIVES:
            verb = node.head if node.dep == "dobj" and node.head is not None else node  # 'Y, *to which* X has access'
            clause = find_first(verb)  # 'the companies *from whom* X receives Y'
            if verb.is_verb and clause.dep == "relcl" and clause.head is not None:
                words = self._lexicon.constructions
                if clause.head.lemma in words.ways or clause.head.lemma in words.dates:
                    return []  # 'the *purposes for which* X is used', 'the *date on which* it is'
                found = replace(found, nodes=(find_defined(clause.head, self._lexicon),))
        if kid.start < node.start and not prefix and _is_topic(found):
            return []
        if any(word.tag == "CD" and word.index < kid.index for word in kid.kids("nummod")):
            return []  # '441 under a warrant, *158 under consent*': said of so many of them
        if any(word.tag in _ASKING for noun in found.nodes[:1] for word in noun.kids("det")):
            return []  # 'decides *under what conditions* X is shared': that is asked, and not told
        if self._idle and self._is_idle(found):
            return []
        if found.name in _KNOWING and tells_knowledge(kid):
            return []
        slots = [Slot(prefix + found.name, found.nodes, found.verb) if prefix else found]
        if "conj" in kid.labels:
            for other in kid.kids("conj"):  # 'through X and then to Y'
                chained = self._prepositions.read(other) if other.tag in {"IN", "TO"} else None
                if chained is not None:
                    slots.append(Slot(prefix + chained.name, chained.nodes, chained.verb))
        return slots

    def _is_idle(self, slot: Slot) -> bool:
        """'to the extent permitted by law', 'on its behalf', 'over the two years': a phrase that names nothing."""
        words = self._lexicon.constructions
        idle = words.degrees if slot.name == "to" else self._units if slot.name == "over" else words.stead
        return any(noun.lemma in idle for noun in slot.nodes)


def _is_gapped(verb: Node, infinitive: Node) -> bool:
    """'the services that Tally is meant *to offer*': what it offers is left out, and stands before."""
    own = verb.kid("nsubjpass") if find_first(verb).dep == "relcl" else None
    bare = infinitive.labels.isdisjoint({"ccomp", "xcomp", "prep", "acomp", "attr"})
    bare = bare and all(kid.lemma in RELATIVES for kid in infinitive.kids("dobj"))
    return own is not None and own.tag not in {"WDT", "WP"} and bare


def _find_shared(verb: Node) -> Iterator[Slot]:
    """'is entered *into* and stored in *X*': the object of a bare preposition stands behind that of the next verb."""
    second = next((kid for kid in verb.kids("conj") if kid.is_verb and not kid.has("nsubj", "nsubjpass")), None)
    left = [kid for kid in verb.kids("prep", "cc", "punct") if second is not None and kid.index < second.index]
    bare = next((kid for kid in left if kid.tag in {"IN", "TO"} and not kid.children), None)
    if second is None or bare is None or any(kid.dep == "prep" and kid.index > bare.index for kid in left):
        return
    for kid in second.kids("prep", "agent", "dative"):
        if kid.index > second.index and "pobj" in kid.labels:
            yield Slot(bare.text.lower(), tuple(kid.kids("pobj")))
            return


def drop_fronted(slots: list[Slot], verb: Node) -> list[Slot]:
    """'*For X*, the data is used for Y', '*To do X*, it is necessary to do Y': what stands behind is what is meant.

    Nor does an active verb ask for what stands before it: '*to obtain X*, Y requires Z'.
    """
    if _PURPOSES.isdisjoint(map(_NAME, slots)):
        return slots
    for name in _PURPOSES:
        same = [slot for slot in slots if slot.name == name]
        fronted = [slot for slot in same if _find_place(slot) < verb.index]
        if fronted and (len(fronted) < len(same) or (name == "to-verb" and not verb.is_passive)):
            slots = [slot for slot in slots if slot not in fronted]
    return slots


def _find_place(slot: Slot) -> int:
    return (slot.nodes[0] if slot.nodes or slot.verb is None else slot.verb).index


def _is_cut(clause: Node) -> bool:
    """'requires that all steps *taken* …': a participle alone is no clause, but the beginning of one."""
    return clause.tag in {"VBN", "VBG"} and not clause.kids("aux", "auxpass") and bool(clause.kids("mark"))


def _is_topic(slot: Slot) -> bool:
    """'For X's use of Y, these are owned by Z': a topic that the sentence opens with is no purpose."""
    return slot.name == "for" and any(noun.kid("poss") is not None for noun in slot.nodes)
