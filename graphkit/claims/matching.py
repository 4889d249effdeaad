"""Clauses and frames in, claims out: for each clause the sense whose slots fit best, and a claim for each pair it asserts.

A frame with more satisfied conditions wins over one with fewer, an earlier over a later (frames are ordered from the
special to the general, as in FrameNet lexical units and VerbNet selectional restrictions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphkit.errors import OntologyError
from graphkit.model import UNSTATED, Argument, Claim, Clause, Evidence, Mention, Role, Thing, Value
from graphkit.ontology.frames import Form, Frame, Frames

#: Roles that name a thing; the others keep the document's own words.
_THING_ROLES = {"data", "source", "recipient", "via", "program", "legalBasis"}
_ACTORS = {"Organization", "OrganizationalUnit", "Role", "System", "Program"}


@dataclass(frozen=True, slots=True)
class Openness:
    """What the claims of each predicate may leave open (ontology/cues/claims.yaml).

    agentless  predicates that a participle without an agent still claims; unstated: that a finite clause without one does
    kinds      predicates whose slots things of unknown kind may fill
    """

    agentless: frozenset[str] = frozenset()
    unstated: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


def read_openness(cues: Mapping[str, Any]) -> Openness:
    """The cue file `claims`. Raises OntologyError if one of its lists is missing."""
    lists = cues.get("claims", {})
    for name in ("agentless", "unstated", "open"):
        if not isinstance(lists.get(name), list):
            raise OntologyError(f"ontology/cues/claims.yaml:1: the list {name!r} is missing")
    return Openness(frozenset(lists["agentless"]), frozenset(lists["unstated"]), frozenset(lists["open"]))


@dataclass(frozen=True, slots=True)
class Fit:
    """A frame that a clause fits, with the subject and object of the claim it makes; `rank` orders rival readings."""

    frame: Frame
    form: Form
    rank: tuple[int, int]
    subject: Mention | None
    object: Mention
    used: frozenset[str]


def match_clause(
    clause: Clause, frames: Frames, evidence: Evidence, speaker: Thing, openness: Openness
) -> tuple[Claim, ...]:
    """The claims that one asserted clause makes under the frames; none if no frame fits or nothing is asserted.

    openness  what the claims of each predicate may leave open
    """
    if not clause.modality:
        return ()
    best: dict[frozenset[tuple[int, str]], Fit] = {}
    candidates = _list_candidates(clause, frames)
    for frame, form in candidates:
        for fit in _list_fits(clause, frame, form):
            if frame.predicate not in openness.kinds and not _is_certain(fit):
                continue
            key = frozenset(
                (mention.start, mention.thing.label) for mention in (fit.subject, fit.object) if mention is not None
            )
            if key not in best or fit.rank > best[key].rank:
                best[key] = fit
    fits = _drop_weak(clause, list(best.values()), openness)
    claims = [_make_claim(clause, fit, frames, evidence, speaker) for fit in fits]
    return (*claims, *_find_bases(clause, claims))


def _find_bases(clause: Clause, claims: Sequence[Claim]) -> list[Claim]:
    """What is done in accordance with a policy is governed by it: who does it, or in the passive what it is done to."""
    found: dict[tuple[Thing, Thing], Claim] = {}
    for claim in claims:
        bound = (
            claim.object
            if "voice:passive" in clause.how and isinstance(claim.object, Thing) and claim.subject == UNSTATED
            else claim.subject
        )
        for role in claim.roles:
            if (
                role.name == "legalBasis"
                and isinstance(role.value, Thing)
                and role.value.kind in {"Policy", "Document"}
                and bound not in (UNSTATED, role.value)
            ):
                if claim.polarity == "Affirmed" and claim.predicate != "governedBy":
                    how = (*claim.how, "construction:basis")
                    found[bound, role.value] = replace(
                        claim, subject=bound, predicate="governedBy", object=role.value, roles=(), how=how
                    )
    return list(found.values())


def _is_certain(fit: Fit) -> bool:
    """Whether the kinds of subject and object, where the frame wants some, are known to be those."""
    subject_slot, object_slot = _slots_of(fit.frame, fit.form)
    pairs = ((subject_slot, fit.subject), (object_slot, fit.object))
    return fit.frame.loose or all(
        mention is None
        or slot not in fit.frame.when
        or mention.thing.kind == "Literal"
        or _is_known(fit.frame, slot, mention)
        for slot, mention in pairs
    )


def _drop_weak(clause: Clause, fits: list[Fit], openness: Openness) -> list[Fit]:
    """Where one reading tells who acts, those that do not are left out; a bare participle must say where data goes."""
    stated = [fit for fit in fits if fit.subject is not None]
    if stated:
        return stated
    if {"construction:participle", "construction:event"} & set(clause.how):
        return [fit for fit in fits if fit.frame.predicate in openness.agentless]
    return [fit for fit in fits if fit.frame.predicate in openness.unstated]


# ---------------------------------------------------------------------------------------------------- choosing a sense


def _list_candidates(clause: Clause, frames: Frames) -> list[tuple[Frame, Form]]:
    if clause.kind == "verb":
        found = list(frames.find("verb", clause.head))
        if " " in clause.head:
            found += [
                pair
                for pair in frames.find("verb", clause.head.split()[0])
                if pair[1].preposition == clause.head.split()[1]
            ]
        light = [pair for pair in frames.find("light", clause.head.split()[0]) if _holds_light(clause, pair[1])]
        return light if any(_list_fits(clause, frame, form) for frame, form in light) else found
    return list(frames.find(clause.kind, clause.head))


def _slot(clause: Clause, name: str) -> list[Argument]:
    return [argument for argument in clause.arguments if argument.slot == name]


def _things(arguments: Iterable[Argument]) -> list[Mention]:
    return [mention for argument in arguments for mention in argument.mentions]


def _holds_light(clause: Clause, form: Form) -> bool:
    """'conduct audits of', 'make available', 'have access to': the middle words head the object or the complement."""
    last = form.middle[-1] if form.middle else ""
    prefix = form.middle[0] if len(form.middle) > 1 else ""
    carriers = [
        argument
        for argument in clause.arguments
        if argument.slot in {"object", "complement"} or (prefix and argument.slot == prefix)
    ]
    for argument in carriers:
        words = argument.words.lower().split()
        if argument.slot == "object" and _sees_through(argument, form):
            return True
        heads = {mention.head for mention in argument.mentions} | {
            word for mention in argument.mentions for word in mention.thing.label.lower().split()[-2:]
        }
        if last in heads or (argument.slot == "complement" and last in {word.strip(",.;") for word in words[:3]}):
            return not form.preposition or bool(_light_object(clause, form) or _light_itself(clause, form))
    return False


def _light_itself(clause: Clause, form: Form) -> list[Argument]:
    """'make a new submission': what is submitted is the submission."""
    return [
        argument
        for argument in _slot(clause, "object")
        if any(
            mention.head == form.middle[-1] and mention.thing.kind in {"DataCategory", "Document"}
            for mention in argument.mentions
        )
    ]


def _light_object(clause: Clause, form: Form) -> list[Argument]:
    direct = _slot(clause, f"object {form.preposition}") or (
        _slot(clause, f"{form.middle[0]} {form.preposition}") if form.middle else []
    )
    if direct or _slot(clause, form.preposition):
        return direct or _slot(clause, form.preposition)
    return [argument for argument in _slot(clause, "object") if _sees_through(argument, form)]


def _sees_through(argument: Argument, form: Form) -> bool:
    """'has copies of X', where the object was read through the copies: X is what the form is about."""
    if not form.preposition or not form.middle:
        return False
    stem = form.middle[-1].removesuffix("y")
    found = re.search(rf"\b{re.escape(stem)}(?:y|ies|s|es)?\s+{re.escape(form.preposition)}\b", argument.words, re.I)
    return found is not None and all(mention.start >= argument.start + found.end() for mention in argument.mentions)


def _find_slot(clause: Clause, frame: Frame, form: Form, name: str) -> list[Argument]:
    """The arguments that fill a frame's slot, with what the form itself shifts: the object of 'rely on' is its on-phrase."""
    if form.kind == "light" and name == "object":
        if form.preposition:
            return _light_object(clause, form) or _light_itself(clause, form)
        if form.middle and any(form.middle[-1] in {m.head for m in a.mentions} for a in _slot(clause, "object")):
            return _slot(clause, "object of") or _slot(clause, "object for") or _slot(clause, "for")
        return _slot(clause, "object")
    if form.kind == "verb" and form.preposition and name == "object" and " " not in clause.head:
        own = _slot(clause, form.preposition)
        return own or (
            _slot(clause, "object")
            if "voice:passive" in clause.how and form.preposition.split()[0] in clause.head.split()
            else []
        )
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


