"""The words as data: frames, governors and cue files are well formed, cover the vocabulary and contradict nothing."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

ONTOLOGY = Path(__file__).parents[2] / "ontology"
FRAME_FILES = sorted(path for path in (ONTOLOGY / "frames").glob("*.yaml") if path.stem != "defaults")
CUE_FILES = ("governors", "polarity", "modality", "attribution", "restriction", "coverage")

FORMS = ("verbs", "light", "nouns", "agents", "adjectives")
KEYS = {
    *FORMS,
    "predicate",
    "sense",
    "subject",
    "object",
    "roles",
    "when",
    "unless",
    "needs",
    "without",
    "adjective",
    "polarity",
    "modality",
    "restriction",
    "cognate",
    "withheld",
    "loose",
    "only",
}
ROLES = {
    "data", "source", "recipient", "via", "purpose", "condition", "restriction", "legalBasis", "frequency",
    "quantity", "location", "program", "object", "untilEvent",
}  # fmt: skip
KINDS = {
    "Organization", "OrganizationalUnit", "Role", "System", "Program", "DataCategory", "Capability", "Policy",
    "Document", "Activity", "Thing", "Place", "Literal",
}  # fmt: skip
MODALITIES = {"Stated", "Procedural", "Possible", "Planned", "Required", "KnowledgeDisclaimed"}
CLASSES = {
    "permission", "requirement", "prohibition", "prevention", "instruction", "intention", "commitment", "ability",
    "inability", "attempt", "avoidance", "cessation", "design", "device",
    "continuation", "beginning", "completion", "causation", "assurance", "doubt", "question", "report", "claim",
    "belief", "appearance", "likelihood", "fact", "ignorance",
    "purpose", "suitability", "deliberation", "desire", "success", "failure", "refusal", "hindrance", "advice",
    "proposal", "expectation", "perception", "underway", "denial", "sign", "sentiment",
}  # fmt: skip
#: Claims of these predicates come from constructions of the engine alone.
UNFRAMED = {"states"}


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def list_frames() -> list[tuple[str, dict[str, Any]]]:
    return [(path.stem, frame) for path in FRAME_FILES for frame in read(path)]


def list_predicates() -> set[str]:
    """The predicates of VOCABULARY.md: every property of the ontology whose domain of use is a claim."""
    text = (ONTOLOGY / "graphkit.ttl").read_text(encoding="utf-8")
    return set(re.findall(r"^gk:([a-z]\w*)\s+a\s[^;.]*gk:Predicate\b", text, flags=re.M))


FRAMES = list_frames()


@pytest.mark.parametrize("path", FRAME_FILES, ids=lambda path: path.stem)
def test_every_frame_has_only_known_keys_and_words(path: Path) -> None:
    for frame in read(path):
        assert set(frame) <= KEYS, frame["sense"]
        assert {"predicate", "sense"} <= set(frame)
        assert any(frame.get(sort) for sort in FORMS), f"{frame['sense']}: no form"
        for sort in FORMS:
            assert all(isinstance(form, str) and form.strip() == form and form for form in frame.get(sort, [])), frame[
                "sense"
            ]


@pytest.mark.parametrize("path", FRAME_FILES, ids=lambda path: path.stem)
def test_every_slot_role_and_kind_is_known(path: Path) -> None:
    for frame in read(path):
        for name in ("roles", "when", "unless", "adjective"):
            assert all(isinstance(slot, str) for slot in frame.get(name, {})), (
                f"{frame['sense']}: a bare 'on' or 'no' is no text in YAML"
            )
        assert all(isinstance(slot, str) for slot in frame.get("needs", [])), frame["sense"]
        assert set(frame.get("roles", {}).values()) <= ROLES, frame["sense"]
        for name in ("when", "unless"):
            for kinds in frame.get(name, {}).values():
                assert all(kind in KINDS or kind.islower() for kind in kinds), f"{frame['sense']}: {kinds}"
        assert frame.get("polarity", "deny") == "deny"
        assert frame.get("modality", "Possible") in MODALITIES
        assert set(frame.get("adjective", {})) <= {"subject", "object"}


def test_verb_frames_say_which_slot_is_subject_and_object() -> None:
    for _, frame in FRAMES:
        if any(frame.get(sort) for sort in ("verbs", "light", "nouns", "agents")):
            assert {"subject", "object"} <= set(frame), frame["sense"]
        if frame.get("adjectives") and not {"subject", "object"} <= set(frame):
            assert frame.get("adjective"), frame["sense"]


def test_every_predicate_has_frames_and_no_frame_has_another_predicate() -> None:
    predicates = list_predicates() - UNFRAMED
    framed = {frame["predicate"] for _, frame in FRAMES}
    assert framed <= predicates
    assert predicates <= framed


def test_no_form_stands_twice_for_one_predicate_with_the_same_slots() -> None:
    seen: Counter[tuple[str, ...]] = Counter()
    for _, frame in FRAMES:
        slots = repr(
            sorted(
                (key, repr(frame.get(key)))
                for key in ("subject", "object", "when", "unless", "needs", "adjective", "polarity", "modality")
            )
        )
        for sort in FORMS:
            for form in frame.get(sort, []):
                seen[frame["predicate"], sort, form, slots] += 1
    assert [key[:3] for key, count in seen.items() if count > 1] == []


def test_the_frames_are_as_wide_as_the_language_of_the_field() -> None:
    forms = {(frame["predicate"], sort, form) for _, frame in FRAMES for sort in FORMS for form in frame.get(sort, [])}
    assert len(forms) >= 600


def test_defaults_give_known_roles_for_known_kinds() -> None:
    defaults = read(ONTOLOGY / "frames" / "defaults.yaml")
    assert list(defaults) == ["roles"]
    for preposition, lines in defaults["roles"].items():
        assert isinstance(preposition, str)
        for line in lines:
            assert set(line) <= {"role", "kinds"}
            assert line["role"] in ROLES, preposition
            assert set(line.get("kinds", [])) <= KINDS, preposition


@pytest.mark.parametrize("name", CUE_FILES)
def test_cue_files_load(name: str) -> None:
    assert read(ONTOLOGY / "cues" / f"{name}.yaml")


def test_governors_have_known_classes_actors_and_modalities() -> None:
    for entry in read(ONTOLOGY / "cues" / "governors.yaml"):
        assert set(entry) <= {
            "class",
            "verbs",
            "nouns",
            "adjectives",
            "actor",
            "modality",
            "procedural",
            "polarity",
            "negated",
            "claim",
            "transitive",
        }
        assert entry["class"] in CLASSES
        assert entry["actor"] in {"object", "subject", "none"}
        for effect in (entry, entry["negated"]):
            assert effect["modality"] in MODALITIES | {"", "keep"}, entry["class"]
            assert effect["polarity"] in {"keep", "deny"}, entry["class"]


def test_no_governor_stands_in_two_classes_with_the_same_actor() -> None:
    seen: dict[tuple[str, str, str, bool], list[str]] = {}
    for entry in read(ONTOLOGY / "cues" / "governors.yaml"):
        for sort in ("verbs", "nouns", "adjectives"):
            for word in entry.get(sort) or []:
                seen.setdefault((word, sort, entry["actor"], "transitive" in entry), []).append(entry["class"])
    assert {key: classes for key, classes in seen.items() if len(classes) > 1} == {}


def test_nothing_that_is_only_wished_doubted_asked_or_alleged_is_asserted() -> None:
    for entry in read(ONTOLOGY / "cues" / "governors.yaml"):
        if entry["class"] in {"question", "doubt", "desire", "belief", "claim", "deliberation", "proposal", "advice"}:
            assert entry["modality"] == "", entry["class"]
            assert entry["negated"]["modality"] == "", entry["class"]


def test_no_verb_both_commits_the_speaker_and_does_not() -> None:
    attribution = read(ONTOLOGY / "cues" / "attribution.yaml")
    assert not set(attribution["commits"]) & set(attribution["uncommitted"])


def test_modals_and_conjunctions_have_known_effects() -> None:
    modality = read(ONTOLOGY / "cues" / "modality.yaml")
    for name in ("modals", "negated_modals", "perfect_modals", "shifted_modals", "adverbs", "adjectives"):
        assert set(modality[name].values()) <= MODALITIES | {""}, name
    sorts = {
        "condition",
        "occasion",
        "time",
        "reason",
        "contrast",
        "manner",
        "purpose",
        "question",
        "comparison",
        "exception",
        "content",
        "denial",
    }
    assert set(modality["conjunctions"].values()) <= sorts


def test_reasons_of_the_coverage_report_are_a_closed_list() -> None:
    reasons = [entry["reason"] for entry in read(ONTOLOGY / "cues" / "coverage.yaml")]
    assert len(reasons) == len(set(reasons))
    assert all(entry["description"] for entry in read(ONTOLOGY / "cues" / "coverage.yaml"))


@pytest.mark.parametrize("path", sorted((ONTOLOGY / "cues").glob("*.yaml")), ids=lambda path: path.stem)
def test_no_cue_file_says_a_key_twice(path: Path) -> None:
    """Of two lists with one name the second would hide the first without a word."""
    keys = re.findall(r"^([\w-]+):", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(set(keys)) == sorted(keys)
