"""What is parsed as one sentence: a sentence of the document, a piece of one, or one said again with borrowed words.

A list item says its lead-in again, a fragment its heading, "Yes." its question. It has a text of its own;
what is read of it is carried back to the sentence on record, and the sentences whose words it borrows support it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from graphkit.language.glossary import Glossary
from graphkit.language.lexicon import Lexicon
from graphkit.language.standins import Disguise, disguise_sentence
from graphkit.model import Argument, Clause, Mention, Sentence, Value

_START, _END = attrgetter("start"), attrgetter("end")


class Utterance(Struct, frozen=True):
    """Words to parse.

    sentence  the sentence of the document that they stand for
    text      the text in which positions lie: the paragraph's, or one with borrowed words
    start, end  the stretch of `text` that is parsed
    own       the stretch of `text` that the sentence itself says
    source    where `own` starts in the clean text of the sentence's paragraph
    support   the other sentences whose words are borrowed
    how       how it was made; empty for a sentence as it stands
    confidence  that it says what the document says
    borrowing   whether `text` has words that the sentence does not say
    polarity    the only one that is let through, or ''
    modifiers   where in `text` participles stand that are no verbs
    """

    sentence: Sentence
    text: str
    start: int
    end: int
    own: tuple[int, int]
    source: int
    support: tuple[Sentence, ...] = ()
    how: tuple[str, ...] = ()
    confidence: float = 1.0
    borrowing: bool = False
    polarity: str = ""
    modifiers: tuple[tuple[int, int], ...] = ()

    def disguise(self, glossary: Glossary, lexicon: Lexicon) -> Disguise:
        """What the parser is to see of it."""
        page, names = glossary.read(self.text)
        own = names[bisect_left(names, self.start, key=_START) : bisect_right(names, self.end, key=_END)]
        return disguise_sentence(page, self.start, self.end, own, lexicon.standins, self.modifiers)


def take_piece(sentence: Sentence, text: str, start: int, end: int, how: tuple[str, ...] = ()) -> Utterance:
    """A stretch of a sentence, to be parsed by itself."""
    return Utterance(sentence, text, start, end, (start, end), start, (), how)


def borrow_words(
    sentence: Sentence,
    before: str,
    own: str,
    after: str,
    source: int,
    support: tuple[Sentence, ...],
    how: str,
    confidence: float = 1.0,
) -> Utterance:
    """The words `own`, which start at `source` in their paragraph, with borrowed words before and after them."""
    text = f"{before}{own}{after}"
    stretch = (len(before), len(before) + len(own))
    return Utterance(sentence, text, 0, len(text), stretch, source, support, (how,), confidence, True)


def stand_for(
    sentence: Sentence, said: str, support: tuple[Sentence, ...], polarity: str, confidence: float
) -> Utterance:
    """The statement `said` that a whole sentence makes, all of it in borrowed words: 'No.'"""
    how = ("construction:yes-no",)
    stretch = (0, len(said))
    return Utterance(sentence, said, 0, len(said), stretch, sentence.start, support, how, confidence, True, polarity)


def settle_clauses(clauses: Iterable[Clause], utterance: Utterance) -> tuple[Clause, ...]:
    """The clauses that the sentence itself says something to, at their places in its paragraph."""
    if not utterance.borrowing and not utterance.how:
        return tuple(clauses)
    if not utterance.borrowing:
        return tuple(replace(clause, how=(*clause.how, *utterance.how)) for clause in clauses)
    return tuple(_settle(clause, utterance) for clause in clauses if _touches(clause, utterance))


def settle_mentions(mentions: Iterable[Mention], utterance: Utterance) -> tuple[Mention, ...]:
    """The mentions in the words that the sentence itself says."""
    if not utterance.borrowing:
        return tuple(mentions)
    low, high = utterance.own
    return tuple(_move(mention, utterance) for mention in mentions if low <= mention.start < high)


def _touches(clause: Clause, utterance: Utterance) -> bool:
    low, high = utterance.own
    if utterance.polarity not in ("", clause.polarity):
        return False
    if clause.end > low and clause.start < high:
        return True
    if any(argument.end > low and argument.start < high for argument in clause.arguments):
        return True
    if any(low <= mention.start < high for argument in clause.arguments for mention in argument.mentions):
        return True
    said = utterance.text[low:high].strip()  # 'We delete data where:' and 'you ask us to'
    told = [role.value for role in clause.roles if role.name == "condition"]
    return any(isinstance(value, Value) and said in value.text for value in told)


def _settle(clause: Clause, utterance: Utterance) -> Clause:
    """The clause; one that needs none of the borrowed words rests on its own sentence alone."""
    low, high = utterance.own
    places = [(clause.start, clause.end), *((argument.start, argument.end) for argument in clause.arguments)]
    if utterance.polarity == "" and all(low <= start and end <= high for start, end in places):
        utterance = replace(utterance, support=(), confidence=1.0, how=())
    return replace(
        clause,
        start=_place(clause.start, utterance),
        end=_place(clause.end, utterance),
        arguments=tuple(_settle_argument(argument, utterance) for argument in clause.arguments),
        how=(*clause.how, *utterance.how),
        confidence=clause.confidence * utterance.confidence,
        support=(*clause.support, *utterance.support),
    )


def _settle_argument(argument: Argument, utterance: Utterance) -> Argument:
    """The argument; of a class that is borrowed and members that are the sentence's own, the members."""
    low, high = utterance.own
    own = tuple(mention for mention in argument.mentions if low <= mention.start < high)
    mentions = own or argument.mentions
    return replace(
        argument,
        mentions=tuple(_move(mention, utterance) for mention in mentions),
        start=_place(argument.start, utterance),
        end=_place(argument.end, utterance),
    )


def _move(mention: Mention, utterance: Utterance) -> Mention:
    return replace(mention, start=_place(mention.start, utterance), end=_place(mention.end, utterance))


def _place(position: int, utterance: Utterance) -> int:
    low, high = utterance.own
    return min(utterance.source + min(max(position, low), high) - low, utterance.sentence.end)
