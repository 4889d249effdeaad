"""A record in, organizations and their parts against systems, capabilities or kinds of data out, with their claims.

A cell says how the document connects a party and a thing: the first of

    contradictory   it says and denies the same (a tension of strength 1 among the cell's claims)
    affirmed, procedural, required, planned, possible
    denied          and nothing of the above; what must not be is denied too
    disclaimed      the speaker says that it does not know
    not addressed

and by which predicates. People are counted with the body that they work for. A denial with a means, a recipient or
another role denies that only: it is told in the cell of the means, and in that of the object as "denied in part". A
part does not inherit from its whole, nor the whole from its parts: where only the other is addressed, the cell says so.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from graphkit.analysis.likeness import Kin, read_matter
from graphkit.analysis.oppositions.scope import SCOPE
from graphkit.analysis.record import Record, RecordedClaim, Term
from graphkit.analysis.sheet import Row, Sheet, quote_claim
from graphkit.analysis.statement import phrase_claim
from graphkit.analysis.tensions import Tension, find_tensions
from graphkit.model import BODIES
from graphkit.ontology.cells import load_cells
from graphkit.ontology.terms import load_terms

UNADDRESSED = "not addressed"
#: From the firmest down: what a cell is called after.
STATES = ("contradictory", "affirmed", "procedural", "required", "planned", "possible", "denied", "denied in part",
          "disclaimed")
MODES = {"Stated": "affirmed", "KnowledgeDisclaimed": "disclaimed"}


class Cell(Struct, frozen=True):
    """How a party and a thing are connected.

    state      one of STATES, or UNADDRESSED
    said       the states of its claims, the firmest first, and the predicates that have each
    claims     what it rests on, in the order of the text
    elsewhere  where the party itself is not addressed: "whole" or "part", its label and its state, the nearest first
    """

    state: str
    said: tuple[tuple[str, tuple[str, ...]], ...] = ()
    claims: tuple[RecordedClaim, ...] = ()
    elsewhere: tuple[tuple[str, str, str], ...] = ()

    @property
    def brief(self) -> str:
        """`affirmed, denied`, `not addressed (whole: affirmed)`."""
        if self.elsewhere:
            return f"{self.state} ({self.elsewhere[0][0]}: {self.elsewhere[0][2]})"
        return self.state if self.state == "contradictory" else ", ".join(state for state, _ in self.said) or self.state

    def __str__(self) -> str:
        """`affirmed: uses; denied: audits`, `not addressed (whole Port Office: affirmed)`."""
        if self.elsewhere:
            told = "; ".join(f"{relation} {label}: {state}" for relation, label, state in self.elsewhere)
            return f"{self.state} ({told})"
        words = "; ".join(f"{state}: {', '.join(predicates)}" for state, predicates in self.said)
        return f"contradictory: {words}" if self.state == "contradictory" else words or self.state


class Matrix(Struct, frozen=True):
    """Parties (wholes before their parts), things, and a cell for each pair, row by row."""

    record: Record
    against: str
    parties: tuple[Term, ...]
    depths: tuple[int, ...]
    things: tuple[Term, ...]
    cells: tuple[tuple[Cell, ...], ...]


def build_matrix(
    record: Record,
    against: str = "systems",
    predicates: Sequence[str] = (),
    tensions: Sequence[Tension] | None = None,
) -> Matrix:
    """The matrix of a record against one of `load_cells().against`; `predicates`, if any, are the only ones counted.

    tensions  those of the record, where they are known
    """
    kin = Kin([record])
    found: dict[tuple[str, str], list[RecordedClaim]] = defaultdict(list)
    parties: dict[str, Term] = {}
    things: dict[str, Term] = {}
    partial: set[tuple[str, str, str]] = set()
    for claim in record.claims:
        if claim.predicate in load_cells().unfit or (predicates and claim.predicate not in predicates):
            continue
        for party, thing, in_part in find_pairs(claim, load_cells().against[against], record, kin):
            row, column = kin.key(party), name_thing(thing, kin)
            parties.setdefault(row, party)
            things[column] = min(things.get(column, thing), thing, key=lambda term: (len(term.label), term.label))
            if claim not in found[row, column]:
                found[row, column].append(claim)
            if in_part:
                partial.add((row, column, claim.iri))
    for term in (record.things.get(iri) for pair in record.parts for iri in pair):
        if term and term.kind in BODIES and term.known:
            parties.setdefault(kin.key(term), term)
    clashing = list_clashing(find_tensions([record]) if tensions is None else tensions)
    rows = order_parties(parties, kin)
    columns = sorted(things, key=lambda key: things[key].label.casefold())
    cells = {
        (row, column): read_cell(found[row, column], {iri for *at, iri in partial if at == [row, column]}, clashing)
        for row, _ in rows for column in columns
    }
    told = [(row, depth, tuple(tell_elsewhere(cells, row, column, parties, kin) for column in columns))
            for row, depth in rows]
    kept = [entry for entry in told if any(cell.claims or cell.elsewhere for cell in entry[2])]
    return Matrix(
        record, against, tuple(parties[row] for row, *_ in kept), tuple(depth for _, depth, _ in kept),
        tuple(things[column] for column in columns), tuple(line for *_, line in kept),
    )


def find_pairs(
    claim: RecordedClaim, kinds: frozenset[str], record: Record, kin: Kin
) -> Iterable[tuple[Term, Term, bool]]:
    """The parties and things that a claim connects, and whether its denial is of a part of the statement only."""
    for party_place, thing_place in load_cells().places:
        for party in get_terms(claim, party_place):
            body = find_body(party, record, kin)
            if body is None:
                continue
            for thing in get_terms(claim, thing_place):
                if thing.kind in kinds and thing.known:
                    confined = claim.polarity == "Denied" and thing_place == "object" and any(
                        claim.find_role(name) for name in (*SCOPE, "restriction") if name != party_place)
                    yield body, thing, confined


def get_terms(claim: RecordedClaim, place: str) -> tuple[Term, ...]:
    """Subject, object, or the values of a role."""
    if place in ("subject", "object"):
        term: Term = getattr(claim, place)
        return (term,)
    return claim.find_role(place)


def find_body(term: Term, record: Record, kin: Kin) -> Term | None:
    """A body itself, or the one that people work for; None for others."""
    if not term.known:
        return None
    if term.kind in BODIES:
        return term
    employer = kin.find_employer(term) if term.kind == "Role" else ""
    return record.things.get(employer)


def name_thing(term: Term, kin: Kin) -> str:
    """What makes two things one column: the thing, or the words of its label without those that tell nothing apart."""
    if term.kind in ("System", "Program"):
        return kin.key(term)
    words = read_matter(term.label).words - kin.comparison.general
    return " ".join(sorted(words)) or kin.key(term)


def list_clashing(tensions: Iterable[Tension]) -> set[frozenset[str]]:
    """Pairs of claims of which only one can hold."""
    return {frozenset((one.claim.iri, other.claim.iri))
            for tension in tensions if tension.strength == 1
            for one in tension.one for other in tension.other}


def read_cell(claims: Sequence[RecordedClaim], partial: set[str], clashing: set[frozenset[str]]) -> Cell:
    """The claims of a cell to what it says."""
    if not claims:
        return Cell(UNADDRESSED)
    said: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        predicate = load_terms().labels.get(claim.predicate, claim.predicate)
        said[name_state(claim, claim.iri in partial)].append(predicate)
    both = any(frozenset((one.iri, two.iri)) in clashing for one in claims for two in claims if one is not two)
    ordered = tuple((state, tuple(dict.fromkeys(said[state]))) for state in STATES if state in said)
    return Cell("contradictory" if both else ordered[0][0], ordered, tuple(claims))


def name_state(claim: RecordedClaim, in_part: bool) -> str:
    """What a claim alone makes of its cell."""
    if claim.modality == "KnowledgeDisclaimed":
        return "disclaimed"
    if claim.polarity == "Denied":
        return "denied in part" if in_part else "denied"
    return MODES.get(claim.modality, claim.modality.lower())


def order_parties(parties: dict[str, Term], kin: Kin) -> list[tuple[str, int]]:
    """Keys of parties with their depth: each body followed by its parts, by label."""
    above = {key: set(kin.said.get(key, ())) & set(parties) for key in parties}
    ordered: list[tuple[str, int]] = []

    def place(key: str, depth: int) -> None:
        if key not in {done for done, _ in ordered}:
            ordered.append((key, depth))
            for part in sorted(parties, key=lambda each: (parties[each].label.casefold(), each)):
                # its own parts, not those of its parts
                if key in above[part] and not any(key in above[mid] for mid in above[part] if part not in above[mid]):
                    place(part, depth + 1)

    for key in sorted(parties, key=lambda each: (bool(above[each]), parties[each].label.casefold(), each)):
        place(key, 0)
    return ordered


def tell_elsewhere(
    cells: dict[tuple[str, str], Cell], row: str, column: str, parties: dict[str, Term], kin: Kin
) -> Cell:
    """A cell that is not addressed to the same with what the document says of the whole or a part of the party."""
    cell = cells[row, column]
    if cell.claims:
        return cell
    wholes = [("whole", other) for other in kin.list_wholes(row) if other in parties]
    parts = [("part", other) for other in sorted(parties, key=lambda each: parties[each].label)
             if row in kin.said.get(other, ())]
    return replace(cell, elsewhere=tuple(
        (relation, parties[other].label, cells[other, column].state)
        for relation, other in (*wholes, *parts) if cells[other, column].claims))


def lay_matrix(matrix: Matrix, *, brief: bool = False) -> Sheet:
    """A matrix to the sheet of `graphkit matrix`: a row a party, a column a thing; brief: states without predicates."""
    rows = tuple(
        Row(("  " * depth + party.label, *(cell.brief if brief else str(cell) for cell in cells)),
            tuple(dict.fromkeys(claim.iri for cell in cells for claim in cell.claims)))
        for party, depth, cells in zip(matrix.parties, matrix.depths, matrix.cells, strict=True)
    )
    columns = name_columns(["organization", *(thing.label for thing in matrix.things)])
    return Sheet("matrix", f"Organizations against {matrix.against}", columns, rows if matrix.things else (), NOTE)


def name_columns(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels to names of columns, each once."""
    counts: dict[str, int] = defaultdict(int)
    names = []
    for label in labels:
        counts[label] += 1
        names.append(label if counts[label] == 1 else f"{label} ({counts[label]})")
    return tuple(names)


def lay_cells(matrix: Matrix) -> Sheet:
    """A matrix to one row a cell that is addressed, or whose whole or part is, with the claims and their words."""
    rows = tuple(
        Row((party.label, thing.label, str(cell) if cell.elsewhere else cell.state,
             "; ".join(dict.fromkeys(map(phrase_claim, cell.claims)))),
            tuple(claim.iri for claim in cell.claims),
            tuple(dict.fromkeys(quote for claim in cell.claims for quote in quote_claim(matrix.record, claim))))
        for party, cells in zip(matrix.parties, matrix.cells, strict=True)
        for thing, cell in zip(matrix.things, cells, strict=True) if cell.claims or cell.elsewhere
    )
    return Sheet("matrix", f"Organizations against {matrix.against}, cell by cell",
                 ("organization", matrix.against.removesuffix("s"), "state", "statements"), rows, NOTE)


NOTE = ("Not addressed: the document says nothing that connects the two. A part does not inherit from its whole; what "
        "is said of the one alone stands in brackets at the other.")
