"""What a question asks and the sentences of its answer in, the parts that no sentence takes up out."""
from __future__ import annotations

from collections.abc import Collection

from graphkit.language.asks import ACTION, Ask, Part
from graphkit.language.replies import Said
from graphkit.language.response_cues import ResponseCues
from graphkit.language.statuses import BRIEF, VALUED


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
