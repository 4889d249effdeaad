"""What fills the slots of a clause and a frame in, the pairs of subject and object that the frame reads there out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphkit.claims.conditions import is_known, suits
from graphkit.claims.fillers import Fillers, list_mentions, name_slots
from graphkit.model import Clause, Mention, Thing
from graphkit.ontology.frames import Form, Frame, Frames
from graphkit.ontology.terms import load_terms

#: The slot of those named after the first: 'A and B met' is A meets B.
_OTHERS = "others"
#: Steps of nouns of which the sentence says that what they name is done.
_UNDER_WAY = frozenset({"construction:event", "construction:underway"})
#: Kinds of things that do nothing: data, rules and what can be done are the subjects of no deed.
_INERT = frozenset({"DataCategory", "Policy", "Capability"})
_KEEPING = frozenset({"retains", "stores", "holds"})
#: Slots that a clause may fill, which is then an object by its words: a purpose, or what is asked.
_WORDED = frozenset({"content", "question", "for", "from", "in support of"})


@dataclass(frozen=True, slots=True)
class Fit:
    """A frame that a clause fits, with the subject and object of the claim it makes; `rank` orders rival readings."""

    frame: Frame
    form: Form
    rank: tuple[bool, int, int]
    subject: Mention | None
    object: Mention
    used: frozenset[str]

    @property
    def is_certain(self) -> bool:
        """Whether the kinds of subject and object, where the frame wants some, are known to be those."""
        subject_slot, object_slot = name_slots(self.frame, self.form)
        pairs = ((subject_slot, self.subject), (object_slot, self.object))
        return self.frame.loose or all(
            mention is None
            or slot not in self.frame.when
            or mention.thing.kind == "Literal"
            or is_known(self.frame, slot, mention)
            for slot, mention in pairs
        )


def list_fits(fillers: Fillers, frames: Frames) -> list[Fit]:
    """Every fit of a clause under the frames that its head evokes; a light form is preferred to the bare verb."""
    clause = fillers.clause
    if clause.kind != "verb":
        return _try_forms(fillers, frames.find(clause.kind, clause.head))
    verb, *behind = clause.head.split()
    plain = frames.find("verb", clause.head)
    if behind:
        plain += tuple(pair for pair in frames.find("verb", verb) if pair[1].preposition == behind[0])
    light = _try_forms(fillers, fillers.list_light(frames, verb))
    if not light:
        return _try_forms(fillers, plain)
    apart = [fit for fit in light if not fillers.is_own_object(fit.form)]
    if "voice:passive" in clause.how and all(fit.frame.predicate in _KEEPING and fit.form.preposition for fit in light):
        apart = []  # 'a record of X is kept': the record is
    return apart or _try_forms(fillers, plain) or light  # 'keeps the record': the record is kept


def _try_forms(fillers: Fillers, forms: Sequence[tuple[Frame, Form]]) -> list[Fit]:
    return [fit for frame, form in forms for fit in _try_form(fillers, frame, form)]


def _try_form(fillers: Fillers, frame: Frame, form: Form) -> Sequence[Fit]:
    """Every pair of subject and object that the frame reads out of the clause; none where its conditions fail."""
    if not _may_fit(fillers, frame, form):
        return ()
    subject_slot, object_slot = name_slots(frame, form)
    subjects = list_mentions(fillers.find(frame, form, subject_slot))
    if object_slot == _OTHERS:
        return _list_mutual(fillers, frame, form, subjects)
    objects = list_mentions(fillers.find(frame, form, object_slot))
    objects = objects or _list_literals(fillers, frame, form, object_slot)
    if not objects or not (subjects or _may_be_unstated(subject_slot, fillers.clause)):
        return ()
    used = frozenset({subject_slot, object_slot})
    if not _suits_all(fillers, frame, form, used):
        return ()
    pairs = list(_list_pairs(fillers.clause, frame, subjects, objects, subject_slot, object_slot))
    rank = _rank(fillers, frame, form) if pairs else (False, 0, 0)
    return [Fit(frame, form, rank, subject, thing, used) for subject, thing in pairs]


def _may_fit(fillers: Fillers, frame: Frame, form: Form) -> bool:
    """Whether what a form and its frame ask for stands in the clause, and nothing that they must not have."""
    if frame.denied and fillers.clause.polarity != "Denied":
        return False
    for slot in frame.needs:
        if not _is_filled(fillers, frame, form, slot):
            return False
    if form.preposition and not _has_preposition(fillers, frame, form):
        return False
    return not any(fillers.find(frame, form, slot) for slot in frame.without)


def _is_filled(fillers: Fillers, frame: Frame, form: Form, slot: str) -> bool:
    """Whether a slot is filled; "until" also by a term that was read as time: 'kept for 31 days'."""
    if fillers.find(frame, form, slot):
        return True
    return slot == "until" and any(role.name in {"untilEvent", "validUntil"} for role in fillers.clause.roles)


def _has_preposition(fillers: Fillers, frame: Frame, form: Form) -> bool:
    """'match X against Y' has its object: the form "match against" is for 'match against Y'."""
    if form.kind == "verb" and " " not in fillers.clause.head:
        return not fillers.slot("object") and bool(fillers.find(frame, form, "object"))
    if form.kind == "adjective" and form.preposition not in name_slots(frame, form):
        return bool(fillers.slot(form.preposition))
    return True


def _may_be_unstated(slot: str, clause: Clause) -> bool:
    """Only who acts may be left unstated."""
    acting = clause.kind == "verb" or not _UNDER_WAY.isdisjoint(clause.how)
    return slot == "unstated" or (slot == "subject" and acting)


def _suits_all(fillers: Fillers, frame: Frame, form: Form, used: frozenset[str]) -> bool:
    """Whether what fills the slots beside subject and object is of the kinds that the frame wants there."""
    for slot in (*frame.when, *frame.unless):
        if slot not in used and not suits(frame, slot, list_mentions(fillers.find(frame, form, slot))):
            return False
    return True


def _rank(fillers: Fillers, frame: Frame, form: Form) -> tuple[bool, int, int]:
    """A user's frame before the ontology's, then the one of more conditions and words, then the earlier."""
    certain = sum(
        any(is_known(frame, slot, mention) for mention in list_mentions(fillers.find(frame, form, slot)))
        for slot in frame.when
    )
    telling = [slot for slot in frame.needs if slot not in {"subject", "object"}]
    words = 2 + max(len(form.middle) - 1, 0) if form.preposition or form.middle else 0
    return frame.own, certain + len(frame.needs) + 2 * len(telling) + words, -frame.order


def _list_pairs(
    clause: Clause,
    frame: Frame,
    subjects: Sequence[Mention],
    objects: Sequence[Mention],
    subject_slot: str,
    object_slot: str,
) -> Iterator[tuple[Mention | None, Mention]]:
    """Each subject, or None where none is named, with each object, where the frame wants both."""
    fitting = [thing for thing in objects if suits(frame, object_slot, [thing])]
    likened = any(thing.thing.kind != "Thing" for thing in fitting)
    for thing in objects:
        if not (likened and thing.thing.kind == "Thing" and not thing.thing.unresolved) and thing not in fitting:
            continue  # 'the name, the *grade* and the address': what stands in a list with data is data
        for subject in _list_partners(clause, subjects, objects, thing):
            if subject is None:
                yield None, thing
            elif (subject.thing != thing.thing or frame.cognate) and _may_act(frame, subject_slot, subject):
                yield subject, thing


def _list_partners(
    clause: Clause, subjects: Sequence[Mention], objects: Sequence[Mention], thing: Mention
) -> Sequence[Mention | None]:
    """Every subject with every object, but the n-th with the n-th where the sentence says 'respectively'."""
    if "construction:respectively" in clause.how and len(subjects) == len(objects) > 1:
        return [subjects[objects.index(thing)]]
    return subjects or [None]


def _may_act(frame: Frame, slot: str, actor: Mention) -> bool:
    """Whether a thing may be the subject of a frame: data and rules do nothing, unless the frame says that they do."""
    if not suits(frame, slot, [actor]):
        return False
    kind = actor.thing.kind
    return kind not in _INERT or kind in frame.when.get(slot, ()) or frame.predicate not in load_terms().deeds


def _list_mutual(fillers: Fillers, frame: Frame, form: Form, parties: Sequence[Mention]) -> Sequence[Fit]:
    """'A, B and C have an agreement': the first with each of the others."""
    slot = frame.subject
    used = frozenset({slot})
    kept = [mention for mention in parties if suits(frame, slot, [mention])]
    if not _suits_all(fillers, frame, form, used):
        return ()
    rank = (frame.own, len(frame.needs) + len(frame.when), -frame.order)
    return [Fit(frame, form, rank, kept[0], other, used) for other in kept[1:] if other.thing != kept[0].thing]


def _list_literals(fillers: Fillers, frame: Frame, form: Form, slot: str) -> list[Mention]:
    """A purpose or what is asked may be a clause ('used to verify …'): then the object is its words."""
    clausal = form.kind == "light" and form.preposition and slot == "object"  # 'has no knowledge of whether X'
    if not clausal and slot not in _WORDED and not slot.endswith("to-verb"):
        return []
    return [
        Mention(Thing("Literal", argument.words), argument.words, argument.start, argument.end)
        for argument in fillers.find(frame, form, slot)
        if not argument.mentions
    ]
