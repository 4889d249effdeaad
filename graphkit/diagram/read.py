"""A graph in, its Picture out: who gives what to whom, inside which boundaries, and the claims that say so.

What is known beforehand (the named graph that ends in /background) serves for nesting only: no arrow comes of it.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from graphkit.diagram.notation import Notation, Note, Rule, load_notation
from graphkit.diagram.picture import Boundary, Flow, Node, Picture, Statement
from graphkit.ontology.namespaces import DCTERMS, GK, OA, ORG, PROV, RDF, RDFS, SKOS

UNSTATED = GK + "Unstated"
BACKGROUND = "/background"
#: The classes of flow, and what each says.
FLOWS = {"DataFlow": "stated", "PossibleDataFlow": "possible", "DeniedDataFlow": "denied"}
#: What puts a thing inside an organization: said by the document, or known beforehand of an organization that it names.
BELONGING = tuple(GK + word for word in ("partOf", "worksFor", "ownedBy", "maintainedBy"))
BELONGING_KNOWN = (*BELONGING, ORG + "unitOf", ORG + "subOrganizationOf")
HOLDING = ("retains", "stores", "holds")
ORGANIZATIONS = frozenset({"Organization", "OrganizationalUnit"})
#: Classes of data that may be drawn as a store, inside the only one who keeps it.
RECORDS = frozenset({"DataCategory", "Document"})
SHOWN_OBJECTS = 2  # in a note
#: A word with two capitals, as abbreviations have: OFA, DoT, FRS-2.
ABBREVIATED = re.compile(r"[A-Z][a-z]?[A-Z]")


@dataclass(frozen=True, slots=True)
class Facts:
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


def read_flows(store: Store) -> Picture:
    """A graph's flows, the access, queries and uses that its claims tell of, the parties inside their boundaries."""
    notation = load_notation()
    facts = read_facts(store, notation)
    claims = Claims(facts, notation)
    flows = [*claims.read_flows(), *claims.read_arrows()]
    flows.sort(key=lambda flow: (flow.statements[:1] or (Statement(1 << 62, ""),), flow.iri))
    nests = Nests(facts)
    ends = sorted({end for flow in flows for end in (flow.source, flow.destination, *flow.via)} - {UNSTATED})
    nodes = tuple(build_node(end, facts, nests, notation) for end in ends)
    boundaries = tuple(build_boundary(iri, facts, nests, notation) for iri in nests.list_boundaries(ends))
    author, iri, date = describe_document(facts, notation)
    return Picture(nodes, boundaries, tuple(flows), author, iri, date)


# ---------------------------------------------------------------------------------------------------- reading


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


def describe_document(facts: Facts, notation: Notation) -> tuple[str, str, str]:
    """The document's author, as label and IRI, and its date in words; nothing where there are several documents."""
    documents = sorted(facts.said.get(GK + "sha256", {}))
    if len(documents) != 1:
        return "", "", ""
    author = facts.find_first(documents[0], DCTERMS + "creator")
    date = facts.find_first(documents[0], DCTERMS + "date")
    return (find_label(author, facts) if author else ""), author, spell_date(date, notation)


def spell_date(date: str, notation: Notation) -> str:
    """'2019-04-12' to '12 April 2019'; what is no such date stays as it is."""
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= 12):
        return date
    return f"{int(day)} {notation.words['months'][int(month) - 1]} {year}"


# ---------------------------------------------------------------------------------------------------- arrows


