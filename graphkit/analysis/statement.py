"""A claim in, a line that says it out: for tables and drawings, where its sentence stands beside it."""
from __future__ import annotations

from collections.abc import Sequence

from graphkit.analysis.record import UNSTATED, RecordedClaim, Term
from graphkit.ontology.terms import load_terms

#: Roles that a line shows, and the word before each.
SHOWN = {"data": "data", "source": "from", "recipient": "to", "via": "via", "program": "under", "restriction": "",
         "quantity": "", "asOf": "as of", "validFrom": "since", "validUntil": "until", "untilEvent": "until"}


def phrase_sides(claims: Sequence[RecordedClaim]) -> str:
    """Claims of one predicate and polarity to one line: `A, B deploys X, Y`, without their roles."""
    subjects, objects = (", ".join(dict.fromkeys(name_term(getattr(claim, side)) for claim in claims))
                         for side in ("subject", "object"))
    return f"{subjects} {phrase_predicate(claims[0])} {objects}"


def phrase_predicate(claim: RecordedClaim) -> str:
    """`shares`, `NOT shares`."""
    label = load_terms().labels.get(claim.predicate, claim.predicate)
    return f"NOT {label}" if claim.polarity == "Denied" else label


def phrase_claim(claim: RecordedClaim) -> str:
    """`Port Office NOT shares photographs (to Coast Service) [procedural]`; the modality where it is not plain."""
    known = {"KnowledgeDisclaimed": "knowledge disclaimed"}
    mode = "" if claim.modality == "Stated" else f" [{known.get(claim.modality, claim.modality.lower())}]"
    roles = ", ".join(term.label if term.label.startswith(("until ", "for ")) else f"{SHOWN[name]} {term.label}".strip()
                      for name, term in claim.roles if name in SHOWN)
    statement = f"{name_term(claim.subject)} {phrase_predicate(claim)} {name_term(claim.object)}"
    return statement + (f" ({roles})" if roles else "") + mode


def name_term(term: Term) -> str:
    """A label; what stands for a party that the text does not name."""
    return "[not stated]" if term.iri == UNSTATED else term.label
