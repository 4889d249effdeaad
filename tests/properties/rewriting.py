"""Ways to rewrite a sentence, each with what is to become of its claims.

Each applies only where its pattern surely holds.
"""
from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml
from msgspec.structs import replace

from graphkit.model import Claim, Role, Thing, Value
from graphkit.ontology import find_ontology
from tests.inflection import inflect_past, inflect_present

from .reordering import swap_nouns, swap_verbs
from .voices import turn_active, turn_passive


@dataclass(frozen=True, slots=True)
class Rewriting:
    """One way to rewrite a sentence.

    change   a sentence and a regular expression of the document's names to the rewritten sentence, or None where its
             pattern does not surely hold
    expect   a claim and the words of its sentence to the claim that it is to become, or None where it goes
    least    how many places there are at least in all documents together
    literal  whether words in roles are compared too
    """

    change: Callable[[str, str], str | None]
    expect: Callable[[Claim, str], Claim | None]
    least: int
    literal: bool = False


#: Verbs that say how things are, not what somebody does: 'may not include' forbids nothing.
_STATES = frozenset(yaml.safe_load((find_ontology() / "cues" / "modality.yaml").read_text(encoding="utf-8"))["states"])
_SHORT = {"does not": "doesn't", "do not": "don't", "is not": "isn't", "are not": "aren't", "was not": "wasn't",
          "were not": "weren't", "has not": "hasn't", "have not": "haven't", "did not": "didn't", "cannot": "can't",
          "will not": "won't", "would not": "wouldn't"}


def contract(sentence: str, names: str) -> str | None:
    """'does not' to "doesn't", where a verb follows."""
    found = re.search(rf"\b({'|'.join(_SHORT)})(?= [a-z])(?! only\b| necessarily\b| limited\b)", sentence)
    return sentence[: found.start()] + _SHORT[found[1]] + sentence[found.end() :] if found else None


def insert_not(sentence: str, names: str) -> str | None:
    """A 'not' behind the one auxiliary of a sentence with a single finite clause."""
    auxiliaries = re.findall(r"\b(?:is|are|was|were|may|must|will|shall|would|should|can|has|have)\b", sentence)
    plain = not re.search(r"\b(?:not|no|never|neither|nor|none|unable|unaware|only|solely|if|when|unless|that|which|"
                          r"who|because|and|or|but|while|where|except|any|all|each|every|both)\b|[;:,()\"“]", sentence)
    if len(auxiliaries) != 1 or not plain or len(sentence.split()) > 25:
        return None
    verb = r"(?:\w+ly )?\w+(?:ed|en|ing|e|t|y|d|n|w|k)\b"
    found = re.search(rf"^([A-Z][\w’' -]+?) ({auxiliaries[0]}) (?={verb})", sentence)
    return f"{found[1]} {found[2]} not {sentence[found.end():]}" if found and found[2] != "can" else None


def deny(claim: Claim, sentence: str) -> Claim | None:
    """The claim denied; what may not be is forbidden; what a phrase tells of a name stays; what hung on it goes."""
    if not any(step.startswith("frame") for step in claim.how):
        return claim if claim.predicate != "states" else replace(claim, polarity="Denied")
    hung = ("governor:", "construction:participle", "construction:basis")
    if claim.withheld or any(step.startswith(hung) for step in claim.how):
        return None
    state = any(step.rpartition("/")[2] in _STATES for step in claim.how if step.startswith("frame"))
    modality = "Required" if claim.modality == "Possible" and not state else claim.modality
    return replace(claim, polarity="Denied", modality=modality)


_YEAR = re.compile(r"\b(in|since|until|from|,) (20[01]\d)\b(?![-/\d]|, Public)")


def shift_years(sentence: str, names: str) -> str | None:
    """A year to another one, where it dates something and is no part of a citation."""
    if re.search(r"\bAct\b|Fed\. Reg\.|Stat\.|U\.S\.C|§|Pub\.", sentence):
        return None
    changed = _YEAR.sub(lambda found: f"{found[1]} {int(found[2]) - 3}", sentence)
    return changed if changed != sentence else None


def date(claim: Claim, sentence: str) -> Claim:
    """The claim with its dates moved as those of the sentence."""
    years = {found[2] for found in _YEAR.finditer(sentence)}
    return replace(claim, roles=tuple(move(role, years) for role in claim.roles))


def move(role: Role, years: set[str]) -> Role:
    value = role.value
    if isinstance(value, Thing) or value.datatype not in {"date", "gYear", "gYearMonth"} or value.text[:4] not in years:
        return role
    return replace(role, value=replace(value, text=f"{int(value.text[:4]) - 3}{value.text[4:]}"))


def keep(claim: Claim, sentence: str) -> Claim:
    return claim


_NEGATOR = re.compile(r"\b(?:not|no|never|neither|nor|none|unable|unaware|without|cannot)\b|n['’]t\b")
_FINITE = re.compile(r"\b(is|are|was|were|will|would|may|could|should|has|have|had|must|does|do|did) not (?:yet )?"
                     r"((?:(?!only\b)\w+ly )?)([a-z]+)\b")


