"""An endpoint in, what it is and holds in RDF out: the SPARQL 1.1 Service Description.

https://www.w3.org/TR/sparql11-service-description/, with the sizes of the graphs in VoID. All nodes have IRIs.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple, serialize

from graphkit.ontology.namespaces import DCTERMS, RDF, RDFS, XSD

if TYPE_CHECKING:
    from graphkit.serve.builds import GraphSize, ServedBuild
    from graphkit.serve.limits import Limits

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
VOID = "http://rdfs.org/ns/void#"
PREFIXES = {"sd": SD, "void": VOID, "formats": FORMATS, "dcterms": DCTERMS, "rdfs": RDFS, "xsd": XSD}
#: The W3C's names for the formats that the endpoint writes.
WRITTEN = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "RDF_XML", "JSON-LD", "TriG", "N-Quads",
)  # fmt: skip
DEFAULT = "The claims and the facts of every document served here, merged; background is in named graphs only."

#: A subject, a property and a value: an IRI, a number, or words.
Statement = tuple[str, str, NamedNode | int | str]


def describe_service(url: str, builds: Iterable[ServedBuild], limits: Limits, form: str) -> bytes:
    """The endpoint at `url` over some builds, in a format of RDF by its name in the worker."""
    from graphkit.serve.worker import RDF as FORMS

    triples = [Triple(NamedNode(subject), NamedNode(name), build_value(value))
               for subject, name, value in list_statements(url, tuple(builds), limits)]
    return serialize(triples, format=FORMS[form], prefixes=PREFIXES) or b""


def build_value(value: NamedNode | int | str) -> NamedNode | Literal:
    if isinstance(value, NamedNode):
        return value
    return Literal(value) if isinstance(value, str) else Literal(str(value), datatype=NamedNode(f"{XSD}integer"))


def list_statements(url: str, builds: tuple[ServedBuild, ...], limits: Limits) -> Iterator[Statement]:
    service, dataset, default = (f"{url}#{name}" for name in ("service", "dataset", "default-graph"))
    graphs = sorted({graph for build in builds for graph in build.graphs}, key=lambda graph: graph.iri)
    yield service, f"{RDF}type", NamedNode(f"{SD}Service")
    yield service, f"{SD}endpoint", NamedNode(url)
    yield service, f"{SD}supportedLanguage", NamedNode(f"{SD}SPARQL11Query")
    for name in WRITTEN:
        yield service, f"{SD}resultFormat", NamedNode(f"{FORMATS}{name}")
    yield service, f"{RDFS}comment", (
        f"Read-only. A query may take {limits.timeout:g} seconds and give {limits.result} bytes; SERVICE is refused.")
    yield service, f"{SD}defaultDataset", NamedNode(dataset)
    yield dataset, f"{RDF}type", NamedNode(f"{SD}Dataset")
    yield dataset, f"{SD}defaultGraph", NamedNode(default)
    yield default, f"{RDF}type", NamedNode(f"{SD}Graph")
    yield default, f"{RDFS}comment", DEFAULT
    for number, graph in enumerate(graphs, start=1):
        yield from describe_graph(dataset, f"{url}#graph-{number}", graph)
    for build in builds:
        if build.document:
            yield default, f"{DCTERMS}hasPart", NamedNode(build.document)
            yield build.document, f"{DCTERMS}title", build.label


def describe_graph(dataset: str, node: str, graph: GraphSize) -> Iterator[Statement]:
    """A named graph: its name, and what it holds under it."""
    yield dataset, f"{SD}namedGraph", NamedNode(node)
    yield node, f"{RDF}type", NamedNode(f"{SD}NamedGraph")
    yield node, f"{SD}name", NamedNode(graph.iri)
    yield node, f"{SD}graph", NamedNode(f"{node}-content")
    yield f"{node}-content", f"{RDF}type", NamedNode(f"{SD}Graph")
    yield f"{node}-content", f"{VOID}triples", graph.triples
