"""Documents in, sentences with their clauses out: glossary, parse with stand-ins, references, scope, time."""

from __future__ import annotations

from graphkit.language.reading import Reading, read_language

__all__ = ["Reading", "read_language"]
