from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from graphkit.store.verification import Comparison, compare_triples


def read(turtle: str) -> list[Triple]:
    return [quad.triple for quad in parse(f"@prefix : <urn:> . {turtle}", format=RdfFormat.TURTLE)]


@pytest.mark.parametrize(("sent", "held", "differences"), [
    (":s :p 1.50 .", ":s :p 1.5 .", []),
    (":s :p 1.50, 1.5 .", ":s :p 1.5 .", []),
    (":s :p 1.5 .", ":s :p 1.50, 1.5 .", []),
    (":s :p 1.50, 1.5 .", ":s :p 1.500 .", []),
    ("", "", []),
    (":s :p :o .", "", ["missing <urn:s> <urn:p> <urn:o>"]),
    ("", ":s :p :o .", ["foreign <urn:s> <urn:p> <urn:o>"]),
    (":s :p 'a' .", ":s :p 'b' .", ['changed <urn:s> <urn:p> "a" to "b"']),
    (":s :p 'a' .", ":s :p 'a'@en .", ['changed <urn:s> <urn:p> "a" to "a"@en']),
    (":s :p 'a' .", ":s :q 'b' .", ['missing <urn:s> <urn:p> "a"', 'foreign <urn:s> <urn:q> "b"']),
    (":s :p 'a' .", ":s :p :b .", ['missing <urn:s> <urn:p> "a"', "foreign <urn:s> <urn:p> <urn:b>"]),
    (":s :p 'a', 'b' .", ":s :p 'c' .", ['changed <urn:s> <urn:p> "a" to "c"', 'missing <urn:s> <urn:p> "b"']),
])
def test_differences_are_named(sent: str, held: str, differences: list[str]) -> None:
    comparison = compare_triples(read(sent), read(held))
    assert list(comparison.list_differences()) == differences
    assert comparison.is_equal == (not differences)


def test_what_is_foreign_alone_lacks_nothing() -> None:
    comparison = compare_triples(read(":s :p 1 ."), read(":s :p 1, 2 ."))
    assert comparison.lacks_nothing and not comparison.is_equal


def test_a_summary_counts_all_and_names_the_first_of_each_kind() -> None:
    sent = read(" ".join(f":s{n} :p 'x' ." for n in range(9)))
    held = [*sent[5:], *read(":t :p 'y', :z .")]
    assert compare_triples(sent, held).summarize() == (
        '5 missing: <urn:s0> <urn:p> "x" and <urn:s1> <urn:p> "x" …; '
        '2 foreign: <urn:t> <urn:p> "y" and <urn:t> <urn:p> <urn:z>')


def test_a_long_term_is_cut_in_the_middle() -> None:
    line, = compare_triples(read(f":s :p '{'a' * 500}z' ."), []).list_differences()
    assert len(line) < 120 and "…" in line and line.endswith('z"')


def test_the_order_of_differences_is_that_of_the_terms() -> None:
    triples = read(":c :p 1 . :a :p 1 . :b :p 1 .")
    assert compare_triples(triples, []) == compare_triples(reversed(triples), [])
    assert compare_triples(triples, []) == Comparison(missing=tuple(sorted(triples, key=str)))
