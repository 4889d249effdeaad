"""A document in, one reading for each of its sentences out, in order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from graphkit.language.bridging import bridge_agents
from graphkit.language.clauses import ClauseReader
from graphkit.language.coreference import Discourse
from graphkit.language.glossary import Glossary, NameMention
from graphkit.language.lexicon import Lexicon
from graphkit.language.repairs import repair_tree
from graphkit.language.scope import is_imperative
from graphkit.language.sentences import split_sentences
from graphkit.language.standins import Disguise, disguise_sentence
from graphkit.language.time import find_times
from graphkit.language.tree import Tree, parse_sentences
from graphkit.model import Argument, Clause, Document, Mention, Paragraph, Sentence, Thing
from graphkit.ontology.frames import Frames

#: Characters of a sentence beyond which nothing is one, and the parser's memory would not do.
LONGEST = 20_000
#: Paragraphs that assert nothing, and the reason that coverage gives for their sentences.
_SILENT = {"question": "question", "heading": "heading", "boilerplate": "boilerplate"}
_ASKED = re.compile(
    r"\bwhat\b[\w ,]{0,40}?\b(information|data|records)\b[^?]*?"
    r"\b((?:on|about|regarding|concerning)\s+(?:\w+\s+){0,4}\w+)\s*\?",
    re.I,
)
_BACK = re.compile(r"\b(?:this|that|these|those|such)\s+(?:information|data|records)\b", re.I)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence was read as.

    silent   why it cannot assert anything (question, heading, boilerplate, fragment, imperative), or ''
    verb     the lemma of its main verb, or ''
    opening  the prepositional phrase that a list item starts with ('To *the Department of Justice* when …')
    """

    sentence: Sentence
    clauses: tuple[Clause, ...] = ()
    mentions: tuple[Mention, ...] = ()
    silent: str = ""
    verb: str = ""
    opening: Argument | None = None


def read_language(document: Document, glossary: Glossary, lexicon: Lexicon, frames: Frames) -> tuple[Reading, ...]:
    """The reading of every sentence of the document, those of questions, headings and boilerplate included."""
    jobs = list(_list_sentences(document, glossary, lexicon))
    spoken = [(sentence, text, disguise) for sentence, text, disguise, silent in jobs if disguise is not None]
    trees = iter(parse_sentences(spoken)) if spoken else iter(())
    author = find_author(document, glossary)
    discourse = Discourse(lexicon, author)
    nominals = frames.list_nominals()
    readings = []
    place: tuple[str, int | None] | None = None
    for sentence, _, disguise, silent in jobs:
        if disguise is None:
            readings.append(Reading(sentence, silent=silent))
            continue
        paragraph = document.paragraphs[sentence.paragraph]
        if (paragraph.section, paragraph.question) != place:
            place = (paragraph.section, paragraph.question)
            discourse.begin(find_asked(document, paragraph), find_named(document, paragraph, glossary))
        readings.append(_read_tree(next(trees), discourse, lexicon, frames, nominals, document))
    return tuple(_bridge(readings, lexicon))


def _bridge(readings: Sequence[Reading], lexicon: Lexicon) -> Iterator[Reading]:
    for _, group in groupby(readings, key=lambda reading: reading.sentence.paragraph):
        members = list(group)
        clauses = bridge_agents([(member.sentence, member.clauses) for member in members], lexicon)
        yield from (replace(member, clauses=own) for member, own in zip(members, clauses, strict=True))


def find_author(document: Document, glossary: Glossary) -> Thing | None:
    """The thing that the document's author is, or None where it does not say who speaks."""
    if not document.author:
        return None
    for name in glossary.find_mentions(document.author):
        if name.end - name.start >= len(document.author) - 2:
            return name.thing
    return Thing("Organization", document.author)


def find_asked(document: Document, paragraph: Paragraph) -> tuple[Thing, ...]:
    """What 'that information' stands for in an answer: what its question, or the one above, asks about."""
    if paragraph.question is None:
        return ()
    question = document.questions[paragraph.question]
    chain = [question]
    while chain[-1].parent is not None and _BACK.search(chain[-1].text):
        chain.append(document.questions[chain[-1].parent])
    found = _ASKED.search(" ".join(chain[-1].text.split()))
    if found is None:
        return ()
    return (Thing("DataCategory", f"{found.group(1).lower()} {found.group(2)}"),)


def find_named(document: Document, paragraph: Paragraph, glossary: Glossary) -> tuple[tuple[Thing, ...], ...]:
    """The names in the question that a paragraph answers, to which it may refer; coordinated ones together."""
    if paragraph.question is None:
        return ()
    text = document.questions[paragraph.question].text
    groups: list[list[Thing]] = []
    end = -1
    for name in glossary.find_mentions(text):
        if (
            groups
            and groups[-1][-1].kind == name.thing.kind
            and text[end : name.start].strip() in {"and", "or", ",", "and/or", ", and", ", or"}
        ):
            groups[-1].append(name.thing)
        else:
            groups.append([name.thing])
        end = name.end
    return tuple(tuple(dict.fromkeys(group)) for group in groups)


def _list_sentences(
    document: Document, glossary: Glossary, lexicon: Lexicon
) -> Iterator[tuple[Sentence, str, Disguise | None, str]]:
    for index, paragraph in enumerate(document.paragraphs):
        silent = _SILENT.get(paragraph.kind, "")
        names = () if silent else glossary.find_mentions(paragraph.text)
        for start, end in split_sentences(paragraph.text, lexicon.abbreviations):
            sentence = Sentence(index, start, end)
            if silent or paragraph.text[start:end].endswith("?"):
                yield sentence, paragraph.text, None, silent or "question"
            elif end - start > LONGEST:
                yield sentence, paragraph.text, None, "too-long"
            elif not re.search(r"[^\W\d_]{2}", paragraph.text[start:end]):
                yield sentence, paragraph.text, None, "fragment"
            else:
                inside = _inside(names, start, end)
                yield (
                    sentence,
                    paragraph.text,
                    disguise_sentence(paragraph.text, start, end, inside, lexicon.standins),
                    "",
                )


def _inside(names: Iterable[NameMention], start: int, end: int) -> list[NameMention]:
    return [name for name in names if name.start >= start and name.end <= end]


def _read_tree(
    tree: Tree, discourse: Discourse, lexicon: Lexicon, frames: Frames, nominals: frozenset[str], document: Document
) -> Reading:
    repair_tree(tree, lexicon, frames)
    mentions = discourse.read_tree(tree)
    sentence = tree.sentence
    times = find_times(tree.text[sentence.start : sentence.end], document.date)
    moved = [
        type(time)(time.start + sentence.start, time.end + sentence.start, time.kind, time.roles) for time in times
    ]
    reader = ClauseReader(tree, mentions, lexicon, nominals, moved)
    clauses = reader.read()
    silent = (
        "imperative" if is_imperative(tree.root) else "" if any(node.is_verb for node in tree.nodes) else "fragment"
    )
    verb = tree.root.lemma if tree.root.is_verb else ""
    return Reading(sentence, clauses, _flatten(mentions.values()), silent, verb, reader.read_opening())


def _flatten(groups: Iterable[Sequence[Mention]]) -> tuple[Mention, ...]:
    return tuple(
        sorted(
            {mention for group in groups for mention in group},
            key=lambda mention: (mention.start, mention.end, mention.thing.label),
        )
    )
