"""The steps on a way between two parties: no dead ends, no round trips, numbered by the least steps that lead there."""
from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from graphkit.errors import QueryError
from graphkit.query.answer import Rows
from graphkit.query.paths import PathColumns, find_ways, keep_ways
from graphkit.query.saved import read_header


def node(name: str) -> NamedNode:
    return NamedNode(f"http://e/{name}")


def find(text: str, starts: str, end: str) -> str:
    """'ab bc' for edges in, 'ab1 bc2' for the numbered edges kept out."""
    ways = find_ways([(node(edge[0]), node(edge[1])) for edge in text.split()], {node(s) for s in starts}, node(end))
    named = {f"{here.value[-1]}{there.value[-1]}{number}" for (here, there), number in ways.items()}  # type: ignore[union-attr]
    return " ".join(sorted(named, key=lambda edge: (edge[2:], edge)))


@pytest.mark.parametrize(
    ("edges", "starts", "end", "kept"),
    [
        ("ab bc cd", "a", "d", "ab1 bc2 cd3"),
        ("ab bc ca cd", "a", "d", "ab1 bc2 cd3"),  # a round trip through the start
        ("ab bd da ac cd", "a", "d", "ab1 ac1 bd2 cd2"),  # what is sent back
        ("ab bc cd ae ef fa", "a", "d", "ab1 bc2 cd3"),  # asked of another, and answered
        ("ab bd bc ce cb", "a", "d", "ab1 bd2"),  # a dead end and a round trip on the way
        ("ab bx xy yb bd", "a", "d", "ab1 bd2"),  # a longer one: no edge of it counts once another does not
        ("ab ac cb bd", "a", "d", "ab1 ac1 bd2 cb2"),  # a longer way beside a shorter one
        ("ab bd de db", "a", "d", "ab1 bd2"),  # beyond the end
        ("ab cd", "a", "d", ""),
        ("aa ad", "a", "d", "ad1"),
        ("ab sb bd as", "as", "d", "ab1 sb1 bd2"),
        ("ab bc", "a", "a", ""),
        ("", "a", "d", ""),
    ],
)
def test_only_steps_on_a_way_are_kept(edges: str, starts: str, end: str, kept: str) -> None:
    assert find(edges, starts, end) == kept


def test_rows_are_numbered_and_sorted_by_number() -> None:
    rows = Rows(
        ("n", "from", "to", "quote"),
        (
            (Literal(1), node("a"), node("b"), Literal("first")),
            (None, node("b"), node("a"), Literal("back")),
            (None, node("c"), node("d"), Literal("third")),
            (None, node("b"), node("c"), Literal("second")),
            (None, node("b"), node("c"), Literal("second, said again")),
        ),
    )
    kept = keep_ways(rows, PathColumns("n", "from", "to", "end"), node("d"))
    quotes = [(row[0].value, row[3].value) for row in kept.rows]  # type: ignore[union-attr]
    assert quotes == [("1", "first"), ("2", "second"), ("2", "second, said again"), ("3", "third")]


@pytest.mark.parametrize("line", ["n a b", "n a b c", "n a b zz", "n a b open", ""])
def test_a_path_that_names_no_columns_is_refused_with_its_line(line: str) -> None:
    text = f"# title: T\n# param: open thing [] – open\n# path: {line}\nSELECT ?n ?a ?b ?c {{ ?n ?a ?b . ?open ?c ?d }}"
    with pytest.raises(QueryError, match=r"q\.rq:3: a path is three variables"):
        read_header("q", text, "q.rq", strict=False)
