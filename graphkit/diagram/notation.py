"""notation.toml in, the shapes, lines, arrows and words of the diagrams out, checked."""
from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from graphkit.diagram.picture import KINDS, STATUSES, Node
from graphkit.errors import DiagramError

FILE = Path(__file__).with_name("notation.toml")


class Shape(Struct, frozen=True):
    """How a thing is drawn: `classes` that it may be of ('' for any), and whether it must stand inside a boundary."""

    name: str
    shape: str
    fill: str
    outline: str
    legend: str
    classes: tuple[str, ...] = ()
    inside: bool = False
    label: str = ""


class Line(Struct, frozen=True):
    """How an arrow is drawn: of one status and, unless `kind` is '', one kind."""

    status: str
    style: str
    color: str
    width: float
    head: str
    legend: str
    kind: str = ""
    suffix: str = ""
    suffixes: tuple[tuple[str, str], ...] = ()  # modality → its own suffix

    def find_suffix(self, modality: str) -> str:
        """The word for an arrow of the line: that of its modality, else of its status."""
        return dict(self.suffixes).get(modality, self.suffix)


class Rule(Struct, frozen=True):
    """Which claims give an arrow where no flow does: `start` and `end` are subject, object or a role of the claim."""

    predicate: str
    kind: str
    start: str
    end: str
    objects: tuple[str, ...]
    word: str = ""


class Note(Struct, frozen=True):
    """The words to say of a thing that has facts of all the predicates, or of any; `inverse`: is their object."""

    predicates: tuple[str, ...]
    words: str
    any: bool = False
    inverse: bool = False


class Notation(Struct, frozen=True):
    """All of notation.toml."""

    page: dict[str, Any]
    boundary: dict[str, Any]
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]
    kinds: dict[str, str]
    rules: tuple[Rule, ...]
    notes: tuple[Note, ...]
    words: dict[str, Any]

    def find_shape(self, node: Node) -> Shape:
        """How a node is drawn."""
        return next(
            shape
            for shape in self.shapes
            if (not shape.classes or node.kind in shape.classes) and (not shape.inside or node.inside)
        )

    def find_line(self, status: str, kind: str) -> Line:
        """How an arrow is drawn: the line of its kind if there is one, else that of its status."""
        fitting = [line for line in self.lines if line.status == status and line.kind in ("", kind)]
        return max(fitting, key=lambda line: bool(line.kind))

    def spell_date(self, date: str) -> str:
        """'2019-04-12' to '12 April 2019'; what is no such date stays as it is."""
        year, _, rest = date.partition("-")
        month, _, day = rest.partition("-")
        if not (month.isdigit() and day.isdigit() and 1 <= int(month) <= 12):
            return date
        return f"{int(day)} {self.words['months'][int(month) - 1]} {year}"


@cache
def load_notation(file: Path = FILE) -> Notation:
    """The notation of the file; an error names what is wrong in it."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        notation = build_notation(data)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise DiagramError(f"{file}: not a notation: {error!r}") from error
    check_notation(notation, file)
    return notation


def build_notation(data: dict[str, Any]) -> Notation:
    """The tables of the file as values."""
    return Notation(
        page=data["page"],
        boundary=data["boundary"],
        shapes=tuple(Shape(**freeze_lists(entry)) for entry in data["shape"]),
        lines=tuple(Line(**freeze_lists(entry)) for entry in data["line"]),
        kinds=dict(data["kinds"]),
        rules=tuple(build_rule(entry) for entry in data["arrow"]),
        notes=tuple(Note(**freeze_lists(entry)) for entry in data["note"]),
        words=data["words"],
    )


def build_rule(entry: dict[str, Any]) -> Rule:
    """One table of `arrow`; `from` is no name in Python."""
    objects = tuple(entry["objects"])
    return Rule(entry["predicate"], entry["kind"], entry["from"], entry["to"], objects, entry.get("word", ""))


def freeze_lists(entry: dict[str, Any]) -> dict[str, Any]:
    """A table with tuples for its lists and tables."""
    frozen = {key: tuple(value.items()) if isinstance(value, dict) else value for key, value in entry.items()}
    return {key: tuple(value) if isinstance(value, list) else value for key, value in frozen.items()}


def check_notation(notation: Notation, file: Path) -> None:
    """An error if a status has no line, a thing may have no shape, or a kind is unknown."""
    general = {line.status for line in notation.lines if not line.kind}
    for status in STATUSES:
        if status not in general:
            raise DiagramError(f"{file}: no line for status {status!r}")
    kinds = [line.kind for line in notation.lines] + [rule.kind for rule in notation.rules]
    for kind in (*kinds, *notation.kinds.values()):
        if kind and kind not in KINDS:
            raise DiagramError(f"{file}: unknown kind {kind!r}, not one of {', '.join(KINDS)}")
    if not any(not shape.classes and not shape.inside for shape in notation.shapes):
        raise DiagramError(f"{file}: no shape without classes for all other things")
