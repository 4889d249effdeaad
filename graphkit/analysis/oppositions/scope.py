"""A denial and a claim in, how much weaker their pair is by the roles that confine the denial, out."""
from __future__ import annotations

from collections.abc import Iterable

from graphkit.analysis.likeness import Kin
from graphkit.analysis.oppositions.parties import is_any_party, is_anyone
from graphkit.analysis.record import RecordedClaim, Term
from graphkit.ontology.comparison import Opposition

#: Roles of a denial that confine it: it says nothing of other values.
SCOPE = ("via", "recipient", "source", "program", "data", "location", "legalBasis", "condition", "purpose", "frequency")


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