def _list_fits(clause: Clause, frame: Frame, form: Form) -> list[Fit]:
    """Every pair of subject and object that the frame reads out of the clause."""
    subject_slot, object_slot = _slots_of(frame, form)
    if (
        form.kind == "verb"
        and form.preposition
        and " " not in clause.head
        and (_slot(clause, "object") or not _find_slot(clause, frame, form, "object"))
    ):
        return []  # 'match X against Y' has its object: the form "match against" is for 'match against Y'
    if (
        form.kind == "adjective"
        and form.preposition
        and form.preposition not in {subject_slot, object_slot}
        and not _slot(clause, form.preposition)
    ):
        return []
    if any(not _find_slot(clause, frame, form, slot) for slot in frame.needs):
        return []
    subjects = _things(_find_slot(clause, frame, form, subject_slot))
    objects = _things(_find_slot(clause, frame, form, object_slot)) or _literal_objects(
        clause, frame, form, object_slot
    )
    if not objects or (
        not subjects
        and subject_slot != "unstated"
        and (subject_slot != "subject" or (clause.kind != "verb" and "construction:event" not in clause.how))
    ):
        return []  # only who acts may be left unstated
    others = {slot for slot in (*frame.when, *frame.unless) if slot not in {subject_slot, object_slot}}
    if any(not _suits(frame, slot, _things(_find_slot(clause, frame, form, slot))) for slot in sorted(others)):
        return []
    telling = [slot for slot in frame.needs if slot not in {"subject", "object"}]
    known = sum(
        1
        for slot in frame.when
        if any(_is_known(frame, slot, mention) for mention in _things(_find_slot(clause, frame, form, slot)))
    )
    conditions = known + len(frame.needs) + 2 * len(telling)
    rank = (conditions + (2 if form.preposition or form.middle else 0), -frame.order)
    fits = []
    for thing in objects:
        if not _suits(frame, object_slot, [thing]):
            continue
        for subject in _pair(clause, subjects, objects, thing):
            if subject is not None and (subject.thing == thing.thing or not _suits(frame, subject_slot, [subject])):
                continue
            fits.append(Fit(frame, form, rank, subject, thing, frozenset({subject_slot, object_slot})))
    return fits


