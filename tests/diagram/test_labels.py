from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.diagram.labels import (
    build_id,
    check_link,
    clean_text,
    cut_text,
    escape_html,
    escape_mermaid,
    quote_dot,
    wrap_text,
)


@given(st.text())
def test_clean_text_is_one_line_that_can_be_printed(text):
    assert clean_text(text).isprintable()
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\n\n b\t c", "a b c"),
        ("\x00a\x1bb\u202ec\ufeff", "abc"),  # controls, and what turns the reading order round
        ("ISAP–III “x” é 中", "ISAP–III “x” é 中"),
        ("\ud800", ""),
    ],
)
def test_clean_text_keeps_what_can_be_seen(text, clean):
    assert clean_text(text) == clean


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_cut_text_is_no_longer_than_asked(text, length):
    cut = cut_text(text, length)
    assert len(cut) <= length
    assert cut == clean_text(text) or cut.endswith("…")


def test_text_is_cut_between_words():
    assert cut_text("photographs of applicants for a visa", 28) == "photographs of applicants…"


@given(st.text(), st.integers(min_value=4, max_value=30), st.integers(min_value=1, max_value=4))
def test_wrapped_text_fits(text, width, lines):
    wrapped = wrap_text(text, width, lines)
    assert 1 <= len(wrapped) <= lines
    assert all(len(line) <= width for line in wrapped)


def test_lines_are_of_even_length():
    assert wrap_text("state and local agencies", 20, 3) == ("state and", "local agencies")


@given(st.text())
def test_escaped_html_holds_no_markup_and_loses_nothing(text):
    escaped = escape_html(text)
    assert not set(escaped) & set('<>"\\')
    assert html.unescape(escaped) == clean_text(text).replace("\\", "\\\\")


@given(st.text())
def test_a_quoted_string_of_dot_ends_where_it_should(text):
    quoted = quote_dot(text, lines=True)
    assert re.fullmatch(r'"(?:[^"\\]|\\["\\n])*"', quoted, re.S)


@given(st.text())
def test_escaped_mermaid_holds_no_sign_of_markup(text):
    escaped = escape_mermaid(text)
    assert not set(re.sub(r"#\d+;", "", escaped)) & set('"`<>[]{}|#%&\\\n')
    assert re.sub(r"#(\d+);", lambda found: chr(int(found[1])), escaped) == clean_text(text) or "#" in text


@pytest.mark.parametrize(
    ("iri", "link"),
    [
        ("https://w3id.org/graphkit/id/cbp", "https://w3id.org/graphkit/id/cbp"),
        ("#claim-1", "#claim-1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://x.example/ onclick", ""),
        ("urn:x", ""),
    ],
)
def test_links_lead_to_the_web_or_stay_on_the_page(iri, link):
    assert check_link(iri) == link


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("https://w3id.org/graphkit/id/claim/9c1f", "claim-9c1f"),
        ('https://x.example/a"b<c', "claim-a-b-c"),
        ("", "claim"),
    ],
)
def test_ids_hold_letters_digits_and_hyphens(iri, name):
    assert build_id("claim", iri) == name
