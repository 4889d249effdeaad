"""Trees in, in order of the text, what each noun phrase stands for out: names, labels, and resolved references.

By rule, and what is left open is left open: a pronoun finds the nearest phrase that agrees with it in number and kind,
first among those in its own grammatical role (the salience order of centering theory: Grosz, Joshi and Weinstein 1995);
"these systems" find the last systems named; "the agency" is the author where the author is one. What finds nothing
keeps its words and is marked unresolved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from graphkit.language.lexicon import Lexicon
from graphkit.language.negation import has_no
from graphkit.language.phrases import find_determiner, list_nouns, read_noun, rename
from graphkit.language.tree import Node, Tree
from graphkit.model import Mention, Thing

_COUNTS = {"both": 2, "two": 2, "either": 2, "neither": 2, "three": 3, "four": 4, "five": 5}
_REACH = 3  # sentences that a reference looks back
_OBJECTS = {"dobj", "pobj", "attr", "oprd", "dative"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_BODIES = {"Organization", "OrganizationalUnit"}


def _find_frame(node: Node) -> Node | None:
    """The verb in whose clause a phrase stands; an infinitive belongs to the clause that governs it."""
    verb = node.head
    while verb is not None and (not verb.is_verb or (verb.dep == "xcomp" and verb.head is not None)):
        verb = verb.head
    return verb


def _find_depth(node: Node) -> int:
    depth, above = 0, node.head
    while above is not None:
        depth += above.is_verb
        above = above.head
    return depth


def _is_modified(node: Node) -> bool:
    """Whether a phrase says by itself which thing it is: by an adjective, a compound, a relative clause."""
    introduced = node.head is not None and node.head.lemma == "as"  # 'as the agency submitting the request'
    clauses = {"relcl"} if introduced else {"relcl", "acl"}
    return any(
        kid.dep in {"amod", "compound", "nmod", "nummod", *clauses} and kid.lemma not in {"such", "same"}
        for kid in node.children
    )


def _lists_members(preposition: Node) -> bool:
    """'such as names': what follows are members of a class, nobody in a capacity."""
    above = preposition.head
    around = (*preposition.children, *(above.kids("amod", "predet", "mark") if above is not None else ()))
    return any(kid.lemma == "such" for kid in around)


def _is_demonstrative(node: Node, determiner: str) -> bool:
    """'these systems', 'such systems', 'said systems'."""
    return determiner in {"this", "that", "these", "those"} or any(
        kid.lemma in {"such", "said"} for kid in node.kids("amod", "predet")
    )


def _is_indefinite(node: Node, determiner: str) -> bool:
    """'any system', 'other systems': refers back to none."""
    return determiner in {"any", "no", "each", "every", "all", "another", "some"} or any(
        kid.lemma in {"other", "additional"} for kid in node.kids("amod")
    )


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
    node: Node | None
    depth: int  # clauses above it: what the main clause names is the more salient


def _is_main_subject(seen: Seen, verb: Node | None, pronoun: Node) -> bool:
    """'X says that the plan is costly because *it* needs Y': the subject of the clause that the pronoun's stands in."""
    behind = verb is not None and verb.dep == "advcl" and verb.head is not None and verb.head.index < verb.index
    return behind and verb is not None and pronoun.dep in _SUBJECTS and seen.subject and seen.verb is verb.head


def _is_body(seen: Seen) -> bool:
    return all(thing.kind in _BODIES for thing in seen.things)


def _list_words(thing: Thing) -> list[str]:
    return [word.lower() for name in (thing.label, *thing.names) for word in name.split()]


def _bears(thing: Thing, noun: str) -> bool:
    """Whether a noun heads a name of the thing: 'office' in 'Office of Fair Audits', 'service' in 'Tax Service'."""
    return any(
        name.lower().endswith(f" {noun}") or f"{noun} of" in name.lower() for name in (thing.label, *thing.names)
    )


