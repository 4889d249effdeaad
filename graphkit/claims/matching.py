"""Clauses and frames in, claims out: for each clause the sense that fits best, a claim for each pair it asserts.

A frame of the user's wins over those of the ontology, one with more satisfied conditions over one with fewer, an
earlier over a later (frames are ordered from the special to the general, as in FrameNet lexical units and VerbNet
selectional restrictions).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graphkit.claims.cues import ClaimCues
from graphkit.claims.fillers import (
    find_fillers,
    holds_light,
    is_own_object,
    list_mentions,
    list_slot,
    name_slots,
    read_carriers,
)
from graphkit.claims.roles import read_roles, share_out
from graphkit.model import UNSTATED, Claim, Clause, Evidence, Mention, Role, Thing, Value
from graphkit.ontology.frames import Form, Frame, Frames
from graphkit.ontology.kinds import UNKNOWN
from graphkit.ontology.terms import load_terms

#: The slot of those named after the first: 'A and B met' is A meets B.
_OTHERS = "others"
#: Steps of nouns of which the sentence says that what they name is done.
_UNDER_WAY = {"construction:event", "construction:underway"}
_PARTIES = {"Organization", "OrganizationalUnit"}
#: Kinds of things that do nothing: data, rules and what can be done are the subjects of no deed.
_INERT = frozenset({"DataCategory", "Policy", "Capability"})
_KEEPING = {"retains", "stores", "holds"}


@dataclass(frozen=True, slots=True)
class Fit:
    """A frame that a clause fits, with the subject and object of the claim it makes; `rank` orders rival readings."""

    frame: Frame
    form: Form
    rank: tuple[bool, int, int]
    subject: Mention | None
    object: Mention
    used: frozenset[str]


def match_clause(
    clause: Clause, frames: Frames, evidence: Evidence, speaker: Thing, cues: ClaimCues
) -> tuple[Claim, ...]:
    """The claims that one asserted clause makes under the frames; none if no frame fits or nothing is asserted.

    cues  what the claims of each predicate may leave open
    """
    if not clause.modality:
        return ()
    best: dict[frozenset[tuple[int, str]], Fit] = {}
    candidates = _list_candidates(clause, frames)
    for frame, form in candidates:
        for fit in _list_fits(clause, frame, form):
            if frame.predicate not in cues.open and not _is_certain(fit):
                continue
            key = frozenset(
                (mention.start, mention.thing.label) for mention in (fit.subject, fit.object) if mention is not None
            )
            if key not in best or fit.rank > best[key].rank:
                best[key] = fit
    fits = _drop_weak(clause, list(best.values()), cues)
    claims = [_make_claim(clause, fit, frames, evidence, speaker) for fit in fits]
    partners = _read_partners(clause, evidence, speaker, cues)
    if not claims:
        return (*_read_bases(clause, frames, evidence, speaker, cues), *partners)
    return (*claims, *_find_bases(clause, claims, cues), *partners)


def _read_partners(clause: Clause, evidence: Evidence, speaker: Thing, cues: ClaimCues) -> tuple[Claim, ...]:
    """'OFA tests Beacon in partnership with DPE': whatever is done so, who does it partners with DPE."""
    if clause.kind != "verb" or clause.polarity != "Affirmed":
        return ()
    doers = [mention for mention in list_mentions(list_slot(clause, "subject")) if mention.thing.kind in _PARTIES]
    others = [
        mention
        for slot in cues.partnering
        for mention in list_mentions(list_slot(clause, slot) or list_slot(clause, f"object {slot}"))
        if mention.thing.kind in _PARTIES and not mention.thing.unresolved
    ]
    passive = "voice:passive" in clause.how and not list_slot(clause, "subject")
    return tuple(
        Claim(
            doer,
            "partnersWith",
            other.thing,
            clause.polarity,
            clause.modality,
            evidence,
            clause.speaker or speaker,
            withheld=clause.withheld,
            how=("frame:partnersWith/jointly", *clause.how, *other.how),
            confidence=clause.confidence,
        )
        for doer in ([UNSTATED] if passive else [doer.thing for doer in doers])
        for other in others
        if doer != other.thing
    )


def _read_bases(
    clause: Clause, frames: Frames, evidence: Evidence, speaker: Thing, cues: ClaimCues
) -> tuple[Claim, ...]:
    """'The work is done in accordance with the Act': what no frame knows is governed by what it accords with."""
    if clause.kind != "verb" or clause.polarity != "Affirmed" or clause.modality == "Possible" or clause.withheld:
        return ()
    bound = list_mentions(list_slot(clause, "subject") or list_slot(clause, "object"))
    policies = [
        mention
        for argument in clause.arguments
        if " " in argument.slot and any(each.role == "legalBasis" for each in frames.defaults.get(argument.slot, ()))
        for mention in argument.mentions
        if _binds(mention, cues)
    ]
    return tuple(
        Claim(
            one.thing,
            "governedBy",
            policy.thing,
            clause.polarity,
            clause.modality,
            evidence,
            clause.speaker or speaker,
            withheld=clause.withheld,
            how=("frame:governedBy/basis", *clause.how, *one.how, "construction:basis"),
            confidence=clause.confidence,
        )
        for one in bound
        for policy in policies
        if one.thing != policy.thing
    )


def _find_bases(clause: Clause, claims: Sequence[Claim], cues: ClaimCues) -> list[Claim]:
    """What is done in accordance with a policy is governed by it: who does it, or in the passive what it is done to."""
    found: dict[tuple[Thing, Thing], Claim] = {}
    for claim in claims:
        if claim.polarity != "Affirmed" or claim.predicate == "governedBy":
            continue
        passive = "voice:passive" in clause.how and claim.subject == UNSTATED
        bound = claim.object if passive and isinstance(claim.object, Thing) else claim.subject
        for policy in _list_policies(claim, cues):
            if bound not in (UNSTATED, policy) and not _is_policy(bound):
                how = (*claim.how, "construction:basis")
                found[bound, policy] = replace(
                    claim, subject=bound, predicate="governedBy", object=policy, roles=(), how=how
                )
    return list(found.values())


def _is_policy(thing: Thing | Value) -> bool:
    """'the Act permits sharing under an exception': what is permitted stands under it, not the Act."""
    return isinstance(thing, Thing) and thing.kind == "Policy"


def _list_policies(claim: Claim, cues: ClaimCues) -> list[Thing]:
    """The rules among the bases of a claim."""
    bases = [role.value for role in claim.roles if role.name == "legalBasis"]
    return [basis for basis in bases if isinstance(basis, Thing) and _binds(Mention(basis, basis.label, 0, 0), cues)]


def _binds(basis: Mention, cues: ClaimCues) -> bool:
    """Whether a basis is a rule that one is subject to; a warrant or a consent is not."""
    return basis.thing.kind in {"Policy", "Document"} and not _is_headed(basis, frozenset(cues.grounds))


def _is_certain(fit: Fit) -> bool:
    """Whether the kinds of subject and object, where the frame wants some, are known to be those."""
    subject_slot, object_slot = name_slots(fit.frame, fit.form)
    pairs = ((subject_slot, fit.subject), (object_slot, fit.object))
    return fit.frame.loose or all(
        mention is None
        or slot not in fit.frame.when
        or mention.thing.kind == "Literal"
        or _is_known(fit.frame, slot, mention)
        for slot, mention in pairs
    )


def _drop_weak(clause: Clause, fits: list[Fit], cues: ClaimCues) -> list[Fit]:
    """Where one reading tells who acts, those that do not are left out; a bare participle must say where data goes."""
    stated = [fit for fit in fits if fit.subject is not None and not fit.subject.thing.unresolved]
    if stated:
        return stated
    if {"construction:participle", "construction:event"} & set(clause.how):
        bare = {"construction:participle", "voice:passive"} <= set(clause.how) and not clause.roles
        telling = not bare or any(not argument.slot.startswith("object") for argument in clause.arguments)
        return [fit for fit in fits if fit.frame.predicate in cues.agentless and telling]
    return [fit for fit in fits if fit.frame.predicate in cues.unstated]


def _list_candidates(clause: Clause, frames: Frames) -> list[tuple[Frame, Form]]:
    if clause.kind == "verb":
        found = list(frames.find("verb", clause.head))
        if " " in clause.head:
            found += [
                pair
                for pair in frames.find("verb", clause.head.split()[0])
                if pair[1].preposition == clause.head.split()[1]
            ]
        forms = frames.find("light", clause.head.split()[0])
        carriers = read_carriers(clause) if forms else None
        light = [
            pair for pair in forms if carriers and carriers.may_hold(pair[1]) and holds_light(clause, pair[1])
        ]
        light = [pair for pair in light if any(_list_fits(clause, *pair))]
        apart = [pair for pair in light if not is_own_object(clause, pair[1])]
        if "voice:passive" in clause.how and all(
            frame.predicate in _KEEPING and form.preposition for frame, form in light
        ):
            apart = []  # 'a record of X is kept': the record is
        plain = light and not apart and any(_list_fits(clause, *pair) for pair in found)
        return found if not light or plain else apart or light  # 'keeps the record': the record is kept
    return list(frames.find(clause.kind, clause.head))


def _list_fits(clause: Clause, frame: Frame, form: Form) -> list[Fit]:
    """Every pair of subject and object that the frame reads out of the clause."""
    subject_slot, object_slot = name_slots(frame, form)
    if frame.denied and clause.polarity != "Denied":
        return []
    if (
        form.kind == "verb"
        and form.preposition
        and " " not in clause.head
        and (list_slot(clause, "object") or not find_fillers(clause, frame, form, "object"))
    ):
        return []  # 'match X against Y' has its object: the form "match against" is for 'match against Y'
    if (
        form.kind == "adjective"
        and form.preposition
        and form.preposition not in {subject_slot, object_slot}
        and not list_slot(clause, form.preposition)
    ):
        return []
    if any(not _is_filled(clause, frame, form, slot) for slot in frame.needs):
        return []
    if any(find_fillers(clause, frame, form, slot) for slot in frame.without):
        return []
    subjects = list_mentions(find_fillers(clause, frame, form, subject_slot))
    if object_slot == _OTHERS:
        return _list_mutual(clause, frame, form, subjects)
    objects = list_mentions(find_fillers(clause, frame, form, object_slot)) or _literal_objects(
        clause, frame, form, object_slot
    )
    if not objects or (
        not subjects
        and subject_slot != "unstated"
        and (subject_slot != "subject" or (clause.kind != "verb" and not _UNDER_WAY & set(clause.how)))
    ):
        return []  # only who acts may be left unstated
    others = {slot for slot in (*frame.when, *frame.unless) if slot not in {subject_slot, object_slot}}
    if any(not _suits(frame, slot, list_mentions(find_fillers(clause, frame, form, slot))) for slot in sorted(others)):
        return []
    telling = [slot for slot in frame.needs if slot not in {"subject", "object"}]
    certain = sum(
        1
        for slot in frame.when
        if any(_is_known(frame, slot, mention) for mention in list_mentions(find_fillers(clause, frame, form, slot)))
    )
    conditions = certain + len(frame.needs) + 2 * len(telling)
    words = 2 + max(len(form.middle) - 1, 0) if form.preposition or form.middle else 0
    rank = (frame.own, conditions + words, -frame.order)
    fits = []
    known = [thing for thing in objects if thing.thing.kind != "Thing" and _suits(frame, object_slot, [thing])]
    for thing in objects:
        likened = bool(known) and thing.thing.kind == "Thing" and not thing.thing.unresolved
        if not likened and not _suits(frame, object_slot, [thing]):
            continue  # 'the name, the *grade* and the address': what stands in a list with data is data
        for subject in _pair(clause, subjects, objects, thing):
            same = subject is not None and subject.thing == thing.thing and not frame.cognate
            if subject is not None and (same or not _suits(frame, subject_slot, [subject])):
                continue
            if subject is not None and not _may_act(frame, subject_slot, subject.thing):
                continue
            fits.append(Fit(frame, form, rank, subject, thing, frozenset({subject_slot, object_slot})))
    return fits


def _may_act(frame: Frame, slot: str, actor: Thing) -> bool:
    """Whether a thing may be the subject of a frame: data and rules do nothing, unless the frame says that they do."""
    deed = frame.predicate in load_terms().deeds
    return not deed or actor.kind not in _INERT or actor.kind in frame.when.get(slot, ())


def _is_filled(clause: Clause, frame: Frame, form: Form, slot: str) -> bool:
    """Whether a slot is filled; "until" also by a term that was read as time: 'kept for 31 days'."""
    if find_fillers(clause, frame, form, slot):
        return True
    return slot == "until" and any(role.name in {"untilEvent", "validUntil"} for role in clause.roles)


def _list_mutual(clause: Clause, frame: Frame, form: Form, parties: Sequence[Mention]) -> list[Fit]:
    """'A, B and C have an agreement': the first with each of the others."""
    slot = frame.subject
    if any(not find_fillers(clause, frame, form, need) for need in frame.needs):
        return []
    kept = [mention for mention in parties if _suits(frame, slot, [mention])]
    others = {slot for slot in (*frame.when, *frame.unless) if slot != frame.subject}
    if any(not _suits(frame, name, list_mentions(find_fillers(clause, frame, form, name))) for name in sorted(others)):
        return []
    rank = (frame.own, len(frame.needs) + len(frame.when), -frame.order)
    return [
        Fit(frame, form, rank, kept[0], other, frozenset({slot}))
        for other in kept[1:]
        if other.thing != kept[0].thing
    ]


def _is_known(frame: Frame, slot: str, mention: Mention) -> bool:
    return mention.thing.kind in frame.when[slot] or _is_headed(mention, frame.when[slot])


def _is_headed(mention: Mention, words: frozenset[str]) -> bool:
    """Whether one of the words heads a phrase: a name is headed by its last word before 'of', 'for' or a number."""
    if mention.head in words:
        return True
    head = _find_head(mention.thing.label)
    return head in words or (head != "" and head.removesuffix("s") in words)


@lru_cache(maxsize=8192)
def _find_head(label: str) -> str:
    words = re.sub(r" \d+\w?$", "", re.split(r" (?:of|for|on|between) ", label.lower())[0]).split()
    return words[-1] if words else ""


def _suits(frame: Frame, slot: str, mentions: Sequence[Mention]) -> bool:
    """Whether the kinds of what fills a slot are those that the frame wants, and none that it excludes."""
    if not mentions:
        return True
    wanted, excluded = frame.when.get(slot), frame.unless.get(slot, frozenset())
    if any(_is_excluded(mention, excluded, wanted) for mention in mentions):
        return False
    return wanted is None or any(
        mention.thing.kind in wanted
        or _is_headed(mention, wanted)
        or (mention.thing.kind == "Thing" and (frame.loose or _is_kind_open(wanted)))
        for mention in mentions
    )


def _is_excluded(mention: Mention, excluded: frozenset[str], wanted: frozenset[str] | None) -> bool:
    """Whether a sense has no place for a thing; a word that it asks for by name is of no unknown kind."""
    if mention.thing.kind == UNKNOWN and wanted is not None and _is_headed(mention, wanted):
        return _is_headed(mention, excluded)
    return mention.thing.kind in excluded or _is_headed(mention, excluded)


def _is_kind_open(wanted: frozenset[str]) -> bool:
    """A list of kinds lets things of unknown kind pass; a list of words does not."""
    return any(word[0].isupper() for word in wanted)


def _literal_objects(clause: Clause, frame: Frame, form: Form, slot: str) -> list[Mention]:
    """A purpose or what is asked may be a clause ('used to verify …'): then the object is its words."""
    clausal = form.kind == "light" and form.preposition and slot == "object"  # 'has no knowledge of whether X'
    named = slot in {"content", "question", "for", "from", "in support of"} or slot.endswith("to-verb")
    if not named and not clausal:
        return []
    return [
        Mention(Thing("Literal", argument.words), argument.words, argument.start, argument.end)
        for argument in find_fillers(clause, frame, form, slot)
        if not argument.mentions
    ]


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
    possible = frame.modality == "Possible" and polarity == "Denied"  # 'is not entitled to a copy': that is so
    modality = clause.modality if possible else frame.modality or clause.modality
    roles = list(clause.roles)
    if frame.restriction:
        roles.append(Role("restriction", Value(frame.restriction)))
    roles.extend(read_roles(clause, frame, form, frames, subject, used))
    roles = share_out(roles, clause, subject)
    actor = subject.thing if subject is not None else UNSTATED
    target: Thing | Value = Value(thing.thing.label) if thing.thing.kind == "Literal" else thing.thing
    if frame.cognate:  # 'photographs a visitor': of the visitor
        roles.extend(Role(frame.roles["object"], thing.thing) for _ in range("object" in frame.roles))
        target = Thing("DataCategory", frame.cognate)
    roles = [role for role in roles if role.value != actor]  # nobody gives a thing to itself
    how = (f"frame:{frame.predicate}/{form.words}", *clause.how, *(subject.how if subject else ()), *thing.how)
    withheld = clause.withheld
    if actor.unresolved or (isinstance(target, Thing) and target.unresolved):
        withheld = withheld or "a reference in it is not resolved"
    acts = frame.predicate in load_terms().deeds or frame.predicate in {"holds", "requires", "permits"}
    if acts and actor.kind == "Thing" and actor.label.islower():
        withheld = withheld or "what is said to do or to hold it is of no kind that is known to"
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
