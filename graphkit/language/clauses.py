"""A tree, its mentions and its times in, clauses out: every predicate with its arguments, scope and circumstances."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import compress
from operator import attrgetter

from msgspec.structs import replace

from graphkit.language.actors import Actors
from graphkit.language.arguments import ArgumentReader
from graphkit.language.circumstances import CircumstanceReader, is_done
from graphkit.language.contrasts import ContrastReader
from graphkit.language.lexicon import Lexicon
from graphkit.language.modality import list_adverbials, read_modality
from graphkit.language.negation import DenialReader
from graphkit.language.nominals import NominalReader
from graphkit.language.phrases import find_first_member
from graphkit.language.prepositions import PrepositionReader, Slot
from graphkit.language.pro_verbs import stands_for
from graphkit.language.scope import SILENT, STATED, Scope, ScopeReader
from graphkit.language.scope.conditional import IMAGINED, is_imagined
from graphkit.language.scope.presumption import WHICH
from graphkit.language.series import find_first
from graphkit.language.slots import SlotFinder, drop_fronted
from graphkit.language.speakers import SpeakerFinder
from graphkit.language.subjects import is_definition
from graphkit.language.time import TimeExpression
from graphkit.language.tree import Node, Tree, find_clause, find_mark, find_verb
from graphkit.model import Argument, Clause, Mention
from graphkit.ontology.frames import Frames

_PREDICATIVE = {"acomp", "advcl", "amod", "conj", "oprd", "ROOT", "attr", "relcl", "acl"}
_TAKING = frozenset({"prep", "xcomp"})  # labels of what an adjective before or behind its noun says something with
_VERBS = {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"}
_PARTICIPLES = {"VBG", "VBN"}
_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_ADJECTIVES = {"JJ", "JJR", "JJS"}
_PREDICATES = _VERBS | _NOUNS | _ADJECTIVES
_TAG = attrgetter("tag")
_READER = "coreference:reader"  # how "you" stands for whoever reads it
_BELIEVED = "it is said as somebody understands it"
_SUPPOSED = "it is supposed of the reader or of anybody, and said of nobody"
#: What opens one more exception behind 'or': 'Except in haste, or *where* the law allows it, …'.
_OPENERS = frozenset({"where", "when", "if", "as"})
_EXCEPTED = "an exception stands before it"
_AMID = "a condition stands amid what it says, and may hold of a part of it"
#: 'holds names, dates and, *if the person is injured*, a description'
_CONDITION_AMID = re.compile(r"\b(?:and|or),? (?:if|where|when|once|unless|after|before|until) [^,;.]+,")
_NO_PREDICATES = {"aux", "auxpass", "prep", "compound", "nmod", "amod"}  # labels of verb forms that say nothing
_BARE = {"advcl", "xcomp", "acl"}  # labels of infinitives that hang on something
_SO_FAR = re.compile(r"\b(?:as|so) far as\b[^,;.]*", re.I)
_APART = {"advcl", "conj", "cc", "punct", "ccomp", "parataxis"}  # clauses of their own, not words of this one


class ClauseReader:
    """Reads the clauses of one tree, those of nouns and adjectives where a frame may ask for them."""

    def __init__(
        self,
        tree: Tree,
        mentions: Mapping[Node, tuple[Mention, ...]],
        lexicon: Lexicon,
        frames: Frames,
        times: Sequence[TimeExpression],
    ) -> None:
        self._tree = tree
        self._lexicon = lexicon
        self._frames = frames
        self._excepted = tree.nodes[0].text.lower() in lexicon.constructions.exempting or _opens_exceptions(tree)
        self._respective = "respectively" in tree.lemmas
        self._known_so_far = "far" in tree.lemmas and _tells_how_far(tree, lexicon.constructions.knowing)
        denials = DenialReader(tree, lexicon)
        self._scopes = ScopeReader(tree, lexicon, denials, frames.verbs)
        words, agents = lexicon.constructions, "by" in tree.lemmas or "agent" in tree.labels
        self._actors = Actors(mentions, words.means, words.binding, words.grounding, agents=agents)
        self._prepositions = PrepositionReader(tree, lexicon)
        self._slots = SlotFinder(tree, lexicon, self._actors, self._prepositions)
        self._arguments = ArgumentReader(tree, mentions, lexicon, self._slots, times)
        self._circumstances = CircumstanceReader(tree, lexicon, times)
        self._speakers = SpeakerFinder(tree, lexicon, self._actors, self._slots, self._prepositions)
        self._contrasts = ContrastReader(tree, lexicon, denials, self._circumstances)
        self._nominals = NominalReader(tree, lexicon, frames, self._scopes, self._slots, self._arguments)

    def read(self) -> tuple[Clause, ...]:
        """All clauses of the tree that assert something, in order of their heads."""
        clauses: list[Clause] = []
        nodes, evoking = self._tree.nodes, self._frames.nominals
        compounding = self._lexicon.constructions.compounding & self._tree.lemmas
        telling = nodes if compounding else compress(nodes, map(_PREDICATES.__contains__, map(_TAG, nodes)))
        for node in telling:
            tag = node.tag
            if compounding and node.dep == "amod" and node.lemma in compounding and node.name is None:
                clauses.extend(self._read_compounded(node))
            elif tag in _NOUNS:
                if node.lemma in evoking and self._is_predicate(node):
                    clauses.extend(self._nominals.read(node))
            elif tag in _VERBS:
                if node.dep not in _NO_PREDICATES and self._is_predicate(node):
                    clauses.extend(self._read_verb(node))
            elif tag in _ADJECTIVES and node.dep in _PREDICATIVE and self._tells(node, clauses):
                clauses.extend(self._read_adjective(node))
        return tuple(clauses)

    def _tells(self, adjective: Node, clauses: Iterable[Clause]) -> bool:
        """Whether an adjective says something by a frame of its own, or at least something before any verb does."""
        if adjective.dep == "amod" and adjective.labels.isdisjoint(_TAKING):
            return False
        telling = self._frames.list_senses("adjective", adjective.lemma)
        return bool(telling or all(clause.kind != "verb" for clause in clauses)) and self._is_predicate(adjective)

    def _is_predicate(self, node: Node) -> bool:
        """Whether a word is no name, lists no members ('including X') and is no preposition ('regarding X')."""
        if node.name is not None or (node.how and "repair:members" in node.how):
            return False
        if node.tag in _PARTICIPLES and self._prepositions.is_participle(node):
            return False
        return node.dep != "prep" or node.lemma not in self._lexicon.members

    # ------------------------------------------------------------------ verbs and adjectives

    def _read_verb(self, verb: Node) -> list[Clause]:
        if stands_for(verb):
            return self._read_pro_verb(verb)
        spared = self._find_spared(verb) if "neg" in verb.labels else None
        if spared is not None:  # 'need not share': no word of sharing, but one of the duty
            slots = [Slot("subject", self._slots.find_subject(verb)), Slot("to-verb", (), verb)]
            scope = replace(self._scopes.read_above(verb), polarity="Denied")
            return self._make(verb, spared.lemma, "verb", slots, scope)
        scope = self._scopes.read(verb)
        if not scope.modality:
            return []  # it asserts nothing
        particle = verb.kid("prt") if "prt" in verb.labels else None
        head = f"{verb.lemma} {particle.lemma}" if particle is not None else verb.lemma
        return self._make(verb, head, "verb", self._slots.find(verb), scope)

    def _find_spared(self, verb: Node) -> Node | None:
        """The modal that asks nothing of anybody where it is denied, or None."""
        return next((kid for kid in verb.kids("aux") if self._lexicon.negated_modals.get(kid.lemma) == ""), None)

    def _read_pro_verb(self, verb: Node) -> list[Clause]:
        """The clause before, said of another subject; 'neither', 'nor' and 'not' deny it, 'but X does' affirms it."""
        full, subject = verb.head, verb.kid("nsubj")
        scope = self._scopes.read(full) if full is not None else SILENT
        if full is None or subject is None or not scope.asserted:
            return []
        if any(kid.lemma in {"neither", "nor"} or kid.dep == "neg" for kid in verb.children):
            if subject.index < verb.index and scope.polarity == "Denied":
                return []  # 'X does not share Y, but Z does not'
            scope = replace(scope, polarity="Denied")
        elif subject.index < verb.index:
            scope = replace(scope, polarity="Affirmed")
        changed = "object" if full.is_passive else "subject"
        slots = [Slot(changed, (subject,)), *(slot for slot in self._slots.find(full) if slot.name != changed)]
        how = (*("voice:passive",) * full.is_passive, "construction:pro-verb")
        clauses = self._make(verb, full.lemma, "verb", slots, scope)
        return [replace(clause, how=(*clause.how, *how)) for clause in clauses]

    def _read_compounded(self, node: Node) -> Sequence[Clause]:
        """'*OFA-owned* cameras': the body before the hyphen acts on what the participle modifies."""
        noun = node.head
        nouns = [kid for kid in node.children if kid.is_noun and self._tree.text[kid.end : node.start] == "-"]
        if noun is None or not nouns or not self._actors.is_body(nouns[0]):
            return ()
        slots = [Slot("object", (noun,)), Slot("subject", (nouns[0],))]
        return self._make(node, node.lemma, "verb", slots, self._scopes.read_modified(noun))

    def _read_adjective(self, node: Node) -> list[Clause]:
        if node.dep == "amod":
            return self._read_amod(node)
        return self._read_capacity(node) if node.dep == "advcl" else self._read_predicative(node)

    def _read_amod(self, node: Node) -> list[Clause]:
        """'a system subject to audits': said of the noun before it, or of what the noun is said of."""
        noun = node.head
        if noun is None or node.start < noun.start or self._is_made_so(noun) or find_clause(noun) is None:
            return []  # 'data visible to tenants' alone says nothing
        subject: tuple[Node, ...] = (noun,)
        scope = self._scopes.read_modified(noun)
        if scope.asserted and noun.dep != "attr" and self._scopes.is_generic(noun):
            scope = replace(scope, withheld=scope.withheld or WHICH)  # 'photos of *people subject to* X'
        if node.lemma in self._lexicon.constructions.according and noun.dep == "dobj" and noun.head is not None:
            subject, scope = self._slots.find_subject(noun.head), self._scopes.read(noun.head)
        if noun.dep == "attr" and noun.head is not None and is_definition(noun.head):
            subject = self._slots.find_subject(noun.head) or subject
        slots = [Slot("subject", subject), *self._slots.find_prepositions(node)]
        return self._make(node, node.lemma, "adjective", slots, self._weaken(scope, node))

    def _is_made_so(self, noun: Node) -> bool:
        """'may make X as well as *Y available* to Z': the frames of 'make' say what is behind its last object."""
        first = find_first_member(noun)
        verb = first.head if first.dep == "dobj" else None
        return verb is not None and verb.lemma in self._lexicon.constructions.causing

    def _read_capacity(self, node: Node) -> list[Clause]:
        """'*As bodies subject to* the Act, X and Y must …': said of X and Y, however the main clause is meant."""
        verb, mark = node.head, node.kid("mark")
        if verb is None or not verb.is_verb or mark is None or mark.lemma != "as" or not node.kids("nsubj"):
            return []
        if node.kids("aux", "cop", "neg"):
            return []
        slots = [Slot("subject", self._slots.find_subject(verb)), *self._slots.find_prepositions(node)]
        return self._make(node, node.lemma, "adjective", slots, STATED)

    def _read_predicative(self, node: Node) -> list[Clause]:
        """'X is accessible to Y': said of the subject, or of the object that the verb makes so."""
        verb = find_verb(node)
        if verb is None or verb.lemma in self._lexicon.constructions.causing:
            return []  # 'make available': the verb's frames say it
        subject = self._slots.find_subject(verb)
        if node.dep == "oprd" or verb.lemma not in self._lexicon.constructions.copulas:
            subject = tuple(verb.kids("dobj")) or (subject if verb.is_passive else ())
        if not subject:
            return []
        slots = [Slot("subject", subject), *self._slots.find_prepositions(node)]
        head = node.head if node.head is not None and node.head.is_verb else None
        if head is not None and node.dep == "acomp":
            known = {slot.name for slot in slots}
            slots.extend(slot for slot in self._slots.find_prepositions(head) if slot.name not in known)
        governing = (node, head) if head is not None else (node,)
        for word in governing:
            slots.extend((*self._slots.find_infinitives(word), *self._slots.find_contents(word)))
        scope = self._weaken(self._scopes.read(verb), node)
        return self._make(head or node, node.lemma, "adjective", drop_fronted(slots, verb), scope)

    def _weaken(self, scope: Scope, adjective: Node) -> Scope:
        """'staff *possibly* aware of X', 'is *potentially* available to Y': an adjective has adverbs of its own."""
        adverbs = list_adverbials(adjective, self._lexicon) if "advmod" in adjective.labels else ()
        if not adverbs or not scope.modality:
            return scope
        return replace(scope, modality=read_modality(adjective, scope.modality, False, adverbs, self._lexicon))

    # ------------------------------------------------------------------ the clause

    def _make(self, node: Node, head: str, kind: str, slots: Sequence[Slot], scope: Scope) -> list[Clause]:
        """The clause at `node`, and a second one where it contrasts what it denies with what it affirms."""
        if not scope.modality:
            return []
        arguments = self._arguments.read(slots, node)
        if _is_orphaned(slots, arguments):
            return []
        if node.labels.isdisjoint(_APART):
            first, last = node.find_edges()
            start, end = first.start, last.end
        else:
            start, end = node.cover([kid for kid in node.children if kid.dep not in _APART])
        sentence = self._tree.sentence
        clause = Clause(
            paragraph=sentence.paragraph,
            sentence=sentence.start,
            start=start,
            end=end,
            head=head,
            kind=kind,
            arguments=arguments,
            polarity=scope.polarity,
            modality=scope.modality,
            roles=self._circumstances.read(node, scope.restriction, denied=scope.polarity == "Denied"),
            speaker=self._speakers.find(node),
            withheld=scope.withheld or self._doubt(node, scope, arguments),
            how=scope.how + node.how + self._trace(node, arguments),
            past=kind == "verb" and is_done(node),
        )
        return self._contrasts.split(clause, node)

    def _says_belief(self, node: Node) -> bool:
        """'*As I understand it*, X shares Y', '*so far as we know*, …': what somebody takes to be so."""
        believing = self._lexicon.constructions.believing
        above: Node | None = node if not believing.isdisjoint(self._tree.lemmas) else None
        while above is not None:
            beside = (*above.kids("advcl"), *find_first(above).kids("advcl"))
            if any(kid.lemma in believing and find_mark(kid) == "as" for kid in beside):
                return True
            above = above.head
        return self._known_so_far

    def _doubt(self, node: Node, scope: Scope, arguments: Sequence[Argument]) -> str:
        """Why a clause that is said is still no fact, '' if it may be one."""
        if scope.supposed and self._is_whoever(arguments):
            return _SUPPOSED
        if scope.modality == "Procedural" and is_imagined(node):
            return IMAGINED
        if self._says_belief(node):
            return _BELIEVED
        if any(kid.is_verb for kid in node.kids("conj")):
            return ""  # 'keeps it and, *if X asks*, deletes it': of the second alone
        if self._excepted:
            return _EXCEPTED
        _, end = node.cover(node.children)
        return _AMID if _CONDITION_AMID.search(self._tree.text, node.end, end) else ""

    def _is_whoever(self, arguments: Sequence[Argument]) -> bool:
        """Whether it is the reader, or anybody, who acts; where nobody does, to whom it is done."""
        named = {argument.slot: argument.mentions for argument in arguments if argument.mentions}
        anybody = self._lexicon.constructions.anybody
        return any(
            mention.thing.label.lower() in anybody or _READER in mention.how
            for mention in named.get("subject") or named.get("object", ())
        )

    def _trace(self, node: Node, arguments: Sequence[Argument]) -> tuple[str, ...]:
        """What later stages must know of how the clause is built."""
        steps: tuple[str, ...] = ()
        if self._respective and any(adverb.lemma == "respectively" for adverb in _list_adverbs(node)):
            steps = ("construction:respectively",)
        if node.is_passive and node.is_verb:
            steps += ("voice:passive",)
            agentless = node.dep == "acl" and not self._actors.find_agent(node)
        else:
            agentless = node.dep in _BARE and _is_bare(node) and not _has_subject(arguments)
        return (*steps, "construction:participle") if agentless else steps


def _opens_exceptions(tree: Tree) -> bool:
    """'*Except in haste, or where the law allows it*, X obtains Y': more exceptions than one role can tell."""
    if tree.nodes[0].text.lower() != "except":
        return False
    pairs = zip(tree.nodes, tree.nodes[1:], strict=False)
    return any(one.tag == "CC" and two.lemma in _OPENERS and two.index < tree.root.index for one, two in pairs)


def _is_orphaned(slots: Sequence[Slot], arguments: Sequence[Argument]) -> bool:
    """'*its* role is to consult with X': whose role it is acts, and nobody where that is not known."""
    owned = False
    for slot in slots:
        if slot.name == "subject":
            for noun in slot.nodes:
                if noun.tag != "PRP$":
                    return False
                owned = True
    return owned and not any(argument.mentions for argument in arguments if argument.slot == "subject")


def _is_bare(verb: Node) -> bool:
    """An infinitive that hangs on something, unless that is there: '*there are* no plans *to share* X'."""
    if not verb.is_verb or not verb.is_infinitive:
        return False
    noun = verb.head
    return not (noun is not None and noun.dep == "attr" and noun.head is not None and noun.head.kids("expl"))


def _has_subject(arguments: Sequence[Argument]) -> bool:
    return any(argument.slot == "subject" for argument in arguments)


def _list_adverbs(node: Node) -> Iterator[Node]:
    """The adverbs of a clause, those inside its phrases and those of the verbs that it shares a subject with."""
    yield from node.kids("advmod")
    for kid in node.kids("agent", "prep", "nsubj", "nsubjpass", "dobj"):
        yield from (inner for inner in kid.subtree() if inner.dep == "advmod" and find_clause(inner) is node)
    if node.dep == "conj" and node.head is not None and node.head.is_verb:
        yield from node.head.kids("advmod")
    for conjunct in node.kids("conj"):
        if conjunct.is_verb and not conjunct.kids("nsubj", "nsubjpass"):
            yield from conjunct.kids("advmod")


def _tells_how_far(tree: Tree, knowing: Set[str]) -> bool:
    """'*so far as we know*, X shares Y': no more than somebody knows is said in the whole sentence."""
    far = _SO_FAR.search(tree.text, tree.sentence.start, tree.sentence.end)
    return far is not None and any(
        node.lemma in knowing for node in tree.nodes if far.start() <= node.start and node.end <= far.end()
    )
