"""A record in, the sheets out that need no analysis of their own: claims, denials, flows and coverage."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphkit.analysis.coverage import Line
from graphkit.analysis.record import Record, RecordedClaim
from graphkit.analysis.sheet import Quote, Row, Sheet, quote_claim
from graphkit.diagram.picture import Flow, Picture
from graphkit.report.wording import DENIED, find_stance, load_words, name_kind, name_predicate, name_term


def list_roles(claim: RecordedClaim) -> str:
    """The roles of a claim in one cell."""
    return "; ".join(f"{name_kind(name)}: {name_term(term)}" for name, term in claim.roles)


def find_number(claim: RecordedClaim, record: Record) -> str:
    """The number of the most specific question that a claim answers."""
    return max((record.name_question(iri) for iri in claim.questions), key=lambda name: (len(name), name), default="")


def lay_claims(record: Record) -> Sheet:
    """Every claim, a row each."""
    rows = tuple(
        Row((name_term(claim.subject, subject=True), name_predicate(claim), name_term(claim.object), list_roles(claim),
             find_stance(claim), name_kind(claim.modality), find_number(claim, record)),
            (claim.iri,), quote_claim(record, claim))
        for claim in record.claims
    )
    note = ("Every statement of the document, in its order. “Hedged” is what may be, is planned, is required or is not "
            "known.")
    return Sheet("claims", "Claims", ("who", "says", "what", "roles", "stance", "modality", "question"), rows, note)


def lay_denials(record: Record) -> Sheet:
    """The claims that deny, a row each."""
    rows = tuple(
        Row((name_term(claim.subject, subject=True), name_predicate(claim), name_term(claim.object), list_roles(claim),
             name_kind(claim.modality), find_number(claim, record)), (claim.iri,), quote_claim(record, claim))
        for claim in record.claims
        if find_stance(claim) == DENIED or claim.modality == "KnowledgeDisclaimed"
    )
    note = ("What the document says is not so, and what its author says it does not know of. A denial with a role "
            "(to whom, through what) denies no more than that.")
    return Sheet("denials", "Denials", ("who", "says", "what", "roles", "modality", "question"), rows, note)


def lay_flows(record: Record, picture: Picture) -> Sheet:
    """Every flow, access and use that the diagrams are drawn from, a row each."""
    names = {iri: name_term(term) for iri, term in record.things.items()}
    names |= {node.iri: node.label for node in picture.nodes if node.iri not in names}
    claims = {claim.iri: claim for claim in record.claims}
    rows = tuple(lay_flow(flow, record, names, claims) for flow in picture.flows)
    columns = ("from", "to", "what", "through", "said as", "kind", "limits")
    note = "All that the diagrams are drawn from, also what did not fit into the drawing of the whole."
    return Sheet("flows", "Who gives what to whom", columns, rows, note)


def lay_flow(
    flow: Flow, record: Record, names: Mapping[str, str], claims: Mapping[str, RecordedClaim]
) -> Row:
    """One flow as a row."""
    unstated = str(load_words()["terms"]["unstated"])
    behind = tuple(statement.claim for statement in flow.statements)
    ends = tuple(names.get(end, unstated) if not end.endswith("#Unstated") else unstated
                 for end in (flow.source, flow.destination))
    status = flow.status if flow.modality in ("", "Stated", "Procedural") else f"{flow.status}, {flow.modality.lower()}"
    cells = (*ends, ", ".join(flow.data) or flow.word, ", ".join(names.get(item, item) for item in flow.via), status,
             flow.kind, "; ".join(flow.limits))
    quotes = dict.fromkeys(quote for iri in behind if iri in claims for quote in quote_claim(record, claims[iri]))
    return Row(cells, behind, tuple(quotes))


def lay_coverage(record: Record, lines: Iterable[Line]) -> Sheet:
    """Every sentence: how many claims it makes, or why it makes none."""
    behind: dict[int, list[str]] = {}
    for claim in record.claims:
        behind.setdefault(claim.places[0].start if claim.places else -1, []).append(claim.iri)
    rows = tuple(
        Row((line.section, line.kind, str(line.claims), line.reason, line.detail),
            tuple(behind.get(line.start, ())), (Quote(line.text, record.name, line.start, line.end, line.page),))
        for line in lines
    )
    note = "Nothing is dropped in silence: each sentence has claims, or a reason why it has none."
    return Sheet("coverage", "Coverage", ("section", "part", "claims", "why none", "detail"), rows, note)
