"""A request in, the operation that it asks for out: the query part of the SPARQL 1.1 Protocol.

https://www.w3.org/TR/sparql11-protocol/#query-operation. Beyond it, as in RDF4J, a parameter `$name` gives a variable
of the query a value, and `format` names a format where a header cannot.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
#: What the protocol's update operation sends; the server has none.
UPDATES = ("update", "using-graph-uri", "using-named-graph-uri")
READ_ONLY = "this endpoint only reads: updates are refused"


class ProtocolError(Exception):
    """A request that is refused: its status, and one line that says why."""

    def __init__(self, status: int, reason: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(" ".join(reason.split()))
        self.status, self.reason, self.headers = status, " ".join(reason.split()), headers or {}


class Operation(NamedTuple):
    """A query, the graphs that its dataset is made of (None where the protocol names none), values for its variables,
    and the format asked for by name."""

    query: str
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    params: tuple[tuple[str, str], ...] = ()
    format: str = ""


Pairs = tuple[tuple[str, str], ...]


def read_operation(method: str, query_string: bytes, content_type: str, body: bytes) -> Operation | None:
    """The parts of a request to its operation; None where it asks nothing, which is for the service description.

    Raises ProtocolError.
    """
    pairs = read_pairs(query_string, "the address")
    if method == "POST":
        media_type = check_content_type(content_type)
        if media_type == DIRECT:
            pairs += (("query", read_text(body)),)
        else:
            pairs += read_pairs(body, "the form")
    queries = [value for name, value in pairs if name == "query"]
    if any(name in UPDATES for name, _ in pairs):
        raise ProtocolError(400, READ_ONLY)
    if len(queries) > 1:
        raise ProtocolError(400, f"{len(queries)} queries in one request, where one belongs")
    if not queries:
        if method == "POST":
            raise ProtocolError(400, "no query in the request: the form has no field 'query'")
        return None
    if not queries[0].strip():
        raise ProtocolError(400, "the query is empty")
    return build_operation(queries[0], pairs)


def build_operation(query: str, pairs: Pairs) -> Operation:
    """A query and what stands beside it to the operation."""
    default, named = list_values(pairs, "default-graph-uri"), list_values(pairs, "named-graph-uri")
    given = bool(default or named)
    names = [name for name, _ in pairs if name.startswith("$")]
    for name in names:
        if names.count(name) > 1:
            raise ProtocolError(400, f"parameter {name[1:]}: given twice")
    return Operation(
        query,
        default if given else None,
        named if given else None,
        tuple((name[1:], value) for name, value in pairs if name.startswith("$")),
        next(iter(list_values(pairs, "format")), "").lower(),
    )


def list_values(pairs: Pairs, name: str) -> tuple[str, ...]:
    return tuple(value for key, value in pairs if key == name)


def check_content_type(header: str) -> str:
    """The media type of a body. Raises ProtocolError for one that is not the protocol's, or not in UTF-8."""
    media_type, *parameters = (part.strip().lower() for part in header.split(";"))
    if media_type == UPDATE:
        raise ProtocolError(400, READ_ONLY)
    if media_type not in (FORM, DIRECT):
        given = f"not {media_type[:100]}" if media_type else "and it is not given"
        raise ProtocolError(415, f"the content type of a query is {FORM} or {DIRECT}, {given}",
                            {"Accept-Post": f"{FORM}, {DIRECT}"})
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in ("utf-8", "utf8", "us-ascii"):
            raise ProtocolError(415, f"a query is sent in UTF-8, not in {value.strip()[:40]}")
    return media_type


def read_text(content: bytes, place: str = "the query") -> str:
    """Bytes to text. Raises ProtocolError where they are not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, f"{place} is not UTF-8 (byte {error.start})") from None


def read_pairs(encoded: bytes, place: str) -> Pairs:
    """A query string or a form to its names and values. Raises ProtocolError where they are not UTF-8."""
    return tuple(split_pairs(encoded.split(b"&"), place)) if encoded.strip() else ()


def split_pairs(fields: Iterable[bytes], place: str) -> Iterable[tuple[str, str]]:
    for field in fields:
        name, _, value = field.replace(b"+", b" ").partition(b"=")
        if name:
            yield read_text(unquote_to_bytes(name), place), read_text(unquote_to_bytes(value), place)
