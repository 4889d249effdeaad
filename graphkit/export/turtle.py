"""Contents in, Turtle and TriG out, in an order and with comments that a person can read.

Claims stand in the order of the document, each under a line that says it in words and before the passage that it rests
on; things stand by kind and label, each with its facts. Every literal stands on one line, escaped as in N-Triples.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from graphkit.export.contents import (
    FLOWS,
    LABEL,
    OBJECT,
    PREDICATE,
    REFINED_BY,
    SELECTOR,
    SUBJECT,
    TYPE,
    Contents,
    Resource,
    Resources,
    read_local,
    word,
)
from graphkit.ontology.namespaces import GK, RDF, XSD

SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
#: What stands first in a block; the rest follows by name.
LEADING = (
    TYPE, LABEL, SUBJECT, PREDICATE, OBJECT, word("polarity"), word("modality"),
    word("source"), word("destination"), word("recipient"), word("data"), word("via"),
)  # fmt: skip
RULE = "#" * 100


class Writer:
    """Terms of N-Triples to terms of Turtle, remembering which prefixes were used."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._terms: dict[str, str] = {f"<{RDF}type>": "a"}
        self._used: set[str] = set()

    def write_term(self, term: str) -> str:
        """One term, by its prefix where that is possible without escapes."""
        written = self._terms.get(term)
        if written is None:
            written = self._terms[term] = self._shorten(term)
        return written

    def _shorten(self, term: str) -> str:
        if term.startswith("<"):
            return self._shorten_iri(term)
        quote = term.rindex('"') + 1
        words, tail = term[:quote], term[quote:]
        if not tail.startswith("^^"):
            return term
        datatype = tail[2:]
        if datatype in (f"<{XSD}integer>", f"<{XSD}boolean>"):
            return words[1:-1]
        if datatype == f"<{XSD}decimal>" and re.fullmatch(r'"[0-9]+\.[0-9]+"', words):
            return words[1:-1]
        return f"{words}^^{self._shorten_iri(datatype)}"

    def _shorten_iri(self, term: str) -> str:
        cut = max(term.rfind("/"), term.rfind("#")) + 1
        prefix, local = self._by_namespace.get(term[1:cut]), term[cut:-1]
        if prefix is None or not SAFE.fullmatch(local):
            return term
        self._used.add(prefix)
        return f"{prefix}:{local}"

    def write_block(self, subject: str, resource: Resource) -> str:
        """All that is said of one subject: a line a predicate, its objects side by side."""
        names = [name for name in LEADING if name in resource]
        names += [name for name in resource if name not in LEADING]
        lines = [f"    {self.write_term(name)} {self.write_objects(name, resource[name])}" for name in names]
        return f"{self.write_term(subject)}\n" + " ;\n".join(lines) + " .\n"

    def write_objects(self, predicate: str, objects: list[str]) -> str:
        """The objects of one predicate; among types the vocabulary's own comes first."""
        if len(objects) == 1:
            return self.write_term(objects[0])
        if predicate == TYPE:
            objects = sorted(objects, key=lambda term: (not term.startswith(f"<{GK}"), term))
        return " , ".join(map(self.write_term, objects))

    @property
    def used(self) -> frozenset[str]:
        """The prefixes that were used so far."""
        return frozenset(self._used)


class Part(Struct, frozen=True):
    """One of the graphs as Turtle without its head, and the prefixes that it uses."""

    body: str
    used: frozenset[str]


def write_comment(text: str) -> str:
    """Words to a comment of one line: nothing in them can end it."""
    return "# " + " ".join(re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]", " ", text).split())


def write_heading(text: str) -> str:
    """The title of a section."""
    return f"{RULE}\n{write_comment(text)}\n{RULE}\n"


def write_facts(contents: Contents, writer: Writer) -> Iterator[str]:
    """The things by kind with their facts, then the flows."""
    written: set[str] = set()
    for kind, names in contents.thing_order:
        yield write_heading(f"{kind}: {len(names)}")
        for name in names:
            yield writer.write_block(name, contents.facts[name])
        written.update(names)
    for kind in FLOWS:
        names = [name for name in contents.flow_order if word(kind) in contents.facts[name][TYPE]]
        if names:
            yield write_heading(f"{kind}: {len(names)}")
        for name in names:
            comment = write_comment(f"{kind}: {contents.find_label(name)}")
            yield f"{comment}\n{writer.write_block(name, contents.facts[name])}"
        written.update(names)
    yield from write_others(contents.facts, written, writer)


