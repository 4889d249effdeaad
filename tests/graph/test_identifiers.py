"""IRIs: the same for the same content, and never the same for another."""
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphkit.graph.identifiers import build_slug, find_document, find_item, find_passage, hash_parts
from graphkit.model import Span

BASE, SHA = "https://x.org/", "ab" * 32


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_lists_of_parts_that_differ_have_other_hashes(first: list[str], second: list[str]) -> None:
    """However the parts are cut: ('ab', 'c') is not ('a', 'bc')."""
    assert (hash_parts(*first) == hash_parts(*second)) == (first == second)


@given(st.text())
def test_a_slug_is_plain(label: str) -> None:
    slug = build_slug(label)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-") and not slug.endswith("-")
    assert slug == build_slug(slug)


def test_iris_are_those_that_were_published() -> None:
    """Links to claims live longer than a version: a change here breaks all that were ever made."""
    assert find_document(BASE, SHA) == "https://x.org/doc/abababababab"
    assert find_passage(BASE, SHA, Span(1, 9)) == "https://x.org/passage/20a7c9850f97d6d1"
    assert find_item(BASE, "question", SHA, 2, "3.a", 0) == "https://x.org/question/abababababab-2-3-a"
    assert find_item(BASE, "answer", SHA, 2, "3.a", 1) == "https://x.org/answer/abababababab-2-3-a-1"


def test_a_clause_makes_another_passage() -> None:
    assert find_passage(BASE, SHA, Span(1, 9), (Span(2, 4),)) != find_passage(BASE, SHA, Span(1, 9))
