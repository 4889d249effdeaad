"""Facts in, the arrows of a picture out: the flows of the graph, and what claims say of access and use."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphkit.diagram.facts import HOLDING, RECORDS, UNSTATED, Facts, find_kind, find_label
from graphkit.diagram.notation import Notation, Rule
from graphkit.diagram.picture import Flow, Statement
from graphkit.model import BODIES
from graphkit.ontology.namespaces import GK, OA, PROV, RDF

#: The classes of flow, and what each says.
FLOWS = {"DataFlow": "stated", "PossibleDataFlow": "possible", "DeniedDataFlow": "denied"}


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
                if find_kind(holder, self.facts) in BODIES and find_kind(item, self.facts) in RECORDS:
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
