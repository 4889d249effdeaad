"""A Record in, the life of each kind of data and of each flow of it out: what is stated of it, denied, or missing.

Source, collector, purpose, legal basis, recipients, retention, deletion, safeguards, data subjects: which claims tell
each is data (ontology/cues/lifecycle.yaml). A field is stated only by what is affirmed as so; what is only possible,
planned or required is told apart, and nothing is filled in from elsewhere.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from graphkit.analysis.record import UNSTATED, Record, RecordedClaim, Term
from graphkit.analysis.sheet import Row, Sheet, quote_claim
from graphkit.errors import OntologyError
from graphkit.ontology import find_ontology
from graphkit.ontology.cues import read_yaml
from graphkit.ontology.patterns import list_entries, list_words

NAME, PLACE, DATA = "lifecycle", "ontology/cues/lifecycle.yaml", "DataCategory"
STATED, DENIED, MISSING = "stated", "denied", "missing"
COLUMNS = ("of", "what", "field", "state", "value")
NOTE = "“Missing” says that no claim of the document tells it. Nothing is filled in from elsewhere."


class Taking(Struct, frozen=True):
    """Claims of some predicates that tell a field, and what of them tells it."""

    predicates: frozenset[str]
    give: str
    of: str = "object"
    kinds: frozenset[str] = frozenset()
    denies: str = ""

    def tells(self, claim: RecordedClaim) -> bool:
        """Whether a claim of these predicates tells the field: an affirmation does, a denial of it alone."""
        denied = claim.polarity == "Denied"
        open_to_denial = self.give in ("subject", "object", "recipient") and self.denies != "nothing"
        return claim.predicate in self.predicates and (not denied or open_to_denial)


class Field(Struct, frozen=True):
    """A field of the record of processing; `named` are kinds of things that the data's own name may name."""

    name: str
    article: str
    takings: tuple[Taking, ...]
    named: frozenset[str] = frozenset()


class LifecycleCues(Struct, frozen=True):
    """The content of lifecycle.yaml, which explains each entry."""

    handling: frozenset[str]
    flows: frozenset[str]
    fields: tuple[Field, ...]


class Told(Struct, frozen=True):
    """A value of a field, how firmly it is told (stated, denied, possible, planned, required), and by which claim.

    claim  None where the name of the data itself tells it
    """

    state: str
    value: Term
    claim: RecordedClaim | None = None


class Life(Struct, frozen=True):
    """A kind of data, or one flow of it: its fields by name, each with all that is told of it."""

    kind: str
    label: str
    data: Term
    fields: Mapping[str, tuple[Told, ...]]
    claims: tuple[RecordedClaim, ...]

    def find_state(self, field: str) -> str:
        """ "stated", "denied" or another of the states; "stated, denied" where both are; "missing" where nothing is."""
        return ", ".join(dict.fromkeys(sorted((told.state for told in self.fields[field]), key=rank_state))) or MISSING

    def list_missing(self) -> tuple[str, ...]:
        """The fields that nothing tells."""
        return tuple(name for name, told in self.fields.items() if not told)


def rank_state(state: str) -> tuple[bool, bool, str]:
    return state != STATED, state != DENIED, state


def read_lifecycle_cues(content: Mapping[str, Any]) -> LifecycleCues:
    """The cue file `lifecycle`, checked. Raises OntologyError that names the entry."""
    fields = []
    for entry in list_entries(content, "fields", PLACE):
        if not isinstance(entry.get("name"), str) or not isinstance(entry.get("article"), str):
            raise OntologyError(f"{PLACE}: a field needs a name and an article, not {dict(entry)!r}")
        takings = tuple(
            Taking(frozenset(list_words(one, "claims", PLACE)), str(one.get("give")), str(one.get("of", "object")),
                   frozenset(one.get("kinds", ())), str(one.get("denies", "")))
            for one in list_entries(entry, "take", PLACE)
        )  # fmt: skip
        fields.append(Field(entry["name"], entry["article"], takings, frozenset(entry.get("named", ()))))
    handling, flows = (frozenset(list_words(content, name, PLACE)) for name in ("handling", "flows"))
    return LifecycleCues(handling, flows, tuple(fields))


@lru_cache(maxsize=1)
def load_lifecycle_cues() -> LifecycleCues:
    """The cues of the ontology, read once."""
    content = read_yaml(find_ontology() / "cues" / "lifecycle.yaml")
    return read_lifecycle_cues(content if isinstance(content, dict) else {})


def build_lifecycle(record: Record) -> tuple[Life, ...]:
    """Every kind of data that is handled, in the order of the text, each followed by the flows of it."""
    cues, lives = load_lifecycle_cues(), []
    for data in list_data(record, cues):
        claims = [claim for claim in record.claims if concerns(claim, data)]
        lives.append(build_life("data", data.label, data, claims, record, cues))
        for (source, recipient), own in group_flows(claims, cues).items():
            others = [claim for claim in claims if claim.predicate not in cues.flows]
            label = f"{source.label} → {recipient.label}: {data.label}"
            lives.append(limit_ends(build_life("flow", label, data, [*own, *others], record, cues), source, recipient))
    return tuple(lives)


def limit_ends(life: Life, source: Term, recipient: Term) -> Life:
    """A flow with its own two ends alone, where its claims tell of several flows at once."""
    ends = {"source": source, "recipients": recipient}
    fields = {name: tuple(one for one in told if name not in ends or one.value == ends[name])
              for name, told in life.fields.items()}  # fmt: skip
    return replace(life, fields=fields)


