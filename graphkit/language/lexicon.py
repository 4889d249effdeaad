"""The cue files in, the words that the reading of sentences asks for out: one frozen value, made once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from graphkit.errors import OntologyError
from graphkit.language.constructions import Constructions, read_constructions
from graphkit.language.sections import SectionLead, read_section_leads
from graphkit.language.sentences import Stops, read_stops
from graphkit.language.standins import StandInWords, read_standins
from graphkit.ontology.alternatives import join_words
from graphkit.ontology.kinds import UNKNOWN, Kinds


class Governor(Struct, frozen=True):
    """A word that governs a clause ("allow", "ability", "able"): who acts in it, and what becomes of it.

    actor            object | subject | none: which slot of the governor acts in the governed clause
    modality         of the governed clause: one of the vocabulary's, 'keep' (the governor's own), '' (asserts nothing)
    polarity         keep | deny
    negated_modality, negated_polarity  the same where the governor itself is denied
    procedural       the modality instead of `modality` where the governor tells how things work ("would attempt to")
    transitive       whether only a verb with an object is meant ("uses X to share", not "applied to share")
    """

    word: str
    family: str
    actor: str
    modality: str
    polarity: str
    negated_modality: str
    negated_polarity: str
    procedural: str = ""
    transitive: bool = False


class Lexicon(Struct, frozen=True):
    """Every cue word of the language stage; see the YAML file of the same name for each field's meaning."""

    kinds: Kinds
    transparent: frozenset[str]
    sorting: frozenset[str]
    metered: frozenset[str]
    counting: frozenset[str]
    fractions: frozenset[str]
    magnitudes: frozenset[str]
    relational: frozenset[str]
    loose: frozenset[str]
    idle: frozenset[str]
    members: frozenset[str]
    naming: frozenset[str]
    generic: Mapping[str, frozenset[str]]
    anaphoric: Mapping[str, frozenset[str]]
    broad: frozenset[str]
    pronouns: Mapping[str, str]
    self_reference: frozenset[str]
    overseers: frozenset[str]
    companies: frozenset[str]
    any_bodies: frozenset[str]
    general_bodies: frozenset[str]
    other_bodies: frozenset[str]
    own_papers: tuple[str, ...]
    spoken_by: tuple[str, ...]
    own_rules: tuple[str, ...]
    acting_words: frozenset[str]
    synonyms: Mapping[str, int]
    prepositions: frozenset[str]
    preposition_starts: frozenset[str]
    preposition_words: frozenset[str]
    governors: Mapping[tuple[str, str], tuple[Governor, ...]]
    modals: Mapping[str, str]
    negated_modals: Mapping[str, str]
    perfect_modals: Mapping[str, str]
    shifted_modals: Mapping[str, str]
    states: frozenset[str]
    adverbs: Mapping[str, str]
    adverbials: frozenset[str]
    adverbial_starts: frozenset[str]
    marking: frozenset[str]
    adjectives: Mapping[str, str]
    conjunctions: Mapping[str, str]
    conjunction_forms: re.Pattern[str]
    conjunction_words: Mapping[str, tuple[str, ...]]
    excepting_words: frozenset[str]
    negators: frozenset[str]
    denying: frozenset[str]
    parting: frozenset[str]
    denials: Mapping[str, tuple[str, ...]]
    veiled_denials: tuple[frozenset[str], ...]
    restrictive: frozenset[str]
    narrowed: frozenset[str]
    emphatic: frozenset[str]
    apparent: Mapping[str, tuple[str, ...]]
    prepositional: frozenset[str]
    attribution: Mapping[str, bool]
    openings: tuple[str, ...]
    avowals: Mapping[str, frozenset[str]]
    over: frozenset[str]
    rare: frozenset[str]
    opinions: frozenset[str]
    standins: StandInWords
    stops: Stops
    asking: tuple[str, ...]
    constructions: Constructions
    sections: tuple[SectionLead, ...]
    answers: Mapping[str, str]

    def kind_of(self, head: str, label: str = "") -> str:
        """The kind of thing that a phrase with this head stands for, or 'Thing'."""
        headed = " of " in label or " to " in label  # 'access to the system' is no system
        kind = self.kinds.find_phrase_kind(label) if headed else self.kinds.find_kind(label or head)
        return kind if kind != UNKNOWN else self.kinds.find_kind(head)

    def kind_of_head(self, head: str, label: str) -> str:
        """The kind that the last words of a label tell, whatever names stand before them."""
        kind = self.kinds.find_kind(label)
        return kind if kind != UNKNOWN else self.kinds.find_kind(head)

    def is_phrase(self, *words: str) -> bool:
        """Whether the words together are a listed head noun ("third party")."""
        return " ".join(words).lower() in self.kinds.nouns

    def generic_kinds(self, word: str) -> frozenset[str]:
        """The kinds that a generic noun ("application") can stand for."""
        return self.generic.get(word, frozenset())

    def find_governor(self, word: str, sort: str, finite: bool = False, acted: bool = False) -> Governor | None:
        """The governor entry for a lemma that is a verb, noun or adjective (`sort`), or None.

        A finite clause ("reports *that X shares*") wants an entry under which nobody of the governor acts in it, an
        infinitive or gerund ("plans *to share*") one under which somebody does.
        """
        found = [governor for governor in self.governors.get((word, sort), ()) if acted or not governor.transitive]
        # 'stop X from sharing' wants an entry where the object acts, 'stop sharing' one where the subject does
        wanted = ("none",) if finite else ("object", "subject") if acted else ("subject", "object")
        for actor in wanted:
            for governor in found:
                if governor.actor == actor:
                    return governor
        return found[0] if found and (finite or found[0].actor != "none" or sort != "verb") else None


