"""Blocks in, what the document says of itself out: title, date, author and addressee."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from msgspec import Struct

from graphkit.document.blocks import Block
from graphkit.document.dates import make_date, read_date
from graphkit.document.headings import find_division
from graphkit.document.speaker import find_signed, find_speaker, is_body, runs_on
from graphkit.document.words import Words

_FILED = re.compile(r"\bFiled\s+(\d{1,2})[-–](\d{1,2})[-–](\d{2})\b")
#: The address below the name of a body: '601 South Quay Street, Dunmere'.
_ADDRESS = re.compile(r"(?<!\bNo\.),?\s+(?:P\.? ?O\.? Box )?\d{1,5}[A-Za-z]?\s+[A-Z]\w.*$", re.DOTALL)
_LABELLED = re.compile(r"([A-Za-z][\w /-]{1,30}?)\s?:\s+(\S.*)", re.DOTALL)
#: Where the name of who answers ends: 'Responses of X *to* …'.
_AUTHORED_END = (
    r"(?=\s+(?:in (?:the (?:matter|case)|respect|re|case)|to|on|concerning|regarding|about|before|for|following|after"
    r"|during|at|dated)\b|[,;:]|$)"
)

#: What stands side by side in one line.
_COLUMNS = re.compile(r"\s{3,}|\t")
#: How a line ends that the next one goes on with: 'to the Director, Bureau of Mines *and*'.
_OPEN_LINE = (" and", " of", " for", " the", " &")
#: 'Quarry Safety Network (*QSN*)'
_SHORT = re.compile(r"^[A-Z][\w&’'. -]+ \([A-Z][A-Za-z-]{1,9}\)$")
_SPOKEN = re.compile(r"((?:The )?[A-Z][\w.’' -]{2,40}(?: \([^()]{3,50}\))?): (?=\S)")
_LEAST_TURNS = 4
_SHORTEST_PAGE = 3  # lines of a title page: what the paper is, what it is about, whose it is


class Front(Struct, frozen=True):
    """`places` are the blocks that the front consists of, the title's apart."""

    title: str = ""
    date: datetime.date | None = None
    author: str = ""
    addressee: str = ""
    titles: tuple[int, ...] = ()
    places: tuple[int, ...] = ()


def find_front(blocks: tuple[Block, ...], words: Words, *, asked: bool = False) -> Front:
    """Read the first lines, before the text begins, and the last ones, where the date may stand.

    asked  the questions say whom they are put to: a line with the name of a body is the topic of the first, and no head
    """
    first = _find_front_blocks(blocks)
    date, dated = _find_date(blocks, first, words)
    if asked and len(_list_dates(blocks, words)) > 1:
        date = None  # answers of several days: none of them is that of the whole
    addressee, addressed = _find_addressee(blocks, first, words)
    greeting = _find_greeting(blocks, words)
    first = _leave_out_addressee(blocks, first, greeting, dated, words)
    head = None if asked and greeting is None else _find_letterhead(blocks, first, words)
    author, authored = _find_author(blocks, first, head, words)
    author = "" if _is_transcript(blocks, words) else author or find_speaker(blocks, greeting, words)
    if greeting is not None and author:
        author = _narrow_author(blocks, first, greeting, author, words)
    if greeting is not None:  # a letter: all above is its head, and only a subject line is its title
        return Front(_find_subject(blocks, greeting, words), date, author, addressee, (), tuple(range(greeting + 1)))
    above = {place for place in first if place < (head or 0) and _is_letterhead(blocks[place].text, words)}
    title, titled = _find_title(blocks, first, {dated, authored, head, *above}, words)
    places = tuple(sorted({place for place in (dated, authored, addressed, head) if place is not None} - {titled}))
    return Front(title, date, author, addressee, () if titled is None else (titled,), places)


def _narrow_author(
    blocks: tuple[Block, ...], first: tuple[int, ...], greeting: int, author: str, words: Words
) -> str:
    """Of the bodies that a letterhead names one below the other, the one that whoever signs belongs to."""
    signed = find_signed(blocks, greeting, words)
    lines = {line.text.strip().casefold() for place in first for line in blocks[place].lines}
    return signed if signed and signed.casefold() in lines and _heads_service(signed, words) else author


