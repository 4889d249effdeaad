"""A denial and a claim in, how much weaker their pair is by what they are about, out."""
from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.analysis.likeness import Kin, find_qualifier, read_matter, relate_matters, split_words
from graphkit.analysis.oppositions.said import Said
from graphkit.analysis.record import RecordedClaim
from graphkit.ontology.comparison import Opposition


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
