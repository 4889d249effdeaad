"""A node in, the preposition that starts there out, of one or more words, with what it governs."""

from __future__ import annotations

from msgspec import Struct

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node, Tree

_PLAIN = {"IN", "TO"}
_OTHER = {"RB", "JJ", "VBG", "VBN", "NN"}  # 'prior to', 'regarding', 'in accordance with': only where something follows
#: Prepositions of phrases that join sentences, and what may hang on the noun there: 'as *a* result', but 'in addition'.
_CONNECTING = {"in": frozenset[str](), "by": frozenset[str](), "for": frozenset[str](), "as": frozenset({"det"})}
_LONGEST = 3  # words that may follow the first


class Slot(Struct, frozen=True):
    """The nodes that fill a slot of a verb, before they are read."""

    name: str
    nodes: tuple[Node, ...]
    verb: Node | None = None  # where the slot is filled by a clause: 'to-verb', or the gerund behind a preposition


class PrepositionReader:
    """Reads the prepositions of one tree; the phrases that count as one are those of the lexicon."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self._tree = tree
        self._lexicon = lexicon
        self._read: dict[Node, Slot | None] = {}

    def is_participle(self, node: Node) -> bool:
        """'following the issuance of', 'records regarding X': a participle that is a preposition."""
        return (
            node.tag in {"VBG", "VBN"}
            and node.lemma in self._lexicon.prepositional
            and node.dep in {"advcl", "acl", "prep", "amod"}
            and not node.has("nsubj", "nsubjpass", "aux", "auxpass", "agent", "mark")
        )

    def read(self, node: Node) -> Slot | None:
        """The slot that the preposition at `node` opens, named by its words; None where none starts there."""
        if node not in self._read:
            self._read[node] = self._find(node) if node.children and self._may_open(node) else None
        return self._read[node]

    def _find(self, node: Node) -> Slot | None:
        words, last = self._extend(node)
        if last is node and not self._is_preposition(node, words):
            return None
        nouns = tuple([noun for noun in last.kids("pobj") if noun.is_noun or noun.name is not None])
        if not nouns and last.tag == "VBG":
            nouns = tuple(last.kids("dobj"))
        if nouns and words in _CONNECTING and self._is_connective(words, nouns):
            return None
        inner = last.kid("prep") if not nouns and words in self._lexicon.constructions.sparing else None
        if inner is not None:  # 'to nobody', 'not *except to X*'
            words, nouns = f"{inner.text.lower()} {words}", tuple([noun for noun in inner.kids("pobj") if noun.is_noun])
        gerund = last.kid("pcomp") if "pcomp" in last.labels else None
        if gerund is not None and gerund.tag == "JJR":
            gerund = None  # 'for no *longer* than a day'
        return Slot(words, nouns, gerund) if nouns or gerund is not None else None

    def _is_connective(self, words: str, nouns: tuple[Node, ...]) -> bool:
        """'in addition', 'for example', 'as a result': it joins sentences and says nothing of the clause."""
        connecting = self._lexicon.constructions.connecting
        return all(noun.lemma in connecting and noun.labels <= _CONNECTING[words] for noun in nouns)

    def _may_open(self, node: Node) -> bool:
        if node.tag in _PLAIN or node.tag == "RP":
            return True
        if node.tag == "NN" and not (node.dep in {"advmod", "prep"} and self._opens_phrase(node.text.lower())):
            return False
        return node.tag in _OTHER and (bool(node.kids("prep", "pobj")) or self._is_gerund(node))

    def _is_gerund(self, node: Node) -> bool:
        words = self._lexicon.constructions.gerund_prepositions
        return node.lemma in words or (node.dep == "prep" and node.text.lower() in words)

    def _opens_phrase(self, words: str) -> bool:
        return words in self._lexicon.preposition_starts

    def _extend(self, node: Node) -> tuple[str, Node]:
        """The longest listed phrase that starts at `node`, and the node of its last word."""
        first = words = node.text.lower()
        if not self._opens_phrase(words):
            return first, node
        last = node
        for _ in range(_LONGEST):
            following = last.kid("pobj") or last.kid("prep", "npadvmod")
            if following is None or following.text.lower() not in self._lexicon.preposition_words:
                break
            longer = f"{words} {self._spell(last, following)}"
            if longer not in self._lexicon.prepositions and not self._opens_phrase(longer):
                break
            words, last = longer, following
            if not self._opens_phrase(words):
                break
        return (words, last) if words in self._lexicon.prepositions else (first, node)

    def _spell(self, last: Node, following: Node) -> str:
        """The words behind one node up to another, without its adjectives: 'for the *limited* purpose of'."""
        dropped = {kid.index for kid in following.kids("amod")}
        behind = self._tree.nodes[last.index + 1 : following.index + 1]
        return " ".join(node.text.lower() for node in behind if node.index not in dropped)

    def _is_preposition(self, node: Node, words: str) -> bool:
        """Whether one word, in small letters, is a preposition."""
        if node.lemma in self._lexicon.constructions.listing:
            return False
        if "amod" in node.labels and any(kid.lemma == "such" for kid in node.kids("amod")):
            return False  # 'such as X': members of what stands before
        if words in self._lexicon.prepositions:
            return True
        return node.dep not in {"amod", "acl"} and (node.tag in _PLAIN or self._is_gerund(node))
