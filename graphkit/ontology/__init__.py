"""The files of `ontology/` in, checked values out: terms, names, frames, cues, rules and shapes.

Words are data: no word list, agency name or IRI beyond the namespaces stands in Python.
"""
from __future__ import annotations

from pathlib import Path

from graphkit.errors import OntologyError


def find_ontology() -> Path:
    """The folder with the ontology: the project's own in a checkout, the copy inside the package once installed.

    Raises OntologyError if neither is there.
    """
    here = Path(__file__).parent
    for folder in (here / "data", here.parents[1] / "ontology"):
        if (folder / "frames").is_dir():
            return folder
    raise OntologyError(f"{here / 'data'}: the ontology is missing; install graphkit again")
