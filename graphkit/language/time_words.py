"""The cue file `time` in, the words that tell time and the patterns made of them out."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from graphkit.errors import OntologyError
from graphkit.language.dates import is_day
from graphkit.ontology import find_ontology
from graphkit.ontology.alternatives import join_words
from graphkit.ontology.kinds import read_sections

#: Sections of words that stand before a date; a word of two sections is of the first.
_WORD = re.compile(r"[^\W_]+")
_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}
#: 'in nine of the 14 *cases*'
_CASES = "cases|instances|occasions|incidents"
#: One of these stands with a unit in every frequency that counts: 'every two years', 'three times a day'.
_COUNTING = ("every", "once", "twice", "times")
CUES = ("as_of", "from", "until", "within", "attributive")


class Phrases(Struct, frozen=True):
    """Phrases as sets of words, by the longest of each: most texts have none, and need not be searched for them."""

    words: Mapping[str, tuple[frozenset[str], ...]]

    def may_be_in(self, used: set[str]) -> bool:
        """Whether a text with these words can have one of the phrases."""
        if self.words.keys().isdisjoint(used):
            return False
        return any(phrase <= used for word in self.words.keys() & used for phrase in self.words[word])


class TimeWords(Struct, frozen=True):
    """The words of `cues/time.yaml` and the patterns made of them.

    opening  the first end of a stretch whose year stands behind the last: "between March and"
    units    the words for spans of time, of several words the last
    telling  phrases of which a text has one where it has an event, a duration, a frequency or a word for now
    signs    the longest words of all these phrases
    """

    months: Mapping[str, int]
    numbers: Mapping[str, int]
    fiscal_start: tuple[int, int, bool]
    dates: re.Pattern[str]
    cues: Mapping[str, str]
    fillers: tuple[str, ...]
    not_years: frozenset[str]
    between: re.Pattern[str]
    joins: re.Pattern[str]
    opening: re.Pattern[str]
    event: re.Pattern[str]
    event_stop: re.Pattern[str]
    units: frozenset[str]
    duration: re.Pattern[str]
    frequency: re.Pattern[str]
    now: re.Pattern[str]
    telling: Mapping[str, Phrases]
    signs: frozenset[str]


@lru_cache(maxsize=4)
def load_time_words(path: Path | None = None) -> TimeWords:
    """The words of the installed ontology, or of another file, checked and made into patterns, once."""
    path = path or find_ontology() / "cues" / "time.yaml"
    sections = {name: keyed.get("", ()) for name, keyed in read_sections(path).items()}
    needed = (
        *CUES, "fillers", "not_before_years", "until_event", "event_stops", "duration", "units",
        "frequency", "occasions", "now", "frequency_adjectives", "frequency_nouns", "duration_adjectives",
        "duration_nouns", "numbers", "months", "fiscal", "fiscal_start",
    )  # fmt: skip
    for name in needed:
        if not sections.get(name):
            raise OntologyError(f"{path}: the section {name!r} is missing or empty")
    months = _read_numbers(path, "months", sections["months"])
    numbers = _read_numbers(path, "numbers", sections["numbers"])
    cues: dict[str, str] = {}
    for name in CUES:
        for cue in sections[name]:
            cues.setdefault(cue.lower(), name)
    number = rf"(?:\d{{1,4}}|{join_words(numbers)})(?: ?\(\d{{1,4}}\))?"
    amount = rf"{number}(?:(?: to | or | ?[-–] ?){number})?"
    unit = rf"(?:{join_words(sections['units'])})s?"
    regular = rf"(?: (?:[\w-]+ )?(?:{join_words(sections['frequency_nouns'])})\b)"
    share = rf"in (?:(?:about|at least|only|over) )?{number} of (?:(?:the|these|those) )?(?:{number} )?(?:{_CASES})"
    frequency = "|".join((
        rf"(?:at least )?(?:once )?every (?:{amount}|other|few)[ -]{unit}",
        rf"(?:at least |up to |no more than )?(?:once|twice|(?:{amount}) times) (?:a|an|per|each|every) {unit}",
        rf"(?:{share}|{join_words(sections['occasions'])})(?! (?:where|when|in which|that)\b)",
        rf"(?:{join_words(sections['frequency_adjectives'])})(?={regular})",
        join_words(sections["frequency"]),
    ))  # fmt: skip
    said, period = (join_words(sections[f"duration_{sort}"]) for sort in ("adjectives", "nouns"))
    lasting = rf"(?:for an? (?:{said}) (?:{period}) of|{join_words(sections['duration'])})"
    units = [f"{unit}{ending}" for unit in sections["units"] for ending in ("", "s")]
    counts = [f"{count} {unit}" for count in _COUNTING for unit in units]
    telling = {
        "events": _index_phrases(sections["until_event"]),
        "durations": _index_phrases(units),
        "frequencies": _index_phrases(
            [*counts, *_CASES.split("|"), "occasion", *sections["frequency_adjectives"], *sections["frequency"]]
        ),
        "now": _index_phrases(sections["now"]),
    }
    return TimeWords(
        months=months,
        numbers=numbers,
        fiscal_start=_read_fiscal_start(path, sections["fiscal_start"]),
        dates=_compile_dates(months, sections["fiscal"]),
        cues=cues,
        fillers=tuple(sorted(sections["fillers"], key=lambda filler: (-len(filler), filler))),
        not_years=frozenset(sections["not_before_years"]),
        between=re.compile(r"\b(?:from|between|for the period|the period(?: of| from)?)(?: (?:about|on|in))? $", re.I),
        joins=re.compile(r"(?P<to>to|through|thru|until|till|up to|-|–|—|and ending on)|(?P<and>and)"),
        opening=re.compile(
            r"\b(?:from|between|(?P<within>in|during))(?: (?P<day>\d{1,2})(?=\D))?"
            rf"(?: (?P<month>(?:{join_words(months)})\b\.?))?(?: (?P<late>\d{{1,2}}))?"
            r" (?:to|through|until|till|and|[-–—]) $",
            re.I,
        ),
        event=re.compile(rf"\b(?:{join_words(sections['until_event'])}) (?=[a-z])", re.I),
        event_stop=re.compile(rf"[.;:()]|, | (?=(?:{join_words(sections['event_stops'])})\b)"),
        units=frozenset(unit.split()[-1] for unit in sections["units"]),
        duration=re.compile(rf"\b{lasting} {amount}(?: or more)?[ -]{unit}\b(?! of (?:the year|\d{4})\b)", re.I),
        frequency=re.compile(rf"(?<![\w-])(?:{frequency})\b", re.I),
        now=re.compile(rf"\b(?:{join_words(sections['now'])})\b(?! that\b)", re.I),
        telling=telling,
        signs=frozenset().union(*(phrases.words for phrases in telling.values())),
    )


def read_words(text: str) -> set[str]:
    """The words of a text in small letters."""
    if text.isascii():  # to put blanks for all marks takes half the time, where all are known
        return set(text.lower().translate(_BLANKS).split())
    return set(_WORD.findall(text.lower()))


def _index_phrases(phrases: Iterable[str]) -> Phrases:
    index: dict[str, tuple[frozenset[str], ...]] = {}
    for words in sorted({tuple(sorted(read_words(phrase))) for phrase in phrases}):
        longest = max(words, key=len)
        index[longest] = (*index.get(longest, ()), frozenset(words))
    return Phrases(index)


def _compile_dates(months: Iterable[str], fiscal: Iterable[str]) -> re.Pattern[str]:
    """All forms of dates in one pattern, the most telling first; no part of it can be matched in two ways.

    Each begins with a digit or the first letter of a word: at most places no form has to be tried.
    """
    letters = "".join(sorted({word[0].lower() for word in (*months, *fiscal, "Q")}))
    month, ordinal = rf"(?:{join_words(months)})\b\.?", r"(?:st|nd|rd|th)?"
    span = r"(?: ?[-–] ?(?P<{}>\d{{1,2}}))?"
    return re.compile(
        rf"(?=\d|(?<!\w)[{letters}])(?:"
        rf"\b(?:{join_words(fiscal)})s?(?: ?\(FYs?\))? ?(?P<fy>\d{{4}}|(?<=FY)\d\d|(?<=FY )\d\d)\b"
        rf"(?:(?: ?[-–] ?| through | to )(?:FY ?)?(?P<fy_last>\d{{4}})\b)?"
        rf"|\bQ(?P<quarter>[1-4]) ?(?P<quarter_year>\d{{4}})\b"
        rf"|\b(?P<m1>{month}) (?P<d1>\d{{1,2}}){ordinal}{span.format('d1b')},? (?P<y1>\d{{4}})\b"
        rf"|\b(?P<d2>\d{{1,2}}){ordinal}{span.format('d2b')}(?: day)?(?: of)? (?P<m2>{month}),? (?P<y2>\d{{4}})\b"
        rf"|(?<![\w/.-])(?P<y3>\d{{4}})-(?P<m3>\d\d)-(?P<d3>\d\d)\b"
        rf"|(?<![\d/.-])(?P<n1>\d{{1,2}})[/-](?P<n2>\d{{1,2}})[/-](?P<ambiguous_year>\d{{4}}|\d\d)(?![\d/-])"
        rf"|\b(?P<m4>{month}),?(?: of)? (?P<y4>\d{{4}})\b"
        rf"|(?<![\w/.,-])(?P<pair>(?:19|20)\d\d)[/–-](?P<pair_last>\d\d)(?![\w/–-]|[.,]\d)"
        rf"|(?<![\w/.,-])(?P<y5>(?:19|20)\d\d)(?![\w/-]|[.,]\d))",
        re.I,
    )


def _read_numbers(path: Path, section: str, pairs: Iterable[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for pair in pairs:
        word, _, number = pair.rpartition(" ")
        if not word or not number.isdecimal():
            raise OntologyError(f"{path}: {section}: {pair!r} is not a word and its number")
        numbers[word.lower()] = int(number)
    return numbers


def _read_fiscal_start(path: Path, words: tuple[str, ...]) -> tuple[int, int, bool]:
    parts = words[0].split()
    if len(parts) not in (2, 3) or not all(part.isdecimal() for part in parts[:2]) or parts[2:] not in ([], ["before"]):
        raise OntologyError(f"{path}: fiscal_start: {words[0]!r} is not a month, a day and perhaps 'before'")
    month, day = int(parts[0]), int(parts[1])
    if not is_day(2001, month, day):
        raise OntologyError(f"{path}: fiscal_start: {words[0]!r} is no day of the year")
    return month, day, len(parts) == 3
