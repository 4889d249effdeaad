"""Trees in, in order of the text, what each noun phrase stands for out: names, labels, and resolved references.

By rule, with what is left open left open: a pronoun finds the nearest phrase that agrees with it in number and kind, first
among those in its own grammatical role (the salience order of centering theory: Grosz, Joshi and Weinstein 1995); "these
systems" find the last systems named; "the agency" is the author where the author is one. What finds nothing keeps its
words and is marked unresolved.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphkit.language.lexicon import Lexicon
from graphkit.language.phrases import find_determiner, list_nouns, read_noun, rename
from graphkit.language.tree import Node, Tree
from graphkit.model import Mention, Thing

_REACH = 3  # sentences that a reference looks back
_OBJECTS = {"dobj", "pobj", "attr", "oprd", "nsubjpass"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A phrase that was read: the things of all its members, and how it can be referred to."""

    things: tuple[Thing, ...]
    words: frozenset[str]  # lemmas of the heads
    sentence: int
    position: int
    plural: bool
    subject: bool
    verb: Node | None
    node: Node


class Discourse:
    """What has been named so far, within a section or an answer."""

    def __init__(self, lexicon: Lexicon, author: Thing | None) -> None:
        self.lexicon = lexicon
        self.author = author
        self._seen: list[Seen] = []
        self._sentence = 0
        self._asked: tuple[Thing, ...] = ()

    def begin(self, asked: tuple[Thing, ...] = ()) -> None:
        """Start a new answer or section; `asked` are the things that its question asks about."""
        self._seen = []
        self._asked = asked

    def read_tree(self, tree: Tree) -> dict[Node, tuple[Mention, ...]]:
        """The mentions of every noun node of the tree; references are resolved to what stands before them."""
        self._sentence += 1
        known: dict[Node, tuple[Mention, ...]] = {}
        for node in tree.nodes:
            if not node.is_noun or (node.dep in {"compound", "nmod", "amod"} and node.name is None) or node in known:
                continue
            known[node] = self._read_node(node, tree, known)
            if node.dep not in {"conj", "compound", "nmod"} and not (node.dep == "poss" and node.tag == "PRP$"):
                self._note(node, tree, known)
        return known

    def _note(self, node: Node, tree: Tree, known: dict[Node, tuple[Mention, ...]]) -> None:
        members = list_nouns(node, self.lexicon)
        for member in members:
            if member not in known:
                known[member] = self._read_node(member, tree, known)
        mentions = [mention for member in members for mention in known[member]]
        things = tuple(dict.fromkeys(mention.thing for mention in mentions if not mention.thing.unresolved))
        if not things:
            return
        verb = node.head
        while verb is not None and not verb.is_verb:
            verb = verb.head
        self._seen.append(
            Seen(
                things,
                frozenset(member.lemma for member in members),
                self._sentence,
                node.start,
                len(things) > 1 or node.tag in {"NNS", "NNPS"} or node.text.lower() in {"these", "those", "they", "them"},
                node.dep in {"nsubj", "nsubjpass"},
                verb,
                node,
            )
        )

    def _read_node(self, node: Node, tree: Tree, known: dict[Node, tuple[Mention, ...]]) -> tuple[Mention, ...]:
        pronoun = self.lexicon.pronouns.get(node.lemma) or self.lexicon.pronouns.get(node.text.lower())
        if node.name is None and (node.tag in {"PRP", "PRP$"} or (pronoun == "demonstrative" and node.tag in {"DT", "JJ"})):
            return self._read_pronoun(node, tree, pronoun or "")
        mentions = read_noun(node, tree, self.lexicon)
        if node.name is not None:
            return mentions
        if node.tag in {"WDT", "WP", "EX", "WRB"}:
            return (replace(mentions[0], thing=replace(mentions[0].thing, unresolved=True)),)
        things = self._refer(node, mentions)
        if things:
            return tuple(rename(mentions[0], thing, "coreference:description") for thing in things)
        return mentions

    # ------------------------------------------------------------------ pronouns

    def _read_pronoun(self, node: Node, tree: Tree, sort: str) -> tuple[Mention, ...]:
        text = tree.text[node.start : node.end]
        unresolved = Mention(Thing("Thing", text, (), True), text, node.start, node.end, node.lemma)
        if sort == "author" and self.author is not None:
            return (replace(unresolved, thing=self.author, how=("coreference:author",)),)
        if sort not in {"singular", "plural", "demonstrative"}:
            return (unresolved,)
        seen = self._find_antecedent(node, sort)
        if seen is None:
            return (unresolved,)
        return tuple(replace(unresolved, thing=thing, how=("coreference:pronoun",)) for thing in seen.things)

    def _find_antecedent(self, node: Node, sort: str) -> Seen | None:
        verb = node.head
        while verb is not None and not verb.is_verb:
            verb = verb.head
        subject = node.dep in {"nsubj", "nsubjpass"}
        fits = []
        for seen in reversed(self._seen):
            if self._sentence - seen.sentence >= _REACH:
                break
            if seen.sentence == self._sentence and (seen.position >= node.start or (seen.verb is verb and node.dep != "poss")):
                continue
            if not self._agrees(seen, node, sort):
                continue
            distance = self._sentence - seen.sentence
            parallel = seen.subject == subject
            human = sort == "plural" and any(thing.kind in {"Role", "Organization", "OrganizationalUnit"} for thing in seen.things)
            fits.append(((distance, not (human and subject), not parallel, -seen.position), seen))
        return min(fits, key=lambda fit: fit[0])[1] if fits else None

    def _agrees(self, seen: Seen, node: Node, sort: str) -> bool:
        roles = all(thing.kind == "Role" for thing in seen.things)
        word = node.text.lower()
        if sort == "singular":
            return not seen.plural and not roles
        if word in {"this", "that"}:
            return False  # a bare "this" mostly stands for what was said, not for a thing
        if word in {"these", "those"}:
            return seen.plural
        return seen.plural or roles

    # ------------------------------------------------------------------ descriptions

    def _refer(self, node: Node, mentions: Sequence[Mention]) -> tuple[Thing, ...]:
        """The things that 'these systems', 'the agency', 'that information' stand for; none where the phrase names its own."""
        determiner = find_determiner(node)
        modified = [kid for kid in node.children if kid.dep in {"amod", "compound", "nmod", "relcl", "acl", "nummod"} and kid.lemma not in {"such", "same"}]
        possessed = node.kid("poss")
        if not modified and node.lemma in self.lexicon.self_reference and self.author is not None:
            if determiner in {"the", "this"} or (possessed is not None and self.lexicon.pronouns.get(possessed.lemma) == "author"):
                return (self.author,)
        demonstrative = determiner in {"this", "that", "these", "those"} or any(kid.lemma in {"such", "said"} and kid.dep in {"amod", "predet"} for kid in node.children)
        if modified and not demonstrative:
            return ()
        if determiner in {"any", "no", "each", "every", "all", "another", "some"} or any(kid.lemma in {"other", "additional"} for kid in node.kids("amod")):
            return ()
        kinds = self.lexicon.generic_kinds(node.lemma) & {"System", "Program"}
        if (demonstrative or determiner == "the") and kinds and not modified:
            found = self._find_kind(node, kinds)
            if found:
                return found
        if self._asked and node.lemma in {"information", "data", "record"} and not modified and node.kid("prep") is None:
            return self._asked
        return ()

    def _find_kind(self, node: Node, kinds: frozenset[str]) -> tuple[Thing, ...]:
        plural = node.tag in {"NNS", "NNPS"}
        for seen in reversed(self._seen):
            if self._sentence - seen.sentence >= _REACH:
                break
            if seen.sentence == self._sentence and seen.position >= node.start:
                continue
            if plural != (len(seen.things) > 1):
                continue
            if all(thing.kind in kinds for thing in seen.things) and not seen.words & {node.lemma}:
                return seen.things
        return ()
