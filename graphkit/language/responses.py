"""A Document in, how it responds to each of its questions out: the status, and the words that it rests on.

    asks           what a question asks for, and its parts
    response_cues  the words that show how an answer responds
    replies        the sentences of an answer
    statuses       an answer to its status
    unaddressed    what an answer does not take up

The statuses are those of VOCABULARY.md, section 5. Each is a reading of cue words (ontology/cues/responses.yaml) and of
what an answer takes up of its question; it says nothing about why an answer is as it is.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from msgspec.structs import replace

from graphkit.language.asks import ACTION, read_ask
from graphkit.language.replies import Names, Said, list_said
from graphkit.language.response_cues import ResponseCues, read_response_cues
from graphkit.language.statuses import Finding, find_declared, read_status
from graphkit.language.unaddressed import list_unaddressed
from graphkit.model import Document, Evidence, Response, Span, Thing

#: From this likeness of their words on, two sentences say the same.
ALIKE = 0.85

__all__ = ["ResponseCues", "find_responses", "read_response_cues"]


def find_responses(document: Document, things: Iterable[Thing], cues: ResponseCues) -> tuple[Response, ...]:
    """How each question of the document is responded to, in their order; `things` are those its claims name."""
    names = Names(things)
    answers = [list_said(document, question.answers, names, cues) for question in document.questions]
    return tuple(respond(document, index, names, answers, cues) for index in range(len(document.questions)))


def respond(
    document: Document, index: int, names: Names, answers: Sequence[tuple[Said, ...]], cues: ResponseCues
) -> Response:
    """How the document responds to one question."""
    question = document.questions[index]
    context, parent = "", question.parent
    while parent is not None:
        context, parent = f"{document.questions[parent].text} {context}", document.questions[parent].parent
    ask = read_ask(names.unify(question.text), names.unify(context), cues.asks)
    answer = answers[index]
    if not answer:
        return Response(index, ask.kinds, "NoAnswer")
    declared = None if "?" in question.text else find_declared(answer[0], cues)
    if declared is not None:
        return Response(index, (ACTION,), declared.status, locate_finding(document, declared))
    missing = list_unaddressed(ask, answer, cues)
    finding = read_status(ask, question.text, answer, names, cues)
    twin = find_twin(document, index, answers)
    if twin is not None and finding.status in ("Answered", "PartlyAnswered"):
        finding = Finding("RepeatsOtherAnswer", answer[0])
    if finding.status == "Answered" and missing:
        finding = replace(finding, status="PartlyAnswered")
    if finding.status != "PartlyAnswered" and len(missing) == len(ask.parts):
        missing = ()  # the status says so already
    return Response(index, ask.kinds, finding.status, locate_finding(document, finding), missing, twin)


def locate_finding(document: Document, finding: Finding) -> Evidence:
    """A finding to its evidence: the sentence, and the words of the cue inside it."""
    said = finding.said
    locate = document.paragraphs[said.paragraph].locate
    clause: tuple[Span, ...] = ()
    if finding.end > finding.start:
        clause = locate(said.start + finding.start, said.start + finding.end)
    return Evidence(locate(said.start, said.end), said.paragraph, clause)


def find_twin(document: Document, index: int, answers: Sequence[tuple[Said, ...]]) -> int | None:
    """The question before whose answer already says every sentence of this one, or None; not one answered together."""
    answer = answers[index]
    words = [said.text for said in answer]
    if sum(len(text.split()) for text in words) < 6:  # "Yes." and "Not applicable." are no repetition
        return None
    for other in range(index):
        if set(document.questions[other].answers) & set(document.questions[index].answers):
            continue
        if answers[other] and all(any(is_alike(text, said.text) for said in answers[other]) for text in words):
            return other
    return None


def is_alike(one: str, other: str) -> bool:
    """Whether two sentences say the same in nearly the same words (ratio of Ratcliff and Obershelp over words)."""
    first, second = one.lower().split(), other.lower().split()
    if 2 * min(len(first), len(second)) < ALIKE * (len(first) + len(second)):
        return False  # even if all words of the shorter one were in the other
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE  # the quick one is never less
