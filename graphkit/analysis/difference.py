"""Two records in, what the second says otherwise than the first out: for two versions of a letter, or two letters.

What is compared is claims; their places are not, so that a moved paragraph is no difference, and what is said twice in
the one and once in the other is none either. Things of both are one where an IRI, a label or another name is the same.

    reversed                  what is said is denied, or the other way round
    weakened, strengthened    said less or more firmly ("does", "would", "must", "will", "may", "is not known"), or with
                              a condition or restriction more or less
    number, date changed      the same of another number or time
    changed                   the sentence stands in both with another statement: another party, thing or role
    reworded                  the same statement in other words
    gone, new                 in one of the two only

Sentences that stand in both word by word are left alone. A sentence of the one and the most similar of the other are
taken to be the same sentence, changed, where they share most of their words; a pair makes one row, called after the
gravest change in it.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from graphkit.analysis.likeness import Kin, is_unstated, read_matter, relate_matters
from graphkit.analysis.oppositions import oppose
from graphkit.analysis.oppositions.said import Said
from graphkit.analysis.record import Place, Record, RecordedClaim, Term
from graphkit.analysis.sheet import Quote, Row, Sheet, quote_claim
from graphkit.analysis.statement import phrase_claim
from graphkit.ontology.comparison import Opposition

#: The gravest first.
KINDS = ("reversed", "weakened", "strengthened", "number changed", "date changed", "changed", "gone", "new", "reworded")
ALIKE = 0.6  # share of words, in order, that makes two sentences one that was changed
SAME = 0.85  # the same where no statement of the one is in the other
UNLIKE = 3
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
WORD = re.compile(r"\w+")


class Change(Struct, frozen=True):
    """One difference: its kind (see KINDS) and the claims of either side, none where it is gone or new."""

    kind: str
    old: tuple[RecordedClaim, ...]
    new: tuple[RecordedClaim, ...]


class Difference(Struct, frozen=True):
    """What the second of two records says otherwise; the gravest changes first, then in the order of the text."""

    old: Record
    new: Record
    changes: tuple[Change, ...]


def compare_records(old: Record, new: Record) -> Difference:
    """The difference of two records."""
    kin = Kin([old, new])
    before, after = group_sentences(old), group_sentences(new)
    gone = {text: claims for text, claims in before.items() if text not in after}
    come = {text: claims for text, claims in after.items() if text not in before}
    changes: list[Change] = []
    for one, two in align_sentences(gone, come, kin):
        changes.append(compare_sentences(gone.pop(one), come.pop(two), kin))
    changes += compare_rest(gone, come, old, new, kin)
    changes = [change for change in changes if change.kind]
    changes.sort(key=lambda change: (KINDS.index(change.kind), (change.new or change.old)[0].places,
                                     [claim.iri for claim in (*change.old, *change.new)]))
    return Difference(old, new, tuple(changes))


# ---------------------------------------------------------------------------------------------- sentences


def group_sentences(record: Record) -> dict[str, list[RecordedClaim]]:
    """A record to the claims of each of its sentences, by its words; what rules derived is no statement of its own."""
    sentences: dict[str, list[RecordedClaim]] = defaultdict(list)
    for claim in record.claims:
        if not claim.derived_by.startswith("rule:"):
            sentences[" ".join(WORD.findall(find_sentence(claim).words.casefold()))].append(claim)
    return dict(sentences)


def find_sentence(claim: RecordedClaim) -> Place:
    """The sentence that says it, of those that it rests on: the one with its clause, else the last."""
    return next((place for place in reversed(claim.places) if claim.clause and claim.clause in place.words),
                claim.places[-1] if claim.places else Place(0, 0, 0, ""))


def align_sentences(
    old: dict[str, list[RecordedClaim]], new: dict[str, list[RecordedClaim]], kin: Kin
) -> list[tuple[str, str]]:
    """Sentences of two sides to pairs of the most similar ones, each at most once.

    Sentences that make the same statement go before those that only share words: lists repeat their phrases.
    """
    words = {text: WORD.findall(text) for text in (*old, *new)}
    found = []
    for one in old:
        for two in new:
            first, second = sorted((words[one], words[two]))  # the matcher is not the same both ways
            common = len(set(first) & set(second))
            if 2 * common < ALIKE * (len(set(first)) + len(set(second))):
                continue  # cheaper than the matcher, and never above it by much
            ratio = SequenceMatcher(None, first, second, autojunk=False).ratio()
            match = min(rank_match(claim, other, kin) for claim in old[one] for other in new[two])
            if ratio >= (SAME if match == UNLIKE else ALIKE):
                found.append((match // 2, -ratio, sorted((one, two)), one, two))
    pairs: list[tuple[str, str]] = []
    for *_, one, two in sorted(found):
        if all(one != done[0] and two != done[1] for done in pairs):
            pairs.append((one, two))
    return pairs


def compare_sentences(old: Sequence[RecordedClaim], new: Sequence[RecordedClaim], kin: Kin) -> Change:
    """The claims of a sentence and of the same one changed to their difference."""
    left = list(new)
    touched: list[tuple[RecordedClaim | None, RecordedClaim | None, str]] = []
    for claim in old:
        match = min(left, key=lambda other: rank_match(claim, other, kin), default=None)
        if match is None or rank_match(claim, match, kin) == UNLIKE:
            touched.append((claim, None, "changed"))
            continue
        left.remove(match)
        touched.append((claim, match, compare_claims(claim, match, kin)))
    touched += [(None, claim, "changed") for claim in left]
    kinds = {kind for *_, kind in touched}
    if all(one is None or two is None for one, two, _ in touched):
        # nearly the same words, read in another way: a negation may be why
        polarities = [{claim.polarity for claim in claims} for claims in (old, new)]
        if not polarities[0] & polarities[1]:
            kinds.add("reversed")
    numbers = [NUMBER.findall(find_sentence(claims[0]).words) for claims in (old, new)]
    if not kinds & set(KINDS[:5]) and numbers[0] != numbers[1]:
        kinds.add("number changed")
    kind = next((kind for kind in KINDS if kind in kinds), "reworded")
    telling = [entry for entry in touched if entry[2]] or touched
    if not any(one for one, *_ in telling) or not any(two for _, two, _ in telling):
        telling = touched  # what was added to a sentence is read beside the rest of it
    telling.sort(key=lambda entry: entry[2] != kind)
    return Change(kind, tuple(one for one, *_ in telling if one), tuple(two for _, two, _ in telling if two))


def rank_match(one: RecordedClaim, other: RecordedClaim, kin: Kin) -> int:
    """How well two claims of one sentence match: 0 the same, UNLIKE: another."""
    if one.predicate != other.predicate:
        return UNLIKE
    subject, object_ = same_term(one.subject, other.subject, kin), same_term(one.object, other.object, kin)
    if subject and object_:
        return 0 if one.polarity == other.polarity and one.roles == other.roles else 1
    return 2 if subject or object_ or one.predicate == "states" else UNLIKE


# ---------------------------------------------------------------------------------------------- claims


def same_term(one: Term, other: Term, kin: Kin) -> bool:
    """Whether two terms are the same thing, or the same words."""
    if kin.key(one) == kin.key(other):
        return True
    return bool(one.iri and other.iri) and one.kind == other.kind \
        and relate_matters(read_matter(one.label), read_matter(other.label)) == "same"


def compare_claims(one: RecordedClaim, other: RecordedClaim, kin: Kin) -> str:
    """How a claim differs from another of the same predicate: a kind, or '' where it says the same."""
    words = kin.comparison
    if one.polarity != other.polarity:
        return "reversed"
    if one.modality != other.modality:
        steps = [words.firmness.index(claim.modality) for claim in (one, other)]
        return "weakened" if steps[0] < steps[1] else "strengthened"
    if one.predicate in words.numbers and one.object != other.object:
        return "number changed"
    roles = [{(name, kin.key(term)) for name, term in claim.roles} for claim in (one, other)]
    gone, come = roles[0] - roles[1], roles[1] - roles[0]
    names = {name for name, _ in gone | come}
    if names & words.counts:
        return "number changed"
    if names & words.times:
        return "date changed"
    if names and names <= words.limiting:
        return "weakened" if len(come) > len(gone) else "strengthened" if len(gone) > len(come) else "changed"
    if not (same_term(one.subject, other.subject, kin)
            and (same_term(one.object, other.object, kin) or one.predicate == "states")):
        return "changed"
    return "changed" if names else ""


def compare_rest(
    gone: dict[str, list[RecordedClaim]], come: dict[str, list[RecordedClaim]], old: Record, new: Record, kin: Kin
) -> Iterator[Change]:
    """What stands in sentences without a counterpart: said elsewhere in the other record, or gone and new."""
    lost = [claim for claims in gone.values() for claim in claims]
    found = [claim for claims in come.values() for claim in claims]
    rows: dict[tuple[str, str, str], tuple[list[RecordedClaim], list[RecordedClaim]]] = {}

    def put(kind: str, one: RecordedClaim | None, two: RecordedClaim | None) -> None:
        place = (kind, *(find_sentence(claim).words if claim else "" for claim in (one, two)))
        row = rows.setdefault(place, ([], []))  # type: ignore[arg-type]
        for side, claim in zip(row, (one, two), strict=True):
            if claim and claim not in side:
                side.append(claim)

    matched: set[str] = set()
    for claim in lost:
        kind, other = find_counterpart(Said(old, claim), new, kin)
        if other is not None:
            matched.add(other.iri)
        if kind == "" and other in found and is_comparable(claim, claim, kin):
            put("reworded", claim, other)
        elif kind:
            put(kind, claim, other)
    for claim in found:
        if claim.iri in matched:
            continue
        kind, other = find_counterpart(Said(new, claim), old, kin)
        if kind == "gone":
            put("new", None, claim)
        elif kind:
            put({"weakened": "strengthened", "strengthened": "weakened"}.get(kind, kind), other, claim)
    for (kind, *_), (ones, twos) in rows.items():
        yield Change(kind, tuple(ones), tuple(twos))


def find_counterpart(said: Said, record: Record, kin: Kin) -> tuple[str, RecordedClaim | None]:
    """How the other record makes a statement: '' if it does, else the kind of change (gone: not at all); the claim."""
    claim = said.claim
    best: tuple[int, str, RecordedClaim | None] = (9, "gone", None)
    for other in record.claims:
        if other.predicate != claim.predicate or other.predicate == "states" or other.derived_by.startswith("rule:"):
            continue
        same_subject = same_term(claim.subject, other.subject, kin)
        if not same_subject:
            continue
        if same_term(claim.object, other.object, kin) or claim.predicate in kin.comparison.numbers:
            kind = compare_claims(claim, other, kin)
            if kind and not is_comparable(claim, other, kin):
                continue
            if kind == "reversed" and not stand_against(said, Said(record, other), kin):
                continue
            rank = (0 if not kind else 1 + KINDS.index(kind) if kind != "reversed" else 8, kind, other)
            best = min(best, rank, key=lambda entry: entry[0])
    return best[1], best[2]


def is_comparable(one: RecordedClaim, other: RecordedClaim, kin: Kin) -> bool:
    """Whether two claims of sentences that have nothing in common are of one matter.

    Not where the text does not tell who, or which ("the information"), and not where both name means, recipients or the
    like and share none.
    """
    if is_unstated(one.subject) or read_matter(one.object.label).vague or one.predicate in kin.comparison.unopposed:
        return False
    for name in ("via", "recipient", "source", "data", "program"):
        values = [{kin.key(term) for term in claim.find_role(name)} for claim in (one, other)]
        if values[0] and values[1] and not values[0] & values[1] and one.modality != other.modality:
            return False
    return True


def stand_against(one: Said, other: Said, kin: Kin) -> bool:
    """Whether a denial, one of two claims, covers the other: not so if it is of another means or recipient."""
    denial, claim = (one, other) if one.claim.polarity == "Denied" else (other, one)
    predicate = frozenset({denial.claim.predicate})
    return oppose(denial, claim, Opposition("polarity", predicate, predicate, "same", "same", 1, ""), kin) is not None


# ---------------------------------------------------------------------------------------------- the sheet


def lay_difference(difference: Difference) -> Sheet:
    """A difference to the sheet of `graphkit diff`."""
    names = [record.name for record in (difference.old, difference.new)]
    if names[0] == names[1]:
        names = [f"{names[0]} (A)", f"{names[1]} (B)"]
    rows = tuple(
        Row((change.kind, phrase_claims(change.old), phrase_claims(change.new)),
            tuple(dict.fromkeys(claim.iri for claim in (*change.old, *change.new))),
            tuple(dict.fromkeys(quote for record, name, claims in
                                ((difference.old, names[0], change.old), (difference.new, names[1], change.new))
                                for claim in claims for quote in quote_sentence(record, claim, name))))
        for change in difference.changes
    )
    return Sheet("diff", f"From {names[0]} to {names[1]}", ("change", "old", "new"), rows,
                 "Claims are compared, not their places; a sentence that stands in both word by word is no difference.")


def quote_sentence(record: Record, claim: RecordedClaim, name: str) -> Iterator[Quote]:
    """The quote of the sentence that says a claim, under the name of its document."""
    place = find_sentence(claim)
    for quote in quote_claim(record, claim):
        if (quote.start, quote.end) == (place.start, place.end):
            yield Quote(quote.words, name, quote.start, quote.end, quote.page, quote.question)


def phrase_claims(claims: Sequence[RecordedClaim]) -> str:
    """The statements of one side, each once."""
    return "; ".join(dict.fromkeys(map(phrase_claim, claims)))
