"""A Record and its Document in, what does not add up in it out.

    arithmetic    shares against counts, sums against parts
    calendar      days, weekdays, ranges, what is later than the document
    parallels     "respectively"
    acronyms      abbreviations
    references    what is referred to and not there

What can be recomputed is recomputed; all else is left alone. A finding tells what the words give, not what is true.
"""
from __future__ import annotations

from collections.abc import Iterator

from graphkit.analysis.acronyms import check_abbreviations
from graphkit.analysis.arithmetic import check_arithmetic
from graphkit.analysis.calendar import check_dates
from graphkit.analysis.finding import Finding
from graphkit.analysis.parallels import check_parallels
from graphkit.analysis.record import Record
from graphkit.analysis.references import find_absent
from graphkit.analysis.sheet import Quote, Row, Sheet
from graphkit.language.sentences import Stops, split_sentences
from graphkit.model import Document

NAME, COLUMNS = "checks", ("check", "words", "finding")
NOTE = "What the document's own words give when they are counted, dated or looked up again; nothing else was consulted."


def find_findings(record: Record, document: Document) -> tuple[Finding, ...]:
    """Everything that does not add up, in the order of the text."""
    found = (*check_arithmetic(document), *check_dates(record, document), *check_parallels(record, document),
             *check_abbreviations(record, document), *check_references(document))  # fmt: skip
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.spans[:1], one.kind, one.said)))


def check_references(document: Document) -> Iterator[Finding]:
    """References to what is not in the document."""
    for reference in find_absent(document):
        found = f"{reference.kind} that is not in the document"
        yield Finding("reference", reference.name, found, reference.paragraph, reference.spans)


def find_checks(record: Record, document: Document) -> Sheet:
    """The findings as a sheet: a row each, with the sentence around the words."""
    rows = tuple(lay_finding(record, document, finding) for finding in find_findings(record, document))
    return Sheet(NAME, f"Checks: {record.title}", COLUMNS, rows, NOTE)


def lay_finding(record: Record, document: Document, finding: Finding) -> Row:
    """A finding to its row."""
    return Row((finding.kind, finding.said, finding.found), (), (quote_sentence(record, document, finding),))


def quote_sentence(record: Record, document: Document, finding: Finding) -> Quote:
    """The sentence in which the words of a finding stand."""
    paragraph = document.paragraphs[finding.paragraph]
    for start, end in split_sentences(paragraph.text, Stops()):
        spans = paragraph.locate(start, end)
        if spans and finding.spans and spans[0].start <= finding.spans[0].start < spans[-1].end:
            low, high = spans[0].start, max(spans[0].end, finding.spans[0].end)
            break
    else:
        low, high = finding.spans[0].start, finding.spans[0].end
    asked = next((question.iri for question in record.questions
                  if any(place.start <= low < place.end for place in (*question.answer_places, *question.places))), "")
    page = sum(start <= low for start in document.pages)
    return Quote(document.text[low:high], record.name, low, high, page, record.name_question(asked))


