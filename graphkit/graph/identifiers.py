"""Things, claims, passages and flows in, their IRIs out: the same for the same content, in every run.

A claim's IRI is a hash of the statement and of its evidence; no node is blank, and none is numbered by the order in
which it came.
"""
from __future__ import annotations

import hashlib
import re
import unicodedata

from graphkit.model import Span

SLUG = 60  # characters; a longer label is cut and told apart by its hash
DIGEST = 16  # hexadecimal digits: one clash in 2³² claims


def hash_parts(*parts: object, length: int = DIGEST) -> str:
    """Any values to a short hexadecimal digest of their texts; no two lists of parts give the same text."""
    text = "\x1f".join(f"{len(str(part))}:{part}" for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def build_slug(label: str) -> str:
    """A label to the ASCII words of its IRI, lower case and hyphenated: 'FRS-2' to 'frs-2'. May be empty."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")


def is_faithful(label: str, slug: str) -> bool:
    """Whether the slug still holds every letter and digit of the label, so that other labels do not share it."""
    letters = sum(character.isalnum() for character in unicodedata.normalize("NFKD", label))
    return 0 < len(slug) <= SLUG and sum(character.isalnum() for character in slug) == letters


def find_document(base: str, sha256: str) -> str:
    """The document's IRI, from the hash of its text."""
    return f"{base}doc/{sha256[:12]}"


def find_passage(base: str, sha256: str, span: Span, clause: tuple[Span, ...] = ()) -> str:
    """The IRI of a span of a document, as refined to the clause inside it."""
    places = [place for part in (span, *clause) for place in (part.start, part.end)]
    return f"{base}passage/{hash_parts(sha256, *places)}"


def find_item(base: str, kind: str, sha256: str, block: int, number: str, ordinal: int) -> str:
    """The IRI of a question or of its answer: `ordinal` tells items of one block and number apart."""
    name = "-".join(str(part) for part in (sha256[:12], block, build_slug(number), ordinal) if part not in ("", 0))
    return f"{base}{kind}/{name}"


def find_claim(base: str, sha256: str, *parts: object) -> str:
    """The IRI of a claim, from everything that it says and the words it rests on."""
    return f"{base}claim/{hash_parts(sha256, *parts)}"
