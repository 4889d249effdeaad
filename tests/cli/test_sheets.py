"""A sheet on a terminal: columns that fit, else lists of fields; quotes below; nothing that moves the cursor."""
from __future__ import annotations

import pytest

from graphkit.analysis.sheet import Quote, Row, Sheet
from graphkit.cli.sheets import write_sheet

WORDS = "The Bureau keeps \x1b[31mphotographs\u202e of every visitor to the port, for as long as it likes."
QUOTE = Quote(WORDS, "letter", 10, 96, 2, "3.a")
KEPT = "photographs of every visitor to the port and of everybody who brings one of them there"
SHEET = Sheet("kept", "What is kept", ("who", "what"), (
    Row(("Bureau", KEPT), ("x",), (QUOTE,)),
    Row(("Coast Service", "nothing")),
), "A note.")


@pytest.mark.parametrize("width", [30, 44, 72, 120])
def test_lines_fit_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text = write_sheet(SHEET, "table")
    assert max(map(len, text.split("\n"))) <= width
    assert "\x1b" not in text and "\u202e" not in text
    words = " ".join(text.split())
    assert "question 3.a, page 2, characters 10-96" in words
    for word in ("Bureau", "Coast Service", "nothing", "A note."):
        assert word in words


def test_without_a_terminal_a_row_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "0")
    lines = write_sheet(SHEET, "table").split("\n")
    assert [line.split()[0] for line in lines if line and not line.startswith(" ")] == [
        "What", "who", "─" * 13, "Bureau", "Coast", "A"]


def test_nothing_found_is_said() -> None:
    assert write_sheet(Sheet("kept", "What is kept", ("who",), ()), "table") == "What is kept: nothing found."
