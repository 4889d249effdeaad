"""What a query gave, with labels: a Result is a sequence of rows, a yes or no, or a graph."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphkit.ontology.namespaces import GK
from graphkit.query.answer import Answer, AnyTerm, Rows
from graphkit.query.source import Source

if TYPE_CHECKING:
    import pandas


class Row(Mapping[str, str]):
    """One solution: `row["owner"]` is what a person reads, `row.term("owner")` the RDF term; unbound ones are ''."""

    __slots__ = ("terms", "texts", "variables")

    def __init__(
        self, variables: tuple[str, ...], terms: tuple[AnyTerm | None, ...], texts: tuple[str, ...]
    ) -> None:
        self.variables, self.terms, self.texts = variables, terms, texts

    def __repr__(self) -> str:
        return f"Row({dict(self)})"

    def __getitem__(self, name: str) -> str:
        return self.texts[self._find(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self.variables)

    def __len__(self) -> int:
        return len(self.variables)

    def term(self, name: str) -> AnyTerm | None:
        """The RDF term of a variable, or None where it is unbound."""
        return self.terms[self._find(name)]

    def _find(self, name: str) -> int:
        if name not in self.variables:
            raise KeyError(name)
        return self.variables.index(name)


class Result:
    """The answer of a source to a query. Iterating gives its rows; `bool()` says whether there is anything.

    form  SELECT, ASK, CONSTRUCT or DESCRIBE
    """

    def __init__(self, form: str, content: Answer, source: Source) -> None:
        self.form, self.content, self.source = form, content, source

    def __repr__(self) -> str:
        return f"Result({self.form} of {self.source.name}: {self.answer if self.answer is not None else len(self)})"

    @property
    def variables(self) -> tuple[str, ...]:
        """The columns of a SELECT."""
        return self.content.variables if isinstance(self.content, Rows) else ()

    @property
    def rows(self) -> tuple[tuple[AnyTerm | None, ...], ...]:
        """The terms of a SELECT, row by row."""
        return self.content.rows if isinstance(self.content, Rows) else ()

    @property
    def answer(self) -> bool | None:
        """The yes or no of an ASK; None for any other query."""
        return self.content if isinstance(self.content, bool) else None

    @property
    def triples(self) -> tuple[Triple, ...]:
        """The graph of a CONSTRUCT or DESCRIBE."""
        return () if isinstance(self.content, bool | Rows) else self.content

    @cached_property
    def labels(self) -> dict[str, str]:
        """What a person reads for each IRI in the rows: its label, or its name in the vocabulary, or a short form."""
        iris = {term.value for row in self.rows for term in row if isinstance(term, NamedNode)}
        known = self.source.find_labels(sorted(iris))
        missing = sorted(iri for iri in iris - known.keys() if iri.startswith(GK))
        terms = load_term_labels() if missing else {}
        return {
            iri: known.get(iri) or terms.get(iri) or shorten_iri(iri, self.source.prefixes) for iri in sorted(iris)
        }

    def read(self, term: AnyTerm | None) -> str:
        """A term in, what a person reads for it out."""
        if isinstance(term, NamedNode):
            return self.labels.get(term.value) or shorten_iri(term.value, self.source.prefixes)
        return write_plain(term)

    def to_pandas(self, *, labels: bool = True) -> pandas.DataFrame:
        """The rows as a table of pandas: numbers, dates and yes or no by their data types, nothing where unbound.

        labels  what a person reads for an IRI, not the IRI itself
        Raises QueryError for the answer to an ASK, and where pandas is not installed.
        """
        from graphkit.query.frame import build_frame

        return build_frame(self, labels)

    def _repr_html_(self) -> str:
        """The first rows as a table, where a notebook shows HTML."""
        from graphkit.query.frame import show_rows

        return show_rows(self)

    def __iter__(self) -> Iterator[Row]:
        for row in self.rows:
            yield Row(self.variables, row, tuple(self.read(term) for term in row))

    def __len__(self) -> int:
        return len(self.rows) or len(self.triples)

    def __bool__(self) -> bool:
        return self.content if isinstance(self.content, bool) else len(self) > 0


def load_term_labels() -> dict[str, str]:
    """The labels that the ontology gives its terms, by IRI; none where its file is not there."""
    from pyoxigraph import RdfFormat, parse

    from graphkit.ontology import find_ontology
    from graphkit.query.source import LABELS, rank_language

    path = find_ontology() / "graphkit.ttl"
    if not path.is_file():
        return {}
    quads = parse(path=path, format=RdfFormat.TURTLE)
    labels = ((quad.subject, quad.object) for quad in quads if quad.predicate == LABELS[0])
    return {
        term.value: label.value
        for term, label in labels
        if isinstance(term, NamedNode) and isinstance(label, Literal) and rank_language(label) < 2
    }


def shorten_iri(iri: str, prefixes: Mapping[str, str]) -> str:
    """An IRI in, out its words where it is a term of the vocabulary, its prefixed name, or as it is."""
    if iri.startswith(GK) and re.fullmatch(r"\w+", iri[len(GK) :]):
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", iri[len(GK) :]).lower()
    fitting = ((space, prefix) for prefix, space in prefixes.items() if iri.startswith(space))
    space, prefix = max(fitting, default=("", ""))  # the longest, as they all start alike
    return f"{prefix}:{iri[len(space) :]}" if space and len(iri) > len(space) else iri


def write_plain(term: AnyTerm | None) -> str:
    """A term in, its text without quotes and data type out; '' for none."""
    if term is None:
        return ""
    if isinstance(term, NamedNode | Literal):
        return term.value
    return str(term) if isinstance(term, BlankNode) else f"<<( {term} )>>"
