"""The claims of a sentence and of those before it in, the same completed by what stood before out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from graphkit.claims.cues import ClaimCues
from graphkit.claims.evidence import add_support
from graphkit.claims.readings import ReadSentence
from graphkit.model import UNSTATED, Claim, Clause, Evidence, Mention, Role, Thing, Value

_DATES = {"asOf", "validFrom", "validUntil"}
_PARTIES = {"Organization", "OrganizationalUnit", "System"}


def name_parties(found: Sequence[Claim], before: Sequence[Claim], cues: ClaimCues) -> list[Claim]:
    """Who gets what another compares, and where the result of a comparison comes from.

    'A provides a photo, and B matches it': B is the recipient of the photo. 'A receives the result of the matching',
    after 'B conducts the matching': B is the source. Both only where the words name nobody else.
    """
    return [_name_party(claim, found, before, cues) for claim in found]


def _name_party(claim: Claim, found: Sequence[Claim], before: Sequence[Claim], cues: ClaimCues) -> Claim:
    if claim.polarity != "Affirmed":
        return claim
    filled = {role.name for role in claim.roles}
    if claim.predicate in {"submits", "shares"} and "recipient" not in filled:
        near = [other for other in found if other.object == claim.object]
        return _with_parties(claim, "recipient", _list_comparers(near), cues)
    if claim.predicate == "receives" and "source" not in filled and _is_comparison(claim.object, cues):
        earlier = (other for other in _list_near(before, claim) if other not in found)
        return _with_parties(claim, "source", _list_comparers(earlier), cues)
    return claim


def _list_near(before: Sequence[Claim], near: Claim) -> Iterator[Claim]:
    """The claims before in the paragraph of the claim `near`, the last first."""
    return takewhile(lambda claim: claim.evidence.paragraph == near.evidence.paragraph, reversed(before))


def _is_comparison(thing: Thing | Value, cues: ClaimCues) -> bool:
    return isinstance(thing, Thing) and bool(re.search(rf"\b(?:{_any(cues.comparisons)})\b", thing.label, re.I))


def _list_comparers(claims: Iterable[Claim]) -> list[Thing]:
    """Who compares something."""
    return [
        claim.subject
        for claim in claims
        if claim.predicate == "matches" and claim.told and claim.subject != UNSTATED
    ]


def _with_parties(claim: Claim, role: str, parties: Sequence[Thing], cues: ClaimCues) -> Claim:
    things = [thing for thing in dict.fromkeys(parties) if thing.kind in _PARTIES and thing != claim.subject]
    things = [thing for thing in things if not thing.label.lower().startswith(cues.keepers)] or things
    if not things:
        return claim
    roles = (*claim.roles, *(Role(role, thing) for thing in things))
    return replace(claim, roles=roles, how=(*claim.how, "coreference:bridging"))


def drop_vague(found: Sequence[Claim], cues: ClaimCues) -> list[Claim]:
    """The claims of a sentence without a permission by a verb of enabling, where nothing that it enables is a claim."""
    if not any(claim.how and claim.how[0].startswith("frame:permits/") for claim in found):
        return list(found)
    used = {step.removeprefix("governor:") for claim in found for step in claim.how if step.startswith("governor:")}
    idle = {f"frame:permits/{verb}" for verb in cues.enabling if verb not in used}
    return [claim for claim in found if not claim.how or claim.how[0] not in idle]


def specify_members(
    reading: ReadSentence, before: Sequence[Claim], evidence: Evidence, cues: ClaimCues
) -> Iterator[Claim]:
    """'One of those capabilities is X', after 'Y provides capabilities': what was said of them is said of X.

    X is no more certain than they were: the modality is that of the earlier claim.
    """
    for clause in reading.clauses:
        if clause.head != "be":
            continue
        words, members = _read_specification(clause, cues)
        claim = _find_class(words, before, evidence) if members else None
        if claim is None:
            continue
        for member in members:
            yield replace(
                claim,
                object=member.thing,
                evidence=add_support(evidence, claim.evidence),
                roles=(),
                how=("construction:specification",),
            )


def _read_specification(clause: Clause, cues: ClaimCues) -> tuple[str, list[Mention]]:
    """The noun of the class, and the members that a clause with "be" names; none where it plainly names no member."""
    subjects = [argument.words.lower() for argument in clause.arguments if argument.slot == "subject"]
    plain = clause.polarity == "Affirmed" and clause.modality in {"Stated", "Procedural"}
    if not plain or not subjects or not subjects[0].startswith(cues.specifying):
        return "", []
    complements = [argument for argument in clause.arguments if argument.slot == "complement"]
    return subjects[0].split()[-1], [mention for argument in complements for mention in argument.mentions]


def _find_class(words: str, before: Sequence[Claim], evidence: Evidence) -> Claim | None:
    """The last claim of the paragraph about things of which `words` is the noun, or None."""
    for claim in reversed(before):
        if claim.evidence.paragraph != evidence.paragraph:
            return None
        fits = isinstance(claim.object, Thing) and claim.object.label.lower().endswith(words)
        if fits and claim.polarity == "Affirmed":
            return claim
    return None


def carry_dates(claims: Iterable[Claim]) -> list[Claim]:
    """A count without a date of its own has that of the count before it in the same paragraph ('Of the total …')."""
    carried: list[Claim] = []
    last: Claim | None = None
    for claim in claims:
        if claim.predicate in {"hasCount", "hasShare"}:
            dated = any(role.name in _DATES for role in claim.roles)
            if not dated and last is not None and last.evidence.paragraph == claim.evidence.paragraph:
                dates = (role for role in last.roles if role.name in _DATES)
                claim = replace(claim, roles=(*claim.roles, *dates), how=(*claim.how, "coreference:date"))
            last = claim
        carried.append(claim)
    return carried


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)
