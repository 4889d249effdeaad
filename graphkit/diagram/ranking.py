"""Arrows in, those that fit on a page out, numbered.

About twelve arrows fit. Kept first are those with both ends stated; then denials, flows, access and what is said
three times, before queries, before uses; then those that leave or enter an organization, that more claims state, that
are said first. What one sentence says of several parties stays together.
"""
from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from graphkit.diagram.facts import UNSTATED
from graphkit.diagram.picture import KINDS, Arrow, Statement
from graphkit.diagram.places import Places

OFTEN = 3  # statements that make a use as weighty as a flow
SLACK = 2  # arrows over the limit, so that what one sentence says is not torn apart


def keep_strongest(arrows: list[Arrow], limit: int, places: Places) -> tuple[list[Arrow], int]:
    """As many arrows as fit on a page, in their order, and how many are left out.

    Halves of one flow stay together; so does what one sentence says, if it takes no more than SLACK over the limit.
    """
    groups: dict[tuple[str, ...], list[Arrow]] = {}
    for arrow in arrows:
        groups.setdefault(arrow.flows, []).append(arrow)
    ranked = sorted(groups.values(), key=lambda group: rank_arrow(group[0], places))  # stable: the earlier first
    families: dict[tuple[object, ...], list[list[Arrow]]] = {}
    for group in ranked:
        families.setdefault(name_family(group[0]), []).append(group)
    chosen: list[list[Arrow]] = []
    for family in families.values():
        fits = len(chosen) < limit and len(chosen) + len(family) <= limit + SLACK
        chosen += family if fits else family[: max(0, limit - len(chosen))]
    kept = {id(arrow) for group in chosen for arrow in group}
    return [arrow for arrow in arrows if id(arrow) in kept], len(ranked) - len(chosen)


def name_family(arrow: Arrow) -> tuple[object, ...]:
    """What arrows share that one sentence gives for several parties: half of them would say something else."""
    return arrow.status, arrow.kind, arrow.data, tuple(item.quote for item in arrow.statements) or arrow.flows


def rank_arrow(arrow: Arrow, places: Places) -> tuple[bool, int, bool, int]:
    """The smaller, the sooner an arrow is kept: as the rule above says."""
    outermost = {places.find_outermost(end) for end in (arrow.source, arrow.destination)}
    crosses = len(outermost) > 1 and not outermost.isdisjoint(places.boundaries)
    weighty = arrow.status == "denied" or len(arrow.statements) >= OFTEN
    strength = 0 if weighty else max(0, KINDS.index(arrow.kind) - 1)
    return UNSTATED in (arrow.source, arrow.destination), strength, not crosses, -len(arrow.statements)


def number_arrows(arrows: Iterable[Arrow]) -> list[Arrow]:
    """Arrows in the order of the document, numbered; halves of one flow share a number."""
    numbers: dict[tuple[str, ...], int] = {}
    ordered = sorted(arrows, key=lambda arrow: arrow.statements[:1] or (Statement(1 << 62, ""),))
    return [replace(arrow, number=numbers.setdefault(arrow.flows, len(numbers) + 1)) for arrow in ordered]
