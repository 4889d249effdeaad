"""A verb in its tree in, its scope out: what it inherits from above, with what it says itself."""

from __future__ import annotations

from collections.abc import Set

from msgspec.structs import replace

from graphkit.language.agreement import find_number
from graphkit.language.circumstances import is_condition, is_past_occasion, is_unreal
from graphkit.language.governors import ORDERING
from graphkit.language.kinds import find_kind
from graphkit.language.lexicon import Lexicon
from graphkit.language.modality import PART, find_reservation, list_adverbials, read_modality, weaken
from graphkit.language.moods import (
    is_asked_whether,
    is_bare,
    is_dangling,
    is_going_on,
    is_imperative,
    is_pending,
    is_question,
    is_underway,
)
from graphkit.language.negation import DenialReader, is_narrowed
from graphkit.language.repairs.antecedents import EITHER
from graphkit.language.scope.adjuncts import AdjunctReader
from graphkit.language.scope.context import ScopeContext
from graphkit.language.scope.events import EventReader
from graphkit.language.scope.government import GovernmentReader
from graphkit.language.scope.options import is_alternative, is_choice, is_option
from graphkit.language.scope.presumption import PresumptionReader
from graphkit.language.scope.proposals import is_proposed
from graphkit.language.scope.value import SILENT, SOUND, STATED, Scope
from graphkit.language.series import find_first, follows_but
from graphkit.language.tree import Node, Tree, find_mark, is_content

_LINKING = frozenset({"cc", "punct", "preconj", "advmod", "conj", "mark"})
_HELPING = ("aux", "auxpass")
#: Labels of what says how a clause is meant, whatever its words are.
_MEANING = frozenset({"aux", "advcl"})
#: Labels of what makes a clause that is coordinated with another one of its own.
_OWN = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "expl"})
_MODIFYING = {"relcl", "acl"}
#: Kinds of what is never "who".
_THINGS = frozenset({"System", "DataCategory", "Document", "Policy", "Activity"})
_PURPOSE = "it says what something is for"
_SAID = frozenset(("Affirmed", modality) for modality in SOUND)
_EXAMPLE = "it is made up as an example"
_UNDERWAY = "it was still being made"
_DISAGREES = "its verb is in the singular and what seems to be its subject is not"
#: What tells whose a report is.
_SOURCING = frozenset({"of", "by", "from"})
_DEED = "what is required is what is done with it"
_OPEN = "it is said of one of two, and left open of which"


