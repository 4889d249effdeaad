"""A Document in, the file `document.json` of its build out, and back: what analyses read beside the graph.

The graph holds the passages that claims rest on; what no claim says (whole questions, dates, references, the text that
a page of the explorer shows) needs the document itself, which may be a PDF that lies elsewhere by then. The file holds
every field of the Document, so that reading it gives the same value; its text is checked against its hash.
"""
from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from msgspec import convert, to_builtins

from graphkit.errors import DocumentError
from graphkit.model import Document

FILE = "document.json"
#: Halves of a pair that broken text may hold alone: UTF-8 has no bytes for them, JSON an escape.
SURROGATE = re.compile("[\ud800-\udfff]")


def write_document(document: Document) -> str:
    """A document to JSON, one paragraph or question a line so that a person and a diff can read it."""
    fields: dict[str, Any] = to_builtins(document)
    parts = []
    for name, value in fields.items():
        if name in ("paragraphs", "questions"):
            lines = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in value)
            parts.append(f' "{name}": [\n  {lines}]' if value else f' "{name}": []')
        else:
            parts.append(f' "{name}": {json.dumps(value, ensure_ascii=False)}')
    return SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", "{\n" + ",\n".join(parts) + "\n}\n")


def read_saved(folder: Path) -> Document:
    """The document of the build in `folder`. Raises DocumentError where the file is missing, broken or changed."""
    file = folder / FILE
    try:
        document = convert(json.loads(file.read_bytes().decode("utf-8")), Document)
    except OSError as error:
        raise DocumentError(f"{file}: cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise DocumentError(f"{file}: not a document of a build: {error}") from None
    if hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest() != document.sha256:
        raise DocumentError(f"{file}: its text does not have the SHA-256 {document.sha256}")
    return document
