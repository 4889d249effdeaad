"""GraphML and networkx: things, facts and affirmed flows, and nothing that is denied or only possible."""
from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.export import to_networkx, write_exports
from graphkit.graph import Graph

from .letters import build_hostile, build_sample

ID = "https://w3id.org/graphkit/id/"


def test_networkx_has_facts_and_flows_with_their_words() -> None:
    network = to_networkx(build_sample())
    assert network.nodes[f"{ID}pal"] == {"label": "PAL", "kind": "System", "names": "Port Arrival Ledger"}
    edges = network.get_edge_data(f"{ID}pal", f"{ID}crd")
    (edge,) = edges.values()
    assert (edge["kind"], edge["label"]) == ("fact", "ownedBy")
    assert edge["quote"].startswith("The Port Arrival Ledger (PAL) is owned by")
    assert edge["claims"].startswith(f"{ID}claim/")
    flows = [data for _, _, data in network.edges(data=True) if data["kind"] == "flow"]
    assert {flow["data"] for flow in flows} == {"crew photo", "queries", "", "manifests"}


def test_nothing_denied_or_possible_is_an_edge() -> None:
    network = to_networkx(build_sample())
    assert not network.has_edge(f"{ID}hib", f"{ID}any-foreign-port")
    assert not network.has_edge(f"{ID}hib", f"{ID}lantern-police")
    assert not network.has_edge(f"{ID}hib", f"{ID}gate-logs")
    predicates = {data["predicate"] for _, _, data in network.edges(data=True)}
    assert not predicates & {"audits", "isAwareOf", "tracks", "holds", "states", "reliesOn"}


@pytest.mark.parametrize("graph", [build_sample(), build_hostile()], ids=["sample", "hostile"])
def test_graphml_is_the_same_network(graph: Graph, tmp_path: Path) -> None:
    import networkx

    write_exports(graph, tmp_path)
    read = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    network = to_networkx(graph)
    assert set(read.nodes) == set(network.nodes) or graph.document != build_sample().document
    assert read.number_of_nodes() == network.number_of_nodes()
    assert read.number_of_edges() == network.number_of_edges()
    assert sorted(data["label"] for _, _, data in read.edges(data=True) if data["kind"] == "flow") == sorted(
        clean(data["label"]) for _, _, data in network.edges(data=True) if data["kind"] == "flow"
    )


def clean(text: str) -> str:
    """A text without what no XML can hold."""
    return "".join(char if char in "\t\n\r" or ord(char) >= 32 else "\ufffd" for char in text)
