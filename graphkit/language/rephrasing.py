"""The sentences of a document and their first trees in, what is to be parsed again of each out.

A first parse tells what a sentence is: a clause, a fragment, a list in one line. Fragments are said again with their
lead-in, heading or question; long sentences are cut where a clause safely ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

from msgspec import Struct, field

from graphkit.language.answers import declare, place_answer, read_answer
from graphkit.language.gapping import find_remnants
from graphkit.language.glossary import Glossary
from graphkit.language.leads import fill_lead, has_finite, is_clause
from graphkit.language.lexicon import Lexicon
from graphkit.language.phrases import works_by
from graphkit.language.sections import SectionLead, can_lead, find_parts, find_system, list_section_leads, opens_item
from graphkit.language.tree import Node, Tree
from graphkit.language.utterances import Utterance, borrow_words, stand_for, take_piece
from graphkit.model import Document, Paragraph, Sentence

_START = attrgetter("start")
_MARK = re.compile(r"\((?P<mark>[a-z]{1,4}|\d{1,2}|[A-H])\)\s+")
_COLON = re.compile(r":\s")
_ITEM_END = re.compile(r"[\s;,.:]*(?:(?<=[;,])\s*(?:and|or|and/or)\s*)?[\s;,.:]*$")
_TITLE = re.compile(
    r"([A-Z][\w ,/()&'’—–-]{2,80}?)"
    r"(?:(?::|\s[–—|-])\s+(?=[A-Z\d])|\s[–—-]\s+(?=(?:the|an?|this|these|we|you|your|our) ))"
)
#: What may part a heading from what it heads, or one clause from another.
_BORDER = re.compile(r"[;:–—|-](?:(?<=[;:])|(?<=\s.)\s)")
_ITEM_START = re.compile(r"^\s*(?:[•·▪*–—-]\s*)?(?:(?:and|or)\s+)?")
#: 'Environment Agency', 'National Insurance number'
_NAMED = re.compile(r"[A-Z][a-z]+(?:\s+[A-Z][a-z]+)+(?:\s+[a-z]+)?")
#: 'Office of Programs / Field Service'
_TITLED = re.compile(r"[A-Z][a-z]+ (?:of|for) (?:the )?[A-Z]")
_ACCESSED = re.compile(
    r"\baccess to ((?:the|this|its|our|that) (?:[\w-]+ ){0,3}?[\w-]+)(?=[.,;)]| (?:by|and|or|is|was|are|in|on|for)\b)"
)
_LONGEST_TITLE = 10
_LONGEST_END = 40  # characters of a link and the marks around it
_GAP = "construction:gap"
_FIRSTS = {"a", "1", "i", "A"}
_DOUBT = 0.9  # of a fragment that a question or heading completes
_OPEN_LIST = (":", "—", "–")


class Rephraser(Struct):
    """Says again what cannot be parsed as it stands.

    sentences  those of each paragraph, in order
    trees      the first tree of each sentence that was parsed
    questions  the tree of each question that was parsed, by its index in the document
    """

    document: Document
    glossary: Glossary
    lexicon: Lexicon
    trees: Mapping[Sentence, Tree]
    questions: Mapping[int, Tree]
    sentences: Mapping[int, Sequence[Sentence]]
    _system: str = field(default="")
    _leads: dict[str, Sequence[SectionLead]] = field(default_factory=dict)

    def rephrase(self, sentence: Sentence) -> tuple[Utterance, ...]:
        """What is parsed instead of a sentence; nothing where it is well as it stands."""
        tree = self.trees[sentence]
        paragraph = self.document.paragraphs[sentence.paragraph]
        listed = tuple(self._read_inline(sentence, tree))
        if listed:
            return listed
        return (
            self._continue_lead(sentence, tree, paragraph)
            or self._answer(sentence, tree, paragraph)
            or self._head(sentence, tree, paragraph.section, tree.nodes)
            or self._complete_access(sentence, tree)
            or tuple(self._split(sentence, tree))
            or tuple(self._fill_gaps(sentence, tree))
        )

    # ------------------------------------------------------------------ items below a lead-in

    def _continue_lead(self, sentence: Sentence, tree: Tree, paragraph: Paragraph) -> tuple[Utterance, ...]:
        """An item, with the lead-in of its list said before it."""
        if paragraph.lead is None or paragraph.lead not in self.sentences or sentence.start:
            return ()
        above = self.sentences[paragraph.lead][-1]
        lead = self.trees.get(above)
        if lead is None or not lead.text[above.start : above.end].rstrip(" *").endswith(_OPEN_LIST):
            return ()
        support: tuple[Sentence, ...] = (above,)
        frame: tuple[str, str] | None
        nodes = self._skip_label(sentence, tree)
        phrasal = lead.nodes[0].tag in {"IN", "TO"} and not is_clause(lead.nodes)
        if _says_again(lead, nodes):
            frame = ("There is permission ", "")
        elif phrasal and self.document.paragraphs[paragraph.lead].kind == "item":
            frame, support = self._nest(above, lead, tree)
        else:
            frame = fill_lead(lead, lead.nodes, nodes, self.lexicon)
        if frame is None:
            return ()
        return (self._fit(sentence, tree, nodes[0].start, sentence.end, frame, support, "construction:list"),)

    def _skip_label(self, sentence: Sentence, tree: Tree) -> Sequence[Node]:
        """The words of an item behind its label: '*Routine Use—Audits:* To share X'; 'Names: X and Y' is all said."""
        start, title = self._skip_title(sentence, tree)
        behind = _find_between(tree, start, sentence.end)
        labelled = bool(title) and bool(behind) and (behind[0].tag in {"TO", "IN"} or "—" in title or "–" in title)
        return behind if labelled else tree.nodes

    def _nest(
        self, sentence: Sentence, phrase: Tree, item: Tree
    ) -> tuple[tuple[str, str] | None, tuple[Sentence, ...]]:
        """'X collects:' (a) '*from visitors:*' (i) 'names': the item in the frame of the upper lead, with the phrase.

        sentence  that of the phrase, which has no verb and is itself an item; nothing where it is no such phrase
        """
        place = self.document.paragraphs[sentence.paragraph].lead
        if place is None or place not in self.sentences:
            return None, ()
        above = self.sentences[place][-1]
        lead = self.trees.get(above)
        frame = fill_lead(lead, lead.nodes, item.nodes, self.lexicon) if lead is not None else None
        if frame is None or (lead is not None and self.document.paragraphs[place].kind == "item"):
            return None, ()
        words = phrase.text[sentence.start : sentence.end].strip(" :—–*,")
        before, after = frame
        start = sentence.start + phrase.text[sentence.start : sentence.end].index(words)
        return (before, f"{after} {self._decapitalise(words, phrase.text, start)}"), (above, sentence)

    def _fit(
        self,
        sentence: Sentence,
        tree: Tree,
        start: int,
        end: int,
        frame: tuple[str, str],
        support: tuple[Sentence, ...],
        how: str,
        confidence: float = 1.0,
    ) -> Utterance:
        """The words from `start` to `end`, without list marks and links at their ends, inside a frame."""
        words = tree.text[start:end]
        opening = _ITEM_START.match(words)
        skipped = opening.end() if opening is not None else 0
        closing = _ITEM_END.search(words, max(0, len(words) - _LONGEST_END))
        own = words[skipped : closing.start() if closing is not None else len(words)]
        before, after = frame
        if before:
            own = self._decapitalise(own, tree.text, start + skipped)
        return borrow_words(sentence, before, own, f"{after}.", start + skipped, support, how, confidence)

    def _decapitalise(self, words: str, text: str, start: int) -> str:
        """The words at `start` in a text with a small first letter, unless it is that of a name or an acronym."""
        if len(words) < 2 or not words[0].isupper() or (words[1].isupper() and len(words.split()[0]) > 1):
            return words
        if any(name.start == start for name in self.glossary.find_mentions(text)):
            return words
        if _NAMED.fullmatch(words) or _TITLED.match(words):
            return words
        return words[0].lower() + words[1:]

    # ------------------------------------------------------------------ lists in one line

    def _read_inline(self, sentence: Sentence, tree: Tree) -> Iterator[Utterance]:
        """'X holds: (1) A; (2) B' says 'X holds A' and 'X holds B'."""
        text = tree.text[sentence.start : sentence.end]
        borders = _find_marks(text)
        if borders:
            head = sentence.start + borders[0][0]
            ends = [low for low, _ in borders[1:]] + [len(text)]
            items = [
                (sentence.start + high, sentence.start + end) for (_, high), end in zip(borders, ends, strict=True)
            ]
        else:
            colon = _COLON.search(text)
            if colon is None:
                return
            head, items = sentence.start + colon.start(), []
            start = sentence.start + colon.end()
            for part in text[colon.end() :].split(";"):
                items.append((start, start + len(part)))
                start += len(part) + 1
        lead = _find_between(tree, 0, head)
        frames = []
        for low, high in items:
            item = _find_between(tree, low, high)
            if item and item[0].start == low and item[0].tag == "CC":
                item = item[1:]
            frame = fill_lead(tree, lead, item, self.lexicon) if lead else None
            if frame is None and lead and item and item[0].tag in {"VBZ", "VBP", "VBD"}:
                frame = (tree.text[lead[0].start : lead[-1].end] + " ", "")  # 'X (i) collects A, (ii) stores B'
            frames.append(frame)
        if not all(frames):
            return
        for (low, high), frame in zip(items, frames, strict=True):
            if frame is not None:
                yield self._fit(sentence, tree, low, high, frame, (), "construction:inline-list")

    # ------------------------------------------------------------------ answers

    def _answer(self, sentence: Sentence, tree: Tree, paragraph: Paragraph) -> tuple[Utterance, ...]:
        """'No.', or a fragment, that answers a question."""
        place = paragraph.question
        if place is None or place not in self.questions or not self._is_first(sentence, place):
            return ()
        asked = self.questions[place]
        support = tuple(
            Sentence(index, 0, len(self.document.paragraphs[index].text))
            for index in self.document.questions[place].paragraphs[:1]
        )
        words = tree.text[sentence.start : sentence.end]
        polarity = read_answer(words, self.lexicon)
        if polarity:
            said = declare(asked, polarity)
            return (stand_for(sentence, said, support, polarity, _DOUBT),) if said else ()
        if is_clause(tree.nodes) or has_finite(tree.nodes) or tree.root.tag[:2] == "VB":
            return ()
        if works_by(tree.root):
            return ()
        frame = place_answer(asked, tree.nodes)
        if frame is None:
            return ()
        return (self._fit(sentence, tree, sentence.start, sentence.end, frame, support, "construction:answer", _DOUBT),)

    def _is_first(self, sentence: Sentence, place: int) -> bool:
        """Whether a sentence opens the answer to a question."""
        answers = self.document.questions[place].answers
        return bool(answers) and sentence.paragraph == answers[0] and sentence.start == 0

    # ------------------------------------------------------------------ headings

    def _head(self, sentence: Sentence, tree: Tree, title: str, nodes: Sequence[Node]) -> tuple[Utterance, ...]:
        """A fragment below a heading that says what it is about."""
        leads = self._list_leads(title) if title and nodes else []
        if not leads or is_clause(nodes) or _is_sentence(tree.root):
            return ()
        found = next((lead for lead in leads if opens_item(lead.opens, nodes)), None)
        if found is None or not can_lead(found, self.document):
            return ()
        if not self._system:
            self._system = find_system(self.document, self.glossary)
        frame = (found.lead.format(system=self._system), "")
        start, text = nodes[0].start, tree.text[nodes[0].start : sentence.end]
        return tuple(
            self._fit(sentence, tree, start + low, start + high, frame, (), "construction:section", found.rate)
            for low, high in find_parts(found, text)
        )

    def _list_leads(self, title: str) -> Sequence[SectionLead]:
        leads = self._leads.get(title)
        if leads is None:
            leads = self._leads[title] = list_section_leads(title, self.lexicon.sections)
        return leads

    # ------------------------------------------------------------------ access

    def _complete_access(self, sentence: Sentence, tree: Tree) -> tuple[Utterance, ...]:
        """'*Access* is limited to X': access to the system that the document was speaking of."""
        root, words = tree.root, self.lexicon.constructions
        subject = root.kid("nsubjpass", "nsubj")
        if subject is None or subject.lemma not in words.possessed or subject.name is not None:
            return ()
        if root.lemma not in words.granting and not any(kid.lemma == "limited" for kid in root.kids("acomp")):
            return ()
        if subject.children or subject.index > 1 or subject.end > root.start:
            return ()
        self._system = self._system or find_system(self.document, self.glossary)
        if sentence.start == 0 and self._system.startswith("The "):
            return ()  # no sentence before it tells which
        # 'guards *access to the account*. Access is limited to X'
        accessed = list(_ACCESSED.finditer(tree.text, 0, sentence.start))
        found = accessed[-1][1] if accessed else self._system
        own, system = tree.text[subject.end : sentence.end], re.sub("^The ", "the ", found)
        before = f"{tree.text[subject.start : subject.end]} to {system}"
        return (borrow_words(sentence, before, own, "", subject.end, (), "construction:access", _DOUBT),)

    # ------------------------------------------------------------------ gaps

    def _fill_gaps(self, sentence: Sentence, tree: Tree) -> Iterator[Utterance]:
        """'X keeps A for a year *and B for two*' says 'X keeps A for a year' and 'X keeps B for two'."""
        first, *others = find_remnants(tree, sentence.end, self.lexicon) or (None,)
        if first is not None:
            yield take_piece(sentence, tree.text, tree.nodes[0].start, first.end, (_GAP,))
        for other in others:
            own = tree.text[other.start : other.end]
            yield borrow_words(sentence, other.before, own, f"{other.after}.", other.start, (), _GAP)

    # ------------------------------------------------------------------ pieces

    def _split(self, sentence: Sentence, tree: Tree) -> Iterator[Utterance]:
        """A sentence cut at its run-in heading, and where a semicolon or colon stands between clauses."""
        if not _BORDER.search(tree.text, sentence.start, sentence.end):
            return
        start, title = self._skip_title(sentence, tree)
        if title:
            section = self.document.paragraphs[sentence.paragraph].section
            behind = _find_between(tree, start, sentence.end)
            headed = self._head(sentence, tree, title, behind) or self._head(sentence, tree, section, behind)
            if headed:
                yield from headed
                return
        borders = [start]
        for node in _list_breaks(sentence, tree):
            if node.start > borders[-1]:
                left = _find_between(tree, borders[-1], node.start)
                right = tree.nodes[node.index + 1 :]
                if is_clause(left) and _opens_clause(right):
                    borders.append(node.end)
        if borders == [sentence.start]:
            return
        for low, high in zip(borders, [*borders[1:], sentence.end], strict=True):
            words = tree.text[low:high]
            inner = low + len(words) - len(words.lstrip())
            yield take_piece(sentence, tree.text, inner, low + len(words.rstrip(" ;:")), ("construction:piece",))

    def _skip_title(self, sentence: Sentence, tree: Tree) -> tuple[int, str]:
        """Where the text behind a run-in heading starts, and the heading: 'Retention: …', 'Access – …'; else ''."""
        words = tree.text[sentence.start : sentence.end]
        found = _TITLE.match(words)
        if found is None:
            return sentence.start, ""
        if any(name.start < found.end(1) < name.end for name in self.glossary.find_mentions(words)):
            return sentence.start, ""  # 'In May, the Agency HQ – Harbor met …': the dash belongs to a name
        head = _find_between(tree, 0, sentence.start + found.end(1))
        if len(head) > _LONGEST_TITLE or has_finite([node for node in head if node.tag != "VBP"]):
            return sentence.start, ""
        return sentence.start + found.end(), found.group(1)


def _says_again(lead: Tree, item: Sequence[Node]) -> bool:
    """'X *may be shared* as follows:', '*To share* Y with Z': an item with the verb of its lead-in needs no other."""
    infinitive = len(item) > 1 and item[0].tag == "TO" and item[1].tag == "VB"
    return infinitive and item[1].lemma == lead.root.lemma and any(kid.tag == "MD" for kid in lead.root.kids("aux"))


def _find_between(tree: Tree, start: int, end: int) -> Sequence[Node]:
    """The words of a tree that begin between two places of its paragraph."""
    return tree.nodes[bisect_left(tree.nodes, start, key=_START) : bisect_left(tree.nodes, end, key=_START)]


def _is_sentence(verb: Node) -> bool:
    """Whether a verb has a subject and is finite: 'the servers that hold X *are run by Y*' needs no lead-in."""
    helped = any(kid.tag in {"VBZ", "VBP", "VBD", "MD"} for kid in verb.kids("aux", "auxpass"))
    subject = verb.kid("nsubj", "nsubjpass")
    return subject is not None and subject.index < verb.index and (helped or verb.tag == "VBZ")


def _find_marks(text: str) -> list[tuple[int, int]]:
    """Start and end of the marks of a list in one line, '(a)', '(b)' …; empty where they do not follow each other."""
    found = list(_MARK.finditer(text)) if "(" in text else []
    kept: list[re.Match[str]] = []
    for mark in found:
        word = mark["mark"]
        if (not kept and word in _FIRSTS) or (kept and _follows(kept[-1]["mark"], word, kept[0]["mark"])):
            kept.append(mark)
    return [(mark.start(), mark.end()) for mark in kept] if len(kept) > 1 else []


def _follows(before: str, word: str, first: str) -> bool:
    if first.isdigit():
        return word.isdigit() and int(word) == int(before) + 1
    if first == "i":
        numerals = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
        return word in numerals and before in numerals and numerals.index(word) == numerals.index(before) + 1
    return len(word) == 1 and ord(word) == ord(before) + 1


def _list_breaks(sentence: Sentence, tree: Tree) -> list[Node]:
    """The semicolons and colons of a sentence."""
    words = tree.text[sentence.start : sentence.end]
    if ";" not in words and ":" not in words:
        return []
    return [node for node in tree.nodes if node.text in {";", ":"}]


def _opens_clause(nodes: Sequence[Node]) -> bool:
    """Whether words start a clause of their own: with a noun, article or pronoun before a finite verb."""
    first = next((node for node in nodes if node.tag not in {"CC", "RB", ",", ":"} and node.dep != "punct"), None)
    if first is None or not is_clause([node for node in nodes if node.index >= first.index]):
        return False
    return first.tag[:2] in {"NN", "DT", "PR", "JJ", "EX", "CD"} or first.name is not None or first.tag == "PDT"
