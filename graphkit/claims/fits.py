"""What fills the slots of a clause and a frame in, the pairs of subject and object that the frame reads there out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from graphkit.claims.conditions import is_headed, is_kind_open, is_known, list_admitted, suits
from graphkit.claims.fillers import Fillers
from graphkit.model import Clause, Mention, Thing
from graphkit.ontology.frames import OTHERS, Form, Frame, Frames, Sense
from graphkit.ontology.terms import load_terms

#: Steps of nouns of which the sentence says that what they name is done.
_UNDER_WAY = frozenset({"construction:event", "construction:underway"})
#: Kinds of things that do nothing: data, rules and what can be done are the subjects of no deed.
_INERT = frozenset({"DataCategory", "Policy", "Capability"})
#: Kinds of things that are no party to anything.
_NO_PARTY = _INERT | {"Document", "Activity"}
_WORD = re.compile(r"\w+")
_KEEPING = frozenset({"retains", "stores", "holds"})
#: Slots that a clause may fill, which is then an object by its words: a purpose, or what is asked.
_WORDED = frozenset({"content", "question", "for", "from", "in support of"})


class Fit(Struct, frozen=True):
    """A sense that a clause fits, with the subject and object of the claim it makes."""

    sense: Sense
    subject: Mention | None
    object: Mention

    @property
    def frame(self) -> Frame:
        return self.sense.frame

    @property
    def form(self) -> Form:
        return self.sense.form

    @property
    def is_certain(self) -> bool:
        """Whether the kinds of subject and object, where the frame wants some, are known to be those."""
        frame = self.sense.frame
        if frame.loose or not frame.when:
            return True
        subject = _is_certain(frame, self.sense.subject, self.subject)
        return subject and _is_certain(frame, self.sense.object, self.object)


def _is_certain(frame: Frame, slot: str, mention: Mention | None) -> bool:
    if mention is None or slot not in frame.when or mention.thing.kind == "Literal":
        return True
    return is_known(frame, slot, mention)


def list_fits(fillers: Fillers, frames: Frames) -> list[Fit]:
    """Every fit of a clause under the senses that its head has; a light form is preferred to the bare verb."""
    clause = fillers.clause
    if clause.kind != "verb":
        return _try_senses(fillers, frames.list_senses(clause.kind, clause.head))
    verb, _, behind = clause.head.partition(" ")
    plain = frames.list_senses("verb", clause.head)
    if behind:
        particle = behind.split()[0]
        plain += tuple(each for each in frames.list_senses("verb", verb) if each.form.preposition == particle)
    light = _try_senses(fillers, fillers.list_light(frames, verb)) if verb in frames.light else []
    if not light:
        return _try_senses(fillers, plain)
    apart = [fit for fit in light if not fillers.is_own_object(fit.form)]
    if "voice:passive" in clause.how and all(fit.frame.predicate in _KEEPING and fit.form.preposition for fit in light):
        apart = []  # 'a record of X is kept': the record is
    return apart or _try_senses(fillers, plain) or light  # 'keeps the record': the record is kept


def _try_senses(fillers: Fillers, senses: Sequence[Sense]) -> list[Fit]:
    fits: list[Fit] = []
    for sense in senses:
        if sense.asks <= fillers.offered and (not sense.bound or _may_fit(fillers, sense)):
            fits += _try_sense(fillers, sense)
    return fits


def _may_fit(fillers: Fillers, sense: Sense) -> bool:
    """Whether what a sense seeks in several places stands in the clause, and nothing that it must not have."""
    frame = sense.frame
    if frame.only and not _is_meant(frame, fillers.clause):
        return False
    if sense.sought and not all(fillers.find(sense, slot) for slot in sense.sought):
        return False
    if sense.form.preposition and not _has_preposition(fillers, sense):
        return False
    return not (frame.without and any(fillers.find(sense, slot) for slot in frame.without))


def _is_meant(frame: Frame, clause: Clause) -> bool:
    """Whether a clause is denied, affirmed, active or past, as the frame wants it."""
    if frame.only == "active":
        return "voice:passive" not in clause.how
    return clause.past if frame.only == "past" else clause.polarity.lower() == frame.only


def _has_preposition(fillers: Fillers, sense: Sense) -> bool:
    """'match X against Y' has its object: the form "match against" is for 'match against Y'."""
    form = sense.form
    if form.kind == "verb" and " " not in fillers.clause.head:
        return not fillers.slot("object") and bool(fillers.find(sense, "object"))
    if form.kind == "adjective" and form.preposition not in sense.used:
        return bool(fillers.slot(form.preposition))
    return True


def _try_sense(fillers: Fillers, sense: Sense) -> Sequence[Fit]:
    """Every pair of subject and object that a sense reads out of the clause; none where its conditions fail."""
    if sense.object == OTHERS:
        return _list_mutual(fillers, sense, fillers.find_mentions(sense, sense.subject))
    objects = fillers.find_mentions(sense, sense.object) or _list_literals(fillers, sense)
    things = _list_fitting(sense, objects)
    if not things:
        return ()
    subjects = fillers.find_mentions(sense, sense.subject)
    if not subjects and not _may_be_unstated(sense.subject, fillers.clause):
        return ()
    pairs = _list_pairs(fillers.clause, sense, subjects, objects, things)
    if not pairs or (sense.beside and not _suits_beside(fillers, sense)):
        return ()
    return [Fit(sense, subject, thing) for subject, thing in pairs]


def _may_be_unstated(slot: str, clause: Clause) -> bool:
    """Only who acts may be left unstated."""
    acting = clause.kind == "verb" or not _UNDER_WAY.isdisjoint(clause.how)
    return slot == "unstated" or (slot == "subject" and acting)


def _suits_beside(fillers: Fillers, sense: Sense) -> bool:
    """Whether what fills the slots beside subject and object is of the kinds that the frame wants there."""
    return all(_suits_slot(fillers, sense, slot) for slot in sense.beside)


def _suits_slot(fillers: Fillers, sense: Sense, slot: str) -> bool:
    """Whether what fills a slot is of a kind that the frame wants, or says one of the words that alone it wants there.

    'makes X *available*' shares it; 'makes X *private*', a quality and no thing, does not. Nor does who keeps it
    *secret* store it.
    """
    mentions, wanted = fillers.find_mentions(sense, slot), sense.frame.when.get(slot)
    excluded = sense.frame.unless.get(slot, frozenset())
    if mentions or ((wanted is None or is_kind_open(wanted)) and not excluded):
        return suits(sense.frame, slot, mentions)
    said = {word for argument in fillers.find(sense, slot) for word in _WORD.findall(argument.words.lower())}
    if not excluded.isdisjoint(said):
        return False
    return wanted is None or is_kind_open(wanted) or not said or not wanted.isdisjoint(said)


def rank_sense(fillers: Fillers, sense: Sense) -> tuple[bool, int, int]:
    """A user's frame before the ontology's, then the one of more conditions and words, then the earlier."""
    frame, form = sense.frame, sense.form
    if sense.object == OTHERS:
        return frame.own, len(frame.needs) + len(frame.when), -frame.order
    certain = 0
    for slot in frame.when:
        certain += any(is_known(frame, slot, mention) for mention in fillers.find_mentions(sense, slot))
    telling = [slot for slot in frame.needs if slot not in {"subject", "object"}]
    words = 2 + max(len(form.middle) - 1, 0) if form.preposition or form.middle else 0
    return frame.own, certain + len(frame.needs) + 2 * len(telling) + words, -frame.order


def _list_fitting(sense: Sense, objects: Sequence[Mention]) -> Sequence[Mention]:
    """The objects that the frame wants: 'the name, the *grade* and the address', what is listed with data is data.

    Whom something belongs or is given to is no law and no document.
    """
    fitting = list_admitted(sense.frame, sense.object, objects)
    if sense.frame.predicate in load_terms().parties:
        return [thing for thing in fitting if thing.thing.kind not in _NO_PARTY]
    if not fitting or len(fitting) == len(objects) or all(thing.thing.kind == "Thing" for thing in fitting):
        return fitting
    return [one for one in objects if one in fitting or (one.thing.kind == "Thing" and not one.thing.unresolved)]


def _list_pairs(
    clause: Clause, sense: Sense, subjects: Sequence[Mention], objects: Sequence[Mention], things: Sequence[Mention]
) -> Sequence[tuple[Mention | None, Mention]]:
    """Each subject, or None where none is named, with each of the fitting objects, where the frame wants both."""
    if not subjects:
        return [(None, thing) for thing in things]
    actors = _list_actors(sense.frame, sense.subject, subjects)
    pairs = [(actor, thing) for thing in things for actor in actors]
    if "construction:respectively" in clause.how and len(subjects) == len(objects) > 1:  # the n-th with the n-th
        pairs = [(one, thing) for one, thing in pairs if one is subjects[objects.index(thing)]]
    return [(one, thing) for one, thing in pairs if one.thing != thing.thing or sense.frame.cognate]


def _list_actors(frame: Frame, slot: str, subjects: Sequence[Mention]) -> Sequence[Mention]:
    """What may be the subject of a frame: data and rules do nothing, unless the frame says that they do."""
    admitted = list_admitted(frame, slot, subjects)
    if frame.predicate not in load_terms().deeds:
        return admitted
    acting = frame.when.get(slot, frozenset())  # a kind, or a word: 'the *match* uses X'
    able = [actor for actor in admitted if actor.thing.kind not in _INERT or actor.thing.kind in acting]
    return able or [actor for actor in admitted if is_headed(actor, acting)]


def _list_mutual(fillers: Fillers, sense: Sense, parties: Sequence[Mention]) -> Sequence[Fit]:
    """'A, B and C have an agreement': the first with each of the others."""
    kept = list_admitted(sense.frame, sense.subject, parties)
    if len(kept) < 2 or not _suits_beside(fillers, sense):
        return ()
    return [Fit(sense, kept[0], other) for other in kept[1:] if other.thing != kept[0].thing]


def _list_literals(fillers: Fillers, sense: Sense) -> list[Mention]:
    """A purpose or what is asked may be a clause ('used to verify …'): then the object is its words."""
    form, slot = sense.form, sense.object
    clausal = form.kind == "light" and form.preposition and slot == "object"  # 'has no knowledge of whether X'
    if not clausal and slot not in _WORDED and not slot.endswith("to-verb"):
        return []
    return [
        Mention(Thing("Literal", argument.words), argument.words, argument.start, argument.end)
        for argument in fillers.find(sense, slot)
        if not argument.mentions and not (sense.frame.predicate == "usedFor" and _is_quality(argument.words))
    ]


def _is_quality(words: str) -> bool:
    """'meant *to be public*': how a thing is to be is nothing that it is used for; 'to be sent abroad' may be."""
    return words.lower().startswith("to be ")
