"""What is known about a query before it runs: form, prefixes, places of errors, and parameters bound in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, RdfFormat, Store

from graphkit.errors import QueryError
from graphkit.query.sparql import QuerySyntaxError, bind_params, declare_prefixes, read_query, split_tokens

KNOWN = {"gk": "https://example.org/gk#", "e": "http://e/"}
DATA = "@prefix e: <http://e/> . e:a e:p e:b ; e:n 1 . e:c e:p e:d , e:b ; e:n 2 ."


def ask(text: str, params: dict[str, NamedNode | Literal]) -> object:
    """The bound query over DATA: rows as sorted tuples of local names, or a yes or no, or the number of triples."""
    store = Store()
    store.load(DATA, RdfFormat.TURTLE)
    query = read_query(text, KNOWN)
    answer = store.query(bind_params(query, params), prefixes=dict(query.prefixes))
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    if not isinstance(answer, QuerySolutions):
        return len(list(answer))
    return sorted(
        tuple("" if term is None else getattr(term, "value", "").removeprefix("http://e/") for term in row)
        for row in answer
    )


@pytest.mark.parametrize("form", ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"])
def test_the_form_is_found_behind_prologue_and_comments(form: str) -> None:
    bodies = {
        "SELECT": "SELECT * {?s ?p ?o}",
        "ASK": "ASK {}",
        "CONSTRUCT": "CONSTRUCT WHERE {?s ?p ?o}",
        "DESCRIBE": "DESCRIBE e:a",
    }
    text = f"# INSERT DATA, ASK, SELECT\nBASE <http://select/>\nprefix select: <http://x/ask#>\n{bodies[form]}"
    assert read_query(text, KNOWN).form == form


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { e:a e:p e:b }",
        "PREFIX x: <http://x/> DELETE WHERE {?s ?p ?o}",
        "clear all",
        "LOAD <http://x/>",
        "WITH <http://g/> DELETE {?s ?p ?o} WHERE {?s ?p ?o}",
        "DROP SILENT ALL",
        "create graph <http://g/>",
    ],
)
def test_updates_are_refused_in_one_line(text: str) -> None:
    with pytest.raises(QueryError, match="is an update, and graphkit query only reads") as caught:
        read_query(text, KNOWN)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> {?s ?p ?o} }",
        "SELECT * {?s ?p ?o . service silent ?x {?s ?p ?o} }",
        "ASK { { SELECT * { SERVICE e:x { } } } }",
        "SELECT * {#\nSERVICE\n#\n<http://x/> {}}",
    ],
)
def test_service_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match=r"SERVICE in line \d+, column \d+: a query must not call other servers"):
        read_query(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service e:service e:insert }",
        "ASK { ?s ?p 'SERVICE <http://x/>' }",
        "ASK { ?s ?p 'x'@service }",
        "# SERVICE\nASK { ?s ?p <http://x/SERVICE> }",
        'ASK { ?s ?p """a " SERVICE "" \\""" """ }',
    ],
)
def test_what_only_looks_like_service_is_not(text: str) -> None:
    assert read_query(text, KNOWN).form


def test_escapes_do_not_smuggle_a_keyword_past_the_check() -> None:
    with pytest.raises(QueryError):
        read_query("SELECT * { SERV\\u0049CE <http://127.0.0.1:1/> {?s ?p ?o} }", KNOWN)


def test_only_prefixes_that_are_used_and_not_declared_are_added() -> None:
    query = read_query("PREFIX e: <http://mine/> SELECT * { ?s a gk:X ; e:p 'z:no' , <z:no> . _:z ?p ?o }", KNOWN)
    assert query.prefixes == (("gk", KNOWN["gk"]),)
    declared = declare_prefixes(query.text, query.prefixes)
    assert declared.count("\n") == query.text.count("\n") and read_query(declared, {}).prefixes == ()


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("SELECT ?x {\n  ?x e:p }", 2, 10, "unexpected '}'"),
        ("SELECT ?x {\r\n  ?x zz:p ?y }", 2, 6, "the prefix zz: is not declared"),
        ("SELECT ?x {\n  ?x e:p ?y ", 2, 12, "ends too early"),
        ("SELECT * { ?é e:p 'ü' ; ; ! }", 1, 29, "unexpected '}'"),
        ("ASK {}\nfoo", 2, 1, "unexpected 'foo'"),
        ("SELECT (COUNT(?x) AS ?n) ?y\n{ ?x e:p ?y }", 1, 1, "unbound"),
        ("SELECT ?x {?x e:p}", 1, 18, "unexpected '}'"),
        ("SELECT ?x { ?x e:p 'abc }", 1, 20, "the string that starts here is not closed"),
        ("SELEC ?x { ?x e:p ?y }", 1, 1, "unexpected 'SELEC'"),
        ("SELECT ?x { ?x e:p ?y FILTER(?y > ) }", 1, 35, "unexpected ')'"),
        ("SELECT ?x { ?x e:p ?y }\nLIMIT many\n", 2, 7, "unexpected 'many'"),
        ("", 1, 1, "ends too early"),
        ("hello", 1, 1, "unexpected 'hello'"),
        ("SELECT ?x {\n# PREFIX zz: <http://zz/>\n ?x zz:p ?y }", 3, 5, "zz:"),
    ],
)
def test_a_syntax_error_shows_line_column_and_the_line(text: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        read_query(text, KNOWN, origin="q.rq")
    assert (caught.value.line, caught.value.column) == (line, column)
    shown, caret = caught.value.excerpt.split("\n")
    assert shown == [*text.splitlines(), ""][line - 1] and caret == " " * (column - 1) + "^"
    assert str(caught.value).startswith(f"q.rq: syntax error in line {line}, column {column}: ")
    assert reason in str(caught.value) and "\n" not in str(caught.value)


def test_a_hostile_line_cannot_reach_the_terminal() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        read_query("ASK { \x1b[31m \u202e }", KNOWN)
    assert "\x1b" not in str(caught.value) + caught.value.excerpt and "\u202e" not in caught.value.excerpt


A, ONE = NamedNode("http://e/a"), Literal("1", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?x ?y { ?x e:p ?y }", [("a", "b")]),
        ("SELECT ?y { $x e:p ?y }", [("b",)]),
        ("SELECT * { ?x e:p ?y }", [("a", "b")]),
        ("SELECT (COUNT(*) AS ?n) { ?x e:p ?y }", [("1",)]),
        ("SELECT ?x (COUNT(*) AS ?n) { ?x e:p ?y } GROUP BY ?x", [("a", "1")]),
        ("SELECT ?y { { SELECT ?y { ?x e:p ?y } } }", [("b",)]),
        ("SELECT ?y { ?q e:p ?y . OPTIONAL { ?x e:n ?z FILTER(?x = ?q) } FILTER(BOUND(?z)) }", [("b",)]),
        ("SELECT ?y { ?q e:p ?y MINUS { ?x e:p ?y } }", [("d",)]),
        ("SELECT ?y { ?q e:p ?y FILTER NOT EXISTS { ?x e:p ?y } }", [("d",)]),
        ("SELECT ?y { { ?x e:p ?y } UNION { ?x e:n ?y } }", [("1",), ("b",)]),
        ("SELECT ?y { ?x e:p|e:n ?y } ORDER BY ?x LIMIT 5", [("1",), ("b",)]),
        ("SELECT ?y { VALUES ?k { e:p } VALUES (?l) { (e:p) } ?x ?k ?y ; ?l ?y }", [("b",)]),
        ("SELECT ?y { FILTER(?x = e:a) ?x e:p ?y } # ?x {", [("b",)]),
        ("ASK { ?x e:p e:d }", False),
        ("CONSTRUCT { ?x e:q ?y } WHERE { ?x e:p ?y }", 1),
        ("CONSTRUCT WHERE { ?x ?p ?y }", 2),
        ("DESCRIBE ?x", 2),
        ("DESCRIBE ?x # the end", 2),
        ("DESCRIBE ?x { ?x e:n ?n }", 2),
        ("SELECT ?x { }", [("a",)]),
    ],
)
def test_a_bound_variable_is_bound_wherever_it_is_mentioned(text: str, expected: object) -> None:
    assert ask(text, {"x": A}) == expected


@pytest.mark.parametrize(
    "value",
    [
        '" } INSERT DATA { <x:a> <x:b> <x:c> } #',
        "'''\\",
        '"""',
        "a\nb\r\t\\",
        "} UNION { ?s ?p ?o",
        "?x",
        "\u202e<script>",
        "",
    ],
)
def test_a_value_stays_a_value(value: str) -> None:
    text = "SELECT ?v { VALUES ?unused { 1 } FILTER(BOUND(?v)) }"
    query = read_query(text, KNOWN)
    rows = list(Store().query(bind_params(query, {"v": Literal(value)})))  # type: ignore[arg-type]
    assert [row["v"] for row in rows] == [Literal(value)]  # type: ignore[index]


