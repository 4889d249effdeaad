"""A Result in, its text in a format of the W3C, in Markdown or in Turtle out.

CSV, TSV, JSON and XML are the SPARQL 1.1 result formats. CSV is what people open in a spreadsheet, and a spreadsheet
runs a cell that starts with =, +, -, @, a tab or a carriage return: such a cell, unless it is a number, gets an
apostrophe in front, which leaves a conformant file of text that no spreadsheet runs. `exact` leaves it away; the other
formats say every term as it is.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from graphkit.errors import QueryError
from graphkit.ontology.namespaces import XSD
from graphkit.query.answer import AnyTerm, Rows
from graphkit.query.result import Result, write_plain

RISKY = tuple("=+-@\t\r")
NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN"
#: What XML 1.0 has no way to hold, and what Markdown may read as its own; compiled when needed, as not every call does.
UNPRINTABLE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
MARKS = r"([\\`*_{}\[\]()#+!|~$^=-])"
ENDS = r"^ +| +\Z"  # blanks that readers of XML may drop
STRING = XSD + "string"


def name_terms(result: Result) -> Result:
    """The same rows with every IRI replaced by what a person reads for it, as a string."""
    if not isinstance(result.content, Rows):
        return result
    rows = tuple(tuple(name_term(result, term) for term in row) for row in result.rows)
    return Result(result.form, Rows(result.variables, rows), result.source)


def name_term(result: Result, term: AnyTerm | None) -> AnyTerm | None:
    """An IRI to the string that a person reads for it; any other term as it is."""
    return Literal(result.read(term)) if isinstance(term, NamedNode) else term


def write_csv(result: Result, *, exact: bool = False) -> str:
    """Rows to W3C CSV: plain texts, CRLF. A yes or no, for which the standard has no CSV, is one word."""
    if result.answer is not None:
        return f"{str(result.answer).lower()}\r\n"
    lines = [result.variables, *(tuple(guard_cell(term, exact) for term in row) for row in result.rows)]
    return "".join(",".join(quote_cell(cell) for cell in line) + "\r\n" for line in lines)


def guard_cell(term: AnyTerm | None, exact: bool) -> str:
    """A term to the text of its cell, which no spreadsheet takes for a formula unless `exact` is asked for."""
    text = write_plain(term)
    return f"'{text}" if not exact and is_risky(term) else text


def is_risky(term: AnyTerm | None) -> bool:
    """Whether a spreadsheet would run the cell of this term: text that starts like a formula and is no number."""
    text = write_plain(term).lstrip(" \n")
    return text.startswith(RISKY) and not re.fullmatch(NUMBER, text)


def count_risky(result: Result) -> int:
    """How many cells start like a formula."""
    return sum(is_risky(term) for row in result.rows for term in row)


def quote_cell(text: str) -> str:
    """A cell in quotes where RFC 4180 wants them."""
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in '",\r\n') else text


def write_tsv(result: Result, *, exact: bool = False) -> str:
    """Rows to W3C TSV: every term in the syntax of Turtle."""
    if result.answer is not None:
        return f"{str(result.answer).lower()}\n"
    lines = [[f"?{name}" for name in result.variables]]
    lines += [[write_turtle_term(term) for term in row] for row in result.rows]
    return "".join("\t".join(line) + "\n" for line in lines)


def write_turtle_term(term: AnyTerm | None) -> str:
    """A term as Turtle writes it, on one line and without a tab; '' for none."""
    if term is None:
        return ""
    text = f"<<( {term} )>>" if isinstance(term, Triple) else str(term)
    return text.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def write_json(result: Result, *, exact: bool = False) -> str:
    """Rows, or a yes or no, to W3C JSON; one row a line, so that a person and a diff can read it."""
    if result.answer is not None:
        return f'{{"head": {{}}, "boolean": {str(result.answer).lower()}}}\n'
    import json

    head = json.dumps({"vars": list(result.variables)}, ensure_ascii=False)
    rows = ",\n".join("  " + json.dumps(build_binding(result, row), ensure_ascii=False) for row in result.rows)
    return f'{{"head": {head}, "results": {{"bindings": [\n{rows}\n]}}}}\n'


def build_binding(result: Result, row: tuple[AnyTerm | None, ...]) -> dict[str, Any]:
    """A row to the object of its bound variables."""
    pairs = zip(result.variables, row, strict=True)
    return {name: build_json_term(term) for name, term in pairs if term is not None}


def build_json_term(term: AnyTerm) -> dict[str, Any]:
    """A term to its JSON object."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        return {"type": "literal", "value": term.value} | dict(find_marks(term))
    parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
    return {"type": "triple", "value": {name: build_json_term(part) for name, part in parts}}


def find_marks(term: Literal) -> Iterator[tuple[str, str]]:
    """What a literal carries besides its text: language and direction, or a data type other than string."""
    if term.language is not None:
        yield "xml:lang", term.language
        if term.direction is not None:
            yield "its:dir", term.direction.value
    elif term.datatype.value != STRING:
        yield "datatype", term.datatype.value


