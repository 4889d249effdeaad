"""The claims of a document in, the same completed by what they say together out.

Each step looks at claims only, not at words: what happened on two occasions is two claims; who keeps data is the source
when they are handed over; staff named after a body work for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from graphkit.claims.relations import relate_staff
from graphkit.model import BODIES, UNSTATED, Claim, Evidence, Role, Span, Thing, Value

_KEEPING = {"retains", "stores", "holds"}


def complete_claims(claims: Sequence[Claim], names: Iterable[Thing], staff: frozenset[str]) -> tuple[Claim, ...]:
    """The claims in the same order, completed.

    names  the things that the document names; staff: nouns for people who work for the body that they are named after
    """
    bodies = [thing for thing in names if thing.kind in BODIES]
    counted = [type_number(claim) for claim in drop_echoes(claims)]
    dated = list(chain.from_iterable(map(split_occasions, counted)))
    return tuple(name_staff(name_keepers(dated), bodies, staff))


def type_number(claim: Claim) -> Claim:
    """The claim, its count an integer ('94,687' as 94687 with the words in the evidence)."""
    if claim.predicate != "hasCount" or not isinstance(claim.object, Value):
        return claim
    digits = claim.object.text.replace(",", "")
    return replace(claim, object=Value(claim.object.text, "integer")) if digits.isdigit() else claim


def drop_echoes(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those that only say again what is done.

    'A matches the matching process' goes where 'A matches inquiries' stands beside it.
    """
    echoing = {claim.predicate for claim in claims if _says_again(claim)}
    if not echoing:
        return list(claims)
    said = Counter(_read_deed(claim) for claim in claims if claim.predicate in echoing)
    return [claim for claim in claims if not (_says_again(claim) and said[_read_deed(claim)] > 1)]


def _says_again(claim: Claim) -> bool:
    """'matches the *matching* process'."""
    thing = claim.object
    return isinstance(thing, Thing) and thing.kind == "Activity" and claim.predicate[:5] in thing.label


def _read_deed(claim: Claim) -> tuple[Evidence, Thing, str]:
    return claim.evidence, claim.subject, claim.predicate


def split_occasions(claim: Claim) -> list[Claim]:
    """'from A to B, and again from C to D': one claim for each interval."""
    if len(claim.roles) < 4:
        return [claim]  # two intervals have as many
    intervals: list[list[Role]] = []
    for role in claim.roles:
        if role.name == "validFrom":
            intervals.append([role])
        elif role.name == "validUntil" and intervals and len(intervals[-1]) == 1:
            intervals[-1].append(role)
    if len(intervals) < 2 or not all(len(interval) == 2 for interval in intervals):
        return [claim]
    others = tuple(role for role in claim.roles if role.name not in {"validFrom", "validUntil"})
    how = (*claim.how, "construction:occasions")
    return [replace(claim, roles=(*others, *interval), how=how) for interval in intervals]


def name_keepers(claims: Sequence[Claim]) -> list[Claim]:
    """'X is retained by A … and then turned over to B': A is the source of what is turned over.

    Who keeps it afterwards is none: 'X is turned over to B, *where A keeps it*'.
    """
    kept: dict[tuple[tuple[Span, ...], Thing | Value], dict[Thing, None]] = {}
    named = []
    for claim in claims:
        if claim.predicate in _KEEPING and claim.factual and claim.subject != UNSTATED:
            kept.setdefault((claim.evidence.spans, claim.object), {})[claim.subject] = None
        if claim.predicate == "transfers" and claim.subject == UNSTATED and claim.polarity == "Affirmed":
            keepers = kept.get((claim.evidence.spans, claim.object), {})
            if len(keepers) == 1 and all(role.name != "source" for role in claim.roles):
                roles = (*claim.roles, *(Role("source", keeper) for keeper in keepers))
                claim = replace(claim, roles=roles, how=(*claim.how, "coreference:keeper"))
        named.append(claim)
    return named


def name_staff(claims: Sequence[Claim], bodies: Sequence[Thing], staff: frozenset[str]) -> Iterable[Claim]:
    """The claims, and after the first that tells of people named after a body, the claim that they work for it."""
    known = {claim.subject for claim in claims if claim.predicate == "worksFor"}
    index = index_names(bodies)
    for claim in claims:
        yield claim
        for thing in (claim.subject, claim.object):
            if not isinstance(thing, Thing) or thing.kind != "Role" or thing in known:
                continue
            if is_staff(thing.label, staff):
                body = find_body(thing.label, index)
                if body is not None:
                    known.add(thing)
                    yield from relate_staff(thing, [body], claim.evidence, claim.speaker)


def is_staff(label: str, staff: frozenset[str]) -> bool:
    """Whether one of the last two words of a label is a noun for staff, or its plural ('OFA staff members')."""
    return any(word in staff or word.removesuffix("s") in staff for word in label.lower().split()[-2:])


def index_names(bodies: Iterable[Thing]) -> dict[str, Thing]:
    """Bodies by all their names; of two that share one, that with the later label."""
    ordered = sorted(bodies, key=lambda body: body.label, reverse=True)
    index: dict[str, Thing] = {}
    for body in ordered:
        for name in (body.label, *body.names):
            index.setdefault(name, body)
    return index


def find_body(label: str, index: Mapping[str, Thing]) -> Thing | None:
    """The body with the longest name that a label begins with ('OFA case workers': OFA), or None."""
    words = label.split(" ")
    beginnings = (" ".join(words[:size]) for size in range(len(words) - 1, 0, -1))
    return next((index[name] for name in beginnings if name in index), None)
