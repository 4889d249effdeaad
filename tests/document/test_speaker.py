"""Who says "we" in a document: `speakers.yaml` has whole small documents and the body that speaks in each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graphkit.document import read_document

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "speakers.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["speaker"] or case["text"].split("\n")[0])
def test_speaker_is_who_the_document_says_speaks(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_text(case["text"], encoding="utf-8")
    assert read_document(path).author == case["speaker"]