def write_xml(result: Result, *, exact: bool = False) -> str:
    """Rows, or a yes or no, to W3C XML; characters that XML cannot hold become U+FFFD."""
    head = "".join(f'<variable name="{escape_xml(name)}"/>' for name in result.variables)
    if result.answer is not None:
        body = f"<boolean>{str(result.answer).lower()}</boolean>"
    else:
        body = "<results>\n" + "".join(write_xml_row(result, row) for row in result.rows) + "</results>"
    space = "http://www.w3.org/2005/sparql-results#"
    return f'<?xml version="1.0"?>\n<sparql xmlns="{space}"><head>{head}</head>\n{body}\n</sparql>\n'


def write_xml_row(result: Result, row: tuple[AnyTerm | None, ...]) -> str:
    """A row to its element."""
    cells = (
        f'<binding name="{escape_xml(name)}">{write_xml_term(term)}</binding>'
        for name, term in zip(result.variables, row, strict=True)
        if term is not None
    )
    return f"<result>{''.join(cells)}</result>\n"


def write_xml_term(term: AnyTerm) -> str:
    """A term to its element."""
    if isinstance(term, NamedNode):
        return f"<uri>{escape_xml(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{escape_xml(term.value)}</bnode>"
    if isinstance(term, Literal):
        marks = "".join(f' {name}="{escape_xml(value)}"' for name, value in find_marks(term))
        space = ' xmlns:its="http://www.w3.org/2005/11/its"' if " its:dir" in marks else ""
        return f"<literal{marks}{space}>{escape_xml(term.value)}</literal>"
    parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
    return "<triple>" + "".join(f"<{name}>{write_xml_term(part)}</{name}>" for name, part in parts) + "</triple>"


def escape_xml(text: str) -> str:
    """Text for an element or an attribute in double quotes."""
    text = re.sub(UNPRINTABLE, "\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace('"', "&quot;").replace("\r", "&#13;").replace("\t", "&#9;").replace("\n", "&#10;")
    return re.sub(ENDS, lambda match: "&#32;" * len(match[0]), text)


def write_markdown(result: Result, *, exact: bool = False) -> str:
    """Rows to a Markdown table; nothing in a cell is markup."""
    if result.answer is not None:
        return f"{'yes' if result.answer else 'no'}\n"
    lines = [result.variables, ["---"] * len(result.variables)]
    cells = [[escape_markdown(write_plain(term)) for term in row] for row in result.rows]
    head = [escape_markdown(name.replace("_", " ")) for name in lines[0]]
    return "".join(f"| {' | '.join(line)} |\n" for line in (head, lines[1], *cells))


def escape_markdown(text: str) -> str:
    """Text for the cell of a Markdown table."""
    text = re.sub(UNPRINTABLE, "\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "<br>".join(re.sub(MARKS, r"\\\1", line).strip() for line in text.splitlines())


def write_turtle(result: Result, *, exact: bool = False) -> str:
    """A graph to Turtle: sorted, with those prefixes that it uses."""
    if result.form not in ("CONSTRUCT", "DESCRIBE"):
        raise QueryError(f"turtle is for CONSTRUCT and DESCRIBE; for {result.form} take table, csv, tsv, json or xml")
    text = " ".join(str(triple) for triple in result.triples)
    used = {prefix: iri for prefix, iri in result.source.prefixes.items() if f"<{iri}" in text}
    return (serialize(result.triples, format=RdfFormat.TURTLE, prefixes=used) or b"").decode("utf-8")


#: How each format is written; 'table' has a module of its own, as it depends on who looks at it.
WRITERS: dict[str, Callable[..., str]] = {
    "csv": write_csv,
    "tsv": write_tsv,
    "json": write_json,
    "xml": write_xml,
    "markdown": write_markdown,
    "turtle": write_turtle,
}
FORMATS = ("table", *WRITERS)
NAMED = ("table", "markdown")  # those that a person reads: labels instead of IRIs


def write_result(result: Result, form: str, *, labels: bool | None = None, exact: bool = False, width: int = 0) -> str:
    """A result in, its text in one of FORMATS out.

    `labels` sets labels in the place of IRIs (by default in those of NAMED only); `exact` leaves CSV cells that start
    like a formula unchanged; `width` is that of a table, in columns of a terminal, 0 for as wide as it gets.

    Raises QueryError for a format that does not fit the result.
    """
    if form == "table" and result.form in ("CONSTRUCT", "DESCRIBE"):
        form = "turtle"
    if form != "turtle" and result.form in ("CONSTRUCT", "DESCRIBE"):
        raise QueryError(f"{form} is for SELECT and ASK; a {result.form} gives a graph: take turtle")
    if form in NAMED if labels is None else labels:
        result = name_terms(result)
    if form == "table":
        from graphkit.query.table import write_table

        return write_table(result, width=width)
    if form not in WRITERS:
        raise QueryError(f"{form!r} is no format; there are: {', '.join(FORMATS)}")
    return WRITERS[form](result, exact=exact)
