"""`queries/*.rq` in, checked saved queries out, each with what its header says of it.

    # title: Who owns which system
    # description: One or more lines; a further line is indented by three blanks,
    #   as this one is.
    # param: system thing [] – the system asked about
    # param: from thing – where the data comes from

    # path: step source destination to

A parameter is `name type [default] – meaning`. Without brackets it has to be given; `[]` leaves it open when it is not
given, so that it matches all there is. A path is explained in `graphkit.query.paths`; few queries are one.
"""
from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from graphkit.errors import QueryError
from graphkit.query.params import TYPES
from graphkit.query.paths import PathColumns
from graphkit.query.sparql import split_tokens

FOLDER = Path(__file__).with_name("queries")
FIELD = re.compile(r"#\s*(title|description|param|path)\s*:\s*(.*)")
FURTHER = re.compile(r"#\s{2,}(\S.*)")
PARAM = re.compile(r"(?P<name>\w+)\s+(?P<kind>\w+)(?:\s+\[(?P<default>[^\]]*)\])?\s+[–—-]+\s+(?P<meaning>\S.*)")


class Param(NamedTuple):
    """A parameter of a query. kind: one of TYPES; default: None where it must be given, '' where it may be left out."""

    name: str
    kind: str
    default: str | None
    meaning: str


class SavedQuery(NamedTuple):
    """A query with a header; title and description may be '' in a file of the user's own."""

    name: str
    title: str
    description: str
    params: tuple[Param, ...]
    text: str
    path: str
    ways: PathColumns | None = None


def list_names() -> tuple[str, ...]:
    """The names of the saved queries, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.rq")))


def load_queries(folder: Path | None = None) -> tuple[SavedQuery, ...]:
    """Every saved query, by name. Raises QueryError, naming file and line, on one whose header lacks something."""
    return tuple(load_file(path, strict=True) for path in sorted((folder or FOLDER).glob("*.rq")))


def load_query(name: str) -> SavedQuery:
    """The saved query of that name. Raises QueryError with the names that are close where there is none."""
    if name in list_names():
        return load_file(FOLDER / f"{name}.rq", strict=True)
    from difflib import get_close_matches

    words = [known for known in list_names() if set(name.split("-")) & set(known.split("-"))]
    close = dict.fromkeys([*get_close_matches(name, list_names(), n=3, cutoff=0.6), *words])
    hint = f"; close to it: {', '.join(close)}" if close else ""
    raise QueryError(f"{name}: there is no saved query of this name{hint} (graphkit queries lists all)")


def load_file(path: Path, *, strict: bool = False) -> SavedQuery:
    """One .rq file in, the query out. `strict` asks for a title and a description, as every saved query has."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    return read_header(path.stem, text, str(path), strict=strict)


def read_header(name: str, text: str, path: str, *, strict: bool) -> SavedQuery:
    """A query's text in, the query with what its header says out."""
    found: dict[str, tuple[int, str]] = {}
    params: list[Param] = []
    for number, key, value in read_fields(text):
        if key == "param":
            params.append(read_param(path, number, value, params))
        elif key in found:
            raise QueryError(f"{path}:{number}: '# {key}:' stands in the header twice")
        else:
            found[key] = (number, value)
    for key in ("title", "description"):
        if strict and not found.get(key, (0, ""))[1]:
            raise QueryError(f"{path}:{found.get(key, (1, ''))[0]}: the header has no '# {key}:'")
    check_params(path, text, params)
    values = {key: value for key, (_, value) in found.items()}
    ways = read_ways(path, *found["path"], text, params) if "path" in found else None
    return SavedQuery(name, values.get("title", ""), values.get("description", ""), tuple(params), text, path, ways)


def read_fields(text: str) -> list[tuple[int, str, str]]:
    """The lines of the header that say something: line number, key and value, further lines joined to theirs."""
    fields: list[tuple[int, str, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            break
        match, further = FIELD.match(line), FURTHER.match(line)
        if match:
            fields.append((number, match[1], match[2].strip()))
        elif further and fields:
            start, key, value = fields[-1]
            fields[-1] = (start, key, f"{value} {further[1].strip()}".strip())
    return fields


def read_param(path: str, number: int, value: str, before: list[Param]) -> Param:
    """The value of one '# param:' line in, the parameter out."""
    match = PARAM.fullmatch(value)
    if match is None:
        raise QueryError(f"{path}:{number}: a parameter is 'name type [default] – meaning', not {value!r}")
    if match["kind"] not in TYPES:
        raise QueryError(f"{path}:{number}: {match['kind']!r} is no type of a parameter ({', '.join(TYPES)})")
    if match["name"] in (param.name for param in before):
        raise QueryError(f"{path}:{number}: the parameter {match['name']} is declared twice")
    default = match["default"]
    return Param(match["name"], match["kind"], default if default is None else default.strip(), match["meaning"])


def read_ways(path: str, number: int, value: str, text: str, params: list[Param]) -> PathColumns:
    """The value of the '# path:' line in, the columns that it names out."""
    names, variables = value.split(), {token.text[1:] for token in split_tokens(text) if token.kind == "variable"}
    required = {param.name for param in params if param.default is None}
    if len(names) != 4 or not set(names) <= variables or names[3] not in required:
        raise QueryError(
            f"{path}:{number}: a path is three variables (number, source, destination) and the parameter that names its"
            f" end, not {value!r}"
        )
    return PathColumns(*names)


def check_params(path: str, text: str, params: list[Param]) -> None:
    """Raises QueryError where a declared parameter is no variable of the query."""
    variables = {token.text[1:] for token in split_tokens(text) if token.kind == "variable"} if params else set()
    for param in params:
        if param.name not in variables:
            declared = re.compile(rf"#\s*param\s*:\s*{param.name}\b")
            line = next(number for number, row in enumerate(text.splitlines(), start=1) if declared.match(row))
            raise QueryError(f"{path}:{line}: the query has no variable ?{param.name}, which its header declares")
