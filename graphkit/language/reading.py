"""A document in, one reading for each of its sentences out, in order of the text.

One kind of work is done for all sentences before the next is begun (parse, repair, what nouns stand for, clauses): so
its code and its tables stay at hand in the processor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from graphkit.language.answers import strip_question
from graphkit.language.authors import find_answerer, is_company
from graphkit.language.bibliography import is_citation
from graphkit.language.bridging import bridge_agents
from graphkit.language.clauses import ClauseReader
from graphkit.language.coreference import Discourse
from graphkit.language.glossary import Glossary
from graphkit.language.leads import has_finite, is_title, is_unclosed, leaves_condition
from graphkit.language.lexicon import Lexicon
from graphkit.language.modifiers import find_modifiers
from graphkit.language.moods import is_imperative
from graphkit.language.parsing import parse_sentences
from graphkit.language.repairs import repair_tree
from graphkit.language.rephrasing import Rephraser
from graphkit.language.sentences import split_sentences
from graphkit.language.time import TimeExpression, find_times
from graphkit.language.tree import Node, Tree
from graphkit.language.utterances import Utterance, settle_clauses, settle_mentions, take_piece
from graphkit.model import Clause, Document, Mention, Paragraph, Sentence, Thing
from graphkit.ontology.frames import Frames

_START, _PLACE = attrgetter("start"), attrgetter("start", "end", "thing.label")
#: Characters of a sentence beyond which nothing is one, and the parser's memory would not do.
LONGEST = 20_000
#: Characters of a question beyond which it asks more than one thing.
LONGEST_QUESTION = 400
#: Why no fact follows from a lead-in whose condition the items below it tell.
_OPEN = "when it is done is told by the items below it"
#: Paragraphs that assert nothing, and the reason that coverage gives for their sentences.
#: 'Is the Minister aware of it.', 'How many files did X open.': a question in a list that has no marks.
_INVERTED = re.compile(
    r"How (?:many|much)\b|"
    r"(?:Is|Are|Was|Does|Did|Has|Have|Do) (?:the|any|there|it|they|we|you|these|this|[A-Z][a-z])\w*\b"
)
_SILENT = {"question": "question", "heading": "heading", "boilerplate": "boilerplate"}
_ASKED = re.compile(
    r"\bwhat\b[\w ,]{0,40}?\b(information|data|records)\b[^?]*?"
    r"\b((?:on|about|regarding|concerning)\s+(?:\w+\s+){0,4}\w+)\s*\?",
    re.I,
)
#: An option of a form that is not chosen: '[ ] The system keeps records', '☐ Yes'.
_UNTICKED = re.compile(r"\W{0,3}(?:[\[(][\s_]*[\])]|[☐□◻○❏❑])")
#: Options side by side: 'Visitors *[X]* Clerks *[ ]* Contractors'.
_OPTION = re.compile(r"\s(?:\[[\sxX_]\]|\([\s_]\)|[☐□◻☒☑])\s")
#: What says something: a word, or the name of a law ('5 U.S.C. 301').
_WORDED = re.compile(r"[^\W\d_]{2}|[A-Z]\.\s?[A-Z]\.")
_BACK = re.compile(r"\b(?:this|that|these|those|such)\s+(?:information|data|records)\b", re.I)


class Reading(Struct, frozen=True):
    """What a sentence was read as.

    silent   why it cannot assert anything (question, heading, boilerplate, fragment, imperative), or ''
    author   who speaks in it, where that is not the author of the document
    verb     the lemma of its main verb, or ''
    """

    sentence: Sentence
    clauses: tuple[Clause, ...] = ()
    mentions: tuple[Mention, ...] = ()
    silent: str = ""
    verb: str = ""
    author: Thing | None = None


def read_language(
    document: Document, author: Thing | None, glossary: Glossary, lexicon: Lexicon, frames: Frames
) -> tuple[Reading, ...]:
    """The reading of every sentence of the document, those of questions, headings and boilerplate included.

    author  who says "we" in it, or None where it does not tell
    """
    jobs = list(_list_sentences(document, lexicon))
    asserting = [sentence for sentence, silent in jobs if not silent]
    said = list_utterances(document, asserting, glossary, lexicon, frames.verbs)
    trees = [tree for utterances in said.values() for _, tree in utterances]
    for tree in trees:
        repair_tree(tree, lexicon, frames)
    times = {tree: _find_times(tree, document, glossary) for tree in trees}
    speakers, mentions = _find_mentions(document, said, author, glossary, lexicon)
    clauses = {tree: ClauseReader(tree, mentions[tree], lexicon, frames, times[tree]).read() for tree in trees}
    readings = []
    for sentence, silent in jobs:
        if silent:
            readings.append(Reading(sentence, silent=silent))
            continue
        parts = [
            _read_utterance(utterance, tree, clauses[tree], mentions[tree].values())
            for utterance, tree in said[sentence]
        ]
        reading, speaker = _join_readings(parts), speakers[sentence]
        readings.append(replace(reading, author=speaker) if speaker != author else reading)
    for tree in trees:
        tree.take_apart()
    return tuple(_bridge(readings, lexicon))


def _find_mentions(
    document: Document,
    said: Mapping[Sentence, Sequence[tuple[Utterance, Tree]]],
    author: Thing | None,
    glossary: Glossary,
    lexicon: Lexicon,
) -> tuple[Mapping[Sentence, Thing | None], Mapping[Tree, Mapping[Node, tuple[Mention, ...]]]]:
    """Who speaks in each sentence, and what the nouns of each tree stand for."""
    reader = find_reader(document)
    answering = [find_answerer(question.asked, glossary) for question in document.questions]
    private = is_company(document.author, lexicon)
    speaker, discourse = author, Discourse(lexicon, author, reader, glossary.called, private=private)
    place: tuple[str, int | None] | None = None
    speakers, mentions = {}, {}
    for sentence, utterances in said.items():
        paragraph = document.paragraphs[sentence.paragraph]
        if (paragraph.section, paragraph.question) != place:
            place = (paragraph.section, paragraph.question)
            answerer = answering[paragraph.question] if paragraph.question is not None else None
            if (answerer or author) != speaker:
                speaker = answerer or author
                whose = private and speaker == author
                discourse = Discourse(lexicon, speaker, reader, glossary.called, private=whose)
            discourse.begin(find_asked(document, paragraph), find_named(document, paragraph, glossary))
        speakers[sentence] = speaker
        for _, tree in utterances:
            mentions[tree] = discourse.read_tree(tree)
    return speakers, mentions


def _find_times(tree: Tree, document: Document, glossary: Glossary) -> list[TimeExpression]:
    """The times that a sentence tells, at their places in the text of its tree."""
    start, end = tree.sentence.start, tree.sentence.end
    page = glossary.read(tree.text)[0]
    first, last = page.find_between(start, end)
    times = find_times(tree.text[start:end], document.date, page.smalls[first:last])
    return [TimeExpression(time.start + start, time.end + start, time.kind, time.roles) for time in times]


def list_utterances(
    document: Document, sentences: Sequence[Sentence], glossary: Glossary, lexicon: Lexicon, verbs: frozenset[str]
) -> Mapping[Sentence, Sequence[tuple[Utterance, Tree]]]:
    """What each sentence is read as, with the trees: itself, its pieces, or itself behind borrowed words."""
    plain = [_take_whole(document, sentence) for sentence in sentences]
    trees = dict(zip(sentences, _parse_described(plain, glossary, lexicon, verbs), strict=True))
    rows: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        rows.setdefault(sentence.paragraph, []).append(sentence)
    asked = _parse_questions(document, glossary, lexicon)
    rephraser = Rephraser(document, glossary, lexicon, trees, asked, rows)
    others = {sentence: rephraser.rephrase(sentence) for sentence in sentences}
    again = [utterance for sentence in sentences for utterance in others[sentence]]
    parsed = iter(_parse_described(again, glossary, lexicon, verbs))
    said = {}
    for whole, sentence in zip(plain, sentences, strict=True):
        said[sentence] = [(utterance, next(parsed)) for utterance in others[sentence]] or [(whole, trees[sentence])]
        if others[sentence]:
            trees[sentence].take_apart()
    for tree in asked.values():
        tree.take_apart()
    return said


def _take_whole(document: Document, sentence: Sentence) -> Utterance:
    return take_piece(sentence, document.paragraphs[sentence.paragraph].text, sentence.start, sentence.end)


def _parse(utterances: Sequence[Utterance], glossary: Glossary, lexicon: Lexicon) -> tuple[Tree, ...]:
    if not utterances:
        return ()
    return parse_sentences(
        [
            (
                Sentence(utterance.sentence.paragraph, utterance.start, utterance.end),
                utterance.text,
                utterance.disguise(glossary, lexicon),
            )
            for utterance in utterances
        ]
    )


def _parse_described(
    utterances: Sequence[Utterance], glossary: Glossary, lexicon: Lexicon, verbs: frozenset[str]
) -> tuple[Tree, ...]:
    """The trees, those in which a participle was taken for a verb parsed again."""
    trees = list(_parse(utterances, glossary, lexicon))
    found = ((place, find_modifiers(tree, lexicon, verbs)) for place, tree in enumerate(trees))
    doubtful = {place: modifiers for place, modifiers in found if modifiers}
    again = [replace(utterances[place], modifiers=modifiers) for place, modifiers in doubtful.items()]
    for place, tree in zip(doubtful, _parse(again, glossary, lexicon), strict=True):
        trees[place].take_apart()
        trees[place] = tree
    return tuple(trees)


def _parse_questions(document: Document, glossary: Glossary, lexicon: Lexicon) -> dict[int, Tree]:
    """The trees of the questions that one sentence asks, by their indices."""
    asked = []
    for place, question in enumerate(document.questions):
        text = strip_question(" ".join(question.text.split())) if question.answers and question.paragraphs else ""
        if 0 < len(text) < LONGEST_QUESTION:
            asked.append((place, take_piece(Sentence(question.paragraphs[0], 0, len(text)), text, 0, len(text))))
    trees = _parse([utterance for _, utterance in asked], glossary, lexicon)
    return {place: tree for (place, _), tree in zip(asked, trees, strict=True)}


def _bridge(readings: Sequence[Reading], lexicon: Lexicon) -> Iterator[Reading]:
    for _, group in groupby(readings, key=lambda reading: reading.sentence.paragraph):
        members = list(group)
        clauses = bridge_agents([(member.sentence, member.clauses) for member in members], lexicon)
        for member, own in zip(members, clauses, strict=True):
            yield member if own == member.clauses else replace(member, clauses=own)


def find_reader(document: Document) -> Thing | None:
    """Whom "you" stands for in a notice to the public: whoever reads it. A letter has an addressee instead."""
    return None if document.addressee.strip() else Thing("Role", "you")


def find_asked(document: Document, paragraph: Paragraph) -> tuple[Thing, ...]:
    """What 'that information' stands for in an answer: what its question, or the one above, asks about."""
    if paragraph.question is None:
        return ()
    question = document.questions[paragraph.question]
    chain = [question]
    while chain[-1].parent is not None and _BACK.search(chain[-1].text):
        chain.append(document.questions[chain[-1].parent])
    text = " ".join(chain[-1].text.split())
    found = _ASKED.search(text) if "what" in text.lower() else None
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


def _is_form(words: str) -> bool:
    """Options side by side; a row of a table has its cells parted, and says what it says in one of them."""
    return "|" not in words and _OPTION.search(words) is not None


def _list_sentences(document: Document, lexicon: Lexicon) -> Iterator[tuple[Sentence, str]]:
    """Every sentence, with the reason why it asserts nothing, or ''."""
    for index, paragraph in enumerate(document.paragraphs):
        silent = "fragment" if _UNTICKED.match(paragraph.text) else _SILENT.get(paragraph.kind, "")
        for start, end in split_sentences(paragraph.text, lexicon.stops):
            sentence = Sentence(index, start, end)
            if silent or _asks(paragraph.text[start:end], lexicon):
                yield sentence, silent or "question"
            elif end - start > LONGEST:
                yield sentence, "too-long"
            elif is_citation(paragraph.text[start:end], lexicon.kinds.sets["inside_names"]):
                yield sentence, "boilerplate"
            elif not _WORDED.search(paragraph.text[start:end]) or _is_form(paragraph.text[start:end]):
                yield sentence, "fragment"
            else:
                yield sentence, ""


def _asks(text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence is a question, by its mark or, as in parliaments, by the words that it begins with."""
    return text.endswith("?") or text[:24].lower().startswith(lexicon.asking) or _INVERTED.match(text) is not None


