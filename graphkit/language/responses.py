"""A Document in, how it responds to each of its questions out: the status, and the words that it rests on.

The statuses are those of VOCABULARY.md, section 5. Each is a reading of cue words (ontology/cues/responses.yaml) and of
what an answer takes up of its question; it says nothing about why an answer is as it is.
"""
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from graphkit.language.asks import ACTION, Ask, AskCues, Part, read_ask, read_ask_cues
from graphkit.language.sentences import split_sentences
from graphkit.model import Document, Evidence, Response, Span, Thing
from graphkit.ontology.patterns import compile_entry, compile_pattern, list_entries

PLACE = "ontology/cues/responses.yaml"
STATUSES = ("Answered", "PartlyAnswered", "Declined", "Redirected", "KnowledgeDisclaimed", "NotApplicable",
            "AttachmentPromised", "RepeatsOtherAnswer", "NoAnswer")  # fmt: skip
#: From this likeness of their words on, two sentences say the same.
ALIKE = 0.85
#: Stems of the question that a sentence takes up if it speaks to it, and words beyond which no sentence is a label.
RELEVANT, SHORT = 2, 14
#: Words up to which a sentence is a bare value ("About 40 percent.").
BRIEF = 4
#: Kinds that an answer gives, or denies, without taking up more of the question.
VALUED = ("AskedNumber", "AskedShare", "AskedDate", "AskedDuration")
#: A name in the middle of a sentence.
TITLED = re.compile(r"(?<=[a-z,;] )(?:the )?[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*)*")
NAMED = frozenset({"Organization", "OrganizationalUnit", "System", "Program", "Document", "Policy", "Role"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that shows a status; `asked` and `unless` limit the questions it counts for."""

    status: str
    pattern: re.Pattern[str]
    asked: frozenset[str] = frozenset()
    unless: re.Pattern[str] | None = None

    def find(self, text: str, ask: Ask, question: str) -> re.Match[str] | None:
        """Where a sentence shows it, or None."""
        if self.asked and not self.asked & set(ask.kinds):
            return None
        return None if self.unless is not None and self.unless.search(question) else self.pattern.search(text)


@dataclass(frozen=True, slots=True)
class ResponseCues:
    """The content of responses.yaml, which explains each entry, and how questions are read."""

    asks: AskCues
    abbreviations: frozenset[str]
    statuses: tuple[Cue, ...]
    declared: tuple[Cue, ...]
    hedges: tuple[re.Pattern[str], ...]
    pending: tuple[re.Pattern[str], ...]
    decision: re.Pattern[str]
    denial: re.Pattern[str]
    provision: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer: where it stands, its words, their stems, and whether it is a list item."""

    paragraph: int
    start: int
    end: int
    text: str
    stems: frozenset[str]
    item: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A status, the sentence that shows it, and where in the sentence its cue stands."""

    status: str
    said: Said
    start: int = 0
    end: int = 0


def read_response_cues(cues: Mapping[str, Any]) -> ResponseCues:
    """The cue files `responses`, `asks` and `sentences`, checked. Raises OntologyError that names the entry."""
    content = cues.get("responses", {})
    single = {name: compile_pattern(content.get(name), f"{PLACE}: {name}")
              for name in ("decision", "denial", "provision")}  # fmt: skip
    lists = {name: tuple(compile_entry(entry, f"{PLACE}: {name}") for entry in list_entries(content, name, PLACE))
             for name in ("hedges", "pending")}  # fmt: skip
    return ResponseCues(
        **single, **lists,  # type: ignore[arg-type]
        asks=read_ask_cues(cues),
        abbreviations=frozenset(cues["sentences"]["abbreviations"]),
        statuses=tuple(map(read_cue, list_entries(content, "statuses", PLACE))),
        declared=tuple(map(read_cue, list_entries(content, "declared", PLACE))),
    )


def read_cue(entry: Mapping[str, Any]) -> Cue:
    """An entry of the file to its cue. Raises OntologyError for a status that is none."""
    from graphkit.errors import OntologyError

    status = str(entry.get("status"))
    if status not in STATUSES:
        raise OntologyError(f"{PLACE}: {status!r} is none of {', '.join(STATUSES)}")
    unless = compile_pattern(entry["unless"], PLACE) if "unless" in entry else None
    return Cue(status, compile_entry(entry, f"{PLACE}: {status}"), frozenset(entry.get("asked") or ()), unless)


def find_responses(document: Document, things: Iterable[Thing], cues: ResponseCues) -> tuple[Response, ...]:
    """How each question of the document is responded to, in their order; `things` are those its claims name."""
    names = Names(things)
    answers = [list_said(document, question.answers, names, cues) for question in document.questions]
    return tuple(respond(document, index, names, answers, cues) for index in range(len(document.questions)))


class Names:
    """The things that a document names: one name for all of each, short or in full."""

    def __init__(self, things: Iterable[Thing]) -> None:
        forms: dict[str, str] = {}
        self.labels: set[str] = set()
        for thing in sorted(set(things), key=lambda thing: (thing.label, thing.kind)):
            if thing.kind in NAMED and any(letter.isupper() for letter in thing.label) and not thing.unresolved:
                self.labels.add(thing.label)
                forms.update({name: thing.label for name in thing.names if len(name) > 1})
        ordered = sorted({*forms, *self.labels}, key=lambda form: (-len(form), form))
        self._forms = forms
        self._pattern = re.compile("|".join(rf"\b{re.escape(form)}\b" for form in ordered)) if ordered else None

    def unify(self, text: str) -> str:
        """A text with the label of each thing in the place of its other names."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self._forms.get(match[0], match[0]), text)

    def find(self, text: str) -> frozenset[str]:
        """The labels of the things that a text names."""
        if self._pattern is None:
            return frozenset()
        return frozenset(self._forms.get(match[0], match[0]) for match in self._pattern.finditer(text))


def list_said(document: Document, paragraphs: Sequence[int], names: Names, cues: ResponseCues) -> tuple[Said, ...]:
    """The sentences of an answer, in their order."""
    found = []
    for index in paragraphs:
        paragraph = document.paragraphs[index]
        for start, end in split_sentences(paragraph.text, cues.abbreviations):
            text = paragraph.text[start:end]
            stems = frozenset(cues.asks.topics.find_stems(names.unify(text)))
            found.append(Said(index, start, end, text, stems, paragraph.kind == "item"))
    return tuple(found)


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
    locate = partial(document.paragraphs[said.paragraph].locate)
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
    if not 0.6 < len(first) / len(second) < 1.7:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


# ---------------------------------------------------------------------------------------------------- status


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


# ------------------------------------------------------------------------------------------------ unaddressed


def list_unaddressed(ask: Ask, answer: tuple[Said, ...], cues: ResponseCues) -> tuple[str, ...]:
    """The parts of a question that no sentence of its answer takes up, in the question's words."""
    if ask.kinds == (ACTION,):
        return ()
    stems = frozenset(stem for said in answer for stem in said.stems)
    text = " ".join(said.text for said in answer)
    return tuple(part.topic or part.words for part in ask.parts if not is_addressed(part, answer, text, stems, cues))


def is_addressed(part: Part, answer: tuple[Said, ...], text: str, stems: Collection[str], cues: ResponseCues) -> bool:
    """Whether any sentence of an answer takes up a part: by a value of its kind, by a construction, or by its words."""
    if part.conditional and (cues.denial.search(answer[0].text) or not part.heads):
        return True
    topic = cues.asks.topics.find_stems(part.topic)
    if topic and not cues.asks.pronouns.search(text) and not cues.asks.topics.list_taken(topic, stems):
        return False
    if cues.denial.search(answer[0].text) and len(answer[0].text.split()) <= BRIEF:
        return True
    for kind in part.kinds:
        if kind in VALUED:
            return bool(cues.asks.values[kind].search(text) or cues.denial.search(text))
    for construction in cues.asks.constructions:
        if construction.nouns.search(part.words) and construction.pattern.search(text):
            return True
    if cues.decision.search(text) and part.kinds == ("AskedYesOrNo",):
        return True
    return not part.heads or bool(cues.asks.topics.list_taken(part.heads, stems))
