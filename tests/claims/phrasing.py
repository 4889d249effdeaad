"""Frames in, plain sentences out: each form in the active, the passive and as a noun, with what it must claim.

What stands in a slot, which forms have no passive, and forms with a filler of their own are data: `forms.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graphkit.ontology import find_ontology
from graphkit.ontology.frame_files import load_frames
from graphkit.ontology.frames import Form, Frame
from tests.inflection import form_participle, inflect_present

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("forms.yaml").read_text(encoding="utf-8"))
CORE = ("subject", "object", "indirect", "complement", "to-verb", "unstated", "others", "content", "question", "power")


@dataclass(frozen=True, slots=True)
class Case:
    """A form of a frame, how it is said, the sentence, and the subject and object that its claim must have.

    turn     active | passive | noun ("HSA's use of X") | by ("the use of X by HSA") | agent | adjective, or one of
             these behind "not "
    denied   whether the claim must be Denied
    """

    predicate: str
    sense: str
    kind: str
    words: str
    turn: str
    sentence: str
    subject: str
    object: str
    denied: bool

    @property
    def name(self) -> str:
        return f"{self.predicate}, {self.sense}: {self.words} ({self.turn})"


def list_frames() -> list[tuple[dict[str, Any], Frame]]:
    """Every frame of the ontology with its entry in the file, but those that the reading of numbers uses."""
    folder = find_ontology()
    paths = [path for path in sorted((folder / "frames").glob("*.yaml")) if path.name != "defaults.yaml"]
    entries = [entry for path in paths for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]
    pairs = zip(entries, load_frames(folder).frames, strict=True)
    return [(entry, frame) for entry, frame in pairs if frame.predicate not in WORDS["counted"]]


@cache
def list_cases() -> list[Case]:
    """Every case of every form, each once."""
    cases = [case for entry, frame in list_frames() for case in _Speller(entry, frame).list_cases()]
    return list(dict.fromkeys(cases))


class _Speller:
    """Spells the forms of one frame."""

    def __init__(self, entry: dict[str, Any], frame: Frame) -> None:
        self.sense, self.frame, self.entry = entry["sense"], frame, entry
        self.own: dict[str, Any] = WORDS["frames"].get(f"{frame.predicate}: {self.sense}", {})

    def list_cases(self) -> Iterator[Case]:
        for form in {(form.kind, form.words): form for form in self.frame.forms}.values():
            self.words = self.own | self.own.get("forms", {}).get(form.words, {})
            self.acting = form.kind != "adjective" or self._name_slots(form)[0] == "subject"
            for turn, sentence in self._spell(form):
                if self.frame.only == ("affirmed" if turn.startswith("not ") else "denied"):
                    continue
                if self.frame.only == "active" and turn.endswith("passive"):
                    continue
                subject, thing = self._name_slots(form)
                named = self.frame.cognate or self._expect(thing)
                yield Case(
                    self.frame.predicate, self.sense, form.kind, form.words, turn,
                    sentence[0].upper() + sentence[1:] + ".", self._expect(subject), named,
                    (self.frame.polarity == "deny") != turn.startswith("not "),
                )  # fmt: skip

    # ------------------------------------------------------------------ slots

    def _name_slots(self, form: Form) -> tuple[str, str]:
        if form.kind != "adjective" or " " not in form.words:
            return self.frame.subject, self.frame.object
        preposition = form.words.split()[-1]
        slots = (self.frame.adjective.get(name, getattr(self.frame, name)) for name in ("subject", "object"))
        subject, thing = (preposition if slot in self._governed() else slot for slot in slots)
        return subject, thing

    def _governed(self) -> set[str]:
        """The slots of a frame that an adjective's own preposition fills."""
        return {
            slot for slot in (self.frame.adjective.get("subject"), self.frame.adjective.get("object"), "object")
            if slot and slot not in {"subject", "unstated"} and " " not in slot
        }  # fmt: skip

    def _slots(self) -> set[str]:
        slots = {self.frame.subject, self.frame.object, *self.frame.needs, *self.words.get("fill", {})}
        return slots | {slot.split()[0] for slot in slots if slot not in WORDS["phrases"]}

    def _fill(self, slot: str) -> str:
        """Words for a slot, with what hangs on it."""
        words = self._choose(slot)
        for deeper in sorted(self._slots()):
            if deeper.startswith(f"{slot} ") and deeper not in WORDS["phrases"]:
                link = deeper.removeprefix(f"{slot} ").replace("to-verb", "")
                words += f" {link} {self._choose(deeper)}".replace("  ", " ")
        return words

    def _choose(self, slot: str) -> str:
        """Words for a slot: given ones, or the first that the frame wants; never those of the other end."""
        given = self.words.get("fill", {})
        if slot in given:
            return str(given[slot])
        if slot.endswith(" to-verb"):
            return str(WORDS["slots"]["to-verb"])
        if slot == "subject" and self.frame.object == "others":
            return "HSA and Meridian Analytics"
        wanted, barred = self.entry.get("when", {}).get(slot), self.entry.get("unless", {}).get(slot, [])
        agency = self.acting if wanted is None else "Organization" in wanted
        if slot == "subject" and agency and not {"Organization", "OrganizationalUnit"} & set(barred):
            return "HSA"
        first, second = self._list_ends()
        taken = self._choose(first) if slot == second != first else ""
        if wanted is None and slot in WORDS["slots"]:
            return str(WORDS["slots"][slot])
        for kind in wanted or WORDS["kinds"]:
            words = WORDS["kinds"].get(kind, [WORDS["words"].get(kind, f"the {kind}")])
            free = [word for word in words if word != taken]
            if kind not in barred and kind not in {"Literal", "Thing"} and free:
                return str(free[0])
        return str(WORDS["kinds"]["DataCategory"][0])

    def _list_ends(self) -> tuple[str, str]:
        """The slots of the claim's ends, that of the sentence's subject first."""
        ends = (self.frame.subject, self.frame.object)
        return (ends[1], ends[0]) if ends[1] == "subject" else ends

    def _expect(self, slot: str) -> str:
        """The label that a claim has for what fills a slot."""
        if slot == "unstated" or (slot == "subject" and self.words.get("only") == "passive without agent"):
            return "Unstated"
        if slot == "others":
            return "Meridian Analytics"
        words = self._choose(slot).removesuffix(" and Meridian Analytics")
        return re.sub(r"^(?:the|a|an|that) ", "", words)

    def _trail(self, without: tuple[str, ...] = ()) -> str:
        """What stands behind the object: complement, prepositional phrases, an infinitive."""
        slots = self._slots() - set(without)
        words = [self._fill(slot) for slot in ("power", "complement") if slot in slots]
        ordered = [*self.frame.needs, *sorted(slots)]
        for slot in dict.fromkeys(ordered):
            top = " " not in slot or slot in WORDS["phrases"]
            if slot in slots and slot not in CORE and top:
                words.append(f"{self.words.get('spell', {}).get(slot, slot)} {self._fill(slot)}")
        words.extend(self._fill(slot) for slot in ("content", "question", "to-verb") if slot in slots)
        return "".join(f" {word}" for word in words)

    # ------------------------------------------------------------------ kinds of forms

    def _spell(self, form: Form) -> Iterator[tuple[str, str]]:
        if "say" in self.words:
            yield from self._say(self.words.get("spelled", form.words))
        elif form.kind == "verb":
            yield from self._spell_verb(form.words)
        elif form.kind == "light":
            yield from self._spell_light(form.words)
        elif form.kind == "noun":
            yield from self._spell_noun(form.words)
        elif form.kind == "agent":
            yield from self._spell_agent(form.words)
        else:
            yield from self._spell_adjective(form)

    def _say(self, words: str) -> Iterator[tuple[str, str]]:
        """A sentence given whole, with a place for the verb, or for the words and a form of 'be'."""
        template = self.words["say"]
        actor = (
            "analysts"
            if template.startswith("the users") or " users " in template or "participants" in template
            else "HSA"
        )
        yield "active", template.format(verb=inflect(words, actor), words=words, be=inflect("be", actor))
        if "{verb}" in template or "{be}" in template:
            denial = template.format(verb=deny(words, actor), words=words, be=deny("be", actor))
            yield "not active", denial

    def _spell_verb(self, verb: str) -> Iterator[tuple[str, str]]:
        slots = self._slots()
        acted = next((slot for slot in ("indirect", "object") if slot in slots), "")
        only = self.words.get("only", "")
        acts = "subject" in slots and not only.startswith("passive")
        if acts:
            given = "".join(f" {self._fill(slot)}" for slot in ("indirect", "object") if slot in slots)
            subject, trail = self._fill("subject"), given + self._trail()
            done = f"{form_participle(verb)}{trail}"
            past = self.frame.only == "past"
            yield "active", f"{subject} has {done}" if past else f"{subject} {inflect(verb, subject)}{trail}"
            yield "not active", f"{subject} has not {done}" if past else f"{subject} {deny(verb, subject)}{trail}"
        if not acted or verb.split()[0] == "be" or self._lacks_passive(verb) or only == "active":
            return
        thing = self._fill(acted)
        trail = f" {self._fill('object')}" * (acted == "indirect" and "object" in slots) + self._trail()
        doer = f" by {self._fill('subject')}" if "subject" in slots and only != "passive without agent" else ""
        early = {slot.split()[-1] for slot in slots} & {"complement", "to-verb", "as"}
        rest = doer + trail if early else trail + doer
        be = "are" if is_plural(thing) else "is"
        be = "were" if self.frame.only == "past" else be
        yield "passive", f"{thing} {be} {form_participle(verb)}{rest}"
        yield "not passive", f"{thing} {be} not {form_participle(verb)}{rest}"

    def _lacks_passive(self, words: str) -> bool:
        parts = words.split()
        alone = parts[-1] in WORDS["prepositions"] and len(parts) > 1 and words not in WORDS["prepositional"]
        return alone or words in WORDS["no passive"] or f"{self.frame.predicate}: {words}" in WORDS["no passive"]

    def _spell_light(self, words: str) -> Iterator[tuple[str, str]]:
        slots = self._slots()
        subject = self._fill("subject") if "subject" in slots or not {"to", "for"} & slots else "HSA"
        head, *middle = words.split()
        preposition = middle.pop() if len(middle) > 1 and middle[-1] in WORDS["prepositions"] else ""
        led = middle[0] in WORDS["prepositions"] or middle[-1] in WORDS["predicatives"]
        inner, thing = " ".join(middle), self._fill("object") if "object" in slots else ""
        if preposition:
            behind = f" {preposition} {thing or self._fill(self.frame.object)}{self._trail((preposition,))}"
        elif "indirect" in slots:
            inner, behind = f"{self._fill('indirect')} {inner}", self._trail()
        elif led:
            inner, behind = f"{thing} {inner}".strip(), self._trail()
        else:
            behind = f" {self.words.get('hang', 'of')} {thing}" * bool(thing) + self._trail()
        yield "active", f"{subject} {inflect(head, subject)} {inner}{behind}"
        yield "not active", f"{subject} {deny(head, subject)} {inner}{behind}"
        active = "active" in self.words.get("only", "")
        if active or head in WORDS["no light passive"] or words in WORDS["no passive"] or "indirect" in slots:
            return
        if preposition and self.frame.predicate in WORDS["kept"]:
            return  # 'a record of X is kept': the record is
        particle = ""
        moved = middle[0] in WORDS["prepositions"] and middle[1:2] in (["a"], ["the"])
        if middle[0] in WORDS["particles"] or moved:
            particle, middle = f" {middle[0]}", middle[1:]
        if not middle or (led and not particle and (preposition or not thing)):
            return
        about = (
            f" {self.words.get('hang', 'of')} {thing}" if thing and not preposition else behind if preposition else ""
        )
        plural, done = is_plural(" ".join(middle)), f"{form_participle(head)}{particle}"
        if led and not preposition and thing:
            middle, about, plural, done = [thing], "", is_plural(thing), f"{done} {' '.join(middle)}{behind}"
        elif not preposition:
            done += self._trail()
        yield "passive", f"{' '.join(middle)}{about} {'are' if plural else 'is'} {done} by {subject}"
        yield "not passive", f"{' '.join(middle)}{about} {'are' if plural else 'is'} not {done} by {subject}"

    def _spell_noun(self, noun: str) -> Iterator[tuple[str, str]]:
        slots = self._slots()
        of = f" of {self._fill('object')}" if "object" in slots else ""
        trail = self._trail()
        if "subject" in slots:
            subject = self._fill("subject")
            yield "noun", f"{subject}'s {noun}{of}{trail} ended in 2020"
            yield "by", f"The {noun}{of}{trail} by {subject} ended in 2020"
            yield "not by", f"There is no {noun}{of}{trail} by {subject}"
        else:
            yield "noun", f"The {noun}{of}{trail} ended in 2020"

    def _spell_agent(self, noun: str) -> Iterator[tuple[str, str]]:
        bearer, of = self._fill("subject"), f" of {self._fill('object')}" if "object" in self._slots() else ""
        article = "an" if noun[0] in "aeiou" and not noun.startswith("us") else "a"
        be, said = ("are", pluralize(noun)) if is_plural(bearer) else ("is", f"{article} {noun}")
        yield "agent", f"{bearer} {be} {said}{of}{self._trail()}"
        yield "not agent", f"{bearer} {be} not {said}{of}{self._trail()}"

    def _spell_adjective(self, form: Form) -> Iterator[tuple[str, str]]:
        *_, preposition = form.words.split()
        subject, thing = self._name_slots(form)
        trail = self._trail((preposition,))
        described = self._fill("subject")
        other = subject if subject == preposition else thing if thing == preposition else preposition
        be = "are" if is_plural(described) else "is"
        party = f" {self._fill(other)}" if " " in form.words else ""
        yield "adjective", f"{described} {be} {form.words}{party}{trail}"
        yield "not adjective", f"{described} {be} not {form.words}{party}{trail}"


def is_plural(words: str) -> bool:
    head = re.split(r" (?:of|to|for|in|on|with) ", words)[0].split()[-1]
    return (" and " in words and " between " not in words) or (
        head.islower() and bool(re.search(r"(?<![sui])s$", head))
    )


def pluralize(noun: str) -> str:
    return noun if noun in {"personnel", "staff"} else noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def inflect(verb: str, subject: str) -> str:
    head, blank, rest = verb.partition(" ")
    if not is_plural(subject):
        return inflect_present(verb)
    return {"be": "are"}.get(head, head) + blank + rest


def deny(verb: str, subject: str) -> str:
    head, blank, rest = verb.partition(" ")
    if head == "be":
        return inflect("be", subject) + " not" + blank + rest
    return ("do" if is_plural(subject) else "does") + f" not {verb}"