def write_claims(contents: Contents, writer: Writer) -> Iterator[str]:
    """The document, its questions with their answers, and its claims, each before the passages that it rests on."""
    written: set[str] = set()
    document = f"<{contents.graph.document.value}>"
    yield write_heading("Document")
    yield from write_nodes([document], contents.claims, written, writer)
    questions = [name for name in find_items(contents) if name not in written]
    if questions:
        yield write_heading("Questions and answers")
    for name in questions:
        yield from write_nodes([name], contents.claims, written, writer)
        yield from write_passages(contents, name, written, writer)
    yield write_heading(f"Claims, in the order of the document: {len(contents.claim_order)}")
    for name in contents.claim_order:
        yield f"{write_comment(describe_claim(contents, name))}\n{writer.write_block(name, contents.claims[name])}"
        written.add(name)
        yield from write_passages(contents, name, written, writer)
    yield from write_others(contents.claims, written, writer)


def describe_claim(contents: Contents, claim: str) -> str:
    """A claim in words: 'OFA · shares · fingerprints (Denied, Stated)'."""
    resource = contents.claims[claim]
    said = " · ".join(contents.find_label(resource[name][0]) for name in (SUBJECT, PREDICATE, OBJECT))
    return f"{said} ({', '.join(read_local(resource[word(name)][0]) for name in ('polarity', 'modality'))})"


def find_items(contents: Contents) -> list[str]:
    """The questions in their order, each before its answer."""
    questions = [name for name, resource in contents.claims.items() if word("Question") in resource.get(TYPE, ())]
    answers: dict[str, list[str]] = {}
    for name, resource in contents.claims.items():
        for question in resource.get(word("answers"), ()):
            answers.setdefault(question, []).append(name)
    ordered = sorted(questions, key=lambda name: (find_block(contents, name), contents.find_place(name)))
    return [item for question in ordered for item in (question, *answers.get(question, ()))]


def find_block(contents: Contents, question: str) -> int:
    """The block of a question."""
    return int(contents.claims[question][word("block")][0].split('"')[1])


def write_nodes(names: Iterable[str], resources: Resources, written: set[str], writer: Writer) -> Iterator[str]:
    """Blocks of the subjects that were not written yet."""
    for name in names:
        if name in resources and name not in written:
            written.add(name)
            yield writer.write_block(name, resources[name])


def write_passages(contents: Contents, name: str, written: set[str], writer: Writer) -> Iterator[str]:
    """The passages of a claim, question or answer that no block before has shown, with their selectors."""
    passages = contents.claims[name].get(word("evidence"), [])
    for passage in sorted(passages, key=lambda passage: contents.places.get(passage, (0, 0))):
        selectors = contents.claims.get(passage, {}).get(SELECTOR, [])
        inner = [part for selector in selectors for part in contents.claims.get(selector, {}).get(REFINED_BY, [])]
        yield from write_nodes((passage, *selectors, *inner), contents.claims, written, writer)


def write_others(resources: Resources, written: set[str], writer: Writer) -> Iterator[str]:
    """What no section shows, so that no triple is lost."""
    left = [name for name in resources if name not in written]
    if left:
        yield write_heading("Others")
    yield from write_nodes(left, resources, written, writer)


def write_part(contents: Contents, name: str) -> Part:
    """The 'claims' or the 'facts' of a graph, written once for all the files that hold them."""
    writer = Writer(contents.prefixes)
    return Part("\n".join(WRITERS[name](contents, writer)), writer.used)


def write_head(contents: Contents, *parts: Part) -> str:
    """What the file is about, and the declarations of the prefixes that its parts use."""
    used = frozenset[str]().union(*(part.used for part in parts))
    title = f"{contents.find_label(f'<{contents.graph.document.value}>')} (as read by graphkit)"
    lines = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in contents.prefixes.items() if prefix in used]
    return "\n".join([write_comment(title), *lines, ""])


def write_turtle(contents: Contents, *parts: Part) -> str:
    """Parts of a graph as one Turtle document."""
    return "\n".join([write_head(contents, *parts), *(part.body for part in parts)])


def write_trig(contents: Contents, claims: Part, facts: Part) -> str:
    """A graph as TriG: its claims in one named graph, its facts in another."""
    graphs = ((contents.graph.facts, facts), (contents.graph.claims, claims))
    written = (f"\n<{name.value}> {{\n\n{part.body}\n}}\n" for name, part in graphs)
    return write_head(contents, claims, facts) + "".join(written)


WRITERS = {"claims": write_claims, "facts": write_facts}
