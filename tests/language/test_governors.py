"""Every word of the table of governors, and words of no list, before a clause: what need not be so is never a fact.

The sentences are made from ontology/cues/governors.yaml; what may follow from each is read off the table itself.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from graphkit import extract_claims, read_document
from graphkit.ontology import find_ontology

INTRODUCTION = (
    "The Office of Fair Audits (OFA) answers to the Quarry Review Board (QRV). The Department of Public Exits (DPX) "
    "wrote about a database called Tally."
)
#: Forms of a sentence by kind of governor.
FORMS = {
    "verb": (
        "OFA {s} to use the Tally database.",
        "OFA has {d} to use the Tally database.",
        "OFA {d} using the Tally database.",
        "OFA {s} that DPX uses the Tally database.",
        "OFA {d} that DPX uses the Tally database.",
        "OFA {d} DPX to use the Tally database.",
        "DPX was {d} to use the Tally database.",
        "OFA {d} DPX from using the Tally database.",
        "OFA {d} DPX into using the Tally database.",
        "It was {d} that DPX uses the Tally database.",
    ),
    "noun": (
        "OFA has a {w} to use the Tally database.",
        "OFA has no {w} to use the Tally database.",
        "OFA's {w} to use the Tally database was published.",
        "The {w} that DPX uses the Tally database was published.",
        "The {w} of using the Tally database was discussed by OFA.",
    ),
    "adjective": (
        "OFA is {w} to use the Tally database.",
        "OFA is not {w} to use the Tally database.",
        "It is {w} that DPX uses the Tally database.",
        "It is {w} for DPX to use the Tally database.",
    ),
}
ONSETS, VOWELS, CODAS = ("bl", "dr", "fl", "gr", "pl", "sk", "tr", "v", "z"), "aeiou", ("mb", "nk", "rf", "lt", "sp")
IRREGULAR = {
    "let": "let", "tell": "told", "bid": "bid", "say": "said", "mean": "meant", "make": "made", "get": "got",
    "have": "had", "lead": "led", "bring": "brought", "set": "set", "build": "built", "find": "found",
    "show": "shown", "write": "written", "know": "known", "see": "seen", "hear": "heard", "read": "read",
    "think": "thought", "feel": "felt", "keep": "kept", "leave": "left", "begin": "begun", "go": "gone",
    "seek": "sought", "choose": "chosen", "strive": "striven", "forget": "forgotten", "quit": "quit",
    "teach": "taught", "swear": "sworn", "undertake": "undertaken", "catch": "caught", "understand": "understood",
    "fight": "fought", "stand": "stood", "sound": "sounded", "forgo": "forgone", "forego": "foregone",
    "forbid": "forbidden", "withhold": "withheld", "bind": "bound", "beseech": "beseeched", "foresee": "foreseen",
    "give": "given",
}  # fmt: skip
Claim = tuple[str, str, str, str]


def read_table() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load(
        (find_ontology() / "cues" / "governors.yaml").read_text(encoding="utf-8")
    )
    return entries


def inflect(verb: str) -> tuple[str, str]:
    """The third person and the participle of a verb."""
    if verb in {"have", "go", "do"}:
        return {"have": "has", "go": "goes", "do": "does"}[verb], IRREGULAR[verb]
    ends = verb[-1] == "y" and verb[-2] not in VOWELS
    third = verb[:-1] + "ies" if ends else verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    past = verb[:-1] + "ied" if ends else verb + ("d" if verb.endswith("e") else "ed")
    return third, IRREGULAR.get(verb, past)


def write_sentences(sort: str, word: str) -> Iterator[str]:
    third, past = inflect(word)
    yield from (form.format(w=word, s=third, d=past) for form in FORMS[sort])


def write_events(verb: str) -> Iterator[str]:
    """What is done to an activity that a noun names."""
    _, past = inflect(verb)
    yield f"OFA {past} the use of the Tally database by DPX."
    yield f"The use of the Tally database by DPX was {past}."


@cache
def read_all(sentences: tuple[str, ...], folder: Path) -> dict[str, set[Claim]]:
    """What each sentence says of who uses the system."""
    path = folder / "letter.txt"
    path.write_text("\n\n".join([INTRODUCTION, *sentences]), encoding="utf-8")
    document = read_document(path)
    found: defaultdict[str, set[Claim]] = defaultdict(set)
    for claim in extract_claims(document)[0]:
        if claim.predicate == "uses":
            said = (claim.subject.label, claim.polarity, claim.modality, claim.withheld)
            found[document.paragraphs[claim.evidence.paragraph].text].add(said)
    return found


def is_fact(claim: Claim) -> bool:
    return claim[1] == "Affirmed" and claim[2] in {"Stated", "Procedural"} and not claim[3]


def invent_words(seed: int, count: int) -> list[str]:
    """Verbs that are in no dictionary."""
    draw = random.Random(seed)
    return [draw.choice(ONSETS) + draw.choice(VOWELS) + draw.choice(CODAS) for _ in range(count)]


def test_an_unknown_governor_asserts_nothing(tmp_path: Path) -> None:
    invented = sorted(set(invent_words(7, 40)))
    sentences = tuple(
        sentence
        for word in invented
        for sort in ("verb", "noun", "adjective")
        for sentence in write_sentences(sort, word)
    )
    assert len(sentences) > 600
    said = read_all(sentences, tmp_path)
    leaks = {sentence: said[sentence] for sentence in sentences if any(map(is_fact, said[sentence]))}
    assert leaks == {}


#: Classes of verbs under which what a noun names need not be there.
IRREAL = {
    "advice", "attempt", "avoidance", "cessation", "commitment", "deliberation", "desire", "expectation",
    "hindrance", "instruction", "intention", "permission", "prevention", "prohibition", "refusal",
    "requirement",
}  # fmt: skip
TRANSITIVE = {
    "abandon", "approve", "attempt", "authorize", "avoid", "ban", "block", "cease", "consider", "contemplate",
    "deter", "discontinue", "discourage", "encourage", "favour", "forbid", "mandate", "oppose", "order",
    "permit", "plan", "prevent", "prohibit", "promise", "propose", "recommend", "refuse", "reject", "request",
    "require", "shun", "stop", "suspend", "terminate", "want",
}  # fmt: skip


def test_what_is_only_allowed_wanted_or_given_up_is_no_fact(tmp_path: Path) -> None:
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for entry in read_table():
        for word in entry.get("verbs") or ():
            classes[str(word)].add(entry["class"])
    verbs = sorted(word for word in TRANSITIVE & set(classes) if classes[word] & IRREAL)
    assert len(verbs) > 25
    sentences = tuple(sentence for verb in verbs for sentence in write_events(verb))
    said = read_all(sentences, tmp_path)
    assert {sentence: said[sentence] for sentence in sentences if any(map(is_fact, said[sentence]))} == {}


@pytest.mark.slow
def test_no_word_of_the_table_asserts_more_than_its_class(tmp_path: Path) -> None:
    """Under a word none of whose classes asserts anything, nothing is a fact."""
    modalities: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in read_table():
        for key, sort in (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective")):
            for word in entry.get(key) or ():
                effects = (entry, entry["negated"])
                kept = {effect["modality"] for effect in effects if effect["polarity"] == "keep"}
                modalities[str(word).split()[0] if sort == "verb" else str(word), sort].update(kept)
    asserted = {"keep", "Stated", "Procedural"}
    silent = [key for key, kept in sorted(modalities.items()) if not kept & asserted]
    odd = {"get", "go", "have", "make"}
    silent = [(word, sort) for word, sort in silent if word not in odd and "-" not in word and word[:3] != "in "]
    # "It is determined that" is the verb, which asserts, also where the adjective is another word
    spoken = {inflect(word)[1] for (word, sort), kept in modalities.items() if sort == "verb" and kept & asserted}
    silent = [(word, sort) for word, sort in silent if sort != "adjective" or word not in spoken]
    assert len(silent) > 600
    written = {sentence: word for word, sort in silent for sentence in write_sentences(sort, word)}
    said = read_all(tuple(written), tmp_path)
    leaks = {sentence: said[sentence] for sentence in written if any(map(is_fact, said[sentence]))}
    assert leaks == {}, "\n".join(leaks)
