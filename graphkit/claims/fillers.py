"""A clause in, what fills the slots of a frame in it out, with what each of the frame's forms shifts.

The object of 'rely on' is its on-phrase, that of 'have access to' what the access is to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache

from msgspec import Struct

from graphkit.model import Argument, Clause, Mention
from graphkit.ontology.frames import CORE, Form, Frames, Sense

#: What belongs to a verb as its particle: 'carry out', 'put up'.
_PARTICLES = frozenset({"out", "up", "down", "off", "away", "back", "over"})
_CARRYING = frozenset({"object", "complement"})
#: Roles that a term fills which was read as time: 'kept for 31 days' is until then.
_TERMS = frozenset({"untilEvent", "validUntil"})
_WORD, _HYPHENED, _BEHIND_HEAD = re.compile(r"\w+"), re.compile(r"[\w-]+"), re.compile(r" (?:of|to) ")
_EARLY = 3  # words of a complement, one of which is that of a light form


def list_mentions(arguments: Iterable[Argument]) -> list[Mention]:
    """The mentions of all the arguments, in order."""
    return [mention for argument in arguments for mention in argument.mentions]


class Fillers(Struct, frozen=True):
    """The arguments of a clause by their slots: many senses are tried on it, and each asks for several.

    offered  the slots in which a sense finds something; what hangs on an object need not be told from what hangs on
             the verb
    named    the mentions in each slot that was asked for, listed once
    """

    clause: Clause
    slots: Mapping[str, Sequence[Argument]]
    offered: Set[str]
    named: dict[str, Sequence[Mention]]

    def slot(self, name: str) -> Sequence[Argument]:
        """The arguments in the slot of this very name."""
        return self.slots.get(name, ())

    def find(self, sense: Sense, name: str) -> Sequence[Argument]:
        """The arguments that fill the slot `name` of a sense, with what its form itself shifts."""
        if name == "object" and name in sense.moved:
            form = sense.form
            if form.kind == "light":
                return self._find_light_object(form)
            if " " not in self.clause.head or self.clause.head == form.head:
                return self._find_shifted(form)
        direct = self.slots.get(name, ())
        if direct or name in CORE:
            return direct
        hung = self.slots.get(f"object {name}", ())
        if not hung and name in sense.moved:  # 'gives training to staff *on X*'
            return self.slot(f"to {name}") or self.slot(f"object to {name}")
        return hung

    def find_mentions(self, sense: Sense, name: str) -> Sequence[Mention]:
        """The mentions in what fills the slot `name` of a sense."""
        if name in sense.moved:
            return list_mentions(self.find(sense, name))
        mentions = self.named.get(name)
        if mentions is None:
            mentions = self.named[name] = list_mentions(self.find(sense, name))
        return mentions

    def _find_shifted(self, form: Form) -> Sequence[Argument]:
        """'is relied *on*': where the preposition is part of the head of a passive, the object is the clause's own."""
        passive = "voice:passive" in self.clause.how and form.preposition.split()[0] in self.clause.head.split()
        return self.slot(form.preposition) or (self.slot("object") if passive else ())

    # ------------------------------------------------------------------ light forms

    def list_light(self, frames: Frames, verb: str) -> list[Sense]:
        """The senses of a verb's light forms whose middle words the clause has: 'conduct audits of', 'make available'.

        Most are told not to fit by the words that can carry the last of them, before anything is compared.
        """
        light = frames.light[verb]
        near = {place: sense for word in light.keys() & self._list_carrying() for place, sense in light[word]}
        return [near[place] for place in sorted(near) if self._holds_light(near[place].form)]

    def _list_carrying(self) -> set[str]:
        """The words of the clause in which a light form may have its middle words."""
        words: set[str] = set()
        for argument in self.clause.arguments:
            if argument.slot == "subject":
                continue  # none has them there
            for mention in argument.mentions:
                words.add(mention.head)
                words.update(_list_last(mention.thing.label, mention.thing.kind))
            if argument.slot == "object":
                words.update(_WORD.findall(_read_before(argument).lower()))
            elif argument.slot == "complement":
                words.update(_WORD.findall(" ".join(argument.words.lower().split()[:_EARLY])))
            elif " " in argument.slot:
                words.update(argument.slot.split())
        return words

    def is_own_object(self, form: Form) -> bool:
        """Whether what a light form is about is its own noun ('keeps a record'), not what stands behind it."""
        return bool(form.preposition and not self._find_behind(form) and self._find_itself(form))

    def _holds_light(self, form: Form) -> bool:
        """'conduct audits of', 'make available', 'have access to': the middle words head the object or complement."""
        last = form.middle[-1] if form.middle else ""
        prefix = form.middle[0] if len(form.middle) > 1 else ""
        if not self._keeps_particle(form):
            return False
        if form.preposition and form.behind in self.slots:
            return True
        made = "complement" in self.slots
        for argument in self.clause.arguments:
            if made and argument.slot == "object":
                continue  # 'copies of X are made *available*': nobody makes a copy of X
            if argument.slot not in _CARRYING and not (prefix and argument.slot in {prefix, f"object {prefix}"}):
                continue
            if prefix and argument.slot.split()[-1] != prefix and not self._says(form.middle[:-1], argument):
                continue  # 'keeps the number of X' keeps no records on it
            if argument.slot == "object" and _sees_through(argument, form):
                return True
            words = argument.words.lower().split()[:_EARLY] if argument.slot == "complement" else ()
            whole = " ".join(form.middle)  # 'memoranda of understanding', read as one name
            headed = any(
                mention.head in (last, whole) or last in _list_last(mention.thing.label, mention.thing.kind)
                for mention in argument.mentions
            )
            if headed or last in [word.strip(",.;") for word in words]:
                return not form.preposition or bool(self._find_behind(form) or self._find_itself(form))
        return False

    def _says(self, words: Sequence[str], argument: Argument) -> bool:
        """Whether all of the words are the verb's or the argument's."""
        said = {*self.clause.head.split(), *_HYPHENED.findall(argument.words.lower())}
        return said.issuperset(word.lower() for word in words)

    def _keeps_particle(self, form: Form) -> bool:
        """'takes out X' is not 'takes a picture of X', and 'gives details of X' not 'gives out details of X'."""
        first = form.middle[0] if form.middle else ""
        particles = self.clause.head.split()[1:]
        if particles:
            return first == particles[0]
        return first not in _PARTICLES or any(slot.split()[0] == first for slot in self.slots)

    def _find_light_object(self, form: Form) -> Sequence[Argument]:
        if form.preposition:
            return self._find_behind(form) or self._find_itself(form)
        own = self.slot("object")
        if any(form.carrier in {mention.head for mention in argument.mentions} for argument in own):
            return self.slot("object of") or self.slot("object for") or self.slot("for")
        return own

    def _find_itself(self, form: Form) -> Sequence[Argument]:
        """'make a new submission': what is submitted is the submission."""
        return [
            argument
            for argument in self.slot("object")
            if any(
                mention.head == form.middle[-1] and mention.thing.kind in {"DataCategory", "Document"}
                for mention in argument.mentions
            )
        ]

    def _find_behind(self, form: Form) -> Sequence[Argument]:
        """What stands behind a light form: 'access to *X*', 'copies of *X*'."""
        behind = self.slot(form.behind) or self.slot(f"object {form.preposition}")
        if form.middle:  # 'conducts much of its *collection*': the collection is not what is collected
            behind = [each for each in behind if form.middle[-1] not in {mention.head for mention in each.mentions}]
        if not behind and form.middle:
            behind = self.slot(f"{form.middle[0]} {form.preposition}") or self.slot(f"complement {form.preposition}")
        behind = behind or self.slot(form.preposition)
        return behind or [argument for argument in self.slot("object") if _sees_through(argument, form)]


