"""Every document rewritten sentence by sentence: what is claimed changes exactly as the text did.

Each kind of rewriting draws from a seed which places it takes. The claims of a sentence are compared as statements:
subject, predicate, object, polarity, modality and roles, without offsets and identifiers.
"""
from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from .rewriting import REWRITINGS
from .statements import DOCUMENTS, group_by_sentence, list_statements, read_original, read_statements

pytestmark = pytest.mark.slow

#: Sentences in which a rewriting is known to change more than it should, each with the reason.
EXCEPTIONS: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("rewrites.yaml").read_text(encoding="utf-8"))
SEED = 20
#: How many places of a document a rewriting takes at most.
MOST = 12


@cache
def join_names(file: Path) -> str:
    """A regular expression of the names that a document's claims use, the longest first."""
    _, claims = read_original(file)
    things = {thing for claim in claims for thing in (claim.subject, claim.object) if hasattr(thing, "names")}
    names = {name for thing in things for name in (thing.label, *thing.names)
             if name[:1].isalpha() and re.search(r"[A-Z][^ ]*$", name)}
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


@cache
def list_places(file: Path, name: str) -> list[tuple[str, str]]:
    """Sentences that stand once in a document and make claims, as they are there, and rewritten."""
    document, claims = read_original(file)
    known = EXCEPTIONS.get(name) or {}
    places = {}
    for claim in claims:
        span = claim.evidence.spans[0]
        words = document.text[span.start : span.end]
        folded = " ".join(words.split())
        if len(claim.evidence.spans) > 1 or document.text.count(words) > 1 or any(part in folded for part in known):
            continue
        if words in places:
            continue
        changed = REWRITINGS[name].change(folded, join_names(file))
        if changed is not None:
            places[words] = changed
    return random.Random(SEED).sample(sorted(places.items()), min(MOST, len(places)))


def break_alike(words: str, changed: str) -> str:
    """A rewritten sentence with its lines broken behind as many words as they were."""
    gaps = [*re.findall(r"\s+", words), *[" "] * len(changed.split())]
    return "".join(word + gap for word, gap in zip(changed.split(), gaps, strict=False)).rstrip()


@pytest.mark.parametrize("name", REWRITINGS)
def test_there_are_enough_places(name: str) -> None:
    """The test below is worth what is rewritten."""
    assert sum(len(list_places(file, name)) for file in DOCUMENTS) >= REWRITINGS[name].least


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
@pytest.mark.parametrize("name", REWRITINGS)
def test_claims_change_as_the_text_does(name: str, file: Path, tmp_path: Path) -> None:
    places, rewriting = list_places(file, name), REWRITINGS[name]
    if not places:
        pytest.skip("no place for it in this document")
    document, claims = read_original(file)
    text = document.text
    for words, changed in places:
        text = text.replace(words, break_alike(words, changed))
    before = group_by_sentence(document, claims)
    after = group_by_sentence(*read_statements(text, tmp_path))
    wrong = []
    for words, changed in places:
        folded = " ".join(words.split())
        become = (rewriting.expect(claim, folded) for claim in before[folded])
        expected = list_statements((claim for claim in become if claim is not None), rewriting.literal)
        found = list_statements(after.get(changed, []), rewriting.literal)
        if [claim for claim in found if claim[1] != "states"] != [claim for claim in expected if claim[1] != "states"]:
            gone, new = sorted(set(expected) - set(found)), sorted(set(found) - set(expected))
            wrong.append(f"{changed}\n    gone {gone}\n    new  {new}")
    assert wrong == [], f"{len(wrong)} of {len(places)}:\n" + "\n".join(wrong)
    others = {words for words in before if words not in {" ".join(words.split()) for words, _ in places}}
    # a count without a date has that of the count before it
    dated = {words: [claim for claim in before[words] if "coreference:date" not in claim.how] for words in others}
    moved = [words for words in sorted(others) if dated[words]
             and list_statements(before[words]) != list_statements(after.get(words, [])) and len(words) > 3]
    assert moved == [], f"{len(moved)} other sentences changed: {moved[:3]}"