def restore(sentence: str, names: str) -> str | None:
    """'does not share' to 'shares', 'may not be retained' to 'may be retained', where that is the one negation."""
    found = _FINITE.search(sentence)
    doubt = re.search(r"\b(?:any|either|yet|until|unless|"
                      r"only|solely|exclusively|but|necessarily|otherwise|whether|if|"
                      r"such as|even|anyone|limited|inclusive|rather|or|prevent|permitted|required|"
                      r"authorized|allowed|have to|"
                      # an ability that is had is a possibility, and one that is not had a plain denial
                      r"ability|authority|able)\b", sentence, re.I)
    if not found or doubt or len(_NEGATOR.findall(sentence)) != 1:
        return None
    auxiliary, adverb, verb = found.groups()
    if auxiliary in {"does", "do", "did"}:
        verb = verb if auxiliary == "do" else inflect_present(verb) if auxiliary == "does" else inflect_past(verb)
        return f"{sentence[: found.start()]}{adverb}{verb}{sentence[found.end() :]}"
    return f"{sentence[: found.start()]}{auxiliary} {adverb}{verb}{sentence[found.end() :]}"


def affirm(claim: Claim, sentence: str) -> Claim:
    """What was denied affirmed; what might not be may be."""
    if claim.polarity != "Denied":
        return claim
    found = _FINITE.search(sentence)
    allowed = found is not None and found[1] == "may" and claim.modality == "Required"
    return replace(claim, polarity="Affirmed", modality="Possible" if allowed else claim.modality)


#: Days by which dates are moved back, and months, which keeps their order.
_DAYS, _MONTHS = 800, 26
_NAMES = list(calendar.month_name)
_DATE = re.compile(rf"\b({'|'.join(_NAMES[1:])}) (\d{{1,2}}), (\d{{4}})\b")
_MONTH = re.compile(rf"\b({'|'.join(_NAMES[1:])}) (\d{{4}})\b")
_WORDS = {"two": "four", "three": "five", "six": "nine", "ten": "twelve", "one": "two"}
_AMOUNT = re.compile(r"(?<![\w.,§$-])(\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d+)?|two|three|six|ten)"
                     r"(?=%| percent\b| (?:calendar |business |active )?(?:years|days|months|hours|minutes|weeks)\b)"
                     r"|(?<![\w.,§$-])\d{1,3}(?:,\d{3})+(?= [a-z]+s\b)|(?<=more than )\d{2,3}(?= [a-z ]+s\b)")


def change_numbers(sentence: str, names: str) -> str | None:
    """Dates moved, and amounts, shares and durations made greater, where they are no part of a citation."""
    if re.search(r"\bAct\b|Reg\.|Stat\.|U\.S\.C|§|Pub\.|https?:|\bNo\.", sentence):
        return None
    changed = renumber(sentence)
    return changed if changed != sentence else None


def renumber(words: str) -> str:
    """Some words with the dates moved and the amounts changed; an ISO date is moved alike."""
    words = _DATE.sub(lambda found: move_day(found[0], found[1], found[2], found[3]), words)
    words = re.sub(rf"(?<!\x00){_MONTH.pattern}", lambda found: move_month(found[1], found[2]), words)
    return _AMOUNT.sub(lambda found: raise_amount(found[0]), words).replace("\x00", "")


def move_day(words: str, month: str, day: str, year: str) -> str:
    moved = datetime.date(int(year), _NAMES.index(month), int(day)) - datetime.timedelta(_DAYS)
    return f"\x00{_NAMES[moved.month]} {moved.day}, {moved.year}"


def move_month(month: str, year: str) -> str:
    count = int(year) * 12 + _NAMES.index(month) - 1 - _MONTHS
    return f"{_NAMES[count % 12 + 1]} {count // 12}"


def raise_amount(amount: str) -> str:
    if amount in _WORDS:
        return _WORDS[amount]
    first = "345678912"[int(amount[0]) - 1] if amount[0] != "0" else "0"
    return first + amount[1:]


def recount(claim: Claim, sentence: str) -> Claim:
    """The claim with its dates and amounts changed as those of the sentence."""
    days = {f"{found[3]}-{_NAMES.index(found[1]):02}-{int(found[2]):02}" for found in _DATE.finditer(sentence)}
    months = {f"{found[2]}-{_NAMES.index(found[1]):02}" for found in _MONTH.finditer(sentence)}
    amounts = {found[0] for found in _AMOUNT.finditer(sentence)}

    carried = "coreference:date" in claim.how  # from the sentence before, whose dates move alike

    def change(value: Thing | Value) -> Thing | Value:
        if isinstance(value, Thing):
            return replace(value, label=renumber(value.label))
        if value.datatype == "date" and (carried or value.text in days):
            return replace(value, text=str(datetime.date.fromisoformat(value.text) - datetime.timedelta(_DAYS)))
        if value.datatype == "gYearMonth" and value.text in months:
            count = int(value.text[:4]) * 12 + int(value.text[5:]) - 1 - _MONTHS
            return replace(value, text=f"{count // 12}-{count % 12 + 1:02}")
        bare = value.text.rstrip("% ")
        if bare in amounts:
            return replace(value, text=raise_amount(value.text))
        return value if value.datatype else replace(value, text=renumber(value.text))

    roles = tuple(replace(role, value=change(role.value)) for role in claim.roles)
    return replace(claim, object=change(claim.object), roles=roles)


REWRITINGS = {
    "contraction": Rewriting(contract, keep, 40),
    "denial": Rewriting(insert_not, deny, 18),
    "affirmation": Rewriting(restore, affirm, 20),
    "year": Rewriting(shift_years, date, 10),
    "number": Rewriting(change_numbers, recount, 24, literal=True),
    "nouns": Rewriting(swap_nouns, keep, 38),
    "verbs": Rewriting(swap_verbs, keep, 25),
    "passive": Rewriting(turn_passive, keep, 35),
    "active": Rewriting(turn_active, keep, 5),
}
