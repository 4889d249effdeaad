"""Every document rewritten sentence by sentence: what is claimed changes exactly as the text did.

Each kind of rewriting applies only where its pattern surely holds, and draws which places it takes from a seed. The
claims of a sentence are compared as statements: subject, predicate, object, polarity, modality and roles, without
offsets and identifiers.
"""
from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from graphkit import extract_claims, read_document
from graphkit.model import Claim, Document, Role, Thing, Value

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DOCUMENTS = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "corpus").glob("*.txt")])
#: Sentences in which a rewriting is known to change more than it should, each with the reason.
EXCEPTIONS: dict[str, dict[str, str]] = yaml.safe_load((HERE / "rewrites.yaml").read_text(encoding="utf-8"))
SEED = 20
#: How many places of a document a rewriting takes at most.
MOST = 12

Statement = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Rewriting:
    """One way to rewrite a sentence.

    change   the sentence to the rewritten one, or None where its pattern does not surely hold
    expect   a claim and the words of its sentence to the claim that it is to become, or None where it goes
    least    how many places there are at least in all documents together
    """

    change: Callable[[str, random.Random], str | None]
    expect: Callable[[Claim, str], Claim | None]
    least: int


# ------------------------------------------------------------------------------------------------------ statements


def spell(value: Thing | Value) -> str:
    words = value.label if isinstance(value, Thing) else value.text
    return " ".join(words.lower().split())


def list_statements(claims: Iterable[Claim]) -> list[Statement]:
    """The statements of some claims, sorted; gk:states, whose object is the sentence, by its mode alone.

    Of the roles those count that are things or dates: a literal holds words of the sentence, which change as it does.
    """
    found = set()
    for claim in claims:
        roles = sorted({f"{role.name}={spell(role.value)}" for role in claim.roles if is_compared(role)})
        ends = ("", "") if claim.predicate == "states" else (spell(claim.subject), spell(claim.object))
        found.add((ends[0], claim.predicate, ends[1], claim.polarity, claim.modality, "; ".join(roles)))
    return sorted(found)


def is_compared(role: Role) -> bool:
    return isinstance(role.value, Thing) or bool(role.value.datatype)


def read_statements(text: str, folder: Path) -> tuple[Document, list[Claim]]:
    path = folder / "document.txt"
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    return document, list(extract_claims(document)[0])


def group_by_sentence(document: Document, claims: list[Claim]) -> dict[str, list[Claim]]:
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


# ------------------------------------------------------------------------------------------------------ rewritings

_SHORT = {"does not": "doesn't", "do not": "don't", "is not": "isn't", "are not": "aren't", "was not": "wasn't",
          "were not": "weren't", "has not": "hasn't", "have not": "haven't", "did not": "didn't", "cannot": "can't",
          "will not": "won't", "would not": "wouldn't"}


def contract(sentence: str, draw: random.Random) -> str | None:
    """'does not' to "doesn't", where a verb follows."""
    found = re.search(rf"\b({'|'.join(_SHORT)})(?= [a-z])(?! only\b| necessarily\b| limited\b)", sentence)
    return sentence[: found.start()] + _SHORT[found[1]] + sentence[found.end() :] if found else None


def insert_not(sentence: str, draw: random.Random) -> str | None:
    """A 'not' behind the one auxiliary of a sentence with a single finite clause."""
    auxiliaries = re.findall(r"\b(?:is|are|was|were|may|must|will|shall|would|should|can|has|have)\b", sentence)
    plain = not re.search(r"\b(?:not|no|never|neither|nor|none|unable|unaware|only|solely|if|when|unless|that|which|"
                          r"who|because|and|or|but|while|where|except|any|all|each|every|both)\b|[;:,()\"“]", sentence)
    if len(auxiliaries) != 1 or not plain or len(sentence.split()) > 25:
        return None
    verb = r"(?:\w+ly )?\w+(?:ed|en|ing|e|t|y|d|n|w|k)\b"
    found = re.search(rf"^([A-Z][\w’' -]+?) ({auxiliaries[0]}) (?={verb})", sentence)
    return f"{found[1]} {found[2]} not {sentence[found.end():]}" if found and found[2] != "can" else None


def deny(claim: Claim, sentence: str) -> Claim | None:
    """The claim denied; what may not be is forbidden; what a phrase tells of a name stays; what hung on it goes."""
    if not any(step.startswith("frame") for step in claim.how):
        return claim if claim.predicate != "states" else replace(claim, polarity="Denied")
    hung = ("governor:", "construction:participle", "construction:basis")
    if any(step.startswith(hung) for step in claim.how):
        return None
    modality = "Required" if claim.modality == "Possible" else claim.modality
    return replace(claim, polarity="Denied", modality=modality)


