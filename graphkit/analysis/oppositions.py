"""A denial in, the claims that stand against it out: those of what it denies, and of what it rules out.

Here is when a denial says anything of a claim at all, and how much weaker that makes the pair: who both are of, what
they are about, which roles confine the denial, how firm both are. What a strength means is written in
graphkit.analysis.tensions.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graphkit.analysis.likeness import Kin, find_qualifier, is_unstated, read_matter, relate_matters, split_words
from graphkit.analysis.record import Record, RecordedClaim, Term
from graphkit.analysis.validity import find_interval
from graphkit.ontology.comparison import Opposition

FIRM = {"Stated": 0, "Procedural": 1, "Required": 1, "KnowledgeDisclaimed": 0}
WEAKEST = 3
RELATED = ("same", "part")
#: Roles of a denial that confine it: it says nothing of other values.
SCOPE = ("via", "recipient", "source", "program", "data", "location", "legalBasis", "condition", "purpose", "frequency")


@dataclass(frozen=True, slots=True)
class Said:
    """A claim and the record that it stands in."""

    record: Record
    claim: RecordedClaim


@dataclass(frozen=True, slots=True)
class Pair:
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


def weaken_parties(denial: RecordedClaim, claim: RecordedClaim, rule: Opposition, kin: Kin) -> int | None:
    """How much weaker the pair is by who it is of; None where the denial says nothing of the claim's party."""
    one, two = denial.subject, claim.subject
    if rule.parties == "outside":
        return weaken_outside(denial, claim, kin)
    if is_unstated(one):
        # "is not shared": by nobody, as far as the one who says so can tell
        plain = rule.strength == 1 and denial.roles == () and claim.modality in FIRM
        return 1 if plain and two.known and kin.authors.get(denial.iri) == kin.authors.get(claim.iri) else None
    if is_unstated(two):
        return None
    if rule.parties == "either" and kin.is_body(claim.object) and kin.relate_parties(claim.object, one) in RELATED:
        return 0
    related = kin.relate_parties(kin.name_speaker(claim), kin.name_speaker(denial))
    if related not in RELATED:
        return None
    if one.kind != "Role" or kin.find_employer(one):
        return 0
    return 3 + (denial.modality == "Planned")  # "users" are not the same ones each time, and decide nothing together


def weaken_outside(denial: RecordedClaim, claim: RecordedClaim, kin: Kin) -> int | None:
    """The same for what is said not to leave: the other party must be outside, and a body or its people."""
    party = claim.subject
    if not party.known or not denial.subject.known or not kin.is_body(denial.subject):
        return None
    if not kin.is_body(party) or not kin.is_outside(kin.name_speaker(claim), kin.name_speaker(denial)):
        return None
    named = [term for term in denial.find_role("recipient") if not is_any_party(term, kin)]
    return None if named and not any(kin.relate_parties(party, term) in ("same", "part") for term in named) else 0


def is_any_party(term: Term, kin: Kin) -> bool:
    """Whether a recipient stands for any other: "any other agency", "third parties"."""
    words = split_words(term.label)
    return bool(words) and words[-1] in kin.comparison.parties and not any(map(str.isupper, term.label[1:]))


def weaken_matter(denial: Said, other: Said, rule: Opposition, kin: Kin) -> int | None:
    """How much weaker the pair is by what it is about; None where that is something else."""
    one, two = denial.claim, other.claim
    if rule is kin.comparison.knowledge:
        return weaken_knowledge(denial, other, kin)
    if rule.matter == "topic":
        return 0 if share_topic(one, two, kin) else None
    related = relate_objects(one, two, kin)
    if related in ("same", "narrower"):
        return 0
    if rule.matter == "related" and related in ("wider", "akin", ""):
        general = read_matter(two.object.label).head in kin.comparison.general
        shared = kin.find_topics(one) & kin.find_topics(two)
        return 0 if general and shared and two.object.kind == one.object.kind else None
    return None


def relate_objects(denial: RecordedClaim, claim: RecordedClaim, kin: Kin) -> str:
    """How what a claim is about is related to what a denial is about; the IRI of a thing counts unless it is vague."""
    one, two = denial.object, claim.object
    if not one.iri or not two.iri:
        return "same" if one.key == two.key else ""
    first, second = (read_matter(term.label, find_qualifier(each, term) if read_matter(term.label).vague else "")
                     for each, term in ((denial, one), (claim, two)))
    if first.vague and second.words and not second.vague and is_universal(denial):
        return "narrower" if one.kind == two.kind else ""
    if first.vague or second.vague:
        return ""
    if kin.key(one) == kin.key(two):
        # "information" with different words after it: not the same information
        return "same" if first.rest == second.rest or not read_matter(one.label).vague else ""
    names = [(a, b) for a in (one.label, *one.names) for b in (two.label, *two.names)]
    found = {relate_matters(second, first), *(relate_matters(read_matter(b), read_matter(a)) for a, b in names)}
    if any(map(str.isupper, one.label)) and one.kind in ("System", "Program", "Organization"):
        return ""  # proper names are the same or not
    return next((name for name in ("same", "narrower", "wider", "akin") if name in found), "")


