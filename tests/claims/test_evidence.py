"""Evidence: the whole sentence, and the clause inside it where its words point to one place."""
from __future__ import annotations

from pathlib import Path

from graphkit.document import read_document
from graphkit.pipeline import extract_claims

TEXT = """The Bureau acquired cameras. The cameras acquired by the Bureau are kept by the Port Office in the Gate Log.

The Port Office may share plate records with the Coast Service, and the Bureau acquired lamps.
"""


def test_refining_words_stand_once(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(TEXT, encoding="utf-8")
    document = read_document(tmp_path / "letter.txt")
    claims, _ = extract_claims(document)
    refined = [claim for claim in claims if claim.evidence.clause]
    assert refined  # long clauses keep their own words
    for claim in refined:
        for span in claim.evidence.clause:
            words = document.text[span.start : span.end]
            assert len(words) >= 30 or document.text.count(words) == 1
    for claim in claims:
        assert all(document.text[span.start : span.end].endswith(".") for span in claim.evidence.spans)
