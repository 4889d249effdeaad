"""The stages in order: the one file that knows the sequence.

read_document → build_glossary → read_language → extract_claims → find_responses → build_graph
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.document import read_document
from graphkit.model import UNSTATED, Claim, Document, Response, Thing, Uncovered
from graphkit.ontology import find_ontology

if TYPE_CHECKING:
    import networkx
    import rdflib

    from graphkit.claims.confidence import Confidence
    from graphkit.claims.cues import ClaimCues
    from graphkit.graph import Graph
    from graphkit.language.lexicon import Lexicon
    from graphkit.language.responses import ResponseCues
    from graphkit.ontology.frames import Frames

DEFAULT_BASE = "https://w3id.org/graphkit/id/"


@dataclass(frozen=True, slots=True)
class OpenedBuild:
    """The graph of a document, however it was come by: built just now or read from a build's folder."""

    graph: Graph

    def query(self, query: str, **options: Any) -> Any:
        """The rows of a SPARQL query, or of a saved query by its name; see graphkit.query.run_query."""
        from graphkit.query import open_graph, run_query

        return run_query(open_graph(self.graph.store), query, **options)

    def to_rdflib(self) -> rdflib.Dataset:
        """The graph as rdflib knows it, one named graph for claims and one for facts."""
        from graphkit.export import to_rdflib

        return to_rdflib(self.graph)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Things as nodes, facts and flows as edges."""
        from graphkit.export import to_networkx

        return to_networkx(self.graph)

    def _repr_svg_(self) -> str:
        """The data-flow diagram, where a notebook shows SVG."""
        from graphkit.report.notebook import draw_store

        return draw_store(self.graph.store)

    def _repr_html_(self) -> str:
        """The figures in words and the diagram, where a notebook shows HTML."""
        from graphkit.report.notebook import show_store

        return show_store(self.graph.store)


@dataclass(frozen=True, slots=True)
class Build(OpenedBuild):
    """A document, what it says, and the graph of it.

    uncovered  the sentences without a claim, each with the reason
    """

    document: Document
    claims: tuple[Claim, ...]
    uncovered: tuple[Uncovered, ...]


def build(
    path: str | Path,
    *,
    base: str = DEFAULT_BASE,
    frames: Sequence[str | Path] = (),
    names: Sequence[str | Path] = (),
    ontology: str | Path | None = None,
    ocr: bool = False,
) -> Build:
    """Read the document at `path`, extract its claims and derive the graph.

    base      the IRI that minted things start with
    frames    more frame files, which win over those of the ontology
    names     more files of names, which win likewise
    ocr       read a scan without text by ocrmypdf or tesseract, where one of them is installed
    Raises DocumentError, OntologyError, ExtractionError or GraphError, one line each.
    """
    from graphkit.graph import build_graph
    from graphkit.ontology.names import load_known
    from graphkit.ontology.rules import load_rules

    folder = Path(ontology) if ontology is not None else find_ontology()
    document = read_document(Path(path), ocr=ocr)
    claims, uncovered = extract_claims(document, frames=frames, names=names, ontology=folder)
    responses = find_responses(document, claims, ontology=folder)
    known = load_known(folder, tuple(Path(path) for path in names))
    graph = build_graph(document, claims, responses, base=base, names=known, rules=load_rules(folder / "rules"))
    return Build(graph, document, claims, uncovered)


def find_responses(
    document: Document, claims: Sequence[Claim], *, ontology: str | Path | None = None
) -> tuple[Response, ...]:
    """How the document responds to each of its questions, in their order."""
    from graphkit.language.responses import find_responses as find

    if not document.questions:
        return ()
    values = ((claim.subject, claim.object, *(role.value for role in claim.roles)) for claim in claims)
    things = {value for several in values for value in several if isinstance(value, Thing)}
    return find(document, things, load_response_cues(Path(ontology) if ontology is not None else find_ontology()))


def open_build(folder: str | Path) -> OpenedBuild:
    """The graph of a build in `folder` (graph.trig and background.ttl). Raises GraphError if it holds none."""
    from pyoxigraph import NamedNode

    from graphkit.errors import GraphError
    from graphkit.graph import Graph
    from graphkit.query.source import open_build as read_build

    store = read_build(Path(folder)).store
    named = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    claims = [graph for graph in named if graph.endswith("/claims")]
    if len(claims) != 1:
        raise GraphError(f"{folder}: {len(claims)} graphs of claims in a build, not one")
    document = claims[0].removesuffix("/claims")
    return OpenedBuild(Graph(store, NamedNode(document), document.rpartition("doc/")[0]))


@contextmanager
def keep_garbage() -> Iterator[None]:
    """Have nothing looked through for garbage meanwhile.

    Trees and clauses are all in use until the claims are made: the collector would go over them again and again, more
    of them each time, and find nothing. It is for whole functions: when it may look again, what they held is gone.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@keep_garbage()
def extract_claims(
    document: Document,
    *,
    frames: Sequence[str | Path] = (),
    names: Sequence[str | Path] = (),
    ontology: str | Path | None = None,
) -> tuple[tuple[Claim, ...], tuple[Uncovered, ...]]:
    """The claims of a document in order of the text, and the sentences that make none, each with the reason."""
    from graphkit.claims import extract_claims as extract
    from graphkit.claims.completion import complete_claims
    from graphkit.claims.confidence import weigh_claims
    from graphkit.language.authors import find_author
    from graphkit.language.glossary import build_glossary
    from graphkit.language.reading import read_language
    from graphkit.ontology.names import load_known

    folder = Path(ontology) if ontology is not None else find_ontology()
    lexicon, all_frames, cues, confidence = load_words(folder, tuple(Path(path) for path in frames))
    glossary = build_glossary(document, load_known(folder, tuple(Path(path) for path in names)))
    author = find_author(document, glossary, lexicon)
    readings = read_language(document, author, glossary, lexicon, all_frames)
    parts = [(pair[0], pair[1]) for pair in glossary.part_of]
    claims, uncovered = extract(document, readings, all_frames, author or UNSTATED, parts, cues)
    completed = complete_claims(claims, glossary.things, cues.staff)
    return weigh_claims(completed, document, confidence), uncovered


@lru_cache(maxsize=4)
def load_response_cues(folder: Path) -> ResponseCues:
    """What shows how a question is responded to, read once. Raises OntologyError."""
    from graphkit.language.responses import read_response_cues

    return read_response_cues(load_cue_files(folder))


@lru_cache(maxsize=4)
def load_cue_files(folder: Path) -> dict[str, Any]:
    """The cue files of an ontology folder by their stems, read once. Raises OntologyError."""
    from graphkit.ontology.cues import load_cues

    return load_cues(folder)


@lru_cache(maxsize=4)
def load_words(folder: Path, frames: tuple[Path, ...] = ()) -> tuple[Lexicon, Frames, ClaimCues, Confidence]:
    """The cue words, frames and weights of an ontology folder, read once. Raises OntologyError."""
    from graphkit.claims.confidence import read_confidence
    from graphkit.claims.cues import read_claim_cues
    from graphkit.language.lexicon import build_lexicon
    from graphkit.ontology.frame_files import load_frames
    from graphkit.ontology.kinds import load_kinds

    cues = load_cue_files(folder)
    return (
        build_lexicon(cues, load_kinds(folder / "cues" / "kinds.yaml")),
        load_frames(folder, frames),
        read_claim_cues(cues),
        read_confidence(folder),
    )
