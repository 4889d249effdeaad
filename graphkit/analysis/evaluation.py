"""Gold, text and claims in, precision, recall and every error out.

A required gold line is found if a claim says the same with the same polarity and an acceptable modality, from words
that overlap the line's quote. A claim is judged if its words lie in a stretch that the gold annotates, or nowhere in
the text; it is right if it matches a line. A leak is a plain triple that no affirmed, stated or procedural claim with
evidence in the text supports, or whose support the gold says is denied, possible, planned, required or disclaimed.
"""
from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from graphkit.analysis.gold import AFFIRMED, FACTUAL, Gold, GoldLine, RolePattern, squeeze
from graphkit.analysis.statements import GK, Statement, read_statements
from graphkit.errors import EvaluationError

if TYPE_CHECKING:
    from pyoxigraph import Store

LONGEST_NAME = 12  # words; what is longer is a clause, not the name of a thing
SENTENCE = 7  # words; a label that holds a quote as long as this is a sentence, not a name
SHORTEST_EVIDENCE = 15  # characters; what is shorter may stand in any quote by accident
LEAST_OVERLAP = 16  # characters that the end of one quote and the start of another must share
NEAR = 3  # claims shown beside a missed line
#: Each row of the reliability table starts at one of these confidences.
CONFIDENCES = (0.95, 0.9, 0.8, 0.7, 0.5, 0.0)


