"""Facts in, what stands inside what out."""
from __future__ import annotations

from collections.abc import Iterable

from graphkit.diagram.facts import BELONGING, BELONGING_KNOWN, HOLDING, RECORDS, Facts, find_kind
from graphkit.model import BODIES
from graphkit.ontology.namespaces import GK, RDF


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
        return find_kind(iri, self.facts) in BODIES

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
