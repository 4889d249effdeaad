"""Clauses in, claims out: what the document says, each statement tied to its words."""

from __future__ import annotations

from graphkit.claims.extraction import extract_claims

__all__ = ["extract_claims"]
