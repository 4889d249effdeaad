"""graphkit: official disclosure documents in, a knowledge graph of claims with their exact words out.

What it offers is imported on first use, so that `import graphkit` is cheap.
"""
from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphkit.document import read_document as read_document
    from graphkit.pipeline import Build as Build
    from graphkit.pipeline import build as build
    from graphkit.pipeline import extract_claims as extract_claims
    from graphkit.pipeline import open_build as open_build
    from graphkit.query import run_query as query

__all__ = ["Build", "build", "extract_claims", "open_build", "query", "read_document"]
__version__ = "0.1.0"

_HOMES = {
    "Build": ("graphkit.pipeline", "Build"),
    "build": ("graphkit.pipeline", "build"),
    "extract_claims": ("graphkit.pipeline", "extract_claims"),
    "open_build": ("graphkit.pipeline", "open_build"),
    "query": ("graphkit.query", "run_query"),
    "read_document": ("graphkit.document", "read_document"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'graphkit' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