def read_fillers(clause: Clause) -> Fillers:
    """A clause with its arguments by their slots, each in order of the words."""
    slots: dict[str, list[Argument]] = {}
    for argument in clause.arguments:
        slots.setdefault(argument.slot, []).append(argument)
    offered = _list_offered(tuple(slots))
    for role in clause.roles:
        if role.name in _TERMS:
            offered |= {"until"}
    return Fillers(clause, slots, offered, {})


@lru_cache(maxsize=8192)
def _list_offered(slots: tuple[str, ...]) -> frozenset[str]:
    """The slots in which a sense finds something where these are filled."""
    return frozenset({slot.removeprefix("object ") for slot in slots} - CORE).union(slots)


@lru_cache(maxsize=8192)
def _list_last(label: str, kind: str) -> list[str]:
    """The last two words of a label, of one with an of-phrase ('overview of oversight') those before it.

    Of what can be read only the last: 'completes a certification form' completes no certification.
    """
    words = _BEHIND_HEAD.split(label.lower(), 1)[0].split()
    return words[-1:] if kind == "Document" else words[-2:]


def _read_before(argument: Argument) -> str:
    """The words before all that an object names: of 'copies of X', where the object was read through the copies."""
    if not argument.mentions:
        return argument.words
    return argument.words[: min([mention.start for mention in argument.mentions]) - argument.start]


def _sees_through(argument: Argument, form: Form) -> bool:
    """'has copies of X', where the object was read through the copies: X is what the form is about."""
    words = argument.words.lower()
    if not form.preposition or not form.middle or form.stem not in words or f" {form.preposition}" not in words:
        return False
    through = rf"\b{re.escape(form.stem)}(?:y|ies|s|es)?\s+{re.escape(form.preposition)}\b"
    found = re.search(through, argument.words, re.I)
    return found is not None and all(mention.start >= argument.start + found.end() for mention in argument.mentions)
