"""A noun in, the kind of what it stands for out: of its name, else of its word."""

from __future__ import annotations

from graphkit.language.lexicon import Lexicon
from graphkit.language.tree import Node


def find_kind(node: Node, lexicon: Lexicon) -> str:
    """The kind of thing that a noun stands for, 'Thing' where no list tells."""
    return node.name.thing.kind if node.name is not None else lexicon.kind_of(node.lemma)
