"""Each `layouts/NAME.txt` is read as `NAME.expected` says.

First line: title|date|author|addressee. Then a line a paragraph: kind|block:question|mark|lead|section|text.
Then a line a question: ? block:number < parent = answering paragraphs.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.document import read_document
from graphkit.model import Document

LAYOUTS = sorted((Path(__file__).parent / "layouts").glob("*.txt"))


def write_layout(document: Document) -> str:
    questions = document.questions
    lines = [f"{document.title}|{document.date or ''}|{document.author}|{document.addressee}"]
    for one in document.paragraphs:
        item = None if one.question is None else questions[one.question]
        number = "" if item is None else f"{item.block}:{item.number}"
        lead = "" if one.lead is None else str(one.lead)
        lines.append("|".join([one.kind, number, one.mark, lead, one.section, one.text]))
    for item in questions:
        parent = "" if item.parent is None else questions[item.parent].number
        lines.append(f"? {item.block}:{item.number} < {parent} = {','.join(map(str, item.answers))}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_layout_is_read_as_expected(path: Path) -> None:
    assert write_layout(read_document(path)) == path.with_suffix(".expected").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_change_nothing_but_offsets(path: Path, ends: str, tmp_path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    other = tmp_path / path.name
    other.write_bytes(content.replace("\n", ends).encode())
    assert write_layout(read_document(other)) == write_layout(read_document(path))
