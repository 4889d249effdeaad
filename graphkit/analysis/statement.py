"""A claim in, a line that says it out: for tables and drawings, where its sentence stands beside it."""
from __future__ import annotations

from graphkit.analysis.record import RecordedClaim
from graphkit.ontology.terms import load_terms

#: Roles that a line shows, and the word before each.
SHOWN = {"data": "data", "source": "from", "recipient": "to", "via": "via", "program": "under", "restriction": "",
         "quantity": ""}


def phrase_claim(claim: RecordedClaim) -> str:
    """`Port Office – does not share – photographs (to Coast Service)`; the modality where it is not plain."""
    label = load_terms().labels.get(claim.predicate, claim.predicate)
    verb = f"NOT {label}" if claim.polarity == "Denied" else label
    known = {"KnowledgeDisclaimed": "knowledge disclaimed"}
    mode = "" if claim.modality == "Stated" else f" [{known.get(claim.modality, claim.modality.lower())}]"
    roles = ", ".join(f"{SHOWN[name]} {term.label}".strip() for name, term in claim.roles if name in SHOWN)
    return f"{claim.subject.label} {verb} {claim.object.label}" + (f" ({roles})" if roles else "") + mode
