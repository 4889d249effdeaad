"""A Page in, its legend out: a table of the lines, shapes and signs that occur on it."""
from __future__ import annotations

from graphkit.diagram.labels import escape_html, quote_dot
from graphkit.diagram.notation import Line, Notation
from graphkit.diagram.picture import Page

LEGEND_COLUMNS = 3


def draw_legend(page: Page, notation: Notation) -> str:
    """The legend of what occurs on the page, a table that is the label of the drawing."""
    groups = (list_lines(page, notation), [*list_shapes(page, notation), *list_signs(page, notation)])
    tables = "".join(f'<tr><td align="left">{draw_table(group)}</td></tr>' for group in groups if group)
    return f'<<table border="0" cellspacing="0" cellpadding="0">{tables}</table>>' if tables else quote_dot("")


def draw_table(entries: list[str]) -> str:
    """Entries of the legend in columns."""
    rows = [entries[at : at + LEGEND_COLUMNS] for at in range(0, len(entries), LEGEND_COLUMNS)]
    cells = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f'<table border="0" cellspacing="2" cellpadding="2">{cells}</table>'


def draw_entry(words: str, color: str, sample: str = "") -> str:
    """One entry of the legend: a sample of the line, and its words."""
    text = f'<font color="{color}">{escape_html(words)}</font>&#160;&#160;&#160;'
    return (f'<td align="left">{sample}</td>' if sample else "") + f'<td align="left">{text}</td>'


def list_shapes(page: Page, notation: Notation) -> list[str]:
    """The legend's entries for the shapes on the page."""
    used = {notation.find_shape(node).name for node in page.nodes}
    return [draw_entry(shape.legend, notation.page["ink"]) for shape in notation.shapes if shape.name in used]


def list_lines(page: Page, notation: Notation) -> list[str]:
    """The legend's entries for the lines on the page."""
    used = {notation.find_line(arrow.status, arrow.kind) for arrow in page.arrows}
    return [draw_entry(line.legend, line.color, draw_sample(line)) for line in notation.lines if line in used]


def draw_sample(line: Line) -> str:
    """A stroke of a line, as the lower edge of a cell."""
    width = max(1, round(line.width))
    return (
        '<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr>'
        f'<td width="26" height="7" sides="b" border="{width}" style="{line.style}" color="{line.color}"></td></tr>'
        '<tr><td height="5"></td></tr></table>'
    )


def list_signs(page: Page, notation: Notation) -> list[str]:
    """The legend's entries for the other signs on the page."""
    ink, entries = notation.page["ink"], []
    parties = [node for node in page.nodes if notation.find_shape(node).name == "party"]
    if any(page.is_denied_only(node) for node in parties):
        entries.append(draw_entry(notation.words["denied_only"], ink))
    if any(boundary.beforehand for boundary in page.boundaries):
        entries.append(draw_entry(notation.words["beforehand"], notation.page["faint"]))
    if any(arrow.count > 1 for arrow in page.arrows):
        entries.append(draw_entry(notation.words["times"], ink))
    return entries