class Claims:
    """The claims of a graph, and the flows and other arrows that they give."""

    def __init__(self, facts: Facts, notation: Notation) -> None:
        self.facts, self.notation = facts, notation
        self._unresolved = {UNSTATED, *self.facts.said.get(GK + "unresolved", {})}
        self._blocks = {block for blocks in facts.said.get(GK + "block", {}).values() for block in blocks}
        self._kept = self._find_kept()

    def read_flows(self) -> Iterator[Flow]:
        """Every flow of the graph; one with several sources or destinations is one for each pair."""
        for iri, kinds in self.facts.said.get(RDF + "type", {}).items():
            status = next((FLOWS[name] for name in FLOWS if GK + name in kinds), "")
            if not status:
                continue
            for source in self.facts.find(iri, GK + "source") or (UNSTATED,):
                for destination in self.facts.find(iri, GK + "destination") or (UNSTATED,):
                    yield self.read_flow(iri, source, destination, status)

    def read_flow(self, iri: str, source: str, destination: str, status: str) -> Flow:
        """One flow from one party to another."""
        find = self.facts.find
        claims = find(iri, PROV + "wasDerivedFrom")
        data = tuple(item for item in find(iri, GK + "data") if item != UNSTATED)
        kinds = [self.notation.kinds.get(word.removeprefix(GK), "flow") for word in find(iri, GK + "flowPredicate")]
        if source == UNSTATED:
            source = next((item for item in data if self.is_kept(item, claims)), UNSTATED)
        return Flow(
            iri,
            source,
            destination,
            status,
            kind="flow" if data and "access" not in kinds else next(iter(kinds), "flow"),
            modality=self.facts.find_first(iri, GK + "modality").removeprefix(GK),
            data=tuple(find_label(item, self.facts) for item in data),
            via=tuple(item for item in find(iri, GK + "via") if self.is_thing(item)),
            limits=tuple(item for item in find(iri, GK + "restriction") if not self.is_thing(item)),
            statements=self.describe_claims(claims),
        )

    def is_kept(self, item: str, claims: Iterable[str]) -> bool:
        """Whether the very sentence of the claims says who keeps the data: what leaves then leaves from there."""
        quotes = {self.describe_claim(claim).quote for claim in claims}
        return not quotes.isdisjoint(self._kept.get(item, ()))

    def _find_kept(self) -> dict[str, set[str]]:
        """Data, and the sentences that say that an organization keeps it."""
        kept: dict[str, set[str]] = {}
        for claim, predicates in self.facts.said.get(RDF + "predicate", {}).items():
            if predicates[0].removeprefix(GK) in HOLDING and self.find_status(claim) == "stated":
                holder, item = (self.facts.find_first(claim, RDF + word) for word in ("subject", "object"))
                if find_kind(holder, self.facts) in ORGANIZATIONS and find_kind(item, self.facts) in RECORDS:
                    kept.setdefault(item, set()).add(self.describe_claim(claim).quote)
        return kept

    def read_arrows(self) -> Iterator[Flow]:
        """What the claims say of access and use, merged where they say the same."""
        found: dict[tuple[str, str, str, str, str, str], set[str]] = {}
        for claim, predicates in self.facts.said.get(RDF + "predicate", {}).items():
            for rule in self.notation.rules:
                if GK + rule.predicate == predicates[0] and self.is_fitting(claim, rule):
                    for key in self.list_arrows(claim, rule):
                        found.setdefault(key, set()).add(claim)
        for (source, destination, status, kind, word, modality), claims in found.items():
            statements, limits = self.describe_claims(claims), self.find_limits(claims)
            yield Flow(
                statements[0].claim, source, destination, status, kind, word, modality,
                limits=limits, statements=statements,
            )

    def list_arrows(self, claim: str, rule: Rule) -> Iterator[tuple[str, str, str, str, str, str]]:
        """The arrows of a claim: their ends, status, kind, word and modality."""
        status = self.find_status(claim)
        modality = self.facts.find_first(claim, GK + "modality").removeprefix(GK) if status == "denied" else ""
        word = rule.word or find_label(self.facts.find_first(claim, RDF + "object"), self.facts)
        for source in self.find_ends(claim, rule.start):
            for destination in self.find_ends(claim, rule.end):
                if status and source != destination and not {source, destination} & self._unresolved:
                    yield source, destination, status, rule.kind, word, modality

    def find_limits(self, claims: Iterable[str]) -> tuple[str, ...]:
        """What claims are restricted to, in the document's words."""
        limits = {item for claim in claims for item in self.facts.find(claim, GK + "restriction")}
        return tuple(sorted(item for item in limits if not self.is_thing(item)))

    def find_status(self, claim: str) -> str:
        """How firmly a claim is said: 'stated' only if the graph holds its fact; '' where it is none of the three."""
        polarity, modality = (self.facts.find_first(claim, GK + word) for word in ("polarity", "modality"))
        subject, predicate, thing = (
            self.facts.find_first(claim, RDF + word) for word in ("subject", "predicate", "object")
        )
        if any(self.facts.find(claim, GK + word) for word in ("withheldBecause", "deniesOnlyLimit")):
            return ""
        if polarity == GK + "Denied":
            return "denied" if modality in (GK + "Stated", GK + "Procedural", GK + "Required") else ""
        if modality == GK + "Possible":
            return "possible"
        return "stated" if thing in self.facts.find(subject, predicate) else ""

    def is_fitting(self, claim: str, rule: Rule) -> bool:
        """Whether a claim's object is of a class of which the rule speaks."""
        return find_kind(self.facts.find_first(claim, RDF + "object"), self.facts) in rule.objects

    def find_ends(self, claim: str, end: str) -> tuple[str, ...]:
        """The things at one end of an arrow: the claim's subject, its object, or the systems of a role."""
        if end in ("subject", "object"):
            return self.facts.find(claim, RDF + end)
        return tuple(item for item in self.facts.find(claim, GK + end) if find_kind(item, self.facts) == "System")

    def is_thing(self, item: str) -> bool:
        """Whether a value is a thing that the graph describes, not words."""
        return bool(self.facts.find(item, RDF + "type"))

    def describe_claims(self, claims: Iterable[str]) -> tuple[Statement, ...]:
        """Claims with their words, in the order of the document."""
        return tuple(sorted(self.describe_claim(claim) for claim in claims))

    def describe_claim(self, claim: str) -> Statement:
        """One claim with its words."""
        find = self.facts.find
        parts = []
        for passage in find(claim, GK + "evidence"):
            selectors = (passage, *find(passage, OA + "hasSelector"))
            start = min((int(at) for item in selectors for at in find(item, OA + "start") if at.isdigit()), default=0)
            parts.append((start, " ".join(quote for item in selectors for quote in find(item, OA + "exact"))))
        parts.sort()
        quote = " … ".join(" ".join(words.split()) for _, words in parts if words.strip())
        return Statement(parts[0][0] if parts else 0, claim, quote, self.find_place(claim))

    def find_place(self, claim: str) -> str:
        """Where a claim stands, in words: the question that it answers, and the page."""
        find, places = self.facts.find, []
        answered = {item for answer in find(claim, GK + "statedIn") for item in find(answer, GK + "answers")}
        for question in sorted(answered):
            number, block = (self.facts.find_first(question, GK + word) for word in ("number", "block"))
            if number:
                places.append(f"block {block}, question {number}" if len(self._blocks) > 1 else f"question {number}")
        pages = sorted({page for passage in find(claim, GK + "evidence") for page in find(passage, GK + "page")})
        return "; ".join((*places, *(f"page {page}" for page in pages)))


