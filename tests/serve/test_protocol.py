from __future__ import annotations

import pytest

from graphkit.serve.protocol import DIRECT, FORM, Operation, ProtocolError, read_operation


def test_a_query_in_the_address():
    assert read_operation("GET", b"query=ASK+%7B%7D&other=1", "", b"") == Operation("ASK {}")


def test_a_query_in_a_form_and_its_graphs_in_the_address():
    address, form = b"default-graph-uri=http%3A%2F%2Fa", f"{FORM}; charset=UTF-8"
    operation = read_operation("POST", address, form, b"query=ASK+%7B%7D")
    assert operation == Operation("ASK {}", ("http://a",), ())


def test_a_query_that_is_the_body():
    content_type = f'{DIRECT};charset="utf-8"'
    operation = read_operation("POST", b"named-graph-uri=urn:b", content_type, "ASK { ?é ?b ?c }".encode())
    assert operation == Operation("ASK { ?é ?b ?c }", (), ("urn:b",))


def test_plus_and_percent_are_decoded_once():
    assert read_operation("GET", b"query=%2B+%2525", "", b"").query == "+ %25"


def test_values_for_variables():
    operation = read_operation("GET", b"query=q&%24who=id%3Aice&$what=%22x%22&format=CSV", "", b"")
    assert operation.params == (("who", "id:ice"), ("what", '"x"')) and operation.format == "csv"


@pytest.mark.parametrize("query_string", [b"", b"format=turtle"])
def test_no_query_asks_what_the_endpoint_is(query_string):
    assert read_operation("GET", query_string, "", b"") is None


@pytest.mark.parametrize(("method", "query_string", "content_type", "body", "status", "reason"), [
    ("GET", b"query=", "", b"", 400, "the query is empty"),
    ("GET", b"query=%20%0A", "", b"", 400, "the query is empty"),
    ("GET", b"query=a&query=b", "", b"", 400, "2 queries in one request, where one belongs"),
    ("GET", b"query=%FF", "", b"", 400, "the address is not UTF-8 (byte 0)"),
    ("GET", b"update=CLEAR%20ALL", "", b"", 400, "this endpoint only reads: updates are refused"),
    ("GET", b"query=a&$x=1&$x=2", "", b"", 400, "parameter x: given twice"),
    ("POST", b"query=a", DIRECT, b"b", 400, "2 queries in one request, where one belongs"),
    ("POST", b"", FORM, b"", 400, "no query in the request: the form has no field 'query'"),
    ("POST", b"", FORM, b"query=%E9", 400, "the form is not UTF-8 (byte 0)"),
    ("POST", b"", FORM, b"update=CLEAR+ALL", 400, "this endpoint only reads: updates are refused"),
    ("POST", b"", FORM, b"query=a&using-graph-uri=b", 400, "this endpoint only reads: updates are refused"),
    ("POST", b"", "application/sparql-update", b"CLEAR ALL", 400, "this endpoint only reads: updates are refused"),
    ("POST", b"", DIRECT, b"ASK \xff{}", 400, "the query is not UTF-8 (byte 4)"),
    ("POST", b"", "", b"query=ASK", 415, "the content type of a query is application/x-www-form-urlencoded or"
                                         " application/sparql-query, and it is not given"),
    ("POST", b"", "text/plain", b"ASK {}", 415, "the content type of a query is application/x-www-form-urlencoded or"
                                                " application/sparql-query, not text/plain"),
    ("POST", b"", f"{DIRECT}; charset=UTF-16", b"", 415, "a query is sent in UTF-8, not in utf-16"),
])
def test_what_is_refused_and_why(method, query_string, content_type, body, status, reason):
    with pytest.raises(ProtocolError) as caught:
        read_operation(method, query_string, content_type, body)
    assert (caught.value.status, caught.value.reason) == (status, reason)
