"""A question in, what it asks for out: the kinds of answer that its construction wants, and its parts.

"What percent of, and how many, enrollees use it, and under what conditions?" wants a share, a number and a description,
in three parts. The words that show a kind are data: ontology/cues/asks.yaml.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from graphkit.language.sentences import Stops, split_sentences
from graphkit.language.uptake import Topics, build_topics
from graphkit.ontology.patterns import compile_entry, compile_pattern, list_entries, list_words

PLACE = "ontology/cues/asks.yaml"
DESCRIPTION, ACTION = "AskedDescription", "AskedAction"
#: Kinds that say more than a description: where one of them is asked, "what" and "how" add none.
EXACT = frozenset({"AskedNumber", "AskedShare", "AskedList", "AskedDocument", "AskedDate", "AskedDuration",
                   "AskedParty", "AskedPlace"})  # fmt: skip
MOST = 8  # words of a noun phrase


class Construction(Struct, frozen=True):
    """What an answer to "under what conditions" bears: nouns of the question, and the pattern that satisfies them."""

    nouns: re.Pattern[str]
    pattern: re.Pattern[str]


class AskCues(Struct, frozen=True):
    """The content of asks.yaml, which explains each entry."""

    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    asking: re.Pattern[str]
    values: Mapping[str, re.Pattern[str]]
    constructions: tuple[Construction, ...]
    complete: re.Pattern[str]
    open: re.Pattern[str]
    borders: re.Pattern[str]
    conditional: re.Pattern[str]
    wanted: re.Pattern[str]
    quantified: re.Pattern[str]
    about: re.Pattern[str]
    pronouns: re.Pattern[str]
    alternatives: re.Pattern[str]
    stops: frozenset[str]
    topics: Topics


class Part(Struct, frozen=True):
    """One part of a question, verbatim.

    kinds        what it asks for
    heads        stems of which an answer takes up at least one; empty where its kind alone is to be satisfied
    conditional  asked only if the answer to what stands before is of a kind ("If so, …")
    topic        what its clause is about ("inaccurate results"), if it tells: words to take up, or a pronoun for them
    either       stems of its two alternatives and of their head ("whether it is an A or B case")
    """

    words: str
    kinds: tuple[str, ...]
    heads: tuple[str, ...]
    conditional: bool = False
    topic: str = ""
    either: tuple[str, ...] = ()


class Ask(Struct, frozen=True):
    """What a question asks for: kinds in the order of the cue file, its parts, and the stems of its own topic."""

    kinds: tuple[str, ...]
    parts: tuple[Part, ...]
    topic: tuple[str, ...]
    complete: bool = False


def read_ask_cues(cues: Mapping[str, Any]) -> AskCues:
    """The cue file `asks`, checked. Raises OntologyError that names the entry."""
    content = cues.get("asks", {})
    kinds = list_entries(content, "kinds", PLACE)
    values = content.get("values") or {}
    built = [
        Construction(compile_pattern(entry.get("nouns"), PLACE), compile_entry(entry, PLACE))
        for entry in list_entries(content, "constructions", PLACE)
    ]
    single = {name: compile_pattern(content.get(name), f"{PLACE}: {name}")
              for name in ("asking", "complete", "open", "borders", "conditional", "wanted", "quantified", "about",
                           "pronouns", "alternatives")}  # fmt: skip
    return AskCues(
        kinds=tuple((str(entry.get("kind")), compile_entry(entry, f"{PLACE}: {entry.get('kind')}")) for entry in kinds),
        values={str(kind): compile_pattern(text, f"{PLACE}: {kind}") for kind, text in values.items()},
        constructions=tuple(built),
        stops=frozenset(list_words(content, "stops", PLACE)),
        topics=build_topics(list_words(content, "empty", PLACE), content.get("families") or ()),
        **single,
    )


def read_ask(text: str, context: str, cues: AskCues) -> Ask:
    """A question's words, and those of the questions above it, to what it asks for."""
    words = " ".join(text.split())
    spans = [words[low:high] for low, high in split_sentences(words, Stops())]
    asking = [span for span in spans if span.endswith("?") or cues.asking.search(span)]
    above = frozenset(cues.topics.find_stems(context))
    pieces = [piece for sentence in asking for piece in split_parts(sentence, cues)]
    parts = tuple(dict.fromkeys(part for piece in pieces for part in read_parts(piece, pieces, above, cues)))
    kinds = order_kinds({kind for part in parts for kind in part.kinds}, cues)
    if not asking:
        kinds = (ACTION,)
    return Ask(kinds or (DESCRIPTION,), parts, cues.topics.find_stems(words), bool(cues.complete.search(words)))


