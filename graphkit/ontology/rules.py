"""`ontology/rules/*.rq` in, checked CONSTRUCT rules out, in the order in which they run.

A rule says in its header what it makes:

    # title: Facts
    # description: A plain triple for every affirmed claim that nothing denies.
    # makes: facts
"""
from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from msgspec import Struct

from graphkit.errors import OntologyError
from graphkit.ontology import find_ontology
from graphkit.ontology.namespaces import PREFIXES

#: What a rule may make, in the order in which the kinds run; the rules of one kind run in the order of their names.
KINDS = ("claims", "contradictions", "facts", "flows")
HEADER = re.compile(r"^#\s*(title|description|makes):\s*(.*\S)\s*$", re.MULTILINE)


class Rule(Struct, frozen=True):
    """A CONSTRUCT query over a document's graph: its file's name, what it is for, and what it makes (see KINDS)."""

    name: str
    title: str
    description: str
    makes: str
    query: str


@cache
def load_rules(folder: Path | None = None) -> tuple[Rule, ...]:
    """The rules of `ontology/rules`, or of `folder`. Raises OntologyError on a broken one."""
    paths = sorted((folder or find_ontology() / "rules").glob("*.rq"))
    return tuple(sorted((read_rule(path) for path in paths), key=lambda rule: (KINDS.index(rule.makes), rule.name)))


def read_rule(path: Path) -> Rule:
    """One `.rq` file in, its rule out."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path}: cannot be read: {error}") from None
    header = dict(HEADER.findall(text))
    for name in ("title", "description", "makes"):
        if name not in header:
            raise OntologyError(f"{path}:1: the rule's header has no '# {name}:'")
    if header["makes"] not in KINDS:
        raise OntologyError(f"{path}: 'makes: {header['makes']}' is none of {', '.join(KINDS)}")
    check_syntax(path, text)
    return Rule(path.stem, header["title"], header["description"], header["makes"], text)


def check_syntax(path: Path, text: str) -> None:
    """Raises OntologyError with the parser's place and reason if the text is no CONSTRUCT query."""
    from pyoxigraph import QueryTriples, Store

    try:
        answer = Store().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise OntologyError(f"{path}: {' '.join(str(error).split())}") from None
    if not isinstance(answer, QueryTriples):
        raise OntologyError(f"{path}: a rule must be a CONSTRUCT query")
