"""Clauses that count in, claims of counts and shares out: 'the population is 94', '6 people, or 7 percent, are …'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec.structs import replace

from graphkit.claims.cues import ClaimCues
from graphkit.claims.evidence import Quoter
from graphkit.claims.fillers import Fillers, list_mentions
from graphkit.claims.readings import ReadSentence
from graphkit.model import Argument, Claim, Clause, Evidence, Mention, Role, Thing, Value

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,])\d+(?:\.\d+)?(?![\w,]*\d)")
_SCALE = re.compile(r"[ -]([^\W\d]+)\b")
_UNIT = re.compile(r"[\s-]*(per cent|[^\W\d]+?)s?\b")
#: Verbs that only say that something is there, and the slots of what is.
_COUNTED = {"be": ("complement",), "have": ("object",), "exist": ("subject",)}
_SOME = "it counts those of which more is said, and these need not be all"
#: 'employees *with an account*', 'people *who use X*', '*such* searches': what tells which ones are counted.
_NARROWED = re.compile(r"\s+(?:with|without|who|whose|whom|that)\b")
_SUCH = re.compile(r"\bsuch\b")
#: '*by April 2021* there were 16': as many as that then, and not no longer afterwards.
_BY = re.compile(r"\bby (?:(?:the )?(?:end|close|middle|beginning) of )?(?:[A-Z][a-z]+ )?(?:\d{1,2}, )?\d{4}\b", re.I)
_NUMBER_WORDS = re.compile(
    r"\b(?:about|some|over|around|approximately|nearly|almost|roughly|only|just|more than|at least)\b", re.I
)
#: '*approximately* 612,000': the number is not said to be just that.
_HEDGE = re.compile(rf"(?:{_NUMBER_WORDS.pattern})\s+$", re.I)
_VERSION = re.compile(r"\d\.\d+$")  # 'Version 16.0'
_GLUED = re.compile(r"\d(?:[km]|bn|mn|tn)\b", re.I)
_LETTERS = re.compile(r"[^\W\d_]")
_DIGIT, _WORD = re.compile(r"\d"), re.compile(r"\w+")
_PRONOUNS = {"them", "these", "those", "which", "whom"}
_PART = re.compile(
    r"(?:^|[;,]\s+|\band\s+)(?P<number>\d[\d,]*\d|\d+) of (?P<whole>[\w' -]+?)"
    r"(?:,? or |,? \()\s*(?P<share>\d+(?:\.\d+)?)\s*(?:percent|per cent|%)",
    re.I,
)
_HEDGED = re.compile(r"\b(?:may|might|could|would|if|whether|estimated|expected|alleges|claims)\b", re.I)
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:percent|per cent|%)", re.I)
#: It begins with a sign or letter, for which a text is searched fast.
_PERCENT = re.compile(r"[%pP](?:(?<=%)|(?i:er ?cent))")


def match_counts(fillers: Fillers, text: str, quote: Quoter, speaker: Thing, cues: ClaimCues) -> tuple[Claim, ...]:
    """The counts that a clause with the verb 'be' states, from the clean `text` of its paragraph."""
    clause = fillers.clause
    if not clause.modality or clause.kind != "verb" or clause.head != "be":
        return ()
    complements = fillers.slot("complement") or fillers.slot("object")
    claims: list[Claim] = []
    for subject in fillers.slot("subject"):
        if not subject.mentions:
            continue
        first = subject.mentions[0]
        if not _is_counted(first, cues):
            continue
        shares = not complements and _DIGIT.search(first.text) is not None  # '6 people, … are'
        if shares or _is_measure(subject, cues):
            base = _draft(clause, first.thing, quote(clause), speaker)
            for words in [text[first.start : clause.end]] if shares else [place.words for place in complements]:
                claims.extend(_count(base, words, cues, shares))
    return tuple(claims)


def match_figures(fillers: Fillers, text: str, quote: Quoter, speaker: Thing, cues: ClaimCues) -> tuple[Claim, ...]:
    """How many of something there are, from a clause that no frame reads: 'there are 94', 'has 94', '94 were made'.

    Only what is plainly said counts: of what is denied or supposed, no number is known. Nor are units counted things.
    """
    clause = fillers.clause
    if clause.kind != "verb" or clause.polarity != "Affirmed" or clause.modality != "Stated":
        return ()
    if "construction:participle" in clause.how:
        return ()  # 'reviewed 154 *reports filed in May*': of those that were filed
    slots = _COUNTED.get(clause.head, ("object",) if "voice:passive" in clause.how else ())
    if not slots:
        return ()
    claims: list[Claim] = []
    for slot in slots:
        for number in fillers.slot(f"{slot} number"):
            counted = [argument for argument in fillers.slot(slot) if argument.start <= number.start]
            several = number.mentions or list_mentions(counted)
            mentions = [mention for mention in several if not mention.thing.unresolved]
            mentions = [mention for mention in mentions if _is_counted(mention, cues)]
            if any(_GLUED.search(argument.words) for argument in counted):
                continue  # '1.3m searches' are not 1.3 of anything
            mentions = [mention for mention in mentions if number.start < mention.end]  # but 'FaceSentry *5.2*'
            figure = _NUMBER_WORDS.sub("", number.words).strip()
            versioned = _VERSION.search(figure) is not None and not counted[0].words.endswith("s")
            named = any(figure in mention.thing.label.split() for mention in mentions)  # '*Clause 128* of the Bill'
            if mentions and _NUMBER.fullmatch(figure) and not versioned and not named:
                base = _draft(clause, mentions[0].thing, quote(clause), speaker)
                if _BY.search(text, clause.sentence, clause.end):
                    base = replace(base, roles=tuple(map(_as_of, base.roles)))
                if clause.head not in _COUNTED or _is_narrowed(mentions[-1], text):
                    base = replace(base, withheld=base.withheld or _SOME)
                share = _SHARE.match(counted[0].words)
                claims.extend(_count(base, share.group() if share else number.words, cues, shares=bool(share)))
    return tuple(claims)


def match_parts(
    reading: ReadSentence, text: str, before: Iterable[Claim], evidence: Evidence, speaker: Thing
) -> Iterator[Claim]:
    """'*64 of them, or 5.3 percent,* alleged …': how many, and what share, of what the claims `before` counted last.

    Read from the words, since numbers without a noun are what a parser knows least; not where the sentence hedges.
    before  the claims that stand before, the last first
    """
    sentence = reading.sentence
    words = text[sentence.start : sentence.end]
    parts = list(_PART.finditer(words)) if _PERCENT.search(words) else []
    if not parts or _HEDGED.search(words):
        return
    counted = list(islice((claim.object for claim in before if _has_quantity(claim)), 1))
    for part in parts:
        of = sentence.start + part.start("whole"), sentence.start + part.end("whole")
        named = [mention.thing for mention in reading.mentions if of[0] <= mention.start and mention.end == of[1]]
        things = counted if part["whole"].lower() in _PRONOUNS else named[-1:]
        for thing in things:
            if isinstance(thing, Thing) and not thing.unresolved:
                base = Claim(thing, "hasCount", Value(part["number"]), "Affirmed", "Stated", evidence, speaker)
                base = replace(base, how=("construction:count",))
                yield base
                yield replace(base, predicate="hasShare", object=Value(part["share"], "decimal"))


def _is_narrowed(mention: Mention, text: str) -> bool:
    """'58 *such* searches', 'clerks *with an account*': what tells which ones are counted, and is in no name."""
    return _NARROWED.match(text, mention.end) is not None or _SUCH.search(mention.text) is not None


def _as_of(role: Role) -> Role:
    return Role("asOf", role.value) if role.name == "validUntil" else role


def _is_counted(mention: Mention, cues: ClaimCues) -> bool:
    """Whether a phrase names what can be counted: no unit, no number, and no letter that cites ('c. 31')."""
    return mention.head not in cues.units and len(_LETTERS.findall(mention.thing.label)) > 1


def _has_quantity(claim: Claim) -> bool:
    return any(role.name == "quantity" for role in claim.roles)


def _is_measure(subject: Argument, cues: ClaimCues) -> bool:
    return not cues.measures.isdisjoint(_WORD.findall(subject.words.lower()))


def _draft(clause: Clause, thing: Thing, evidence: Evidence, speaker: Thing) -> Claim:
    return Claim(
        subject=thing,
        predicate="hasCount",
        object=Value(""),
        polarity=clause.polarity,
        modality=clause.modality,
        evidence=evidence,
        speaker=clause.speaker or speaker,
        roles=clause.roles,
        withheld=clause.withheld,
        how=("construction:count", *clause.how),
        confidence=clause.confidence,
    )


def _count(base: Claim, words: str, cues: ClaimCues, shares: bool = False) -> Iterator[Claim]:
    """The number in the words, and with `shares` the percentage."""
    plain = _SHARE.sub("", words)
    number = _NUMBER.search(plain)
    if number:
        scale = _SCALE.match(plain, number.end())
        end = scale.end() if scale and scale.group(1).lower() in cues.scales else number.end()
        unit = _UNIT.match(plain, end)
        if unit is None or unit.group(1).lower() not in cues.units:  # '2.4 million euro' counts no things
            hedge = _HEDGE.search(plain[: number.start()])
            about = (Role("quantity", Value(hedge[0] + plain[number.start() : end])),) if hedge else ()
            yield replace(base, object=Value(plain[number.start() : end]), roles=(*base.roles, *about))
    share = _SHARE.search(words) if shares else None
    if share:
        yield replace(base, predicate="hasShare", object=Value(share.group(1), "decimal"))
