"""Contents in, the tables claims.csv and flows.csv out: comma-separated as in RFC 4180, with labels instead of IRIs.

A cell that a spreadsheet would take for a formula gets an apostrophe in front: documents are not to be trusted.
"""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from graphkit.export.contents import (
    DERIVED_FROM,
    EXACT,
    FLOWS,
    OBJECT,
    PREDICATE,
    REFINED_BY,
    SELECTOR,
    SUBJECT,
    TYPE,
    Contents,
    Resource,
    read_local,
    read_value,
    word,
)
from graphkit.export.network import find_quote
from graphkit.ontology.terms import load_terms

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CLAIM_HEAD = ("claim", "subject", "predicate", "object", "polarity", "modality")
CLAIM_TAIL = (
    "speaker", "said_on", "question", "is_fact", "withheld_because", "contradicts", "derived_by", "confidence",
    "sentence", "clause", "page", "start", "end",
)  # fmt: skip
FLOW_HEAD = ("flow", "kind", "modality", "source", "destination", "data", "via", "predicate")
FLOW_TAIL = ("quotes", "claims")


def write_rows(rows: Iterable[Sequence[str]]) -> str:
    """Rows to a table."""
    table = io.StringIO(newline="")
    csv.writer(table, lineterminator="\r\n").writerows([guard_cell(cell) for cell in row] for row in rows)
    return table.getvalue()


def guard_cell(cell: str) -> str:
    """A cell's text, so that no spreadsheet takes it for a formula and no reader stumbles on a zero byte."""
    cell = cell.replace("\x00", "\ufffd")
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def find_roles() -> tuple[str, ...]:
    """The names of the roles, each a column."""
    return tuple(role.name for role in load_terms().roles)


def join_labels(contents: Contents, resource: Resource, name: str) -> str:
    """The values of a property, by label, in one cell."""
    return "; ".join(contents.find_label(term) for term in resource.get(word(name), ()))


def write_claims_table(contents: Contents) -> str:
    """A row a claim, in the order of the document."""
    roles = find_roles()
    facts = set(contents.fact_lines)
    rows = [(*CLAIM_HEAD, *roles, *CLAIM_TAIL)]
    rows += [build_claim_row(contents, claim, roles, facts) for claim in contents.claim_order]
    return write_rows(rows)


def build_claim_row(contents: Contents, claim: str, roles: tuple[str, ...], facts: set[str]) -> tuple[str, ...]:
    """One claim's row."""
    resource = contents.claims[claim]
    statement = [resource[name][0] for name in (SUBJECT, PREDICATE, OBJECT)]
    passages = sorted((contents.places[name], name) for name in resource[word("evidence")] if name in contents.places)
    return (
        read_value(claim),
        contents.find_label(statement[0]),
        read_local(statement[1]),
        contents.find_label(statement[2]),
        read_local(resource[word("polarity")][0]),
        read_local(resource[word("modality")][0]),
        *(join_labels(contents, resource, role) for role in roles),
        join_labels(contents, resource, "speaker"),
        join_labels(contents, resource, "saidOn"),
        find_numbers(contents, resource),
        "yes" if f"{' '.join(statement)} ." in facts else "no",
        join_labels(contents, resource, "withheldBecause"),
        "; ".join(map(read_value, resource.get(word("contradicts"), ()))),
        join_labels(contents, resource, "derivedBy"),
        join_labels(contents, resource, "confidence"),
        find_quote(contents, claim),
        find_clauses(contents, [name for _, name in passages]),
        "; ".join(read_value(page) for _, name in passages for page in contents.claims[name].get(word("page"), ())),
        "; ".join(str(start) for (start, _), _ in passages),
        "; ".join(str(end) for (_, end), _ in passages),
    )


def find_numbers(contents: Contents, resource: Resource) -> str:
    """Block and number of the questions that a claim answers: '3:2.a'."""
    questions = {
        question
        for place in resource.get(word("statedIn"), ())
        for question in contents.claims.get(place, {}).get(word("answers"), ())
    }
    asked = [contents.claims[question] for question in questions]
    numbers = [(int(read_value(item[word("block")][0])), read_value(item[word("number")][0])) for item in asked]
    return "; ".join(f"{block}:{number}" for block, number in sorted(numbers))


def find_clauses(contents: Contents, passages: list[str]) -> str:
    """The clauses inside a claim's sentences, where they are less than the whole."""
    clauses = [
        read_value(contents.claims[inner][EXACT][0])
        for passage in passages
        for selector in contents.claims[passage].get(SELECTOR, ())
        for inner in contents.claims[selector].get(REFINED_BY, ())
    ]
    return " … ".join(" ".join(clause.split()) for clause in clauses)


def write_flows_table(contents: Contents) -> str:
    """A row a flow: affirmed, possible, denied."""
    roles = tuple(role for role in find_roles() if role not in FLOW_HEAD)
    rows = [(*FLOW_HEAD, *roles, *FLOW_TAIL)]
    return write_rows([*rows, *(build_flow_row(contents, flow, roles) for flow in contents.flow_order)])


def build_flow_row(contents: Contents, flow: str, roles: tuple[str, ...]) -> tuple[str, ...]:
    """One flow's row."""
    resource = contents.facts[flow]
    claims = sorted(resource[DERIVED_FROM], key=contents.find_place)
    return (
        read_value(flow),
        next(kind for kind in FLOWS if word(kind) in resource[TYPE]),
        "; ".join(map(read_local, resource[word("modality")])),
        *(join_labels(contents, resource, name) for name in ("source", "destination", "data", "via")),
        "; ".join(map(read_local, resource[word("flowPredicate")])),
        *(join_labels(contents, resource, role) for role in roles),
        " | ".join(dict.fromkeys(find_quote(contents, claim) for claim in claims)),
        " ".join(map(read_value, claims)),
    )
