"""Clean texts: what text recognition misread is mended where the document knows the word, and only there."""
from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.document import read_document
from graphkit.model import Document


def read(text: str, tmp_path: Path, name: str = "scan.txt") -> Document:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_document(tmp_path / name)


@pytest.mark.parametrize("written, read_as", [
    ("The M|nistry keeps plates.", "The Ministry keeps plates."),
    ("The inf0rmation is kept.", "The information is kept."),
    ("The fi1es are kept.", "The files are kept."),
    ("Photograph5 are kept.", "Photograph5 are kept."),  # at the end it may be a footnote's mark
])  # fmt: skip
def test_misread_letters_of_known_words(written: str, read_as: str, tmp_path: Path) -> None:
    document = read(f"Ministry, information, files, photographs.\n\n{written}\n", tmp_path)
    assert document.paragraphs[-1].text == read_as
    assert written in document.text  # what is quoted stays as it was


@pytest.mark.parametrize("words", [
    "The H1B visa and the I-94 form are kept.", "It keeps x1y2 keys.", "The G20 met.", "Use a|b to choose.",
    "The unkn0wnword is kept.",
])  # fmt: skip
def test_names_and_unknown_words_stay(words: str, tmp_path: Path) -> None:
    assert read(f"Some words stand here.\n\n{words}\n", tmp_path).paragraphs[-1].text == words


def test_offsets_stay_in_place(tmp_path: Path) -> None:
    document = read("The Ministry works.\n\nNow the M|nistry keeps plate records in full.\n", tmp_path)
    paragraph = document.paragraphs[-1]
    start = paragraph.text.index("plate")
    spans = paragraph.locate(start, start + 13)
    assert [document.text[span.start : span.end] for span in spans] == ["plate records"]
    whole = paragraph.locate(0, len(paragraph.text))
    assert [document.text[span.start : span.end] for span in whole] == ["Now the M|nistry keeps plate records in full."]


@pytest.mark.parametrize("line", ["Page 2 of 3", "page 14", "- 7 -", "3 | Page", "PAGE 2/9"])
def test_page_numbers_of_a_text_without_pages(line: str, tmp_path: Path) -> None:
    document = read(f"The Ministry keeps\nplate records.\n\n{line}\n\nIt deletes them.\n", tmp_path)
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.kind == "boilerplate"] == [line]


@pytest.mark.parametrize("line", ["Page 2 of the form names the agency.", "17", "-7", "Pages"])
def test_lines_that_only_look_like_page_numbers(line: str, tmp_path: Path) -> None:
    document = read(f"The Ministry keeps plate records.\n\n{line}\n\nIt deletes them.\n", tmp_path)
    assert "boilerplate" not in {paragraph.kind for paragraph in document.paragraphs}


TABLE = """# Reply

| Recommendation | Department's response |
|:---|---:|
| 1. The Ministry should delete plates. | Accepted. The Ministry deletes *plates*. |
| 2. Should plates \\| photographs be shared? | No. |

After the table.
"""


def test_table_in_markdown_asks_and_answers(tmp_path: Path) -> None:
    document = read(TABLE, tmp_path, "reply.md")
    answers = [[document.paragraphs[place].text for place in question.answers] for question in document.questions]
    assert [question.number for question in document.questions] == ["1", "2"]
    assert [answer[0] for answer in answers] == ["Accepted. The Ministry deletes plates.", "No."]
    assert "photographs" in document.questions[1].text
    assert document.paragraphs[-1].text == "After the table."


def test_pipes_without_a_rule_are_no_table(tmp_path: Path) -> None:
    text = "Use the form a | b here.\nThen go on.\n"
    assert read(text, tmp_path, "note.md").text == text
