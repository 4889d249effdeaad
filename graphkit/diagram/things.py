"""The IRI of a party, store or organization in, its node or boundary out: its names, and what is said of it."""
from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.diagram.facts import UNSTATED, Facts, find_kind, find_label
from graphkit.diagram.nests import Nests
from graphkit.diagram.notation import Notation, Note
from graphkit.diagram.picture import Boundary, Node
from graphkit.ontology.namespaces import GK, SKOS

SHOWN_OBJECTS = 2  # in a note
#: A word with two capitals, as abbreviations have: OFA, DoT, FRS-2.
ABBREVIATED = re.compile(r"[A-Z][a-z]?[A-Z]")


def build_node(iri: str, facts: Facts, nests: Nests, notation: Notation) -> Node:
    """A party or store with its label, its place and what is said of it."""
    return Node(
        iri,
        find_label(iri, facts),
        find_kind(iri, facts),
        list_names(iri, facts),
        tuple(describe_thing(iri, facts, nests, notation)),
        nests.find_parent(iri),
        find_full_name(iri, facts),
    )


def build_boundary(iri: str, facts: Facts, nests: Nests, notation: Notation) -> Boundary:
    """The line around an organization."""
    notes = tuple(describe_thing(iri, facts, nests, notation))
    return Boundary(
        iri, find_label(iri, facts), notes, nests.find_parent(iri), nests.is_beforehand(iri), find_full_name(iri, facts)
    )


def list_names(iri: str, facts: Facts) -> tuple[str, ...]:
    """The other names of a thing: the document's, then those known beforehand."""
    return (*facts.find(iri, SKOS + "altLabel"), *facts.find_known(iri, SKOS + "altLabel"))


def find_full_name(iri: str, facts: Facts) -> str:
    """What a thing's label is short for, if it is an abbreviation: the longest of the document's other names."""
    label = find_label(iri, facts)
    if not ABBREVIATED.search(label):
        return ""
    names = [name for name in facts.find(iri, SKOS + "altLabel") if not ABBREVIATED.search(name)]
    return max((name for name in names if len(name) > len(label)), key=len, default="")


def describe_thing(iri: str, facts: Facts, nests: Nests, notation: Notation) -> Iterator[str]:
    """What the document says that a thing is or does, in the words of the notation."""
    told: set[str] = set()
    for note in notation.notes:
        objects = find_objects(iri, note, facts)
        if not objects or told.intersection(note.predicates):
            continue
        if "{objects}" not in note.words and nests.find_parent(iri) not in objects:
            continue  # "owned here" is said inside the owner's boundary only
        told.update(note.predicates)
        labels = [find_label(item, facts) for item in objects]
        shown = labels if len(labels) <= SHOWN_OBJECTS else [*labels[:SHOWN_OBJECTS], "…"]
        yield note.words.format(objects=", ".join(shown))


def find_objects(iri: str, note: Note, facts: Facts) -> list[str]:
    """What a note is about: the objects that the thing has, by the document's facts, of all predicates or of any."""
    found: list[tuple[str, ...]] = []
    for predicate in note.predicates:
        if note.inverse:
            subjects = facts.said.get(GK + predicate, {}).items()
            found.append(tuple(subject for subject, objects in subjects if iri in objects))
        else:
            found.append(facts.find(iri, GK + predicate))
    if note.any:
        return sorted({item for items in found for item in items} - {UNSTATED})
    return [item for item in found[0] if item != UNSTATED and all(item in items for items in found)]