def is_universal(denial: RecordedClaim) -> bool:
    """Whether a denial is of any such thing at all: "does not store any information"."""
    head = re.escape(denial.object.label)
    return re.search(rf"\b(?:any|no)\s+(?:\w+\s+)?{head}\b", denial.clause or denial.quote, re.IGNORECASE) is not None


def share_topic(denial: RecordedClaim, claim: RecordedClaim, kin: Kin) -> bool:
    """Whether a claim names, in its object or a role, the words of what a denial is about."""
    wanted = set(split_words(" ".join((denial.object.label, *(term.label for _, term in denial.roles
                                                               if not term.iri))))) - kin.comparison.general
    wanted -= set(split_words(denial.subject.label)) | kin.comparison.parties
    found = set(split_words(" ".join((claim.object.label, *(term.label for _, term in claim.roles)))))
    return bool(wanted) and len(wanted & found) >= min(2, len(wanted))


def weaken_knowledge(denial: Said, other: Said, kin: Kin) -> int | None:
    """ "Is unaware of any that use Y": whether the claim is about Y, or about the very thing not known of."""
    one, two = denial.claim, other.claim
    words = "|".join(map(re.escape, kin.comparison.use_words))
    if two.predicate in kin.comparison.of_data and two.object.kind != "DataCategory":
        return None
    clause = one.clause or one.quote
    used = re.search(rf"\b(?:that|which|who|where|having)\b.*?\b(?:{words})\w*\s+(?:upon |on )?(.+)", clause, re.DOTALL)
    label = " ".join((two.object.label, *widen_label(other)))
    found = set(split_words(label))
    if used:
        topic = set(split_words(used[1])) - kin.comparison.general - set(split_words(one.subject.label))
        if topic and topic <= found:
            return 0 if two.modality == "Stated" else 1
        return None
    related = relate_objects(one, two, kin)
    return 0 if related in ("same", "narrower") else None


def widen_label(other: Said) -> Iterator[str]:
    """Labels of the same sentence with the same head noun: "treats matches …, and does not rely on a face match"."""
    head = read_matter(other.claim.object.label).head
    for claim in other.record.claims:
        together = set(claim.places) & set(other.claim.places) and claim.subject == other.claim.subject
        if together and read_matter(claim.object.label).head == head:
            yield claim.object.label


def weaken_scope(denial: RecordedClaim, claim: RecordedClaim, rule: Opposition, kin: Kin) -> int | None:
    """How much weaker the pair is by the roles of the denial; None where they confine it to something else."""
    weaker = 0
    border = False
    for restriction in (term.label.casefold() for term in denial.find_role("restriction")):
        if restriction.startswith(kin.comparison.outside):
            border = True
        elif restriction in kin.comparison.manners:
            weaker = 2
        else:
            return None
    if rule.parties == "outside":
        # a bound that the one side draws and the other crosses; without any the denial is of giving at all
        if border or denial.find_role("recipient"):
            return weaker
        return None if denial.roles else weaker + 1
    if border and not any(reaches_outside(term, denial, kin) for term in claim.find_role("recipient")):
        return None
    if rule.matter == "topic":
        return weaker
    for name in SCOPE:
        values = denial.find_role(name)
        inward = name == "recipient" and denial.predicate in kin.comparison.inward
        if not values or inward or rule is kin.comparison.knowledge:
            continue
        if any(term.label.casefold().startswith(kin.comparison.exceptions) or " other than " in term.label
               for term in values):
            return None
        found = claim.find_role(name)
        if any(meets_role(value, found, kin) for value in values):
            continue
        if found or not all(is_anyone(value, kin) for value in values):
            return None
        weaker = max(weaker, 1)  # "from visitors", "with any other agency", where the claim names nobody
    return weaker


def reaches_outside(recipient: Term, denial: RecordedClaim, kin: Kin) -> bool:
    return recipient.known and kin.is_outside(recipient, denial.subject)


def meets_role(value: Term, found: Iterable[Term], kin: Kin) -> bool:
    """Whether a claim has the value of a denial's role, or one that it covers."""
    for term in found:
        if kin.key(term) == kin.key(value) or kin.relate_parties(term, value) == "part":
            return True
        if value.iri and term.iri and is_any_party(value, kin) and term.kind in ("Organization", "OrganizationalUnit"):
            return True
        if is_anyone(value, kin) and is_anyone(term, kin):
            return True
    return False


def is_anyone(term: Term, kin: Kin) -> bool:
    """Whether a value names people at large or any other party, and so hardly confines a denial."""
    return bool(term.iri) and (is_any_party(term, kin) or (term.kind == "Role" and not kin.find_employer(term)))


def weaken_modality(denial: RecordedClaim, claim: RecordedClaim) -> int:
    """One for each hedge: what may or will be, on either side, and words that nobody vouches for."""
    hedged = int(claim.modality in ("Possible", "Planned"))  # "will not" is as firm as "does not"
    if denial.modality == "Required" and claim.modality in ("Possible", "Planned"):
        hedged -= 1  # "may not" against "may"
    reported = sum(bool(each.withheld) for each in (denial, claim))
    return max(0, hedged) + reported
