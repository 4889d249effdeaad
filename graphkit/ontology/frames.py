"""`ontology/frames/*.yaml` in, frames out: which words say which predicate, and what each slot and preposition means.

A frame file is a list of frames; its keys are explained in `Frame`. `defaults.yaml` says what a preposition contributes
where the frame does not. More files may be given by the user; they are checked alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from graphkit.errors import OntologyError
from graphkit.ontology.cues import read_yaml

_FORMS = ("verbs", "light", "nouns", "agents", "adjectives")
_KEYS = {
    *_FORMS, "predicate", "sense", "subject", "object", "roles", "when", "unless", "needs", "adjective",
    "polarity", "modality", "restriction", "loose", "bare",
}  # fmt: skip
_POLARITIES = {"", "deny"}
_MODALITIES = {"", "Stated", "Procedural", "Possible", "Planned", "Required", "KnowledgeDisclaimed"}
_ARTICLES = {"a", "an", "the", "any"}


@dataclass(frozen=True, slots=True)
class Form:
    """A word or phrase that evokes a frame.

    kind         verb | light | noun | agent | adjective
    head         lemma that heads the clause; middle: the words of a light form between head and preposition
    preposition  the one whose object is the form's object ('rely *on*', 'have access *to*'), or ''
    """

    kind: str
    head: str
    middle: tuple[str, ...] = ()
    preposition: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One sense: words → predicate.

    subject, object  the deep slot that becomes the claim's subject and object; for adjectives `adjective` says so
    roles            preposition or slot → role
    when, unless     slot → kinds of things that this sense wants, or excludes; `loose` lets things of unknown kind pass
    needs            slots that must be filled
    bare             for agent nouns: the phrase itself is the subject ("participants of X" participate in X)
    polarity, modality, restriction  what the form carries by itself
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
    adjective: Mapping[str, str] = field(default_factory=dict)
    polarity: str = ""
    modality: str = ""
    restriction: str = ""
    loose: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Default:
    """What a preposition means by default: a role, for things of certain kinds (any, if empty)."""

    role: str
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, by kind and head of their forms, and the defaults by preposition or fixed phrase."""

    frames: tuple[Frame, ...]
    index: Mapping[tuple[str, str], tuple[tuple[Frame, Form], ...]]
    defaults: Mapping[str, tuple[Default, ...]]

    def find(self, kind: str, head: str) -> tuple[tuple[Frame, Form], ...]:
        """The frames, with the form that evokes each, for a clause of this kind with this head."""
        return self.index.get((kind, head), ())

    def list_nominals(self) -> frozenset[str]:
        """The lemmas of all nouns that evoke a frame."""
        return frozenset(form.head for frame in self.frames for form in frame.forms if form.kind in {"noun", "agent"})


@lru_cache(maxsize=4)
def load_frames(folder: Path, more: tuple[Path, ...] = ()) -> Frames:
    """The frames of the ontology at `folder`, and of the files `more`, which win.

    Raises OntologyError that names file, frame and reason.
    """
    frames: list[Frame] = []
    for path in (*more, *sorted((folder / "frames").glob("*.yaml"))):
        if path.name != "defaults.yaml":
            frames.extend(_read_frames(path, len(frames)))
    defaults_path = folder / "frames" / "defaults.yaml"
    defaults = _read_defaults(defaults_path) if defaults_path.exists() else {}
    index: dict[tuple[str, str], list[tuple[Frame, Form]]] = {}
    for frame in frames:
        for form in frame.forms:
            index.setdefault((form.kind, form.head), []).append((frame, form))
    return Frames(tuple(frames), {key: tuple(found) for key, found in index.items()}, defaults)


def _read_frames(path: Path, first: int) -> Iterable[Frame]:
    content = read_yaml(path)
    if not isinstance(content, list):
        raise OntologyError(f"{path}:1: a list of frames was expected, not {type(content).__name__}")
    return [_read_frame(path, place, entry, first + place) for place, entry in enumerate(content)]


def _read_frame(path: Path, place: int, entry: Any, order: int) -> Frame:
    where = f"{path}: frame {place + 1}"
    if not isinstance(entry, dict) or not isinstance(entry.get("predicate"), str):
        raise OntologyError(f"{where}: it names no predicate")
    unknown = sorted(set(entry) - _KEYS, key=str)
    if unknown:
        raise OntologyError(f"{where} ({entry['predicate']}): unknown key {unknown[0]!r}")
    forms = [form for kind in _FORMS for words in _list(where, entry, kind) for form in _read_forms(kind, words)]
    adjective = _mapping(where, entry, "adjective")
    return Frame(
        predicate=entry["predicate"],
        order=order,
        source=path.stem,
        forms=tuple(forms),
        subject=str(entry.get("subject", "subject")),
        object=str(entry.get("object", "object")),
        roles={str(slot): str(role) for slot, role in _mapping(where, entry, "roles").items()},
        when=_kinds(where, entry, "when"),
        unless=_kinds(where, entry, "unless"),
        needs=tuple(str(slot) for slot in _list(where, entry, "needs")),
        adjective={str(key): str(value) for key, value in adjective.items()},
        polarity=_choice(where, entry, "polarity", _POLARITIES),
        modality=_choice(where, entry, "modality", _MODALITIES),
        restriction=str(entry.get("restriction") or ""),
        loose=bool(entry.get("loose", False)),
        bare=bool(entry.get("bare", False)),
    )


def _list(where: str, entry: Mapping[str, Any], key: str) -> list[str]:
    value = entry.get(key) or []
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise OntologyError(f"{where} ({entry['predicate']}): {key!r} must be a list of words, not {value!r}")
    return value


def _mapping(where: str, entry: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = entry.get(key) or {}
    if not isinstance(value, dict):
        raise OntologyError(f"{where} ({entry['predicate']}): {key!r} must be a mapping, not {value!r}")
    return value


def _kinds(where: str, entry: Mapping[str, Any], key: str) -> Mapping[str, frozenset[str]]:
    """Slot → kinds of things, or words."""
    slots = _mapping(where, entry, key)
    for slot, kinds in slots.items():
        if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
            raise OntologyError(
                f"{where} ({entry['predicate']}): {key!r} must give a list of kinds for {slot!r}, not {kinds!r}"
            )
    return {str(slot): frozenset(kinds) for slot, kinds in slots.items()}


def _choice(where: str, entry: Mapping[str, Any], key: str, choices: set[str]) -> str:
    value = entry.get(key) or ""
    if not isinstance(value, str) or value not in choices:
        listed = ", ".join(sorted(choices - {""}))
        raise OntologyError(f"{where} ({entry['predicate']}): {key!r} must be one of {listed}, not {value!r}")
    return value


_PREPOSITIONS = frozenset(
    ["to", "of", "for", "with", "from", "in", "into", "on", "onto", "against", "by", "under", "about", "at",
     "through", "over", "upon", "as", "among", "between", "off", "away"]
)  # fmt: skip


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
        return [Form(kind, words, (), "", words), Form(kind, parts[0], (), " ".join(parts[1:]), words)]
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
