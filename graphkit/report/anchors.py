"""IRIs in, the names out by which the page and its address know them: `claim-9c1f…` for …/claim/9c1f…

The names of diagrams (graphkit.diagram.labels.build_id), told apart where two IRIs would share one.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphkit.analysis.record import Record
from graphkit.diagram.labels import build_id


def name_anchors(record: Record) -> dict[str, str]:
    """The anchor of every claim, question and thing of a record."""
    return {  # claims and questions may have labels too, and are no things
        **name_all("thing", sorted(record.things)),
        **name_all("question", (question.iri for question in record.questions)),
        **name_all("claim", (claim.iri for claim in record.claims)),
    }


def name_all(prefix: str, iris: Iterable[str]) -> dict[str, str]:
    """IRIs to anchors, each another."""
    anchors: dict[str, str] = {}
    taken: set[str] = set()
    for iri in dict.fromkeys(iris):
        plain = build_id(prefix, iri)
        name, number = plain, 2
        while name in taken:
            name, number = f"{plain}-{number}", number + 1
        taken.add(name)
        anchors[iri] = name
    return anchors


def join_anchors(iris: Iterable[str], anchors: Mapping[str, str]) -> str:
    """IRIs to their anchors in one attribute; those that the page does not know are left out."""
    return " ".join(anchors[iri] for iri in iris if iri in anchors)
