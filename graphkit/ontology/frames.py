"""The frames: which words say which predicate, and what each slot and preposition means; the values alone.

`frame_files` reads them from `ontology/frames/*.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: What makes a stem a noun, and the noun a plural: inquir-y, inquir-ies, audit-s.
_ENDINGS = ("", "y", "ies", "s", "es")
#: The slot of those named after the first: 'A and B met' is A meets B.
OTHERS = "others"
#: Slots that nothing else fills, unless a form shifts them.
CORE = frozenset({"subject", "object", "indirect", "complement"})


@dataclass(frozen=True, slots=True)
class Form:
    """A word or phrase that evokes a frame.

    kind         verb | light | noun | agent | adjective
    head         lemma that heads the clause; middle: the words of a light form between head and preposition
    preposition  the one whose object is the form's object ('rely *on*', 'have access *to*'), or ''
    carrier      the last of the middle words, or ''; stem: what it and its plural have in common
    behind       the words behind the head of a light form: 'in partnership with', which may be one preposition
    """

    kind: str
    head: str
    middle: tuple[str, ...] = ()
    preposition: str = ""
    words: str = ""
    carrier: str = field(init=False, compare=False, repr=False)
    stem: str = field(init=False, compare=False, repr=False)
    behind: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        carrier = self.middle[-1] if self.middle else ""
        object.__setattr__(self, "carrier", carrier)
        object.__setattr__(self, "stem", carrier.removesuffix("y").lower())
        object.__setattr__(self, "behind", " ".join((*self.middle, self.preposition)))

    def list_carriers(self) -> set[str]:
        """What the last of the middle words may be written as: itself, or in the plural."""
        return {self.carrier, *(self.stem + ending for ending in _ENDINGS)}


@dataclass(frozen=True, slots=True)
class Frame:
    """One sense: words → predicate.

    subject, object  the deep slot that becomes the claim's subject and object; for adjectives `adjective` says so
    roles            preposition or slot → role
    when, unless     slot → kinds of things that this sense wants, or excludes; `loose` lets things of unknown kind pass
    needs            slots that must be filled; without: slots that must not be
    polarity, modality, restriction  what the form carries by itself
    only             meant of what is denied, or of what is affirmed: 'does not have to share' tells of a duty, 'has to
                     share' of sharing; 'their contract provides for X' of a contract, 'does not provide' of X; or of
                     what is past ('can view a record' tells of access, 'viewed a record' of looking at it once) or
                     active ('the system covers records', but 'records are covered by JUSTICE/ATF-003', a notice)
    cognate          the data that the verb itself names: who photographs a person collects a 'photograph'
    withheld         why no fact follows from it: who *contacts* a party need not meet it; '' if one does
    own              from a file of the user's: wins over the ontology's frames for the same words
    """

    predicate: str
    order: int
    source: str
    forms: tuple[Form, ...]
    subject: str = "subject"
    object: str = "object"
    roles: Mapping[str, str] = field(default_factory=dict)
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unless: Mapping[str, frozenset[str]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    adjective: Mapping[str, str] = field(default_factory=dict)
    polarity: str = ""
    modality: str = ""
    restriction: str = ""
    cognate: str = ""
    withheld: str = ""
    own: bool = False
    loose: bool = False
    only: str = ""


@dataclass(frozen=True, slots=True)
class Sense:
    """A form with the frame that it evokes, and what that asks of a clause.

    subject, object  the slots that become those of the claim; used: both
    telling  the slots whose words belong to these: 'provides X *with the means* to share', the object tells the means
    asks     slots that must be filled: what asks for more than a clause has need not be tried on it
    moved    slots whose fillers may stand elsewhere: the object of 'rely on' is its on-phrase
    sought   those of them that must be filled too
    beside   the other slots of which the frame wants or excludes some kinds
    bound    whether it asks for more than filled slots: 'rely on' for its preposition
    """

    frame: Frame
    form: Form
    subject: str
    object: str
    used: frozenset[str]
    telling: frozenset[str]
    asks: frozenset[str]
    moved: frozenset[str]
    sought: tuple[str, ...]
    beside: tuple[str, ...]
    bound: bool


@dataclass(frozen=True, slots=True)
class Default:
    """What a preposition means by default: a role, for things of certain kinds (any, if empty)."""

    role: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, by kind and head of their forms, and the defaults by preposition or fixed phrase.

    light     head of light forms → how their carriers may be written → their senses, each with its place in the order
    nominals  the lemmas of all nouns that evoke a frame
    verbs     the lemmas of all verbs that do, particles and light objects left out
    giving    verbs → the prepositions behind which one of their frames has a recipient
    """

    frames: tuple[Frame, ...]
    index: Mapping[tuple[str, str], tuple[tuple[Frame, Form], ...]]
    senses: Mapping[tuple[str, str], tuple[Sense, ...]]
    light: Mapping[str, Mapping[str, tuple[tuple[int, Sense], ...]]]
    defaults: Mapping[str, tuple[Default, ...]]
    fixed: Mapping[str, tuple[str, ...]]  # first word → the fixed phrases among the defaults, the longest first
    nominals: frozenset[str]
    verbs: frozenset[str]
    giving: Mapping[str, frozenset[str]]

    def find(self, kind: str, head: str) -> tuple[tuple[Frame, Form], ...]:
        """The frames, with the form that evokes each, for a clause of this kind with this head."""
        return self.index.get((kind, head), ())

    def list_senses(self, kind: str, head: str) -> tuple[Sense, ...]:
        """What such a clause may mean."""
        return self.senses.get((kind, head), ())

    def find_fixed(self, words: str, size: int) -> str:
        """The longest fixed phrase of more than `size` words with which the words begin, or ''."""
        known = self.fixed.get(words.partition(" ")[0], ())
        if not words.startswith(known):
            return ""
        return next((phrase for phrase in known if words.startswith(phrase) and len(phrase.split()) > size), "")
