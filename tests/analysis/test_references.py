"""References to what is not there, and none to what is, or to other documents."""
from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.analysis.references import find_absent
from graphkit.document import read_document

QUESTIONS = "Response to Senator Day\n\n1. Who keeps the lamps?\n\n{}\n\n2. Why?\n\nBecause it is dark.\n"


def find(folder: Path, text: str) -> list[tuple[str, str]]:
    (folder / "letter.txt").write_text(text, encoding="utf-8")
    return [(one.kind, one.name) for one in find_absent(read_document(folder / "letter.txt"))]


@pytest.mark.parametrize(("answer", "found"), [
    ("Attached please find “Lamp Plan” and “Lamp Oath.”", [("attachment", "Lamp Plan"), ("attachment", "Lamp Oath")]),
    ("The costs are in Attachment B.", [("attachment", "Attachment B")]),
    ("See Appendix 2 and Exhibit C.", [("appendix", "Appendix 2"), ("exhibit", "Exhibit C")]),
    ("The counts are shown in Table 3.", [("table", "Table 3")]),
    ("As stated in response to question 7, nobody does.", [("question", "response to question 7")]),
    ("As stated in response to question 2, nobody does.", []),
    ("See Guide, supra note 6.", [("footnote", "supra note 6")]),
    ("The lamps¹ are kept.", [("footnote", "¹")]),
    ("As in our letter of March 3, 2017, nobody does.", [("earlier document", "our letter of March 3, 2017")]),
    ("In your October 16th response, you said so.", [("earlier document", "your October 16th response")]),
    ("The Oath is in Section 4.2 below.", [("section", "in Section 4.2")]),
    ("It is exempt under Section 552a of the Privacy Act and Title 5.", []),
    ("Appendix A to the Treaty of Lamps says so.", []),
    ("The Bureau attached no conditions to the lamps.", []),
])  # fmt: skip
def test_what_is_absent(tmp_path: Path, answer: str, found: list[tuple[str, str]]) -> None:
    assert find(tmp_path, QUESTIONS.format(answer)) == found


def test_what_stands_there_is_not_absent(tmp_path: Path) -> None:
    text = QUESTIONS.format("See Attachment B and Table 3.") + "\nTable 3: Lamps by year\n\nAttachment B\n\nThe plan.\n"
    assert find(tmp_path, text) == []
