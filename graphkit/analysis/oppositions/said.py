"""A claim beside the record that it stands in."""
from __future__ import annotations

from msgspec import Struct

from graphkit.analysis.record import Record, RecordedClaim


class Said(Struct, frozen=True):
    """A claim and the record that it stands in."""

    record: Record
    claim: RecordedClaim
