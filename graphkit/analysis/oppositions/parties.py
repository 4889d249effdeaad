"""A denial and a claim in, how much weaker their pair is by whom they are of, out."""
from __future__ import annotations

from graphkit.analysis.likeness import Kin, is_unstated, split_words
from graphkit.analysis.record import RecordedClaim, Term
from graphkit.ontology.comparison import Opposition

RELATED = ("same", "part")
#: How firm a denial is, by its modality.
FIRM = {"Stated": 0, "Procedural": 1, "Required": 1, "KnowledgeDisclaimed": 0}


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


def is_anyone(term: Term, kin: Kin) -> bool:
    """Whether a value names people at large or any other party, and so hardly confines a denial."""
    return bool(term.iri) and (is_any_party(term, kin) or (term.kind == "Role" and not kin.find_employer(term)))