def _is_known(frame: Frame, slot: str, mention: Mention) -> bool:
    return mention.thing.kind in frame.when[slot] or mention.head in frame.when[slot]


def _suits(frame: Frame, slot: str, mentions: Sequence[Mention]) -> bool:
    """Whether the kinds of what fills a slot are those that the frame wants, and none that it excludes."""
    if not mentions:
        return True
    wanted, excluded = frame.when.get(slot), frame.unless.get(slot, frozenset())
    kinds = [mention.thing.kind for mention in mentions]
    if any(kind in excluded for kind in kinds) or any(mention.head in excluded for mention in mentions):
        return False
    return wanted is None or any(
        mention.thing.kind in wanted
        or mention.head in wanted
        or (mention.thing.kind == "Thing" and (frame.loose or _is_kind_open(wanted)))
        for mention in mentions
    )


def _is_kind_open(wanted: frozenset[str]) -> bool:
    """A list of kinds lets things of unknown kind pass; a list of words does not."""
    return any(word[0].isupper() for word in wanted)


def _literal_objects(clause: Clause, frame: Frame, form: Form, slot: str) -> list[Mention]:
    """A purpose may be a clause ('used to verify …'): then the object is its words."""
    if slot not in {"to-verb", "for", "in support of"}:
        return []
    return [
        Mention(Thing("Literal", argument.words), argument.words, argument.start, argument.end)
        for argument in _find_slot(clause, frame, form, slot)
        if not argument.mentions
    ]


