"""What is asserted and what is not: the sentences are data, in tests/language/data/."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from graphkit import extract_claims, read_document
from graphkit.language.lexicon import Governor
from graphkit.language.modality import weaken
from graphkit.language.scope import Scope, apply_governor
from graphkit.model import Thing

#: Bodies and systems are told from names by how a document introduces them.
INTRODUCTION = (
    "The Office of Fair Audits (OFA) answers to the Quarry Review Board (QRV). The Department of Public Exits (DPX) "
    "wrote about a database called Tally and a system called Beacon."
)
PREDICATES = {
    "shares", "uses", "collects", "stores", "deletes", "deploys", "isAwareOf", "hasAccessTo", "audits", "requests",
}  # fmt: skip
DATA = Path(__file__).parent / "data"


def read_cases() -> dict[str, list[str]]:
    """Each sentence of the case files with all that it says."""
    groups = [yaml.safe_load((DATA / "scope.yaml").read_text(encoding="utf-8"))]
    for name in ("governors", "negation", "mode"):
        groups.extend(yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8")).values())
    return {sentence: expected for cases in groups for case in cases for sentence, expected in case.items()}


CASES = read_cases()


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What each sentence says, from one document in which each is a paragraph."""
    path = tmp_path_factory.mktemp("scope") / "letter.txt"
    path.write_text("\n\n".join([INTRODUCTION, *CASES]), encoding="utf-8")
    document = read_document(path)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for claim in extract_claims(document)[0]:
        if claim.predicate in PREDICATES and isinstance(claim.object, Thing):  # not what is asked or known in words
            words = f"{claim.subject.label} {claim.predicate} {claim.polarity} {claim.modality}"
            found[document.paragraphs[claim.evidence.paragraph].text].append(words + " withheld" * bool(claim.withheld))
    return found


@pytest.mark.parametrize(("sentence", "expected"), CASES.items(), ids=CASES)
def test_what_a_sentence_asserts(sentence: str, expected: list[str], said: dict[str, list[str]]) -> None:
    assert sorted(set(said.get(sentence, ()))) == sorted(expected)


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("Stated", "Possible", "Possible"),
        ("Possible", "Stated", "Possible"),
        ("Required", "Planned", "Required"),
        ("Procedural", "Stated", "Procedural"),
        ("Stated", "", ""),
    ],
)
def test_the_weaker_modality_wins(outer: str, inner: str, expected: str) -> None:
    assert weaken(outer, inner) == expected


PERMIT = Governor("permit", "permission", "object", "Possible", "keep", "Required", "deny")


def test_a_governor_gives_its_modality() -> None:
    assert apply_governor(PERMIT, Scope()) == Scope("Affirmed", "Possible", "", ("governor:permit",))


def test_a_denied_governor_gives_its_other_row() -> None:
    found = apply_governor(PERMIT, Scope("Denied"))
    assert (found.polarity, found.modality) == ("Denied", "Required")


def test_nothing_is_asserted_below_what_is_not() -> None:
    assert not apply_governor(PERMIT, Scope(modality="")).asserted
