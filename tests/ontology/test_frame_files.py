"""The loader of frames: what it reads, and how it refuses a file, with file, frame and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import OntologyError
from graphkit.ontology.frame_files import load_frames
from graphkit.ontology.frames import Frames


def load(folder: Path, content: str, defaults: str = "") -> Frames:
    (folder / "frames").mkdir()
    (folder / "frames" / "own.yaml").write_text(content, encoding="utf-8")
    if defaults:
        (folder / "frames" / "defaults.yaml").write_text(defaults, encoding="utf-8")
    return load_frames(folder)


def test_a_verb_evokes_its_frame(tmp_path: Path) -> None:
    frames = load(tmp_path, "- {predicate: shares, verbs: [hand over, share], roles: {to: recipient}}")
    [(frame, form)] = frames.find("verb", "share")
    assert (frame.predicate, frame.roles, form.words) == ("shares", {"to": "recipient"}, "share")


def test_a_verb_of_two_words_is_a_particle_or_a_preposition(tmp_path: Path) -> None:
    frames = load(tmp_path, "- {predicate: reliesOn, verbs: [rely on]}")
    assert frames.find("verb", "rely on")
    [(_, form)] = frames.find("verb", "rely")
    assert form.preposition == "on"


def test_a_light_form_keeps_its_middle_and_its_preposition(tmp_path: Path) -> None:
    frames = load(tmp_path, "- {predicate: audits, light: [conduct an audit of]}")
    [(_, form)] = frames.find("light", "conduct")
    assert (form.middle, form.preposition) == (("audit",), "of")


def test_nouns_and_agents_are_nominals(tmp_path: Path) -> None:
    frames = load(tmp_path, "- {predicate: uses, nouns: [use], agents: [user], verbs: [use]}")
    assert frames.nominals == {"use", "user"}


def test_more_files_come_first(tmp_path: Path) -> None:
    more = tmp_path / "more.yaml"
    more.write_text("- {predicate: queries, verbs: [use]}", encoding="utf-8")
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "own.yaml").write_text("- {predicate: uses, verbs: [use]}", encoding="utf-8")
    found = load_frames(tmp_path, (more,)).find("verb", "use")
    assert [frame.predicate for frame, _ in found] == ["queries", "uses"]
    assert found[0][0].order < found[1][0].order


def test_a_frame_is_told_by_what_it_lacks(tmp_path: Path) -> None:
    frames = load(tmp_path, "- {predicate: permits, verbs: [permit], without: [to-verb]}")
    [(frame, _)] = frames.find("verb", "permit")
    assert frame.without == ("to-verb",)


def test_defaults_say_what_a_preposition_means(tmp_path: Path) -> None:
    frames = load(tmp_path, "[]", "roles: {via: [{role: via, kinds: [System]}]}")
    [default] = frames.defaults["via"]
    assert (default.role, default.kinds) == ("via", {"System"})


def test_an_unknown_word_evokes_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "[]").find("verb", "fly") == ()


@pytest.mark.parametrize(
    ("content", "reasons"),
    [
        ("predicate: shares", ["own.yaml:1", "list of frames", "dict"]),
        ("- {verbs: [share]}", ["own.yaml:1", "frame 1", "predicate"]),
        ("- {predicate: uses, verbs: [use]}\n- {predicate: [uses]}", ["own.yaml:2", "frame 2", "predicate"]),
        ("- just words", ["own.yaml:1", "frame 1", "predicate"]),
        ("- predicate: uses\n  verb: [use]", ["own.yaml:2", "frame 1 (uses)", "unknown key 'verb'", "verbs"]),
        ("- {predicate: lends, verbs: [lend]}", ["own.yaml:1", "frame 1 (lends)", "no predicate of the vocabulary"]),
        ("- predicate: uses\n  sense: none", ["own.yaml:1", "frame 1 (uses)", "no words"]),
        ("- predicate: uses\n  verbs: use", ["own.yaml:2", "(uses)", "'verbs' must be a list of words", "'use'"]),
        ("- {predicate: uses, verbs: [1]}", ["frame 1 (uses)", "'verbs' must be a list of words"]),
        ("- {predicate: uses, verbs: [use], subject: 1}", ["frame 1 (uses)", "'subject' must be a word", "1"]),
        ("- {predicate: uses, verbs: [use], loose: often}", ["(uses)", "'loose' must be true or false", "'often'"]),
        ("- {predicate: uses, verbs: [use], roles: [via]}", ["frame 1 (uses)", "'roles' must be a mapping"]),
        ("- {predicate: uses, verbs: [use], roles: {on: via}}", ["(uses)", "'roles'", "True", '"on" with quotes']),
        ("- predicate: uses\n  verbs: [use]\n  roles:\n    to: whom", ["own.yaml:3", "'whom'", "'to'", "no role"]),
        ("- {predicate: uses, verbs: [use], when: System}", ["frame 1 (uses)", "'when' must be a mapping"]),
        ("- {predicate: uses, verbs: [use], when: {object: System}}", ["frame 1 (uses)", "'when'", "'System'"]),
        ("- {predicate: uses, verbs: [use], when: {object: [Sytem]}}", ["'Sytem'", "'object'", "choose among"]),
        ("- {predicate: uses, verbs: [use], polarity: maybe}", ["frame 1 (uses)", "'polarity'", "'maybe'"]),
        ("- {predicate: uses, verbs: [use], modality: Sure}", ["frame 1 (uses)", "'modality'", "'Sure'"]),
        ("- {predicate: uses, light: ['']}", ["frame 1 (uses)", "'light'"]),
        ("- {predicate: uses\n", ["own.yaml:"]),
    ],
)
def test_a_broken_frame_is_refused_with_place_and_reason(tmp_path: Path, content: str, reasons: list[str]) -> None:
    with pytest.raises(OntologyError) as refused:
        load(tmp_path, content)
    message = str(refused.value)
    assert "own.yaml" in message and "\n" not in message
    assert [reason for reason in reasons if reason not in message] == []


@pytest.mark.parametrize("content", ["[]", "roles: []", "roles: {via: via}", "roles: {via: [{kinds: [System]}]}"])
def test_broken_defaults_are_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(OntologyError, match=r"defaults\.yaml"):
        load(tmp_path, "[]", content)


def test_the_longest_fixed_phrase_is_found_by_its_first_word(tmp_path: Path) -> None:
    roles = "roles: {on: [{role: via}], on a need: [{role: purpose}], on a need-to-know basis: [{role: restriction}]}"
    frames = load(tmp_path, "- {predicate: shares, verbs: [share]}", roles)
    assert frames.find_fixed("on a need-to-know basis only", 1) == "on a need-to-know basis"
    assert frames.find_fixed("on a need of theirs", 1) == "on a need"
    assert frames.find_fixed("on a need of theirs", 3) == ""
    assert frames.find_fixed("on request", 1) == ""
