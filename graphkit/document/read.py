"""A path in, a Document out: the reader for the file's format, then the structure pass."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from graphkit.document.source import LIMIT, Source, read_bytes
from graphkit.document.structure import build_document
from graphkit.document.words import load_words
from graphkit.errors import DocumentError
from graphkit.model import Document


def read_document(path: str | PathLike[str], *, limit: int = LIMIT) -> Document:
    """Read a file as a document.

    Offsets count characters of `Document.text`: the file's own text, its byte-order mark left out and nothing else
    changed, so that the hash of a UTF-8 file without such a mark is the file's. Raises DocumentError, in one line,
    where the file is missing, a folder, empty, binary, larger than `limit` bytes, in an unknown encoding or without
    a single sentence.
    """
    place = Path(path)
    source = _read_source(read_bytes(place, limit), place)
    document = build_document(place.stem, source, load_words())
    if not any(" " in paragraph.text for paragraph in document.paragraphs):
        raise DocumentError(f"{place}: there is no sentence in it")
    return document


def _read_source(content: bytes, path: Path) -> Source:
    from graphkit.document.text import read_text

    return read_text(content, path)