def _is_transcript(blocks: tuple[Block, ...], words: Words) -> bool:
    """Whether several people speak, each behind a label: 'The CHAIRPERSON: Good morning', 'Ms ROE: Who asked?'."""
    labels = (_SPOKEN.match(block.text) for block in blocks if block.kind in ("text", "question", "answer", "heading"))
    spoken = [label[1] for label in labels if label and _is_speaker(label[1], words)]
    return len(spoken) >= _LEAST_TURNS and len(set(spoken)) > 1


def _is_speaker(label: str, words: Words) -> bool:
    first = label.split(None, 1)[0].rstrip(".").casefold()
    return first in words.speaker_titles or (re.search(r"\b[A-Z]{4,}\b", label) is not None and " " in label)


def _find_front_blocks(blocks: tuple[Block, ...]) -> tuple[int, ...]:
    """The blocks before the text begins: short ones, none of them a question, an item or a sentence."""
    places: list[int] = []
    for place, block in enumerate(blocks[:40]):
        if block.kind in ("question", "item", "footnote") or (
            block.mark is not None and (place or block.kind == "text")
        ):
            break
        if block.kind == "text" and len(block.text) > 200:
            break
        if block.kind == "text" and block.text.endswith(".") and len(block.text.split()) > 8:
            break
        places.append(place)
    return tuple(places)


def _find_date(
    blocks: tuple[Block, ...], first: tuple[int, ...], words: Words
) -> tuple[datetime.date | None, int | None]:
    for place in first:  # a line that is nothing but a date, or has its label
        text = blocks[place].text.strip("*. ")
        labelled = _LABELLED.match(text)
        bare = labelled[2] if labelled and labelled[1].casefold() in words.date_labels else text
        if len(bare) <= 40 and (found := read_date(bare, words)):
            return found, place
    for place in range(len(blocks) - 1, max(-1, len(blocks) - 16), -1):
        text = blocks[place].text
        labelled = _LABELLED.match(text)
        if labelled and labelled[1].casefold() in words.date_labels and (found := read_date(labelled[2][:60], words)):
            return found, None
    for place in range(len(blocks) - 1, max(-1, len(blocks) - 6), -1):
        match = _FILED.search(blocks[place].text)
        if match:
            year = int(match[3])
            return make_date(1900 + year if year >= 90 else 2000 + year, int(match[1]), int(match[2])), None
    return None, None


def _list_dates(blocks: tuple[Block, ...], words: Words) -> set[datetime.date]:
    """The dates of lines that hold little else: 'Tuesday, 27 March 2018'."""
    lines = (block.text.strip("*. ") for block in blocks if block.kind in ("heading", "text", "boilerplate"))
    found = (read_date(line, words) for line in lines if len(line) <= 40 and any(map(str.isdigit, line)))
    return {date for date in found if date is not None}


def _find_addressee(blocks: tuple[Block, ...], first: tuple[int, ...], words: Words) -> tuple[str, int | None]:
    genres = _match_any(words.genre_words)
    for place in first:
        text = blocks[place].text
        match = re.match(rf"(?:{genres})\s+to\s+(?:the\s+)?(.+)", text, re.IGNORECASE)
        if match and blocks[place].kind == "heading":
            return match[1].strip(), None
        labelled = _LABELLED.match(text)
        if labelled and labelled[1].casefold() in words.addressee_labels:
            return labelled[2].strip(), place
        folded = text.casefold()
        for word in words.honorifics:
            if folded.startswith(word) and len(text) < 120:
                return re.split(r"[,\n]", blocks[place].lines[0].text)[0].strip(), place
    greeting = _find_greeting(blocks, words)
    if greeting is None:
        return "", None
    return blocks[greeting].text.split(None, 1)[1].rstrip(" ,:"), greeting


def _find_greeting(blocks: tuple[Block, ...], words: Words) -> int | None:
    """The block with 'Dear X:', if there is one."""
    for place, block in enumerate(blocks[:40]):
        text = block.text.strip()
        if len(text) < 100 and text.endswith((":", ",")) and text.casefold().startswith(words.salutations):
            return place if len(text.split()) > 1 else None
    return None


