"""A clause and what it claims in, the claims that the manner of what is done makes besides out.

Who does something in partnership with others is their partner; what is done in accordance with a rule is governed by
it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from graphkit.claims.conditions import is_headed
from graphkit.claims.cues import ClaimCues
from graphkit.claims.evidence import Quoter
from graphkit.claims.fillers import Fillers, list_mentions
from graphkit.claims.withholding import MAY_BE_CUT
from graphkit.model import BODIES, CUT, UNSTATED, Argument, Claim, Clause, Mention, Thing, Value
from graphkit.ontology.frames import Default, Frames

#: What somebody else does for the subject, or what a rule itself does.
_GIVEN = frozenset({"receives", "permits", "requires", "requests"})
_LOOKING = frozenset({"reviews", "audits"})
#: Slots that a clause fills.
_CLAUSAL = frozenset({"content", "question", "to-verb"})
_RULES = frozenset({"Policy", "Document"})
_UNNAMED = "the rule in it has no name and no content"
_ONCE = "it was so once, and need not be the rule"


def read_partners(fillers: Fillers, quote: Quoter, speaker: Thing, cues: ClaimCues) -> tuple[Claim, ...]:
    """'OFA tests Beacon in partnership with DPE': whatever is done so, who does it partners with DPE."""
    clause = fillers.clause
    if clause.kind != "verb" or clause.polarity != "Affirmed" or fillers.offered.isdisjoint(cues.partnering):
        return ()
    others = [
        mention
        for slot in cues.partnering
        for mention in list_mentions(fillers.slot(slot) or fillers.slot(f"object {slot}"))
        if mention.thing.kind in BODIES and not mention.thing.unresolved
    ]
    if not others:
        return ()
    subjects = fillers.slot("subject")
    doers = [mention.thing for mention in list_mentions(subjects) if mention.thing.kind in BODIES]
    passive = "voice:passive" in clause.how and not subjects
    return tuple(
        Claim(
            doer,
            "partnersWith",
            other.thing,
            clause.polarity,
            clause.modality,
            quote(clause),
            clause.speaker or speaker,
            withheld=clause.withheld,
            how=("frame:partnersWith/jointly", *clause.how, *other.how),
            confidence=clause.confidence,
        )
        for doer in ([UNSTATED] if passive else doers)
        for other in others
        if doer != other.thing
    )


def read_bases(
    fillers: Fillers, frames: Frames, quote: Quoter, speaker: Thing, cues: ClaimCues
) -> tuple[Claim, ...]:
    """'The work is done in accordance with the Act': what no frame knows is governed by what it accords with."""
    clause = fillers.clause
    if clause.kind != "verb" or clause.polarity != "Affirmed" or clause.modality == "Possible":
        return ()
    if not fillers.offered.isdisjoint(_CLAUSAL):
        return ()  # 'describes how X does it, in accordance with the Act': which of the two is so?
    policies = [
        mention
        for argument in clause.arguments
        if " " in argument.slot and not _is_nested(argument, fillers)
        for mention in argument.mentions
        if _binds(mention, cues) and _is_basis(mention, frames.defaults.get(argument.slot, ()))
    ]
    return tuple(
        Claim(
            one.thing,
            "governedBy",
            policy.thing,
            clause.polarity,
            clause.modality,
            quote(clause),
            clause.speaker or speaker,
            withheld=clause.withheld or _find_flaw(one, policy, cues),
            how=("frame:governedBy/basis", *clause.how, *one.how, "construction:basis"),
            confidence=clause.confidence,
        )
        for one in list_mentions(fillers.slot("subject") or fillers.slot("object"))
        for policy in policies
        if one.thing != policy.thing
    )


def _is_nested(argument: Argument, fillers: Fillers) -> bool:
    """'*an amendment to the treaty* entered into force': what stands in the subject's phrase is no 'subject to'."""
    return any(one.start <= argument.start and argument.end <= one.end for one in fillers.slot("subject"))


