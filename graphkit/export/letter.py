"""The draft of a letter in, its Markdown or its DOCX out.

Both say that it is a draft, and give with every request the words that it rests on and where they stand. A DOCX holds
no time and no name of a machine: its parts are packed in the order of their names with one fixed date.
"""
from __future__ import annotations

import datetime
import io
import re
import zipfile

from graphkit.analysis.followup import Letter, Request, Section
from graphkit.analysis.sheet import Quote
from graphkit.query.formats import escape_markdown

#: The first day that a ZIP archive can name, and the date of a document that has none.
EPOCH = (1980, 1, 1, 0, 0, 0)
#: What XML cannot hold, and marks that turn the direction of what follows: shown as U+FFFD.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


def clean_words(text: str) -> str:
    """Words of a document on one line, without what a reader would not see."""
    return UNSAFE.sub("\ufffd", " ".join(text.split()))


def name_place(quote: Quote) -> str:
    """Where a quotation stands: question, page, characters, document."""
    return f"{quote.place} of {quote.document}"


def write_markdown(letter: Letter) -> str:
    """A letter to Markdown."""
    parts = [f"**{escape(letter.mark)}**", f"# {escape(letter.title)}", escape(letter.greeting), escape(letter.opening)]
    for section in letter.sections:
        parts.append(f"## {escape(section.heading)}")
        if section.question:
            parts.append(f"{escape(letter.asked)} “{escape(section.question)}”")
        parts.append("\n".join(write_request(number, request) for number, request in enumerate(section.requests, 1)))
    return "\n\n".join([*parts, escape(letter.closing), f"**{escape(letter.mark)}**"]) + "\n"


def write_request(number: int, request: Request) -> str:
    """A request to an item of a list, its quotations below it."""
    quotes = [f"   > “{escape(quote.words)}” ({escape(name_place(quote))})" for quote in request.quotes]
    return "\n   >\n".join(["\n\n".join([f"{number}. {escape(request.text)}", *quotes[:1]]), *quotes[1:]])


def escape(text: str) -> str:
    return escape_markdown(clean_words(text))


def write_docx(letter: Letter) -> bytes:
    """A letter to a DOCX, the same bytes for the same letter."""
    import docx

    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = clean_words(letter.title), "", clean_words(letter.mark)
    properties.created = properties.modified = datetime.datetime(*EPOCH[:3])
    document.sections[0].header.paragraphs[0].text = clean_words(letter.mark)
    document.add_heading(clean_words(letter.title), level=1)
    for text in (letter.greeting, letter.opening):
        document.add_paragraph(clean_words(text))
    for section in letter.sections:
        add_section(document, letter.asked, section)
    document.add_paragraph(clean_words(letter.closing))
    packed = io.BytesIO()
    document.save(packed)
    return repack_archive(packed.getvalue())


def add_section(document: object, asked: str, section: Section) -> None:
    """The requests about one question, numbered from 1, to the document."""
    add = document.add_paragraph  # type: ignore[attr-defined]
    document.add_heading(clean_words(section.heading), level=2)  # type: ignore[attr-defined]
    if section.question:
        add(f"{asked} “{clean_words(section.question)}”").runs[0].italic = True
    for number, request in enumerate(section.requests, 1):
        add(f"{number}. {clean_words(request.text)}")
        for quote in request.quotes:
            add(f"“{clean_words(quote.words)}” ({clean_words(name_place(quote))})", style="Quote")


def repack_archive(content: bytes) -> bytes:
    """A ZIP archive to one with the same parts, in the order of their names, all of one date."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(info, old.read(name))
    return packed.getvalue()
