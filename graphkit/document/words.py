"""`ontology/cues/layout.yaml` in, the words by which a document shows its layout out."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from msgspec import Struct
from msgspec.structs import fields

from graphkit.errors import OntologyError
from graphkit.ontology import find_ontology

#: Every word is a word, "on" and "no" too.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Words(Struct, frozen=True):
    """One field for every list of the file, in lower case; the file says what each is for."""

    question_labels: tuple[str, ...]
    answer_labels: tuple[str, ...]
    bare_answers: tuple[str, ...]
    carrier_labels: tuple[str, ...]
    number_labels: tuple[str, ...]
    polite_requests: tuple[str, ...]
    requests: tuple[str, ...]
    question_words: tuple[str, ...]
    question_leads: tuple[str, ...]
    asker_words: tuple[str, ...]
    asker_leads: tuple[str, ...]
    division_words: tuple[str, ...]
    title_words: tuple[str, ...]
    captions: tuple[str, ...]
    finite_words: tuple[str, ...]
    versus_words: tuple[str, ...]
    list_links: tuple[str, ...]
    open_words: tuple[str, ...]
    hyphen_prefixes: tuple[str, ...]
    boilerplate_starts: tuple[str, ...]
    postal_regions: tuple[str, ...]
    closings: tuple[str, ...]
    salutations: tuple[str, ...]
    honorifics: tuple[str, ...]
    addressee_labels: tuple[str, ...]
    author_labels: tuple[str, ...]
    subject_labels: tuple[str, ...]
    date_labels: tuple[str, ...]
    body_words: tuple[str, ...]
    offices: tuple[str, ...]
    company_words: tuple[str, ...]
    notice_names: tuple[str, ...]
    controller_names: tuple[str, ...]
    offered_names: tuple[str, ...]
    offering_verbs: tuple[str, ...]
    overseer_words: tuple[str, ...]
    department_words: tuple[str, ...]
    service_words: tuple[str, ...]
    asking_starts: tuple[str, ...]
    line_openers: tuple[str, ...]
    speaker_titles: tuple[str, ...]
    chief_words: tuple[str, ...]
    rank_words: tuple[str, ...]
    asking_bodies: tuple[str, ...]
    authored_genres: tuple[str, ...]
    witness_genres: tuple[str, ...]
    genre_words: tuple[str, ...]
    months: tuple[str, ...]


@lru_cache(maxsize=4)
def load_words(path: Path | None = None) -> Words:
    """Read the lists of `path`, by default the ontology's own; OntologyError names the file and the wrong list."""
    path = path or find_ontology() / "cues" / "layout.yaml"
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise OntologyError(f"{path}: {' '.join(str(error).split())}") from error
    if not isinstance(found, dict):
        raise OntologyError(f"{path}: a list for each kind of word is wanted")
    names = [field.name for field in fields(Words)]
    for name in sorted(set(found) - set(names)):
        raise OntologyError(f"{path}: {name}: no such list; known are {', '.join(names)}")
    for name in names:
        words = found.get(name)
        if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
            raise OntologyError(f"{path}: {name}: a list of words is wanted, not {words!r}")
    return Words(**{name: tuple(word.casefold() for word in found[name]) for name in names})
