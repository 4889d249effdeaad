"""A graph in, its Picture out: who gives what to whom, inside which boundaries, and the claims that say so."""
from __future__ import annotations

from pyoxigraph import Store

from graphkit.diagram.claims import Claims
from graphkit.diagram.facts import UNSTATED, Facts, find_label, read_facts
from graphkit.diagram.nests import Nests
from graphkit.diagram.notation import Notation, load_notation
from graphkit.diagram.picture import Picture, Statement
from graphkit.diagram.things import build_boundary, build_node
from graphkit.ontology.namespaces import DCTERMS, GK


def read_flows(store: Store) -> Picture:
    """A graph's flows, the access, queries and uses that its claims tell of, the parties inside their boundaries."""
    notation = load_notation()
    facts = read_facts(store, notation)
    claims = Claims(facts, notation)
    flows = [*claims.read_flows(), *claims.read_arrows()]
    flows.sort(key=lambda flow: (flow.statements[:1] or (Statement(1 << 62, ""),), flow.iri))
    nests = Nests(facts)
    ends = sorted({end for flow in flows for end in (flow.source, flow.destination, *flow.via)} - {UNSTATED})
    nodes = tuple(build_node(end, facts, nests, notation) for end in ends)
    boundaries = tuple(build_boundary(iri, facts, nests, notation) for iri in nests.list_boundaries(ends))
    author, iri, date = describe_document(facts, notation)
    return Picture(nodes, boundaries, tuple(flows), author, iri, date)


def describe_document(facts: Facts, notation: Notation) -> tuple[str, str, str]:
    """The document's author, as label and IRI, and its date in words; nothing where there are several documents."""
    documents = sorted(facts.said.get(GK + "sha256", {}))
    if len(documents) != 1:
        return "", "", ""
    author = facts.find_first(documents[0], DCTERMS + "creator")
    date = facts.find_first(documents[0], DCTERMS + "date")
    return (find_label(author, facts) if author else ""), author, notation.spell_date(date)
