"""The option --as-of: what held on a day."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from graphkit.errors import GraphError, QueryError

if TYPE_CHECKING:
    from graphkit.graph.validity import Day
    from graphkit.query.source import Source


class DayType(click.ParamType):  # type: ignore[type-arg]
    """A day as in 2018-02-05."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> Day:
        from datetime import date

        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2018-02-05", param, context)


def add_as_of(function: Callable[..., Any]) -> Callable[..., Any]:
    """A command to the same with the option --as-of."""
    return click.option("--as-of", "as_of", type=DayType(), metavar="DATE",
                        help="Only what held on that day; what is said without a time is kept.")(function)


def restrict_source(source: Source, day: Day) -> Source:
    """A source to one with what held on a day, its facts and flows derived anew. Raises QueryError for an endpoint."""
    from graphkit.graph.moment import restrict_store
    from graphkit.query.source import StoreSource

    if not isinstance(source, StoreSource):
        raise QueryError(f"{source.name}: an endpoint cannot be asked as of a date; ask a build's folder")
    try:
        store = restrict_store(source.store, day)
    except GraphError as error:
        raise GraphError(f"{source.name}: {error}") from None
    return StoreSource(store, name=source.name, graphs=source.graphs, base=source.base)
