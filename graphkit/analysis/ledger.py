"""A record and its document in, the ledger out: what each question asks for, how it is responded to, on which words.

The statuses stand in the graph (gk:responseStatus, found by graphkit.language.responses before it was built). This
reads them, and sets beside them what an answer promises or names and the document does not hold. It shows cues, no
verdict.
"""
from __future__ import annotations

from msgspec import Struct

from graphkit.analysis.record import Place, Record, RecordedQuestion
from graphkit.analysis.references import Reference, find_absent
from graphkit.analysis.sheet import Quote, Row, Sheet, quote_place
from graphkit.model import Document

NAME, TITLE = "ledger", "Ledger of questions"
COLUMNS = ("block", "number", "part of", "asks for", "question", "status", "rests on", "not taken up",
           "absent documents")  # fmt: skip
NOTE = ("A status is a reading of the words beside it and no verdict. “Not taken up” lists words of the question that "
        "no sentence of the answer takes up; an answer may still meet them in other words.")  # fmt: skip
#: Kinds of references that are documents: what a reader can ask for.
DOCUMENTS = frozenset({"attachment", "earlier document", "enclosure", "appendix", "annex", "exhibit", "tab"})


class Entry(Struct, frozen=True):
    """A question with its response; `absent` are documents that it or its answer names and that are not there."""

    question: RecordedQuestion
    number: str
    parent: str
    absent: tuple[Reference, ...]

    @property
    def status(self) -> str:
        return self.question.status


class Ledger(Struct, frozen=True):
    """The questions of one document in the order of the text, and the absent documents that stand outside them all."""

    entries: tuple[Entry, ...]
    elsewhere: tuple[Reference, ...] = ()


def build_ledger(record: Record, document: Document) -> Ledger:
    """Every question and sub-question with its response."""
    absent = tuple(reference for reference in find_absent(document) if reference.kind in DOCUMENTS)
    entries = tuple(
        Entry(question, record.name_question(question.iri), record.name_question(question.parent),
              tuple(reference for reference in absent if stands_in(reference, question)))
        for question in record.questions
    )  # fmt: skip
    placed = {reference for entry in entries for reference in entry.absent}
    return Ledger(entries, tuple(reference for reference in absent if reference not in placed))


def stands_in(reference: Reference, question: RecordedQuestion) -> bool:
    """Whether the words of a reference stand in a question or in its answer."""
    return any(place.start <= span.start < place.end
               for place in (*question.places, *question.answer_places) for span in reference.spans)  # fmt: skip


def lay_ledger(record: Record, ledger: Ledger) -> Sheet:
    """A ledger as a sheet: a row a question, its quotes the words that the status rests on."""
    rows = [lay_entry(record, entry) for entry in ledger.entries]
    return Sheet(NAME, f"{TITLE}: {record.title}", COLUMNS, tuple(rows), " ".join([NOTE, *tell_elsewhere(ledger)]))


def lay_entry(record: Record, entry: Entry) -> Row:
    """One question to its row."""
    question = entry.question
    claims = tuple(claim.iri for claim in record.claims if question.iri in claim.questions)
    cells = (
        str(question.block), question.number, entry.parent, join_asks(question.asks), fold(question.text),
        split_name(question.status), fold(tell_words(question, record)), "; ".join(question.unaddressed),
        "; ".join(reference.name for reference in entry.absent),
    )  # fmt: skip
    return Row(cells, claims, quote_places(record, question, question.status_places))


def quote_places(record: Record, question: RecordedQuestion, places: tuple[Place, ...]) -> tuple[Quote, ...]:
    return tuple(quote_place(record, place, question.iri) for place in places)


def tell_words(question: RecordedQuestion, record: Record) -> str:
    """The cue that a status rests on, else the sentence; of a repetition, the question whose answer says the same."""
    if question.repeats:
        return f"as answered to question {record.name_question(question.repeats)}"
    return question.status_words or " … ".join(place.words for place in question.status_places)


def tell_elsewhere(ledger: Ledger) -> list[str]:
    """The absent documents that no question or answer names, as a sentence for the note."""
    names = "; ".join(fold(reference.name) for reference in ledger.elsewhere)
    return [f"Referred to outside questions and answers, and absent: {names}."] if names else []


def join_asks(asks: tuple[str, ...]) -> str:
    """`AskedYesOrNo`, `AskedList` to "yes or no, list"."""
    return ", ".join(split_name(name.removeprefix("Asked")) for name in asks)


def split_name(name: str) -> str:
    """`KnowledgeDisclaimed` to "knowledge disclaimed"."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def fold(text: str) -> str:
    """Line ends and runs of blanks to single blanks."""
    return " ".join(text.split())
