"""What a text claims, as statements by which two readings of it are compared."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from graphkit import extract_claims, read_document
from graphkit.model import Claim, Document, Role, Thing, Value

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "corpus").glob("*.txt")])

#: What holds both ways, so that either end may be named first.
SYMMETRIC = {"hasAgreementWith"}

Statement = tuple[str, str, str, str, str, str]


def spell(value: Thing | Value) -> str:
    words = value.label if isinstance(value, Thing) else value.text
    return " ".join(words.lower().split())


def state(claim: Claim, literal: bool = False) -> Statement:
    """A claim as a statement; gk:states, whose object is the sentence, by its mode alone.

    Of objects and roles those count that are things, numbers or dates: a literal holds words of the sentence, which
    change as it does. With `literal` they all count.
    """
    roles = sorted({f"{role.name}={spell(role.value)}" for role in claim.roles if literal or is_compared(role)})
    plain = isinstance(claim.object, Value) and not claim.object.datatype
    words = "" if plain and not literal else spell(claim.object)
    ends = ("", "") if claim.predicate == "states" else (spell(claim.subject), words)
    if claim.predicate in SYMMETRIC:
        ends = (min(ends), max(ends))
    return (ends[0], claim.predicate, ends[1], claim.polarity, claim.modality, "; ".join(roles))


def list_statements(claims: Iterable[Claim], literal: bool = False) -> list[Statement]:
    """The statements of some claims, each once, sorted."""
    return sorted({state(claim, literal) for claim in claims})


def count_statements(claims: Iterable[Claim]) -> Counter[Statement]:
    """The statements of some claims, each with how often it is made."""
    return Counter(map(state, claims))


def is_compared(role: Role) -> bool:
    return isinstance(role.value, Thing) or bool(role.value.datatype)


def read_statements(text: str, folder: Path) -> tuple[Document, list[Claim]]:
    path = folder / "document.txt"
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    return document, list(extract_claims(document)[0])


def group_by_sentence(document: Document, claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by the words of the sentence that they rest on first."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        span = claim.evidence.spans[0]
        groups.setdefault(" ".join(document.text[span.start : span.end].split()), []).append(claim)
    return groups


@cache
def read_original(file: Path) -> tuple[Document, tuple[Claim, ...]]:
    document = read_document(file)
    return document, extract_claims(document)[0]
