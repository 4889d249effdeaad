"""A gold file of questions and a graph in, how many items, parents, answers and statuses are as a reader sees them out.

A line says `block|number|parent|statuses|first words of the answer|words the status rests on`.
"""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from graphkit.analysis.gold import read_lines, split_names, squeeze
from graphkit.analysis.statements import PREFIXES
from graphkit.errors import EvaluationError
from graphkit.ontology.namespaces import GK

if TYPE_CHECKING:
    from pyoxigraph import Store

ENDING = ".questions"
FIELDS = 6
ITEMS = """SELECT DISTINCT ?block ?number ?parent ?start ?words ?status {
    ?question a gk:Question ; gk:block ?block ; gk:number ?number
    OPTIONAL { ?question gk:partOfQuestion/gk:number ?parent }
    OPTIONAL { { ?question gk:responseStatus ?status }
        UNION { ?told gk:answers ?question ; gk:responseStatus ?status } }
    OPTIONAL { ?answer gk:answers ?question ; gk:evidence ?passage .
        ?passage oa:hasSelector ?quote, ?position . ?quote oa:exact ?words . ?position oa:start ?start } }"""


class Item(Struct, frozen=True, order=True):
    """A numbered item: where it stands in the tree, and the words with which its answer begins, '' for none.

    statuses  local names of its response statuses: in the gold those that are acceptable, the best first
    """

    block: int
    number: str
    parent: str
    answer: str
    statuses: tuple[str, ...] = ()


class ItemScore(Struct, frozen=True):
    """How the items of a build compare with the gold; `wrong` tells each that differs.

    statuses  items whose status is acceptable; best: those whose status is the one that the gold names first
    """

    gold: str
    items: int
    found: int
    nested: int
    answered: int
    statuses: int
    best: int
    wrong: tuple[str, ...]

    def count_figures(self) -> dict[str, str | int]:
        return {"gold": self.gold, "items": self.items, "found": self.found, "nested": self.nested,
                "answered": self.answered, "statuses": self.statuses, "best": self.best}

    def list_errors(self) -> tuple[str, ...]:
        return self.wrong


def is_question_gold(path: Path) -> bool:
    return path.stem.endswith(ENDING)


def read_items(path: Path) -> tuple[Item, ...]:
    """A gold file in, its items out; a broken line is refused with file, line and value."""
    items = []
    for number, raw in enumerate(read_lines(path), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        fields = raw.split("|")
        if len(fields) != FIELDS or not fields[0].isdigit():
            raise EvaluationError(f"{path}:{number}: not block|number|parent|status|answer|cue: {raw[:80]!r}")
        items.append(Item(int(fields[0]), fields[1], fields[2], squeeze(fields[4]), split_names(fields[3])))
    return tuple(items)


def find_items(store: Store) -> tuple[Item, ...]:
    """A graph in, its questions with the beginning of their answers out."""
    rows = store.query(PREFIXES + ITEMS, use_default_graph_as_union=True)
    first: dict[tuple[int, str, str], tuple[int, str]] = {}
    statuses: dict[tuple[int, str, str], set[str]] = {}
    for row in rows:  # type: ignore[union-attr]
        key = int(row["block"].value), row["number"].value, row["parent"].value if row["parent"] else ""
        place = (int(row["start"].value), squeeze(row["words"].value)) if row["start"] else (-1, "")
        first[key] = min(place, first.get(key, place))
        status = row["status"].value.removeprefix(GK) if row["status"] else ""
        statuses.setdefault(key, set()).update({status} - {""})
    return tuple(sorted(Item(*key, words, tuple(sorted(statuses[key]))) for key, (_, words) in first.items()))


def score_items(name: str, wanted: tuple[Item, ...], store: Store) -> ItemScore:
    """What a reader sees and a graph in, their comparison out; an item that no reader sees is an error too."""
    there = {(item.block, item.number): item for item in find_items(store)}
    found = [(item, there[item.block, item.number]) for item in wanted if (item.block, item.number) in there]
    nested = [item for item, other in found if item.parent == other.parent]
    answered = [item for item, other in found
                if other.answer.startswith(item.answer) and bool(item.answer) == bool(other.answer)]
    wrong = [f"missed: {item}" for item in wanted if (item.block, item.number) not in there]
    wrong += [f"wrong: {other}, not {item}" for item, other in found if item not in nested or item not in answered]
    responded = [item for item, other in found if set(other.statuses) & set(item.statuses)]
    best = [item for item, other in found if other.statuses == item.statuses[:1]]
    wrong += [f"status: {item.number} (block {item.block}): {', '.join(other.statuses) or 'none'}, "
              f"not {' or '.join(item.statuses)}" for item, other in found if item not in responded]
    known = {(item.block, item.number) for item in wanted}
    wrong += [f"made up: {item}" for key, item in sorted(there.items()) if key not in known]
    return ItemScore(name, len(wanted), len(found), len(nested), len(answered), len(responded), len(best),
                     tuple(wrong))
