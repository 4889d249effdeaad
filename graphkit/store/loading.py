"""A build and the address of a triple store in, the build in the store and a report out, checked graph by graph.

Nothing is written before every graph was looked at. A graph that is there already

* and says the same is left alone: loading again changes nothing,
* and lacks some of the build's triples but has no others is completed: that is what a load that broke off leaves,
* and has triples that the build has not is refused, unless it is to be replaced or added to.

Each graph is read back as soon as it is written. Graphs of the store that the build has not are never touched.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import StoreError
from graphkit.store.client import RefusalError, StoreClient
from graphkit.store.credentials import read_credentials
from graphkit.store.graphs import NamedGraph, Naming, read_graphs
from graphkit.store.layouts import Endpoints, check_address, find_endpoints
from graphkit.store.protocols import GraphStoreWriter, Reader, Writer, choose_writer
from graphkit.store.verification import Comparison, VerificationError, compare_triples

if TYPE_CHECKING:
    from graphkit.store.credentials import Credentials

#: How many triples more than twice its own a graph in the store may have to be read back whole.
CROWD = 1_000

#: What is done to a graph, and what a report says when it is done.
DONE = {"load": "loaded", "complete": "completed", "replace": "replaced", "add": "added", "keep": "unchanged"}

#: Called with a graph, what is going on, and how many of its triples were sent.
Progress = Callable[[NamedGraph, str, int], None]


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to load: see the help of `graphkit load`."""

    protocol: str = "auto"
    replace: bool = False
    merge: bool = False
    dry_run: bool = False
    timeout: float = 120.0
    retries: int = 3
    naming: Naming = field(default_factory=Naming)
    query_url: str = ""
    update_url: str = ""
    store_url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done with one graph: load, complete, replace, add or keep; `held` triples are there before."""

    graph: NamedGraph
    action: str
    held: int


@dataclass(frozen=True, slots=True)
class GraphReport:
    """What was done with one graph: `triples` of the build, `held` by the store then (in a dry run, now)."""

    graph: str
    name: str
    triples: int
    action: str
    held: int


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What was done, graph by graph; in a dry run, what would be."""

    url: str
    store: str
    protocol: str
    dry_run: bool
    graphs: tuple[GraphReport, ...]

    @property
    def changed(self) -> bool:
        return any(graph.action != DONE["keep"] for graph in self.graphs)

    def list_figures(self) -> dict[str, object]:
        """The report as JSON has it."""
        return {**asdict(self), "changed": self.changed, "graphs": [asdict(graph) for graph in self.graphs]}


def skip_progress(graph: NamedGraph, doing: str, sent: int) -> None:
    """A step of the work in, nothing out."""


def load_build(source: Path | str, url: str, options: LoadOptions | None = None, *,
               credentials: Credentials | None = None, progress: Progress = skip_progress) -> LoadReport:
    """A build's folder or an RDF file and a store's address in, what was done out.

    Credentials are those of the environment (GRAPHKIT_USER, GRAPHKIT_PASSWORD) unless they are given.
    """
    options = options or LoadOptions()
    if options.replace and options.merge:
        raise StoreError("--replace and --merge exclude each other")
    address = check_address(url)
    graphs = read_graphs(Path(source), options.naming)
    client = StoreClient(credentials or read_credentials(), timeout=options.timeout, retries=options.retries)
    with client:
        return load_graphs(client, address, graphs, options, progress)


def load_graphs(client: StoreClient, url: str, graphs: tuple[NamedGraph, ...], options: LoadOptions,
                progress: Progress = skip_progress) -> LoadReport:
    """An open client, a store's address and graphs in, what was done out."""
    given = Endpoints("the store", check_given(options.query_url), check_given(options.update_url),
                      check_given(options.store_url))
    endpoints = find_endpoints(client, url, given)
    check_default(graphs, endpoints, url)
    writer, reader = choose_writer(client, endpoints, options.protocol), Reader(client, endpoints)
    steps = tuple(plan_step(reader, graph, options, progress) for graph in graphs)
    reports = tuple(map(report_plan, steps)) if options.dry_run else run_steps(writer, reader, steps, progress)
    protocol = "gsp" if isinstance(writer, GraphStoreWriter) else "update"
    return LoadReport(url, endpoints.name, protocol, options.dry_run, reports)


def check_given(url: str) -> str:
    return check_address(url) if url else ""


def check_default(graphs: tuple[NamedGraph, ...], endpoints: Endpoints, url: str) -> None:
    """Graphs and where they are to go in, an error out if the default graph there is not a graph of its own."""
    if not endpoints.default and any(not graph.iri for graph in graphs):
        raise StoreError(f"{url}: the default graph of {endpoints.name} is the union of all its graphs; name the graph")