class ScopeReader:
    """Reads the scopes of one tree, each once. `verbs` are the lemmas of verbs that have a sense of their own."""

    def __init__(self, tree: Tree, lexicon: Lexicon, denials: DenialReader, verbs: Set[str] = frozenset()) -> None:
        self._lexicon = lexicon
        self._words = lexicon.constructions
        self._tree = tree
        self._bracketed = "(" in tree.said
        self._invented = not self._words.invented.isdisjoint(tree.lemmas)
        marking = lexicon.marking
        self._marked = self._invented or not (marking.isdisjoint(tree.lemmas) and marking.isdisjoint(tree.said))
        self._supposed = "would" in tree.lemmas
        self._optional = "or" in tree.said
        self._exemplary = not self._words.examples.isdisjoint(tree.lemmas)
        self._denials = denials
        context = ScopeContext(lexicon, verbs, self)
        presumptions, events = PresumptionReader(context), EventReader(context)
        self._government = GovernmentReader(context, events)
        self._adjuncts = AdjunctReader(context, self._government)
        self.governors = context.governors
        self.read_modified = presumptions.read_modified
        self.is_generic = presumptions.is_generic
        self.read_event = events.read
        self._known: dict[Node, Scope] = {}

    def read(self, node: Node) -> Scope:
        """The scope of the clause that `node` (a verb, or a predicate adjective or noun) heads."""
        scope = self._known.get(node)
        if scope is None:
            self._known[node] = SILENT  # a cycle cannot be, but a broken tree must not hang
            scope = self._add_own(node, self.read_above(node))
            if scope.purposive and not scope.withheld and scope.plain:
                scope = replace(scope, withheld=_PURPOSE)
            if EITHER in node.how and not scope.withheld:
                scope = replace(scope, withheld=_OPEN)
            self._known[node] = scope
        return scope

    def read_above(self, node: Node) -> Scope:
        """What a clause inherits, without what it says itself."""
        head = node.head
        if self._bracketed and _is_bracketed(node, self._tree):
            return SILENT
        if head is None and is_pending(node):
            return Scope(modality="Planned")
        if head is None or node.dep == "ROOT":
            idle = is_imperative(node) or is_question(node) or is_bare(node) or is_dangling(node)
            return SILENT if idle else STATED
        if node.dep == "conj":
            # 'decides if, *and when, to share* X': whether it does is left open
            return SILENT if is_asked_whether(node) else self._find_conjunct(node, head)
        if "repair:astray" in node.how:
            return SILENT
        if node.dep in _MODIFYING:
            return self._find_modifying(node, head)
        if node.dep == "advcl":
            return self._adjuncts.find_adverbial(node, head)
        if node.dep in {"xcomp", "ccomp"}:
            told = head.lemma in self._words.rumours and (head.tag, head.dep) == ("VBG", "pcomp")
            if told and not head.has("nsubj"):
                return SILENT  # 'is aware *of reporting that X shares Y*': whose it is is not said
            return self._government.find_governed(node, head)
        if node.dep in {"pcomp", "prep"}:
            return self._adjuncts.find_gerund(node, head)
        if node.dep in {"parataxis", "appos"} and node.kid("nsubj", "nsubjpass") is not None:
            return STATED
        return SILENT

    def _find_modifying(self, node: Node, noun: Node) -> Scope:
        """The scope of a relative clause, a participle or an infinitive behind a noun."""
        relative = node.dep == "relcl"
        if noun.lemma in self._words.rumours and self._is_rumour(node, noun):
            return SILENT
        if relative and node.is_infinitive:
            return self._government.find_noun_governed(node, noun)
        if relative and (self._is_asked(noun) or self._is_nobody(node, noun)):
            return SILENT
        if relative and is_content(node):
            return self._find_content(node, noun)
        if not relative and "mark" in node.labels and node.has("nsubj", "nsubjpass"):
            return self._government.find_by_governor(node, noun) or SILENT  # 'the claim that X shares Y'
        if not relative and node.is_infinitive and noun.dep == "pobj" and _is_provided(noun):
            return SILENT
        if not relative and node.tag not in {"VBN", "VBG", "VBD"}:
            return self._government.find_noun_governed(node, noun)
        modified = self.read_modified(noun, node)
        if relative and modified.asserted and self._is_of_part(node):
            modified = replace(modified, withheld=modified.withheld or PART)
        return self._put_off(modified, node, noun) if "repair:as-participle" in node.how else modified

    def _is_of_part(self, clause: Node) -> bool:
        """'photographs, *most of which* come from X': of some, and of what some are left open."""
        subject = clause.kid("nsubj", "nsubjpass")
        if subject is None or subject.lemma not in self._words.part_of:
            return False
        return any(kid.tag in {"WDT", "WP"} for of in subject.kids("prep") for kid in of.kids("pobj"))

    def _is_rumour(self, clause: Node, noun: Node) -> bool:
        """'following *reports* that X shares Y': whose they are is not said, nor whether they are right."""
        if noun.tag != "NNS" or noun.has("poss", "det") or any(kid.lemma in _SOURCING for kid in noun.kids("prep")):
            return False
        inner = clause
        while (below := inner.kid("xcomp")) is not None:
            inner = below
        if not inner.is_passive and not inner.has("dobj", "attr", "acomp", "ccomp"):
            return False  # 'reports *that X is to submit*'
        return any(kid.lemma == "that" for kid in clause.kids("mark")) or (clause.dep == "relcl" and is_content(clause))

    def _is_asked(self, noun: Node) -> bool:
        """'asked *what measures* X intends to take': a question, where the verb above asks."""
        verb = noun.head
        if verb is None or not verb.is_verb or not any(kid.tag in {"WP", "WDT"} for kid in noun.kids("det")):
            return False
        governor = self._lexicon.find_governor(verb.lemma, "verb", finite=True)
        return governor is not None and not governor.modality

    def _is_nobody(self, clause: Node, noun: Node) -> bool:
        """'what is held in *X, who has access* to it': a question of its own, and not said of X."""
        who = clause.kid("nsubj", "nsubjpass")
        return who is not None and who.lemma == "who" and find_kind(noun, self._lexicon) in _THINGS

    def _is_reserved(self, verb: Node) -> bool:
        """'*Subject to funding*, X would receive Y': only if something else comes first."""
        openers = verb.kids("advcl", "advmod", "oprd", "amod")
        return any(kid.lemma in self._words.reserving and kid.kids("prep") for kid in openers)

    def _is_made_up(self, verb: Node) -> bool:
        """'*Jane Doe* sends a message': nobody is meant."""
        subject = verb.kid("nsubj") if "nsubj" in verb.labels else None
        return subject is not None and subject.name is not None and subject.lemma in self._words.invented

    def _put_off(self, scope: Scope, participle: Node, noun: Node) -> Scope:
        """'will be deleted *as required by X*': of what is to come or may be, no more is required yet.

        What is required is what is done: no fact says that X requires the thing it is done with.
        """
        verb = noun.head
        outer = self.read(verb) if verb is not None and verb.is_verb else SILENT
        governor = self._lexicon.find_governor(participle.lemma, "verb")
        if governor is not None and governor.family in ORDERING:
            if outer.polarity == "Denied":
                return SILENT
            scope = replace(scope, withheld=scope.withheld or _DEED)
        return replace(scope, modality=outer.modality) if outer.modality in {"Planned", "Possible"} else scope

    def _disagrees(self, verb: Node) -> bool:
        """'the contact with X and *its partners involves* Y': what does not agree with a verb is not its subject.

        'Data *feeds* from X are received by Y': nor has a verb a second one beside it that nothing joins to it.
        """
        if verb.tag == "VBZ" and any(_runs_on(kid, verb) for kid in verb.kids("conj", "ccomp")):
            return True
        subject = verb.kid("nsubj")
        if subject is None or subject.tag != "NNS" or subject.name is not None or subject.index > verb.index:
            return False
        return find_number(verb) == "singular" and subject.lemma not in self._words.collective

    def _find_conjunct(self, node: Node, head: Node) -> Scope:
        """A conjunct with its own subject or auxiliary starts anew below the same governor; else it shares all."""
        own = not node.labels.isdisjoint(_OWN) and not _shares_modal(node, head)
        linking = head.kids("cc")
        if any(kid.lemma == "than" and kid.index < node.index for kid in linking):
            return SILENT  # 'deletes rather than stores'
        if own and self._is_proviso(node):
            return SILENT  # 'may share X, *but only after Y has given consent*'
        if own and is_dangling(node) and node.dep == "conj":
            return SILENT  # 'only under a warrant or *where X determines Y*': one more condition
        if not own and node.tag == "VBZ" and (_has_modal(head) or (_is_plural(head) and _has_singular(head, node))):
            return SILENT  # 'victims (may) want to know how X collects and *stores* it': not what the victims do
        if not own and node.tag in {"VB", "VBP", "VBG"} and head.tag == "VBZ":
            return SILENT  # 'stores ciphers and *access* keys': no bare form, and none in -ing, goes on with 'stores'
        if own and node.is_infinitive and node.has("nsubj") and not head.is_infinitive:
            governed = head.kid("xcomp")  # 'directs X to collect and *Y to review* Z': the second is directed, too
            return self.read(governed) if governed is not None else SILENT
        if not own and node.tag == "VBZ" and head.tag in {"VBZ", "VBP"} and not _is_joined(node, head):
            return SILENT  # a verb without a subject that nothing joins to the one before it: it was misread
        instead = self._find_instead(node, head) if self._marked and not own else None
        if instead is not None:
            return instead
        if own or (node.tag in {"VBZ", "VBD", "VBP"} and node.tag != head.tag) or not head.is_verb:
            outer = self.read_above(head)
            if not outer.asserted and head.dep == "ROOT" and node.kids("nsubj", "nsubjpass"):
                outer = SILENT if is_dangling(head) else STATED
        else:
            outer = self.read(head)
        if not own and outer.polarity == "Denied" and follows_but(node):
            outer = replace(outer, polarity="Affirmed", how=(*outer.how, "repair:contrast"))
        return outer

    def _is_proviso(self, node: Node) -> bool:
        """Whether 'only' and a conjunction of time or condition open what seems a clause of its own."""
        sort = self._lexicon.conjunctions.get(find_mark(node), "")
        return sort in {"occasion", "condition"} and any(kid.lemma == "only" for kid in node.kids("advmod"))

    def _find_instead(self, node: Node, head: Node) -> Scope | None:
        """'may decline to be V1-ed and *instead* V2': V2 is not denied, and as modal as what denies; or None."""
        adverbs = (*head.kids("advmod"), *node.kids("advmod"))
        if not any(
            adverb.lemma in self._words.alternative and adverb.index > head.index and not adverb.kids("prep", "cc")
            for adverb in adverbs
        ):
            return None
        first = find_first(head)
        outer = self.read(first)
        if outer.polarity != "Denied":
            return None
        above = first.head if first.dep in {"xcomp", "ccomp", "advcl"} else None
        if above is not None and not self._denials.is_denied(first):
            outer = self.read(above)
            if outer.polarity == "Denied":
                return SILENT
        return replace(outer, polarity="Affirmed", restriction="", how=(*outer.how, "repair:contrast"))

    def _find_content(self, node: Node, noun: Node) -> Scope:
        """'the allegation that X shares Y', 'it is the case that X shares Y': as the noun says; of others nothing."""
        governed = self._government.find_by_governor(node, noun)
        if governed is not None:
            return governed
        whole = bool(node.kids("dobj", "attr", "acomp")) and noun.lemma not in self._words.situations
        return SILENT if whole else self.read_modified(noun, node)

    def _add_own(self, node: Node, outer: Scope) -> Scope:
        """What the clause inherits, with its own negation, modals, adverbs and conditions."""
        denying = self._denials.may_deny(node)
        optional = self._optional and (is_option(node, self._lexicon) or is_choice(node, self._lexicon))
        if not denying and not self._marked and not optional and node.labels.isdisjoint(_MEANING):
            return outer
        if denying and self._denials.is_partial(node):
            return SILENT  # 'not all agencies share', 'does not share every record': some may, some may not
        denied = denying and self._denials.is_denied(node)
        if denied and outer.polarity == "Denied" and node.dep != "conj":
            return replace(outer, modality="")  # a double negation says too little
        marked = self._marked
        adverbials = list_adverbials(node, self._lexicon) if marked else ()
        modality = read_modality(node, outer.modality, denied, adverbials, self._lexicon)
        if marked and is_alternative(node):
            modality = weaken(modality, "Possible")
        if optional and not denied and outer.polarity != "Denied" and modality in SOUND:
            modality = "Possible"
        restriction = outer.restriction
        if (marked or denied) and "advmod" in node.labels:
            for adverb in node.kids("advmod"):
                narrowing = adverb.lemma in self._lexicon.restrictive or adverb.lemma in self._words.partly
                if narrowing or (denied and is_narrowed(adverb, node, self._lexicon)):
                    restriction = restriction or adverb.text.lower()
        if "advcl" in node.labels:
            clauses = node.kids("advcl")
            if modality == "Stated" and any(
                is_condition(clause, node, self._lexicon) and not is_past_occasion(clause, node) for clause in clauses
            ):
                modality = "Procedural"
            if modality == "Procedural" and any(map(is_unreal, clauses)):
                modality = "Possible"
        # 'the browser *you used when visiting X*': whichever that was
        supposed = outer.supposed or (node.dep == "relcl" and modality == "Procedural" != outer.modality)
        proposed = self._supposed and modality == "Procedural" and is_proposed(node, self._words)
        if proposed or (modality == "Procedural" and self._is_reserved(node)):
            modality = "Planned"
        making = node.lemma in self._words.making and modality in SOUND and is_going_on(node)
        if making and is_underway(node):
            modality = "Planned"
        if marked and node.lemma in self._words.offering and _is_offered(node):
            modality = weaken(modality, "Planned")
        polarity = "Denied" if denied else outer.polarity
        withheld = outer.withheld
        if not withheld and polarity == "Affirmed":
            withheld = find_reservation(node, adverbials, self._lexicon, marked=marked)
        if not withheld and (polarity, modality) in _SAID:
            example = self._exemplary and _is_example(node, self._words.examples)
            if making:
                withheld = _UNDERWAY
            elif example or (self._invented and self._is_made_up(node)):
                withheld = _EXAMPLE
            elif "nsubj" in node.labels and self._disagrees(node):
                withheld = _DISAGREES
        own = (polarity, modality, restriction, withheld, supposed)
        if own == (outer.polarity, outer.modality, outer.restriction, outer.withheld, outer.supposed):
            return outer
        return replace(
            outer,
            polarity=polarity,
            modality=modality,
            restriction=restriction,
            withheld=withheld,
            supposed=supposed,
        )


