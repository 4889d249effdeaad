"""The file that says how claims are compared: read whole, and refused where it is broken."""
from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.errors import OntologyError
from graphkit.ontology import find_ontology
from graphkit.ontology.comparison import load_comparison
from graphkit.ontology.terms import load_terms

TEXT = (find_ontology() / "cues" / "comparison.yaml").read_text(encoding="utf-8")


def test_every_word_is_small_and_every_predicate_known() -> None:
    comparison = load_comparison()
    predicates = load_terms().predicate_names
    assert comparison.numbers | comparison.once | comparison.durations | comparison.unopposed <= predicates
    assert comparison.of_data | comparison.inward <= predicates
    assert comparison.name_group("sensitive PII") == "sensitive personal information"
    assert comparison.synonyms["image"] == comparison.synonyms["photograph"]


@pytest.mark.parametrize(("old", "new", "reason"), [
    ("denied: [deletes]", "denied: [erases]", "erases"),
    ("matter: topic\n    strength: 3", "matter: topic\n    strength: 9", "strength 9"),
    ("parties: either", "parties: nobody", "'nobody'"),
    ("manners: [actively", "manner: [actively", "manners"),
    ("  - [photo,", "  - photo: [", "comparison.yaml"),
])
def test_broken_file_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in TEXT
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / "comparison.yaml").write_text(TEXT.replace(old, new), encoding="utf-8")
    (tmp_path / "graphkit.ttl").write_text((find_ontology() / "graphkit.ttl").read_text(encoding="utf-8"))
    with pytest.raises(OntologyError, match=reason):
        load_comparison(tmp_path)
