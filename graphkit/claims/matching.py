"""Clauses and frames in, claims out: for each clause the sense that fits best, a claim for each pair it asserts.

A frame of the user's wins over those of the ontology, one with more satisfied conditions over one with fewer, an
earlier over a later (frames are ordered from the special to the general, as in FrameNet lexical units and VerbNet
selectional restrictions).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphkit.claims.cues import ClaimCues
from graphkit.claims.evidence import Quoter
from graphkit.claims.fillers import Fillers
from graphkit.claims.fits import Fit, list_fits, rank_sense
from graphkit.claims.manner import find_bases, read_bases, read_partners
from graphkit.claims.roles import read_limits, read_roles, share_out
from graphkit.claims.withholding import find_reason
from graphkit.model import NARROWED, UNSTATED, Claim, Clause, Evidence, Role, Thing, Value
from graphkit.ontology.frames import Form, Frames

#: Kinds of what has served its purpose where it is no longer required.
_SERVING = frozenset({"DataCategory", "System"})
#: 'loaded the data *into its own system*'
_OWN = re.compile(r"(?:its|their|our|his|her) own\b", re.I)
_GIVING = frozenset({"submits", "shares", "transfers"})
_GOALS = frozenset({"to", "into", "onto", "object to", "object into"})
_UNDONE = frozenset({"Planned", "Required"})
#: Predicates of which the object is what is to be done.
_BINDING = frozenset({"requires", "permits"})
#: The verb of a step of a reading: 'governor:stop', 'frame:uses/shut down'.
_STEP_VERB = re.compile(r"(?:governor:|frame:\w+/)(\w+)")


def match_clause(
    fillers: Fillers, frames: Frames, quote: Quoter, speaker: Thing, cues: ClaimCues
) -> tuple[Claim, ...]:
    """The claims that one asserted clause makes under the frames; none if no frame fits or nothing is asserted.

    cues  what the claims of each predicate may leave open
    """
    clause = fillers.clause
    if not clause.modality or (clause.kind != "verb" and not frames.list_senses(clause.kind, clause.head)):
        return ()
    fits = list_fits(fillers, frames)
    if fits:
        fits = _drop_weak(clause, _choose_best(fillers, fits, cues), cues)
    partners = read_partners(fillers, quote, speaker, cues)
    if not fits:
        return (*read_bases(fillers, frames, quote, speaker, cues), *partners)
    evidence = quote(clause)
    claims = [_make_claim(fillers, fit, frames, evidence, speaker, cues) for fit in fits]
    return (*claims, *find_bases(clause, claims, cues), *partners)


def _choose_best(fillers: Fillers, fits: Sequence[Fit], cues: ClaimCues) -> list[Fit]:
    """Of the fits that read the same pair of things the first of the highest rank."""
    certain = [fit for fit in fits if fit.frame.predicate in cues.open or fit.is_certain]
    if len(certain) < 2:
        return certain
    rivals: dict[frozenset[tuple[int, str]], list[Fit]] = {}
    for fit in certain:
        ends = [(end.start, end.thing.label) for end in (fit.subject, fit.object) if end is not None]
        rivals.setdefault(frozenset(ends), []).append(fit)
    return [
        several[0] if len(several) == 1 else max(several, key=lambda fit: rank_sense(fillers, fit.sense))
        for several in rivals.values()
    ]


def _drop_weak(clause: Clause, fits: Sequence[Fit], cues: ClaimCues) -> list[Fit]:
    """Where one reading tells who acts, those that do not are left out; a bare participle must say where data goes."""
    fits = [fit for fit in fits if not _points_to_deed(clause, fit) and not _keeps_to_itself(clause, fit)]
    stated = [fit for fit in fits if fit.subject is not None and not fit.subject.thing.unresolved]
    if stated:
        return stated
    if {"construction:participle", "construction:event"} & set(clause.how):
        bare = {"construction:participle", "voice:passive"} <= set(clause.how) and not clause.roles
        agentless = [fit for fit in fits if fit.frame.predicate in cues.agentless]
        return [fit for fit in agentless if _is_told(fit) or _fills_role(clause, fit)] if bare else agentless
    fits = [fit for fit in fits if fit.frame.predicate in cues.unstated]
    return [fit for fit in fits if not _is_waived(clause, fit)]


def _is_told(fit: Fit) -> bool:
    """'the data collected are *names*': the sentence is about what was collected."""
    return "construction:member" in fit.object.how


def _fills_role(clause: Clause, fit: Fit) -> bool:
    """'data *sent to X*', 'taken *at the gate*', but not 'the date *provided in the plan*', which only stands there."""
    slots = [argument.slot for argument in clause.arguments if not argument.slot.startswith("object")]
    return any(slot != "in" or slot in {*fit.frame.roles, fit.frame.subject} for slot in slots)


def _points_to_deed(clause: Clause, fit: Fit) -> bool:
    """'where the law requires *it*', 'if the Act permits *it*': it is to do something, and names nothing."""
    told = fit.frame.predicate in _BINDING and "voice:passive" not in clause.how
    return told and "coreference:pronoun" in fit.object.how


def _keeps_to_itself(clause: Clause, fit: Fit) -> bool:
    """'loads the data into *its own system*': what is put there is given to nobody."""
    giving = fit.frame.predicate in _GIVING
    return giving and any(_OWN.match(each.words) and each.slot in _GOALS for each in clause.arguments)


def _is_waived(clause: Clause, fit: Fit) -> bool:
    """'data which are *no longer required*', 'where *it was needed*': by nobody, and no rule is told."""
    if fit.frame.predicate != "requires":
        return False
    kinds = _SERVING if fit.form.kind == "verb" else {"DataCategory"}  # 'Tally is *not a requirement*' tells of a rule
    served = clause.polarity == "Denied" and fit.object.thing.kind in kinds
    return served or (fit.form.head == "need" and "coreference:pronoun" in fit.object.how)


def _begins(form: Form, cues: ClaimCues) -> bool:
    """Whether a form tells how a state came about: 'join', 'set up', 'obtain access to'."""
    return form.words in cues.beginning or (form.kind == "light" and form.words.split()[0] in cues.beginning)


def _name_givers(fillers: Fillers, fit: Fit) -> list[Role]:
    """'X has not provided *Y* with Z': that Y got it of X is denied, and not that Y has got it of anybody."""
    if fit.sense.subject == "subject":
        return []
    return [Role("source", mention.thing) for mention in fillers.find_mentions(fit.sense, "subject")]


def _leave_open(roles: Sequence[Role]) -> list[Role]:
    """'stopped collecting X *in 2011*': it has not been done since, and not only in that year."""
    begun = [role.value for role in roles if role.name == "validFrom"]
    return [role for role in roles if role.name != "validUntil" or role.value not in begun]


def _tells_more(role: Role, other: Role) -> bool:
    """'*seven years* after the case' tells more than 'after the case'."""
    if not isinstance(role.value, Value) or not isinstance(other.value, Value):
        return False
    if role.name != "condition" or other.name != "condition":
        return False
    return len(role.value.text) > len(other.value.text) and role.value.text.endswith(f" {other.value.text}")


def _make_claim(
    fillers: Fillers, fit: Fit, frames: Frames, evidence: Evidence, speaker: Thing, cues: ClaimCues
) -> Claim:
    clause = fillers.clause
    frame, form, subject, thing = fit.frame, fit.form, fit.subject, fit.object
    polarity = clause.polarity
    if frame.polarity == "deny":
        polarity = "Denied" if polarity == "Affirmed" else "Affirmed"
    possible = frame.modality == "Possible" and polarity == "Denied"  # 'is not entitled to a copy': that is so
    told = possible or clause.modality in _UNDONE  # '*will* be accepted': planned, whatever the verb lets happen
    modality = clause.modality if told else frame.modality or clause.modality
    roles = list(clause.roles)
    if frame.restriction:
        roles.append(Role("restriction", Value(frame.restriction)))
    roles.extend(read_roles(fillers, fit, frames, cues))
    if polarity == "Denied":  # 'has no *direct* access to X': it may have another
        roles.extend(Role("restriction", Value(word)) for word in form.words.split() if word in cues.limiting)
        roles.extend(read_limits(fillers, fit, frames, cues))
    if "construction:respectively" in clause.how:
        roles = share_out(roles, fillers, subject)
    if frame.predicate == "receives" and polarity == "Denied":
        roles.extend(_name_givers(fillers, fit))
    actor = subject.thing if subject is not None else UNSTATED
    target: Thing | Value = Value(thing.thing.label.lstrip(",; ")) if thing.thing.kind == "Literal" else thing.thing
    if frame.cognate:  # 'photographs a visitor': of the visitor
        roles.extend(Role(frame.roles["object"], thing.thing) for _ in range("object" in frame.roles))
        target = Thing("DataCategory", frame.cognate)
    roles = [role for role in roles if role.value != actor]  # nobody gives a thing to itself
    roles = [role for role in roles if not any(_tells_more(other, role) for other in roles)]
    roles = [role for role in roles if role.name != "purpose" or role.value != target]  # 'X is used *to do Y*'
    if any(role.name == "data" and role.value != target for role in roles):  # 'compares A and B *with one another*'
        roles = [role for role in roles if role.name != "data" or role.value != target]
    how = (f"frame:{frame.predicate}/{form.words}", *clause.how, *(subject.how if subject else ()), *thing.how)
    how = tuple(step for step in how if step != NARROWED)
    if "construction:member" in how:  # 'six drones (*two Kites*, four Larks)': six are not all Kites
        roles = [role for role in roles if role.name != "quantity"]
    if polarity == "Denied" and not cues.ending.isdisjoint(_STEP_VERB.findall(" ".join(how))):
        roles = _leave_open(roles)
    if frame.predicate in cues.begun and _begins(form, cues) and any(role.name == "validFrom" for role in roles):
        roles = [role for role in roles if role.name != "validUntil"]  # 'joined X *in 2014*': it has been so since
    undone = "it only denies the opposite" if frame.polarity == "deny" and clause.polarity == "Denied" else ""
    withheld = clause.withheld or undone or find_reason(clause, fit, actor, target, roles, cues)
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
