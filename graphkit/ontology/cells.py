"""`ontology/cues/matrix.yaml` in, checked values out: which claims fill which cells of a matrix."""
from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec import Struct

from graphkit.errors import OntologyError
from graphkit.ontology import find_ontology
from graphkit.ontology.cues import read_yaml
from graphkit.ontology.terms import load_terms


class Cells(Struct, frozen=True):
    """Kinds of things by what a matrix is against; places of party and thing in a claim; predicates left out."""

    against: dict[str, frozenset[str]]
    places: tuple[tuple[str, str], ...]
    unfit: frozenset[str]


@cache
def load_cells(folder: Path | None = None) -> Cells:
    """What the ontology at `folder`, or the project's own, says of cells. Raises OntologyError naming the field."""
    path = (folder or find_ontology()) / "cues" / "matrix.yaml"
    content = read_yaml(path)
    terms = load_terms(path.parents[1] / "graphkit.ttl")
    try:
        against = {name: frozenset(kinds) for name, kinds in content["against"].items()}
        places = tuple((place["party"], place["thing"]) for place in content["cells"])
        cells = Cells(against, places, frozenset(content["unfit"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise OntologyError(f"{path}: {type(error).__name__} {error}: against, cells, unfit expected") from None
    known = {
        "kinds": (set().union(*cells.against.values()), {each.name for each in terms.classes}),
        "places": ({name for place in cells.places for name in place}, terms.role_names | {"subject", "object"}),
        "predicates": (cells.unfit, terms.predicate_names),
    }
    for what, (found, allowed) in known.items():
        if found - allowed:
            raise OntologyError(f"{path}: no {what} of the vocabulary: {', '.join(sorted(found - allowed))}")
    return cells
