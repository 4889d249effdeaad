"""A path in, a Document out: the reader for the file's format, then the structure pass."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from graphkit.document.source import LIMIT, Source, read_bytes
from graphkit.document.structure import build_document
from graphkit.document.words import load_words
from graphkit.errors import DocumentError
from graphkit.model import Document

_MARKDOWN = (".md", ".markdown")
_PAGES = (".html", ".htm", ".xhtml")
_REFUSED = {
    b"{\\rtf": "RTF is not read; save it as DOCX or PDF",
    b"\xd0\xcf\x11\xe0": "the old Word format (or another of its kind) is not read; save it as DOCX or PDF",
}


def read_document(path: str | PathLike[str], *, limit: int = LIMIT, ocr: bool = False) -> Document:
    """Read a file as a document: text, Markdown, PDF with a text layer, DOCX, HTML or e-mail.

    Offsets count characters of `Document.text`. Of a text file that is the file's own text, its byte-order mark left
    out and nothing else changed, line ends included, so that the hash of a UTF-8 file without such a mark is the
    file's. Of other formats it is the text taken from them; `media_type` says from what. `ocr` allows a scanned PDF to
    be read by ocrmypdf or tesseract, where one is installed. Raises DocumentError, in one line, where the file is
    missing, a folder, empty, binary, larger than `limit` bytes, in an unknown encoding or without a single sentence.
    """
    place = Path(path)
    source = _read_source(read_bytes(place, limit), place, ocr)
    document = build_document(place.stem, source, load_words())
    if not any(" " in paragraph.text for paragraph in document.paragraphs):
        raise DocumentError(f"{place}: there is no sentence in it")
    return document


def _read_source(content: bytes, path: Path, ocr: bool) -> Source:
    """The content tells its format where it can, the name where it cannot; readers import what they need."""
    kind = path.suffix.casefold()
    for start, reason in _REFUSED.items():
        if content.startswith(start):
            raise DocumentError(f"{path}: {reason}")
    if b"%PDF-" in content[:1024]:
        from graphkit.document.pdf import read_pdf

        return read_pdf(content, path, ocr)
    if content.startswith(b"PK\x03\x04") and b"word/" in content:
        from graphkit.document.docx import read_docx

        return read_docx(content, path)
    if kind == ".eml":
        from graphkit.document.mail import read_mail

        return read_mail(content, path)
    if kind in _PAGES or content.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        from graphkit.document.html import read_html

        return read_html(content, path)
    if kind in _MARKDOWN:
        from graphkit.document.markdown import read_markdown

        return read_markdown(content, path)
    from graphkit.document.text import read_text

    return read_text(content, path)
