"""A noun phrase and what was named before it in, what it refers to out; nothing where it names a thing of its own.

"These systems" find the last systems named, "both agencies" the last two that were named together; "the agency" is the
author where the author is one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graphkit.language.lexicon import Lexicon
from graphkit.language.memory import SUBJECTS, Memory, Seen, find_frame
from graphkit.language.phrases import is_parted
from graphkit.language.subjects import find_defined
from graphkit.language.tree import Node
from graphkit.model import BODIES, Thing
from graphkit.ontology.kinds import UNKNOWN

_COUNTS = {"both": 2, "two": 2, "either": 2, "neither": 2, "three": 3, "four": 4, "five": 5}
#: Labels of the words that count a phrase, or say that all are meant.
_COUNTING = ("det", "predet", "nummod", "preconj", "cc")
_ORDINALS = {"former": 0, "latter": 1}
_DEFINITE = frozenset({"both", "all", "the", "these", "those", "either", "neither", "each"})
_INDEFINITE = frozenset({"any", "no", "each", "every", "all", "another", "some"})
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_REACH = 3  # sentences that a description looks back
_NEAR = 2  # those in which it finds the last thing of a kind
#: Labels of what makes a counted phrase one of its own, which refers to nothing before it.
_OWN = frozenset({"relcl", "acl", "amod", "compound", "prep", "conj", "poss"})
#: Labels of what tells which thing a phrase stands for.
_TELLING = frozenset({"amod", "compound", "nmod", "nummod", "relcl"})
_BEARING = frozenset({"pobj", "nsubj"})
#: What somebody has in a system.
_HELD = frozenset({"account", "profile", "page"})
_SPECIFYING = _TELLING | {"acl", "appos"}
_MADE = frozenset({"System", "Program", "Capability"})


class DescriptionReader:
    """Resolves noun phrases that refer back to what was named."""

    def __init__(
        self, lexicon: Lexicon, memory: Memory, author: Thing | None, called: Mapping[str, Thing], private: bool = False
    ) -> None:
        self._lexicon = lexicon
        self._private = private
        self._memory = memory
        self._author = author
        self._called = called

    def find_ordinal(self, node: Node) -> tuple[Thing, ...]:
        """'the former', 'the latter': of the last two that were named together, or else one after the other."""
        place = _ORDINALS.get(node.text.lower())
        if place is None or any(kid.dep != "det" for kid in node.children):
            return ()
        for seen in self._memory.list_before(node, _REACH):
            if len(seen.things) == 2 and seen.sentence < self._memory.sentence:
                return (seen.things[place],)
        return ()

    def find(self, node: Node, determiner: str, asked: tuple[Thing, ...]) -> tuple[Thing, ...]:
        """What 'both agencies', 'these systems', 'the agency', 'that information' stand for.

        asked  what the question asks about
        """
        if not node.labels.isdisjoint(_COUNTING) and node.labels.isdisjoint(_OWN):
            found = self._find_counted(node)
            if found:
                return found
        such = "predet" in node.labels and determiner not in {"", "the"} and _is_such(node, "predet")
        if not node.labels.isdisjoint(_SPECIFYING) and _is_modified(node):
            return self._find_sort(node) if such else ()
        found = self._find_bearer(node) if node.dep in _BEARING else ()
        if not found and node.lemma in self._lexicon.self_reference:
            found = self._find_body(node, determiner)
        if found:
            return found
        if such:
            return self._find_sort(node)
        if determiner in _INDEFINITE:
            return ()
        if determiner in _POINTING or ("amod" in node.labels and _is_such(node, "amod")):
            found = self._find_same(node) or self._find_generic(node)
            if found:
                return found
        if asked and node.lemma in self._lexicon.constructions.information and "prep" not in node.labels:
            return asked
        return ()

    def _find_counted(self, node: Node) -> tuple[Thing, ...]:
        """'both agencies', 'all three systems': as many things of that sort as were named together last."""
        counted = [kid.text.lower() for kid in node.kids(*_COUNTING)]
        number = next((_COUNTS[word] for word in counted if word in _COUNTS), 0)
        if not number or _DEFINITE.isdisjoint(counted):
            return ()
        kinds = self._lexicon.generic_kinds(node.lemma)
        kinds = kinds | BODIES if kinds & BODIES else kinds
        for seen in self._memory.list_before(node, _REACH):
            if len(seen.things) == number and all(thing.kind in kinds for thing in seen.things):
                return seen.things
        return ()

    def _find_body(self, node: Node, determiner: str) -> tuple[Thing, ...]:
        """'the agency', 'our office': whoever is said to say it, or the author where it is a body of that sort.

        'The Traveller Service … *the service*' is what bears the noun in its name, and the agency of which a body
        writes that oversees agencies is not itself but the last that it names.
        """
        if not node.children or _is_plural(node) or self._is_offered(node):
            return ()
        if any(kid.lemma in {"of", "for"} for kid in node.kids("prep")):
            return ()  # 'the Office of Counsel' is an office of its own
        author = () if self._author is None or self._may_be_made(node) else (self._author,)
        possessor = node.kid("poss")
        if possessor is not None and self._lexicon.pronouns.get(possessor.lemma) == "author":
            return () if author and author[0].kind == "Role" else author  # a minister's '*my Department*' is not he
        if determiner not in {"the", "this"}:
            return ()
        if node.lemma in self._called:
            return (self._called[node.lemma],)
        said = self._find_saying_body(node)
        others = author and node.text.islower() and self._oversees(author[0])
        for known in (said, () if others else author):
            if known and _bears(known[0], node.lemma):
                return known
        named = self._find_named(node, lambda seen: _bears(seen.things[0], node.lemma))
        if named or said:
            return () if others and named == author else named or said
        if author and (self._is_another(author[0], node.lemma) or (others and not self._is_general(node.lemma))):
            return ()
        if author and (others or self._is_no_company(author[0], node.lemma)):
            if node.lemma in self._lexicon.any_bodies and self._is_open(node, author):
                return ()
            return self._find_named(node, lambda seen: seen.is_body and seen.things != author)
        return author

    def is_left_open(self, node: Node, determiner: str) -> bool:
        """Whether 'the office' is one of several that the text may mean, and not whoever writes."""
        if self._author is None or determiner not in {"the", "this"} or node.lemma not in self._lexicon.self_reference:
            return False
        if any(kid.dep != "det" for kid in node.children) or _is_plural(node) or self._may_be_made(node):
            return False
        return (node.text.islower() and self._oversees(self._author)) or self._is_another(self._author, node.lemma)

    def _is_open(self, node: Node, author: tuple[Thing, ...]) -> bool:
        """Whether several bodies were named, or the noun stood already for one that was not: which one is left open."""
        near = self._memory.list_before(node, _REACH)
        named = {seen.things for seen in near if seen.is_body and _is_named(seen) and seen.things != author}
        before = self._memory.list_before(node, _REACH, node.lemma)
        return len(named) != 1 or any(seen.things not in named for seen in before)

    def _oversees(self, body: Thing) -> bool:
        """Whether a body writes of others: an inspectorate, a data protection commission."""
        said = f" {' '.join(_list_words(body))} "
        return any(f" {words} " in said for words in self._lexicon.overseers)

    def _is_another(self, body: Thing, noun: str) -> bool:
        """'the department' where a committee or an office writes: one is called by its own noun, or by one for any."""
        if self._is_general(noun):
            return False
        nouns = self._lexicon.self_reference | self._lexicon.other_bodies
        return not _bears(body, noun) and any(_bears(body, other) for other in nouns)

    def _is_general(self, noun: str) -> bool:
        """Whether a noun stands for bodies of any name: 'the agency', 'the organisation'."""
        return noun in self._lexicon.any_bodies | self._lexicon.companies | self._lexicon.general_bodies

    def _is_no_company(self, body: Thing, noun: str) -> bool:
        """'the company' where an agency, an office or a commission writes: not the one that writes.

        Nor is 'the agency' where a company does.
        """
        if self._private:
            return noun not in self._lexicon.any_bodies
        if noun not in self._lexicon.companies:
            return False
        return any(_bears(body, other) for other in self._lexicon.self_reference - self._lexicon.companies)

    def _find_saying_body(self, node: Node) -> tuple[Thing, ...]:
        """'OFA officials told us that *the agency* …': who is said to say what the noun stands in, or none."""
        clause = find_frame(node)
        while clause is not None and not (
            clause.dep == "ccomp" and clause.head is not None and clause.head.lemma in self._lexicon.attribution
        ):
            clause = clause.head if clause.dep in {"conj", "ccomp", "advcl", "relcl", "acl"} else None
        subject = clause.head.kid(*SUBJECTS) if clause is not None and clause.head is not None else None
        if subject is None or subject.start > node.start:
            return ()
        whose = [subject, *subject.kids("compound", "nmod", "poss")]
        whose += [noun for kid in subject.kids("prep") for noun in kid.kids("pobj")]
        bodies = [noun.name.thing for noun in whose if noun.name is not None and noun.name.thing.kind in BODIES]
        return tuple(bodies) if len(bodies) == 1 else ()

    def _find_named(self, node: Node, fits: Callable[[Seen], bool]) -> tuple[Thing, ...]:
        """The last thing named by itself, within reach, that fits."""
        for seen in self._memory.list_before(node, _NEAR):
            if len(seen.things) == 1 and _is_named(seen) and fits(seen):
                return seen.things
        return ()

    def _find_bearer(self, node: Node) -> tuple[Thing, ...]:
        """'X, as the agency submitting the request': the agency is X."""
        preposition = node.head
        if preposition is not None and node.dep == "nsubj":
            preposition = preposition.head if preposition.dep == "pcomp" else None
        if preposition is None or preposition.lemma != "as" or _lists_members(preposition):
            return ()
        above = preposition.head
        while above is not None and not above.is_verb and above.dep not in SUBJECTS:
            above = above.head
        subject = above if above is None or above.dep in SUBJECTS else above.kid("nsubj")
        for seen in self._memory.list_within():
            if seen.node is subject and seen.is_body:
                return seen.things
        return ()

    def _find_same(self, node: Node) -> tuple[Thing, ...]:
        """'the software' after 'facial recognition software': the thing that was named with more words."""
        for seen in self._memory.list_before(node, _REACH, node.lemma):
            if len(seen.words) == 1:
                defined = find_defined(seen.node, self._lexicon) if seen.node is not None else None
                if defined is not None and defined is not seen.node and defined.name is not None:
                    return (defined.name.thing,)  # 'X is *an application* that …. *The application* …': X
                fits = _is_plural(node) == seen.plural and len(seen.things) == 1 and seen.things[0].kind in _MADE
                return seen.things if fits else ()
        return ()

    def _find_sort(self, node: Node) -> tuple[Thing, ...]:
        """'such a system': one of the sort named last with that noun, 'foreign systems', and no system by name."""
        for seen in self._memory.list_before(node, _REACH, node.lemma):
            if len(seen.things) == 1 and not _is_named(seen):
                return seen.things
        return ()

    def _is_other(self, node: Node) -> bool:
        """Whether the noun was the head of what is no system: 'the applications' after 'applications for permits'."""
        headed = self._memory.list_headed(node.lemma)
        return bool(headed) and not any(_is_made(thing) for seen in headed for thing in seen.things)

    def _may_be_made(self, node: Node) -> bool:
        """'this service': a system by its noun, unless the author is a service by its name."""
        made = not self._lexicon.generic_kinds(node.lemma).isdisjoint(_MADE)
        return made and (self._author is None or not _bears(self._author, node.lemma))

    def _is_offered(self, node: Node) -> bool:
        """Whether the noun stood for what was made: 'the service' of a portal is no body, though one be a 'Service'."""
        return any(_is_made(thing) for seen in self._memory.list_headed(node.lemma) for thing in seen.things)

    def _is_called_else(self, thing: Thing, node: Node) -> bool:
        """Whether a name ends with another noun of the sort: 'the platform' is no 'Records *Database*'."""
        heads = {name.lower().rpartition(" ")[2] for name in (thing.label, *thing.names) if " " in name}
        others = {head for head in heads if self._lexicon.kind_of(head) == "System"}
        return node.lemma not in self._lexicon.broad and bool(others) and node.lemma not in others

    def _find_generic(self, node: Node) -> tuple[Thing, ...]:
        """'the system', 'these programs': what was named last of the kinds that the noun can stand for.

        Behind 'X replaced Y' or 'X sends A to Y' either can be meant, and neither is taken.
        """
        kinds = self._lexicon.anaphoric.get(node.lemma)
        if kinds is None or self._is_other(node):
            return ()
        several = _is_plural(node)
        if several and is_parted(node, self._lexicon):
            return ()
        last: Seen | None = None
        for seen in self._memory.list_before(node, _NEAR):
            if last is not None and seen.sentence != last.sentence:
                break
            fits = several == seen.plural and all(thing.kind in kinds for thing in seen.things)
            if not fits or not _is_named(seen) or _is_part(seen, node):
                continue
            if any(self._is_called_else(thing, node) for thing in seen.things):
                continue
            if last is not None and seen.things != last.things:
                return ()
            last = seen
        return last.things if last is not None else ()


def _is_plural(node: Node) -> bool:
    return node.tag in {"NNS", "NNPS"}


def _list_words(thing: Thing) -> list[str]:
    return [word.lower() for name in (thing.label, *thing.names) for word in name.split()]


def _bears(thing: Thing, noun: str) -> bool:
    """Whether a noun heads a name of the thing: 'office' in 'Office of Fair Audits', 'service' in 'Tax Service'."""
    names = (name.lower() for name in (thing.label, *thing.names))
    return any(name.endswith(f" {noun}") or f"{noun} of" in name or f"{noun} on " in name for name in names)


def _is_made(thing: Thing) -> bool:
    """Whether a thing is, or may be, what somebody made."""
    return thing.kind in _MADE or thing.kind == UNKNOWN


def _is_named(seen: Seen) -> bool:
    """Whether the phrase was a name: a generic noun refers to what has one."""
    if seen.node is None:
        return True
    return any(member.name is not None for member in (seen.node, *seen.node.kids("compound", "conj", "acl", "appos")))


def _is_modified(node: Node) -> bool:
    """Whether a phrase says by itself which thing it is: by an adjective, a compound, a relative clause."""
    for kid in node.children:
        if kid.dep in _TELLING and kid.lemma not in {"such", "same"}:
            return True
        if kid.dep == "acl" and (node.head is None or node.head.lemma != "as"):
            return True  # but 'as the agency *submitting the request*'
        if kid.dep == "appos" and kid.name is not None and kid.index == node.index + 1:
            return True  # 'the application *Falcon*'
    return False


def _is_part(seen: Seen, node: Node) -> bool:
    """'the *TSP account* of each member. *The system* …': what somebody has in a system is not the system."""
    held = seen.node.lemma if seen.node is not None else ""
    return held in _HELD and node.lemma != held


def _is_such(node: Node, label: str) -> bool:
    return any(kid.lemma == "such" for kid in node.kids(label))


def _lists_members(preposition: Node) -> bool:
    """'such as names': what follows are members of a class, nobody in a capacity."""
    above = preposition.head
    around = (*preposition.children, *(above.kids("amod", "predet", "mark") if above is not None else ()))
    return any(kid.lemma == "such" for kid in around)