def _is_basis(mention: Mention, defaults: Sequence[Default]) -> bool:
    """'according to *the policy*', but not 'according to *the invoice*', which only says so."""
    kind = mention.thing.kind
    return any(each.role == "legalBasis" and (not each.kinds or kind in each.kinds) for each in defaults)


def find_bases(clause: Clause, claims: Sequence[Claim], cues: ClaimCues) -> list[Claim]:
    """What is done in accordance with a policy is governed by it: who does it, or in the passive what it is done to."""
    found: dict[tuple[Thing, Thing], Claim] = {}
    for claim in claims:
        if claim.polarity != "Affirmed" or claim.predicate == "governedBy":
            continue
        if claim.predicate in _LOOKING and any(argument.slot.endswith("under") for argument in clause.arguments):
            continue  # 'reviews practices *under the Act*': the practices may be under it, and not the review
        if claim.predicate in _GIVEN:
            continue  # 'received X *under the Act*': who gave it acted under it
        if _is_claimed(claim, cues):
            continue  # 'made a request *on the basis of the Act*': by a right that it gives
        placed = claim.subject == UNSTATED or claim.predicate == "holds"  # 'is kept in Y *under the Act*'
        passive = "voice:passive" in clause.how and placed
        bound = claim.object if passive and isinstance(claim.object, Thing) else claim.subject
        for policy in _list_policies(claim, cues):
            if bound not in (UNSTATED, policy) and not _is_policy(bound):
                how = (*claim.how, "construction:basis")
                found[bound, policy] = replace(
                    claim,
                    subject=bound,
                    predicate="governedBy",
                    object=policy,
                    roles=(),
                    withheld=claim.withheld or _find_doubt(policy, cues) or _find_end(claim, bound),
                    how=how,
                )
    return list(found.values())


def _find_doubt(policy: Thing, cues: ClaimCues) -> str:
    """Why nothing is said to be governed by a rule: 'by *law*, X gives Y' names none."""
    return _UNNAMED if policy.label.lower() in cues.unnamed_rules else ""


def _find_flaw(one: Mention, policy: Mention, cues: ClaimCues) -> str:
    """The same, where a name may be cut besides."""
    return MAY_BE_CUT if CUT in (*one.how, *policy.how) else _find_doubt(policy.thing, cues)


def _find_end(claim: Claim, bound: Thing) -> str:
    """'in *1942*, under the Act, X gave Y': the Act need not bind X ever since."""
    over = any(role.name == "validUntil" for role in claim.roles)
    return _ONCE if over and bound == claim.subject and bound.kind in BODIES else ""


def _is_claimed(claim: Claim, cues: ClaimCues) -> bool:
    """Whether a claim says that somebody asks for what is due: nobody is subject to the rule that says so."""
    if claim.predicate != "submits" or claim.subject == UNSTATED or not isinstance(claim.object, Thing):
        return False  # 'an appeal is lodged in accordance with the Act': the appeal is subject to it
    return claim.object.label.lower().rpartition(" ")[2] in cues.claimed


def _is_policy(thing: Thing | Value) -> bool:
    """'the Act permits sharing under an exception': what is permitted stands under it, not the Act."""
    return isinstance(thing, Thing) and thing.kind == "Policy"


def _list_policies(claim: Claim, cues: ClaimCues) -> list[Thing]:
    """The rules among the bases of a claim."""
    bases = [role.value for role in claim.roles if role.name == "legalBasis"]
    return [basis for basis in bases if isinstance(basis, Thing) and _binds(Mention(basis, basis.label, 0, 0), cues)]


def _binds(basis: Mention, cues: ClaimCues) -> bool:
    """Whether a basis is a rule that one is subject to; a warrant or a consent is not."""
    return basis.thing.kind in _RULES and not is_headed(basis, cues.grounds)
