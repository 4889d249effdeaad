"""What the endpoint says of itself (SPARQL 1.1 Service Description), read by rdflib."""
from __future__ import annotations

import pytest
import rdflib
from rdflib import RDF, Namespace, URIRef

from tests.serve.servers import LETTER

pytestmark = [
    pytest.mark.server,
    # rdflib calls by name what it does not want called any more
    pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*"),
]

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
FORMATS = {"text/turtle": "turtle", "application/rdf+xml": "xml", "application/n-triples": "nt",
           "application/ld+json": "json-ld", "application/trig": "trig", "application/n-quads": "nquads"}


def read(server, path="sparql", accept="text/turtle") -> rdflib.Graph:
    answer = server.get(path, accept)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, accept)
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=answer.content, format=FORMATS[accept])
    graph = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        graph.add(triple)
    return graph


@pytest.mark.parametrize("path", ["sparql", "builds/ice-wyden-2019/sparql"])
def test_there_is_one_service_at_the_address_that_was_asked(letter_server, path):
    graph = read(letter_server, path)
    services = list(graph.subjects(RDF.type, SD.Service))
    assert len(services) == 1
    assert list(graph.objects(services[0], SD.endpoint)) == [URIRef(letter_server.url + path)]
    assert SD.SPARQL11Query in graph.objects(services[0], SD.supportedLanguage)
    assert len(list(graph.objects(services[0], SD.resultFormat))) == 10


def test_its_named_graphs_are_those_that_queries_find(letter_server):
    graph = read(letter_server)
    described = {str(graph.value(node, SD.name)): int(graph.value(graph.value(node, SD.graph), VOID.triples))
                 for node in graph.subjects(RDF.type, SD.NamedGraph)}
    counted = letter_server.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert described == {row["g"]: int(row["n"]) for row in counted}
    assert len(described) == 3 and LETTER.is_dir()


@pytest.mark.parametrize("accept", FORMATS)
def test_it_is_the_same_in_every_format(letter_server, accept):
    assert set(read(letter_server, accept=accept)) == set(read(letter_server))


def test_turtle_is_what_a_program_gets_and_nothing_is_forced_on_one(letter_server):
    assert letter_server.get("sparql", "*/*").headers["content-type"] == "text/turtle; charset=utf-8"
    assert letter_server.get("sparql", "image/png").status_code == 406