def _leave_out_addressee(
    blocks: tuple[Block, ...], first: tuple[int, ...], greeting: int | None, dated: int | None, words: Words
) -> tuple[int, ...]:
    """The first blocks without those of whom a letter is for: from the honorific, or the date, down to the greeting."""
    if greeting is None:
        return first
    honoured = (place for place in first if blocks[place].text.casefold().startswith(words.honorifics))
    start = next(honoured, dated)
    return first if start is None else tuple(place for place in first if not start <= place < greeting)


def _find_subject(blocks: tuple[Block, ...], greeting: int, words: Words) -> str:
    """What stands after 'Re:' or 'Subject:' above or right below the greeting."""
    for place, block in enumerate(blocks[: greeting + 3]):
        labelled = _LABELLED.match(block.text)
        if labelled and labelled[1].casefold() in words.subject_labels:
            return labelled[2].strip()
        if block.kind == "heading" and block.text.rstrip(" :").casefold() in words.subject_labels:
            return blocks[place + 1].text if place + 1 < len(blocks) else ""
    return ""


def _find_author(
    blocks: tuple[Block, ...], first: tuple[int, ...], head: int | None, words: Words
) -> tuple[str, int | None]:
    for place in first:
        labelled = _LABELLED.match(blocks[place].text)
        if labelled and labelled[1].casefold() in words.author_labels:
            office = _read_office(labelled[2], words)
            if office or head is None:
                return office or labelled[2].strip().rstrip("."), place
    for place, block in enumerate(blocks[:60]):
        if block.kind == "heading" and block.text.rstrip(":").casefold() in words.author_labels:
            below = blocks[place + 1] if place + 1 < len(blocks) else None
            if below is not None and below.kind == "text" and len(below.text) < 200:
                office = _read_office(below.text, words)
                if office or (head is None and place in first):  # no memo that is reproduced farther down
                    return office or below.text.rstrip("."), None
    texts = [" ".join(blocks[place].text.split()) for place in first]
    texts += [line.text for place in first for line in blocks[place].lines[1:]]
    texts += [f"{text} {line}" for text, line in pairwise(texts) if text.endswith(_OPEN_LINE)]
    texts += [_join_asked(texts[place:]) for place, text in enumerate(texts) if text.casefold().endswith(" to")]
    for read in (_read_authored, _read_asked):
        named = next((name for text in texts if (name := read(text, words))), "")
        if named:
            return named, None
    named = next((name for place in first if (name := _read_title_page(blocks[place], words))), "")
    if named:
        return named, None
    named = next((name for place in first if (name := _read_witness(blocks[place : place + 2], words))), "")
    named = named or next((name for pair in pairwise(texts) if (name := _read_answering(*pair, words))), "")
    if named or head is None:
        return named, None
    line = _find_head_line(blocks[head], words)
    if line.endswith(",") and head + 1 in first:
        line = f"{line} {blocks[head + 1].text}"  # 'Bureau of Quarries,', 'Mines and Pits'
    return _ADDRESS.sub("", line).partition(" — ")[0], head


def _read_office(said: str, words: Words) -> str:
    """Whose somebody is that writes: 'Jane Roe, Deputy Director, *Harbor Office*'; '' where no body is named."""
    said = said.strip().rstrip(".")
    if _names_body(said, words):
        parts = said.split(", ")
        person = len(parts) > 1 and not _names_body(parts[0], words)
        return next((part for part in reversed(parts) if _names_body(part, words)), said) if person else said
    return ""


