"""Clauses and frames in, claims out: for each clause the sense whose slots fit best, and a claim for each pair it asserts.

A frame with more satisfied conditions wins over one with fewer, an earlier over a later (frames are ordered from the
special to the general, as in FrameNet lexical units and VerbNet selectional restrictions).
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphkit.model import UNSTATED, Argument, Claim, Clause, Evidence, Mention, Role, Thing, Value
from graphkit.ontology.frames import Form, Frame, Frames

#: Roles that name a thing; the others keep the document's own words.
_THING_ROLES = {"data", "source", "recipient", "via", "program", "legalBasis"}
_ACTORS = {"Organization", "OrganizationalUnit", "Role", "System", "Program"}


@dataclass(frozen=True, slots=True)
class Fit:
    """A frame that a clause fits, for one object."""

    frame: Frame
    form: Form
    score: int


def match_clause(clause: Clause, frames: Frames, evidence: Evidence, speaker: Thing) -> tuple[Claim, ...]:
    """The claims that one asserted clause makes under the frames; none if no frame fits or nothing is asserted."""
    if not clause.modality:
        return ()
    candidates = _list_candidates(clause, frames)
    claims: list[Claim] = []
    done: set[tuple[str, str]] = set()
    for frame, form in candidates:
        filled = _fill(clause, frame, form)
        if filled is None:
            continue
        subjects, objects, used = filled
        for thing in objects:
            fit = _best(clause, candidates, thing)
            if fit is None or fit.frame is not frame or fit.form is not form:
                continue
            for subject in _pair(clause, subjects, objects, thing):
                key = (subject.thing.label if subject else "", thing.thing.label + str(thing.start))
                if key in done or (subject is not None and subject.thing == thing.thing):
                    continue
                done.add(key)
                claims.append(_make_claim(clause, frame, form, frames, subject, thing, objects, used, evidence, speaker))
    return tuple(claim for claim in claims if claim is not None)


# ---------------------------------------------------------------------------------------------------- choosing a sense


def _list_candidates(clause: Clause, frames: Frames) -> list[tuple[Frame, Form]]:
    if clause.kind == "verb":
        found = list(frames.find("verb", clause.head))
        if " " in clause.head:
            found += [pair for pair in frames.find("verb", clause.head.split()[0]) if pair[1].preposition == clause.head.split()[1]]
        light = [pair for pair in frames.find("light", clause.head.split()[0]) if _holds_light(clause, pair[1])]
        return light if light else found
    return list(frames.find(clause.kind, clause.head))


def _slot(clause: Clause, name: str) -> list[Argument]:
    return [argument for argument in clause.arguments if argument.slot == name]


def _things(arguments: Iterable[Argument]) -> list[Mention]:
    return [mention for argument in arguments for mention in argument.mentions]


def _holds_light(clause: Clause, form: Form) -> bool:
    """'conduct audits of', 'make available', 'have access to': the middle words head the object or the complement."""
    last = form.middle[-1] if form.middle else ""
    carriers = [argument for argument in clause.arguments if argument.slot in {"object", "complement"}]
    for argument in carriers:
        words = argument.words.lower().split()
        heads = {mention.head for mention in argument.mentions} | ({words[-1].strip(",.;")} if words else set())
        if last in heads or (argument.slot == "complement" and last in {word.strip(",.;") for word in words[:3]}):
            return not form.preposition or bool(_light_object(clause, form))
    return False


def _light_object(clause: Clause, form: Form) -> list[Argument]:
    return _slot(clause, f"object {form.preposition}") or _slot(clause, form.preposition)


def _find_slot(clause: Clause, frame: Frame, form: Form, name: str) -> list[Argument]:
    """The arguments that fill a frame's slot, with what the form itself shifts: the object of 'rely on' is its on-phrase."""
    if form.kind == "light" and name == "object":
        if form.preposition:
            return _light_object(clause, form)
        if form.middle and any(form.middle[-1] in {m.head for m in a.mentions} for a in _slot(clause, "object")):
            return _slot(clause, "object of") or _slot(clause, "object for")
        return _slot(clause, "object")
    if form.kind == "verb" and form.preposition and name == "object" and " " not in clause.head:
        own = _slot(clause, form.preposition)
        return own or (_slot(clause, "object") if "voice:passive" in clause.how and form.preposition.split()[0] in clause.head.split() else [])
    direct = _slot(clause, name)
    if direct or name in {"subject", "object", "indirect", "complement"}:
        return direct
    return _slot(clause, f"object {name}")