def test_two_parameters_and_typed_literals() -> None:
    assert ask("SELECT ?y { ?x e:n ?n ; e:p ?y }", {"x": A, "n": ONE}) == [("b",)]
    assert ask("SELECT ?y { ?x e:n ?n ; e:p ?y }", {"x": NamedNode("http://e/c"), "n": ONE}) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ASK { ?s ?p ?o }", r"the query has no variable \?x; its variables: \?s, \?p, \?o"),
        ("SELECT (1 AS ?x) {}", r"the query computes \?x itself"),
        ("SELECT ?x { BIND(1 as ?x) }", "computes"),
        ("ASK { ?s ?p 'x ?x' , <e:?x> } # ?x", "has no variable"),
    ],
)
def test_a_parameter_that_cannot_be_bound_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ask(text, {"x": A})


def test_tokens_lose_nothing_but_blanks_and_comments() -> None:
    text = 'PREFIX e: <http://e/> SELECT ?a$b{?a e:p-q.r/^e:x%20y|<i>* \'a\\\'b\' ,"""x"y"""@en-GB . _:b1 e:n 1.5e3 }'
    assert "".join(token.text for token in split_tokens(text)) == text.replace(" ", "")
    kinds = [token.kind for token in split_tokens(text)]
    assert kinds.count("string") == 2 and kinds.count("variable") == 3 and kinds.count("iri") == 2


ODD = "SELECT ask{}()<>?x$y:e.;,'\"\\#@^|*/+!=-_ \n\r\tinsert SERVICE values 1é\x00"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(derandomize=True, deadline=None)
@given(value=st.builds(Literal, TEXTS) | st.builds(lambda text: Literal(text, language="en-GB"), TEXTS))
def test_any_literal_is_bound_as_it_is(value: Literal) -> None:
    bound = bind_params(read_query("SELECT ?v { FILTER(BOUND(?v)) }", KNOWN), {"v": value})
    (row,) = Store().query(bound)  # type: ignore[misc]
    assert row["v"] == value


@settings(derandomize=True, deadline=None)
@given(text=st.text(st.sampled_from(ODD), max_size=60))
def test_no_text_whatever_brings_more_than_a_query_error(text: str) -> None:
    try:
        query = read_query(text, KNOWN)
        bind_params(query, dict.fromkeys(query.variables, A))
    except QueryError as error:
        assert "\n" not in str(error)