def _read_utterance(
    utterance: Utterance, tree: Tree, clauses: Sequence[Clause], mentions: Iterable[Sequence[Mention]]
) -> Reading:
    """What the sentence says by this utterance: its clauses and mentions at their places on record."""
    verbal = tree.root.is_verb or any(node.is_verb for node in tree.nodes)
    silent = "imperative" if is_imperative(tree.root) else "" if verbal else "fragment"
    verb = tree.root.lemma if tree.root.is_verb else ""
    if not utterance.borrowing and tree.text.endswith(":", 0, tree.sentence.end) and not has_finite(tree.nodes):
        return Reading(utterance.sentence, silent="fragment")  # 'Practices for storing records:' only opens a list
    if not utterance.borrowing and is_unclosed(tree.text[: tree.sentence.end], tree.nodes):
        return Reading(utterance.sentence, (), settle_mentions(_flatten(mentions), utterance), "fragment")
    if tree.root.tag == "VBG" and not utterance.borrowing and is_title(tree.nodes):
        return Reading(utterance.sentence, silent="fragment")
    if not utterance.borrowing and tree.text.endswith(":", 0, tree.sentence.end) and leaves_condition(tree.nodes):
        clauses = [replace(clause, withheld=clause.withheld or _OPEN) for clause in clauses]
    return Reading(
        utterance.sentence,
        settle_clauses(clauses, utterance),
        settle_mentions(_flatten(mentions), utterance),
        silent,
        verb,
    )


def _join_readings(parts: Sequence[Reading]) -> Reading:
    """The readings of the pieces of one sentence as one."""
    if len(parts) == 1:
        return parts[0]
    return Reading(
        parts[0].sentence,
        tuple(clause for part in parts for clause in part.clauses),
        _flatten([part.mentions for part in parts]),
        "" if any(not part.silent for part in parts) else parts[0].silent,
        next((part.verb for part in parts if part.verb), ""),
    )


def _flatten(groups: Iterable[Sequence[Mention]]) -> tuple[Mention, ...]:
    """The mentions in order of the text, each once; most differ in their beginnings already."""
    mentions = sorted(chain.from_iterable(groups), key=_START)
    if len(set(map(_START, mentions))) == len(mentions):
        return tuple(mentions)
    return tuple(dict.fromkeys(sorted(mentions, key=_PLACE)))
