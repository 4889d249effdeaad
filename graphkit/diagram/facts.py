"""A store in, the triples that a picture is made from out, by predicate and subject.

What is known beforehand stands apart (the named graph that ends in /background): no arrow comes of it.
"""
from __future__ import annotations

from msgspec import Struct
from pyoxigraph import NamedNode, Quad, Store

from graphkit.diagram.notation import Notation
from graphkit.ontology.namespaces import DCTERMS, GK, OA, ORG, PROV, RDF, RDFS, SKOS

UNSTATED = GK + "Unstated"
BACKGROUND = "/background"
#: What puts a thing inside an organization: said by the document, or known beforehand of an organization that it names.
BELONGING = tuple(GK + word for word in ("partOf", "worksFor", "ownedBy", "maintainedBy"))
BELONGING_KNOWN = (*BELONGING, ORG + "unitOf", ORG + "subOrganizationOf")
HOLDING = ("retains", "stores", "holds")
#: Classes of data that may be drawn as a store, inside the only one who keeps it.
RECORDS = frozenset({"DataCategory", "Document"})


class Facts(Struct, frozen=True):
    """Triples of some graphs by predicate and subject: `said` by the document, or `known` beforehand."""

    said: dict[str, dict[str, tuple[str, ...]]]
    known: dict[str, dict[str, tuple[str, ...]]]

    def find(self, subject: str, predicate: str) -> tuple[str, ...]:
        """What the document gives as the objects of a subject and predicate, sorted."""
        return self.said.get(predicate, {}).get(subject, ())

    def find_known(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The same, from what is known beforehand."""
        return self.known.get(predicate, {}).get(subject, ())

    def find_first(self, subject: str, predicate: str, default: str = "") -> str:
        """The first object that the document gives, else the first that is known beforehand, else the default."""
        return next(iter(self.find(subject, predicate) or self.find_known(subject, predicate)), default)


def list_predicates(notation: Notation) -> list[str]:
    """The IRIs of all properties that a picture is made from."""
    words = {"source", "destination", "via", "data", "evidence", "statedIn", "answers", "number", "block", "page",
             "polarity", "modality", "restriction", "flowPredicate", "unresolved", "withheldBecause",
             "deniesOnlyLimit", "sha256", *HOLDING}
    words.update(rule.predicate for rule in notation.rules)
    words.update(predicate for note in notation.notes for predicate in note.predicates)
    standard = (RDF + "type", RDF + "subject", RDF + "predicate", RDF + "object", RDFS + "label", SKOS + "altLabel",
                SKOS + "prefLabel", PROV + "wasDerivedFrom", OA + "hasSelector", OA + "exact", OA + "start",
                DCTERMS + "creator", DCTERMS + "date")
    return sorted({*(GK + word for word in words), *BELONGING_KNOWN, *standard})


def read_facts(store: Store, notation: Notation) -> Facts:
    """The triples of a store that a picture is made from."""
    said: dict[str, dict[str, set[str]]] = {}
    known: dict[str, dict[str, set[str]]] = {}
    for predicate in list_predicates(notation):
        for quad in store.quads_for_pattern(None, NamedNode(predicate), None, None):
            index = known if is_background(quad) else said
            subject, value = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
            index.setdefault(predicate, {}).setdefault(subject, set()).add(value)
    return Facts(freeze_index(said), freeze_index(known))


def is_background(quad: Quad) -> bool:
    """Whether a quad is what was known beforehand, not what the document says."""
    return isinstance(quad.graph_name, NamedNode) and quad.graph_name.value.endswith(BACKGROUND)


def freeze_index(index: dict[str, dict[str, set[str]]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Sets to sorted tuples: stores list their triples in no order."""
    return {
        predicate: {subject: tuple(sorted(values)) for subject, values in sorted(subjects.items())}
        for predicate, subjects in index.items()
    }


def find_kind(iri: str, facts: Facts) -> str:
    """The local name of a thing's class; 'Thing' where none is given."""
    kinds = (*facts.find(iri, RDF + "type"), *facts.find_known(iri, RDF + "type"))
    return next((kind.removeprefix(GK) for kind in kinds if kind.startswith(GK)), "Thing")


def find_label(iri: str, facts: Facts) -> str:
    """A thing's label, else the last part of its IRI; words that are no IRI stay as they are."""
    default = iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] if "://" in iri else iri
    return facts.find_first(iri, RDFS + "label") or facts.find_first(iri, SKOS + "prefLabel", default)
