"""The loader of cue files: one-line refusals that name the file, the line and the reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphkit.claims.cues import read_claim_cues
from graphkit.errors import OntologyError
from graphkit.language.constructions import read_constructions
from graphkit.language.lexicon import build_lexicon
from graphkit.ontology import find_ontology
from graphkit.ontology.cues import load_cues, read_yaml
from graphkit.ontology.kinds import load_kinds


def test_cue_files_come_by_their_stem(tmp_path: Path) -> None:
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / "words.yaml").write_text("negators: [not]", encoding="utf-8")
    assert load_cues(tmp_path) == {"words": {"negators": ["not"]}}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"a: [1\n", "words.yaml:2"),
        (b"- ok\n- 'open\n", "words.yaml:"),
        (b"just words", "words.yaml:1: a mapping or a list was expected, not str"),
        (b"", "words.yaml:1: a mapping or a list was expected, not NoneType"),
        (b"a: \xff", "words.yaml: not UTF-8 at byte 3"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / "words.yaml").write_bytes(content)
    with pytest.raises(OntologyError) as refused:
        load_cues(tmp_path)
    assert reason in str(refused.value) and "\n" not in str(refused.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"absent\.yaml: No such file"):
        read_yaml(tmp_path / "absent.yaml")


def read_own_cues() -> dict[str, Any]:
    return load_cues(find_ontology())


@pytest.mark.parametrize(
    "file", ["governors", "constructions", "polarity", "modality", "phrases", "sentences", "standins"]
)
def test_a_lexicon_without_one_of_its_files_is_refused(file: str) -> None:
    cues = read_own_cues()
    del cues[file]
    with pytest.raises(OntologyError, match=r"missing|must be"):
        build_lexicon(cues, load_kinds())


def test_constructions_name_the_list_that_is_no_list() -> None:
    content = {**read_own_cues()["constructions"], "giving": "grant"}
    with pytest.raises(OntologyError, match=r"constructions\.yaml: 'giving' must be a list of words, not 'grant'"):
        read_constructions(content)


@pytest.mark.parametrize("name", ["agentless", "unstated", "open", "measures"])
def test_claim_cues_name_the_list_that_is_missing(name: str) -> None:
    content = {key: words for key, words in read_own_cues()["claims"].items() if key != name}
    with pytest.raises(OntologyError, match=rf"claims\.yaml: '{name}' must be a list of words, not None"):
        read_claim_cues({"claims": content})
