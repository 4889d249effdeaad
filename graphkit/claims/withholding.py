"""Claims in, why no fact may follow from some of them out: of one reading under its frame, then of all together.

A claim that says what becomes of data is a fact only where what it is about is known to be something of the kind:
'gathered momentum' and 'imposed a fine' are read by the same verbs as 'gathered names' and 'imposed a rule'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from graphkit.claims.conditions import is_headed
from graphkit.claims.cues import ClaimCues
from graphkit.claims.fits import Fit
from graphkit.model import ACTING, BODIES, CUT, NARROWED, Claim, Clause, Document, Mention, Role, Thing, Value
from graphkit.ontology.kinds import UNKNOWN
from graphkit.ontology.terms import load_terms

#: 'to which the debt is owed, state agencies', 'employment, agencies, bureaus, banks, firms': no name runs on so.
_RUNNING_ON = re.compile(r"\b(?:which|whom|whose)\b|;|(?:,[^,]*){4}")
#: The steps of what something is used for: 'A is used *to identify* B', 'the *purpose* of A is *to collect* B'.
_PURPOSES = frozenset({"governor:use", "governor:utilize", "governor:utilise", "governor:employ", "governor:purpose"})
_NOT_KEPT = re.compile(
    r"\b(?:not|never|no longer|nor) (?:\w+ )?(?:retained|kept|stored|held|saved|collected|recorded|maintained)\b", re.I
)
_UNKEPT = "the list that names it says of something in it that it is not kept"
#: What is so by what a system is for: 'a database used *to store* names' has them.
_KEEPING = frozenset({"holds", "stores", "retains"})
#: Predicates that are no deeds, and yet said of bodies, systems and rules only.
_STATES = frozenset({"holds", "requires", "permits"})
MAY_BE_CUT = "a name in it may be cut: words beside it may be part of it"
_BRACKETED = re.compile(r"\([^()]*\)")
_MOST = 9  # commas of a name: more has none
_UNNAMED = "what it is about is named by a clause or a list, and not by a name"
_UNTYPED = "what it is done to is of no kind that is known"


def find_reason(
    clause: Clause, fit: Fit, actor: Thing, target: Thing | Value, roles: Sequence[Role], cues: ClaimCues
) -> str:
    """Why a reading is kept out of the facts, '' where nothing speaks against it.

    actor, target, roles  who acts, on what and how, as the claim will have it
    """
    thing = target if isinstance(target, Thing) else None
    if any(end.unresolved or _is_elliptical(end, cues) for end in (actor, thing) if end is not None):
        return "a reference in it is not resolved"
    if "I" in {actor.label, *(role.value.label for role in roles if isinstance(role.value, Thing))}:
        return "it is not known who says 'I'"
    if _is_cut(fit, clause, roles):
        return MAY_BE_CUT
    predicate = fit.frame.predicate
    if predicate != "usedFor" and not _PURPOSES.isdisjoint(clause.how) and _serves(actor, predicate, clause):
        return "it says what something is for"  # 'Purpose: to educate owners': that they are taught is not said
    if _is_narrowed(fit, clause) or _is_partial(fit, cues):
        return "the name leaves out which of them are meant"
    if fit.frame.withheld:
        return fit.frame.withheld
    if predicate == "worksFor" and actor.kind == UNKNOWN:
        return "whoever is said to work there is not known to be anybody"
    if predicate == "hasAgreementWith" and "construction:noun" in clause.how and actor.kind not in BODIES:
        return "who has the agreement is not said"  # 'crews fly drones *under a contract with X*'
    acts = predicate in _STATES or predicate in load_terms().deeds
    if acts and actor.label.startswith("former "):
        return "it is said of those who are so no longer"
    if acts and fit.subject is not None and fit.subject.thing == actor and _is_plain(fit.subject, clause):
        return "what is said to do or to hold it is of no kind that is known to"
    untyped = fit.object.thing == thing and fit.object.thing.kind == UNKNOWN and not _is_asked(fit)
    return _UNTYPED if untyped and predicate in cues.typed else ""


def _is_elliptical(thing: Thing, cues: ClaimCues) -> bool:
    """'agreed to *the first*', 'section 4(a) and *(b)*': what only stands for more than is said."""
    return thing.label.lower() in cues.elliptical or (len(thing.label) == 1 and thing.label.islower())


def _serves(actor: Thing, predicate: str, clause: Clause) -> bool:
    """Whether what is told is only what a thing is for; who uses it for that does it, what is to keep data has them."""
    return "construction:section" in clause.how or (actor.kind == "System" and predicate not in _KEEPING)


def _is_narrowed(fit: Fit, clause: Clause) -> bool:
    """'*agents who have no training* send X', '*records that A keeps* are subject to B': not all of that sort.

    Only that access is limited to '*clerks who need it*' is said of all who have it.
    """
    subject, predicate = fit.subject, fit.frame.predicate
    if subject is None or NARROWED not in subject.how:
        return False
    if predicate == "governedBy":
        return True
    limited = predicate == "hasAccessTo" and clause.polarity == "Affirmed"
    return subject.thing.kind in ACTING and predicate in load_terms().deeds and not limited


def _is_partial(fit: Fit, cues: ClaimCues) -> bool:
    """'*some agencies* use X', 'kept by *certain* clerks': which of them is not said."""
    subject = fit.subject
    return subject is not None and subject.text.partition(" ")[0].lower() in cues.partial


def _is_cut(fit: Fit, clause: Clause, roles: Sequence[Role]) -> bool:
    if any(CUT in end.how for end in (fit.subject, fit.object) if end is not None):
        return True
    cut = {mention.thing for argument in clause.arguments for mention in argument.mentions if CUT in mention.how}
    return any(role.value in cut for role in roles)


def _is_plain(mention: Mention, clause: Clause) -> bool:
    """Whether a thing has no name and no known kind; the capital that opens a sentence makes no name of a plural."""
    label = mention.thing.label
    opens = mention.start == clause.sentence and label[1:].islower()
    common = opens and (" " in label or mention.head != label.lower())
    return mention.thing.kind == UNKNOWN and (label.islower() or common)


def withhold_unnamed(claims: Sequence[Claim]) -> list[Claim]:
    """Claims in, the same out, those withheld that are about what a clause or a list names, and no name."""
    return [
        replace(claim, withheld=_UNNAMED) if not claim.withheld and any(map(_runs_on, _list_ends(claim))) else claim
        for claim in claims
    ]


def withhold_unkept(claims: Sequence[Claim], document: Document) -> list[Claim]:
    """Claims in, the same out, those withheld that a list of what is held makes of 'readings, which are *not kept*'."""
    return [
        replace(claim, withheld=_UNKEPT)
        if claim.predicate == "holds" and "construction:section" in claim.how and not claim.withheld
        and any(_NOT_KEPT.search(document.text, span.start, span.end) for span in claim.evidence.spans)
        else claim
        for claim in claims
    ]


def _list_ends(claim: Claim) -> list[Thing]:
    return [end for end in (claim.subject, claim.object) if isinstance(end, Thing)]


def admit_used(claims: Sequence[Claim]) -> list[Claim]:
    """Claims in, the same out, those about things of no known kind admitted where several deeds bear each other out.

    'Reads are sent to Tally', 'Tally holds the reads': what is sent and held is data, whatever it is called.
    """
    deeds: dict[str, set[str]] = {}
    for claim in claims:
        if claim.withheld == _UNTYPED and isinstance(claim.object, Thing):
            deeds.setdefault(_key(claim.object), set()).add(claim.predicate)
    return [
        replace(claim, withheld="")
        if claim.withheld == _UNTYPED and isinstance(claim.object, Thing) and len(deeds[_key(claim.object)]) > 1
        else claim
        for claim in claims
    ]


def _key(thing: Thing) -> str:
    return thing.label.lower().removesuffix("s")


def _is_asked(fit: Fit) -> bool:
    """Whether the frame asks for this very word: 'accepted the *recommendation*'."""
    wanted = fit.frame.when.get(fit.sense.object)
    return wanted is not None and is_headed(fit.object, wanted)


@lru_cache(maxsize=8192)
def _runs_on(thing: Thing) -> bool:
    """Whether words are too many for a name: the same things are named again and again."""
    bare = _BRACKETED.sub("", thing.label)
    listed = bare.count(", ") if " and " not in bare else 0  # 'alternate number, address, wages'
    few = {UNKNOWN: 1, "DataCategory": 2}.get(thing.kind, _MOST)
    return _RUNNING_ON.search(thing.label) is not None or listed >= few
