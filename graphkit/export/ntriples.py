"""Contents in, sorted N-Triples out: one line a triple, for diff, grep and sort."""
from __future__ import annotations

from graphkit.export.contents import Contents


def write_ntriples(contents: Contents) -> str:
    """All triples of claims and facts, each once, in the order of their bytes."""
    lines = sorted({*contents.claim_lines, *contents.fact_lines})  # by code point, which is by byte of UTF-8
    return "".join(f"{line}\n" for line in lines)
