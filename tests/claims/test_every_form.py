"""Every form of every frame in plain sentences: active and passive verbs, light verbs, nouns with who acts and what
on, agents and adjectives. Nearly all give a claim of their predicate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.document import read_document
from graphkit.ontology import find_ontology
from graphkit.ontology.frames import Frame, load_frames
from graphkit.pipeline import extract_claims
from tests.inflection import form_participle

INTRODUCTION = (
    "The Harbor Safety Agency (HSA) uses a database called Falcon. "
    "HSA runs the Beacon initiative with a company, Meridian Analytics, Inc. The Port Unit is an office of HSA."
)
#: What stands in a slot that takes things of a kind; the first kind that a frame allows is taken.
FILLERS = {
    "DataCategory": "the photographs",
    "System": "the tracking system",
    "Policy": "the regulation",
    "Document": "the report",
    "Capability": "facial recognition",
    "Activity": "the inspection",
    "Role": "analysts",
    "Organization": "Meridian Analytics",
    "Program": "the Beacon initiative",
    "OrganizationalUnit": "the Port Unit",
}


def list_sentences(frame: Frame) -> Iterator[tuple[str, str, str]]:
    """(kind of form, form, sentence) for each form of a frame that a plain sentence can hold."""
    seen = set()
    for form in frame.forms:
        if (form.kind, form.words) in seen:
            continue
        seen.add((form.kind, form.words))
        sentence = SPELLERS[form.kind](frame, form.words)
        if sentence:
            yield form.kind, form.words, sentence[0].upper() + sentence[1:] + "."
        passive = spell_passive(frame, form.words) if form.kind == "verb" else ""
        if passive:
            yield "passive", form.words, passive[0].upper() + passive[1:] + "."


def find_filler(frame: Frame, slot: str) -> str:
    """Words for a slot; the subject is an agency where the frame does not say otherwise."""
    wanted, barred = frame.when.get(slot), frame.unless.get(slot, frozenset())
    kinds = [kind for kind in FILLERS if (wanted is None or kind in wanted) and kind not in barred]
    if slot == "subject" and (wanted is None or "Organization" in wanted):
        return "HSA"
    if kinds:
        return FILLERS[kinds[0]]
    words = sorted(word for word in wanted or () if word.islower())
    return f"the {words[0]}" if words else "the photographs"


def spell_needs(frame: Frame) -> str:
    slots = [
        slot
        for slot in frame.needs
        if slot not in {"subject", "object", "indirect", "complement", "to-verb"} and " " not in slot
    ]
    return "".join(f" {slot} {find_filler(frame, slot)}" for slot in slots)


def spell_verb(frame: Frame, verb: str) -> str:
    if frame.object == "others" or any(" " in slot for slot in (*frame.needs, frame.subject, frame.object)):
        return ""  # 'A and B have an agreement', 'ownership of X rests with Y': no plain sentence
    subject, thing, rest = find_filler(frame, "subject"), find_filler(frame, "object"), spell_needs(frame)
    if "to-verb" in frame.needs:
        return f"{thing} will be {form_participle(verb)} to protect the border"
    if "complement" in frame.needs:
        return f"{subject} will {verb} {thing} to be sensitive information"
    if "Organization" in frame.unless.get("subject", frozenset()) or (
        frame.subject == "object" and frame.object != "subject"
    ):
        return f"{thing} will be {form_participle(verb)}{rest}"
    if frame.object == "subject" and frame.subject not in {"object", "indirect"}:
        return f"{subject} will {verb}{rest}"
    if frame.object not in {"object", "subject"} and "object" not in frame.when:
        return f"{subject} will {verb}{rest}"
    receiver = f" {find_filler(frame, 'indirect')}" if "indirect" in frame.needs else ""
    return f"{subject} will {verb}{receiver} {thing}{rest}"


def spell_passive(frame: Frame, verb: str) -> str:
    """'The photographs were collected by HSA' for a verb whose subject and object are those of the claim."""
    plain = {frame.subject, frame.object} == {"subject", "object"} and not set(frame.needs) - {"subject", "object"}
    if not plain or " " in verb or "Organization" in frame.unless.get("subject", frozenset()):
        return ""
    thing = find_filler(frame, "object")
    auxiliary, actor = "were" if thing.endswith("s") else "was", find_filler(frame, "subject")
    return f"{thing} {auxiliary} {form_participle(verb)} by {actor}"


def spell_light(frame: Frame, words: str) -> str:
    subject, first, *others = find_filler(frame, "subject"), *words.split()
    if "indirect" in frame.needs:
        return f"{subject} will {first} {find_filler(frame, 'indirect')} {' '.join(others)}"
    if others[-1] in {
        "of",
        "to",
        "with",
        "for",
        "in",
        "on",
        "into",
        "against",
        "over",
        "through",
        "about",
        "from",
        "under",
        "by",
    }:
        return f"{subject} will {words} {find_filler(frame, 'object' if frame.object == 'subject' else frame.object)}"
    if spell_needs(frame):
        return f"{subject} will {words}{spell_needs(frame)}"
    if len(others) == 1 and others[0][-3:] in {"ble", "lic", "ory", "ful", "gal", "own"}:
        return f"{subject} will {first} {find_filler(frame, 'object')} {others[0]}"
    return f"{subject} will {words} of {find_filler(frame, 'object')}" if frame.object == "object" else ""


def spell_noun(frame: Frame, noun: str) -> str:
    of = f" of {find_filler(frame, 'object')}" if "object" in {frame.subject, frame.object} else ""
    return f"{find_filler(frame, 'subject')}'s {noun}{of}{spell_needs(frame)} ended in 2020"


def spell_agent(frame: Frame, noun: str) -> str:
    return "" if frame.bare else f"{find_filler(frame, 'subject')} is the {noun} of {find_filler(frame, 'object')}"


def spell_adjective(frame: Frame, words: str) -> str:
    preposition = words.split()[-1] if " " in words else ""
    if not preposition or any(" " in slot for slot in frame.needs):
        return ""
    described = (
        find_filler(frame, "subject")
        if "subject" in frame.when or frame.adjective.get("object") != "subject"
        else "the photographs"
    )
    party = (
        find_filler(frame, preposition)
        if preposition in frame.when
        else "analysts"
        if frame.adjective.get("subject") == preposition
        else "the photographs"
    )
    if party == described:
        party = FILLERS["System"] if "System" in frame.when.get(preposition, ()) else "the fingerprints"
    verb = "are" if described in {"the photographs", "analysts"} else "is"
    return f"{described} {verb} {words} {party}"


SPELLERS = {
    "verb": spell_verb, "light": spell_light, "noun": spell_noun, "agent": spell_agent, "adjective": spell_adjective,
}  # fmt: skip


#: Idioms are kept whole here though a rival frame may read the same sentence as well.
LEAST = {"light": 0.7, "passive": 0.75}
#: Made by the reading of numbers, not by frames alone.
COUNTED = {"hasCount", "hasShare"}
#: Sentences a document: few enough that what one says of a name does not colour the next.
BATCH = 25


def find_predicates(sentences: list[str], folder: Path) -> dict[str, set[str]]:
    """Sentences in, the predicates that each makes claims with out."""
    found: dict[str, set[str]] = {}
    for start in range(0, len(sentences), BATCH):
        path = folder / f"forms-{start}.txt"
        path.write_text("\n\n".join([INTRODUCTION, *sentences[start : start + BATCH]]) + "\n", encoding="utf-8")
        document = read_document(path)
        for claim in extract_claims(document)[0]:
            found.setdefault(document.paragraphs[claim.evidence.paragraph].text, set()).add(claim.predicate)
    return found


@pytest.mark.slow
def test_every_form_fires_in_a_plain_sentence(tmp_path: Path) -> None:
    """Some are taken by a frame that is more special for the words at hand; few are lost to the parse."""
    frames = load_frames(find_ontology())
    cases = [
        (frame.predicate, *case)
        for frame in frames.frames
        if frame.predicate not in COUNTED
        for case in list_sentences(frame)
    ]
    cases.sort()
    found = find_predicates(list(dict.fromkeys(sentence for *_, sentence in cases)), tmp_path)
    fired: dict[tuple[str, str, str], bool] = {}
    for predicate, kind, form, sentence in cases:
        key = (predicate, kind, form)
        fired[key] = fired.get(key, False) or predicate in found.get(sentence, set())
    total, hits = Counter(kind for _, kind, _ in fired), Counter(kind for (_, kind, _), hit in fired.items() if hit)
    missed = [key for key, hit in sorted(fired.items()) if not hit]
    assert sum(total.values()) >= 600
    shares = {kind: hits[kind] / total[kind] for kind in total}
    low = {kind: share for kind, share in shares.items() if share < LEAST.get(kind, 0.85)}
    assert not low, (shares, [key for key in missed if key[1] in low])
