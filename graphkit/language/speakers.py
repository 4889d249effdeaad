"""A clause in its tree in, whom the words attribute it to out: 'X stated that …', 'according to X', 'in X's view'."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.language.actors import Actors
from graphkit.language.lexicon import Lexicon
from graphkit.language.prepositions import PrepositionReader
from graphkit.language.slots import SlotFinder
from graphkit.language.subjects import list_complements
from graphkit.language.tree import Node, Tree, find_mark
from graphkit.model import Thing

#: What such a clause says is said by who says the clause above.
_INSIDE = {"conj", "ccomp", "xcomp", "pcomp", "relcl", "acl", "advcl"}
_BEHIND_NOUNS = {"relcl", "acl", "pcomp"}  # of these, what may hang on a noun or a preposition
_ATTRIBUTING = {"according", "in"}  # first words of 'according to X', 'in X's view'
_SHORT = {"nsubj", "aux", "neg", "advmod", "mark", "punct"}  # all that an aside holds


class SpeakerFinder:
    """Finds the speakers of one tree's clauses."""

    def __init__(
        self, tree: Tree, lexicon: Lexicon, actors: Actors, slots: SlotFinder, prepositions: PrepositionReader
    ) -> None:
        self._tree = tree
        self._lexicon = lexicon
        self._actors = actors
        self._slots = slots
        self._prepositions = prepositions
        self._attributing = "according" in tree.said or not tree.lemmas.isdisjoint(lexicon.opinions)
        self._reporting = not lexicon.attribution.keys().isdisjoint(tree.lemmas)
        self._beside = ["prep"] if self._attributing else []
        if self._reporting:  # labels of what can tell who says a clause
            self._beside += ["parataxis", "advcl"] if "as" in tree.lemmas else ["parataxis"]

    def find(self, node: Node) -> Thing | None:
        """Whom the clause that `node` heads is attributed to, or None where the author of the document says it."""
        above: Node | None = node if self._attributing or self._reporting else None
        while above is not None:
            if not above.labels.isdisjoint(self._beside):
                for nodes in self._list_asides(above):
                    return self._actors.find_speaker(nodes)
            parent = above.head
            if above.dep == "ccomp" and parent is not None and parent.lemma in self._lexicon.attribution:
                return self._find_author(above, parent)
            above = _find_above(above)
        return None

    def _list_asides(self, clause: Node) -> Iterator[tuple[Node, ...]]:
        """Who is named beside a clause as the one who says it."""
        for preposition in clause.kids("prep") if self._attributing else ():
            attributes = preposition.text.lower() in _ATTRIBUTING
            slot = self._prepositions.read(preposition) if attributes else None
            if slot is not None and slot.name == "according to" and slot.nodes:
                yield slot.nodes
            for noun in slot.nodes if slot is not None and slot.name == "in" else ():
                holders = (*noun.kids("poss"), *list_complements(noun, "of"))
                if noun.lemma in self._lexicon.opinions and holders:
                    yield holders[:1]  # 'in X's view'
        for aside in clause.kids("parataxis", "advcl") if self._reporting else ():
            if self._is_aside(aside):
                yield tuple(aside.kids("nsubj"))

    def _is_aside(self, clause: Node) -> bool:
        """'X, *Y claims*, does Z', '*as Y claims*, X does Z'; 'as our responses indicate' attributes nothing."""
        if clause.dep == "advcl" and find_mark(clause) != "as":
            return False
        if clause.lemma not in self._lexicon.attribution or any(kid.dep not in _SHORT for kid in clause.children):
            return False
        return any(
            self._actors.is_actor(noun) or not self._lexicon.attribution[clause.lemma] for noun in clause.kids("nsubj")
        )

    def _find_author(self, clause: Node, verb: Node) -> Thing | None:
        """Who says the clause that a verb reports: its subject; of a passive the agent, for the subject hears it.

        'I am advised that' and 'it has been reported that' say nobody, 'it should be noted that' the author.
        """
        subject = self._slots.find_subject(verb)
        agent = self._actors.find_agent(verb) if verb.is_passive else ()
        if agent or not subject or not (verb.is_passive or subject[0].lemma == "it"):
            return self._actors.find_speaker(agent or subject)
        if subject[0].lemma != "it":
            return Thing("Thing", self._tree.text[subject[0].find_edges()[0].start : verb.end], (), True)
        words = self._tree.text[subject[0].start : clause.start].lower()
        opened = any(words.startswith(opening) for opening in self._lexicon.openings)
        return None if opened else Thing("Thing", subject[0].text, (), True)


def _find_above(clause: Node) -> Node | None:
    """The clause that a clause stands in and is said with, or None."""
    above = clause.head if clause.dep in _INSIDE else None
    while above is not None and clause.dep in _BEHIND_NOUNS and not above.is_verb:
        above = above.head  # 'X said that there are Y *who do Z*': through the noun to its verb
    return above
