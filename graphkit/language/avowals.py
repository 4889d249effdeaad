"""A verb of saying in its tree in, whether the author says by it what it reports, whatever modal it bears, out.

'We can confirm that X', 'it should be noted that X', 'we wish to stress that X', 'please note that X' all assert X
(performative use: J. L. Austin, How to Do Things with Words, 1962); 'X may confirm that', 'X will report that' do not.
"""

from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.moods import is_imperative
from graphkit.language.tree import Node


def is_avowed(verb: Node, lexicon: Lexicon) -> bool:
    """Whether writing the sentence is saying what the verb reports."""
    words = lexicon.avowals
    if verb.kids("neg"):
        return False
    if is_imperative(verb):
        return verb.lemma in words["asked"]
    subject = verb.kid("nsubj", "nsubjpass")
    if subject is not None and subject.lemma == "it" and verb.is_passive:
        return verb.lemma in words["impersonal"]
    if verb.is_infinitive:
        above = verb.head
        return verb.dep in {"xcomp", "advcl"} and above is not None and _is_wish(above, lexicon)
    modals = [kid for kid in verb.kids("aux") if kid.tag == "MD"]
    return bool(modals) and all(modal.lemma in words["modals"] for modal in modals)


def _is_wish(word: Node, lexicon: Lexicon) -> bool:
    verb = word if word.is_verb else word.head
    denied = verb is not None and (verb.kids("neg") or any(kid.lemma in {"may", "might"} for kid in verb.kids("aux")))
    return word.lemma in lexicon.avowals["wishes"] and not denied
