"""Tables for terminals: aligned in any script, wrapped to the width, without a character that a terminal obeys."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, Store

from graphkit.query import Result, write_result
from graphkit.query.answer import Rows
from graphkit.query.source import StoreSource
from graphkit.query.table import clean_text, measure, wrap_text

LOREM = "The Lamp Register is owned by the Bureau of Lamps and maintained by Wick and Company of Tidewater."


def draw(rows: list[tuple[str, ...]], width: int = 0, head: tuple[str, ...] = ("name", "what_it_says")) -> list[str]:
    terms = tuple(tuple(Literal(cell) if cell else None for cell in row) for row in rows)
    result = Result("SELECT", Rows(head, terms), StoreSource(Store()))
    return write_result(result, "table", width=width).splitlines()


def test_columns_are_aligned_and_the_head_has_words() -> None:
    assert draw([("a", "long cell"), ("longer", "")]) == [
        "name    what it says",
        "──────  ────────────",
        "a       long cell",
        "longer",
    ]


@pytest.mark.parametrize("name", ["日本語", "e\u0301t\u00e9", "ﷺ", "👍", "한글 글", "a\u200bb"])
def test_columns_are_aligned_in_any_script(name: str) -> None:
    lines = draw([(name, "X"), ("abcdefghij", "X")])
    assert {measure(line[: line.index("X")]) for line in lines[2:]} == {12}


def test_wide_and_combining_characters_are_measured() -> None:
    assert [measure(text) for text in ("abc", "日本", "e\u0301", "ａ", "")] == [3, 4, 1, 2, 0]


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_a_table_keeps_to_the_width_and_loses_nothing(width: int) -> None:
    lines = draw([("short", LOREM), ("日本語" * 8, LOREM)], width)
    assert max(measure(line) for line in lines) <= width
    assert sorted("".join("".join(lines[2:]).split())) == sorted(("short" + "日本語" * 8 + LOREM * 2).replace(" ", ""))


def test_rows_that_wrap_are_set_apart() -> None:
    lines = draw([("a", LOREM), ("b", "x")], 60)
    assert lines[-2:] == ["", "b     x"] and lines[2].startswith("a     The Lamp")


def test_without_a_terminal_every_row_is_one_line() -> None:
    assert len(draw([("a", LOREM), ("b", LOREM)])) == 4


def test_too_many_columns_become_lists_of_fields() -> None:
    lines = draw([("x" * 30, LOREM, ""), ("y" * 30, "z" * 30, "w" * 30)], 40, ("one", "two", "three"))
    assert lines[0] == "one    " + "x" * 30 and lines[1].startswith("two    The Lamp") and "" in lines
    assert lines[-1] == "three  " + "w" * 30
    assert max(map(len, lines)) <= 40


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J\x1b]0;own\x07", "\\u001b[2J\\u001b]0;own\\u0007"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("a\r\n\tb", "a b"),
        ("\x9b31m", "\\u009b31m"),
        ("plain – “text” é 日", "plain – “text” é 日"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_as_its_code(text: str, shown: str) -> None:
    assert clean_text(text) == shown


def test_words_longer_than_a_line_are_broken_and_marks_stay_with_their_letter() -> None:
    assert list(wrap_text("aaaa bbbbbbbbb c", 4)) == ["aaaa", "bbbb", "bbbb", "b c"]
    assert list(wrap_text("e\u0301" * 3, 2)) == ["e\u0301e\u0301", "e\u0301"]
    assert list(wrap_text("日本語", 2)) == ["日", "本", "語"]
    assert list(wrap_text("", 5)) == []


def test_no_rows_are_no_table() -> None:
    assert draw([]) == []