def plan_step(reader: Reader, graph: NamedGraph, options: LoadOptions, progress: Progress) -> Step:
    """A graph in, what is to be done with it out, or an error if it must not be touched."""
    progress(graph, "looking", 0)
    held = reader.count_graph(graph)
    if not held:
        return Step(graph, "load", 0)
    # Much more than is to be sent: it differs for certain, and is too much to read.
    crowded = held > 2 * len(graph.triples) + CROWD
    if not crowded or options.merge:
        found = reader.read_subjects(graph) if crowded else reader.read_graph(graph, held)
        comparison = compare_triples(graph.triples, found)
        # What a store that cuts its answers short did not give is of subjects that this build has not.
        foreign = bool(comparison.foreign) or len(found) < held
        if comparison.lacks_nothing and (options.merge or not foreign):
            return Step(graph, "keep", held)
        if options.merge:
            return Step(graph, "add", held)
        if not foreign and not comparison.rewritten:
            return Step(graph, "complete", held)
    if options.replace and graph.iri:
        return Step(graph, "replace", held)
    raise StoreError(refuse_graph(graph, held, None if crowded else comparison, options))


def refuse_graph(graph: NamedGraph, held: int, comparison: Comparison | None, options: LoadOptions) -> str:
    """A graph that the store holds in another state in, the line that says so out."""
    why = f"this build has {len(graph.triples):,}"
    if comparison and not comparison.is_equal:
        why = f"differs from this build: {comparison.summarize()}"
    ways = "--replace replaces it, --merge adds to it"
    if not graph.iri:
        ways = "it is never replaced, --merge adds to it" if options.replace else "--merge adds to it"
    return f"{graph.title}: the store already holds {held:,} triples there; {why}; nothing was changed ({ways})"


def report_plan(step: Step) -> GraphReport:
    return GraphReport(step.graph.iri, step.graph.name, len(step.graph.triples), DONE[step.action], step.held)


def run_steps(writer: Writer, reader: Reader, steps: tuple[Step, ...], progress: Progress) -> tuple[GraphReport, ...]:
    """Steps in, the report of each out; if one fails, the error says which graphs are in the store."""
    reports: list[GraphReport] = []
    for step in steps:
        try:
            reports.append(run_step(writer, reader, step, progress))
        except VerificationError as error:
            message = f"{error}; {describe_standing(steps, reports, True)}"
            raise VerificationError(message, error.graph, error.differences) from error
        except StoreError as error:
            touched = not isinstance(error, RefusalError)
            raise StoreError(f"{error}; {describe_standing(steps, reports, touched)}") from error
    return tuple(reports)


def describe_standing(steps: tuple[Step, ...], reports: list[GraphReport], touched: bool) -> str:
    """All steps, those that were done and whether the next one may have had an effect in, what is where, out."""
    failed, *later = steps[len(reports):]
    kept = [step.graph.name for step in later if step.action == "keep"]
    there = ", ".join([*(report.name for report in reports), *kept])
    if not there and not touched:
        return "nothing was loaded"
    partly = f", {failed.graph.name} perhaps in part" if touched else ""
    missing = ", ".join(step.graph.name for step in (failed, *later) if step.action != "keep")
    return f"in the store and checked: {there or 'nothing'}; not loaded: {missing}{partly}"


def run_step(writer: Writer, reader: Reader, step: Step, progress: Progress) -> GraphReport:
    """A step in, what was done out, once the store was seen to hold it."""
    if step.action == "keep":
        return report_plan(step)
    sent = 0
    try:
        for sent in send_graph(writer, step):
            progress(step.graph, "sending", sent)
        progress(step.graph, "checking", len(step.graph.triples))
        held = verify_graph(reader, step)
    except RefusalError as error:
        raise (StoreError if sent else RefusalError)(str(error)) from error
    return GraphReport(step.graph.iri, step.graph.name, len(step.graph.triples), DONE[step.action], held)


def send_graph(writer: Writer, step: Step) -> Iterator[int]:
    return writer.replace_graph(step.graph) if step.action == "replace" else writer.add_graph(step.graph)


def verify_graph(reader: Reader, step: Step) -> int:
    """A step that was done in, how many triples the store holds now out, or an error that names what it lacks."""
    graph = step.graph
    held = reader.count_graph(graph)
    if step.action == "add":
        found = reader.read_subjects(graph)
        comparison = compare_triples(graph.triples, found)
        differences = replace(comparison, foreign=())
    else:
        found = reader.read_graph(graph, held)
        differences = compare_triples(graph.triples, found)
    if not differences.is_equal:
        raise VerificationError(f"{graph.title}: the store does not hold what was sent: {differences.summarize()}",
                                graph.iri, differences.list_differences())
    if step.action != "add" and held != len(found):
        message = f"{graph.title}: the store counts {held:,} triples but gives {len(found):,}"
        raise VerificationError(message, graph.iri, ())
    return held