def split_parts(sentence: str, cues: AskCues) -> list[str]:
    """A sentence of a question to its parts: what stands between the borders of the cue file."""
    pieces = [piece.strip(" ,;.?") for piece in cues.borders.split(sentence)]
    return [piece for piece in pieces if piece]


def read_parts(piece: str, pieces: list[str], above: frozenset[str], cues: AskCues) -> Iterator[Part]:
    """A piece of a question to its part, or to one for each of the coordinated things that it wants."""
    kinds = find_kinds(piece, cues)
    conditional = bool(cues.conditional.search(piece))
    wanted = list_wanted(piece, cues)
    if len(wanted) > 1:
        for words in wanted:
            yield Part(words, kinds, cues.topics.find_stems(find_head(words, cues)), conditional)
        return
    others = frozenset(stem for other in pieces if other != piece for stem in cues.topics.find_stems(other))
    stems = cues.topics.find_stems(piece)
    own = tuple(stem for stem in stems if not cues.topics.takes_up(stem, above | others))
    yield Part(piece, kinds, own, conditional, find_topic(piece, above | others, cues), find_alternatives(piece, cues))


def find_topic(piece: str, known: frozenset[str], cues: AskCues) -> str:
    """What a clause under "how" or "whether" is about, '' where it does not tell, or other parts ask about it too."""
    match = cues.about.search(piece)
    topic = match["topic"].strip() if match else ""
    stems = cues.topics.find_stems(topic)
    return topic if stems and not cues.topics.takes_up(stems[-1], known) else ""


def find_alternatives(piece: str, cues: AskCues) -> tuple[str, ...]:
    """ "whether it is used for criminal or civil cases" to the stems of "criminal", "civil" and their head, "cases"."""
    match = cues.alternatives.search(piece)
    return cues.topics.find_stems(f"{match['one']} {match['other']} {match['head'] or ''}") if match else ()


def find_kinds(piece: str, cues: AskCues) -> tuple[str, ...]:
    """What a piece of a question asks for, in the order of the cue file."""
    found = {kind for kind, pattern in cues.kinds if pattern.search(piece)}
    if DESCRIPTION in found and (found & EXACT or "AskedYesOrNo" in found or "AskedReason" in found):
        found.discard(DESCRIPTION)
    return order_kinds(found, cues)


def order_kinds(kinds: set[str], cues: AskCues) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind for kind, _ in cues.kinds if kind in kinds))


def list_wanted(piece: str, cues: AskCues) -> list[str]:
    """ "provide any agendas, materials, or follow-up notes regarding …" to its three phrases; fewer than two: none."""
    best: list[str] = []
    for match in cues.wanted.finditer(piece):
        rest = piece[match.end() :]
        phrases = [phrase.strip() for phrase in re.split(r",\s*(?:and|or)\s+|,\s+|\s+(?:and|or|and/or)\s+(?=\w)", rest)]
        taken = []
        for phrase in phrases:
            words = phrase.split()
            head = find_head(phrase, cues)
            if not head or len(words) > MOST * 2 or words[0].lower() in cues.stops:
                break
            taken.append(phrase)
            if cut_phrase(phrase, cues) != words and not starts_phrase(phrases, len(taken), cues):
                break  # what follows a preposition is coordinated inside it
        if len(taken) > len(best) and len(taken) > 1:
            best = taken
    return best


def starts_phrase(phrases: list[str], at: int, cues: AskCues) -> bool:
    """Whether the phrase at this place begins with a quantifier, and so is coordinated with the whole one before it."""
    return at < len(phrases) and bool(cues.quantified.match(phrases[at]))


def cut_phrase(phrase: str, cues: AskCues) -> list[str]:
    """The words of a noun phrase up to its first preposition, relative or verb."""
    words = phrase.split()
    stop = next((at for at, word in enumerate(words) if word.strip(",").lower() in cues.stops and at), len(words))
    return words[:stop]


def find_head(phrase: str, cues: AskCues) -> str:
    """The last word of a noun phrase before its first preposition or relative, '' where it has no word of a topic."""
    words = cut_phrase(phrase, cues)
    return words[-1] if words and cues.topics.find_stems(words[-1]) and len(words) <= MOST else ""
