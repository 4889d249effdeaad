"""Head nouns in, kinds of things out: what class of the ontology a phrase such as "field office" stands for."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from graphkit.errors import OntologyError
from graphkit.ontology import find_ontology
from graphkit.ontology.cues import read_yaml

#: The classes of the vocabulary that a noun can stand for; `Thing` is what no noun tells.
KINDS = (
    "Role", "Organization", "OrganizationalUnit", "System", "Program", "DataCategory", "Capability", "Policy",
    "Document", "Activity",
)  # fmt: skip
UNKNOWN = "Thing"
_NUMBERED = re.compile(r"\s+(?:No\.?\s*)?\d+$")
_LONGEST_PHRASE = 6
_REMEMBERED = 10_000  # phrases whose kind is not found anew
_KEYED = ("nouns", "phrases", "heads", "after", "before", "numbered")
_PLAIN = (
    "irregular", "prepositions", "naming", "unit_heads", "advising", "name_tails", "law_tails", "law_heads",
    "law_links", "divisions", "not_names", "modifiers", "places",
    "inside_names", "listed_names", "portfolios", "topical_bodies", "articles", "lead_ins", "countries", "adverbs",
    "company_forms", "spellings", "titles", "openers", "positions", "registers", "crowns",
    "topic_links", "foreign_links", "topical_endings", "singular_verbs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kinds:
    """The words of `cues/kinds.yaml`, checked.

    nouns      head noun or phrase, lower case and singular → kind
    irregular  plural → singular, where no rule gives it
    tellers    section (heads, after, before) → phrase → the kind that it tells
    words      section without kinds → its words, in the order of the file; sets: the same, where order tells nothing
    numbered   kind → templates of names made of a word and a number
    """

    nouns: Mapping[str, str]
    irregular: Mapping[str, str]
    tellers: Mapping[str, Mapping[str, str]]
    words: Mapping[str, tuple[str, ...]]
    sets: Mapping[str, frozenset[str]]
    numbered: Mapping[str, tuple[str, ...]]
    _found: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def find_kind(self, head: str, premodifiers: tuple[str, ...] = ()) -> str:
        """A head noun and the words before it to a kind, or `Thing`; the longest listed phrase wins."""
        phrase = " ".join((*premodifiers, head)) if premodifiers else head
        kind = self._found.get(phrase)
        if kind is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            kind = self._found[phrase] = self._find_kind(phrase)
        return kind

    def _find_kind(self, phrase: str) -> str:
        words = [word.lower() for word in phrase.split()]
        if not words:
            return UNKNOWN
        last = words[-1]
        for size in range(min(len(words), _LONGEST_PHRASE), 0, -1):
            before = words[-size:-1]
            for form in find_singulars(last, self.irregular):
                kind = self.nouns.get(" ".join([*before, form]))
                if kind:
                    return kind
        if "-" in last:
            return self._find_kind(last.rsplit("-", 1)[1])
        return UNKNOWN

    def find_phrase_kind(self, phrase: str) -> str:
        """A noun phrase without its article to a kind: that of its head, the last word before a preposition."""
        words = [word.lower() for word in phrase.replace(",", " ").split()]
        prepositions = self.sets["prepositions"]
        end = next((place for place, word in enumerate(words) if place and word in prepositions), len(words))
        for size in range(min(len(words), _LONGEST_PHRASE), end + 1, -1):
            for form in find_singulars(words[end - 1], self.irregular):
                kind = self.nouns.get(" ".join([*words[: end - 1], form, *words[end:size]]))
                if kind:
                    return kind
        return self.find_kind(words[end - 1], tuple(words[: end - 1])) if words else UNKNOWN


def find_singulars(word: str, irregular: Mapping[str, str]) -> Iterator[str]:
    """A noun in, the forms that may be its singular out, itself first."""
    yield word
    if word in irregular:
        yield irregular[word]
        return
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    if word.endswith("es") and not word.endswith("ees") and len(word) > 3:  # licensees hold licenses
        yield word[:-2]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 2:
        yield word[:-1]


def read_kinds(path: Path) -> Kinds:
    """A file such as `cues/kinds.yaml` to Kinds; raises OntologyError naming the section and the word at fault."""
    sections = read_sections(path)
    for name in (*_KEYED, *_PLAIN):
        if not sections.get(name):
            raise OntologyError(f"{path}: the section {name!r} is missing or empty")
    nouns = _invert(path, "nouns", sections["nouns"])
    for phrase, kind in _invert(path, "phrases", sections["phrases"]).items():
        if nouns.setdefault(phrase, kind) != kind:
            raise OntologyError(f"{path}: phrases: {phrase!r} is listed under {nouns[phrase]} and under {kind}")
    for kind in sections["numbered"]:
        _check_kind(path, "numbered", kind)
    words = {name: sections[name].get("", ()) for name in _PLAIN}
    return Kinds(
        nouns=nouns,
        irregular=_read_irregular(path, sections["irregular"].get("", ())),
        tellers={name: _invert(path, name, sections[name]) for name in ("heads", "after", "before")},
        words=words,
        sets={name: frozenset(listed) for name, listed in words.items()},
        numbered=sections["numbered"],
    )


def _invert(path: Path, section: str, groups: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Kind → words to word → kind; a word of two kinds is refused."""
    inverted: dict[str, str] = {}
    for kind, words in groups.items():
        _check_kind(path, section, kind)
        for word in words:
            known = inverted.setdefault(word.lower(), kind)
            if known != kind:
                raise OntologyError(f"{path}: {section}: {word!r} is listed under {known} and under {kind}")
    return inverted


def _check_kind(path: Path, section: str, kind: str) -> None:
    if kind not in KINDS:
        raise OntologyError(f"{path}: {section}: {kind!r} is not a kind; choose among {', '.join(KINDS)}")


def _read_irregular(path: Path, pairs: tuple[str, ...]) -> dict[str, str]:
    irregular: dict[str, str] = {}
    for pair in pairs:
        plural, _, singular = pair.partition(" ")
        if not singular or " " in singular:
            raise OntologyError(f"{path}: irregular: {pair!r} is not a plural and its singular")
        irregular[plural.lower()] = singular.lower()
    return irregular


def read_sections(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """A file of cues to its sections: name → key → words; a section without keys has the one key ''."""
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise OntologyError(f"{path}: should hold sections of words, not {type(content).__name__}")
    return {str(name): _split_section(path, str(name), section) for name, section in content.items()}


def _split_section(path: Path, name: str, section: object) -> dict[str, tuple[str, ...]]:
    keyed = section if isinstance(section, dict) else {"": section}
    words: dict[str, tuple[str, ...]] = {}
    for key, text in keyed.items():
        if not isinstance(text, str):
            raise OntologyError(f"{path}: {name}: {key or name}: should be words separated by commas, not {text!r}")
        words[str(key)] = tuple(word for word in (" ".join(part.split()) for part in text.split(",")) if word)
    return words


@lru_cache(maxsize=4)
def load_kinds(path: Path | None = None) -> Kinds:
    """The kinds of the installed ontology, or of another file, read once."""
    return read_kinds(path or find_ontology() / "cues" / "kinds.yaml")


def cut_number(name: str) -> str:
    """A name less the number behind its head noun: 'School District' of 'School District No. 411'."""
    return _NUMBERED.sub("", name)
