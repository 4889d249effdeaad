"""`ontology/names/*.ttl` in, what is known of the world's names out: agencies, their parts, systems, laws.

Names are SKOS: a prefLabel, altLabels that may be shown, hiddenLabels that are only looked for, a type of the
vocabulary, and the body that it is part of.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from graphkit.errors import OntologyError
from graphkit.ontology.kinds import KINDS
from graphkit.ontology.namespaces import GK, ORG, RDF, SKOS

_WORD = re.compile(r"[^\W_]+")
_TYPE = f"{RDF}type"
_PART_OF = (f"{GK}partOf", f"{ORG}subOrganizationOf", f"{ORG}unitOf")
#: The two types of a platform that is called like the company that runs it.
_BOTH = ("System", "Organization")
_LABELS = {f"{SKOS}prefLabel": "label", f"{SKOS}altLabel": "names", f"{SKOS}hiddenLabel": "hidden"}


@dataclass(frozen=True, slots=True)
class Name:
    """A body, system, law … that is known beforehand.

    kind     its type; also: that of its maker, where a platform and a company have one name
    names    its other names, to be shown; hidden: those that are only looked for (misspellings, old forms)
    part_of  IRIs of the bodies that it is part of
    """

    kind: str
    label: str
    names: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    iri: str = ""
    hidden: tuple[str, ...] = ()
    also: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """All that is looked for, its label first."""
        return (self.label, *self.names, *self.hidden)


class KnownNames(tuple[Name, ...]):
    """Names in order of their IRIs, and what is looked up in them for every document."""

    @cached_property
    def by_iri(self) -> Mapping[str, Name]:
        return {name.iri: name for name in self}

    @cached_property
    def agencies(self) -> frozenset[str]:
        """What organizations are called."""
        return frozenset(
            form for name in self if name.kind == "Organization" for form in (name.label, *name.names)
        )

    def find_forms(self, words: Set[str]) -> list[tuple[str, int]]:
        """The forms that a text with these words, in small letters, may have, each with the index of its name."""
        found = list(self._wordless)
        for word in self._by_word.keys() & words:
            found += [place for place, needed in self._by_word[word] if needed <= words]
        return [self._forms[place] for place in sorted(found)]

    @cached_property
    def _forms(self) -> Sequence[tuple[str, int]]:
        return [(form, number) for number, name in enumerate(self) for form in name.forms]

    @cached_property
    def _needed(self) -> Sequence[frozenset[str]]:
        """The words of each form that a text has to have for the form to be in it."""
        return [frozenset(word.lower() for word in _WORD.findall(form) if len(word) > 2) for form, _ in self._forms]

    @cached_property
    def _wordless(self) -> Sequence[int]:
        return [place for place, needed in enumerate(self._needed) if not needed]

    @cached_property
    def _by_word(self) -> Mapping[str, Sequence[tuple[int, frozenset[str]]]]:
        """The places of forms with the words that they need, by the rarest of them."""
        shares = Counter(word for needed in self._needed for word in needed)
        found: dict[str, list[tuple[int, frozenset[str]]]] = {}
        for place, needed in enumerate(self._needed):
            if needed:
                found.setdefault(min(needed, key=lambda word: (shares[word], word)), []).append((place, needed))
        return found


@dataclass(slots=True)
class _Draft:
    """What one file says of one subject, while it is being read."""

    path: Path
    kinds: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    labels: dict[str, list[str]] = field(default_factory=lambda: {"label": [], "names": [], "hidden": []})

    def add_label(self, path: Path, iri: str, predicate: str, text: str) -> None:
        name = _LABELS.get(predicate)
        if name is None:
            return
        if not text.strip():
            raise _fault(path, iri, "has an empty label")
        self.labels[name].append(" ".join(text.split()))

    def add_link(self, predicate: str, iri: str) -> None:
        if predicate == _TYPE and iri.startswith(GK):
            self.kinds.append(iri.removeprefix(GK))
        elif predicate in _PART_OF:
            self.parents.append(iri)


@lru_cache(maxsize=4)
def load_known(folder: Path, more: tuple[Path, ...]) -> KnownNames:
    """The names of an ontology's folder and of further files, read once. Raises OntologyError."""
    return load_names(folder, more)


