"""A document, its claims and what made none in, an account of every sentence out."""
from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, fields

from graphkit.analysis.summary import rank_counts
from graphkit.model import Claim, Document, Span, Uncovered

STATES = "states"
#: Why a sentence with nothing but gk:states claims has no other, and where such a claim tells its verb.
STATES_ONLY = "states-only"
VERB = "verb:"
#: Reasons whose detail is a verb that a frame could be written for.
MISSED_VERBS = frozenset({"no-frame", STATES_ONLY})
#: Reasons of what asserts nothing by its place in the document: no share is taken of it.
NEVER_ASSERTING = frozenset({"question", "heading", "boilerplate"})


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: where it stands, how many claims it makes, and why none but gk:states, or none at all."""

    start: int
    end: int
    page: int
    section: str
    kind: str
    claims: int
    reason: str
    detail: str
    text: str


#: The columns of coverage.csv.
COLUMNS = tuple(field.name for field in fields(Line))


@dataclass(frozen=True, slots=True)
class Total:
    """A section's sentences: all, those that may assert something, those with claims, and the others by reason."""

    section: str
    sentences: int
    asserting: int
    claimed: int
    reasons: tuple[tuple[str, int], ...]


def cover_document(
    document: Document, claims: tuple[Claim, ...], uncovered: tuple[Uncovered, ...]
) -> tuple[Line, ...]:
    """What a build is made of in, a line for every sentence out, in the order of the text."""
    made: dict[tuple[Span, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        made[claim.evidence.sentence].append(claim)
    reasons = {missed.spans: missed for missed in uncovered}
    sentences = sorted({*made, *reasons})
    return tuple(describe_sentence(document, spans, made[spans], reasons.get(spans)) for spans in sentences)


def describe_sentence(
    document: Document, spans: tuple[Span, ...], claims: list[Claim], missed: Uncovered | None
) -> Line:
    """A sentence, its claims and why it may have none in, its line out."""
    index = claims[0].evidence.paragraph if claims or missed is None else missed.paragraph
    reason, detail = find_reason(claims, missed)
    return Line(
        start=spans[0].start, end=spans[-1].end, page=bisect_right(document.pages, spans[0].start),
        section=name_section(document, index), kind=document.paragraphs[index].kind, claims=len(claims),
        reason=reason, detail=detail,
        text=" ".join(" ".join(document.text[span.start:span.end] for span in spans).split()),
    )


def find_reason(claims: list[Claim], missed: Uncovered | None) -> tuple[str, str]:
    """A sentence's claims and why it may have none in, the reason and its detail out, '' if it has a claim."""
    if any(claim.predicate != STATES for claim in claims):
        return "", ""
    if claims:
        verbs = [part.removeprefix(VERB) for claim in claims for part in claim.how if part.startswith(VERB)]
        return STATES_ONLY, verbs[0] if verbs else ""
    return (missed.reason, missed.detail) if missed else ("", "")


def name_section(document: Document, index: int) -> str:
    """A paragraph in, the question that it asks or answers, else the heading above it, out."""
    paragraph = document.paragraphs[index]
    if paragraph.question is None:
        return paragraph.section
    question = document.questions[paragraph.question]
    return f"block {question.block}, question {question.number}"


def total_sections(lines: tuple[Line, ...]) -> tuple[Total, ...]:
    """Lines in, the totals of every section in the order of the text, and of the document last, out."""
    sections = dict.fromkeys(line.section for line in lines)
    parts = [total_lines(name, [line for line in lines if line.section == name]) for name in sections]
    return (*parts, total_lines("the document", list(lines)))


def total_lines(section: str, lines: list[Line]) -> Total:
    return Total(
        section, len(lines), sum(line.reason not in NEVER_ASSERTING for line in lines),
        sum(not line.reason for line in lines), rank_counts(line.reason for line in lines if line.reason),
    )


def rank_missed(lines: tuple[Line, ...]) -> tuple[tuple[str, int], ...]:
    """Lines in, the verbs that no frame takes out, the most frequent first."""
    return rank_counts(line.detail for line in lines if line.reason in MISSED_VERBS and line.detail)


def read_row(cells: dict[str, str]) -> Line:
    """A row of coverage.csv in, its line out."""
    figures = {name: int(cells[name]) for name in ("start", "end", "page", "claims")}
    words = {name: cells[name] for name in ("section", "kind", "reason", "detail", "text")}
    return Line(**figures, **words)  # type: ignore[arg-type]


def write_row(line: Line) -> tuple[str, ...]:
    """A line in, its row of coverage.csv out."""
    return tuple(str(getattr(line, name)) for name in COLUMNS)
