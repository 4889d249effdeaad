"""An IRI in, what is known about it out: the page of a thing, a claim, a passage, a question or a flow, or its RDF.

Things are asked for under /id/, where the base of the builds has a place on this server; others by /resource?iri=….
"""
from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pyoxigraph import NamedNode

from graphkit.analysis.record import RecordedClaim, Term, shorten
from graphkit.ontology.namespaces import DCTERMS, GK, RDF, RDFS, SKOS
from graphkit.query.result import load_term_labels, shorten_iri
from graphkit.serve.endpoint import ask_pool
from graphkit.serve.protocol import ProtocolError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request

    from graphkit.serve.pool import Pool, Reply

QUERIES = Path(__file__).with_name("queries")
#: Properties that tell what something is called, the best first.
NAMES = tuple(f"{space}{name}" for space, name in (
    (RDFS, "label"), (SKOS, "prefLabel"), (DCTERMS, "title"), (RDF, "value"), (GK, "number")))
Row = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a page for a term: its words, and its IRI or '' for a literal."""

    words: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim as the page shows it."""

    iri: str
    stance: str
    subject: Value
    verb: str
    object: Value
    polarity: str
    modality: str
    quotes: tuple[str, ...]
    document: str


@dataclass(frozen=True, slots=True)
class Thing:
    """All that the page of an IRI shows. Facts and pointers: property and values, in order."""

    iri: str
    label: str
    kind: Value | None
    facts: tuple[tuple[Value, tuple[Value, ...]], ...]
    pointers: tuple[tuple[Value, tuple[Value, ...]], ...]
    sayings: tuple[Saying, ...]


@cache
def load_text(name: str) -> str:
    """A query of this package."""
    return (QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def check_iri(iri: str) -> str:
    """An IRI that the engine takes. Raises ProtocolError (404) for anything else."""
    try:
        return NamedNode(iri).value
    except ValueError:
        raise ProtocolError(404, f"{iri[:200]!r} is not an IRI") from None


def link_iri(iri: str, base: str) -> str:
    """The address on this server at which an IRI is looked up."""
    if iri.startswith(base):
        return f"/id/{quote(iri[len(base):], safe='/-._~')}"
    if iri.startswith(GK):
        return f"/ns#{quote(iri[len(GK):])}"
    return f"/resource?iri={quote(iri, safe='')}"


async def ask(request: Request, pool: Pool, name: str, iri: str, graph: str | None = None) -> Reply:
    """A query of this package about an IRI; the answer in JSON, or in a format of RDF."""
    return await ask_pool(request, pool, {
        "view": "", "query": load_text(name), "params": {"thing": f"<{iri}>"}, "results": "json", "graph": graph})


async def read_rows(request: Request, pool: Pool, name: str, iri: str) -> list[Row]:
    reply = await ask(request, pool, name, iri)
    rows: list[Row] = json.loads(reply.body)["results"]["bindings"]
    return rows


async def read_thing(request: Request, pool: Pool, iri: str, prefixes: Mapping[str, str]) -> Thing | None:
    """What the page of an IRI shows; None where no graph knows it."""
    properties = await read_rows(request, pool, "thing", iri)
    pointers = await read_rows(request, pool, "incoming", iri)
    claims = await read_rows(request, pool, "claims", iri)
    if not properties and not pointers and not claims:
        return None
    facts = tuple(group_values(properties, "value", prefixes))
    kinds = [value for name, values in facts if name.iri == f"{RDF}type" for value in values]
    own = [value for value in kinds if value.iri.startswith(GK)]
    sayings = tuple(read_sayings(claims))
    return Thing(
        iri, name_thing(iri, properties, sayings, prefixes), next(iter(own or kinds), None),
        tuple(fact for fact in facts if fact[0].iri not in (f"{RDF}type", f"{RDFS}label")),
        tuple(group_values(pointers, "source", prefixes)), sayings,
    )


def name_thing(iri: str, rows: list[Row], sayings: tuple[Saying, ...], prefixes: Mapping[str, str]) -> str:
    """What an IRI is called: by its own label, by what it says if it is a claim, or by a short form of itself."""
    for saying in sayings:
        if saying.iri == iri:
            return f"{saying.subject.words} {saying.verb} {saying.object.words}"
    for name in NAMES:
        found = sorted(row["value"]["value"] for row in rows if row["property"]["value"] == name)
        if found:
            return found[0]
    return shorten_iri(iri, prefixes)


def group_values(
    rows: list[Row], column: str, prefixes: Mapping[str, str]
) -> Iterator[tuple[Value, tuple[Value, ...]]]:
    """Rows of property and value, which are sorted by property, to each property with its values."""
    for iri, group in groupby(rows, key=lambda row: row["property"]["value"]):
        values = (build_value(row[column], row.get("label"), prefixes) for row in group)
        yield Value(name_term(iri, prefixes), iri), tuple(dict.fromkeys(values))


def build_value(cell: Mapping[str, str], label: Mapping[str, str] | None, prefixes: Mapping[str, str]) -> Value:
    """A cell of SPARQL results, and its label if it has one, to words."""
    if cell["type"] != "uri":
        return Value(cell["value"])
    return Value(label["value"] if label else name_term(cell["value"], prefixes), cell["value"])


def name_term(iri: str, prefixes: Mapping[str, str]) -> str:
    """The label of a term of the vocabulary, or a short form of any other IRI."""
    return load_labels().get(iri) or shorten_iri(iri, prefixes)


@cache
def load_labels() -> dict[str, str]:
    return load_term_labels()


def read_sayings(rows: list[Row]) -> Iterator[Saying]:
    """Rows of claims, one a passage, to the claims."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["claim"]["value"], []).append(row)
    for iri, group in grouped.items():
        yield build_saying(iri, group)


def build_saying(iri: str, group: list[Row]) -> Saying:
    """The rows of one claim to what the page shows of it, told as in the report."""
    from graphkit.report.wording import find_stance, name_predicate, name_term

    row: dict[str, Any] = group[0]
    subject, object_ = (Term(
        row.get(f"{part}Label", {}).get("value") or (
            shorten(row[part]["value"]) if row[part]["type"] == "uri" else row[part]["value"]),
        row[part]["value"] if row[part]["type"] == "uri" else "") for part in ("subject", "object"))
    claim = RecordedClaim(
        iri, subject, shorten(row["predicate"]["value"]), object_, shorten(row["polarity"]["value"]),
        shorten(row["modality"]["value"]), (), withheld=row.get("withheld", {}).get("value", ""))
    return Saying(
        iri, find_stance(claim), Value(name_term(subject, subject=True), subject.iri), name_predicate(claim),
        Value(name_term(object_), object_.iri), claim.polarity, claim.modality,
        tuple(dict.fromkeys(part["quote"]["value"] for part in group)), row.get("document", {}).get("value", ""),
    )
