"""A file in, its bytes and its decoded text out, or one line that says why not."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from msgspec import Struct

from graphkit.errors import DocumentError

#: Larger files are refused unless the caller allows more: a page of text has some 3,000 bytes.
LIMIT = 64 * 1024 * 1024

#: Longest first, for the UTF-32 mark starts with the UTF-16 one.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a]")

#: The letters and signs that Windows-1252 text of this field has beyond ASCII: quotes, dashes, bullets, accents.
_PLAUSIBLE_CP1252 = frozenset(
    "€‚„…‘’“”•–—™ §©®°±²³¹´µ·»«¼½¾£¡¿¶" + "ÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜßàáâäçèéêëìíîïñòóôöùúûüœŒŸÿåÅøØæÆ\xa0\xad"
)


class Hint(Struct, frozen=True):
    """What a format says itself about the line that holds offset `start`: heading, item, cell, quote or paragraph."""

    start: int
    kind: str
    level: int = 0


class Source(Struct, frozen=True):
    """What a reader gives the structure pass.

    text     the text that offsets count in, verbatim: line ends, blanks and all
    pages    offset at which each page starts
    hints    in order of `start`
    dropped  stretches of markup inside lines, in order: (start, end)
    """

    text: str
    media_type: str
    pages: tuple[int, ...] = ()
    hints: tuple[Hint, ...] = ()
    dropped: tuple[tuple[int, int], ...] = ()
    title: str = ""
    author: str = ""
    addressee: str = ""
    date: str = ""


def read_bytes(path: Path, limit: int = LIMIT) -> bytes:
    """The bytes of a file; DocumentError where it is missing, a folder, empty, unreadable or larger than `limit`."""
    if path.is_dir():
        raise DocumentError(f"{path}: this is a folder, a file is wanted")
    try:
        size = path.stat().st_size
        if size > limit:
            raise DocumentError(f"{path}: {size} bytes, more than the limit of {limit}; allow more with limit=")
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: {error.strerror or error}") from error
    if not content.strip():
        raise DocumentError(f"{path}: the file is empty")
    return content


def decode_text(content: bytes, path: Path) -> str:
    """Text from UTF-8, from UTF-16 or UTF-32 with a byte-order mark, or from unmistakable Windows-1252.

    The byte-order mark is left out; nothing else is changed, line ends included.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode(content[len(mark) :], encoding, len(mark), path)
    if 0 in content:
        raise DocumentError(f"{path}: byte {content.index(0)} is zero: a binary file, or UTF-16 without its mark")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _decode_cp1252(content, error.start, path)
    return _check_text(text, path)


def _decode(content: bytes, encoding: str, shift: int, path: Path) -> str:
    try:
        return _check_text(content.decode(encoding), path)
    except UnicodeDecodeError as error:
        raise DocumentError(f"{path}: byte {shift + error.start} is not {encoding.upper()}: {error.reason}") from error


def _decode_cp1252(content: bytes, start: int, path: Path) -> str:
    """Windows-1252 where every byte beyond ASCII is one that such documents have, and they are few."""
    refusal = DocumentError(f"{path}: byte {start} (0x{content[start]:02x}) is neither UTF-8 nor Windows-1252 text")
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise refusal from None
    strange = [char for char in text if char > "\x7f"]
    if len(strange) * 4 > len(text) or any(char not in _PLAUSIBLE_CP1252 for char in strange):
        raise refusal
    return text


def _check_text(text: str, path: Path) -> str:
    """Refuse what decodes but is no text: control characters, as in pictures and archives."""
    control = _CONTROL.search(text, 0, 65536)
    if control:
        code = ord(control.group())
        raise DocumentError(f"{path}: character {control.start()} is the control character 0x{code:02x}: not a text")
    return text
