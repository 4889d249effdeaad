"""Nouns that evoke a frame in, their clauses out: what is done ('X's use of Y') or who does it ('the owner of Y')."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from graphkit.language.arguments import ArgumentReader
from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.negation import has_no
from graphkit.language.prepositions import Slot
from graphkit.language.scope import Scope, ScopeReader, is_supposed
from graphkit.language.slots import SlotFinder
from graphkit.language.subjects import is_definition
from graphkit.language.tree import Node, Tree, find_clause
from graphkit.model import ACTING, Clause, Role, Value
from graphkit.ontology.frames import Frames

_DEEP = {"of": "object", "by": "subject"}


def _is_missing(noun: Node, verb: Node) -> bool:
    """'There is *no sharing* of X': what the noun names is not done."""
    return noun.dep == "attr" and verb.lemma == "be" and bool(verb.kids("expl")) and has_no(noun)


def _takes_place(verb: Node) -> bool:
    return any(kid.lemma == "place" and not kid.kids("det", "amod") for kid in verb.kids("dobj"))


class NominalReader:
    """Reads the nouns of one tree that evoke a frame: by what is done, by who does it, or by either."""

    def __init__(
        self,
        tree: Tree,
        lexicon: Lexicon,
        frames: Frames,
        scopes: ScopeReader,
        slots: SlotFinder,
        arguments: ArgumentReader,
    ) -> None:
        self._tree = tree
        self._lexicon = lexicon
        self._frames = frames
        self._scopes = scopes
        self._slots = slots
        self._arguments = arguments

    def read(self, noun: Node) -> list[Clause]:
        """The clauses that assert something of what a noun names, or of whoever bears it as a title."""
        if noun.dep == "compound" and noun.head is not None:
            return []
        verb = find_clause(noun)
        clauses = self._read_event(noun, verb) if self._frames.list_senses("noun", noun.lemma) else []
        if self._frames.list_senses("agent", noun.lemma) and not self._tells_beginning(noun):
            bearer, said = self._find_bearer(noun, verb)
            if said is not None and said.asserted:
                clauses.append(self._make(noun, "agent", self._find_agent_slots(noun, bearer), said))
        return clauses

    def _tells_beginning(self, noun: Node) -> bool:
        """'was established in 1865 *as a bureau of X*': what it was at first, and need not be now."""
        preposition = noun.head
        verb = preposition.head if preposition is not None and preposition.lemma == "as" else None
        return verb is not None and verb.tag in {"VBD", "VBN"} and verb.lemma in self._lexicon.constructions.founding

    def _read_event(self, noun: Node, verb: Node | None) -> list[Clause]:
        """The clause that says that what a noun below `verb` names is done, if the sentence does."""
        performing = self._find_performing(noun)
        missing = verb is not None and _is_missing(noun, verb)
        if missing and verb is not None:
            scope = self._scopes.read(verb)
        else:
            scope = self._scopes.read_event(noun) if performing is None else self._scopes.read(performing)
        if not scope.asserted:
            return []
        slots = self._find_slots(noun)
        event = self._find_event(noun, verb) if not slots else []
        done = performing is not None and noun.dep != "dobj"
        steps = ("construction:underway",) * (done or self._is_under_way(noun))
        if event or (missing and slots):
            steps = ("construction:event",)
        return [self._make(noun, "noun", [*slots, *event], scope, steps)]

    def _make(self, noun: Node, kind: str, slots: Sequence[Slot], scope: Scope, steps: tuple[str, ...] = ()) -> Clause:
        start, end = noun.cover(noun.kids("prep", "poss", "compound", "amod"))
        sentence = self._tree.sentence
        return Clause(
            paragraph=sentence.paragraph,
            sentence=sentence.start,
            start=start,
            end=end,
            head=noun.lemma,
            kind=kind,
            arguments=self._arguments.read(slots, noun if noun.dep == "appos" else None),
            polarity=scope.polarity,
            modality=scope.modality,
            roles=(Role("restriction", Value(scope.restriction)),) if scope.restriction else (),
            withheld=scope.withheld,
            how=(*scope.how, f"construction:{kind}", *steps),
        )

    def _find_event(self, noun: Node, verb: Node | None) -> list[Slot]:
        """'kept for six years *before disposal*': a bare event noun happens to what the main clause is about."""
        if verb is None or noun.dep != "pobj" or noun.head is None or noun.kids("det", "amod"):
            return []
        if noun.head.lemma not in self._lexicon.constructions.event_prepositions:
            return []
        return [slot for slot in self._slots.find(verb) if slot.name == "object"]

    def _is_under_way(self, noun: Node) -> bool:
        """'*testing* of X is ongoing': it is done, if the sentence does not say by whom."""
        verb = noun.head
        if noun.dep != "nsubj" or verb is None or verb.lemma not in self._lexicon.constructions.copulas:
            return False
        said = verb.kids("acomp", "attr", "advmod", "prep")
        return any(kid.lemma in self._lexicon.constructions.underway for kid in said)

    def _find_slots(self, noun: Node) -> list[Slot]:
        """Of-phrase, by-phrase, possessor and compound as deep roles: 'X's use of Y', 'the use of Y by X', 'Y use'."""
        own = self._slots.find_prepositions(noun)
        if noun.dep == "attr" and noun.head is not None and noun.head.kid("expl") is not None:
            own.extend(self._slots.find_prepositions(noun.head))  # 'there is no use of Y *by X*'
        told = self._is_told_of(noun)
        if told or (noun.dep == "dobj" and noun.head is not None and noun.head.is_passive):
            own = [slot for slot in own if slot.name != "by"]  # 'is given access by X': X gives it
        slots = [replace(slot, name=_DEEP[slot.name]) if slot.name in _DEEP else slot for slot in own]
        filled = {slot.name for slot in slots}
        possessors = noun.kids("poss") if "poss" in noun.labels else []
        if len(possessors) == 1 and possessors[0].tag == "PRP$":
            possessors = self._find_possessor(noun, possessors[0])
        actors = [] if told or "subject" in filled else self._find_actors(slots)
        if not told and not actors and "subject" not in filled:
            companion = self._find_companion(noun)
            party = self._find_party(noun) if "with" in filled and not possessors else ()
            acting = (companion,) if companion is not None else party
            if not acting and not possessors:
                acting = self._find_holder(noun)
            actors = [Slot("subject", acting)] if acting else []
        slots.extend(actors)
        possessed = "object" if actors or "subject" in filled else "subject"
        slots.extend([Slot(possessed, (possessor,)) for possessor in possessors])
        if "object" not in filled and noun.has("compound", "nmod"):
            compounds = [kid for kid in noun.kids("compound", "nmod") if kid.name is not None or kid.tag[:2] == "NN"]
            slots.extend([Slot("object", (kid,)) for kid in compounds[:1]])
        return slots

    def _is_told_of(self, noun: Node) -> bool:
        """'had been informed of *the use* of Y by X': X used it, or told of it."""
        verb = noun.head.head if noun.dep == "pobj" and noun.head is not None else None
        if verb is None or not verb.is_passive or verb.has("agent"):
            return False
        return verb.lemma in self._lexicon.constructions.informing

    def _find_possessor(self, noun: Node, pronoun: Node) -> list[Node]:
        """'X acknowledged *its* use of Y': who does what the verb says, if somebody does, else the pronoun."""
        verb = noun.head
        subject = verb.kid("nsubj") if verb is not None and noun.dep == "dobj" else None
        if subject is None or subject.has("conj") or find_kind(subject, self._lexicon) not in ACTING:
            return [pronoun]
        several = subject.tag in {"NNS", "NNPS"}
        agrees = pronoun.lemma == "their" if several else pronoun.lemma == "its"
        return [subject] if agrees else [pronoun]

    def _find_performing(self, noun: Node) -> Node | None:
        """'carried out *an inspection* of Y', '*the inspection* took place': the verb that says no more than that."""
        verb = noun.head
        if verb is None or not verb.is_verb:
            return None
        if noun.dep == "nsubj":
            happens = verb.lemma in self._lexicon.constructions.happening
            return verb if happens or (verb.lemma == "take" and _takes_place(verb)) else None
        performed = noun.dep in {"dobj", "nsubjpass"}
        return verb if performed and verb.lemma in self._lexicon.constructions.performing else None

    def _find_actors(self, slots: Sequence[Slot]) -> list[Slot]:
        """'the use of Y *by X*', 'the request for Y *by X*': a by-phrase that the parser hung elsewhere."""
        if "by" not in self._tree.lemmas:
            return []
        return [
            replace(other, name="subject")
            for slot in slots
            for inner in slot.nodes
            if slot.name == "object" or inner.lemma not in self._frames.nominals
            for other in self._slots.find_prepositions(inner)
            if other.name == "by" and other.nodes
        ]

    def _find_holder(self, noun: Node) -> tuple[Node, ...]:
        """'X suspended the collection of Y': who ends, begins or avoids what the noun names is who does it."""
        performing = self._find_performing(noun)
        if performing is not None and noun.dep == "nsubj":
            return ()  # 'the inspection took place': by whom is left open
        if performing is not None:
            return next((slot.nodes for slot in self._slots.find(performing) if slot.name == "subject"), ())
        verb = noun.head
        governor = self._scopes.governors.find_above_noun(noun) if verb is not None and noun.dep == "dobj" else None
        if verb is None or governor is None or governor.actor != "subject":
            return ()
        given = verb.kids("dative") if verb.lemma in self._lexicon.constructions.giving else []
        holders = tuple(given) or self._slots.find_subject(verb)
        return () if any(holder.lemma in self._lexicon.constructions.incidents for holder in holders) else holders

    def _find_party(self, noun: Node) -> tuple[Node, ...]:
        """'*under a contract* with Y, X receives': who acts under an agreement is a party to it."""
        preposition, verb = noun.head if noun.dep == "pobj" else None, find_clause(noun)
        if preposition is None or preposition.lemma != "under" or verb is None or verb.is_passive:
            return ()
        return self._slots.find_subject(verb) if preposition.head is verb else ()

    def _find_companion(self, noun: Node) -> Node | None:
        """'*staff* with access to X': who has what stands behind 'with'; 'any staff with access' may be none."""
        preposition = noun.head if noun.dep == "pobj" else None
        words = self._lexicon.constructions.possessed
        if preposition is None or preposition.lemma != "with" or noun.lemma not in words:
            return None
        holder = preposition.head
        if holder is None or not holder.is_noun or holder.kids("neg") or is_supposed(holder):
            return None
        return holder

    def _find_agent_slots(self, noun: Node, bearer: tuple[Node, ...]) -> list[Slot]:
        """'the owner of Y', 'Y's owner', 'the Y owner': what is owned is the object, the bearer the subject."""
        inner = [
            replace(slot, name="object") if slot.name == "of" else slot for slot in self._slots.find_prepositions(noun)
        ]
        if not any(slot.name == "object" for slot in inner):
            inner.extend(Slot("object", (kid,)) for kid in noun.kids("poss", "compound"))
        return [Slot("subject", bearer), *inner]

    def _find_bearer(self, noun: Node, verb: Node | None) -> tuple[tuple[Node, ...], Scope | None]:
        """Whom an agent noun is said of, and in which scope: 'X is the owner of Y', 'X, the owner of Y'; or nobody."""
        if noun.lemma in self._lexicon.transparent and noun.dep != "attr":
            return (), None
        if noun.dep == "attr" and verb is not None and verb.lemma == "be":
            return self._slots.find_subject(verb), self._scopes.read(verb)
        if noun.dep == "appos" and noun.head is not None and not self._is_parted(noun.head, noun):
            return (noun.head,), self._scopes.read_event(noun)
        if noun.dep == "nsubj" and verb is not None and is_definition(verb):
            named = tuple(kid for kid in verb.kids("attr") if kid.name is not None)
            return named, self._scopes.read(verb) if named else None  # 'the owner of Y is X'
        apposed = noun.kid("appos") if "appos" in noun.labels else None
        if apposed is not None and apposed.name is not None and not self._is_parted(noun, apposed):
            return (apposed,), self._scopes.read_event(noun)
        if noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "as" and verb is not None:
            if self._is_said_of_one(verb):
                return (), None
            return self._slots.find_subject(verb), self._scopes.read(verb)
        return (), None

    def _is_said_of_one(self, verb: Node) -> bool:
        """'to A, *banks acting as X's agents*, and B', 'to A and to *banks acting* …': not of B, nor of who tells."""
        if verb.tag != "VBG" or verb.dep not in {"acl", "advcl"} or verb.index == 0 or verb.head is None:
            return False
        before = self._tree.nodes[verb.index - 1]
        if verb.dep == "advcl":
            return before.dep in {"pobj", "conj", "dobj"}
        return any(kid.index > verb.index for kid in verb.head.kids("conj"))

    def _is_parted(self, first: Node, second: Node) -> bool:
        """'those who ask; *employees who answer*': behind a semicolon stands the next of a list, no apposition."""
        return ";" in self._tree.text[first.end : second.start]