def _slots_of(frame: Frame, form: Form) -> tuple[str, str]:
    if form.kind == "adjective":
        subject = frame.adjective.get("subject", frame.subject)
        thing = frame.adjective.get("object", frame.object)
        if thing == "object" and form.preposition:
            thing = form.preposition
        return subject, thing
    return frame.subject, frame.object


def _fill(clause: Clause, frame: Frame, form: Form) -> tuple[list[Mention], list[Mention], set[str]] | None:
    """Subjects and objects of the claims, or None where the frame does not fit the clause at all."""
    subject_slot, object_slot = _slots_of(frame, form)
    if form.kind == "verb" and form.preposition and " " not in clause.head and not _find_slot(clause, frame, form, "object"):
        return None
    if form.kind == "adjective" and form.preposition and form.preposition not in {subject_slot, object_slot} and not _slot(clause, form.preposition):
        return None
    if any(not _find_slot(clause, frame, form, slot) for slot in frame.needs):
        return None
    subjects = _things(_find_slot(clause, frame, form, subject_slot))
    objects = _things(_find_slot(clause, frame, form, object_slot))
    if not objects:
        objects = _literal_objects(clause, frame, form, object_slot)
    if not objects:
        return None
    if any(not _fits(frame, slot, _things(_find_slot(clause, frame, form, slot))) for slot in frame.when if slot != object_slot):
        return None
    for slot, kinds in frame.unless.items():
        if slot != object_slot and any(mention.thing.kind in kinds for mention in _things(_find_slot(clause, frame, form, slot))):
            return None
    if clause.kind in {"noun", "agent"} and not subjects:
        return None
    if form.kind == "adjective" and not subjects and subject_slot != "subject":
        return None
    return subjects, objects, {subject_slot, object_slot}


def _literal_objects(clause: Clause, frame: Frame, form: Form, slot: str) -> list[Mention]:
    """A purpose may be a clause ('used to verify …'): then the object is its words."""
    if slot not in {"to-verb", "for", "in support of"}:
        return []
    return [
        Mention(Thing("Literal", argument.words), argument.words, argument.start, argument.end)
        for argument in _find_slot(clause, frame, form, slot)
        if not argument.mentions
    ]


def _fits(frame: Frame, slot: str, mentions: Sequence[Mention]) -> bool:
    if not mentions:
        return slot not in frame.needs
    wanted = frame.when[slot]
    return any(mention.thing.kind in wanted or (frame.loose and mention.thing.kind == "Thing") for mention in mentions)


def _best(clause: Clause, candidates: Sequence[tuple[Frame, Form]], thing: Mention) -> Fit | None:
    """The frame that fits best if `thing` is the object."""
    best: Fit | None = None
    for frame, form in candidates:
        filled = _fill(clause, frame, form)
        if filled is None or thing not in filled[1]:
            continue
        _, object_slot = _slots_of(frame, form)
        kind = thing.thing.kind
        if object_slot in frame.when and kind not in frame.when[object_slot] and not (frame.loose and kind == "Thing"):
            continue
        if kind in frame.unless.get(object_slot, frozenset()):
            continue
        score = len(frame.needs) + sum(1 for slot in frame.when if _find_slot(clause, frame, form, slot)) + (2 if form.preposition or form.middle else 0)
        if best is None or score > best.score:
            best = Fit(frame, form, score)
    return best


# ---------------------------------------------------------------------------------------------------- making the claim


