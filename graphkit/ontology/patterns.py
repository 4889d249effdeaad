"""Patterns of a cue file in, compiled patterns out, each tried on its own example.

A pattern that does not fit the example beside it says something else than its writer meant: it is refused at load.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphkit.errors import OntologyError


def compile_pattern(text: object, place: str) -> re.Pattern[str]:
    """A regular expression to its pattern, blind to case. Raises OntologyError that names the place and the value."""
    if not isinstance(text, str) or not text:
        raise OntologyError(f"{place}: a pattern was expected, not {text!r}")
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise OntologyError(f"{place}: no regular expression: {text!r}: {error}") from error


def compile_entry(entry: Mapping[str, Any], place: str) -> re.Pattern[str]:
    """An entry with `pattern` and `example` to its pattern. Raises OntologyError if the example does not fit."""
    pattern = compile_pattern(entry.get("pattern"), place)
    example = entry.get("example")
    if not isinstance(example, str) or not pattern.search(example):
        raise OntologyError(f"{place}: the example {example!r} does not fit {pattern.pattern!r}")
    return pattern


def list_entries(content: Mapping[str, Any], name: str, place: str) -> Sequence[Mapping[str, Any]]:
    """The entries of one list of a cue file. Raises OntologyError where it is no list of mappings."""
    entries = content.get(name)
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise OntologyError(f"{place}: {name!r} must be a list of mappings, not {entries!r}")
    return entries


def list_words(content: Mapping[str, Any], name: str, place: str) -> tuple[str, ...]:
    """The words of one list of a cue file. Raises OntologyError where it is no list of words."""
    words = content.get(name)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise OntologyError(f"{place}: {name!r} must be a list of words, not {words!r}")
    return tuple(words)
