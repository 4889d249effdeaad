"""The readings of a document in, its claims and the sentences without one out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from msgspec.structs import replace

from graphkit.claims.attribution import disclaim_knowledge, withhold_hearsay
from graphkit.claims.context import carry_dates, drop_vague, name_parties, specify_members
from graphkit.claims.cues import ClaimCues
from graphkit.claims.evidence import Quoter, Quotes
from graphkit.claims.fillers import read_fillers
from graphkit.claims.headings import (
    withhold_feared,
    withhold_illustrated,
    withhold_proposed,
    withhold_supposed,
    withhold_wanted,
)
from graphkit.claims.matching import match_clause
from graphkit.claims.numbers import match_counts, match_figures, match_parts
from graphkit.claims.readings import ReadSentence
from graphkit.claims.relations import relate_unit
from graphkit.claims.withholding import admit_used, withhold_unkept, withhold_unnamed
from graphkit.model import (
    UNSTATED,
    Claim,
    Document,
    Evidence,
    Mention,
    Thing,
    Uncovered,
    Value,
)
from graphkit.ontology.frames import Frames

#: Predicates of which the recipient is somebody else.
_GIVING = frozenset({"submits", "shares", "transfers", "grantsAccessTo"})
#: A number with the word for its size, and no word for what is counted.
_AMOUNT = re.compile(r"[\d.,$€£ ]+ ?(?:hundred|thousand|million|billion|trillion)")
#: Paragraphs that assert nothing.
_SILENT = {"question", "heading", "boilerplate"}


def extract_claims(
    document: Document,
    readings: Sequence[ReadSentence],
    frames: Frames,
    author: Thing,
    parts: Sequence[tuple[Thing, Thing]],
    cues: ClaimCues,
) -> tuple[tuple[Claim, ...], tuple[Uncovered, ...]]:
    """All claims in order of the text, and every sentence that made none with the reason.

    author  who speaks where the words attribute a statement to nobody else, and no question is put to another
    parts   (unit, organization), from the names of the document
    """
    claims: list[Claim] = []
    answering = {reading.sentence.paragraph: reading.author for reading in readings if reading.author is not None}
    uncovered: list[Uncovered] = []
    related: set[tuple[Thing, Thing]] = set()
    wholes: dict[Thing, list[Thing]] = {}
    for part, whole in parts:
        wholes.setdefault(part, []).append(whole)
    kinds = {part.kind for part in wholes}
    quotes = Quotes(document)
    for reading in readings:
        evidence = quotes.find(reading.sentence)
        if reading.silent in _SILENT:
            uncovered.append(Uncovered(reading.sentence.paragraph, evidence.spans, reading.silent))
            continue
        text = document.paragraphs[reading.sentence.paragraph].text
        speaker = reading.author or author
        found = list(_match(reading, text, partial(quotes.narrow, evidence), frames, speaker, cues))
        found.extend(match_parts(reading, text, chain(reversed(found), reversed(claims)), evidence, speaker))
        if found and any(_CONTRAST in clause.how for clause in reading.clauses):
            found = _drop_empty_contrasts(found)
        found = name_parties(drop_vague(found, cues), claims, cues)
        found.extend(specify_members(reading, claims, evidence, cues))
        named = [mention for mention in reading.mentions if mention.thing.kind in kinds and mention.thing in wholes]
        found.extend(_relate(reading, named, wholes, evidence, speaker, related))
        if not any(claim.how and claim.how[0].startswith(("frame", "construction:count")) for claim in found):
            found.extend(_state(reading, text, partial(quotes.narrow, evidence), speaker))
        if not found:
            uncovered.append(Uncovered(reading.sentence.paragraph, evidence.spans, _reason(reading), reading.verb))
        claims.extend(dict.fromkeys(found))
    claims = withhold_hearsay(admit_used(withhold_unnamed(claims)), author, parts, answering)
    claims = withhold_unkept(claims, document)
    claims = withhold_feared(claims, document, cues.feared)
    claims = withhold_supposed(claims, document, cues.supposing)
    claims = withhold_illustrated(claims, document, cues.illustrating)
    claims = withhold_proposed(claims, document, cues.proposing)
    claims = withhold_wanted(claims, document, cues.wanting, cues.advising)
    settled = carry_dates(disclaim_knowledge(claims, author, parts, answering))
    return tuple(settled), tuple(uncovered)


def _match(
    reading: ReadSentence, text: str, quote: Quoter, frames: Frames, author: Thing, cues: ClaimCues
) -> Iterator[Claim]:
    for clause in reading.clauses:
        if not clause.modality:
            continue  # it asserts nothing
        fillers = read_fillers(clause)
        matched = match_clause(fillers, frames, quote, author, cues)
        for claim in matched:
            if _is_sound(claim, cues):
                yield _leave_out_giver(claim)
        counts = match_counts(fillers, text, quote, author, cues)
        yield from counts or (() if matched else match_figures(fillers, text, quote, author, cues))


#: How a clause was made that denies a phrase behind one that is affirmed.
_CONTRAST = "construction:contrast"
#: Kinds of things of which there are classes: 'systems', 'programs', 'agencies'.
_CLASSED = frozenset({"System", "Program", "Organization"})


def _drop_empty_contrasts(found: Sequence[Claim]) -> list[Claim]:
    """'collects data on arrests *but not on convictions*': where no role tells them apart, nothing was denied."""
    said = {_tell(claim): {*claim.roles} for claim in found if claim.polarity == "Affirmed"}
    return [
        claim
        for claim in found
        if claim.polarity != "Denied"
        or _CONTRAST not in claim.how
        or _tell(claim) not in said
        or {*claim.roles} - said[_tell(claim)]
    ]


def _tell(claim: Claim) -> tuple[Thing, str, Thing | Value]:
    return claim.subject, claim.predicate, claim.object


def _is_sound(claim: Claim, cues: ClaimCues) -> bool:
    """Whether a claim says something that can be found again, and that can be: nobody gives a thing to itself.

    A sentence read so was misread; it is better not read at all.
    """
    if claim.subject.unresolved or (isinstance(claim.object, Thing) and claim.object.unresolved):
        return False
    if _is_number(claim.subject, cues) or (isinstance(claim.object, Thing) and _is_number(claim.object, cues)):
        return False  # 'the following', '64', '$11 million'
    if claim.subject.label.lower().partition(" of ")[0].rpartition(" ")[2] in cues.samples:
        return False  # '*examples* include X': X is one of them
    if claim.predicate == "matches" and isinstance(claim.object, Thing) and claim.object.label in cues.comparisons:
        return False  # 'the match, which was conducted in May': what was matched is not said
    if claim.predicate == "usedFor" and isinstance(claim.object, Thing) and claim.object.label in cues.aims:
        return claim.polarity == "Denied"  # 'are used for that *purpose*': it is not said which
    if claim.subject == UNSTATED:
        return True
    if claim.predicate == "partOf" and isinstance(claim.object, Thing) and claim.object.kind in _CLASSED:
        label = claim.object.label
        if label.islower() and label.endswith("s") and not label.endswith("ss"):
            return False  # 'applications include X': X is one of them, and no part
    if claim.subject == claim.object:
        return False
    recipients = [role.value for role in claim.roles if role.name == "recipient"] if claim.predicate in _GIVING else []
    return not recipients or any(recipient != claim.subject for recipient in recipients)


def _is_number(thing: Thing, cues: ClaimCues) -> bool:
    """Whether a label only points to things, or says how many they are."""
    words = thing.label.lower()
    if words in cues.pointers:
        return True
    if words[:1].isalpha():
        return False
    return not any(map(str.isalpha, words)) or (words[0].isdigit() and _AMOUNT.fullmatch(words) is not None)


def _leave_out_giver(claim: Claim) -> Claim:
    """'shows notices on behalf of others or *itself*': among others who get something, who gives it is none."""
    if claim.predicate not in _GIVING or claim.subject == UNSTATED:
        return claim
    itself = [role for role in claim.roles if role.name == "recipient" and role.value == claim.subject]
    return replace(claim, roles=tuple(role for role in claim.roles if role not in itself)) if itself else claim


def _relate(
    reading: ReadSentence,
    named: Sequence[Mention],
    wholes: Mapping[Thing, Sequence[Thing]],
    evidence: Evidence,
    author: Thing,
    related: set[tuple[Thing, Thing]],
) -> Iterator[Claim]:
    """What the names of parts tell of their wholes, unless it was told before."""
    for mention in named:
        part = mention.thing
        for whole in wholes[part]:
            if (part, whole) in related or not _names_both(mention, part, whole):
                continue
            if not any(_names_people(other, mention) for other in reading.mentions):
                related.add((part, whole))
                yield relate_unit(part, whole, evidence, author)


def _names_people(other: Mention, name: Mention) -> bool:
    """'a DPE Night Watch clerk': the words before those who work tell which clerk, not what is a part of what."""
    return other.thing.kind == "Role" and other.start <= name.start and other.end > name.end


def _names_both(mention: Mention, part: Thing, whole: Thing) -> bool:
    return any(name in mention.text for name in (whole.label, *whole.names))


def _state(reading: ReadSentence, text: str, quote: Quoter, author: Thing) -> Iterator[Claim]:
    """What no predicate fits, in the sentence's own words; nothing where no clause of it asserts anything."""
    asserted = [clause for clause in reading.clauses if clause.kind in {"verb", "adjective"} and clause.modality]
    for clause in asserted[:1]:
        subjects = [argument for argument in clause.arguments if argument.slot == "subject"]
        things = (mention.thing for argument in subjects for mention in argument.mentions)
        yield Claim(
            subject=next((thing for thing in things if not thing.unresolved), UNSTATED),
            predicate="states",
            object=Value(text[reading.sentence.start : reading.sentence.end]),
            polarity=clause.polarity,
            modality=clause.modality,
            evidence=quote(clause),
            speaker=clause.speaker or author,
            how=("construction:states",),
        )


def _reason(reading: ReadSentence) -> str:
    if reading.silent:
        return reading.silent
    return "no-frame" if reading.verb else "fragment"
