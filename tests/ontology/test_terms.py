"""The ontology: every term is described and mapped, and the vocabulary's names are all there."""
from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from graphkit.errors import OntologyError
from graphkit.ontology import find_ontology
from graphkit.ontology.namespaces import AI, DCTERMS, DPV, GK, OA, ORG, OWL, PROV, RDF, RDFS, SKOS, TECH, TIME
from graphkit.ontology.terms import load_terms, read_statements

FILE = find_ontology() / "graphkit.ttl"
STATEMENTS = read_statements(FILE)
TERMS = sorted(STATEMENTS)
PROPERTY_TYPES = {f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty", f"{RDF}Property"}
MAPPINGS = (f"{SKOS}exactMatch", f"{SKOS}closeMatch", f"{SKOS}relatedMatch", f"{SKOS}broadMatch",
            f"{RDFS}subClassOf", f"{RDFS}subPropertyOf")  # fmt: skip
STANDARD = (RDF, RDFS, OWL, SKOS, DCTERMS, PROV, OA, ORG, TIME, DPV, TECH, AI)

#: The names that VOCABULARY.md fixes: a line a part.
VOCABULARY = {
    part: set(names.split())
    for part, names in (
        line.split(": ") for line in (Path(__file__).parent / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    )
}


def is_property(iri: str) -> bool:
    return bool(PROPERTY_TYPES & set(STATEMENTS[iri][f"{RDF}type"]))


@pytest.mark.parametrize("iri", TERMS)
def test_every_term_is_labelled_described_and_mapped(iri: str) -> None:
    term = STATEMENTS[iri]
    assert len(term[f"{RDFS}label"]) == 1
    assert len(term[f"{RDFS}comment"]) == 1
    assert term[f"{RDFS}comment"][0].endswith(".")
    mapped = [value for name in MAPPINGS for value in term.get(name, []) if not value.startswith(GK)]
    assert mapped, f"{iri} is mapped to no standard vocabulary"
    for value in mapped:
        assert value.startswith(STANDARD), value


@pytest.mark.parametrize("iri", [iri for iri in TERMS if is_property(iri)])
def test_every_property_has_domain_and_range(iri: str) -> None:
    for name in ("domain", "range"):
        (value,) = STATEMENTS[iri][f"{RDFS}{name}"]
        assert value in STATEMENTS or value.startswith((RDFS, "http://www.w3.org/2001/XMLSchema#")), value


@pytest.mark.parametrize("iri", TERMS)
def test_what_a_term_refers_to_is_defined(iri: str) -> None:
    for name, values in STATEMENTS[iri].items():
        for value in values:
            if value.startswith(GK):
                assert value in STATEMENTS, f"{iri} {name} {value}"


def test_every_mapping_names_a_term() -> None:
    """Not a vocabulary as a whole, and no path below it."""
    for iri in TERMS:
        for name in MAPPINGS:
            for value in STATEMENTS[iri].get(name, []):
                space = max((space for space in (*STANDARD, GK) if value.startswith(space)), key=len)
                assert re.fullmatch(r"[A-Za-z][A-Za-z]+", value.removeprefix(space)), value


def test_the_vocabulary_is_complete() -> None:
    terms = load_terms()
    assert VOCABULARY["predicates"] == terms.predicate_names
    assert VOCABULARY["roles"] == terms.role_names
    assert VOCABULARY["classes"] <= {term.name for term in terms.classes}
    assert VOCABULARY["individuals"] == {term.name for term in terms.individuals}


def test_predicates_say_which_kinds_they_admit() -> None:
    terms = {predicate.name: predicate for predicate in load_terms().predicates}
    assert terms["ownedBy"].domain == ("System",)
    assert terms["ownedBy"].range == ("Organization", "OrganizationalUnit")
    assert "Literal" in terms["hasCount"].range
    assert all(predicate.domain and predicate.range for predicate in terms.values())


def test_flows_are_disjoint() -> None:
    flows = {f"{GK}DataFlow", f"{GK}DeniedDataFlow", f"{GK}PossibleDataFlow"}
    for flow in sorted(flows):
        assert set(STATEMENTS[flow][f"{OWL}disjointWith"]) == flows - {flow}


def test_no_inverse_is_a_predicate() -> None:
    inverses = [iri for iri in TERMS if f"{OWL}inverseOf" in STATEMENTS[iri]]
    assert len(inverses) > 5
    assert not {iri.removeprefix(GK) for iri in inverses} & load_terms().predicate_names


def test_the_ontology_has_no_blank_node() -> None:
    for triple in parse(FILE.read_bytes(), format=RdfFormat.TURTLE):
        assert isinstance(triple.subject, NamedNode)
        assert not isinstance(triple.object, BlankNode)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text.replace("gk:Thing a owl:Class ;", "gk:Thing a owl:Class", 1), r"graphkit\.ttl:\d+: "),
        (lambda text: text.replace('rdfs:label "shares"@en ;', "", 1), r"gk:shares has 0 values of .*label"),
        (lambda text: "", r"describes no term"),
    ],
)
def test_a_broken_ontology_is_refused(change: object, message: str, tmp_path: Path) -> None:
    path = tmp_path / "graphkit.ttl"
    path.write_text(change(FILE.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    with pytest.raises(OntologyError, match=message) as caught:
        load_terms(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_ontology_is_refused(tmp_path: Path) -> None:
    shutil.rmtree(tmp_path)
    with pytest.raises(OntologyError, match="cannot be read"):
        load_terms(tmp_path / "graphkit.ttl")
