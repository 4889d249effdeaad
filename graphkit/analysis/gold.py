"""A gold file in, what a careful reader would put on record out.

The format is told in tests/gold/README.md: one line a claim, with patterns for its subject and object, the predicates
and modalities that are acceptable, its polarity, a verbatim quote and the roles it must carry; `# span: FIRST … LAST`
opens a stretch of the text in which the gold is exhaustive.
"""
from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from graphkit.errors import EvaluationError

#: A claim with another polarity or modality than these is no fact, whatever it says.
AFFIRMED = "affirmed"
FACTUAL = frozenset({"stated", "procedural"})
POLARITIES = ("affirmed", "denied")
MODALITIES = ("stated", "procedural", "possible", "planned", "required", "disclaimed")

_PLAIN = str.maketrans("“”‘’–—\u00a0", "\"\"''-- ")


def squeeze(text: str) -> str:
    """Any text in, the form in which texts are compared out: white space folded, quotes and dashes made plain."""
    return re.sub(r"\s+", " ", text.translate(_PLAIN)).strip()


class RolePattern(Struct, frozen=True):
    """One part of what a claim must carry: a value that fits `pattern`, in one of the roles `names`."""

    names: tuple[str, ...]
    pattern: re.Pattern[str]


class GoldLine(Struct, frozen=True):
    """One claim of the gold; lines that share an `id` are alternative readings of one statement."""

    id: str
    required: bool
    subject: re.Pattern[str]
    predicates: tuple[str, ...]
    object: re.Pattern[str]
    polarity: str
    modalities: tuple[str, ...]
    quote: str
    roles: tuple[RolePattern, ...] = ()

    @property
    def factual(self) -> bool:
        return self.polarity == AFFIRMED and bool(FACTUAL & set(self.modalities))


class Gold(Struct, frozen=True):
    """The lines of a gold file, and the first and last words of each stretch that it annotates."""

    name: str
    lines: tuple[GoldLine, ...]
    spans: tuple[tuple[str, str], ...]


def read_gold(path: Path) -> Gold:
    """A gold file in, its lines and spans out; a broken line is refused with file, line and value."""
    lines: list[GoldLine] = []
    spans: list[tuple[str, str]] = []
    for number, raw in enumerate(read_lines(path), 1):
        text = raw.strip()
        if text.startswith("# span:"):
            first, _, last = text.removeprefix("# span:").partition("…")
            spans.append((squeeze(first), squeeze(last)))
        if text and not text.startswith("#"):
            lines.append(read_line(text, f"{path}:{number}"))
    return Gold(path.stem, tuple(lines), tuple(spans))


def read_lines(path: Path) -> list[str]:
    """A gold file in, its lines out."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise EvaluationError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path}: not UTF-8 at byte {error.start}") from error


def read_line(text: str, place: str) -> GoldLine:
    """One line of the file in, what it asks for out; `place` stands in the message if it is broken."""
    fields = text.lstrip("? ").split("|", 7)
    if len(fields) < 7:
        raise EvaluationError(f"{place}: {len(fields)} fields where 7 or 8 belong: {text[:80]!r}")
    key, subject, predicates, object_, polarity, modalities, quote, *roles = fields
    return GoldLine(
        key,
        not text.startswith("?"),
        read_pattern(subject, place),
        split_names(predicates),
        read_pattern(object_, place),
        check_names((polarity,), POLARITIES, place)[0],
        check_names(split_names(modalities), MODALITIES, place),
        squeeze(quote),
        tuple(read_role(part, place) for part in "".join(roles).split("&") if part.strip()),
    )


def read_role(text: str, place: str) -> RolePattern:
    """`restriction/condition=need;only` in, the roles and what one of them must hold out."""
    names, _, value = text.partition("=")
    return RolePattern(tuple(names.strip().split("/")), read_pattern(value, place))


def read_pattern(alternatives: str, place: str) -> re.Pattern[str]:
    """Alternatives separated by `;` in, one pattern out that is searched for without regard to case."""
    try:
        return re.compile("|".join(f"(?:{part.strip()})" for part in alternatives.split(";")), re.IGNORECASE)
    except re.error as error:
        raise EvaluationError(f"{place}: no regular expression: {alternatives!r}: {error}") from error


def split_names(text: str) -> tuple[str, ...]:
    """Names separated by commas in, the names out."""
    return tuple(name.strip() for name in text.split(","))


def check_names(names: tuple[str, ...], known: tuple[str, ...], place: str) -> tuple[str, ...]:
    """Names in, the same names out, or an error that lists the known ones."""
    for name in names:
        if name not in known:
            raise EvaluationError(f"{place}: {name!r} is none of {', '.join(known)}")
    return names
