"""A graph that was sent and the triples that the store gives back in, the differences by value out."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.errors import StoreError
from graphkit.store.values import key_triple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

#: How many differences of each kind a message names.
SHOWN = 2
LONGEST_TERM = 80


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between a graph that was sent and what a store holds of it.

    missing    sent and not held
    foreign    held and not sent
    rewritten  sent with one value and held with another: the same subject and predicate, two literals
    """

    missing: tuple[Triple, ...] = ()
    foreign: tuple[Triple, ...] = ()
    rewritten: tuple[tuple[Triple, Triple], ...] = ()

    @property
    def lacks_nothing(self) -> bool:
        """Whether all that was sent is held."""
        return not (self.missing or self.rewritten)

    @property
    def is_equal(self) -> bool:
        return self.lacks_nothing and not self.foreign

    def group_differences(self) -> dict[str, tuple[str, ...]]:
        """The differences of each kind as text."""
        return {"changed": tuple(f"{write_triple(sent)} to {write_term(held.object)}" for sent, held in self.rewritten),
                "missing": tuple(map(write_triple, self.missing)),
                "foreign": tuple(map(write_triple, self.foreign))}

    def list_differences(self) -> tuple[str, ...]:
        """Every difference in a line that begins with its kind."""
        return tuple(f"{kind} {line}" for kind, lines in self.group_differences().items() for line in lines)

    def summarize(self) -> str:
        """The number of differences of each kind, and the first of them, in one line."""
        return "; ".join(f"{len(lines):,} {kind}: {' and '.join(lines[:SHOWN])}{' …' if len(lines) > SHOWN else ''}"
                         for kind, lines in self.group_differences().items() if lines)


class VerificationError(StoreError):
    """A store that does not hold what was sent; `differences` has all of them, the message the first."""

    def __init__(self, message: str, graph: str, differences: tuple[str, ...]) -> None:
        super().__init__(message)
        self.graph, self.differences = graph, differences


def compare_triples(sent: Iterable[Triple], held: Iterable[Triple]) -> Comparison:
    """What was sent and what is held in, the differences out; values count, not their spelling."""
    sent, held = set(sent), set(held)
    missing, foreign = skip_equal(sent - held, held), skip_equal(held - sent, sent)
    return pair_rewritten(sorted(missing, key=str), sorted(foreign, key=str))


def skip_equal(loose: set[Triple], others: set[Triple]) -> list[Triple]:
    """Triples that have no twin on the other side and all of that side in, those without an equal there either out."""
    places = {(triple.subject, triple.predicate) for triple in loose}
    keys = {key_triple(triple) for triple in others if (triple.subject, triple.predicate) in places} if loose else set()
    return [triple for triple in loose if key_triple(triple) not in keys]


def pair_rewritten(missing: list[Triple], foreign: list[Triple]) -> Comparison:
    """Triples that lack a counterpart on either side in, those that are one literal in two values paired, out."""
    from pyoxigraph import Literal

    loose: dict[tuple[str, str], list[Triple]] = {}
    for triple in foreign:
        if isinstance(triple.object, Literal):
            loose.setdefault((str(triple.subject), str(triple.predicate)), []).append(triple)
    pairs, left = [], []
    for triple in missing:
        others = loose.get((str(triple.subject), str(triple.predicate)))
        if others and isinstance(triple.object, Literal):
            pairs.append((triple, others.pop(0)))
        else:
            left.append(triple)
    paired = {held for _, held in pairs}
    return Comparison(tuple(left), tuple(triple for triple in foreign if triple not in paired), tuple(pairs))


def write_triple(triple: Triple) -> str:
    return " ".join(write_term(term) for term in (triple.subject, triple.predicate, triple.object))


def write_term(term: object) -> str:
    """A term in, its spelling in N-Triples out, cut in the middle where it is long."""
    text = str(term)
    return text if len(text) <= LONGEST_TERM else f"{text[:LONGEST_TERM // 2]}…{text[-LONGEST_TERM // 2:]}"
