"""On request: claims as RDF 1.2 reifiers, which assert nothing, and plain denials as OWL axioms."""
from __future__ import annotations

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from graphkit.export import read_contents, write_texts
from graphkit.ontology.namespaces import GK, OWL, RDF

from ..graph.sample import CLAIMS
from .letters import build_hostile, build_sample


def read_extra(name: str, hostile: bool = False) -> list[Quad]:
    text = write_texts(read_contents(build_hostile() if hostile else build_sample()), [name])[name]
    return [quad for quad in parse(text.encode("utf-8"), format=RdfFormat.TURTLE) if isinstance(quad, Quad)]


def test_every_claim_reifies_its_statement_and_asserts_nothing() -> None:
    quads = read_extra("reified.ttl")
    assert len(quads) == len(CLAIMS) + 1
    assert {quad.predicate for quad in quads} == {NamedNode(f"{RDF}reifies")}
    assert all(isinstance(quad.object, Triple) for quad in quads)


def test_hostile_statements_are_reified_too() -> None:
    assert len(read_extra("reified.ttl", hostile=True)) > 10


def test_only_plain_denials_are_negative_assertions() -> None:
    """Not the scoped, the required, the disclaimed, nor of a limit."""
    quads = read_extra("negated.ttl")
    said = {(quad.subject, quad.predicate.value.removeprefix(OWL)): quad.object for quad in quads}
    axioms = {
        tuple(said[node, part].value.rpartition("/")[2].removeprefix("ns#")  # type: ignore[union-attr]
              for part in ("sourceIndividual", "assertionProperty", "targetIndividual"))
        for node, part in said if part == "sourceIndividual"
    }  # fmt: skip
    assert axioms == {("hib", "audits", "pal"), ("hib", "shares", "gate-logs")}
    assert not [quad for quad in quads if quad.predicate.value.startswith(GK)]