_YEAR = re.compile(r"\b(in|since|until|from|,) (20[01]\d)\b(?![-/\d]|, Public)")


def shift_years(sentence: str, draw: random.Random) -> str | None:
    """A year to another one, where it dates something and is no part of a citation."""
    if re.search(r"\bAct\b|Fed\. Reg\.|Stat\.|U\.S\.C|§|Pub\.", sentence):
        return None
    changed = _YEAR.sub(lambda found: f"{found[1]} {int(found[2]) - 3}", sentence)
    return changed if changed != sentence else None


def date(claim: Claim, sentence: str) -> Claim:
    """The claim with its dates moved as those of the sentence."""
    years = {found[2] for found in _YEAR.finditer(sentence)}
    return replace(claim, roles=tuple(move(role, years) for role in claim.roles))


def move(role: Role, years: set[str]) -> Role:
    value = role.value
    if isinstance(value, Thing) or value.datatype not in {"date", "gYear", "gYearMonth"} or value.text[:4] not in years:
        return role
    return replace(role, value=replace(value, text=f"{int(value.text[:4]) - 3}{value.text[4:]}"))


_PAIR = re.compile(r"\b(?P<before>[a-z]+) (?P<one>[a-z]+s) (?P<link>and|or) (?P<other>[a-z]+s)"
                   r"(?= (?:in|from|with|by|for|to|on|that|are|may|will|within|under|through)\b|[.;])")
_OPENING = {"to", "as", "in", "on", "any", "all", "our", "through", "about", "between", "other", "such", "of", "for",
            "from", "with", "by", "the", "their", "its", "and", "includes", "include", "collects",
            "contains"}


def swap_pair(sentence: str, draw: random.Random) -> str | None:
    """'A and B' to 'B and A', of two plain plurals that a preposition, article or verb opens."""
    pairs = [found for found in _PAIR.finditer(sentence) if found["before"] in _OPENING]
    if not pairs or "respectively" in sentence or len(sentence.split()) > 45:
        return None
    found = pairs[0]
    return sentence[: found.start("one")] + f"{found['other']} {found['link']} {found['one']}" + sentence[found.end() :]


def keep(claim: Claim, sentence: str) -> Claim:
    return claim


REWRITINGS = {
    "contraction": Rewriting(contract, keep, 40),
    "denial": Rewriting(insert_not, deny, 18),
    "year": Rewriting(shift_years, date, 10),
    "order": Rewriting(swap_pair, keep, 4),
}


# ------------------------------------------------------------------------------------------------------ the tests


def list_places(file: Path, name: str) -> list[tuple[str, str]]:
    """Sentences that stand once in a document and make claims, as they are there, and rewritten."""
    document, claims = read_original(file)
    draw = random.Random(SEED)
    known = EXCEPTIONS.get(name) or {}
    places = {}
    for claim in claims:
        span = claim.evidence.spans[0]
        words = document.text[span.start : span.end]
        folded = " ".join(words.split())
        if len(claim.evidence.spans) > 1 or document.text.count(words) > 1 or any(part in folded for part in known):
            continue
        changed = REWRITINGS[name].change(folded, draw)
        if changed is not None:
            places[words] = changed
    return draw.sample(sorted(places.items()), min(MOST, len(places)))


@pytest.mark.parametrize("name", REWRITINGS)
def test_there_are_enough_places(name: str) -> None:
    """The test below is worth what is rewritten."""
    assert sum(len(list_places(file, name)) for file in DOCUMENTS) >= REWRITINGS[name].least


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.stem)
@pytest.mark.parametrize("name", REWRITINGS)
def test_claims_change_as_the_text_does(name: str, file: Path, tmp_path: Path) -> None:
    places = list_places(file, name)
    if not places:
        pytest.skip("no place for it in this document")
    document, claims = read_original(file)
    text = document.text
    for words, changed in places:
        text = text.replace(words, changed)
    before = group_by_sentence(document, list(claims))
    after = group_by_sentence(*read_statements(text, tmp_path))
    wrong = []
    for words, changed in places:
        folded = " ".join(words.split())
        become = (REWRITINGS[name].expect(claim, folded) for claim in before[folded])
        expected = list_statements(claim for claim in become if claim is not None)
        found = list_statements(after.get(changed, []))
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
