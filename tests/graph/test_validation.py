"""The shapes: a sound graph passes, each way of breaking it is found, and pyshacl finds the same.

`shapes/sound.ttl` is a small sound graph; each `shapes/broken/*.ru` breaks it in one way and names the shape it breaks.
"""
from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from graphkit.errors import GraphError, OntologyError
from graphkit.graph import build_graph
from graphkit.graph.validation import load_shapes, validate_graph
from graphkit.ontology import find_ontology
from graphkit.ontology.namespaces import PREFIXES
from graphkit.ontology.terms import load_terms

from .sample import CLAIMS, DOCUMENT

FOLDER = Path(__file__).parent / "shapes"
SHAPE = "https://w3id.org/graphkit/shapes#"
BROKEN = sorted((FOLDER / "broken").glob("*.ru"))
SHAPES = (find_ontology() / "shapes.ttl").read_text(encoding="utf-8")


def load_broken(path: Path) -> Store:
    store = Store()
    store.load((FOLDER / "sound.ttl").read_bytes(), format=RdfFormat.TURTLE)
    size = len(store)
    before = set(store)
    store.update(path.read_text(encoding="utf-8"), prefixes=PREFIXES)
    assert set(store) != before, f"{path.name} changes nothing in {size} triples"
    return store


def find_with_pyshacl(store: Store) -> set[tuple[str, str]]:
    import pyshacl
    import rdflib

    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    data = rdflib.Graph()
    data.parse(data=store.dump(format=RdfFormat.N_TRIPLES, from_graph=next(iter(store)).graph_name), format="nt")
    # parsed first: pyshacl leaves rdflib changed when it meets broken shapes
    shapes = rdflib.Graph()
    shapes.parse(data=SHAPES, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", do_owl_imports=False)
    assert isinstance(report, rdflib.Graph)
    return {
        (str(report.value(result, sh.focusNode)), str(report.value(result, sh.sourceShape)))
        for result in report.objects(None, sh.result)
    }


def find_flaws(store: Store) -> set[tuple[str, str]]:
    return {(violation.focus, violation.shape) for violation in validate_graph(store)}


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_each_flaw_is_found(path: Path) -> None:
    expected = re.search(r"^# breaks: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert expected
    assert SHAPE + expected[1] in {shape for _, shape in find_flaws(load_broken(path))}


@pytest.mark.slow
@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_pyshacl_finds_the_same(path: Path) -> None:
    store = load_broken(path)
    assert find_flaws(store) == find_with_pyshacl(store)


def test_pyshacl_agrees_on_several_flaws_at_once() -> None:
    store = load_broken(FOLDER / "broken" / "Facts-undenied.ru")
    for name in ("Claim-modality", "Passage-quote", "DataFlow-disjoint", "Thing-type"):
        store.update((FOLDER / "broken" / f"{name}.ru").read_text(encoding="utf-8"), prefixes=PREFIXES)
    found = find_flaws(store)
    assert len({shape for _, shape in found}) >= 5
    assert found == find_with_pyshacl(store)


def test_a_sound_graph_has_no_violation() -> None:
    store = Store()
    store.load((FOLDER / "sound.ttl").read_bytes(), format=RdfFormat.TURTLE)
    assert validate_graph(store) == ()
    assert find_with_pyshacl(store) == set()


def test_the_sample_is_sound() -> None:
    assert validate_graph(build_graph(DOCUMENT, CLAIMS).store) == ()


def test_every_shape_with_a_constraint_is_broken_by_a_file() -> None:
    """A property shape by a file of its name, a SPARQL constraint too."""
    named = set(re.findall(r"^shape:(\S+) a sh:(?:PropertyShape|SPARQLConstraint)", SHAPES, re.MULTILINE))
    tried = {path.stem for path in BROKEN}
    # What the rules of contradiction leave out shows as Facts-denied-and-affirmed and Facts-denied-in-scope.
    assert named - tried == {"Facts-contradictions"}


def test_the_shapes_know_the_whole_vocabulary() -> None:
    terms = load_terms()
    listed = re.search(r"sh:path rdf:predicate ;.*?sh:in \((.*?)\)", SHAPES, re.DOTALL)
    assert listed
    assert {name.removeprefix("gk:") for name in listed[1].split()} == terms.predicate_names
    facts = set(re.findall(r"\{ \?subject gk:(\w+) \?value \. BIND", SHAPES))
    assert facts == terms.predicate_names - {"states"}
    for scope in re.findall(r"\?role IN \((.*?)\)", SHAPES, re.DOTALL):
        assert {name.strip().removeprefix("gk:") for name in scope.split(",")} == terms.role_names


def test_every_finding_says_what_is_wrong_in_one_line() -> None:
    for path in BROKEN:
        for violation in validate_graph(load_broken(path)):
            assert violation.message and "\n" not in violation.message
            assert "{?" not in violation.message


def test_documents_are_validated_each_by_itself() -> None:
    """What one document says and another denies is no flaw of either."""
    first = build_graph(DOCUMENT, CLAIMS)
    store = Store()
    store.load((FOLDER / "sound.ttl").read_bytes(), format=RdfFormat.TURTLE, to_graph=NamedNode("https://x.org/d/claims"))
    store.update("DELETE DATA { GRAPH <https://x.org/d/claims> { gk:x gk:y gk:z } }", prefixes=PREFIXES)
    for quad in first.store:
        store.add(quad)
    assert validate_graph(store) == ()
    fact = next(first.store.quads_for_pattern(None, NamedNode(PREFIXES["gk"] + "queries"), None, first.facts))
    store.add(Quad(fact.object, NamedNode(PREFIXES["gk"] + "ownedBy"), fact.subject, first.facts))
    (violation,) = validate_graph(store)
    assert violation.focus == first.document.value
    assert violation.path == PREFIXES["gk"] + "ownedBy"


def test_background_is_no_fact() -> None:
    graph = build_graph(DOCUMENT, CLAIMS)
    before = validate_graph(graph.store)
    graph.store.add(Quad(NamedNode("https://x.org/a"), NamedNode(PREFIXES["gk"] + "partOf"), NamedNode("https://x.org/b"),
                         graph.background))  # fmt: skip
    assert validate_graph(graph.store) == before == ()


def test_an_empty_store_is_refused() -> None:
    with pytest.raises(GraphError, match="no graph of claims and facts"):
        validate_graph(Store())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@prefix sh: <http://www.w3.org/ns/shacl#> .\nsh:a sh:b", r"shapes\.ttl:\d+: "),
        ("@prefix sh: <http://www.w3.org/ns/shacl#> . sh:a sh:sparql sh:b .", "needs sh:select and sh:message"),
        ('@prefix sh: <http://www.w3.org/ns/shacl#> . sh:a sh:sparql sh:b . sh:b sh:message "m" ; sh:select "SELEC" .',
         "the constraint"),
    ],
)  # fmt: skip
def test_broken_shapes_are_refused(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=message) as caught:
        load_shapes(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