def list_data(record: Record, cues: LifecycleCues) -> list[Term]:
    """The kinds of data that claims handle, in the order in which they are first handled."""
    handled = (term for claim in record.claims if claim.predicate in cues.handling
               for term in (claim.object, *claim.find_role("data")))  # fmt: skip
    return list(dict.fromkeys(term for term in handled if term.kind == DATA and term.known))


def concerns(claim: RecordedClaim, data: Term) -> bool:
    """Whether a claim is about a kind of data."""
    return data in (claim.subject, claim.object, *claim.find_role("data"))


def group_flows(
    claims: Iterable[RecordedClaim], cues: LifecycleCues
) -> dict[tuple[Term, Term], list[RecordedClaim]]:
    """Claims that data goes from one party to another, by both; those that say neither are left out."""
    unstated = Term("Unstated", UNSTATED, "Unstated")
    groups: dict[tuple[Term, Term], list[RecordedClaim]] = {}
    for claim in claims:
        if claim.predicate not in cues.flows or tell_state(claim) != STATED:
            continue
        given = claim.predicate != "receives"
        sources = (claim.subject,) if given else claim.find_role("source") or (unstated,)
        recipients = claim.find_role("recipient") or (unstated,) if given else (claim.subject,)
        for pair in ((source, recipient) for source in sources for recipient in recipients):
            if any(term.iri != UNSTATED for term in pair):
                groups.setdefault(pair, []).append(claim)
    return groups


def build_life(
    kind: str, label: str, data: Term, claims: Sequence[RecordedClaim], record: Record, cues: LifecycleCues
) -> Life:
    """A kind of data, or a flow of it, and the claims about it to its fields."""
    fields = {field.name: tuple(dict.fromkeys(tell_field(field, data, claims, record))) for field in cues.fields}
    return Life(kind, label, data, fields, tuple(dict.fromkeys(claims)))


def tell_field(field: Field, data: Term, claims: Sequence[RecordedClaim], record: Record) -> Iterator[Told]:
    """Everything that claims, or the data's own name, tell of a field."""
    for taking in field.takings:
        for claim in claims:
            about = claim.subject if taking.of == "subject" else claim.object
            if not taking.tells(claim) or data not in (about, *claim.find_role("data")):
                continue
            values = {"subject": (claim.subject,), "object": (claim.object,)}.get(taking.give)
            found = claim.find_role(taking.give) if values is None else values
            if not found and taking.denies == "unnamed" and claim.polarity == "Denied":
                found = (Term("anybody"),)
            for value in found:
                if value.iri != UNSTATED and (not taking.kinds or value.kind in taking.kinds):
                    yield Told(tell_state(claim), value, claim)
    for term in record.things.values():
        if term.kind not in field.named or not term.known or term == data:
            continue
        if re.search(rf"\b{re.escape(term.label)}s?\b", data.label, re.I):
            yield Told(STATED, term)


def tell_state(claim: RecordedClaim) -> str:
    """How firmly a claim tells what it tells; an affirmation that yields no fact is "attributed or doubtful"."""
    if claim.polarity == "Denied":
        return DENIED if claim.modality in ("Stated", "Procedural") else f"{DENIED} ({claim.modality.lower()})"
    if claim.modality not in ("Stated", "Procedural"):
        return claim.modality.lower()
    return "attributed or doubtful" if claim.withheld else STATED


def lay_lifecycle(record: Record, lives: Sequence[Life]) -> Sheet:
    """Lives as a sheet: a row for each field of each."""
    rows = tuple(lay_field(record, life, field) for life in lives for field in life.fields)
    return Sheet(NAME, f"Life of the data: {record.title}", COLUMNS, rows, NOTE)


def lay_field(record: Record, life: Life, field: str) -> Row:
    """One field of a life to its row, with the words of every claim that tells it."""
    told = life.fields[field]
    claims = [one.claim for one in told if one.claim is not None]
    quotes = tuple(dict.fromkeys(quote for claim in claims for quote in quote_claim(record, claim)))
    cells = (life.kind, life.label, field, life.find_state(field), join_values(told))
    return Row(cells, tuple(dict.fromkeys(claim.iri for claim in claims)), quotes)


def join_values(told: Iterable[Told]) -> str:
    """Values with their state where they are not stated: "BI; not: agency; possible: ICE"."""
    parts = []
    for one in told:
        state = "" if one.state == STATED else "not: " if one.state == DENIED else f"{one.state}: "
        parts.append(state + " ".join(one.value.label.split()))
    return "; ".join(dict.fromkeys(parts))


def lay_processing(record: Record, lives: Sequence[Life]) -> Sheet:
    """Lives as a record of processing activities: a row each, with the headings of GDPR, article 30."""
    fields = load_lifecycle_cues().fields
    columns = ("processing", "categories of data", *(field.article for field in fields), "not stated")
    rows = []
    for life in lives:
        claims = tuple(dict.fromkeys(one.claim for told in life.fields.values() for one in told if one.claim))
        quotes = tuple(dict.fromkeys(quote for claim in claims for quote in quote_claim(record, claim)))
        values = (join_values(life.fields[field.name]) for field in fields)
        cells = (f"{life.kind}: {life.label}", life.data.label, *values, "; ".join(life.list_missing()))
        rows.append(Row(cells, tuple(claim.iri for claim in claims), quotes))
    return Sheet("processing", f"Record of processing: {record.title}", columns, tuple(rows), NOTE)