def _find_head_line(block: Block, words: Words) -> str:
    """'Contact Point', 'Jane Roe', '*Harbor Office*': the line with the body, where the first is none; else all."""
    lines = [part.strip() for line in block.lines for part in _COLUMNS.split(line.text.strip())]
    overseer = next((line for line in lines[1:] if _names_overseer(line, words)), "")
    if overseer and _names_department(lines[0], words):
        return overseer  # 'DEPARTMENT OF HARBORS', '*OFFICE OF INSPECTOR GENERAL*'
    named = _names_body(lines[0], words)
    below = "" if named else next((line for line in lines if _is_letterhead(line, words)), "")
    office = named and len(lines) > 1 and _names_chief(lines[1], words)  # 'HARBOR SERVICE', 'OFFICE OF THE CHIEF'
    whole = lines[0] if office or (named and lines[0][-1:].isdigit()) else block.text
    return below or " ".join(whole.split())


def _read_authored(text: str, words: Words) -> str:
    """X in 'Responses of the X to the questions of …': who answers is named more narrowly than by a letterhead."""
    genres = _match_any(words.authored_genres)
    found = re.match(rf"(?:{genres})\s+(?:of|by|from)\s+(?:the\s+)?(.+?){_AUTHORED_END}", text, re.IGNORECASE)
    found = found or re.match(rf"(?:The )?(.{{3,80}}?)(?:['’]s?)? (?i:{genres}) to\b", text)  # 'The X response to …'
    if found is None or not found[1][:1].isupper():
        return ""
    office = found[1].split()[0].casefold() in words.offices  # 'Reply by the *Minister* of X'
    return found[1].strip() if office or _names_body(found[1], words) else ""


def _read_answering(text: str, below: str, words: Words) -> str:
    """X in 'Responses of Director Jane Roe', '*X* (XYZ)': whose somebody is that answers."""
    genres = _match_any(words.authored_genres)
    if not re.match(rf"(?:{genres})\s+(?:of|by|from)\s+[A-Z]\w+ [A-Z]", text, re.IGNORECASE):
        return ""
    name, short, _ = below.partition(" (")
    return name if _SHORT.search(below) or (not short and _names_body(name, words) and not runs_on(name)) else ""


def _read_asked(text: str, words: Words) -> str:
    """X in 'Questions … submitted to Jane Roe, Director, *X*': who is asked answers."""
    found = re.match(r"(?:questions?\b.*?|(?:submitted|addressed|directed|put))\s+to\s+(.+)", text, re.IGNORECASE)
    parts = [part.strip(" .") for part in found[1].split(",")[1:]] if found else []
    bodies = [part.removeprefix("the ") for part in parts if _names_body(part.removeprefix("the "), words)]
    service = next((body for body in bodies if _heads_service(body.partition(" (")[0], words)), "")
    return service or (bodies[-1] if bodies else "")  # 'X Service, Department of Y': the service answers


def _join_asked(texts: Sequence[str]) -> str:
    """'QUESTIONS SUBMITTED TO', 'JANE ROE', 'DIRECTOR, X AGENCY', 'FROM SENATOR Y': the lines that say who is asked."""
    named = takewhile(lambda text: not text.casefold().startswith("from "), texts[1:])
    return f"{texts[0]} {', '.join(named)}"


def _read_title_page(block: Block, words: Words) -> str:
    """X in 'Privacy Impact Assessment', 'for the Y System', '*X*': a line below what the paper is."""
    lines = [line.text.strip() for line in block.lines]
    if len(lines) < _SHORTEST_PAGE or not _names_genre(lines[0], words) or runs_on(block.text):
        return ""
    heads = (line for line in lines[1:] if line[:1].isupper() and " by " not in line)  # 'Submitted by the Secretary'
    return next((line for line in heads if _is_letterhead(line, words)), "")


def _read_witness(blocks: Sequence[Block], words: Words) -> str:
    """X in 'Testimony of Jane Roe', 'Vice President, *X*': whose somebody is that gives evidence."""
    lines = [line.text.strip() for block in blocks for line in block.lines]
    genres = _match_any(words.witness_genres)
    if len(lines) < 2 or not re.match(rf"(?:written |oral |prepared )?(?:{genres}) of ", lines[0], re.IGNORECASE):
        return ""
    return _read_office(lines[1], words)


