"""A Document and its Claims in, the knowledge graph out: claims with their words, and the facts and flows that follow.

    things        which mentions are one thing
    identifiers   IRIs, the same for the same content
    document      the document, its questions and passages as triples
    claims        the claims as triples
    facts         what the rules of the ontology derive from them
    background    what is known of the things named beyond the document
    validation    whether the graph is sound
"""
from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from pyoxigraph import NamedNode, RdfFormat, Store

from graphkit.graph.background import describe_background, find_known, specify_kind
from graphkit.graph.claims import describe_claims, describe_things, find_mentions
from graphkit.graph.document import (
    Items,
    Triples,
    describe_document,
    describe_questions,
    describe_responses,
    find_addressee,
)
from graphkit.graph.facts import derive_facts
from graphkit.graph.identifiers import find_document
from graphkit.graph.terms import build_iri
from graphkit.graph.things import Things
from graphkit.model import Claim, Document, Response
from graphkit.ontology import find_ontology
from graphkit.ontology.names import Name, load_known
from graphkit.ontology.namespaces import ID
from graphkit.ontology.rules import Rule, load_rules


class Graph(Struct, frozen=True):
    """What one document says, as RDF: three named graphs in a store, and the IRIs by which to find them."""

    store: Store
    document: NamedNode
    base: str = ID

    @property
    def claims(self) -> NamedNode:
        """The named graph of the claims, their evidence, the document and its questions."""
        return NamedNode(f"{self.document.value}/claims")

    @property
    def facts(self) -> NamedNode:
        """The named graph of the things, the facts and the flows."""
        return NamedNode(f"{self.document.value}/facts")

    @property
    def background(self) -> NamedNode:
        """The named graph of what was known beforehand of the things named: no fact of the document."""
        return NamedNode(f"{self.document.value}/background")


def build_graph(
    document: Document,
    claims: Sequence[Claim],
    responses: Sequence[Response] = (),
    *,
    base: str = ID,
    names: Sequence[Name] | None = None,
    rules: Sequence[Rule] | None = None,
) -> Graph:
    """A document and its claims to their graph, facts and flows derived by rule.

    responses  how the document responds to its questions
    base   what the IRIs of all that is minted start with
    names  what is known of the world's names; by default what the ontology knows
    rules  by default those of the ontology
    Raises GraphError for a base that is no IRI or a claim that is not in the words of the vocabulary.
    """
    graph = Graph(Store(), NamedNode(build_iri(find_document(base, document.sha256))[1:-1]), base)
    mentions = list(find_mentions(document, claims))
    addressee = find_addressee(document)
    if addressee is not None:
        mentions.append((addressee, None))
    things, items = Things(mentions, base=base), Items(document, base)
    add_triples(graph, graph.claims, describe_document(document, things, base))
    add_triples(graph, graph.claims, describe_questions(document, items, base))
    add_triples(graph, graph.claims, describe_responses(document, responses, items, base))
    add_triples(graph, graph.claims, describe_claims(document, claims, things, items, base))
    names = load_known(find_ontology(), ()) if names is None else names
    known = find_known(things, names)
    nodes = [specify_kind(node, known) for node in things]
    add_triples(graph, graph.facts, describe_things(nodes))
    derive_facts(graph.store, graph.claims, graph.facts, load_rules() if rules is None else rules)
    add_triples(graph, graph.background, describe_background(nodes, known, names))
    return graph


def add_triples(graph: Graph, name: NamedNode, triples: Triples) -> None:
    """Puts triples into one of the named graphs."""
    lines = dict.fromkeys(f"{subject} {predicate} {value} .\n" for subject, predicate, value in triples)
    graph.store.bulk_load("".join(lines).encode("utf-8"), format=RdfFormat.N_TRIPLES, to_graph=name)
