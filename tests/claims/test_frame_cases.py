"""Each predicate in plain active, passive and nominal sentences with invented names, and near misses.

A case is a sentence and the claims that it makes: `subject | predicate | object | polarity modality | role=value; …`
(Affirmed Stated where nothing is said). They are all that it makes but for what a name alone tells and gk:states.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from graphkit.document import read_document
from graphkit.model import Claim, Thing, Value
from graphkit.pipeline import extract_claims

DATA = Path(__file__).parent / "data"
FILES = sorted(path.stem for path in DATA.glob("*.yaml"))

#: Introduces the names, as a document would.
INTRODUCTION = (
    "The Harbor Safety Agency (HSA) uses a database called Falcon. "
    "HSA runs the Beacon initiative with a company, Meridian Analytics, Inc. The Port Unit is an office of HSA."
)


def label(value: Thing | Value) -> str:
    return value.text if isinstance(value, Value) else value.label


def spell(claim: Claim) -> str:
    roles = "; ".join(sorted(f"{role.name}={label(role.value)}" for role in claim.roles))
    return f"{label(claim.subject)} | {claim.predicate} | {label(claim.object)} | {claim.polarity} {claim.modality}" + (
        f" | {roles}" if roles else ""
    )


def load_cases(name: str) -> list[tuple[str, list[str]]]:
    entries = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return [(sentence, claims) for entry in entries for sentence, claims in entry.items()]


@cache
def read_cases(name: str, folder: Path) -> dict[str, list[Claim]]:
    """All sentences of a file as one document, each with the claims that it makes."""
    path = folder / f"{name}.txt"
    sentences = [sentence for sentence, _ in load_cases(name)]
    path.write_text("\n\n".join([INTRODUCTION, *sentences]) + "\n", encoding="utf-8")
    document = read_document(path)
    found: dict[str, list[Claim]] = {sentence: [] for sentence in sentences}
    for claim in extract_claims(document)[0]:
        text = document.paragraphs[claim.evidence.paragraph].text
        if (
            text in found
            and claim.predicate not in {"states"}
            and not claim.how[0].startswith(("construction:name", "construction:compound"))
        ):
            found[text].append(claim)
    return found


def matches(claim: Claim, expected: str) -> bool:
    subject, predicate, thing, *rest = (part.strip() for part in expected.split("|"))
    meaning = rest[0] if rest else "Affirmed Stated"
    roles = [part.strip().split("=", 1) for part in rest[1].split(";")] if len(rest) > 1 else []
    return (
        same(label(claim.subject), subject)
        and claim.predicate == predicate
        and same(label(claim.object), thing)
        and f"{claim.polarity} {claim.modality}" == meaning
        and all(any(role.name == name and holds(role.value, value) for role in claim.roles) for name, value in roles)
    )


def holds(value: Thing | Value, expected: str) -> bool:
    """A thing by its label; words that hold the expected ones."""
    return same(label(value), expected) or (isinstance(value, Value) and normal(expected) in normal(value.text))


def same(found: str, expected: str) -> bool:
    """Labels alike but for case, number and an article."""
    return normal(found) == normal(expected)


def normal(text: str) -> str:
    words = [word for word in text.lower().split() if word not in {"the", "a", "an", "any", "to"}]
    return " ".join(word.rstrip("s") for word in words)


#: A case that the reading does not master yet begins its list with `pending`.
PENDING = pytest.mark.xfail(strict=True, reason="not read yet")
CASES = [
    pytest.param(
        name,
        sentence,
        [line for line in claims if line != "pending"],
        id=f"{name}:{sentence}",
        marks=[PENDING] if "pending" in claims else [],
    )
    for name in FILES
    for sentence, claims in load_cases(name)
]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("frame-cases")


@pytest.mark.parametrize(("name", "sentence", "expected"), CASES)
def test_a_sentence_makes_these_claims_and_no_others(
    name: str, sentence: str, expected: list[str], folder: Path
) -> None:
    claims = read_cases(name, folder)[sentence]
    missing = [line for line in expected if not any(matches(claim, line) for claim in claims)]
    surplus = [spell(claim) for claim in claims if not any(matches(claim, line) for line in expected)]
    assert (missing, surplus) == ([], [])