def _is_bracketed(verb: Node, tree: Tree) -> bool:
    """'Federal employees (user names and *log data* only)': what brackets hold has no subject before them."""
    subject = verb.kid("nsubj")
    between = tree.nodes[subject.index + 1 : verb.index] if subject is not None else ()
    texts = [word.text for word in between]
    return texts.count("(") > texts.count(")")


def _is_example(verb: Node, examples: Set[str]) -> bool:
    """'*For example, a clerk* queries X': one that was made up to explain something."""
    told = any(noun.lemma in examples for kid in verb.kids("prep") for noun in kid.kids("pobj"))
    subject = verb.kid("nsubj", "nsubjpass") if told else None
    return subject is not None and subject.tag == "NN" and any(kid.lemma in {"a", "an"} for kid in subject.kids("det"))


def _is_offered(verb: Node) -> bool:
    """'*offered* X access to Y', 'X was offered access': what was offered to somebody is not yet given."""
    past = verb.tag == "VBD" or any(kid.text.lower() in {"was", "were", "been", "had"} for kid in verb.kids(*_HELPING))
    somebody = verb.kids("dative") or (verb.kids("nsubjpass") and verb.kids("dobj"))
    return past and bool(somebody)


def _is_joined(conjunct: Node, head: Node) -> bool:
    """Whether a conjunction or a comma stands between a verb and the one that it is coordinated with."""
    near = [*head.children, *conjunct.children, *(head.head.children if head.head is not None else ())]
    return any(kid.dep in _LINKING and head.index < kid.index < conjunct.index for kid in near)


