"""A noun that names what is done ('the use of X') in its tree in, how its sentence means it out."""

from __future__ import annotations

from msgspec.structs import replace

from graphkit.language.kinds import find_kind
from graphkit.language.modality import OVER, weaken
from graphkit.language.negation import has_no
from graphkit.language.phrases import find_first_member
from graphkit.language.scope.context import ScopeContext
from graphkit.language.scope.value import SEEKING, SILENT, SOUND, STATED, Scope, apply_governor
from graphkit.language.tree import Node, find_clause

#: Families of what may come to nothing: "agreed to the disclosure of X".
_WILLED = SEEKING | {"permission", "prohibition", "avoidance"}
_CALLING = frozenset({"for", "to", "on"})
_RULED = "it is what a rule is about"
_ASKED = "it is what a letter to the author is about"
_UNKNOWN = "taken from below a verb that no list knows"


class EventReader:
    """Reads how the nouns of one tree that name what is done are meant."""

    def __init__(self, context: ScopeContext) -> None:
        self._context = context
        self._lexicon = context.lexicon
        self._words = context.words

    def read(self, noun: Node) -> Scope:
        """What a noun names ('the use of X') is so only where its sentence plainly says something of it.

        'Discontinued its use', 'the planned use', 'a proposal for the use': the word above it or before it governs it.
        """
        if self.is_judged(noun) or _is_awaited(noun):
            return SILENT
        governing = _find_governing(noun)
        if governing is not None and self._is_called_for(noun, governing):
            return SILENT
        verb = find_clause(noun)
        if verb is not None and verb.lemma == "be" and any(kid.text.lower() == "would" for kid in verb.kids("aux")):
            return SILENT  # 'the use of X by Y would be unlawful'
        scope = self._context.read(verb) if verb is not None else STATED
        governor = self._context.governors.find_above_noun(noun)
        if governor is not None and verb is not None and noun.dep == "nsubj" and not verb.kids("aux"):
            over = OVER if governor.family == "cessation" and verb.tag == "VBD" else ""
            scope, governor = replace(scope, withheld=over), None  # 'its use ended in 2020': until then it was so
        if governor is not None:
            scope = apply_governor(governor, scope)
        elif verb is not None and verb.lemma in self._words.withdrawing and noun.dep in {"dobj", "nsubjpass"}:
            return replace(scope, polarity="Denied") if scope.plain else SILENT  # 'removed X's access': it has none
        elif scope.polarity == "Denied" and not _is_none(noun):
            return SILENT
        modality, over = scope.modality, ""
        for adjective in noun.kids("amod") if "amod" in noun.labels else ():
            words = self._lexicon.adjectives
            if adjective.lemma in self._lexicon.over:
                over = OVER  # 'its *former* use of X'
            modality = weaken(modality, words.get(adjective.lemma, words.get(adjective.text.lower(), "Stated")))
        if not modality or (governor is None and modality not in SOUND):
            return SILENT
        ruled = self._is_ruled(noun) or (governor is None and self._is_governed(noun))
        withheld = scope.withheld or over or _RULED * ruled
        if not withheld and governor is None and self._is_below_unknown(noun):
            withheld = _UNKNOWN
        if not withheld and self._is_topic_of_letter(noun):
            withheld = _ASKED
        return Scope(scope.polarity, modality, withheld=withheld, supposed=scope.supposed)

    def _is_called_for(self, noun: Node, verb: Node) -> bool:
        """'the Bill provides *for the use* of X', 'agreed *to the disclosure* of X': what is wanted or allowed may be.

        What somebody's is ('objected to *OFA's use* of X') is taken for granted below 'to' and 'on'.
        """
        preposition = noun.head.lemma if noun.head is not None else ""
        if preposition == "for":
            return verb.lemma not in self._words.presupposing
        found = self._lexicon.find_governor(verb.lemma, "verb", acted=True)
        found = found or self._lexicon.find_governor(verb.lemma, "verb")
        wanted = verb.lemma in self._words.attitudes or (found is not None and found.family in _WILLED)
        return wanted and not (noun.has("poss") and verb.lemma in self._words.attitudes)

    def _is_topic_of_letter(self, noun: Node) -> bool:
        """'Thank you for *your letter* about *the use of X by Y*': the reader asked about it, and it need not be."""
        topic: Node | None = noun
        while topic is not None and (topic.dep != "prep" or topic.text.lower() not in self._words.topical):
            topic = topic.head
        above = topic.head if topic is not None else None
        clause = find_clause(above) if above is not None and not above.is_verb else above
        if topic is None or clause is None:
            return False
        own = (kid for kid in clause.subtree() if kid.dep == "poss" and kid.index < topic.index)
        return any(self._lexicon.pronouns.get(kid.lemma) == "addressee" for kid in own)

    def _is_ruled(self, noun: Node) -> bool:
        """'the Act *on the processing of X by Y*', 'a policy *about the use of X*': that need not be."""
        above, topic = noun.head, None
        while above is not None and not above.is_verb:
            if above.dep == "prep" and (above.lemma == "on" or above.lemma in self._words.topical):
                topic = above
            elif topic is not None and above.is_noun and self._is_rule(above):
                return True
            above = above.head
        return topic is not None and self._is_rule_before(topic)

    def _is_governed(self, noun: Node) -> bool:
        """'the Act governs *the use of X by Y*', unlike 'governs *Y's use of X*': that need not be."""
        verb = noun.head if noun.dep == "dobj" and not noun.has("poss") else None
        return verb is not None and any(map(self._is_rule, verb.kids("nsubj")))

    def _is_rule_before(self, topic: Node) -> bool:
        """'under the Act *on X*', 'issued a policy *on X*', where the parser hangs both on what governs the rule."""
        before = [kid for kid in topic.head.children if kid.index < topic.index] if topic.head is not None else []
        last = before[-1] if before else None
        while last is not None:
            if last.is_noun and self._is_rule(last):
                return True
            last = last.children[-1] if last.children else None
        return False

    def _is_rule(self, noun: Node) -> bool:
        return find_kind(noun, self._lexicon) == "Policy"

    def is_judged(self, noun: Node) -> bool:
        """'opposes *the disclosure* of X': an attitude, of a body or person, to what may or may not be."""
        first = find_first_member(noun)
        verb = first.head
        if verb is None or first.dep not in {"dobj", "nsubjpass"} or verb.lemma not in self._words.attitudes:
            return False
        subject = verb.kid("nsubj")
        return verb.lemma not in self._words.supporting or (subject is not None and self._context.is_somebody(subject))

    def _is_below_unknown(self, noun: Node) -> bool:
        """Whether a noun is the object of a verb of which no list says what becomes of its object."""
        verb = noun.head
        if verb is None or not verb.is_verb or noun.dep not in {"dobj", "nsubjpass"}:
            return False
        return not (self._context.has_sense(verb) or self._context.governors.is_known(verb))


def _is_none(noun: Node) -> bool:
    """'there is *no retention* of X by Y': what is not there is not done."""
    verb = noun.head
    there = verb is not None and verb.lemma == "be" and verb.kid("expl") is not None
    return there and noun.dep in {"attr", "nsubj"} and has_no(noun)


def _find_governing(noun: Node) -> Node | None:
    """The verb without an object in whose phrase with "for", "to" or "on" what a noun names stands; or None."""
    first = find_first_member(noun)
    preposition = first.head if first.dep == "pobj" else None
    verb = preposition.head if preposition is not None and preposition.lemma in _CALLING else None
    return verb if verb is not None and verb.is_verb and not verb.is_passive and not verb.has("dobj") else None


def _is_awaited(noun: Node) -> bool:
    """'is deleted, *pending approval* by X': what has not come yet."""
    above = noun.head
    return noun.dep == "pobj" and above is not None and above.text.lower() in {"pending", "awaiting"}