class Discourse:
    """What has been named so far, within a section or an answer.

    reader  whom "you" stands for, or None where the document is written to somebody whom it names
    """

    def __init__(self, lexicon: Lexicon, author: Thing | None, reader: Thing | None = None) -> None:
        self.lexicon = lexicon
        self.author = author
        self.reader = reader
        self._seen: list[Seen] = []
        self._sentence = 0
        self._asked: tuple[Thing, ...] = ()

    def begin(self, asked: tuple[Thing, ...] = (), named: tuple[tuple[Thing, ...], ...] = ()) -> None:
        """Start a new answer or section.

        asked  what 'that information' is, from the question
        named  the names in the question, coordinated ones together
        """
        self._seen = [
            Seen(things, frozenset(), self._sentence, place, len(things) > 1, False, None, None, 9)
            for place, things in enumerate(named)
        ]
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
        there = [member for member in members if not has_no(member)]  # 'photographs, but *no names*'
        mentions = [mention for member in there or members for mention in known[member]]
        things = tuple(dict.fromkeys(mention.thing for mention in mentions if not mention.thing.unresolved))
        if not things or self.reader in things:
            return  # nobody refers to the reader by "they"
        self._seen.append(
            Seen(
                things,
                frozenset(member.lemma for member in members),
                self._sentence,
                node.start,
                len(things) > 1
                or (node.tag in {"NNS", "NNPS"} and node.text.lower() != "data")
                or node.text.lower() in {"these", "those", "they", "them"},
                node.dep in _SUBJECTS,
                _find_frame(node),
                node,
                _find_depth(node),
            )
        )

    def _read_node(self, node: Node, tree: Tree, known: dict[Node, tuple[Mention, ...]]) -> tuple[Mention, ...]:
        pronoun = self.lexicon.pronouns.get(node.lemma) or self.lexicon.pronouns.get(node.text.lower())
        ordinal = self._find_ordinal(node)
        if ordinal:
            return tuple(
                rename(mention, thing, "coreference:ordinal")
                for mention in read_noun(node, tree, self.lexicon)[:1]
                for thing in ordinal
            )
        if node.name is None and (
            node.tag in {"PRP", "PRP$"} or (pronoun == "demonstrative" and node.tag in {"DT", "JJ"})
        ):
            later = self._find_later(node, tree, pronoun or "")
            if later is not None:
                return tuple(rename(m, m.thing, "coreference:cataphor") for m in read_noun(later, tree, self.lexicon))
            return self._read_pronoun(node, tree, pronoun or "")
        mentions = read_noun(node, tree, self.lexicon)
        if node.name is not None:
            return mentions
        if self._is_paper(node):
            return tuple(replace(mention, thing=replace(mention.thing, kind="Document")) for mention in mentions)
        if node.tag == "DT" or node.lemma in {"any", "none", "some", "each", "one"}:
            return self._read_quantifier(node, mentions[0])
        if node.tag in {"WDT", "WP", "EX", "WRB"} or pronoun == "indefinite":
            return (replace(mentions[0], thing=replace(mentions[0].thing, unresolved=True)),)
        things = self._find_collective(node) or self._refer(node)
        if things:
            return tuple(rename(mentions[0], thing, "coreference:description") for thing in things)
        return mentions

    def _is_paper(self, node: Node) -> bool:
        """'stores *the applications*': of what may be a system or a paper, what is kept, sent or read is the paper."""
        words, verb = self.lexicon.constructions, node.head
        if node.lemma not in words.twofold or node.kids("compound", "nmod") or verb is None:
            return False
        return node.dep in {"dobj", "nsubjpass"} and verb.lemma in words.keeping

    # ------------------------------------------------------------------ pronouns

    def _read_quantifier(self, node: Node, mention: Mention) -> tuple[Mention, ...]:
        """'any that …', 'none of which': of the last things of which there are several."""
        for seen in reversed(self._seen):
            if seen.sentence == self._sentence and seen.plural and seen.position < node.start:
                return tuple(rename(mention, thing, "coreference:quantifier") for thing in seen.things)
        return (replace(mention, thing=replace(mention.thing, unresolved=True)),)

    def _read_pronoun(self, node: Node, tree: Tree, sort: str) -> tuple[Mention, ...]:
        text = tree.text[node.start : node.end]
        unresolved = Mention(Thing("Thing", text, (), True), text, node.start, node.end, node.lemma)
        if sort == "author" and self.author is not None:
            return (replace(unresolved, thing=self.author, how=("coreference:author",)),)
        if sort == "addressee" and self.reader is not None:
            return (replace(unresolved, thing=self.reader, how=("coreference:reader",)),)
        if sort not in {"singular", "plural", "demonstrative"} or self._is_expletive(node):
            return (unresolved,)
        seen = self._find_antecedent(node, sort)
        if seen is None:
            return (unresolved,)
        return tuple(replace(unresolved, thing=thing, how=("coreference:pronoun",)) for thing in seen.things)

    def _is_expletive(self, node: Node) -> bool:
        """'it is necessary for X': the pronoun stands for nothing."""
        verb = node.head
        if node.lemma != "it" or verb is None or node.dep not in _SUBJECTS:
            return False
        said = {kid.lemma for kid in verb.kids("acomp", "oprd")} | ({verb.lemma} if verb.is_passive else set())
        return verb.lemma in {"be", "become", "seem"} and bool(said & self.lexicon.constructions.expletive)

    def _find_later(self, node: Node, tree: Tree, sort: str) -> Node | None:
        """'After *it* collects Y, X …': at the start of a paragraph a pronoun may stand before its name."""
        verb = _find_frame(node)
        main = verb.head if verb is not None and verb.dep == "advcl" else None
        if tree.sentence.start or sort != "singular" or node.dep not in _SUBJECTS or main is None:
            return None
        subject = main.kid(*_SUBJECTS)
        if subject is None or subject.start < node.start or subject.name is None or subject.kids("conj"):
            return None
        return subject

    def _find_antecedent(self, node: Node, sort: str) -> Seen | None:
        verb = _find_frame(node)
        reflexive = node.text.lower().endswith(("self", "selves"))
        fits = []
        for seen in reversed(self._seen):
            if self._sentence - seen.sentence >= _REACH:
                break
            same = seen.verb is verb and seen.sentence == self._sentence
            if reflexive and not (same and seen.subject):
                continue  # 'X keeps it for *itself*': who acts, and nobody else
            if seen.sentence == self._sentence and (
                seen.position >= node.start or (same and node.dep != "poss" and not reflexive)
            ):
                continue
            if not self._agrees(seen, node, sort):
                continue
            distance = self._sentence - seen.sentence
            subject = node.dep in _SUBJECTS
            dep = seen.node.dep if seen.node is not None else ""
            parallel = (
                0.0 if dep == node.dep or (seen.subject and subject) else 1.0 if dep in _OBJECTS - {"pobj"} else 2.0
            )
            human = (
                sort != "plural"
                or not subject
                or any(thing.kind in {"Role", "Organization", "OrganizationalUnit"} for thing in seen.things)
            )
            fits.append(((distance, parallel + (0 if human else 1.5), seen.depth, -seen.position), seen))
        near = [seen for _, seen in fits if _is_main_subject(seen, verb, node)]
        best = near[0] if near else min(fits, key=lambda fit: fit[0])[1] if fits else None
        return None if best is not None and self._is_open(node, best, [seen for _, seen in fits]) else best

    def _is_open(self, node: Node, best: Seen, fits: list[Seen]) -> bool:
        """'X consults with Y as *it* writes Z': behind a clause that names two bodies, either may be meant."""
        verb = _find_frame(node)
        if verb is None or verb.dep != "advcl" or node.dep not in _SUBJECTS or verb.head is None:
            return False
        if verb.head.index > verb.index or best.sentence != self._sentence or not _is_body(best):
            return False
        return any(_is_body(seen) and seen.sentence == self._sentence and seen.things != best.things for seen in fits)

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

    # ------------------------------------------------------------------ collective reference

    def _find_collective(self, node: Node) -> tuple[Thing, ...]:
        """'both agencies', 'all three systems': as many things of that sort as were named together last."""
        counted = [kid.text.lower() for kid in node.kids("det", "predet", "nummod", "preconj", "cc")]
        number = next((_COUNTS[word] for word in counted if word in _COUNTS), 0)
        if not number or node.kids("relcl", "acl", "amod", "compound", "prep", "conj", "poss"):
            return ()
        if not {"both", "all", "the", "these", "those", "either", "neither", "each"} & set(counted):
            return ()
        kinds = self.lexicon.generic_kinds(node.lemma)
        kinds = (
            kinds | {"Organization", "OrganizationalUnit"} if kinds & {"Organization", "OrganizationalUnit"} else kinds
        )
        for seen in self._list_reachable(node):
            if len(seen.things) == number and all(thing.kind in kinds for thing in seen.things):
                return seen.things
        return ()

    def _list_reachable(self, node: Node) -> Iterator[Seen]:
        """What was named before a node within reach, the last first."""
        for seen in reversed(self._seen):
            if self._sentence - seen.sentence > _REACH:
                return
            if seen.sentence < self._sentence or seen.position < node.start:
                yield seen

    def _find_ordinal(self, node: Node) -> tuple[Thing, ...]:
        """'the former', 'the latter': of the last two that were named together, or else one after the other."""
        place = {"former": 0, "latter": 1}.get(node.text.lower())
        if place is None or (node.children and any(kid.dep not in {"det"} for kid in node.children)):
            return ()
        for seen in self._list_reachable(node):
            if len(seen.things) == 2 and seen.sentence < self._sentence:
                return (seen.things[place],)
        return ()

    # ------------------------------------------------------------------ descriptions

    def _refer(self, node: Node) -> tuple[Thing, ...]:
        """What 'these systems', 'the agency', 'that information' stand for; nothing where the phrase names its own."""
        modified = _is_modified(node)
        determiner = find_determiner(node)
        bearer = self._find_bearer(node) if not modified else ()
        if bearer:
            return bearer
        body = self._find_body(node, determiner) if not modified else ()
        if body:
            return body
        demonstrative = _is_demonstrative(node, determiner)
        if (modified and not demonstrative) or _is_indefinite(node, determiner):
            return ()
        if not modified and (demonstrative or determiner == "the"):
            kinds = self.lexicon.anaphoric.get(node.lemma, frozenset())
            found = self._find_same(node) or (
                self._find_kind(node, kinds) if kinds and not self._is_other(node) else ()
            )
            if found:
                return found
        asked = node.lemma in self.lexicon.constructions.information and not modified and node.kid("prep") is None
        return self._asked if asked else ()

    def _find_body(self, node: Node, determiner: str) -> tuple[Thing, ...]:
        """'the agency', 'our office': whoever is said to say it, or the author where it is a body of that sort.

        'The Traveller Service … *the service*' is what bears the noun in its name, and the agency of which a body
        writes that oversees agencies is not itself but the last that it names.
        """
        if node.lemma not in self.lexicon.self_reference or node.tag in {"NNS", "NNPS"}:
            return ()
        author = () if self.author is None else (self.author,)
        possessor = node.kid("poss")
        if possessor is not None and self.lexicon.pronouns.get(possessor.lemma) == "author":
            return author
        if determiner not in {"the", "this"}:
            return ()
        said = self._find_saying_body(node)
        for known in (said, author):
            if known and _bears(known[0], node.lemma):
                return known
        named = self._find_named(lambda seen: _bears(seen.things[0], node.lemma))
        if named or said:
            return named or said
        if author and not self.lexicon.overseers.isdisjoint(_list_words(author[0])):
            return self._find_named(lambda seen: _is_body(seen) and seen.things != author)
        return author

    def _find_saying_body(self, node: Node) -> tuple[Thing, ...]:
        """'OFA officials told us that *the agency* …': who is said to say what the noun stands in, or none."""
        clause = _find_frame(node)
        while clause is not None and not (
            clause.dep == "ccomp" and clause.head is not None and clause.head.lemma in self.lexicon.attribution
        ):
            clause = clause.head if clause.dep in {"conj", "ccomp", "advcl", "relcl", "acl"} else None
        subject = clause.head.kid(*_SUBJECTS) if clause is not None and clause.head is not None else None
        if subject is None or subject.start > node.start:
            return ()
        whose = [subject, *subject.kids("compound", "nmod", "poss")]
        whose += [noun for kid in subject.kids("prep") for noun in kid.kids("pobj")]
        bodies = [noun.name.thing for noun in whose if noun.name is not None and noun.name.thing.kind in _BODIES]
        return tuple(bodies) if len(bodies) == 1 else ()

    def _find_named(self, fits: Callable[[Seen], bool]) -> tuple[Thing, ...]:
        """The last thing named by itself, within reach, that fits."""
        for seen in reversed(self._seen):
            if self._sentence - seen.sentence >= _REACH:
                return ()
            if len(seen.things) == 1 and self._is_named(seen) and fits(seen):
                return seen.things
        return ()

    def _find_bearer(self, node: Node) -> tuple[Thing, ...]:
        """'X, as the agency submitting the request': the agency is X."""
        preposition = node.head
        if node.dep == "nsubj" and preposition is not None and preposition.dep == "pcomp":
            preposition = preposition.head
        elif node.dep != "pobj":
            return ()
        if preposition is None or preposition.lemma != "as" or _lists_members(preposition):
            return ()
        above = preposition.head
        while above is not None and not above.is_verb and above.dep not in _SUBJECTS:
            above = above.head
        subject = above if above is None or above.dep in _SUBJECTS else above.kid("nsubj")
        for seen in reversed(self._seen):
            if (
                seen.node is subject
                and seen.sentence == self._sentence
                and all(thing.kind in {"Organization", "OrganizationalUnit"} for thing in seen.things)
            ):
                return seen.things
        return ()

    def _find_same(self, node: Node) -> tuple[Thing, ...]:
        """'the software' after 'facial recognition software': the thing that was named with more words."""
        plural = node.tag in {"NNS", "NNPS"}
        for seen in reversed(self._seen):
            if self._sentence - seen.sentence > _REACH:
                break
            if (
                (seen.sentence < self._sentence or seen.position < node.start)
                and node.lemma in seen.words
                and len(seen.words) == 1
            ):
                if (
                    plural == seen.plural
                    and len(seen.things) == 1
                    and seen.things[0].kind in {"System", "Program", "Capability"}
                ):
                    return seen.things
                return ()
        return ()

    def _is_other(self, node: Node) -> bool:
        """Whether the noun was the head of what is no system: 'the applications' after 'applications for permits'."""
        kinds = {thing.kind for seen in self._seen if node.lemma in seen.words for thing in seen.things}
        return bool(kinds) and not kinds & {"System", "Program", "Capability", "Thing"}

    def _find_kind(self, node: Node, kinds: frozenset[str]) -> tuple[Thing, ...]:
        plural = node.tag in {"NNS", "NNPS"}
        for seen in reversed(self._seen):
            if self._sentence - seen.sentence >= _REACH:
                break
            if seen.sentence == self._sentence and seen.position >= node.start:
                continue
            if plural != (len(seen.things) > 1):
                continue
            if all(thing.kind in kinds for thing in seen.things) and self._is_named(seen):
                return seen.things
        return ()

    def _is_named(self, seen: Seen) -> bool:
        """Whether the phrase was a name: a generic noun refers to what has one."""
        if seen.node is None:
            return True
        return any(
            member.name is not None for member in (seen.node, *seen.node.kids("compound", "conj", "acl", "appos"))
        )