def build_lexicon(cues: Mapping[str, Any], kinds: Kinds) -> Lexicon:
    """The cue files, by stem, as one value. Raises OntologyError that names the file and the entry that is missing."""
    phrases = cues.get("phrases", {})
    try:
        denials = [phrase for phrase in cues["polarity"]["phrases"] if phrase not in cues["polarity"]["local"]]
        denying = _list_denying(cues)
        adverbials = _list_adverbials(cues)
        mistaken = _list_mistaken(cues["modality"]["conjunctions"])
        return Lexicon(
            kinds=kinds,
            transparent=frozenset(phrases["transparent"]),
            sorting=frozenset(phrases["sorting"]),
            metered=frozenset(phrases["metered"]),
            counting=frozenset(phrases["counting"]),
            fractions=frozenset(phrases["fractions"]),
            magnitudes=frozenset(phrases["magnitudes"]),
            relational=frozenset(phrases["relational"]),
            loose=frozenset(phrases["loose"]),
            idle=frozenset([*phrases["loose"], *cues["restriction"]["restrictive"]]),
            members=frozenset(phrases["members"]),
            naming=frozenset(phrases["naming"]),
            generic=_invert(phrases["generic"]),
            anaphoric=_invert(phrases["anaphoric"]),
            broad=frozenset(phrases["anaphoric_to_any"]),
            pronouns={word: sort for sort, words in phrases["pronouns"].items() for word in words},
            self_reference=frozenset(phrases["self_reference"]),
            overseers=frozenset(phrases["overseers"]),
            companies=frozenset(phrases["self_reference_of_companies"]),
            any_bodies=frozenset(phrases["self_reference_of_any"]),
            general_bodies=frozenset(phrases["self_reference_of_public"]),
            other_bodies=frozenset(phrases["self_reference_of_none"]),
            own_papers=tuple(phrases["own_papers"]),
            spoken_by=tuple(phrases["spoken_by"]),
            own_rules=tuple(phrases["own_rules"]),
            acting_words=frozenset(phrases["acting_words"]),
            synonyms={word: place for place, words in enumerate(phrases["synonyms"]) for word in words},
            prepositions=frozenset(phrases["prepositions"]),
            preposition_starts=frozenset(_list_starts(phrases["prepositions"])),
            preposition_words=frozenset(word for phrase in phrases["prepositions"] for word in phrase.split()[1:]),
            governors=_read_governors(cues["governors"]),
            modals=dict(cues["modality"]["modals"]),
            negated_modals=dict(cues["modality"]["negated_modals"]),
            perfect_modals=dict(cues["modality"]["perfect_modals"]),
            shifted_modals=dict(cues["modality"]["shifted_modals"]),
            states=frozenset(cues["modality"]["states"]),
            adverbs=dict(cues["modality"]["adverbs"]),
            adverbials=adverbials,
            adverbial_starts=frozenset(phrase.partition(" ")[0] for phrase in adverbials),
            marking=_list_marking(cues, adverbials),
            adjectives=dict(cues["modality"]["adjectives"]),
            conjunctions=dict(cues["modality"]["conjunctions"]),
            conjunction_forms=_compile_conjunctions(mistaken),
            excepting_words=frozenset(_index_longest(cues["constructions"]["excepting"])),
            conjunction_words=_index_longest(mistaken),
            negators=frozenset(cues["polarity"]["negators"]),
            narrowed=frozenset(cues["polarity"]["narrowed"]),
            emphatic=frozenset(cues["polarity"]["emphatic"]),
            apparent=_index_starts(cues["polarity"]["apparent"]),
            prepositional=frozenset(phrases["prepositional"]),
            denying=denying,
            parting=_list_parting(cues),
            denials=_index_starts(denials),
            veiled_denials=tuple(frozenset(words) for words in map(str.split, denials) if denying.isdisjoint(words)),
            restrictive=frozenset(cues["restriction"]["restrictive"]),
            attribution=_read_attribution(cues["attribution"]),
            opinions=frozenset(cues["attribution"]["nouns"]["uncommitted"]),
            openings=tuple(cues["attribution"]["openings"]),
            avowals={name: frozenset(words) for name, words in cues["attribution"]["avowals"].items()},
            over=frozenset(cues["modality"]["over"]),
            rare=frozenset(cues["polarity"]["rare"]),
            standins=read_standins(cues["standins"]),
            stops=read_stops(cues["sentences"]),
            asking=tuple(cues["sentences"]["asking"]),
            constructions=read_constructions(cues["constructions"]),
            sections=read_section_leads(cues["sections"]),
            answers=_read_answers(cues["answers"]),
        )
    except KeyError as error:
        raise OntologyError(f"ontology/cues: the entry {error.args[0]!r} is missing") from error


