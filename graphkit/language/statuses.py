"""A question and the sentences of its answer in, how the answer responds out: its status and the words that show it.

First what its cue words show, then whether it gives what the question's construction asks for.
"""
from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from graphkit.language.asks import Ask, Part
from graphkit.language.replies import Names, Said
from graphkit.language.response_cues import ResponseCues

#: Stems of the question that a sentence takes up if it speaks to it, and words beyond which no sentence is a label.
RELEVANT, SHORT = 2, 14
#: Words up to which a sentence is a bare value ("About 40 percent.").
BRIEF = 4
#: Kinds that an answer gives, or denies, without taking up more of the question.
VALUED = ("AskedNumber", "AskedShare", "AskedDate", "AskedDuration")
#: A name in the middle of a sentence.
TITLED = re.compile(r"(?<=[a-z,;] )(?:the )?[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*)*")


class Finding(Struct, frozen=True):
    """A status, the sentence that shows it, and where in the sentence its cue stands."""

    status: str
    said: Said
    start: int = 0
    end: int = 0


def read_status(ask: Ask, question: str, answer: tuple[Said, ...], names: Names, cues: ResponseCues) -> Finding:
    """What the words of an answer show: its cues, else what it gives."""
    first = answer[0]
    shown = [finding for said in answer if (finding := find_cue(said, ask, question, cues)) is not None]
    wanted = "AskedDocument" in ask.kinds or len(answer) == 1 or "AskedList" in ask.kinds
    attached = [finding for finding in shown if finding.status == "AttachmentPromised"]
    if attached and (wanted or attached[0].said == first):
        return attached[0]
    shown = [finding for finding in shown if finding.status != "AttachmentPromised"]
    plain = tuple(said for said in answer if all(finding.said != said for finding in shown))
    if shown and shown[0].said == first:
        partly = shown[0].status == "Redirected" and (plain or turns(first, shown[0]))
        return replace(shown[0], status="PartlyAnswered") if partly else shown[0]
    given = read_given(ask, question, plain, names, cues)
    decided = "AskedYesOrNo" in ask.kinds and shown and shown[0].status == "KnowledgeDisclaimed"
    if not shown or (given.status == "Answered" and decided):
        return given
    return given if given.status != "Answered" and given.end else replace(shown[0], status="PartlyAnswered")


def find_declared(first: Said, cues: ResponseCues) -> Finding | None:
    """What the first sentence of an answer to a recommendation declares ("Implemented in part"), or None."""
    if len(first.text.split()) > SHORT:
        return None
    shown = ((cue, cue.pattern.search(first.text)) for cue in cues.declared)
    return next((Finding(cue.status, first, *match.span()) for cue, match in shown if match), None)


def turns(said: Said, finding: Finding) -> bool:
    """Whether a sentence goes on after its cue with "but"."""
    return bool(re.search(r"\b(?:but|however)\b", said.text[finding.end :]))


def find_cue(said: Said, ask: Ask, question: str, cues: ResponseCues) -> Finding | None:
    """The first status in the order of the file that a sentence shows, or None."""
    for cue in cues.statuses:
        match = cue.find(said.text, ask, question)
        if match:
            return Finding(cue.status, said, *match.span())
    return None


def read_given(ask: Ask, question: str, answer: tuple[Said, ...], names: Names, cues: ResponseCues) -> Finding:
    """An answer without a cue to whether it gives what was asked, and the sentence that comes nearest."""
    best = rank_said(ask, answer, cues)[0]
    for pattern in cues.pending:
        for said in answer:
            match = pattern.search(said.text)
            if match and find_overlap(ask, said, cues):
                return Finding("PartlyAnswered", said, *match.span())
    if "AskedYesOrNo" in ask.kinds:
        return read_decision(ask, question, answer, cues)
    for kind in ask.kinds:
        if kind in VALUED:
            near = [said for said in answer if find_overlap(ask, said, cues) or len(said.text.split()) <= BRIEF]
            ranked = rank_said(ask, answer if len(answer) == 1 else tuple(near), cues)
            valued = next((said for said in ranked if has_value(kind, said, question, ask, cues)), None)
            return Finding("Answered", valued) if valued else Finding("PartlyAnswered", best)
    if "AskedList" in ask.kinds:
        return read_list(ask, question, answer, names, cues)
    if "AskedDocument" in ask.kinds:
        given = next((said for said in answer if gives_document(ask, said, cues)), None)
        return Finding("Answered", given) if given else Finding("PartlyAnswered", best)
    return Finding("Answered", best)