def _find_letterhead(blocks: tuple[Block, ...], first: tuple[int, ...], words: Words) -> int | None:
    """The first line that is nothing but the name of a body; not that of whom a letter is addressed to.

    Of a department and the office below it that oversees it, the office writes; below 'Questions' no body that asks.
    """
    asked = any(blocks[place].text.casefold().startswith(words.asking_starts) for place in first)
    for place in first:
        text = blocks[place].text
        if text.casefold().startswith(words.honorifics):
            return None
        if asked and not set(_split_names(text)).isdisjoint(words.asking_bodies):
            continue
        labelled = place > 0 and blocks[place - 1].text.endswith(":")  # 'Topic:', 'Plans since the Quarry Commission'
        if _is_letterhead(text, words) and not labelled:
            below = [other for other in first if place < other <= place + 2]
            overseer = next((other for other in below if _names_overseer(blocks[other].text, words)), place)
            line = blocks[below[0]].text.rstrip(",") if below else ""
            narrow = overseer == place and line and _names_service(text, line, words)
            return below[0] if narrow else overseer
    return None


def _is_letterhead(text: str, words: Words) -> bool:
    company = text.rstrip(".").rpartition(" ")[2].casefold() in words.company_words
    running = _names_genre(text, words) or (text[-1] in ".:," and not company) or runs_on(text)
    said = text.split(None, 1)[0].casefold() in words.line_openers or ": " in text
    apart = running or said or _names_chief(text, words) or _says(text, words)
    return (company or _names_body(text, words)) and not apart


def _names_chief(text: str, words: Words) -> bool:
    """'Office of the Director', 'Office of the Chief Inspector': of the body that the line above names."""
    office, _, chief = text.casefold().partition(" of the ")
    return office == "office" and (chief in words.chief_words or chief.partition(" ")[0] == "chief")


def _says(text: str, words: Words) -> bool:
    """Is it a title that says something, 'Harbor Police *Must* Explain *Its* Choices', 'Checks *by* the X', 'X *v* Y'?

    'IT Services Agency' and 'Will County Police' do neither.
    """
    if " by " in text:
        return True
    names = [name for name in re.findall(r"[^\W\d_]+", text)[1:] if not name.isupper()]
    return any(name.casefold() in words.finite_words or name in words.versus_words for name in names)


def _names_service(above: str, text: str, words: Words) -> bool:
    """Whether a line below a department is a service known by its own name: 'Bureau of X', not 'Office of Z'."""
    return _is_letterhead(text, words) and _heads_service(text, words) and _names_department(above, words)


def _heads_service(text: str, words: Words) -> bool:
    heads = [line.rsplit(None, 1)[-1].casefold() for line in (text, text.partition(" of ")[0])]
    return not set(words.service_words).isdisjoint(heads)


def _names_department(text: str, words: Words) -> bool:
    return not set(words.department_words).isdisjoint(_split_names(text))


def _names_overseer(text: str, words: Words) -> bool:
    return _is_letterhead(text, words) and not set(_split_names(text)).isdisjoint(words.overseer_words)


def _find_title(
    blocks: tuple[Block, ...], first: tuple[int, ...], taken: set[int | None], words: Words
) -> tuple[str, int | None]:
    heads = [
        place for place in first if blocks[place].kind == "heading" and place not in taken and not blocks[place].label
    ]
    heads = [place for place in heads if not _is_part(blocks[place].text, words)]
    named = [place for place in heads if _names_genre(blocks[place].text, words)]
    place = next(iter(named or heads), None)
    return ("", None) if place is None else (blocks[place].text.strip(), place)


def _is_part(text: str, words: Words) -> bool:
    """Does it head a part, 'Section 1: Purpose', and not the whole? ('Attachment A' alone may.)"""
    division = find_division(text, words)
    return text.endswith(":") or (division is not None and division[0] < len(text))


def _match_any(words: Iterable[str]) -> str:
    """A pattern for one of the words."""
    return "|".join(map(re.escape, words))


def _split_names(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _names_body(text: str, words: Words) -> bool:
    return len(text) < 160 and is_body(text, words) and text[:1].isupper()


def _names_genre(text: str, words: Words) -> bool:
    names = _split_names(text)
    return not {*names, *(name.removesuffix("s") for name in names)}.isdisjoint(words.genre_words)
