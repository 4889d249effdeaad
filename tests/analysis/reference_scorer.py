# ruff: noqa: E501, SIM, RUF
"""Score the claims of a built graph against a gold file.

    reference_scorer.py GOLD.psv TEXT.txt GRAPH.ttl [GRAPH.ttl ...] [--errors] [--json]

Reads the claims by the terms of VOCABULARY.md (any mix of Turtle, N-Triples, TriG, N-Quads), and prints recall over the
required gold lines, precision over the claims whose evidence lies in a gold span, and what is wrong with each error.
A claim whose evidence is not in the text is wrong, wherever it would lie. A leak is a plain triple that no affirmed,
stated or procedural claim with evidence in the text supports, or whose support the gold says is denied, possible,
planned, required or disclaimed. Needs pyoxigraph.
"""
from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

GK = "https://w3id.org/graphkit/ns#"
PREFIXES = f"""PREFIX gk: <{GK}>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    PREFIX oa: <http://www.w3.org/ns/oa#> """
LABELS = ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#altLabel")
MODALITIES = {
    "Stated": "stated", "Procedural": "procedural", "Possible": "possible",
    "Planned": "planned", "Required": "required", "KnowledgeDisclaimed": "disclaimed",
}
FACTUAL = {"stated", "procedural"}
LONGEST_NAME = 12  # words; what is longer is a clause, not the name of a thing


def squeeze(text: str) -> str:
    """White space folded, quotes and dashes made plain: the form in which texts are compared."""
    text = text.translate(str.maketrans("“”‘’–—\u00a0", "\"\"''-- "))
    return re.sub(r"\s+", " ", text).strip()


def pattern(alternatives: str) -> re.Pattern:
    return re.compile("|".join(f"(?:{part.strip()})" for part in alternatives.split(";")), re.I)


@dataclass(frozen=True)
class GoldLine:
    id: str
    required: bool
    subject: re.Pattern
    predicates: tuple[str, ...]
    object: re.Pattern
    polarity: str
    modalities: tuple[str, ...]
    quote: str
    roles: tuple[tuple[tuple[str, ...], re.Pattern], ...] = ()

    @property
    def factual(self) -> bool:
        return self.polarity == "affirmed" and bool(FACTUAL & set(self.modalities))


@dataclass(eq=False)
class Claim:
    iri: str
    subject: str
    predicate: str
    object: str
    polarity: str
    modality: str
    subject_labels: list[str]
    object_labels: list[str]
    quotes: list[str] = field(default_factory=list)
    roles: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def statement(self) -> tuple[str, str, str]:
        return self.subject, self.predicate, self.object

    @property
    def factual(self) -> bool:
        return self.polarity == "affirmed" and self.modality in FACTUAL

    def __str__(self) -> str:
        sign = "" if self.polarity == "affirmed" else "NOT "
        roles = " ".join(f"{name}={labels[0]!r}" for name, labels in sorted(self.roles.items()))
        return f"{self.subject_labels[:1]} {sign}{self.predicate} {self.object_labels[:1]} ({self.modality}) {roles}".rstrip()


def read_roles(text: str) -> tuple[tuple[tuple[str, ...], re.Pattern], ...]:
    """`via=SmartLINK & restriction/condition=need;only`: each part must be filled, by one of its roles."""
    parts = [part.partition("=") for part in text.split("&") if part.strip()]
    return tuple((tuple(names.strip().split("/")), pattern(value)) for names, _, value in parts)


def read_gold(path: Path) -> tuple[list[GoldLine], list[tuple[str, str]]]:
    lines, spans = [], []
    for raw in path.read_text(encoding="utf-8").splitlines():
        raw = raw.strip()
        if raw.startswith("# span:"):
            first, _, last = raw[len("# span:"):].partition("…")
            spans.append((squeeze(first), squeeze(last)))
        if not raw or raw.startswith("#"):
            continue
        key, subject, predicates, obj, polarity, modality, quote, *roles = raw.lstrip("? ").split("|", 7)
        lines.append(GoldLine(key, not raw.startswith("?"), pattern(subject), tuple(p.strip() for p in predicates.split(",")),
                              pattern(obj), polarity, tuple(m.strip() for m in modality.split(",")), squeeze(quote),
                              read_roles(roles[0]) if roles else ()))
    return lines, spans