def _pair(clause: Clause, subjects: Sequence[Mention], objects: Sequence[Mention], thing: Mention) -> list[Mention | None]:
    """Every subject with every object, but the n-th with the n-th where the sentence says 'respectively'."""
    if not subjects:
        return [None]
    if "construction:respectively" in clause.how and len(subjects) == len(objects) > 1:
        return [subjects[objects.index(thing)]]
    return list(subjects)


def _make_claim(
    clause: Clause,
    frame: Frame,
    form: Form,
    frames: Frames,
    subject: Mention | None,
    thing: Mention,
    objects: Sequence[Mention],
    used: set[str],
    evidence: Evidence,
    speaker: Thing,
) -> Claim:
    polarity = clause.polarity
    if frame.polarity == "deny":
        polarity = "Denied" if polarity == "Affirmed" else "Affirmed"
    modality = frame.modality or clause.modality
    roles = list(clause.roles)
    if frame.restriction:
        roles.append(Role("restriction", Value(frame.restriction)))
    roles.extend(_read_roles(clause, frame, form, frames, subject, used))
    actor = subject.thing if subject is not None else UNSTATED
    target: Thing | Value = Value(thing.thing.label) if thing.thing.kind == "Literal" else thing.thing
    how = (f"frame:{frame.predicate}/{form.words}", *clause.how, *(subject.how if subject else ()), *thing.how)
    withheld = clause.withheld
    if actor.unresolved or (isinstance(target, Thing) and target.unresolved):
        withheld = withheld or "a reference in it is not resolved"
    return Claim(
        actor, frame.predicate, target, polarity, modality, evidence, clause.speaker or speaker, tuple(dict.fromkeys(roles)), withheld, tuple(dict.fromkeys(how)), clause.confidence
    )


def _read_roles(clause: Clause, frame: Frame, form: Form, frames: Frames, subject: Mention | None, used: set[str]) -> list[Role]:
    roles: list[Role] = []
    taken = used | {form.preposition}
    for argument in clause.arguments:
        slot = argument.slot
        nested = slot.startswith("object ")
        name = slot.removeprefix("object ")
        if slot in used or slot.startswith("subject") or (name in taken and form.preposition == name):
            continue
        if slot == "object number":
            roles.append(Role("quantity", Value(argument.words)))
            continue
        role = frame.roles.get(slot) or (frame.roles.get(name) if nested and not _slot(clause, name) else None)
        if role:
            roles.extend(_fill_role(role, argument, clause, subject))
        elif slot not in {"object", "indirect", "complement", "to-verb"} and (not nested or name not in {"of", "poss", "compound", "for", "to", "in", "on", "with", "from"}):
            roles.extend(_read_default(name, argument, frames, clause, subject))
    return roles


def _read_default(name: str, argument: Argument, frames: Frames, clause: Clause, subject: Mention | None) -> list[Role]:
    phrase = f"{name} {argument.words}".lower()
    fixed = [key for key in frames.defaults if " " in key and phrase.startswith(key) and key != name]
    if fixed:
        role = frames.defaults[max(fixed, key=len)][0].role
        return [Role(role, Value(f"{name} {argument.words}"))]
    kinds = {mention.thing.kind for mention in argument.mentions} or {"Literal"}
    for default in frames.defaults.get(name, ()):
        if not default.kinds or kinds & default.kinds or ("Literal" in default.kinds and kinds & {"Thing", "Literal"}):
            return _fill_role(default.role, argument, clause, subject)
    return []


def _fill_role(role: str, argument: Argument, clause: Clause, subject: Mention | None) -> list[Role]:
    mentions = [mention for mention in argument.mentions if not mention.thing.unresolved]
    if "construction:respectively" in clause.how and subject is not None:
        actors = _things(_slot(clause, "subject"))
        if len(actors) == len(mentions) > 1 and subject in actors:
            mentions = [mentions[actors.index(subject)]]
    if role in _THING_ROLES:
        if mentions:
            return [Role(role, mention.thing) for mention in mentions]
        return []
    prefix = "" if argument.slot in {"for", "to", "object"} else argument.slot.removeprefix("object ") + " "
    return [Role(role, Value((prefix + argument.words).strip(" ,;")))] if argument.words else []
