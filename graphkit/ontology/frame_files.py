"""`ontology/frames/*.yaml` in, frames out.

A frame file is a list of frames; its keys are explained in `Frame`. `defaults.yaml` says what a preposition contributes
where the frame does not. More files may be given by the user; they are checked alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from graphkit.errors import OntologyError
from graphkit.ontology.cues import find_line, read_yaml
from graphkit.ontology.frames import CORE, OTHERS, Default, Form, Frame, Frames, Sense
from graphkit.ontology.kinds import KINDS, UNKNOWN
from graphkit.ontology.terms import load_terms

_FORMS = ("verbs", "light", "nouns", "agents", "adjectives")
_KEYS = {
    *_FORMS, "predicate", "sense", "subject", "object", "roles", "when", "unless", "needs", "adjective",
    "without", "polarity", "modality", "restriction", "loose", "only", "cognate", "withheld",
}  # fmt: skip
_POLARITIES = {"", "deny"}
_ONLY = {"", "active", "affirmed", "denied", "past"}
_MODALITIES = {"", "Stated", "Procedural", "Possible", "Planned", "Required", "KnowledgeDisclaimed"}
_ARTICLES = {"a", "an", "the", "any"}
#: What a slot may ask for: a class of the vocabulary, a thing of no known kind, a place, or words.
_KINDS = (*KINDS, UNKNOWN, "Place", "Literal")
_PREPOSITIONS = frozenset(
    ["to", "of", "for", "with", "from", "in", "into", "on", "onto", "against", "by", "under", "about", "at",
     "through", "over", "upon", "as", "among", "between", "off", "away", "within", "across", "alongside"]
)  # fmt: skip


@lru_cache(maxsize=4)
def load_frames(folder: Path, more: tuple[Path, ...] = ()) -> Frames:
    """The frames of the ontology at `folder`, and of the files `more`, which win.

    Raises OntologyError that names file, line, frame and reason.
    """
    frames: list[Frame] = []
    for path in (*more, *sorted((folder / "frames").glob("*.yaml"))):
        if path.name != "defaults.yaml":
            frames.extend(_read_frames(path, len(frames), own=path in more))
    defaults_path = folder / "frames" / "defaults.yaml"
    defaults = _read_defaults(defaults_path) if defaults_path.exists() else {}
    index: dict[tuple[str, str], list[tuple[Frame, Form]]] = {}
    for frame in frames:
        for form in frame.forms:
            index.setdefault((form.kind, form.head), []).append((frame, form))
    senses = {key: tuple(_read_sense(frame, form) for frame, form in found) for key, found in index.items()}
    fixed: dict[str, list[str]] = {}
    for phrase in sorted(defaults, key=len, reverse=True):
        if " " in phrase:
            fixed.setdefault(phrase.partition(" ")[0], []).append(phrase)
    return Frames(
        tuple(frames),
        {key: tuple(found) for key, found in index.items()},
        senses,
        {head: _index_carriers(found) for (kind, head), found in senses.items() if kind == "light"},
        defaults,
        {word: tuple(phrases) for word, phrases in fixed.items()},
        frozenset(head for kind, head in index if kind in {"noun", "agent"}),
        frozenset(head.split()[0] for kind, head in index if kind in {"verb", "light"}),
        {head: _list_giving(frame for frame, _ in found) for (kind, head), found in index.items() if kind == "verb"},
    )


def _list_giving(frames: Iterable[Frame]) -> frozenset[str]:
    return frozenset(slot for frame in frames for slot, role in frame.roles.items() if role == "recipient")


def _read_sense(frame: Frame, form: Form) -> Sense:
    """What a form of a frame asks: the slots that the frame needs, and those without which it makes no claim."""
    subject, thing = frame.subject, frame.object
    if form.kind == "adjective":
        subject, thing = frame.adjective.get("subject", subject), frame.adjective.get("object", thing)
        thing = form.preposition if thing == "object" and form.preposition else thing
    ends = {subject if thing == OTHERS else thing} | {subject} - {"subject", "unstated"}
    if form.kind == "adjective" and form.preposition:
        ends.add(form.preposition)
    moved = {"object"} if form.kind in {"verb", "light"} and (form.preposition or form.middle) else set()
    if "to" in frame.needs:  # the others may hang on the to-phrase: 'gives training to staff *on X*'
        moved |= {*frame.needs} - {*CORE, "to"}
    asks = {*frame.needs, *ends} - moved
    sought = tuple(slot for slot in frame.needs if slot in moved)
    used = frozenset({subject, thing})
    telling = used | {slot.split()[0] for slot in used}
    beside = tuple(slot for slot in (*frame.when, *frame.unless) if slot not in used)
    bound = bool(form.preposition or sought or frame.without or frame.only)
    return Sense(frame, form, subject, thing, used, telling, frozenset(asks), frozenset(moved), sought, beside, bound)


def _index_carriers(senses: Iterable[Sense]) -> Mapping[str, tuple[tuple[int, Sense], ...]]:
    """Senses of light forms by the words that may carry them."""
    index: dict[str, list[tuple[int, Sense]]] = {}
    for place, sense in enumerate(senses):
        for word in sense.form.list_carriers():
            index.setdefault(word, []).append((place, sense))
    return {word: tuple(found) for word, found in index.items()}


def _read_frames(path: Path, first: int, *, own: bool) -> Iterable[Frame]:
    content = read_yaml(path)
    if not isinstance(content, list):
        raise OntologyError(f"{path}:1: a list of frames was expected, not {type(content).__name__}")
    return [_Entry(path, place, entry, own).read(first + place) for place, entry in enumerate(content)]


class _Entry(Struct, frozen=True):
    """The entry of a file of frames at `place`, being checked."""

    path: Path
    place: int
    content: Any
    own: bool = False

    def read(self, order: int) -> Frame:
        """The entry as a frame. Raises OntologyError that names file, line, frame and reason."""
        if not isinstance(self.content, dict) or not isinstance(self.content.get("predicate"), str):
            raise self.fault("predicate", "it names no predicate")
        predicate = self.content["predicate"]
        for key in sorted(self.content, key=str):
            if key not in _KEYS:
                raise self.fault(key, f"unknown key {key!r}; choose among {', '.join(sorted(_KEYS))}")
        if predicate not in load_terms().predicate_names:
            raise self.fault("predicate", f"{predicate!r} is no predicate of the vocabulary")
        return Frame(
            predicate=predicate,
            order=order,
            own=self.own,
            source=self.path.stem,
            forms=self._read_all_forms(),
            subject=self._read_word("subject", "subject"),
            object=self._read_word("object", "object"),
            roles=self._read_roles(),
            when=self._read_kinds("when"),
            unless=self._read_kinds("unless"),
            needs=tuple(self._read_list("needs")),
            without=tuple(self._read_list("without")),
            adjective={str(key): str(value) for key, value in self._read_mapping("adjective").items()},
            polarity=self._choose("polarity", _POLARITIES),
            modality=self._choose("modality", _MODALITIES),
            restriction=self._read_word("restriction", ""),
            cognate=self._read_word("cognate", ""),
            withheld=self._read_word("withheld", ""),
            loose=self._read_switch("loose"),
            only=self._choose("only", _ONLY),
        )

    def fault(self, key: object, reason: str) -> OntologyError:
        """The error about one key of the entry, with its line."""
        name = self.content.get("predicate") if isinstance(self.content, dict) else None
        called = f" ({name})" if isinstance(name, str) else ""
        line = find_line(self.path, self.place, str(key))
        return OntologyError(f"{self.path}:{line}: frame {self.place + 1}{called}: {reason}")

    def _read_all_forms(self) -> tuple[Form, ...]:
        forms = [form for kind in _FORMS for words in self._read_list(kind) for form in _read_forms(kind, words)]
        if not forms:
            raise self.fault("predicate", f"it has no words; give {', '.join(_FORMS)} or some of them")
        return tuple(forms)

    def _read_word(self, key: str, default: str) -> str:
        value = self.content.get(key, default)
        if not isinstance(value, str):
            raise self.fault(key, f"{key!r} must be a word, not {value!r}")
        return value

    def _read_switch(self, key: str) -> bool:
        value = self.content.get(key, False)
        if not isinstance(value, bool):
            raise self.fault(key, f"{key!r} must be true or false, not {value!r}")
        return value

    def _read_list(self, key: str) -> list[str]:
        value = self.content.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.fault(key, f"{key!r} must be a list of words, not {value!r}")
        return value

    def _read_mapping(self, key: str) -> Mapping[str, Any]:
        """A mapping from slots; 'on' without quotes is no word in YAML."""
        value = self.content.get(key) or {}
        if not isinstance(value, dict):
            raise self.fault(key, f"{key!r} must be a mapping, not {value!r}")
        for slot in value:
            if not isinstance(slot, str):
                raise self.fault(key, f'{key!r} has {slot!r} where a word was expected; write "on" with quotes')
        return value

    def _read_roles(self) -> Mapping[str, str]:
        roles = self._read_mapping("roles")
        for slot, role in roles.items():
            if role not in load_terms().role_names | {"object"}:
                raise self.fault("roles", f"{role!r}, for {slot!r}, is no role of the vocabulary")
        return roles

    def _read_kinds(self, key: str) -> Mapping[str, frozenset[str]]:
        """Slot → kinds of things, or words."""
        slots = self._read_mapping(key)
        for slot, kinds in slots.items():
            if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
                raise self.fault(key, f"{key!r} must give a list of kinds for {slot!r}, not {kinds!r}")
            for kind in kinds:
                if kind[:1].isupper() and kind not in _KINDS:
                    raise self.fault(key, f"{kind!r}, for {slot!r}, is no kind; choose among {', '.join(_KINDS)}")
        return {slot: frozenset(kinds) for slot, kinds in slots.items()}

    def _choose(self, key: str, choices: set[str]) -> str:
        value = self.content.get(key) or ""
        if not isinstance(value, str) or value not in choices:
            listed = ", ".join(sorted(choices - {""}))
            raise self.fault(key, f"{key!r} must be one of {listed}, not {value!r}")
        return value


def _read_forms(key: str, words: str) -> Iterable[Form]:
    kind = {"verbs": "verb", "light": "light", "nouns": "noun", "agents": "agent", "adjectives": "adjective"}[key]
    parts = [part for part in words.split() if part not in _ARTICLES or kind != "light"]
    if kind in {"noun", "agent"}:
        return [Form(kind, words, (), "", words)]
    if kind == "light":
        preposition = parts[-1] if len(parts) > 2 and parts[-1] in _PREPOSITIONS else ""
        middle = tuple(parts[1 : -1 if preposition else None])
        return [Form(kind, parts[0], middle, preposition, words)]
    if len(parts) == 1:
        return [Form(kind, words, (), "", words)]
    if kind == "verb":  # the second word may be a particle ("turn over") or a preposition ("rely on"): the tree decides
        forms = [Form(kind, words, (), "", words), Form(kind, parts[0], (), " ".join(parts[1:]), words)]
        return forms if len(parts) < 3 else [*forms, Form(kind, " ".join(parts[:2]), (), " ".join(parts[2:]), words)]
    if parts[-1] in _PREPOSITIONS or len(parts) == 2:
        return [Form(kind, parts[0], (), " ".join(parts[1:]), words)]
    return [Form(kind, parts[-2], (), parts[-1], words)]


def _read_defaults(path: Path) -> Mapping[str, tuple[Default, ...]]:
    content = read_yaml(path)
    roles = content.get("roles") if isinstance(content, dict) else None
    if not isinstance(roles, dict):
        raise OntologyError(f"{path}:1: a mapping 'roles' was expected")
    defaults = {}
    for phrase, entries in roles.items():
        if not isinstance(entries, list) or not all(isinstance(entry, dict) and "role" in entry for entry in entries):
            raise OntologyError(f"{path}: {phrase!r} must be a list of roles with kinds")
        defaults[str(phrase).replace('"', "")] = tuple(
            Default(entry["role"], frozenset(entry.get("kinds") or ())) for entry in entries
        )
    return defaults