def read_claims(store: ox.Store) -> list[Claim]:
    labels: dict[str, list[str]] = defaultdict(list, {f"<{GK}Unstated>": ["Unstated"]})
    for predicate in LABELS:
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            labels[str(quad.subject)].append(quad.object.value)

    def named(term) -> list[str]:
        if isinstance(term, ox.Literal):
            return [squeeze(term.value)]
        return labels.get(str(term)) or [term.value]

    def select(query: str):
        return store.query(PREFIXES + query, use_default_graph_as_union=True)

    claims: dict[str, Claim] = {}
    for row in select("""SELECT DISTINCT ?c ?s ?p ?o ?polarity ?modality {
            ?c a gk:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; gk:polarity ?polarity ; gk:modality ?modality }"""):
        claims.setdefault(row["c"].value, Claim(
            row["c"].value, str(row["s"]), row["p"].value.removeprefix(GK), str(row["o"]),
            row["polarity"].value.removeprefix(GK).lower(),
            MODALITIES.get(row["modality"].value.removeprefix(GK), row["modality"].value), named(row["s"]), named(row["o"])))
    for row in select("SELECT DISTINCT ?c ?quote { ?c a gk:Claim ; gk:evidence/(oa:hasSelector|oa:refinedBy)*/oa:exact ?quote }"):
        claims[row["c"].value].quotes.append(squeeze(row["quote"].value))
    for row in select(f'SELECT DISTINCT ?c ?r ?v {{ ?c a gk:Claim ; ?r ?v . FILTER STRSTARTS(STR(?r), "{GK}") }}'):
        claims[row["c"].value].roles[row["r"].value.removeprefix(GK)] += named(row["v"])
    for claim in claims.values():
        for name in ("polarity", "modality", "evidence", "statedIn", "speaker"):
            claim.roles.pop(name, None)
    return list(claims.values())


