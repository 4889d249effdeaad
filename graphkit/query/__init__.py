"""A source and a query in, a Result out: SPARQL, .rq files and saved queries over builds, RDF files and endpoints.

    from graphkit.query import run_query
    for row in run_query("exports/letter", "owners"):
        print(row["system"], row["owner"])

What it offers is imported on first use, as in `graphkit` itself: `graphkit query` reads its source while it imports.
"""
from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.query.formats import FORMATS as FORMATS
    from graphkit.query.formats import count_risky as count_risky
    from graphkit.query.formats import write_result as write_result
    from graphkit.query.params import split_params as split_params
    from graphkit.query.result import Result as Result
    from graphkit.query.result import Row as Row
    from graphkit.query.run import find_query as find_query
    from graphkit.query.run import run_query as run_query
    from graphkit.query.saved import Param as Param
    from graphkit.query.saved import SavedQuery as SavedQuery
    from graphkit.query.saved import load_queries as load_queries
    from graphkit.query.saved import load_query as load_query
    from graphkit.query.source import Source as Source
    from graphkit.query.source import StoreSource as StoreSource
    from graphkit.query.source import open_ahead as open_ahead
    from graphkit.query.source import open_graph as open_graph
    from graphkit.query.source import open_source as open_source
    from graphkit.query.sparql import QuerySyntaxError as QuerySyntaxError

_HOMES = {
    "formats": ("FORMATS", "count_risky", "write_result"),
    "params": ("split_params",),
    "result": ("Result", "Row"),
    "run": ("find_query", "run_query"),
    "saved": ("Param", "SavedQuery", "load_queries", "load_query"),
    "source": ("Source", "StoreSource", "open_ahead", "open_graph", "open_source"),
    "sparql": ("QuerySyntaxError",),
}
_MODULES = {name: module for module, names in _HOMES.items() for name in names}
__all__ = [
    "FORMATS", "Param", "QuerySyntaxError", "Result", "Row", "SavedQuery", "Source", "StoreSource", "count_risky",
    "find_query", "load_queries", "load_query", "open_ahead", "open_graph", "open_source", "run_query", "split_params",
    "write_result",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module 'graphkit.query' has no attribute {name!r}")
    return getattr(import_module(f"graphkit.query.{_MODULES[name]}"), name)


class _QueryPackage(ModuleType):
    """Importing this package sets `graphkit.query` to it, over the function of that name that graphkit offers: so that
    `graphkit.query(…)` means the same before and after, the package can be called."""

    def __call__(self, *values: Any, **named: Any) -> Result:
        return __getattr__("run_query")(*values, **named)  # type: ignore[no-any-return]


sys.modules[__name__].__class__ = _QueryPackage
