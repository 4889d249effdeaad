"""Every form of every frame in a plain active, passive or nominal sentence, and in its denial.

The sentence must claim the form's predicate of what stands in its slots; a denial is Denied and makes no fact. What
fails is named in `forms.yaml` with its reason, and must still fail, so that the list can only shrink.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from graphkit.document import read_document
from graphkit.model import Claim, Thing, Value
from graphkit.pipeline import extract_claims
from tests.claims.phrasing import WORDS, Case, list_cases

pytestmark = pytest.mark.slow

INTRODUCTION = (
    "The Harbor Safety Agency (HSA) uses a database called Falcon. "
    "HSA runs the Beacon initiative with a company, Meridian Analytics, Inc. The Port Unit is an office of HSA."
)
#: Sentences a document: few enough that what one says of a name does not colour the next.
BATCH = 25
#: Sentence → why it fails.
EXCEPTIONS: dict[str, str] = {
    sentence: reason for reason, sentences in WORDS["exceptions"].items() for sentence in sentences
}


@cache
def read_sentences(folder: Path) -> dict[str, list[Claim]]:
    """The sentences of all cases, each with the claims that it makes."""
    sentences = list(dict.fromkeys(case.sentence for case in list_cases()))
    found: dict[str, list[Claim]] = {}
    for start in range(0, len(sentences), BATCH):
        path = folder / f"forms-{start}.txt"
        path.write_text("\n\n".join([INTRODUCTION, *sentences[start : start + BATCH]]) + "\n", encoding="utf-8")
        document = read_document(path)
        for claim in extract_claims(document)[0]:
            found.setdefault(document.paragraphs[claim.evidence.paragraph].text, []).append(claim)
    return found


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Claim]]:
    return read_sentences(tmp_path_factory.mktemp("forms"))


def fires(case: Case, claims: Iterable[Claim]) -> bool:
    """Whether one of the claims has the predicate, subject, object and polarity of the case."""
    return any(
        claim.predicate == case.predicate
        and is_called(claim.subject, case.subject)
        and is_called(claim.object, case.object)
        and (claim.polarity == "Denied") == case.denied
        for claim in claims
    )


def is_called(value: Thing | Value, name: str) -> bool:
    label = value.label if isinstance(value, Thing) else value.text
    return label.lower().removesuffix("s") == name.lower().removesuffix("s")


def list_facts(case: Case, claims: Iterable[Claim]) -> list[Claim]:
    """The claims of a denial that would be facts; who is not without something has it."""
    plain = (claim for claim in claims if claim.polarity == "Affirmed" and claim.modality in {"Stated", "Procedural"})
    framed = (claim for claim in plain if claim.how[0].startswith("frame"))
    return [claim for claim in framed if case.denied or claim.predicate != case.predicate]


def test_every_form_fires(said: dict[str, list[Claim]]) -> None:
    failed = {case.sentence: case.name for case in list_cases() if not fires(case, said.get(case.sentence, ()))}
    missed = [f"{name}: {sentence}" for sentence, name in failed.items() if sentence not in EXCEPTIONS]
    assert not missed, f"{len(missed)}:\n" + "\n".join(missed)


def test_what_is_named_as_an_exception_still_fails(said: dict[str, list[Claim]]) -> None:
    cases = [case for case in list_cases() if case.sentence in EXCEPTIONS]
    assert set(EXCEPTIONS) == {case.sentence for case in cases}
    mended = {case.sentence for case in cases if fires(case, said.get(case.sentence, ()))}
    assert not mended


def test_no_denial_makes_a_fact(said: dict[str, list[Claim]]) -> None:
    denials = [case for case in list_cases() if case.turn.startswith("not ")]
    leaks = [case.sentence for case in denials if list_facts(case, said.get(case.sentence, ()))]
    assert not leaks, "\n".join(leaks)


def test_the_forms_are_many_and_the_exceptions_few() -> None:
    cases = list_cases()
    forms = {(case.predicate, case.kind, case.words) for case in cases}
    assert len(forms) >= 600
    assert len({case.turn for case in cases if case.sentence in EXCEPTIONS}) <= 6
    assert len(EXCEPTIONS) < len(forms) / 100
