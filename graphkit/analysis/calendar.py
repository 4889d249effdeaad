"""A Record and its Document in, dates that cannot be as they are written out.

Days that the calendar has not, weekdays that are not theirs, ranges that end before they begin, what is said to have
happened after the document was written, ages that do not go with a year of birth.
"""
from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from graphkit.analysis.finding import CheckCues, Finding, load_check_cues, locate_finding
from graphkit.analysis.record import Record, RecordedClaim
from graphkit.document.words import load_words
from graphkit.model import Document

NUMERIC = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def check_dates(record: Record, document: Document) -> Iterator[Finding]:
    """Dates of the text, then those of claims, in the order of the text."""
    cues = load_check_cues()
    for index, paragraph in enumerate(document.paragraphs):
        for start, end, found in (*check_days(paragraph.text, cues), *check_ranges(paragraph.text, cues),
                                  *check_ages(paragraph.text, document.date, cues)):  # fmt: skip
            yield locate_finding(document, "dates", found, index, start, end)
    yield from check_future(record, document)


#: What a check of a text gives: where the words stand in it, and what is found.
Found = Iterator[tuple[int, int, str]]


def read_day(text: str) -> tuple[int, int, int]:
    """A date as written to year, month and day, which the calendar may not have."""
    match = NUMERIC.fullmatch(text)
    if match:
        return int(match[1]), int(match[2]), int(match[3])
    months = load_words().months
    word = next(word for word in re.findall(r"[A-Za-z]+", text) if word.casefold() in months)
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    return numbers[1], months.index(word.casefold()) + 1, numbers[0]


def build_day(text: str) -> datetime.date | None:
    """A date as written to the day, None where the calendar has none such."""
    try:
        return datetime.date(*read_day(text))
    except ValueError:
        return None


def check_days(text: str, cues: CheckCues) -> Found:
    """Days that there are not, and weekdays that are not theirs."""
    names = "|".join(cues.weekdays)
    for match in cues.date.finditer(text):
        day = build_day(match[0])
        if day is None:
            yield *match.span(), f"the calendar has no {match[0]}"
            continue
        before = re.search(rf"\b({names}),? (?:the )?$", text[: match.start()], re.I)
        if before and before[1].lower() != cues.weekdays[day.weekday()]:
            yield before.start(), match.end(), f"{match[0]} was a {cues.weekdays[day.weekday()].capitalize()}"


def check_ranges(text: str, cues: CheckCues) -> Found:
    """Ranges that end before they begin."""
    taken = set()
    for pattern in cues.patterns["ranges"]:
        for match in pattern.finditer(text):
            first, last = build_day(match["first"]), build_day(match["last"])
            if first and last and last < first and match.span("last") not in taken:
                taken.add(match.span("last"))
                yield *match.span(), f"{match['last']} is before {match['first']}"


def check_ages(text: str, date: datetime.date | None, cues: CheckCues) -> Found:
    """Ages that no year of birth beside them allows at the date of the document."""
    for pattern in cues.patterns["ages"]:
        for match in pattern.finditer(text):
            if date and date.year - int(match["born"]) - int(match["age"]) not in (0, 1):
                yield *match.span(), f"born in {match['born']}, {date.year - int(match['born'])} in {date.year}"


def check_future(record: Record, document: Document) -> Iterator[Finding]:
    """Claims of what was, with a date after that of the document."""
    if not record.date:
        return
    for claim in record.claims:
        dates = [term.label for name in ("asOf", "validFrom") for term in claim.find_role(name) if term.kind == "date"]
        late = [date for date in dates if date > record.date]
        if late and claim.modality == "Stated" and is_past(claim) and claim.places:
            place = claim.places[0]
            index = next((at for at, paragraph in enumerate(document.paragraphs)
                          if any(run.source <= place.start < run.source + run.length for run in paragraph.runs)), 0)
            found = f"{late[0]} is after the document's date, {record.date}"
            paragraph = document.paragraphs[index]
            start = paragraph.text.find(" ".join(place.words.split()))
            if start >= 0:
                yield locate_finding(document, "dates", found, index, start, start + len(" ".join(place.words.split())))


def is_past(claim: RecordedClaim) -> bool:
    """Whether the words of a claim tell of what was: a past form, and no "will", "until", "effective" or the like."""
    words = claim.clause or claim.quote
    past = re.search(r"\b(?:was|were|had|did|\w{3,}ed|met|began|held|sent|gave|took)\b", words)
    return bool(past) and not re.search(r"\b(?:will|shall|effective|until|by|scheduled|expected|plan\w*|due)\b", words)
