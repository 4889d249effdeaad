"""A source, a query and its parameters in, a Result out."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from graphkit.errors import QueryError
from graphkit.query.answer import Rows
from graphkit.query.params import build_term
from graphkit.query.paths import keep_ways
from graphkit.query.result import Result
from graphkit.query.saved import SavedQuery, load_file, load_query, read_header
from graphkit.query.source import Source, open_source
from graphkit.query.sparql import Term, bind_params, read_query

NAME = re.compile(r"[\w][\w.\-]*")


def run_query(
    source: str | Path | Store | Source,
    query: str | Path | SavedQuery,
    *,
    params: Mapping[str, str | Term] | None = None,
    timeout: float | None = None,
    base: str | None = None,
    graphs: Iterable[str] = (),
) -> Result:
    """Asks a build's folder, an RDF file, a store or an endpoint; see `open_source`.

    `query` is SPARQL, the path of a .rq file, or a saved query's name. `params` gives values to its variables, as
    terms or as a user types them (see `graphkit.query.params`). `timeout`, in seconds, ends it. `base` is what id:
    stands for.

    Raises QueryError: QuerySyntaxError, with line and column, where the query does not parse.
    """
    if timeout is not None and not 0 < timeout < 1e6:
        raise QueryError(f"a timeout of {timeout:g} seconds: it must be more than 0 and less than a million")
    saved = find_query(query)
    opened = open_source(source, base=base, graphs=tuple(graphs), timeout=timeout)
    checked = read_query(saved.text, opened.prefixes, origin=saved.path, base=opened.base)
    terms = build_params(saved, params or {}, opened)
    content = opened.answer(bind_params(checked, terms), checked.form, checked.prefixes, timeout)
    if saved.ways and isinstance(content, Rows):
        content = keep_ways(content, saved.ways, terms[saved.ways.end])
    return Result(checked.form, content, opened)


def find_query(query: str | Path | SavedQuery) -> SavedQuery:
    """SPARQL, a path or a saved query's name in, the query out. Raises QueryError for one that is not there."""
    if isinstance(query, SavedQuery):
        return query
    if isinstance(query, Path) or query.endswith(".rq"):
        return load_file(Path(query))
    if NAME.fullmatch(query.strip()):
        return load_query(query.strip())
    if not query.strip():
        raise QueryError("the query is empty")
    return read_header("", query, "", strict=False)


def build_params(saved: SavedQuery, given: Mapping[str, str | Term], source: Source) -> dict[str, Term]:
    """What was given for a query's parameters, and the defaults of the others, as terms."""
    declared = {param.name: param for param in saved.params}
    if saved.params and saved.title:
        for name in sorted(given.keys() - declared.keys()):
            known = ", ".join(declared)
            raise QueryError(f"parameter {name}: {saved.name or 'the query'} has no such parameter; it has: {known}")
    values: dict[str, str | Term] = {name: param.default for name, param in declared.items() if param.default}
    values.update(given)
    for name, param in declared.items():
        if param.default is None and name not in values:
            raise QueryError(f"{saved.name or 'the query'} needs a parameter: --param {name}=… ({param.meaning})")
    return {
        name: value
        if isinstance(value, NamedNode | Literal)
        else build_term(name, value, declared[name].kind if name in declared else "", source)
        for name, value in values.items()
    }