def _index_starts(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Phrases by their first words, in order."""
    index: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        start = phrase.partition(" ")[0]
        index[start] = (*index.get(start, ()), phrase)
    return index


def _list_denying(cues: Mapping[str, Any]) -> frozenset[str]:
    """The words of which every clause that denies something has one, unless it has one of the phrases that deny."""
    words = cues["constructions"]
    return frozenset([*cues["polarity"]["negators"], *words["negative_pronouns"], *words["scarce"], "few"])


def _list_parting(cues: Mapping[str, Any]) -> frozenset[str]:
    """The words of which every clause has one that denies something of a part only."""
    words = cues["constructions"]
    limited = (f"{word}ed" for word in words["limiting"])
    return frozenset([*words["scarce"], *words["universal"], *words["limiting"], *limited, "few"])


def _list_adverbials(cues: Mapping[str, Any]) -> frozenset[str]:
    """The adverbs and adverbial phrases that say how a clause is meant."""
    modality = cues["modality"]
    partly = cues["constructions"]["partly"]
    return frozenset([*modality["adverbs"], *modality["over"], *cues["polarity"]["rare"], *partly])


def _list_marking(cues: Mapping[str, Any], adverbials: Iterable[str]) -> frozenset[str]:
    """The words of which every clause has one that says how it is meant by more than its auxiliaries and clauses."""
    words = cues["constructions"]
    others = ("either", "little", "few", *words["examples"])
    telling = (max(reversed(phrase.split()), key=len) for phrase in adverbials)
    narrowing = cues["restriction"]["restrictive"]
    return frozenset([*telling, *narrowing, *words["offering"], *words["reserving"], *words["alternative"], *others])


def _list_starts(phrases: Iterable[str]) -> Iterator[str]:
    """The words with which phrases begin that go on: 'in', 'in accordance' of 'in accordance with'."""
    for phrase in phrases:
        words = phrase.split()
        yield from (" ".join(words[:size]) for size in range(1, len(words)))


def _list_mistaken(conjunctions: Iterable[str]) -> list[str]:
    """The conjunctions that a parser takes for something else: phrases, and participles ('provided X agrees')."""
    return [words for words in conjunctions if " " in words or words.endswith(("ed", "ing"))]


def _index_longest(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Phrases by the longest word of each, which seldom stands without the others."""
    index: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        longest = max(phrase.split(), key=len)
        index[longest] = (*index.get(longest, ()), phrase)
    return index


def _compile_conjunctions(conjunctions: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{join_words(conjunctions)})(?!\S)")


def _invert(groups: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    inverted: dict[str, set[str]] = {}
    for kind, words in groups.items():
        for word in words:
            inverted.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in inverted.items()}


def _read_governors(entries: list[Mapping[str, Any]]) -> dict[tuple[str, str], tuple[Governor, ...]]:
    table: dict[tuple[str, str], tuple[Governor, ...]] = {}
    for entry in entries:
        negated = entry.get("negated") or {}
        for key, sort in (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective")):
            for words in entry.get(key) or ():
                word = str(words).split()[0] if sort != "noun" else str(words)
                governor = Governor(
                    word=str(words),
                    family=entry["class"],
                    actor=entry.get("actor", "subject"),
                    modality=str(entry.get("modality") or ""),
                    polarity=entry.get("polarity", "keep"),
                    negated_modality=str(negated.get("modality") or ""),
                    negated_polarity=str(negated.get("polarity") or "keep"),
                    procedural=str(entry.get("procedural") or ""),
                    transitive=bool(entry.get("transitive")),
                )
                table[word, sort] = (*table.get((word, sort), ()), governor)
    return table


def _read_attribution(content: Mapping[str, Any]) -> dict[str, bool]:
    """Verbs of saying: lemma → whether they commit the one who says so."""
    words = dict.fromkeys(content.get("commits", ()), True)
    words.update(dict.fromkeys(content.get("uncommitted", ()), False))
    return words


def _read_answers(content: Mapping[str, Any]) -> dict[str, str]:
    """Words that answer a yes/no question: word → Affirmed or Denied."""
    words = dict.fromkeys(content["affirm"], "Affirmed")
    words.update(dict.fromkeys(content["deny"], "Denied"))
    return words
