"""A denial in, the claims that stand against it out: those of what it denies, and of what it rules out.

Here is when a denial says anything of a claim at all, and how much weaker that makes the pair: who both are of, what
they are about, which roles confine the denial, how firm both are. What a strength means is written in
graphkit.analysis.tensions.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from graphkit.analysis.likeness import Kin, is_unstated
from graphkit.analysis.oppositions.matters import weaken_matter
from graphkit.analysis.oppositions.parties import FIRM, weaken_parties
from graphkit.analysis.oppositions.said import Said
from graphkit.analysis.oppositions.scope import weaken_scope
from graphkit.analysis.record import RecordedClaim
from graphkit.analysis.validity import find_interval
from graphkit.ontology.comparison import Opposition

WEAKEST = 3


class Pair(Struct, frozen=True):
    """One denial (or limit, or value) and one claim against it; `order` sorts pairs of one strength."""

    strength: int
    reason: str
    says: str
    one: Said
    other: Said
    order: tuple[int, ...] = ()


class Affirmed:
    """Affirmed claims by predicate and by whom or what they are of: a denial meets only those it could deny."""

    def __init__(self, said: Iterable[Said], kin: Kin) -> None:
        self.kin = kin
        self.all: dict[str, list[Said]] = defaultdict(list)
        self.about: dict[tuple[str, str], list[Said]] = defaultdict(list)
        for each in said:
            predicate = each.claim.predicate
            self.all[predicate].append(each)
            keys = {kin.key(kin.name_speaker(each.claim)), kin.key(each.claim.object), each.record.iri}
            for key in keys:
                self.about[predicate, key].append(each)

    def find(self, denial: Said, rule: Opposition) -> Iterator[Said]:
        """The claims that a denial could stand against under a rule."""
        if rule.parties == "outside":
            keys = None
        elif is_unstated(denial.claim.subject):
            keys = [denial.record.iri]
        else:
            key = self.kin.key(self.kin.name_speaker(denial.claim))
            keys = [key, *self.kin.parts.get(key, ())]
        for predicate in sorted(rule.affirmed):
            if keys is None:
                yield from self.all[predicate]
            else:
                found = {id(each): each for key in keys for each in self.about.get((predicate, key), ())}
                yield from found.values()


def find_opposed(said: Sequence[Said], kin: Kin) -> Iterator[Pair]:
    """Every denial against every claim of what it denies or of what it rules out."""
    affirmed = Affirmed((each for each in said if each.claim.polarity == "Affirmed" or is_limit(each.claim, kin)), kin)
    for denial in said:
        if denial.claim.polarity == "Denied" and not is_limit(denial.claim, kin):
            for rule in list_oppositions(denial.claim, kin):
                for other in affirmed.find(denial, rule):
                    pair = oppose(denial, other, rule, kin)
                    if pair:
                        yield pair


def list_oppositions(denial: RecordedClaim, kin: Kin) -> list[Opposition]:
    """What a denial stands against: the same predicate, and what the ontology sets against it."""
    if denial.modality == "KnowledgeDisclaimed":
        return [kin.comparison.knowledge]
    rules = [rule for rule in kin.comparison.opposed if denial.predicate in rule.denied]
    if not any(denial.predicate in rule.affirmed and rule.strength == 1 for rule in rules):
        one = frozenset({denial.predicate})
        rules.append(Opposition("polarity", one, one, "same", "same", 1, "denies what is said elsewhere"))
    return rules


def is_limit(claim: RecordedClaim, kin: Kin) -> bool:
    """Whether a denial denies a limit only ("not solely"), and so leaves that the statement holds."""
    return claim.polarity == "Denied" and any(term.label.casefold() in kin.comparison.limits
                                              for term in claim.find_role("restriction"))


def oppose(denial: Said, other: Said, rule: Opposition, kin: Kin) -> Pair | None:
    """A denial and a claim to their pair under one rule, None where they are of different scope."""
    one, two = denial.claim, other.claim
    weaker = weaken_parties(one, two, rule, kin)
    if weaker is None or not told_apart(denial, other) or not overlap_in_time(denial, other):
        return None
    matter = weaken_matter(denial, other, rule, kin)
    if matter is None:
        return None
    scope = weaken_scope(one, two, rule, kin)
    if scope is None:
        return None
    strength = rule.strength + weaker + matter + scope + weaken_modality(one, two)
    if strength > WEAKEST + 1:
        return None
    reason, says = rule.reason, rule.says
    if one.modality == "Required" and two.modality != "Required":
        reason, says = "rule against practice", "must not be done, and is said to be done"
    elif two.modality == "Required" and one.modality != "Required":
        reason, says = "rule against practice", "must be done, and is said not to be done"
    elif kin.relate_parties(two.subject, one.subject) == "part" and two.subject.kind != "Role" and reason == "polarity":
        reason, says = "part against whole", "denied of the whole, said of a part"
    order = (FIRM.get(one.modality, 2) + FIRM.get(two.modality, 2), len(two.roles))
    return Pair(min(strength, WEAKEST), reason, says, denial, other, order)


def told_apart(denial: Said, other: Said) -> bool:
    """Whether two claims stand in different sentences."""
    return denial.record is not other.record or not set(denial.claim.places) & set(other.claim.places)


def overlap_in_time(denial: Said, other: Said) -> bool:
    """Whether both can be about the same time: "not currently" does not deny what was before."""
    one, two = find_interval(denial.claim), find_interval(other.claim)
    return one is None or two is None or one.overlaps(two)


def weaken_modality(denial: RecordedClaim, claim: RecordedClaim) -> int:
    """One for each hedge: what may or will be, on either side, and words that nobody vouches for."""
    hedged = int(claim.modality in ("Possible", "Planned"))  # "will not" is as firm as "does not"
    if denial.modality == "Required" and claim.modality in ("Possible", "Planned"):
        hedged -= 1  # "may not" against "may"
    reported = sum(bool(each.withheld) for each in (denial, claim))
    return max(0, hedged) + reported
