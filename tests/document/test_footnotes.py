from __future__ import annotations

import pytest

from graphkit.document.source import Source
from graphkit.document.structure import build_document
from graphkit.document.words import load_words


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("It is kept.¹\n\n¹ Since 2020.\n", "It is kept."),
        ("It is kept.1  It is used.\n\n1 Since 2020.\n", "It is kept. It is used."),
        ("It is kept by SIPRNET1 and used.\n\n1 Since 2020.\n", "It is kept by SIPRNET and used."),
        ("See FBI-002,1 which says so.\n\n1 Since 2020.\n", "See FBI-002, which says so."),
        ("It is kept.[1]\n\n[1] Since 2020.\n", "It is kept."),
        ("It is kept.† It is used.\n\n† Since 2020.\n", "It is kept. It is used."),
        ("It is kept.3\n\n3\nSince 2020.\n", "It is kept."),
    ],
)
def test_footnote_and_its_mark(text: str, bearer: str) -> None:
    document = build_document("x", Source(text, "text/plain"), load_words())
    above, note = document.paragraphs
    assert (above.kind, above.text) == ("text", bearer)
    assert (note.kind, note.text, note.refers) == ("footnote", "Since 2020.", 0)
    assert note.mark.strip("[]") in text


@pytest.mark.parametrize(
    "text",
    [
        "There are 5 systems.\n\n5 systems are kept.\n",
        "Version 1.5 is kept, and 3,005 records.\n\n5 others are not.\n",
        "Section 702(b)(5) says so.\n\n5 others do not say so.\n",
        "The area is 20 m².\n\nIt is small.\n",
        "Under FBI-022 it is kept.\n\n22 others are not kept.\n",
    ],
)
def test_numbers_that_are_no_footnotes(text: str) -> None:
    document = build_document("x", Source(text, "text/plain"), load_words())
    assert [one.kind for one in document.paragraphs] == ["text", "text"]
    assert [one.text for one in document.paragraphs] == text.strip().split("\n\n")
