"""Claims in, pairs out of which one sets a limit that the other oversteps, or that give two values for one."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from graphkit.analysis.likeness import Kin, read_matter, relate_matters, split_words
from graphkit.analysis.oppositions import WEAKEST, Pair, overlap_in_time, told_apart, weaken_modality
from graphkit.analysis.oppositions.matters import relate_objects
from graphkit.analysis.oppositions.parties import FIRM, RELATED
from graphkit.analysis.oppositions.said import Said
from graphkit.analysis.oppositions.scope import SCOPE
from graphkit.analysis.record import RecordedClaim, Term
from graphkit.analysis.validity import find_interval, find_times
from graphkit.graph.validity import Interval, read_time

#: Roles that "only" may limit.
LIMITED = ("via", "recipient", "program", "source", "location")
STRENGTHS = {"number": 1, "date": 2, "duration": 2}


def find_exclusive(said: Sequence[Said], kin: Kin) -> Iterator[Pair]:
    """ "Only through A" against the same through B."""
    for one in said:
        claim = one.claim
        if claim.polarity != "Affirmed":
            continue
        limits = [term.label for term in claim.find_role("restriction")
                  if set(split_words(term.label)) & kin.comparison.limits]
        for name, value in find_limited(claim, limits):
            for two in said:
                other = two.claim
                if (other.polarity == "Affirmed" and other.predicate == claim.predicate and told_apart(one, two)
                        and kin.relate_parties(other.subject, claim.subject) in RELATED
                        and overlap_in_time(one, two) and not other.find_role("restriction")):
                    values = (other.object,) if name == "object" else other.find_role(name)
                    if name != "object" and relate_objects(claim, other, kin) not in ("same", "narrower"):
                        continue
                    same_kind = [term for term in values if term.known == value.known]
                    if same_kind and not any(is_within(term, value, kin) for term in same_kind):
                        yield Pair(min(WEAKEST, 2 + weaken_modality(claim, other)), "only",
                                   f"only {value.label}, and {same_kind[0].label}", one, two,
                                   (FIRM.get(other.modality, 2), 0))


def find_limited(claim: RecordedClaim, limits: list[str]) -> Iterator[tuple[str, Term]]:
    """The role, or the object, that "only" limits: the one whose words follow it."""
    values = [(name, term) for name, term in claim.roles if name in LIMITED]
    if claim.predicate == "usedFor":
        values.append(("object", claim.object))
    for limit in limits:
        following = set(split_words(limit))
        for name, term in values:
            if set(split_words(term.label)) <= following:
                yield name, term
                break


def is_within(term: Term, value: Term, kin: Kin) -> bool:
    """Whether a value is the one that "only" allows, or belongs to it, or it to the value."""
    if kin.key(term) == kin.key(value) or kin.relate_parties(term, value):
        return True
    if all(each.iri and any(map(str.isupper, each.label)) for each in (term, value)):
        return False  # two names are two things
    return relate_matters(read_matter(term.label), read_matter(value.label)) != "" or bool(
        set(split_words(term.label)) & set(split_words(value.label)))


def find_values(said: Sequence[Said], kin: Kin) -> Iterator[Pair]:
    """Two numbers, dates or durations of the same thing at the same time."""
    groups: dict[tuple[str, ...], list[Said]] = defaultdict(list)
    for each in said:
        claim = each.claim
        if claim.polarity == "Affirmed" and claim.modality in FIRM:
            if claim.predicate in kin.comparison.numbers:
                groups["number", kin.key(claim.subject), claim.predicate].append(each)
            elif claim.predicate in kin.comparison.once and claim.subject.known and not is_vague(claim):
                groups["date", kin.key(claim.subject), claim.predicate, kin.key(claim.object)].append(each)
            elif claim.predicate in kin.comparison.durations and find_duration(claim):
                groups["duration", claim.predicate, kin.key(claim.object)].append(each)
    for (reason, *_), found in sorted(groups.items()):
        for position, one in enumerate(found):
            for two in found[position + 1:]:
                if told_apart(one, two) and differ(reason, one.claim, two.claim, kin):
                    values = " and ".join(find_value(reason, each.claim) for each in (one, two))
                    yield Pair(STRENGTHS[reason], reason, values, one, two)


def find_duration(claim: RecordedClaim) -> str:
    """How long, where a claim says so in numbers: "for three years"."""
    texts = [term.label for _, term in claim.roles if term.kind == "" and not term.iri]
    return next((text for text in texts if re.search(r"\b(?:day|week|month|year|hour)s?\b", text)), "")


def find_value(reason: str, claim: RecordedClaim) -> str:
    """The number, date or duration of a claim."""
    if reason == "number":
        return claim.object.label
    if reason == "duration":
        return find_duration(claim)
    begin = find_beginning(claim)
    return str(begin) if begin else ""


def find_beginning(claim: RecordedClaim) -> Interval | None:
    """The days in which something began: those of validFrom, up to validUntil where both are given."""
    times = find_times(claim)
    first, last = (read_time(times.get(name, "")) for name in ("validFrom", "validUntil"))
    return Interval(first.first, last.last if last else first.last) if first else None


def differ(reason: str, one: RecordedClaim, two: RecordedClaim, kin: Kin) -> bool:
    """Whether two claims give two values for one."""
    first, second = find_value(reason, one), find_value(reason, two)
    if not first or not second or first == second:
        return False
    if reason == "date":
        begun = find_beginning(one), find_beginning(two)
        return begun[0] is not None and begun[1] is not None and not begun[0].overlaps(begun[1])
    if reason == "number":
        times = find_interval(one), find_interval(two)
        # two counts without a date may be of two times
        scopes = [[role for role in claim.roles if role[0] in SCOPE] for claim in (one, two)]
        return times[0] == times[1] and scopes[0] == scopes[1]
    return kin.key(one.subject) == kin.key(two.subject) and not is_vague(one)


def is_vague(claim: RecordedClaim) -> bool:
    return read_matter(claim.object.label).vague