def overlaps(quote: str, evidence: str) -> bool:
    """One holds the other, or the end of one is the start of the other by at least half of the shorter."""
    if quote in evidence or (len(evidence) > 15 and evidence in quote):
        return True
    least = max(16, min(len(quote), len(evidence)) // 2)
    return any(first[-size:] == second[:size] for first, second in ((quote, evidence), (evidence, quote))
               for size in range(least, min(len(quote), len(evidence))))


def names(wanted: re.Pattern, label: str, line: GoldLine, literal: bool = False) -> bool:
    """The label fits, and is the name of a thing: not a clause. A literal (a purpose, a number) may be longer, but no sentence."""
    label, quote = squeeze(label), line.quote
    clause = (len(label.split()) > LONGEST_NAME and not literal) or (len(quote.split()) >= 7 and quote.lower() in label.lower())
    return bool(wanted.search(label)) and not clause


def about(line: GoldLine, claim: Claim) -> bool:
    return (any(overlaps(line.quote, quote) for quote in claim.quotes)
            and any(names(line.subject, label, line) for label in claim.subject_labels))


def same_statement(line: GoldLine, claim: Claim) -> bool:
    literal = claim.object.startswith('"')
    return (about(line, claim) and claim.predicate in line.predicates
            and any(names(line.object, label, line, literal) for label in claim.object_labels)
            and all(any(wanted.search(label) for role in roles for label in claim.roles.get(role, ())) for roles, wanted in line.roles))


def matches(line: GoldLine, claim: Claim) -> bool:
    return same_statement(line, claim) and claim.polarity == line.polarity and claim.modality in line.modalities


def find_ranges(text: str, spans: list[tuple[str, str]]) -> list[tuple[int, int]]:
    ranges = []
    for first, last in spans:
        start = text.find(first)
        end = text.find(last, start)
        if start < 0 or end < 0:
            sys.exit(f"span not found in the text: {first} … {last}")
        ranges.append((start, end + len(last)))
    return ranges


def positions(claim: Claim, text: str) -> list[int]:
    return [found.start() for quote in claim.quotes if quote for found in re.finditer(re.escape(quote), text)]


def find_leaks(store: ox.Store, lines: list[GoldLine], claims: list[Claim], placed: set[str], judged: set[str]) -> list[str]:
    """Plain triples without a sound claim behind them, see the head of this file."""
    support: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.factual and claim.iri in placed:
            support[claim.statement].append(claim)
    leaks = set()
    for predicate in sorted({claim.predicate for claim in claims} - {"states"}):
        for quad in store.quads_for_pattern(None, ox.NamedNode(GK + predicate), None, None):
            behind = support.get((str(quad.subject), predicate, str(quad.object)), [])
            if not behind:
                leaks.add(f"{quad.subject} {predicate} {quad.object}: no affirmed claim behind it")
                continue
            refuted = [claim for claim in behind if claim.iri in judged and (
                judging := [line for line in lines if same_statement(line, claim)]) and not any(line.factual for line in judging)]
            if len(refuted) == len(behind):
                leaks.add(str(behind[0]))
    return sorted(leaks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("graph", type=Path, nargs="+")
    parser.add_argument("--errors", action="store_true", help="print each miss and each wrong claim")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    options = parser.parse_args()

    lines, spans = read_gold(options.gold)
    text = squeeze(options.text.read_text(encoding="utf-8"))
    store = ox.Store()
    for path in options.graph:
        store.load(path=str(path), format=ox.RdfFormat.from_extension(path.suffix.lstrip(".")))
    claims = read_claims(store)
    ranges = find_ranges(text, spans)
    places = {claim.iri: positions(claim, text) for claim in claims}
    unplaced = [claim for claim in claims if not places[claim.iri]]
    inside = [claim for claim in claims if any(start <= place < end for place in places[claim.iri] for start, end in ranges)]

    required: dict[str, list[GoldLine]] = defaultdict(list)  # lines that share an id are alternatives
    for line in lines:
        if line.required:
            required[line.id].append(line)
    found = {key for key, readings in required.items() if any(matches(line, claim) for line in readings for claim in claims)}
    judged = [claim for claim in inside + unplaced if claim.predicate != "states"]
    right = [claim for claim in judged if any(matches(line, claim) for line in lines)]
    flipped = [claim for claim in judged if claim not in right
               and any(same_statement(line, claim) and line.polarity != claim.polarity for line in lines)]
    leaks = find_leaks(store, lines, claims, {iri for iri, place in places.items() if place}, {claim.iri for claim in inside})

    recall = len(found) / len(required) if required else 0.0
    precision = len(right) / len(judged) if judged else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    figures = {"gold": options.gold.stem, "claims": len(claims), "required": len(required), "found": len(found),
               "judged": len(judged), "right": len(right), "recall": round(recall, 3), "precision": round(precision, 3),
               "f1": round(f1, 3), "polarity_flipped": len(flipped), "leaks": len(leaks), "unplaced": len(unplaced)}
    if options.json:
        print(json.dumps(figures))
        return
    if options.errors:
        for key, (line, *_) in required.items():
            if key not in found:
                near = [str(claim) for claim in claims if about(line, claim)][:3]
                print(f"missed {key}: {'/'.join(line.predicates)} {line.polarity} “{line.quote}” near: {near}")
        for claim in judged:
            if claim not in right:
                kind = "FLIPPED" if claim in flipped else "unplaced" if claim in unplaced else "wrong"
                print(f"{kind}: {claim} “{claim.quotes[:1]}”")
        for leak in leaks:
            print(f"LEAK: {leak}")
    print("  ".join(f"{key}={value}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
