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
            level = _find_level(open_lists, block.mark)
            if level is None:
                open_lists.append((block.mark, _read_lead(blocks, above)))
            else:
                open_lists = [*open_lists[:level], (block.mark, open_lists[level][1])]
            lead = open_lists[-1][1]
            if lead is not None:
                leads[place] = lead
        above = place
    return leads


def _find_level(open_lists: list[tuple[Mark, int | None]], mark: Mark) -> int | None:
    for level in range(len(open_lists) - 1, -1, -1):
        if mark.follows(open_lists[level][0]):
            return level
    return None


def _read_lead(blocks: tuple[Block, ...], above: int | None) -> int | None:
    return above if above is not None and blocks[above].text.rstrip().endswith(_LEAD_ENDS) else None