@dataclass(frozen=True, slots=True)
class Miss:
    """A required line that no claim matches, with the claims that are about the same subject in the same words."""

    line: GoldLine
    near: tuple[Statement, ...]

    def __str__(self) -> str:
        line, near = self.line, "; ".join(map(str, self.near)) or "none"
        return f"missed {line.id}: {'/'.join(line.predicates)} {line.polarity} “{line.quote}” near: {near}"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A judged claim that matches no line; kind: flipped (polarity), unplaced (words not in the text) or wrong."""

    kind: str
    claim: Statement

    def __str__(self) -> str:
        quote = self.claim.quotes[0] if self.claim.quotes else ""
        return f"{self.kind}: {self.claim} “{quote}”"


@dataclass(frozen=True)
class Score:
    """How a build fares against a gold file."""

    gold: str
    claims: int
    required: int
    judged: int
    unplaced: int
    missed: tuple[Miss, ...]
    wrong: tuple[Wrong, ...]
    leaks: tuple[str, ...]
    reliability: tuple[tuple[float, bool], ...] = ()  # of every judged claim: its confidence, and whether it is right
    verdicts: tuple[tuple[str, bool], ...] = ()  # the same with its IRI

    @property
    def found(self) -> int:
        return self.required - len(self.missed)

    @property
    def right(self) -> int:
        return self.judged - len(self.wrong)

    @property
    def flipped(self) -> int:
        return sum(wrong.kind == "flipped" for wrong in self.wrong)

    @property
    def recall(self) -> float:
        return self.found / self.required if self.required else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.judged if self.judged else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def count_figures(self) -> dict[str, str | int | float]:
        """Its figures, by the names under which `--json` gives them."""
        return {
            "gold": self.gold, "claims": self.claims, "required": self.required, "found": self.found,
            "judged": self.judged, "right": self.right, "recall": round(self.recall, 3),
            "precision": round(self.precision, 3), "f1": round(self.f1, 3), "polarity_flipped": self.flipped,
            "leaks": len(self.leaks), "unplaced": self.unplaced,
        }

    def list_errors(self) -> tuple[str, ...]:
        """Every miss, wrong claim and leak, a line each."""
        return (*map(str, self.missed), *map(str, self.wrong), *(f"LEAK: {leak}" for leak in self.leaks))


def evaluate_graph(gold: Gold, text: str, store: Store) -> Score:
    """Gold, the text that it annotates and a graph in, the score of the graph out."""
    return Comparison(gold, squeeze(text), read_statements(store), store).score


def pool_scores(scores: tuple[Score, ...]) -> Score:
    """Several scores in, one over all their lines and claims out."""
    return Score(
        "all", sum(score.claims for score in scores), sum(score.required for score in scores),
        sum(score.judged for score in scores), sum(score.unplaced for score in scores),
        tuple(miss for score in scores for miss in score.missed),
        tuple(wrong for score in scores for wrong in score.wrong),
        tuple(leak for score in scores for leak in score.leaks),
        tuple(pair for score in scores for pair in score.reliability),
    )


def table_reliability(score: Score) -> tuple[tuple[float, int, int], ...]:
    """A score in, for every step of confidence the lower bound, the judged claims and the right ones among them out."""
    return table_pairs(score.reliability)


def table_pairs(pairs: tuple[tuple[float, bool], ...]) -> tuple[tuple[float, int, int], ...]:
    """Pairs of a confidence and whether the claim is right in, the same table out."""
    upper, rows = 2.0, []
    for lower in CONFIDENCES:
        verdicts = [right for confidence, right in pairs if lower <= confidence < upper]
        rows.append((lower, len(verdicts), sum(verdicts)))
        upper = lower
    return tuple(rows)


class Comparison:
    """The claims of a graph laid beside the lines of a gold file; every step is computed once."""

    def __init__(self, gold: Gold, text: str, claims: tuple[Statement, ...], store: Store) -> None:
        self.gold, self.text, self.claims, self.store = gold, text, claims, store
        self.ranges = tuple(find_range(text, first, last, gold.name) for first, last in gold.spans)
        self.quotes = {claim.iri: tuple(squeeze(quote) for quote in claim.quotes) for claim in claims}

    @cached_property
    def score(self) -> Score:
        lines = self.required
        return Score(
            self.gold.name, len(self.claims), len(lines), len(self.judged), len(self.unplaced),
            tuple(self.show_miss(readings[0]) for readings in lines.values() if not self.is_found(readings)),
            tuple(Wrong(self.name_fault(claim), claim) for claim in self.judged if not self.is_right(claim)),
            self.leaks,
            tuple((read_confidence(claim), self.is_right(claim)) for claim in self.judged),
            tuple((claim.iri, self.is_right(claim)) for claim in self.judged),
        )

    @cached_property
    def required(self) -> dict[str, list[GoldLine]]:
        """The lines that must be found, those that share an id together: they are alternatives."""
        lines: dict[str, list[GoldLine]] = defaultdict(list)
        for line in self.gold.lines:
            if line.required:
                lines[line.id].append(line)
        return lines

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """For every claim, where its words stand in the text: nowhere, once, or more often."""
        return {claim.iri: tuple(place for quote in self.quotes[claim.iri] for place in find_places(quote, self.text))
                for claim in self.claims}

    @cached_property
    def inside(self) -> tuple[Statement, ...]:
        """The claims with words in a stretch that the gold annotates, in the order of the text."""
        inside = [claim for claim in self.claims
                  if any(start <= place < end for place in self.places[claim.iri] for start, end in self.ranges)]
        return tuple(sorted(inside, key=lambda claim: self.places[claim.iri]))

    @cached_property
    def inner(self) -> frozenset[str]:
        return frozenset(claim.iri for claim in self.inside)

    @cached_property
    def unplaced(self) -> tuple[Statement, ...]:
        """The claims whose words are not in the text: wrong, wherever they would lie."""
        return tuple(claim for claim in self.claims if not self.places[claim.iri])

    @cached_property
    def judged(self) -> tuple[Statement, ...]:
        return tuple(claim for claim in (*self.inside, *self.unplaced) if claim.predicate != "states")

    @cached_property
    def readings(self) -> dict[str, tuple[GoldLine, ...]]:
        """For every claim, the lines that make the same statement, whatever their polarity and modality."""
        return {claim.iri: tuple(line for line in self.gold.lines if self.is_same(line, claim))
                for claim in self.claims}

    @cached_property
    def matched(self) -> dict[str, tuple[GoldLine, ...]]:
        """For every claim, the lines that it matches."""
        return {claim.iri: tuple(line for line in self.readings[claim.iri]
                                 if claim.polarity == line.polarity and claim.modality in line.modalities)
                for claim in self.claims}

    @cached_property
    def found(self) -> frozenset[str]:
        """The ids of the required lines that some claim matches."""
        return frozenset(line.id for lines in self.matched.values() for line in lines if line.required)

    @cached_property
    def leaks(self) -> tuple[str, ...]:
        """The plain triples without a sound claim behind them."""
        from pyoxigraph import NamedNode

        leaks = set()
        for predicate in sorted({claim.predicate for claim in self.claims} - {"states"}):
            for quad in self.store.quads_for_pattern(None, NamedNode(GK + predicate), None, None):
                leak = self.find_leak((str(quad.subject), predicate, str(quad.object)))
                leaks |= {leak} if leak else set()
        return tuple(sorted(leaks))

    @cached_property
    def support(self) -> dict[tuple[str, str, str], tuple[Statement, ...]]:
        """For every triple, the claims with words in the text from which it may follow."""
        support: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
        for claim in self.claims:
            if claim.polarity == AFFIRMED and claim.modality in FACTUAL and self.places[claim.iri]:
                support[claim.triple].append(claim)
        return {triple: tuple(claims) for triple, claims in support.items()}

    def find_leak(self, triple: tuple[str, str, str]) -> str:
        """A plain triple in, why it must not stand there out, or '' if it may."""
        behind = self.support.get(triple, ())
        if not behind:
            return f"{' '.join(triple)}: no affirmed claim behind it"
        return str(behind[0]) if all(self.is_refuted(claim) for claim in behind) else ""

    def is_refuted(self, claim: Statement) -> bool:
        """Whether the gold has the same statement, but never as a fact."""
        readings = self.readings[claim.iri]
        return claim.iri in self.inner and bool(readings) and not any(line.factual for line in readings)

    def is_found(self, readings: list[GoldLine]) -> bool:
        return readings[0].id in self.found

    def is_right(self, claim: Statement) -> bool:
        return bool(self.matched[claim.iri])

    def is_about(self, line: GoldLine, claim: Statement) -> bool:
        return (any(is_name(line.subject, label, line.quote) for label in claim.subject_labels)
                and any(overlap(line.quote, quote) for quote in self.quotes[claim.iri]))

    def is_same(self, line: GoldLine, claim: Statement) -> bool:
        return (claim.predicate in line.predicates
                and any(is_name(line.object, label, line.quote, claim.literal) for label in claim.object_labels)
                and all(fills_role(role, claim) for role in line.roles)
                and self.is_about(line, claim))

    def name_fault(self, claim: Statement) -> str:
        if any(line.polarity != claim.polarity for line in self.readings[claim.iri]):
            return "flipped"
        return "wrong" if self.places[claim.iri] else "unplaced"

    def show_miss(self, line: GoldLine) -> Miss:
        return Miss(line, tuple(claim for claim in self.claims if self.is_about(line, claim))[:NEAR])


def find_range(text: str, first: str, last: str, name: str) -> tuple[int, int]:
    """The first and last words of a stretch in, where it lies in the text out."""
    start = text.find(first)
    end = text.find(last, start)
    if start < 0 or end < 0:
        raise EvaluationError(f"{name}: span not found in the text: {first} … {last}")
    return start, end + len(last)


def find_places(quote: str, text: str) -> tuple[int, ...]:
    """Words and a text in, every place where they stand in it out."""
    return tuple(found.start() for found in re.finditer(re.escape(quote), text)) if quote else ()


@lru_cache(maxsize=1 << 18)  # each of a few hundred lines is compared with each of a few hundred sentences, many times
def overlap(quote: str, evidence: str) -> bool:
    """One holds the other, or the end of one is the start of the other by at least half of the shorter."""
    if quote in evidence or (len(evidence) > SHORTEST_EVIDENCE and evidence in quote):
        return True
    least = max(LEAST_OVERLAP, min(len(quote), len(evidence)) // 2)
    return meets(quote, evidence, least) or meets(evidence, quote, least)


def meets(first: str, second: str, least: int) -> bool:
    """Whether the end of the first is the start of the second, by at least `least` characters but not by all of one."""
    most = min(len(first), len(second)) - 1
    start = first.find(second[:least], max(0, len(first) - most))
    while 0 <= start <= len(first) - least:
        if second.startswith(first[start:]):
            return True
        start = first.find(second[:least], start + 1)
    return False


def is_name(wanted: re.Pattern[str], label: str, quote: str, literal: bool = False) -> bool:
    """Whether the label fits and is the name of a thing, not a clause; a literal may be longer, but no sentence."""
    label = squeeze(label)
    clause = (len(label.split()) > LONGEST_NAME and not literal) or (
        len(quote.split()) >= SENTENCE and quote.lower() in label.lower())
    return not clause and bool(wanted.search(label))


def fills_role(role: RolePattern, claim: Statement) -> bool:
    return any(role.pattern.search(label) for name in role.names for label in claim.roles.get(name, ()))


def read_confidence(claim: Statement) -> float:
    """A claim in, its confidence out; one that carries none is certain."""
    return float(claim.roles.get("confidence", ("1",))[0])
