"""Blocks in, for each list item the block with its lead-in out."""

from __future__ import annotations

from graphkit.document.blocks import Block
from graphkit.document.marks import Mark

_LEAD_ENDS = (":", ":*", "—", "–", ": –", ":—")


def find_leads(blocks: tuple[Block, ...]) -> dict[int, int]:
    """By the index of an item the index of the block that leads in its list: 'records include:'."""
    leads: dict[int, int] = {}
    open_lists: list[tuple[Mark, int | None]] = []
    above: int | None = None
    for place, block in enumerate(blocks):
        if block.kind in ("footnote", "boilerplate"):
            continue
        if block.run_in:
            continue
        if block.kind in ("heading", "question"):
            open_lists, above = [], None
            continue
        if block.mark is not None and block.kind == "item":
            level, follows = _find_level(open_lists, block.mark)
            if follows and block.mark.bullet and above is not None and blocks[above].kind == "text":
                follows = False  # a bullet has no number to tell that it goes on with what a text came between
            lead = open_lists[level][1] if follows else _read_lead(blocks, above)
            open_lists = [*open_lists[:level], (block.mark, lead)]
            if lead is not None:
                leads[place] = lead
        above = place
    return leads


def _find_level(open_lists: list[tuple[Mark, int | None]], mark: Mark) -> tuple[int, bool]:
    """How deep an item stands, and whether it goes on with the list that is open there."""
    for level in range(len(open_lists) - 1, -1, -1):
        if mark.follows(open_lists[level][0]):
            return level, True
    styles = {style for style, _, _ in mark.readings}
    for level, (other, _) in enumerate(open_lists):
        if not styles.isdisjoint(style for style, _, _ in other.readings):
            return level, False
    return len(open_lists), False


def _read_lead(blocks: tuple[Block, ...], above: int | None) -> int | None:
    return above if above is not None and blocks[above].text.rstrip().endswith(_LEAD_ENDS) else None
