"""A Record and its Document in, a draft of the next letter out: requests by question, each with the words it rests on.

It is made from the ledger, the tensions, the checks and what is missing in the life of the data. Its sentences are data
(ontology/cues/followup.yaml). It asks; it says nothing about why something is as it is.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from graphkit.analysis.checks import find_findings, lay_finding
from graphkit.analysis.ledger import Entry, Ledger, build_ledger, fold, quote_places
from graphkit.analysis.lifecycle import STATED, build_lifecycle
from graphkit.analysis.record import Record, RecordedQuestion
from graphkit.analysis.references import Reference
from graphkit.analysis.sheet import Quote, quote_claim
from graphkit.analysis.tensions import find_tensions
from graphkit.errors import OntologyError
from graphkit.model import Document
from graphkit.ontology import find_ontology
from graphkit.ontology.cues import read_yaml

PLACE = "ontology/cues/followup.yaml"
WORDS = ("draft", "greeting", "opening", "closing", "elsewhere", "asked", "unaddressed", "absent", "tension",
         "lifecycle")  # fmt: skip
#: Tensions that are weaker than this are left to the reader of `graphkit tensions`.
STRENGTH = 2
#: Fields of a kind of data that must be stated before what is missing is asked for: what is named in passing is left.
ENOUGH = 2


class LetterWords(Struct, frozen=True):
    """The content of followup.yaml, which explains each entry."""

    words: Mapping[str, str]
    statuses: Mapping[str, str]
    checks: Mapping[str, str]


class Request(Struct, frozen=True):
    """One request, and the words of the document that it rests on."""

    text: str
    quotes: tuple[Quote, ...] = ()


class Section(Struct, frozen=True):
    """The requests about one question: its heading, its words ('' for what is about none), and what is asked now."""

    heading: str
    question: str
    requests: tuple[Request, ...]


class Letter(Struct, frozen=True):
    """A draft: mark, title, greeting, opening, sections in the order of the questions, closing."""

    mark: str
    title: str
    greeting: str
    opening: str
    asked: str
    sections: tuple[Section, ...]
    closing: str


def read_letter_words(content: Mapping[str, Any]) -> LetterWords:
    """The cue file `followup`, checked. Raises OntologyError that names the entry."""
    for name in WORDS:
        if not isinstance(content.get(name), str):
            raise OntologyError(f"{PLACE}: {name!r} must be words, not {content.get(name)!r}")
    tables = {}
    for name in ("statuses", "checks"):
        table = content.get(name)
        if not isinstance(table, dict) or not all(isinstance(text, str) for text in table.values()):
            raise OntologyError(f"{PLACE}: {name!r} must give words for each of its keys, not {table!r}")
        tables[name] = table
    return LetterWords({name: content[name] for name in WORDS}, tables["statuses"], tables["checks"])


@lru_cache(maxsize=1)
def load_letter_words() -> LetterWords:
    """The words of the ontology, read once."""
    content = read_yaml(find_ontology() / "cues" / "followup.yaml")
    return read_letter_words(content if isinstance(content, dict) else {})


def build_letter(record: Record, document: Document) -> Letter:
    """A record and its document to the draft of the next letter."""
    told = load_letter_words()
    ledger = build_ledger(record, document)
    requests: dict[str, list[Request]] = {iri: [] for iri in (*(question.iri for question in record.questions), "")}
    for entry in ledger.entries:
        requests[entry.question.iri] += ask_status(record, entry, told)
    requests[""] += [ask_absent(record, document, reference, told) for reference in ledger.elsewhere]
    named = {name for entry in ledger.entries for name in (absent.name for absent in entry.absent)}
    named |= {reference.name for reference in ledger.elsewhere}
    for request in (*ask_tensions(record, told), *ask_checks(record, document, named, told), *ask_lives(record, told)):
        requests[find_question(record, request.quotes)].append(request)
    name = f"“{fold(record.title)}”" + (f" of {record.date}" if record.date else "")
    return Letter(
        told.words["draft"], f"Follow-up to {name}",
        told.words["greeting"].format(to=record.author.label if record.author else "the author"),
        told.words["opening"].format(document=name), told.words["asked"],
        tuple(lay_sections(record, ledger, requests, told)), told.words["closing"].format(document=name),
    )  # fmt: skip


def lay_sections(
    record: Record, ledger: Ledger, requests: Mapping[str, list[Request]], told: LetterWords
) -> Iterator[Section]:
    """The requests by question, those that are about none last; a question without one is left out."""
    for entry in ledger.entries:
        found = requests[entry.question.iri]
        if found:
            heading = name_item(record, entry.question)
            yield Section(heading, fold(entry.question.text), tuple(dict.fromkeys(found)))
    if requests[""]:
        yield Section(told.words["elsewhere"], "", tuple(dict.fromkeys(requests[""])))


def name_item(record: Record, question: RecordedQuestion) -> str:
    """ "Block 1, question 2.a": the block only where there are several."""
    several = len({other.block for other in record.questions}) > 1
    return (f"Block {question.block}, question " if several else "Question ") + question.number


def ask_status(record: Record, entry: Entry, told: LetterWords) -> Iterator[Request]:
    """What to ask for the status of an answer, for the parts that it leaves, and for documents that it names."""
    question = entry.question
    quotes = quote_places(record, question, question.status_places)
    quotes = quotes or quote_places(record, question, question.places)
    asked = told.statuses.get(question.status, "")
    if asked:
        yield Request(asked.format(repeats=record.name_question(question.repeats) or "above"), quotes)
    asking = quote_places(record, question, question.places)
    for words in question.unaddressed:
        yield Request(told.words["unaddressed"].format(words=fold(words)), asking)
    for reference in entry.absent:
        yield Request(told.words["absent"].format(name=fold(reference.name)), quotes)


def ask_absent(record: Record, document: Document, reference: Reference, told: LetterWords) -> Request:
    """What to ask for a document that is named outside of all questions and answers."""
    spans = document.paragraphs[reference.paragraph].locate(0, len(document.paragraphs[reference.paragraph].text))
    quotes = tuple(Quote(document.text[span.start : span.end], record.name, span.start, span.end) for span in spans)
    return Request(told.words["absent"].format(name=fold(reference.name)), quotes)


def ask_tensions(record: Record, told: LetterWords) -> Iterator[Request]:
    """What to ask for statements that do not go together."""
    for tension in find_tensions((record,)):
        if tension.strength <= STRENGTH:
            claims = [said.claim for side in (tension.one, tension.other) for said in side[:1]]
            quotes = tuple(dict.fromkeys(quote for claim in claims for quote in quote_claim(record, claim)))
            yield Request(told.words["tension"].format(reason=tension.reason), quotes)


def ask_checks(record: Record, document: Document, named: Iterable[str], told: LetterWords) -> Iterator[Request]:
    """What to ask for what does not add up in the answers; what questions hold is the asker's own."""
    for finding in find_findings(record, document):
        own = document.paragraphs[finding.paragraph].kind == "question"
        if finding.kind in told.checks and not own and finding.said not in named:
            words = told.checks[finding.kind].format(said=fold(finding.said), found=finding.found)
            yield Request(words, lay_finding(record, document, finding).quotes)


def ask_lives(record: Record, letter: LetterWords) -> Iterator[Request]:
    """What to ask for kinds of data of whose life a part is stated and a part missing."""
    for life in build_lifecycle(record):
        missing = life.list_missing()
        fields = ([one.claim for one in told if one.state == STATED and one.claim] for told in life.fields.values())
        stated = [claims[0] for claims in fields if claims]
        if life.kind == "data" and len(stated) >= ENOUGH and missing:
            first = min(stated, key=lambda claim: claim.places[:1])
            words = letter.words["lifecycle"].format(data=fold(life.label), missing=", ".join(missing))
            yield Request(words, quote_claim(record, first))


def find_question(record: Record, quotes: Iterable[Quote]) -> str:
    """The IRI of the question that the first quotation answers or asks, '' for none."""
    first = next(iter(quotes), None)
    if first is None or not first.question:
        return ""
    return next((question.iri for question in record.questions
                 if record.name_question(question.iri) == first.question), "")  # fmt: skip
