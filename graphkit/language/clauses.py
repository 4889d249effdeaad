"""A tree, its mentions and its scopes in, clauses out: every predicate with its deep arguments.

Deep slots are the same whatever the voice: `subject` acts, `object` is acted on, `indirect` is given to; every preposition
is a slot of its own, and what hangs on the object ('access *to X*') is the slot 'object to'.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graphkit.language.lexicon import Lexicon
from graphkit.language.phrases import list_members, list_nouns, read_quantity
from graphkit.language.scope import SILENT, SITUATIONS, Scope, ScopeReader, find_clause, find_mark
from graphkit.language.time import TimeExpression
from graphkit.language.tree import Node, Tree
from graphkit.model import Argument, Clause, Mention, Role, Thing, Value

_RELATIVES = {"who", "which", "that", "whom", "whose"}
_LEFT_OUT = {"det", "punct", "cc", "aux", "auxpass", "neg", "mark", "expl", "case", "preconj", "predet", "intj"}


@dataclass(frozen=True, slots=True)
class Slot:
    """The nodes that fill a slot of a verb, before they are read."""

    name: str
    nodes: tuple[Node, ...]
    verb: Node | None = None  # where the slot is filled by a clause: 'to-verb'


class ClauseReader:
    """Reads the clauses of one tree."""

    def __init__(
        self,
        tree: Tree,
        mentions: Mapping[Node, tuple[Mention, ...]],
        lexicon: Lexicon,
        nominals: frozenset[str],
        times: Sequence[TimeExpression],
    ) -> None:
        self.tree = tree
        self.mentions = mentions
        self.lexicon = lexicon
        self.nominals = nominals
        self.scopes = ScopeReader(lexicon)
        self.dated = tuple((time.start, time.end) for time in times)
        self.times = self._place_times(times)

    def read(self) -> tuple[Clause, ...]:
        clauses: list[Clause] = []
        for node in self.tree.nodes:
            if node.name is not None or node.dep in {"aux", "auxpass"}:
                continue
            if "repair:members" in node.how or (node.lemma in self.lexicon.members and node.dep == "prep"):
                continue
            if self._is_preposition(node):
                continue
            if node.is_verb and node.dep not in {"amod", "prep", "compound", "nmod"}:
                clauses.extend(self._read_verb(node))
            elif node.tag[:2] == "JJ" and node.dep in {"acomp", "amod", "conj", "oprd", "ROOT", "attr", "relcl", "acl"}:
                clauses.extend(self._read_adjective(node))
            elif node.tag[:2] == "NN":
                clauses.extend(self._read_noun(node))
        return tuple(clauses)

    def read_opening(self) -> Argument | None:
        """The prepositional phrase that the sentence opens with, as it stands, or None."""
        first = self.tree.nodes[0]
        nouns = first.kids("pobj") if first.tag in {"IN", "TO"} else []
        return self._read_argument(first.text.lower(), nouns[0]) if nouns else None

    def _is_preposition(self, node: Node) -> bool:
        """'following the issuance of', 'records regarding X': a participle that is a preposition."""
        if (
            node.tag not in {"VBG", "VBN"}
            or node.lemma not in self.lexicon.prepositional
            or node.dep not in {"advcl", "acl", "prep", "amod"}
        ):
            return False
        return not node.kids("nsubj", "nsubjpass", "aux", "auxpass", "agent", "mark")

    # ------------------------------------------------------------------ verbs

    def _read_verb(self, verb: Node) -> list[Clause]:
        scope = self.scopes.read(verb)
        slots = self.find_slots(verb)
        arguments = self._read_arguments(slots, verb)
        particle = verb.kid("prt")
        head = f"{verb.lemma} {particle.lemma}" if particle is not None else verb.lemma
        clause = self._make(verb, head, "verb", arguments, scope)
        return self._split_contrasts(clause, verb)

    def _find_speaker(self, node: Node) -> Thing | None:
        """Whom the words attribute a clause to ('X stated that …', 'according to X'), or None."""
        above: Node | None = node
        while above is not None:
            for kid in above.kids("prep"):
                found = self._read_preposition(kid)
                if found is not None and found[0] == "according to" and found[1]:
                    return self._first_actor(found[1])
            parent = above.head
            if above.dep == "ccomp" and parent is not None and parent.lemma in self.lexicon.attribution:
                return self._first_actor(self.find_subject(parent))
            above = parent if above.dep in {"conj", "ccomp", "relcl", "acl", "advcl"} else None
        return None

    def _first_actor(self, nodes: Sequence[Node]) -> Thing | None:
        things = [
            mention.thing for node in nodes for mention in self.mentions.get(node, ()) if not mention.thing.unresolved
        ]
        return next(
            (thing for thing in things if thing.kind in {"Organization", "OrganizationalUnit", "Role", "Document"}),
            None,
        )

    def _make(self, node: Node, head: str, kind: str, arguments: Sequence[Argument], scope: Scope) -> Clause:
        start, end = self._clause_span(node)
        roles = list(self.times.get(node, ()))
        if scope.restriction:
            roles.append(Role("restriction", Value(scope.restriction)))
        roles.extend(self._read_conditions(node))
        roles.extend(self._read_restrictions(node))
        how = (*scope.how, *node.how)
        if any(kid.lemma == "respectively" for kid in self._adverbs_near(node)):
            how = (*how, "construction:respectively")
        if node.is_verb and is_passive(node):
            how = (*how, "voice:passive")
            if node.dep == "acl" and not self._find_agent(node):
                how = (*how, "construction:participle")
        elif (
            node.is_verb
            and node.dep in {"advcl", "xcomp", "acl"}
            and any(kid.tag == "TO" for kid in node.kids("aux"))
            and not any(argument.slot == "subject" for argument in arguments)
        ):
            how = (*how, "construction:participle")
        sentence = self.tree.sentence
        return Clause(
            sentence.paragraph,
            sentence.start,
            start,
            end,
            head,
            kind,
            tuple(arguments),
            scope.polarity,
            scope.modality,
            tuple(roles),
            self._find_speaker(node),
            how=how,
        )

    def _adverbs_near(self, node: Node) -> list[Node]:
        found = list(node.kids("advmod"))
        for kid in node.children:
            if kid.dep in {"agent", "prep", "nsubj", "nsubjpass", "dobj"}:
                found.extend(
                    inner for inner in kid.subtree() if inner.lemma == "respectively" and find_clause(inner) is node
                )
        if node.dep == "conj" and node.head is not None and node.head.is_verb:
            found.extend(node.head.kids("advmod"))
        for conjunct in node.kids("conj"):
            if conjunct.is_verb and not conjunct.kids("nsubj", "nsubjpass"):
                found.extend(conjunct.kids("advmod"))
        return found

    def _clause_span(self, node: Node) -> tuple[int, int]:
        own = [kid for kid in node.children if kid.dep not in {"advcl", "conj", "cc", "punct", "ccomp", "parataxis"}]
        return self.tree.words([node, *(inner for kid in own for inner in kid.subtree())])

    def find_slots(self, verb: Node) -> list[Slot]:
        """The slots of a verb, its own and those that it shares, as deep roles."""
        slots: list[Slot] = []
        passive = is_passive(verb)
        surface = self.find_subject(verb)
        objects = self._find_objects(verb, passive)
        indirect = [kid for kid in self._sources(verb, "dative") for _ in (0,)]
        agent = self._find_agent(verb) if passive else ()
        if passive:
            slots.append(Slot("indirect" if objects and not verb.kids("oprd", "attr") else "object", surface))
            slots.append(Slot("subject", agent))
            slots.append(Slot("object" if objects else "complement", objects))
        else:
            slots.append(Slot("subject", surface))
            slots.append(Slot("object", objects))
        for kid in indirect:
            slots.append(Slot("indirect", (kid,) if kid.is_noun else tuple(kid.kids("pobj"))))
        slots.extend(Slot("complement", (kid,)) for kid in verb.kids("attr", "acomp", "oprd"))
        slots.extend(self._find_considered(verb))
        slots.extend(self._find_prepositions(verb))
        slots.extend(self._find_place(verb))
        filled = {slot.name for slot in slots}
        for kid in verb.kids("acomp", "oprd"):  # 'make X available *to Y*', 'are subject *to Z*'
            slots.extend(slot for slot in self._find_prepositions(kid) if slot.name not in filled)
        if (
            not any(slot.name == "object" and slot.nodes for slot in slots)
            and (verb.lemma, "verb") in self.lexicon.governors
        ):
            for clause in verb.kids("ccomp"):  # 'allows *the public* to search'
                if any(aux.tag == "TO" for aux in clause.kids("aux")):
                    slots.append(Slot("object", tuple(clause.kids("nsubj", "nsubjpass"))))
        for kid in verb.kids("xcomp", "advcl"):
            if any(aux.tag == "TO" for aux in kid.kids("aux")):
                slots.append(Slot("to-verb", (), kid))
        return [slot for slot in slots if slot.nodes or slot.verb is not None]

    def _find_place(self, verb: Node) -> list[Slot]:
        """'the system *where each record resides*': the relative adverb stands for 'in' what it modifies."""
        clause = verb
        while clause.dep == "conj" and clause.head is not None and clause.head.is_verb:
            clause = clause.head
        if (
            clause.dep == "relcl"
            and clause.head is not None
            and self._has_place(clause)
            and clause.head.lemma not in SITUATIONS
        ):
            return [Slot("in", (clause.head,))]
        return []

    def _has_place(self, clause: Node) -> bool:
        return any(kid.lemma == "where" for inner in (clause, *clause.kids("conj")) for kid in inner.kids("advmod"))

    def _find_considered(self, verb: Node) -> list[Slot]:
        """'considers X to be Y': X is the object, Y the complement."""
        slots = []
        for clause in verb.kids("ccomp"):
            if clause.lemma == "be" and any(kid.tag == "TO" for kid in clause.kids("aux")):
                slots.append(Slot("object", tuple(clause.kids("nsubj"))))
                slots.append(Slot("complement", tuple(clause.kids("attr", "acomp"))))
            elif clause.tag[:2] in {"NN", "JJ"} and not clause.kids("aux", "cop"):
                slots.append(Slot("object", tuple(clause.kids("nsubj"))))
                slots.append(Slot("complement", (clause,)))
                slots.extend(self._find_prepositions(clause))
        return slots

    def _sources(self, verb: Node, *deps: str) -> list[Node]:
        return verb.kids(*deps)

    def find_subject(self, verb: Node) -> tuple[Node, ...]:
        """The surface subject: its own, that of the verb it is coordinated with, or that of the clause which governs it."""
        own = verb.kid("nsubj", "nsubjpass", "csubj")
        if own is not None:
            return self._resolve_relative(own, verb)
        if any(kid.dep == "expl" for kid in verb.children):
            return ()
        head = verb.head
        if head is None:
            return ()
        if verb.dep == "conj":
            return self.find_subject(head) if head.is_verb else ()
        if verb.dep in {"relcl", "acl"}:
            return self._find_modified_subject(verb, head)
        if verb.dep == "xcomp" or (verb.dep == "ccomp" and not verb.kids("mark")):
            return self._find_controller(verb, head)
        if verb.dep == "advcl":
            return self._find_main_subject(verb, head)
        if verb.dep in {"pcomp", "prep"}:
            above = head.head if verb.dep == "pcomp" else head
            if above is not None and above.is_verb:
                governor = self.lexicon.find_governor(above.lemma, "verb", acted=bool(above.kids("dobj", "nsubjpass")))
                bound = above.kid("dobj", "nsubjpass")
                if (
                    governor is not None
                    and governor.actor == "object"
                    and bound is not None
                    and head.lemma in {"from", "into", "against", "of"}
                ):
                    return self._resolve_relative(bound, above)  # 'prohibits X from sharing': X shares
            if above is not None and above.is_noun and above.kid("poss") is not None:
                return (above.kids("poss")[0],)
            while above is not None and not above.is_verb:
                if above.dep in {"nsubj", "nsubjpass"}:
                    return ()
                above = above.head
            return self._find_main_subject(verb, above) if above is not None else ()
        return ()

    def _resolve_relative(self, own: Node, verb: Node) -> tuple[Node, ...]:
        if own.lemma in _RELATIVES and own.tag in {"WDT", "WP", "IN", "DT"}:
            clause = verb
            while clause.dep == "conj" and clause.head is not None:
                clause = clause.head
            if clause.dep in {"relcl", "acl", "ccomp"} and clause.head is not None and clause.head.is_noun:
                return self._find_modified_subject(clause, clause.head)
        return (own,)

    def _find_modified_subject(self, verb: Node, noun: Node) -> tuple[Node, ...]:
        """Of a participle or infinitive behind a noun: the noun, or whoever acts through an 'ability to', 'option to'."""
        if (
            noun.dep == "attr"
            and noun.head is not None
            and noun.head.lemma == "be"
            and not noun.head.kids("expl", "neg")
        ):
            if not any(kid.tag == "TO" for kid in verb.kids("aux")):
                return self.find_subject(noun.head) or (noun,)  # 'X is an application that …': X does
        infinitive = any(kid.tag == "TO" for kid in verb.kids("aux"))
        if not infinitive:
            if (
                verb.tag == "VBG"
                and verb.dep == "acl"
                and verb.lemma in {"use", "utilize", "employ", "leverage"}
                and (noun.dep == "dobj" or not self._is_actor(noun))
            ):
                clause = find_clause(noun)
                return self._find_main_subject(verb, clause) if clause is not None else ()
            return (noun,)
        governor = self.lexicon.find_governor(noun.lemma, "noun")
        if governor is None:
            return (noun,)
        if governor.family == "purpose":  # 'the use of X to identify Y': X identifies
            used = tuple(inner for kid in noun.kids("prep") if kid.lemma == "of" for inner in kid.kids("pobj"))
            if used:
                return used
        possessor = noun.kid("poss")
        if possessor is not None:
            return (possessor,)
        clause = find_clause(noun)
        if clause is None:
            return ()
        given = [
            slot
            for slot in self.find_slots(clause)
            if slot.name in {"indirect", "object", "to"} and noun not in slot.nodes
        ]
        if given and clause.lemma not in {"have", "lack", "retain", "be"}:
            return given[0].nodes
        return next((slot.nodes for slot in self.find_slots(clause) if slot.name == "subject"), ())

    def _is_actor(self, noun: Node) -> bool:
        return any(
            mention.thing.kind in {"Organization", "OrganizationalUnit", "Role", "System", "Program"}
            for mention in self.mentions.get(noun, ())
        )

    def _has_gap(self, verb: Node) -> bool:
        return verb.kid("nsubj", "nsubjpass") is not None

    def _find_controller(self, verb: Node, head: Node) -> tuple[Node, ...]:
        sort = "verb" if head.is_verb else "adjective" if head.tag[:2] == "JJ" else "noun"
        governor = self.lexicon.find_governor(head.lemma, sort, acted=bool(head.kids("dobj", "nsubjpass", "dative")))
        if governor is not None and governor.actor == "object":
            found = head.kid("dobj", "nsubjpass", "dative")
            if found is not None:
                return self._resolve_relative(found, head)
        if not head.is_verb and head.head is not None and head.head.is_verb:
            return self.find_subject(head.head)
        if head.lemma == "be" and any(kid.tag == "TO" for kid in verb.kids("aux")):
            bearers = [
                inner
                for subject in self.find_subject(head)
                for inner in (
                    *subject.kids("poss"),
                    *(n for p in subject.kids("prep") if p.lemma == "of" for n in p.kids("pobj")),
                )
            ]
            if bearers and not head.kids("acomp", "attr"):
                return (bearers[0],)  # 'X's purpose is to share': X shares
        if head.is_verb:
            return self.find_subject(head)
        return ()

    def _find_main_subject(self, verb: Node, head: Node) -> tuple[Node, ...]:
        if not head.is_verb:
            return self.find_subject(head.head) if head.head is not None and head.head.is_verb else ()
        if is_passive(head) and not is_passive(verb):
            recipients = [
                noun
                for kid in head.kids("prep", "dative")
                if kid.lemma == "to"
                for noun in kid.kids("pobj")
                if self._is_actor(noun)
            ]
            if recipients and not self._find_agent(head):
                return tuple(recipients)  # 'records are turned over to X to follow its rules': X follows them
            if any(kid.tag == "TO" for kid in verb.kids("aux")) and head.lemma in {
                "use",
                "employ",
                "design",
                "utilize",
            }:
                return self.find_subject(head)
            return self._find_agent(head)
        subject = self.find_subject(head)
        if any(kid.tag == "TO" for kid in verb.kids("aux")) and not any(self._is_actor(node) for node in subject):
            return ()
        return subject

    def _find_agent(self, verb: Node) -> tuple[Node, ...]:
        for agent in verb.kids("agent"):
            if not self._is_means(agent):
                return tuple(agent.kids("pobj"))
        for preposition in verb.kids("prep"):
            if preposition.lemma == "by" and preposition.kid("pobj") is not None:
                noun = preposition.kids("pobj")[0]
                if self.mentions.get(noun) and self.mentions[noun][0].thing.kind in {
                    "Organization",
                    "OrganizationalUnit",
                    "Role",
                    "System",
                    "Program",
                }:
                    return (noun,)
        for noun in (
            inner
            for kid in (*verb.kids("dobj", "oprd", "attr"), *verb.kids("prep"))
            for inner in ((kid,) if kid.dep != "prep" else kid.kids("pobj"))
        ):
            for preposition in noun.kids(
                "prep"
            ):  # 'was given a presentation by X': the by-phrase that the parser hung lower
                agents = preposition.kids("pobj")
                if preposition.lemma == "by" and agents and self._is_actor(agents[0]) and is_passive(verb):
                    return (agents[0],)
        for conjunct in self._find_later(verb):
            agent = self._find_agent(conjunct)
            if agent:
                return agent
        return ()

    def _is_means(self, agent: Node) -> bool:
        """'retrieved by name', 'collected by sampling': data and activities act on nothing; they are the means."""
        kinds = {mention.thing.kind for noun in agent.kids("pobj") for mention in self.mentions.get(noun, ())}
        return bool(kinds) and kinds <= {"DataCategory", "Activity"}

    def _find_later(self, verb: Node) -> list[Node]:
        """The verbs that come after this one in its series and whose complements it shares."""
        later = list(verb.kids("conj"))
        if verb.dep == "conj" and verb.head is not None:
            later.extend(kid for kid in verb.head.kids("conj") if kid.index > verb.index)
        return [conjunct for conjunct in later if self._shares_to_the_right(verb, conjunct)]

    def _shares_to_the_right(self, verb: Node, conjunct: Node) -> bool:
        """'owned and maintained by X': the first verb has nothing of its own to its right."""
        if not conjunct.is_verb or conjunct.tag != verb.tag or conjunct.kids("nsubj", "nsubjpass", "aux", "auxpass"):
            return False
        own = [
            kid
            for kid in verb.children
            if kid.start > verb.start and kid.dep not in {"cc", "conj", "punct", "preconj", "advmod"}
        ]
        return not own

    def _find_objects(self, verb: Node, passive: bool) -> tuple[Node, ...]:
        objects = tuple(kid for kid in verb.kids("dobj") if not self._governs(kid))
        if not objects and not passive:
            objects = tuple(
                inner
                for kid in verb.kids("xcomp")
                if kid.tag == "VBG" and not kid.kids("aux")
                for inner in kid.kids("dobj")
            )
        gap = self._find_gap(verb)
        if gap is not None and not passive and (not objects or objects[0].lemma in _RELATIVES):
            return (gap,)
        if objects and objects[0].lemma in _RELATIVES and gap is not None:
            return (gap,)
        if objects:
            return objects
        for conjunct in self._find_later(verb) if not passive else ():
            shared = self._find_objects(conjunct, passive)
            if shared:
                return shared
        return ()

    def _governs(self, noun: Node) -> bool:
        """'the ability to review': what is had is no thing; the clause that it governs says it."""
        infinitive = any(any(aux.tag == "TO" for aux in kid.kids("aux")) for kid in noun.kids("acl"))
        governor = self.lexicon.find_governor(noun.lemma, "noun")
        return (
            infinitive
            and governor is not None
            and governor.family
            in {"ability", "permission", "inability", "intention", "commitment", "attempt", "failure", "refusal"}
        )

    def _find_gap(self, verb: Node) -> Node | None:
        """The noun that a relative clause takes as its object: 'information *that users submit*'."""
        clause = verb
        while clause.dep == "conj" and clause.head is not None and clause.head.is_verb:
            clause = clause.head
        if clause.dep != "relcl" or clause.head is None or self._has_place(clause) or clause.head.lemma in SITUATIONS:
            return None
        subject = clause.kid("nsubj", "nsubjpass")
        if subject is None or subject.lemma in _RELATIVES:
            return None
        if any(kid.kid("pobj") is not None and kid.kid("pobj").lemma in _RELATIVES for kid in verb.kids("prep")):  # type: ignore[union-attr]
            return None
        pronouns = [kid for kid in verb.kids("dobj") if kid.lemma in _RELATIVES]
        if pronouns or not verb.kids("dobj", "attr", "acomp", "ccomp"):
            return clause.head
        return None

    def _find_prepositions(self, node: Node, prefix: str = "") -> list[Slot]:
        slots = []
        for kid in node.children:
            if kid.dep not in {"prep", "dative", "agent", "advmod", "amod", "acl"} or (
                kid.dep == "agent" and not prefix and is_passive(node) and not self._is_means(kid)
            ):
                continue
            found = self._read_preposition(kid)
            if found is not None:
                if not prefix and found[0] == "for" and kid.start < node.start and self._is_topic(kid, found[1]):
                    continue
                slots.append(Slot(prefix + found[0], found[1], found[2]))
                slots.extend(self._chain_prepositions(kid, prefix))
        for conjunct in self._find_later(node)[-1:] if node.is_verb and not prefix else ():
            slots.extend(self._find_prepositions(conjunct))
        return slots

    def _is_topic(self, preposition: Node, nouns: tuple[Node, ...]) -> bool:
        """'For X's use of Y, these are owned by Z': a topic that the sentence opens with is no purpose."""
        return any(noun.kid("poss") is not None for noun in nouns)

    def _chain_prepositions(self, preposition: Node, prefix: str) -> list[Slot]:
        """'through eGuardian and then to Guardian': a preposition coordinated with another."""
        slots = []
        for kid in preposition.kids("conj", "prep"):
            if kid.tag in {"IN", "TO"} and kid.dep == "conj":
                found = self._read_preposition(kid)
                if found is not None:
                    slots.append(Slot(prefix + found[0], found[1], found[2]))
        return slots

    def _read_preposition(self, node: Node) -> tuple[str, tuple[Node, ...], Node | None] | None:
        """The preposition that starts at `node` (of one or more words), what it governs, and the gerund if it is one."""
        words = node.lemma if node.tag in {"IN", "TO", "RP", "RB", "JJ", "VBG", "VBN", "NN"} else ""
        if node.tag == "NN" and (
            node.dep not in {"advmod", "prep"}
            or not any(phrase.startswith(node.text.lower() + " ") for phrase in self.lexicon.prepositions)
        ):
            return None
        if not words or (
            node.tag in {"RB", "JJ", "VBG", "VBN", "NN"}
            and not node.kids("prep", "pobj")
            and node.lemma not in {"using", "regarding", "including"}
        ):
            return None
        words = node.text.lower()
        inner = node
        for _ in range(3):
            following = inner.kid("pobj") or inner.kid("prep", "npadvmod")
            if following is None:
                break
            longer = f"{words} {self._spell(inner, following)}"
            if not any(phrase == longer or phrase.startswith(longer + " ") for phrase in self.lexicon.prepositions):
                break
            words, inner = longer, following
        if words != node.text.lower() and words not in self.lexicon.prepositions:
            words, inner = node.text.lower(), node
        if words == node.text.lower() and node.lemma in {"include", "including", "such"}:
            return None
        if (
            words == node.text.lower()
            and node.tag not in {"IN", "TO"}
            and node.lemma not in {"using", "regarding", "including"}
            and words not in self.lexicon.prepositions
        ):
            return None
        if node.dep in {"amod", "acl"} and words not in self.lexicon.prepositions:
            return None
        nouns = tuple(noun for noun in inner.kids("pobj") if noun.is_noun or noun.name is not None) or (
            tuple(inner.kids("dobj")) if inner.tag == "VBG" else ()
        )
        gerund = inner.kid("pcomp")
        if not nouns and gerund is None:
            return None
        return words, nouns, gerund

    def _spell(self, inner: Node, following: Node) -> str:
        low, high = inner.end, following.end
        return " ".join(self.tree.text[low:high].lower().split())

    # ------------------------------------------------------------------ adjectives and nouns

    def _read_adjective(self, node: Node) -> list[Clause]:
        """'X is accessible to Y', 'a system subject to audits': the noun it is said of is the subject."""
        head = node.head
        if node.dep == "amod":
            if head is None or node.start < head.start or not node.kids("prep", "xcomp"):
                return []
            subject: tuple[Node, ...] = (head,)
            if (
                head.dep == "attr"
                and head.head is not None
                and head.head.lemma == "be"
                and not head.head.kids("expl", "neg")
            ):
                subject = self.find_subject(head.head) or subject
            scope = self.scopes._find_modifier(head)
        else:
            verb = node
            while verb.head is not None and not verb.is_verb:
                verb = verb.head
            if not verb.is_verb:
                return []
            subject = self.find_subject(verb)
            scope = self.scopes.read(verb)
            if verb.lemma in {"make", "keep", "render", "leave"}:
                return []  # 'make available': the verb's frames say it
            if node.dep == "oprd" or verb.lemma not in {"be", "remain", "become", "seem", "appear", "stay"}:
                objects = verb.kids("dobj")
                subject = tuple(objects) or (self.find_subject(verb) if is_passive(verb) else ())
        slots = [Slot("subject", subject), *self._find_prepositions(node)]
        if head is not None and head.is_verb and node.dep == "acomp":
            known = {slot.name for slot in slots}
            slots.extend(slot for slot in self._find_prepositions(head) if slot.name not in known)
        if not slots[0].nodes:
            return []
        anchor = head if head is not None and head.is_verb else node
        clause = self._make(anchor, node.lemma, "adjective", self._read_arguments(slots, anchor), scope)
        return self._split_contrasts(clause, anchor)

    def _read_noun(self, noun: Node) -> list[Clause]:
        """A noun that names what is done ('ICE's use of X') or who does it ('the owner of X', 'BI, the provider of X')."""
        if noun.lemma not in self.nominals or (noun.dep == "compound" and noun.head is not None):
            return []
        clauses = []
        slots = self._find_noun_slots(noun)
        verb = find_clause(noun)
        scope = self._noun_scope(noun, verb)
        event = self._find_event(noun, slots, verb)
        clauses.append(self._make_noun(noun, "noun", [*slots, *event], scope, "construction:event" if event else ""))
        bearer = self._find_bearer(noun, verb)
        if bearer is not None:
            nodes, scope = bearer
            agent = [
                Slot("subject", nodes),
                *(
                    replace(slot, name="object") if slot.name == "of" else slot
                    for slot in self._find_prepositions(noun)
                ),
            ]
            agent.extend(
                Slot("object", (kid,))
                for kid in noun.kids("poss", "compound")
                if not any(slot.name == "object" for slot in agent)
            )
            clauses.append(self._make_noun(noun, "agent", agent, scope))
        return clauses

    def _find_event(self, noun: Node, slots: list[Slot], verb: Node | None) -> list[Slot]:
        """'kept for six years *before disposal*': a bare event noun happens to what the main clause is about."""
        if (
            verb is None
            or slots
            or noun.dep != "pobj"
            or noun.head is None
            or noun.head.lemma not in {"before", "until", "after", "upon", "prior", "pending"}
        ):
            return []
        if noun.kids("det", "amod"):
            return []
        return [slot for slot in self.find_slots(verb) if slot.name == "object"]

    def _make_noun(self, noun: Node, kind: str, slots: list[Slot], scope: Scope, step: str = "") -> Clause:
        start, end = self.tree.words(
            [
                noun,
                *(
                    inner
                    for kid in noun.children
                    if kid.dep in {"prep", "poss", "compound", "amod"}
                    for inner in kid.subtree()
                ),
            ]
        )
        sentence = self.tree.sentence
        arguments = tuple(self._read_arguments(slots, noun))
        return Clause(
            sentence.paragraph,
            sentence.start,
            start,
            end,
            noun.lemma,
            kind,
            arguments,
            scope.polarity,
            scope.modality,
            how=(*scope.how, f"construction:{kind}", *([step] if step else [])),
        )

    def _find_noun_slots(self, noun: Node) -> list[Slot]:
        slots = []
        for slot in self._find_prepositions(noun):
            name = {"of": "object", "by": "subject"}.get(slot.name, slot.name)
            slots.append(replace(slot, name=name))
        if not any(slot.name == "subject" for slot in slots):
            for slot in [slot for slot in slots if slot.name == "object"]:  # 'the use of X by Y'
                for inner in slot.nodes:
                    slots.extend(
                        replace(found, name="subject")
                        for found in self._find_prepositions(inner)
                        if found.name == "by" and found.nodes
                    )
        filled = {slot.name for slot in slots}
        for possessor in noun.kids("poss"):
            slots.append(Slot("subject" if "subject" not in filled else "object", (possessor,)))
        if "object" not in filled:
            compounds = [kid for kid in noun.kids("compound", "nmod") if kid.name is not None or kid.tag[:2] == "NN"]
            slots.extend(Slot("object", (kid,)) for kid in compounds[:1])
        return slots

    def _noun_scope(self, noun: Node, verb: Node | None) -> Scope:
        if verb is None:
            return Scope()
        scope = self.scopes.read(verb)
        if not scope.asserted or scope.polarity == "Denied" or scope.modality not in {"Stated", "Procedural"}:
            return SILENT
        return Scope(modality=scope.modality)

    def _find_bearer(self, noun: Node, verb: Node | None) -> tuple[tuple[Node, ...], Scope] | None:
        """Whom an agent noun is said of: 'X is the owner of Y', 'X, the owner of Y', or nobody."""
        if noun.lemma in self.lexicon.transparent and noun.dep != "attr":
            return None
        if noun.dep == "attr" and verb is not None and verb.lemma == "be":
            return self.find_subject(verb), self.scopes.read(verb)
        if noun.dep == "appos" and noun.head is not None:
            return (noun.head,), self._noun_scope(noun.head, verb)
        apposed = noun.kid("appos")
        if apposed is not None and apposed.name is not None:
            return (apposed,), self._noun_scope(noun, verb)
        if noun.dep == "pobj" and noun.head is not None and noun.head.lemma == "as" and verb is not None:
            return self.find_subject(verb), self.scopes.read(verb)
        return None

    # ------------------------------------------------------------------ arguments

    def _read_arguments(self, slots: Sequence[Slot], anchor: Node) -> list[Argument]:
        arguments: list[Argument] = []
        for slot in slots:
            if slot.verb is not None and not slot.nodes:
                start, end = self.tree.words([node for node in slot.verb.subtree()])
                arguments.append(Argument(slot.name, (), self.tree.text[start:end], start, end))
            for node in slot.nodes:
                if slot.name not in {"subject", "object", "indirect", "complement"} and any(
                    start <= node.start < end for start, end in self.dated
                ):
                    continue  # a date or a frequency, not a place or a purpose
                arguments.append(self._read_argument(slot.name, node))
                if slot.name in {"object", "subject"} and node.is_noun:
                    arguments.extend(self._read_nested(slot.name, node))
                elif node.is_noun and slot.name in {"into", "in", "under"}:  # 'entered into an agreement with X'
                    arguments.extend(
                        self._read_argument(f"{slot.name} {inner.name}", noun)
                        for inner in self._find_prepositions(node)
                        for noun in inner.nodes
                    )
        return arguments

    def _read_argument(self, name: str, node: Node) -> Argument:
        mentions: list[Mention] = []
        for member in list_nouns(node, self.lexicon):
            mentions.extend(self.mentions.get(member, ()))
            for listed in list_members(member, self.lexicon):
                mentions.extend(
                    replace(mention, how=(*mention.how, "construction:member"))
                    for mention in self.mentions.get(listed, ())
                )
        start, end = self.tree.words(
            [
                inner
                for inner in self._phrase_nodes(node)
                if name != "complement"
                or inner.start >= node.start
                or (inner.dep not in {"nsubj", "det"}
                and not any(kid.dep == "nsubj" and inner in kid.subtree() for kid in node.children))
            ]
        )
        return Argument(name, tuple(dict.fromkeys(mentions)), self.tree.text[start:end], start, end)

    def _read_nested(self, name: str, node: Node) -> list[Argument]:
        """What hangs on the object: 'access to X' fills 'object to', and what determines it fills 'object poss'."""
        nested = []
        for slot in self._find_prepositions(node, f"{name} "):
            for inner in slot.nodes:
                nested.append(self._read_argument(slot.name, inner))
                if slot.name == f"{name} of" and node.lemma in self.lexicon.transparent:
                    nested.extend(self._read_nested(name, inner))
        nested.extend(self._read_argument(f"{name} poss", kid) for kid in node.kids("poss"))
        quantity = read_quantity(node, self.tree)
        if quantity:
            nested.append(Argument(f"{name} number", (), quantity, node.start, node.end))
        for kid in node.kids("amod", "compound"):
            if kid.dep == "compound" and kid.name is not None and kid in self.mentions:
                nested.append(self._read_argument(f"{name} compound", kid))
        return nested

    def _phrase_nodes(self, node: Node) -> list[Node]:
        nodes = [node]
        for kid in node.children:
            if kid.dep not in {"relcl", "advcl", "punct", "cc", "conj", "appos"} or (kid.dep == "conj" and kid.is_noun):
                nodes.extend(kid.subtree())
        return nodes

    # ------------------------------------------------------------------ roles

    def _read_conditions(self, node: Node) -> list[Role]:
        roles = []
        for clause in node.kids("advcl"):
            mark = find_mark(clause)
            sort = self.lexicon.conjunctions.get(mark, "")
            inverted = (
                not mark
                and any(kid.lemma == "should" for kid in clause.kids("aux"))
                and clause.kids("nsubj", "nsubjpass")
            )
            if mark == "while" and clause.index < node.index:
                continue
            if inverted or (sort in {"condition", "occasion"} and mark not in {"before", "until", "since"}):
                roles.append(Role("condition", Value(self._spell_clause(clause))))
            elif sort == "exception":
                roles.append(Role("restriction", Value(self._spell_clause(clause))))
            elif mark == "until":
                roles.append(Role("untilEvent", Value(self._spell_clause(clause))))
            elif not mark and any(kid.tag == "TO" for kid in clause.kids("aux")):
                roles.append(Role("purpose", Value(self._spell_clause(clause))))
        if node.dep == "conj" and node.head is not None and node.head.is_verb and not node.kids("nsubj", "nsubjpass"):
            roles.extend(role for role in self._read_conditions(node.head) if role.name == "condition")
        return roles

    def _spell_clause(self, clause: Node) -> str:
        start, end = self.tree.words([node for node in clause.subtree()])
        return self.tree.text[start:end].strip(" ,;.")

    def _read_restrictions(self, node: Node) -> list[Role]:
        """'only through required duties', 'on a need-to-know basis', 'only staff members': the words that narrow the clause."""
        roles = []
        for kid in node.children:
            only = [inner for inner in kid.kids("advmod") if inner.lemma in self.lexicon.restrictive]
            if kid.dep in {"prep", "advcl", "nsubj", "nsubjpass", "dobj", "agent", "npadvmod"} and only:
                start, end = self.tree.words([inner for inner in kid.subtree()])
                roles.append(Role("restriction", Value(self.tree.text[start:end].strip(" ,;"))))
            elif (
                kid.dep == "advmod"
                and kid.lemma in self.lexicon.restrictive
                and kid.start > node.start
                and kid.head is node
            ):
                after = next(
                    (other for other in node.children if other.start >= kid.end and other.dep in {"prep", "advcl"}),
                    None,
                )
                if after is not None:
                    start, end = self.tree.words([kid, *after.subtree()])
                    roles.append(Role("restriction", Value(self.tree.text[start:end].strip(" ,;"))))
        return roles

    def _place_times(self, times: Sequence[TimeExpression]) -> dict[Node, tuple[Role, ...]]:
        """Each time expression to the verb that it dates."""
        placed: dict[Node, list[Role]] = {}
        for time in times:
            token = next((node for node in self.tree.nodes if node.end > time.start and node.start < time.end), None)
            if token is None or (
                time.kind == "frequency"
                and token.dep in {"mark", "advmod"}
                and token.head is not None
                and token.head.dep == "advcl"
                and token.tag in {"IN", "WRB"}
            ):
                continue  # "once" as a conjunction
            verb: Node | None = token
            while verb is not None and not (verb.is_verb and verb.dep not in {"aux", "auxpass"}):
                verb = verb.head
            if verb is not None:
                placed.setdefault(verb, []).extend(time.roles)
        return {verb: tuple(roles) for verb, roles in placed.items()}

    # ------------------------------------------------------------------ contrasts

    def _split_contrasts(self, clause: Clause, node: Node) -> list[Clause]:
        """'not through A, only through B', 'not an A but a B': what is excepted from a denial is affirmed in a clause of its own."""
        if clause.polarity != "Denied":
            return [clause]
        excepted = self._find_excepted(node)
        if not excepted:
            return [clause]
        starts = {inner.start for kid in excepted for inner in kid.subtree()}
        denied = [argument for argument in clause.arguments if argument.start not in starts]
        affirmed = [argument for argument in clause.arguments if argument.start in starts]
        slots = {argument.slot for argument in affirmed}
        kept = [argument for argument in denied if argument.slot.removeprefix("object ") not in slots]
        roles = tuple(role for role in clause.roles if role.name != "restriction")
        words = tuple(
            Role("restriction", Value(self._spell_clause(kid)))
            for kid in excepted
            if any(i.lemma in self.lexicon.restrictive for i in kid.subtree())
        )
        return (
            [
                replace(clause, arguments=tuple(denied), roles=roles),
                replace(
                    clause,
                    arguments=(*kept, *affirmed),
                    polarity="Affirmed",
                    roles=(*roles, *words),
                    how=(*clause.how, "repair:exception"),
                ),
            ]
            if affirmed
            else [replace(clause, arguments=tuple(denied))]
        )

    def _first_start(self, phrase: Node) -> int:
        """Where a phrase starts, with the adverb before it ('only through …')."""
        start = min(inner.start for inner in phrase.subtree())
        before = [
            kid
            for kid in (phrase.head.children if phrase.head else ())
            if kid.dep == "advmod" and kid.lemma in self.lexicon.restrictive and 0 <= start - kid.end <= 1
        ]
        return before[0].start if before else start

    def _find_excepted(self, node: Node) -> list[Node]:
        excepted = []
        negators = node.kids("neg")
        for kid in node.children:
            if kid.dep == "prep" and negators and kid.start > node.start:
                if not re.search(r"[,;–—(-]\s*$|\bbut\s*$", self.tree.text[: self._first_start(kid)][-8:]):
                    continue
                if any(inner.lemma in self.lexicon.restrictive for inner in kid.kids("advmod")) or any(
                    inner.dep == "advmod"
                    and inner.lemma in self.lexicon.restrictive
                    and 0 <= kid.start - inner.end <= 1
                    and inner.start > node.start
                    for inner in node.children
                ):
                    excepted.append(kid)
            for conjunct in kid.kids("conj"):
                if any(cc.lemma == "but" and kid.start < cc.start < conjunct.start for cc in kid.kids("cc")):
                    excepted.append(conjunct)
        return excepted


def is_passive(verb: Node) -> bool:
    """Whether the verb stands in the passive, by its own auxiliary, a shared one, or as a bare past participle behind a noun."""
    if verb.kids("auxpass", "nsubjpass"):
        return True
    if verb.tag not in {"VBN", "VBD"}:
        return False
    if verb.kids("nsubj"):
        return False
    if verb.dep == "acl":
        return True
    if verb.dep == "conj" and verb.head is not None and verb.head.is_verb and not verb.kids("aux"):
        return is_passive(verb.head) and verb.tag == "VBN"
    return verb.dep == "advcl" and verb.tag in {"VBN", "VBD"} and not verb.kids("aux")
