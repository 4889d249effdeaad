"""The invented letter, and small graphs written in Turtle, for the tests of the diagrams."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from graphkit.diagram import Picture, read_flows

LETTER = Path(__file__).with_name("letter.trig")
PREFIXES = """
@prefix gk: <https://w3id.org/graphkit/ns#> . @prefix id: <https://w3id.org/graphkit/id/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

ReadTurtle = Callable[..., Picture]


@pytest.fixture(scope="session")
def letter() -> Store:
    """The graph of the invented letter, with what is known beforehand."""
    store = Store()
    store.load(path=str(LETTER), format=RdfFormat.TRIG)
    return store


@pytest.fixture(scope="session")
def picture(letter: Store) -> Picture:
    """All flows of the invented letter."""
    return read_flows(letter)


@pytest.fixture
def read_turtle() -> ReadTurtle:
    """Turtle without prefixes to its Picture; `background` is known beforehand."""

    def read(text: str, background: str = "") -> Picture:
        store = Store()
        store.load(PREFIXES + text, RdfFormat.TURTLE)
        store.load(PREFIXES + background, RdfFormat.TURTLE, to_graph=NamedNode("https://x.example/doc/background"))
        return read_flows(store)

    return read
