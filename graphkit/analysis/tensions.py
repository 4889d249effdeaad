"""Records in, pairs of claims out that cannot both hold or that pull against each other, each with its reason.

    polarity, use against non-use …   a denial against what it denies, or against what presupposes it
    knowledge against use             "is unaware of any that use Y" against what is done with Y
    only                              "only through A" against the same through B
    rule against practice             what must not be done, is done; what must be done, is not
    number, date, duration            two values where one belongs

A denial with roles denies the statement with those values only, so it stands against a claim that shares them; a denial
that covers a whole covers its parts and people, and not the other way round; a denial of "photographs" covers "probe
photographs". Claims of one sentence are taken to be said together on purpose, and make no pair.

Strength, an order and no probability: 1 they cannot both hold, 2 hard to reconcile, 3 they pull against each other.
The ontology gives each kind of opposition its strength; these make a pair weaker: a hedge ("may", "will") of what is
affirmed, a speaker whose word the document does not make its own, a denial without an agent, a role of the denial that
names people at large where the claim names nobody (one step each), a denial of a manner only ("actively", two steps),
people at large who deny ("users", three steps). What would be weaker than 3 by more than one step is left out. Inside a
strength the firmer claims come first, then the order of the text.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from graphkit.analysis.likeness import Kin, is_unstated, read_matter
from graphkit.analysis.oppositions import WEAKEST, Pair, find_opposed
from graphkit.analysis.oppositions.said import Said
from graphkit.analysis.record import Place, Record, RecordedClaim
from graphkit.analysis.sheet import Row, Sheet, quote_claim
from graphkit.analysis.statement import phrase_claim
from graphkit.analysis.values import find_exclusive, find_values

OPEN = "the same words, denied and said; the text leaves open whether they are about the same"
STRENGTHS = {1: "cannot both hold", 2: "hard to reconcile", 3: "pulls against"}


class Tension(Struct, frozen=True):
    """What one side says against what the other says; several claims of a side say the same or go together.

    strength  1, 2 or 3, as the module explains; rank: the order among all, from 1
    says      why, in words
    """

    rank: int
    strength: int
    reason: str
    says: str
    one: tuple[Said, ...]
    other: tuple[Said, ...]


def find_tensions(records: Sequence[Record]) -> tuple[Tension, ...]:
    """The tensions within and across some records, the strongest first."""
    kin = Kin(records)
    said = [Said(record, claim) for record in records for claim in record.claims if is_ground(claim, kin)]
    pairs = [*find_opposed(said, kin), *find_contradicted(records), *find_exclusive(said, kin), *find_values(said, kin)]
    return rank_tensions(join_pairs(pairs, kin))


def is_ground(claim: RecordedClaim, kin: Kin) -> bool:
    """Whether a claim can stand in a tension: of a predicate with a sense, and of things that are told."""
    return (claim.predicate not in kin.comparison.unopposed and not claim.subject.unresolved
            and not claim.object.unresolved and not is_unstated(claim.object) and claim.confidence >= 0.5
            and not (claim.polarity == "Denied" and claim.modality == "Possible"))


def find_contradicted(records: Sequence[Record]) -> Iterator[Pair]:
    """What the graph holds to contradict each other, so that a withheld fact is always told; weak, if that is all."""
    for record in records:
        for claim in record.claims:
            for other in record.find_claims(*claim.contradicts):
                if not set(claim.places) & set(other.places):
                    yield Pair(WEAKEST, "polarity", OPEN, Said(record, claim), Said(record, other), (9, 0))


def join_pairs(pairs: Iterable[Pair], kin: Kin) -> list[list[Pair]]:
    """Pairs to groups that make one finding: the same reason, and a denial of the same by the same."""
    groups: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
    for pair in pairs:
        claim = pair.one.claim
        matter = read_matter(claim.object.label)
        across = "" if pair.one.record is pair.other.record else pair.other.record.iri
        head = "" if claim.modality == "KnowledgeDisclaimed" else matter.head
        open_ = claim.predicate if pair.one.claim.contradicts and matter.vague else ""
        groups[pair.one.record.iri, across, kin.key(kin.name_speaker(claim)), head, pair.reason, open_].append(pair)
    return [groups[key] for key in sorted(groups)]


def rank_tensions(groups: Iterable[list[Pair]]) -> tuple[Tension, ...]:
    """Groups of pairs to tensions in the order of strength, then of firmness, then of the text."""
    found = []
    for group in groups:
        strongest = min(pair.strength for pair in group)
        pairs = sorted(group, key=lambda pair: (pair.strength, pair.order, pair.one.claim.places,
                                                pair.other.claim.places))
        one, other = (collect_side([getattr(pair, side) for pair in pairs]) for side in ("one", "other"))
        found.append((strongest, pairs[0].order, one[0].record.name, one[0].claim.places, pairs[0], one, other))
    found.sort(key=lambda entry: entry[:4])
    kept: list[Tension] = []
    for strength, _, _, _, pair, one, other in found:
        if not any(places(one) <= places(tension.one) and places(other) <= places(tension.other) for tension in kept):
            kept.append(Tension(len(kept) + 1, strength, pair.reason, pair.says, one, other))
    return tuple(kept)


def places(side: Iterable[Said]) -> set[tuple[str, Place]]:
    """The sentences of one side: what stands in the same ones as a stronger tension is no finding of its own."""
    return {(said.record.iri, place) for said in side for place in said.claim.places}


def collect_side(said: Iterable[Said]) -> tuple[Said, ...]:
    """The claims of one side, each once."""
    found: dict[tuple[str, str], Said] = {}
    for each in said:
        found.setdefault((each.record.iri, each.claim.iri), each)
    return tuple(found.values())


def lay_tensions(tensions: Sequence[Tension]) -> Sheet:
    """Tensions to the sheet of `graphkit tensions`; a side says of which document it is where there are several."""
    several = len({said.record.iri for tension in tensions for said in (*tension.one, *tension.other)}) > 1
    rows = tuple(
        Row((str(tension.rank), STRENGTHS[tension.strength], tension.reason, phrase_side(tension.one, several),
             phrase_side(tension.other, several), tension.says),
            tuple(said.claim.iri for side in (tension.one, tension.other) for said in side),
            tuple(dict.fromkeys(quote for side in (tension.one, tension.other) for said in side
                                for quote in quote_claim(said.record, said.claim))))
        for tension in tensions
    )
    return Sheet("tensions", "Statements that cannot both hold or pull against each other",
                 ("rank", "strength", "reason", "one side", "other side", "why"), rows,
                 "Read the words before you rely on a row: it shows which statements to hold against each other, "
                 "and is no verdict on them.")


def phrase_side(side: Sequence[Said], named: bool) -> str:
    """The statements of one side, each once, behind the name of their document if it is to be named."""
    words = "; ".join(dict.fromkeys(phrase_claim(said.claim) for said in side))
    return f"{side[0].record.name}: {words}" if named else words
