"""A Result in, a table of pandas out, or what a notebook shows of it."""
from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from graphkit.errors import QueryError
from graphkit.ontology.namespaces import XSD
from graphkit.query.answer import AnyTerm
from graphkit.query.result import Result, write_plain

if TYPE_CHECKING:
    import pandas

SHOWN = 50  # rows in a notebook
TRIPLE = ("subject", "predicate", "object")
#: How the lexical form of a data type becomes a value of Python; other types stay texts.
READERS: dict[str, Callable[[str], Any]] = {
    **{f"{XSD}{name}": int for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")},
    f"{XSD}decimal": Decimal, f"{XSD}double": float, f"{XSD}float": float,
    f"{XSD}boolean": lambda text: text in ("true", "1"),
    f"{XSD}date": datetime.date.fromisoformat, f"{XSD}dateTime": datetime.datetime.fromisoformat,
}


def build_frame(result: Result, labels: bool) -> pandas.DataFrame:
    """Rows, or triples, as a DataFrame. Raises QueryError for a yes or no, and without pandas."""
    if result.answer is not None:
        raise QueryError("an ASK has no rows for pandas: its yes or no is `result.answer`")
    try:
        import pandas
    except ImportError:
        raise QueryError("pandas is not installed: pip install pandas") from None
    rows = [tuple(read_value(result, term, labels) for term in row) for row in list_rows(result)]
    return pandas.DataFrame(rows, columns=list(list_columns(result)))


def list_columns(result: Result) -> tuple[str, ...]:
    """The names of the columns: variables, or the parts of a triple."""
    return result.variables if result.form == "SELECT" else TRIPLE


def list_rows(result: Result) -> Iterator[tuple[AnyTerm | None, ...]]:
    """The rows of a SELECT, or the triples of a graph as rows."""
    yield from result.rows
    for triple in result.triples:
        yield triple.subject, triple.predicate, triple.object


def read_value(result: Result, term: AnyTerm | None, labels: bool) -> Any:
    """A term to a value of Python: None if unbound, a number or date by its type, else its words."""
    if term is None:
        return None
    if isinstance(term, NamedNode) and labels:
        return result.read(term)
    if isinstance(term, Literal) and (reader := READERS.get(term.datatype.value)):
        try:
            return reader(term.value)
        except ValueError:  # not of its type: a date before year 1, a word that is no number
            return term.value
    return write_plain(term)


def show_rows(result: Result) -> str:
    """The first rows as an HTML table; no word of them is markup."""
    if result.answer is not None:
        return f"<p>{'yes' if result.answer else 'no'}</p>"
    head = "".join(f"<th>{escape(name)}</th>" for name in list_columns(result))
    rows = [row for _, row in zip(range(SHOWN), list_rows(result), strict=False)]
    body = "".join(f"<tr>{''.join(f'<td>{escape(result.read(term))}</td>' for term in row)}</tr>" for row in rows)
    more = f"<p>{len(result) - SHOWN} more rows</p>" if len(result) > SHOWN else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
