"""The values that pass between the stages: read this first.

    Document ─ Paragraph, Question            what stands where (document/)
    Sentence ─ Mention, Argument, Clause      who does what, in which scope (language/)
    Claim ─ Thing, Value, Role, Evidence      what the document says, tied to its words (claims/)

All are frozen and built whole. Offsets count characters. A `Span` lies in `Document.text`, the text that
`Document.sha256` hashes; positions inside a paragraph lie in its clean `Paragraph.text` and are carried back to the
document by `Paragraph.locate`.

Values here and in the three layers are msgspec's structs: a frozen dataclass takes fourteen times as long to make, and
a letter needs thousands.
"""
from __future__ import annotations

import datetime
from bisect import bisect
from operator import attrgetter

from msgspec import Struct

#: The step of a mention whose name may be cut out of a longer one.
CUT = "name:cut"
#: The step of a mention of some of a sort, whose name does not tell which: 'those *who have asked*'.
NARROWED = "name:narrowed"
#: Kinds of things that are bodies, and of those that act.
BODIES = frozenset({"Organization", "OrganizationalUnit"})
ACTING = BODIES | {"Role"}

_START = attrgetter("start")


class Span(Struct, frozen=True, order=True):
    """A stretch of `Document.text`, from `start` up to but not including `end`."""

    start: int
    end: int


# ---------------------------------------------------------------------------------------------------- document


class Run(Struct, frozen=True, array_like=True):
    """`length` characters of a clean text that stand unchanged in the document.

    A blank that stands for a line end is in no run. Where one character of the document is spelt out ("ﬁ" as "fi"), the
    run holds the first letter and the rest stands between runs.

    `joined` says that only stripped characters (blanks, line ends, list marks, asterisks, line-end hyphens, soft
    hyphens) lie between this run and the one before; where it is false, foreign text (a footnote, a page head) does.
    """

    start: int  # in the clean text
    source: int  # in Document.text
    length: int
    joined: bool = True


class Paragraph(Struct, frozen=True):
    """A paragraph, heading, question, list item or footnote, in a text that is fit for parsing.

    kind     text | question | heading | item | footnote | boilerplate
    text     white space folded to single blanks, markup, list marks and line-end hyphens removed
    runs     where every character of `text` stands in the document, in order of `Run.start`
    section  the words of the nearest heading above, or ''
    question index in Document.questions of the item that it asks or answers, or None
    mark     its list mark, number or footnote mark as written ('2.a', '(b)', '•', '¹'), or ''
    lead     index in Document.paragraphs of the paragraph with the lead-in ("records include:"), for kind item
    refers   for a footnote: index of the paragraph that bears its mark, or None
    page     1-based, or None where the source has no pages
    """

    kind: str
    text: str
    runs: tuple[Run, ...]
    section: str = ""
    question: int | None = None
    mark: str = ""
    lead: int | None = None
    refers: int | None = None
    page: int | None = None

    def locate(self, start: int, end: int) -> tuple[Span, ...]:
        """Positions in `text` to spans in the document: one, or more where foreign text lies between."""
        spans: list[Span] = []
        for run in self.runs[max(bisect(self.runs, start, key=_START) - 1, 0) :]:
            if run.start >= end:
                break
            low, high = run.start, run.start + run.length
            if low < start:
                low = start
            if high > end:
                high = end
            if low >= high:
                continue
            shift = run.source - run.start
            if spans and run.joined:
                spans[-1] = Span(spans[-1].start, high + shift)
            else:
                spans.append(Span(low + shift, high + shift))
        return tuple(spans)


class Question(Struct, frozen=True):
    """A numbered item that the document answers. It gives referents to its answer and asserts nothing.

    number      as in '2.a'; block: 1, 2, 3 …, a new one each time the numbering starts again
    parent      index of the item that it belongs to, or None
    paragraphs  indices of the paragraphs that ask it
    answers     indices of the paragraphs that answer it, shared by items that are asked together
    asked       the office or body that it is put to, and that speaks in the answer ('' if it does not say)
    """

    number: str
    block: int
    text: str
    parent: int | None = None
    paragraphs: tuple[int, ...] = ()
    answers: tuple[int, ...] = ()
    asked: str = ""


class Document(Struct, frozen=True):
    """A disclosure document as it was read.

    name        the file's name without its ending
    text        the decoded text; `sha256` is the hash of its UTF-8 bytes
    author      the body that speaks, as the document names it ('' if it does not say)
    pages       the offset in `text` at which each page starts; empty where there are none
    """

    name: str
    text: str
    sha256: str
    paragraphs: tuple[Paragraph, ...]
    questions: tuple[Question, ...] = ()
    title: str = ""
    date: datetime.date | None = None
    author: str = ""
    addressee: str = ""
    pages: tuple[int, ...] = ()
    media_type: str = "text/plain"


# ---------------------------------------------------------------------------------------------------- claims


class Thing(Struct, frozen=True):
    """What a claim is about: an organization, a system, a kind of data …

    kind   local name of a class of the ontology: Organization, OrganizationalUnit, Role, System, Program, DataCategory,
           Capability, Policy, Document, Activity, or Thing where the text does not tell
    label  as the document writes it, without article; names: its other names
    """

    kind: str
    label: str
    names: tuple[str, ...] = ()
    unresolved: bool = False


