from __future__ import annotations

import pytest

from graphkit.serve.negotiation import GRAPHS, HTML, RESULTS, choose_format

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(("accept", "chosen"), [
    ("", JSON),
    ("*/*", JSON),
    ("application/*", JSON),
    ("text/*", "text/csv"),
    (XML, XML),
    ("application/xml", "application/xml"),
    ("application/json", "application/json"),
    ("text/csv", "text/csv"),
    ("TEXT/CSV ; Q=0.5", "text/csv"),
    ("text/tab-separated-values", "text/tab-separated-values"),
    (f"{JSON};q=0.3, {XML};q=0.7", XML),
    (f"{JSON};q=0, */*", XML),  # what is named is refused, though everything is accepted
    ("text/*;q=0.2, text/tab-separated-values", "text/tab-separated-values"),
    ("*/*;q=0.1, text/csv;q=0.2", "text/csv"),
    (f"text/turtle, {XML};q=0.1", XML),
    (f"{XML};q=0.5, {JSON};q=0.5", JSON),  # of equal ones the server's first
    (BROWSER, "application/xml"),  # which a browser shows
    ("text/csv;q=abc", "text/csv"),
    ("text/csv;header=present;q=0.4", "text/csv"),
    (",,; ,text/csv", "text/csv"),
    ("nonsense", JSON),
    ("text/turtle", None),
    ("image/png, text/html", None),
    ("*/*;q=0", None),
])
def test_the_format_of_results(accept, chosen):
    choice = choose_format(accept, RESULTS)
    assert (choice.media_type if choice else None) == chosen


@pytest.mark.parametrize(("accept", "chosen"), [
    ("", "text/turtle"),
    ("application/rdf+xml", "application/rdf+xml"),
    ("application/n-triples", "application/n-triples"),
    ("application/ld+json", "application/ld+json"),
    ("application/trig", "application/trig"),
    ("application/n-quads", "application/n-quads"),
    ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
    ("text/csv", None),
])
def test_the_format_of_a_graph(accept, chosen):
    choice = choose_format(accept, GRAPHS)
    assert (choice.media_type if choice else None) == chosen


def test_a_browser_gets_a_page_and_a_program_rdf():
    assert choose_format(BROWSER, (*GRAPHS, HTML)).format is HTML
    assert choose_format("*/*", (*GRAPHS, HTML)).format.name == "turtle"


@pytest.mark.parametrize(("wanted", "chosen"), [
    ("csv", "csv"), ("text/csv", "csv"), ("application/sparql-results+xml", "xml"), ("turtle", "json"), ("", "json"),
])
def test_a_format_by_name_goes_before_the_header_where_it_fits(wanted, chosen):
    assert choose_format(JSON, RESULTS, wanted).format.name == chosen


def test_text_and_xml_say_their_encoding():
    types = [choose_format(accept, RESULTS).content_type for accept in ("text/csv", XML, JSON)]
    assert types == ["text/csv; charset=utf-8", f"{XML}; charset=utf-8", JSON]
