"""A Document in, the file `document.json` of its build out, and back: what analyses read beside the graph.

The graph holds the passages that claims rest on; what no claim says (whole questions, dates, references, the text that
a page of the explorer shows) needs the document itself, which may be a PDF that lies elsewhere by then. The file holds
every field of the Document, so that reading it gives the same value; its text is checked against its hash.
"""
from __future__ import annotations

import datetime
import hashlib
import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graphkit.errors import DocumentError
from graphkit.model import Document, Paragraph, Question, Run

FILE = "document.json"
RUN = ("start", "source", "length", "joined")
#: Halves of a pair that broken text may hold alone: UTF-8 has no bytes for them, JSON an escape.
SURROGATE = re.compile("[\ud800-\udfff]")


def write_document(document: Document) -> str:
    """A document to JSON, one paragraph or question a line so that a person and a diff can read it."""
    fields: dict[str, Any] = asdict(document)
    fields["date"] = document.date.isoformat() if document.date else None
    for paragraph in fields["paragraphs"]:
        paragraph["runs"] = [[run[name] for name in RUN] for run in paragraph["runs"]]
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
        fields = json.loads(file.read_bytes().decode("utf-8"))
        document = build_saved(fields)
    except OSError as error:
        raise DocumentError(f"{file}: cannot be read: {error.strerror or error}") from None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DocumentError(f"{file}: not a document of a build: {error}") from None
    if hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest() != document.sha256:
        raise DocumentError(f"{file}: its text does not have the SHA-256 {document.sha256}")
    return document


def build_saved(fields: dict[str, Any]) -> Document:
    """The fields of the file to the document that they were written from."""
    paragraphs = tuple(
        Paragraph(**{**item, "runs": tuple(Run(*run) for run in item["runs"])}) for item in fields["paragraphs"]
    )
    questions = tuple(
        Question(**{**item, "paragraphs": tuple(item["paragraphs"]), "answers": tuple(item["answers"])})
        for item in fields["questions"]
    )
    date = datetime.date.fromisoformat(fields["date"]) if fields["date"] else None
    return Document(**{**fields, "paragraphs": paragraphs, "questions": questions, "date": date,
                       "pages": tuple(fields["pages"])})