def read_decision(ask: Ask, question: str, answer: tuple[Said, ...], cues: ResponseCues) -> Finding:
    """The answer to a question of yes or no: its first word, or the first sentence that speaks to the question."""
    match = cues.decision.search(answer[0].text)
    if match:
        return Finding("Answered", answer[0], *match.span())
    relevant = [said for said in answer if decides(ask, said, cues)]
    if not relevant:
        near = [said for said in answer if len(find_overlap(ask, said, cues)) >= RELEVANT]
        reserved = [said for said in near if find_hedge(said, question, cues)]
        said = (reserved or rank_said(ask, answer, cues))[0]
        return Finding("PartlyAnswered", said, *(find_hedge(said, question, cues) or ()))
    hedge = find_hedge(relevant[0], question, cues)
    if hedge:
        return Finding("PartlyAnswered", relevant[0], *hedge)
    plain = tuple(said for said in relevant if not find_hedge(said, question, cues))
    return Finding("Answered", rank_said(ask, plain, cues)[0])


def decides(ask: Ask, said: Said, cues: ResponseCues) -> bool:
    """Whether a sentence speaks to what a question of yes or no asks, of its alternatives to one ("whether A or B")."""
    parts = [part for part in ask.parts if "AskedYesOrNo" in part.kinds]
    own = frozenset(stem for part in parts for stem in part.heads)
    either = tuple(stem for part in parts for stem in part.either)
    taken = find_overlap(ask, said, cues)
    mine = [stem for stem in taken if stem in own]
    if len(taken) < min(RELEVANT, len(ask.topic)) or (own and not mine):
        return False
    if not cues.denial.search(said.text) and any(misses_end(part, said, cues) for part in parts):
        return False
    chosen = cues.asks.topics.list_taken(either, said.stems)
    return len(chosen) >= len(either) - 1 or find_hedge(said, "", cues) is not None


def misses_end(part: Part, said: Said, cues: ResponseCues) -> bool:
    """Whether an affirmation leaves out what a question without a choice ends on ("Did X consult *the Board*?")."""
    last = cues.asks.topics.find_stems(part.words)[-1:]
    return " or " not in part.words and bool(last) and not cues.asks.topics.list_taken(last, said.stems)


def read_list(ask: Ask, question: str, answer: tuple[Said, ...], names: Names, cues: ResponseCues) -> Finding:
    """The answer to "list all X": items, names that the question has not, or a denial that there is any."""
    known = names.find(question)
    for said in answer:
        opened = cues.asks.open.search(said.text)
        if opened and ask.complete:
            return Finding("PartlyAnswered", said, *opened.span())
        titled = any(match[0] not in question for match in TITLED.finditer(said.text))
        named = (titled or names.find(said.text) - known) and find_overlap(ask, said, cues)
        if said.item or named or denies(ask, said, cues):
            return Finding("Answered", said)
    listed = next((said for said in answer if said.text.count(",") > 1 or "; " in said.text), None)
    return Finding("Answered", listed) if listed else Finding("PartlyAnswered", rank_said(ask, answer, cues)[0])


def rank_said(ask: Ask, answer: tuple[Said, ...], cues: ResponseCues) -> list[Said]:
    """Sentences, the one that takes up most of the question first; of what is to be described, denials come last."""
    described = not {*VALUED, "AskedYesOrNo"} & set(ask.kinds)

    def rank(said: Said) -> tuple[bool, int, int]:
        denied = described and bool(cues.denial.search(said.text))
        return denied, -len(find_overlap(ask, said, cues)), answer.index(said)

    return sorted(answer, key=rank)


def find_overlap(ask: Ask, said: Said, cues: ResponseCues) -> tuple[str, ...]:
    """The stems of the question that a sentence takes up."""
    return cues.asks.topics.list_taken(ask.topic, said.stems)


def find_hedge(said: Said, question: str, cues: ResponseCues) -> tuple[int, int] | None:
    """Where a sentence takes its affirmation back in part, in words that are not the question's own, or None."""
    asked = question.lower()
    for pattern in cues.hedges:
        for match in pattern.finditer(said.text):
            if match[0].lower() not in asked:
                return match.span()
    return None


def has_value(kind: str, said: Said, question: str, ask: Ask, cues: ResponseCues) -> bool:
    """Whether a sentence bears a value of this kind that its question does not name, or denies that there is any."""
    values = [match[0].lower() for match in cues.asks.values[kind].finditer(said.text)]
    named = question.lower()
    return denies(ask, said, cues) or any(not value[0].isdigit() or value not in named for value in values)


def denies(ask: Ask, said: Said, cues: ResponseCues) -> bool:
    """Whether a sentence denies, and takes up a head of what is asked for."""
    heads = [stem for part in ask.parts for stem in part.heads]
    brief = len(said.text.split()) <= BRIEF
    return bool(cues.denial.search(said.text)) and (brief or bool(cues.asks.topics.list_taken(heads, said.stems)))


def gives_document(ask: Ask, said: Said, cues: ResponseCues) -> bool:
    """Whether a sentence says where the documents stand, or denies that there are any."""
    heads = [stem for part in ask.parts if "AskedDocument" in part.kinds for stem in part.heads]
    taken = cues.asks.topics.list_taken(heads, said.stems)
    return bool(cues.provision.search(said.text)) or bool(taken and cues.denial.search(said.text))
