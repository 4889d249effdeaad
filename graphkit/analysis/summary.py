"""A build in, the figures that its user wants first out: what was read, claimed, derived and left over."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from graphkit.analysis.statements import GK, PREFIXES
from graphkit.model import Claim, Document, Span, Uncovered

if TYPE_CHECKING:
    from pyoxigraph import Store

#: The classes of flows, disjoint with each other, and what a summary calls them.
FLOWS = {"DataFlow": "affirmed", "DeniedDataFlow": "denied", "PossibleDataFlow": "possible"}


class Summary(Struct, frozen=True):
    """What a build holds; each pair is a word and how often it applies, the most frequent first."""

    sentences: int
    uncovered: int
    reasons: tuple[tuple[str, int], ...]
    claims: int
    polarities: tuple[tuple[str, int], ...]
    modalities: tuple[tuple[str, int], ...]
    facts: int
    flows: tuple[tuple[str, int], ...]
    questions: int
    unanswered: int

    def count_figures(self) -> dict[str, int | dict[str, int]]:
        """Its figures, by the names under which `--json` gives them."""
        return {
            "sentences": self.sentences, "uncovered": self.uncovered, "reasons": dict(self.reasons),
            "claims": self.claims, "polarities": dict(self.polarities), "modalities": dict(self.modalities),
            "facts": self.facts, "flows": dict(self.flows), "questions": self.questions, "unanswered": self.unanswered,
        }


def summarize_build(
    document: Document, claims: tuple[Claim, ...], uncovered: tuple[Uncovered, ...], store: Store
) -> Summary:
    """What a build is made of in, its figures out."""
    return Summary(
        sentences=len(find_sentences(claims) | {missed.spans for missed in uncovered}),
        uncovered=len({missed.spans for missed in uncovered} - find_sentences(claims)),
        reasons=rank_counts(missed.reason for missed in uncovered),
        claims=count_members(store, "Claim"),
        polarities=count_values(store, "polarity"),
        modalities=count_values(store, "modality"),
        facts=count_facts(store),
        flows=tuple((word, count_members(store, name)) for name, word in FLOWS.items()),
        questions=len(document.questions),
        unanswered=sum(not question.answers for question in document.questions),
    )


def find_sentences(claims: tuple[Claim, ...]) -> frozenset[tuple[Span, ...]]:
    """Claims in, the sentences that they rest on out."""
    return frozenset(claim.evidence.sentence for claim in claims)


def rank_counts(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Words in, each with its count out, the most frequent first and equals by the alphabet."""
    return tuple(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))


def count_facts(store: Store) -> int:
    """A graph in, the number of its plain triples out: those that say what some claim says."""
    return count_rows(store, "?claim a gk:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o",
                      "DISTINCT ?s ?p ?o")


def count_values(store: Store, name: str) -> tuple[tuple[str, int], ...]:
    """A graph and the name of a property in, each of its values on claims with its count out.

    They are counted in the graph, where claims that say the same of the same words are one.
    """
    query = f"{PREFIXES}SELECT DISTINCT ?claim ?value {{ ?claim a gk:Claim ; gk:{name} ?value }}"
    rows = store.query(query, use_default_graph_as_union=True)
    return rank_counts(row["value"].value.removeprefix(GK) for row in rows)  # type: ignore


def count_members(store: Store, name: str) -> int:
    """A graph and the name of a class in, the number of its members out."""
    return count_rows(store, f"?flow a gk:{name}", "DISTINCT ?flow")


def count_rows(store: Store, pattern: str, columns: str) -> int:
    """A graph, a pattern and what is to differ in, the number of rows out."""
    query = f"{PREFIXES}SELECT {columns} {{ {pattern} }}"
    return len(list(store.query(query, use_default_graph_as_union=True)))  # type: ignore[arg-type]
