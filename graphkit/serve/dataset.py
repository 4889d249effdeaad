"""The graphs of all builds in one store, and for each query the RDF dataset that it is asked of.

The default graph of a dataset is the merge of several named graphs, in which a triple stands once (RDF 1.1 Semantics,
4.1; SPARQL 1.1, 13.1). The engine's own union gives it once for each graph that it stands in, so that a label that two
documents share would count twice: the merge is therefore made as a graph of its own, which no query can name.
"""
from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from graphkit.ontology.namespaces import PREFIXES
from graphkit.query.answer import Answer, Rows, read_answer
from graphkit.query.result import write_plain
from graphkit.query.source import find_label
from graphkit.query.sparql import Query, Token, build_empty_store

KEPT = 16  # merges, and stores of single builds, that are kept for the next query


class View(NamedTuple):
    """What one endpoint shows: the graphs of its default graph, those that are only named, and what id: stands for."""

    name: str
    base: str
    said: tuple[str, ...]
    aside: tuple[str, ...]

    @property
    def prefixes(self) -> dict[str, str]:
        """What needs no declaration."""
        return {**PREFIXES, "id": self.base}


class Datasets:
    """The datasets of all views, each made when it is first asked.

    The engine finds a triple by the lists of its terms, over all graphs: one build among many has a store of its own.
    """

    def __init__(self, store: Store, views: Mapping[str, View]) -> None:
        self.views = views
        self._all = Dataset(store)
        self._whole = set(list_graphs(views[""]))
        self._single: OrderedDict[str, Dataset] = OrderedDict()

    def find(self, name: str) -> tuple[Dataset, View]:
        """A view by its name, and the dataset that it is a view of."""
        view = self.views[name]
        if set(list_graphs(view)) == self._whole:
            return self._all, view
        if name not in self._single:
            while len(self._single) >= KEPT:
                self._single.popitem(last=False)
            self._single[name] = Dataset(copy_graphs(self._all.store, list_graphs(view)))
        self._single.move_to_end(name)
        return self._single[name], view


def list_graphs(view: View) -> tuple[str, ...]:
    """The named graphs of a view."""
    return (*view.said, *view.aside)


def copy_graphs(store: Store, graphs: Iterable[str]) -> Store:
    """Some named graphs of a store as a store."""
    copy = Store()
    for graph in graphs:
        copy.extend(store.quads_for_pattern(None, None, None, NamedNode(graph)))
    return copy


class Dataset:
    """A store, and the merges that were made in it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._merged: OrderedDict[tuple[str, ...], NamedNode] = OrderedDict()
        self._count = 0

    def run(
        self, view: View, text: str, prefixes: Sequence[tuple[str, str]],
        default: Sequence[str] | None = None, named: Sequence[str] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Runs a checked query over a view, or over those of its graphs that are given as default and named graphs."""
        if default is None and named is None:
            default, named = view.said, list_graphs(view)
        known = set(list_graphs(view))
        return self.store.query(
            text, base_iri=view.base, prefixes=dict(prefixes),
            default_graph=list(self._merge(tuple(sorted(known.intersection(default or ()))))),
            named_graphs=[NamedNode(graph) for graph in named or () if graph in known],
        )

    def _merge(self, graphs: tuple[str, ...]) -> Iterator[NamedNode]:
        """Named graphs to the one that is their merge; to none where there are none."""
        if len(graphs) == 1:
            yield NamedNode(graphs[0])
        elif graphs:
            if graphs not in self._merged:
                self._forget()
                self._count += 1
                merge = NamedNode(f"urn:x-merge:{self._count}")
                for graph in graphs:
                    self.store.update(f"ADD SILENT {NamedNode(graph)} TO {merge}")
                self._merged[graphs] = merge
            self._merged.move_to_end(graphs)
            yield self._merged[graphs]

    def _forget(self) -> None:
        """Makes room for one more merge."""
        while len(self._merged) >= KEPT:
            _, oldest = self._merged.popitem(last=False)
            self.store.remove_graph(oldest)


class ViewSource:
    """A view as a source of `graphkit.query`: what gives parameters their terms and results their labels."""

    def __init__(self, dataset: Dataset, view: View) -> None:
        self._dataset, self._view = dataset, view
        self.name, self.base, self.prefixes = view.name or "the graph", view.base, view.prefixes

    def answer(self, query: str, form: str, prefixes: Sequence[tuple[str, str]], timeout: float | None) -> Answer:
        return read_answer(self._dataset.run(self._view, query, prefixes))

    def find_labels(self, iris: Iterable[str]) -> dict[str, str]:
        found = ((iri, find_label(self._dataset.store, iri)) for iri in iris)
        return {iri: label for iri, label in found if label}


def read_dataset_clauses(query: Query, view: View) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The graphs of FROM and of FROM NAMED in a query; None where it has neither."""
    clauses = list(find_clauses(query.tokens))
    if not clauses:
        return None
    start = next(token.start for token in query.tokens if token.word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
    # The engine resolves them, by the query's own prologue.
    names = " ".join(f"({write_iri(token)} AS ?g{number})" for number, (token, _) in enumerate(clauses))
    rows = read_answer(build_empty_store().query(
        f"{query.text[:start]} SELECT {names} {{}}", base_iri=view.base, prefixes=dict(query.prefixes)))
    assert isinstance(rows, Rows)
    graphs = [(write_plain(term), named) for term, (_, named) in zip(rows.rows[0], clauses, strict=True)]
    return tuple(iri for iri, named in graphs if not named), tuple(iri for iri, named in graphs if named)


def find_clauses(tokens: Sequence[Token]) -> Iterator[tuple[Token, bool]]:
    """The name of each graph of the dataset clause, and whether it is a named one."""
    for place, token in enumerate(tokens):
        if token.text == "{" and "CONSTRUCT" not in {before.word for before in tokens[:place]}:
            return
        if token.word == "FROM":
            named = tokens[place + 1].word == "NAMED"
            yield tokens[place + 1 + named], named


def write_iri(token: Token) -> str:
    """A name of a graph as an expression: an IRI in angle brackets stands in parentheses only by its function."""
    return f"IRI({token.text})" if token.kind == "iri" else f"IRI(STR({token.text}))"
