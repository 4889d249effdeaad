"""The slots of a clause in, its arguments out: what each phrase stands for, in its own words.

What hangs on the object or subject is an argument of its own: 'access *to X*' fills the slot 'object to'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from operator import attrgetter

from msgspec.structs import replace

from graphkit.language.atoms import end_after_bracket
from graphkit.language.lexicon import Lexicon
from graphkit.language.phrases import (
    LISTING,
    MULTIPLYING,
    find_determiner,
    is_metered,
    list_members,
    list_nouns,
    list_told_members,
    read_quantity,
)
from graphkit.language.prepositions import Slot
from graphkit.language.series import find_first
from graphkit.language.slots import SlotFinder
from graphkit.language.time import TimeExpression
from graphkit.language.time_words import load_time_words
from graphkit.language.tree import Node, Tree
from graphkit.model import ACTING, BODIES, NARROWED, Argument, Mention

_PLACE = attrgetter("index")
_CORE = {"subject", "object", "indirect", "complement"}
_MODIFYING = {"acl", "relcl"}
_RELATIVES = {"WDT", "WP"}
#: Kinds of what has nobody among its members.
_KEPT = frozenset({"DataCategory", "Document"})
#: What is said of the nouns before it, and of none that follows.
_BEHIND = {"relcl", "acl", "appos"}
#: Labels of what can be an argument of its own beside the phrase that it hangs on.
_NESTED = frozenset({
    "acl", "advmod", "agent", "amod", "appos", "compound", "conj", "dative", "nummod", "poss", "prep", "relcl",
})  # fmt: skip
#: Determiners of what is not new to the reader, or of no thing in particular.
_KNOWN = frozenset({"the", "this", "that", "these", "those", "each", "every", "any", "all", "no"})
_NESTING_ALL = {"object", "subject", "complement", "power"}
_NESTING = {"into", "in", "under", "with", "for", "at", "on", "as", "to", "outside", "within", "beyond"}
#: Kinds of things that are no members of a class of those who act.
_IDLE = frozenset({"DataCategory", "Document", "Activity"})
_LOOSE = {"relcl", "advcl", "punct", "cc", "conj", "appos"}  # what hangs on a phrase and is not of its words


class ArgumentReader:
    """Reads the arguments of one tree's clauses. `times` are phrases that date a clause and fill no other slot."""

    def __init__(
        self,
        tree: Tree,
        mentions: Mapping[Node, tuple[Mention, ...]],
        lexicon: Lexicon,
        slots: SlotFinder,
        times: Sequence[TimeExpression],
    ) -> None:
        self._months = load_time_words().months
        self._tree = tree
        self._mentions = mentions
        self._lexicon = lexicon
        self._slots = slots
        self._modified: Node | None = None
        self._relative: Node | None = None
        self._compounded: Node | None = None
        self._known: dict[tuple[Node | None, ...], dict[tuple[str, Node], list[Argument]]] = {}
        self._listing = "such" in tree.lemmas or not tree.lemmas.isdisjoint(lexicon.members)
        self._bracketed = "(" in tree.text[tree.sentence.start : tree.sentence.end]
        self._narrowed = not lexicon.restrictive.isdisjoint(tree.lemmas)
        self._dated = tuple([(time.start, time.end) for time in times]) if times else ()

    def read(self, slots: Sequence[Slot], clause: Node | None = None) -> tuple[Argument, ...]:
        """The arguments that fill the slots, in their order, each followed by what hangs on it.

        clause  the word that heads it: a participle behind a class is said of none of its members
        """
        self._modified = self._relative = self._compounded = None
        if clause is not None:
            if clause.dep in _MODIFYING:
                self._modified = clause.head
            elif clause.dep == "amod":
                self._compounded = clause.head
            first = find_first(clause)
            self._relative = first if first.dep in _BEHIND else None
        # what the verbs of a series share is read once
        known = self._known.setdefault((self._modified, self._relative, self._compounded), {})
        arguments: list[Argument] = []
        for slot in slots:
            name, nodes = slot.name, slot.nodes
            if not nodes and slot.verb is not None:
                arguments.append(self._read_clause(name, slot.verb, whole=name in {"content", "question"}))
            for node in nodes:
                if self._is_month(node) and (name not in _CORE or node.has("nummod")):
                    continue  # 'its request of *20 February*'
                if name not in _CORE and self._dated and self._is_dated(node):
                    continue
                place = (name, node)
                if place not in known:
                    known[place] = self._list_with_nested(name, node)
                arguments += known[place]
        return tuple(arguments)

    def _is_month(self, node: Node) -> bool:
        """'was filed in *May*': when, though not in which year, and no place."""
        return node.name is None and node.text.istitle() and node.text.lower() in self._months

    def read_phrase(self, name: str, node: Node) -> Argument:
        """The phrase that `node` heads as the argument `name`: the things that it coordinates, and its words."""
        if not node.children:
            words = self._tree.text[node.start : node.end]
            return Argument(name, self._mentions.get(node, ()), words, node.start, node.end)
        if self._modified is node or self._listing or not node.labels.isdisjoint(MULTIPLYING):
            mentions = self._list_mentions(node)
        else:
            mentions = self._mentions.get(node, ())
        if self._bracketed and name in {"object", "complement"} and mentions:
            mentions = (*mentions, *self._list_bracketed(node))
        if len(mentions) > 1:
            mentions = tuple(dict.fromkeys(mentions))
        first, last = node.find_edges()
        start, end = first.start, last.end
        plain = name != "complement" or first is node
        if not plain or not node.labels.isdisjoint(_LOOSE):
            start, end = self._find_span(node, plain=plain)
        if self._bracketed:
            end = end_after_bracket(self._tree.text, start, end)
        return Argument(name, mentions, self._tree.text[start:end], start, end)

    def _list_mentions(self, node: Node) -> tuple[Mention, ...]:
        """The things that a phrase coordinates, each with the members that it is said to have."""
        mentions: list[Mention] = []
        members = [node] if node is self._compounded else list_nouns(node, self._lexicon)  # 'OFA-owned A and B'
        relative = self._relative
        if relative is not None and relative.head is node:
            # 'those who ask; *clerks* who answer', 'X, a part of Y, and *Z*': said of the first alone
            members = [member for member in members if member.index <= relative.index]
        for member in members:
            if member is self._modified:
                mentions += map(_widen, self._mentions.get(member, ()))
                mentions.extend(self._list_told(member, mentions))
                continue
            mentions += self._mentions.get(member, ())
            if self._listing and not member.labels.isdisjoint(LISTING):
                mentions += self._list_given(member)
        return tuple(mentions)

    def _list_given(self, noun: Node) -> list[Mention]:
        """The members that a phrase gives of a class; of who acts, none that cannot, and of data nobody."""
        whole = self._mentions.get(noun, ())
        kinds = {mention.thing.kind for mention in whole}
        if kinds == {"Thing"} and all(mention.thing.label[:1].isupper() for mention in whole):
            return []  # 'pages hosted by *X.org* (such as blogs)': one thing that is named has no kinds
        acts = bool(kinds) and kinds <= ACTING
        kept = bool(kinds) and kinds <= _KEPT
        return [
            replace(mention, how=(*mention.how, "construction:member"))
            for listed in list_members(noun, self._lexicon)
            for mention in self._mentions.get(listed, ())
            if not (acts and mention.thing.kind in _IDLE) and not (kept and mention.thing.kind in ACTING)
        ]

    def _find_span(self, node: Node, *, plain: bool) -> tuple[int, int]:
        """Start and end of the words of a phrase alone; `plain`: it is no complement with a subject of its own."""
        own = [kid for kid in node.children if kid.dep not in _LOOSE or (kid.dep == "conj" and kid.is_noun)]
        return node.cover(own) if plain else self._tree.words(_drop_subject(_list_words(node, own), node))

    def _list_bracketed(self, node: Node) -> Iterator[Mention]:
        """'data about visitors *(name, address and age)*': two or more kinds of data in brackets are what it is."""
        for opening in (inner for inner in node.subtree() if inner.text == "("):
            behind = self._tree.nodes[opening.index + 1 :]
            inside = list(takewhile(lambda word: word.text != ")", behind))
            nouns = [word for word in inside if word.dep not in {"compound", "amod", "nmod", "poss", "pobj"}]
            found = [mention for noun in nouns for mention in self._mentions.get(noun, ())]
            data = [mention for mention in found if mention.thing.kind == "DataCategory"]
            if 1 < len(data) >= len(found) - 1 and not any(word.is_verb for word in inside):
                yield from (replace(mention, how=(*mention.how, "construction:member")) for mention in data)

    def _list_told(self, noun: Node, named: Sequence[Mention]) -> Iterator[Mention]:
        """What the sentence says that a class consists of, where it is of the kind of the class."""
        kinds = {mention.thing.kind for mention in named} - {"Thing"}
        kinds |= BODIES if kinds & BODIES else set()
        for told in list_told_members(noun, self._lexicon):
            for mention in self._mentions.get(told, ()):
                if mention.thing.kind in kinds:
                    yield replace(mention, how=(*mention.how, "construction:member"))

    def _read_clause(self, name: str, verb: Node, *, whole: bool = False) -> Argument:
        parts = _list_parts(verb, whole)
        start, end = verb.cover(parts)
        mark = next((kid for kid in verb.kids("mark") if kid.lemma == "that" and kid.index < verb.index), None)
        if whole and mark is not None:  # 'that *the disclosure of A and B* could do C', however the parser reads it
            start = min(start, self._tree.nodes[mark.index + 1].start)
        if self._narrowed and verb.is_infinitive:  # 'used *only* to detect fraud'
            opening = min([verb, *[part.find_edges()[0] for part in parts]], key=_PLACE)
            if opening.lemma in self._lexicon.restrictive:
                start, end = self._tree.words([word for word in _list_words(verb, parts) if word is not opening])
        if self._bracketed:
            end = end_after_bracket(self._tree.text, start, end)
        words = self._tree.text[start:end].rstrip(" ,")
        return Argument(name, (), words, start, start + len(words))

    def _is_dated(self, node: Node) -> bool:
        """Whether the phrase is a date or a frequency, not a place or a purpose."""
        return any(start <= node.start < end for start, end in self._dated)

    def _list_with_nested(self, name: str, node: Node) -> list[Argument]:
        """The phrase and what hangs on it."""
        read = [self.read_phrase(name, node)]
        if node.labels.isdisjoint(_NESTED) or not node.is_noun:
            return read
        if "acl" in node.labels and (name != "subject" or self._is_told(node)):
            read.extend(self._read_infinitives(name, node))
        if name in _NESTING_ALL:
            read.extend(self._read_nested(name, node))
        elif name in _NESTING:  # 'entered into an agreement with X'
            for inner in self._slots.find_prepositions(node):
                for noun in inner.nodes:
                    read.append(self.read_phrase(f"{name} {inner.name}", noun))
        return read

    def _is_told(self, subject: Node) -> bool:
        """'the right to share *stems from* X', unlike 'the authority to share is X'."""
        return subject.head is not None and subject.head.lemma in self._lexicon.constructions.deriving

    def _read_infinitives(self, name: str, node: Node) -> list[Argument]:
        """'the right *to share*', had, given, stood under or said to be something."""
        return [self._read_clause(f"{name} to-verb", kid) for kid in node.kids("acl") if kid.is_infinitive]

    def _read_nested(self, name: str, node: Node) -> list[Argument]:
        """What hangs on the object: 'access to X' fills 'object to', and what determines it fills 'object poss'."""
        read = []
        for slot in self._slots.find_prepositions(node, f"{name} "):
            if slot.verb is not None and not slot.nodes:
                read.append(self._read_clause(slot.name, slot.verb, whole=True))
            for inner in slot.nodes:
                if inner.lemma in self._months:
                    continue  # 'your letter *of January 9*'
                read.append(self.read_phrase(slot.name, inner))
                if slot.name == f"{name} of" and self._is_seen_through(node):
                    read.extend(self._read_nested(name, inner))
                if slot.name == "object to":  # 'gives training to staff *on X*'
                    for deeper in self._slots.find_prepositions(inner, "object to "):
                        read.extend([self.read_phrase(deeper.name, noun) for noun in deeper.nodes])
        if "poss" in node.labels:
            read.extend([self.read_phrase(f"{name} poss", possessor) for possessor in node.kids("poss")])
        if "nummod" in self._tree.labels or node.tag == "CD" or node.lemma in self._lexicon.fractions:
            read.extend(self._read_quantities(f"{name} number", node))
        if name == "object" and "relcl" in node.labels and find_determiner(node) not in _KNOWN:
            read.append(Argument("object that", (), node.text, node.start, node.end))  # 'found *a clerk who* did it'
        if "compound" in node.labels:
            for kid in node.kids("compound"):
                if kid.name is not None and kid in self._mentions:
                    read.append(self.read_phrase(f"{name} compound", kid))
        return read

    def _is_seen_through(self, node: Node) -> bool:
        """'two types *of records*', '1,200 hours *of audio*': what hangs on the latter hangs on the whole."""
        named = "compound" in node.labels  # 'telephone numbers of X'
        return (node.lemma in self._lexicon.transparent and not named) or is_metered(node, self._lexicon)

    def _read_quantities(self, name: str, node: Node) -> list[Argument]:
        """'received *ten* requests and *two* orders': each number with what it counts; in '40 tapes and disks' none.

        An argument has mentions where its number counts some members of a coordination alone.
        """
        read: list[Argument] = []
        if self._measures(node):
            return read
        members = list_nouns(node, self._lexicon)
        if len(members) == 1 and members[0] is not node and node.lemma in self._lexicon.fractions:
            start, end = node.cover([kid for kid in node.children if kid.index < node.index])
            read.append(Argument(name, (), self._tree.text[start:end], node.start, node.end))  # '*half* of the records'
        elif len(members) < 2:
            quantity = read_quantity(node, self._tree)
            if quantity:
                unit = f" {node.text}" if members[0] is not node and is_metered(node, self._lexicon) else ""
                read.append(Argument(name, (), quantity + unit, node.start, node.end))
        elif all(member.tag == "CD" or member.kids("nummod", "det", "poss") for member in members):
            for member in members:
                quantity = read_quantity(member, self._tree)
                if quantity:
                    read.append(Argument(name, self._mentions.get(member, ()), quantity, member.start, member.end))
        return read

    def _measures(self, node: Node) -> bool:
        """'a string of *20 characters*, written by X': how long the string is, and not how many were written."""
        preposition = node.head
        whole = preposition.head if preposition is not None and node.dep == "pobj" else None
        if preposition is None or preposition.lemma != "of" or whole is None or whole.tag != "NN":
            return False
        return whole.lemma not in self._lexicon.transparent


