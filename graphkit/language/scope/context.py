"""What every rule of scope asks for: words, governors, who acts, and the scope of the clause around."""

from __future__ import annotations

from collections.abc import Set
from typing import Protocol
from weakref import proxy

from msgspec.structs import replace

from graphkit.language.governors import GovernorFinder
from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.scope.value import SILENT, STATED, Scope
from graphkit.language.tree import Node, find_clause
from graphkit.model import ACTING


class Reader(Protocol):
    """Gives the scope of a clause."""

    def read(self, node: Node) -> Scope: ...


class ScopeContext:
    """`verbs` are the lemmas of verbs that have a sense of their own."""

    def __init__(self, lexicon: Lexicon, verbs: Set[str], reader: Reader) -> None:
        self.lexicon = lexicon
        self.words = lexicon.constructions
        self.governors = GovernorFinder(lexicon)
        self._reader: Reader = proxy(reader)  # it has the context: neither would go without the garbage collector
        self._verbs = verbs

    def read(self, node: Node) -> Scope:
        """The scope of a clause."""
        return self._reader.read(node)

    def share(self, head: Node) -> Scope:
        """A purpose, or a participle without subject: as modal as its main clause; below a denied one it is silent."""
        verb = head if head.is_verb or head.dep in {"acomp", "attr", "ROOT"} else find_clause(head)
        outer = self.read(verb) if verb is not None else STATED
        return SILENT if outer.polarity == "Denied" else replace(outer, restriction="")

    def may_govern(self, verb: Node) -> bool:
        """Whether a clause behind a verb may be what it governs: the verb is in the table, or in no list."""
        return self.governors.is_known(verb) or not self.has_sense(verb)

    def has_sense(self, verb: Node) -> bool:
        return verb.lemma in self._verbs or not verb.is_verb or verb.lemma in {"be", "have", "do"}

    def is_somebody(self, noun: Node) -> bool:
        kind = find_kind(noun, self.lexicon)
        return kind in ACTING

    def acts(self, noun: Node) -> bool:
        kind = find_kind(noun, self.lexicon)
        named = noun.name is not None and kind in {"System", "Program", "Thing"}  # a name may be mistaken for another
        return named or kind in ACTING or noun.tag in {"PRP", "WP", "WDT"}
