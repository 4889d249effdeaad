"""A claim beside the record that it stands in."""
from __future__ import annotations

from dataclasses import dataclass

from graphkit.analysis.record import Record, RecordedClaim


@dataclass(frozen=True, slots=True)
class Said:
    """A claim and the record that it stands in."""

    record: Record
    claim: RecordedClaim
