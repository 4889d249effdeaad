"""Trees in, in order of the text, what each noun phrase stands for out: names, labels, and resolved references."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import attrgetter
from types import MappingProxyType

from msgspec.structs import replace

from graphkit.language.descriptions import DescriptionReader
from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.memory import Memory, Seen
from graphkit.language.mentions import read_noun, rename
from graphkit.language.negation import has_no
from graphkit.language.phrases import MULTIPLYING, list_nouns
from graphkit.language.pronouns import PronounReader
from graphkit.language.time_words import load_time_words
from graphkit.language.tree import Node, Tree, stands_for_thing
from graphkit.model import Mention, Thing

_NONE: Mapping[str, Thing] = MappingProxyType({})
_TAG, _LABEL = attrgetter("tag"), attrgetter("dep")
_MODIFYING = frozenset({"compound", "nmod", "amod"})
#: Members and modifiers of a phrase that is remembered as a whole.
_INNER = frozenset({"conj", "compound", "nmod"})
_QUANTIFIERS = frozenset({"any", "none", "some", "each", "one", "most", "many", "several"})
#: Tags of words that stand for nothing by themselves: 'who', 'which', 'there'.
_RELATIVE = frozenset({"WDT", "WP", "EX", "WRB"})
_PRONOMINAL = _RELATIVE | {"PRP", "PRP$", "DT"}


class Discourse:
    """What has been named so far, within a section or an answer, and what refers to it.

    reader  whom "you" stands for, or None where the document is written to somebody whom it names
    called  what a common noun stands for throughout, since the document says so: 'the Ministry of X (the ministry)'
    private  whether the author is a company, by its form
    """

    def __init__(
        self,
        lexicon: Lexicon,
        author: Thing | None,
        reader: Thing | None = None,
        called: Mapping[str, Thing] = _NONE,
        *,
        private: bool = False,
    ) -> None:
        self._lexicon = lexicon
        self._reader = reader
        words = load_time_words()
        self._units = words.units | words.months.keys()
        self._memory = Memory()
        self._pronouns = PronounReader(lexicon, self._memory, author, reader)
        self._descriptions = DescriptionReader(lexicon, self._memory, author, called, private)
        self._asked: tuple[Thing, ...] = ()
        self._paragraph = -1

    def begin(self, asked: tuple[Thing, ...] = (), named: tuple[tuple[Thing, ...], ...] = ()) -> None:
        """Start a new answer or section.

        asked  what 'that information' is, from the question
        named  the names in the question, coordinated ones together
        """
        self._memory.begin(named)
        self._asked = asked

    def read_tree(self, tree: Tree) -> dict[Node, tuple[Mention, ...]]:
        """The mentions of every noun node of the tree; references are resolved to what stands before them."""
        self._memory.sentence += 1
        if tree.sentence.paragraph != self._paragraph:
            self._paragraph, self._memory.paragraph = tree.sentence.paragraph, self._memory.sentence
        known: dict[Node, tuple[Mention, ...]] = {}
        nodes = tree.nodes
        for node in compress(nodes, map(stands_for_thing, map(_TAG, nodes), map(_LABEL, nodes))):
            dep = node.dep
            if (dep in _MODIFYING and node.name is None) or node in known:
                continue
            mentions = known[node] = self._read_node(node, tree)
            if dep not in _INNER and (dep != "poss" or node.tag != "PRP$"):
                self._note(node, mentions, tree, known)
        return known

    def _note(
        self, node: Node, mentions: Sequence[Mention], tree: Tree, known: dict[Node, tuple[Mention, ...]]
    ) -> None:
        """Remember a phrase with all its members; nobody says "they" of the reader, of numbers or years."""
        if node.tag == "CD" and node.name is None:
            return
        members: Sequence[Node] = (node,)
        if not node.labels.isdisjoint(MULTIPLYING):
            members = list_nouns(node, self._lexicon)
            if len(members) > 1 or members[0] is not node:
                mentions = self._read_members(members, tree, known)
        if "no" in tree.lemmas and all(map(has_no, members)):
            return  # 'but *no names*, were sent to X, which deleted *them*': there are none to speak of
        things = tuple([mention.thing for mention in mentions if not mention.thing.unresolved])
        if not things or self._reader in things or (node.name is None and node.lemma.lower() in self._units):
            return
        if len(things) > 1:
            things = tuple(dict.fromkeys(things))
        self._memory.add(Seen(things, members, self._memory.sentence, node.start, node))

    def _read_members(
        self, members: Sequence[Node], tree: Tree, known: dict[Node, tuple[Mention, ...]]
    ) -> list[Mention]:
        """What several members stand for, but not those that are none: 'photographs, but *no names*'."""
        for member in members:
            if member not in known:
                known[member] = self._read_node(member, tree)
        if len(members) > 1 and "no" in tree.lemmas:
            members = [member for member in members if not has_no(member)] or members
        return [mention for member in members for mention in known[member]]

    def _read_node(self, node: Node, tree: Tree) -> tuple[Mention, ...]:
        lexicon = self._lexicon
        if node.name is not None:
            return read_noun(node, tree, lexicon)
        lemma, word, pronouns, sort = node.lemma, node.text.lower(), lexicon.pronouns, ""
        if lemma in pronouns or word in pronouns:
            sort = pronouns.get(lemma) or pronouns[word]
        if sort or node.tag in _PRONOMINAL or lemma in _QUANTIFIERS:
            mentions = self._read_pronoun(node, tree, sort)
            if mentions:
                return mentions
        mentions = read_noun(node, tree, lexicon)
        if lemma in lexicon.constructions.twofold and self._is_paper(node):
            return tuple(replace(mention, thing=replace(mention.thing, kind="Document")) for mention in mentions)
        if lemma in lexicon.constructions.devices and self._is_device(node):
            return tuple(replace(mention, thing=replace(mention.thing, kind="System")) for mention in mentions)
        things = self._descriptions.find(node, mentions[-1].determiner, self._asked)
        if things:
            return tuple(rename(mentions[0], thing, "coreference:description") for thing in things)
        if self._descriptions.is_left_open(node, mentions[-1].determiner):
            return tuple(replace(mention, thing=replace(mention.thing, unresolved=True)) for mention in mentions)
        return mentions

    def _read_pronoun(self, node: Node, tree: Tree, sort: str) -> tuple[Mention, ...]:
        """What a word stands for that names nothing itself, nothing where it does: 'the *same* systems'."""
        if sort == "demonstrative":
            ordinal = self._descriptions.find_ordinal(node)
            if ordinal:
                first = read_noun(node, tree, self._lexicon)[0]
                return tuple(rename(first, thing, "coreference:ordinal") for thing in ordinal)
        if node.tag in {"PRP", "PRP$"} or (sort == "demonstrative" and node.tag in {"DT", "JJ"}):
            return self._pronouns.read(node, tree, sort)
        mention = read_noun(node, tree, self._lexicon)[0]
        if node.tag == "CD" and not mention.thing.unresolved and any(kid.lemma == "of" for kid in node.kids("prep")):
            return ()  # '*one of the clerks*'
        if node.tag == "DT" or node.lemma in _QUANTIFIERS:
            return self._pronouns.read_quantifier(node, mention)
        if node.tag in _RELATIVE or sort == "indefinite":
            return (replace(mention, thing=replace(mention.thing, unresolved=True)),)
        return ()

    def _is_device(self, node: Node) -> bool:
        """'camera *units*', '*the unit* captures X', '*units* made by X': a device, and no team."""
        words, verb = self._lexicon.constructions, node.head
        if any(kid.name is None and find_kind(kid, self._lexicon) == "System" for kid in node.kids("compound")):
            return True
        handled = any(kid.tag == "VBN" and kid.lemma in words.handling for kid in node.kids("acl", "amod"))
        if handled or verb is None or node.has("compound", "nmod", "amod", "prep"):
            return handled
        objects = {"dobj", "nsubjpass"}
        return (node.dep == "nsubj" and verb.lemma in words.capturing) or (
            node.dep in objects and verb.lemma in words.handling
        )

    def _is_paper(self, node: Node) -> bool:
        """'stores *the applications*': of what may be a system or a paper, what is kept, sent or read is the paper."""
        verb = node.head
        if node.dep not in {"dobj", "nsubjpass"} or verb is None or node.has("compound", "nmod"):
            return False
        return verb.lemma in self._lexicon.constructions.keeping
