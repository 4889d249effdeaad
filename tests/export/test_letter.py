"""The draft as Markdown and DOCX: marked, escaped, and the same bytes each time."""
from __future__ import annotations

import io
import zipfile

import docx
import pytest

from graphkit.analysis.followup import Letter, Request, Section
from graphkit.analysis.sheet import Quote
from graphkit.export.letter import write_docx, write_markdown

HOSTILE = "<script>alert(1)</script> \u202eevil\u202c =1+1 | [x](javascript:y) \x07 & *b*"
QUOTE = Quote(HOSTILE, "letter", 10, 90, 2, "2.a (block 1)")
SECTION = Section("Block 1, question 2.a", HOSTILE, (Request("Please explain.", (QUOTE, QUOTE)),))
LETTER = Letter("DRAFT", f"Follow-up {HOSTILE}", "To X:", "Thank you.", "You were asked:", (SECTION,), "End.")


def test_markdown_is_marked_and_escaped() -> None:
    text = write_markdown(LETTER)
    assert text.startswith("**DRAFT**") and text.rstrip().endswith("**DRAFT**")
    assert "question 2.a \\(block 1\\), page 2, characters 10\\-90 of letter" in text
    assert "<script>" not in text and "\u202e" not in text and "[x](" not in text and "\x07" not in text


def read_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    header = [paragraph.text for paragraph in document.sections[0].header.paragraphs]
    return "\n".join([*header, *(paragraph.text for paragraph in document.paragraphs)])


def test_docx_is_marked_and_holds_the_words() -> None:
    text = read_text(write_docx(LETTER))
    assert text.startswith("DRAFT")
    assert "1. Please explain." in text and "<script>alert(1)</script>" in text
    assert "\u202e" not in text and "page 2, characters 10-90 of letter" in text


def test_the_same_letter_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_docx(LETTER)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert first == write_docx(LETTER)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
        assert names[1:] == sorted(names[1:])