# ---------------------------------------------------------------------------------------------------- nesting


class Nests:
    """What stands inside what: the owner around its system, the organization around its units and people."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._holders = self._find_holders()
        self._parents: dict[str, tuple[list[str], bool]] = {}
        self._around: dict[str, frozenset[str]] = {}
        self._inside: dict[str, bool] = {}  # boundary → whether the document itself puts something inside it

    def find_parent(self, iri: str) -> str:
        """The narrowest organization that a thing belongs to, '' for none."""
        parents, said = self._list_parents(iri)
        open_ended = [item for item in parents if iri not in self._find_around(item)]  # no thing is inside its own part
        chosen = max(open_ended, key=lambda item: len(self._find_around(item)), default="")
        if chosen:
            self._inside[chosen] = self._inside.get(chosen, False) or said
        return chosen

    def _list_parents(self, iri: str) -> tuple[list[str], bool]:
        """All organizations that a thing belongs to directly, and whether the document says so; found once."""
        if iri not in self._parents:
            self._parents[iri] = self._find_parents(iri)
        return self._parents[iri]

    def _find_parents(self, iri: str) -> tuple[list[str], bool]:
        """What the document says a thing belongs to, who keeps it if it is a record, else what is known beforehand."""
        said = [item for word in BELONGING for item in self.facts.find(iri, word) if self._is_organization(item)]
        if not said and len(self._holders.get(iri, ())) == 1:
            said = list(self._holders[iri])
        known = [item for word in BELONGING_KNOWN for item in self.facts.find_known(iri, word) if self._is_named(item)]
        return [item for item in dict.fromkeys(said or known) if item != iri], bool(said)

    def _is_named(self, iri: str) -> bool:
        """Whether a thing is an organization that the document itself names."""
        return self._is_organization(iri) and bool(self.facts.find(iri, RDF + "type"))

    def _find_around(self, iri: str) -> frozenset[str]:
        """All organizations that a thing belongs to, directly or not."""
        if iri not in self._around:
            found: set[str] = set()
            left = [iri]
            while left:
                parents = [item for item in self._list_parents(left.pop())[0] if item not in found]
                found.update(parents)
                left.extend(parents)
            self._around[iri] = frozenset(found)
        return self._around[iri]

    def _is_organization(self, iri: str) -> bool:
        return find_kind(iri, self.facts) in ORGANIZATIONS

    def _find_holders(self) -> dict[str, tuple[str, ...]]:
        """Records, and the organizations that keep them as the document says."""
        holders: dict[str, set[str]] = {}
        for word in HOLDING:
            for holder, items in self.facts.said.get(GK + word, {}).items():
                if self._is_organization(holder):
                    for item in items:
                        if find_kind(item, self.facts) in RECORDS:
                            holders.setdefault(item, set()).add(holder)
        return {item: tuple(sorted(found)) for item, found in holders.items()}

    def list_chain(self, iri: str) -> list[str]:
        """A thing and the organizations around it, from the inside."""
        chain = [iri]
        while parent := self.find_parent(chain[-1]):
            chain.append(parent)
        return chain

    def list_boundaries(self, ends: Iterable[str]) -> list[str]:
        """All organizations that stand around any of the things."""
        return sorted({outer for end in ends for outer in self.list_chain(end)[1:]})

    def is_beforehand(self, boundary: str) -> bool:
        """Whether the document itself puts nothing inside the boundary."""
        return not self._inside.get(boundary, False)


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
