"""A source and a query in, a Result out: SPARQL, .rq files and saved queries over builds, RDF files and endpoints.

    from graphkit.query import run_query
    for row in run_query("exports/letter", "owners"):
        print(row["system"], row["owner"])
"""
from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from graphkit.query.formats import FORMATS, count_risky, write_result
from graphkit.query.params import split_params
from graphkit.query.result import Result, Row
from graphkit.query.run import find_query, run_query
from graphkit.query.saved import Param, SavedQuery, load_queries, load_query
from graphkit.query.source import Source, StoreSource, open_graph, open_source
from graphkit.query.sparql import QuerySyntaxError

__all__ = [
    "FORMATS",
    "Param",
    "QuerySyntaxError",
    "Result",
    "Row",
    "SavedQuery",
    "Source",
    "StoreSource",
    "count_risky",
    "find_query",
    "load_queries",
    "load_query",
    "open_graph",
    "open_source",
    "run_query",
    "split_params",
    "write_result",
]


class _QueryPackage(ModuleType):
    """Importing this package sets `graphkit.query` to it, over the function of that name that graphkit offers: so that
    `graphkit.query(…)` means the same before and after, the package can be called."""

    def __call__(self, *values: Any, **named: Any) -> Result:
        return run_query(*values, **named)


sys.modules[__name__].__class__ = _QueryPackage
