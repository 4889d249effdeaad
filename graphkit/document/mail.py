"""An e-mail file in, its source out: the body, with sender, addressee, date and subject from its head."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses
from pathlib import Path

from msgspec.structs import replace

from graphkit.document.source import Source, decode_text
from graphkit.errors import DocumentError


def read_mail(content: bytes, path: Path) -> Source:
    """The plain body, else the HTML one; attachments are not read."""
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain", "html"))
    if body is None or not message.keys():
        raise DocumentError(f"{path}: an e-mail without a body of text")
    try:
        words = body.get_content()
    except (LookupError, UnicodeDecodeError, ValueError) as error:
        raise DocumentError(f"{path}: the body cannot be decoded: {' '.join(str(error).split())}") from error
    if not isinstance(words, str) or not words.strip():
        raise DocumentError(f"{path}: an e-mail with an empty body")
    if body.get_content_type() == "text/html":
        from graphkit.document.html import read_html

        source = read_html(words.encode("utf-8", "replace"), path)
    else:
        source = Source(decode_text(words.encode("utf-8", "replace"), path), "text/plain")
    return replace(
        source,
        media_type="message/rfc822",
        title=" ".join(str(message.get("subject", "")).split()),
        author=_read_name(message, "from"),
        addressee=_read_name(message, "to"),
        date=_read_date(message),
    )


def _read_name(message: EmailMessage, field: str) -> str:
    """The first name of a field, or the address where there is none."""
    for name, address in getaddresses([str(message.get(field, ""))]):
        return " ".join((name or address).split())
    return ""


def _read_date(message: EmailMessage) -> str:
    """The day on which it was sent, where it was sent, as in 2019-04-12."""
    sent = getattr(message.get("date"), "datetime", None)
    return sent.date().isoformat() if sent is not None else ""