def _list_parts(verb: Node, whole: bool) -> list[Node]:
    """The parts of a clause that fills a slot, without 'that' or 'for', and without its subject if not `whole`."""
    left = [kid for kid in verb.kids("mark") if kid.lemma in {"that", "for"}]
    if verb.is_infinitive:
        left.extend(kid for kid in verb.kids("dobj") if kid.tag in _RELATIVES)  # '*which* X is permitted *to report*'
    if not whole:
        left.extend(verb.kids("nsubj", "nsubjpass"))
    if not whole and not verb.is_infinitive:  # 'X *need not* share Y, *but must keep it.*'
        others = [kid for kid in verb.kids("conj") if kid.has("aux", "nsubj")]
        left.extend((*verb.kids("aux", "neg", "punct"), *others, *(verb.kids("cc") if others else ())))
    return [kid for kid in verb.children if kid not in left]


def _list_words(word: Node, phrases: Sequence[Node]) -> list[Node]:
    """A word and all words of phrases that hang on it."""
    return [word, *(inner for phrase in phrases for inner in phrase.subtree())]


def _widen(mention: Mention) -> Mention:
    """A mention without the step that a clause narrows it: in that very clause all of them are meant."""
    if NARROWED not in mention.how:
        return mention
    return replace(mention, how=tuple(step for step in mention.how if step != NARROWED))


def _drop_subject(words: Sequence[Node], node: Node) -> list[Node]:
    """The words of a complement without those of its own subject before it: 'considers *X* most viable'."""
    subject = {inner for kid in node.kids("nsubj") for inner in kid.subtree()}
    return [word for word in words if word.start >= node.start or (word.dep != "det" and word not in subject)]
