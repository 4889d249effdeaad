"""A Graph in, its background out: what was known beforehand of the things that a document names."""
from __future__ import annotations

from graphkit.export.contents import Contents, group_lines, read_lines
from graphkit.export.turtle import Part, Writer, write_comment, write_head


def write_background(contents: Contents) -> str:
    """The background as Turtle: no fact of the document."""
    resources = group_lines(read_lines(contents.graph, contents.graph.background))
    writer = Writer(contents.prefixes)
    part = Part("\n".join(writer.write_block(name, resource) for name, resource in resources.items()), writer.used)
    note = write_comment("Known beforehand of the things that the document names; nothing here is said by it.")
    return f"{write_head(contents, part)}{note}\n\n{part.body}"


