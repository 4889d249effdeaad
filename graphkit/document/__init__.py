"""A file in, a Document out: one reader a format, then one structure pass."""

from __future__ import annotations

from graphkit.document.read import read_document

__all__ = ["read_document"]
