"""Records in, a sheet of claims drawn at random out, for a person to mark; the marks in, a figure out.

Gold covers the passages that somebody annotated; what a user meets is any claim of any page. A sheet shows claims
beside their sentences, drawn with a seed, so that the same builds give the same sheet; the reader writes `right` or
`wrong`.
"""
from __future__ import annotations

import csv
import hashlib
import io
import math
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from graphkit.analysis.record import Record, RecordedClaim
from graphkit.errors import EvaluationError

COLUMNS = ("number", "document", "fact", "claim", "sentence", "mark", "iri")
RIGHT, WRONG = frozenset({"right", "r", "yes", "y", "1"}), frozenset({"wrong", "w", "no", "n", "0"})
#: Normal quantile of a 95 % interval (Wilson, JASA 22, 1927).
QUANTILE = 1.96


class Drawn(Struct, frozen=True):
    """A claim that was drawn: its document, whether a fact may follow from it, what it says, its sentences."""

    document: str
    fact: bool
    claim: str
    sentence: str
    iri: str


class Marks(Struct, frozen=True):
    """What a reader made of a sheet: how many claims are right and wrong, and how many of the wrong ones are facts."""

    right: int
    wrong: int
    wrong_facts: int
    unmarked: int

    @property
    def share(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of Wilson's score for the share."""
        count = self.right + self.wrong
        if not count:
            return 0.0, 1.0
        spread = QUANTILE**2 / count
        middle = (self.share + spread / 2) / (1 + spread)
        reach = math.sqrt(self.share * (1 - self.share) / count + spread / (4 * count)) * QUANTILE / (1 + spread)
        return max(0.0, middle - reach), min(1.0, middle + reach)


def draw_sample(records: Sequence[Record], count: int, seed: int) -> tuple[Drawn, ...]:
    """`count` claims other than gk:states of all records together, each as likely as any other, in drawn order."""
    claims = [(record, claim) for record in records for claim in record.claims if claim.predicate != "states"]
    claims.sort(key=lambda pair: hashlib.sha256(f"{seed} {pair[1].iri}".encode()).digest())
    return tuple(describe_drawn(record, claim) for record, claim in claims[:count])


def describe_drawn(record: Record, claim: RecordedClaim) -> Drawn:
    """A claim to what its reader is shown."""
    factual = claim.polarity == "Affirmed" and claim.modality in ("Stated", "Procedural")
    known = claim.subject.label != "Unstated" and claim.object.label != "Unstated"
    return Drawn(record.name, factual and known and not claim.withheld, say_claim(claim), claim.quote, claim.iri)


def say_claim(claim: RecordedClaim) -> str:
    """A claim in one line: `NOT [Stated] Bureau · shares · photographs (recipient: Coast Service)`."""
    roles = "; ".join(f"{name}: {term.label}" for name, term in claim.roles)
    denied = "NOT " if claim.polarity == "Denied" else ""
    return (f"{denied}[{claim.modality}] {claim.subject.label} · {claim.predicate} · {claim.object.label}"
            + (f" ({roles})" if roles else ""))


def list_rows(drawn: Sequence[Drawn]) -> list[tuple[str, ...]]:
    """Drawn claims to the rows of the sheet, heads first, the marks still empty."""
    rows = [(one.document, "yes" if one.fact else "no", one.claim, " ".join(one.sentence.split()), "", one.iri)
            for one in drawn]
    return [COLUMNS, *((str(number), *row) for number, row in enumerate(rows, 1))]


def read_marks(path: Path) -> Marks:
    """A sheet that was marked to its figures. Raises EvaluationError naming file, row and value."""
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise EvaluationError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    right = wrong = facts = unmarked = 0
    for place, row in enumerate(rows, 2):
        if "mark" not in row or "fact" not in row:
            raise EvaluationError(f"{path}: no sheet of a sample: it has no column 'mark', or none 'fact'")
        mark = (row["mark"] or "").strip().casefold()
        if mark and mark not in RIGHT | WRONG:
            raise EvaluationError(f"{path}: row {place}: mark {row['mark']!r} is neither 'right' nor 'wrong'")
        right += mark in RIGHT
        wrong += mark in WRONG
        facts += mark in WRONG and row["fact"] == "yes"
        unmarked += not mark
    if not rows:
        raise EvaluationError(f"{path}: no row in it")
    return Marks(right, wrong, facts, unmarked)