def load_names(folder: Path, more: Sequence[Path] = ()) -> KnownNames:
    """A folder of Turtle files, an ontology's folder or a single file to its names, in order of their IRIs.

    more  further files, which may add to what is known of a body, and whose names win: a form that they give to a body
          is no other body's
    Raises OntologyError naming file, line and reason for what does not parse, has no label, two labels or no kind, or
    is part of something that no file names.
    """
    folder = folder / "names" if (folder / "names").is_dir() else folder
    paths = sorted(folder.glob("*.ttl")) if folder.is_dir() else [folder]
    drafts: dict[str, _Draft] = {}
    for path in (*paths, *more):
        _read_file(path, drafts)
    names = tuple(_finish_name(iri, drafts[iri]) for iri in sorted(drafts))
    for name in names:
        for parent in name.part_of:
            if parent not in drafts:
                path = drafts[name.iri].path
                raise _fault(path, name.iri, f"is part of <{parent}>, which no file of names describes")
    _check_parts(names, drafts)
    return KnownNames(_settle_forms(names, {name.iri for name in names if drafts[name.iri].path in more}))


def _settle_forms(names: tuple[Name, ...], winners: set[str]) -> tuple[Name, ...]:
    """The names, no form of which is also one of those in `winners`; a winner takes the place of one of its label."""
    if not winners:
        return names
    won = {form: name.iri for name in names if name.iri in winners for form in name.forms}
    heirs = {name.iri: won[name.label] for name in names if name.iri not in winners and name.label in won}
    return tuple(
        replace(
            name,
            names=tuple(form for form in name.names if name.iri in winners or form not in won),
            hidden=tuple(form for form in name.hidden if name.iri in winners or form not in won),
            part_of=tuple(sorted({heirs.get(iri, iri) for iri in name.part_of} - {name.iri})),
        )
        for name in names
        if name.iri not in heirs
    )


def _read_file(path: Path, drafts: dict[str, _Draft]) -> None:
    """Add what one file says to the drafts."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    try:
        for triple in parse(input=path.read_bytes(), format=RdfFormat.TURTLE):
            subject, value = triple.subject, triple.object
            if type(subject) is not NamedNode:
                raise OntologyError(f"{path}: a name has to have an IRI, not {subject}")
            draft = drafts.get(subject.value) or drafts.setdefault(subject.value, _Draft(path))
            draft.path = path  # what comes later is at fault
            if type(value) is Literal:
                draft.add_label(path, subject.value, triple.predicate.value, value.value)
            elif type(value) is NamedNode:
                draft.add_link(triple.predicate.value, value.value)
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read: {error.strerror}") from error
    except SyntaxError as error:
        reason = re.sub(r"^Parser error at .*?: ", "", str(error.msg))
        raise OntologyError(f"{path}:{error.lineno}: {reason}") from error


def _finish_name(iri: str, draft: _Draft) -> Name:
    labels = draft.labels["label"]
    if len(labels) != 1:
        raise _fault(draft.path, iri, f"has {len(labels)} skos:prefLabel; it needs one")
    kinds = _BOTH if set(draft.kinds) == set(_BOTH) else tuple(draft.kinds)
    if kinds != _BOTH and (len(kinds) != 1 or kinds[0] not in KINDS):
        found = ", ".join(draft.kinds) or "none"
        raise _fault(draft.path, iri, f"has the type {found}; it needs one of gk: {', '.join(KINDS)}")
    return Name(
        kind=kinds[0],
        label=labels[0],
        names=tuple(sorted(set(draft.labels["names"]) - {labels[0]})),
        part_of=tuple(sorted(set(draft.parents))),
        iri=iri,
        hidden=tuple(sorted(set(draft.labels["hidden"]) - {labels[0]})),
        also="".join(kinds[1:]),
    )


def _check_parts(names: tuple[Name, ...], drafts: dict[str, _Draft]) -> None:
    """Nothing is part of itself, by however many steps."""
    parents = {name.iri: name.part_of for name in names}
    for name in names:
        above, seen = list(name.part_of), set(name.part_of)
        while above:
            step = above.pop()
            if step == name.iri:
                raise _fault(drafts[name.iri].path, name.iri, "is part of itself")
            fresh = [parent for parent in parents[step] if parent not in seen]
            seen.update(fresh)
            above += fresh


def _fault(path: Path, iri: str, reason: str) -> OntologyError:
    """The error about one subject, with the line on which the file first has it."""
    tail = re.split(r"[/#]", iri)[-1]
    pattern = re.compile(rf"(?:^|[\s<:/#]){re.escape(tail)}(?=[\s>;,.]|$)")
    lines = path.read_text("utf-8", errors="replace").splitlines()
    line = next((number for number, text in enumerate(lines, 1) if pattern.search(text)), 1)
    return OntologyError(f"{path}:{line}: <{iri}> {reason}")
