"""`graphkit queries`: the saved queries, a line each, or one of them with its parameters and its text."""
from __future__ import annotations

import click

from graphkit.query import Param, SavedQuery, load_queries, load_query


@click.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(name: str | None, as_json: bool) -> None:
    """List the saved queries, or show the one called NAME.

    \b
    Examples:
      graphkit queries
      graphkit queries owners
    """
    if as_json:
        import json

        queries = (load_query(name),) if name else load_queries()
        click.echo(json.dumps([describe_query(query) for query in queries], indent=2, ensure_ascii=False))
    elif name:
        show_query(load_query(name))
    else:
        list_queries(load_queries())


def list_queries(queries: tuple[SavedQuery, ...]) -> None:
    """A line for each query: its name, its title, and the parameters that it takes."""
    width = max(len(query.name) for query in queries)
    for query in queries:
        needs = "".join(f" {write_param(param)}" for param in query.params)
        click.echo(f"{query.name:{width}}  {query.title}{needs and f'  ({needs.strip()})'}")


def show_query(query: SavedQuery) -> None:
    """Title, description, parameters, and the text itself."""
    click.echo(f"{query.title}\n\n{query.description}\n")
    for param in query.params:
        given = "required" if param.default is None else f"default {param.default}" if param.default else "optional"
        click.echo(f"  --param {param.name}=…  {param.meaning} ({param.kind}, {given})")
    click.echo(f"\n{query.text.strip()}")


def write_param(param: Param) -> str:
    """A parameter as the list shows it: in brackets where it may be left out."""
    return param.name if param.default is None else f"[{param.name}]"


def describe_query(query: SavedQuery) -> dict[str, object]:
    """A query as an object of JSON."""
    params = [{"name": p.name, "type": p.kind, "default": p.default, "meaning": p.meaning} for p in query.params]
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "params": params,
        "text": query.text,
    }
