"""A verb in its tree in, the nodes of its surface subject out, wherever in the sentence they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from graphkit.language.actors import Actors
from graphkit.language.governors import find_perceived
from graphkit.language.lexicon import Lexicon
from graphkit.language.prepositions import Slot
from graphkit.language.series import find_first
from graphkit.language.tree import Node, find_clause

RELATIVES = {"who", "which", "that", "whom", "whose"}
_WHOLE = {"all", "each", "both", "none", "neither"}  # 'cameras, *all of which* were made by X'
_NEAR = 2  # words, a comma among them
_UPON = {"on", "upon", "to"}
_TASKING = {"requirement", "instruction"}  # 'tasks X with sharing'
_BINDING = {"from", "into", "against", "of"}  # 'prohibits X from sharing', 'talks X into sharing'

class SlotLister(Protocol):
    """Lists what fills the slots of a verb: a noun that governs an infinitive asks for those of the verb above it."""

    def find(self, verb: Node) -> Sequence[Slot]: ...


class SubjectFinder:
    """Finds the surface subjects of one tree: own, shared, or lent by what governs the clause."""

    def __init__(self, lexicon: Lexicon, actors: Actors, slots: SlotLister) -> None:
        self._lexicon = lexicon
        self._words = lexicon.constructions
        self._actors = actors
        self._slots = slots

    def find(self, verb: Node) -> tuple[Node, ...]:
        """The subject of a verb: its own, the one of its series, or the one that its governor lends; else none."""
        own = _find_own(verb)
        if own is not None:
            return self._resolve_relative(own, verb)
        head = verb.head
        if head is None or "expl" in verb.labels:
            return ()
        if verb.dep == "conj":
            return self.find(head) if head.is_verb else ()
        if verb.dep in {"relcl", "acl"}:
            return self._find_modified(verb, head)
        if verb.dep == "xcomp" or (verb.dep == "ccomp" and "mark" not in verb.labels):
            return self._find_controller(verb, head)
        if verb.dep == "advcl":
            return self._find_main(verb, head)
        if verb.dep in {"pcomp", "prep"}:
            return self._find_of_gerund(verb, head)
        return ()

    # ------------------------------------------------------------------ relative clauses, participles, infinitives

    def _resolve_relative(self, own: Node, verb: Node) -> tuple[Node, ...]:
        whole = own.lemma in _WHOLE and any(noun.lemma in RELATIVES for noun in list_complements(own, "of"))
        several = verb.head is not None and verb.head.has("conj") and verb.head.index < own.index
        if whole and not several and (
            verb.head is None or verb.head.tag != "NNS" or own.index - verb.head.index > _NEAR
        ):
            return (own,)  # 'photographs from states under agreements, each of which …': it is not plain of which
        if whole or (own.lemma in RELATIVES and own.tag in {"WDT", "WP", "IN", "DT"}):
            clause = find_first(verb)
            if clause.dep in {"relcl", "acl", "ccomp"} and clause.head is not None and clause.head.is_noun:
                return self._find_modified(clause, clause.head)
        return (own,)

    def _find_modified(self, verb: Node, noun: Node) -> tuple[Node, ...]:
        """Of a clause behind a noun: the noun, or whoever acts through an 'ability to', 'option to'."""
        if verb.is_infinitive:
            return self._find_behind_noun(noun)
        verb_before = noun.head if noun.dep == "attr" else None
        by_it = verb_before is not None and any(kid.lemma == "it" for kid in verb_before.kids("nsubj"))
        if by_it and not _is_one_made(noun, self._lexicon):
            return (noun,)  # 'it is X that owns Y': X does; but of 'it is *a* system that Z runs' it
        named = noun.head if noun.dep == "appos" and noun.name is None and not noun.has("conj") else None
        if named is not None and named.name is not None:
            return (named,)  # 'Tally, *the primary database*, which holds X': Tally does
        if noun.has("conj"):
            return (noun,)  # 'the officers are *inspectors assigned to X*, clerks and others'
        be = noun.head
        if noun.dep == "attr" and noun.name is None and be is not None and is_definition(be):
            told = self.find(be)
            if any(kid.lemma in self._words.mostly for kid in be.kids("advmod")):
                told = tuple(node for node in told if node.name is not None)  # 'boxes are *mostly records* kept by X'
            return told or (noun,)  # 'X is an application that …': X does; 'the basis is Y, which …': Y
        return (noun,)

    def _find_behind_noun(self, noun: Node) -> tuple[Node, ...]:
        governor = self._lexicon.find_governor(noun.lemma, "noun")
        if governor is None:
            return (noun,)
        if governor.family == "device":
            return self._find_operator(noun)
        used = list_complements(noun, "of") if governor.family == "purpose" else ()
        if used and (self._actors.is_actor(used[0]) or not noun.has("poss")):
            return used  # 'the use of X to identify Y': X identifies; but 'OFA's use of letters to get Y': OFA gets it
        possessor = noun.kid("poss")
        if possessor is not None:
            return (possessor,)
        owners = list_complements(noun, "of")
        if owners and self._actors.is_actor(owners[0]):
            return owners  # 'the duty of X to share': X shares
        bearer = noun.head.head if noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "with" else None
        if bearer is not None and bearer.is_noun:
            return (bearer,)  # 'a system with the ability to collect': the system collects
        clause = find_clause(noun)
        if clause is None or (noun.dep == "attr" and any(kid.lemma == "it" for kid in clause.kids("nsubj"))):
            return ()  # 'it is the aim to share': nobody is named
        return self._find_holder(noun, clause)

    def _find_operator(self, noun: Node) -> tuple[Node, ...]:
        """Who acts through a 'process to review': whose it is, who has or uses it, or itself, if such things act."""
        for owner in (*noun.kids("poss"), *list_complements(noun, "of")):
            if self._actors.is_actor(owner):
                return (owner,)
        clause = find_clause(noun)
        if clause is not None and noun.dep == "pobj" and clause.lemma == "be" and noun.head in clause.kids("prep"):
            return self.find(clause)  # 'X is in the process of drafting Y': X drafts
        if clause is not None and noun.dep == "dobj" and self._is_beginning(clause):
            return self.find(clause)  # 'X began the process of drafting Y'
        if clause is not None and noun.dep == "dobj" and clause.lemma in self._words.having | self._words.using:
            return self._find_holder(noun, clause)
        return (noun,) if self._lexicon.kind_of(noun.lemma) == "System" else ()

    def _find_holder(self, noun: Node, clause: Node) -> tuple[Node, ...]:
        """Who has the ability or option that `noun` names: whom the clause gives it to, else its subject."""
        slots = self._slots.find(clause)
        if clause.lemma in self._words.giving:
            for slot in slots:
                if slot.name in {"indirect", "object", "to"} and noun not in slot.nodes:
                    return slot.nodes
        return next((slot.nodes for slot in slots if slot.name == "subject" and noun not in slot.nodes), ())

    # ------------------------------------------------------------------ complements

    def _find_controller(self, verb: Node, head: Node) -> tuple[Node, ...]:
        """'allows *X* to share', 'X is able to share': whoever the governor says acts in the clause that it governs."""
        governor = self._lexicon.find_governor(
            head.lemma, head.sort, acted=bool(head.kids("dobj", "nsubjpass", "dative"))
        )
        if governor is not None and governor.actor == "object":
            found = head.kid("dobj", "nsubjpass", "dative")
            if found is not None:
                return self._resolve_relative(found, head)
        if head.sort == "noun":
            return self._find_behind_noun(head)  # 'approval to use X'
        used = self._find_used(verb, head)
        if used is not None:
            return (used,)
        if self._is_impersonal(head):
            return ()
        if not head.is_verb:
            return self.find(head.head) if head.head is not None and head.head.is_verb else ()
        if head.lemma == "be" and verb.is_infinitive and not verb.is_passive and not head.kids("acomp", "attr"):
            for subject in self.find(head):
                for bearer in (*subject.kids("poss"), *list_complements(subject, "of")):
                    return (bearer,)  # 'X's purpose is to share': X shares
        return self.find(head)

    def _is_impersonal(self, head: Node) -> bool:
        """'it is possible to share': 'it' does nothing."""
        verb = head if head.is_verb else head.head
        if verb is None or not any(kid.lemma == "it" for kid in verb.kids("nsubj")):
            return False
        return any(kid.lemma in self._words.impersonal for kid in verb.kids("acomp", "attr", "oprd"))

    def _find_of_gerund(self, verb: Node, head: Node) -> tuple[Node, ...]:
        above = head.head if verb.dep == "pcomp" else head
        if above is not None and above.is_verb:
            if above.lemma in self._words.working and head.lemma == "by" and not above.has("dobj", "agent"):
                # 'the tool *works by uploading* X': who uploads it is not said
                return tuple(one for one in self.find(above) if self._actors.is_somebody(one))
            bound = above.kid("dobj", "nsubjpass")
            governor = self._lexicon.find_governor(above.lemma, "verb", acted=bound is not None)
            helped = head.lemma == "in" and above.lemma in self._words.supporting  # 'assists X in sharing': X shares
            tasked = head.lemma == "with" and governor is not None and governor.family in _TASKING
            binding = head.lemma in _BINDING or helped or tasked
            if bound is not None and governor is not None and governor.actor == "object" and binding:
                return self._resolve_relative(bound, above)  # 'prohibits X from sharing': X shares
        if above is not None and above.is_noun and above.kid("poss") is not None:
            return (above.kids("poss")[0],)
        doers = list_complements(above, "by") if above is not None and above.is_noun else ()
        if doers and self._actors.is_actor(doers[0]):
            return doers  # 'for use by X for tracking Y': X tracks
        if above is not None and above.is_noun and self._is_device(above):
            return self._find_operator(above)
        while above is not None and not above.is_verb:
            if above.dep in {"nsubj", "nsubjpass"}:
                return ()
            above = above.head
        if above is not None and above.dep == "acl" and above.lemma in self._lexicon.prepositional:
            above = find_clause(above)  # 'redacts the letter relating to X *before sharing it*'
        if above is not None and above.dep == "acl" and above.is_passive:
            agents = [noun for kid in above.kids("agent") for noun in kid.kids("pobj")]
            if agents and not any(map(self._actors.is_actor, agents)):
                above = find_clause(above)  # 'obtains a warrant supported by probable cause *before using* X'
        return self._find_main(verb, above) if above is not None else ()

    def _is_device(self, noun: Node) -> bool:
        governor = self._lexicon.find_governor(noun.lemma, "noun")
        return governor is not None and governor.family == "device"

    def _is_beginning(self, verb: Node) -> bool:
        governor = self._lexicon.find_governor(verb.lemma, "verb")
        return governor is not None and governor.family == "beginning"

    # ------------------------------------------------------------------ adverbial clauses

    def _find_main(self, verb: Node, head: Node) -> tuple[Node, ...]:
        """Of a clause without subject beside a main clause: who acts in the main clause."""
        if not head.is_verb:
            return self.find(head.head) if head.head is not None and head.head.is_verb else ()
        perceived = find_perceived(verb, head, self._lexicon) or self._find_used(verb, head)
        if perceived is not None:
            return (perceived,)
        if head.is_passive and not verb.is_passive:
            return self._find_beside_passive(verb, head)
        if verb.tag == "VBP" and verb.labels.isdisjoint(("mark", "advmod", "aux")) and head.tag != "VBP":
            return ()  # '…, whose *help* desk …': a finite verb in another form has another subject
        subject = self.find(head)
        if verb.is_infinitive and not any(self._actors.is_actor(node) for node in subject):
            return ()
        return subject

    def _find_used(self, verb: Node, head: Node) -> Node | None:
        """'uses *a contractor* to host X': who is used hosts; 'uses a system to host X': who uses it does."""
        if not verb.is_infinitive:
            return None
        if head.is_passive:  # 'a tool used *by X* to identify Y': X identifies
            agents = self._actors.find_agent(head) if head.lemma in self._words.using else ()
            return agents[0] if len(agents) == 1 and self._actors.is_actor(agents[0]) else None
        if head.lemma in self._words.relying:  # 'relies on *a contractor* to host X'
            used = next((noun for kid in head.kids("prep") if kid.lemma in _UPON for noun in kid.kids("pobj")), None)
        else:
            used = head.kid("dobj") if head.lemma in self._words.using else None
        if used is None or used.index > verb.index or used.lemma == "it":
            return None  # 'technicians use *it* to learn X': they learn it
        return used if self._actors.is_somebody(used) else None

    def _find_beside_passive(self, verb: Node, head: Node) -> tuple[Node, ...]:
        agent = self._actors.find_agent(head)
        to_whom = [kid for kid in head.kids("prep", "dative") if kid.lemma == "to"]
        recipients = tuple(noun for kid in to_whom for noun in kid.kids("pobj") if self._actors.is_actor(noun))
        if recipients and not agent and verb.is_infinitive:  # but 'is sent to X, *using* Y'
            return recipients  # 'records are turned over to X to follow its rules': X follows them
        if verb.is_infinitive and head.lemma in self._words.purposed:
            return self.find(head)
        return agent


def list_complements(noun: Node, preposition: str) -> tuple[Node, ...]:
    """The nouns behind a plain preposition that hangs on `noun`."""
    return tuple(inner for kid in noun.kids("prep") if kid.lemma == preposition for inner in kid.kids("pobj"))


def find_defined(noun: Node, lexicon: Lexicon) -> Node:
    """'Tally is *a database* that X runs': what is said of the database is said of Tally, whose name stands before."""
    verb = noun.head
    if noun.dep != "attr" or noun.name is not None or noun.has("conj") or verb is None or not is_definition(verb):
        return noun
    subject = verb.kid("nsubj")
    if subject is None or subject.has("conj"):
        return noun
    known = subject.name is not None or (subject.text.lower() == "it" and _is_one_made(noun, lexicon))
    return subject if known else noun


def _is_one_made(noun: Node, lexicon: Lexicon) -> bool:
    """'*a system*': one of its kind, which nobody is."""
    one = any(kid.lemma in {"a", "an"} for kid in noun.kids("det"))
    return one and lexicon.kind_of(noun.lemma) in {"System", "Program", "Document"}


def is_definition(verb: Node) -> bool:
    """'X is a Y': said of X outright, not 'there is a Y' and not 'X is not a Y'."""
    return verb.lemma == "be" and not verb.kids("expl", "neg")


def _find_own(verb: Node) -> Node | None:
    """The subject at a verb; of two the one behind 'whose', the other being of a main verb that was not seen as one."""
    subjects = verb.kids("nsubj", "nsubjpass", "csubj")
    behind = [each for each in subjects[1:] if any(kid.tag == "WP$" for kid in each.kids("poss"))]
    return next(iter([*behind, *subjects]), None)
