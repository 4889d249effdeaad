"""A clause, a frame and one of its forms in, the arguments that fill a slot of the frame out.

A form shifts slots: the object of 'rely on' is its on-phrase, that of 'have access to' what the access is to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graphkit.model import Argument, Clause, Mention
from graphkit.ontology.frames import Form, Frame

#: What belongs to a verb as its particle: 'carry out', 'put up'.
_PARTICLES = frozenset({"out", "up", "down", "off", "away", "back", "over"})


def list_slot(clause: Clause, name: str) -> list[Argument]:
    """The arguments of a clause in one slot."""
    return [argument for argument in clause.arguments if argument.slot == name]


def list_mentions(arguments: Iterable[Argument]) -> list[Mention]:
    """The mentions of all the arguments, in order."""
    return [mention for argument in arguments for mention in argument.mentions]


def find_fillers(clause: Clause, frame: Frame, form: Form, name: str) -> list[Argument]:
    """The arguments that fill the slot `name` of a frame, with what the form itself shifts."""
    if form.kind == "light" and name == "object":
        if form.preposition:
            return _light_object(clause, form) or _light_itself(clause, form)
        if form.middle and any(form.middle[-1] in {m.head for m in a.mentions} for a in list_slot(clause, "object")):
            return list_slot(clause, "object of") or list_slot(clause, "object for") or list_slot(clause, "for")
        return list_slot(clause, "object")
    whole = " " not in clause.head or clause.head == form.head
    if form.kind == "verb" and form.preposition and name == "object" and whole:
        own = list_slot(clause, form.preposition)
        return own or (
            list_slot(clause, "object")
            if "voice:passive" in clause.how and form.preposition.split()[0] in clause.head.split()
            else []
        )
    direct = list_slot(clause, name)
    if direct or name in {"subject", "object", "indirect", "complement"}:
        return direct
    hung = list_slot(clause, f"object {name}")
    if not hung and name in frame.needs and "to" in frame.needs:
        # 'gives training to staff *on X*'
        return list_slot(clause, f"to {name}") or list_slot(clause, f"object to {name}")
    return hung


def name_slots(frame: Frame, form: Form) -> tuple[str, str]:
    """The slots that become the subject and the object of the claim."""
    if form.kind == "adjective":
        subject = frame.adjective.get("subject", frame.subject)
        thing = frame.adjective.get("object", frame.object)
        if thing == "object" and form.preposition:
            thing = form.preposition
        return subject, thing
    return frame.subject, frame.object


@dataclass(frozen=True, slots=True)
class Carriers:
    """What can carry the middle word of a light form in one clause: heads and last words of what it names, its words.

    Most forms are told by it not to fit, before they are compared with every argument.
    """

    heads: frozenset[str]
    words: str

    def may_hold(self, form: Form) -> bool:
        return form.carrier in self.heads or form.stem in self.words


def read_carriers(clause: Clause) -> Carriers:
    heads: set[str] = set()
    for mention in list_mentions(clause.arguments):
        heads.update((mention.head, *_list_last(mention)))
    words = [argument.words.lower() for argument in clause.arguments if argument.slot in {"object", "complement"}]
    phrases = [argument.slot for argument in clause.arguments if " " in argument.slot]
    return Carriers(frozenset(heads), " ".join([*words, *phrases]))


def _list_last(mention: Mention) -> list[str]:
    """The last two words of a label, of one with an of-phrase ('overview of oversight') those before it."""
    return re.split(r" (?:of|to) ", mention.thing.label.lower())[0].split()[-2:]


def holds_light(clause: Clause, form: Form) -> bool:
    """'conduct audits of', 'make available', 'have access to': the middle words head the object or the complement."""
    last = form.middle[-1] if form.middle else ""
    prefix = form.middle[0] if len(form.middle) > 1 else ""
    if not _keeps_particle(clause, form):
        return False
    if form.preposition and list_slot(clause, _join(form)):
        return True
    carriers = [
        argument
        for argument in clause.arguments
        if argument.slot in {"object", "complement"} or (prefix and argument.slot in {prefix, f"object {prefix}"})
    ]
    for argument in carriers:
        said = {*clause.head.split(), *re.findall(r"[\w-]+", argument.words.lower())}
        if argument.slot.split()[-1] != prefix and not said.issuperset(word.lower() for word in form.middle[:-1]):
            continue  # 'keeps the number of X' keeps no records on it
        if argument.slot == "object" and _sees_through(argument, form):
            return True
        heads = {word for mention in argument.mentions for word in (mention.head, *_list_last(mention))}
        words = argument.words.lower().split()[:3] if argument.slot == "complement" else ()
        if last in heads or last in {word.strip(",.;") for word in words}:
            return not form.preposition or bool(_light_object(clause, form) or _light_itself(clause, form))
    return False


def is_own_object(clause: Clause, form: Form) -> bool:
    """Whether what a light form is about is its own noun ('keeps a record'), not what stands behind it."""
    return bool(form.preposition and not _light_object(clause, form) and _light_itself(clause, form))


def _join(form: Form) -> str:
    """The words of a form behind its verb: 'in partnership with', which may be one preposition."""
    return " ".join((*form.middle, form.preposition))


def _keeps_particle(clause: Clause, form: Form) -> bool:
    """'takes out X' is not 'takes a picture of X', and 'gives details of X' not 'gives out details of X'."""
    first = form.middle[0] if form.middle else ""
    particles = clause.head.split()[1:]
    if particles:
        return first == particles[0]
    return first not in _PARTICLES or any(argument.slot.split()[0] == first for argument in clause.arguments)


def _light_itself(clause: Clause, form: Form) -> list[Argument]:
    """'make a new submission': what is submitted is the submission."""
    return [
        argument
        for argument in list_slot(clause, "object")
        if any(
            mention.head == form.middle[-1] and mention.thing.kind in {"DataCategory", "Document"}
            for mention in argument.mentions
        )
    ]


def _light_object(clause: Clause, form: Form) -> list[Argument]:
    behind = list_slot(clause, _join(form)) or list_slot(clause, f"object {form.preposition}")
    if form.middle:  # 'conducts much of its *collection*': the collection is not what is collected
        behind = [each for each in behind if form.middle[-1] not in {mention.head for mention in each.mentions}]
    direct = behind or (
        list_slot(clause, f"{form.middle[0]} {form.preposition}")
        or list_slot(clause, f"complement {form.preposition}")
        if form.middle
        else []
    )
    if direct or list_slot(clause, form.preposition):
        return direct or list_slot(clause, form.preposition)
    return [argument for argument in list_slot(clause, "object") if _sees_through(argument, form)]


def _sees_through(argument: Argument, form: Form) -> bool:
    """'has copies of X', where the object was read through the copies: X is what the form is about."""
    if not form.preposition or not form.middle:
        return False
    stem = form.middle[-1].removesuffix("y")
    if stem.lower() not in argument.words.lower():
        return False
    found = re.search(rf"\b{re.escape(stem)}(?:y|ies|s|es)?\s+{re.escape(form.preposition)}\b", argument.words, re.I)
    return found is not None and all(mention.start >= argument.start + found.end() for mention in argument.mentions)