UNSTATED = Thing("Unstated", "Unstated")
"""The agent, source or recipient that the text does not name."""


class Value(Struct, frozen=True):
    """A literal: the document's own words, a number or a date.

    datatype  '' for words, else a local name of XML Schema: integer, decimal, date, gYearMonth, gYear
    """

    text: str
    datatype: str = ""


class Role(Struct, frozen=True):
    """A role that the sentence fills; `name` is a local name of the vocabulary (recipient, via, validFrom …)."""

    name: str
    value: Thing | Value


class Evidence(Struct, frozen=True):
    """The words a claim rests on: whole sentences (`spans`), and the clause inside them (`clause`), where it is known.

    paragraph  index in Document.paragraphs of the first span
    own        how many spans, from the first, are those of the sentence that makes the claim; 0 for all. The others are
               sentences that it rests on
    """

    spans: tuple[Span, ...]
    paragraph: int
    clause: tuple[Span, ...] = ()
    own: int = 0

    @property
    def sentence(self) -> tuple[Span, ...]:
        """The spans of the sentence that makes the claim."""
        return self.spans[: self.own] if self.own else self.spans


class Claim(Struct, frozen=True):
    """One statement of the document, with its words.

    predicate   local name of a property of the vocabulary
    polarity    Affirmed | Denied
    modality    Stated | Procedural | Possible | Planned | Required | KnowledgeDisclaimed
    speaker     who says so: the document's author, or the one the words attribute it to
    withheld    why no fact may follow from it even if affirmed and stated ('' if one may): an uncommitted attribution,
                a low confidence, an unresolved reference
    how         how it was obtained, in order: frame:…, construction:…, repair:…, coreference:…
    confidence  of the reading, 0 to 1
    """

    subject: Thing
    predicate: str
    object: Thing | Value
    polarity: str
    modality: str
    evidence: Evidence
    speaker: Thing = UNSTATED
    roles: tuple[Role, ...] = ()
    withheld: str = ""
    how: tuple[str, ...] = ()
    confidence: float = 1.0

    @property
    def factual(self) -> bool:
        """Whether a fact may follow from it: affirmed, stated or procedural, and not withheld."""
        return self.told and not self.withheld

    @property
    def told(self) -> bool:
        """Whether it says that something is so, be it withheld from the facts."""
        return self.polarity == "Affirmed" and self.modality in {"Stated", "Procedural"}


class Uncovered(Struct, frozen=True):
    """A sentence without a claim, and the reason, one of the closed list in ontology/cues/coverage.yaml."""

    paragraph: int
    spans: tuple[Span, ...]
    reason: str
    detail: str = ""


class Response(Struct, frozen=True):
    """How a document responds to one of its questions.

    question     index in Document.questions
    asks         what the question asks for: local names of gk:AskedKind
    status       local name of a gk:ResponseStatus; evidence: the words it rests on, None where there is no answer
    unaddressed  words of the question that no sentence of the answer takes up, a part each
    repeats      index of the question whose answer already says this, or None
    """

    question: int
    asks: tuple[str, ...]
    status: str
    evidence: Evidence | None = None
    unaddressed: tuple[str, ...] = ()
    repeats: int | None = None


# ---------------------------------------------------------------------------------------------------- language


class Mention(Struct, frozen=True):
    """A phrase that stands for a thing; `start` and `end` lie in the clean text of its paragraph."""

    thing: Thing
    text: str
    start: int
    end: int
    head: str = ""  # lemma of its head noun
    determiner: str = ""  # any, no, the, each …
    how: tuple[str, ...] = ()


class Argument(Struct, frozen=True):
    """What fills one slot of a clause.

    slot      subject (who acts), object (what is acted on), indirect (to whom), complement, a preposition ('to',
              'with', 'such as'), or 'to-verb' for an infinitive
    mentions  the coordinated things, in order
    words     the phrase, verbatim, without the preposition
    """

    slot: str
    mentions: tuple[Mention, ...]
    words: str
    start: int
    end: int


class Sentence(Struct, frozen=True):
    """A sentence or list item; `start` and `end` lie in the clean text of paragraph number `paragraph`."""

    paragraph: int
    start: int
    end: int


class Clause(Struct, frozen=True):
    """A predicate with its arguments, as deep roles: a passive's subject is its object, its by-phrase the subject.

    head       lemma of the verb, adjective or noun ('turn over'); kind: verb | adjective | noun | agent
    polarity   Affirmed | Denied; modality as in Claim, or '' where the clause asserts nothing (reported questions,
               if-clauses, ungoverned infinitives)
    roles      time, frequency, condition, restriction, purpose that the clause carries whatever its frame
    support    other sentences that it rests on: where a reference in it is resolved
    past       whether it tells of what was done: 'viewed', 'has viewed', 'was viewed'
    """

    paragraph: int
    sentence: int
    start: int
    end: int
    head: str
    kind: str
    arguments: tuple[Argument, ...]
    polarity: str
    modality: str
    roles: tuple[Role, ...] = ()
    speaker: Thing | None = None
    withheld: str = ""
    how: tuple[str, ...] = ()
    confidence: float = 1.0
    support: tuple[Sentence, ...] = ()
    past: bool = False
