"""A Graph in, its triples out as text, sorted and grouped: what every file of a build is written from.

Terms are kept in the form of N-Triples (`<iri>`, `"words"^^<type>`), which is canonical: sorted lines of it are the
same bytes on every machine, whatever order the store or a hash would give.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from pyoxigraph import NamedNode, RdfFormat

from graphkit.graph import Graph
from graphkit.ontology.namespaces import GK, OA, PREFIXES, PROV, RDF, RDFS, SKOS, XSD

#: subject → predicate → objects, all sorted
Resource = dict[str, list[str]]
Resources = dict[str, Resource]

#: Classes of things in the order in which a reader wants them; others follow.
KINDS = (
    "Organization", "OrganizationalUnit", "Role", "System", "Program", "DataCategory", "Capability", "Policy",
    "Document", "Activity", "Thing",
)  # fmt: skip
FLOWS = ("DataFlow", "PossibleDataFlow", "DeniedDataFlow")
#: What is minted below the base, each with a prefix of its own so that its names need no escapes.
MINTED = ("doc", "question", "answer", "claim", "passage", "flow")

TYPE, LABEL, ALT_LABEL = f"<{RDF}type>", f"<{RDFS}label>", f"<{SKOS}altLabel>"
SUBJECT, PREDICATE, OBJECT = f"<{RDF}subject>", f"<{RDF}predicate>", f"<{RDF}object>"
DERIVED_FROM = f"<{PROV}wasDerivedFrom>"
SELECTOR, REFINED_BY, EXACT, START, END = (
    f"<{OA}{name}>" for name in ("hasSelector", "refinedBy", "exact", "start", "end")
)

STRING = f"{XSD}string"
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@cache
def word(local: str) -> str:
    """A local name of the vocabulary to its term."""
    return f"<{GK}{local}>"


def read_lines(graph: Graph, name: NamedNode) -> list[str]:
    """One named graph as sorted lines of N-Triples."""
    text = graph.store.dump(format=RdfFormat.N_TRIPLES, from_graph=name) or b""
    return sorted(line for line in text.decode("utf-8").split("\n") if line)


def group_lines(lines: Iterable[str]) -> Resources:
    """Lines of N-Triples to subject → predicate → objects, in the order of the lines."""
    resources: Resources = {}
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        resources.setdefault(subject, {}).setdefault(predicate, []).append(rest[:-2])
    return resources


def read_value(term: str) -> str:
    """A term to what it says: an IRI without its brackets, a literal without quotes, escapes and type."""
    if term.startswith("<"):
        return term[1:-1]
    words = term[1:-1] if term[-1] == '"' else term[1 : term.rindex('"')]
    return ESCAPE.sub(read_escape, words) if "\\" in words else words


def read_escape(match: re.Match[str]) -> str:
    """One escape of N-Triples to the character that it stands for."""
    short, long, character = match.groups()
    return chr(int(short or long, 16)) if short or long else ESCAPED.get(character, character)


def read_type(term: str) -> str:
    """A literal's data type as an IRI; '' for an IRI."""
    if term.startswith("<"):
        return ""
    return STRING if term[-1] == '"' else term[term.rindex('"') + 4 : -1]


def read_local(term: str) -> str:
    """The last part of an IRI: 'shares' of gk:shares."""
    return re.split(r"[#/]", term[1:-1])[-1]


@dataclass(frozen=True)
class Contents:
    """All that a graph says, by subject, and the orders in which it is written.

    (No slots: what is derived is computed once, when it is first asked for.)
    """

    graph: Graph
    claim_lines: list[str]
    fact_lines: list[str]

    @cached_property
    def claims(self) -> Resources:
        """The graph of the claims: claims, passages, selectors, document, questions, answers."""
        return group_lines(self.claim_lines)

    @cached_property
    def facts(self) -> Resources:
        """The graph of the facts: things with their facts, and flows."""
        return group_lines(self.fact_lines)

    @cached_property
    def places(self) -> dict[str, tuple[int, int]]:
        """Where each passage stands: start and end in the document's text."""
        places = {}
        for subject, resource in self.claims.items():
            for selector in resource.get(SELECTOR, ()):
                position = self.claims.get(selector, {})
                if START in position:
                    start, end = (int(read_value(position[name][0])) for name in (START, END))
                    places[subject] = (start, end)
        return places

    @cached_property
    def claim_order(self) -> list[str]:
        """The claims as the document makes them."""
        return sorted((name for name, resource in self.claims.items() if SUBJECT in resource), key=self.find_place)

    def find_place(self, claim: str) -> tuple[int, int, str]:
        """Where a claim stands: its sentence, and its clause in the sentence."""
        best = (10**12, 0)
        for passage in self.claims[claim].get(word("evidence"), ()):
            if passage in self.places:
                best = min(best, (self.places[passage][0], self.find_clause(passage)))
        return (*best, claim)

    def find_clause(self, passage: str) -> int:
        """How far into its passage the clause begins; 0 where the clause is the whole."""
        for selector in self.claims[passage].get(SELECTOR, ()):
            quote = self.claims[selector]
            if REFINED_BY in quote:
                inner = self.claims[quote[REFINED_BY][0]]
                return max(0, read_value(quote[EXACT][0]).find(read_value(inner[EXACT][0])))
        return 0

    @cached_property
    def flow_order(self) -> list[str]:
        """The flows: affirmed, possible, denied, each in the order of the claims that they rest on."""
        place = {claim: number for number, claim in enumerate(self.claim_order)}
        order = []
        for name, resource in self.facts.items():
            for rank, kind in enumerate(FLOWS):
                if word(kind) in resource.get(TYPE, ()):
                    first = min((place.get(claim, 0) for claim in resource.get(DERIVED_FROM, ())), default=0)
                    order.append((rank, first, name))
        return [name for _, _, name in sorted(order)]

    @cached_property
    def thing_order(self) -> list[tuple[str, list[str]]]:
        """The things by their class, classes in the order of KINDS, things by their label."""
        kinds: dict[str, list[str]] = {}
        for name, resource in self.facts.items():
            if LABEL in resource and not name.startswith(f"<{self.graph.base}flow/"):
                kinds.setdefault(read_local(resource[TYPE][0]) if TYPE in resource else "Thing", []).append(name)
        known = [kind for kind in KINDS if kind in kinds] + sorted(set(kinds) - set(KINDS))
        return [(kind, sorted(kinds[kind], key=self.find_rank)) for kind in known]

    def find_rank(self, thing: str) -> tuple[str, str]:
        """By what things of one kind are sorted."""
        return self.find_label(thing).casefold(), thing

    @cached_property
    def labels(self) -> dict[str, str]:
        """The label of everything that has one."""
        return {
            name: read_value(resource[LABEL][0])
            for resources in (self.claims, self.facts)
            for name, resource in resources.items()
            if LABEL in resource
        }

    def find_label(self, term: str) -> str:
        """What a person calls a term: its label, a word of the vocabulary, or a literal's own words."""
        label = self.labels.get(term)
        if label is None:
            label = read_local(term) if term.startswith(f"<{GK}") else read_value(term)
        return label

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Every prefix of the build's files: the vocabularies, and what is minted."""
        base = self.graph.base
        return PREFIXES | {"id": base} | {name: f"{base}{name}/" for name in MINTED}


def read_contents(graph: Graph) -> Contents:
    """A Graph to its contents."""
    return Contents(graph, read_lines(graph, graph.claims), read_lines(graph, graph.facts))