# ---------------------------------------------------------------------------------------------------- making the claim


def _pair(
    clause: Clause, subjects: Sequence[Mention], objects: Sequence[Mention], thing: Mention
) -> list[Mention | None]:
    """Every subject with every object, but the n-th with the n-th where the sentence says 'respectively'."""
    if not subjects:
        return [None]
    if "construction:respectively" in clause.how and len(subjects) == len(objects) > 1:
        return [subjects[objects.index(thing)]]
    return list(subjects)


def _make_claim(clause: Clause, fit: Fit, frames: Frames, evidence: Evidence, speaker: Thing) -> Claim:
    frame, form, subject, thing, used = fit.frame, fit.form, fit.subject, fit.object, fit.used
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
        actor,
        frame.predicate,
        target,
        polarity,
        modality,
        evidence,
        clause.speaker or speaker,
        tuple(dict.fromkeys(roles)),
        withheld,
        tuple(dict.fromkeys(how)),
        clause.confidence,
    )


def _read_roles(
    clause: Clause, frame: Frame, form: Form, frames: Frames, subject: Mention | None, used: frozenset[str]
) -> list[Role]:
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
        fixed = _find_fixed(name, argument, frames)
        if fixed is not None:
            roles.append(fixed)
            continue
        role = frame.roles.get(slot) or (frame.roles.get(name) if nested and not _slot(clause, name) else None)
        if role:
            roles.extend(_fill_role(role, argument, clause, subject))
        elif slot not in {"object", "indirect", "complement", "to-verb"} and (
            not nested or name not in {"of", "poss", "compound", "for", "to", "in", "on", "with", "from"}
        ):
            roles.extend(_read_default(name, argument, frames, clause, subject))
    return roles


def _read_default(name: str, argument: Argument, frames: Frames, clause: Clause, subject: Mention | None) -> list[Role]:
    kinds = {mention.thing.kind for mention in argument.mentions} or {"Literal"}
    for default in frames.defaults.get(name, ()):
        if not default.kinds or kinds & default.kinds or ("Literal" in default.kinds and kinds & {"Thing", "Literal"}):
            return _fill_role(default.role, argument, clause, subject)
    return []


def _find_fixed(name: str, argument: Argument, frames: Frames) -> Role | None:
    """'on a need-to-know basis', 'without the consent of X': a phrase whose role does not depend on the verb."""
    phrase = f"{name} {argument.words}".lower()
    fixed = [key for key in frames.defaults if len(key.split()) > len(name.split()) and phrase.startswith(key)]
    if not fixed:
        return None
    return Role(frames.defaults[max(fixed, key=len)][0].role, Value(f"{name} {argument.words}".strip(" ,;")))


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
    prefix = (
        ""
        if argument.slot.removeprefix("object ") in {"for", "to", "object", "complement", "as", "to-verb"}
        else argument.slot.removeprefix("object ") + " "
    )
    return [Role(role, Value((prefix + argument.words).strip(" ,;")))] if argument.words else []
