"""The mentions of a tree in, which of its nouns can act, and who is named as the agent of a verb, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graphkit.language.series import find_later
from graphkit.language.tree import Node
from graphkit.model import ACTING, BODIES, Mention, Thing

_ACTORS = {*BODIES, "Role", "System", "Program"}
_SPEAKERS = {"Organization", "OrganizationalUnit", "Role", "Document"}
#: What stands before deeds of somebody else: 'for use *by X*', 'only after review *by X*'.
_OTHERS_DEEDS = frozenset(("for", "after", "before", "following", "upon", "without", "pending"))
_MEANS = {"DataCategory", "Activity"}


class Actors:
    """Tells actors from means by the kinds of what the nouns of one tree stand for.

    agents  whether a by-phrase may stand in the tree at all
    """

    def __init__(
        self,
        mentions: Mapping[Node, tuple[Mention, ...]],
        means: frozenset[str] = frozenset(),
        binding: frozenset[str] = frozenset(),
        asking: frozenset[str] = frozenset(),
        *,
        agents: bool = True,
    ) -> None:
        self._mentions = mentions
        self._asking = asking
        self._means = means
        self._binding = binding
        self._agents = agents

    def is_actor(self, noun: Node) -> bool:
        return any(mention.thing.kind in _ACTORS for mention in self._mentions.get(noun, ()))

    def is_somebody(self, noun: Node) -> bool:
        """Whether a noun stands for a body or for people, who act themselves where a system only acts for its user."""
        return any(mention.thing.kind in ACTING for mention in self._mentions.get(noun, ()))

    def is_body(self, noun: Node) -> bool:
        return any(mention.thing.kind in BODIES for mention in self._mentions.get(noun, ()))

    def is_means(self, agent: Node) -> bool:
        """'retrieved by name', 'collected by sampling': data and activities act on nothing; they are the means.

        'Collected by phone' tells how, 'collected by your phone' what collects; 'required by law' what requires.
        """
        if all(noun.lemma in self._means and noun.name is None for noun in agent.kids("pobj")):
            return not any(noun.kids("poss") and self.is_actor(noun) for noun in agent.kids("pobj"))
        kinds = {mention.thing.kind for noun in agent.kids("pobj") for mention in self._mentions.get(noun, ())}
        if kinds == {"Policy"} and agent.head is not None and agent.head.lemma in self._binding:
            return False
        return bool(kinds) and (kinds <= _MEANS or (not kinds & _ACTORS and all(map(_is_bare, agent.kids("pobj")))))

    def find_speaker(self, nodes: Sequence[Node]) -> Thing | None:
        """Whom a statement is attributed to: the first body, person or document among the nodes, else the first thing.

        None only where there are no nodes: what is attributed to somebody unknown is not what the author says.
        """
        mentions = [mention for node in nodes for mention in self._mentions.get(node, ())]
        speakers = [mention.thing for mention in mentions if mention.thing.kind in _SPEAKERS]
        unknown = [Thing("Thing", node.text, (), True) for node in nodes]
        return next(iter([*speakers, *(mention.thing for mention in mentions), *unknown]), None)

    def find_agent(self, verb: Node) -> tuple[Node, ...]:
        """The by-phrase of a passive: its own, one that the parser hung on a complement, or that of a later verb."""
        if not self._agents:
            return ()
        for agent in verb.kids("agent"):
            if not self.is_means(agent):
                others = [kid for kid in agent.kids("conj") if kid.lemma == "by"]  # 'not by X but by Y'
                others += [kid for kid in verb.kids("agent") if kid is not agent and "neg" in kid.labels]
                return tuple(noun for phrase in (agent, *others) for noun in phrase.kids("pobj"))
        found = self._find_by(verb)
        if found is None and verb.is_passive:
            # 'was given a presentation by X': the by-phrase hangs on the presentation
            found = next((agent for agent in map(self._find_by, _list_complements(verb)) if agent is not None), None)
        if found is not None:
            return (found,)
        return next((agent for agent in map(self.find_agent, find_later(verb)) if agent), ())

    def _find_by(self, node: Node) -> Node | None:
        if node.lemma in self._asking and node.dep == "pobj":
            return None  # 'is released upon a request *by X*'
        for preposition in node.kids("prep"):
            nouns: Sequence[Node] = preposition.kids("pobj") if preposition.lemma == "by" else ()
            if nouns and self.is_actor(nouns[0]):
                return nouns[0]
        return None


def _is_bare(noun: Node) -> bool:
    """'by mail', 'by hand': a countable noun without an article names no actor."""
    return noun.tag == "NN" and noun.name is None and not noun.kids("det", "poss", "amod", "nummod")


def _list_complements(verb: Node) -> Iterator[Node]:
    yield from verb.kids("dobj", "oprd", "attr")
    for preposition in verb.kids("prep", "dative"):
        # 'was developed for use by X': X uses it
        if {preposition.lemma, preposition.text.lower()}.isdisjoint(_OTHERS_DEEDS):
            yield from preposition.kids("pobj")
