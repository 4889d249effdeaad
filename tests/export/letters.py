"""Graphs to export: the invented letter, and one in which every text is hostile."""
from __future__ import annotations

import hashlib

from msgspec import structs

from graphkit.graph import Graph, build_graph
from graphkit.model import Claim, Document, Evidence, Paragraph, Question, Role, Run, Span, Thing, Value

from ..graph.sample import CLAIMS, DOCUMENT

#: What breaks careless writers: each format's own marks, line ends of all kinds, formulas, control characters.
NASTY = (
    '"""\\" . <urn:evil> <urn:is> <urn:true> . #',
    "=HYPERLINK(\"https://evil.example\",\"click\")",
    "+1", "-2", "@SUM(A1)", "\t=1+1", "\r=1", "'=1",
    "a\nb\r\nc\rd\u2028e\u2029f\x85g",
    "]]> <script>alert(1)</script> & &amp; \x00\x01\x0b\x0c\x1b\x7f",
    "comma, \"quote\", 'apostrophe', semicolon; |",
    "\\u0041 \\n \\\\ {?x} {{}} ${x} %s",
    "naïve – “quoted” … 🜁 \U0001F600 é́ \ufeff\u202e",
    "<< >> <<( )>> ^^xsd:integer @en _:b",
)  # fmt: skip


def build_sample() -> Graph:
    return build_graph(DOCUMENT, CLAIMS, names=())


def build_hostile() -> Graph:
    """A document whose title, things, roles and quotes are all of NASTY."""
    text = "\n".join(NASTY)
    places = [Span(text.index(words), text.index(words) + len(words)) for words in NASTY]
    paragraph = Paragraph("text", text, (Run(0, 0, len(text)),), question=0)
    document = Document(
        name=NASTY[0], text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), paragraphs=(paragraph,),
        questions=(Question(NASTY[10], 1, NASTY[8], None, (0,), (0,)),), title=NASTY[8], author=NASTY[9],
        addressee=NASTY[1], media_type=NASTY[2],
    )  # fmt: skip
    claims = [
        Claim(
            Thing("Organization", words, (f"{words} too",)), "shares", Thing("DataCategory", f"{words} data"),
            "Affirmed", "Stated", Evidence((span,), 0),
            roles=(Role("recipient", Thing("System", f"{words} system")), Role("purpose", Value(words))),
            how=(words,),
        )
        for words, span in zip(NASTY, places, strict=True)
    ]  # fmt: skip
    claims.append(structs.replace(claims[0], object=Value(NASTY[8]), predicate="considers"))
    return build_graph(document, claims, names=())
