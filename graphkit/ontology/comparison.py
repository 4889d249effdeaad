"""`ontology/cues/comparison.yaml` in, checked values out: how claims are compared, which stand against each other."""
from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from graphkit.errors import OntologyError
from graphkit.ontology import find_ontology
from graphkit.ontology.cues import read_yaml

PARTIES = ("same", "outside", "either")
MATTERS = ("same", "related", "topic")
WORDS = ("general", "parties", "empty", "limits", "manners", "outside", "exceptions", "use_words", "numbers", "once",
         "moments", "trials", "durations", "unopposed", "of_data", "inward", "firmness",
         "counts", "times", "limiting")


class Opposition(Struct, frozen=True):
    """A denial of some predicates that stands against others affirmed; the fields as the file explains them."""

    reason: str
    denied: frozenset[str]
    affirmed: frozenset[str]
    parties: str
    matter: str
    strength: int
    says: str


class Comparison(Struct, frozen=True):
    """The file's words and oppositions; synonyms: every word of a group of heads to the first one."""

    synonyms: dict[str, str]
    general: frozenset[str]
    parties: frozenset[str]
    empty: frozenset[str]
    limits: frozenset[str]
    manners: frozenset[str]
    outside: tuple[str, ...]
    exceptions: tuple[str, ...]
    use_words: tuple[str, ...]
    numbers: frozenset[str]
    once: frozenset[str]
    moments: frozenset[str]
    trials: frozenset[str]
    durations: frozenset[str]
    unopposed: frozenset[str]
    of_data: frozenset[str]
    inward: frozenset[str]
    firmness: tuple[str, ...]
    counts: frozenset[str]
    times: frozenset[str]
    limiting: frozenset[str]
    names: tuple[tuple[str, ...], ...]
    opposed: tuple[Opposition, ...]
    knowledge: Opposition

    def name_group(self, label: str) -> str:
        """A label with every name of a group replaced by the first of the group."""
        for first, *others in self.names:
            for name in others:
                label = re.sub(rf"\b{re.escape(name)}\b", first, label, flags=re.IGNORECASE)
        return label


@cache
def load_comparison(folder: Path | None = None) -> Comparison:
    """What the ontology at `folder`, or the project's own, says of comparing. Raises OntologyError naming the field."""
    path = (folder or find_ontology()) / "cues" / "comparison.yaml"
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise OntologyError(f"{path}:1: a mapping was expected")
    words = {name: read_words(path, content, name) for name in WORDS}
    heads, names = (read_groups(path, content, name) for name in ("heads", "names"))
    opposed = tuple(read_opposition(path, entry) for entry in content.get("opposed") or ())
    knowledge = {"denied": ["isAwareOf"], "parties": "same", "matter": "topic", **(content.get("knowledge") or {})}
    ordered = ("outside", "exceptions", "use_words", "firmness")
    return Comparison(
        synonyms={word: group[0] for group in heads for word in group}, names=names,
        opposed=opposed, knowledge=read_opposition(path, knowledge),
        **{name: words[name] if name in ordered else frozenset(words[name]) for name in WORDS},  # type: ignore[arg-type]
    )


def read_words(path: Path, content: dict[str, Any], name: str) -> tuple[str, ...]:
    """One list of words of the file."""
    found = content.get(name)
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise OntologyError(f"{path}: {name}: a list of words was expected")
    return tuple(found)


def read_groups(path: Path, content: dict[str, Any], name: str) -> tuple[tuple[str, ...], ...]:
    """A list of lists of words, of which the first stands for all."""
    found = content.get(name)
    if not isinstance(found, list) or not all(
            isinstance(group, list) and group and all(isinstance(word, str) for word in group) for group in found):
        raise OntologyError(f"{path}: {name}: a list of lists of words was expected")
    return tuple(tuple(group) for group in found)


def read_opposition(path: Path, entry: Any) -> Opposition:
    """One entry under `opposed`."""
    from graphkit.ontology.terms import load_terms

    known = load_terms(path.parents[1] / "graphkit.ttl").predicate_names
    try:
        found = Opposition(entry["reason"], frozenset(entry["denied"]), frozenset(entry["affirmed"]), entry["parties"],
                           entry["matter"], int(entry["strength"]), entry["says"])
    except (KeyError, TypeError, ValueError) as error:
        raise OntologyError(f"{path}: opposed: {entry!r}: {type(error).__name__} {error}") from None
    unknown = sorted((found.denied | found.affirmed) - known)
    if unknown:
        raise OntologyError(f"{path}: {found.reason}: no predicates: {', '.join(unknown)}")
    if found.parties not in PARTIES or found.matter not in MATTERS or found.strength not in (1, 2, 3):
        raise OntologyError(f"{path}: {found.reason}: parties {found.parties!r}, matter {found.matter!r} or strength "
                            f"{found.strength} is none that is known")
    return found