def _runs_on(second: Node, verb: Node) -> bool:
    """Whether a passive verb behind another has no subject of its own, and nothing that joins it to the other."""
    bare = second.has("auxpass") and not second.has("nsubj", "nsubjpass", "mark", "expl") and not second.is_infinitive
    return bare and second.index > verb.index and not _is_joined(second, verb)


def _is_plural(verb: Node) -> bool:
    """Whether the subject of a verb is a plural noun, which no verb in the third person singular agrees with."""
    subject = verb.kid("nsubj", "nsubjpass")
    return subject is not None and subject.tag == "NNS" and subject.name is None


def _shares_modal(node: Node, head: Node) -> bool:
    """'may not have kept or *be keeping* X': a helper in its bare form stands behind the modal of the first verb."""
    helpers = node.kids(*_HELPING)
    bare = bool(helpers) and not node.has("nsubj", "nsubjpass", "expl") and helpers[0].text.lower() == "be"
    return bare and helpers[0].tag == "VB" and _has_modal(head)


def _has_modal(verb: Node) -> bool:
    """Whether a modal stands before a verb, so that what goes on with it stands in its bare form."""
    return any(kid.tag == "MD" for kid in verb.kids("aux"))


def _has_singular(head: Node, conjunct: Node) -> bool:
    """Whether a clause below the first verb of a series has a subject of its own that a conjunct agrees with."""
    return any(
        verb.tag == "VBZ" and head.index < verb.index < conjunct.index and verb.kids("nsubj", "nsubjpass")
        for verb in head.subtree()
    )


def _is_provided(noun: Node) -> bool:
    """'provides for *X to be sent* to Y': it is not said that X is sent."""
    return noun.head is not None and noun.head.lemma == "for"
