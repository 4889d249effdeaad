"""A pronoun and what was named before it in, what it stands for out.

By rule, and what is left open is left open: a pronoun finds the nearest phrase that agrees with it in number and kind,
first among those in its own grammatical role (the salience order of centering theory: Grosz, Joshi and Weinstein 1995).
What finds nothing keeps its words and is marked unresolved.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.memory import SUBJECTS, Memory, Seen, find_frame
from graphkit.language.mentions import read_noun, rename
from graphkit.language.phrases import is_narrowed, is_parted
from graphkit.language.series import find_first
from graphkit.language.tree import Node, Tree, find_mark, list_above
from graphkit.model import ACTING, BODIES, NARROWED, Mention, Thing
from graphkit.ontology.kinds import UNKNOWN

_REACH = 2  # sentences that a pronoun looks back
_LIST = 20  # and so many where it stands before the items of a list
_READABLE = frozenset({"DataCategory", "Document"})
#: Kinds of what rules nothing.
_RULED = frozenset({"Activity", "DataCategory", "Capability"})
#: Nouns to which both "it" and "they" refer.
_EITHER = frozenset({"data", "datum"})
#: Kinds of things that there are others of.
_HAVING_SORTS = frozenset({"DataCategory", "Document", "System", "Activity", "Capability", "Policy"})
_NEAR = frozenset({"this", "that"})
#: What stands for some of what was named.
_REST = frozenset({"rest", "remainder", "other", "latter", "former"})
#: Pronouns of who speaks and who is spoken to, for whom no "it" stands.
_SPEAKING = frozenset({"we", "us", "i", "me", "you", "our", "my"})
_SIGNING = frozenset({"i", "me"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "dative"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_SEEMING = frozenset({"appear", "follow", "emerge", "transpire", "seem"})
#: Who says "I" where nothing tells who that is.
_SOMEBODY = Thing("Role", "I")
#: Families of governors that only somebody can obey.
_ORDERING = frozenset({"instruction", "advice"})


class PronounReader:
    """Reads pronouns: "we" is the author, "you" the reader, others are among what was named."""

    def __init__(self, lexicon: Lexicon, memory: Memory, author: Thing | None, reader: Thing | None) -> None:
        self._lexicon = lexicon
        self._memory = memory
        self._author = author
        self._reader = reader
        self._acting: tuple[Node | None, tuple[Thing, ...]] = (None, ())  # the last verb with a pronoun that acts: who

    def read(self, node: Node, tree: Tree, sort: str) -> tuple[Mention, ...]:
        """The mentions of a pronoun of this sort, see `pronouns` in ontology/cues/phrases.yaml."""
        later = _find_later(node, tree, sort)
        if later is not None:
            return tuple(rename(m, m.thing, "coreference:cataphor") for m in read_noun(later, tree, self._lexicon))
        text = tree.text[node.start : node.end]
        unresolved = Mention(Thing("Thing", text, (), True), text, node.start, node.end, node.lemma)
        if sort == "author":
            # 'the Commissioner has asked *me*': whoever signs for a body is not the body
            signs = text.lower() in _SIGNING and self._author is not None and self._author.kind in BODIES
            author = None if signs else self._author
            return (replace(unresolved, thing=author or _name_author(node), how=("coreference:author",)),)
        if sort == "addressee" and self._reader is not None:
            return (replace(unresolved, thing=self._reader, how=("coreference:reader",)),)
        if sort not in {"singular", "plural", "demonstrative", "person"} or self._is_expletive(node):
            return (unresolved,)
        if sort == "demonstrative" and node.has("prep", "acl", "relcl"):
            kind = self._find_kindred(node)
            return (replace(unresolved, thing=kind, how=("coreference:pronoun",)) if kind is not None else unresolved,)
        if sort == "demonstrative" and self._opens_list(node):
            seen = self._find_listed(node)
        else:
            seen = self._find_person(node) if sort == "person" else self._find_antecedent(node, sort)
        if seen is None or (len(seen.things) > 1 and is_parted(node, self._lexicon)):
            return (unresolved,)
        if node.dep in SUBJECTS:
            self._acting = (find_frame(node), seen.things)
        narrowed = (NARROWED,) if seen.node is not None and is_narrowed(seen.node) else ()
        how = ("coreference:pronoun", *narrowed)
        return tuple(replace(unresolved, thing=thing, how=how) for thing in seen.things)

    def _opens_list(self, node: Node) -> bool:
        """'*This* includes X', 'these include X': a bare word before the members of what was named, and no deeds."""
        verb = node.head
        if verb is None or node.dep != "nsubj" or not verb.is_verb or verb.lemma not in self._lexicon.members:
            return False
        return not any(word.tag == "VBG" and word.index == verb.index + 1 for word in verb.subtree())

    def _find_listed(self, node: Node) -> Seen | None:
        """'We receive data from others. *This* includes X': the last data that the text said were got, kept or given.

        The members that were listed since are none: each item of a list is said behind the same lead-in.
        """
        several = node.text.lower() in {"these", "those"}
        for seen in self._memory.list_before(node, _LIST):
            verb = seen.verb
            if seen.dep not in {"dobj", "nsubjpass"} or verb is None or verb.lemma in self._lexicon.members:
                continue
            data = all(thing.kind in _READABLE for thing in seen.things)
            return seen if data and _is_main(verb) and len(seen.things) == 1 and (seen.plural or not several) else None
        return None

    def _find_kindred(self, node: Node) -> Thing | None:
        """'compares the photograph with *those held in X*': others of the kind named last, not the same ones."""
        if any(kid.tag == "WP" for clause in node.kids("relcl") for kid in clause.children):
            return None  # 'those who'
        for seen in self._memory.list_before(node, 0):
            thing = seen.things[-1]
            if seen.node is None or any(kid.lemma in _NEAR for kid in seen.node.kids("det")):
                continue  # 'are not used for *this purpose*, and those collected before …': there is but the one
            if thing.kind == "DataCategory" or (seen.node.name is None and thing.kind in _HAVING_SORTS):
                return Thing(thing.kind, thing.label)
        return None

    def read_quantifier(self, node: Node, mention: Mention) -> tuple[Mention, ...]:
        """'any that …', 'none of which': of the last things of which there are several."""
        # 'we offer no refund, though we consider *one*', 'replaced the sensors with *thermal ones*'
        single = node.lemma == "one" and (not node.children or node.has("amod", "compound"))
        for seen in self._memory.list_before(node, 0):
            if seen.plural and not single:
                return tuple(rename(mention, thing, "coreference:quantifier") for thing in seen.things)
        return (replace(mention, thing=replace(mention.thing, unresolved=True)),)

    def _is_expletive(self, node: Node) -> bool:
        """'it is necessary for X': the pronoun stands for nothing."""
        verb = node.head
        if node.lemma != "it" or verb is None:
            return False
        duty = node.dep == "nsubj" and verb.is_noun and verb.dep == "ccomp"
        if duty and any(kid.is_infinitive for kid in verb.children):
            return True  # 'considers *it* a duty to V'
        judged = verb if verb.tag == "JJ" else verb.kid("oprd", "acomp", "ccomp") if node.dep == "dobj" else None
        if judged is not None and judged.lemma in self._lexicon.constructions.expletive:
            return True  # 'considers *it* necessary to V'
        if node.dep not in SUBJECTS:
            return False
        if verb.lemma in _SEEMING and verb.has("ccomp"):
            return True  # 'it appears from the report that X'
        if verb.lemma not in {"be", "become", "seem"}:
            return False
        said = {kid.lemma for kid in verb.kids("acomp", "oprd")} | ({verb.lemma} if verb.is_passive else set())
        return not said.isdisjoint(self._lexicon.constructions.expletive)

    def _find_antecedent(self, node: Node, sort: str) -> Seen | None:
        verb, reflexive = find_frame(node), node.text.lower().endswith(("self", "selves"))
        fits = [
            seen
            for seen in self._memory.list_before(node, _REACH)
            if (_agrees(seen, node, sort) or (sort == "plural" and self._is_collective(seen, verb)))
            and self._is_free(seen, node, verb, reflexive)
        ]
        if fits and self._is_undergone(node):
            fits = [seen for seen in fits if not any(thing.kind in ACTING for thing in seen.things)]
        if fits and self._is_ruling(node):
            fits = [seen for seen in fits if not any(thing.kind in _RULED for thing in seen.things)]
        if fits and self._is_ordered(node):
            fits = [seen for seen in fits if any(thing.kind in ACTING for thing in seen.things)]
        if fits and node.dep in SUBJECTS and _is_main(verb):  # 'With a grant given *by X*, it bought Y': not X
            now = self._memory.sentence
            fits = [seen for seen in fits if seen.sentence != now or not _is_agent(seen)] or fits
        repeated = self._find_repeated(node, verb) if sort == "plural" and node.dep in SUBJECTS else None
        if repeated is not None:
            return repeated
        if not fits or (sort == "plural" and (self._are_paired(fits[0], node) or _are_parted(node))):
            return None
        best = self._find_parallel(fits, node, verb)
        if best is None and _looks_ahead(node, verb):
            return None
        if best is None:
            if sort == "singular" and self._is_told(node, verb):
                return None
            near = [seen for seen in fits if seen.sentence == fits[0].sentence]
            if sort == "singular" and self._are_even(near, node):
                return None
            best = near[0] if len(near) == 1 else min(near, key=lambda seen: _rank(seen, node, sort))
        return None if self._is_open(node, verb, best, fits) else best

    def _find_person(self, node: Node) -> Seen | None:
        """Whom 'she' stands for: the one person of whom the paragraph speaks; nobody of several, or beside a name."""
        verb, reach = find_frame(node), self._memory.sentence - self._memory.paragraph
        persons: list[Seen] = []
        words = self._lexicon.constructions
        others = words.male if node.text.lower() in _SHE else words.female
        for seen in self._memory.list_before(node, reach):
            if not seen.words.isdisjoint(others):
                continue  # 'this *man* … we talked to *her*'
            kinds = {thing.kind for thing in seen.things}
            if kinds == {"Role"} and not seen.plural and seen.things != (self._author,) and seen.things != (_SOMEBODY,):
                persons.append(seen)
            elif UNKNOWN in kinds and _may_be_person(seen.node):
                return None
        if len({seen.things for seen in persons}) != 1:
            return None
        return next((seen for seen in persons if self._is_free(seen, node, verb, False)), None)

    def _is_free(self, seen: Seen, node: Node, verb: Node | None, reflexive: bool) -> bool:
        """Whether a pronoun may stand for a phrase: one in its own clause only as a possessor or a reflexive."""
        same = seen.sentence == self._memory.sentence and seen.verb is verb
        if reflexive:
            return same and seen.is_subject  # 'X keeps it for *itself*': who acts, and nobody else
        acting, who = self._acting
        if acting is verb and node.dep not in SUBJECTS and node.dep != "poss" and not set(who).isdisjoint(seen.things):
            return False  # 'they review *them*': others, or they would review themselves (principle B; Chomsky 1981)
        if verb is not None and verb.dep == "relcl" and node.dep != "poss" and verb.head in seen.members:
            return False  # 'is sent to OFA, which keeps *it*', 'bodies with whom *they* share X': not these
        if self._shares_subject(seen, node, verb):
            return False
        return not same or node.dep == "poss"

    def _is_collective(self, seen: Seen, verb: Node | None) -> bool:
        """'Should *Quarry Police* contact X, they must V': a body by a noun that goes with verbs of either number."""
        if len(seen.things) != 1 or not seen.is_subject or seen.verb is None or seen.verb.head is not verb:
            return False
        return seen.is_body and seen.things[0].label.lower().split()[-1] in self._lexicon.constructions.collective

    def _find_repeated(self, node: Node, verb: Node | None) -> Seen | None:
        """'OFA does not *allow* clerks to V. However, they do *allow* X to V': the body that does so before."""
        if verb is None:
            return None
        for seen in self._memory.list_before(node, 1):
            before = seen.verb
            if before is None or seen.sentence == self._memory.sentence or not seen.is_subject:
                continue
            if not seen.is_body and {thing.kind for thing in seen.things} != {"Program"}:
                continue
            if _is_main(before) and verb.lemma in {before.lemma, *(kid.lemma for kid in before.kids("conj"))}:
                return seen
        return None

    def _shares_subject(self, seen: Seen, node: Node, verb: Node | None) -> bool:
        """'OFA finds that DPE did and orders *it* to V': who orders is named before, and orders somebody else."""
        if verb is None or verb.dep != "conj" or node.dep in SUBJECTS or node.dep == "poss" or not seen.is_subject:
            return False
        return seen.sentence == self._memory.sentence and not verb.has(*SUBJECTS) and seen.verb is find_first(verb)

    def _is_undergone(self, node: Node) -> bool:
        """'OFA owns Tally; *it* is hosted by X': what is done to things is done to no body."""
        verb = node.head
        return node.dep == "nsubjpass" and verb is not None and verb.lemma in self._lexicon.constructions.undergone

    def _is_ruling(self, node: Node) -> bool:
        """'The agreement forbids the sale of data. *It* permits X to V': neither a deed nor data permit anything."""
        verb = node.head
        return node.dep == "nsubj" and verb is not None and verb.lemma in self._lexicon.constructions.ruling

    def _is_ordered(self, node: Node) -> bool:
        """'imposed a fine on X and ordered *it* to delete Y': only who can act is ordered to."""
        verb = node.head
        if node.dep in SUBJECTS and verb is not None and verb.dep in {"xcomp", "ccomp"} and verb.is_infinitive:
            verb = verb.head
        elif node.dep != "dobj" or verb is None or not verb.has("xcomp"):
            return False
        governor = self._lexicon.find_governor(verb.lemma, "verb", acted=True) if verb is not None else None
        return governor is not None and governor.family in _ORDERING and governor.actor == "object"

    def _find_parallel(self, fits: Sequence[Seen], node: Node, verb: Node | None) -> Seen | None:
        """What has in the clause above the place that the pronoun has in its own, where that is what is meant."""
        above = verb.head if verb is not None else None
        if verb is None or above is None:
            return None
        if node.dep in SUBJECTS:
            # 'X says that the plan is costly because *it* needs Y': the subject of the clause that the pronoun's is in
            goes_on = verb.dep == "advcl" and above.index < verb.index
            occasion = goes_on and self._lexicon.conjunctions.get(find_mark(verb)) == "occasion"
            # 'X deletes the record when *it* is no longer needed', but 'X signs the rules before *they* are given Y'
            if occasion and node.dep == "nsubjpass" and not verb.has("dobj"):
                objects = above.kids("dobj")
                found = next((seen for seen in fits if seen.node in objects), None)
                if found is not None and not found.is_body:
                    return found
            # 'OFA officials told DPE that *they* use X': who says something speaks of himself
            tells = verb.dep == "ccomp" and above.lemma in self._lexicon.attribution
            if verb.dep == "relcl":
                return _find_who_acts(fits, find_frame(above))
            if goes_on or tells:
                acting = _find_own_subject(above)
                return next((seen for seen in fits if seen.is_subject and seen.verb is acting), None)
        elif node.dep == "dobj" and verb.dep == "conj" and not verb.has(*SUBJECTS):
            # 'sells the data *or shares it*': the object of the verb that the pronoun's goes on from
            objects = above.kids("dobj")
            return next((seen for seen in fits if seen.node in objects and seen.verb is above), None)
        return None

    def _are_even(self, near: Sequence[Seen], node: Node) -> bool:
        """'X reviews logs, and Y audits them. *It* found …': of two bodies that two main clauses are about, either."""
        if node.dep not in SUBJECTS or near[0].sentence == self._memory.sentence:
            return False
        acting = {seen.things for seen in near if seen.is_subject and seen.is_body and _is_main(seen.verb)}
        return len(acting) > 1

    def _are_paired(self, best: Seen, node: Node) -> bool:
        """'OFA runs X, and DPE owns Y. *They* …': the bodies of two clauses may be meant, and not those before them."""
        between = self._memory.sentence - best.sentence - 1
        if between < 1 or node.dep not in SUBJECTS:
            return False
        near = self._memory.list_before(node, between)
        return len({seen.things for seen in near if seen.is_subject and seen.is_body}) > 1

    def _is_told(self, node: Node, verb: Node | None) -> bool:
        """'The respondent told OFA that *it* had deleted X': who says so speaks of himself, not of whom he tells."""
        above = verb.head if verb is not None and verb.dep == "ccomp" and node.dep in SUBJECTS else None
        if above is None or above.lemma not in self._lexicon.attribution:
            return False
        if above.tag == "VBG" and above.dep in {"pcomp", "advcl"} and not above.has("nsubj"):
            return True  # 'OFA served a notice on DPE after finding that *it* had kept X': either may be meant
        if not above.has("dobj", "dative"):
            return False
        subject = above.kid("nsubj")
        return subject is not None and find_kind(subject, self._lexicon) == "Role"

    def _is_open(self, node: Node, verb: Node | None, best: Seen, fits: Sequence[Seen]) -> bool:
        """'X consults with Y as *it* writes Z': behind a clause that names two bodies, either may be meant."""
        if verb is None or verb.dep != "advcl" or node.dep not in SUBJECTS or verb.head is None:
            return False
        now = self._memory.sentence
        if verb.head.index > verb.index or best.sentence != now or not best.is_body:
            return False
        return any(seen.is_body and seen.sentence == now and seen.things != best.things for seen in fits)


def _name_author(node: Node) -> Thing:
    """Who speaks where a text does not say who that is: "we" are a body, "I" is somebody, as "you" is who reads it."""
    return _SOMEBODY if node.text.lower() in {"i", "my", "me"} else Thing("Organization", "we")


def _may_be_person(node: Node | None) -> bool:
    """'Jane Doe', 'Jane wrote': a name of which nothing tells what it names; a month behind a preposition is none."""
    return node is not None and node.tag == "NNP" and (node.dep in SUBJECTS | _OBJECTS or node.has("compound"))


def _looks_ahead(node: Node, verb: Node | None) -> bool:
    """'Under the law *that governs it*, X has no power': before the subject it may stand for what is still to come."""
    clause = find_first(verb) if verb is not None else None
    if clause is None or clause.dep != "relcl" or node.dep in SUBJECTS:
        return False
    above = clause.head
    while above is not None and above.dep != "prep":
        above = above.head
    main = above.head if above is not None else None
    subject = main.kid(*SUBJECTS) if main is not None and main.is_verb else None
    return subject is not None and subject.index > node.index


def _is_main(verb: Node | None) -> bool:
    """Whether a verb heads a main clause, the first of a sentence or one joined to it."""
    return verb is not None and find_first(verb).dep == "ROOT"


def _find_own_subject(verb: Node) -> Node:
    """The verb of a row that has the subject of all: 'users take training and *sign* X before they …'."""
    while verb.dep == "conj" and not verb.has(*SUBJECTS) and verb.head is not None and verb.head.is_verb:
        verb = verb.head
    return verb


def _is_agent(seen: Seen) -> bool:
    """Whether a phrase stands in a by-phrase, and so is the least likely to be what the text goes on with."""
    above = seen.node.head if seen.node is not None and seen.node.dep == "pobj" else None
    return above is not None and above.dep == "agent"


def _find_who_acts(fits: Sequence[Seen], verb: Node | None) -> Seen | None:
    """'OFA found that DPE kept the images that *it* took': who kept them; behind 'which' whom that stands for."""
    near = [seen for seen in fits if seen.verb is verb and seen.node is not None]
    acting = next((seen for seen in near if seen.is_subject or _is_agent(seen)), None)
    if acting is None:
        acting = next((seen for seen in near if seen.is_body), None)  # 'visitors gave OFA what *it* took'
    if acting is not None or verb is None or verb.dep != "relcl":
        return acting
    subject = verb.kid(*SUBJECTS)
    stands = subject is not None and subject.tag in {"WDT", "WP"}
    return next((seen for seen in fits if stands and verb.head in seen.members), None)


def _find_later(node: Node, tree: Tree, sort: str) -> Node | None:
    """'After *it* collects Y, X …': at the start of a paragraph a pronoun may stand before its name."""
    if tree.sentence.start or sort != "singular" or node.dep not in SUBJECTS:
        return None
    verb = find_frame(node)
    main = verb.head if verb is not None and verb.dep == "advcl" else None
    subject = main.kid(*SUBJECTS) if main is not None else None
    if subject is None or subject.start < node.start or subject.name is None or subject.has("conj"):
        return None
    return subject


def _rank(seen: Seen, node: Node, sort: str) -> tuple[float, int, int]:
    """How far a phrase of a sentence is from being meant: by grammatical role and kind, by clauses, by words."""
    subject = node.dep in SUBJECTS
    acting = any(thing.kind in ACTING for thing in seen.things)
    parallel = seen.dep == node.dep != "pobj" or (seen.is_subject and subject)
    # 'The register is not linked with X; access to *it*': what the text is about, before what it is brought beside
    salient = seen.dep in _OBJECTS or (seen.is_subject and not acting)
    role = 2.5 if _is_agent(seen) else 0.0 if parallel else 1.0 if salient else 2.0
    if sort == "plural" and subject and not acting:
        role += 1.5
    return role, seen.depth, -seen.position


def _agrees(seen: Seen, node: Node, sort: str) -> bool:
    if sort == "singular":
        spoken = seen.node is not None and seen.node.tag == "PRP" and seen.node.lemma in _SPEAKING
        named = seen.node is not None and seen.node.tag == "NNPS" and len(seen.things) == 1  # 'Fisheries' is one body
        return (named or not seen.plural) and not spoken and not _are_roles(seen) and not _is_manner(seen.node)
    word = node.text.lower()
    if word in {"this", "that"}:
        return False  # a bare "this" mostly stands for what was said, not for a thing
    plural = seen.plural or (node.dep != "nsubj" and not _EITHER.isdisjoint(seen.words))
    return plural or (word not in {"these", "those"} and _are_roles(seen))


def _is_manner(node: Node | None) -> bool:
    """'kept *on paper*', 'without *authorization*': such a bare noun tells how, and is nothing that "it" stands for."""
    if node is None or node.dep != "pobj" or node.tag != "NN" or node.children or node.head is None:
        return False
    return node.name is None and node.head.lemma in {"on", "without"}


def _are_roles(seen: Seen) -> bool:
    return all(thing.kind == "Role" for thing in seen.things)


def _are_parted(node: Node) -> bool:
    """'*The remaining six* belong to X, which maintains them': some of what was named, and nobody says which."""
    whole = [above for above in list_above(node) if above.is_verb][-1:]
    parts = [kid for verb in whole for kid in verb.kids(*SUBJECTS, "dobj") if kid.index < node.index]
    return any((kid.tag == "CD" or kid.lemma in _REST) and not kid.has("prep", "compound") for kid in parts)
